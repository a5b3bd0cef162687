"""Names as BibTeX writes them."""

from __future__ import annotations

import pytest

from citekit.bib.people import parse_name, split_names
from citekit.model import Name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Stephen F. Cohen", Name("Cohen", "Stephen F.")),
        ("Cohen, Stephen F.", Name("Cohen", "Stephen F.")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("van der Berg, Jan", Name("Berg", "Jan", "van der")),
        ("de la Vall{\\'e}e Poussin, Charles", Name("Vallée Poussin", "Charles", "de la")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("{Red Army}", Name(literal="Red Army")),
        ("{International Business} Machines", Name("Machines", "International Business")),
        ("Stalin", Name("Stalin")),
        ("family=Gaulle, given=Charles, prefix=de, useprefix=true", Name("Gaulle", "Charles", "", "de")),
        ("{\\'E}mile Zola", Name("Zola", "Émile")),
    ],
)
def test_a_name_has_four_parts(text: str, name: Name) -> None:
    assert parse_name(text) == name


def test_useprefix_makes_a_particle_stay() -> None:
    assert parse_name("van Gogh, Vincent", use_prefix=True).non_dropping_particle == "van"


@pytest.mark.parametrize(
    ("text", "names", "others"),
    [
        ("A and B", ("A", "B"), False),
        ("A AND {B and C} and others", ("A", "{B and C}"), True),
        ("Anderson, And", ("Anderson, And",), False),
        ("", (), False),
    ],
)
def test_a_list_is_split_at_and(text: str, names: tuple[str, ...], others: bool) -> None:
    assert split_names(text) == (names, others)
