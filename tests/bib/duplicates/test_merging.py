"""Two entries made one: what is filled, what is joined, what is left for a human."""

from __future__ import annotations

import pytest

from citekit.bib.duplicates.merging import Conflict, field_key, fuller, merge_fields, same_value
from citekit.bib.edits.edit import BibFile
from citekit.bib.edits.merge_entries import merge_entries, plan_merge, with_id
from citekit.errors import UsageError
from citekit.findings import Source

_TWO = """@string{oup = "Oxford University Press"}
@book{a,
  author = {Deutscher, Isaac},
  title  = {The Prophet {Unarmed}},
  year   = 1959,
}
@Collection{b,
  author       = "Deutscher, I.",
  title        = {The prophet unarmed},
  date         = {1959-05},
  publisher    = oup,
  address      = {London},
  keywords     = {Trotsky, Stalin},
  timestamp    = {2020-01-01},
}
"""


def bib(text: str) -> BibFile:
    return BibFile(Source("a.bib", text))


@pytest.mark.parametrize(
    ("kept", "other", "filled", "joined", "conflicts"),
    [
        ({"title": "A"}, {"title": "a", "note": "n"}, {"note": "n"}, {}, []),
        ({"journal": "J"}, {"journaltitle": "J"}, {}, {}, []),
        ({"journal": "J"}, {"journaltitle": "K"}, {}, {}, ["journal"]),
        ({"pages": "1--2"}, {"pages": "1-2"}, {}, {}, []),
        ({"volume": "II"}, {"volume": "2"}, {}, {}, []),
        ({"doi": "10.1000/A"}, {"doi": "https://doi.org/10.1000/a"}, {}, {}, []),
        ({"isbn": "0-19-502697-7"}, {"isbn": "9780195026979"}, {}, {}, []),
        ({"keywords": "a, b"}, {"keywords": "B, c"}, {}, {"keywords": "a, b, c"}, []),
        ({"year": "1973"}, {"year": "1973", "month": "may"}, {"month": "may"}, {}, []),
        ({"date": "1973-05"}, {"year": "1973", "month": "may"}, {}, {}, []),
        ({"date": "1973-05-01"}, {"year": "1973", "month": "5"}, {}, {}, []),
        ({"year": "1973"}, {"date": "1973-05"}, {}, {}, ["date"]),
        ({"year": "1973"}, {"year": "1974", "month": "may"}, {}, {}, ["date"]),
        ({"title": ""}, {"title": "A"}, {"title": "A"}, {}, []),
        ({"url": "https://a.org/A"}, {"url": "https://a.org/a"}, {}, {}, ["url"]),
    ],
)
def test_fields_of_two_entries(
    kept: dict[str, str], other: dict[str, str], filled: dict[str, str], joined: dict[str, str], conflicts: list[str]
) -> None:
    merged = merge_fields(kept, other, field_key)
    assert (merged.filled, merged.joined) == (filled, joined)
    assert [one.name for one in merged.conflicts] == conflicts


def test_nothing_is_lost_between_the_three() -> None:
    kept, other = {"title": "A", "note": "x"}, {"title": "B", "note": "x", "doi": "10.1/2", "file": "f"}
    merged = merge_fields(kept, other)
    told = {*merged.filled, *merged.joined, *(one.name for one in merged.conflicts)}
    assert told == {name for name, value in other.items() if kept.get(name) != value}


def test_values_that_say_the_same() -> None:
    assert same_value("title", "The Ring", "the  ring")
    assert not same_value("abstract", "A", "a")


def test_the_fuller_entry_comes_first_and_bywork_does_not_count() -> None:
    entries = [("a", {"title": "T", "file": "f", "abstract": "x" * 99}), ("b", {"title": "T", "year": "1"})]
    assert fuller(entries) == ["b", "a"]


@pytest.mark.parametrize(
    ("first", "second", "fullest"),
    [
        ("Mueller", "Müller", "second"),
        ("Strasse", "Straße", "second"),
        ("Müller", "Mueller, J.", "second"),
        ("Muller", "Mullor", "first"),
    ],
)
def test_letters_written_as_two_make_an_entry_no_fuller(first: str, second: str, fullest: str) -> None:
    assert fuller([("first", {"author": first}), ("second", {"author": second})])[0] == fullest


def test_a_plan_tells_what_would_become_of_every_field() -> None:
    plan = plan_merge(bib(_TWO), "a", bib(_TWO), "b")
    assert list(plan.fields.filled) == ["publisher", "address", "keywords", "timestamp"]
    assert [one.name for one in plan.open] == ["entrytype", "author", "date"]
    assert plan.open[2] == Conflict("date", "year = 1959", "date = 1959-05")


def test_a_merge_fills_takes_and_keeps() -> None:
    file = bib(_TWO)
    merged = merge_entries(file, file, plan_merge(file, "a", file, "b"), take=("date", "entrytype"))
    assert merged.text.startswith("""@string{oup = "Oxford University Press"}
@collection{a,
  author = {Deutscher, Isaac},
  title  = {The Prophet {Unarmed}},
  date   = {1959-05},
  publisher = oup,
  address = {London},
  keywords = {Trotsky, Stalin},
  timestamp = {2020-01-01},
}
""")


def test_a_string_is_taken_as_one_where_it_is_defined_above() -> None:
    file = bib("@string{s = {S}}\n@book{b, publisher = s}\n@book{a, title = {T}}\n")
    merged = merge_entries(file, file, plan_merge(file, "a", file, "b"))
    assert merged.value("a", "publisher") == "s"
    other = bib("@book{a, title = {T}}\n")
    assert merge_entries(other, file, plan_merge(other, "a", file, "b")).value("a", "publisher") == "{S}"


def test_what_is_no_difference_cannot_be_taken() -> None:
    file = bib(_TWO)
    with pytest.raises(UsageError, match="do not differ in 'titel'"):
        merge_entries(file, file, plan_merge(file, "a", file, "b"), take=("titel",))


def test_an_entry_is_not_merged_with_itself() -> None:
    with pytest.raises(UsageError, match="with itself"):
        plan_merge(bib(_TWO), "a", bib(_TWO), "a")


@pytest.mark.parametrize(
    ("ids", "expected"),
    [("", "{b}"), (", ids = {x}", "{x, b}"), (", ids = {x, b}", "{x, b}"), (', ids = "x"', '"x, b"')],
)
def test_the_other_key_is_kept_among_the_ids(ids: str, expected: str) -> None:
    assert with_id(bib(f"@book{{a, title = {{T}}{ids}}}"), "a", "b").value("a", "ids") == expected


def test_what_somebody_noted_is_not_left_out_unasked() -> None:
    kept = {"note": "2 vols", "annotation": "see p. 3", "timestamp": "2020", "file": "a.pdf"}
    merged = merge_fields(kept, {"note": "signed", "annotation": "bad index", "timestamp": "2021", "file": "b.pdf"})
    assert [one.name for one in merged.conflicts if not one.minor] == ["note", "annotation"]
    assert merged.joined == {"file": "a.pdf;b.pdf"}
