"""JATS: an article of the NISO tag set for archives of journals, which libraries and repositories read.

Source: ANSI/NISO Z39.96-2021 (JATS 1.3), Journal Archiving and Interchange Tag Library: ``disp-quote``, ``attrib``,
``verse-group``, ``speech``, ``xref``, ``fn-group``, ``ref-list``, ``mixed-citation``; XML 1.0, 2.4. Notes stand in the
back matter and have the printed numbers as labels; however many marks a note has, each refers to it. How a list is
indented is not JATS's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from citekit.model import (
    Bibliography,
    BibliographyEntry,
    BlockQuotation,
    Excerpt,
    Headings,
    NoteReference,
    Paragraph,
    QuotedParagraph,
    SetNote,
)
from citekit.output import blocks
from citekit.output.characters import clean, identifiers
from citekit.output.layout import (
    LIGHT,
    UNDERLINE,
    attribution,
    laid_out,
    linked_anchors,
    list_title,
    note_identifiers,
    settled,
    stretches,
)
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inline, Inlines, Styled, fold
from citekit.values import dataclass

NAME = "jats"
SUFFIX = ".nxml"
SUFFIXES: tuple[str, ...] = (".nxml", ".jats", ".xml")

_TAGS: Mapping[Format, tuple[str, str]] = {
    ITALIC: ("<italic>", "</italic>"),
    BOLD: ("<bold>", "</bold>"),
    LIGHT: ('<styled-content style="font-weight: lighter">', "</styled-content>"),
    SMALL_CAPS: ("<sc>", "</sc>"),
    UNDERLINE: ("<underline>", "</underline>"),
    SUPERSCRIPT: ("<sup>", "</sup>"),
    SUBSCRIPT: ("<sub>", "</sub>"),
}
_DECLARATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.3 20210610//EN" \
"JATS-archivearticle1-3.dtd">"""
_ROOT = 'article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="other" dtd-version="1.3"'


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as a JATS article."""
    body = [*_passage(excerpt), *_concordance(excerpt)]
    back = [*_notes(excerpt, excerpt.headings.notes), *_lists(excerpt.bibliographies, excerpt.headings)]
    return _article(excerpt.title, excerpt.language, body, back)


def fragment(excerpt: Excerpt) -> bytes:
    """Return the paragraphs of *excerpt* for the body of an article, and behind them its notes for the back matter."""
    return ("\n".join([*_paragraphs(excerpt), *_notes(excerpt, title="")]) + "\n").encode()


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as a JATS article that has nothing else."""
    return _article(headings.bibliography, language, [], _lists(lists, headings))


def inlines(content: Inlines) -> str:
    """Return *content* for the middle of a paragraph.

    >>> from citekit.richtext import Styled
    >>> inlines(("R&D, ", Styled(("Title",), ITALIC)))
    'R&amp;D, <italic>Title</italic>'
    """
    return "".join(fold(settled(content), _text, _styled, _link))


def _text(text: str) -> str:
    return escape(clean(text), quote=False)


def _block(content: Inlines) -> str:
    return inlines(content).strip()


def _styled(look: Format, parts: list[str]) -> str:
    start, end = _TAGS[look]
    return f"{start}{''.join(parts)}{end}"


def _link(target: str, parts: list[str]) -> str:
    return f'<ext-link ext-link-type="uri" xlink:href="{escape(clean(target))}">{"".join(parts)}</ext-link>'


def _article(title: str, language: str, body: Sequence[str], back: Sequence[str]) -> bytes:
    tag = re.sub("[^0-9A-Za-z-]", "", language)
    named = _text(title).strip()
    head = [f"<title-group><article-title>{named}</article-title></title-group>"] if named else []
    lines = [
        _DECLARATIONS,
        f'<{_ROOT} xml:lang="{tag}">' if tag else f"<{_ROOT}>",
        "<front>",
        *_element("article-meta", head),
        "</front>",
        *(_element("body", body) if body else []),
        *(_element("back", back) if back else []),
        "</article>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _element(name: str, lines: Sequence[str]) -> list[str]:
    return [f"<{name}>", *lines, f"</{name}>"] if lines else [f"<{name}/>"]


def _title(words: str) -> list[str]:
    return [f"<title>{shown}</title>"] if (shown := _text(words).strip()) else []


# --- the passage and its notes ---


def _passage(excerpt: Excerpt) -> list[str]:
    lines = [*_paragraphs(excerpt), *_attrib(excerpt)]
    return _element("disp-quote", lines) if lines else []


def _paragraphs(excerpt: Excerpt) -> list[str]:
    marks = _Marks(note_identifiers(excerpt), linked_anchors(excerpt))
    lines: list[str] = []
    for one in excerpt.paragraphs:
        lines += marks.block(one) if isinstance(one, BlockQuotation) else [f"<p>{marks.words(one)}</p>"]
    return lines


def _attrib(of: Excerpt | BlockQuotation) -> list[str]:
    return [f"<attrib>{source}</attrib>"] if (source := _block(attribution(of))) else []


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where the marks of an excerpt lead: *ids* of notes by anchor, and the anchors that have both ends."""

    ids: Mapping[str, str]
    linked: frozenset[str]

    def block(self, block: BlockQuotation) -> list[str]:
        lines = [line for one in block.paragraphs for line in self.quoted(one, block.kind)]
        lines += _attrib(block)
        tag = re.sub("[^0-9A-Za-z-]", "", block.language)
        kind = ' content-type="epigraph"' if block.epigraph else ""
        spoken = f' xml:lang="{tag}"' if tag else ""
        return [f"<disp-quote{kind}{spoken}>", *lines, "</disp-quote>"] if lines else []

    def quoted(self, paragraph: QuotedParagraph, kind: str) -> list[str]:
        """Return a paragraph of a block: a speech where it has a speaker, a group of lines where it has several."""
        lines = blocks.lines(paragraph, None)
        if kind != "verse" and len(lines) < 2:
            inner = [f"<p>{self.words(line.words)}</p>" for line in lines]
        else:
            inner = _element("verse-group", [self.line(line) for line in lines]) if lines else []
        if name := _text(blocks.speaker(paragraph)):
            said = ["<p>", *inner, "</p>"] if inner[:1] == ["<verse-group>"] else inner or ["<p/>"]
            return _element("speech", [f"<speaker>{name}</speaker>", *said])
        return inner

    def line(self, line: blocks.Line) -> str:
        indent = f' indent-level="{line.indent}"' if line.indent else ""
        words = tuple(one if isinstance(one, NoteReference) else _unlinked(one) for one in line.words)
        return f"<verse-line{indent}>{self.words(words)}</verse-line>"

    def words(self, paragraph: Paragraph) -> str:
        return "".join(
            self.mark(one) if isinstance(one, NoteReference) else inlines(one) for one in stretches(paragraph)
        )

    def mark(self, mark: NoteReference) -> str:
        number = f"<sup>{_text(mark.number)}</sup>"
        leads = mark.linked and mark.anchor in self.linked
        return f'<xref ref-type="fn" rid="fn-{self.ids[mark.anchor]}">{number}</xref>' if leads else number


def _unlinked(run: Inline) -> Inline:
    """Return a run without links, which the tag sets of journals do not have in verse."""
    if isinstance(run, str):
        return run
    return Styled(tuple(map(_unlinked, run.children)), run.format if isinstance(run, Styled) else Format())


def _notes(excerpt: Excerpt, title: str) -> list[str]:
    if not excerpt.notes:
        return []
    ids = note_identifiers(excerpt)
    notes = [_note(note, ids[note.anchor]) for note in excerpt.notes]
    return _element("fn-group", [*_title(title), *notes])


def _note(note: SetNote, name: str) -> str:
    return f'<fn id="fn-{name}"><label>{_text(note.number)}</label><p>{_block(note.content)}</p></fn>'


def _concordance(excerpt: Excerpt) -> list[str]:
    """Return the table of note numbers in the book and here."""
    if not excerpt.concordance:
        return []
    words = excerpt.headings
    head = f"<tr><th>{_text(words.in_book)}</th><th>{_text(words.here)}</th></tr>"
    rows = [f"<tr><td>{_text(old)}</td><td>{_text(new)}</td></tr>" for old, new in excerpt.concordance]
    table = _element("table", [f"<thead>{head}</thead>", *_element("tbody", rows)])
    return _element("sec", [*_title(words.concordance), *_element("table-wrap", table)])


# --- bibliographies ---


def _lists(lists: Sequence[Bibliography], headings: Headings) -> list[str]:
    """Return bibliographies; a work that is in several of them has its plain name as the id of its first entry."""
    shown = [each for each in lists if each.entries]
    wanted: list[list[str]] = []
    seen: set[str] = set()
    for place, each in enumerate(shown):
        wanted.append([f"{entry.key}-{place + 1}" if entry.key in seen else entry.key for entry in each.entries])
        seen.update(entry.key for entry in each.entries)
    ids = identifiers(name for names in wanted for name in names)
    lines: list[str] = []
    for each, names in zip(shown, wanted, strict=True):
        entries = [_entry(entry, ids[name]) for entry, name in zip(each.entries, names, strict=True)]
        lines += _element("ref-list", [*_title(list_title(each, headings)), *entries])
    return lines


def _entry(entry: BibliographyEntry, name: str) -> str:
    """Return an entry; what the style or the list says below it, indented, is a note on the work."""
    layout = laid_out(entry.content)
    label = _block(layout.label)
    citation = " ".join(shown for line in layout.lines if not line.indented and (shown := _block(line.content)))
    below = [line.content for line in layout.lines if line.indented] + [entry.annotation]
    notes = "".join(f"<p>{shown}</p>" for content in below if (shown := _block(content)))
    return "".join(
        (
            f'<ref id="ref-{name}">',
            f"<label>{label}</label>" if label else "",
            f"<mixed-citation>{citation}</mixed-citation>",
            f"<note>{notes}</note>" if notes else "",
            "</ref>",
        )
    )
