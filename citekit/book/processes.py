"""Work on many things in several processes; what comes out is the same whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

WORTH = 400_000
"""Bytes of work below which starting processes takes longer than the work does."""


def in_processes(
    work: Callable[[Given], Made],
    given: Sequence[Given],
    jobs: int,
    told: Callable[[int], None],
    size: Callable[[Given], int],
) -> list[Made]:
    """Return what *work*, a function of a module, makes of each of *given*, in their order, in up to *jobs* processes.

    *told* hears how many are done; *size* tells how many bytes one of them is, and little work is done here.
    """
    made: list[Made] = []
    if jobs < 2 or len(given) < 2 or sum(map(size, given)) < WORTH:
        for one in given:
            made.append(work(one))
            told(len(made))
        return made
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - slow to load
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    # A fresh process, not a copy of this one, which may have threads that draw a progress bar.
    with ProcessPoolExecutor(min(jobs, len(given)), mp_context=get_context("spawn")) as pool:
        for result in pool.map(work, given):
            made.append(result)
            told(len(made))
    return made
