from __future__ import annotations

import pytest

from citekit.notes.marks.candidates import readings, runs
from citekit.notes.marks.grounds import GROUNDS, weigh, words
from citekit.notes.marks.surroundings import surroundings


def _grounds(text: str, number: str) -> set[str]:
    return {
        name
        for run in runs(text)
        for reading in readings(text, run)
        if reading.numbers == (number,)
        for name in surroundings(text, run, reading)
    }


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("in the end.12 He", "12", {"after-stop", "before-capital", "sentence-break"}),
        ("in the end.12 he", "12", {"after-stop", "stop-before-lower-case"}),
        ("on July 11, 1928.12 He", "12", {"after-year-stop", "before-capital", "sentence-break"}),
        ("a rate of 3.12 per", "12", {"after-number-stop", "before-noun", "stop-before-lower-case"}),
        ("the people,12 who", "12", {"after-comma", "before-function-word"}),
        ("the people”12\nWho", "12", {"after-quote", "before-line"}),
        ("une erreur »12. Puis", "12", {"after-quote", "before-stop"}),
        ("Renouvin12, la", "12", {"after-name", "before-stop"}),
        ("McCulloch12 says", "12", {"after-name", "before-word"}),
        ("see p.12 and", "12", {"after-abbreviation"}),
        ("see chapter 12. Then", "12", {"spaced-after-introducer", "loose-before-stop"}),
        ("on May 12, he", "12", {"spaced-after-month"}),
        ("some km2 of", "2", {"after-unit"}),
        ("the T34 tank", "34", {"after-letter"}),
        ("the end. 12 He", "12", {"spaced-after-stop", "sentence-break"}),
        ("the end.\n12\nHe", "12", {"line-after-sentence", "before-line", "closes-paragraph"}),
        ("the end of\n12\nhis life", "12", {"line-after-text", "alone-in-mid-sentence"}),
        ("the end.\n2 A Short Heading\nHe", "2", {"heading-number"}),
        ("the end.\n12. Ibid.", "12", {"item-number"}),
        ("2.1.3 Results", "3", {"after-section"}),
        ("the 12th man", "12", {"before-suffix"}),
        ("some 12% of", "12", {"before-unit"}),
        ("at 12:30 he", "12", {"before-decimal"}),
        ("the end.[12] He", "12", {"bracket"}),
        ("the end.(12) He", "12", {"paren"}),
        ("he had (12) men", "12", {"paren-apart"}),
        ("of these: (2) the", "2", {"paren-item"}),
        ("Smith (1949) says", "1949", {"year-in-parentheses"}),
        ("a *word* here", "*", {"emphasis"}),
        ("so.\n* * *\nThen", "*", {"ornament"}),
        ("so.\n* one", "*", {"bullet"}),
        ("Chapter one ..... 12", "12", {"after-symbol"}),
    ],
)
def test_what_stands_around_a_number(text: str, number: str, expected: set[str]) -> None:
    assert expected <= _grounds(text, number)


def test_what_speaks_against_a_mark_is_not_its_evidence() -> None:
    assert words(("after-stop", "stop-before-lower-case")) == ("after a full stop",)
    assert weigh(("after-stop", "stop-before-lower-case")) < GROUNDS["after-stop"].weight
