"""What is kept from run to run: results, and the digests of files."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from citekit.checks import checking, kept, units
from citekit.checks.checking import Asked, checked
from citekit.checks.facts import CiteFact, EntryFact
from citekit.checks.problem import Problem
from citekit.checks.rule import Edit, Fix
from citekit.checks.suppressions import Suppression
from citekit.checks.units import Result
from citekit.findings import Severity, Span
from citekit.model import Key, Locator

WHERE = Span("a.bib", 1, 2, 3)
RESULT = Result(
    (
        Problem("CK340", "malformed-doi", Severity.ERROR, "m", WHERE, "h", Fix("f", (Edit("a.bib", 0, 1, "ü"),)), "k"),
        Problem("CK101", "unmapped-mark", Severity.HINT, "m", Span("a.md"), note="3", context="c"),
    ),
    (Suppression(WHERE, 0, 3, ("CK340",)),),
    (
        CiteFact(Key("k"), Locator("page", "3"), WHERE, "1", 9, "composite", "s", 1, 5, 9, WHERE),
        CiteFact(Key("l"), None, WHERE),
    ),
    (EntryFact(Key("k"), "book", "book", WHERE, frozenset(("title", "date")), "1-3", "page", "90", "t.pdf"),),
    ((Key("other"), Key("k")),),
    ("b.bib",),
    ("*",),
)
BROKEN = (
    "@book{a, author = {Lee, Ann}, title = {T}, date = {1990}, publisher = {Quay}, location = {Bristol}, doi = {x}}\n"
)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def test_a_result_comes_back_as_it_was() -> None:
    assert kept.kept("0" * 40) is None
    kept.keep("0" * 40, RESULT)
    assert kept.kept("0" * 40) == RESULT


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"null", b'{"problems": [3]}', b"\xff\xfe"])
def test_a_damaged_result_is_as_if_it_were_not_there(tmp_path: Path, damage: bytes) -> None:
    kept.keep("0" * 40, RESULT)
    (file,) = (tmp_path / "cache").glob("check-*.json")
    file.write_bytes(damage)
    assert kept.kept("0" * 40) is None


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "file"))
    kept.keep("0" * 40, RESULT)
    assert kept.kept("0" * 40) is None
    kept.Seen().keep()


def test_the_digest_follows_content_code_and_what_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.bib"
    file.write_text("one", "utf-8")
    first = kept.digest_of("x", [str(file)], kept.Seen())
    assert kept.digest_of("x", [str(file)], kept.Seen()) == first
    assert kept.digest_of("y", [str(file)], kept.Seen()) != first
    assert kept.digest_of("x", [str(file)], kept.Seen({str(file): b"two"})) != first
    file.write_text("two", "utf-8")
    assert kept.digest_of("x", [str(file)], kept.Seen()) != first
    assert kept.Seen().digest(str(tmp_path / "gone")) == ""


def test_a_file_of_the_same_times_and_size_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.bib"
    file.write_text("one", "utf-8")
    long_ago = time.time() - 100
    os.utime(file, (long_ago, long_ago))
    monkeypatch.setattr(kept, "_RACY", -1)  # the time of its last change of state is now
    seen = kept.Seen()
    digest = seen.digest(str(file))
    seen.keep()
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    assert kept.Seen().digest(str(file)) == digest


def test_a_file_that_changed_just_now_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "a.bib"
    file.write_text("one", "utf-8")
    seen = kept.Seen()
    seen.digest(str(file))
    seen.keep()
    assert not (tmp_path / "cache" / "checkseen.json").exists()


def count_units(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by the kind of each unit that is not kept."""
    run: list[str] = []

    def done(unit: units.Unit) -> Result:
        run.append(type(unit).__name__)
        return units.done(unit)

    monkeypatch.setattr(checking, "done", done)
    return run


def test_only_what_has_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "l.bib").write_text(BROKEN, "utf-8")
    (tmp_path / "m.md").write_text("# One\n\nText.[^1]\n\n[^1]: [@a].\n", "utf-8")
    run = count_units(monkeypatch)
    asked = Asked((".",), select=("CK340",), today=date(2026, 1, 1))
    first = checked(asked)
    assert sorted(run) == ["DocumentUnit", "LibraryUnit"]
    assert [one.code for one in first.report.problems] == ["CK340"]
    run.clear()
    assert checked(asked) == first
    assert run == []
    (tmp_path / "m.md").write_text("# Two\n\nText.[^1]\n\n[^1]: [@a].\n", "utf-8")
    assert checked(asked) == first
    assert run == ["DocumentUnit"]
    run.clear()
    checked(Asked((".",), select=("CK301",), today=date(2026, 1, 1)))
    assert sorted(run) == ["DocumentUnit", "LibraryUnit"]


def test_the_same_comes_of_any_number_of_processes(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"m{number}.md").write_text("# One\n\n" + "Text.[^1]\n\n" * 9 + "[^1]: [@a].\n" * 2, "utf-8")
    (tmp_path / "l.bib").write_text(BROKEN + "%" * 500_000, "utf-8")
    one = checked(Asked((".",), jobs=1, caching=False))
    two = checked(Asked((".",), jobs=2, caching=False))
    assert one == two
    assert any(each.code == "CK340" for each in one.report.problems)
