"""Notes in the short form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.model import Citation, Cite, Key, Locator
from citekit.notes.citesyntax import parse_note
from citekit.notes.ledger.shortform import as_short_form, exact
from citekit.notes.locators import LABELS
from tests.notes.ledger.strategies import short_forms


@pytest.mark.parametrize(
    "text",
    [
        "See @a [pp. 290–91]; cf. @b.",
        "@a [3]. The rest is lost. See also -@b [chap. 2, with care].",
        "As @a [p. 3] says.",
        "[@a] says.",
        "@{a key; with signs} [{vol. 5, p. 23}]",
        "*Pravda*, [sic] 3 * 3, and @a.b:c [s.v. “kulak”]",
        "a \\@b, and [<https://a.b>](https://c.d)",
        "As @a [p. 3]; [J. B. Cf. @b] says.",
        "@a\\; @b",
        "wide[@a]",
        "See @a [p. 3, with care; more of it]; @b",
        "@{a}b",
    ],
)
def test_the_usual_spelling_is_kept(text: str) -> None:
    assert as_short_form(parse_note(text).parts) == text


@pytest.mark.parametrize(
    "cite",
    [
        Cite(Key("a"), suffix=("with care",)),
        Cite(Key("a"), Locator("version", "2")),
        Cite(Key("a{b}")),
        Cite(Key("")),
        Cite(Key("a"), form="author-only"),
        Cite(Key("a"), suffix=(", 3 copies",)),
        Cite(Key("a"), suffix=(", pgs. 3",)),
    ],
)
def test_what_it_cannot_say_is_none(cite: Cite) -> None:
    assert as_short_form((Citation((cite,)),)) is None


def test_every_label_with_an_abbreviation_is_written() -> None:
    for label in LABELS:
        for value in ("3", "3–4"):
            citation = Citation((Cite(Key("a"), Locator(label, value)),))
            assert (as_short_form((citation,)) is None) == (label in ("title-locator", "version")), label


def test_a_number_alone_stays_alone() -> None:
    for text in ("@a [3]", "@a [p. 3]"):
        assert as_short_form(parse_note(text).parts) == text


@settings(max_examples=400)
@given(short_forms)
def test_all_that_is_read_can_be_written(text: str) -> None:
    read = parse_note(text.strip())
    if not read.problems:
        written = as_short_form(read.parts)
        assert written is not None
        assert exact(parse_note(written).parts) == exact(read.parts)


_ODD_SENTENCES = [
    *("@a-@c\\; x ", "[see @b]@b says. ", "wide[@a] ", "As @a says. ", "@a; [J. B. Cf. @b]. ", "@{a}b "),
    *("[@a] goes on ", "x \\-@a. ", "@a\\; @b. ", "; @a ", "[;@{odd; key};] "),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_ODD_SENTENCES), max_size=40).map("".join))
def test_cites_that_would_run_together_are_kept_apart(text: str) -> None:
    read = parse_note(text.strip())
    written = as_short_form(read.parts)
    assert written is not None
    assert exact(parse_note(written).parts) == exact(read.parts)
