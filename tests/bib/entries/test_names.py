"""Names as BibTeX and biblatex write them."""

from __future__ import annotations

import pytest
from hypothesis import given

from citekit.bib.entries.names import NameForm, alike, list_to_bib, name_to_bib, read_back, read_options
from citekit.bib.latex.writing import balanced
from citekit.bib.people.name_lists import read_people
from citekit.model import Name
from tests.bib import strategies as made

BIBLATEX, BIBTEX = NameForm(extended=True), NameForm(extended=False)


@pytest.mark.parametrize(
    ("name", "biblatex", "bibtex"),
    [
        (Name("Cohen", "Stephen F."), "Cohen, Stephen F.", ""),
        (Name("Plato"), "Plato", ""),
        (Name("King", "Martin", suffix="Jr."), "King, Jr., Martin", ""),
        (Name("Beethoven", "Ludwig", "van"), "van Beethoven, Ludwig", ""),
        (Name("Berg", "Jan", "", "van"), "family=Berg, given=Jan, prefix=van, useprefix=true", "van Berg, Jan"),
        (Name("Alembert", "Jean", "", "d’"), "d’Alembert, Jean", ""),
        (Name("Ghazali", "Abu", "", "al-"), "al-Ghazali, Abu", ""),
        (Name("van Dam", "Ann"), "{van Dam}, Ann", ""),
        (Name("Ortega y Gasset", "José"), "Ortega y Gasset, José", ""),
        (Name(literal="Red Army"), "{Red Army}", ""),
        (Name(literal="Marks and Spencer, Ltd."), "{Marks and Spencer, Ltd.}", ""),
        (Name("Smith, X", "J."), "{Smith, X}, J.", ""),
        (Name("Reid", "A and B"), "Reid, {A and B}", ""),
        (Name("King", suffix="III"), "family=King, suffix=III", "{King III}"),
        (Name("Smith & Co", "J."), r"Smith \& Co, J.", ""),
        (Name("O’Neil", "J."), "O’Neil, J.", ""),
    ],
)
def test_each_name_in_its_plainest_form(name: Name, biblatex: str, bibtex: str) -> None:
    assert name_to_bib(name, BIBLATEX) == biblatex
    assert name_to_bib(name, BIBTEX) == (bibtex or biblatex)
    assert alike(read_back(biblatex, BIBLATEX), name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Name("Fontaine", "Jean", "de", "La"), "de La Fontaine, Jean"),
        (Name("World Bank"), "{World Bank}"),
        (Name(given="Ann"), "{Ann}"),
    ],
)
def test_what_cannot_be_said_is_said_as_well_as_may_be(name: Name, text: str) -> None:
    assert name_to_bib(name, BIBLATEX) == text


def test_an_entry_with_useprefix() -> None:
    form = NameForm(extended=True, use_prefix=True)
    assert name_to_bib(Name("Berg", "Jan", "", "van"), form) == "van Berg, Jan"
    assert name_to_bib(Name("Berg", "Jan", "van"), form) == "family=Berg, given=Jan, prefix=van, useprefix=false"


def test_lists() -> None:
    names = (Name("A", "B"), Name(literal="others"), Name("C"), Name(literal="others"))
    assert list_to_bib(names[::3], BIBLATEX) == "A, B and others"
    assert list_to_bib(names, BIBLATEX) == "A, B and others and C and others"
    assert list_to_bib((Name(literal="others"),), BIBLATEX) == "{others}"


def test_options() -> None:
    options = read_options("nosortothers=true; 2: given-i=JP, id=x")
    assert options == {0: "nosortothers=true", 2: "given-i=JP, id=x"}
    written = list_to_bib((Name("A", "B"), Name("C", "Jean Pierre")), BIBLATEX, options)
    assert written == "nosortothers=true and A, B and family=C, given={Jean Pierre}, given-i=JP, id=x"


@given(made.names())
def test_a_name_is_one_name(name: Name) -> None:
    for form in (BIBLATEX, BIBTEX, NameForm(extended=True, use_prefix=True), NameForm(extended=True, ascii_only=True)):
        text = name_to_bib(name, form)
        assert balanced(text)
        assert len(read_people(text).persons) == 1


@given(made.names(made.PROSE))
def test_what_people_are_called_is_said(name: Name) -> None:
    """But for what biblatex has no way to say: two particles, a comma before the suffix, a fixed order."""
    plain = Name(name.family, name.given, name.dropping_particle, "", name.suffix, name.literal)
    read = read_back(name_to_bib(plain, BIBLATEX), BIBLATEX)
    assert read is not None
    if " " not in name.family and name.family[:1].isupper() and "-" not in name.family and name.given:
        assert alike(read, plain)
