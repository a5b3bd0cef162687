"""Rules of titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.catalogue import all_rules
from citekit.checks.checking import Asked, checked
from citekit.checks.fixing import Fixing
from tests.checks.cases import check
from tests.checks.references.libraries import entry, mended, places, problems


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("TIDES OF THE NORTH SEA", True), ("ПРОБЛЕМЫ ИЗУЧЕНИЯ МОРЕЙ", True), ("{TIDES OF THE NORTH}", True),
        ("ÜBER DIE MEERE: EINE EINFÜHRUNG", True), ("“TIDES” AND “WINDS” OF 1990", True),
        ("Tides of the North Sea", False), ("NATO", False), ("USA, USSR", False), ("S.O.S.", False),
        ("بررسی سایش در پایه A-286 آهن و نیکل", False), ("日本の海 ABC", False), ("IBM PC", False), ("1984", False),
    ],
)  # fmt: skip
def test_titles_in_capitals(tmp_path: Path, title: str, wrong: bool) -> None:
    assert len(problems(tmp_path, entry(f"title = {{{title}}}"), "title-in-capitals")) == wrong


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("title", "TODO", True), ("title", "to-do", True), ("title", "{???}", True), ("title", "[missing]", True),
        ("title", "xxx", True), ("date", "XXXX", True), ("title", "Untitled document", True), ("year", "?", True),
        ("author", "FIXME", True), ("publisher", "????", True), ("title", "insert title here", True),
        ("title", "Lorem Ipsum", True), ("title", "lorem ipsum dolor sit amet", True), ("location", "TBA", True),
        ("title", "Missing", False), ("title", "xXx", False), ("title", "Untitled", False), ("date", "n.d.", False),
        ("author", "Anonymous", False), ("publisher", "[s.n.]", False), ("title", "To Do: A List", False),
        ("title", "What?", False), ("title", "Lorem Ipsum and Other Nonsense", False), ("title", "Insert Coin", False),
        ("note", "TODO", False), ("title", "Triple X", False), ("title", "XX", False), ("title", "", False),
    ],
)  # fmt: skip
def test_placeholders(tmp_path: Path, field: str, value: str, wrong: bool) -> None:
    assert places(tmp_path, entry(f"{field} = {{{value}}}"), "placeholder") == ([value] if wrong else [])


@pytest.mark.parametrize(
    ("title", "mended_title"),
    [
        ("Tides of the Harbour.", "Tides of the Harbour"), ("Mind and Virtue toward Excellence. ", None),
        ("Smith, Knowles and Co.", "Smith, Knowles and Co."), ("Wait...", "Wait..."), ("By J. R. R.", "By J. R. R."),
        ("Die Zeit v. Chr.", "Die Zeit v. Chr."), ("Tides", "Tides"), ("Why?", "Why?"),
    ],
)  # fmt: skip
def test_full_stops(tmp_path: Path, title: str, mended_title: str | None) -> None:
    text = entry(f"title = {{{title}}}")
    assert len(problems(tmp_path, text, "title-ends-in-stop")) == (title != mended_title)
    assert mended(tmp_path, text, "title-ends-in-stop") == text
    if mended_title:
        assert mended(tmp_path, text, "title-ends-in-stop", "unsafe") == entry(f"title = {{{mended_title}}}")


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("{Tides of the North Sea}", True), ("{{Tides of the North Sea}}", True), ("{Tides}", False),
        ("Tides of the {North Sea}", False), ("{Tides} of the {North Sea}", False), ("{NATO}", False),
    ],
)  # fmt: skip
def test_titles_in_two_braces(tmp_path: Path, title: str, wrong: bool) -> None:
    assert len(problems(tmp_path, entry(f"title = {{{title}}}"), "title-in-two-braces")) == wrong


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("“Tides of the North”", True), ("``Tides of the North''", True), ("„Gezeiten der Nordsee“", True),
        ("« Marées du Nord »", True), ("\\enquote{Tides of the North}", True), ("“Tides” of the “North”", False),
        ("“Tides” of the North", False), ("Tides", False), ("``Tides'' and ``Winds''", False),
    ],
)  # fmt: skip
def test_titles_in_quotation_marks(tmp_path: Path, title: str, wrong: bool) -> None:
    assert len(problems(tmp_path, entry(f"title = {{{title}}}"), "title-in-quotation-marks")) == wrong


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The infor- mation of tides", ["infor- mation"]), ("Ge- zeiten der Nordsee", ["Ge- zeiten"]),
        ("Vor- und Nachteile", []), ("Pre- and postwar tides", []), ("Nineteenth- to twentieth-century tides", []),
        ("Well-known tides", []), ("Tides - winds", []), ("Ein- oder zweimal", []),
    ],
)  # fmt: skip
def test_words_cut_in_two(tmp_path: Path, title: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(f"title = {{{title}}}"), "word-cut-in-two") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('“Tides” and "winds"', ['"']), ('„Gezeiten“ und "Winde"', ['"']), ("“Tides” and “winds”", []),
        ('Say "tides"', []), ('M{\\"u}ller’s “tides”', []),
    ],
)  # fmt: skip
def test_mixed_quotation_marks(tmp_path: Path, title: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(f"title = {{{title}}}"), "mixed-quotation-marks") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tides - A History", "Tides – A History"), ("Tides -- A History", "Tides -- A History"),
        ("Well-known tides", "Well-known tides"), ("Tides – a history", "Tides – a history"),
    ],
)  # fmt: skip
def test_hyphens_as_dashes(tmp_path: Path, title: str, expected: str) -> None:
    text = entry(f"title = {{{title}}}")
    assert len(problems(tmp_path, text, "hyphen-as-dash")) == (title != expected)
    assert mended(tmp_path, text, "hyphen-as-dash", "unsafe") == entry(f"title = {{{expected}}}")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("title = {Tides}, booktitle = {Tides}", ["the booktitle is the title again"]),
        ("title = {Tides}, journaltitle = {tides}", ["the journaltitle is the title again"]),
        ("title = {Tides: A History}, subtitle = {A History}", ["the title has the subtitle in it"]),
        ("title = {Tides}, booktitle = {Seas}", []), ("title = {Tides}, subtitle = {A History}", []),
        ("title = {Tides}, subtitle = {Tides}", []), ("title = {}, booktitle = {}", []),
    ],
)  # fmt: skip
def test_titles_twice(tmp_path: Path, fields: str, found: list[str]) -> None:
    assert [one.message for one in problems(tmp_path, entry(fields), "title-twice")] == found


def titled(*titles: str, langid: str = "") -> str:
    said = f", langid = {{{langid}}}" if langid else ""
    return "".join(f"@misc{{k{number}, title = {{{one}}}{said}}}\n" for number, one in enumerate(titles))


HEADLINES = [f"Tides of the {one} Sea" for one in "North South Old New Red Black White Blue Long Dead".split()]


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        ([*HEADLINES, "Winds of the long shore"], ["Winds of the long shore"]),
        ([*(one.capitalize() for one in HEADLINES), "Winds of the Long Shore"], ["Winds of the Long Shore"]),
        ([*HEADLINES[:5], "Winds of the long shore"], []),  # too few
        ([*HEADLINES, "Winds of the long shore", "Rains of the long coast"], []),  # too many
        ([*HEADLINES, "Winde der langen Küste"], []),
        ([*HEADLINES, "{Winds of the long shore}"], []),
        ([*HEADLINES, "Sintesi dei circuiti passivi"], []),
    ],
)
def test_titles_in_two_cases(tmp_path: Path, titles: list[str], found: list[str]) -> None:
    assert places(tmp_path, titled(*titles), "mixed-title-case") == found


def test_titles_in_two_cases_are_english(tmp_path: Path) -> None:
    text = titled(*HEADLINES) + titled("Vents de la longue mer", langid="french").replace("k0", "last")
    assert problems(tmp_path, text, "mixed-title-case") == []


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ("author = {Li, Na}, title = {Приливы}", True),
        ("author = {Li, Na}, title = {日本の海}", True),
        ("author = {Li, Na}, title = {Приливы}, titletranslation = {Tides}", False),
        ("author = {Лебедева, Анна}, title = {Приливы}", False),
        ("author = {Li, Na}, title = {Marées du Nord}", False),
        ("author = {Li, Na}, title = {Leges (νόμοι)}", False),
        ("author = {Li, Na}, title = {Приливы}, titleaddon = {[Tides]}", False),
    ],
)
def test_titles_without_translation(tmp_path: Path, fields: str, wrong: bool) -> None:
    assert len(problems(tmp_path, entry(fields), "title-without-translation")) == wrong


MENDING = tuple(one.code for one in all_rules() if "CK350" <= one.code < "CK380" or "CK390" <= one.code < "CK400")

WORST = """@book{worst,
  author = {SMITH, John; Kay, Bo and and Lee, Ann et al.},
  title = {Tides  & <i>Winds</i> of the \\\\& ﬁsheries - MÃ¼ller’s &amp;amp; story.},
  publisher = {New York: Knopf},
  date = {1990}
}
"""


@pytest.mark.parametrize("fixing", ["safe", "unsafe"])
def test_all_fixes_together_come_to_rest(tmp_path: Path, fixing: Fixing) -> None:
    path = tmp_path / "library.bib"
    path.write_text(WORST, "utf-8")
    asked = Asked((str(path),), select=MENDING, fixing=fixing, caching=False)
    once = checked(asked)
    text = path.read_text("utf-8")
    assert text != WORST
    assert not [one for one in once.report.problems if one.fix and (one.fix.safe or fixing == "unsafe")]
    checked(asked)
    assert path.read_text("utf-8") == text
    assert {one.code for one in check(tmp_path, {})} <= {one.code for one in once.report.problems}


def test_what_all_safe_fixes_make(tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_text(WORST, "utf-8")
    checked(Asked((str(path),), select=MENDING, fixing="safe", caching=False))
    assert path.read_text("utf-8").splitlines()[1:3] == [
        "  author = {SMITH, John and Kay, Bo and Lee, Ann and others},",
        "  title = {Tides \\& \\emph{Winds} of the \\\\& fisheries - MÃ¼ller’s \\& story.},",
    ]
