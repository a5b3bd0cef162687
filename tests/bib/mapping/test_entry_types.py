"""The CSL type of every entry type, and of entries whose fields say more than their type."""

from __future__ import annotations

import pytest

from citekit.bib.mapping.entry_types import TYPES
from citekit.bib.variables import TYPES as CSL_TYPES
from citekit.findings import Severity
from citekit.richtext import plain
from tests.bib.read_entry import library, one, variables

# biblatex manual, 2.1.1 (Regular Types), 2.1.2 (Type Aliases), 2.1.3 (Non-standard Types).
BIBLATEX = {
    "article": "article-journal", "book": "book", "mvbook": "book", "inbook": "chapter", "bookinbook": "chapter",
    "suppbook": "chapter", "booklet": "pamphlet", "collection": "book", "mvcollection": "book",
    "incollection": "chapter", "suppcollection": "chapter", "dataset": "dataset", "manual": "report",
    "misc": "document", "online": "webpage", "patent": "patent", "periodical": "periodical",
    "suppperiodical": "article-journal", "proceedings": "book", "mvproceedings": "book",
    "inproceedings": "paper-conference", "reference": "book", "mvreference": "book",
    "inreference": "entry-encyclopedia", "report": "report", "set": "document", "software": "software",
    "thesis": "thesis", "unpublished": "manuscript", "custom": "document", "customa": "document",
    "customb": "document", "customc": "document", "customd": "document", "custome": "document",
    "customf": "document",
    "conference": "paper-conference", "electronic": "webpage", "mastersthesis": "thesis", "phdthesis": "thesis",
    "techreport": "report", "www": "webpage",
    "artwork": "graphic", "audio": "song", "bibnote": "document", "commentary": "book", "image": "graphic",
    "jurisdiction": "legal_case", "legislation": "legislation", "legal": "treaty", "letter": "personal_communication",
    "movie": "motion_picture", "music": "song", "performance": "performance", "review": "review",
    "standard": "standard", "video": "motion_picture",
}  # fmt: skip
SEEN = {
    "webpage": "webpage", "newspaper": "article-newspaper", "magazine": "article-magazine",
    "encyclopedia": "book", "blog": "post-weblog", "podcast": "broadcast", "tvshow": "broadcast",
    "Blog-Post": "post-weblog", "broadcast": "broadcast", "interview": "interview", "speech": "speech",
    "talk": "speech", "presentation": "speech",
    "poster": "speech", "lecture": "speech", "bill": "bill", "hearing": "hearing",
    "statute": "legislation", "treaty": "treaty", "map": "map", "figure": "figure", "preprint": "article",
    "manuscript": "manuscript", "archival": "manuscript", "document": "document", "email": "personal_communication",
    "film": "motion_picture", "photograph": "graphic", "Dissertation": "thesis",
    "legal_case": "legal_case", "bookreview": "review-book", "classic": "classic", "regulation": "regulation",
    "score": "musical_score", "pamphlet": "pamphlet", "event": "event", "archivalcollection": "collection",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "csl"), [*BIBLATEX.items(), *SEEN.items()])
def test_types(kind: str, csl: str) -> None:
    assert one(kind, "title = {T}").type == csl


def test_every_type_is_one_of_csl_and_every_csl_type_can_be_had() -> None:
    assert set(TYPES.values()) == CSL_TYPES


@pytest.mark.parametrize(
    ("kind", "fields", "csl"),
    [
        ("article", "entrysubtype = {newspaper}", "article-newspaper"),
        ("article", "entrysubtype = {Magazine}", "article-magazine"),
        ("review", "entrysubtype = {magazine}", "article-magazine"),
        ("book", "entrysubtype = {newspaper}", "book"),
        ("book", "entrysubtype = {classical}", "classic"),
        ("misc", "entrysubtype = {letter}", "personal_communication"),
        ("online", "entrysubtype = {blog post}", "post-weblog"),
        ("inreference", "entrysubtype = {online}", "entry-encyclopedia"),
        ("article", "entrysubtype = {online}", "webpage"),
        ("audio", "entrysubtype = {podcast}", "broadcast"),
        ("video", "entrysubtype = {tv}", "broadcast"),
        ("unpublished", "eventtitle = {E}", "speech"),
        ("unpublished", "eventdate = {1990}", "speech"),
        ("unpublished", "venue = {V}", "speech"),
        ("unpublished", "note = {N}", "manuscript"),
        ("manual", "organization = {O}", "report"),
        ("manual", "publisher = {P}", "book"),
        ("manual", "isbn = {978-3-16-148410-0}", "book"),
        ("misc", "fond = {17}", "manuscript"),
        ("misc", "archive = {RGASPI}", "manuscript"),
        ("misc", "howpublished = {Leaflet}", "document"),
    ],
)
def test_fields_say_more_than_the_type(kind: str, fields: str, csl: str) -> None:
    assert one(kind, fields).type == csl


def test_a_subtype_that_is_no_type_is_kept() -> None:
    assert one("book", "entrysubtype = {nonacademic}").extra == {"entrysubtype": "nonacademic"}


@pytest.mark.parametrize(
    ("kind", "fields", "genre"),
    [
        ("phdthesis", "title = {T}", "PhD thesis"),
        ("mastersthesis", "title = {T}", "Master’s thesis"),
        ("mastersthesis", "type = {Diplomarbeit}", "Diplomarbeit"),
        ("thesis", "type = {phdthesis}", "PhD thesis"),
        ("thesis", "type = {bathesis}", "Bachelor’s thesis"),
        ("report", "type = {techreport}", "technical report"),
        ("report", "type = {Working Paper}", "Working Paper"),
        ("patent", "type = {patentus}", "U.S. patent"),
        ("patent", "type = {patreqeu}", "European patent request"),
        ("misc", "type = {audiocd}", "audio CD"),
    ],
)
def test_genres(kind: str, fields: str, genre: str) -> None:
    assert variables(kind, fields)["genre"] == genre


def test_a_report_has_no_genre_of_its_own() -> None:
    assert "genre" not in variables("techreport", "title = {T}")


def test_an_unknown_type_is_a_document_and_a_warning() -> None:
    found = library("@bok{k, title = {T}}")
    (finding,) = found.findings
    assert (finding.rule, finding.severity, finding.hint) == (
        "unknown-type",
        Severity.WARNING,
        "did you mean 'book', 'mvbook' or 'inbook'?",
    )
    (reference,) = found.references.values()
    assert reference.type == "document"
    assert plain(reference.texts["title"]) == "T"
