"""A Word file written back with other citations, notes and bibliographies, and all else as it was.

What a field shows is set anew and its code stays, so that Zotero and Mendeley go on knowing it. A citation that becomes
a note takes its field along. New text looks as the text around it (font, size, highlighting).
Sources: ECMA-376 Part 1, 17.11 (notes), 17.16 (fields).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from citekit.documents.manuscript import Manuscript, SetCited, Setting
from citekit.documents.splicing import encoded
from citekit.documents.wordfile.additions import Additions
from citekit.documents.wordfile.edits import DECORATIONS, Edits, look_of, mark_run, sign_look
from citekit.documents.wordfile.flow import Field, W
from citekit.documents.wordfile.reading import Reading, Spot, Story, place_of_spot, result_of
from citekit.documents.wordtext.shown import Paragraph, pieces_in
from citekit.documents.xmltree import Element
from citekit.model import Bibliography
from citekit.output import wordml
from citekit.output.entries import EntryLook, common_look, entry_look
from citekit.output.layout import list_title
from citekit.richtext import Inlines
from citekit.values import replace

_NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")
_PLAIN = frozenset(f"{W}{name}" for name in ("r", "proofErr", "hyperlink", "smartTag", "lastRenderedPageBreak"))


def rewritten(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file of *manuscript* with what *setting* puts into it.

    Raises: UnreadableError for a package that is too damaged to be added to.
    """
    reading = Reading(manuscript.path, manuscript.data)
    reading.spots = [
        replace(spot, stop=cited.stop) for spot, cited in zip(reading.spots, manuscript.cited, strict=True)
    ]
    writing = _Writing(reading, setting)
    changed = writing.members()
    return writing.reading.file.archive.rewritten(changed) if changed else manuscript.data


class _Writing:
    def __init__(self, reading: Reading, setting: Setting) -> None:
        self.reading = reading
        self._setting = setting
        self._file = reading.file
        self._edits: dict[str, Edits] = {}
        self._additions = Additions(reading.file, setting.language, common_look(setting.lists))
        endnotes = bool(reading.notes) and all(one.kind == "endnote" for one in reading.notes)
        self._kind = "endnote" if endnotes else "footnote"
        self._new_notes: list[tuple[Spot, str]] = []
        self._identities: dict[int, int] = {}

    def members(self) -> dict[str, bytes]:
        """Return the members of the archive that change."""
        self._count_notes()
        for story in self.reading.notes:
            if story.identity in self._setting.notes:
                self._note_body(story, self._setting.notes[story.identity])
        for spot, made in zip(self.reading.spots, self._setting.cited, strict=False):
            if spot.story.identity not in self._setting.notes or not spot.story.kind:
                self._cited(spot, made)
        lists = self.reading.document.lists
        for place, bibliography in zip(lists, self._setting.lists, strict=False):
            self._list(place, bibliography)
        if self._setting.lists and not lists:
            self._at_end(self._setting.lists)
        self._add_notes()
        changed = {
            name: encoded(self._file.parsed(name).source, edits.text()) for name, edits in self._edits.items() if edits
        }
        return changed | self._additions.members()

    def _of(self, part: str) -> Edits:
        if part not in self._edits:
            self._edits[part] = Edits(self._file.parsed(part))
        return self._edits[part]

    def _runs(self, content: Inlines, look: dict[str, str]) -> str:
        link = wordml.LINK if self._additions.has_style("character", "hyperlink") else ""
        return wordml.runs(content, around=look, link_style=link)

    # --- citations ---

    def _cited(self, spot: Spot, made: SetCited) -> None:
        edits = self._of(spot.story.part)
        if made.note is not None and not spot.story.kind:
            self._as_note(spot, made, edits)
        elif made.text is not None:
            self._replace(spot, self._runs(made.text, self._look(spot)), edits)

    def _look(self, spot: Spot) -> dict[str, str]:
        """Return what new text looks like: as the first run that it replaces, for a field as what stands around it."""
        first = next((piece.run for piece, _, _ in pieces_in(spot.paragraph, spot.start, spot.end)), None)
        part = self.reading.part(spot.story)
        if spot.field is None:
            return look_of(part, first)
        return look_of(part, first, without=DECORATIONS)

    def _replace(self, spot: Spot, xml: str, edits: Edits) -> None:
        field = spot.field
        if field is None:
            edits.before(spot.paragraph, spot.start, xml)
            edits.remove(spot.paragraph, spot.start, spot.end)
        elif _is_simple(field):
            start, end = result_of(field)
            inner = _inner(field)
            if inner is not None and inner.empty:
                opened = edits.raw(inner.start, inner.end)
                name = opened[1:].split()[0].rstrip("/>")
                edits.change(inner.start, inner.end, f"{opened[:-2]}>{xml}</{name}>")
            else:
                edits.change(start, end, xml)
        elif spot.start < spot.end:
            edits.before(spot.paragraph, spot.start, xml)
            edits.remove(spot.paragraph, spot.start, spot.end)
        elif field.form == "marks" and field.opens.parent is not None:
            edits.after_element(field.opens.parent, field.opens, xml)
        elif field.form == "bookmark":
            edits.change(field.first.end, field.first.end, xml)

    def _as_note(self, spot: Spot, made: SetCited, edits: Edits) -> None:
        """Put a citation of the running text into a note of its own."""
        style = self._additions.style("character", f"{self._kind} reference")
        mark = mark_run(self._kind, self._identities[id(spot)], style)
        content = self._note_runs(made.note or (), spot)
        text = None if made.text is None else self._runs(made.text, self._look(spot))
        field, behind = spot.field, spot.end + len(spot.stop)
        if made.text == () and spot.blank:
            edits.remove(spot.paragraph, spot.start - spot.blank, spot.start)
        if spot.stop:
            edits.behind(spot.paragraph, behind, mark)
            mark = ""
        if field is not None and made.text == () and _is_movable(field):
            content = self._moved(field, spot, content, edits, mark)
        elif text is None:
            self._mark_behind(spot, mark, edits)
        elif field is None:
            self._replace(spot, text + mark, edits)
        else:
            self._replace(spot, text, edits)
            self._mark_behind(spot, mark, edits)
        self._new_notes.append((spot, self._note(content, self._identities[id(spot)])))

    def _mark_behind(self, spot: Spot, mark: str, edits: Edits) -> None:
        if not mark:
            return
        field = spot.field
        if field is None:
            edits.behind(spot.paragraph, spot.end, mark)
        elif field.form == "marks" and field.last.children[-1] is not field.closes:
            edits.after_element(field.last, field.closes, mark)
        else:
            edits.change(field.last.end, field.last.end, mark)

    def _moved(self, field: Field, spot: Spot, content: str, edits: Edits, mark: str) -> str:
        """Take a field out of the text; return it with *content* as what it shows."""
        start, end = result_of(field)
        if field.form == "bookmark":
            edits.change(field.first.start, field.first.end, "")
            edits.change(field.last.start, field.last.end, mark)
            edits.remove(spot.paragraph, spot.start, spot.end)
        else:
            edits.change(field.first.start, field.last.end, mark)
        return f"{edits.raw(field.first.start, start)}{content}{edits.raw(end, field.last.end)}"

    # --- notes ---

    def _count_notes(self) -> None:
        """Give the new notes their ids.

        LibreOffice finds a note by how far its id is from that of the first: where a new one stands before one that is
        there, all get ids in the order of the text, as Word itself gives them with every saving.
        """
        new = [
            spot
            for spot, made in zip(self.reading.spots, self._setting.cited, strict=False)
            if made.note is not None and not spot.story.kind
        ]
        own = [one for one in self.reading.notes if one.kind == self._kind]
        there = {id(one.element): one for one in own}
        root = self._file.root(f"{self._kind}s")
        others = [_number(one.get(f"{W}id")) for one in root or () if id(one) not in there]
        known = [_number(one.element.get(f"{W}id")) for one in own]
        last = own[-1].reference[0].element.start if own else -1
        if all(place_of_spot(spot)[0] > last for spot in new):
            start = max([0, *others, *known]) + 1
            self._identities = {id(spot): start + index for index, spot in enumerate(new)}
            return
        marks = [(place_of_spot(spot)[0], id(spot)) for spot in new]
        marks += [(one.reference[0].element.start, id(one)) for one in own]
        start = max([0, *others]) + 1
        self._identities = {name: start + index for index, (_, name) in enumerate(sorted(marks))}
        for one in own:
            self._of(one.part).identify(one.element, self._identities[id(one)])
            for mark in one.reference:
                self._of(self._file.document).identify(mark.element, self._identities[id(one)], child=True)

    def _note_runs(self, content: Inlines, spot: Spot) -> str:
        """Return the runs of a new note; of the text around they have what stands out, and not its size."""
        kept = {name: xml for name, xml in self._look(spot).items() if name in ("highlight", "lang")}
        return self._runs(content, kept)

    def _note(self, content: str, identity: int) -> str:
        text = self._additions.style("paragraph", f"{self._kind} text")
        sign = self._additions.style("character", f"{self._kind} reference")
        number = wordml.run(f"<w:{self._kind}Ref/>", sign_look(sign))
        blank = wordml.text_run(" ")
        inner = wordml.paragraph(f"{number}{blank}\0", wordml.styled(text))
        note = f'<w:{self._kind} w:id="{identity}">{inner}</w:{self._kind}>'
        return note.replace("\0", content)

    def _add_notes(self) -> None:
        """Put the new notes among the others in the order of their marks."""
        part = self._file.name(f"{self._kind}s")
        if self._new_notes and not part:
            self._additions.notes(self._kind, "".join(note for _, note in self._new_notes))
            return
        own = [one for one in self.reading.notes if one.kind == self._kind]
        starts = [one.reference[0].element.start for one in own]
        for spot, note in self._new_notes:
            before = bisect_left(starts, place_of_spot(spot)[0])
            if before:
                at = own[before - 1].element.end
            else:
                at = own[0].element.start if own else self._file.parsed(part).root.inner_end
            self._of(part).change(at, at, note)

    def _note_body(self, story: Story, content: Inlines) -> None:
        """Set what a note says anew: all behind its number, in its first paragraph; others go."""
        edits, part = self._of(story.part), self.reading.part(story)
        body = self.reading.body_of(story)
        if body is None or body.first.element.empty:
            xml = wordml.paragraph(self._runs(content, {}))
            edits.change(story.element.inner_start, story.element.inner_end, xml)
            return
        first, mark = body.first, story.flow.mark
        marked = _child_around(first.element, mark.start) if mark is not None else None
        properties = first.element.child(f"{W}pPr")
        start = properties.end if properties is not None else first.element.inner_start
        start = marked.end if marked is not None else start
        kept = ""
        for piece in first.pieces:
            if piece.run.end <= start and piece.end > body.start:
                edits.remove_piece(piece, max(body.start - piece.offset, 0))
            elif piece.run.start >= start and piece.offset < body.start:  # a sign, or the blank behind the number
                text = piece.text[: body.start - piece.offset]
                kept += wordml.text_run(text, look_of(part, piece.run))
        own = next((piece.run for piece, _, _ in pieces_in(first, body.start, first.length)), None)
        runs = self._runs(content, look_of(part, own, without=DECORATIONS))
        edits.change(start, first.element.inner_end, kept + runs)
        self._drop_others(story, first, edits)

    def _drop_others(self, story: Story, first: Paragraph, edits: Edits) -> None:
        top = _child_around(story.element, first.element.start)
        if top is first.element and top.end < story.element.inner_end:
            edits.change(top.end, story.element.inner_end, "")

    # --- bibliographies ---

    def _entries(self, bibliography: Bibliography, start: str = "", end: str = "") -> str:
        """Return the paragraphs of a bibliography; *start* and *end* are put around all their runs."""
        style = self._additions.style("paragraph", "bibliography")
        annotated = any(one.annotation for one in bibliography.entries)
        annotation = self._additions.style("paragraph", "annotation") if annotated else ""
        look = entry_look(bibliography)
        count = len(bibliography.entries)
        if not count:
            return wordml.paragraph(start + end, wordml.styled(style))
        return "".join(
            wordml.entry_paragraphs(
                entry,
                look,
                style=style,
                annotation_style=annotation or style,
                of_style=self._usual(),
                start=start if number == 0 else "",
                end=end if number == count - 1 else "",
            )
            for number, entry in enumerate(bibliography.entries)
        )

    def _usual(self) -> EntryLook | None:
        """Return the whitespace that the style of entries has, where citekit adds it."""
        had = ("paragraph", "bibliography") in self.reading.styles.ids
        return None if had else common_look(self._setting.lists)

    def _list(self, place: Field | Paragraph, bibliography: Bibliography) -> None:
        edits = self._of(self._file.document)
        if isinstance(place, Paragraph):
            xml = self._entries(bibliography)
            edits.change(place.element.start, place.element.end, xml + _section_kept(place.element, edits))
        elif place.form == "control" or place.begins is None or place.ends is None:
            start, end = result_of(place)
            inner = place.first.child(f"{W}sdtContent")
            if inner is not None and inner.empty:
                start, end = inner.start, inner.end
                name = edits.raw(inner.start, inner.end)[1:-2].strip()
                edits.change(start, end, f"<{name}>{(self._entries(bibliography))}</{name}>")
            else:
                edits.change(start, end, (self._entries(bibliography)))
        else:
            self._field_list(place, place.begins.element, place.ends.element, bibliography, edits)

    def _field_list(
        self, field: Field, first: Element, last: Element, bibliography: Bibliography, edits: Edits
    ) -> None:
        """Replace the paragraphs of a field; its code stands in the first entry, its end in the last."""
        opens, closes = result_of(field)
        look = first.child(f"{W}pPr")
        begin = look.end if look is not None else first.inner_start
        head, tail = edits.raw(begin, opens), edits.raw(closes, last.inner_end)
        xml = self._entries(bibliography, "\0", "\1").replace("\0", head).replace("\1", tail)
        edits.change(first.start, last.end, xml + _section_kept(last, edits))

    def _at_end(self, lists: Sequence[Bibliography]) -> None:
        body = self._file.parsed(self._file.document).root.child(f"{W}body")
        if body is None:
            return
        edits = self._of(self._file.document)
        last = list(body)[-1:]
        at = last[0].start if last and last[0].tag == f"{W}sectPr" else body.inner_end
        xml = "".join(self._titled(lists))
        if xml:
            edits.change(at, at, (xml))

    def _titled(self, lists: Sequence[Bibliography]) -> Iterator[str]:
        for one in lists:
            if one.entries:
                heading = wordml.styled(self._additions.style("paragraph", "heading 1"))
                yield wordml.paragraph(wordml.text_run(list_title(one, self._setting.headings)), heading)
                yield self._entries(one)


# --- what may be taken out, and how ----------------------------------------------------------------------


def _inner(field: Field) -> Element | None:
    if field.form == "control":
        return field.first.child(f"{W}sdtContent")
    return field.first if field.form == "simple" else None


def _is_simple(field: Field) -> bool:
    """Tell whether all that a field shows stands in runs of its own, with nothing else among them."""
    if field.form == "bookmark":
        return False
    if field.form == "marks":
        opens, closes = field.opens.parent, field.closes.parent
        if opens is None or closes is None or opens is closes or opens.parent is not closes.parent:
            return False
        if opens.children[-1] is not field.opens or _content(closes)[0] is not field.closes:
            return False
        around = opens.parent
        between = [one for one in around or () if opens.end <= one.start and one.end <= closes.start]
    else:
        inner = _inner(field)
        if inner is None:
            return False
        between = list(inner)
    return all(one.tag in _PLAIN and one.first(*_NOTES) is None for one in between)


def _content(run: Element) -> list[Element]:
    return [one for one in run if one.tag != f"{W}rPr"]


def _is_movable(field: Field) -> bool:
    """Tell whether a field stands in elements of its own, which can stand elsewhere."""
    if field.first.parent is not field.last.parent:
        return False
    if field.form == "bookmark":
        return True
    if field.form == "marks":
        begin = _content(field.first)
        apart = len(begin) == 1 or field.first is not field.last
        alone = apart and begin[0].get(f"{W}fldCharType") == "begin" and _content(field.last)[-1] is field.closes
        return alone and _is_simple(field)
    inner = _inner(field)
    outer = field.first.parent
    return inner is not None and outer is not None and outer.tag == f"{W}p" and _is_simple(field)


def _child_around(element: Element, place: int) -> Element | None:
    """Return the element directly below that *place* is in."""
    return next((one for one in element if one.start <= place < one.end), None)


def _holds(element: Element, mark: Element | None) -> bool:
    return mark is not None and element.start <= mark.start < element.end


def _number(identity: str) -> int:
    return int(identity) if identity.isdecimal() and len(identity) < 10 else 0


def _section_kept(paragraph: Element, edits: Edits) -> str:
    """Return an empty paragraph that ends the section, where *paragraph* did so (17.6.18)."""
    look = paragraph.child(f"{W}pPr")
    section = look.child(f"{W}sectPr") if look is not None else None
    if section is None:
        return ""
    kept = edits.raw(section.start, section.end)
    return ("<w:p><w:pPr>\0</w:pPr></w:p>").replace("\0", kept)
