"""Kept libraries: the same as those that are read, whatever happened to the file."""

from __future__ import annotations

import copy
import os
import pickle
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit import bib
from citekit.bib.storage import kept, packed, store
from citekit.errors import UnreadableError
from citekit.findings import Finding
from citekit.model import Key, Library, Reference
from citekit.values import replace
from tests.bib import strategies as made
from tests.shared import shared

ENTRIES = "".join(
    f"@article{{key{number}, author = {{Müller, Anna and van der Berg, Jan}}, title = {{On \\emph{{Ж}} {number}}},\n"
    f"  journaltitle = {{Journal}}, date = {{{1900 + number}}}, pages = {{1--9}}, note = {{\\unknown{{x}}}}}}\n\n"
    for number in range(40)
)
# A finding of each severity, an alias, an entry that takes over from another.
ODD = """@book{odd, title = {T} year = 1917, ids = {other, another}}
@inbook{child, crossref = {odd}}
@nosuchtype{last}
@book{key1}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every library is large here, and kept in a folder of its own."""
    monkeypatch.setattr(store, "LARGE", 0)
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "library.bib"
    path.write_text(ENTRIES + ODD, "utf-8")
    return str(path)


def read(*files: str) -> Library:
    """Read without a cache."""
    findings: list[Finding] = []
    references = dict(bib.each(files, findings))
    return Library(references, tuple(findings))


def open_kept(*files: str) -> Library:
    """Open from the cache, which has it: nothing is read."""

    def each(files: Sequence[str], findings: list[Finding]) -> Iterator[tuple[Key, Reference]]:
        raise AssertionError("the library is kept, and was read all the same")

    return store.open_library(files, each)


def same(library: Library, expected: Library) -> None:
    """Check all that can be asked of a library."""
    references = library.references
    assert library.findings == expected.findings
    assert list(references) == list(expected.references)
    assert len(references) == len(expected.references)
    for key, reference in expected.references.items():
        assert references[key] == reference
        assert references[key].where == reference.where
        assert key in references
    assert list(references.items()) == list(expected.references.items())
    assert list(references.values()) == list(expected.references.values())
    assert references == expected.references
    assert "no such key" not in references
    assert references.get(Key("no such key")) is None
    with pytest.raises(KeyError, match="no such key"):
        references[Key("no such key")]
    assert cast("Key", 1) not in references
    assert library == expected


def kept_file(cache: Path) -> Path:
    (found,) = cache.glob("library-*.sqlite")
    return found


# --- what is kept is what is read ----------------------------------------------------------------------------


def test_a_kept_library_is_the_one_that_was_read(file: str) -> None:
    expected = read(file)
    assert {finding.severity.value for finding in expected.findings} == {"error", "warning"}
    same(bib.open_library([file]), expected)
    same(open_kept(file), expected)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made.libraries(max_size=6), st.randoms(use_true_random=False))
def test_any_library_is_kept_as_it_is(library: Library, chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CITEKIT_CACHE", folder)
        file = Path(folder) / "library.bib"
        file.write_text(str(chance.random()), "utf-8")

        def each(files: Sequence[str], findings: list[Finding]) -> Iterator[tuple[Key, Reference]]:
            yield from library.references.items()

        same(store.open_library([str(file)], each), library)
        same(open_kept(str(file)), library)


def test_the_cases_are_kept_as_they_are() -> None:
    files = sorted(shared("bib-cases").glob("*.bib"))[::12]
    for file in files:
        expected = read(str(file))
        same(bib.open_library([str(file)]), expected)
        same(open_kept(str(file)), expected)


def test_references_are_loaded_when_they_are_asked_for(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bib.open_library([file])
    loaded: list[bytes] = []
    unpack = packed.unpack

    def counted(data: bytes, paths: Sequence[str]) -> Reference:
        loaded.append(data)
        return unpack(data, paths)

    monkeypatch.setattr(packed, "unpack", counted)
    references = open_kept(file).references
    assert references[Key("key7")] is references[Key("key7")]
    assert len(list(references)) == 43
    assert len(loaded) == 1


def test_several_files_are_one_library(tmp_path: Path, file: str) -> None:
    second = tmp_path / "second.json"
    second.write_text('[{"id": "key1", "type": "book"}, {"id": "new", "type": "book"}]', "utf-8")
    expected = read(file, str(second))
    assert expected.findings[-1].rule == "duplicate-key"
    same(bib.open_library([file, str(second)]), expected)
    same(open_kept(file, str(second)), expected)
    assert list(read(str(second), file).references) != list(expected.references)
    same(bib.open_library([str(second), file]), read(str(second), file))


def test_the_same_content_elsewhere_has_its_own_places(tmp_path: Path, file: str) -> None:
    bib.open_library([file, file])
    (tmp_path / "folder").mkdir()
    moved = str(shutil.copy(file, tmp_path / "folder" / "moved.bib"))
    same(open_kept(moved, moved), read(moved, moved))


def test_changed_content_is_another_library(cache: Path, file: str) -> None:
    bib.open_library([file])
    status = Path(file).stat()
    text = Path(file).read_text("utf-8").replace("On ", "By ", 1)
    Path(file).write_text(text, "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))  # as old and as long as before
    same(bib.open_library([file]), read(file))
    assert len(list(cache.glob("library-*.sqlite"))) == 2


def test_other_code_keeps_another_library(cache: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bib.open_library([file])
    monkeypatch.setattr(store, "_code", lambda: iter(["changed"]))
    same(bib.open_library([file]), read(file))
    assert len(list(cache.glob("library-*.sqlite"))) == 2


def test_the_code_is_all_that_reads() -> None:
    stamped = " ".join(store._code())
    for module in ("citekit model.py", "bib bibtex.py", "bibfile blocks.py", "mapping titles.py", "latex reader.py"):
        assert f"{module} " in stamped


def test_the_suffix_says_how_it_is_read(tmp_path: Path, file: str) -> None:
    bib.open_library([file])
    other = str(shutil.copy(file, tmp_path / "library.json"))
    assert bib.open_library([other]).findings == read(other).findings
    assert not bib.open_library([other]).references


def test_aliases_are_kept(file: str) -> None:
    bib.open_library([file])
    references = open_kept(file).references
    assert isinstance(references, kept.KeptReferences)
    assert references.aliases() == {"other": "odd", "another": "odd"}


def test_a_kept_library_can_be_copied_and_sent(file: str) -> None:
    bib.open_library([file])
    library = open_kept(file)
    assert copy.deepcopy(library) == library
    assert pickle.loads(pickle.dumps(library)) == read(file)  # noqa: S301 - our own


def test_small_libraries_are_not_kept(cache: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGE", Path(file).stat().st_size + 1)
    same(bib.open_library([file]), read(file))
    assert not cache.exists()


def test_what_can_be_read_once_only_is_not_kept(cache: Path, tmp_path: Path, file: str) -> None:
    pipe = tmp_path / "pipe.bib"
    os.mkfifo(pipe)
    with subprocess.Popen(["cp", file, str(pipe)]):
        library = bib.open_library([str(pipe)])
    assert list(library.references) == list(read(file).references)
    assert not cache.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        bib.open_library([str(tmp_path / "none.bib")])


# --- damage --------------------------------------------------------------------------------------------------


def damaged(path: Path, file: str, data: bytes, expected: Library) -> None:
    path.write_bytes(data)
    same(bib.open_library([file]), expected)


def test_a_file_cut_short_is_made_again(cache: Path, file: str) -> None:
    expected = read(file)
    bib.open_library([file])
    path = kept_file(cache)
    whole = path.read_bytes()
    for length in [0, 1, 15, 16, 99, 100, *range(512, len(whole), 1501), len(whole) - 1]:
        damaged(path, file, whole[:length], expected)
    same(open_kept(file), expected)


def test_a_byte_that_is_wrong_changes_nothing(cache: Path, file: str) -> None:
    """Every byte may be wrong; here are as many as there is time for."""
    expected = read(file)
    bib.open_library([file])
    path = kept_file(cache)
    whole = path.read_bytes()
    chance = random.Random(1)  # noqa: S311 - any will do
    places = [*range(0, 100, 7), *(chance.randrange(len(whole)) for _ in range(60))]
    for place in places:
        data = bytearray(whole)
        data[place] ^= 1 << chance.randrange(8)
        damaged(path, file, bytes(data), expected)


def test_pages_that_are_exchanged_change_nothing(cache: Path, file: str) -> None:
    expected = read(file)
    bib.open_library([file])
    path = kept_file(cache)
    whole = path.read_bytes()
    pages = [whole[start : start + 4096] for start in range(0, len(whole), 4096)]
    for page in range(len(pages)):
        for other in (b"\0" * 4096, b"\xff" * 4096, pages[page - 1]):
            damaged(path, file, b"".join([*pages[:page], other, *pages[page + 1 :]]), expected)


@pytest.mark.parametrize("data", [b"garbage", b"SQLite format 3\0", b"\0" * 10_000, b"SQLite format 3\0" * 1000])
def test_garbage_is_made_again(cache: Path, file: str, data: bytes) -> None:
    bib.open_library([file])
    damaged(kept_file(cache), file, data, read(file))
    same(open_kept(file), read(file))


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM about",
        "DELETE FROM about WHERE name = 'findings'",
        "UPDATE about SET content = '[]' WHERE name = 'findings'",
        "UPDATE about SET content = 5",
        "UPDATE about SET content = NULL WHERE name = 'keys'",
        "UPDATE about SET checksum = 'x'",
        "DELETE FROM reference",
        "DELETE FROM reference WHERE number = 7",
        "DELETE FROM reference WHERE number = 43",
        "UPDATE reference SET content = (SELECT content FROM reference WHERE number = 3)",
        "UPDATE reference SET key = NULL WHERE number = 5",
        "UPDATE reference SET checksum = checksum + 1",
        "UPDATE reference SET number = number + 100",
        "DROP TABLE about",
        "DROP TABLE reference",
        "DROP INDEX reference_key",
        "ALTER TABLE reference ADD COLUMN other",
        "CREATE TABLE other (x)",
        "INSERT INTO reference SELECT 99, x'61', content, checksum FROM reference WHERE number = 1",
    ],
)
def test_another_content_is_not_believed(cache: Path, file: str, change: str) -> None:
    expected = read(file)
    bib.open_library([file])
    connection = sqlite3.connect(kept_file(cache))
    connection.execute(change)
    connection.commit()
    connection.close()
    same(bib.open_library([file]), expected)


def test_a_library_under_the_name_of_another_is_not_believed(cache: Path, tmp_path: Path, file: str) -> None:
    bib.open_library([file])
    first = kept_file(cache).rename(tmp_path / "first")
    Path(file).write_text("@book{a}", "utf-8")
    bib.open_library([file])
    shutil.copy(first, kept_file(cache))
    same(bib.open_library([file]), read(file))


def test_damage_while_it_is_in_use(cache: Path, file: str) -> None:
    expected = read(file)
    bib.open_library([file])
    library = bib.open_library([file])
    first = next(iter(library.references.items()))
    path = kept_file(cache)
    with path.open("r+b") as stream:  # the very file that is open
        stream.truncate(4096)
    assert first == next(iter(expected.references.items()))
    same(library, expected)
    assert not path.exists()


def test_damage_in_the_middle_of_a_walk(cache: Path, file: str) -> None:
    expected = read(file)
    bib.open_library([file])
    whole = kept_file(cache).read_bytes()
    place = whole.index(packed.pack(expected.references[Key("key20")], {file: 0}))
    path = kept_file(cache)
    damaged(path, file, whole[:place] + b"x" + whole[place + 1 :], expected)
    assert not path.exists()
    path.write_bytes(whole[:place] + b"x" + whole[place + 1 :])
    assert list(bib.open_library([file]).references.items()) == list(expected.references.items())


def test_damage_when_the_file_is_another_now(cache: Path, file: str) -> None:
    bib.open_library([file])
    library = bib.open_library([file])
    with kept_file(cache).open("r+b") as stream:
        stream.truncate(4096)
    Path(file).write_text("@book{a}", "utf-8")
    with pytest.raises(UnreadableError, match="changed while it was in use"):
        library.references[Key("key30")]


# --- where nothing can be kept -------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written(tmp_path: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("/dev/null", file, f"{file}/below", "/proc/nothing"):
        monkeypatch.setenv("CITEKIT_CACHE", folder)
        same(bib.open_library([file]), read(file))


def test_python_without_sqlite(cache: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bib.open_library([file])
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    same(bib.open_library([file]), read(file))
    assert kept_file(cache)  # for a Python that has it


def test_what_cannot_be_kept_is_read(cache: Path, file: str) -> None:
    odd = Reference(Key("a"), "book", extra={"a": object()})  # type: ignore[dict-item]  # what no reader returns

    def each(files: Sequence[str], findings: list[Finding]) -> Iterator[tuple[Key, Reference]]:
        yield odd.key, odd

    assert store.open_library([file], each).references == {"a": odd}
    assert list(cache.iterdir()) == []


def test_a_file_that_changes_while_it_is_read_is_not_kept(cache: Path, file: str) -> None:
    changes = count()

    def each(files: Sequence[str], findings: list[Finding]) -> Iterator[tuple[Key, Reference]]:
        Path(file).write_text("@book{a}" + " " * next(changes), "utf-8")
        yield from bib.each(files, findings)

    assert list(store.open_library([file], each).references) == ["a"]
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("why", [KeyboardInterrupt, UnreadableError("gone"), RuntimeError("a fault")])
def test_what_stops_the_reading_leaves_nothing(cache: Path, file: str, why: BaseException) -> None:
    def each(files: Sequence[str], findings: list[Finding]) -> Iterator[tuple[Key, Reference]]:
        yield Key("a"), Reference(Key("a"), "book")
        raise why

    with pytest.raises(why if isinstance(why, type) else type(why)):
        store.open_library([file], each)
    assert list(cache.iterdir()) == []


# --- other processes -----------------------------------------------------------------------------------------

PROGRAM = """
import sys
from citekit import bib
from citekit.bib.storage import store
store.LARGE = 0
{before}
library = bib.open_library(sys.argv[1:])
print(len(library.references), sum(len(one.texts) for one in library.references.values()), len(library.findings))
"""


def start(file: str, before: str = "") -> subprocess.Popen[str]:
    program = [sys.executable, "-c", PROGRAM.format(before=before), file]
    return subprocess.Popen(program, stdout=subprocess.PIPE, text=True)


def test_two_processes_at_once(cache: Path, file: str) -> None:
    running = [start(file) for _ in range(3)]
    said = {process.communicate()[0] for process in running}
    library = read(file)
    texts = sum(len(one.texts) for one in library.references.values())
    assert said == {f"{len(library.references)} {texts} {len(library.findings)}\n"}
    same(open_kept(file), library)
    assert len(list(cache.iterdir())) == 1


def test_a_disk_that_is_full(cache: Path, file: str) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))"
    process = start(file, limit)
    assert process.communicate()[0].startswith("43 ")
    assert process.returncode == 0
    assert list(cache.iterdir()) == []


def test_a_process_that_is_killed_leaves_nothing_that_is_taken_for_a_library(cache: Path, file: str) -> None:
    kill = """
import os, signal
each = bib.each
def killed(files, findings):
    for number, entry in enumerate(each(files, findings)):
        if number == 20:
            os.kill(os.getpid(), signal.SIGKILL)
        yield entry
bib.each = killed
"""
    process = start(file, kill)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    (left,) = cache.iterdir()
    same(bib.open_library([file]), read(file))
    assert left.exists()
    os.utime(left, (0, 0))  # when it is old, the next library that is kept sweeps it away
    Path(file).write_text("@book{a}", "utf-8")
    bib.open_library([file])
    assert not left.exists()


def test_a_library_is_read_while_it_is_replaced_and_removed(cache: Path, file: str) -> None:
    bib.open_library([file])
    library = open_kept(file)
    path = kept_file(cache)
    shutil.copy(path, cache / "new")
    (cache / "new").replace(path)
    assert library.references[Key("key39")] == read(file).references[Key("key39")]
    path.unlink()
    same(library, read(file))


# --- room ----------------------------------------------------------------------------------------------------


def test_what_was_not_used_for_longest_gives_way(cache: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made_of: list[Path] = []
    for number in range(3):
        Path(file).write_text(ENTRIES + f"@book{{extra{number}}}", "utf-8")
        bib.open_library([file])
        (new,) = set(cache.iterdir()) - set(made_of)
        made_of.append(new)
        os.utime(new, (number + 1, number + 1))
    Path(file).write_text(ENTRIES + "@book{extra0}", "utf-8")
    open_kept(file)  # the first is used again
    monkeypatch.setattr(store, "ROOM", 3 * made_of[0].stat().st_size)
    Path(file).write_text(ENTRIES + "@book{extra4}", "utf-8")
    bib.open_library([file])
    assert [path.exists() for path in made_of] == [True, False, True]


def test_a_library_larger_than_the_room_is_kept_alone(cache: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bib.open_library([file])
    monkeypatch.setattr(store, "ROOM", 1)
    Path(file).write_text(ENTRIES + "@book{extra}", "utf-8")
    bib.open_library([file])
    same(open_kept(file), read(file))
    assert len(list(cache.iterdir())) == 1


def test_a_finding_that_names_a_file_names_it_where_it_lies(tmp_path: Path, file: str) -> None:
    second = str(shutil.copy(file, tmp_path / "copy.bib"))
    findings = bib.open_library([file, second]).findings
    assert any(f"first in {file}:" in finding.message for finding in findings)
    assert replace(open_kept(file, second), references={}) == replace(read(file, second), references={})
