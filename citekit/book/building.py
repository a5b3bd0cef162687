"""A book built: its chapters read, set as one document, and written into files.

Chapters are read and written in several processes, and set in one, since works are told apart and "ibid." leans on what
stands before across the whole book. What a file was made of is kept beside the files as a digest: one whose digest is
as it was is not made again. The files are the same whatever the number of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from citekit import engines
from citekit.book.chapters import Asked, Read, code, is_text, kept_chapter, read_chapter
from citekit.book.manifest import ChapterFile, Manifest
from citekit.book.outputs import check_outputs, outputs
from citekit.book.outputs import made as made_file
from citekit.book.passages import PassageChapter, findings_of, passage_chapter, run_of
from citekit.book.processes import in_processes
from citekit.book.state import State, digest, digest_of, keep_state, read_state
from citekit.citing import Wanted, library_of, project_of, style_of
from citekit.csl.catalogue import Style
from citekit.documents.manuscript import ListPlace, Manuscript, Place
from citekit.files import is_file, read_bytes, write_file
from citekit.findings import Finding, Source
from citekit.model import Ledger, Passage
from citekit.project import Project, read_ledger
from citekit.reading_order import Chapter
from citekit.typesetting import Typeset, typeset
from citekit.values import NamedTuple, dataclass, replace

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
    asked: list[Asked] = []
    ledgers: list[str] = []
    for one in manifest.chapters:
        data = read_bytes(one.path)
        text = is_text(one.path, data)
        ledgers.append(_ledger_of(one, manifest, is_text=text))
        asked.append(Asked(one.path, data, text and bool(ledgers[-1])))
    read = _read(asked, jobs, progress)
    plan = _plan(manifest, read)
    inputs = _inputs(manifest, asked, ledgers, plan)
    state = State() if anew else read_state(manifest.output)
    if state.stands(inputs):
        return Built((), tuple(state.files), ())
    passages, chapters = _chapters(manifest, read, ledgers)
    made = _set(manifest, chapters, plan)
    found = (*findings_of([one for one in passages if one is not None]), *plan.findings, *made.findings)
    tasks = list(outputs(manifest, read, passages, made.settings))
    check_outputs(tasks, manifest)
    digests = {task.path: task.digest() for task in tasks}
    stale = [task for task in tasks if state.files.get(task.path) != [digests[task.path], digest_of(task.path)]]
    files = in_processes(
        made_file, stale, jobs, lambda done: progress("writing", done, len(stale)), lambda one: one.size
    )
    for task, data in zip(stale, files, strict=True):
        Path(task.path).parent.mkdir(parents=True, exist_ok=True)
        write_file(task.path, data)
    written = {path: [made_of, digest_of(path)] for path, made_of in digests.items()}
    keep_state(manifest.output, State("" if found else inputs, written))
    again = {task.path for task in stale}
    unchanged = tuple(path for path in digests if path not in again)
    return Built(tuple(task.path for task in stale), unchanged, found)


# --- reading ---------------------------------------------------------------------------------------------


def _read(asked: Sequence[Asked], jobs: int, progress: Progress) -> list[Read]:
    """Return the chapters in their order; those that are kept are not read again."""
    found = [kept_chapter(one) for one in asked]
    new = [one for one, kept in zip(asked, found, strict=True) if kept is None]
    made = iter(
        in_processes(read_chapter, new, jobs, lambda done: progress("reading", done, len(new)), lambda one: one.size)
    )
    return [next(made) if kept is None else kept for kept in found]


def _ledger_of(chapter: ChapterFile, manifest: Manifest, *, is_text: bool) -> str:
    """Return the path of the ledger that has the notes of a chapter, "" where there is none.

    The book's is for its passages; a manuscript has notes of its own, which a ledger of its name may say anew.
    """
    beside = str(Path(chapter.path).with_suffix(".notes.yaml"))
    if chapter.ledger or is_file(beside):
        return chapter.ledger or beside
    return manifest.ledger if is_text else ""


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
        if path and path not in opened:
            opened[path] = read_ledger(path)
        ledger = opened.get(path, Ledger())
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


class _Plan(NamedTuple):
    """The project that a book belongs to, the style, and what of its wishes cannot be met."""

    project: Project
    style: Style
    manuscripts: tuple[Manuscript, ...]
    findings: tuple[Finding, ...]


def _plan(manifest: Manifest, read: Sequence[Read]) -> _Plan:
    wanted = Wanted(manifest.bib, manifest.style, manifest.language)
    manuscripts = tuple(one for one in read if isinstance(one, Manuscript))
    project, found = project_of(manuscripts, manifest.path, wanted)
    style, missing = style_of(project, manuscripts[0] if manuscripts else Manuscript(manifest.path, "text", {}), wanted)
    return _Plan(project, style, manuscripts, (*found, *missing))


def _inputs(manifest: Manifest, asked: Sequence[Asked], ledgers: Sequence[str], plan: _Plan) -> str:
    """Return a digest of all that the book is made of: every file of it, settings, style, and citekit's own code."""
    project = plan.project
    files = [*dict.fromkeys(filter(None, ledgers)), plan.style.path]
    files += project.reference_files() if project.settings.bib else []
    said = repr((code(), manifest, project.settings, [one.path for one in asked], ledgers))
    return digest(said, (*(one.data for one in asked), *map(read_bytes, files)))


def _set(manifest: Manifest, chapters: Sequence[Chapter], plan: _Plan) -> Typeset:
    """Set the chapters, and behind them the lists of the whole book."""
    settings = plan.project.settings
    has_place = any(one.lists for one in plan.manuscripts)
    lists = manifest.lists or settings.bibliographies
    places = tuple(ListPlace(Place(0, 0), one) for one in lists) or (() if has_place else (ListPlace(Place(0, 0)),))
    end = Chapter(Manuscript(manifest.path, "text", {"": Source(manifest.path, "")}, lists=places))
    return typeset(
        [*chapters, end],
        library_of(plan.project, plan.manuscripts),
        plan.style,
        engine=settings.engine or engines.DEFAULT,
        locale=settings.locale,
        restart=manifest.positions == "chapter",
        listed=False,
    )
