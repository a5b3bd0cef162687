"""The command line as a user types it: output, exit codes, and what is said of wrong input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "politburo-1929"
BIB = ROOT / "references"


def citekit(*arguments: str | Path, cwd: Path = ROOT, text: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "citekit", *map(str, arguments)],
        cwd=cwd,
        input=text,
        capture_output=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    result = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in result.stderr, result.stderr
    return result


def test_notes_of_the_example() -> None:
    done = citekit("notes", "examples/politburo-1929/passage.txt", "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert [(mark["number"], mark["start"], mark["line"]) for mark in found["notes"]] == [
        ("11", 980, 2),
        ("12", 2262, 2),
        ("14", 2703, 4),
    ]
    messages = " | ".join(finding["message"] for finding in found["findings"])
    for odd in ("note 13 is missing between 12 and 14", "'Thus did opposition to' breaks off", "never closed"):
        assert odd in messages


def test_notes_read_standard_input() -> None:
    done = citekit("notes", "-", text=b"It was so.1 Not all agreed.2 The end.")
    assert done.returncode == 0
    assert "2 note marks in <stdin>" in done.stdout


def test_notes_of_a_corpus(tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text(json.dumps({"id": 7, "text": "It was so.1 Not all agreed.2 The end."}) + "\n\n")
    done = citekit("notes", "--jsonl", corpus)
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["id"] == 7
    assert [(note["start"], note["end"], note["number"]) for note in json.loads(line)["notes"]] == [
        (10, 11, "1"),
        (27, 28, "2"),
    ]


@pytest.mark.parametrize(
    ("format_", "marks"),
    [
        ("text", ("1928.¹¹ Bukharin", "countryside", ".”¹²", "Trotsky.¹⁴ Turkey", "11. ", "Bibliography")),
        ("markdown", ("[^11]", "[^12]", "[^14]", "[^11]: ", "## Bibliography")),
        ("html", ('href="#', 'role="doc-noteref"', 'value="14"', 'role="doc-backlink"')),
        ("latex", ("\\footnote[11]{", "\\footnote[12]{", "\\footnote[14]{", "\\begin{document}")),
        ("typst", ("update(10)#footnote[", "#footnote[", "update(13)#footnote[", "= Bibliography")),
        ("jats", ("<label>11</label>", "<label>12</label>", "<label>14</label>", "<ref-list>")),
    ],
)
def test_render_needs_no_options_in_a_configured_project(format_: str, marks: Sequence[str]) -> None:
    done = citekit("render", "--to", format_)
    assert done.returncode == 0
    positions = [done.stdout.find(mark) for mark in marks]
    assert -1 not in positions, dict(zip(marks, positions, strict=True))
    for author in ("Kamenev", "Danilov", "Cohen", "Stalin", "Merridale", "Trotsky", "Deutscher", "Kotkin"):
        assert author in done.stdout


def test_render_writes_a_file_by_its_suffix(tmp_path: Path) -> None:
    done = citekit("render", EXAMPLE / "passage.txt", "-o", tmp_path / "out.html", "--style", "apa")
    assert done.returncode == 0
    assert done.stdout == ""
    assert f"wrote {tmp_path / 'out.html'}: html, 3 notes, 9 references" in done.stderr
    assert (tmp_path / "out.html").read_text("utf-8").startswith("<!")


def test_render_for_biblatex_names_the_references_from_where_it_is_written(tmp_path: Path) -> None:
    written = tmp_path / "out.biblatex.tex"
    done = citekit("render", EXAMPLE / "passage.txt", "-o", written)
    assert done.returncode == 0
    text = written.read_text("utf-8")
    (named,) = re.findall(r"\\addbibresource\{(.*)\}", text)
    assert (tmp_path / named).resolve() == EXAMPLE.parent.parent.resolve() / "references" / "politburo-1929.bib"
    assert "\\setcounter{footnote}{10}\\footnote{\\bibsentence\\cites{kamenev1928}" in text


def test_render_the_same_twice() -> None:
    first, second = (citekit("render", "--style", "chicago-author-date").stdout for _ in range(2))
    assert first == second


def test_renumbered() -> None:
    done = citekit("render", "--renumber", "--to", "markdown")
    assert "[^3]: " in done.stdout
    assert "[^14]" not in done.stdout


def test_bib_of_all_of_the_cited_and_of_some() -> None:
    everything = citekit("bib").stdout
    cited = citekit("bib", "--cited").stdout
    some = citekit("bib", "cohen1973", "--style", "apa").stdout
    assert "Kotkin" in everything
    assert "Cohen" in cited
    assert "Cohen, S. F. (1973)." in some
    assert "Deutscher" not in some


def test_bib_keys() -> None:
    lines = citekit("bib", "--keys").stdout.splitlines()
    assert any(line.startswith("cohen1973 ") and "politburo-1929.bib:" in line for line in lines)


def test_styles_are_searched() -> None:
    done = citekit("styles", "chicago", "author-date", "--format", "json")
    assert done.returncode == 0
    assert "chicago-author-date" in [style["name"] for style in json.loads(done.stdout)]
    nothing = citekit("styles", "no such style")
    assert nothing.returncode == 1
    assert nothing.stdout == ""


def test_help_and_version() -> None:
    assert citekit("--version").stdout.startswith("citekit ")
    for command in ("notes", "render", "bib", "styles"):
        done = citekit(command, "--help")
        assert done.returncode == 0
        assert "Examples:" in done.stdout


LEDGER = "citekit-ledger: 1\nnotes:\n  1: See @cohen1973 [p. 3].\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a passage, its ledger and references, all in order."""
    (tmp_path / "p.txt").write_text("It was so.1 Not all agreed.")
    (tmp_path / "notes.yaml").write_text(LEDGER)
    (tmp_path / "references").mkdir()
    (tmp_path / "references" / "a.bib").write_text(
        "@book{cohen1973, title = {T}, author = {Cohen, S.}, date = {1973}}\n"
    )
    return tmp_path


def test_files_are_found_by_custom(project: Path) -> None:
    done = citekit("render", "p.txt", cwd=project)
    assert done.returncode == 0
    assert "It was so.¹ Not all agreed." in done.stdout


WRONG: list[tuple[str, dict[str, bytes], list[str], str, str]] = [
    ("missing passage", {}, ["render", "none.txt"], "none.txt: error: no such file", "hint: "),
    ("folder for a passage", {}, ["render", "references"], "references: error: a directory", "hint: "),
    ("folder for a ledger", {}, ["render", "p.txt", "-n", "references"], "references: error: a directory", "hint: "),
    (
        "passage is no text",
        {"p.txt": b"ab\n\xff\xfe\xfa"},
        ["render", "p.txt"],
        "p.txt:2:1: error: not UTF-8",
        "hint: ",
    ),
    (
        "ledger is no text",
        {"notes.yaml": b"a: \xe9"},
        ["render", "p.txt"],
        "notes.yaml:1:4: error: not UTF-8",
        "hint: ",
    ),
    (
        "bib is no text",
        {"references/a.bib": b"PK\x03\x04\0\0"},
        ["render", "p.txt"],
        "a.bib:1:5: error: not a text file",
        "hint: ",
    ),
    ("missing bib", {}, ["render", "p.txt", "-b", "x.bib"], "x.bib: error: no such file", "hint: "),
    ("unknown kind of bib", {}, ["render", "p.txt", "-b", "p.txt"], "p.txt: error: ", "hint: "),
    (
        "entry that never ends",
        {"references/a.bib": b"@book{cohen1973,\n title = {T},\n\n@book{b, title = {U}}\n"},
        ["render", "p.txt"],
        "a.bib:1:",
        "hint: ",
    ),
    (
        "unknown key",
        {"notes.yaml": LEDGER.replace("cohen1973", "cohen73").encode()},
        ["render", "p.txt"],
        "notes.yaml:3:10: error: no reference has the key 'cohen73'",
        "did you mean 'cohen1973'?",
    ),
    (
        "unknown label",
        {"notes.yaml": LEDGER.replace("p. 3", "pgs. 3").encode()},
        ["render", "p.txt"],
        "notes.yaml:3:22: error: unknown locator label 'pgs.'",
        "did you mean",
    ),
    (
        "broken ledger",
        {"notes.yaml": b"notes:\n  1: @a\n"},
        ["render", "p.txt"],
        "notes.yaml:2:6: error: not valid",
        "quotes",
    ),
    ("no ledger", {"notes.yaml": b""}, ["render", "p.txt"], "notes.yaml: error: the ledger is empty", "hint: "),
    (
        "unknown style",
        {},
        ["render", "p.txt", "-s", "chicgo-notes"],
        "error: unknown style 'chicgo-notes'",
        "chicago-notes",
    ),
    (
        "style is no style",
        {"s.csl": b"<a/>"},
        ["render", "p.txt", "-s", "s.csl"],
        "s.csl:1:1: error: not a CSL style",
        "",
    ),
    ("style is no XML", {"s.csl": b"<style"}, ["render", "p.txt", "-s", "s.csl"], "s.csl:1:", "not well-formed"),
    ("unknown format", {}, ["render", "p.txt", "-t", "htm"], "error: ", "html"),
    ("unknown suffix", {}, ["render", "p.txt", "-o", "out.xyz"], "error: the suffix '.xyz' says no format", "--to"),
    (
        "no folder for the output",
        {},
        ["render", "p.txt", "-o", "no/out.md"],
        "no/out.md: error: cannot be written",
        "folder",
    ),
    (
        "output is a folder",
        {},
        ["render", "p.txt", "-t", "text", "-o", "references"],
        "references: error: a directory",
        "",
    ),
    (
        "unknown engine",
        {},
        ["render", "p.txt", "--engine", "citeproc"],
        "error: unknown engine 'citeproc'",
        "citeproc-py",
    ),
    ("unknown locale", {}, ["render", "p.txt", "--locale", "not a locale"], "error: ", "not a locale"),
    (
        "wrong settings",
        {"citekit.toml": b"sytle = 'apa'"},
        ["render", "p.txt"],
        "citekit.toml:1:1: error: unknown",
        "style",
    ),
    ("unknown key of bib", {}, ["bib", "cohen73"], "error: no reference has the key 'cohen73'", "cohen1973"),
    (
        "corpus is no JSON",
        {"c.jsonl": b'{"id": 1, "text": "a"}\n{"id": }'},
        ["notes", "--jsonl", "c.jsonl"],
        "c.jsonl:2:8",
        "hint",
    ),
    (
        "corpus without text",
        {"c.jsonl": b'{"id": 1}'},
        ["notes", "--jsonl", "c.jsonl"],
        "c.jsonl:1:1: error: no object",
        "hint",
    ),
    ("unknown option", {}, ["render", "--stile", "apa"], "error: No such option", "--help"),
    ("unknown command", {}, ["rendr"], "error: No such command 'rendr'", "--help"),
    ("passage and corpus", {}, ["notes", "p.txt", "--jsonl", "c"], "error: a passage and --jsonl", "leave one"),
]


@pytest.mark.parametrize(
    ("files", "arguments", "message", "more"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_wrong_input_is_one_clear_error(
    project: Path, files: dict[str, bytes], arguments: list[str], message: str, more: str
) -> None:
    for name, data in files.items():
        (project / name).write_bytes(data)
    before = sorted(str(path) for path in project.rglob("*"))
    done = citekit(*arguments, cwd=project)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert more in done.stderr
    assert sorted(str(path) for path in project.rglob("*")) == before


BROKEN = "\n@book{odd,\n title = {x},\n year = {19\n\n@book{even, title = {y}}\n"


def test_a_broken_entry_that_is_not_cited_is_reported_and_the_excerpt_is_there(project: Path) -> None:
    with (project / "references" / "a.bib").open("a") as library:
        library.write(BROKEN)
    done = citekit("render", "p.txt", cwd=project)
    assert done.returncode == 1
    assert "It was so.¹" in done.stdout
    assert "the entry 'odd' is never closed" in done.stderr


def test_a_broken_entry_that_is_cited_stops(project: Path) -> None:
    (project / "references" / "a.bib").write_text(BROKEN.replace("odd", "cohen1973"))
    done = citekit("render", "p.txt", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the entry 'cohen1973' is never closed" in done.stderr
    assert "even" not in done.stderr


def test_an_entry_that_is_broken_away_is_told_beside_its_key(project: Path) -> None:
    library = project / "references" / "a.bib"
    library.write_text(library.read_text().replace("@book{cohen1973", "book{cohen1973") + "@book{b, title = {U}}\n")
    done = citekit("render", "p.txt", cwd=project)
    assert done.returncode == 2
    assert "no reference has the key 'cohen1973'" in done.stderr
    assert "this looks like the entry 'cohen1973', and is not read" in done.stderr


def test_a_library_of_another_encoding_is_read_and_reported(project: Path) -> None:
    library = project / "references" / "a.bib"
    library.write_bytes(library.read_text().replace("Cohen, ", "Cohén, ").encode("latin-1"))
    done = citekit("bib", cwd=project)
    assert done.returncode == 0
    assert "Cohén" in done.stdout
    assert "warning: not UTF-8; read as Windows-1252" in done.stderr


def test_an_unwritable_output_keeps_the_old_file(project: Path) -> None:
    (project / "notes.yaml").write_text(LEDGER.replace("cohen1973", "cohen73"))
    (project / "out.md").write_text("old")
    assert citekit("render", "p.txt", "-o", "out.md", cwd=project).returncode == 2
    assert (project / "out.md").read_text() == "old"


def test_a_mark_without_an_entry_is_an_error_and_the_excerpt_is_there(project: Path) -> None:
    (project / "p.txt").write_text("It was so.1 Not all agreed.2 The end.")
    done = citekit("render", "p.txt", cwd=project)
    assert done.returncode == 1
    assert "agreed.² The end." in done.stdout
    assert "p.txt:1:28: error: note 2 is marked in the text, and not in the ledger" in done.stderr


def test_errors_can_be_read_by_machines() -> None:
    done = citekit("notes", "none.txt", "--format=json")
    assert done.returncode == 2
    (finding,) = json.loads(done.stderr)["findings"]
    assert (finding["path"], finding["line"], finding["severity"]) == ("none.txt", None, "error")


def test_a_file_without_entries_is_reported(project: Path) -> None:
    (project / "empty.bib").write_text("% nothing\n")
    done = citekit("bib", "-b", "empty.bib", cwd=project)
    assert "empty.bib: warning: no entries in this file" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_one_error(project: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "citekit", "render", "p.txt"],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"error: cannot write to standard output" in done.stderr
    assert b"Traceback" not in done.stderr
