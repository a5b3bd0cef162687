"""A book built: its chapters read, set as one document, and written into files.

Chapters are read and written in several processes, and set in one, since works are told apart and "ibid." leans on what
stands before across the whole book. What a file was made of is kept beside the files as a digest: one whose digest is
as it was is not made again. The files are the same whatever the number of processes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from citekit import engines
from citekit.book.chapters import Asked, Read, is_text, kept_chapter, read_chapter
from citekit.book.manifest import ChapterFile, Manifest
from citekit.book.outputs import check_outputs, outputs
from citekit.book.outputs import made as made_file
from citekit.book.passages import PassageChapter, passage_chapter, run_of, unmarked_findings
from citekit.book.processes import in_processes
from citekit.citing import Wanted, library_of, project_of, style_of
from citekit.documents.manuscript import ListPlace, Manuscript, Place
from citekit.errors import CitekitError
from citekit.files import is_file, read_bytes, write_file
from citekit.findings import Finding, Source
from citekit.model import Ledger, Passage
from citekit.project import read_ledger
from citekit.reading_order import Chapter
from citekit.typesetting import Typeset, typeset
from citekit.values import dataclass, replace

_STATE = ".citekit-build.json"

Progress = Callable[[str, int, int], None]
"""Told what is being done ("reading"), how many of it are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Built:
    """The files of a book, those *written* and those *unchanged*, and what was found."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    findings: tuple[Finding, ...]


def build(manifest: Manifest, *, jobs: int = 1, anew: bool = False, progress: Progress = lambda *_: None) -> Built:
    """Build the book of *manifest* with so many processes; *anew* makes every file again.

    Nothing is written before everything is made.

    Raises: UnreadableError, UsageError, StyleError; InvalidInputError for what is wrong in what is cited.
    """
    ledgers = [_ledger_of(one, manifest) for one in manifest.chapters]
    asked = [
        Asked(one.path, read_bytes(one.path), bool(path)) for one, path in zip(manifest.chapters, ledgers, strict=True)
    ]
    read = _read(asked, jobs, progress)
    passages, chapters = _chapters(manifest, read, ledgers)
    made, found = _set(manifest, chapters)
    tasks = list(outputs(manifest, read, passages, made.settings))
    check_outputs(tasks, manifest)
    state = {} if anew else _state(manifest.output)
    digests = {task.path: task.digest() for task in tasks}
    stale = [task for task in tasks if state.get(task.path) != [digests[task.path], _digest_of(task.path)]]
    files = in_processes(
        made_file, stale, jobs, lambda done: progress("writing", done, len(stale)), lambda one: one.size
    )
    for task, data in zip(stale, files, strict=True):
        Path(task.path).parent.mkdir(parents=True, exist_ok=True)
        write_file(task.path, data)
    _keep_state(manifest.output, {path: [digest, _digest_of(path)] for path, digest in digests.items()})
    again = {task.path for task in stale}
    own = [one for one in passages if one is not None]
    return Built(
        tuple(task.path for task in stale),
        tuple(task.path for task in tasks if task.path not in again),
        (*unmarked_findings(own), *found, *made.findings),
    )


# --- reading ---------------------------------------------------------------------------------------------


def _read(asked: Sequence[Asked], jobs: int, progress: Progress) -> list[Read]:
    """Return the chapters in their order; those that are kept are not read again."""
    found = [kept_chapter(one) for one in asked]
    new = [one for one, kept in zip(asked, found, strict=True) if kept is None]
    made = iter(
        in_processes(read_chapter, new, jobs, lambda done: progress("reading", done, len(new)), lambda one: one.size)
    )
    return [next(made) if kept is None else kept for kept in found]


def _ledger_of(chapter: ChapterFile, manifest: Manifest) -> str:
    """Return the path of the ledger that has the notes of a chapter, "" where there is none.

    The book's is for its passages; a manuscript has notes of its own, which a ledger of its name may say anew.
    """
    beside = str(Path(chapter.path).with_suffix(".notes.yaml"))
    if chapter.ledger or is_file(beside):
        return chapter.ledger or beside
    return manifest.ledger if manifest.ledger and is_text(chapter.path, read_bytes(chapter.path)) else ""


def _title(chapter: ChapterFile, manuscript: Read) -> str:
    asked = manuscript.asked.title if isinstance(manuscript, Manuscript) else ""
    return chapter.title or asked or Path(chapter.path).stem


def _chapters(
    manifest: Manifest, read: Sequence[Read], ledgers: Sequence[str]
) -> tuple[list[PassageChapter | None], list[Chapter]]:
    """Return the chapters for the typesetter, and beside each what it is as a passage; the book's lists come last."""
    passages: list[PassageChapter | None] = []
    chapters: list[Chapter] = []
    opened: dict[str, Ledger] = {}
    count = 0
    for place, (one, own, path) in enumerate(zip(manifest.chapters, read, ledgers, strict=True), start=1):
        ledger = opened.setdefault(path, read_ledger(path)) if path else Ledger()
        title = _title(one, own)
        lists = tuple(replace(each, chapter=title) for each in manifest.chapter_lists)
        if isinstance(own, Passage):
            before = {"kept": None, "chapter": 0, "book": count}[manifest.numbering]
            run = run_of(ledger, title, place)
            passage = passage_chapter(own, ledger, title, run=run, before=before, lists=lists, prefix=f"c{place}-")
            count += passage.count
            passages.append(replace(passage, heading=one.title))
            chapters.append(passage.chapter)
        else:
            passages.append(None)
            chapters.append(Chapter(own, ledger, title, lists))
    return passages, chapters


def _set(manifest: Manifest, chapters: Sequence[Chapter]) -> tuple[Typeset, tuple[Finding, ...]]:
    """Set the chapters, and behind them the lists of the whole book."""
    wanted = Wanted(manifest.bib, manifest.style, manifest.language)
    manuscripts = [chapter.manuscript for chapter in chapters]
    project, found = project_of(manuscripts, manifest.path, wanted)
    library = library_of(project, manuscripts)
    style, missing = style_of(project, manuscripts[0], wanted)
    has_place = any(one.lists for one in manuscripts)
    lists = manifest.lists or project.settings.bibliographies
    places = tuple(ListPlace(Place(0, 0), one) for one in lists) or (() if has_place else (ListPlace(Place(0, 0)),))
    end = Chapter(Manuscript(manifest.path, "text", {"": Source(manifest.path, "")}, lists=places))
    made = typeset(
        [*chapters, end],
        library,
        style,
        engine=project.settings.engine or engines.DEFAULT,
        locale=project.settings.locale,
        restart=manifest.positions == "chapter",
        listed=False,
    )
    return made, (*found, *missing)


# --- state -----------------------------------------------------------------------------------------------


def _state(folder: str) -> dict[str, list[str]]:
    """Return the digests of the files in *folder* and of what they were made of; nothing where that is not known."""
    try:
        found = json.loads((Path(folder) / _STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    files = found.get("files") if isinstance(found, dict) else None
    return files if isinstance(files, dict) else {}


def _keep_state(folder: str, digests: dict[str, list[str]]) -> None:
    with suppress(CitekitError):  # else the next run makes every file again
        write_file(Path(folder) / _STATE, (json.dumps({"files": digests}, indent=1) + "\n").encode())


def _digest_of(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
