"""What a rule is, and what it finds.

A rule is a function of ``rules/<family>/<name>.py`` under one of the decorators here, which say what it is called with.
Its docstring is its manual page (``citekit rule CK311``): the first line says what is wrong, then why, then blocks
headed ``Wrong::`` and ``Right::``, which the tests run. A block may have several files, each under ``-- name --``;
``␍`` stands for a carriage return.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from citekit.findings import Finding, Severity, Source, Span
from citekit.values import NamedTuple, dataclass

if TYPE_CHECKING:
    from citekit.checks.document import Document
    from citekit.checks.entry import Entry
    from citekit.checks.facts import Cited, Whole
    from citekit.checks.library import Entries

Scope = Literal["entry", "entries", "document", "cite", "whole", "told"]


class Edit(NamedTuple):
    """Characters *start* to *end* (code points) of the text in the file *path* become *new*."""

    path: str
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How a finding is mended: *label* says it ("write 10.1000/182"), *edits* do it, all or none of them.

    A *safe* fix changes nothing that a reader of the printed work would see otherwise than meant; one that is not is
    made by ``--unsafe-fixes`` alone. No fix changes an author's words.
    """

    label: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a rule has found; *key* and *note* name the reference and the note it is about, where there is one.

    *severity* is the rule's own unless this one is milder or worse. *context* is what it is known by in a baseline
    instead of the words at its place.
    """

    message: str
    where: Span
    hint: str = ""
    fix: Fix | None = None
    key: str = ""
    note: str = ""
    severity: Severity | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its permanent *code*, its *name*, what it is run on, and *check*, which finds.

    *fields* are the names of fields without which it finds nothing in an entry; *tells* are findings of readers
    (``Finding.rule``) that it passes on, or makes itself. A rule whose severity is a hint is off unless it is selected.
    """

    code: str
    name: str
    scope: Scope
    severity: Severity
    check: Callable[[Any], Iterable[Found]]
    fields: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    online: bool = False

    @property
    def family(self) -> str:
        """The family: "notes", "cites", "references", "quotations", "style" or "checks"."""
        return family_of(self.code)

    @property
    def manual(self) -> str:
        """The manual page."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of the manual page."""
        return self.manual.partition("\n")[0]


_FAMILIES = {"0": "checks", "1": "notes", "2": "cites", "3": "references", "4": "quotations", "5": "style"}
FAMILIES = tuple(_FAMILIES.values())


def family_of(code: str) -> str:
    """Return the family that a code is of: "notes" for "CK101"."""
    return _FAMILIES[code[2]]


_Decorator: TypeAlias = "Callable[[Callable[[Any], Iterable[Found]]], Rule]"


def entry_rule(
    code: str, name: str, *, fields: Iterable[str] = (), severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Entry], Iterator[Found]]], Rule]:
    """Return a decorator for a rule that looks at one entry; with *fields* only at those that have one of them."""
    return _decorator(code, name, "entry", severity, tuple(fields))


def entries_rule(
    code: str, name: str, *, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Entries], Iterator[Found]]], Rule]:
    """Return a decorator for a rule that looks at all entries of all files together."""
    return _decorator(code, name, "entries", severity)


def document_rule(
    code: str, name: str, *, tells: Iterable[str] = (), severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Document], Iterator[Found]]], Rule]:
    """Return a decorator for a rule that looks at one manuscript, or passage with its ledger.

    *tells* are findings of readers that it makes by itself.
    """
    return _decorator(code, name, "document", severity, (), tuple(tells))


def cite_rule(
    code: str, name: str, *, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Cited], Iterator[Found]]], Rule]:
    """Return a decorator for a rule that looks at one cite and the reference that it cites."""
    return _decorator(code, name, "cite", severity)


def whole_rule(
    code: str, name: str, *, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Whole], Iterator[Found]]], Rule]:
    """Return a decorator for a rule that needs all cites, all references and the style."""
    return _decorator(code, name, "whole", severity)


class Told(NamedTuple):
    """What a reader has found, and the text it stands in, where that is known."""

    finding: Finding
    source: Source | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where in the text it begins and ends; ends with its line."""
        where = self.finding.where
        start = self.source.offset(where) if self.source and where.line else 0
        return start, start + max(where.end_column - where.column, 0)

    def replacing(
        self, new: str, start: int = 0, end: int | None = None, *, safe: bool = True, label: str = ""
    ) -> Fix | None:
        """Return the fix that puts *new* for what stands there, or for its characters *start* to *end*."""
        if self.source is None or not self.finding.where.line:
            return None
        first, last = self.place
        edit = Edit(self.source.path, first + start, last if end is None else first + end, new)
        return Fix(label or (f"write {new}" if new else "take it out"), (edit,), safe)

    def passed_on(self, fix: Fix | None = None) -> Found:
        """Return it as a rule says it."""
        one = self.finding
        return Found(one.message, one.where, one.hint, fix, one.key, severity=one.severity)


def told_rule(
    code: str, name: str, *, tells: Iterable[str], severity: Severity = Severity.WARNING, online: bool = False
) -> Callable[[Callable[[Told], Iterator[Found]]], Rule]:
    """Return a decorator for a rule that passes on what a reader has found; *tells* are the names it has there.

    Its severity is that of the reader's finding, where that is milder. One that is *online* is told by servers, and on
    where these are asked.
    """
    return _decorator(code, name, "told", severity, (), tuple(tells), online=online)


def _decorator(  # noqa: PLR0917 - one for each thing that a rule has
    code: str,
    name: str,
    scope: Scope,
    severity: Severity,
    fields: tuple[str, ...] = (),
    tells: tuple[str, ...] = (),
    *,
    online: bool = False,
) -> _Decorator:
    def decorate(check: Callable[[Any], Iterable[Found]]) -> Rule:
        return Rule(code, name, scope, severity, check, fields, tells, online)

    return decorate
