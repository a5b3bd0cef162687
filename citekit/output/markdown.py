r"""Markdown: CommonMark with the footnotes of GitHub, Pandoc and others (``[^11]``, ``[^11]: …``).

Sources: CommonMark 0.31.2, 2.4 (backslash escapes), 4 (leaf blocks), 5 (container blocks), 6.2 (emphasis), 6.3 (links),
6.5 (autolinks), 6.6 (raw HTML). Characters active in common extensions (``~ $ ^``) are escaped too.
Renderers number footnotes anew; the printed number stays as the label in the source.
What Markdown has no sign for (small capitals, superscripts, italics inside a word's punctuation) is inline HTML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

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
from citekit.output.characters import clean
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
    unmarked_notes,
)
from citekit.richtext import (
    BOLD,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inline,
    Inlines,
    Link,
    plain,
)
from citekit.values import dataclass

NAME = "markdown"
SUFFIX = ".md"
SUFFIXES: tuple[str, ...] = (".md", ".markdown")

_TAGS: Mapping[Format, tuple[str, str]] = {
    ITALIC: ("<em>", "</em>"),
    BOLD: ("<strong>", "</strong>"),
    LIGHT: ('<span style="font-weight: lighter">', "</span>"),
    SMALL_CAPS: ('<span style="font-variant: small-caps">', "</span>"),
    UNDERLINE: ("<u>", "</u>"),
    SUPERSCRIPT: ("<sup>", "</sup>"),
    SUBSCRIPT: ("<sub>", "</sub>"),
}
_STEP = "&emsp;"  # a blank by another name: some renderers drop any at the start of a line
_STARS: Mapping[Format, str] = {ITALIC: "*", BOLD: "**"}

_ACTIVE = re.compile(
    r"""[\\`*\[\]~$^]           # always
    | (?<![^\W_])_ | _(?![^\W_])  # emphasis, except inside a word
    | <(?=[A-Za-z/!?])          # a tag or an autolink
    | &(?=\#?\w+;)              # a character reference
    | (?<!\w)@(?=[\w{])         # a citation of pandoc's
    """,
    re.VERBOSE,
)
_AT_START = re.compile(
    r"""[0-9]{1,9}(?=[.)](?:\s|\Z))  # an ordered list
    | (?=\#{1,6}(?:\s|\Z))      # a heading
    | (?=[-+](?:\s|\Z))         # a bullet list
    | (?=-[-\s]*\Z|=+\s*\Z)     # a thematic break, an underline of a heading
    | (?=[>|:%])                # a quotation; a line block, a definition or a title in Pandoc
    """,
    re.VERBOSE,
)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>%\\]*\Z")  # autolinks print as they are, but for %-escapes
_NOT_IN_TARGET = re.compile(r"[()\\`\[\]*|]")
_REFERENCE = re.compile(r"&(?=#?\w+;)")


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as Markdown: the passage as a block quotation, notes as footnotes."""
    marks = _Marks.of(excerpt)
    unmarked = unmarked_notes(excerpt)
    written = [_heading(1, excerpt.title), _quotation(marks.passage(excerpt), attribution(excerpt))]
    written += marks.notes(excerpt)
    written += [_heading(2, excerpt.headings.notes) if unmarked else ""]
    written += [_unmarked(note) for note in unmarked]
    written += _concordance(excerpt)
    written += _lists(excerpt.bibliographies, excerpt.headings)
    return _encoded(written)


def fragment(excerpt: Excerpt) -> bytes:
    """Return the paragraphs of *excerpt* and its footnotes, for pasting; a note without a mark is a paragraph."""
    marks = _Marks.of(excerpt)
    return _encoded([*marks.passage(excerpt), *marks.notes(excerpt), *map(_unmarked, unmarked_notes(excerpt))])


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:  # noqa: ARG001 - the same call for every format
    """Return bibliographies, each under its heading."""
    return _encoded(_lists(lists, headings))


def inlines(content: Inlines, before: str = "", after: str = "") -> str:
    r"""Return *content* for the middle of a paragraph, between the characters *before* and *after*.

    >>> from citekit.richtext import Styled
    >>> inlines(("[sic] ", Styled(("Title",), ITALIC)))
    '\\[sic\\] *Title*'
    """
    return _joined(settled(content), before, after)


def paragraph(content: Inlines) -> str:
    """Return *content* as a paragraph of its own; nothing in it begins another block."""
    return _block(content)


def entries(bibliography: Bibliography) -> list[str]:
    """Return a paragraph for each entry of a bibliography."""
    return [_entry(entry) for entry in bibliography.entries]


def _joined(content: Inlines, before: str, after: str) -> str:
    """Write *content* between the characters *before* and *after*; both may be empty."""
    source = ""
    for index, node in enumerate(content):
        following = plain(content[index + 1 : index + 2])[:1] or after
        source = _append(source, _node(node, source[-1:] or before, following))
    return source


def _append(source: str, piece: str) -> str:
    """Add *piece*; an exclamation mark before a bracket would make it an image."""
    return f"{source[:-1]}\\!{piece}" if piece.startswith("[") and source.endswith("!") else source + piece


def _node(node: Inline, before: str, after: str) -> str:
    if isinstance(node, str):
        return _escaped(node)
    if isinstance(node, Link):
        return _link(node)
    inner = _joined(node.children, before, after)
    core = inner.strip(" ")
    leading, _, trailing = inner.partition(core) if core else (inner, "", "")
    stars = _STARS.get(node.format)
    if not core or (stars and _flanks(core[0], (before + leading)[-1:]) and _flanks(core[-1], (trailing + after)[:1])):
        return f"{leading}{stars}{core}{stars}{trailing}" if core else inner
    start, end = _TAGS[node.format]
    return f"{start}{inner}{end}"


def _flanks(inside: str, outside: str) -> bool:
    """Tell whether stars between the two characters open (or, mirrored, close) emphasis; in doubt, no.

    Source: CommonMark 0.31.2, 6.2, left-flanking and right-flanking. Stars that touch other stars are in doubt.
    """
    if inside.isspace() or "*" in inside + outside:
        return False
    return inside.isalnum() or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char).startswith("P") or (char.isascii() and char.isprintable() and not char.isalnum())


def _link(link: Link) -> str:
    if link.children == (link.target,) and _URI.match(link.target):
        return f"<{link.target}>"
    target = _NOT_IN_TARGET.sub(lambda found: f"%{ord(found[0]):02X}", link.target)
    return f"[{_joined(link.children, '[', ']')}]({_REFERENCE.sub('&amp;', target)})"


def _escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", text)


def _started(source: str) -> str:
    """Escape what is active only at the start of a line."""
    source = source.strip(" ")
    found = _AT_START.match(source)
    return f"{found[0]}\\{source[found.end() :]}" if found else source


def _block(content: Inlines) -> str:
    return _started(inlines(content))


def _heading(level: int, text: str) -> str:
    title = _escaped(clean(text)).replace("#", r"\#").strip()
    return f"{'#' * level} {title}" if title else ""


def _quotation(quoted: Sequence[str], source: Inlines) -> str:
    """Return blocks as a block quotation with its *source* below."""
    told = f"— {shown}" if (shown := inlines(source).strip()) else ""
    lines = "\n\n".join(block for block in (*quoted, told) if block).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines) if lines != [""] else ""


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where the marks of an excerpt lead: *labels* of notes by anchor, and the anchors that have both ends."""

    labels: Mapping[str, str]
    linked: frozenset[str]

    @classmethod
    def of(cls, excerpt: Excerpt) -> _Marks:
        return cls(note_identifiers(excerpt), linked_anchors(excerpt))

    def passage(self, excerpt: Excerpt) -> list[str]:
        return [
            self.block(one) if isinstance(one, BlockQuotation) else self.paragraph(one) for one in excerpt.paragraphs
        ]

    def notes(self, excerpt: Excerpt) -> list[str]:
        notes = (note for note in excerpt.notes if note.anchor in self.linked)
        return [f"[^{self.labels[note.anchor]}]: {_block(note.content)}".strip() for note in notes]

    def block(self, block: BlockQuotation) -> str:
        return _quotation([self.quoted(one) for one in block.paragraphs], attribution(block))

    def quoted(self, paragraph: QuotedParagraph) -> str:
        """Return a paragraph of a block, its lines kept apart; a line without words would end the paragraph."""
        lines = [line for line in blocks.lines(paragraph, BOLD) if blocks.is_visible(line.words)]
        return "\\\n".join(f"{_STEP * line.indent}{self.paragraph(line.words)}" for line in lines)

    def paragraph(self, paragraph: Paragraph) -> str:
        source = ""
        words = list(stretches(paragraph))
        for index, part in enumerate(words):
            if isinstance(part, NoteReference):
                source = _append(source, self.mark(part))
                continue
            after = "[" if index + 1 < len(words) else ""
            text = inlines(part, source[-1:], after)
            # ``[^11](`` would be a link, and ``[^11]:`` at the start a definition
            is_after_mark = index > 0 and text[:1] in ("(", ":")
            source = _append(source, f"\\{text}" if is_after_mark else text)
        return _started(source)

    def mark(self, mark: NoteReference) -> str:
        is_linked = mark.linked and mark.anchor in self.linked
        return f"[^{self.labels[mark.anchor]}]" if is_linked else _unlinked(mark.number)


def _unlinked(number: str) -> str:
    return f"<sup>{_escaped(clean(number))}</sup>"


def _unmarked(note: SetNote) -> str:
    return _started(f"{_escaped(clean(note.number))}. {inlines(note.content)}")


def _concordance(excerpt: Excerpt) -> list[str]:
    """Return the note numbers in the book and here as a table of GitHub's and pandoc's Markdown."""
    if not excerpt.concordance:
        return []
    words = excerpt.headings
    head = f"| {_cell(words.in_book)} | {_cell(words.here)} |"
    rows = [f"| {_cell(old)} | {_cell(new)} |" for old, new in excerpt.concordance]
    return [_heading(2, words.concordance), "\n".join([head, "|---:|:---|", *rows])]


def _cell(text: str) -> str:
    return inlines((text,)).replace("|", "\\|")


def _lists(lists: Sequence[Bibliography], headings: Headings) -> list[str]:
    return [block for each in lists for block in _bibliography(each, headings)]


def _bibliography(bibliography: Bibliography, headings: Headings) -> list[str]:
    if not bibliography.entries:
        return []
    return [_heading(2, list_title(bibliography, headings)), *map(_entry, bibliography.entries)]


def _entry(entry: BibliographyEntry) -> str:
    layout = laid_out(entry.content)
    label = inlines(layout.label).strip()
    first, *rest = (inlines(line.content) for line in layout.lines)
    lines = (_started(line) for line in (f"{label} {first}", *rest, inlines(entry.annotation)))
    return "\\\n".join(line for line in lines if line)


def _encoded(blocks: list[str]) -> bytes:
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()
