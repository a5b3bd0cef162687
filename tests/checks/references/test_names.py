"""Rules of lists of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.naming import is_odd
from tests.checks.references.libraries import entry, mended, places, problems


def authors(names: str) -> str:
    return entry(f"author = {{{names}}}")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("SMITH, JOHN", ["SMITH"]), ("JOHN SMITH", ["SMITH"]), ("Lee, Ann and SMITH, John", ["SMITH"]),
        ("O'NEILL, EUGENE", ["O'NEILL"]), ("LÉVI-STRAUSS, Claude", ["LÉVI-STRAUSS"]), ("ИВАНОВ, Пётр", ["ИВАНОВ"]),
        ("MÜLLER, HEINER and GRASS, GÜNTER", ["MÜLLER", "GRASS"]),
        ("SMITH, John and SMITH, Ann", ["SMITH"]), ("Smith, John", []), ("LEE, ANN", []),
        ("NATO", []), ("{UNESCO}", []), ("{WORLD BANK}", []), ("DUDEN", []),
        ("Smith, J. F. K.", []), ("Smith JFK", []), ("ACM\\slash SIGGRAPH", []), ("毛, 泽东", []), ("Louis XVIII", []),
    ],
)  # fmt: skip
def test_names_in_capitals(tmp_path: Path, names: str, expected: list[str]) -> None:
    assert places(tmp_path, authors(names), "name-in-capitals") == expected


def test_capitals_are_taken_back_on_demand_alone(tmp_path: Path) -> None:
    text = authors("O'NEILL, Eugene and SMITH, Ann")
    assert mended(tmp_path, text, "name-in-capitals") == text
    assert mended(tmp_path, text, "name-in-capitals", "unsafe") == authors("O'Neill, Eugene and Smith, Ann")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Lee, Ann and Kay, Bo et al.", "Lee, Ann and Kay, Bo and others"),
        ("Lee, Ann and Kay, Bo and et al.", "Lee, Ann and Kay, Bo and others"),
        ("Lee, Ann, et al.", "Lee, Ann and others"),
        ("Ann Lee et. al.", "Ann Lee and others"), ("Ann Lee et~al", "Ann Lee and others"),
        ("Lee, Ann and {et al.}", "Lee, Ann and others"), ("Lee, Ann u. a.", "Lee, Ann and others"),
        ("Lee, Ann u.a.", "Lee, Ann and others"), ("Иванов, Пётр и др.", "Иванов, Пётр and others"),
        ("Lee, Ann and other", "Lee, Ann and others"), ("Lee, Ann & al.", "Lee, Ann and others"),
        ("Lee, Ann and others", "Lee, Ann and others"), ("Etal, Ann", "Etal, Ann"), ("Al, Bo", "Al, Bo"),
        ("Lee, Ann and Al, Bo", "Lee, Ann and Al, Bo"), ("Ann Al", "Ann Al"), ("Ann Other", "Ann Other"),
        ("Lee, U. A.", "Lee, U. A."), ("Lee, Ann and Other", "Lee, Ann and Other"),
        ("Lee, Ann ET AL.", "Lee, Ann and others"),
    ],
)  # fmt: skip
def test_et_al(tmp_path: Path, names: str, expected: str) -> None:
    text = authors(names)
    assert len(problems(tmp_path, text, "et-al-in-names")) == (names != expected)
    assert mended(tmp_path, text, "et-al-in-names") == authors(expected)


def test_where_et_al_stands(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, authors("Lee, Ann et al."), "et-al-in-names")
    assert (found.where.line, found.where.column, found.where.end_column) == (2, 22, 28)
    assert found.message == "'et al.' in a list of names"


@pytest.mark.parametrize(
    ("names", "safe", "unsafe"),
    [
        ("Lee, Ann; Kay, Bo", "Lee, Ann and Kay, Bo", ""),
        ("Lee, Ann; Kay, Bo; Day, Cy", "Lee, Ann and Kay, Bo and Day, Cy", ""),
        ("Ann Lee; Bo Kay", "", "Ann Lee and Bo Kay"),
        ("Ann Lee & Bo Kay", "", "Ann Lee and Bo Kay"), ("Lee, Ann \\& Kay, Bo", "", "Lee, Ann and Kay, Bo"),
        ("A. Lee, B. Kay and C. Day", "", "A. Lee and B. Kay and C. Day"),
        ("A. Lee, B. Kay", "", "A. Lee and B. Kay"), ("A.B. Lee, C.-D. Kay", "", "A.B. Lee and C.-D. Kay"),
        ("Ann Lee, Bo Kay, Cy Day", "", "Ann Lee and Bo Kay and Cy Day"),
        ("Ann Lee, Bo Kay and Cy Day", "", "Ann Lee and Bo Kay and Cy Day"),
        ("Lee, Ann, Kay, Bo", "", "Lee, Ann and Kay, Bo"),
        ("Lee, A., Kay, B., Day, C.", "", "Lee, A. and Kay, B. and Day, C."),
        ("Lee, Ann", "", ""), ("Lee, Ann and Kay, Bo", "", ""), ("Ann Lee and Bo Kay", "", ""),
        ("García Márquez, Gabriel José", "", ""), ("Lee, Jr., Ann", "", ""), ("de la Cruz, III, Juan", "", ""),
        ("Lee, Ann and Bo Kay", "", ""), ("{Smith & Sons}", "", ""), ("{Lee, Kay and Day}", "", ""),
        ("Lee, Ann and others", "", ""), ("family=Lee, given=Ann, prefix=van, suffix=Jr", "", ""),
        ("Vargas Llosa, Mario and Lee, Ann", "", ""), ("AT&T", "", ""), ("Martin Luther King, Jr.", "", ""),
    ],
)  # fmt: skip
def test_names_that_nothing_parts(tmp_path: Path, names: str, safe: str, unsafe: str) -> None:
    text = authors(names)
    assert len(problems(tmp_path, text, "names-not-parted")) == bool(safe or unsafe)
    assert mended(tmp_path, text, "names-not-parted") == authors(safe or names)
    assert mended(tmp_path, text, "names-not-parted", "unsafe") == authors(safe or unsafe or names)


def test_the_member_that_is_several_names_is_the_place(tmp_path: Path) -> None:
    text = authors("Day, Cy and Lee, Ann; Kay, Bo")
    assert places(tmp_path, text, "names-not-parted") == ["Lee, Ann; Kay, Bo"]
    (found,) = problems(tmp_path, authors("Lee, Ann, Kay, Bo, Day"), "names-not-parted")
    assert (found.message, found.fix) == ("too many commas in the name 'Lee, Ann, Kay, Bo, Day'", None)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("World Health Organization", ["World Health Organization"]),
        ("Lee, Ann and Statistisches Bundesamt", ["Statistisches Bundesamt"]),
        ("University of Bristol, Library", ["University of Bristol, Library"]),
        ("Académie des sciences", ["Académie des sciences"]), ("Министерство финансов", ["Министерство финансов"]),
        ("Ministry of Trade and Industry", ["Ministry of Trade"]), ("R Core Team", ["R Core Team"]),
        ("{World Health Organization}", []), ("{{World Health Organization}}", []), ("Church, Ann", []),
        ("Ann Institoris", []), ("Council, Ann", []), ("Museum", []), ("Parliament, Bo and Lee, Ann", []),
        ("Bank, Ann", []), ("Commission", []), ("Ann Library Lee {and} Kay", []),
    ],
)  # fmt: skip
def test_institutions_read_as_persons(tmp_path: Path, names: str, expected: list[str]) -> None:
    assert places(tmp_path, authors(names), "institution-as-person") == expected


def test_an_institution_gets_braces_where_it_is_alone(tmp_path: Path) -> None:
    rule = "institution-as-person"
    text = authors("World Health Organization")
    assert mended(tmp_path, text, rule) == text
    assert mended(tmp_path, text, rule, "unsafe") == authors("{World Health Organization}")
    two = authors("Ministry of Trade and Industry")
    assert mended(tmp_path, two, rule, "unsafe") == two
    assert "an 'and' in it too" in problems(tmp_path, two, rule)[0].hint


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Lee, Ann (ed.)", ["(ed.)"]), ("Lee, Ann (Hrsg.)", ["(Hrsg.)"]), ("Lee, Ann, eds.", [", eds."]),
        ("Lee, Ann and Kay, Bo (eds)", ["(eds)"]), ("Ann Lee ann@quay.org", ["ann@quay.org"]), ("Lee*, Ann", ["*"]),
        ("Lee†, Ann and Kay‡, Bo", ["†", "‡"]), ("Lee$^{1}$, Ann", ["$^{1}$"]), ("Lee¹, Ann", ["¹"]),
        ("Lee, Ann, 1950-", [", 1950-"]), ("Lee, Ann, 1850-1910", [", 1850-1910"]), ("Иванов, П. (ред.)", ["(ред.)"]),
        ("Lee, Ann", []), ("Edson, Ed", []), ("Ed. Lee", []), ("Lee, Ed.", []), ("{Group of 77}", []),
        ("Lee, Ann (Bo)", []), ("Lee, Edward (Ed)", []), ("Lee, Ann (Ed.)", ["(Ed.)"]),
        ("Author1, First1", []), ("Hg, Ann", []),
    ],
)  # fmt: skip
def test_words_beside_names(tmp_path: Path, names: str, expected: list[str]) -> None:
    assert places(tmp_path, authors(names), "words-beside-name") == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Prof. Ann Lee", ["Prof."]), ("Lee, Dr. Ann", ["Dr."]), ("Kay, Bo and Dr. Ann Lee", ["Dr."]),
        ("Prof. Dr. Ann Lee", ["Prof. Dr."]), ("Lee, Ann", []), ("Sir Ann Lee", []), ("Drew, Prof", []),
    ],
)  # fmt: skip
def test_titles_before_names(tmp_path: Path, names: str, expected: list[str]) -> None:
    assert places(tmp_path, authors(names), "title-before-name") == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Lee, Ann and and Kay, Bo", "Lee, Ann and Kay, Bo"), ("and Lee, Ann", "Lee, Ann"),
        ("Lee, Ann and", "Lee, Ann"), ("Lee, Ann,", "Lee, Ann"), ("Lee, Ann, and Kay, Bo", "Lee, Ann and Kay, Bo"),
        (", Ann", "Ann"), ("Lee,, Ann", "Lee, Ann"), ("Lee, Ann and , Bo", "Lee, Ann and Bo"),
        ("Lee, Ann and Kay, Bo", "Lee, Ann and Kay, Bo"), ("Anderson, And", "Anderson, And"),
        ("Lee, Ann and Andy, Bo", "Lee, Ann and Andy, Bo"), ("{and}", "{and}"),
    ],
)  # fmt: skip
def test_gaps(tmp_path: Path, names: str, expected: str) -> None:
    text = authors(names)
    assert len(problems(tmp_path, text, "gap-in-names")) == (names != expected)
    assert mended(tmp_path, text, "gap-in-names") == authors(expected)


@pytest.mark.parametrize("names", ["Lee, Ann", "Lee, Ann and Kay, Bo", "Ann Lee and Bo Kay", "Lee, Ann and others"])
def test_usual_lists_are_not_looked_at_closely(names: str) -> None:
    assert not is_odd(names)


def library(*names: str) -> str:
    return "".join(f"@misc{{k{number},\n  author = {{{one}}}\n}}\n" for number, one in enumerate(names))


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Lee, A.", "Lee, Ann"), ["Lee is 'A.' here and 'Ann' elsewhere"]),
        (("Lee, A. B.", "Lee, Ann Bea"), ["Lee is 'A. B.' here and 'Ann Bea' elsewhere"]),
        (("Lee, A.", "Kay, Ann"), []), (("Lee, A.", "Lee, Ann", "Lee, Abe"), []), (("Lee, A. C.", "Lee, Ann Bea"), []),
        (("Lee, B.", "Lee, Ann"), []), (("Lee, Ann", "Lee, Ann"), []),
    ],
)  # fmt: skip
def test_initials_here_and_full_elsewhere(tmp_path: Path, names: tuple[str, ...], found: list[str]) -> None:
    assert [one.message for one in problems(tmp_path, library(*names), "initials-and-full-name")] == found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Ann, Lee", "Lee, Ann", "Lee, Ann"), ["'Ann, Lee' is 'Lee, Ann' elsewhere"]),
        (("Ann, Lee", "Lee, Ann"), []), (("Lee, Ann", "Lee, Ann"), []),
    ],
)  # fmt: skip
def test_swapped_names(tmp_path: Path, names: tuple[str, ...], found: list[str]) -> None:
    assert [one.message for one in problems(tmp_path, library(*names), "swapped-name")] == found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Dvorak, Jan", "Dvořák, Jan"), ["'Dvorak, Jan' is 'Dvořák, Jan' elsewhere"]),
        (("Dvorak, Jan", 'Dvo{\\v r}{\\\'a}k, Jan'), ["'Dvorak, Jan' is 'Dvořák, Jan' elsewhere"]),
        (("Dvorak, Eva", "Dvořák, Jan"), []), (("Müller, Jan", "Muller, Jan", "Mùller, Jan"), []),
        (("Dvořák, Jan", "Dvořák, Jan"), []),
    ],
)  # fmt: skip
def test_accents_left_out(tmp_path: Path, names: tuple[str, ...], found: list[str]) -> None:
    assert [one.message for one in problems(tmp_path, library(*names), "accents-left-out")] == found


@pytest.mark.parametrize(
    ("rule", "names", "found"),
    [
        ("et-al-in-names", '[{"family": "Lee", "given": "Ann"}, {"literal": "et al."}]', 1),
        ("name-in-capitals", '[{"family": "SMITH", "given": "John"}]', 1),
        ("institution-as-person", '[{"literal": "World Health Organization"}]', 0),
        ("institution-as-person", '[{"family": "Organization", "given": "World Health"}]', 0),
        ("names-not-parted", '[{"family": "Lee", "given": "Ann"}, {"family": "Kay", "given": "Bo"}]', 0),
    ],
)
def test_names_of_csl(tmp_path: Path, rule: str, names: str, found: int) -> None:
    text = f'[{{"id": "a", "type": "book", "title": "Tides", "author": {names}}}]'
    told = problems(tmp_path, text, rule, name="library.json")
    assert len(told) == found
    assert all(one.fix is None and one.where.line == 1 for one in told)
