"""Footnotes of Markdown: definitions ``[^12]: …`` with what is set in below them, in the order of their references.

Source: Pandoc User's Guide, Footnotes; a label that is no number is counted by the place of its reference.
"""

from __future__ import annotations

import re

from citekit.findings import Source
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.notetext import NoteText
from citekit.patterns import pattern

DEFINITION = pattern(r"^ {0,3}\[\^(?P<label>[^\]\s]+)\]:[ \t]*", re.MULTILINE)
_REFERENCE = pattern(r"\[\^(?P<label>[^\]\s]+)\](?!:)")


def read(source: Source) -> Endnotes:
    """Return the notes that ``[^label]: …`` define; those with other labels than numbers are counted."""
    text = source.text
    referred = dict.fromkeys(match["label"] for match in _REFERENCE.finditer(text))
    numbers = {label: str(place) for place, label in enumerate(referred, 1)}
    found = list(DEFINITION.finditer(text))
    counted = not all(match["label"].isdecimal() for match in found)
    notes = []
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        body = _body(text[match.end() : end])
        number = numbers.get(match["label"], str(place + 1)) if counted else match["label"]
        where = source.span(match.start("label"), match.end("label"))
        notes.append(NoteText(number, body, where=where))
    notes.sort(key=lambda note: int(note.number))
    return Endnotes(tuple(notes), tuple(odd_numbers(notes, source.path)))


def _body(text: str) -> str:
    """Return the text of a definition: its paragraph, and the paragraphs that are set in by four blanks or a tab."""
    paragraphs = re.split(r"\n(?:[ \t]*\n)+", text)
    own = [paragraphs[0]]
    for paragraph in paragraphs[1:]:
        if not re.match(r" {4}|\t", paragraph):
            break
        own.append(paragraph)
    return _RANGE.sub("–", " ".join(" ".join(own).split()))


# Two hyphens between figures are the dash of a range (pandoc's "smart").
_RANGE = pattern(r"(?<=\d)--(?=\d)")
