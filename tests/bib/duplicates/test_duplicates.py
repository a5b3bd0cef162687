"""Duplicates found: pairs that were judged by hand, groups, and what is proposed for them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.bibtex import read
from citekit.bib.duplicates.alike import People, compare_people, same_container
from citekit.bib.duplicates.identifiers import arxiv, doi, identifiers, isbns
from citekit.bib.duplicates.likeness import Likeness, compare
from citekit.bib.duplicates.proposals import find_duplicates
from citekit.bib.duplicates.titles import Titles, compare_titles, read_title
from citekit.bib.duplicates.traits import Person, person, traits
from citekit.findings import Source
from citekit.folding import folded, number_key, title_key
from citekit.model import Key, Library, Name, Reference
from citekit.values import replace

_HERE = Path(__file__).parent


def library(text: str) -> Library:
    return read(Source("a.bib", text))


def likeness(text: str) -> Likeness:
    first, second = library(text).references.values()
    return compare(traits(first), traits(second))


def pairs(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((_HERE / name).read_text("utf-8"))["pair"]
    return found


@pytest.mark.parametrize("pair", pairs("duplicate_pairs.toml"), ids=lambda pair: pair["what"])
def test_a_pair_is_judged_as_by_hand(pair: dict[str, str]) -> None:
    found = likeness(pair["entries"])
    assert found.verdict == pair["verdict"], found
    assert pair.get("said", "") in " | ".join((*found.reasons, *found.differences))


@pytest.mark.parametrize("pair", pairs("duplicate_pairs_held_out.toml"), ids=lambda pair: pair["what"])
def test_a_pair_that_the_weights_were_not_chosen_by(pair: dict[str, str]) -> None:
    found = likeness(pair["entries"])
    assert (found.verdict == "duplicate") == (pair["verdict"] == "duplicate"), found


@pytest.mark.parametrize("pair", pairs("duplicate_pairs.toml"), ids=lambda pair: pair["what"])
def test_the_order_of_a_pair_does_not_matter(pair: dict[str, str]) -> None:
    first, second = (traits(one) for one in library(pair["entries"]).references.values())
    there, back = compare(first, second), compare(second, first)
    assert (there.verdict, there.confidence) == (back.verdict, back.confidence)


def test_every_pair_is_found_in_a_library_of_all() -> None:
    """Blocking loses none, whatever else is in the library; a few works are in more pairs than one."""
    references: dict[Key, Reference] = {}
    every = pairs("duplicate_pairs.toml")
    for number, pair in enumerate(every):
        for key, reference in library(pair["entries"]).references.items():
            references[Key(f"{key}{number}")] = replace(reference, key=Key(f"{key}{number}"))
    found = [set(one.keys) for one in find_duplicates(Library(references)).proposals]
    for number, pair in enumerate(every):
        together = any({f"a{number}", f"b{number}"} <= keys for keys in found)
        assert together == (pair["verdict"] == "duplicate"), pair["what"]


@pytest.mark.parametrize("field", ["crossref", "xref"])
def test_a_part_is_not_its_whole(field: str) -> None:
    works = "author={Jan Berg}, title={Collected Works}, date={1920}"
    found = likeness(f"@mvbook{{a, {works}}} @book{{b, {field}={{a}}, {works}, volume=2}}")
    assert found.verdict == "related"
    assert "b is a part of a" in found.differences


# --- groups and proposals -----------------------------------------------------------------------------------

_THREE = """
@article{first, author={Getty, J. Arch}, title={State and Society under Stalin}, journal={Slavic Review}, volume=50, pages={18--35}, year=1991}
@article{fullest, author={Getty, J. Arch}, title={State and Society under Stalin: Constitutions and Elections}, journal={Slavic Review}, volume=50, number=1, pages={18--35}, year=1991, doi={10.2307/2500596}}
@misc{last, author={Getty, J. A.}, title={State and society under Stalin}, year=1991, url={https://www.jstor.org/stable/2500596}, keywords={Stalin}}
"""  # noqa: E501


def test_three_entries_are_one_proposal() -> None:
    (proposal,) = find_duplicates(library(_THREE)).proposals
    assert proposal.keep == "fullest"
    assert set(proposal.keys) == {"first", "fullest", "last"}
    assert proposal.filled["keyword"] == ("last", "Stalin")
    assert "same JSTOR 2500596" in proposal.reasons
    conflicts = {(key, one.name): (one.kept, one.other) for key, one in proposal.conflicts}
    assert conflicts[Key("last"), "author"] == ("Getty, J. Arch", "Getty, J. A.")
    assert (Key("first"), "title") in conflicts


def test_an_entry_without_edition_joins_one_edition_and_not_both() -> None:
    text = "".join(
        f"@book{{{key}, author={{Fitzpatrick, Sheila}}, title={{The Russian Revolution in Four Lectures for Students}}"
        f", publisher={{OUP}}{more}}}\n"
        for key, more in (("second", ", edition=2"), ("none", ""), ("third", ", edition=3"))
    )
    found = find_duplicates(library(text))
    assert all(not {"second", "third"} <= set(one.keys) for one in found.proposals)
    assert len(found.proposals) == 1
    (related,) = [one for one in found.related if {one.first, one.second} == {"second", "third"}]
    assert related.differences == ("different editions (2, 3)",)


def test_least_leaves_out_what_is_less_sure() -> None:
    found = find_duplicates(library(_THREE), least=1.0)
    assert all(one.confidence == 1.0 for one in found.proposals)


def test_a_large_block_of_one_title_stays_near_linear() -> None:
    """Two thousand editorials: every one alike in title, and only the two with one page are one."""
    text = "".join(
        f"@article{{e{number}, title={{Editorial}}, author={{Jones, Ann}}, journal={{Soviet Studies}}, "
        f"volume={number // 4}, number={number % 4}, pages={{{number}}}, year={1900 + number // 8}}}\n"
        for number in range(2000)
    )
    twin = (
        "@article{twin, title={Editorial}, author={Jones, A.}, journal={Sov. Stud.}, volume=250, number=1, "
        "pages={1001}, year=2025}"
    )
    (proposal,) = find_duplicates(library(text + twin)).proposals
    assert set(proposal.keys) == {"e1001", "twin"}


@given(st.lists(st.sampled_from(range(40)), max_size=30, unique=True), st.randoms(use_true_random=False))
def test_finding_does_not_depend_on_the_order_of_entries(chosen: list[int], random: st.DataObject) -> None:
    every = pairs("duplicate_pairs.toml")
    references = {
        Key(f"{key}{number}"): replace(one, key=Key(f"{key}{number}"))
        for number in chosen
        for key, one in library(every[number]["entries"]).references.items()
    }
    keys = list(references)
    random.shuffle(keys)  # type: ignore[attr-defined]  # hypothesis' own Random
    groups = [
        {frozenset(one.keys) for one in find_duplicates(Library({key: references[key] for key in order})).proposals}
        for order in (list(references), keys)
    ]
    assert groups[0] == groups[1]


# --- the parts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10.1093/OBO/978-0", "10.1093/obo/978-0"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("doi: 10.1000/182.", "10.1000/182"),
        ("(doi:10.1000/abc(12)3)", "10.1000/abc(12)3"),
        (r"10.1007/978-3-540-88851-2\_11", "10.1007/978-3-540-88851-2_11"),
        ("10.1175/1520-0493(1987)115<1606:GARS>2.0.CO;2", "10.1175/1520-0493(1987)115<1606:gars>2.0.co;2"),
        ("10.1002/%28SICI%291097", "10.1002/(sici)1097"),
        ("none", ""),
    ],
)
def test_doi_in_one_spelling(written: str, expected: str) -> None:
    assert doi(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0-393-00752-9", ("9780393007527",)),
        ("978-0-393-00752-7 (pbk.)", ("9780393007527",)),
        ("0-8044-2957-X, 9780804429573", ("9780804429573",)),
        ("0-8044-2957-1", ("0804429571",)),
        ("ISBN 978 3 16 148410 0; 0-306-40615-2", ("9783161484100", "9780306406157")),
        ("12345", ()),
    ],
)
def test_isbn_in_one_spelling(written: str, expected: tuple[str, ...]) -> None:
    assert isbns(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("arXiv:1706.03762v5", "1706.03762"),
        ("hep-th/9711200", "hep-th/9711200"),
        ("math.GT/0309136", "math/0309136"),
        ("17060", ""),
    ],
)
def test_arxiv_in_one_spelling(written: str, expected: str) -> None:
    assert arxiv(written) == expected


def test_identifiers_are_found_where_exporters_leave_them() -> None:
    (one,) = library(
        "@article{a, title={T}, journal={arXiv preprint arXiv:1706.03762}, note={PMID: 13054692; PMC1234567}, "
        "url={https://www.jstor.org/stable/10.2307/2500596}, eprinttype={hdl}, eprint={2027/mdp.39015}}"
    ).references.values()
    found = identifiers(one)
    assert {("arXiv", "1706.03762"), ("PMID", "13054692"), ("PMCID", "PMC1234567"), ("JSTOR", "2500596")} <= found


@pytest.mark.parametrize(
    ("written", "whole", "main", "part", "edition", "marks"),
    [
        ("Stalin, Vol. 1: Paradoxes of Power", "stalin paradoxes of power", "stalin", "1", "", set()),
        ("The Elements of Style, Fourth Edition", "elements of style", "elements of style", "", "4", set()),
        ("Kapitál. Teil II", "kapital", "kapital", "2", "", set()),
        ("Review of Lenin: A Biography", "lenin a biography", "lenin", "", "", {"review"}),
        ("Erratum: Spin waves", "spin waves", "spin waves", "", "", {"correction"}),
        ("Response surface methodology", "response surface methodology", "response surface methodology", "", "", set()),
        ("Vitamin C", "vitamin c", "vitamin c", "", "", set()),
        ("Peter I", "peter", "peter", "1", "", set()),
        ("Who? What?", "who what", "who", "", "", set()),
        ("Left Hand of Darkness, The", "left hand of darkness", "left hand of darkness", "", "", set()),
    ],
)
def test_what_a_title_says(  # noqa: PLR0917 - a column each
    written: str, whole: str, main: str, part: str, edition: str, marks: set[str]
) -> None:
    found = read_title(written)
    assert (found.whole, found.main, found.part, found.edition) == (whole, main, part, edition)
    assert found.marks == marks


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Socialism in one country", "Socialism in one contry", Titles.NEAR),
        ("Large data banks", "Large databanks", Titles.SAME),
        ("Shared large data banks", "Shard large databanks", Titles.NEAR),
        ("The famine of 1932-33", "The famine of 1932-1933", Titles.NEAR),
        ("World Report 2019", "World Report 2020", Titles.OTHER_NUMBER),
        ("Stalin: Paradoxes of Power", "Stalin: Waiting for Hitler", Titles.OTHER_SUBTITLE),
        ("Stalin: Paradoxes of Power", "Stalin", Titles.NO_SUBTITLE),
        ("Stalin", "Stalin and his hangmen", Titles.OTHER),
        ("Microeconomic theory of firm and market", "Macroeconomic theory of firm and market", Titles.ALIKE),
        ("Symmetric encryption", "Asymmetric encryption", Titles.OTHER),
        ("", "Stalin", Titles.UNKNOWN),
    ],
)
def test_titles_compared(first: str, second: str, expected: Titles) -> None:
    keys = [(read.whole, read.main) for read in map(read_title, (first, second))]
    assert compare_titles(*keys)[0] is expected
    assert compare_titles(*reversed(keys))[0] is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([Name("Cohen", "Stephen F.")], [Name("Cohen", "S.")], People.SAME),
        ([Name("Smith", "J. A.")], [Name("JA", "Smith")], People.SAME),
        ([Name("Müller", "K.-J.")], [Name("Mueller", "Klaus-Jürgen")], People.SAME),
        ([Name("Hagen", "Mark", dropping_particle="von")], [Name("von Hagen", "M.")], People.SAME),
        ([Name("Li", "Wei")], [Name("Wei", "Li")], People.SAME),
        ([Name("Carr", "E. H.")], [Name("Carr", "Edward Hallett")], People.SAME),
        ([Name(literal="IPCC")], [Name(literal="Intergovernmental Panel on Climate Change")], People.SAME),
        ([Name("Smith", "Adam")], [Name("Smith", "Zadie")], People.OTHER_GIVEN),
        ([Name("A", "X"), Name("Bee", "Y")], [Name("Bee", "Y"), Name("A", "X")], People.ORDER),
        ([Name("Suny", "R.")], [Name("Conquest", "R.")], People.OTHER),
        ([Name(literal="ATLAS Collaboration")], [Name("Aad", "G.")], People.INSTITUTION),
        ([], [Name("Conquest", "R.")], People.UNKNOWN),
    ],
)
def test_people_compared(first: list[Name], second: list[Name], expected: People) -> None:
    ours, theirs = ([person(name) for name in names] for names in (first, second))
    assert compare_people(ours, theirs) is expected
    assert compare_people(theirs, ours) is expected


def test_a_list_that_breaks_off_is_the_whole_list() -> None:
    one, other = Person("smith", ("j",)), Person("doe", ("r",))
    assert compare_people([one], [one, other], others=True) is People.SAME
    assert compare_people([one], [one, other]) is People.FEWER


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Slavic Review", "Slav. Rev.", True),
        ("The Quarterly Journal of Economics", "Q. J. Econ.", True),
        ("Proceedings of the National Academy of Sciences", "PNAS", True),
        ("Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition", "CVPR", True),
        ("Stalinist Terror: New Perspectives", "Stalinist Terror", True),
        ("Nature", "Nature Physics", False),
        ("Physica A", "Physica D", False),
        ("Past and Present", "History Today", False),
    ],
)
def test_names_of_journals_compared(first: str, second: str, *, same: bool) -> None:
    assert same_container([title_key(first)], [title_key(second)]) is same


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.integers(1, 3000))
def test_numbers_in_any_spelling_are_one(number: int) -> None:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
    assert {number_key(one) for one in (f"{number}", f"{number}{ending}", f"Vol. {number}", f"0{number}")} == {
        str(number)
    }
