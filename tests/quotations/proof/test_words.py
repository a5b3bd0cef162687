"""Words and gaps, in their forms for comparing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.quotations.proof.gaps import differences, gap_of
from citekit.quotations.proof.words import words_of

Texts = st.text(alphabet="ab é’'-­\n \u00a0.,“”…—1ﬁЖё今", max_size=60)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The end", ("The", "end")),
        ("don’t don't", ("don't", "don't")),
        ("ﬁrſt oﬃce", ("first", "office")),
        ("e\u0301te\u0301", ("été",)),
        ("re\u00advo\u00adlu\u00adtion", ("revolution",)),
        ("revo-\nlution", ("revolution",)),
        ("revo-\n\n\n  lution", ("revolution",)),
        ("Anti-\nSoviet", ("Anti", "Soviet")),
        ("co-operate", ("co", "operate")),
        ("1928-29", ("1928", "29")),
        ("1,000 and 3.5", ("1", "000", "and", "3", "5")),
        ("all¹⁴ of it", ("all", "of", "it")),
        ("AT&T 5%", ("AT", "&", "T", "5", "%")),
        ("今日は。Abc", ("今", "日", "は", "Abc")),
        ("всё все", ("всё", "все")),
        ("’tis the workers’ day", ("tis", "the", "workers", "day")),
        ("_so_ *it* was", ("so", "it", "was")),
        ("", ()),
    ],
)
def test_forms_of_words(text: str, forms: tuple[str, ...]) -> None:
    assert words_of(text).forms == forms


def test_the_pieces_of_a_parted_word_are_kept() -> None:
    words = words_of("it is self-\nevident")
    assert words.broken == {2: ("self", "evident")}
    assert words.shown(2) == "selfevident"
    assert words.text[words.starts[2] : words.ends[2]] == "self-\nevident"


@given(Texts)
def test_words_and_gaps_are_all_of_a_text(text: str) -> None:
    words = words_of(text)
    pieces = [words.gap(0)]
    for index in range(len(words)):
        pieces += [text[words.starts[index] : words.ends[index]], words.gap(index + 1)]
    assert "".join(pieces) == text


@given(Texts)
def test_composition_changes_no_form(text: str) -> None:
    assert words_of(unicodedata.normalize("NFD", text)).forms == words_of(unicodedata.normalize("NFC", text)).forms


@pytest.mark.parametrize(
    ("gap", "signs"),
    [
        (" \n\t\u00a0", ()),
        (",” ", (",", '"')),
        (" — ", ("—",)),
        ("--", ("—",)),
        (" - ", ("—",)),
        ("-", ("-",)),
        ("–", ("–",)),
        (". . . ", ("…",)),
        (" [...] ", ("…",)),
        (". … ", (".", "…")),
        (" « ", ('"',)),
        ("''", ('"',)),
        ("¹⁴ ", ()),
        (" (", ("(",)),
        ("*_", ()),
    ],
)
def test_signs_of_gaps(gap: str, signs: tuple[str, ...]) -> None:
    assert gap_of(gap).signs == signs


@pytest.mark.parametrize(
    ("quoted", "source", "capital", "kinds"),
    [
        (" ", "\n", False, ()),
        (", “", ", ‘", False, ("marks",)),
        (",” ", "”, ", False, ("marks",)),
        ("–", " — ", False, ("dashes",)),
        ("-", "–", False, ("dashes",)),
        ("-", "—", False, ("punctuation",)),
        (" … ", " . . . ", False, ("ellipses",)),
        (". ", ".¹⁴ ", True, ("note-marks",)),
        (", ", ". ", True, ("merged",)),
        (" / ", "\n", False, ()),
        (", // ", ",\n\n", False, ()),
        (" / ", " ", False, ("punctuation",)),
        (" ", "; ", False, ("punctuation",)),
        (", ", "; ", False, ("punctuation",)),
        (" ", " “", False, ("marks-lost",)),
        (". ", ".\n\n“", True, ("marks",)),
        (". ", ".”\n", True, ("marks-lost",)),
    ],
)
def test_differences_of_gaps(quoted: str, source: str, capital: bool, kinds: tuple[str, ...]) -> None:
    assert differences(quoted, source, capital=capital) == kinds


@given(Texts)
def test_a_gap_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, f"{text} "[:-1], capital=True) == ()
