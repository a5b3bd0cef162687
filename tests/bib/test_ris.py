"""RIS: types, tags, dialects, and files that are not as they should be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.ris import read
from citekit.bib.risfile import tags
from citekit.bib.risfile.dates import parse_ris_date
from citekit.bib.risfile.names import parse_name
from citekit.bib.variables import DATES, NAMES, TEXTS, TYPES
from citekit.findings import Severity, Source
from citekit.model import NUMBER_VARIABLES, Date, Library, Name, Reference
from citekit.richtext import ITALIC, Styled, plain


def library(text: str) -> Library:
    return read(Source("a.ris", text))


def reference(type_: str, *lines: str) -> Reference:
    """The reference of a record of a type with *lines* ("T2 Title")."""
    tagged = "".join(f"{line[:2]}  - {line[3:]}\n" for line in lines)
    (found,) = library(f"TY  - {type_}\n{tagged}ER  - \n").references.values()
    return found


def said(one: Reference, variable: str) -> str:
    """What a reference says of a variable, as text."""
    if variable in one.texts:
        return plain(one.texts[variable])
    if variable in one.names:
        return "; ".join(name.literal or f"{name.family}, {name.given}" for name in one.names[variable])
    if variable in one.dates:
        return "-".join(map(str, one.dates[variable].start)) or one.dates[variable].literal
    return one.numbers.get(variable, "")


def test_the_tables_name_what_csl_has() -> None:
    assert set(tags.TYPES.values()) <= TYPES
    for table, known in ((tags.ROLES, NAMES), (tags.TEXTS, TEXTS), (tags.NUMBERS, NUMBER_VARIABLES)):
        assert {variable for of in table.values() for variable in of.values() if variable} <= known
        assert set(table) <= tags.KNOWN
        assert {type_ for of in table.values() for type_ in of if type_} <= set(tags.TYPES)
    assert {*tags.SECOND_TITLES.values(), *tags.THIRD_TITLES.values()} <= TEXTS
    assert {"issued", "accessed", "submitted", "available-date", "event-date"} <= DATES


@pytest.mark.parametrize(
    ("type_", "kind"), [one for one in tags.TYPES.items() if one[0] not in ("DICT", "ENCYC", "SER")]
)
def test_types(type_: str, kind: str) -> None:
    lines = [] if kind == "periodical" or type_ == "SER" else ["T2 T"]
    assert reference(type_, *lines).type == kind
    assert reference(type_.lower(), *lines).type == kind


@pytest.mark.parametrize(
    ("type_", "lines", "kind"),
    [
        ("DICT", ["TI Entry", "T2 Dictionary"], "entry-dictionary"),
        ("DICT", ["TI Dictionary"], "book"),
        ("ENCYC", ["TI Entry", "T2 Encyclopedia"], "entry-encyclopedia"),
        ("ENCYC", ["TI Encyclopedia"], "book"),
        ("SER", ["TI Part", "T2 Volume"], "chapter"),
        ("SER", ["TI Volume"], "book"),
    ],
)
def test_the_whole_or_a_part(type_: str, lines: list[str], kind: str) -> None:
    assert reference(type_, *lines).type == kind


@pytest.mark.parametrize(
    ("type_", "line", "variable"),
    [
        # titles
        ("JOUR", "TI x", "title"),
        ("JOUR", "T1 x", "title"),
        ("UNPB", "CT x", "title"),
        ("BOOK", "BT x", "title"),
        ("JOUR", "T2 x", "container-title"),
        ("JOUR", "JF x", "container-title"),
        ("JOUR", "JO x", "container-title"),
        ("JOUR", "JA x", "container-title"),
        ("CHAP", "T2 x", "container-title"),
        ("CHAP", "BT x", "title"),
        ("BLOG", "T2 x", "container-title"),
        ("BOOK", "T2 x", "collection-title"),
        ("BOOK", "T3 x", "collection-title"),
        ("RPRT", "T2 x", "collection-title"),
        ("CONF", "T2 x", "container-title"),
        ("CONF", "C3 x", "container-title"),
        ("MANSCPT", "T2 x", "archive_collection"),
        ("THES", "T2 x", "division"),
        ("HEAR", "T3 x", "authority"),
        ("BOOK", "ST x", "title-short"),
        ("BOOK", "TT x", "translated-title"),
        ("BOOK", "RI x", "reviewed-title"),
        ("JFULL", "JF x", "title"),
        # names
        ("BOOK", "AU x, y", "author"),
        ("BOOK", "A1 x, y", "author"),
        ("EDBOOK", "AU x, y", "editor"),
        ("EDBOOK", "A2 x, y", "collection-editor"),
        ("MPCT", "AU x, y", "director"),
        ("MUSIC", "AU x, y", "composer"),
        ("CHAP", "A2 x, y", "editor"),
        ("CHAP", "ED x, y", "editor"),
        ("CHAP", "A3 x, y", "collection-editor"),
        ("CHAP", "A4 x, y", "translator"),
        ("CHAP", "TA x, y", "translator"),
        ("BOOK", "A2 x, y", "editor"),
        ("PCOMM", "A2 x, y", "recipient"),
        ("THES", "A3 x, y", "contributor"),
        ("CASE", "A2 x", "container-title"),
        ("PAT", "A2 x", "authority"),
        # dates
        ("BOOK", "PY 1999", "issued"),
        ("BOOK", "Y1 1999///", "issued"),
        ("NEWS", "DA 1999/03/12", "issued"),
        ("ELEC", "Y2 1999/03/12/", "accessed"),
        ("PAT", "Y2 1999/03/12/", "submitted"),
        ("JOUR", "ET 1999/03/12", "available-date"),
        ("ELEC", "C1 1999", "accessed"),
        # numbers
        ("JOUR", "VL 3", "volume"),
        ("JOUR", "IS 3", "issue"),
        ("JOUR", "CP 3", "issue"),
        ("JOUR", "C7 e12", "number"),
        ("RPRT", "IS 3", "number"),
        ("STAT", "M1 3", "number"),
        ("BOOK", "M1 3", "collection-number"),
        ("BOOK", "NV 3", "number-of-volumes"),
        ("BOOK", "ET 2nd", "edition"),
        ("COMP", "ET 2.1", "version"),
        ("NEWS", "SE A", "section"),
        ("STAND", "VO 3", "number"),
        ("JOUR", "SP 3", "page"),
        ("JOUR", "SE 3", "page"),
        ("BOOK", "SP 345", "number-of-pages"),
        # identifiers, places and the rest
        ("BOOK", "SN 0-19-281065-0", "ISBN"),
        ("JOUR", "SN 0022-2801", "ISSN"),
        ("RPRT", "SN NBER 12", "number"),
        ("PAT", "SN US 12", "number"),
        ("JOUR", "C2 PMC123", "PMCID"),
        ("BOOK", "UR https://x.y", "URL"),
        ("BOOK", "LK https://x.y", "URL"),
        ("BOOK", "CY x", "publisher-place"),
        ("BOOK", "PP x", "publisher-place"),
        ("BOOK", "CP x", "publisher-place"),
        ("BOOK", "PB x", "publisher"),
        ("CASE", "PB x", "authority"),
        ("BOOK", "AB x", "abstract"),
        ("BOOK", "N2 x", "abstract"),
        ("BOOK", "N1 x", "note"),
        ("BOOK", "RN x", "annote"),
        ("BOOK", "CN x", "call-number"),
        ("BOOK", "AV x", "archive_location"),
        ("BOOK", "DB x", "source"),
        ("BOOK", "DP x", "source"),
        ("MANSCPT", "DB x", "archive"),
        ("THES", "M3 x", "genre"),
        ("ART", "M3 x", "medium"),
        ("MAP", "C1 x", "scale"),
        ("MAP", "C3 x", "dimensions"),
        ("MUSIC", "C1 x", "medium"),
        ("PAT", "C6 x", "status"),
        ("BOOK", "KW x", "keyword"),
    ],
)
def test_tags(type_: str, line: str, variable: str) -> None:
    value = line[3:].rstrip("/").replace("/0", "-").replace("/", "-")
    one = reference(type_, line)
    assert said(one, variable) == (line[3:] if "://" in line else value)
    assert one.extra == {}


@pytest.mark.parametrize("tag", ["AD", "AN", "C4", "C8", "CA", "L1", "L4", "LB", "M2", "OP", "RP", "U1", "SN"])
def test_tags_without_a_home_are_kept(tag: str) -> None:
    assert reference("BOOK", f"{tag} x", f"{tag} y").extra == {tag: "x; y"}


ENDNOTE = """TY  - BOOK
AU  - Deutscher, Isaac
A2  - Miliband, Ralph
A3  - Singer, Daniel
A4  - Löwy, Michael
CY  - London
DA  - 1959/05/06/
PB  - Oxford University Press
PY  - 1959
SP  - xii, 543 p.
T2  - A series
ID  - 17
ER  -
"""


def test_a_book_of_endnote() -> None:
    one = library(ENDNOTE).references["17"]  # type: ignore[index] # a text does
    assert [said(one, role) for role in ("author", "collection-editor", "editor", "translator")] == [
        "Deutscher, Isaac",
        "Miliband, Ralph",
        "Singer, Daniel",
        "Löwy, Michael",
    ]
    assert one.dates == {"issued": Date((1959, 5, 6))}
    assert one.numbers == {"number-of-pages": "xii, 543"}


def test_a_conference_of_endnote() -> None:
    one = reference(
        "CONF", "TI T", "T2 The conference", "C3 Its proceedings", "CY Moscow", "C1 London", "PY 1998", "C2 1999"
    )
    assert {name: plain(text) for name, text in one.texts.items()} == {
        "title": "T",
        "event-title": "The conference",
        "container-title": "Its proceedings",
        "event-place": "Moscow",
        "publisher-place": "London",
    }
    assert one.dates == {"event-date": Date((1998,)), "issued": Date((1999,))}


def test_an_article_of_zotero() -> None:
    lines = ["TI The <i>Ring</i>", "T2 Journal of Modern History", "J2 J. Mod. Hist.", "DA 1999/03/12/", "PY 1999"]
    one = reference(
        "JOUR", *lines, "SP 12", "EP 34", "SN 0022-2801, 1537-5358", "UR https://a.b", "UR https://c.d", "KW a", "KW b"
    )
    assert one.texts["title"] == ("The ", Styled(("Ring",), ITALIC))
    assert said(one, "container-title-short") == "J. Mod. Hist."
    assert said(one, "page") == "12–34"
    assert said(one, "ISSN") == "0022-2801 1537-5358"
    assert said(one, "keyword") == "a, b"
    assert one.dates["issued"] == Date((1999, 3, 12))
    assert one.extra == {"UR": "https://c.d"}


def test_an_article_of_pubmed() -> None:
    lines = [
        "TI T",
        "JO Cell",
        "JF Cell : a journal",
        "AN 123456",
        "DB PubMed",
        "C2 PMC99",
        "N1 doi: 10.1000/x.1",
        "PY 2001",
        "DA 2001 Mar 3",
    ]
    one = reference("JOUR", *lines)
    assert {name: said(one, name) for name in ("PMID", "PMCID", "DOI", "container-title", "container-title-short")} == {
        "PMID": "123456",
        "PMCID": "PMC99",
        "DOI": "10.1000/x.1",
        "container-title": "Cell : a journal",
        "container-title-short": "Cell",
    }
    assert "note" not in one.texts


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        (["SP 12", "EP 34"], "12–34"),
        (["SP 12-34"], "12–34"),
        (["SP 12-34", "EP 34"], "12–34"),
        (["SP 12", "EP 12"], "12"),
        (["SP A12", "EP A14"], "A12–A14"),
        (["EP 3"], "3"),
        (["SP 1234", "EP 41"], "1234–41"),
    ],
)
def test_pages(lines: list[str], page: str) -> None:
    assert said(reference("JOUR", *lines), "page") == page


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1999", Date((1999,))),
        ("1999///", Date((1999,))),
        ("1999/03//", Date((1999, 3))),
        ("1999/3/2/", Date((1999, 3, 2))),
        ("1999///Spring", Date((1999,), season=1)),
        ("1999///c.", Date((1999,), circa=True)),
        ("1999/03/12/Winter", Date((1999, 3, 12))),
        ("1999/03/12/1999/03/14", Date((1999, 3, 12), (1999, 3, 14))),
        ("1999-03-12", Date((1999, 3, 12))),
        ("March 12, 1999", Date((1999, 3, 12))),
        ("1999-2001", Date((1999,), (2001,))),
        ("1999/13/01", Date(literal="1999/13/01")),
        ("in press", Date(literal="in press")),
    ],
)
def test_dates(text: str, date: Date) -> None:
    assert parse_ris_date(text) == date


@pytest.mark.parametrize(
    ("text", "language"),
    [("English", "en"), ("eng", "en"), ("de-AT", "de-AT"), ("Russian", "ru"), ("Klingon", "Klingon")],
)
def test_languages(text: str, language: str) -> None:
    assert said(reference("BOOK", f"LA {text}"), "language") == language


def test_what_a_date_says_beyond_itself_is_kept() -> None:
    one = reference("JOUR", "PY 1999/03/12/Epub", "Y2 2001/01//first seen")
    assert one.dates == {"issued": Date((1999, 3, 12)), "accessed": Date((2001, 1))}
    assert one.extra == {"PY": "1999/03/12/Epub", "Y2": "2001/01//first seen"}


def test_dates_of_other_years_are_kept() -> None:
    one = reference("BOOK", "PY 1999", "DA 2001/03/12", "Y1 1999/05//")
    assert one.dates == {"issued": Date((1999, 5))}
    assert one.extra == {"DA": "2001/03/12"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cohen, Stephen F.", Name("Cohen", "Stephen F.")),
        ("Cohen,S.F.", Name("Cohen", "S.F.")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("van den Berg, Jan", Name("Berg", "Jan", non_dropping_particle="van den")),
        ("Humboldt, Alexander von", Name("Humboldt", "Alexander", "von")),
        ("Plato", Name("Plato")),
        ("Red Army", Name(literal="Red Army")),
        ("IBM UK", Name(literal="IBM UK")),
        ("Smith JM", Name("Smith", "JM")),
        ("O’Neil J.-M.", Name("O’Neil", "J.-M.")),
        ("UNESCO,", Name(literal="UNESCO")),
        ("et al.", Name(literal="others")),
    ],
)
def test_names(text: str, name: Name) -> None:
    assert parse_name(text) == name


def test_several_names_in_one_line_and_over_lines() -> None:
    assert said(reference("BOOK", "AU A, B; C, D"), "author") == "A, B; C, D"
    text = "TY  - BOOK\nAU  - A, B\n      C, D\nAB  - One\n  two\n\n  three\nER  - \n"
    (one,) = library(text).references.values()
    assert (said(one, "author"), said(one, "abstract")) == ("A, B; C, D", "One two\nthree")


@pytest.mark.parametrize(
    "text",
    [
        "TY  - BOOK\nTI  - T\nER  - ",
        "\ufeffTY  - BOOK\r\nTI  - T\r\nER  - \r\n",
        "TY  - BOOK\rTI  - T\rER  -\r",
        "TY - BOOK\nTI - T\nER -",
        "  ty  - book\n  ti  - T\n  er  -",
        "TY  -BOOK\nTI  -T\nER  -",
        "TY  - BOOK\n\n\nTI  - T\n\nER  - \n\n",
    ],
)
def test_lines_in_lax_forms(text: str) -> None:
    read_ = library(text)
    assert read_.findings == ()
    (one,) = read_.references.values()
    assert (one.type, said(one, "title"), one.extra) == ("book", "T", {})


def test_a_strict_record_keeps_what_looks_like_a_tag() -> None:
    text = "TY  - BOOK\nTI  - T\nAB  - Relations\nUS - China relations\nER - visits\nAU - x\nER  - \n"
    (one,) = library(text).references.values()
    assert said(one, "abstract") == "Relations US - China relations ER - visits AU - x"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("TY  - BOOK\nTI  - T\nTY  - BOOK\nER  - \n", ["1:1 a record that ER does not end"]),
        ("TI  - T\nER  - \n", ["1:1 a record without TY"]),
        ("Provider: X\nTY  - BOOK\nER  - \n", ["1:1 text outside a record"]),
        ("TY  - BOK\nER  - \n", ["1:1 unknown type 'BOK'"]),
        ("TY  - \nER  - \n", ["1:1 a record without a type"]),
        ("TY  - BOOK\n\nZZ  - x\nER  - \n", ["3:1 unknown tag 'ZZ'"]),
        ("TY  - BOOK\nPY  - 1999/13/01\nER  - \n", ["2:1 '1999/13/01' is no date"]),
        ("TY  - BOOK\nPY  - in press\nER  - \n", []),
        ("", [" no records in this file"]),
    ],
)
def test_what_is_odd_is_a_warning_with_its_place(text: str, places: list[str]) -> None:
    findings = library(text).findings
    assert [f"{str(one.where).removeprefix('a.ris').removeprefix(':')} {one.message}" for one in findings] == places
    assert {one.severity for one in findings} <= {Severity.WARNING}


def test_the_place_of_a_record() -> None:
    (_, second) = library("TY  - BOOK\nER  - \n\n  TY  - BOOK\nER  - \n").references.values()
    assert str(second.where) == "a.ris:4:3"


def test_keys() -> None:
    records = ["ID  - x1", "AU  - Müller, A.\nPY  - 1999", "AU  - Müller, B.\nPY  - 1999", "ID  - muller1999",
               "ID  - x1", "ID  - two words\nTI  - The End", "TI  - Конец", "ZZ  - x"]  # fmt: skip
    text = "".join(f"TY  - BOOK\n{lines}\nER  - \n" for lines in records)
    read_ = library(text)
    assert list(read_.references) == ["x1", "muller1999a", "muller1999b", "muller1999", "x1a", "end", "konets", "ref"]
    assert "the ID 'x1' is used again; this record has the key 'x1a'" in [one.message for one in read_.findings]
    assert read_.references["end"].extra == {"ID": "two words"}  # type: ignore[index] # as above


LINES = st.one_of(
    st.builds(
        lambda tag, value: f"{tag}  - {value}",
        st.sampled_from([*sorted(tags.KNOWN - {"ER", "TY"}), "ZZ", "X1"]),
        st.text(st.sampled_from("aB1 /-.;,xé&<"), max_size=10),
    ),
    st.builds("TY  - {}".format, st.sampled_from([*tags.TYPES, "NONE", ""])),
    st.sampled_from(["ER  - ", "ER", "", "TY", "TY - BOOK", "au - x", "stray", "  more"]),
    st.text(max_size=8),
)


@given(st.lists(LINES, max_size=12))
def test_no_record_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    read_ = library(text)
    strict = sum(line.startswith("TY  - ") for line in text.splitlines())
    assert len(read_.references) >= strict


@given(
    st.sampled_from(sorted(tags.TYPES)),
    st.sets(st.sampled_from(sorted(tags.KNOWN - {"TY", "ER", "ID"})), max_size=12),
)
def test_no_value_is_lost(type_: str, tags: set[str]) -> None:
    values = {tag: f"v{number}q" for number, tag in enumerate(sorted(tags), start=100)}
    one = reference(type_, *(f"{tag} {value}" for tag, value in values.items()))
    everything = repr(one)
    assert [tag for tag, value in values.items() if value not in everything] == []
