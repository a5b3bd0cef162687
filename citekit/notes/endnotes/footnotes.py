"""Footnotes of Markdown: definitions ``[^12]: …`` with what is set in below them, and notes in the text, ``^[…]``.

Source: Pandoc User's Guide, Footnotes. Labels that are all numbers are the numbers of the notes; others, and notes in
the text, are counted by the places of their references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.findings import Finding, Severity, Source
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.fences import blanked, fenced
from citekit.notes.notetext import NoteText
from citekit.patterns import pattern
from citekit.values import NamedTuple

_LABEL = r"\[\^(?P<label>[^\]\s\[^]+)\]"
DEFINITION = pattern(rf"^ {{0,3}}{_LABEL}:[ \t]*", re.MULTILINE)
_REFERENCE = pattern(rf"(?<!\\){_LABEL}(?!:)")
_CODE = pattern(r"`[^`\n]+`")
_PARAGRAPH = pattern(r"\n(?:[ \t]*\n)+")
_SET_IN = pattern(r" {4}|\t")
# Two hyphens between figures are the dash of a range (pandoc's "smart").
_RANGE = pattern(r"(?<=\d)--(?=\d)")
_OPENED = pattern(r"(?<![\\^])\^\[")
_WORD = pattern(r"[^\W\d_]{2}")
_NESTED = pattern(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL)


class _Note(NamedTuple):
    label: str
    start: int
    end: int
    text: str


def has_footnotes(text: str) -> bool:
    """Tell whether *text* defines notes as Markdown does."""
    return DEFINITION.search(text) is not None or next(_inline(text, text), None) is not None


def read(source: Source) -> Endnotes:
    """Return the notes of a text in Markdown; those with other labels than numbers are counted."""
    text = _without_code(source.text)
    defined, inline = list(_defined(text, source.text)), list(_inline(text, source.text))
    counted = bool(inline) or not all(note.label.isdecimal() for note in defined)
    order = dict.fromkeys(_order(text, inline))
    numbers = {label: str(place) for place, label in enumerate(order, 1)} if counted else {}
    notes: list[NoteText] = []
    for note in (*defined, *inline):
        if counted:
            numbers.setdefault(note.label, str(len(numbers) + 1))
        notes.append(NoteText(numbers.get(note.label, note.label), note.text, where=source.span(note.start, note.end)))
    notes.sort(key=lambda note: int(note.number))
    findings = (*odd_numbers(notes, source.path), *_undefined(source, text, {note.label for note in defined}))
    return Endnotes(tuple(notes), findings)


def _without_code(text: str) -> str:
    """Return *text* with its code blank, each character for one."""
    return _CODE.sub(lambda match: " " * len(match[0]), blanked(text, fenced(text)))


def _defined(text: str, original: str) -> Iterator[_Note]:
    found = list(DEFINITION.finditer(text))
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        yield _Note(match["label"], match.start("label"), match.end("label"), _body(original[match.end() : end]))


def _body(text: str) -> str:
    """Return the text of a definition: its paragraph, and the paragraphs that are set in by four blanks or a tab."""
    first, *others = _PARAGRAPH.split(text)
    own = [first]
    for paragraph in others:
        if not _SET_IN.match(paragraph):
            break
        own.append(paragraph)
    return _RANGE.sub("–", " ".join(" ".join(own).split()))


def _inline(text: str, original: str) -> Iterator[_Note]:
    """Yield the notes that stand in the text, ``^[…]``; brackets in them are paired."""
    position = 0
    for match in _OPENED.finditer(text):
        if match.start() < position:
            continue
        depth = 1
        for sign in _NESTED.finditer(text, match.end()):
            position = sign.end()
            if sign[0].startswith("\n"):
                break
            depth += {"[": 1, "]": -1}.get(sign[0], 0)
            if depth == 0:
                words = _RANGE.sub("–", " ".join(original[match.end() : sign.start()].split()))
                if _WORD.search(words):  # "^[12]" is a raised number
                    yield _Note(f"^{match.start()}", match.start(), match.end(), words)
                break


def _order(text: str, inline: list[_Note]) -> Iterator[str]:
    """Yield the labels of references and of notes in the text, in their order."""
    places = [(match.start(), match["label"]) for match in _references(text)]
    places += [(note.start, note.label) for note in inline]
    yield from (label for _, label in sorted(places))


def _references(text: str) -> Iterator[re.Match[str]]:
    return _REFERENCE.finditer(text)


def _undefined(source: Source, text: str, defined: set[str]) -> Iterator[Finding]:
    told: set[str] = set()
    for match in _references(text):
        if match["label"] not in defined and match["label"] not in told:
            told.add(match["label"])
            where = source.span(match.start(), match.end())
            hint = f"write [^{match['label']}]: and its text"
            yield Finding("missing-note", f"note {match['label']} is not there", where, Severity.WARNING, hint)
