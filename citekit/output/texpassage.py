r"""The passage of an excerpt in LaTeX, whatever its footnotes are, and the table of its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from citekit.model import Excerpt, Paragraph, SetNote
from citekit.output.layout import linked_anchors, unmarked_notes
from citekit.output.texmarkup import heading, text

NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")  # what \footnote[…] prints exactly as given


def quotation(excerpt: Excerpt, source: str, footnote: Callable[[SetNote], str]) -> str:
    """Return the passage with *source* below it; *footnote* writes a note that stands at its mark, in reading order."""
    notes = {note.anchor: note for note in excerpt.notes}
    linked = linked_anchors(excerpt)
    blocks = [_paragraph(paragraph, notes, linked, footnote) for paragraph in excerpt.paragraphs]
    if source:
        blocks.append(rf"{{\raggedleft — {source}\par}}")
    if not blocks:
        return ""
    environment = "quotation" if len(excerpt.paragraphs) > 1 else "quote"
    passage = "\n\n".join(block for block in blocks if block)
    return f"\\begin{{{environment}}}\n{passage}\n\\end{{{environment}}}"


def _paragraph(
    paragraph: Paragraph,
    notes: Mapping[str, SetNote],
    linked: frozenset[str],
    footnote: Callable[[SetNote], str],
) -> str:
    parts = []
    words = ""  # that stand together: two hyphens would make a dash
    for part in (*paragraph, None):
        if isinstance(part, str):
            words += part
            continue
        parts.append(text(words))
        words = ""
        if part is None:
            break
        if part.again and NUMBER.fullmatch(part.number):
            parts.append(rf"\footnotemark[{part.number}]")
        elif part.linked and part.anchor in linked and not part.again:
            parts.append(footnote(notes[part.anchor]))
        else:
            parts.append(rf"\textsuperscript{{{text(part.number)}}}")
    return "".join(parts).strip()


def unmarked(excerpt: Excerpt, content: Callable[[SetNote], str]) -> list[str]:
    """Return the notes that no mark leads to, below a heading."""
    notes = unmarked_notes(excerpt)
    if not notes:
        return []
    numbers = [rf"\noindent\textsuperscript{{{text(note.number)}}}" for note in notes]
    told = [f"{number} {content(note)}" for number, note in zip(numbers, notes, strict=True)]
    return [heading(excerpt.headings.notes), *told]


def concordance(excerpt: Excerpt) -> list[str]:
    """Return the table of note numbers in the book and here, which may be longer than a page."""
    if not excerpt.concordance:
        return []
    words = excerpt.headings
    rows = [rf"{{{text(old)}}} & {text(new)} \\" for old, new in excerpt.concordance]
    lines = [
        r"\begin{longtable}[l]{@{}rl@{}}",
        rf"{text(words.in_book)} & {text(words.here)} \\",
        r"\hline\endhead",
        *rows,
        r"\end{longtable}",
    ]
    return [heading(words.concordance), "\n".join(lines)]
