"""Checks again whenever a file changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def watch(paths: Callable[[], Iterable[str]], run: Callable[[], int]) -> int:
    """Run *run* until it is interrupted."""
    raise NotImplementedError
