"""What changes on pages: set citations, bodies of notes, bibliographies, and notes that citations become.

An element that cites stays, and has what was typed in it in its attributes from then on; a typed citation becomes such
an element where the page may have one, so that it can be set again. A new note is made like the page's last, its marks
like that note's mark; a page without notes gets a section for them.

Sources: DPUB-ARIA 1.1 (doc-noteref, doc-endnotes, doc-backlink, doc-bibliography; its doc-biblioentry is deprecated, so
entries are items of a list); WAI-ARIA 1.2 (a listitem stands in a list alone); EPUB 3.3 (``epub:type``);
EPUB Accessibility 1.1; XHTML 1.1, whose pages may have none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from citekit.documents.manuscript import Cited, ListPlace, Manuscript, Place, SetCited, Setting
from citekit.documents.pages.cites import attributes_of
from citekit.documents.pages.likeness import leftover, model_of, prefixed
from citekit.documents.pages.reading import Pages
from citekit.documents.pages.tree import Node, parse
from citekit.model import Bibliography
from citekit.output.characters import clean, identifiers
from citekit.output.html import inlines
from citekit.output.layout import list_title
from citekit.richtext import Inlines
from citekit.values import NamedTuple

_ARROW = "↩\ufe0e"
_XHTML_11 = re.compile(r"<!DOCTYPE\s[^>]*//DTD XHTML 1\.[01]", re.IGNORECASE)
_EPUB_PREFIX = re.compile(r"xmlns:epub\s*=")
_LIST = re.compile(r"<(?:ul|ol)\b[^<>]*>\s*\Z", re.IGNORECASE)
_OF_LIST = re.compile(r"<div\b[^<>]*\brole\s*=\s*[\"']?list\b[^<>]*>\s*\Z", re.IGNORECASE)
_OPENED = 1000  # characters before a place, in which the tag of its element stands
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class _NewNote(NamedTuple):
    """A note that comes to a page: its number there and its names."""

    number: int
    name: str
    mark: str
    content: Inlines


class _Page:
    """What is to be known of a page for writing into it."""

    def __init__(self, name: str, root: Node, text: str, found: Pages, *, in_book: bool, prefix: str) -> None:
        self.name, self.root, self.text, self._prefix = name, root, text, prefix
        head = text[:2000]
        self.plain = in_book and _XHTML_11.search(head) is not None  # an EPUB 2 is checked against XHTML 1.1
        self.typed = _EPUB_PREFIX.search(head) is not None
        own = [one for one in found.notes if one.element.part == name]
        self.model = model_of(text, own, prefix)
        self.taken = {
            value.rpartition("#")[2].casefold()
            for one in root.iter()
            for value in (one.get("id"), one.get("name"))
            if value
        }
        marked = [one.note.number for one in found.notes if any(mark.part == name for mark in one.marks)]
        numbers = [int(number) for number in marked if number.isdecimal() and len(number) < 9]
        self.last = max(numbers, default=0)
        self.notes: list[_NewNote] = []
        body = next(root.iter("body"), None)
        closed = body is not None and text.startswith("</", body.inner_end)
        html = next(root.iter("html"), None)
        ends = html.inner_end if html is not None and text.startswith("</", html.inner_end) else len(text)
        self.end = body.inner_end if body is not None and closed else ends
        levels = [int(one.tag[1]) for one in root.iter(*_HEADINGS)]
        lower = [level for level in levels if level > 1]
        self.level = 1 if levels.count(1) > 1 else min(lower, default=2)
        self.line = "\r\n" if "\r\n" in text else "\n"

    def free(self, wanted: str) -> str:
        """Return an id that nothing on the page has, with the prefix that makes it unique over a book, and take it."""
        wanted = prefixed(wanted, self._prefix)
        name, count = wanted, 1
        while name.casefold() in self.taken:
            count += 1
            name = f"{wanted}-{count}"
        self.taken.add(name.casefold())
        return name


class Writer:
    """Makes the changes of pages; *roots* are their trees by their names."""

    def __init__(
        self,
        manuscript: Manuscript,
        setting: Setting,
        roots: Mapping[str, Node],
        found: Pages,
        *,
        in_book: bool = False,
    ) -> None:
        self._manuscript, self._setting, self._found = manuscript, setting, found
        self._roots, self._in_book = roots, in_book
        self._pages: dict[str, _Page] = {}

    def changes(self) -> list[tuple[Place, str]]:
        """Return the changes, none that overlap."""
        return [one for one in self._all() if self._source(one[0]) != one[1]]

    def _source(self, place: Place) -> str:
        return self._manuscript.parts[place.part].text[place.start : place.end]

    def _page(self, name: str) -> _Page:
        if name not in self._pages:
            text = self._manuscript.parts[name].text
            root, prefix = self._roots[name], self._setting.prefix
            self._pages[name] = _Page(name, root, text, self._found, in_book=self._in_book, prefix=prefix)
        return self._pages[name]

    def _all(self) -> Iterator[tuple[Place, str]]:
        manuscript, setting = self._manuscript, self._setting
        for cited, made in zip(manuscript.cited, setting.cited, strict=False):
            if cited.note not in setting.notes and (made.text is not None or made.note is not None):
                yield self._citation(cited, made)
        for note in manuscript.notes:
            if note.identity in setting.notes:
                yield note.body, f"{inlines(setting.notes[note.identity])}{leftover(self._source(note.body))}"
        for place, bibliography in zip(manuscript.lists, setting.lists, strict=False):
            yield place.place, self._list(place, bibliography)
        if not manuscript.lists and manuscript.parts:
            yield from self._lists_at_end([one for one in setting.lists if one.entries])
        for page in self._pages.values():
            if page.notes:
                yield self._new_notes(page)

    # --- citations ---

    def _citation(self, cited: Cited, made: SetCited) -> tuple[Place, str]:
        page = self._page(cited.place.part)
        raw = self._source(cited.place)
        element = _element_of(raw)
        left = leftover(raw) if element is None else ""
        text = made.text
        if made.note is None:
            assert text is not None  # noqa: S101 - else nothing is asked
            own = self._is_body(cited)
            return cited.place, (
                inlines(text) if own else self._wrapped(page, cited, raw, element, inlines(text))
            ) + left
        mark = self._mark(page, made.note)
        end = cited.place.end + len(cited.stop)
        if text == ():  # the mark is all that is left, and stands behind the stop
            dressed = self._wrapped(page, cited, raw, element, mark)
            return Place(cited.place.start - cited.blank, end, page.name), f"{left}{cited.stop}{dressed}"
        if text is None:
            return Place(cited.place.start, end, page.name), f"{raw}{cited.stop}{mark}"
        inner = self._wrapped(page, cited, raw, element, f"{inlines(text)}{cited.stop}{mark}")
        return Place(cited.place.start, end, page.name), f"{inner}{left}"

    def _is_body(self, cited: Cited) -> bool:
        """Tell whether a citation is all of a note, whose element stands in the text."""
        return any(note.body == cited.place for note in self._manuscript.notes if note.identity == cited.note)

    def _wrapped(self, page: _Page, cited: Cited, raw: str, element: Node | None, inner: str) -> str:
        """Return *inner* in the element that cites."""
        attributes = [(name, value) for name, value in attributes_of(cited.citation) if value]
        if element is None:
            return inner if page.plain else f'<span class="citation"{_written(attributes)}>{inner}</span>'
        known = {*element.attributes, *(("data-cites",) if "data-key" in element.attributes else ())}
        missing = [] if page.plain else [one for one in attributes if one[0] not in known]
        opened = raw[: element.inner_start - 1 - element.empty].rstrip()
        closed = raw[element.inner_end :] or f"</{element.tag}>"
        return f"{opened}{_written(missing)}>{inner}{closed}"

    # --- new notes ---

    def _mark(self, page: _Page, content: Inlines) -> str:
        """Return the mark of a new note."""
        page.last += 1
        number = page.last
        if page.model is not None:
            name, mark = page.model.names(number, page.free)
        else:
            name, mark = page.free(f"fn{number}"), page.free(f"fnref{number}")
        page.notes.append(_NewNote(number, name, mark, content))
        if page.model is not None:
            return page.model.mark(number, name, mark, with_role=not page.plain)
        if page.plain:
            return f'<a id="{mark}" href="#{name}"><sup>{number}</sup></a>'
        label = escape(f"{clean(self._setting.headings.note)} {number}", quote=True)
        kind = ' epub:type="noteref"' if page.typed else ""
        return f'<a id="{mark}" href="#{name}"{kind} role="doc-noteref" aria-label="{label}"><sup>{number}</sup></a>'

    def _new_notes(self, page: _Page) -> tuple[Place, str]:
        model = page.model
        if model is not None:
            notes = "".join(
                page.line + model.note(one.number, one.name, one.mark, inlines(one.content)) for one in page.notes
            )
            return Place(model.end, model.end, page.name), notes
        lines = [*self._section(page)]
        return self._at(page, lines)

    def _section(self, page: _Page) -> Iterator[str]:
        heading = page.free("notes")
        title = escape(clean(self._setting.headings.notes), quote=False)
        titled = f'<h{page.level} id="{heading}">{title}</h{page.level}>'
        if page.plain:
            yield '<div class="notes">'
            yield titled
            for one in page.notes:
                yield f'<p id="{one.name}"><a href="#{one.mark}">{one.number}.</a> {inlines(one.content)}</p>'
            yield "</div>"
            return
        kind, own = (' epub:type="endnotes"', ' epub:type="endnote"') if page.typed else ("", "")
        start = f' start="{page.notes[0].number}"' if page.notes[0].number != 1 else ""
        yield f'<section{kind} role="doc-endnotes" aria-labelledby="{heading}">'
        yield titled
        yield f"<ol{start}>"
        for one in page.notes:
            label = escape(f"{clean(self._setting.headings.back)}: {clean(self._setting.headings.note)} {one.number}")
            back = f'<a href="#{one.mark}" role="doc-backlink" aria-label="{label}">{_ARROW}</a>'
            yield f'<li id="{one.name}"{own}><p>{inlines(one.content)} {back}</p></li>'
        yield "</ol>"
        yield "</section>"

    @staticmethod
    def _at(page: _Page, lines: list[str]) -> tuple[Place, str]:
        """Return *lines* put at the end of a page."""
        before = "" if page.text[: page.end].endswith(("\n", "\r")) or not page.end else page.line
        return Place(page.end, page.end, page.name), before + page.line.join(lines) + page.line

    # --- bibliographies ---

    def _list(self, place: ListPlace, bibliography: Bibliography) -> str:
        page = self._page(place.place.part)
        before = page.text[max(place.place.start - _OPENED, 0) : place.place.start]
        tag = "li" if _LIST.search(before) else "div"
        role = ' role="listitem"' if tag == "div" and _OF_LIST.search(before) else ""
        for one in page.root.iter():  # the ids of what goes are free again
            if place.place.start <= one.start < place.place.end:
                page.taken.discard(one.get("id").rpartition("#")[2].casefold())
        entries = self._entries(page, bibliography, tag, role)
        return page.line + page.line.join(entries) + page.line if entries else page.line

    def _entries(self, page: _Page, bibliography: Bibliography, tag: str, role: str) -> list[str]:
        names = identifiers(entry.key for entry in bibliography.entries)
        written = []
        for entry in bibliography.entries:
            content = inlines(entry.content)
            if note := inlines(entry.annotation).strip():
                content += f'<br /><span class="annotation">{note}</span>'
            identity = page.free(f"ref-{names[entry.key]}")
            written.append(f'<{tag} id="{identity}" class="csl-entry"{role}>{content}</{tag}>')
        return written

    def _lists_at_end(self, lists: list[Bibliography]) -> Iterator[tuple[Place, str]]:
        if not lists:
            return
        page = self._page(list(self._manuscript.parts)[-1])
        lines: list[str] = []
        if page.notes and page.model is None:
            lines += self._section(page)  # notes stand before what is read
            page.notes = []
        for one in lists:
            heading = page.free("bibliography")
            words = one if one.title or not self._manuscript.asked.title else None
            title = list_title(one, self._setting.headings) if words else clean(self._manuscript.asked.title)
            kind = ' epub:type="bibliography"' if page.typed else ""
            role = f'{kind} role="doc-bibliography" aria-labelledby="{heading}"'
            tag, of_list, item = ("div", "", "") if page.plain else ("section", ' role="list"', ' role="listitem"')
            hanging = " hanging-indent" if one.hanging_indent else ""
            lines += [
                f"<{tag}{'' if page.plain else role}>",
                f'<h{page.level} id="{heading}">{escape(title, quote=False)}</h{page.level}>',
                f'<div class="references csl-bib-body{hanging}"{of_list}>',
                *self._entries(page, one, "div", item),
                "</div>",
                f"</{tag}>",
            ]
        yield self._at(page, lines)


def _written(attributes: list[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(clean(value), quote=True)}"' for name, value in attributes)


def _element_of(raw: str) -> Node | None:
    """Return the element that a place is all of."""
    if not raw.startswith("<"):
        return None
    root = parse(raw)
    element = root.first_child()
    if element is None or element.end != len(raw) or not {"data-cites", "data-key"} & set(element.attributes):
        return None
    return element
