"""How long a quotation is, and whether a rule set runs it in or sets it apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from citekit.quotations.quotation import Break, Emphasis, Insertion, Part, Quotation, Quoted, Substitution, Turn, walk
from citekit.quotations.rules import Rules
from citekit.values import dataclass

Form: TypeAlias = Literal["run-in", "block"]

# What is counted. A character of a script that has no blanks between words is counted as a word.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’\-\u2010\u2011.,][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Length:
    """What rule sets measure: *characters* with blanks; *lines* of verse; speeches of a dialogue are paragraphs."""

    words: int
    paragraphs: int
    lines: int
    characters: int


def length_of(quotation: Quotation) -> Length:
    """Return the length of *quotation* as it is printed, without what an omission leaves out.

    >>> length_of(Quotation(("So it ", Insertion("was"), " done.",)))
    Length(words=4, paragraphs=1, lines=1, characters=15)
    """
    text = printed_words(quotation.parts)
    inner = list(walk(quotation.parts))
    breaks = [part for part in inner[1:] if isinstance(part, Break)]
    turns = sum(isinstance(part, Turn) for part in inner)
    paragraphs = max(1 + sum(one.kind != "line" for one in breaks), turns)
    return Length(len(WORD.findall(text)), paragraphs, 1 + len(breaks), len(" ".join(text.split())))


def printed_words(parts: Iterable[Part]) -> str:
    """Return the words of *parts* as they are printed, without marks, brackets and ellipses."""
    return "".join(map(_printed, parts))


def _printed(part: Part) -> str:
    match part:
        case str():
            return part
        case Emphasis() | Quoted():
            return printed_words(part.parts)
        case Break() | Turn():
            return " "
        case Insertion() | Substitution():
            return part.text
        case _:
            return getattr(part, "text", "")


def form_of(quotation: Quotation, rules: Rules) -> tuple[Form, str]:
    """Return how *rules* set *quotation*, and why in words.

    >>> from citekit.quotations.rules import RULES
    >>> form_of(Quotation(("word " * 100,)), RULES["chicago"])
    ('block', '100 words: chicago sets 100 and more apart')
    """
    length = length_of(quotation)
    if quotation.epigraph:
        return "block", "an epigraph stands alone"
    if quotation.kind == "verse":
        least = rules.verse_lines
        if least and length.lines >= least:
            return "block", f"{length.lines} lines of verse: {rules.name} sets {least} and more apart"
    elif rules.block_paragraphs and length.paragraphs >= rules.block_paragraphs:
        return "block", f"{length.paragraphs} paragraphs: {rules.name} sets {rules.block_paragraphs} and more apart"
    if rules.block_words and length.words >= rules.block_words:
        return "block", f"{length.words} words: {rules.name} sets {rules.block_words} and more apart"
    lines = -(-length.characters // rules.line_width)
    if quotation.kind != "verse" and rules.block_lines and lines > rules.block_lines:
        return "block", f"some {lines} lines: {rules.name} sets more than {rules.block_lines} apart"
    return "run-in", f"{length.words} word{'' if length.words == 1 else 's'}"
