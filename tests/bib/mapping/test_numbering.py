"""What a number counts, by type; editions, parts, series and pages."""

from __future__ import annotations

import pytest

from citekit.bib.mapping.numbering import ordinal
from tests.bib.read_entry import one, variables


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "number = 3", {"issue": "3"}),
        ("article", "issue = {Spring}", {"issue": "Spring"}),
        ("article", "number = 3, issue = {Spring}", {"issue": "3, Spring"}),
        ("periodical", "number = {3/4}", {"issue": "3/4"}),
        ("suppperiodical", "number = 3", {"issue": "3"}),
        ("review", "number = 3", {"issue": "3"}),
        ("newspaper", "number = 3", {"issue": "3"}),
        ("book", "series = {S}, number = 3", {"collection-title": "S", "collection-number": "3"}),
        ("incollection", "number = 3", {"collection-number": "3"}),
        ("inproceedings", "number = 3", {"collection-number": "3"}),
        ("inreference", "number = 3", {"collection-number": "3"}),
        ("report", "series = {S}, number = 3", {"collection-title": "S", "number": "3"}),
        ("patent", "number = {EP 1}", {"number": "EP 1"}),
        ("legislation", "number = 3", {"number": "3"}),
        ("thesis", "number = 3", {"number": "3"}),
        ("booklet", "number = 3", {"number": "3"}),
        ("report", "number = {S544-3421}", {"number": "S544-3421"}),
        ("article", "eid = {e12}", {"number": "e12"}),
        ("article", "articleno = 4, number = 2", {"number": "4", "issue": "2"}),
        ("report", "isrn = {METU/1}", {"number": "METU/1"}),
        ("book", "issue = 2", {"issue": "2"}),
        ("book", "volume = 7, part = 2", {"volume": "7", "part-number": "2"}),
        ("book", "volumes = 3, pagetotal = {xii, 300}", {"number-of-volumes": "3", "number-of-pages": "xii, 300"}),
        ("inbook", "chapter = 4", {"chapter-number": "4"}),
        ("software", "version = {1.2}", {"version": "1.2"}),
        ("legislation", "section = {12a}", {"section": "12a"}),
        ("article", "pages = {12--19}", {"page": "12–19"}),
        ("book", "pages = {12--19}, bookpagination = {section}", {"section": "12–19"}),
        ("book", "pages = {12--19}, bookpagination = {column}", {"page": "12–19"}),
        ("article", "series = 3", {"collection-title": "3rd series"}),
        ("article", "series = 12", {"collection-title": "12th series"}),
        ("article", "series = {newseries}", {"collection-title": "new series"}),
        ("article", "series = {2nd ser.}", {"collection-title": "2nd ser."}),
    ],
)
def test_numbers(kind: str, fields: str, expected: dict[str, str]) -> None:
    found = variables(kind, fields)
    del found["type"]
    assert found == expected


@pytest.mark.parametrize(
    ("kind", "fields", "extra"),
    [
        ("report", "number = 3, eid = 4", {"eid": "4"}),
        ("article", "eid = 4, articleno = 5", {"articleno": "5"}),
        (
            "book",
            "bookpagination = {column}, pagination = {verse}",
            {"bookpagination": "column", "pagination": "verse"},
        ),
    ],
)
def test_a_number_without_a_place_is_kept(kind: str, fields: str, extra: dict[str, str]) -> None:
    assert one(kind, fields).extra == extra


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", "2"),
        ("2nd", "2"),
        ("3rd ed.", "3"),
        ("Second", "2"),
        ("second edition", "2"),
        ("2. Aufl.", "2"),
        ("2., überarb. Aufl.", "2., überarb. Aufl."),
        ("Zweite Auflage", "2"),
        ("2e éd.", "2"),
        ("deuxième édition", "2"),
        ("2-е изд.", "2"),
        ("2ª ed.", "2"),
        ("Third, revised", "Third, revised"),
        ("3rd rev. ed.", "3rd rev. ed."),
        ("New", "New"),
        ("1988 Summer", "1988 Summer"),
        ("Summer 2013", "Summer 2013"),
    ],
)
def test_editions(text: str, number: str) -> None:
    assert ordinal(text) == number
