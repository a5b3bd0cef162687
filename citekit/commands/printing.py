"""What commands do alike: say how far they are, print what was found, write what was asked for, say how it went.

Exit codes: 0 fine, 1 there are findings, 2 wrong use or input that cannot be read, 130 interrupted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from citekit.findings import Finding, Severity

FINE, FINDINGS, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130


def report(findings: Iterable[Finding], *, as_json: bool = False) -> None:
    """Print findings to standard error."""
    from citekit import reports

    if as_json:
        click.echo(json.dumps({"findings": reports.as_json(findings)}, ensure_ascii=False), err=True)
        return
    for line in reports.as_lines(findings):
        click.echo(line, err=True)


def report_errors(findings: Iterable[Finding], most: int = 0) -> None:
    """Print the errors among *findings* to standard error: the first *most*, and how many more there are; 0 is all."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    shown = errors[: most or None]
    report(shown)
    if len(errors) > len(shown):
        click.echo(f"{len(errors) - len(shown)} more errors in the library", err=True)


def exit_code(findings: Iterable[Finding], *, warnings_count: bool = False) -> int:
    """Return 1 where an error is among *findings*, else 0."""
    counted = [finding for finding in findings if warnings_count or finding.severity is Severity.ERROR]
    return FINDINGS if counted else FINE


def write(data: bytes, output: str, *, binary: bool = False) -> None:
    """Write *data* to the file, or to standard output; nothing has been written before all of it is there.

    Raises: UsageError where *data* is no text and would go to a terminal.
    """
    from citekit.errors import UsageError
    from citekit.files import STDIN, write_file

    if output and output != STDIN:
        write_file(output, data)
        return
    if not binary:
        click.echo(data.decode(), nl=False)
        return
    if sys.stdout.isatty():
        raise UsageError("the format is no text, and standard output is a terminal", hint="name a file with --output")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


ANOTHER = "name another with --output"


def refuse_existing(path: str, hint: str = ANOTHER) -> None:
    """Raise UsageError where a file that is to be written new is there already."""
    from citekit.errors import UsageError
    from citekit.files import is_file
    from citekit.findings import Span

    if is_file(path):
        raise UsageError("the file is there already", where=Span(path), hint=hint)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that draws how far each stage is; on what is no terminal it draws nothing."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        stages = {}

        def told(stage: str, done: int, total: int) -> None:
            if stage not in stages:
                stages[stage] = bar.add_task(stage, total=total)
            bar.update(stages[stage], completed=done, total=total)

        yield told
