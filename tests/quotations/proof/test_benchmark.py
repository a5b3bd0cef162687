"""A small run of ``benchmarks.quotations``: nothing that may not be is verified, nearly all that may be is."""

import pytest

from benchmarks.quotations.cases import Case, Judge, cases, wrong
from citekit.quotations.proof.verdict import Proof

Judged = list[tuple[Case, Proof]]


@pytest.fixture(scope="module")
def judged() -> Judged:
    judge = Judge()
    return [(case, judge.proof(case)) for case in cases(10, seed=1931)]


def test_no_forbidden_alteration_is_verified(judged: Judged) -> None:
    assert [(case.alteration, case.text) for case, _ in wrong(judged) if not case.permitted] == []


def test_permitted_alterations_are_accepted(judged: Judged) -> None:
    permitted = [proof.verdict.is_proved for case, proof in judged if case.permitted]
    assert len(permitted) > 150
    assert sum(permitted) >= 0.99 * len(permitted)
