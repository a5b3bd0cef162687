"""References cited by another of their keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.aliases import own_keys
from citekit.bib import bibtex
from citekit.csl.catalogue import find_style
from citekit.errors import InvalidInputError
from citekit.excerpt import compose
from citekit.findings import Source
from citekit.model import Key, NoteMark, Passage
from citekit.notes.ledger.reading import read_ledger
from citekit.project import Project
from citekit.richtext import plain
from citekit.settings import Settings

BIB = """
@book{cohen, author = {Cohen, Stephen}, title = {Bukharin}, ids = {cohen1973, old key}, year = 1973}
@book{danilov, author = {Danilov, Viktor}, title = {Derevnia}, ids = {cohen, cohen1973, d}, year = 1977}
"""
LIBRARY = bibtex.read(Source("a.bib", BIB))


@pytest.mark.parametrize(
    ("key", "own"), [("cohen1973", "cohen"), ("old key", "cohen"), ("d", "danilov"), ("cohen", None), ("x", None)]
)
def test_a_key_means_its_owner_then_the_first_that_has_it_as_alias(key: str, own: str | None) -> None:
    assert own_keys([Key(key)], LIBRARY).get(Key(key)) == own


def test_the_library_is_not_looked_through_for_keys_that_are_there() -> None:
    class Counted(dict):  # type: ignore[type-arg] # a mapping as others
        def items(self) -> None:  # type: ignore[override]
            raise AssertionError

    assert own_keys([Key("cohen")], type(LIBRARY)(Counted(LIBRARY.references))) == {}


def test_a_ledger_may_cite_by_alias() -> None:
    notes = 'citekit-ledger: 1\nsource: "@d"\nnotes:\n  1: "@cohen1973"\n  2: "@cohen"\n'
    passage = Passage("p.txt", "Text.1 More.2", (NoteMark(5, 6, "1"), NoteMark(12, 13, "2")))
    made = compose(
        passage,
        read_ledger(Source("notes.yaml", notes)),
        LIBRARY,
        find_style("chicago-notes-bibliography-17th-edition"),
    )
    first, second = (plain(note.content) for note in made.excerpt.notes)
    assert first == "Stephen Cohen, Bukharin (1973)."
    assert second == "Cohen."
    assert [entry.key for entry in made.excerpt.bibliographies[0].entries] == ["cohen", "danilov"]


def test_a_bibliography_of_keys_knows_aliases(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    project = Project(Settings(bib=(str(tmp_path / "a.bib"),)))
    (bibliography,), *_ = project.bibliographies(["d", "danilov"], cited=False)
    assert [entry.key for entry in bibliography.entries] == ["danilov"]
    with pytest.raises(InvalidInputError, match="'e'"):
        project.bibliographies(["e"], cited=False)
