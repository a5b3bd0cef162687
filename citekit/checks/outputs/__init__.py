"""How a report is told: one module per form, found by its name, which is what ``--output-format`` says.

A module defines ``NAME`` (its own name with ``-`` for ``_``) and ``write``.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Protocol, cast

from citekit.checks.report import Report
from citekit.errors import UsageError


class Output(Protocol):
    """What a module of this package defines."""

    NAME: str

    def write(self, report: Report, /) -> str:
        """Return the report as text; styled text is stripped by whoever prints it where there is no terminal."""


def names() -> tuple[str, ...]:
    """Return the names of all forms."""
    return tuple(sorted(one.name.replace("_", "-") for one in pkgutil.iter_modules(__path__)))


def output_named(name: str) -> Output:
    """Return the form called *name*.

    Raises: UsageError.
    """
    if name not in names():
        from citekit.nearest import did_you_mean  # noqa: PLC0415 - loads difflib, which only errors need

        hint = did_you_mean(name, names()) or f"forms: {', '.join(names())}"
        raise UsageError(f"there is no form of output {name!r}", hint=hint)
    return cast("Output", import_module(f"{__name__}.{name.replace('-', '_')}"))
