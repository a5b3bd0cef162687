"""The paragraphs of a text, as its author typed them.

Where lines are long each is a paragraph; a text whose lines are broken by hand has blank lines between its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Longer than any line a person breaks by hand.
_LONGEST_TYPED_LINE = 120


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield where paragraphs stand, in code points: parted by blank lines, or one to the line where lines are long.

    >>> list(paragraph_spans("One\ngoes on.\n\nTwo."))
    [(0, 12), (14, 18)]
    """
    longest = max((len(line) for line in text.splitlines()), default=0)
    parted = re.compile(r"(?:[ \t]*\r?\n)+") if longest > _LONGEST_TYPED_LINE else re.compile(r"(?:[ \t]*\r?\n){2,}")
    start = 0
    for gap in parted.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text.rstrip())
