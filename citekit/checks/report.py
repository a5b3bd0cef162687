"""What came of a check, for whoever prints it."""

from __future__ import annotations

from collections.abc import Mapping

from citekit.checks.problem import WORST_FIRST, Problem
from citekit.findings import Severity
from citekit.values import dataclass


def counted(number: int, what: str) -> str:
    """Return a number of things in words.

    >>> counted(1, "file"), counted(2, "error")
    ('1 file', '2 errors')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Report:
    """The *problems* that are told, by file and place, and the *files* that were checked.

    *suppressed* counts what comments keep quiet, *accepted* what the baseline does, *fixed* what was mended. *fail_on*
    is the mildest severity that makes the check fail, ``None`` for none.
    """

    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    suppressed: int = 0
    accepted: int = 0
    fixed: int = 0
    fail_on: Severity | None = Severity.WARNING

    @property
    def failed(self) -> bool:
        """Whether a problem is as bad as *fail_on*, or worse."""
        return any(map(self.is_failing, self.problems))

    def is_failing(self, problem: Problem) -> bool:
        """Tell whether a problem is as bad as *fail_on*, or worse."""
        return self.fail_on is not None and WORST_FIRST.index(problem.severity) <= WORST_FIRST.index(self.fail_on)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many problems there are of each severity, the worst first."""
        return {kind: sum(one.severity is kind for one in self.problems) for kind in WORST_FIRST}
