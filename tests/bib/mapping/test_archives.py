"""Archives and libraries: the levels of a finding aid as one location."""

from __future__ import annotations

import pytest

from tests.bib.read_entry import one, variables


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "unpublished",
            "archive = {RGASPI}, fond = 17, opis = 3, delo = 724, list = 5",
            {"archive": "RGASPI", "archive_location": "f. 17, op. 3, d. 724, l. 5"},
        ),
        (
            "archival",
            "archive = {РГАСПИ}, fond = {17}, opis = {3}, delo = {724}, list = {5-7}",
            {"archive": "РГАСПИ", "archive_location": "ф. 17, оп. 3, д. 724, лл. 5–7"},
        ),
        ("misc", "fond = {f. 17}, delo = {12а}", {"archive_location": "f. 17, d. 12а"}),
        (
            "manuscript",
            "library = {BArch}, archiveplace = {Berlin}, bestand = {Reichskanzlei}, signatur = {R 43/1}, blatt = 12",
            {
                "archive": "BArch",
                "archive-place": "Berlin",
                "archive_collection": "Reichskanzlei",
                "archive_location": "R 43/1, Bl. 12",
            },
        ),
        (
            "letter",
            "repository = {Hoover}, collection = {Nicolaevsky Papers}, series = {2}, box = 3, folder = {5, 6}",
            {
                "archive": "Hoover",
                "archive_collection": "Nicolaevsky Papers",
                "archive_location": "series 2, box 3, folders 5, 6",
            },
        ),
        (
            "manuscript",
            "archive = {BL}, shelfmark = {Add MS 1}, folio = {5r}",
            {"archive": "BL", "archive_location": "Add MS 1, fol. 5r"},
        ),
        (
            "manuscript",
            "archive = {AN}, fonds = {Fonds Blum}, carton = {IV}",
            {"archive": "AN", "archive_collection": "Fonds Blum", "archive_location": "carton IV"},
        ),
        ("manuscript", "library = {BL}, location = {London}", {"archive": "BL", "archive-place": "London"}),
        ("manuscript", "location = {London}", {"publisher-place": "London"}),
        ("letter", "archive = {A}, location = {Gorki}", {"archive": "A", "publisher-place": "Gorki"}),
        ("manuscript", "archive = {A}, box = {Box 3}", {"archive": "A", "archive_location": "Box 3"}),
        ("manuscript", "archivelocation = {MS 1}", {"archive_location": "MS 1"}),
        ("book", "archive = {A}, archive_location = {B}", {"archive": "A", "archive_location": "B"}),
        ("book", "library = {Widener}, shelfmark = {Slav 1}", {"call-number": "Widener, Slav 1"}),
        ("book", "callnumber = {HC1}", {"call-number": "HC1"}),
        ("artwork", "library = {Louvre}", {"archive": "Louvre"}),
        ("letter", "series = {3}, number = 4", {"collection-title": "3rd series", "number": "4"}),
        ("letter", "series = {3}, box = 4", {"archive_location": "series 3, box 4"}),
        ("book", "series = {S}, library = {L}", {"collection-title": "S", "call-number": "L"}),
    ],
)
def test_archives(kind: str, fields: str, expected: dict[str, str]) -> None:
    found = variables(kind, fields)
    del found["type"]
    assert found == expected


def test_fields_of_archives_in_a_published_work_are_kept() -> None:
    assert one("book", "item = 3, list = {L}, collection = {C}").extra == {"item": "3", "list": "L", "collection": "C"}


def test_a_second_archive_is_kept() -> None:
    assert one("letter", "archive = {A}, repository = {B}").extra == {"repository": "B"}
