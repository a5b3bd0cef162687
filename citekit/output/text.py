"""Plain text: readable in any editor, mail or terminal.

Marks, superscripts and subscripts use the Unicode characters where all of them exist (The Unicode Standard, 22.4,
Superscript and Subscript Symbols); other formatting is dropped. A paragraph is one line: whoever reads it wraps it.
A quotation set apart is indented.
"""

from __future__ import annotations

from collections.abc import Sequence

from citekit.model import (
    Bibliography,
    BibliographyEntry,
    BlockQuotation,
    Excerpt,
    Headings,
    NoteReference,
    Paragraph,
    QuotedParagraph,
)
from citekit.output import blocks
from citekit.output.characters import clean
from citekit.output.layout import attribution, laid_out, list_title, settled, stretches
from citekit.richtext import SUBSCRIPT, SUPERSCRIPT, Format, Inlines, fold

NAME = "text"
SUFFIX = ".txt"
SUFFIXES: tuple[str, ...] = (".txt", ".text")

_MARGIN = "    "
_STEP = "  "
_SUPERSCRIPTS = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyz",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
        strict=True,
    )
)
_SUBSCRIPTS = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as plain text."""
    written = [clean(excerpt.title), *_passage(excerpt)]
    if source := inlines(attribution(excerpt)).strip():
        written.append(f"— {source}")
    written += [clean(excerpt.headings.notes), *_notes(excerpt)] if excerpt.notes else []
    written += _concordance(excerpt)
    written += _lists(excerpt.bibliographies, excerpt.headings)
    return _encoded(written)


def fragment(excerpt: Excerpt) -> bytes:
    """Return the paragraphs of *excerpt* and its notes, for pasting."""
    return _encoded([*_passage(excerpt), *_notes(excerpt)])


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:  # noqa: ARG001 - the same call for every format
    """Return bibliographies, each under its heading."""
    return _encoded(_lists(lists, headings))


def inlines(content: Inlines) -> str:
    """Return the text of *content*.

    >>> from citekit.richtext import Styled
    >>> inlines(("x", Styled(("2",), SUPERSCRIPT)))
    'x²'
    """
    return "".join(fold(settled(content), str, _styled, lambda _, parts: "".join(parts)))


def _styled(look: Format, parts: list[str]) -> str:
    text = "".join(parts)
    if look == SUPERSCRIPT:
        return _raised(text) or text
    if look == SUBSCRIPT:
        return _mapped(text, _SUBSCRIPTS) or text
    return text


def _raised(text: str) -> str:
    return _mapped(text, _SUPERSCRIPTS)


def _mapped(text: str, table: dict[str, str]) -> str:
    """Return *text* in the characters of *table*, empty unless it has them all."""
    return "".join(map(table.__getitem__, text)) if all(char in table for char in text) else ""


def _passage(excerpt: Excerpt) -> list[str]:
    return [_block(one) if isinstance(one, BlockQuotation) else _paragraph(one) for one in excerpt.paragraphs]


def _notes(excerpt: Excerpt) -> list[str]:
    return [f"{_label(note.number)} {inlines(note.content)}" for note in excerpt.notes]


def _block(block: BlockQuotation) -> str:
    paragraphs = [shown for one in block.paragraphs if (shown := _quoted(one)).strip()]
    if source := inlines(attribution(block)).strip():
        paragraphs.append(f"{_MARGIN}— {source}")
    return "\n\n".join(paragraphs)


def _quoted(paragraph: QuotedParagraph) -> str:
    plain_name = Format()  # there is no look that would set it off from the speech
    lines = blocks.lines(paragraph, plain_name)
    return "\n".join(f"{_MARGIN}{_STEP * line.indent}{_paragraph(line.words).strip(' ')}".rstrip(" ") for line in lines)


def _paragraph(paragraph: Paragraph) -> str:
    return "".join(
        _mark(one.number) if isinstance(one, NoteReference) else inlines(one) for one in stretches(paragraph)
    )


def _mark(number: str) -> str:
    """Return a mark: raised where Unicode can, signs as they are, and words in brackets lest they join the text."""
    number = clean(number)
    return _raised(number) or (f"[{number}]" if any(map(str.isalnum, number)) else number)


def _label(number: str) -> str:
    return f"{clean(number)}." if any(map(str.isalnum, number)) else clean(number)


def _concordance(excerpt: Excerpt) -> list[str]:
    if not excerpt.concordance:
        return []
    words = excerpt.headings
    rows = [(clean(old), clean(new)) for old, new in ((words.in_book, words.here), *excerpt.concordance)]
    width = max(len(old) for old, _ in rows)
    return [clean(words.concordance), "\n".join(f"{old:>{width}}  {new}" for old, new in rows)]


def _lists(lists: Sequence[Bibliography], headings: Headings) -> list[str]:
    return [block for each in lists for block in _bibliography(each, headings)]


def _bibliography(bibliography: Bibliography, headings: Headings) -> list[str]:
    if not bibliography.entries:
        return []
    between = "\n" * (1 + max(bibliography.entry_spacing, 0))
    return [list_title(bibliography, headings), between.join(map(_entry, bibliography.entries))]


def _entry(entry: BibliographyEntry) -> str:
    layout = laid_out(entry.content)
    lines = [("    " if line.indented else "") + inlines(line.content).strip() for line in layout.lines]
    label = inlines(layout.label).strip()
    annotation = inlines(entry.annotation).strip()
    lines += [f"    {annotation}"] if annotation else []
    return "\n".join([f"{label} {lines[0]}".strip() if label else lines[0], *lines[1:]])


def _encoded(blocks: list[str]) -> bytes:
    kept = (block.strip("\n") for block in blocks)
    return ("\n\n".join(block for block in kept if block.strip()) + "\n").encode()
