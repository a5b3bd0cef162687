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

INTERVAL = 0.5


def watch(
    paths: Callable[[], Iterable[str]],
    run: Callable[[], int],
    *,
    interval: float = INTERVAL,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Run *run*, and again whenever one of *paths* changes; both are asked anew each time.

    Returns never but by an exception, of which KeyboardInterrupt is the usual one.
    """
    while True:
        seen = stamps(paths())
        if sys.stdout.isatty():
            click.clear()
        run()
        click.echo("waiting for changes; Ctrl-C ends it", err=True)
        while (now := stamps(paths())) == seen:
            sleep(interval)
        while (later := stamps(paths())) != now:  # whoever writes has not finished
            now = later
            sleep(interval)


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
