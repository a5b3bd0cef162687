"""The tables of fields: every field is in one place, every home is a CSL variable, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.bib import variables
from citekit.bib.mapping import fields
from citekit.bib.mapping.entry_types import TYPES
from citekit.model import NUMBER_VARIABLES, Date, Name, Reference
from citekit.richtext import plain
from tests.bib.read_entry import library, one
from tests.bib.read_entry import variables as read_variables

# biblatex manual, 2.2.2 (Data Fields) to 2.2.6 (Special, Custom, Aliases), but names, dates and languages.
BIBLATEX = (
    "abstract addendum annotation booksubtitle booktitle booktitleaddon chapter doi edition eid entrysubtype eprint "
    "eprintclass eprinttype eventtitle eventtitleaddon file howpublished indextitle institution isan isbn ismn isrn "
    "issn issue issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle journaltitle journaltitleaddon label "
    "library location mainsubtitle maintitle maintitleaddon nameaddon note number organization origlocation "
    "origpublisher origtitle pages pagetotal pagination part publisher pubstate reprinttitle series shorthand "
    "shorthandintro shortjournal shortseries shorttitle subtitle title titleaddon type url venue version volume "
    "volumes bookpagination entryset execute gender indexsorttitle keywords options presort related "
    "relatedoptions relatedtype relatedstring sortkey sortname sortshorthand sorttitle sortyear usera userb userc "
    "userd usere userf verba verbb verbc lista listb listc listd liste listf address annote archiveprefix journal "
    "key pdf primaryclass school"
).split()
WILD = (
    "archive archive_location archiveplace fond opis delo list folio box folder item collection shelfmark signatur "
    "callnumber nativetitle romanizedtitle titletranslation numpages articleno pmid pmcid howpublished court authority "
    "section references scale dimensions medium license database keyword timestamp owner priority readstatus "
    "jurisdiction my-own-field x"
).split()
_NOT_LIKE_TEXT = frozenset(("entrysubtype", "options", "pages", "key"))


@pytest.mark.parametrize("table", [fields.TEXTS, fields.NUMBERS, fields.TOPICS])
def test_names_of_fields_are_in_lower_case_unless_they_are_csls(table: dict[str, str]) -> None:
    assert {name for name in table if name != name.lower()} == set()


def test_a_field_is_in_one_table() -> None:
    assert not fields.TEXTS.keys() & fields.NUMBERS.keys()
    assert not fields.TEXTS.keys() & fields.TOPICS.keys()
    assert not fields.NUMBERS.keys() & fields.TOPICS.keys()


def test_homes_are_variables_of_csl() -> None:
    beyond = {"native-title", "translated-title"}  # what historians have and CSL 1.0.2 has not
    assert set(fields.TEXTS.values()) <= variables.TEXTS | beyond
    assert set(fields.NUMBERS.values()) <= NUMBER_VARIABLES


@pytest.mark.parametrize(
    ("field", "variable"),
    [
        ("abstract", "abstract"),
        ("annotation", "annote"),
        ("annote", "annote"),
        ("keywords", "keyword"),
        ("shorthand", "citation-label"),
        ("shortjournal", "container-title-short"),
        ("origtitle", "original-title"),
        ("usere", "translated-title"),
        ("venue", "event-place"),
        ("pubstate", "status"),
        ("type", "genre"),
        ("medium", "medium"),
        ("scale", "scale"),
        ("references", "references"),
        ("rights", "license"),
        ("database", "source"),
        ("container-title", "container-title"),
        ("part-title", "part-title"),
        ("parttitle", "part-title"),
    ],
)
def test_one_field_one_variable(field: str, variable: str) -> None:
    assert read_variables("book", f"{field} = {{V}}") == {"type": "book", variable: "V"}


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("inpress", "in press"),
        ("prepublished", "pre-published"),
        ("forthcoming", "forthcoming"),
        ("In Press", "In Press"),
    ],
)
def test_publication_states(written: str, printed: str) -> None:
    assert read_variables("book", f"pubstate = {{{written}}}")["status"] == printed


@pytest.mark.parametrize(
    ("fields_", "note"),
    [
        ("note = {N}, addendum = {A}", "N. A"),
        ("addendum = {A}, note = {N}", "N. A"),
        ("note = {N.}, addendum = {A}", "N. A"),
        ("addendum = {A}", "A"),
    ],
)
def test_notes(fields_: str, note: str) -> None:
    assert read_variables("book", fields_)["note"] == note


def test_a_second_field_for_one_variable_is_kept() -> None:
    reference = one("book", "annotation = {A}, annote = {B}")
    assert plain(reference.texts["annote"]) == "A"
    assert reference.extra == {"annote": "B"}


@pytest.mark.parametrize("field", [*BIBLATEX, *WILD])
@pytest.mark.parametrize("kind", ["book", "article", "inbook", "misc", "manuscript", "online", "periodical"])
def test_a_field_alone_is_in_the_reference(kind: str, field: str) -> None:
    assert "w1" in shown(one(kind, f"{field} = {{w1}}"))


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(TYPES)),
    st.lists(st.sampled_from(sorted({*BIBLATEX, *WILD} - _NOT_LIKE_TEXT)), unique=True, max_size=30),
)
def test_no_field_of_an_entry_is_lost(kind: str, names: list[str]) -> None:
    written = ", ".join(f"{name} = {{w{number}w}}" for number, name in enumerate(names))
    (reference,) = library(f"@{kind}{{k, {written}}}").references.values()
    found = shown(reference)
    assert [name for number, name in enumerate(names) if f"w{number}w" not in found] == []


def shown(reference: Reference) -> str:
    """Return everything that a reference says."""
    return " ".join(_said(reference)).lower()


def _said(reference: Reference) -> Iterator[str]:
    yield from map(plain, reference.texts.values())
    yield from reference.numbers.values()
    yield from reference.extra.values()
    for people in reference.names.values():
        yield from map(_person, people)
    yield from map(_date, reference.dates.values())


def _person(name: Name) -> str:
    return " ".join((name.given, name.dropping_particle, name.non_dropping_particle, name.family, name.literal))


def _date(date: Date) -> str:
    return " ".join((*map(str, date.start), *map(str, date.end or ()), date.literal))
