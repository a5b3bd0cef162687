"""Python's collector of reference cycles, set aside while a great many values are made that all stay.

It looks through what there is each time so much has been added, and finds nothing in values that are immutable: a fifth
of the time that a large library takes to read.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def set_aside() -> Iterator[None]:
    """Collect no cycles within; afterwards it is as it was, and what was made counts as old."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            _grow_old()
            gc.enable()


def _grow_old() -> None:
    """Put what there is where the collector seldom looks; else it goes through all of it thrice in its next rounds."""
    if not gc.get_freeze_count():  # else it would thaw what a program has frozen
        gc.freeze()
        gc.unfreeze()
