"""The text of a .bib file, cut into blocks: joined again, they are the text, character by character.

Plain entries, which nearly all are, take one match of a regular expression to the field; everything else goes to
``recovery``. Nothing here raises, and nothing takes more than linear time, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.bib.bibfile.recovery import Recovery, text_block
from citekit.bib.bibfile.syntax import (
    BETWEEN,
    CLOSE,
    CONTINUES,
    ENTRY_HEAD,
    FIELD,
    PIECE,
    STRING_HEAD,
    Block,
    Comment,
    Entry,
    Field,
    Flaw,
    Form,
    Piece,
    Preamble,
    String,
    Text,
    form_of,
)
from citekit.values import NamedTuple

__all__ = [
    "Block",
    "Comment",
    "Entry",
    "Field",
    "Flaw",
    "Form",
    "Piece",
    "Plain",
    "Preamble",
    "String",
    "Text",
    "scan",
    "tokenize",
]

_SPECIAL = ("comment", "string", "preamble")


def tokenize(text: str) -> list[Block]:
    """Return the blocks of *text*, each beginning where the one before ends.

    >>> tokenize("@book{a, year = 1929}")[0].fields[0].form
    'number'
    """
    return [block.entry() if isinstance(block, Plain) else block for block in scan(text)]


class Plain(NamedTuple):
    """An entry with nothing unusual, as the matches that found it: of ``ENTRY_HEAD``, and of ``FIELD`` for each field.

    Whoever wants only names and values takes them from there in a third of the time.
    """

    head: re.Match[str]
    fields: list[re.Match[str]]
    end: int

    @property
    def start(self) -> int:
        """Return where the entry begins."""
        return self.head.start()

    def entry(self) -> Entry:
        """Return the entry with the places of everything."""
        (start, _), (type_start, type_end), (opened, _), (key_start, key_end) = self.head.regs
        fields = tuple([_field_of(found) for found in self.fields])
        return Entry(start, self.end, type_start, type_end, opened, key_start, key_end, fields, self.end - 1)


def _field_of(found: re.Match[str]) -> Field:
    _, (name_start, name_end), (value_start, value_end), (join_start, join_end), (comma, _) = found.regs
    if join_start < join_end:
        joined = pieces(found.string, value_start, value_end)
        return Field(name_start, name_end, value_start, value_end, comma, "joined", joined)
    return Field(name_start, name_end, value_start, value_end, comma, form_of(found[2]))


def scan(text: str) -> Iterator[Block | Plain]:
    """Yield the blocks of *text* one by one, plain entries as they were found."""
    recovery = Recovery(text)
    position, size = 0, len(text)
    first = True
    while True:
        end = BETWEEN.match(text, position).end()  # type: ignore[union-attr]  # it matches nothing, too
        if end > position:
            yield text_block(text, position, end, first=first)
        if end == size:
            return
        first = False
        limit = recovery.limit(end)
        block = _plain_entry(text, end, limit) or _plain_string(text, end, limit) or recovery.block(end)
        yield block
        position = block.end


def _plain_entry(text: str, start: int, limit: int) -> Plain | None:
    """Return the entry that begins at *start*, if nothing about it is unusual and it ends before *limit*."""
    head = ENTRY_HEAD.match(text, start, limit)
    if head is None or head[1].lower() in _SPECIAL:
        return None
    position = head.end()
    fields = []
    match = FIELD.match
    while (found := match(text, position, limit)) is not None:
        fields.append(found)
        position = found.end()
    end = _plain_end(text, position, limit, head[2])
    return Plain(head, fields, end) if end else None


def _plain_string(text: str, start: int, limit: int) -> String | None:
    """Return the ``@string`` that begins at *start*, if it has one definition and nothing about it is unusual."""
    head = STRING_HEAD.match(text, start, limit)
    found = head and FIELD.match(text, head.end(), limit)
    if head is None or found is None:
        return None
    end = _plain_end(text, found.end(), limit, head[1])
    return String(start, end, head.start(1), end - 1, (_field_of(found),)) if end else None


def _plain_end(text: str, position: int, limit: int, opened: str) -> int:
    """Return where a block ends whose last field ends at *position*; 0 where it does not end there."""
    close = CLOSE.match(text, position, limit)
    if close is None:
        return 0
    end = close.end()
    return 0 if (text[end - 1] == "}") != (opened == "{") or CONTINUES.match(text, end) else end


def pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces of a value that is well formed."""
    found = (match.span(1) for match in PIECE.finditer(text, start, end))
    return tuple(Piece(form_of(text[first:last]), first, last) for first, last in found)
