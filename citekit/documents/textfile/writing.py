"""A plain text with what is put into it: set citations, notes, a bibliography at its end, and all else as it was.

A citation of running text that becomes a note leaves raised figures behind the stop; its note stands behind the others,
numbered on from the highest number, and looks as they do.
"""

from __future__ import annotations

from collections.abc import Iterator

from citekit.documents.manuscript import Cited, Manuscript, ManuscriptNote, Place, SetCited, Setting
from citekit.documents.splicing import encoded, spliced
from citekit.output.text import bibliographies, inlines
from citekit.richtext import SUPERSCRIPT, Inlines, Styled, plain

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def rewritten(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file with what *setting* puts into it; the same bytes where that is nothing."""
    changes = list(_Writer(manuscript, setting).changes())
    if not changes:
        return manuscript.data
    return encoded(manuscript.parts[""], spliced(manuscript, changes)[""])


class _Writer:
    def __init__(self, manuscript: Manuscript, setting: Setting) -> None:
        self._manuscript, self._setting = manuscript, setting
        self._text = manuscript.parts[""].text
        self._line = "\r\n" if "\r\n" in self._text else "\n"
        numbers = [int(note.number) for note in manuscript.notes if note.number.isdecimal()]
        self._number = max(numbers, default=0)
        self._printed = sorted((note for note in manuscript.notes if note.body.end > note.body.start), key=_by_place)
        self._new: list[tuple[str, str]] = []  # number and text

    def changes(self) -> Iterator[tuple[Place, str]]:
        for cited, made in zip(self._manuscript.cited, self._setting.cited, strict=False):
            if cited.note not in self._setting.notes and (made.text is not None or made.note is not None):
                yield self._citation(cited, made)
        filled: list[tuple[str, str]] = []
        for note in self._manuscript.notes:
            content = self._setting.notes.get(note.identity)
            if content is None:
                continue
            if note.body.end > note.body.start or note.body.end < len(self._text):
                yield note.body, _written(content)
            else:
                filled.append((note.number, _written(content)))
        self._new[:0] = filled
        yield from self._added()

    def _citation(self, cited: Cited, made: SetCited) -> tuple[Place, str]:
        place = cited.place
        if made.note is None:
            return self._in_place(cited, made.text or ())
        self._number += 1
        self._new.append((str(self._number), _written(made.note)))
        start = place.start if made.text or made.text is None else place.start - cited.blank
        kept = self._text[place.start : place.end] if made.text is None else _written(made.text)
        return Place(start, place.end + len(cited.stop)), f"{kept}{cited.stop}{str(self._number).translate(_RAISED)}"

    def _in_place(self, cited: Cited, content: Inlines) -> tuple[Place, str]:
        """Return a citation set in the text: raised figures stand close, and a stop of its own takes that behind it."""
        place = cited.place
        raised = bool(content) and isinstance(content[0], Styled) and content[0].format == SUPERSCRIPT
        start = place.start - cited.blank if raised and not cited.note else place.start
        stopped = plain(content).rstrip("”’»").endswith(".") and self._text.startswith(".", place.end)
        doubled = stopped and not self._text.startswith("..", place.end)
        return Place(start, place.end + doubled), _written(content)

    # --- behind the text ---

    def _added(self) -> Iterator[tuple[Place, str]]:
        """Yield new notes, behind those that are there or at the end, and bibliographies at the end."""
        end = len(self._text)
        blocks: list[str] = []
        if self._new and self._printed:
            last = self._printed[-1]
            between = self._between()
            added = "".join(f"{between}{self._label(last, number)}{text}" for number, text in self._new)
            place = last.body.end
            if not self._lists():
                yield Place(place, place), added
                return
            if place < end:
                yield Place(place, place), added
            else:
                blocks.append(added)
        elif self._new:
            blocks.append(self._gap() + self._setting.headings.notes)
            blocks += [f"{self._line * 2}{number}. {text}" for number, text in self._new]
        if lists := self._lists():
            blocks.append((self._line * 2 if blocks else self._gap()) + lists)
        if blocks:
            yield Place(end, end), "".join(blocks) + self._line

    def _lists(self) -> str:
        made = bibliographies(self._setting.lists, self._setting.headings, self._setting.language)
        return made.decode().strip("\n").replace("\n", self._line)

    def _gap(self) -> str:
        """Return what makes a blank line before what is added at the end."""
        before = self._text.replace("\r", "")[-2:]
        if not before:
            return ""
        return "" if before == "\n\n" else self._line if before.endswith("\n") else self._line * 2

    def _between(self) -> str:
        """Return what parts two notes: a line's end, or a blank line."""
        if len(self._printed) < 2:
            return self._line
        first, second = self._printed[-2:]
        gap = self._text[first.body.end : second.body.start]
        return self._line * 2 if gap.count("\n") > 1 else self._line

    def _label(self, note: ManuscriptNote, number: str) -> str:
        """Return what stands before a note, with another number."""
        start = max(self._text.rfind(sign, 0, note.body.start) for sign in "\n\r") + 1
        label = self._text[start : note.body.start]
        raised = note.number.translate(_RAISED)
        if note.number in label:
            return label.replace(note.number, number)
        return label.replace(raised, number.translate(_RAISED)) if raised in label else f"{number}. "


def _by_place(note: ManuscriptNote) -> int:
    return note.body.start


def _written(content: Inlines) -> str:
    """Return *content* on one line."""
    return " ".join(inlines(content).split("\n")).strip()
