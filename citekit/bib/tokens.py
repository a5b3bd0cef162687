"""The text of a .bib file, cut into blocks: joined again, they are the text, character by character.

Plain entries, which nearly all are, take one match of a regular expression to the field; everything else goes to
``recovery``. Nothing here raises, and nothing takes more than linear time, whatever the text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from citekit.bib.recovery import Recovery, text_block
from citekit.bib.syntax import (
    BETWEEN,
    CLOSE,
    CONTINUES,
    ENTRY_HEAD,
    FIELD,
    FORMS,
    PIECE,
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

__all__ = ["Block", "Comment", "Entry", "Field", "Flaw", "Form", "Piece", "Preamble", "String", "Text", "tokenize"]

_SPECIAL = ("comment", "string", "preamble")
# Twice as fast as the class's own constructor, which is written in Python.
_field: Callable[[tuple[Any, ...]], Field] = partial(tuple.__new__, Field)


def tokenize(text: str) -> list[Block]:
    """Return the blocks of *text*, each beginning where the one before ends.

    >>> tokenize("@book{a, year = 1929}")[0].fields[0].form
    'number'
    """
    blocks: list[Block] = []
    recovery = Recovery(text)
    position, size = 0, len(text)
    while True:
        end = BETWEEN.match(text, position).end()  # type: ignore[union-attr]  # it matches nothing, too
        if end > position:
            blocks.append(text_block(text, position, end, blocks))
        if end == size:
            return blocks
        block = _plain_entry(text, end, recovery.limit(end)) or recovery.block(end)
        blocks.append(block)
        position = block.end


def _plain_entry(text: str, start: int, limit: int) -> Entry | None:
    """Return the entry that begins at *start*, if nothing about it is unusual and it ends before *limit*."""
    head = ENTRY_HEAD.match(text, start, limit)
    if head is None:
        return None
    (_, position), (type_start, type_end), (opened, _), (key_start, key_end) = head.regs
    if text[type_start:type_end].lower() in _SPECIAL:
        return None
    fields = []
    match = FIELD.match
    comma = 0
    while comma >= 0:
        found = match(text, position, limit)
        if found is None:
            break
        (_, position), (name_start, name_end), (value_start, value_end), (join_start, join_end), (comma, _) = found.regs
        first = text[value_start]
        joined: tuple[Piece, ...] = ()
        form: Form
        if join_start < join_end:
            form, joined = "joined", pieces(text, value_start, value_end)
        else:
            form = FORMS.get(first) or ("number" if text[value_start:value_end].isdecimal() else "name")
        fields.append(_field((name_start, name_end, value_start, value_end, comma, form, joined)))
    close = CLOSE.match(text, position, limit)
    if close is None:
        return None
    end = close.end()
    if (text[end - 1] == "}") != (text[opened] == "{") or CONTINUES.match(text, end):
        return None
    return Entry(start, end, type_start, type_end, opened, key_start, key_end, tuple(fields), end - 1)


def pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces of a value that is well formed."""
    found = (match.span(1) for match in PIECE.finditer(text, start, end))
    return tuple(Piece(form_of(text, first, last), first, last) for first, last in found)
