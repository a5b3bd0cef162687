"""A Markdown manuscript with what is put into it: set citations, notes, bibliographies, and all else as it was.

A citation of running text that becomes a note leaves a mark ``[^cite-1]`` behind the stop; the definitions of new notes
stand in one block at the end, before a bibliography that stands there. A bibliography without a place comes to the end
under a heading of its own, or under the one that the manuscript ends with.

Source: Pandoc User's Guide, "Footnotes", "Citations in note styles", "notes-after-punctuation",
"Placement of the bibliography".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, count

from citekit.documents.manuscript import Cited, ListPlace, Manuscript, Place, SetCited, Setting
from citekit.documents.mdfile.lists import list_places
from citekit.documents.mdfile.text import heading_level
from citekit.documents.splicing import encoded, spliced
from citekit.model import Bibliography
from citekit.notes.ledger.forms.markdown_blocks import Block, blocks
from citekit.output.layout import list_title
from citekit.output.markdown import entries, inlines, paragraph
from citekit.patterns import pattern
from citekit.richtext import SUPERSCRIPT, Inlines, Styled, plain
from citekit.values import replace

_LINE_START = pattern(r"(?:\A|(?<=\n))[ \t]*(?:>[ \t]?)*\Z")
_ANY_LABEL = pattern(r"\[\^([^\]\[\s^]{1,300})\]")
_SWALLOWED = 200  # characters before a place that tell whether it begins a line


def rewritten(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file with what *setting* puts into it; the same bytes where that is nothing."""
    changes = list(_Writer(manuscript, setting).changes())
    if not changes:
        return manuscript.data
    texts = spliced(manuscript, changes)
    source = manuscript.parts[""]
    return encoded(source, texts.get("", source.text))


class _Writer:
    def __init__(self, manuscript: Manuscript, setting: Setting) -> None:
        self._manuscript, self._setting = manuscript, setting
        self._text = manuscript.parts[""].text
        self._line = "\r\n" if "\r\n" in self._text else "\n"
        self._blocks = list(blocks(self._text))
        self._new_notes: list[str] = []
        self._bodies = {note.body.start for note in manuscript.notes if not note.identity.startswith("^")}
        self._inline_notes = {note.identity for note in manuscript.notes if note.identity.startswith("^")}

    def changes(self) -> Iterator[tuple[Place, str]]:
        labels = self._free_labels()
        for cited, made in zip(self._manuscript.cited, self._setting.cited, strict=False):
            if cited.note not in self._setting.notes and (made.text is not None or made.note is not None):
                yield self._citation(cited, made, labels)
        for note in self._manuscript.notes:
            if note.identity in self._setting.notes:
                content = self._setting.notes[note.identity]
                written = inlines(content) if note.identity in self._inline_notes else paragraph(content)
                yield note.body, self._lines(written)
        for place, bibliography in zip(self._manuscript.lists, self._setting.lists, strict=False):
            yield place.place, self._listed(place, "\n\n".join(self._entries(place, bibliography)))
        yield from self._at_end()

    # --- citations ---

    def _citation(self, cited: Cited, made: SetCited, labels: Iterator[str]) -> tuple[Place, str]:
        place = cited.place
        if made.note is None:
            return self._text_in_place(cited, made.text or ())
        label = next(labels)
        self._new_notes.append(f"[^{label}]: {paragraph(made.note)}")
        start = place.start if made.text or made.text is None else place.start - cited.blank
        end = place.end + len(cited.stop)
        kept = self._text[place.start : place.end] if made.text is None else self._set(cited, made.text)
        mark = f"{kept}{cited.stop}[^{label}]"
        begins_definition = mark.startswith("[") and self._text.startswith(":", end) and self._begins_line(start)
        return Place(start, end), f"{mark}\\" if begins_definition else mark

    def _text_in_place(self, cited: Cited, content: Inlines) -> tuple[Place, str]:
        """Return a citation set in the text: raised figures stand close, and a stop of its own takes that behind it."""
        place = cited.place
        raised = bool(content) and isinstance(content[0], Styled) and content[0].format == SUPERSCRIPT
        start = place.start - cited.blank if raised else place.start
        stopped = plain(content).rstrip("”’»").endswith(".") and self._text.startswith(".", place.end)
        doubled = stopped and not self._text.startswith("..", place.end)
        return Place(start, place.end + doubled), self._set(cited, content)

    def _set(self, cited: Cited, content: Inlines) -> str:
        place = cited.place
        before, after = self._text[place.start - 1 : place.start], self._text[place.end : place.end + 1]
        begins = place.start in self._bodies or (not cited.note and self._begins_line(place.start))
        written = paragraph(content) if begins else inlines(content, before.strip(), after.strip())
        if before == "!" and written.startswith("["):  # else an image
            written = f"\\{written}" if begins else f"<!-- -->{written}"
        if "|" in written and self._in_table(place):
            written = written.replace("|", "\\|")
        return self._lines(written)

    def _begins_line(self, place: int) -> bool:
        return _LINE_START.search(self._text, max(place - _SWALLOWED, 0), place) is not None

    def _in_table(self, place: Place) -> bool:
        """Tell whether there may be a table: a bar stands in the line, near enough to be looked for."""
        start = self._text.rfind("\n", max(place.start - 2_000, 0), place.start) + 1 or max(place.start - 2_000, 0)
        end = self._text.find("\n", place.end, place.end + 2_000)
        return "|" in self._text[start : end if end != -1 else place.end + 2_000]

    def _free_labels(self) -> Iterator[str]:
        """Yield labels that no note has, and no mark."""
        taken = set(_ANY_LABEL.findall(self._text))
        for number in count(1):
            label = f"{self._setting.prefix}cite-{number}"
            if label not in taken:
                yield label

    def _lines(self, text: str) -> str:
        return text.replace("\n", self._line) if self._line != "\n" else text

    # --- notes and bibliographies ---

    def _entries(self, place: ListPlace | None, bibliography: Bibliography) -> list[str]:
        written = entries(bibliography)
        if written and (place is None or place.titled):
            named = bibliography if bibliography.title else replace(bibliography, title=self._manuscript.asked.title)
            title = inlines((list_title(named, self._setting.headings),)).replace("#", "\\#")
            return [f"{'#' * self._level()} {title}".rstrip(), *written]
        return written

    def _listed(self, place: ListPlace, text: str) -> str:
        """Return the inside of a div: an HTML one has blank lines around what is Markdown in it."""
        before = self._text[max(place.place.start - 1, 0) : place.place.start]
        if not text:
            return ""
        goes_on = place.place.start == place.place.end and not self._text.startswith(":", place.place.end)
        if before in ("", "\n"):
            return self._lines(f"{text}\n\n" if goes_on else f"{text}\n")
        return self._lines(f"\n\n{text}\n\n")

    def _level(self) -> int:
        """Return the level of a bibliography's heading: that of the document's highest."""
        return min((heading_level(self._text, one) for one in self._blocks if one.kind == "heading"), default=1)

    def _at_end(self) -> Iterator[tuple[Place, str]]:
        """Yield what stands at the end: definitions of new notes, a bibliography that has no place."""
        lists = [] if self._manuscript.lists else [one for one in self._setting.lists if one.entries]
        written = [self._entries(None, one) for one in lists]
        heading = self._waiting_heading() if lists and not (lists[0].title or self._manuscript.asked.title) else None
        if heading is None:
            yield from self._put(self._before_last_list(), [*self._new_notes, *chain(*written)])
            return
        ends = not self._text[heading.end :].strip()
        yield from self._put(heading.start if ends else len(self._text), self._new_notes)
        yield from self._put(len(self._text) if ends else heading.end, [*entries(lists[0]), *chain(*written[1:])])

    def _put(self, place: int, added: list[str]) -> Iterator[tuple[Place, str]]:
        """Yield paragraphs put at a place, blank lines around them."""
        if added:
            text = "\n\n".join(added)
            end = "\n\n" if place < len(self._text) else "\n"
            yield Place(place, place), self._lines(f"{self._blank_line(place)}{text}{end}")

    def _waiting_heading(self) -> Place | None:
        """Return the lines of the heading that ends the document, nothing below it but notes and metadata.

        It is the title of what comes there (Pandoc User's Guide, "Placement of the bibliography").
        """
        last = next((one for one in reversed(self._blocks) if one.kind not in ("note", "metadata")), None)
        if last is None or last.kind != "heading" or not self._text[last.start : last.end].strip():
            return None
        start = self._text.rfind("\n", 0, last.start) + 1
        end = self._text.find("\n", last.end) + 1 or len(self._text)
        if not self._text[start : last.start].strip():  # no "#": a line below it makes it a heading
            if self._blank_line(start):  # more of it, or of a paragraph, stands above
                return None
            end = self._text.find("\n", end) + 1 or len(self._text)
        cites = any(start <= one.place.start < end for one in self._manuscript.cited)
        return None if cites else Place(start, end)

    def _blank_line(self, place: int) -> str:
        """Return what makes a blank line before *place*, where there is none."""
        before = self._text[:place].replace("\r", "")[-2:]
        return "" if before in ("", "\n\n") else "\n" if before.endswith("\n") else "\n\n"

    def _before_last_list(self) -> int:
        """Return where the bibliographies begin that end the document, with their headings, else the end."""
        start = len(self._text)
        for one in reversed(list_places(self._text, self._blocks)):
            if self._text[one.end : start].strip():
                break
            start = one.start
            above = self._block_before(start)
            if above and above.kind == "heading":
                start = above.start
            start = self._text.rfind("\n", 0, start) + 1
        return start

    def _block_before(self, place: int) -> Block | None:
        index = bisect_left(self._blocks, place, key=lambda one: one.start)
        return self._blocks[index - 1] if index else None
