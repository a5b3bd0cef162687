"""The exception tree. Wrong *content* is a ``Finding``; these are for what stops the work.

::

    CitekitError            every error citekit raises on purpose: message, place, hint
      UsageError            options that do not go together, an unknown format, a bad setting
      UnreadableError       a file that is missing, a directory, not text; an output that cannot be written
      StyleError            an unknown style, a style file that is not CSL
      EngineError           the engine cannot render what it was given
      InvalidInputError     files that were read and are wrong: carries every finding
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citekit.findings import Finding, Severity, Span


class CitekitError(Exception):
    """An error with a place and a hint; ``str()`` is the message alone."""

    rule = "error"

    def __init__(self, message: str, *, where: Span | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def findings(self) -> tuple[Finding, ...]:
        """Return what to report; one finding, unless the error gathers several."""
        return (Finding(self.rule, self.message, self.where or Span(""), Severity.ERROR, self.hint),)


class UsageError(CitekitError):
    """The call itself is wrong."""

    rule = "usage"


class UnreadableError(CitekitError):
    """A file cannot be read or written."""

    rule = "unreadable"


class StyleError(CitekitError):
    """A style is unknown or broken."""

    rule = "style"


class EngineError(CitekitError):
    """The engine cannot render this style or reference."""

    rule = "engine"


class InvalidInputError(CitekitError):
    """One or more files are wrong; *findings* has them all, in file order."""

    rule = "invalid-input"

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = findings[0]
        super().__init__(first.message, where=first.where, hint=first.hint)
        self._findings = tuple(findings)

    def findings(self) -> tuple[Finding, ...]:
        """Return every finding, in file order."""
        return self._findings


def raise_errors(findings: Iterable[Finding]) -> None:
    """Raise InvalidInputError where errors are among *findings*."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidInputError(errors)
