"""The text of a passage as the paragraphs of an excerpt: note marks by a custom, quotations by a rule set.

As it is asked for nothing, the text stays as it is: what stands between the marks goes into the excerpt character by
character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citekit.findings import Finding, Severity, Source, Span
from citekit.model import BlockQuotation, NoteMark, NoteReference, Paragraph, Passage, QuotedParagraph
from citekit.notes.marks.brackets import with_brackets
from citekit.notes.paragraphs import paragraph_spans
from citekit.notes.placement.customs import CUSTOMS, custom_of
from citekit.notes.placement.placing import Placed, place
from citekit.quotations.rules import Rules
from citekit.quotations.stretch import Stretch
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage's paragraphs, how many of its marks stand elsewhere now, and what could not be done."""

    paragraphs: tuple[Paragraph | BlockQuotation, ...] = ()
    moved: int = 0
    findings: tuple[Finding, ...] = ()


def passage_text(
    passage: Passage, references: Sequence[NoteReference], *, marks: str, rules: Rules | None, language: str
) -> PassageText:
    """Return the paragraphs of *passage*, with *references* in the places of its marks.

    *marks* is a custom of placing these, ``"auto"`` for that of *language*, ``"kept"`` for where they are. *rules* set
    its quotations, in the marks of *language*; ``None`` leaves them alone.
    """
    whole = [Stretch(passage.text, passage.marks)]
    parts = whole if rules is None else _quotations_set(passage, rules, language)
    paragraphs: list[Paragraph | BlockQuotation] = []
    findings = list(_unknown_custom(passage, marks, language))
    moved = 0
    for part in parts:
        placed = placed_marks(part.text, part.marks, marks, language)
        own = references[part.first : part.first + len(part.marks)]
        made = paragraphs_of(placed.text, list(zip(placed.marks, own, strict=True)))
        paragraphs += [_block(made)] if part.block else made
        findings += _not_moved(passage, placed, part.first)
        moved += sum(len(move.marks) for move in placed.moves)
    return PassageText(tuple(paragraphs), moved, tuple(findings))


def _quotations_set(passage: Passage, rules: Rules, language: str) -> Sequence[Stretch]:
    # Most passages keep their quotations as they are, and need none of it.
    from citekit.quotations.finding.searching import find_quotations  # noqa: PLC0415
    from citekit.quotations.marks import marks_of  # noqa: PLC0415
    from citekit.quotations.passages import stretches  # noqa: PLC0415

    found = find_quotations(passage.text, marks=passage.marks)
    return stretches(passage.text, passage.marks, found.quotations, rules, marks_of(language))


def _block(paragraphs: Sequence[Paragraph]) -> BlockQuotation:
    return BlockQuotation(tuple(QuotedParagraph((one,)) for one in paragraphs))


# --- marks -----------------------------------------------------------------------------------------------


def placed_marks(text: str, marks: Sequence[NoteMark], wanted: str, language: str) -> Placed:
    """Return *text* with its marks where the custom that is *wanted* has them."""
    custom = custom_of(language) if wanted == "auto" else CUSTOMS.get(wanted)
    if custom is None:
        return Placed(text, tuple(marks))
    return place(text, marks, custom, unreadable="moved")


def _unknown_custom(passage: Passage, wanted: str, language: str) -> Iterator[Finding]:
    """Find a language whose custom of placing marks is not known."""
    if wanted == "auto" and custom_of(language) is None:
        message = f"where the marks of {language!r} stand is not known: they stay"
        hint = f"name a custom with --marks: {', '.join(CUSTOMS)}"
        yield Finding("unknown-custom", message, Span(passage.path), Severity.WARNING, hint)


def _not_moved(passage: Passage, placed: Placed, first: int) -> Iterator[Finding]:
    """Find the marks that stay though the custom has them elsewhere; *first* is the place of the first of *placed*."""
    source = Source(passage.path, passage.text)
    for one in placed.kept:
        mark = passage.marks[first + one.mark]
        message = f"mark {mark.number} stays: {one.why}"
        yield Finding("mark-not-moved", message, source.span(mark.start, mark.end), Severity.WARNING)


# --- paragraphs ------------------------------------------------------------------------------------------


def paragraphs_of(text: str, marks: Sequence[tuple[NoteMark, NoteReference]]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of *text* with references in the places of its *marks*."""
    paragraphs: list[list[str | NoteReference]] = [[]]
    rest = list(marks)
    for start, end in paragraph_spans(text):
        here: list[str | NoteReference] = []
        position = start
        while rest and rest[0][0].start < end:
            mark, reference = rest.pop(0)
            mark_start, mark_end = with_brackets(text, mark)
            here += [_unwrapped(text[position:mark_start]), reference]
            position = mark_end
        here.append(_unwrapped(text[position:end]))
        paragraphs.append([piece for piece in here if piece != ""])
    return tuple(tuple(paragraph) for paragraph in paragraphs if paragraph)


def _unwrapped(text: str) -> str:
    """Return *text* with the line breaks of typing as blanks."""
    return re.sub(r"[ \t]*\r?\n[ \t]*", " ", text)
