"""Files that are right give nothing: libraries, manuscripts, passages with ledgers, in many languages and formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.checking import Asked, checked
from citekit.checks.library import read_entries
from citekit.checks.reading import read_document
from citekit.checks.targets import find_targets
from tests.checks.cases import TODAY

GOOD = Path(__file__).parent / "good"
STYLE = "chicago-notes-bibliography"
"""A style that prints what works of all types need."""
FOLDERS = sorted(path for path in GOOD.iterdir() if path.is_dir())
FILES = sorted(path for folder in FOLDERS for path in folder.iterdir())


def found(*paths: Path, bib: tuple[str, ...] = ()) -> list[str]:
    """Return what the rules that are on find in files."""
    asked = Asked(tuple(map(str, paths)), bib=bib, style=STYLE, select=("default",), caching=False, today=TODAY)
    done = checked(asked)
    assert not done.unread
    return [f"{one.where} {one.code} {one.message}" for one in done.report.problems]


@pytest.mark.parametrize("folder", FOLDERS, ids=[path.name for path in FOLDERS])
def test_nothing_is_found_in_a_project(folder: Path) -> None:
    assert found(folder) == []


@pytest.mark.parametrize("file", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_nothing_is_found_in_a_file_alone(file: Path) -> None:
    assert found(file, bib=find_targets([str(file.parent)]).references) == []


def test_nothing_is_found_in_all_together() -> None:
    assert found(GOOD) == []


def test_there_is_much_to_look_at() -> None:
    targets = find_targets([str(GOOD)])
    entries = read_entries(targets.references, TODAY)
    documents = [read_document(target) for target in targets.documents]
    assert len(entries.entries) >= 150
    assert len({entry.type for entry in entries.entries}) >= 25
    assert sum(len(document.cites) for document in documents) >= 80
    assert sum(len(document.notes) for document in documents) >= 60
    assert {document.kind for document in documents} == {"manuscript", "passage"}


@pytest.mark.parametrize(
    ("name", "right", "wrong", "rule"),
    [
        ("english/chapter.md", "@tull1975", "@tull1957", "CK201"),
        ("german/kapitel.md", "heißt es, „nur", "heißt es, nur", ""),
        ("passages/american.txt", "heard at four.”²", "heard at four.²", "CK110"),
        ("multivolume/library.bib", "{Ito, Kenji}", "{ITOGAWA, KENJI}", "CK350"),
    ],
)
def test_one_fault_in_them_is_found(tmp_path: Path, name: str, right: str, wrong: str, rule: str) -> None:
    for path in (GOOD / name).parent.iterdir():
        text = path.read_text("utf-8")
        if path.name == Path(name).name:
            assert right in text
            text = text.replace(right, wrong)
        (tmp_path / path.name).write_text(text, "utf-8")
    codes = {one.split()[1] for one in found(tmp_path)}
    assert codes == ({rule} if rule else set())
