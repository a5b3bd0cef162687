from __future__ import annotations

from itertools import pairwise

import pytest

from citekit.findings import Source
from citekit.notes.marks.recognise import Mode, find_marks, read_marks


def _numbers(text: str, mode: Mode = "auto") -> list[str]:
    return [mark.number for mark in find_marks(text, mode=mode)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(
            "Malaria kills children.1,2 Nets protect them,3–5 but resistance grows.2 Trials were small.1,6,7",
            ["1", "2", "3", "5", "2", "1", "6", "7"],
            id="after the stop",
        ),
        pytest.param(
            "The gene is conserved3,5–7. Mutants, as shown before3, grow slowly8,9. Others disagree5.",
            ["3", "5", "7", "3", "8", "9", "5"],
            id="before the stop",
        ),
        pytest.param(
            "Smoking harms [1]. Laws differ [2], [3], and sales persist [2]. Retailers comply [1,4–6] in 2004.",
            ["1", "2", "3", "2", "1", "4", "6"],
            id="brackets",
        ),
        pytest.param(
            "It is known.¹⁻³ Others disagree.⁴,⁵ The first trial was large.²",
            ["1", "3", "4", "5", "2"],
            id="superscripts",
        ),
        pytest.param(
            "A educação é um direito(4-5). Os estudos(6) confirmam. O mesmo se observa na Europa(4).",
            ["4", "5", "6", "4"],
            id="parentheses",
        ),
    ],
)
def test_citations_go_back_and_come_in_lists(text: str, numbers: list[str]) -> None:
    assert _numbers(text) == numbers
    assert _numbers(text, "science") == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Samples (n = 12) were kept at 37°C for 4 h; p < 0.05 (Figure 1, Table 2). HIV-1 and IL-4 rose by 3.5%.",
        "Ages were 15–29, 30–39, 40–49 and 50–59 years. The mean was 34.2 (95% CI 33.1–35.3).",
        "The ratio of 2.13 x 10−1 to 1.6 x 10−3 m2 per cm3 of H2O is given by eq. (2).",
    ],
)
def test_measures_are_no_citations(text: str) -> None:
    assert _numbers(text) == []


def test_a_number_is_read_one_way() -> None:
    marks = find_marks(
        "The gene is conserved3,5–7. Some 2,8406 mutants, and word,84065 ones, grow slowly8,9.", mode="science"
    )
    assert all(before.end <= after.start for before, after in pairwise(marks))


def test_prose_mode_reads_a_sequence_only() -> None:
    assert _numbers("It rained.4 He left.5 She stayed.2 They met.6", "prose") == ["4", "5", "6"]


def test_citations_that_go_back_are_no_oddity() -> None:
    text = "Malaria kills children.1,2 Nets protect them,3–5 but resistance grows.2 Trials were small.1,6,7"
    assert read_marks(Source("p.txt", text)).findings == ()
