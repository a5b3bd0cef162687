"""Quotations that are proved: altered, not found, on another page, at several places, without a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.catalogue import rule_named
from citekit.checks.checking import Asked, checked
from citekit.findings import Severity
from tests.checks.cases import check
from tests.checks.quotations.texts import BOOK, found, places, proved

SOURCE = """[p. 3]
It was said that the harbour froze in that winter, and that nobody had seen the like before. The fleet of 40 ships did
not sail until May.

[p. 4]
The captains went home; the merchants, who had paid for the voyage, wrote to the Queen and asked for their money back.

[p. 5]
In the end it rained.

[p. 6]
In the end it rained. The town was glad of it.
"""


def text(quotation: str, locator: str = ", p. 3", key: str = "lee1990") -> str:
    return f"She wrote that {quotation}[^1]\n\n[^1]: [@{key}{locator}].\n"


@pytest.mark.parametrize(
    ("quotation", "locator"),
    [
        ("“the harbour froze in that winter.”", ", p. 3"),
        ("“nobody had seen the like before.”", ", p. 3"),
        ("“the harbour froze . . . and that nobody had seen the like before.”", ", p. 3"),
        ("“[t]he fleet of 40 ships did not sail until May.”", ", p. 3"),
        ("“[the captain] went home.”", ", p. 4"),  # brackets say that it is another's word
        ("“the merchants, who had paid for the voyage, wrote to the Queen.”", ", p. 4"),
        ("“the merchants, who had paid for the voyage, wrote to the Queen.”", ", pp. 3-4"),
        ("“the merchants, who had paid for the voyage, wrote to the Queen.”", ""),
        ("“The town was glad of it.”", ", p. 6"),
        ("‘the harbour froze in that winter’.", ", p. 3"),
        ("„the harbour froze in that winter“.", ", p. 3"),
        ("“the harbour froze in that winter,” and that “nobody had seen the like before.”", ", p. 3"),
    ],
)
def test_what_stands_in_the_source(tmp_path: Path, quotation: str, locator: str) -> None:
    assert proved(tmp_path, text(quotation, locator), SOURCE) == []


@pytest.mark.parametrize(
    ("quotation", "locator", "code", "said"),
    [
        ("“the harbour thawed in that winter.”", ", p. 3", "CK401", "thawed"),
        ("“The fleet of 40 ships did sail until May.”", ", p. 3", "CK401", "'not' is lost"),
        ("“The fleet of 400 ships did not sail until May.”", ", p. 3", "CK401", "400"),
        (
            "“The captains went home; the merchants wrote to the Queen and asked for their money back.”",
            ", p. 4",
            "CK401",
            "6 words are left out",
        ),
        ("“the harbour froze in that terrible winter.”", ", p. 3", "CK401", "terrible"),
        ("“the harbour thawed in that winter.”", ", p. 4", "CK401", "thawed"),  # and on another page, too
        ("“seven grey owls sang of forgotten lanterns.”", ", p. 3", "CK402", "not found"),
        ("“the harbour froze in that winter.”", ", p. 5", "CK403", "p. 3"),
        ("“the harbour froze in that winter.”", ", pp. 4-6", "CK403", "p. 3"),
        ("“In the end it rained.”", "", "CK404", "ambiguous"),
    ],
)
def test_what_does_not(tmp_path: Path, quotation: str, locator: str, code: str, said: str) -> None:
    written = text(quotation, locator)
    [one] = proved(tmp_path, written, SOURCE)
    assert one.code == code
    assert said in one.message
    assert one.key == "lee1990"
    assert places(written, [one]) == [quotation]


def test_the_place_of_the_second_of_two(tmp_path: Path) -> None:
    written = text("“the harbour froze in that winter,” and that “nobody has seen the like before.”")
    [one] = proved(tmp_path, written, SOURCE)
    assert places(written, [one]) == ["“nobody has seen the like before.”"]


@pytest.mark.parametrize(
    "files",
    [
        {"lee1990.txt": "[p. 3]\nThe harbour thawed in that winter.\n"},
        {"lee1990.md": "The harbour thawed in that winter.\n"},
        {"lee1990.html": "<p>The harbour thawed in that winter.</p>\n"},
        {
            "sources/scan.txt": "The harbour thawed in that winter.\n",
            "citekit.toml": '[sources]\nlee1990 = "sources/scan.txt"\n',
        },
        {
            "papers/scan.txt": "The harbour thawed in that winter.\n",
            "library.bib": BOOK.replace("title =", "file = {papers/scan.txt}, title ="),
        },
        {
            "papers/scan.txt": "The harbour thawed in that winter.\n",
            "library.bib": BOOK.replace("title =", "file = {Full Text:papers/scan.txt:text/plain}, title ="),
        },
    ],
)
def test_where_sources_are(tmp_path: Path, files: dict[str, str]) -> None:
    given = {"text.md": text("“the harbour froze in that winter.”"), "library.bib": BOOK, **files}
    codes = [one.code for one in check(tmp_path, given) if one.code.startswith("CK4")]
    assert codes == ["CK401"]


@pytest.mark.parametrize("key", ["kay2001", "unknown"])
def test_without_a_source_nothing_is_told(tmp_path: Path, key: str) -> None:
    assert proved(tmp_path, text("“the harbour thawed.”", key=key), SOURCE) == []


def test_a_quotation_without_a_note_claims_nothing(tmp_path: Path) -> None:
    assert proved(tmp_path, "She wrote that “the harbour thawed in that winter.”\n", SOURCE) == []


def test_one_of_two_works_that_are_cited(tmp_path: Path) -> None:
    written = "She wrote that “the harbour froze in that winter.”[^1]\n\n[^1]: [@kay2001; @lee1990, p. 3].\n"
    assert proved(tmp_path, written, SOURCE, {"kay2001.txt": "Nothing of it.\n"}) == []


def test_a_passage_with_its_ledger(tmp_path: Path) -> None:
    ledger = 'citekit-ledger: 1\nnotes:\n  1: "@lee1990 [p. 3]"\n'
    given = {
        "passage.txt": "She wrote that “the harbour thawed in that winter.”1\n",
        "passage.notes.yaml": ledger,
        "library.bib": BOOK,
        "lee1990.txt": SOURCE,
    }
    [one] = check(tmp_path, given, only=rule_named("altered-quotation"))
    assert (one.where.path, one.where.line, one.where.column) == ("passage.txt", 1, 16)


def test_other_rule_sets_let_other_things_pass(tmp_path: Path) -> None:
    written = text("“The harbour froze in that winter.”")
    assert proved(tmp_path, written, SOURCE) == []  # Chicago lets a first letter be changed
    [one] = proved(tmp_path, written, SOURCE, {"citekit.toml": '[quotations]\nrules = "bluebook"\n'})
    assert one.code == "CK401"


QUOTATIONS = "citekit-quotations: 1\nquotations:\n  - text: {}\n    key: lee1990\n    locator: p. 3\n"


@pytest.mark.parametrize(
    ("quotation", "code", "severity"),
    [
        ("the harbour thawed in that winter", "CK401", Severity.ERROR),
        ("seven grey owls sang of forgotten lanterns", "CK402", Severity.ERROR),
        ("the captains went home", "CK403", Severity.ERROR),
    ],
)
def test_a_file_of_quotations(tmp_path: Path, quotation: str, code: str, severity: Severity) -> None:
    given = {"quotations.yaml": QUOTATIONS.format(quotation), "lee1990.txt": SOURCE}
    [one] = check(tmp_path, given, hints=True)
    assert (one.code, one.severity, one.where.path, one.where.line) == (code, severity, "quotations.yaml", 3)


def test_one_without_a_source(tmp_path: Path) -> None:
    given = {"quotations.yaml": QUOTATIONS.format("the harbour froze in that winter")}
    [one] = check(tmp_path, given, hints=True)
    assert (one.code, one.severity) == ("CK405", Severity.HINT)
    assert check(tmp_path, given) == []
    assert check(tmp_path, {**given, "lee1990.txt": SOURCE}, hints=True) == []


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("citekit-quotations: 1\nquotations:\n  - txt: the harbour froze\n    key: lee1990\n", 3),
        ("citekit-quotations: 1\nquotations:\n  - text: the [harbour froze\n", 3),
        ("citekit-quotations: 1\nquotations:\n  - text: ''\n", 3),
        ("citekit-quotations: 1\nquotations:\n  - text: a\n    locator: p. 3\n", 4),
        ("citekit-quotations: 1\nquotations:\n  - text: a\n    text: b\n", 4),
        ("citekit-quotations: 1\nquotations:\n  - text: a\n    key: k\n    locator: xyz\n", 5),
    ],
)
def test_files_of_quotations_that_are_broken(tmp_path: Path, content: str, line: int) -> None:
    problems = check(tmp_path, {"quotations.yaml": content})
    assert {one.code for one in problems} == {"CK414"}
    assert line in {one.where.line for one in problems}


def test_a_source_is_no_document_of_its_own(tmp_path: Path) -> None:
    written = text("“the harbour froze in that winter.”")
    assert {one.where.path for one in proved(tmp_path, written, "[p. 3]\nIt thawed.\n")} == {"text.md"}


def test_what_is_proved_is_on_by_default(tmp_path: Path) -> None:
    assert found(tmp_path, text("“the harbour thawed in that winter.”"), "CK401", library_bib=BOOK, lee1990_txt=SOURCE)
    assert rule_named("wrong-page").severity is Severity.ERROR


def codes(folder: Path, written: str, source: str = SOURCE, files: dict[str, str] | None = None) -> list[str]:
    return [f"{one.code} {one.severity.value}" for one in proved(folder, written, source, files)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A few words and a note at the end of the sentence: an expression, or a title.
        ("The so-called “great frost” did not last.[^1]", ["CK415 hint"]),
        ("She read “Winter Tales” and slept.[^1]", ["CK415 hint"]),
        ("The “thawed harbour” was empty.[^1]", ["CK415 hint"]),
        ("He called it “the great frost.”[^1]", ["CK415 hint"]),
        # A note directly behind more words says that they are of the work.
        ("She saw “seven grey owls in the rain.”[^1]", ["CK402 error"]),
        ("She saw “seven grey owls in the rain” and left.[^1]", ["CK415 hint"]),
        ("She wrote “seven grey owls sang of the forgotten lanterns of it” and left.[^1]", ["CK402 warning"]),
        ("She wrote “seven grey owls sang of the forgotten lanterns of it.” Then she left.[^1]", ["CK415 hint"]),
        # What is alike is of the work, wherever the note stands.
        ("She wrote “the harbour thawed in that winter” and left.[^1]", ["CK401 error"]),
        ("She wrote “the harbour thawed in that winter.” Then she left.[^1]", ["CK401 warning"]),
    ],
)
def test_what_is_sure(tmp_path: Path, sentence: str, expected: list[str]) -> None:
    assert codes(tmp_path, f"{sentence}\n\n[^1]: [@lee1990, p. 3].\n") == expected


def test_one_of_two_works_of_which_one_has_no_source(tmp_path: Path) -> None:
    note = "\n\n[^1]: [@kay2001; @lee1990, p. 3].\n"
    assert codes(tmp_path, f"She wrote “seven grey owls sang of lanterns.”[^1]{note}") == ["CK415 hint"]
    assert codes(tmp_path, f"She wrote “the harbour thawed in that winter.”[^1]{note}") == ["CK401 error"]


def test_a_page_that_the_source_does_not_have(tmp_path: Path) -> None:
    """The source may be a chapter, where nothing is found; what is found on a page is on no other."""
    lost = "She wrote “seven grey owls sang of lanterns.”[^1]\n\n[^1]: [@lee1990, p. {}].\n"
    assert codes(tmp_path, lost.format(4)) == ["CK402 error"]
    assert codes(tmp_path, lost.format(44)) == ["CK415 hint"]
    elsewhere = "She wrote “the harbour froze in that winter.”[^1]\n\n[^1]: [@lee1990, p. {}].\n"
    assert codes(tmp_path, elsewhere.format(4)) == ["CK403 error"]
    assert codes(tmp_path, elsewhere.format(44)) == ["CK403 error"]


def test_pages_that_are_counted(tmp_path: Path) -> None:
    """Pages parted by form feeds have no numbers of their own: the book may begin with others."""
    source = "It was cold.\n\fThe harbour froze in that winter.\n\fIt thawed.\n"
    assert codes(tmp_path, text("“The harbour froze in that winter.”", ", p. 1"), source) == ["CK415 hint"]
    numbered = "[p. 1]\nIt was cold.\n[p. 2]\nThe harbour froze in that winter.\n[p. 3]\nIt thawed.\n"
    assert codes(tmp_path, text("“The harbour froze in that winter.”", ", p. 1"), numbered) == ["CK403 error"]


def test_a_translation(tmp_path: Path) -> None:
    german = "[p. 3]\nDer Hafen ist in dem Winter gefroren, und die Schiffe sind nicht mehr gefahren.\n"
    written = "She wrote that “the harbour froze in that winter, and that the ships did not sail.”[^1]\n\n"
    assert codes(tmp_path, f"{written}[^1]: [@lee1990, p. 3].\n", german) == ["CK415 hint"]
    own = "She wrote: “Der Hafen ist in dem Sommer gefroren, und die Schiffe sind nicht mehr gefahren.”[^1]\n\n"
    assert codes(tmp_path, f"{own}[^1]: [@lee1990, p. 3].\n", german) == ["CK401 error"]


def test_a_block_whose_note_ends_what_leads_to_it(tmp_path: Path) -> None:
    written = "She wrote:[^1]\n\n> Seven grey owls sang of the forgotten lanterns.\n\n[^1]: [@lee1990, p. 3].\n"
    assert codes(tmp_path, written) == ["CK402 error"]
    assert codes(tmp_path, written.replace("Seven grey owls sang of", "The harbour thawed in")) != []


@pytest.mark.parametrize("said", ["", "répondit-il, "])
def test_words_that_say_who_speaks_may_be_of_the_source(tmp_path: Path, said: str) -> None:
    source = f"Le registre n’est pas à moi, {said}il est à ceux dont il porte les noms."
    quotation = "« Le registre n’est pas à moi, répondit-il, il est à ceux dont il porte les noms »"
    written = f"---\nlang: fr-FR\n---\n\nElle lut : {quotation}[^1]\n\n[^1]: [@lee1990].\n"
    assert codes(tmp_path, written, source) == []
    assert codes(tmp_path, written.replace("pas à moi", "plus à moi"), source) == ["CK401 error"]


TWO = "She wrote: “the harbour thawed in that winter.”[^1] He: “the ships lay still in the port.”[^2]\n\n"
NOTES = "[^1]: [@lee1990, p. 3].\n\n[^2]: [@kay2001, p. 3].\n"


@pytest.mark.parametrize("damaged", ["\0\1\2\0\0", "   \n"])
def test_a_source_that_cannot_be_read_leaves_the_others(tmp_path: Path, damaged: str) -> None:
    problems = proved(tmp_path, TWO + NOTES, SOURCE, {"kay2001.txt": damaged})
    assert [(one.code, one.key, one.where.path) for one in problems] == [
        ("CK405", "kay2001", "kay2001.txt"),
        ("CK401", "lee1990", "text.md"),
    ]


def test_a_source_that_the_settings_name_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.md").write_text(TWO + NOTES, "utf-8")
    Path("citekit.toml").write_text('[sources]\nlee1990 = "nothing.txt"\n', "utf-8")
    [one] = checked(Asked(("text.md",), caching=False)).unread
    assert (one.where.path, one.message) == ("nothing.txt", "no such file")
