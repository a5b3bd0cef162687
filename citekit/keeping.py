"""How large files get into the folder for what citekit can make again, and out of it.

A file appears there whole or not at all: it is written under another name and renamed. Nobody changes a file that is
there, so whoever has one open may go on reading while it is replaced or removed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from citekit.files import cache_folder

PART = ".part"
_HOUR, _DAY = 3600, 86400


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """Give the name of a new file beside *path*, to be written; it takes the place of *path* if all went well.

    Raises: OSError where no file can be made; what the block raises, and then nothing is left of the file.
    """
    import tempfile  # noqa: PLC0415 - half a dozen modules, and most runs make nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        _synchronize(temporary)
        temporary.replace(path)
    except BaseException:  # an interrupt too
        remove(temporary)
        raise


def _synchronize(path: Path) -> None:
    """Wait until the file is on the disk: a machine that stops may else keep the name and lose the content."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file that is of no use; another run may have done so."""
    with suppress(OSError):
        path.unlink()


def used(path: Path) -> None:
    """Note that the file is in use, for ``prune``; once an hour is often enough."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _HOUR:
            os.utime(path)


def prune(prefixes: tuple[str, ...], room: int, keep: Path) -> None:
    """Remove the least recently used of the files whose names begin with one of *prefixes*, down to *room* bytes.

    *keep* is one that stays. What a run that was killed left half written goes when it is a day old.
    """
    parts = tuple(f".{prefix}" for prefix in prefixes)
    found = []
    with suppress(OSError):
        for path in Path(cache_folder()).iterdir():
            with suppress(OSError):  # another run removed it meanwhile
                status = path.stat()
                if path.name.startswith(prefixes):
                    found.append((path.name == keep.name, status.st_mtime, status.st_size, path))
                elif path.name.startswith(parts) and path.suffix == PART and time.time() - status.st_mtime > _DAY:
                    path.unlink()
    total = 0
    for kept, _, size, path in sorted(found, reverse=True):  # the one to keep, then the latest
        total += size
        if total > room and not kept:
            remove(path)  # on a system that minds that it is open elsewhere, some other time
