"""Cites of one citation joined: grouped by names, years and letters run together, numbers as ranges.

Source: CSL 1.0.2, Cite Grouping, Cite Collapsing, Delimiter (of a layout in ``cs:citation``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citekit.csl.item import Item
from citekit.csl.output import (
    CITATION_NUMBER,
    CITATION_NUMBER_END,
    NAMES,
    NAMES_END,
    YEAR_SUFFIX,
    YEAR_SUFFIX_END,
    Token,
    find,
    text_of,
)
from citekit.values import NamedTuple, dataclass, field

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
    """A rendered cite. *names* are the characters of its first names."""

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
    return _delimited([Part(cite.whole, how.delimiter, cite, cite) for cite in shown])


class Part(NamedTuple):
    """A piece of a citation, the delimiter that stands *after* it, and the cites it begins and ends with."""

    tokens: list[Token]
    after: str
    first: SetCite
    last: SetCite


def _delimited(parts: Sequence[Part]) -> list[Token]:
    """Join pieces, each with the delimiter that stands after it."""
    out: list[Token] = []
    before: Part | None = None
    for part in parts:
        if out and before is not None and before.after:
            out.append(_between(before.last.suffix, part.first.prefix, before.after))
        out += part.tokens
        before = part
    return out


def _between(suffix: list[Token], prefix: list[Token], delimiter: str) -> str:
    """Return *delimiter*, or what is left of it where a cite's own affix brings the punctuation."""
    if text_of(prefix)[:1] in (",", ".", ";", ":"):
        return ""
    return " " if text_of(suffix).endswith(",") else delimiter


# Author and author-date


def _groups(cites: list[SetCite], how: Collapsing) -> list[Token]:
    parts: list[Part] = []
    for group in _grouped(cites, how):
        year = how.mode.startswith("year")
        # Deviation: where only years collapse, the first group counts as collapsed (collapse_ChicagoAfterCollapse).
        collapses = year and (len(group) > 1 or (not parts and how.mode != "year-suffix"))
        set_ = _collapsed(group, how) if year else [Part(one.whole, how.group_delimiter, one, one) for one in group]
        parts += set_[:-1]
        parts.append(set_[-1]._replace(after=how.after_collapse if collapses else how.delimiter))
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


def _collapsed(group: list[SetCite], how: Collapsing) -> list[Part]:
    """Return a group with its names once: "Doe 2000, 2001", "Doe 2000a, b"."""
    parts: list[Part] = []
    for index, cite in enumerate(group):
        if index and cite.without_names:
            cite.tokens = _stripped(cite.without_names())
        if tokens := cite.whole:
            parts.append(Part(tokens, how.after_locator if cite.locator else how.group_delimiter, cite, cite))
    return _letters(parts, how) if how.mode.startswith("year-suffix") else parts


def _stripped(tokens: list[Token]) -> list[Token]:
    """Return a cite that lost its names without the blank that followed them."""
    for index, token in enumerate(tokens):
        if type(token) is str:
            bare = token.lstrip(" ")
            return [*tokens[:index], bare, *tokens[index + 1 :]] if bare else [*tokens[:index], *tokens[index + 1 :]]
    return tokens


def _letters(parts: list[Part], how: Collapsing) -> list[Part]:
    """Run letters of one year together: "2000a, b", or "2000a-c" where a range is asked for."""
    runs: list[list[Part]] = []
    stem = None
    for index, part in enumerate(parts):
        cite = part.first
        found = find(part.tokens, YEAR_SUFFIX, YEAR_SUFFIX_END)
        rest = _stem(part, first=index == 0) if found and not cite.locator else None  # CSL 1.0.2: a locator prevents it
        if rest is not None and rest == stem and not cite.prefix and not parts[index - 1].last.suffix:
            runs[-1].append(part)
        else:
            runs.append([part])
        stem = rest
    return [part for run in runs for part in _run(run, how)]


def _stem(part: Part, *, first: bool) -> str | None:
    """Return what has to be the same for letters to run together; names, which the *first* has, do not count."""
    tokens = part.tokens
    if first and part.first.without_names:
        tokens = [*part.first.prefix, *_stripped(part.first.without_names()), *part.first.suffix]
    found = find(tokens, YEAR_SUFFIX, YEAR_SUFFIX_END)
    return text_of([*tokens[: found[0]], *tokens[found[1] :]]) if found else None


def _run(run: list[Part], how: Collapsing) -> list[Part]:
    """Return cites of one year: the first whole, of the others the letters alone."""
    if len(run) == 1:
        return [run[0]._replace(after=how.group_delimiter)]
    result: list[Part] = []
    for stretch in _stretches(run) if how.mode == "year-suffix-ranged" else [[one] for one in run]:
        pieces = [_to_letter(part.tokens) if part is run[0] else _letter(part.tokens) for part in stretch]
        if len(stretch) >= _RANGE:
            joined = [*pieces[0], "–", *pieces[-1]]
            result.append(Part(joined, how.year_suffix_delimiter, stretch[0].first, stretch[-1].last))
        else:
            result += [
                part._replace(tokens=tokens, after=how.year_suffix_delimiter)
                for part, tokens in zip(stretch, pieces, strict=True)
            ]
    tail = _after_letter(run[-1].tokens)  # what stands after the first letter belongs after the last
    result[-1] = result[-1]._replace(tokens=[*result[-1].tokens, *tail], after=how.group_delimiter)
    return result


def _stretches(run: list[Part]) -> list[list[Part]]:
    """Return the parts of *run* whose letters follow each other, together."""
    stretches: list[list[Part]] = []
    previous = -2
    for one in run:
        hints = one.first.item.hints
        number = hints.year_suffix if hints and hints.year_suffix is not None else -2
        if stretches and number == previous + 1:
            stretches[-1].append(one)
        else:
            stretches.append([one])
        previous = number
    return stretches


def _letter(tokens: list[Token]) -> list[Token]:
    found = find(tokens, YEAR_SUFFIX, YEAR_SUFFIX_END)
    return tokens[found[0] : found[1] + 1] if found else tokens


def _to_letter(tokens: list[Token]) -> list[Token]:
    return tokens[: len(tokens) - len(_after_letter(tokens))]


def _after_letter(tokens: list[Token]) -> list[Token]:
    found = find(tokens, YEAR_SUFFIX, YEAR_SUFFIX_END)
    return tokens[found[1] + 1 :] if found else []


# Numbers


def _numbers(cites: list[SetCite], how: Collapsing) -> list[Token]:
    """Run numbers in a row together: "1–3, 5"."""
    parts: list[Part] = []
    index = 0
    while index < len(cites):
        end = index + 1
        while end < len(cites) and _follows(cites[end - 1], cites[end]):
            end += 1
        if end - index >= _RANGE:
            first, last = cites[index], cites[end - 1]
            parts.append(Part([*first.whole, "–", *last.whole], how.after_collapse, first, last))
        else:
            parts += [Part(cite.whole, how.delimiter, cite, cite) for cite in cites[index:end]]
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
