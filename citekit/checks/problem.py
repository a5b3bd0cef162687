"""A finding of a rule, ready to be told: with its code, its severity, and what it is known by in a baseline."""

from __future__ import annotations

from citekit.checks.rule import Fix
from citekit.findings import Finding, Severity, Span
from citekit.values import dataclass

WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.HINT)


@dataclass(frozen=True, slots=True)
class Problem:
    """What the rule *code* (*rule* is its name) found at *where*.

    *key* and *note* name the reference and the note it is about, and may be "". *context* is the text at the place, in
    few words: with the rule, the file and the note it tells the problem again when lines have moved.
    """

    code: str
    rule: str
    severity: Severity
    message: str
    where: Span
    hint: str = ""
    fix: Fix | None = None
    key: str = ""
    note: str = ""
    context: str = ""

    @property
    def finding(self) -> Finding:
        """The problem as other commands tell one."""
        return Finding(self.rule, self.message, self.where, self.severity, self.hint, self.key)


def in_order(problem: Problem) -> tuple[str, int, int, str, str]:
    """Return the key that sorts problems by file and place."""
    where = problem.where
    return where.path, where.line, where.column, problem.code, problem.message
