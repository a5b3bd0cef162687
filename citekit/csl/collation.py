"""Strings as they sort."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache


def collator(language: str) -> Callable[[str], object]:
    """Return a key function."""
    del language
    return _key


@lru_cache(maxsize=65536)
def _key(text: str) -> tuple[str, str]:
    base = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    base = "".join(c for c in base if c.isalnum() or c == " ").casefold()
    return base, text
