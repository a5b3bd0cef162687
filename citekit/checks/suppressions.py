"""Comments that say a finding is known: ``citekit: ignore[CK340] why``.

They stand in the comments of each format: ``% …`` in .bib and LaTeX, ``<!-- … -->`` in Markdown and HTML, ``# …`` in a
ledger. One behind something on its line holds for that line; one alone on its line for the paragraph, entry or note
that follows; ``ignore-file`` for the whole file. Without brackets it holds for all rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from citekit.findings import Source, Span
from citekit.patterns import pattern
from citekit.values import NamedTuple

_COMMENT = pattern(
    r"(?P<lead>%+|<!--|\#+|//)[ \t]*citekit:[ \t]*ignore(?P<file>-file)?(?![\w-])[ \t]*(?:\[(?P<codes>[^\]\n]*)\])?"
)


class Suppression(NamedTuple):
    """A comment at *where* for lines *first* to *last* of its file, and the rules *names*; () is all."""

    where: Span
    first: int
    last: int
    names: tuple[str, ...]


def suppressions(source: Source) -> Iterator[Suppression]:
    """Yield the comments of a text, in order."""
    if "citekit:" not in source.text:
        return
    for found in _COMMENT.finditer(source.text):
        where = source.span(found.start(), found.end())
        names = tuple(name.strip() for name in (found["codes"] or "").split(",") if name.strip())
        first, last = (1, 1 << 60) if found["file"] else _lines(source, where)
        yield Suppression(where, first, last, names)


def _lines(source: Source, where: Span) -> tuple[int, int]:
    """Return the first and last line that a comment holds for."""
    if source.line(where.line)[: where.column - 1].strip():
        return where.line, where.line
    first = where.line + 1
    count = source.text.count("\n") + 1
    while first <= count and (not source.line(first).strip() or _COMMENT.match(source.line(first).lstrip())):
        first += 1
    return first, _end(source, first, count)


def _end(source: Source, first: int, count: int) -> int:
    """Return the last line of the paragraph, entry or note that begins in line *first*."""
    start = source.line(first)
    depth = len(start) - len(start.lstrip())
    last = first
    is_entry = start.lstrip().startswith("@")
    while last < count:
        line = source.line(last + 1)
        if not line.strip() and not is_entry:
            break
        if is_entry and line.lstrip().startswith("@"):
            break
        if source.path.endswith((".yaml", ".yml")) and len(line) - len(line.lstrip()) <= depth:
            break
        last += 1
    return last
