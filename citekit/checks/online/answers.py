"""What servers have answered, kept from run to run: what exists for a month, what does not for a day.

A file that is damaged is as if it were not there.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeGuard

from citekit.checks.online.states import State
from citekit.files import cache_folder
from citekit.keeping import making

_NAME = "check-online.json"
_DAY = 86400
_DAYS: Mapping[str, int] = {"found": 30, "gone": 1}
"""How long answers hold; others are asked for anew each time."""
_MOST = 100_000


class Answers:
    """The answers by the names of questions. *now* is the time in seconds."""

    def __init__(self, path: Path | None = None, now: Callable[[], float] = time.time) -> None:
        self._path = path or Path(cache_folder()) / _NAME
        self._now = now
        self._kept = self._read()
        self._new: dict[str, tuple[State, float]] = {}

    def get(self, name: str) -> State | None:
        """Return the answer of this run, else one that is kept and holds; ``None`` where nobody was asked."""
        if name in self._new:
            return self._new[name][0]
        state, at = self._kept.get(name, ("unknown", 0.0))
        return state if 0 <= self._now() - at < _DAYS.get(state, 0) * _DAY else None

    def add(self, name: str, state: State) -> None:
        """Note an answer."""
        self._new[name] = (state, self._now())

    def keep(self) -> None:
        """Write what is new for the next run, beside what another has written meanwhile."""
        new = {name: one for name, one in self._new.items() if one[0] in _DAYS}
        if not new:
            return
        latest = sorted({**self._read(), **new}.items(), key=lambda one: one[1][1])[-_MOST:]
        with suppress(OSError, ValueError), making(self._path) as part:
            part.write_text(json.dumps(dict(latest), separators=(",", ":")), "utf-8")

    def _read(self) -> dict[str, tuple[State, float]]:
        try:
            said = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return {name: (one[0], one[1]) for name, one in said.items() if _is_answer(one)} if _is_table(said) else {}


def _is_table(said: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(said, dict)


def _is_answer(said: Any) -> bool:
    """Tell whether it is a state and a time."""
    match said:
        case ["found" | "gone", int() | float()]:
            return True
    return False
