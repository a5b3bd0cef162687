r"""A LaTeX manuscript with set text in the places of its citations, notes and lists, and nothing else changed.

A note out of running text is a ``\footnote`` behind the stop that follows; a ``\footcite`` becomes a ``\footnote``
where it stands, ``\footcitetext`` a ``\footnotetext``. A bibliography is a list of LaTeX's own, below a heading of the
rank that the file's class gives it. So what is written needs no natbib, biblatex or BibTeX; what loads them stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from citekit.changes import Change
from citekit.documents.manuscript import Cited, ListPlace, Manuscript, ManuscriptNote, Place, SetCited, Setting
from citekit.documents.splicing import spliced
from citekit.documents.texfile.boxes import Boxes
from citekit.documents.texfile.commands import CHAPTERS
from citekit.documents.texfile.means import Means
from citekit.documents.texfile.moving import Moving
from citekit.documents.texfile.preamble import Preamble
from citekit.documents.texfile.scan import Scan
from citekit.encodings import encode
from citekit.model import Bibliography, Headings
from citekit.output.layout import list_title

_CONTROL_WORD = re.compile(r"\\[A-Za-z@]+\Z")
_LONGEST_WORD = 60
_FOOT = re.compile(r"\\(?:[Ff]oot[a-z]*?(texts?)?|fvolcites?|(ftvol)cites?)(?![A-Za-z])")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_HEADING_OPTION = re.compile(r"heading\s*=\s*\{?\s*([a-z]+)")
_RANKS = ("chapter", "section", "subsection")
_CLASSES_WITH_CHAPTERS = frozenset(
    "book report scrbook scrreprt memoir extbook extreport amsbook tufte-book svmono ltxbook".split()
)


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file with what *setting* puts into it.

    Raises: UsageError where the file's encoding has no sign and LaTeX no command for a character that is set.
    """
    if not (any(one != SetCited() for one in setting.cited) or setting.notes or setting.lists):
        return manuscript.data
    changes = list(_Writer(manuscript, setting).changes())
    if not changes:
        return manuscript.data
    return encode(spliced(manuscript, changes)[""], manuscript.parts[""])


class _Writer:
    def __init__(self, manuscript: Manuscript, setting: Setting) -> None:
        self._manuscript, self._setting = manuscript, setting
        self._scan = Scan(manuscript.parts[""])
        self._text = self._scan.text
        self._preamble = Preamble(self._scan, manuscript.path)
        self._means = Means(self._scan, self._preamble)
        self._line_end = _line_end(self._text)
        self._moving = Moving(self._scan)
        kinds = {note.kind for note in manuscript.notes}
        self._note_command = "endnote" if kinds == {"endnote"} else "footnote"
        pairs = zip(manuscript.cited, setting.cited, strict=False)
        self._boxes = Boxes(
            self._scan,
            (one.place.start for one, made in pairs if made.note is not None and self._command(one) == "footnote"),
        )

    def changes(self) -> Iterator[tuple[Place, str]]:
        """Yield what changes, and what becomes of it."""
        setting, manuscript = self._setting, self._manuscript
        replaced = self._replaced_notes()
        for note in replaced:
            yield note.body, self._note_body(note)
        kept = _Outside(note.body for note in replaced)
        for cited, made in zip(manuscript.cited, setting.cited, strict=False):
            if kept.has(cited.place):
                yield from self._cited(cited, made)
        yield from self._moving.short_forms()
        yield from self._boxes.around()
        places = manuscript.lists
        for place, bibliography in zip(places, setting.lists, strict=False):
            if kept.has(place.place):
                yield place.place, self._list(bibliography, place, setting.headings)
        if setting.lists and not places:
            yield self._at_end(setting.lists[0])
        if lines := self._means.preamble():
            begin = self._scan.begin
            yield Place(begin, begin), "".join(line.replace("\n", self._line_end) + self._line_end for line in lines)

    # --- citations and notes ---

    def _replaced_notes(self) -> list[ManuscriptNote]:
        """Return the notes that are put in whole; one within another of them goes with it."""
        found: list[ManuscriptNote] = []
        for note in sorted(self._manuscript.notes, key=lambda note: note.body.start):
            within = found and note.body.start < found[-1].body.end
            if note.identity in self._setting.notes and not within:
                found.append(note)
        return found

    def _note_body(self, note: ManuscriptNote) -> str:
        """Return a note's new text; the labels that the file refers to it by stay."""
        labels = "".join(_LABEL.findall(self._text[note.body.start : note.body.end]))
        return labels + self._means.inlines(self._setting.notes[note.identity])

    def _cited(self, cited: Cited, made: SetCited) -> Iterator[tuple[Place, str]]:
        start, end = cited.place.start, cited.place.end
        note = None if made.note is None else self._note(cited, self._means.inlines(made.note))
        if made.text is None:
            if note is not None:
                behind = end + len(cited.stop)
                yield Place(behind, behind), note
            return
        text = self._means.inlines(made.text)
        if note is not None and not text:
            start -= cited.blank
        self._moving.add(Change(start, end, text), has_note=note is not None)
        if note is not None and not cited.stop:
            text, note = text + note, None
        yield Place(start, end), self._joined(start, end, text)
        if note is not None:
            behind = end + len(cited.stop)
            yield Place(behind, behind), note

    def _note(self, cited: Cited, text: str) -> str:
        name, place = self._command(cited), cited.place.start
        if name == "footnote" and (mark := self._boxes.mark(place, text.strip())):
            return mark
        protected = "\\protect" if self._moving.at(place) else ""
        return f"{protected}\\{name}{{{text.strip()}}}"

    def _command(self, cited: Cited) -> str:
        """Return the command that makes a note of a citation."""
        found = _FOOT.match(self._text, cited.place.start)
        return "footnotetext" if found and any(found.groups()) else "footnote" if found else self._note_command

    def _joined(self, start: int, end: int, new: str) -> str:
        """Return *new* parted from a command right before it, whose name its first letter would join."""
        next_sign = new[:1] or self._text[end : end + 1]
        before = self._text[max(start - _LONGEST_WORD, 0) : start]
        return f" {new}" if next_sign.isalpha() and _CONTROL_WORD.search(before) else new

    # --- lists ---

    def _list(self, bibliography: Bibliography, place: ListPlace | None, headings: Headings) -> str:
        made = self._means.list_of(bibliography)
        if made and (place is None or place.titled):
            asked = self._text[place.place.start : place.place.end] if place else ""
            title = self._means.inlines((list_title(bibliography, headings),))
            made = f"{self._heading(title, asked)}\n{made}"
        return made.replace("\n", self._line_end)

    def _heading(self, title: str, asked: str) -> str:
        r"""Return the heading that the file's class, or the option of ``\printbibliography``, gives a list."""
        option = _HEADING_OPTION.search(asked) if asked.startswith("\\print") else None
        name = option[1] if option else ""
        rank = _RANKS[(0 if self._has_chapters() else 1) + name.startswith("sub")]
        if name.endswith("numbered"):
            return f"\\{rank}{{{title}}}"
        line = f"\\{rank}*{{{title}}}"
        return f"{line}\n\\addcontentsline{{toc}}{{{rank}}}{{{title}}}" if name.endswith("intoc") else line

    def _has_chapters(self) -> bool:
        name = self._preamble.document_class
        return name in _CLASSES_WITH_CHAPTERS or any(one.name in CHAPTERS for one in self._scan.commands)

    def _at_end(self, bibliography: Bibliography) -> tuple[Place, str]:
        end = self._scan.end
        made = self._list(bibliography, None, self._setting.headings)
        begins_line = not end or self._text[end - 1] in "\r\n"
        before = self._line_end if begins_line else 2 * self._line_end
        return Place(end, end), f"{before}{made}{self._line_end}" if made else ""


class _Outside:
    """Tells which places are outside of some others, which are in order and do not overlap."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = list(places)
        self._starts = [place.start for place in self._places]

    def has(self, place: Place) -> bool:
        """Is *place* outside of all?"""
        index = bisect_right(self._starts, place.start) - 1
        return index < 0 or place.start >= self._places[index].end


def _line_end(text: str) -> str:
    first = re.search(r"\r\n|\r|\n", text)
    return first[0] if first else "\n"
