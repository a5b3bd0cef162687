"""Manuscripts made by hand, for tests of what is done with them whatever their format."""

from __future__ import annotations

import re

from citekit.documents.manuscript import Asked, Cited, ListPlace, Manuscript, ManuscriptNote, Place
from citekit.findings import Source
from citekit.model import Citation, Library
from citekit.notes.citesyntax import parse_note
from citekit.richtext import Inlines

_PIECE = re.compile(r"\^(?P<number>\w+)\{(?P<note>[^{}]*)\}|(?P<cite>\[[^\[\]]*@[^\[\]]*\]|@\w+(?: \[[^\[\]]*\])?)")


def manuscript(
    text: str,
    *,
    lists: tuple[ListPlace, ...] = (),
    asked: Asked | None = None,
    references: Library | None = None,
    path: str = "m.txt",
) -> Manuscript:
    """Return a manuscript with citations in pandoc's syntax and notes as ``^1{See @a.}``."""
    cited: list[Cited] = []
    notes: list[ManuscriptNote] = []
    for found in _PIECE.finditer(text):
        if found["cite"]:
            cited.append(_cited(text, found.start(), found.end(), ""))
            continue
        start, end = found.span("note")
        inner = [one for one in _PIECE.finditer(text, start, end) if one["cite"]]
        own = [_cited(text[:end], one.start(), one.end(), found["number"], start) for one in inner]
        cited += own
        mark = Place(found.start(), found.start() + 1)
        parts: list[Inlines | Citation] = [one.citation for one in own]
        notes.append(ManuscriptNote(found["number"], found["number"], (mark,), Place(start, end), tuple(parts)))
    return Manuscript(
        path,
        "text",
        {"": Source(path, text)},
        tuple(notes),
        tuple(cited),
        lists,
        asked or Asked(),
        references or Library(),
    )


def _cited(text: str, start: int, end: int, note: str, begin: int = 0) -> Cited:
    (citation,) = parse_note(text[start:end] + (" says" if text[start] == "@" and not note else "")).parts[:1]
    assert isinstance(citation, Citation)
    return Cited(citation, Place(start, end), note, before=text[begin:start], after=text[end:])
