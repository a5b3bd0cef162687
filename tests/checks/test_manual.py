"""Every rule has a manual page, and its examples are true."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.catalogue import all_rules
from citekit.checks.rule import Rule
from tests.checks.cases import check, examples

RULES = [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in all_rules() if not rule.online]


@pytest.mark.parametrize("rule", RULES)
def test_the_manual_page_has_right_and_wrong_examples(rule: Rule) -> None:
    assert rule.summary.endswith("."), rule.summary
    assert {example.wrong for example in examples(rule)} == {True, False}


@pytest.mark.parametrize("rule", RULES)
def test_what_is_wrong_is_found_and_nothing_else(rule: Rule, tmp_path: Path) -> None:
    for number, example in enumerate(examples(rule)):
        if example.wrong:
            folder = tmp_path / str(number)
            folder.mkdir()
            assert check(folder, example.files, only=rule), example
            assert {one.code for one in check(folder, example.files)} <= {rule.code}, example


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_found_in_what_is_right(rule: Rule, tmp_path: Path) -> None:
    for number, example in enumerate(examples(rule)):
        if not example.wrong:
            folder = tmp_path / str(number)
            folder.mkdir()
            assert check(folder, example.files, only=rule) == [], example
            assert check(folder, example.files) == [], example


def test_codes_and_names_are_unique() -> None:
    assert len({rule.name for rule in all_rules()}) == len(all_rules())
