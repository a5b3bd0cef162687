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

from citekit.model import Bibliography, BibliographyEntry, Excerpt, Headings, NoteReference, Paragraph, SetNote
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
    labels = note_identifiers(excerpt)
    linked = linked_anchors(excerpt)
    unmarked = unmarked_notes(excerpt)
    quotation = [_paragraph(paragraph, labels, linked) for paragraph in excerpt.paragraphs]
    if source := inlines(attribution(excerpt)).strip():
        quotation.append(f"— {source}")
    blocks = [_heading(1, excerpt.title)]
    blocks.append("\n>\n".join(f"> {block}" for block in quotation if block))
    blocks += [
        f"[^{labels[note.anchor]}]: {_block(note.content)}".strip() for note in excerpt.notes if note not in unmarked
    ]
    blocks += [_heading(2, excerpt.headings.notes) if unmarked else ""]
    blocks += [_unmarked(note) for note in unmarked]
    blocks += _concordance(excerpt)
    blocks += _lists(excerpt.bibliographies, excerpt.headings)
    return _encoded(blocks)


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


def _paragraph(paragraph: Paragraph, labels: Mapping[str, str], linked: frozenset[str]) -> str:
    source = ""
    after_mark = False
    for part in paragraph:
        if isinstance(part, NoteReference):
            is_linked = part.linked and part.anchor in linked
            source = _append(source, f"[^{labels[part.anchor]}]" if is_linked else _unlinked(part.number))
            after_mark = True
        elif text := _escaped(clean(part)):
            # ``[^11](`` would be a link, and ``[^11]:`` at the start a definition
            source += "\\" + text if after_mark and text[0] in "(:" else text
            after_mark = False
    return _started(source)


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
