"""The notes of a text: all of it, or the sections under headings such as "Notes", "Anmerkungen", "Примечания"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.findings import Finding, Source
from citekit.notes.endnotes import numbered
from citekit.notes.endnotes.found import Endnotes
from citekit.notes.endnotes.headings import ends_notes, is_notes_heading, level_of
from citekit.notes.notetext import NoteText
from citekit.values import replace


def read(source: Source) -> Endnotes:
    """Return the notes in the sections of notes, or in the whole text where it has no such section.

    Without a heading, notes at the end of a text are found by their numbers.
    """
    notes: list[NoteText] = []
    findings: list[Finding] = []
    for start, end in _sections(source.text):
        read_ = numbered.read(source, start, end, notes[-1].run + 1 if notes else 0)
        own = read_.notes
        if notes and own and int_of(own[0]) > int_of(notes[-1]):  # counting goes on over the sections
            own = tuple(replace(note, run=note.run - 1) for note in own)
        notes += own
        findings += read_.findings
    if notes:
        return Endnotes(tuple(notes), tuple(findings))
    return numbered.read(source)


def int_of(note: NoteText) -> int:
    """Return a note's number where it is one, else 0."""
    return int(note.number) if note.number.isdecimal() else 0


def _sections(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sections of notes stand, without their headings."""
    opened: tuple[int, int] | None = None  # where it begins, and the level of its heading
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        if is_notes_heading(line):
            if opened is not None:
                yield opened[0], match.start()
            opened = match.end(), level_of(line)
        elif opened is not None and ends_notes(line, opened[1]) and not _only_numbers_follow(text, match.end()):
            yield opened[0], match.start()
            opened = None
    if opened is not None:
        yield opened[0], len(text)


_NUMBERED = re.compile(r"\s*[\[(]?(?:1|\*)[\])]?[.)]?\s")


def _only_numbers_follow(text: str, place: int) -> bool:
    """Tell whether a heading goes on with note 1: then it names the chapter whose notes follow."""
    return _NUMBERED.match(text, place) is not None
