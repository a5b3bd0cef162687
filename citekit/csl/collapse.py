"""Cites of one citation joined: grouped by names, years and letters run together, numbers as ranges.

Source: CSL 1.0.2, Cite Grouping, Cite Collapsing, Delimiter (of a layout in ``cs:citation``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from citekit.csl.item import Item
from citekit.csl.output import (
    CITATION_NUMBER,
    CITATION_NUMBER_END,
    CLOSE,
    INNER_QUOTE,
    NAMES,
    NAMES_END,
    QUOTE,
    UNQUOTE,
    UNQUOTE_WITHIN,
    YEAR_SUFFIX,
    YEAR_SUFFIX_END,
    Open,
    OpenLink,
    Token,
    find,
    text_of,
)

_RANGE = 3  # numbers in a row that make a range


class Collapsing(NamedTuple):
    """A citation's delimiters and what it collapses; *mode* is ``collapse``, "" for none.

    *groups* brings cites with the same names together, *regroups* from any place in the citation.
    """

    mode: str = ""
    delimiter: str = ""
    groups: bool = False
    regroups: bool = True
    group_delimiter: str = ", "
    year_suffix_delimiter: str = ""
    after_collapse: str = ""
    after_locator: str = ""


@dataclass(slots=True)
class SetCite:
    """A rendered cite. *names* are the characters of its first names; *free* of affixes of its own."""

    item: Item
    tokens: list[Token]
    prefix: list[Token] = field(default_factory=list)
    suffix: list[Token] = field(default_factory=list)
    names: str = ""
    locator: bool = False
    without_names: Callable[[], list[Token]] | None = None

    @property
    def whole(self) -> list[Token]:
        """Return the cite with its own affixes."""
        return [*self.prefix, *self.tokens, *self.suffix] if self.tokens or self.prefix or self.suffix else []


def names_of(tokens: list[Token]) -> str:
    """Return the characters of the first names in a cite, "" for none."""
    found = find(tokens, NAMES, NAMES_END)
    return text_of(tokens[found[0] : found[1]]) if found else ""


def join(cites: Sequence[SetCite], how: Collapsing) -> list[Token]:
    """Return the cites of a citation as one stream."""
    shown = [cite for cite in cites if cite.whole]
    if how.mode == "citation-number":
        return _numbers(shown, how)
    if how.groups and len(shown) > 1:
        return _groups(shown, how)
    return _delimited([(cite.whole, how.delimiter) for cite in shown])


def _delimited(parts: Sequence[tuple[list[Token], str]]) -> list[Token]:
    """Join streams, each with the delimiter that stands after it."""
    out: list[Token] = []
    before = ""
    for tokens, after in parts:
        if out and before:
            out.append(_between(out[-1], tokens[0], before))
        out += tokens
        before = after
    return out


def _between(last: Token, first: Token, delimiter: str) -> str:
    """Return *delimiter*, or what is left of it where a cite's own affix brings the punctuation."""
    if isinstance(first, str) and first[:1] in (",", ".", ";", ":"):
        return ""
    if isinstance(last, str) and last[-1:] == ",":
        return " "
    return delimiter


# Author and author-date


def _groups(cites: list[SetCite], how: Collapsing) -> list[Token]:
    parts: list[tuple[list[Token], str]] = []
    for group in _grouped(cites, how):
        year = how.mode.startswith("year")
        collapses = year and (
            len(group) > 1 or not parts
        )  # Deviation: the first counts (collapse_ChicagoAfterCollapse)
        set_ = _collapsed(group, how) if year else [(cite.whole, how.group_delimiter) for cite in group]
        parts += set_[:-1]
        parts.append((set_[-1][0], how.after_collapse if collapses else how.delimiter))
    return _delimited(parts)


def _grouped(cites: list[SetCite], how: Collapsing) -> list[list[SetCite]]:
    """Return cites with the same names together, where the first of them stands; a prefix begins a new group.

    Cites that the style does not sort are only grouped where they stand side by side
    (name_CiteGroupDelimiterWithYearSuffixCollapse2): their order was the author's.
    """
    groups: list[list[SetCite]] = []
    open_groups: dict[str, list[SetCite]] = {}
    for cite in cites:
        group = open_groups.get(cite.names) if cite.names and not cite.prefix else None
        if group is not None and not how.regroups and group is not groups[-1]:
            group = None
        if group is None:
            group = []
            groups.append(group)
            if cite.names:
                open_groups[cite.names] = group
        group.append(cite)
        if cite.suffix:
            open_groups.pop(cite.names, None)
    return groups


def _collapsed(group: list[SetCite], how: Collapsing) -> list[tuple[list[Token], str]]:
    """Return a group with its names once: "Doe 2000, 2001", "Doe 2000a, b"."""
    set_: list[tuple[list[Token], str]] = []
    shown: list[SetCite] = []
    for index, cite in enumerate(group):
        if index and cite.without_names:
            cite.tokens = _stripped(cite.without_names())
        if tokens := cite.whole:
            set_.append((tokens, how.after_locator if cite.locator else how.group_delimiter))
            shown.append(cite)
    group = shown
    return _letters(group, set_, how) if how.mode.startswith("year-suffix") else set_


def _stripped(tokens: list[Token]) -> list[Token]:
    """Return a cite that lost its names without the blank or comma that followed them."""
    for index, token in enumerate(tokens):
        if type(token) is str:
            bare = token.lstrip(" ,")
            return [*tokens[:index], bare, *tokens[index + 1 :]] if bare else [*tokens[:index], *tokens[index + 1 :]]
    return tokens


def _letters(
    group: list[SetCite], set_: list[tuple[list[Token], str]], how: Collapsing
) -> list[tuple[list[Token], str]]:
    """Run letters of one year together: "2000a, b", or "2000a-c" where a range is asked for."""
    result: list[tuple[list[Token], str]] = []
    runs: list[list[int]] = []
    stem = None
    for index, (cite, (tokens, _)) in enumerate(zip(group, set_, strict=True)):
        found = find(tokens, YEAR_SUFFIX, YEAR_SUFFIX_END)
        rest = _stem(tokens, found, first=index == 0, cite=cite) if found else None
        if rest is not None and rest == stem and not cite.prefix and not group[index - 1].suffix:
            runs[-1].append(index)
        else:
            runs.append([index])
        stem = rest
    for run in runs:
        result += _run([(group[index], set_[index][0]) for index in run], how)
    return result


def _stem(tokens: list[Token], found: tuple[int, int], *, first: bool, cite: SetCite) -> str:
    """Return what has to be the same for letters to run together: a locator after the letter may differ."""
    text = text_of(tokens[: found[0]] if cite.locator else [*tokens[: found[0]], *tokens[found[1] :]])
    return text.removeprefix(cite.names).lstrip(" ,") if first else text


def _run(run: list[tuple[SetCite, list[Token]]], how: Collapsing) -> list[tuple[list[Token], str]]:
    if len(run) == 1:
        return [(run[0][1], how.group_delimiter)]
    result: list[tuple[list[Token], str]] = []
    for stretch in _stretches(run) if how.mode == "year-suffix-ranged" else [[one] for one in run]:
        if len(stretch) >= _RANGE:
            last = _letter(stretch[-1][1])
            first = stretch[0][1] if not result else _letter(stretch[0][1])
            result.append(([*first, "–", *last], how.year_suffix_delimiter))
            continue
        for cite, tokens in stretch:
            if cite.locator and result:
                result[-1] = (result[-1][0], how.group_delimiter)
            letter = [*_letter(tokens), *(_balanced(_after_letter(tokens)) if cite.locator else ())]
            result.append((letter if result else tokens, how.year_suffix_delimiter))
    tail = _after_letter(run[-1][1])
    head = result[0][0]
    if tail and len(result) > 1 and not any(cite.locator for cite, _ in run):
        # What stands after the first letter belongs after the last.
        result[0] = (head[: len(head) - len(tail)], how.year_suffix_delimiter)
        result[-1] = ([*result[-1][0], *tail], how.year_suffix_delimiter)
    result[-1] = (result[-1][0], how.group_delimiter)
    return result


def _stretches(run: list[tuple[SetCite, list[Token]]]) -> list[list[tuple[SetCite, list[Token]]]]:
    stretches: list[list[tuple[SetCite, list[Token]]]] = []
    previous = -2
    for one in run:
        hints = one[0].item.hints
        number = hints.year_suffix if hints and hints.year_suffix is not None else -2
        if stretches and number == previous + 1 and not (one[0].locator or stretches[-1][-1][0].locator):
            stretches[-1].append(one)
        else:
            stretches.append([one])
        previous = number
    return stretches


def _letter(tokens: list[Token]) -> list[Token]:
    found = find(tokens, YEAR_SUFFIX, YEAR_SUFFIX_END)
    return tokens[found[0] : found[1] + 1] if found else tokens


def _after_letter(tokens: list[Token]) -> list[Token]:
    found = find(tokens, YEAR_SUFFIX, YEAR_SUFFIX_END)
    return tokens[found[1] + 1 :] if found else []


def _balanced(tokens: list[Token]) -> list[Token]:
    """Return *tokens* without the ends of formats and quotations that began before them."""
    result: list[Token] = []
    formats = quotes = 0
    for token in tokens:
        formats += isinstance(token, Open | OpenLink) - (token is CLOSE)
        quotes += (token is QUOTE or token is INNER_QUOTE) - (token is UNQUOTE or token is UNQUOTE_WITHIN)
        if formats < 0 or quotes < 0:
            formats, quotes = max(formats, 0), max(quotes, 0)
            continue
        result.append(token)
    return result


# Numbers


def _numbers(cites: list[SetCite], how: Collapsing) -> list[Token]:
    """Run numbers in a row together: "1–3, 5"."""
    parts: list[tuple[list[Token], str]] = []
    index = 0
    while index < len(cites):
        end = index + 1
        while end < len(cites) and _follows(cites[end - 1], cites[end]):
            end += 1
        if end - index >= _RANGE:
            parts.append(([*cites[index].whole, "–", *cites[end - 1].whole], how.after_collapse))
        else:
            parts += [(cite.whole, how.delimiter) for cite in cites[index:end]]
        index = end
    return _delimited(parts)


def _follows(first: SetCite, second: SetCite) -> bool:
    if first.suffix or second.prefix or second.suffix or first.prefix:
        return False
    if second.item.citation_number != first.item.citation_number + 1:
        return False
    stems = [_without_number(cite.tokens) for cite in (first, second)]
    return stems[0] is not None and stems[0] == stems[1]


def _without_number(tokens: list[Token]) -> str | None:
    """Return what a cite prints beside its number, ``None`` if it has no number or says more than the number."""
    found = find(tokens, CITATION_NUMBER, CITATION_NUMBER_END)
    if found is None:
        return None
    rest = text_of([*tokens[: found[0]], *tokens[found[1] :]])
    return None if any(letter.isalnum() for letter in rest) else rest
