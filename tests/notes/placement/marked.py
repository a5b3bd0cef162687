"""Texts whose marks are written in braces, and strategies for texts with marks anywhere."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from citekit.model import NoteMark

_BRACED = re.compile(r"\{([^{}]*)\}")


def marked(text: str) -> tuple[str, tuple[NoteMark, ...]]:
    """Return *text* without its braces, and what stood in them as marks."""
    marks = []
    shift = 0
    for match in _BRACED.finditer(text):
        start = match.start() - shift
        marks.append(NoteMark(start, start + len(match[1]), match[1]))
        shift += 2
    return _BRACED.sub(r"\1", text), tuple(marks)


PIECES = st.sampled_from(
    [
        *'.,;:?!…”’»“‘«"()[]—–- \n1a',
        "\u00a0",
        "\u202f",
        "...",
        ". . .",
        "--",
        "word",
        "Word",
        "1928",
        "etc",
        "U.S",
        "km",
        "¹²",
    ]
)
MARKS = st.sampled_from(["12", "3", "¹²", "*", "†"]).map(lambda number: f"{{{number}}}")


def marked_texts() -> st.SearchStrategy[tuple[str, tuple[NoteMark, ...]]]:
    """Return texts of signs, words and marks in any order."""
    pieces = st.lists(st.one_of(PIECES, PIECES, PIECES, MARKS), max_size=30)
    return pieces.map("".join).map(marked)


@st.composite
def any_marks(draw: st.DrawFn) -> tuple[str, tuple[NoteMark, ...]]:
    """Return any text at all, with any of its stretches for marks."""
    text = draw(st.text(max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, tuple(NoteMark(start, end, text[start:end]) for start, end in spans)
