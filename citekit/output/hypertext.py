"""Excerpts as the elements that HTML and the XHTML of EPUB have in common: well-formed in both.

Sources: HTML Living Standard, 4.4.4 (a quotation's attribution stands outside the ``blockquote``), 4.5.19 (``sub``,
``sup``); EPUB 3.3, 5.4 (``epub:type``), EPUB 3 Structural Semantics Vocabulary 1.1, Z39.98-2012 Structural Semantics
Vocabulary (verse); DPUB-ARIA 1.1 (doc-noteref, doc-bibliography).
Pages around them, and notes, which the two formats set differently, are the writers' own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape

from citekit.model import (
    Bibliography,
    BibliographyEntry,
    BlockQuotation,
    Excerpt,
    Headings,
    NoteReference,
    Paragraph,
    SetNote,
)
from citekit.output import blocks
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
    stretches,
    texts,
)
from citekit.output.pages import language_tag
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, fold, plain
from citekit.values import dataclass

_TAGS: Mapping[Format, tuple[str, str]] = {
    ITALIC: ("<i>", "</i>"),
    BOLD: ("<b>", "</b>"),
    LIGHT: ('<span style="font-weight: lighter">', "</span>"),
    SMALL_CAPS: ('<span style="font-variant: small-caps">', "</span>"),
    UNDERLINE: ("<u>", "</u>"),
    SUPERSCRIPT: ("<sup>", "</sup>"),
    SUBSCRIPT: ("<sub>", "</sub>"),
}
_TYPES: Mapping[str, str] = {"verse": "z3998:verse", "epigraph": "epigraph"}
_LONGEST_TITLE = 80
_BRACKETED = re.compile(r"https?://\[[0-9A-Fa-f:.]+\]", re.IGNORECASE)  # an address of IPv6
_ENCODED = re.compile(r"[^0-9A-Za-z%:/?@!$&'(*+),;=._~-]|%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Chapter:
    """What every part of a chapter needs to know.

    *ids* are those of its notes by anchor, *linked* the anchors with a mark and a note, *level* is that of headings
    below its title. *prefix* begins all its ids ("c2-"), *label* is the id of its title where a page has several
    chapters. *semantics* asks for ``epub:type``; *notes_at* and *text_at* are the files that notes and marks are in,
    "" for the page itself.
    """

    ids: Mapping[str, str]
    linked: frozenset[str]
    headings: Headings
    level: int
    prefix: str = ""
    label: str = ""
    semantics: bool = False
    notes_at: str = ""
    text_at: str = ""

    def type(self, name: str) -> str:
        """Return the attribute that says what an element is in a book, where the format has one."""
        return f' epub:type="{name}"' if self.semantics else ""

    def heading(self, name: str, words: str) -> str:
        """Return a heading below the chapter's title with the id *name*."""
        return f'<h{self.level} id="{self.prefix}{name}">{text(words)}</h{self.level}>'

    def labelled(self, name: str) -> str:
        """Return the attribute that names a section after its heading, and after its chapter where there are more."""
        own = f"{self.prefix}{name}"
        return f' aria-labelledby="{f"{self.label} {own}" if self.label else own}"'


def chapter_of(
    excerpt: Excerpt,
    level: int,
    *,
    prefix: str = "",
    label: str = "",
    semantics: bool = False,
    files: tuple[str, str] = ("", ""),
) -> Chapter:
    """Return what parts of *excerpt* need; *files* are those of its text and its notes."""
    ids, linked = note_identifiers(excerpt), linked_anchors(excerpt)
    text_at, notes_at = files
    return Chapter(ids, linked, excerpt.headings, level, prefix, label, semantics, notes_at, text_at)


def told_apart(titles: Sequence[str]) -> list[str]:
    """Return the titles of chapters so that no two are the same: one that comes again has its chapter's number.

    Sections are named by them, and those of one name cannot be told apart in a list of landmarks.

    >>> told_apart(["Notes", "July", "notes"])
    ['1. Notes', 'July', '3. notes']
    """
    numbered = [f"{place}. {title}" for place, title in enumerate(titles, start=1)]
    seen = Counter(map(_heard, titles))
    names = [other if seen[_heard(title)] > 1 else title for title, other in zip(titles, numbered, strict=True)]
    return names if len(set(map(_heard, names))) == len(names) else numbered


def _heard(title: str) -> str:
    return " ".join(title.split()).casefold()


def named(title: str, name: str) -> str:
    """Return the attribute of a chapter's heading that names it, where *name* is not what it says."""
    return f' aria-label="{attribute(name)}"' if name != title else ""


def inlines(content: Inlines) -> str:
    """Return *content* as phrasing content.

    >>> from citekit.richtext import Styled
    >>> inlines(("R&D, ", Styled(("Title",), ITALIC)))
    'R&amp;D, <i>Title</i>'
    """
    return "".join(fold(settled(content), text, _styled, _link))


def text(words: str) -> str:
    """Return plain text, escaped."""
    return escape(words, quote=False)


def attribute(words: str) -> str:
    """Return the value of an attribute, escaped."""
    return escape(clean(words), quote=True)


def _styled(look: Format, parts: list[str]) -> str:
    start, end = _TAGS[look]
    return f"{start}{''.join(parts)}{end}"


def _link(target: str, parts: list[str]) -> str:
    return f'<a href="{attribute(_address(target))}">{"".join(parts)}</a>'


def _address(target: str) -> str:
    """Return a web address with what it may not have percent-encoded, as browsers do (RFC 3986, 2; RFC 3987, 3.1)."""
    host = match[0] if (match := _BRACKETED.match(target)) else ""
    path, sign, fragment = target[len(host) :].partition("#")
    encoded = [
        _ENCODED.sub(lambda one: "".join(f"%{byte:02X}" for byte in one[0].encode()), x) for x in (path, fragment)
    ]
    return host + encoded[0] + sign + encoded[1]


def language(name: str, *, xml: bool = False) -> str:
    """Return the attributes that name a language, and its direction where that is from right to left.

    In XML only a tag that is formed well is one, and ``xml:lang`` says it too.
    """
    direction = ' dir="rtl"' if is_right_to_left(name) else ""
    if not xml:
        return f' lang="{attribute(name)}"{direction}'
    tag = language_tag(name) or "und"
    return f' lang="{tag}" xml:lang="{tag}"{direction}'


@cache
def stylesheet(name: str) -> str:
    """Return a stylesheet of this package."""
    from importlib.resources import files  # noqa: PLC0415 - slow to load, and only pages need it

    return files("citekit.output").joinpath(name).read_text("utf-8")


def styles(name: str, excerpts: Iterable[Excerpt]) -> str:
    """Return the stylesheets that pages of *excerpts* need: "html" or "epub", and the rules for what not all have."""
    has_blocks = any(isinstance(one, BlockQuotation) for excerpt in excerpts for one in excerpt.paragraphs)
    return stylesheet(f"{name}.css") + (stylesheet(f"{name}-blocks.css") if has_blocks else "")


def implied_title(excerpt: Excerpt) -> str:
    """Return a title for the tab when the excerpt has none: its source, its first words, or a heading."""
    first = next(texts(excerpt), ())
    opening = "".join(plain((one,)) for one in first if not isinstance(one, NoteReference))
    title = clean(plain(attribution(excerpt)) or opening).strip()
    if len(title) <= _LONGEST_TITLE:
        return title or "citekit"  # an empty title element is an error
    return title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def passage(excerpt: Excerpt, chapter: Chapter) -> list[str]:
    """Return the passage and where it is from."""
    caption = _caption(excerpt)
    if not excerpt.paragraphs and not caption:
        return []
    return ["<figure>", "<blockquote>", *paragraphs(excerpt, chapter), "</blockquote>", *caption, "</figure>"]


def paragraphs(excerpt: Excerpt, chapter: Chapter) -> list[str]:
    """Return the paragraphs of the passage alone, and the quotations set apart in it."""
    lines: list[str] = []
    for one in excerpt.paragraphs:
        lines += _block(one, chapter) if isinstance(one, BlockQuotation) else [f"<p>{_paragraph(one, chapter)}</p>"]
    return lines


def _caption(of: Excerpt | BlockQuotation) -> list[str]:
    source = inlines(attribution(of)).strip()
    return [f"<figcaption>— {source}</figcaption>"] if source else []


def _block(block: BlockQuotation, chapter: Chapter) -> list[str]:
    """Return a quotation set apart; only one with an attribution needs a figure."""
    kinds = blocks.kinds(block)
    classes = f' class="{" ".join(kinds)}"' if kinds else ""
    spoken = language(block.language, xml=chapter.semantics) if block.language else ""
    types = " ".join(_TYPES[kind] for kind in kinds if kind in _TYPES)
    own = f"{classes}{spoken}{chapter.type(types) if types else ''}"
    lines = [f"<blockquote{own}>", *_each_quoted(block, chapter), "</blockquote>"]
    caption = _caption(block)
    return ["<figure>", *lines, *caption, "</figure>"] if caption else lines


def _each_quoted(block: BlockQuotation, chapter: Chapter) -> list[str]:
    return [_quoted(lines, chapter, block.kind) for one in block.paragraphs if (lines := blocks.lines(one))]


def _quoted(lines: Sequence[blocks.Line], chapter: Chapter, kind: str) -> str:
    """Return a paragraph of a block; its lines are kept by ``br`` where a page has no stylesheet of ours."""
    if kind != "verse" and len(lines) == 1 and not lines[0].indent:
        return f"<p>{_paragraph(lines[0].words, chapter)}</p>"
    written = [_verse_line(_paragraph(line.words, chapter), line.indent) for line in lines]
    return f'<p class="stanza">{"<br/>".join(written)}</p>'


def _verse_line(inner: str, indent: int) -> str:
    margin = f' style="margin-inline-start: {indent * 1.5:g}em"' if indent else ""
    return f'<span class="line"{margin}>{inner}</span>'


def back_link(note: SetNote, chapter: Chapter, words: str) -> str:
    """Return the link *words* from a note to its first mark; "" for a note that no mark leads to."""
    if note.anchor not in chapter.linked:
        return ""
    label = attribute(f"{chapter.headings.back}: {chapter.headings.note} {note.number}")
    target = f"{chapter.text_at}#{chapter.prefix}fnref-{chapter.ids[note.anchor]}"
    kind = f'{chapter.type("backlink")} role="doc-backlink"'
    return f'<a class="back" href="{target}"{kind} aria-label="{label}">{words}</a>'


def _paragraph(paragraph: Paragraph, chapter: Chapter) -> str:
    return "".join(
        _mark(one, chapter) if isinstance(one, NoteReference) else inlines(one) for one in stretches(paragraph)
    )


def _mark(mark: NoteReference, chapter: Chapter) -> str:
    number = text(clean(mark.number))
    if not mark.linked or mark.anchor not in chapter.linked:
        return f'<sup class="mark">{number}</sup>'
    name = chapter.ids[mark.anchor]
    label = attribute(f"{chapter.headings.note} {mark.number}".strip())
    identity = "" if mark.again else f'id="{chapter.prefix}fnref-{name}" '
    kind = f'{chapter.type("noteref")} role="doc-noteref"'
    target = f"{chapter.notes_at}#{chapter.prefix}fn-{name}"
    return f'<sup class="mark"><a {identity}href="{target}"{kind} aria-label="{label}">{number}</a></sup>'


def concordance(excerpt: Excerpt, chapter: Chapter) -> list[str]:
    """Return the table of note numbers in the book and here; it needs no heading of its own beside its caption."""
    if not excerpt.concordance:
        return []
    words = [clean(word) for word in (chapter.headings.concordance, chapter.headings.in_book, chapter.headings.here)]
    rows = [
        f'<tr><th scope="row">{text(clean(old))}</th><td>{text(clean(new))}</td></tr>'
        for old, new in excerpt.concordance
    ]
    head = f'<tr><th scope="col">{text(words[1])}</th><th scope="col">{text(words[2])}</th></tr>'
    return [
        f"<section{chapter.labelled('concordance')}>",
        chapter.heading("concordance", words[0]),
        f'<table class="concordance"{chapter.labelled("concordance")}>',
        f"<thead>{head}</thead>",
        "<tbody>",
        *rows,
        "</tbody>",
        "</table>",
        "</section>",
    ]


def bibliographies(lists: Sequence[Bibliography], chapter: Chapter) -> list[str]:
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
        lines += _bibliography(each, chapter, [f"{chapter.prefix}ref-{ids[name]}" for name in names], place)
    return lines


def _bibliography(bibliography: Bibliography, chapter: Chapter, names: Sequence[str], place: int) -> list[str]:
    layouts = [laid_out(entry.content) for entry in bibliography.entries]
    own = f"bibliography-{place + 1}" if place else "bibliography"
    kind = f'{chapter.type("bibliography")} role="doc-bibliography"'
    return [
        f"<section{kind}{chapter.labelled(own)}>",
        chapter.heading(own, list_title(bibliography, chapter.headings)),
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
    return f'<li id="{name}">{lines}</li>'


def _line(line: Line) -> str:
    return f'<span class="{"line indented" if line.indented else "line"}">{inlines(line.content)}</span>'
