"""The names with numbers that a text has, so that "BRCA1", "HIV-1" or "List201" is no word with a note.

A name is known by its other places in the text: one that stands there again with the same number, or with several
numbers and never without ("IL2", "IL12"), has its number for its own; one that stands there without ("mDCs", and
"mDCs34" here) has it not, nor the digits behind a number it is known with ("BRCA1", and "BRCA119" here).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from citekit.notes.marks.candidates import Reading, Run

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NAME_BEFORE = re.compile(r"[^\W_]+(?:-[^\W_]*)?\Z")
_NUMBERED = re.compile(r"(?P<name>[^\W_]*[^\W\d_]-?)\d+")
_DOTTED = re.compile(r"[^\W\d_]{2,}\.\d+(?![^\W_])")
_DECIMAL = re.compile(r"(?<![\d.,])0([.,])\d")
_REACH = 40


class Lexicon:
    """The words and names of a text, counted."""

    def __init__(self, text: str) -> None:
        self._counts = Counter(_TOKEN.findall(text))
        self._families: dict[str, set[str]] = {}
        for token, count in [one for one in self._counts.items() if "-" in one[0]]:
            for part in token.split("-"):
                self._counts[part] += count
        for token in self._counts:
            if token[-1].isdigit() and (numbered := _NUMBERED.fullmatch(token)):
                self._families.setdefault(numbered["name"], set()).add(token)
        self._dotted = Counter(_DOTTED.findall(text))
        self.decimals = frozenset(_DECIMAL.findall(text))

    def name_before(self, text: str, place: int) -> str:
        """Return the word or name closed up to *place*, "" where there is none."""
        match = _NAME_BEFORE.search(text, max(0, place - _REACH), place)
        return match[0] if match else ""

    def has_numbered(self, name: str, head: str, tail: str) -> bool:
        """Tell whether *name* with *head* is a name of the text, and *tail* behind it none of its own: "BRCA1" 19.

        Letters that count things off ("S1, S2 … S15") have every number.
        """
        if self._counts[name + head + tail] > 1 or not self._counts[name + head]:
            return False
        return len(name) > 2 or (self._counts[name + head] > 2 and len(self._families.get(name, ())) < 4)

    def grounds(self, text: str, run: Run, reading: Reading) -> Iterator[str]:
        """Yield what the other places of a name say of the number closed up to it."""
        if run.form != "bare":
            return
        start = reading.spans[0][0]
        if text[start - 1 : start] == "." and self._dotted:
            last = self.name_before(text, start - 1).rpartition("-")[2]
            if not last.islower() and self._dotted[f"{last}.{run.digits}"] > 1:
                yield "dotted-name"
        name = self.name_before(text, start)
        if not name or not any(map(str.isalpha, name)) or reading.split == "after-known-number":
            return
        alone = self._counts[name.rstrip("-")] if not name.endswith("-") else 0
        again = self._counts[name + text[start : run.end]] - 1
        if again > 1 or (again > 0 and not alone):
            yield "named-so"
        elif len(self._families.get(name, ())) > 1 and not alone:
            yield "one-of-several"
        elif alone and len(name) > 2 and not name[1:].islower():
            yield "known-without" if alone == 1 else "well-known-without"
