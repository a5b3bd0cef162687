"""The entries of a .bib file in another order: each moves with the comments directly above it, all else stays.

Blank lines, comments by themselves, ``@preamble`` and ``@comment`` keep their places between the entries. A
``@string`` that stands behind an entry which would use it then is moved to the top; BibTeX and biber read a file from
its beginning. Classic BibTeX wants an entry that others name in ``crossref`` behind them ("BibTeXing", 4; biber does
not): where that is so now, it stays so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from citekit.bib.bibfile.blocks import RawEntry, read_blocks
from citekit.bib.bibfile.tokens import Block, Entry, String, Text
from citekit.bib.edits.edit import BibFile
from citekit.changes import Change, apply
from citekit.errors import UsageError
from citekit.findings import Span
from citekit.folding import folded, title_key
from citekit.model import Key, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import plain
from citekit.values import NamedTuple

Order = Literal["key", "author", "type"]
Parents = Literal["as-now", "last", "anywhere"]
ORDERS: tuple[Order, ...] = ("key", "author", "type")
PARENTS: tuple[Parents, ...] = ("as-now", "last", "anywhere")

_LINE_REST = pattern(r"[ \t]*%[^\n\r]*")
_LINE = pattern(r"[^\n\r]*(?:\r\n|\n|\r)")
# The first lines of a file that are about it and not about its first entry.
_HEADER = pattern(r"(?i)coding|generated|created|saved with|exported|-\*-|!TEX|\bvim?:")
_LATE = "\uffff"


def sort(file: BibFile, by: Order, parents: Parents = "as-now") -> BibFile:
    """Return *file* with its entries in order; entries that are equal in it stay in theirs.

    "author" is author (else editor, else title), year, title; "type" is the type, then the key.

    Raises: UsageError where the entries would not say the same in that order.
    """
    keys = _sort_keys(file, by)
    last = _parents(file) if _parents_go_last(file, parents) else frozenset()
    order = sorted(file.entries, key=lambda entry: (file.key(entry) in last, keys[entry.start]))
    if order == file.entries:
        return file
    edited = _arranged(_with_strings_first(file, order), [file.key(entry) for entry in order])
    if _read(edited) != _read(file):
        hint = "a @string that is defined twice, or an entry that is broken, keeps them where they are"
        message = "the entries would not say the same in this order"
        raise UsageError(message, where=Span(file.source.path), hint=hint)
    return edited


# --- the order ----------------------------------------------------------------------------------------------


def _sort_keys(file: BibFile, by: Order) -> Mapping[int, tuple[object, ...]]:
    """Return what to sort by, by the place where the entry starts; a key used again goes with its first entry."""
    text = file.text
    find: Callable[[Entry], tuple[object, ...]]
    if by == "author":
        from citekit.bib import bibtex  # noqa: PLC0415 - reads everything, which no other order needs

        references = bibtex.read(file.source).references

        def find(entry: Entry) -> tuple[object, ...]:
            key = file.key(entry)
            return (*_by_author(references.get(Key(key))), key.casefold())
    elif by == "type":

        def find(entry: Entry) -> tuple[object, ...]:
            return (text[entry.type_start : entry.type_end].lower(), file.key(entry).casefold())
    else:

        def find(entry: Entry) -> tuple[object, ...]:
            return (file.key(entry).casefold(),)

    first: dict[str, tuple[object, ...]] = {}
    return {entry.start: first.setdefault(file.key(entry) or str(entry.start), find(entry)) for entry in file.entries}


def _by_author(reference: Reference | None) -> tuple[object, ...]:
    if reference is None:  # holds data for others
        return ((_LATE,), 0, "")
    names = reference.names.get("author") or reference.names.get("editor") or ()
    title = title_key(plain(reference.texts.get("title", ())))
    issued = reference.dates.get("issued")
    year = issued.start[0] if issued and issued.start else 9999
    return (tuple(_name_key(name) for name in names) or (title or _LATE,), year, title)


def _name_key(name: Name) -> str:
    family = " ".join(filter(None, (name.non_dropping_particle, name.family))) or name.literal
    return f"{folded(family)}\t{folded(name.given)}"


def _crossrefs(file: BibFile) -> list[tuple[Entry, str]]:
    text = file.text
    return [
        (entry, text[one.value_start : one.value_end].strip('{}" \t\r\n'))
        for entry in file.entries
        for one in entry.fields
        if text[one.name_start : one.name_end].lower() == "crossref"
    ]


def _parents(file: BibFile) -> frozenset[str]:
    return frozenset(parent for _, parent in _crossrefs(file))


def _parents_go_last(file: BibFile, parents: Parents) -> bool:
    if parents != "as-now":
        return parents == "last"
    places = {file.key(entry): entry.start for entry in file.entries}
    return all(places.get(parent, entry.start) >= entry.start for entry, parent in _crossrefs(file))


# --- what moves ---------------------------------------------------------------------------------------------


class _Unit(NamedTuple):
    """An entry with the comments that go with it: ``text[start:end]``."""

    key: str
    start: int
    end: int


def _units(file: BibFile) -> list[_Unit]:
    """Return the entries in file order, with the lines directly above them and the comment behind them."""
    units = []
    before: Block | None = None
    for block in file.blocks:
        if isinstance(block, Entry):
            comment = _LINE_REST.match(file.text, block.end)
            start = _lines_above(file.text, before, block.start) if isinstance(before, Text) else block.start
            units.append(_Unit(file.key(block), start, comment.end() if comment else block.end))
        before = block
    return units


def _lines_above(text: str, between: Text, start: int) -> int:
    """Return where the lines begin that stand directly above *start*, within the text *between* two blocks."""
    lines = [match.span() for match in _LINE.finditer(text, between.start, start)]
    if not lines or text[lines[-1][1] : start].strip():
        return start
    if between.start:
        lines = lines[1:]  # what is left of the line that the block before ends in
    begin = start
    for line_start, line_end in reversed(lines):
        words = text[line_start:line_end]
        if not words.strip() or (not line_start and _HEADER.search(words)):
            break
        begin = line_start
    return begin


def _arranged(file: BibFile, keys: Sequence[str]) -> BibFile:
    """Return *file* with its units in the order of *keys*, in the places that units have now."""
    units = _units(file)
    waiting: dict[str, list[_Unit]] = {}
    for unit in units:
        waiting.setdefault(unit.key, []).append(unit)
    changes = []
    for place, key in zip(units, keys, strict=True):
        unit = waiting[key].pop(0)
        words = file.text[unit.start : unit.end]
        follows = file.text[place.end : place.end + 1]
        if "%" in words.splitlines()[-1].rpartition("}")[2] and follows not in ("", "\n", "\r"):
            words += file.layout().line_end  # its comment would hide what follows
        changes.append(Change(place.start, place.end, words))
    return file.with_text(apply(file.text, changes))


def _with_strings_first(file: BibFile, order: Sequence[Entry]) -> BibFile:
    """Return *file* with every @string above the entries, if one of them would stand above a string that it uses."""
    strings = [block for block in file.blocks if isinstance(block, String)]
    late = [block for block in strings if block.start > file.entries[0].start]
    names = {file.text[one.name_start : one.name_end].lower() for block in late for one in block.fields}
    places = [entry.start for entry in file.entries]
    early = (entry for entry, place in zip(order, places, strict=True) if late and place < late[-1].start)
    if not any(_words(file, entry) & names for entry in early):
        return file
    line_end = file.layout().line_end
    first = _units(file)[0].start
    moved = "".join(f"{file.text[block.start : block.end]}{line_end}" for block in late)
    changes = [Change(*_line_of(file.text, block), "") for block in late]
    return file.with_text(apply(file.text, [Change(first, first, f"{moved}{line_end}"), *changes]))


def _words(file: BibFile, entry: Entry) -> set[str]:
    """Return the names of strings that *entry* uses."""
    pieces = (piece for one in entry.fields for piece in one.pieces if piece.form == "name")
    return {file.text[piece.start : piece.end].lower() for piece in pieces}


def _line_of(text: str, block: Block) -> tuple[int, int]:
    """Return where a block begins and ends, with its line where it has it to itself."""
    line = max(text.rfind("\n", 0, block.start), text.rfind("\r", 0, block.start)) + 1
    rest = _LINE.match(text, block.end)
    if text[line : block.start].strip() or rest is None or rest[0].strip():
        return block.start, block.end
    return line, rest.end()


def _read(file: BibFile) -> dict[str, tuple[str, dict[str, str]]]:
    """Return what each entry says, as the reader sees it."""

    def shown(entry: RawEntry) -> tuple[str, dict[str, str]]:
        return entry.type, {name: field.value for name, field in entry.fields.items()}

    return {entry.key: shown(entry) for entry in read_blocks(file.source).entries}
