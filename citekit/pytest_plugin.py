"""``pytest --citekit``: what ``citekit check`` finds, as items that fail.

Each finding that makes the check fail is an item of its file, and a file without one is an item that passes. Paths are
those after ``--citekit-paths``, else what the settings name. Without the option nothing of citekit is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from citekit.checks.problem import Problem
    from citekit.checks.report import Report


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("citekit", "citations checked by citekit")
    group.addoption("--citekit", action="store_true", help="check citations: each finding is an item that fails")
    group.addoption(
        "--citekit-paths", action="append", default=[], metavar="PATH", help="what is checked, else what settings name"
    )


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add an item for each finding."""
    if config.getoption("--citekit"):
        root = _Checked.from_parent(session, name="citekit", path=Path(str(config.rootpath)))
        items.extend(root.collect())


class _Checked(pytest.Collector):
    """All that is checked."""

    def collect(self) -> Iterator[pytest.Item]:
        from citekit.checks.checking import Asked, checked  # noqa: PLC0415 - nothing is loaded that is not asked for
        from citekit.errors import CitekitError  # noqa: PLC0415 - as above

        try:
            done = checked(Asked(tuple(self.config.getoption("--citekit-paths"))))
        except CitekitError as error:
            raise pytest.UsageError(f"citekit: {error}") from None
        for finding in done.unread:
            yield _Unread.from_parent(self, name=str(finding.where), told=f"{finding.where}: {finding.message}")
        yield from self._items(done.report)

    def _items(self, report: Report) -> Iterator[pytest.Item]:
        wrong = [one for one in report.problems if report.is_failing(one)]
        bad = {one.where.path for one in wrong}
        for path in report.files:
            if path not in bad:
                yield _Clean.from_parent(self, name=path)
        for number, problem in enumerate(wrong, 1):
            yield _Found.from_parent(self, name=f"{problem.where} {problem.code} ({number})", problem=problem)


class _Clean(pytest.Item):
    """A file in which nothing was found."""

    def runtest(self) -> None:
        """Pass."""


class _Failing(pytest.Item):
    """An item whose failure is told in citekit's words."""

    def __init__(self, *, told: str, **more: Any) -> None:
        super().__init__(**more)
        self._told = told

    def runtest(self) -> None:
        """Fail."""
        raise _Failure(self._told)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """Return what is told of a failure, without the way to it."""
        del style
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the item is."""
        return self.path, None, self.name


class _Unread(_Failing):
    """A file that cannot be read."""


class _Found(_Failing):
    """A finding."""

    def __init__(self, *, problem: Problem, **more: Any) -> None:
        import click  # noqa: PLC0415 - as above

        from citekit import reports  # noqa: PLC0415 - as above

        lines = reports.as_lines([problem.finding])
        super().__init__(told="\n".join(click.unstyle(line) for line in lines), **more)


class _Failure(Exception):  # noqa: N818 - reads as what it is
    """What was found."""
