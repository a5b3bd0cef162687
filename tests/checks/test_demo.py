"""The project of this repository: its passage's real oddities, and the baseline that accepts them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from citekit.checks.checking import Asked, checked

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_baseline_accepts_what_the_passage_has() -> None:
    done = checked(Asked(caching=False))
    assert done.report.problems == ()
    assert done.report.accepted == 5
    assert not done.report.failed


def test_what_the_passage_has() -> None:
    found = checked(Asked(caching=False, no_baseline=True)).report.problems
    assert Counter(one.rule for one in found) == {"unclosed-quotation": 2, "broken-line": 2, "missing-note": 1}
    assert [(one.where.line, one.message) for one in found if one.rule == "missing-note"] == [
        (4, "note 13 is missing between 12 and 14")
    ]
    assert {one.where.path for one in found} == {"examples/politburo-1929/passage.txt"}
