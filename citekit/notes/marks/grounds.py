"""How much each ground weighs, and how it reads.

A weight is a log-odds (natural logarithm) that a number so placed is a note mark rather than a number of the prose:
+2.3 is ten to one, -4.6 a hundred to one against. Weights of one candidate add up. What the *number* itself says,
given the marks before it, is not here but in ``sequence.py``.

Obtained by hand: estimated, not counted, from how books in English, German, French and Russian print their notes,
then adjusted in half points where a development corpus of marked passages (English, Portuguese and Spanish) disagreed.
Ordered by what they describe.
"""

from __future__ import annotations

from collections.abc import Iterable

from citekit.values import NamedTuple


class Ground(NamedTuple):
    """*weight* in log-odds; *words* for the reader, used where the ground speaks for the mark."""

    weight: float
    words: str


GROUNDS: dict[str, Ground] = {
    # where it hangs: closed up to the text
    "after-stop": Ground(3.5, "after a full stop"),
    "after-contraction": Ground(4.0, "after an abbreviation"),
    "after-exclamation": Ground(4.0, "after a question or exclamation mark"),
    "after-comma": Ground(4.0, "after a comma, semicolon or colon"),
    "after-quote": Ground(4.0, "after a closing quotation mark"),
    "after-bracket": Ground(3.0, "after a closing bracket"),
    "after-word": Ground(4.0, "closed up to a word"),
    "after-name": Ground(4.0, "closed up to a name"),
    "after-roman": Ground(2.0, "closed up to a Roman number"),
    "after-short-name": Ground(0.5, "closed up to a short name"),
    "after-short-word": Ground(0.5, "closed up to a short word"),
    "after-percent": Ground(1.5, "after a percentage"),
    "after-year-stop": Ground(2.5, "after a year and a full stop"),
    "after-year-comma": Ground(1.5, "after a year and a comma"),
    "after-number-stop": Ground(-3.0, "after a number and a full stop"),
    "after-number-comma": Ground(-4.0, "after a number and a comma"),
    "after-decimal-stop": Ground(-1.5, "after a decimal number and a full stop"),
    "after-decimal-comma": Ground(-3.0, "after a decimal number and a comma"),
    "after-initial": Ground(0.0, "after an initial"),
    # names of things, not notes
    "after-capitals": Ground(-3.0, "closed up to capitals"),
    "after-letter": Ground(-5.0, "closed up to a single letter"),
    "after-letters": Ground(-2.5, "closed up to two letters"),
    "after-code": Ground(-5.0, "inside a code"),
    "after-section": Ground(-7.0, "part of a section number"),
    "after-sign": Ground(-1.0, "after a reference sign"),
    "after-unit": Ground(-6.0, "after a unit"),
    "after-abbreviation": Ground(-5.0, "after an abbreviation that takes a number"),
    "after-dash": Ground(-5.0, "after a dash"),
    "after-symbol": Ground(-6.0, "after a symbol"),
    # apart from the text: an OCR space, or a number of the sentence
    "spaced-after-stop": Ground(-0.5, "after the end of a sentence"),
    "spaced-after-exclamation": Ground(1.0, "after a question or exclamation mark"),
    "spaced-after-quote": Ground(1.5, "after a closing quotation mark"),
    "spaced-after-comma": Ground(-2.0, "after a comma, semicolon or colon"),
    "spaced-after-bracket": Ground(-1.5, "after a closing bracket"),
    "spaced-after-word": Ground(-4.0, "after a word"),
    "spaced-after-name": Ground(-4.5, "after a name"),
    "spaced-after-capitals": Ground(-8.0, "after capitals"),
    "spaced-after-percent": Ground(-4.0, "after a percentage"),
    "spaced-after-dash": Ground(-5.0, "after a dash"),
    "spaced-after-symbol": Ground(-6.0, "after a symbol"),
    "spaced-after-sign": Ground(-1.0, "after a reference sign"),
    "spaced-after-number": Ground(-6.0, "after a number"),
    "spaced-after-month": Ground(-8.0, "after a month"),
    "spaced-after-introducer": Ground(-8.0, "after a word that takes a number"),
    # first in its line
    "line-after-text": Ground(-0.5, "thrown on a new line"),
    "line-after-sentence": Ground(-0.5, "on a new line after the end of a sentence"),
    "paragraph-start": Ground(-5.0, "at the start of a paragraph"),
    # merged with a number of the sentence
    "after-year": Ground(1.0, "merged with a year"),
    "after-thousands": Ground(1.5, "merged with a number in thousands"),
    "after-number": Ground(-5.0, "merged with a number"),
    "pair": Ground(-1.0, "two consecutive notes side by side"),
    "pair-apart": Ground(-6.0, "two consecutive notes side by side"),
    "after-known-number": Ground(1.5, "behind a name that the text has with its number"),
    # names with numbers, known from their other places in the text
    "named-so": Ground(-3.5, "the same name with the same number again"),
    "one-of-several": Ground(-3.0, "a name that has other numbers, and never none"),
    "known-without": Ground(3.0, "behind a name that the text has without a number"),
    "well-known-without": Ground(4.5, "behind a name that the text has without a number"),
    "dotted-name": Ground(-4.0, "the same name with a stop and this number again"),
    "in-technical-text": Ground(-6.5, "in a text about software"),
    "bracket-in-technical-text": Ground(-3.0, "in a text about software"),
    "in-a-formula": Ground(-4.0, "in a formula"),
    "after-version": Ground(-5.0, "part of a version number"),
    # what follows
    "before-capital": Ground(0.0, "before a capital"),
    "before-title": Ground(0.0, "before a capital"),
    "before-opening": Ground(0.5, "before an opening quotation mark or bracket"),
    "before-line": Ground(1.0, "at the end of a line"),
    "before-end": Ground(0.5, "at the end of the text"),
    "before-word": Ground(-0.5, "before a word"),
    "before-function-word": Ground(1.5, "before a word no quantity stands before"),
    "before-noun": Ground(-0.5, "before a word quantities stand before"),
    "before-stop": Ground(0.0, "before the stop"),
    "before-closing": Ground(0.0, "before a closing bracket"),
    "before-clause": Ground(0.5, "before a dash"),
    "before-quote": Ground(0.0, "before a quotation mark"),
    "before-number": Ground(-2.0, "before a number"),
    "before-symbol": Ground(-2.0, "before a symbol"),
    "before-decimal": Ground(-5.0, "before decimals"),
    "before-unit": Ground(-7.0, "before a unit"),
    "before-dash": Ground(-4.0, "before a dash and a word or number"),
    "before-suffix": Ground(-7.0, "before a suffix"),
    "glued-to-capital": Ground(-0.5, "closed up to a capital"),
    "glued-to-word": Ground(-1.5, "closed up to a word"),
    # do both sides agree?
    "sentence-break": Ground(1.0, "between two sentences"),
    "stop-before-lower-case": Ground(-3.0, "a stop in mid-sentence"),
    "loose-before-stop": Ground(-1.0, "apart from the word but not from the stop"),
    "closes-paragraph": Ground(1.5, "apart at the end of a paragraph"),
    "alone-in-mid-sentence": Ground(-4.0, "on a line of its own, as page numbers are"),
    "inside-a-word": Ground(-3.0, "within a word"),
    "between-stops": Ground(-3.0, "between two stops"),
    "counts-off": Ground(-4.0, "between two stops"),
    "heading-number": Ground(-5.0, "numbers a heading"),
    "bullet": Ground(-6.0, "begins a line"),
    "bullet-in-line": Ground(-5.0, "apart from the words on both sides"),
    "ornament": Ground(-8.0, "an ornament"),
    "emphasis": Ground(-8.0, "emphasis in plain text"),
    "quantity": Ground(-3.0, "counts what follows"),
    "abbreviation-before-capital": Ground(2.5, "a word that is only sometimes an abbreviation"),
    "item-number": Ground(-6.0, "numbers an item"),
    # forms
    "superscript": Ground(3.0, "a superscript"),
    "sign": Ground(1.0, "a reference sign"),
    "bracket": Ground(4.0, "in square brackets"),
    "bracket-apart": Ground(3.0, "in square brackets"),
    "bracket-apart-before-stop": Ground(3.0, "in square brackets before the stop"),
    "bracket-item": Ground(-3.0, "in square brackets at the start of a line"),
    "bracket-in-formula": Ground(-4.0, "in a formula"),
    "paren": Ground(3.5, "in parentheses closed up to the text"),
    "paren-apart": Ground(-2.5, "in parentheses"),
    "paren-apart-before-stop": Ground(0.5, "in parentheses before the stop"),
    "paren-set-apart": Ground(3.0, "in parentheses set apart by blanks"),
    "paren-item": Ground(-6.0, "numbers an item"),
    "paren-in-formula": Ground(-5.0, "in a formula"),
    # lists, and numbers that could be years
    "listed": Ground(-1.0, "in a list of notes"),
    "range": Ground(-2.5, "in a range of notes"),
    "like-a-year": Ground(-3.0, "could be a year"),
    "year-in-parentheses": Ground(-7.0, "the year of a reference"),
}


def weigh(names: Iterable[str]) -> float:
    """Return the summed weight of grounds, by name."""
    return sum(GROUNDS[name].weight for name in names)


def words(names: Iterable[str]) -> tuple[str, ...]:
    """Return what speaks for the mark, the strongest ground first."""
    speaking = sorted((GROUNDS[name] for name in names if GROUNDS[name].weight >= 0), key=lambda ground: -ground.weight)
    return tuple(ground.words for ground in speaking)
