"""Citations of a manuscript set in a style, and the manuscript written again with nothing else changed.

What the command line says comes first, then what the manuscript asks for (its metadata, the fields of a reference
manager), then the settings of the project.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from citekit import documents, engines
from citekit.csl.catalogue import Style, check_locale
from citekit.documents.manuscript import Manuscript
from citekit.errors import CitekitError, UsageError, raise_errors
from citekit.files import SHOWN_STDIN, STDIN, is_file, read_bytes
from citekit.findings import Finding, Severity, Span
from citekit.model import Ledger, Library
from citekit.project import Project, open_project, read_ledger
from citekit.reading_order import Chapter
from citekit.typesetting import typeset
from citekit.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command was told; "" and ``None`` leave it to the manuscript and the settings."""

    bib: tuple[str, ...] = ()
    style: str = ""
    locale: str = ""
    ledger: str = ""
    engine: str = ""
    source_format: str = ""
    listed: bool | None = None
    marks: str = ""


@dataclass(frozen=True, slots=True)
class CitedManuscript:
    """A manuscript with its citations set: the *data* of the new file, and how much of it is new.

    *notes* counts those that the ledger said, *new_notes* those that citations in running text became.
    """

    data: bytes
    manuscript: Manuscript
    citations: int = 0
    notes: int = 0
    new_notes: int = 0
    entries: int = 0
    findings: tuple[Finding, ...] = ()


def read_manuscript(path: str | Path, source_format: str = "") -> Manuscript:
    """Read a manuscript; ``"-"`` is standard input. *source_format* names its format, where that does not show.

    Raises: UnreadableError, UsageError for an unknown format.
    """
    name = SHOWN_STDIN if str(path) == STDIN else str(path)
    return documents.read(name, read_bytes(path), source_format)


def cite(path: str, wanted: Wanted) -> CitedManuscript:
    """Return the manuscript at *path* with its citations set.

    Raises: UnreadableError, UsageError, StyleError; InvalidInputError for what is wrong in what is cited.
    """
    manuscript = read_manuscript(path, wanted.source_format)
    raise_errors(manuscript.findings)
    ledger = _ledger(path, wanted)
    if not manuscript.cited and not ledger.notes:
        hint = "write '[@key, p. 3]', or say with --notes what its notes cite"
        raise UsageError("no citation stands in it", where=Span(manuscript.path), hint=hint)
    project, findings = project_of([manuscript], path, wanted)
    library = library_of(project, [manuscript])
    style, missing = style_of(project, manuscript, wanted)
    made = typeset(
        [Chapter(manuscript, ledger)],
        library,
        style,
        engine=project.settings.engine or engines.DEFAULT,
        locale=project.settings.locale,
        listed=wanted.listed,
        lists=project.settings.bibliographies,
    )
    setting = replace(made.settings[0], marks=project.settings.marks or "auto")
    return CitedManuscript(
        documents.rewrite(manuscript, setting),
        manuscript,
        citations=sum(one.text is not None for one in setting.cited),
        notes=len(setting.notes),
        new_notes=sum(one.note is not None for one in setting.cited),
        entries=sum(len(each.entries) for each in setting.lists),
        findings=(*findings, *missing, *made.findings),
    )


def check_output(output: str, path: str) -> None:
    """Raise UsageError where *output* is the manuscript itself, whose citations would be lost."""
    if output not in ("", STDIN) and os.path.realpath(output) == os.path.realpath(path):
        hint = "name another file with --output; what is set has no keys any more"
        raise UsageError("the manuscript itself would be overwritten", where=Span(path), hint=hint)


def project_of(manuscripts: Sequence[Manuscript], path: str, wanted: Wanted) -> tuple[Project, tuple[Finding, ...]]:
    """Return the project that the manuscripts belong to, and what of their wishes cannot be met."""
    bib = wanted.bib or tuple(dict.fromkeys(_beside(one.path, file) for one in manuscripts for file in one.asked.bib))
    locale, findings = wanted.locale, []
    language = next((one.asked.language for one in manuscripts if one.asked.language), "")
    if not locale and language:
        try:
            check_locale(language)
            locale = language
        except UsageError as error:
            findings = [Finding("unknown-language", error.message, Span(path), Severity.WARNING, error.hint)]
    project = open_project(path, bib=bib, style=wanted.style, locale=locale, engine=wanted.engine, marks=wanted.marks)
    return project, tuple(findings)


def library_of(project: Project, manuscripts: Iterable[Manuscript]) -> Library:
    """Return the references of the project; none where it has none, and the manuscripts bring theirs along."""
    if not project.settings.bib and any(one.references.references for one in manuscripts):
        return Library()
    return project.library()


def style_of(project: Project, manuscript: Manuscript, wanted: Wanted) -> tuple[Style, tuple[Finding, ...]]:
    """Return the style; one that a manuscript asks for and nobody has is told, and the project's is taken."""
    asked = manuscript.asked.style
    if wanted.style or not asked:
        return project.style(), ()
    beside = _beside(manuscript.path, asked)
    named = beside if is_file(beside) else asked.rstrip("/").rpartition("/")[2] if "://" in asked else asked
    try:
        return replace(project, settings=replace(project.settings, style=named)).style(), ()
    except CitekitError as error:
        style = project.style()
        message = f"the style {asked!r} that it asks for is not there: {style.info.name!r} is taken"
        return style, (Finding("unknown-style", message, Span(manuscript.path), Severity.WARNING, error.hint),)


def _ledger(path: str, wanted: Wanted) -> Ledger:
    """Return the ledger that is named, else the one that lies beside the manuscript, with its name."""
    if wanted.ledger:
        return read_ledger(wanted.ledger)
    beside = "" if path == STDIN else str(Path(path).with_suffix(".notes.yaml"))
    return read_ledger(beside) if beside and is_file(beside) else Ledger()


def _beside(path: str, name: str) -> str:
    """Return a path that counts from the folder of the manuscript at *path*."""
    return os.path.join(os.path.dirname(path), os.path.expanduser(name)) if path != SHOWN_STDIN else name  # noqa: PTH111, PTH118, PTH120
