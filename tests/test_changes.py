"""Changes of a text, and diffs of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.changes import Change, apply, difference


def test_changes_are_applied_in_any_order() -> None:
    changes = [Change(5, 6, "!"), Change(0, 1, "A"), Change(3, 3, "x"), Change(3, 3, "y")]
    assert apply("abcdef", changes) == "Abcxyde!"


@pytest.mark.parametrize("changes", [[Change(0, 3, ""), Change(2, 4, "")], [Change(3, 1, "")]])
def test_changes_do_not_overlap(changes: list[Change]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply("abcdef", changes)


def test_equal_texts_have_no_diff() -> None:
    assert difference("a", "x\n", "x\n") == ""


_LINES = st.text(alphabet="ab\n\r ", max_size=12)


@pytest.mark.skipif(not shutil.which("patch"), reason="patch is not installed")
@given(_LINES, _LINES)
def test_a_diff_is_one_that_patch_applies(tmp_path_factory: pytest.TempPathFactory, before: str, after: str) -> None:
    path: Path = tmp_path_factory.mktemp("diff") / "a"
    path.write_bytes(before.encode())
    diff = difference("a", before, after)
    if diff:
        done = subprocess.run(
            ["patch", "--binary", "a"], input=diff.encode(), cwd=path.parent, capture_output=True, check=False
        )
        assert done.returncode == 0, (done.stdout, diff)
    assert (path.read_bytes() if path.exists() else b"") == after.encode()
