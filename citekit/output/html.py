"""HTML: one page that needs nothing else, for the browser, the printer and the screen reader.

Sources: HTML Living Standard, 4.4.4 (a quotation's attribution stands outside the ``blockquote``), 4.4.5 and 4.4.8
(``ol``, ``li value``), 4.5.19 (``sub``, ``sup``), 13.1 (syntax); DPUB-ARIA 1.1 (doc-noteref, doc-endnotes,
doc-backlink, doc-bibliography); CSS Counter Styles 3 (a string as ``list-style-type``).
There are no scripts, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

from citekit.model import Bibliography, BibliographyEntry, Excerpt, Headings, NoteReference, Paragraph, SetNote
from citekit.output.characters import clean, identifiers
from citekit.output.layout import (
    LIGHT,
    UNDERLINE,
    Layout,
    Line,
    attribution,
    is_right_to_left,
    laid_out,
    linked_anchors,
    list_title,
    note_identifiers,
    settled,
)
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, fold, plain
from citekit.values import dataclass

NAME = "html"
SUFFIX = ".html"
SUFFIXES: tuple[str, ...] = (".html", ".htm")

_TAGS: Mapping[Format, tuple[str, str]] = {
    ITALIC: ("<i>", "</i>"),
    BOLD: ("<b>", "</b>"),
    LIGHT: ('<span style="font-weight: lighter">', "</span>"),
    SMALL_CAPS: ('<span style="font-variant: small-caps">', "</span>"),
    UNDERLINE: ("<u>", "</u>"),
    SUPERSCRIPT: ("<sup>", "</sup>"),
    SUBSCRIPT: ("<sub>", "</sub>"),
}
_ORDINAL = re.compile(r"0|[1-9][0-9]{0,8}")  # what an li value can say exactly as it is printed
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of a page needs to know: the ids of notes, which of them are linked, the words."""

    ids: Mapping[str, str]
    linked: frozenset[str]
    headings: Headings
    level: int


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as an HTML page."""
    title = clean(excerpt.title).strip()
    page = _Page(note_identifiers(excerpt), linked_anchors(excerpt), excerpt.headings, 2 if title else 1)
    body = [f"<h1>{_text(title)}</h1>"] if title else []
    body += _passage(excerpt, page)
    body += _notes(excerpt.notes, page)
    body += _concordance(excerpt, page)
    body += _lists(excerpt.bibliographies, page)
    return _document(title or _implied_title(excerpt), excerpt.language, body)


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as an HTML page."""
    page = _Page({}, frozenset(), headings, 1)
    return _document(clean(headings.bibliography), language, _lists(lists, page))


def inlines(content: Inlines) -> str:
    """Return *content* as phrasing content.

    >>> from citekit.richtext import Styled
    >>> inlines(("R&D, ", Styled(("Title",), ITALIC)))
    'R&amp;D, <i>Title</i>'
    """
    return "".join(fold(settled(content), _text, _styled, _link))


def _text(text: str) -> str:
    return escape(text, quote=False)


def _attribute(text: str) -> str:
    return escape(clean(text), quote=True)


def _styled(look: Format, parts: list[str]) -> str:
    start, end = _TAGS[look]
    return f"{start}{''.join(parts)}{end}"


def _link(target: str, parts: list[str]) -> str:
    return f'<a href="{_attribute(target)}">{"".join(parts)}</a>'


def _document(title: str, language: str, body: Sequence[str]) -> bytes:
    direction = ' dir="rtl"' if is_right_to_left(language) else ""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_attribute(language)}"{direction}>',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title>",
        f"<style>\n{_stylesheet()}</style>",
        "</head>",
        "<body>",
        "<main>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


@cache
def _stylesheet() -> str:
    from importlib.resources import files  # noqa: PLC0415 - slow to load, and only pages need it

    return files("citekit.output").joinpath("html.css").read_text("utf-8")


def _implied_title(excerpt: Excerpt) -> str:
    """Return a title for the tab when the excerpt has none: its source, its first words, or a heading."""
    opening = next(("".join(part for part in words if isinstance(part, str)) for words in excerpt.paragraphs), "")
    title = clean(plain(attribution(excerpt)) or opening).strip()
    if len(title) <= _LONGEST_TITLE:
        return title or "citekit"  # an empty title element is an error
    return title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def _passage(excerpt: Excerpt, page: _Page) -> list[str]:
    source = inlines(attribution(excerpt)).strip()
    if not excerpt.paragraphs and not source:
        return []
    paragraphs = [f"<p>{_paragraph(paragraph, page)}</p>" for paragraph in excerpt.paragraphs]
    caption = [f"<figcaption>— {source}</figcaption>"] if source else []
    return ["<figure>", "<blockquote>", *paragraphs, "</blockquote>", *caption, "</figure>"]


def _paragraph(paragraph: Paragraph, page: _Page) -> str:
    return "".join(_mark(part, page) if isinstance(part, NoteReference) else _text(clean(part)) for part in paragraph)


def _mark(mark: NoteReference, page: _Page) -> str:
    number = _text(clean(mark.number))
    if not mark.linked or mark.anchor not in page.linked:
        return f'<sup class="mark">{number}</sup>'
    name = page.ids[mark.anchor]
    label = _attribute(f"{page.headings.note} {mark.number}".strip())
    identity = "" if mark.again else f'id="fnref-{name}" '
    return (
        f'<sup class="mark"><a {identity}href="#fn-{name}" role="doc-noteref" aria-label="{label}">{number}</a></sup>'
    )


def _notes(notes: Sequence[SetNote], page: _Page) -> list[str]:
    if not notes:
        return []
    heading = f'<h{page.level} id="notes">{_text(clean(page.headings.notes))}</h{page.level}>'
    items = [_note(note, page) for note in notes]
    start = '<section role="doc-endnotes" aria-labelledby="notes">'
    return [start, heading, '<ol class="notes">', *items, "</ol>", "</section>"]


def _note(note: SetNote, page: _Page) -> str:
    name = page.ids[note.anchor]
    back = ""
    if note.anchor in page.linked:
        label = _attribute(f"{page.headings.back}: {page.headings.note} {note.number}")
        # U+FE0E asks for the arrow as text: some systems draw it as an emoji.
        back = f' <a class="back" href="#fnref-{name}" role="doc-backlink" aria-label="{label}">↩\ufe0e</a>'
    return f'<li id="fn-{name}"{_numbered(note.number)}>{inlines(note.content)}{back}</li>'


def _numbered(number: str) -> str:
    """Return the attribute that makes a list item show exactly *number*."""
    if _ORDINAL.fullmatch(number):
        return f' value="{number}"'
    shown = clean(number) + (". " if any(map(str.isalnum, number)) else " ")
    quoted = re.sub(r'[\\"]', r"\\\g<0>", shown)
    rule = f'list-style-type: "{quoted}"'
    return f' style="{_attribute(rule)}"'


def _concordance(excerpt: Excerpt, page: _Page) -> list[str]:
    """Return the table of note numbers in the book and here; it needs no heading of its own beside its caption."""
    if not excerpt.concordance:
        return []
    words = [_text(clean(word)) for word in (page.headings.concordance, page.headings.in_book, page.headings.here)]
    rows = [
        f'<tr><th scope="row">{_text(clean(old))}</th><td>{_text(clean(new))}</td></tr>'
        for old, new in excerpt.concordance
    ]
    head = f'<tr><th scope="col">{words[1]}</th><th scope="col">{words[2]}</th></tr>'
    return [
        '<section aria-labelledby="concordance">',
        f'<h{page.level} id="concordance">{words[0]}</h{page.level}>',
        '<table class="concordance" aria-labelledby="concordance">',
        f"<thead>{head}</thead>",
        "<tbody>",
        *rows,
        "</tbody>",
        "</table>",
        "</section>",
    ]


def _lists(lists: Sequence[Bibliography], page: _Page) -> list[str]:
    """Return bibliographies; a work that is in several of them has its plain name as the id of its first entry."""
    shown = [each for each in lists if each.entries]
    seen: set[str] = set()
    wanted: list[list[str]] = []
    for place, each in enumerate(shown):
        wanted.append([f"{entry.key}-{place + 1}" if entry.key in seen else entry.key for entry in each.entries])
        seen.update(entry.key for entry in each.entries)
    ids = identifiers(name for names in wanted for name in names)
    lines: list[str] = []
    for place, (each, names) in enumerate(zip(shown, wanted, strict=True)):
        lines += _bibliography(each, page, [ids[name] for name in names], place)
    return lines


def _bibliography(bibliography: Bibliography, page: _Page, names: Sequence[str], place: int) -> list[str]:
    layouts = [laid_out(entry.content) for entry in bibliography.entries]
    own = f"bibliography-{place + 1}" if place else "bibliography"
    heading = f'<h{page.level} id="{own}">{_text(list_title(bibliography, page.headings))}</h{page.level}>'
    return [
        f'<section role="doc-bibliography" aria-labelledby="{own}">',
        heading,
        f"<ul{_entry_style(bibliography, layouts)}>",
        *[
            _entry(entry, name, layout, labelled=any(each.label for each in layouts))
            for entry, name, layout in zip(bibliography.entries, names, layouts, strict=True)
        ],
        "</ul>",
        "</section>",
    ]


def _entry_style(bibliography: Bibliography, layouts: Sequence[Layout]) -> str:
    longest = max(len(plain(layout.label).strip()) for layout in layouts)
    classes = ["entries"]
    variables = []
    if longest:
        classes += ["labelled"] + (["margin"] if bibliography.second_field_align == "margin" else [])
        variables.append(f"--label: {longest}ch")
    elif bibliography.hanging_indent:
        classes.append("hanging")
    if bibliography.line_spacing != 1:
        variables.append(f"--lines: {bibliography.line_spacing}")
    if bibliography.entry_spacing != 1:
        variables.append(f"--gap: {bibliography.entry_spacing}")
    style = f' style="{"; ".join(variables)}"' if variables else ""
    return f' class="{" ".join(classes)}"{style}'


def _entry(entry: BibliographyEntry, name: str, layout: Layout, *, labelled: bool) -> str:
    first, *rest = layout.lines
    lines = inlines(first.content) + "".join(map(_line, rest))
    if annotation := inlines(entry.annotation).strip():
        lines += f'<span class="annotation">{annotation}</span>'
    if labelled:
        lines = f'<span class="label">{inlines(layout.label)}</span><div>{lines}</div>'
    return f'<li id="ref-{name}">{lines}</li>'


def _line(line: Line) -> str:
    return f'<span class="{"line indented" if line.indented else "line"}">{inlines(line.content)}</span>'
