"""Reports made by hand, with all that is odd in them."""

from __future__ import annotations

from citekit.checks.problem import Problem
from citekit.checks.report import Report
from citekit.checks.rule import Edit, Fix
from citekit.findings import Severity, Span


def problem(message: str = "'xx' is no DOI", **more: object) -> Problem:
    given: dict[str, object] = {
        "code": "CK340",
        "rule": "malformed-doi",
        "severity": Severity.ERROR,
        "where": Span("library.bib", 2, 10, 12),
        "hint": "a DOI is like 10.1000/182",
        "key": "lee1990",
        "context": "xx",
        **more,
    }
    return Problem(message=message, **given)  # type: ignore[arg-type]


FIXED = problem(
    fix=Fix("write 10.1000/182", (Edit("library.bib", 24, 26, "10.1000/182"),)),
)
UNSAFE = problem(
    "«a|b»: 100%, <i>\nnext",
    code="CK103",
    rule="missing-note",
    severity=Severity.WARNING,
    where=Span("text, one/größe #1.md", 3, 1, 4),
    note="3",
    key="",
    hint="",
    fix=Fix("move it", (Edit("text, one/größe #1.md", 0, 1, ""),), safe=False),
)
HINT = problem("a doubt", code="CK202", rule="uncited-entry", severity=Severity.HINT, where=Span(""))
CONTROL = problem("a \x07 bell \x00 and ]]>", where=Span("library.bib", 9, 1, 1), context="bell")
REPORT = Report((FIXED, UNSAFE, HINT, CONTROL), ("library.bib", "text, one/größe #1.md", "clean.md"), 2, 5, 1)
NONE = Report((), ("clean.md",))
