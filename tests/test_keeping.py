"""Files of the cache folder: there whole or not at all, and not too many."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from citekit.keeping import making, prune, remove, used


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache"


def put(path: Path, size: int, age: float) -> Path:
    path.write_bytes(b"x" * size)
    now = path.stat().st_mtime
    os.utime(path, (now - age, now - age))
    return path


def test_a_file_appears_when_it_is_whole(folder: Path) -> None:
    path = folder / "below" / "file"
    with making(path) as temporary:
        temporary.write_text("half")
        assert not path.exists()
        temporary.write_text("whole")
    assert path.read_text() == "whole"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600  # a library is nobody else's
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("why", [ValueError, KeyboardInterrupt])
def test_a_file_that_was_not_finished_leaves_the_old_one(folder: Path, why: type[BaseException]) -> None:
    path = folder / "file"
    path.write_text("old")

    def fail() -> None:
        with making(path) as temporary:
            temporary.write_text("half")
            raise why

    with pytest.raises(why):
        fail()
    assert path.read_text() == "old"
    assert list(folder.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_an_error_of_the_system(folder: Path) -> None:
    (folder / "file").write_text("")
    with pytest.raises(OSError, match="file"), making(folder / "file" / "below"):
        pass


def test_removing_what_is_gone_is_done(folder: Path) -> None:
    remove(folder / "file")
    remove(folder / "none" / "file")


def test_use_is_noted_once_an_hour(folder: Path) -> None:
    old, young = put(folder / "old", 1, 7200), put(folder / "young", 1, 60)
    times = young.stat().st_mtime, old.stat().st_mtime
    used(old)
    used(young)
    used(folder / "none")
    assert young.stat().st_mtime == times[0]
    assert old.stat().st_mtime > times[1] + 7000


def test_the_oldest_give_way(folder: Path) -> None:
    kept = [put(folder / f"a-{age}", 10, age) for age in (5, 10, 20)]
    gone = [put(folder / f"b-{age}", 10, age) for age in (30, 40)]
    other = put(folder / "other-50", 1000, 50)
    prune(("a-", "b-"), 30, kept[0])
    assert sorted(folder.iterdir()) == sorted([*kept, other])
    assert not any(path.exists() for path in gone)


def test_what_was_just_made_stays_however_large(folder: Path) -> None:
    keep, other = put(folder / "a-1", 100, 50), put(folder / "a-2", 10, 5)
    prune(("a-",), 20, keep)
    assert keep.exists()
    assert not other.exists()


def test_what_was_left_half_done_goes_after_a_day(folder: Path) -> None:
    old, young = put(folder / ".a-1.x.part", 1, 90_000), put(folder / ".a-2.x.part", 1, 3600)
    other = put(folder / ".b-1.x.part", 1, 90_000)
    prune(("a-",), 100, folder / "a-1")
    assert sorted(folder.iterdir()) == sorted([young, other])
    assert not old.exists()


def test_no_folder_is_nothing_to_do(folder: Path) -> None:
    folder.rmdir()
    prune(("a-",), 1, folder / "a-1")
