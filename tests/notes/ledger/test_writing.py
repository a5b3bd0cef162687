"""Ledgers written as YAML."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from citekit.errors import InvalidInputError, UsageError
from citekit.findings import Source
from citekit.model import Citation, Cite, Key, Ledger, Locator, Note, NotePart
from citekit.notes.ledger.longform import note_value
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.shortform import exact
from citekit.notes.ledger.writing import note_as_yaml, write_ledger
from citekit.richtext import SUPERSCRIPT, Styled
from tests.notes.ledger import sample
from tests.notes.ledger.strategies import ledgers

CANONICAL = """citekit-ledger: 1
passage: chapter one.txt
source: "@kotkin [p. 3]"
notes:
  - chapter: "One: the beginning"
    1: See @cohen [pp. 290–91]; cf. @deutscher.
    2: !proposed "@danilov [vol. 4]"
    3:
    "*": !unsure
  - 1:
      before: The decision was kept from the press
      cites:
        - key: danilov
          locator: vol. 4, p. 3
          prefix: see
          suffix: with the editors' note
          suppress-author: true
        - key: "{a}"
          locator:
            version: 2
      after: It was printed later.
    2: !unsure
      - Lost.
      - cites:
          - key: cohen
            suffix: with care
  - {}
"""


def read(text: str) -> Ledger:
    ledger = read_ledger(Source("notes.yaml", text))
    assert ledger.findings == ()
    return ledger


def parts(note: str) -> tuple[NotePart, ...]:
    return read(f"citekit-ledger: 1\nnotes:\n  1: {note}\n").notes[0].parts


def test_what_is_canonical_stays_as_it_is() -> None:
    assert write_ledger(read(CANONICAL)) == CANONICAL


@pytest.mark.parametrize("text", sample.ALL)
def test_the_samples(text: str) -> None:
    assert read(write_ledger(read(text))) == read(text)


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("{before: Kept., cites: [{key: a, locator: p. 3}]}", "Kept. [@a, p. 3]"),
        ("[Lost., See @b.]", None),
        ("[See @a, See @b.]", "See @a. See @b."),
        ("{cites: [{key: a, prefix: see}]}", None),
        (
            "{cites: [{key: a, suffix: ', with care'}, {key: b c}], after: It is lost.}",
            "@a [with care]; @{b c}. It is lost.",
        ),
    ],
)
def test_the_short_form_is_preferred(long: str, short: str | None) -> None:
    value = note_value(parts(long))
    assert value == short if short else not isinstance(value, str)


@settings(max_examples=300, deadline=None)
@given(ledgers)
def test_every_ledger_that_can_be_read_can_be_written(ledger: Ledger) -> None:
    text = write_ledger(ledger)
    again = read(text)
    assert again == ledger
    assert [exact(note.parts) for note in again.notes] == [exact(note.parts) for note in ledger.notes]
    assert write_ledger(again) == text


@pytest.mark.parametrize(
    ("ledger", "message"),
    [
        (Ledger((Note("1", ((Styled(("2",), SUPERSCRIPT),),)),)), "no ledger can say what note 1 says"),
        (
            Ledger(
                (
                    Note(
                        "1",
                        (
                            Citation(
                                (
                                    Cite(
                                        Key("a"),
                                    ),
                                ),
                                mode="composite",
                            ),
                        ),
                    ),
                )
            ),
            "what note 1 says",
        ),
        (Ledger((Note("1", (Citation((Cite(Key("a"), prefix=(" see",)),)),)),)), "what note 1 says"),
        (Ledger((Note("1", (Citation((Cite(Key("a"), Locator("pgs", "3")),)),)),)), "what note 1 says"),
        (Ledger((Note("first", ()),)), "'first' is no note number"),
        (Ledger((Note("1", ()), Note("1", ()))), "'1' stands here twice"),
        (Ledger((Note("1", (), run=1), Note("1", ())), ("", "")), "order of their runs"),
        (Ledger((Note("1", (), run=3),)), "order of their runs"),
        (Ledger(passage=" x"), "cannot be written"),
        (Ledger(source=Citation(())), "what this source says"),
    ],
)
def test_what_no_ledger_can_say_is_an_error(ledger: Ledger, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        write_ledger(ledger)


def test_a_ledger_with_errors_is_not_written() -> None:
    with pytest.raises(InvalidInputError, match="unknown field"):
        write_ledger(read_ledger(Source("n.yaml", "citekit-ledger: 1\nnots: {}\nnotes: {}\n")))


def test_a_note_alone() -> None:
    note = read(CANONICAL).notes[4]
    assert note_as_yaml(note, 0).splitlines()[:3] == ["", "  before: The decision was kept from the press", "  cites:"]
    assert note_as_yaml(Note("1", (), status="unsure")) == " !unsure"


def test_a_long_note_takes_no_long_time() -> None:
    note = " ".join(f"See @a{place} [p. {place}, *x*]; cf. @b. [@c] says." for place in range(300))
    long = "[" + ", ".join(f"{{cites: [{{key: a{place}, suffix: see}}]}}" for place in range(300)) + "]"
    for text in (f'"{note}"', long):
        ledger = read(f"citekit-ledger: 1\nnotes:\n  1: {text}\n")
        assert read(write_ledger(ledger)) == ledger
