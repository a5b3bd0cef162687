"""Fixes made: in memory, round after round until nothing is left to mend, and then written at once.

Two fixes that touch each other are not made in one round: the rules look again first. Nothing but what the fixes say is
changed, and a file is written only if it is still what was read.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from citekit.changes import Change, apply, difference
from citekit.checks.problem import Problem
from citekit.checks.rule import Fix
from citekit.encodings import encode
from citekit.errors import UnreadableError
from citekit.files import library_source, read_bytes, text_source, write_file
from citekit.findings import Source, Span
from citekit.values import NamedTuple

Fixing = Literal["safe", "unsafe"]
_ROUNDS = 10
"""Rules that mend what others have mended come to rest in two or three; more are a fault of theirs."""


class Mended(NamedTuple):
    """The *problems* that are left, how many were *fixed*, and the files that are new: their old and new content."""

    problems: list[Problem]
    fixed: int
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]


def mend(problems: Sequence[Problem], fixing: Fixing, look: Callable[[Mapping[str, bytes]], list[Problem]]) -> Mended:
    """Return what becomes of *problems*; *look* finds those of other contents of files.

    Raises: UnreadableError where a file can no longer be read.
    """
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    left, fixed = list(problems), 0
    for _ in range(_ROUNDS):
        made = _chosen(left, fixing)
        if not made:
            break
        changed = False
        for path, edits in _by_path(made).items():
            data = after[path] if path in after else before.setdefault(path, read_bytes(path))
            new = _changed(path, data, edits)
            changed = changed or new != data
            after[path] = new
        if not changed:
            break
        fixed += len(made)
        left = look(after)
    return Mended(left, fixed, before, after)


def fixable(problem: Problem, fixing: Fixing) -> bool:
    """Tell whether *problem* has a fix that may be made."""
    return problem.fix is not None and (problem.fix.safe or fixing == "unsafe")


def _chosen(problems: Iterable[Problem], fixing: Fixing) -> list[Fix]:
    """Return fixes that do not touch each other; the first of two that do."""
    taken: dict[str, list[tuple[int, int]]] = {}  # in order
    made: dict[Fix, None] = {}
    for problem in problems:
        fix = problem.fix
        if fix is None or not fixable(problem, fixing) or fix in made:
            continue
        places = [(edit.path, edit.start, edit.end) for edit in fix.edits]
        if all(_is_free(taken.get(path, ()), start, end) for path, start, end in places):
            for path, start, end in places:
                insort(taken.setdefault(path, []), (start, end))
            made[fix] = None
    return list(made)


def _is_free(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether nothing of *taken*, which is in order, touches the place."""
    index = bisect_left(taken, (start, end))
    return (index == 0 or taken[index - 1][1] < start) and (index == len(taken) or end < taken[index][0])


def _by_path(fixes: Iterable[Fix]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for fix in fixes:
        for edit in fix.edits:
            found.setdefault(edit.path, []).append(Change(edit.start, edit.end, edit.new))
    return found


def _changed(path: str, data: bytes, edits: Iterable[Change]) -> bytes:
    source = source_of(path, data)
    return encode(apply(source.text, edits), source)


def source_of(path: str, data: bytes) -> Source:
    """Return the text of a file, as its reader has it: libraries may be in old encodings."""
    return library_source(path, data) if path.lower().endswith((".bib", ".bibtex", ".ris")) else text_source(path, data)


def write_mended(mended: Mended) -> None:
    """Write the files that are new.

    Raises: UnreadableError for one that somebody else has changed meanwhile; it stays as it is.
    """
    for path, data in mended.after.items():
        if data == mended.before[path]:
            continue
        if read_bytes(path) != mended.before[path]:
            hint = "nothing was written to it; run the command again"
            raise UnreadableError("changed while it was checked", where=Span(path), hint=hint)
        write_file(path, data)


def differences(mended: Mended) -> str:
    """Return what would be written, as a unified diff."""
    paths = sorted(mended.after)
    texts = ((one, source_of(one, mended.before[one]).text, source_of(one, mended.after[one]).text) for one in paths)
    return "".join(difference(*one) for one in texts)
