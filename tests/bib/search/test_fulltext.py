"""What is found in a library, and in which order."""

from __future__ import annotations

import random
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit import bib
from citekit.bib.search import fulltext
from citekit.bib.search.columns import COLUMNS, columns, years
from citekit.bib.search.fulltext import Index, WordIndex, index_of
from citekit.bib.search.query import parse
from citekit.bib.search.scan import Scan
from citekit.bib.storage import store
from citekit.model import Date, Key, Name, Reference
from tests.bib import strategies as made


def name(text: str) -> Name:
    family, _, given = text.partition(", ")
    return Name(family, given)


def reference(key: str, title: str = "", **more: str) -> Reference:
    """Return a book; *more* are variables by their names, with "_" for "-"."""
    texts = {"title": (title,)} | {one.replace("_", "-"): (text,) for one, text in more.items() if one != "author"}
    names = {"author": tuple(map(name, filter(None, more.get("author", "").split("; "))))}
    return Reference(Key(key), "book", {one: text for one, text in texts.items() if text != ("",)}, names=names)


def library(*references: Reference) -> dict[Key, Reference]:
    return {one.key: one for one in references}


SHELF = library(
    reference("cohen1973", "Bukharin and the Bolshevik Revolution", author="Cohen, Stephen F.", publisher="Knopf"),
    reference("carr1950", "The Bolshevik Revolution, 1917–1923", author="Carr, E. H.", abstract="Lenin, Bukharin"),
    reference("mueller", "Straßenkämpfe", author="Müller, Jürgen", container_title="Zeitschrift für Geschichte"),
    reference("Sodergaard:a", "Århus", author="Søndergaard, Åse; O'Neill, Eugene"),
    reference("gorky", "Детство", author="Горький, Максим", keyword="автобиография, ёлка"),
    reference("jp", "歴史の哲学", author="Tanaka, Tarō", archive="РГАСПИ", archive_location="ф. 17, оп. 3, д. 724"),
    reference("DBLP:conf/icse/2001", "On Co-operation", DOI="10.1000/182", ISBN="978-3-16-148410-0"),
)


@pytest.fixture(params=["fts5", "scan"])
def shelf(request: pytest.FixtureRequest) -> Index:
    return index_of(SHELF) if request.param == "fts5" else Scan(SHELF)


def found(index: Index, *texts: str, limit: int = 0) -> list[str]:
    return [str(hit.key) for hit in index.find(parse(texts), limit).hits]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("bukharin", "cohen1973 carr1950"),  # a title counts more than an abstract
        ("revol", "cohen1973 carr1950"),
        ("olution", ""),
        ("BOLSHEVIK cohen", "cohen1973"),
        ("bolshevik knopf", "cohen1973"),
        ("cohen carr", ""),
        ('"bolshevik revolution"', "cohen1973 carr1950"),
        ('"revolution bolshevik"', ""),
        ('"bolshevik revol"', ""),
        ('"the bolshevik"', "cohen1973 carr1950"),
        ("author:bukharin", ""),
        ("title:bukharin", "cohen1973"),
        ("abstract:bukharin", "carr1950"),
        ("key:cohen", "cohen1973"),
        ("key:1973", "cohen1973"),
        ("type:book title:childhood", ""),
        ("type:book key:gorky", "gorky"),
        ("book", ""),  # types are found when they are asked for
        ("Müller", "mueller"),
        ("muller", "mueller"),
        ("Mueller", "mueller"),
        ("author:mueller", "mueller"),
        ("juergen", "mueller"),
        ("STRASSENKAMPFE", "mueller"),
        ("strassenkaempfe", "mueller"),
        ("journal:zeitschrift", "mueller"),
        ("sondergaard", "Sodergaard:a"),
        ("soendergaard", "Sodergaard:a"),
        ("arhus", "Sodergaard:a"),
        ("aarhus", "Sodergaard:a"),
        ("oneill", "Sodergaard:a"),
        ("O'Neill", "Sodergaard:a"),
        ("o’neil", "Sodergaard:a"),
        ('author:"eugene o neill"', "Sodergaard:a"),
        ('"Åse Søndergaard Eugene"', ""),  # no phrase runs from one name to the next
        ("детство горький", "gorky"),
        ("ГОРЬКИЙ", "gorky"),
        ("елка", "gorky"),
        ("歴史", "jp"),
        ("哲学", "jp"),
        ("史歴", ""),
        ("archive:ргаспи 724", "jp"),
        ("cooperation", "DBLP:conf/icse/2001"),
        ("co-operation", "DBLP:conf/icse/2001"),
        ("10.1000/182", "DBLP:conf/icse/2001"),
        ("isbn:9783161484100", "DBLP:conf/icse/2001"),
        ("978-3-16", "DBLP:conf/icse/2001"),
        ("DBLP:conf/icse", "DBLP:conf/icse/2001"),
        ("s", "cohen1973 mueller Sodergaard:a"),
    ],
)
def test_found(shelf: Index, query: str, keys: str) -> None:
    hits = found(shelf, query)
    assert sorted(hits) == sorted(keys.split())
    if len(hits) == 2:
        assert hits == keys.split()


def test_words_of_a_field_that_is_not_csls_are_found_and_those_of_programs_are_not() -> None:
    one = Reference(Key("a"), "book", extra={"usera": "Wandering", "file": "Scan.pdf", "bdsk-url-1": "address"})
    for index in (index_of({one.key: one}), Scan({one.key: one})):
        assert found(index, "wandering") == ["a"]
        assert found(index, "scan") == found(index, "address") == []


def dated(key: str, **dates: Date) -> Reference:
    return Reference(Key(key), "book", dates={name.replace("_", "-"): date for name, date in dates.items()})


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("year:1973", "year open"),
        ("year:1971", "range open"),
        ("year:1970-1972", "range open"),
        ("year:1960..", "year range open forthcoming-event"),
        ("year:..1900", "old bc"),
        ("year:-44", "bc"),
        ("year:-100..-1", "bc"),
        ("year:1867", "old"),
        ("year:197*", "year range open"),
        ("year:forthcoming", "forthcoming-event"),
        ("1867", "old"),
        ("year:2999", "open"),
        ("key:old year:1867 year:1800-1900", "old"),
    ],
)
def test_years(query: str, keys: str) -> None:
    shelf = library(
        dated("year", issued=Date((1973, 5))),
        dated("range", issued=Date((1970,), (1972,))),
        dated("open", issued=Date((1970,), ())),
        dated("old", issued=Date((1955,)), original_date=Date((1867,))),
        dated("bc", issued=Date((-44,))),
        dated("forthcoming-event", issued=Date(literal="forthcoming"), event_date=Date((1990,))),
        dated("none"),
    )
    for index in (index_of(shelf), Scan(shelf)):
        assert sorted(found(index, query)) == sorted(keys.split())


def test_hits_are_ordered_by_what_they_are_and_then_by_place() -> None:
    shelf = library(
        reference("z", "Words of a history"),
        reference("abstract", "Other", abstract="history of words"),
        reference("y", "Words of a history"),
        reference("begins", "Historyland of words"),
        reference("short", "History"),
    )
    hits = found(index_of(shelf), "history")
    assert hits[0] == "short"
    assert hits.index("z") < hits.index("y") < hits.index("abstract")
    assert hits.index("y") < hits.index("begins")  # a whole word counts more


def test_the_best_and_how_many_there_are(shelf: Index) -> None:
    everything = shelf.find(parse(["type:book"]))
    assert (len(everything.hits), everything.total) == (len(SHELF), len(SHELF))
    some = shelf.find(parse(["type:book"]), 3)
    assert some.total == len(SHELF)
    assert some.hits == everything.hits[:3]
    years_only = shelf.find(parse(["year:1000-2000"]), 3)
    assert (years_only.hits, years_only.total) == ((), 0)


# --- signs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        '"', '""', 'a"', '"a', "NEAR(a b)", "a NEAR/3 b", "NOT", "AND", "OR", "a AND", "^a", "a*", "*", "{a}", "(a",
        "a)", "key : a", "-a", "+a", "a:b", "author:", "author:author:a", "'; DROP TABLE words; --", "a\0b", "\ud800",
        "¦", "%", "_", "x" * 10_000, "a " * 3000, " ".join(map(str, range(3000))), '"' + "a " * 3000 + '"', "ü" * 3000,
    ],
)  # fmt: skip
def test_no_sign_is_more_than_a_sign(shelf: Index, query: str) -> None:
    if terms := parse([query]):
        shelf.find(terms, 5)


WORDS = st.sampled_from("ab abc b Äb ß O'b a-b 7 77 NEAR AND ж 中 :".split())
PIECES = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"'),
    st.builds(lambda name, word: f"{name}:{word}", st.sampled_from(["title", "author", "note", "key", "type"]), WORDS),
    st.sampled_from(["year:1973", "year:1000..", "year:-", "year:197*"]),
    st.text(max_size=6),
)


@given(
    st.lists(
        st.builds(
            reference,
            st.text(st.sampled_from("abB1:-"), min_size=1, max_size=3),
            st.lists(WORDS, max_size=4).map(" ".join),
            author=st.lists(WORDS, max_size=2).map(", ".join),
            note=st.lists(WORDS, max_size=2).map(" ".join),
        )
        | made.references(),
        max_size=5,
    ),
    st.lists(PIECES, min_size=1, max_size=3),
)
def test_the_index_finds_what_looking_through_finds(references: list[Reference], query: list[str]) -> None:
    shelf = library(*references)
    terms = parse(query)
    if terms:
        indexed, looked = index_of(shelf).find(terms), Scan(shelf).find(terms)
        assert {hit.key for hit in indexed.hits} == {hit.key for hit in looked.hits}
        assert indexed.total == looked.total


@given(made.references())
def test_any_reference_has_its_columns(one: Reference) -> None:
    assert len(columns(one.key, one)) == len(COLUMNS)
    assert all(first <= last for first, last in years(one))


# --- words that were meant ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "field", "near"),
    [("bucharin", "", "bukharin"), ("bolshevic", "title", "bolshevik"), ("bolshevic", "author", ""), ("zzzzz", "", "")],
)
def test_near_words(shelf: Index, word: str, field: str, near: str) -> None:
    assert shelf.near(word, field)[:1] == ((near,) if near else ())


def test_figures_are_near_figures(shelf: Index) -> None:
    assert "1973" in shelf.near("1974")
    assert shelf.near("cohen19") == ("cohen1973", "cohen")


# --- kept indexes -------------------------------------------------------------------------------------------------

ENTRIES = "".join(
    f"@book{{key{number}, title = {{Common word{number} Müller}}, year = {1900 + number}}}\n" for number in range(60)
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(store, "LARGE", 0)
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def references(tmp_path: Path, cache: Path) -> Mapping[Key, Reference]:
    (tmp_path / "library.bib").write_text(ENTRIES, "utf-8")
    return bib.open_library([str(tmp_path / "library.bib")]).references


def kept_file(cache: Path) -> Path:
    (file,) = cache.glob("words-*.sqlite")
    return file


def check(references: Mapping[Key, Reference]) -> None:
    index = index_of(references)
    assert isinstance(index, WordIndex)
    assert index.find(parse(["common"])).total == 60
    assert found(index, "word17 mueller") == ["key17"]
    assert found(index, "year:1917") == ["key17"]
    assert found(index, "nothing") == []


def never(path: str, references: Mapping[Key, Reference]) -> sqlite3.Connection:
    raise AssertionError("the index is kept, and was made all the same")


def test_an_index_is_made_once(references: Mapping[Key, Reference], monkeypatch: pytest.MonkeyPatch) -> None:
    check(references)
    monkeypatch.setattr(fulltext, "_written", never)
    check(references)


def test_small_libraries_have_no_file(cache: Path) -> None:
    assert found(index_of(SHELF), "cohen") == ["cohen1973"]
    assert not cache.exists()


def test_a_damaged_index_is_made_again(
    cache: Path, references: Mapping[Key, Reference], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(references)
    path = kept_file(cache)
    whole = path.read_bytes()
    chance = random.Random(1)  # noqa: S311 - any will do
    lengths = [0, 1, 19, 20, 4096, len(whole) - 4097, len(whole) - 20, len(whole) - 1]
    damages = [whole[:length] for length in lengths] + [whole + b"x", b"garbage" * 10, b"\0" * len(whole)]
    for _ in range(12):
        place = chance.randrange(len(whole))
        damages.append(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
    for data in damages:
        path.write_bytes(data)
        check(references)
        assert path.read_bytes()[-20:] == whole[-20:]


def test_an_index_that_cannot_be_kept_is_made_in_memory(
    references: Mapping[Key, Reference], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "library.bib"))
    check(references)


def test_indexes_count_as_libraries_do(
    cache: Path, references: Mapping[Key, Reference], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "ROOM", 1)
    check(references)
    assert [path.name.partition("-")[0] for path in cache.iterdir()] == ["words"]


def test_python_without_fts5(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fulltext, "_has_fts5", lambda: False)
    assert isinstance(index_of(SHELF), Scan)


def test_python_without_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    assert found(index_of(SHELF), "cohen") == ["cohen1973"]


def test_an_index_under_the_name_of_another_is_not_believed(
    cache: Path, references: Mapping[Key, Reference], tmp_path: Path
) -> None:
    (tmp_path / "other.bib").write_text("@book{a, title = {Other}}", "utf-8")
    index_of(bib.open_library([str(tmp_path / "other.bib")]).references)
    path = kept_file(cache)
    other = path.read_bytes()
    path.unlink()
    check(references)
    kept_file(cache).write_bytes(other)
    check(references)
