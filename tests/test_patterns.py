"""Patterns that are compiled late, and the texts that need none, against the patterns themselves."""

from __future__ import annotations

import copy
import re
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

import citekit
from citekit.bib.people import particles
from citekit.csl import number, page_range, person
from citekit.patterns import pattern

Names = st.text(alphabet="AzÉß -'’.,д", max_size=8)
Numbers = st.text(alphabet="0129ivx-–&, ²", max_size=8)


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    late, compiled = pattern(r"(A)(b)?", re.IGNORECASE), re.compile(r"(A)(b)?", re.IGNORECASE)
    assert late.sub("-", "xAbaB") == compiled.sub("-", "xAbaB")
    assert late.split("1a2") == compiled.split("1a2")
    assert late.findall("aAb") == compiled.findall("aAb")
    found = late.search("xab")
    assert found is not None
    assert found.span() == (1, 3)
    assert late.fullmatch("abc") is None


def test_a_pattern_is_copied_before_it_is_compiled() -> None:
    late = pattern("a+")
    assert [one.findall("aab") for one in (copy.copy(late), copy.deepcopy(late))] == [["aa"], ["aa"]]
    assert late.pattern == "a+"


@given(Names)
def test_names_that_are_passed_over_have_no_particles(name: str) -> None:
    if name and particles._is_capital(name[0]):
        found = particles._BEFORE.match(name)
        assert found is None or found[1] == ""
    words = name.split()
    if len(words) < 2 or particles._is_capital(words[-1][0]):
        found = particles._AFTER.search(name)
        assert found is None or not name[: found.start()].strip()  # nothing before it, so it is no particle


@given(Names)
def test_a_latin_letter_begins_a_romanesque_name(name: str) -> None:
    assert person._begins_romanesque(name) == bool(person._ROMANESQUE.match(name))


@given(Numbers)
@example("0,000")
def test_plain_numbers_and_ranges_are_what_the_patterns_find(text: str) -> None:
    assert number.is_numeric(text) == bool(number._NUMERIC.match(text))
    counted = re.sub(number._THOUSANDS, lambda found: found[0].replace(",", ""), text)  # "1,000" is one number
    assert number.is_plural(text) == bool(number._SPAN.search(counted) or number._LIST.match(counted))
    if number.plain_range(text):
        padded = f"{text} "  # no plain range, so that the pattern has to find it
        for form in ("", "expanded", "minimal", "minimal-two", "chicago"):
            assert page_range.page_range(padded, form) == f"{page_range.page_range(text, form)} "


def test_no_group_is_possessive() -> None:
    """Python before 3.11.5 takes too much for "(…)*+" where a repetition fails half way (gh-106052)."""
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")
    wrong = [
        f"{path.name}: {line.strip()}"
        for path in Path(citekit.__file__).parent.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if possessive.search(line) and not line.lstrip().startswith("#")
    ]
    assert wrong == []
