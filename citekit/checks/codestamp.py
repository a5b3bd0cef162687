"""A stamp of the code that checks: what was kept by other code is not used."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import citekit


@lru_cache(maxsize=1)
def code() -> tuple[str, ...]:
    """Return the names, sizes and times of citekit's own modules, and the rules of other packages."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - what keeps nothing does without

    stamps = []
    for folder, _, names in os.walk(Path(citekit.__file__).parent):
        for name in names:
            if name.endswith((".py", ".so", ".pyd")):
                status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - five hundred of them
                stamps.append(f"{folder}/{name} {status.st_size} {status.st_mtime_ns}")
    others = [f"{one.value} {one.dist.version if one.dist else ''}" for one in entry_points(group="citekit.checks")]
    return (*sorted(stamps), *sorted(others))
