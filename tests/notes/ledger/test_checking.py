"""What is wrong with a ledger whose YAML is right."""

from __future__ import annotations

import pytest

from citekit.findings import Source
from citekit.model import NoteMark, Passage
from citekit.notes.ledger.checking import check
from citekit.notes.ledger.reading import read_ledger
from tests.notes.ledger.sample import source

HEAD = "citekit-ledger: 1\nnotes:\n"


def findings(notes: str, numbers: str | None = None) -> list[tuple[str, int, int]]:
    text = source(HEAD + notes)
    passage = None
    if numbers is not None:
        written = "".join(f"So.{number} " for number in numbers.split())
        marks, place = [], 0
        for number in numbers.split():
            place = written.index(number, place)
            marks.append(NoteMark(place, place + len(number), number))
            place += len(number)
        passage = Passage("p.txt", written, tuple(marks))
    return [(one.rule, one.where.line, one.where.column) for one in check(text, read_ledger(text), passage)]


@pytest.mark.parametrize(
    ("notes", "marks", "found"),
    [
        ('  1: "@a"\n  2: "@b"\n', "1 2", []),
        ('  1: "@a"\n  2:\n', "1 2", [("unfilled-note", 4, 3)]),
        ('  1: !proposed "@a"\n  2: !unsure "@a"\n', "1 2", [("unconfirmed-note", 3, 3), ("unconfirmed-note", 4, 3)]),
        ('  1: "@a"\n', "1 2", [("unmapped-mark", 1, 9)]),
        ('  1: "@a"\n  2: "@b"\n', "1", [("unmarked-note", 4, 3)]),
        ('  2: "@a"\n  1: "@b"\n', "1 2", [("note-order", 4, 3)]),
        ('  1: "@a"\n  4: "@b"\n', None, [("missing-note", 4, 3)]),
        ('  1: "@a"\n  4: "@b"\n', "1 4", []),
        ("  1: See n. 5 above.\n", "1", [("dangling-reference", 3, 13)]),
        ('  1: See n. 2 below.\n  2: "@a, n. 9"\n', "1 2", []),
        ('  1: "@a"\n  "*": "@b"\n  2: "@c"\n', "1 * 2", []),
    ],
)
def test_what_is_found_and_where(notes: str, marks: str | None, found: list[tuple[str, int, int]]) -> None:
    assert findings(notes, marks) == found


def test_each_chapter_counts_by_itself() -> None:
    text = source('citekit-ledger: 1\nnotes:\n  - 1: "@a"\n    2: See n. 1.\n  - 1: See n. 2.\n')
    assert [one.rule for one in check(text, read_ledger(text))] == ["dangling-reference"]


def test_places_are_those_of_the_file() -> None:
    text = Source("n.yaml", HEAD + "  1: (see n. 7 above)\n")
    (finding,) = check(text, read_ledger(text))
    assert str(finding.where) == "n.yaml:3:14"
