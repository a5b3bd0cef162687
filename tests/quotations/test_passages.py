"""The quotations of a passage set anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.notes.marks.recognise import find_marks
from citekit.quotations.finding.searching import find_quotations
from citekit.quotations.marks import marks_of
from citekit.quotations.passages import stretches
from citekit.quotations.rules import RULES
from citekit.quotations.stretch import Stretch

LONG = "word " * 100
AMERICAN = "He said “yes ‘now,’” and “no.”1 Then he cried “why?” and left."


def anew(text: str, language: str, rules: str = "chicago") -> tuple[Stretch, ...]:
    marks = tuple(find_marks(text))
    found = find_quotations(text, marks=marks)
    return stretches(text, marks, found.quotations, RULES[rules], marks_of(language))


RESET = [
    ("en-US", "He said “yes ‘now,’” and “no.”1 Then he cried “why?” and left."),
    ("en-GB", "He said ‘yes “now”’, and ‘no.’1 Then he cried ‘why?’ and left."),
    ("de-DE", "He said „yes ‚now‘“, and „no.“1 Then he cried „why?“ and left."),
    ("fr-FR", "He said «\u202fyes “now”\u202f», and «\u202fno.\u202f»1 Then he cried «\u202fwhy?\u202f» and left."),
    ("ru-RU", "He said «yes „now“», and «no».1 Then he cried «why?» and left."),
    ("es-ES", "He said «yes “now”», and «no».1 Then he cried «why?» and left."),
    ("ja-JP", "He said 「yes 『now』」, and 「no」.1 Then he cried 「why?」 and left."),
]


@pytest.mark.parametrize(("language", "expected"), RESET)
def test_marks_become_those_of_the_language_at_every_depth(language: str, expected: str) -> None:
    (made,) = anew(AMERICAN, language)
    assert made.text == expected
    assert [made.text[mark.start : mark.end] for mark in made.marks] == ["1"]


def test_stops_go_into_american_marks() -> None:
    (made,) = anew("Er sagte „ja“, und „nein“. Dann: „Nein!“. Und „3.5“.5 mal.", "en-US")
    assert made.text == "Er sagte “ja,” und “nein.” Dann: “Nein!”. Und “3.5.”5 mal."


def test_a_long_quotation_is_set_apart_with_its_note() -> None:
    before, block, after = anew(f"He wrote: “{LONG}‘so’ it is.”1 And “on”2 it went.", "en-US")
    assert (before.text, before.block) == ("He wrote: ", False)
    assert (block.text, block.block) == (f"{LONG}“so” it is.1", True)
    assert [block.text[mark.start : mark.end] for mark in block.marks] == ["1"]
    assert (after.text, after.first, after.block) == ("And “on”2 it went.", 1, False)


def test_a_stop_behind_the_note_goes_with_the_block() -> None:
    _, block, after = anew(f"Il écrit : «\u202f{LONG}fin\u202f»1. Et puis.", "fr-FR", "french")
    assert block.text.endswith("fin1.")
    assert after.text == "Et puis."


def test_what_is_never_closed_stays() -> None:
    text = "He said “yes and ‘no’ and left.\nShe said “no” again."
    (made,) = anew(text, "de-DE")
    assert made.text == "He said “yes and ‘no’ and left.\nShe said „no“ again."


def test_a_text_without_quotations_stays() -> None:
    assert anew("No one said it.1", "fr-FR") == (Stretch("No one said it.1", tuple(find_marks("No one said it.1"))),)


@given(st.text(alphabet="ab “”‘’.,12\n", max_size=60), st.sampled_from(["en-US", "fr-FR", "ru-RU"]))
def test_words_and_marks_are_kept(text: str, language: str) -> None:
    made = anew(text, language, "apa")
    marks = find_marks(text)
    assert "".join(one.text for one in made).translate(_LETTERS) == text.translate(_LETTERS)
    assert [one.text[mark.start : mark.end] for one in made for mark in one.marks] == [
        text[mark.start : mark.end] for mark in marks
    ]


_LETTERS = {ord(sign): None for sign in " “”‘’„«»‹›\u202f.,\n"}


def test_marks_at_paragraphs_go_with_the_others() -> None:
    text = "He: “One ‘two\n\n“‘three’ four.” End."
    _, block, _ = anew(text, "en-GB")
    assert (block.text, block.block) == ("One ‘two\n\n‘three’ four.", True)
    (made,) = anew(text, "fr-FR", "apa")
    assert made.text == "He: «\u202fOne “two\n\n«\u202f“three” four.\u202f» End."


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a “b etc.” c", "a «b etc.» c"), ("the “U.S.” is", "the «U.S.» is"), ("a “b...” c", "a «b...» c")],
)
def test_the_dots_of_words_and_ellipses_stay_with_them(text: str, expected: str) -> None:
    (made,) = anew(text, "es-ES")
    assert made.text == expected


RUN_IN = [
    f"He said so (“{LONG}end.”) and left.",
    f"He said [“{LONG}end.”] and left.",
    f"“{LONG}end,” he said.",
    f"“{LONG}end”, he said.",
    f"“{LONG}end.”[1], he said.",
]


@pytest.mark.parametrize("text", RUN_IN)
def test_a_long_quotation_runs_in_where_its_sentence_goes_on(text: str) -> None:
    (made,) = anew(text, "en-US")
    assert not made.block


def test_a_long_quotation_with_a_bracketed_note_is_set_apart() -> None:
    before, block, after = anew(f"He said: “{LONG}end.”[1] Then he left.", "en-US")
    assert (before.text, block.block, after.text) == ("He said: ", True, "Then he left.")
    assert block.text.endswith("end.[1]")


def test_a_stop_is_not_doubled_behind_a_bracket() -> None:
    (made,) = anew("He left (“so it was.”). Then “no.”", "es-ES")
    assert made.text == "He left («so it was»). Then «no»."
