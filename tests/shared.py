"""The folder with the specification, the official fixtures and corpora; not part of this repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent


def shared(name: str) -> Path:
    """Return the path of *name* in ``$CITEKIT_SHARED`` (default ``../shared``); skip the test where it is absent."""
    path = Path(os.environ.get("CITEKIT_SHARED") or _ROOT.parent / "shared") / name
    if not path.exists():
        pytest.skip(f"{path} is not there (set CITEKIT_SHARED)")
    return path
