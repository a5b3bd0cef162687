"""``docs/references.md`` says what is so: its tables are read, and each row is tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from citekit.bib.mapping import fields
from citekit.bib.mapping.entry_types import DEFINED, TYPES
from tests.bib.read_entry import one

_PAGE = Path(__file__).parents[3] / "docs" / "references.md"


def rows(heading: str) -> Iterator[list[str]]:
    """Yield the cells of the first table under a heading, without its head."""
    section = _PAGE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    table = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert table is not None
    for line in table[0].splitlines()[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_the_table_of_types_is_complete() -> None:
    defined = {name: names(row[0])[0] for row in rows("Types") for name in names(row[1])}
    seen = {name: names(row[0])[0] for row in rows("Types") for name in names(row[2])}
    assert defined == DEFINED
    assert seen | defined == TYPES


def documented() -> list[tuple[str, str, str]]:
    kinds = {"any": "book"}
    return [(field, names(row[1])[0], kinds.get(row[2], row[2])) for row in rows("Fields") for field in names(row[0])]


@pytest.mark.parametrize(("field", "variable", "kind"), documented())
def test_each_field_becomes_what_the_page_says(field: str, variable: str, kind: str) -> None:
    # A level of an archive is one beside an archive, and a number as it mostly is.
    around = "archive_place = {B}, " if kind == "manuscript" and field in ("series", "list", "item") else ""
    reference = one(kind, f"{around}{field} = {{17}}")
    assert variable in {*reference.texts, *reference.numbers}


@pytest.mark.parametrize(
    ("field", "variable"),
    [(name, names(row[1])[0]) for heading in ("Names", "Dates") for row in rows(heading) for name in names(row[0])],
)
def test_each_name_and_date_becomes_what_the_page_says(field: str, variable: str) -> None:
    value = "1917" if field == "year" or field.endswith("date") else "Doe, Jane"
    reference = one("book", f"{field} = {{{value}}}")
    assert variable in {*reference.names, *reference.dates}


def test_every_field_is_on_the_page() -> None:
    told = set(names(_PAGE.read_text(encoding="utf-8")))
    csl = {name for name in {**fields.TEXTS, **fields.NUMBERS} if "-" in name}
    assert {*fields.TEXTS, *fields.NUMBERS, *fields.TOPICS} - csl - told == set()
