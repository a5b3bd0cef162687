"""An entry for a reference, read back before it is written: what comes out otherwise is said in another way, or told.

Of the ways that ``writing.py`` knows for a variable the first is taken. The entry is then read as ``bibtex.py``
reads it, and a variable that is not the same takes its next way, until none is left. Equal is what differs in nothing
that a reader of a bibliography sees: runs of blanks, the shape of apostrophes and dashes, a short title that follows
from the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from citekit.bib import exact
from citekit.bib.bibfile.blocks import RawEntry, RawField
from citekit.bib.bibtex import reference_of
from citekit.bib.entries import names
from citekit.bib.entries.writing import Choice, Dialect, choices, entry_type
from citekit.findings import Finding
from citekit.model import Reference
from citekit.richtext import concat, map_text
from citekit.values import NamedTuple, replace


class Entry(NamedTuple):
    """An entry to be written; *lost* is what it does not say: kinds and variables, ("type", "") for the type."""

    type: str
    key: str
    fields: dict[str, str]
    lost: tuple[tuple[str, str], ...] = ()


# What follows from other fields, and from the type of an entry.
_DERIVED = frozenset((("texts", "title-short"), ("texts", "genre"), ("extra", "language")))
# What only has a meaning in the file that it comes from.
_OF_THE_FILE = frozenset((("extra", "xdata"), ("extra", "crossref")))


def entry_of(reference: Reference, key: str, dialect: Dialect) -> Entry:
    """Return the entry for *reference* under *key*; what biblatex cannot say stands in its field ``citekit``."""
    reference = _in_small_letters(reference)
    type_, subtype = entry_type(reference, dialect)
    start = {"entrysubtype": subtype} if subtype else {}
    options = list(choices(reference, dialect))
    picked, read = _picked(reference, type_, start, options)
    fields = _assembled(start, options, picked)
    lost = [*([("type", "")] if read.type != reference.type else []), *exact.different(reference, read, alike)]
    if lost and dialect.biblatex:
        said = exact.differences(reference, read, exact.said_by(read), alike)
        fields[exact.NAME] = exact.to_field(said, ascii_only=dialect.ascii_only)
        lost = []
    return Entry(type_, key, fields, tuple(lost))


def _in_small_letters(reference: Reference) -> Reference:
    """Return *reference* with the names of its other fields as .bib files have them; RIS has capitals."""
    if all(name == name.lower() for name in reference.extra):
        return reference
    extra: dict[str, str] = {}
    for name, value in reference.extra.items():
        folded = name.lower()
        extra[name if folded in extra or (folded != name and folded in reference.extra) else folded] = value
    return replace(reference, extra=extra)


def _picked(
    reference: Reference, type_: str, start: dict[str, str], options: Sequence[Choice]
) -> tuple[list[int], Reference]:
    """Return the number of the way taken for each choice, and how the entry made of them is read."""
    picked = [0] * len(options)
    read = read_entry(type_, _assembled(start, options, picked))
    wrong = set(exact.different(reference, read, alike))
    for place, choice in enumerate(options):
        for way in range(1, len(choice.ways)):
            if (choice.kind, choice.variable) not in wrong:
                break
            tried = [*picked[:place], way, *picked[place + 1 :]]
            again = read_entry(type_, _assembled(start, options, tried))
            left = set(exact.different(reference, again, alike))
            if len(left) < len(wrong) and again.type == read.type:
                picked, read, wrong = tried, again, left
    return picked, read


def _assembled(start: dict[str, str], options: Sequence[Choice], picked: Sequence[int]) -> dict[str, str]:
    """Return the fields of the ways taken; of one whose field is taken, those of its next way that has room."""
    fields = dict(start)
    for choice, first in zip(options, picked, strict=True):
        for way in choice.ways[first:]:
            if fields.keys().isdisjoint(way):
                fields |= way
                break
    return {name: value for name, value in fields.items() if value}


def read_entry(type_: str, fields: dict[str, str]) -> Reference:
    """Return what the reader makes of an entry by itself."""
    findings: list[Finding] = []
    return reference_of(raw_entry(type_, "x", fields), findings)


def as_written(reference: Reference) -> RawEntry:
    """Return the biblatex entry that says *reference*, each variable in its first way, not read back."""
    dialect = Dialect()
    reference = _in_small_letters(reference)
    type_, subtype = entry_type(reference, dialect)
    options = list(choices(reference, dialect))
    start = {"entrysubtype": subtype} if subtype else {}
    return raw_entry(type_, reference.key, _assembled(start, options, [0] * len(options)))


def raw_entry(type_: str, key: str, fields: dict[str, str]) -> RawEntry:
    """Return an entry as the reader of blocks does."""
    return RawEntry(type_, key, {name: RawField(name, value) for name, value in fields.items()})


# --- what is equal ---------------------------------------------------------------------------------------


def alike(kind: str, variable: str, meant: Any, seen: Any) -> bool:
    """Tell if two values of a variable are the same in all that matters (``exact.Alike``)."""
    if meant is None:
        return (kind, variable) in _DERIVED or (kind == "extra" and variable.endswith("+options"))
    if (kind, variable) in _OF_THE_FILE:
        return True
    if seen is None or kind == "dates":
        return False
    if kind == "names":
        return len(meant) == len(seen) and all(map(names.alike, seen, meant))
    if kind == "texts":
        return concat(map_text(meant, _bare)) == concat(map_text(seen, _bare))
    return _bare(meant) == _bare(seen)


def _bare(text: str) -> str:
    """Return *text* without what a typesetter changes: blanks, apostrophes, dashes of ranges."""
    text = re.sub(r"\s+", " ", text) if "\xa0" not in text else re.sub(r"[^\S\xa0]+", " ", text)
    return re.sub(r"(?<=\d)[-–](?=\d)", "–", text.replace("’", "'").replace("‘", "'"))
