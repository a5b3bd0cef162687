"""What an entry takes over from others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit import bib
from citekit.bib import bibtex
from citekit.bib.bibfile.blocks import read_blocks
from citekit.bib.inheritance.containers import inherit
from citekit.bib.inheritance.rules import NEVER
from citekit.findings import Finding, Severity, Source
from citekit.model import Date, Key, Library, Reference
from citekit.richtext import plain

TITLES = ("title", "subtitle", "titleaddon")
KEPT = ("shorttitle", "sorttitle", "indextitle", "indexsorttitle")


def complete(text: str) -> tuple[dict[str, dict[str, str]], list[Finding]]:
    """Return the fields of each entry by its key, and what is wrong."""
    findings: list[Finding] = []
    entries = inherit(read_blocks(Source("a.bib", text)).entries, findings)
    return {entry.key: {name: field.value for name, field in entry.fields.items()} for entry in entries}, findings


def child(own: str, parent: str, *, child_type: str = "inbook", parent_type: str = "book") -> dict[str, str]:
    """Return the fields of a child with the fields *own* of a parent with the fields *parent*."""
    entries, findings = complete(f"@{child_type}{{c, crossref = {{p}}, {own}}}\n@{parent_type}{{p, {parent}}}")
    assert {finding.rule for finding in findings} <= {"crossref-title"}
    del entries["c"]["crossref"]
    return entries["c"]


# biblatex manual, appendix B: parents | children | what becomes of title, subtitle and titleaddon.
TABLE = """
mvbook | book inbook bookinbook suppbook | main
mvcollection mvreference | collection reference incollection inreference suppcollection | main
mvproceedings | proceedings inproceedings conference | main
book | inbook bookinbook suppbook | book
collection reference | incollection inreference suppcollection | book
proceedings | inproceedings conference | book
periodical | article suppperiodical | journal
"""
ROWS = [
    (parent, heir, prefix)
    for parents, heirs, prefix in (line.split(" | ") for line in TABLE.strip().splitlines())
    for parent in parents.split()
    for heir in heirs.split()
]


@pytest.mark.parametrize(("parent", "heir", "prefix"), ROWS)
def test_titles_of_a_whole_are_titles_of_its_part_on_a_level_above(parent: str, heir: str, prefix: str) -> None:
    given_fields = ", ".join(f"{name} = {{{name}}}" for name in (*TITLES, *KEPT))
    found = child("note = {n}", given_fields, child_type=heir, parent_type=parent)
    assert found == {"note": "n"} | {f"{prefix}{name}": name for name in TITLES}


@pytest.mark.parametrize(
    ("parent", "heir"),
    [
        ("book", "article"),
        ("book", "incollection"),
        ("article", "inbook"),
        ("misc", "misc"),
        ("mvbook", "incollection"),
    ],
)
def test_between_other_types_a_field_keeps_its_name(parent: str, heir: str) -> None:
    assert child("", "title = {T}, shorttitle = {S}", child_type=heir, parent_type=parent) == {
        "title": "T",
        "shorttitle": "S",
    }
    assert child("title = {own}", "title = {T}", child_type=heir, parent_type=parent) == {"title": "own"}


@pytest.mark.parametrize("parent", ["book", "mvbook"])
@pytest.mark.parametrize("heir", ["inbook", "bookinbook", "suppbook"])
def test_the_author_of_a_book_is_author_and_bookauthor_of_its_part(parent: str, heir: str) -> None:
    assert child("", "author = {A}", child_type=heir, parent_type=parent) == {"author": "A", "bookauthor": "A"}
    own = child("author = {B}", "author = {A}", child_type=heir, parent_type=parent)
    assert own == {"author": "B", "bookauthor": "A"}


def test_the_bookauthor_of_a_book_gives_way_to_its_author() -> None:
    assert child("", "bookauthor = {B}, author = {A}") == {"author": "A", "bookauthor": "A"}


@pytest.mark.parametrize("name", sorted(NEVER - {"crossref", "xdata"}))
def test_what_an_entry_is_known_by_stays_with_it(name: str) -> None:
    assert child("title = {T}", f"{name} = {{p2}}") == {"title": "T"}


def test_annotations_stay_with_what_they_annotate() -> None:
    assert child("title = {T}", "author = {A}, author+an = {1=x}") == {"title": "T", "author": "A", "bookauthor": "A"}


def test_nothing_is_overridden_and_blank_counts_as_nothing() -> None:
    found = child("publisher = {own}, location = { }, booktitle = {}", "publisher = {P}, location = {L}, title = {T}")
    assert found == {"publisher": "own", "location": "L", "booktitle": "T"}


@pytest.mark.parametrize(
    ("own", "given_name", "taken"),
    [
        ("address", "location", False),
        ("location", "address", False),
        ("journal", "journaltitle", False),
        ("institution", "school", False),
        ("publisher", "address", True),
    ],
)
def test_a_field_with_two_names_is_one(own: str, given_name: str, taken: bool) -> None:
    found = child(f"{own} = {{own}}", f"{given_name} = {{given}}")
    assert found == {own: "own"} | ({given_name: "given"} if taken else {})


def test_of_two_names_in_a_parent_the_newer_holds() -> None:
    assert child("", "address = {old}, location = {new}") == {"location": "new"}


def test_a_booktitle_that_is_given_for_the_parts_is_taken_where_no_rule_gives_one() -> None:
    # As files for BibTeX have it: a collected volume says its title twice.
    assert child("title = {C}", "title = {P}, booktitle = {P}", child_type="incollection")["booktitle"] == "P"
    assert child("title = {C}", "title = {P}, booktitle = {B}")["booktitle"] == "P"


@pytest.mark.parametrize(
    ("own", "parent", "told"),
    [
        ("title = {C}", "@book{p, title = {P}}", True),
        ("title = {C}", "@book{p, title = {P}, booktitle = {P}}", False),
        ("title = {C}, booktitle = {B}", "@book{p, title = {P}}", False),
        ("", "@book{p, title = {P}}", False),
        ("title = {C}", "@collection{p, title = {P}}", False),
        ("title = {C}", "@book{p, note = {N}}", False),
    ],
)
def test_a_part_that_gets_no_title_of_its_whole_is_told(own: str, parent: str, told: bool) -> None:
    _, findings = complete(f"@incollection{{c, crossref = {{p}}, {own}}}\n{parent}")
    assert [finding.rule for finding in findings] == ["crossref-title"] * told


# own | the parent's | what the child has
DATES = """
 | date=2001-02-03, origdate=1990, eventdate=1991/1992, urldate=2000 | date=2001-02-03, origdate=1990, \
eventdate=1991/1992, urldate=2000
 | year=2001, month=5 | year=2001, month=5
date=1980 | date=2001-02-03 | date=1980
date=1980 | year=2001, month=5 | date=1980
date=1980 | date=2001/2005 | date=1980
year=1980 | date=2001-02-03 | year=1980
year=1980 | year=2001, month=5 | year=1980
year=2001 | year=2001, month=5 | year=2001, month=5
month=8 | year=2001, month=5 | month=8, year=2001
month=8 | date=2001-02-03 | month=8, year=2001
day=8 | year=2001, month=5 | day=8, year=2001, month=5
month=8 | title=P | month=8, booktitle=P
date= | date=2001 | date=2001
origdate=1980 | date=2001, origdate=1990-05 | origdate=1980, date=2001
origdate=1980 | eventdate=1990/1991 | origdate=1980, eventdate=1990/1991
"""


def pairs(text: str) -> dict[str, str]:
    return {name.strip(): value for name, _, value in (pair.partition("=") for pair in text.split(",") if pair.strip())}


@pytest.mark.parametrize(("own", "parent", "expected"), [line.split("|") for line in DATES.strip("\n").splitlines()])
def test_a_date_is_taken_over_whole_or_not_at_all(own: str, parent: str, expected: str) -> None:
    written = [
        ", ".join(f"{name} = {{{value.strip()}}}" for name, value in pairs(one).items()) for one in (own, parent)
    ]
    assert child(*written) == {name: value.strip() for name, value in pairs(expected).items()}


def test_levels_add_up() -> None:
    entries, findings = complete(
        "@inbook{c, title = {C}, crossref = {b}}\n@book{b, title = {B}, location = {L}, crossref = {m}}\n"
        "@mvbook{m, title = {M}, subtitle = {S}, author = {A}, editor = {E}, location = {other}}"
    )
    assert findings == []
    assert entries["c"] == {
        "title": "C", "crossref": "b", "booktitle": "B", "location": "L", "maintitle": "M", "mainsubtitle": "S",
        "author": "A", "bookauthor": "A", "editor": "E",
    }  # fmt: skip


def test_xref_and_related_give_nothing_over() -> None:
    entries, _ = complete("@book{a, xref = {b}, related = {b}, entryset = {b}}\n@book{b, note = {n}}")
    assert entries["a"] == {"xref": "b", "related": "b", "entryset": "b"}


@pytest.mark.parametrize("key", ["p", "P", " p ", "other", "another one"])
def test_a_parent_is_found_by_its_key_in_any_case_and_by_its_aliases(key: str) -> None:
    entries, findings = complete(
        f"@book{{c, crossref = {{{key}}}}}\n@misc{{p, note = {{n}}, ids = {{other, another one}}}}"
    )
    assert findings == []
    assert entries["c"]["note"] == "n"


def test_a_key_in_its_own_case_comes_first() -> None:
    entries, _ = complete("@book{c, crossref = {P}}\n@misc{p, note = {small}}\n@misc{P, note = {large}}")
    assert entries["c"]["note"] == "large"


# --- xdata ---


def test_containers_give_all_they_have_and_come_before_the_parent() -> None:
    entries, findings = complete(
        "@book{a, title = {T}, xdata = {x, y}, crossref = {p}}\n@book{p, publisher = {P}, location = {L}, note = {n}}\n"
        "@xdata{x, title = {X}, publisher = {X}, label = {l}, shorthand = {s}}\n"
        "@xdata{y, publisher = {Y}, xdata = {z}, options = {skipbib}}\n@xdata{z, location = {Z}}"
    )
    assert findings == []
    assert entries["a"] == {
        "title": "T", "xdata": "x, y", "crossref": "p", "publisher": "Y", "location": "Z", "note": "n", "label": "l",
        "shorthand": "s",
    }  # fmt: skip


def test_a_child_has_what_its_parent_has_from_a_container() -> None:
    entries, _ = complete("@inbook{c, crossref = {p}}\n@book{p, xdata = {x}}\n@xdata{x, title = {T}, publisher = {P}}")
    assert entries["c"] == {"crossref": "p", "booktitle": "T", "publisher": "P"}


def test_an_entry_that_is_no_container_gives_nothing_by_xdata() -> None:
    entries, findings = complete("@book{a, xdata = {b}}\n@book{b, note = {n}}")
    assert "note" not in entries["a"]
    assert [(finding.rule, finding.severity) for finding in findings] == [("xdata", Severity.WARNING)]


CONTAINERS = """
@xdata{people, author = {Ann Able and Ben Bell}, editor = {Cy Cole and xdata=more-people-editor}}
@xdata{more-people, editor = {Di Dove}, title = {Some Title}, note = {A note}}
@xdata{places, location = {London and Paris}, date = {1999}, year = {1998}, address = {Old}}
"""


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("author", "Ed Eden and xdata=people-author-2", "Ed Eden and Ben Bell"),
        ("author", "xdata=people-author and Ed Eden", "Ann Able and Ben Bell and Ed Eden"),
        ("author", "xdata=people", "Ann Able and Ben Bell"),
        ("editor", "xdata = people-editor-2", "Di Dove"),
        ("translator", "xdata=people-author-1", "Ann Able"),
        ("title", "xdata=more-people-title", "Some Title"),
        ("title", "xdata=MORE-people-title", "Some Title"),
        ("location", "xdata=places-location-1 and Rome", "London and Rome"),
        ("publisher", "xdata=places-location-2", "Paris"),
        ("location", "{xdata=places-location-1 and Rome}", "{xdata=places-location-1 and Rome}"),
        ("note", "see xdata=more-people-note", "see xdata=more-people-note"),
        ("year", "xdata=places-year", "1998"),
        ("date", "xdata=places-date", "1999"),
    ],
)
def test_single_values_come_from_containers(name: str, value: str, expected: str) -> None:
    entries, findings = complete(f"@book{{a, {name} = {{{value}}}}}{CONTAINERS}")
    assert findings == []
    assert entries["a"][name] == expected


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("publisher", "xdata=people", "it has no 'publisher'"),
        ("note", "xdata=people-note", "it has no 'note'"),
        ("author", "xdata=people-author-3", "has no member 3"),
        ("author", "xdata=people-author-0", "has no member 0"),
        ("author", "xdata=people-author-x", "has no member x"),
        ("location", "xdata=people-author-1", "another kind of field"),
        ("title", "xdata=places-location", "another kind of field"),
        ("title", "xdata=more-people-title-1", "is no list"),
        ("note", "xdata=missing-note", "no such @xdata entry"),
        ("note", "xdata=b-note", "no such @xdata entry"),
    ],
)
def test_a_value_that_is_not_there_is_told_and_left_out(name: str, value: str, message: str) -> None:
    entries, findings = complete(f"@book{{a, {name} = {{{value}}}}}\n@book{{b, note = {{n}}}}{CONTAINERS}")
    assert entries["a"][name] == ""
    assert [finding.rule for finding in findings] == ["xdata"]
    assert message in findings[0].message


# --- what is wrong ---


def test_a_parent_that_is_not_there_is_told_and_the_entry_stays() -> None:
    entries, findings = complete("@book{a, title = {T}, crossref = {bukharim}}\n@book{bukharin}")
    assert entries["a"]["title"] == "T"
    (finding,) = findings
    assert (finding.rule, finding.where.line) == ("unknown-crossref", 1)
    assert "bukharin" in finding.hint


@pytest.mark.parametrize(
    ("text", "circle"),
    [
        ("@book{a, crossref = {a}}", "a → a"),
        ("@book{a, crossref = {b}}\n@book{b, crossref = {c}}\n@book{c, crossref = {a}}", "a → b → c → a"),
        ("@book{z, crossref = {a}}\n@book{a, crossref = {b}}\n@book{b, crossref = {a}}", "a → b → a"),
        ("@xdata{a, xdata = {b}}\n@xdata{b, xdata = {a}}", "a → b → a"),
        ("@xdata{a, note = {xdata=b-note}}\n@xdata{b, note = {xdata=a-note}}", "a → b → a"),
    ],
)
def test_circles_are_told_once(text: str, circle: str) -> None:
    _, findings = complete(text)
    circles = [finding for finding in findings if finding.rule == "crossref-cycle"]
    assert len(circles) == 1
    assert circle in circles[0].message


def test_a_long_line_of_parents_is_no_trouble() -> None:
    levels = 5000
    text = "\n".join(f"@book{{k{level}, crossref = {{k{level + 1}}}}}" for level in range(levels))
    entries, findings = complete(f"{text}\n@book{{k{levels}, publisher = {{P}}}}")
    assert findings == []
    assert all(fields["publisher"] == "P" for fields in entries.values())


KEYS = st.sampled_from("abcde")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["book", "inbook", "mvbook", "xdata", "set"]),
            st.lists(KEYS, max_size=2),
            st.none() | KEYS,
            st.none() | KEYS,
        ),
        max_size=6,
    )
)
def test_any_graph_comes_to_an_end_and_keeps_what_entries_have(
    made: list[tuple[str, list[str], str | None, str | None]],
) -> None:
    text = ""
    for number, (kind, containers, parent, granular) in enumerate(made):
        text += f"@{kind}{{{'abcdef'[number]}, title = {{T{number}}}, note = {{N{number}}}"
        text += f", xdata = {{{','.join(containers)}}}" if containers else ""
        text += f", crossref = {{{parent}}}" if parent else ""
        text += f", usera = {{xdata={granular}-note}}}}\n" if granular else "}\n"
    entries, _ = complete(text)
    assert [(fields["title"], fields["note"]) for fields in entries.values()] == [
        (f"T{number}", f"N{number}") for number in range(len(made))
    ]


# --- files ---


def library(*texts: str) -> list[Library]:
    sources = [Source(f"{number}.bib", text) for number, text in enumerate(texts)]
    references: list[dict[Key, Reference]] = [{} for _ in texts]
    findings: list[list[Finding]] = [[] for _ in texts]
    for place, reference in bibtex.read_each(sources, findings):
        references[place][reference.key] = reference
    return [Library(own, tuple(found)) for own, found in zip(references, findings, strict=True)]


def test_a_parent_may_be_in_another_file() -> None:
    first, second = library("@inbook{c, title = {C}, crossref = {p}}", "@book{p, title = {P}, year = 1990}")
    assert first.findings == second.findings == ()
    assert plain(first.references[Key("c")].texts["container-title"]) == "P"
    assert first.references[Key("c")].dates["issued"] == Date((1990,))
    assert list(second.references) == ["p"]


def test_what_is_wrong_is_told_in_the_file_where_it_stands() -> None:
    first, second = library("@book{a}", "\n@book{b, crossref = {x}}")
    assert first.findings == ()
    assert [str(finding.where)[:8] for finding in second.findings] == ["1.bib:2:"]


def test_files_of_one_library_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "parts.bib").write_text("@inbook{c, title = {C}, crossref = {p}}", encoding="utf-8")
    (tmp_path / "wholes.bib").write_text("@book{p, title = {P}}", encoding="utf-8")
    found = bib.open_library([str(tmp_path / "parts.bib"), str(tmp_path / "wholes.bib")])
    assert found.findings == ()
    assert plain(found.references[Key("c")].texts["container-title"]) == "P"
