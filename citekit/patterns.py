"""Regular expressions that are compiled when they are first used.

Python compiles a pattern in a tenth of a millisecond to three; a short run needs few of those that the modules have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["pattern"]

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Pattern:
    """A pattern whose methods are there once one of them has been asked for."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked of a copy, say, which has no source yet
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            object.__setattr__(self, method, getattr(compiled, method))
        return getattr(compiled, name)


if TYPE_CHECKING:  # to its readers it is a compiled one
    pattern = re.compile
else:
    pattern = _Pattern
