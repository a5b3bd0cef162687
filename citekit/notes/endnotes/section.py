"""The notes of a text: all of it, or the sections under headings such as "Notes", "Anmerkungen", "Примечания"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.findings import Finding, Source
from citekit.notes.endnotes import numbered
from citekit.notes.endnotes.found import Endnotes
from citekit.notes.endnotes.headings import ends_notes, is_notes_heading, level_of, notes_of
from citekit.notes.notetext import NoteText
from citekit.values import NamedTuple, replace


class _Section(NamedTuple):
    """A section of notes without its heading; *chapter* where the heading names one."""

    start: int
    end: int
    chapter: str


def read(source: Source) -> Endnotes:
    """Return the notes in the sections of notes, or in the whole text where it has no such section.

    Without a heading, notes at the end of a text are found by their numbers.
    """
    notes: list[NoteText] = []
    findings: list[Finding] = []
    for section in _sections(source.text):
        run = notes[-1].run + 1 if notes else 0
        read_ = numbered.read(source, section.start, section.end, run, section.chapter)
        own = read_.notes
        if notes and own and _count(own[0]) > _count(notes[-1]):  # counting goes on over the sections
            own = tuple(replace(note, run=note.run - 1) for note in own)
        notes += own
        findings += read_.findings
    if notes:
        return Endnotes(tuple(notes), tuple(findings))
    return numbered.read(source)


def _count(note: NoteText) -> int:
    return int(note.number) if note.number.isdecimal() else 0


def _sections(text: str) -> Iterator[_Section]:
    """Yield where sections of notes stand.

    A heading of notes within a section of its own level or without a level is the head of a page, or of the next
    chapter's notes; ``numbered`` tells which.
    """
    opened: tuple[int, int, str] | None = None  # where it begins, the level of its heading, the chapter
    for match in re.finditer(r"[^\n\r\f]+", text):
        line = match[0]
        if is_notes_heading(line):
            level = level_of(line)
            if opened is not None and level and level == opened[1]:
                yield _Section(opened[0], match.start(), opened[2])
                opened = None
            opened = opened or (match.end(), level, notes_of(line))
        elif opened is not None and ends_notes(line, opened[1]) and not _only_numbers_follow(text, match.end()):
            yield _Section(opened[0], match.start(), opened[2])
            opened = None
    if opened is not None:
        yield _Section(opened[0], len(text), opened[2])


_NUMBERED = re.compile(r"\s*[\[(]?(?:1|\*)[\])]?[.)]?\s")


def _only_numbers_follow(text: str, place: int) -> bool:
    """Tell whether a heading goes on with note 1: then it names the chapter whose notes follow."""
    return _NUMBERED.match(text, place) is not None
