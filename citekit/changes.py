"""Changes of a text: what stands between two places is another text, and all else stays as it is.

Whoever edits a file says what changes, and where; nothing is set anew. So comments, white space and the order of
things stay, and what changes can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from citekit.values import NamedTuple


class Change(NamedTuple):
    """``text[start:end]`` becomes *new*; places are of the text before, in code points."""

    start: int
    end: int
    new: str


def apply(text: str, changes: Iterable[Change]) -> str:
    """Return *text* with *changes*, in whatever order they come; of two at one place the first stands first.

    >>> apply("@book{a}", [Change(6, 7, "b"), Change(7, 7, ",")])
    '@book{b,}'

    Raises: ValueError for changes that overlap.
    """
    pieces, position = [], 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        if start < position or end < start:
            raise ValueError(f"changes overlap at {start}")
        pieces += [text[position:start], new]
        position = end
    return "".join((*pieces, text[position:]))


def difference(path: str, before: str, after: str) -> str:
    """Return the unified diff of a file, as ``diff -u`` prints it; "" for equal texts.

    Line ends other than a line feed stay in their lines, so that a patch of them applies.
    """
    if before == after:
        return ""
    import difflib  # noqa: PLC0415 - only where a diff is asked for

    lines = difflib.unified_diff(_lines(before), _lines(after), path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [*(f"{part}\n" for part in parts[:-1]), *parts[-1:]] if parts[-1] else [f"{part}\n" for part in parts[:-1]]
