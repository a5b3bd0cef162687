"""Citations of pages: elements that say what they cite, and what is typed in pandoc's syntax.

An element cites with ``data-cites="key other"`` or ``data-key="key"``, as pandoc's and Quarto's spans do. What more
a citation says is in ``data-locator`` ("p. 3", or "3" with ``data-label="chapter"``), ``data-prefix``,
``data-suffix`` and ``data-mode`` (composite, author-only, suppress-author); with several keys each has its value
between semicolons. An element without these is read as it is printed: typed citations fully, set ones for a locator
that ends them.

Source: Pandoc User's Guide, "Citation syntax"; the HTML that pandoc and Quarto write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from citekit.documents.pages.tree import Node
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Citation, Cite, Key, Locator
from citekit.notes.citesyntax import citations
from citekit.notes.ledger.prosewriting import as_markup
from citekit.notes.locators import LABELS, parse_locator, split_locator
from citekit.notes.prose import parse_prose
from citekit.patterns import pattern
from citekit.richtext import Inlines, plain
from citekit.values import NamedTuple, replace

_SAID = ("data-locator", "data-label", "data-prefix", "data-suffix", "data-mode")
_MODES = ("composite", "author-only", "suppress-author")
_SEMICOLON = pattern(r"(?<!\\);")
_YEAR = pattern(r"(?:1[0-9]|20)\d\d[a-z]?")
_SIGNS = pattern(r"[\\*<]|(?<!\w)_")
_SEES = pattern(r"(?i)\(?(?:see also|see|cf\.|compare|e\.g\.,?|vgl\.|siehe(?: auch)?|voir(?: aussi)?|ver|véase)\s+")
_NUMBERS = pattern(r"\d+")
_ONLY_YEAR = pattern(r"\((?:1[0-9]|20)\d\d[a-z]?(?:,[^;()]*)?\)")


class ElementCite(NamedTuple):
    """What an element cites; *sure* says that nothing in its printed text is left unread."""

    citation: Citation
    sure: bool = True


def cites(element: Node) -> bool:
    """Tell whether an element says that it is a citation."""
    return "data-cites" in element.attributes or (element.tag == "cite" and "data-key" in element.attributes)


def escaped(text: str) -> str:
    """Return plain text as ``prose.py`` reads it."""
    return _SIGNS.sub(r"\\\g<0>", text)


def of_element(element: Node, printed: str, source: Source) -> ElementCite | None:
    """Return what an element cites, whose text is *printed*; ``None`` for one without keys."""
    keys = [Key(one) for one in (element.get("data-cites") or element.get("data-key")).split()]
    if not keys:
        return None
    where = source.span(element.start, element.inner_start)
    if any(name in element.attributes for name in _SAID):
        return ElementCite(_located(_as_said(element, keys), where))
    printed = " ".join(printed.split())
    if "@" in printed:
        found, _ = citations(printed, 0, len(printed), seen=printed, prose=escaped)
        if len(found) == 1 and [cite.key for cite in found[0].citation.cites] == keys:
            return ElementCite(_located(found[0].citation, where))
    read = _as_printed(printed, keys)
    return ElementCite(_located(read.citation, where), read.sure)


def _located(citation: Citation, where: Span) -> Citation:
    return replace(citation, cites=tuple(replace(cite, where=where) for cite in citation.cites))


def _as_said(element: Node, keys: list[Key]) -> Citation:
    said = {name: _values(element.get(name), len(keys)) for name in _SAID}
    made = [
        Cite(key, _locator(locator, label), parse_prose(_led(prefix)), parse_prose(_tailed(suffix)))
        for key, locator, label, prefix, suffix in zip(
            keys, said["data-locator"], said["data-label"], said["data-prefix"], said["data-suffix"], strict=True
        )
    ]
    return _in_mode(made, element.get("data-mode").strip())


def _in_mode(made: list[Cite], mode: str) -> Citation:
    if mode == "suppress-author":
        made[0] = replace(made[0], form="suppress-author")
        return Citation(tuple(made))
    known: Literal["", "composite", "author-only"] = (
        "composite" if mode in ("composite", "textual") else "author-only" if mode == "author-only" else ""
    )
    return Citation(tuple(made), mode=known)


def _values(text: str, count: int) -> list[str]:
    if count == 1:
        return [text.replace("\\;", ";").strip()]
    values = [one.replace("\\;", ";").strip() for one in _SEMICOLON.split(text)]
    return (values + [""] * count)[:count]


def _locator(value: str, label: str) -> Locator | None:
    if not value:
        return None
    if label in LABELS:
        return Locator(label, value)
    return parse_locator(f"{label} {value}") or Locator("page", value, labelled=False)


def _led(prefix: str) -> str:
    return f"{prefix} " if prefix else ""


def _tailed(suffix: str) -> str:
    return suffix if suffix[:1] in ("", ",", ";", ":", ".", "(") else f", {suffix}"


def _as_printed(printed: str, keys: list[Key]) -> ElementCite:
    """Read a citation that a program has set: where it ends with a locator, that is kept."""
    composite = bool(printed) and printed[0] not in "([" and printed.endswith(")") and printed.count("(") == 1
    printed = printed.replace("(", "").rstrip(")") if composite else printed
    pieces = printed.strip(" ()[]").split(";") if len(keys) > 1 else [printed.strip(" ()[]")]
    mode = "composite" if composite else "suppress-author" if _ONLY_YEAR.fullmatch(printed) else ""
    if len(pieces) != len(keys):
        return ElementCite(_in_mode([Cite(key) for key in keys], mode), sure=not _NUMBERS.search(printed))
    made, sure = [], True
    for key, piece in zip(keys, pieces, strict=True):
        cite, known = _printed_cite(key, piece.strip())
        made.append(cite)
        sure = sure and known
    return ElementCite(_in_mode(made, mode), sure)


def _printed_cite(key: Key, piece: str) -> tuple[Cite, bool]:
    sees = _SEES.match(piece)
    prefix = parse_prose(escaped(sees[0].lstrip("("))) if sees else ()
    piece = piece[sees.end() :] if sees else piece
    words = [one.strip() for one in piece.rstrip(". ").split(",")]
    for place in range(len(words)):
        before, rest = ", ".join(words[:place]), words[place:]
        locator = _whole_locator(rest[0])
        is_year = _YEAR.fullmatch(rest[0]) is not None and not _YEAR.search(before)
        if locator is None or is_year or before.count("(") > before.count(")"):
            continue
        end = 1
        while end < len(rest) and (more := _whole_locator(rest[end])) is not None and not more.labelled:
            locator = replace(locator, value=f"{locator.value}, {rest[end]}")
            end += 1
        return Cite(key, locator, prefix, parse_prose(escaped(_tailed(", ".join(rest[end:]))))), True
    left = _YEAR.sub("", piece)
    return Cite(key, prefix=prefix), _NUMBERS.search(left) is None


def _whole_locator(text: str) -> Locator | None:
    locator, left = split_locator(text)
    return locator if not left.strip() else None


def unsure(source: Source, element: Node) -> Finding:
    """Return the finding for a citation that may say more than was read."""
    message = "a citation is set already, and what its numbers mean is not known"
    hint = 'put what it cites into data-locator="…"'
    return Finding("printed-citation", message, source.span(element.start, element.end), Severity.WARNING, hint)


def attributes_of(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield the attributes that say all that *citation* does."""
    yield "data-cites", " ".join(cite.key for cite in citation.cites)
    locators = [cite.locator for cite in citation.cites]
    yield "data-locator", _joined([one.value if one else "" for one in locators])
    plain_pages = all(one is None or (one.label == "page" and parse_locator(one.value)) for one in locators)
    yield "data-label", "" if plain_pages else _joined([one.label if one else "" for one in locators])
    yield "data-prefix", _joined([_markup(cite.prefix) for cite in citation.cites])
    yield "data-suffix", _joined([_markup(cite.suffix) for cite in citation.cites])
    first = citation.cites[0].form if citation.cites else "full"
    yield "data-mode", citation.mode or (first if first != "full" else "")


def _markup(text: Inlines) -> str:
    return (as_markup(text) or escaped(plain(text))).strip()


def _joined(values: list[str]) -> str:
    return ";".join(one.replace(";", "\\;") for one in values) if any(values) else ""
