"""The people of an entry become the names of a reference."""

from __future__ import annotations

import pytest

from citekit.bib.people.contributors import OTHER_NAMES
from citekit.bib.people.roles import NAMES, ROLES, TYPED, variable_of
from citekit.model import Name
from tests.bib.read_entry import one

ANN, BEN = Name("Able", "Ann"), Name("Bell", "Ben")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cohen, Stephen F.", Name("Cohen", "Stephen F.")),
        ("Stalin", Name("Stalin")),
        ("{Red Army}", Name(literal="Red Army")),
        ("van Gogh, Vincent", Name("Gogh", "Vincent", dropping_particle="van")),
        ("{van Gogh}, Vincent", Name("van Gogh", "Vincent")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("M{\\'e}rim{\\'e}e, Prosper", Name("Mérimée", "Prosper")),
        ("d'Alembert, Jean", Name("Alembert", "Jean", non_dropping_particle="d’")),
        ("de l'H{\\^o}pital, Guillaume", Name("Hôpital", "Guillaume", "de", "l’")),
        ("al-Ghazali, Muhammad", Name("Ghazali", "Muhammad", non_dropping_particle="al-")),
        ("O'Neill, Eugene", Name("O’Neill", "Eugene")),
        ("Saint-Simon, Henri de", Name("Saint-Simon", "Henri de")),
        ("d'foo, bar", Name("d’foo", "bar")),
        ("given=Cher", Name(literal="Cher")),
        ("family=Gaulle, given=Charles, prefix=de, useprefix=true", Name("Gaulle", "Charles", "", "de")),
        ("family=Hôpital, given=G, prefix=de l', useprefix=true", Name("Hôpital", "G", "", "de l’")),
    ],
)
def test_a_name_is_one_of_csl(text: str, name: Name) -> None:
    assert one("book", f"author = {{{text}}}").names["author"] == (name,)


@pytest.mark.parametrize(
    ("options", "names", "particles"),
    [
        ("", "van Gogh, Vincent", ("van", "")),
        ("useprefix=true", "van Gogh, Vincent", ("", "van")),
        ("skipbib, UsePrefix = true", "van Gogh, Vincent", ("", "van")),
        ("useprefix", "van Gogh, Vincent", ("", "van")),
        ("useprefix=1", "van Gogh, Vincent", ("", "van")),
        ("useprefix=false", "van Gogh, Vincent", ("van", "")),
        ("useprefixes=true", "van Gogh, Vincent", ("van", "")),
        ("", "useprefix=true and van Gogh, Vincent", ("", "van")),
        ("useprefix=true", "useprefix=false and van Gogh, Vincent", ("van", "")),
        ("useprefix=true", "family=Gogh, prefix=van, useprefix=false", ("van", "")),
        ("", "useprefix=false and family=Gogh, prefix=van, useprefix=true", ("", "van")),
    ],
)
def test_useprefix_of_entry_list_and_name(options: str, names: str, particles: tuple[str, str]) -> None:
    (name,) = one("book", f"options = {{{options}}}, author = {{{names}}}").names["author"]
    assert (name.dropping_particle, name.non_dropping_particle) == particles


def test_and_others_is_a_name_at_the_end() -> None:
    assert one("book", "author = {Able, Ann and others}").names["author"] == (ANN, OTHER_NAMES)
    assert "author" not in one("book", "author = {others}").names


@pytest.mark.parametrize(("field", "variable"), NAMES.items())
def test_every_field_of_names_is_read(field: str, variable: str) -> None:
    reference = one("book", f"{field} = {{Able, Ann}}")
    assert reference.names == {variable: (ANN,)}
    assert field not in reference.extra


@pytest.mark.parametrize("field", sorted(TYPED - {"editor"}))
@pytest.mark.parametrize(("role", "variable"), ROLES.items())
def test_a_type_beside_names_says_their_role(field: str, role: str, variable: str) -> None:
    reference = one("book", f"{field} = {{Able, Ann}}, {field}type = {{{role}}}")
    assert reference.names == {variable: (ANN,)}
    assert reference.extra == {}


@pytest.mark.parametrize(
    ("role", "variable", "kept"),
    [
        ("editor", "editor", True),
        ("compiler", "compiler", False),
        ("organiser", "organizer", False),
        ("Executive Producer", "executive-producer", False),
        ("founder", "editor", True),
        ("translator", "editor", True),
        ("pupil", "editor", True),
    ],
)
def test_the_main_editor_stays_one_unless_csl_has_the_role(role: str, variable: str, kept: bool) -> None:
    reference = one("book", f"editor = {{Able, Ann}}, editortype = {{{role}}}")
    assert reference.names == {variable: (ANN,)}
    assert ("editortype" in reference.extra) is kept


def test_names_of_one_role_come_together() -> None:
    reference = one("book", "editora = {Bell, Ben}, compiler = {Able, Ann}, editoratype = {compiler}")
    assert set(reference.names["compiler"]) == {ANN, BEN}


def test_an_unknown_role_is_kept_beside_its_names() -> None:
    reference = one("book", "editora = {Able, Ann}, editoratype = {pupil}")
    assert (reference.names, reference.extra) == ({"editora": (ANN,)}, {"editoratype": "pupil"})


def test_what_a_name_has_no_place_for_is_kept() -> None:
    text = "nosortothers=true and Able, Ann and family=Bell, given=Ben, given-i=BN, id=7"
    reference = one("book", f"author = {{{text}}}, nameaddon = {{pseud.}}, options = {{uniquename=init}}")
    assert reference.names["author"] == (ANN, BEN)
    assert reference.extra == {
        "author+options": "nosortothers=true; 2: given-i=BN, id=7",
        "nameaddon": "pseud.",
        "options": "uniquename=init",
    }


def test_roles_of_fields_without_types() -> None:
    assert variable_of("author", "editor") == "author"
