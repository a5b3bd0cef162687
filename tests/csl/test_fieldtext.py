"""The text of a field as tokens: formatting, quotation marks, apostrophes, case that is protected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.fieldtext import ENGLISH, STRAIGHT_ONLY, QuoteMarks, map_cases, quote_marks, tokens_of
from citekit.csl.finish import Quotes, finish
from citekit.csl.output import CLOSE, INNER_QUOTE, QUOTE, UNQUOTE, UNQUOTE_WITHIN, FieldOpen, as_tokens, text_of
from citekit.markup import parse_markup
from citekit.output.fragment_html import fragment
from citekit.richtext import ITALIC

GERMAN = quote_marks(("„", "“"), ("‚", "‘"))


def html(text: str, marks: QuoteMarks = ENGLISH, quotes: Quotes = Quotes()) -> str:  # noqa: B008 - a plain value
    """Return a field as it prints where nothing is around it."""
    return fragment(finish(as_tokens(tokens_of(parse_markup(text), marks)), quotes))


def test_plain_text_stays_a_string() -> None:
    assert tokens_of(("The Ring",)) == "The Ring"


def test_quotation_marks_become_marks() -> None:
    assert tokens_of(('a "b" c',)) == ("a ", QUOTE, "b", UNQUOTE_WITHIN, " c")
    assert tokens_of(("a ‘b’",)) == ("a ", INNER_QUOTE, "b", UNQUOTE)


def test_markup_opens_and_closes() -> None:
    first, opening, inside, closing = as_tokens(tokens_of(parse_markup("On <i>Homo</i>")))
    assert (first, inside, closing) == ("On ", "Homo", CLOSE)
    assert isinstance(opening, FieldOpen)
    assert opening.format == ITALIC


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # pairs, straight and curly
        ('"Quoted" text', "“Quoted” text"),
        ("'Quoted' text", "“Quoted” text"),
        ("“Quoted” text", "“Quoted” text"),
        ("‘Quoted’ text", "‘Quoted’ text"),
        # three deep
        ('"one \'two "three" two\' one"', "“one ‘two “three” two’ one”"),
        # apostrophes
        ("Don't", "Don’t"),
        ("the '90s", "the ’90s"),
        ("dogs' tails", "dogs’ tails"),
        ("l'été d'Anna", "l’été d’Anna"),
        # marks without a partner stay what they are
        ('6" wide', '6" wide'),
        ('a "b', 'a "b'),
        ("a” b", "a” b"),
        # around and inside markup
        ('"<i>Homo</i>" and others', "“<i>Homo</i>” and others"),
        ('<i>a "b" c</i>', "<i>a “b” c</i>"),
        # after brackets, dashes and slashes
        ('("a")', "(“a”)"),
        ('x—"a"', "x—“a”"),
        ('either/"or"', "either/“or”"),
    ],
)
def test_marks_and_apostrophes(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [('"a"', "„a“"), ("„a“", "„a“"), ("„a ‚b‘ c“", "„a ‚b‘ c“"), ("“a”", "“a”"), ("l'été", "l’été")],
)
def test_a_language_reads_its_own_marks(text: str, expected: str) -> None:
    assert html(text, GERMAN, Quotes(("„", "“"), ("‚", "‘"))) == expected


def test_the_affixes_of_a_cite_keep_curly_marks() -> None:
    assert html("see “a” and 'b'", STRAIGHT_ONLY, Quotes(("«", "»"), ("‹", "›"))) == "see “a” and «b»"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <i>b</i> c", "A <i>B</i> C"),
        ('a <span class="nocase">b</span> c', "A b C"),
        ("H<sub>o</sub> c", "H<sub>o</sub> C"),
        ('a <span style="font-variant:small-caps;">b</span>', 'A <span style="font-variant:small-caps;">b</span>'),
    ],
)
def test_some_markup_protects_case(text: str, expected: str) -> None:
    def upper(runs: list[tuple[str, bool]]) -> list[str]:
        return [run if shielded else run.upper() for run, shielded in runs]

    changed = map_cases(as_tokens(tokens_of(parse_markup(text))), upper)
    assert fragment(finish(changed, Quotes())) == expected


@given(st.text(alphabet="ab \"'“”‘’<>/i.", max_size=20))
def test_no_letter_is_lost(text: str) -> None:
    tokens = as_tokens(tokens_of((text,)))
    letters = [char for char in text_of(tokens) if char.isalpha()]
    assert letters == [char for char in text if char.isalpha()]
