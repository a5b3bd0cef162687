"""A piece of the check that stands by itself: one document, or all files of references; run here or in a process.

What a unit gives is told by its files and by what it was asked, so that it can be kept (``keeping_results``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from citekit.checks.facts import CiteFact, EntryFact
from citekit.checks.problem import Problem
from citekit.checks.suppressions import Suppression
from citekit.checks.targets import Target
from citekit.errors import CitekitError
from citekit.files import read_instead
from citekit.findings import Finding, Source
from citekit.model import Key
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class DocumentUnit:
    """A document, and the codes of the rules; *instead* is read in place of files (``files.read_instead``)."""

    target: Target
    codes: tuple[str, ...]
    language: str = ""
    instead: tuple[tuple[str, bytes], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that decide what comes out."""
        return tuple(one for one in (self.target.path, self.target.ledger) if one)


@dataclass(frozen=True, slots=True)
class LibraryUnit:
    """Files of references; what stands in those of *told* alone is told."""

    references: tuple[str, ...]
    told: tuple[str, ...]
    codes: tuple[str, ...]
    today: date
    instead: tuple[tuple[str, bytes], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that decide what comes out."""
        return self.references


Unit: TypeAlias = "DocumentUnit | LibraryUnit"


@dataclass(frozen=True, slots=True)
class Result:
    """What a unit gives.

    *cites* are of its document, *facts* and *aliases* of its references, a document's own among them. *asked* are files
    of references that the document names, as paths; *named* keys that it lists uncited. *unread* says why it could not
    be read.
    """

    problems: tuple[Problem, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    cites: tuple[CiteFact, ...] = ()
    facts: tuple[EntryFact, ...] = ()
    aliases: tuple[tuple[Key, Key], ...] = ()
    asked: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    unread: tuple[Finding, ...] = ()


def done(unit: Unit) -> Result:
    """Return what *unit* gives; a file that cannot be read is told in the result."""
    try:
        with read_instead(dict(unit.instead)):
            return _of_document(unit) if isinstance(unit, DocumentUnit) else _of_library(unit)
    except CitekitError as error:
        return Result(unread=error.findings())


def _of_document(unit: DocumentUnit) -> Result:
    from citekit.checks.reading import asked_files, own_facts, read_document  # noqa: PLC0415 - what is kept does without
    from citekit.checks.running import rules_with, run_on_document  # noqa: PLC0415 - as above

    document = read_document(unit.target, unit.language)
    manuscript = document.manuscript
    return Result(
        tuple(run_on_document(rules_with(unit.codes), document)),
        _comments({source.path: source for source in document.sources}),
        document.cites,
        tuple(own_facts(manuscript)) if manuscript else (),
        asked=asked_files(manuscript) if manuscript else (),
        named=manuscript.asked.uncited if manuscript else (),
    )


def _of_library(unit: LibraryUnit) -> Result:
    from citekit.checks.library import read_entries  # noqa: PLC0415 - as above
    from citekit.checks.running import rules_with, run_on_entries  # noqa: PLC0415 - as above

    entries = read_entries(unit.references, unit.today)
    problems = run_on_entries(rules_with(unit.codes), entries) if unit.told else []
    told = frozenset(unit.told)
    return Result(
        tuple(one for one in problems if one.where.path in told),
        _comments({source.path: source for source in entries.sources if source.path in told}),
        facts=tuple(entries.facts()),
        aliases=tuple(entries.aliases()),
    )


def _comments(sources: Mapping[str, Source]) -> tuple[Suppression, ...]:
    from citekit.checks.suppressions import suppressions  # noqa: PLC0415 - as above

    return tuple(one for source in sources.values() for one in suppressions(source))
