"""Quotations that are set apart within a passage, as all writers print them: lines, speakers, names of kinds.

Source: The Chicago Manual of Style 17, 13.46 (the name of a speaker, in small capitals, and a stop before the speech).
"""

from __future__ import annotations

from citekit.model import BlockQuotation, NoteReference, Paragraph, QuotedParagraph
from citekit.output.characters import clean
from citekit.richtext import SMALL_CAPS, Format, Inline, Styled, plain
from citekit.values import dataclass

DEEPEST = 12
"""Steps that a line is set in at most; a deeper one would leave the page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a quotation set apart, *indent* steps in; prose is one line however long."""

    words: Paragraph
    indent: int = 0


def lines(paragraph: QuotedParagraph, look: Format | None = SMALL_CAPS) -> list[Line]:
    """Return the lines of a paragraph, its speaker before the first one in a *look*; ``None`` prints no speaker."""
    indents = [min(max(one, 0), DEEPEST) for one in paragraph.indents[: len(paragraph.lines)]]
    indents += [0] * (len(paragraph.lines) - len(indents))
    result = [Line(words, indent) for words, indent in zip(paragraph.lines, indents, strict=True)]
    name = speaker(paragraph)
    if name and look is not None:
        label: tuple[Inline, ...] = (Styled((name,), look), " ")
        first = result[0] if result else Line(())
        result[:1] = [Line((*label, *first.words), first.indent)]
    return result


def speaker(paragraph: QuotedParagraph) -> str:
    """Return who speaks, with a stop unless a sign stands there already; "" for nobody.

    >>> speaker(QuotedParagraph((("Words.",),), "Lady Macbeth"))
    'Lady Macbeth.'
    """
    name = clean(paragraph.speaker).strip()
    return f"{name}." if name and (name[-1].isalnum() or name[-1] in ")]") else name


def kinds(block: BlockQuotation) -> list[str]:
    """Return what a block is, for formats that have names for it: "verse", "dialogue" and "epigraph"."""
    return ([block.kind] if block.kind != "prose" else []) + (["epigraph"] if block.epigraph else [])


def is_visible(words: Paragraph) -> bool:
    """Tell whether anything of a line would be seen: a mark, or a character that is no blank."""
    return any(isinstance(one, NoteReference) or clean(plain((one,))).strip() for one in words)
