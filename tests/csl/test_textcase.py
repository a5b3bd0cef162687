"""What ``text-case`` does (CSL 1.0.2, Text Case, Title Case Conversion)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.textcase import change, change_case


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("lowercase", "The RING", "the ring"),
        ("uppercase", "Straße", "STRASSE"),
        ("capitalize-first", "a history of x", "A history of x"),
        ("capitalize-first", "iPhone users", "iPhone users"),  # only a lower-case word is capitalized
        ("capitalize-first", "“a” history", "“A” history"),
        ("capitalize-all", "a history of x", "A History Of X"),
        ("capitalize-all", "an iPhone: co-operation", "An iPhone: Co-Operation"),
        ("sentence", "A History of NATO in the West", "A history of NATO in the west"),
        ("sentence", "ALL IN CAPITALS", "All in capitals"),
        ("sentence", "the Case of Others", "The case of others"),
        ("sentence", "iPhone users", "iPhone users"),
        ("title", "the ring of the king", "The Ring of the King"),
        ("title", "two-thirds of a by-law", "Two-Thirds of a by-Law"),  # hyphenated parts are words
        (
            "title",
            "out of the way it came from",
            "Out of the Way It Came From",
        ),  # the first and the last word
        ("title", "the “of” in it", "The “of” in It"),
        ("title", "the p value, e.g. of q", "The p Value, e.g. of q"),
        ("title", "life—a user's manual", "Life—a User's Manual"),
        ("title", "war AND peace", "War AND Peace"),
        ("title", "a study: the end of an era", "A Study: The End of an Era"),
        ("title", "what is it for", "What Is It For"),
        ("title", "ALL IN CAPITALS", "All in Capitals"),
        ("title", "on iPhones and mRNA", "On iPhones and mRNA"),
        ("title", "nineteenth-century life", "Nineteenth-Century Life"),
        ("title", "x in users' e-mail and vitamin c", "X in Users' e-Mail and Vitamin c"),
        ("title", "the book: x rays", "The Book: X Rays"),
        ("title", "why? because it is there", "Why? Because It Is There"),
        ("title", "on d’artagnan and the o’clock news, e.g. here", "On d’artagnan and the o’clock News, e.g. Here"),
        ("title", "hello—the way", "Hello—the Way"),
        # only lowercase words are capitalized (CSL 1.0.2, Text-case)
        ("capitalize-first", "iPhone use", "iPhone use"),
        ("capitalize-all", "iPhone re-entry a/an don’t", "iPhone Re-Entry A/An Don’t"),
    ],
)
def test_cases(case: Any, text: str, expected: str) -> None:
    assert change(text, case) == expected


def test_protected_runs_keep_their_case_and_count_as_words() -> None:
    runs = [("the life of ", False), ("van der", True), (" waals", False)]
    assert change_case(runs, "title") == ["The Life of ", "van der", " Waals"]
    assert change_case([("iPod", True), (" the", False), (" end", False)], "title") == ["iPod", " the", " End"]


@given(st.lists(st.tuples(st.text(max_size=8), st.booleans()), max_size=5))
def test_protected_text_is_never_touched(runs: list[tuple[str, bool]]) -> None:
    for case in ("title", "sentence", "uppercase", "capitalize-all"):
        changed = change_case(runs, case)
        assert len(changed) == len(runs)
        assert all(new == old for new, (old, shield) in zip(changed, runs, strict=True) if shield)
