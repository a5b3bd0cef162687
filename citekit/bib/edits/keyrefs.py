r"""Where the entries of a .bib file name other entries: crossref and its kin, and \cite in a note.

Sources: biblatex manual, 2.2.3 (crossref, xref, xdata, related, entryset, ids: one key, or keys parted by commas),
3.13.6 (data of an entry named in a value: ``author = {xdata=key-author-1}``); the citation commands are those of
biblatex, natbib and LaTeX, which all have "cite" in their names (``\entry`` and the like do not cite).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator

from citekit.bib.bibfile.tokens import Entry, Field
from citekit.bib.edits.edit import BibFile
from citekit.changes import Change
from citekit.patterns import pattern

SINGLE = frozenset(("crossref", "xref"))
LISTS = frozenset(("xdata", "related", "entryset", "ids"))

# A citation command, its optional arguments, and the lists of keys behind it: \parencites(see)[12]{a}[13]{b,c}.
_COMMAND = pattern(r"\\(?:[A-Za-z]*[cC]ite[A-Za-z]*|nocite|bibentry|citefield)\*?")
_OPTION = pattern(r"\s*(?:\[[^\[\]]*\]|\([^()]*\)|<[^<>]*>)")
_KEYS = pattern(r"\s*\{([^{}]*)\}")
_KEY = pattern(r"[^,\s]+(?:\s+[^,\s]+)*")


def rename_references(file: BibFile, old: str, new: str, known: Collection[str] = (), *, ids: bool = True) -> BibFile:
    """Return *file* with *old* named *new* wherever its entries refer to it; keys of entries stay.

    References in other capitals are renamed too, as BibTeX takes them for one, unless *known* keys have them. The
    other keys that an entry goes by are left with ``ids=False``.
    """
    changes = [Change(start, end, new) for start, end in references(file, old, known, ids=ids)]
    return file.with_values(changes) if changes else file


def references(file: BibFile, key: str, known: Collection[str] = (), *, ids: bool = True) -> list[tuple[int, int]]:
    """Return the places in the text of *file* where a value names *key*, in order."""
    text = file.text
    spelled = re.compile(re.escape(key), re.IGNORECASE)
    starts = [block.start for block in file.blocks]
    found: list[tuple[int, int]] = []
    seen: tuple[int, int] = (-1, -1)
    for match in spelled.finditer(text):
        block = file.blocks[bisect_right(starts, match.start()) - 1]
        if not isinstance(block, Entry):
            continue
        for place, one in enumerate(block.fields):
            if one.value_start <= match.start() < one.value_end and seen != (block.start, place):
                seen = (block.start, place)
                if not ids and text[one.name_start : one.name_end].lower() == "ids":
                    continue
                found += _in_field(file, one, key, frozenset(known))
    return found


def referring(file: BibFile, key: str, known: Collection[str] = ()) -> list[str]:
    """Return the keys of the entries that refer to *key*, each once, in file order."""
    places = references(file, key, known)
    entries = [entry for entry in file.entries if any(entry.start <= start < entry.end for start, _ in places)]
    return list(dict.fromkeys(file.key(entry) for entry in entries))


def _in_field(file: BibFile, one: Field, key: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    text = file.text
    name = text[one.name_start : one.name_end].lower()

    def is_key(written: str) -> bool:
        return written == key or (written.lower() == key.lower() and written not in known)

    for piece in one.pieces:
        if piece.form not in ("braced", "quoted"):
            continue
        start, end = piece.start + 1, piece.end - 1
        if name in SINGLE or name in LISTS:
            for item in _KEY.finditer(text, start, end):
                if is_key(item[0]):
                    yield item.span()
            continue
        granular = re.compile(rf"\bxdata\s*=\s*\{{?\s*({re.escape(key)})(?=-[A-Za-z]+(?:-\d+)?\s*(?:[,}}\"]|and\b|$))")
        yield from (match.span(1) for match in granular.finditer(text, start, end))
        yield from cited_in_latex(text, key, start, end)


def cited_in_latex(text: str, key: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    r"""Yield the places where a citation command in LaTeX text names *key*.

    >>> list(cited_in_latex(r"see \parencite[12]{a, b}", "b"))
    [(22, 23)]
    """
    end = len(text) if end is None else end
    for command in _COMMAND.finditer(text, start, end):
        position = command.end()
        while (argument := _OPTION.match(text, position, end) or _KEYS.match(text, position, end)) is not None:
            position = argument.end()
            if argument.re.groups:
                items = _KEY.finditer(text, *argument.span(1))
                yield from (item.span() for item in items if item[0] == key)
