"""A piece of the check that stands by itself: one document, or all files of references; run here or in a process.

What a unit gives is told by its files and by what it was asked, so that it can be kept (``kept``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from citekit.checks.facts import CiteFact, EntryFact
from citekit.checks.problem import Problem
from citekit.checks.suppressions import Suppression
from citekit.checks.targets import Target
from citekit.collector import set_aside
from citekit.errors import CitekitError
from citekit.files import read_instead
from citekit.findings import Finding, Source
from citekit.model import Key
from citekit.quotations.rules import Rules
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class DocumentUnit:
    """A document, and the codes of the rules; *rules* is the project's rule set for quotations.

    *instead* is read in place of files (``files.read_instead``).
    """

    target: Target
    codes: tuple[str, ...]
    language: str = ""
    rules: Rules | None = None
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


@dataclass(frozen=True, slots=True)
class ProofUnit:
    """A document, or a file of quotations, whose works have *sources*, files by key; *rules* is the project's set."""

    target: Target
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    codes: tuple[str, ...]
    language: str = ""
    rules: Rules | None = None
    is_file: bool = False
    instead: tuple[tuple[str, bytes], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that decide what comes out."""
        own = tuple(one for one in (self.target.path, self.target.ledger) if one)
        return (*own, *(path for _, paths in self.sources for path in paths))


@dataclass(frozen=True, slots=True)
class StyleUnit:
    """A style file."""

    path: str
    codes: tuple[str, ...]
    instead: tuple[tuple[str, bytes], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that decide what comes out."""
        return (self.path,)


Unit: TypeAlias = "DocumentUnit | LibraryUnit | ProofUnit | StyleUnit"


@dataclass(frozen=True, slots=True)
class Result:
    """What a unit gives.

    *cites* are of its document, *facts* and *aliases* of its references, a document's own among them. *asked* are files
    of references that the document names, as paths; *named* keys that it lists uncited. *unread* says why it could not
    be read. *depends* are further files that decide what comes out, with their digests.
    """

    problems: tuple[Problem, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    cites: tuple[CiteFact, ...] = ()
    facts: tuple[EntryFact, ...] = ()
    aliases: tuple[tuple[Key, Key], ...] = ()
    asked: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    unread: tuple[Finding, ...] = ()
    depends: tuple[tuple[str, str], ...] = ()


def done(unit: Unit) -> Result:
    """Return what *unit* gives; a file that cannot be read is told in the result."""
    try:
        with set_aside(), read_instead(dict(unit.instead)):
            return _WORK[type(unit)](unit)
    except CitekitError as error:
        return Result(unread=error.findings())


def _of_document(unit: DocumentUnit) -> Result:
    from citekit.checks.reading import asked_files, own_facts, read_document  # noqa: PLC0415 - what is kept does without
    from citekit.checks.running import rules_with, run_on_document  # noqa: PLC0415 - as above

    document = read_document(unit.target, unit.language, unit.rules)
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


def _of_proof(unit: ProofUnit) -> Result:
    from citekit.checks import proving  # noqa: PLC0415 - as above
    from citekit.checks.reading import read_document  # noqa: PLC0415 - as above
    from citekit.checks.running import rules_with, told_problems  # noqa: PLC0415 - as above
    from citekit.files import read_source  # noqa: PLC0415 - as above

    sources = dict(unit.sources)
    if unit.is_file:
        source = read_source(unit.target.path)
        findings, texts = proving.proved_file(unit.target.path, sources, unit.rules), [source]
    else:
        document = read_document(unit.target, unit.language, unit.rules)
        findings, texts = proving.proved(document, sources, unit.rules), list(document.sources)
    by_path = {text.path: text for text in texts}
    comments = _comments(by_path) if unit.is_file else ()
    return Result(tuple(told_problems(rules_with(unit.codes), findings, by_path)), comments)


def _of_style(unit: StyleUnit) -> Result:
    from citekit.checks.running import rules_with, told_problems  # noqa: PLC0415 - as above
    from citekit.csl.validate import validate  # noqa: PLC0415 - as above
    from citekit.files import read_source  # noqa: PLC0415 - as above

    source = read_source(unit.path)
    texts = {source.path: source}
    return Result(
        tuple(told_problems(rules_with(unit.codes), validate(source.text, source.path), texts)), _comments(texts)
    )


def _comments(sources: Mapping[str, Source]) -> tuple[Suppression, ...]:
    from citekit.checks.suppressions import suppressions  # noqa: PLC0415 - as above

    return tuple(one for source in sources.values() for one in suppressions(source))


_WORK: Mapping[type, Callable[[Any], Result]] = {
    DocumentUnit: _of_document,
    LibraryUnit: _of_library,
    ProofUnit: _of_proof,
    StyleUnit: _of_style,
}
