"""The notes of a manuscript as a ledger: whatever they say in pandoc's syntax, a ledger can say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents import markdown
from citekit.documents.ledgers.as_ledger import as_ledger
from citekit.findings import Source
from citekit.model import Citation
from citekit.notes.ledger.longform import note_value
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.writing import write_ledger


def ledger_of(note: str) -> str:
    ledger = as_ledger(markdown.read("m.md", f"So.[^1]\n\n[^1]: {note}\n".encode()))
    text = write_ledger(ledger)
    assert not read_ledger(Source("n.yaml", text)).findings
    (made,) = ledger.notes
    value = note_value(made.parts)
    assert isinstance(value, str | list | dict)
    return str(value)


@pytest.mark.parametrize(
    ("note", "value"),
    [
        ("See @a [p. 3]; cf. @b.", "See [@a, p. 3]\\; cf. [@b]."),
        ("So. As @a [p. 3] says; cf. [@b]. More.", "So. As @a [p. 3] says; cf. [@b]. More."),
        ("So [@a and more; -@b]. More [@b].", "So [@a, and more; -@b]. More [@b]."),
        ("@a’s view, and @b.", "@a’s view, and [@b]."),
    ],
)
def test_authors_are_named_where_a_ledger_names_them(note: str, value: str) -> None:
    assert ledger_of(note) == value


PIECES = st.sampled_from(
    [
        "@a",
        "[@a]",
        "@a [p. 3]",
        "[see @a and more; -@b]",
        "-@b",
        " says",
        ". ",
        "; ",
        ", ",
        " so ",
        "As ",
        "*it* ",
        "’s",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=7).map("".join))
def test_any_note_can_be_said(note: str) -> None:
    one = markdown.read("m.md", f"So.[^1]\n\n[^1]: x {note}\n".encode())
    (made,) = as_ledger(one).notes
    keys = [cite.key for part in made.parts if isinstance(part, Citation) for cite in part.cites]
    assert keys == [cite.key for cited in one.cited for cite in cited.citation.cites]
    assert note_value(made.parts) is not None
