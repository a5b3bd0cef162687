from __future__ import annotations

from citekit.notes.marks.candidates import Reading
from citekit.notes.marks.numbering import Habits, Steps
from citekit.notes.marks.sequence import Candidate, best_chain


def _candidates(*numbered: tuple[int, float]) -> list[Candidate]:
    return [
        Candidate(
            at, at, Reading(((at * 10, at * 10 + 1),), (str(number),), (number,)), (), weight, "after-punctuation"
        )
        for at, (number, weight) in enumerate(numbered)
    ]


def _best(*numbered: tuple[int, float]) -> list[int]:
    candidates = _candidates(*numbered)
    return [candidates[index].first for index in best_chain(candidates, Habits(), {}).indices]


def test_no_candidates_no_chain() -> None:
    assert _best() == []


def test_weak_candidates_are_no_notes() -> None:
    assert _best((40, -3), (7, -3), (300, -3)) == []


def test_a_sequence_carries_a_weak_member() -> None:
    assert _best((40, 4), (41, -3), (42, 4)) == [40, 41, 42]


def test_a_strong_stranger_does_not_break_the_sequence() -> None:
    assert _best((40, 4), (41, 4), (7, 3), (42, 4), (43, 4)) == [40, 41, 42, 43]


def test_gaps_and_restarts_are_taken() -> None:
    assert _best((40, 4), (41, 4), (44, 4), (1, 4), (2, 4)) == [40, 41, 44, 1, 2]


def test_readings_of_one_place_exclude_each_other() -> None:
    long = Candidate(1, 1, Reading(((10, 13),), ("142",), (142,)), (), 0.0, "after-word")
    tail = Candidate(1, 1, Reading(((11, 13),), ("42",), (42,), "after-number"), (), -4.0, "after-word")
    first, _, last = _candidates((41, 4), (0, 0), (43, 4))
    chain = best_chain([first, long, tail, last], Habits(), {})
    assert chain.indices == (0, 2, 3)
    assert len(chain.margins) == 3
    assert all(margin > 0 for margin in chain.margins)


def test_the_next_number_is_likelier_than_a_gap_and_a_gap_than_a_jump() -> None:
    steps = Steps(Habits())
    assert steps.between(40, 41) > steps.between(40, 43) > steps.between(40, 300)
    assert steps.between(40, 1) > steps.between(40, 17)
