"""The text of a part of a Word file as it is shown: paragraphs of pieces, with fields and references to notes.

Source: ECMA-376 Part 1, 17.3 (paragraphs, runs), 17.11 (notes), 17.16 (fields: simple ones, and those between
``w:fldChar``, which nest), 17.5.2 (content controls), 17.13 (bookmarks; changes: what is deleted is not shown).
What old programs show instead (``mc:Fallback``) is left out, hidden text too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from citekit.documents.wordtext.shown import Paragraph, Piece, walk
from citekit.documents.xmltree import Element, Text
from citekit.notes.endnotes.wordnumbers import HEADINGS, ITALIC_IDS, is_heading_id, italic_styles, symbol
from citekit.output.layout import UNDERLINE
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format
from citekit.values import dataclass, field

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(
    (f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}delText", f"{W}delInstrText", f"{W}rPr", f"{W}pPr", f"{W}sdtPr")
)
_DEEPEST = 200
_CODE = ("verbatimchar", "sourcecode", "htmlcode", "htmlpreformatted", "code")


@dataclass(frozen=True, slots=True)
class Styles:
    """Ids of the styles that are italic, that are headings of chapters; the id of each style by kind and name."""

    italic: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)


def styles_of(root: Element | None) -> Styles:
    """Return the styles of the part *root*."""
    italic: dict[str, bool] = {}
    based: dict[str, str] = {}
    ids: dict[tuple[str, str], str] = {}
    for one in root or ():
        if one.tag != f"{W}style":
            continue
        identity = one.get(f"{W}styleId")
        based[identity] = value(one.child(f"{W}basedOn"))
        look = one.child(f"{W}rPr")
        if look is not None and (own := look.child(f"{W}i")) is not None:
            italic[identity] = is_on(own)
        ids.setdefault((one.get(f"{W}type"), value(one.child(f"{W}name")).lower()), identity)
    headings = frozenset(ids[kind, name] for kind, name in ids if kind == "paragraph" and name in HEADINGS)
    return Styles(italic_styles(italic, based), headings, ids)


def value(element: Element | None) -> str:
    """Return what an element is set to, "" where there is none."""
    return "" if element is None else element.get(f"{W}val")


def is_on(element: Element | None) -> bool:
    """Tell whether a property is there and on."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


class Field:
    """A field of any form.

    *first* and *last* are its outermost elements: the runs with its first and last mark, ``w:fldSimple``, ``w:sdt``, or
    the two ends of a bookmark. What it shows stands between *opens* and *closes*, in the paragraphs *begins* to *ends*
    and there at *start* to *end*.
    """

    __slots__ = (
        "begins", "closes", "codes", "end", "ends", "first", "form", "last", "number", "opens", "separated", "start"
    )  # fmt: skip

    def __init__(self, form: Literal["marks", "simple", "control", "bookmark"], first: Element, code: str) -> None:
        self.form, self.first, self.codes = form, first, [code]
        self.last = self.opens = self.closes = first
        self.begins: Paragraph | None = None
        self.ends: Paragraph | None = None
        self.start = self.end = self.number = 0
        self.separated = form != "marks"

    @property
    def code(self) -> str:
        """Its instruction, tag, or property."""
        return "".join(self.codes)


class Reference:
    """A reference to a note: *kind* and *identity*, its place in a paragraph, what it is counted within."""

    __slots__ = ("chapter", "element", "identity", "kind", "offset", "page", "paragraph", "section", "sign")

    def __init__(self, element: Element, kind: Literal["footnote", "endnote"]) -> None:
        self.element, self.kind = element, kind
        self.identity = element.get(f"{W}id")
        self.sign = self.chapter = ""
        self.paragraph: Paragraph | None = None
        self.offset = self.section = self.page = 0


class Flow:
    """What is shown of a story. *ends* are the properties of its sections, *mark* is a note's own number."""

    __slots__ = ("ends", "fields", "mark", "paragraphs", "references")

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.fields: list[Field] = []
        self.references: list[Reference] = []
        self.ends: list[Element] = []
        self.mark: Element | None = None


def flow(root: Element, styles: Styles, bookmarks: Mapping[str, str]) -> Flow:
    """Return what is shown below *root*; *bookmarks* have the codes of bookmarks that are fields."""
    return _Walk(styles, bookmarks).walk(root)


class _Walk:
    """Goes through a story once, from its beginning to its end."""

    def __init__(self, styles: Styles, bookmarks: Mapping[str, str]) -> None:
        self._styles, self._bookmarks = styles, bookmarks
        self._flow = Flow()
        self._around: list[Paragraph] = []  # a box has paragraphs within one
        self._open: list[Field] = []
        self._named: dict[str, Field] = {}
        self._run: Element | None = None
        self._look: tuple[Format, ...] = ()
        self._hidden = False
        self._section = self._page = self._runs = 0
        self._signless: tuple[Reference, int] | None = None  # a reference whose sign is to follow, and its run
        self._signed = -1  # the run that the last sign was in
        self._chapter = ""
        self._enter: dict[str, Callable[[Element], None]] = {
            f"{W}p": self._paragraph,
            f"{W}r": self._new_run,
            f"{W}t": self._text,
            f"{W}instrText": self._instruction,
            f"{W}fldChar": self._mark,
            f"{W}fldSimple": self._simple,
            f"{W}sdt": self._control,
            f"{W}bookmarkStart": self._bookmark,
            f"{W}bookmarkEnd": self._bookmark_end,
            f"{W}footnoteReference": self._reference,
            f"{W}endnoteReference": self._reference,
            f"{W}footnoteRef": self._own_mark,
            f"{W}endnoteRef": self._own_mark,
            f"{W}tab": self._sign,
            f"{W}br": self._sign,
            f"{W}cr": self._sign,
            f"{W}noBreakHyphen": self._sign,
            f"{W}softHyphen": self._sign,
            f"{W}sym": self._sign,
            f"{W}lastRenderedPageBreak": self._page_break,
            f"{W}sectPr": self._section_end,
        }
        self._leave: dict[str, Callable[[Element], None]] = {
            f"{W}p": self._paragraph_end,
            f"{W}fldSimple": self._field_end,
            f"{W}sdt": self._field_end,
        }

    def walk(self, root: Element) -> Flow:
        walk(root, self._enter, self._leave, _LEFT_OUT)
        return self._flow

    # --- paragraphs and runs ---

    def _paragraph(self, element: Element) -> None:
        look = element.child(f"{W}pPr")
        paragraph = Paragraph(element, value(look.child(f"{W}pStyle")) if look is not None else "")
        self._around.append(paragraph)
        self._flow.paragraphs.append(paragraph)

    def _paragraph_end(self, element: Element) -> None:
        paragraph = self._around.pop()
        if paragraph.style in self._styles.headings or is_heading_id(paragraph.style):
            self._chapter = " ".join(paragraph.text.split()) or self._chapter
            for one in reversed(self._flow.references):
                if one.paragraph is not paragraph:
                    break
                one.chapter = self._chapter
        look = element.child(f"{W}pPr")
        if look is not None and (section := look.child(f"{W}sectPr")) is not None:
            self._flow.ends.append(section)
            self._section += 1

    def _section_end(self, element: Element) -> None:
        if element.parent is not None and element.parent.tag == f"{W}body":
            self._flow.ends.append(element)

    def _new_run(self, element: Element) -> None:
        self._run = element
        self._runs += 1
        self._look, self._hidden = (), False
        look = element.child(f"{W}rPr")
        style = self._around[-1].style if self._around else ""
        if look is not None or style in self._styles.italic:
            self._look, self._hidden = self._look_of(look, style)

    def _look_of(self, look: Element | None, style: str) -> tuple[tuple[Format, ...], bool]:
        """Return what a run looks like, and whether it is hidden."""
        own = {one.tag: one for one in look or ()}
        of_run = value(own.get(f"{W}rStyle"))
        formats = []
        if f"{W}i" in own:
            italic = is_on(own[f"{W}i"])
        else:
            both = (of_run, style)
            italic = sum(one in self._styles.italic or one.lower() in ITALIC_IDS for one in both) == 1
        if italic:
            formats.append(ITALIC)
        formats += [each for name, each in _SWITCHES if is_on(own.get(f"{W}{name}"))]
        if value(own.get(f"{W}u")) not in ("", "none"):
            formats.append(UNDERLINE)
        if (raised := _RAISED.get(value(own.get(f"{W}vertAlign")))) is not None:
            formats.append(raised)
        return tuple(formats), is_on(own.get(f"{W}vanish"))

    def _add(self, text: str, node: Text | Element) -> None:
        if not self._around or self._run is None or self._hidden or not text:
            return
        if any(one.form == "marks" and not one.separated for one in self._open):
            return  # within the instruction of a field
        paragraph = self._around[-1]
        if self._signless and text.strip():
            self._sign_of_reference(text.strip())
        piece = Piece(text, node, self._run, self._look)
        piece.offset = paragraph.length
        paragraph.length += len(text)
        paragraph.pieces.append(piece)

    def _sign_of_reference(self, text: str) -> None:
        """Take *text* for the sign of the reference before it, or for more of it: a run may have it in pieces."""
        assert self._signless is not None  # noqa: S101 - whoever calls asks
        reference, at = self._signless
        is_more = self._runs == self._signed
        if self._runs - at <= 1 and (is_more or self._signed < at):  # in its run or the next one
            reference.sign = f"{reference.sign if is_more else ''}{text}"[:4]
            self._signed = self._runs
        else:
            self._signless = None

    def _text(self, element: Element) -> None:
        for one in element.children if element.parent is self._run else ():
            if isinstance(one, Text):
                self._add(one.text, one)

    def _sign(self, element: Element) -> None:
        if element.parent is self._run:  # and no tab of a paragraph's list of stops
            sign = symbol(element.get(f"{W}char")) if element.name == "sym" else _SIGNS[element.name]
            self._add(sign, element)

    # --- notes ---

    def _reference(self, element: Element) -> None:
        if not self._around:
            return
        kind: Literal["footnote", "endnote"] = "footnote" if element.name == "footnoteReference" else "endnote"
        one = Reference(element, kind)
        one.paragraph, one.offset = self._around[-1], self._around[-1].length
        one.section, one.page, one.chapter = self._section, self._page, self._chapter
        if element.get(f"{W}customMarkFollows", "0") not in ("0", "false", "off"):
            one.sign = "*"
            self._signless = (one, self._runs)
        self._flow.references.append(one)

    def _own_mark(self, element: Element) -> None:
        if self._flow.mark is None:
            self._flow.mark = element

    def _page_break(self, _: Element) -> None:
        self._page += 1

    # --- fields ---

    def _begin(self, one: Field) -> None:
        one.number = len(self._flow.paragraphs)
        self._flow.fields.append(one)
        self._open.append(one)
        if len(self._open) > _DEEPEST:
            self._open.pop(0)
        self._result_begins(one)

    def _result_begins(self, one: Field) -> None:
        if self._around:
            one.begins, one.start = self._around[-1], self._around[-1].length

    def _close(self, one: Field, last: Element, closes: Element) -> None:
        one.last, one.closes = last, closes
        if self._around:
            one.ends, one.end = self._around[-1], self._around[-1].length
        elif len(self._flow.paragraphs) > one.number:  # around paragraphs
            one.begins, one.ends = self._flow.paragraphs[one.number], self._flow.paragraphs[-1]
            one.end = one.ends.length

    def _mark(self, element: Element) -> None:
        run = self._run
        if run is None or element.parent is not run:
            return  # it is none: a mark stands in a run
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._begin(Field("marks", run, ""))
            self._open[-1].opens = element
            return
        one = next((own for own in reversed(self._open) if own.form == "marks"), None)
        if one is None:
            return
        if kind == "separate" and not one.separated:
            one.separated, one.opens = True, element
            self._result_begins(one)
        elif kind == "end":
            self._open.remove(one)
            self._close(one, run, element)
            if not one.separated:
                one.opens = element

    def _instruction(self, element: Element) -> None:
        one = next((own for own in reversed(self._open) if own.form == "marks"), None)
        if one is not None and not one.separated:
            one.codes.append(element.texts())

    def _simple(self, element: Element) -> None:
        self._begin(Field("simple", element, element.get(f"{W}instr")))

    def _control(self, element: Element) -> None:
        look = element.child(f"{W}sdtPr")
        self._begin(Field("control", element, value(look.child(f"{W}tag")) if look is not None else ""))

    def _field_end(self, element: Element) -> None:
        one = next((own for own in reversed(self._open) if own.first is element), None)
        if one is not None:
            self._open.remove(one)
            self._close(one, element, element)

    def _bookmark(self, element: Element) -> None:
        code = self._bookmarks.get(element.get(f"{W}name"))
        if code is not None:
            one = Field("bookmark", element, code)
            one.number = len(self._flow.paragraphs)
            self._flow.fields.append(one)
            self._result_begins(one)
            self._named[element.get(f"{W}id")] = one

    def _bookmark_end(self, element: Element) -> None:
        one = self._named.pop(element.get(f"{W}id"), None)
        if one is not None:
            self._close(one, element, element)


_SWITCHES = (("b", BOLD), ("smallCaps", SMALL_CAPS))
_RAISED = {"superscript": SUPERSCRIPT, "subscript": SUBSCRIPT}
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def code_pieces(paragraph: Paragraph) -> Sequence[Piece]:
    """Return the pieces of a paragraph that are code, as pandoc marks it."""
    if _is_code(paragraph.style):
        return paragraph.pieces
    return [one for one in paragraph.pieces if _is_code(_run_style(one.run))]


def _run_style(run: Element) -> str:
    look = run.child(f"{W}rPr")
    return value(look.child(f"{W}rStyle")) if look is not None else ""


def _is_code(style: str) -> bool:
    return style.lower().replace(" ", "") in _CODE
