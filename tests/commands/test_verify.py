"""``citekit verify``."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from citekit.cli import run

SOURCE = "[p. 290]\nHe did not go to the office on July 11, 1928.\n[p. 291]\nThe party, he said, would not forget.\n"
FILE = """\
citekit-quotations: 1
quotations:
  - text: He did not go
    key: kotkin2017
    locator: p. 290
  - text: "[h]e did go to the office"
    key: kotkin2017
    locator: p. 290
  - text: The party [...] would not forget
    key: kotkin2017
    locator: 290
  - text: Nobody ever wrote these seven odd words
    key: kotkin2017
  - text: the
    key: other
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "kotkin2017.txt").write_text(SOURCE, "utf-8")
    (tmp_path / "quotations.yaml").write_text(FILE, "utf-8")


def verify(*words: str) -> int:
    return run(["verify", *words])


def test_a_file_of_quotations(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("quotations.yaml", "--source", "sources") == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        "quotations.yaml:6:11: altered: “He did go to the office” (kotkin2017, p. 290)",
        "  the negation 'not' is lost [negation-lost] sources/kotkin2017.txt:2:8, p. 290",
        "  He did −not go to the office",
        "",
        "quotations.yaml:9:11: altered: “The party … would not forget” (kotkin2017, p. 290)",
        "  wrong page: it stands on p. 291, the locator says p. 290 [wrong-page]",
        "",
        "quotations.yaml:12:11: not found: “Nobody ever wrote these seven odd words” (kotkin2017)",
        "  hint: no words of it stand together in the source: is it the right one?",
        "",
        "quotations.yaml:14:11: no source: “the” (other)",
        "  hint: name it: --source other=FILE, or in [tool.citekit.sources]",
        "",
        "5 quotations: 1 verified, 2 altered, 1 not found, 1 no source",
    ]


def test_json_says_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("quotations.yaml", "--source", "sources", "--format", "json") == 1
    said = json.loads(capsys.readouterr().out)
    assert said["summary"] == {"verified": 1, "altered": 2, "not found": 1, "no source": 1}
    first, second = said["quotations"][:2]
    assert (first["verdict"], first["places"][0]["line"], first["places"][0]["pages"]) == ("verified", 2, ["290"])
    assert second["difference"] == [["=", "He did"], ["-", "not"], ["=", "go to the office"]]
    assert [(one["kind"], one["standing"], one["page"]) for one in second["changes"]] == [
        ("capital", "marked", "290"), ("negation-lost", "error", "290"),
    ]  # fmt: skip


def test_a_typed_quotation(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("--text", "Did not go", "--source", "sources/kotkin2017.txt", "--locator", "290", "--all") == 0
    assert capsys.readouterr().out.splitlines() == [
        "--text: verified with permitted changes: “Did not go” (p. 290)",
        "  permitted: capital",
        "  stands at: sources/kotkin2017.txt:2:4, p. 290",
        "",
        "1 quotation: 1 verified with permitted changes",
    ]


def test_the_rule_set_decides() -> None:
    asked = ("--text", "Did not go", "--source", "sources/kotkin2017.txt")
    assert verify(*asked) == 0
    assert verify(*asked, "--rules", "mla") == 1
    Path("citekit.toml").write_text('[quotations]\nrules = "mla"\n')
    assert verify(*asked) == 1
    assert verify(*asked, "--rules", "chicago") == 0


def test_a_quotation_in_markup() -> None:
    asked = ("--source", "sources/kotkin2017.txt", "--text")
    assert verify(*asked, "go to the [office -> room] on July", "--markup") == 0
    assert verify(*asked, "go to the [house -> room] on July", "--markup") == 1
    assert verify(*asked, "go to the [room] on July") == 0


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("", 1),
        ('[sources]\nother = "sources/kotkin2017.txt"\n', 0),
        ('[sources]\nother = ["sources/kotkin2017.txt"]\n', 0),
    ],
)
def test_settings_name_sources(settings: str, code: int) -> None:
    Path("citekit.toml").write_text(settings)
    assert verify("--text", "He did not go", "--key", "other") == code


def test_entries_name_sources() -> None:
    Path("references").mkdir()
    Path("references/a.bib").write_text(
        "@book{other, title = {T}, file = {Full text:../sources/kotkin2017.txt:text/plain}}"
    )
    assert verify("--text", "He did not go", "--key", "other") == 0


def test_sources_are_named_by_key() -> None:
    assert verify("--text", "He did not go", "--key", "other", "--source", "other=sources/kotkin2017.txt") == 0


def test_no_source_can_be_allowed() -> None:
    Path("one.yaml").write_text("citekit-quotations: 1\nquotations:\n  - text: words\n    key: other\n")
    assert verify("one.yaml", "--source", "sources") == 1
    assert verify("one.yaml", "--source", "sources", "--allow-no-source") == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((), 2, "nothing to verify"),
        (("--text", " "), 2, "an empty quotation"),
        (("--text", "a", "--rules", "chicgao", "--source", "sources"), 2, "there is no rule set 'chicgao'"),
        (("--text", "a", "--source", "nowhere"), 2, "no such file"),
        (("--text", "a", "--source", "x=nowhere", "--key", "x"), 2, "no such file"),
        (("--text", "a", "--source", "x="), 2, "'x=' names no source"),
        (("--text", "a", "--source", "@=y"), 2, "'@=y' names no source"),
        (("--text", "a", "--locator", "foo. 12", "--source", "sources"), 2, "'foo. 12' is no locator"),
        (("--text", "he “said", "--source", "sources"), 1, "the quotation mark “ is never closed"),
        (("--text", "he [said", "--source", "sources"), 1, "the bracket [ is never closed"),
        (("quotations.yaml", "--text", "a"), 2, "a file and --text do not go together"),
        (("nowhere.yaml",), 2, "no such file"),
    ],
)
def test_wrong_input(words: tuple[str, ...], code: int, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(*words) == code
    assert message in capsys.readouterr().err


def test_wrong_quotations_in_a_file_are_findings(capsys: pytest.CaptureFixture[str]) -> None:
    Path("q.yaml").write_text('citekit-quotations: 1\nquotations:\n  - text: ""\n  - text: "a “b"\n  - txt: b\n')
    assert verify("q.yaml", "--source", "sources") == 1
    err = capsys.readouterr().err
    assert "q.yaml:3:11: error: an empty quotation" in err
    assert "q.yaml:4:" in err
    assert "q.yaml:5:5: error: unknown field 'txt'" in err


def test_a_passage_with_its_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    Path("passage.txt").write_text("She said that he “did go to the office.”1 “The party,” he said, was gone.2\n")
    Path("passage.notes.yaml").write_text(
        "citekit-ledger: 1\npassage: passage.txt\nnotes:\n  1: '@kotkin2017 [p. 290]'\n  2: '@kotkin2017 [p. 291]'\n"
    )
    assert verify("passage.txt", "--source", "sources") == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "passage.txt:1:18: altered: “did go to the office.” (kotkin2017, p. 290)"
    assert out[-1] == "2 quotations: 1 altered, 1 verified"


def test_a_quotation_that_is_never_closed_is_not_verified(capsys: pytest.CaptureFixture[str]) -> None:
    Path("passage.txt").write_text("She said that he “did not go. And so on.\n")
    assert verify("passage.txt", "--source", "sources/kotkin2017.txt") == 1
    assert "is never closed" in capsys.readouterr().err


def test_a_manuscript_with_its_citations(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.md").write_text(
        "She said that he “did go to the office” [@kotkin2017, p. 290]. “The party,” he said, was gone.[^1] "
        "A “word.”\n\n"
        "> The party, he said, would not forget. [@kotkin2017, p. 290]\n\n[^1]: See @kotkin2017 [p. 291].\n"
    )
    assert verify("m.md", "--source", "sources") == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "m.md:1:18: altered: “did go to the office” (kotkin2017, p. 290)"
    assert "  wrong page: it stands on p. 291, the locator says p. 290 [wrong-page]" in out
    assert out[-1] == "3 quotations: 2 altered, 1 verified; 1 more without a note, not looked at"


def test_a_source_beside_the_quotations() -> None:
    Path("kotkin2017.md").write_text("He did not go.\n")
    Path("one.yaml").write_text("citekit-quotations: 1\nquotations:\n  - text: He did not go\n    key: kotkin2017\n")
    assert verify("one.yaml") == 0
    assert verify(str(Path("one.yaml").resolve())) == 0


@pytest.mark.parametrize("text", ["She said that he “did not go.”\n", FILE])
def test_standard_input(text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    code = verify("-", "--source", "sources/kotkin2017.txt", "--all")
    assert capsys.readouterr().out.startswith("<stdin>:")
    assert code == ("quotations" in text)


@pytest.mark.parametrize("name", ["page.html", "page.md"])
def test_markup_of_a_page_without_notes_is_no_words(name: str) -> None:
    words = {"page.html": "<p>He wrote “He <i>did</i> not go.”</p>", "page.md": "He wrote “He *did* not go.”\n"}
    Path(name).write_text(words[name], "utf-8")
    assert verify(name, "--source", "sources/kotkin2017.txt") == 0
