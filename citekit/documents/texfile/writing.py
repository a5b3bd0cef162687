r"""A LaTeX manuscript with set text in the places of its citations, notes and lists, and nothing else changed.

A note out of running text is a ``\footnote`` behind the stop that follows; a ``\footcite`` becomes a ``\footnote``
where it stands, ``\footcitetext`` a ``\footnotetext``. A bibliography is a list of LaTeX's own, below a heading of the
rank that the file's class gives it. So what is written needs no natbib, biblatex or BibTeX; what loads them stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from citekit.documents.manuscript import Cited, ListPlace, Manuscript, ManuscriptNote, Place, SetCited, Setting
from citekit.documents.splicing import spliced
from citekit.documents.texfile.arguments import Argument, Arguments
from citekit.documents.texfile.commands import CHAPTERS, MOVING
from citekit.documents.texfile.means import Means
from citekit.documents.texfile.preamble import Preamble
from citekit.documents.texfile.scan import Command, Scan
from citekit.encodings import encode
from citekit.model import Bibliography, Headings
from citekit.output.layout import list_title

_CONTROL_WORD = re.compile(r"\\[A-Za-z@]+\Z")
_LONGEST_WORD = 60
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
        self._moving = [place for one in self._scan.commands if one.name in MOVING for place in self._moved(one)]

    def changes(self) -> Iterator[tuple[Place, str]]:
        """Yield what changes, and what becomes of it."""
        setting, manuscript = self._setting, self._manuscript
        for note in manuscript.notes:
            if note.identity in setting.notes:
                yield note.body, self._note_body(note)
        for cited, made in zip(manuscript.cited, setting.cited, strict=False):
            if cited.note not in setting.notes:
                yield from self._cited(cited, made)
        places = manuscript.lists
        for place, bibliography in zip(places, setting.lists, strict=False):
            yield place.place, self._list(bibliography, place, setting.headings)
        if setting.lists and not places:
            yield self._at_end(setting.lists[0])
        if lines := self._means.preamble():
            begin = self._scan.begin
            yield Place(begin, begin), "".join(line.replace("\n", self._line_end) + self._line_end for line in lines)

    # --- citations and notes ---

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
        if note is not None and not cited.stop:
            text, note = text + note, None
        yield Place(start, end), self._joined(start, end, text)
        if note is not None:
            behind = end + len(cited.stop)
            yield Place(behind, behind), note

    def _note(self, cited: Cited, text: str) -> str:
        is_text = re.match(r"\\[Ff]oot\w*texts?\b", self._text[cited.place.start : cited.place.start + _LONGEST_WORD])
        protected = "\\protect" if self._is_moved(cited.place.start) else ""
        return f"{protected}\\footnote{'text' if is_text else ''}{{{text.strip()}}}"

    def _moved(self, command: Command) -> list[Argument]:
        arguments = Arguments(self._scan, command.end)
        arguments.star()
        found = [arguments.option(), arguments.group(), arguments.group() if command.name == "markboth" else None]
        return [one for one in found if one]

    def _is_moved(self, place: int) -> bool:
        """Tell whether *place* is in an argument that is written to a list of contents, too."""
        index = bisect_right(self._moving, (place, len(self._text) + 1)) - 1
        return index >= 0 and place < self._moving[index].end

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


def _line_end(text: str) -> str:
    first = re.search(r"\r\n|\r|\n", text)
    return first[0] if first else "\n"
