"""Comments that say a finding is known: ``citekit: ignore[CK340] why``.

They stand in the comments of each format: ``% …`` in .bib and LaTeX, ``<!-- … -->`` in Markdown and HTML, ``# …`` in a
ledger. One behind something on its line holds for that line; one alone on its line for the paragraph, entry or note
that follows; ``ignore-file`` for the whole file. Without brackets it holds for all rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from citekit.checks.catalogue import codes_of, hint_for
from citekit.checks.problem import Problem
from citekit.errors import UsageError
from citekit.findings import Finding, Severity, Source, Span
from citekit.patterns import pattern
from citekit.values import NamedTuple

_COMMENT = pattern(
    r"(?P<lead>%+|<!--|\#+|//)[ \t]*citekit:[ \t]*ignore(?P<file>-file)?(?![\w-])[ \t]*(?:\[(?P<codes>[^\]\n]*)\])?"
)


UNUSED, UNKNOWN = "unused-suppression", "unknown-suppression"


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
        first, last = (0, 1 << 60) if found["file"] else _lines(source, where)
        yield Suppression(where, first, last, names)


def _lines(source: Source, where: Span) -> tuple[int, int]:
    """Return the first and last line that a comment holds for."""
    if source.line(where.line)[: where.column - 1].strip():
        return where.line, where.line
    first = where.line + 1
    count = source.text.count("\n") + (not source.text.endswith("\n"))
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


def kept_quiet(
    problems: Sequence[Problem], comments: Sequence[Suppression], run: Collection[str]
) -> tuple[list[Problem], int, list[Finding]]:
    """Return the problems that *comments* let be told, how many they do not, and what is wrong with the comments.

    *run* are the codes of the rules that were run: a comment for others is not unused.
    """
    by_path: dict[str, list[tuple[Suppression, frozenset[str]]]] = {}
    findings: list[Finding] = []
    for comment in comments:
        codes, wrong = _codes(comment)
        findings += wrong
        by_path.setdefault(comment.where.path, []).append((comment, codes))
    used: set[tuple[Suppression, str]] = set()
    told = []
    for problem in problems:
        keeping = [
            comment
            for comment, codes in by_path.get(problem.where.path, ())
            if problem.code in codes and comment.first <= problem.where.line <= comment.last
        ]
        used.update((comment, problem.code) for comment in keeping)
        if not keeping:
            told.append(problem)
    for own in by_path.values():
        for comment, codes in own:
            findings += _unused(comment, codes & frozenset(run), {code for one, code in used if one == comment})
    return told, len(problems) - len(told), findings


def _codes(comment: Suppression) -> tuple[frozenset[str], list[Finding]]:
    """Return the codes that a comment names, and what names no rule."""
    if not comment.names:
        return codes_of(("all",)), []
    codes: frozenset[str] = frozenset()
    wrong = []
    for name in comment.names:
        try:
            codes |= codes_of((name,))
        except UsageError as error:
            wrong.append(Finding(UNKNOWN, error.message, comment.where, Severity.WARNING, hint_for(name)))
    return codes, wrong


def _unused(comment: Suppression, codes: frozenset[str], used: set[str]) -> Iterator[Finding]:
    if not codes or used:
        unused = [name for name in comment.names if (own := _named(name) & codes) and not own & used] if used else []
    else:
        unused = list(comment.names) or [""]
    for name in unused:
        what = f"keeps no finding of {name} quiet" if name else "keeps no finding quiet"
        hint = "take it out" if len(comment.names) < 2 else f"take {name} out"
        yield Finding(UNUSED, f"the comment {what}", comment.where, Severity.WARNING, hint)


def _named(name: str) -> frozenset[str]:
    try:
        return codes_of((name,))
    except UsageError:
        return frozenset()
