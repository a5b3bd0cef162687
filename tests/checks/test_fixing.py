"""Fixes are made in rounds, in memory, and written at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from citekit.checks.fixing import Fixing, differences, mend, write_mended
from citekit.checks.problem import Problem
from citekit.checks.rule import Edit, Fix
from citekit.errors import CitekitError, UnreadableError
from citekit.findings import Severity, Span

Look = Callable[[Mapping[str, bytes]], list[Problem]]


def look_in(path: Path, rules: Mapping[str, str], *, safe: bool = True) -> Look:
    """Return a function that finds the words of *rules* and would put others for them."""

    def look(instead: Mapping[str, bytes]) -> list[Problem]:
        text = instead.get(str(path), path.read_bytes()).decode()
        found = []
        for old, new in rules.items():
            start = text.find(old)
            while start != -1:
                fix = Fix(f"write {new}", (Edit(str(path), start, start + len(old), new),), safe)
                found.append(Problem("CK999", "r", Severity.ERROR, old, Span(str(path), 1, start + 1), fix=fix))
                start = text.find(old, start + 1)
        return found

    return look


def mended_text(
    path: Path, rules: Mapping[str, str], fixing: Fixing = "safe", *, safe: bool = True
) -> tuple[str, int, int]:
    look = look_in(path, rules, safe=safe)
    done = mend(look({}), fixing, look)
    write_mended(done)
    return path.read_text("utf-8"), done.fixed, len(done.problems)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes("Ä one two two.\r\n".encode())
    return path


def test_all_that_is_apart_is_mended_in_one_round(file: Path) -> None:
    assert mended_text(file, {"one": "1", "two": "2"}) == ("Ä 1 2 2.\n", 3, 0)
    assert file.read_bytes() == "Ä 1 2 2.\r\n".encode()


def test_what_touches_waits_for_the_next_round(file: Path) -> None:
    assert mended_text(file, {"one two": "two", "two two": "two"}) == ("Ä two.\n", 2, 0)


def test_unsafe_fixes_are_made_where_they_are_asked_for(file: Path) -> None:
    assert mended_text(file, {"one": "1"}, safe=False)[1:] == (0, 1)
    assert mended_text(file, {"one": "1"}, "unsafe", safe=False)[1:] == (1, 0)


def test_rules_that_undo_each_other_come_to_an_end(file: Path) -> None:
    _, fixed, left = mended_text(file, {"one": "eno", "eno": "one"})
    assert fixed == 10
    assert left == 1


def test_a_fix_that_changes_nothing_ends_it(file: Path) -> None:
    assert mended_text(file, {"one": "one"})[1:] == (0, 1)


def test_nothing_is_written_over_what_somebody_else_has_written(file: Path) -> None:
    look = look_in(file, {"one": "1"})
    done = mend(look({}), "safe", look)
    file.write_text("mine", "utf-8")
    with pytest.raises(UnreadableError, match="changed while it was checked"):
        write_mended(done)
    assert file.read_text("utf-8") == "mine"


def test_the_difference_is_a_patch(file: Path) -> None:
    look = look_in(file, {"one": "1"})
    text = differences(mend(look({}), "safe", look))
    assert text == f"--- {file}\n+++ {file}\n@@ -1 +1 @@\n-Ä one two two.\r\n+Ä 1 two two.\r\n"
    assert "one" in file.read_text("utf-8")


def test_a_library_keeps_its_encoding_and_is_left_alone_where_it_has_no_room(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes("@book{a, title = {Tür}}\n".encode("latin-1"))

    def look(instead: Mapping[str, bytes], new: str = "Tor ü") -> list[Problem]:
        if instead:
            return []
        fix = Fix("w", (Edit(str(path), 18, 21, new),))
        return [Problem("CK999", "r", Severity.ERROR, "m", Span(str(path), 1, 1), fix=fix)]

    done = mend(look({}), "safe", look)
    write_mended(done)
    assert path.read_bytes() == "@book{a, title = {Tor ü}}\n".encode("latin-1")
    with pytest.raises(CitekitError, match="does not have"):
        mend(look({}, "→"), "safe", look)
