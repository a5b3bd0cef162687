"""Notes of an excerpt whose prose leans on notes outside it."""

from __future__ import annotations

import pytest

from citekit.excerpt import ExcerptOptions
from citekit.findings import Source
from citekit.leaning import split_off, standing_alone
from citekit.model import Citation
from citekit.notes.ledger.reading import read_ledger
from tests.test_scope import cut, notes_of

BOOK = """  9: "@a [p. 1]"
  10: Ibid., 4.
  11: "*Ibid.*; and see n. 9 above."
  12: "@b [p. 2]; see n. 10 above and n. 13 below."
  13: "@a; @b"
  14: Ibid., 7.
"""


def test_ibid_names_its_work_where_the_note_before_is_cut_away() -> None:
    composed = cut("10 12", BOOK)
    assert notes_of(composed) == [
        "10 Ann Able, First Words (Press, 1990), 4.",
        "12 Ann Baker, Last Ones (Press, 1990), 2; see n. 10 above and n. 13 below.",
    ]
    assert [one.message for one in composed.findings if one.rule == "broken-reference"] == [
        "note 12: “n. 13”: note 13 is gone"
    ]


def test_ibid_alone_is_the_same_place() -> None:
    assert notes_of(cut("11", BOOK))[0] == "11 Ann Able, First Words (Press, 1990); and see n. 9 above."
    first = '  1: "@a [p. 3]"\n  2: "Ibid."\n'
    assert notes_of(cut("2", first)) == ["2 Ann Able, First Words (Press, 1990), 3."]


def test_ibid_stays_where_its_note_is_there() -> None:
    assert notes_of(cut("9 10", BOOK))[1] == "10 Ibid., 4."


def test_several_works_cannot_be_named_and_are_reported() -> None:
    composed = cut("14", BOOK)
    assert notes_of(composed) == ["14 Ibid., 7."]
    assert [one.message for one in composed.findings if one.rule == "broken-reference"] == [
        "note 14: “Ibid.”: it leant on note 13, and no note is before it now"
    ]


@pytest.mark.parametrize("numbering", ["restarted", "concorded"])
def test_references_have_the_numbers_of_the_excerpt(numbering: str) -> None:
    composed = cut("10 12 13", BOOK, numbering=numbering)
    assert notes_of(composed)[1].endswith("see n. 1 above and n. 3 below.")
    assert not [one for one in composed.findings if one.rule == "broken-reference"]


def test_the_form_of_the_book_names_the_work_too() -> None:
    assert notes_of(cut("10", BOOK, scope="book")) == ["10 Able, First Words, 4."]


def test_a_whole_book_is_left_as_it_is() -> None:
    ledger = read_ledger(Source("n.yaml", f"citekit-ledger: 1\nnotes:\n{BOOK}"))
    leant = standing_alone(ledger, {(0, note.number): note.number for note in ledger.notes})
    assert leant.findings == ()
    assert leant.ledger is ledger
    assert ExcerptOptions().numbering == "kept"


def test_a_reference_to_a_note_the_ledger_never_had_is_reported() -> None:
    own = '  12: "@b [p. 2]; see n. 10 above."\n  13: See n. 12 above.\n'
    for numbering in ("kept", "restarted"):
        found = cut("12 13", own, numbering=numbering).findings
        assert [one.message for one in found if one.rule == "broken-reference"] == [
            "note 12: “n. 10”: there is no note 10"
        ]


HEAD = "citekit-ledger: 1\n# mine\nnotes:\n"


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        pytest.param("9 10", '  9: "@a [p. 1]"\n  10: Ibid., 4.\n', id="its note is there"),
        pytest.param("10", '  10: "@a [4]."\n', id="its note is gone"),
        pytest.param("14", "  14: Ibid., 7.\n", id="several works"),
        pytest.param(
            "12 13", '  12: "@b [p. 2]; see n. 10 above and n. 13 below."\n  13: "@a; @b"\n', id="numbers stay"
        ),
    ],
)
def test_a_ledger_split_off_stands_alone(kept: str, expected: str) -> None:
    source = Source("n.yaml", HEAD + BOOK)
    text, _ = split_off(source, {(0, number) for number in kept.split()})
    assert text == HEAD + expected


def test_split_off_keeps_status_comments_and_what_the_short_form_cannot_say() -> None:
    notes = """  1: "@a"
  # unsure of the page
  2: !proposed Ibid., 4.  # checked
  3: "@b"
  4: [Ibid., {cites: [{key: b, locator: {chapter: "2"}, suffix: " with care"}]}]
"""
    text, findings = split_off(Source("n.yaml", HEAD + notes), {(0, "2"), (0, "4")})
    assert '  # unsure of the page\n  2: !proposed "@a [4]."  # checked\n' in text
    second = read_ledger(Source("n.yaml", text)).notes[1]
    assert [cite.key for one in second.parts if isinstance(one, Citation) for cite in one.cites] == ["b", "b"]
    assert findings == ()


def test_what_a_ledger_split_off_leans_on_is_reported() -> None:
    _, findings = split_off(Source("n.yaml", HEAD + BOOK), {(0, "12"), (0, "14")})
    assert [one.message for one in findings] == [
        "note 12: “n. 10”: note 10 is gone",
        "note 12: “n. 13”: note 13 is gone",
        "note 14: “Ibid.”: it leant on note 13, and leans on note 12, which cites b now",
    ]
