"""Checks again whenever a file changes, until it is interrupted.

Files are looked at twice a second, by size and time: no package is needed, and editors that write a new file in place
of the old one are seen, too.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable

import click

from citekit.errors import CitekitError
from citekit.reports import as_lines

INTERVAL = 0.5


def watch(
    paths: Callable[[], Iterable[str]],
    run: Callable[[], int],
    *,
    interval: float = INTERVAL,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Run *run*, and again whenever one of *paths* changes; both are asked anew each time.

    What cannot be checked for now, such as a file that an editor is about to put back, or settings half written, is
    told, and checked again. Returns never but by an exception, of which KeyboardInterrupt is the usual one; what is
    wrong at the very first is raised.
    """
    known = tuple(paths())
    first = True
    while True:
        seen = stamps(known)
        if sys.stdout.isatty():
            click.clear()
        try:
            run()
        except CitekitError as error:
            if first:
                raise
            for line in as_lines(error.findings()):
                click.echo(line, err=True)
        first = False
        click.echo("waiting for changes; Ctrl-C ends it", err=True)
        while (now := stamps(known := _asked(paths, known))) == seen:
            sleep(interval)
        while (later := stamps(known := _asked(paths, known))) != now:  # whoever writes has not finished
            now = later
            sleep(interval)


def _asked(paths: Callable[[], Iterable[str]], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths, or those that were *known* where they cannot be told for now."""
    try:
        return tuple(paths())
    except CitekitError:
        return known


def stamps(paths: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return the sizes and times of files, of those in folders too; what is not there has none."""
    found: dict[str, tuple[int, int]] = {}
    for path in paths:
        names = [path]
        if os.path.isdir(path):  # noqa: PTH112 - paths are texts here
            names = [os.path.join(path, name) for name in os.listdir(path)]  # noqa: PTH118, PTH208 - as above
        for name in names:
            try:
                status = os.stat(name)  # noqa: PTH116 - as above
            except OSError:
                continue
            found[name] = (status.st_size, status.st_mtime_ns)
    return found
