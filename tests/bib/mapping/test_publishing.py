"""Publishers, institutions, authorities and places; literal lists."""

from __future__ import annotations

import pytest

from tests.bib.read_entry import variables


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("book", "publisher = {Knopf}, location = {New York}", {"publisher": "Knopf", "publisher-place": "New York"}),
        ("book", "address = {Bonn}", {"publisher-place": "Bonn"}),
        ("book", "location = {Bonn}, address = {Köln}", {"publisher-place": "Bonn; Köln"}),
        ("book", "location = {London and New York and Paris}", {"publisher-place": "London; New York; Paris"}),
        ("book", "location = {{Tyne and Wear}}", {"publisher-place": "Tyne and Wear"}),
        ("book", "location = {London and others}", {"publisher-place": "London et al."}),
        (
            "book",
            "publisher = {Oxford University Press and MIT Press}",
            {"publisher": "Oxford University Press; MIT Press"},
        ),
        ("book", "publisher = {dtv and Walter de Gruyter}", {"publisher": "dtv; Walter de Gruyter"}),
        ("book", "publisher = {Routledge and Kegan Paul}", {"publisher": "Routledge and Kegan Paul"}),
        ("book", "publisher = {Farrar, Straus and Giroux}", {"publisher": "Farrar, Straus and Giroux"}),
        (
            "book",
            "publisher = {{Farrar, Straus and Giroux} and Faber}",
            {"publisher": "Farrar, Straus and Giroux; Faber"},
        ),
        ("book", "publisher = {A Press}, organization = {O}", {"publisher": "O; A Press"}),
        ("thesis", "school = {S}", {"publisher": "S"}),
        ("thesis", "institution = {S}", {"publisher": "S"}),
        ("report", "institution = {A and B and C}", {"publisher": "A; B; C"}),
        ("misc", "howpublished = {Printed and bound by hand}", {"publisher": "Printed and bound by hand"}),
        ("misc", "howpublished = {\\url{https://e.org/a_b}}", {"URL": "https://e.org/a_b"}),
        (
            "misc",
            "howpublished = {https://e.org}, url = {https://f.org}",
            {"publisher": "https://e.org", "URL": "https://f.org"},
        ),
        (
            "book",
            "origpublisher = {P}, origlocation = {L and M}",
            {"original-publisher": "P", "original-publisher-place": "L; M"},
        ),
        ("patent", "location = {countryfr and countryde}", {"jurisdiction": "France; Germany"}),
        ("jurisdiction", "institution = {Supreme Court}", {"authority": "Supreme Court"}),
        ("jurisdiction", "court = {C}, publisher = {P}", {"authority": "C", "publisher": "P"}),
        ("legislation", "organization = {Bundestag}", {"authority": "Bundestag"}),
        ("misc", "court = {C}", {"authority": "C"}),
    ],
)
def test_publishers(kind: str, fields: str, expected: dict[str, str]) -> None:
    found = variables(kind, fields)
    del found["type"]
    assert found == expected
