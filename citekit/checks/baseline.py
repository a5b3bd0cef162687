"""Findings that are accepted: a JSON file that has each by its rule, its note or key, and the words at its place.

Lines are not in it: a paragraph put before does not bring old findings back. Of several that are alike as many are
accepted as were counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from citekit.checks.control import from_folder
from citekit.checks.problem import Problem
from citekit.errors import UnreadableError
from citekit.files import json_of, read_source, write_file
from citekit.findings import Source, Span
from citekit.values import NamedTuple

_VERSION = 1
_TEXTS = ("path", "rule", "note", "key", "context")


class Accepted(NamedTuple):
    """A finding as the baseline knows it; *path* counts from the baseline's folder."""

    path: str
    rule: str
    note: str
    key: str
    context: str


def accepted_as(problem: Problem, folder: str) -> Accepted:
    """Return how a baseline in *folder* knows *problem*."""
    path = from_folder(problem.where.path, folder)
    return Accepted(path, problem.code, problem.note, problem.key, problem.context)


def read_baseline(path: str) -> Counter[Accepted]:
    """Return what a baseline accepts, and how often.

    Raises: UnreadableError for a file that is not there or is no baseline.
    """
    source = read_source(path)
    said = json_of(source)
    if (
        not isinstance(said, dict)
        or said.get("citekit-baseline") != _VERSION
        or not isinstance(said.get("accepted"), list)
    ):
        raise _no_baseline(source)
    found: Counter[Accepted] = Counter()
    for one in said["accepted"]:
        if not isinstance(one, dict) or not isinstance(one.get("count", 1), int):
            raise _no_baseline(source)
        texts = [one.get(name, "") for name in _TEXTS]
        if not all(isinstance(text, str) for text in texts):
            raise _no_baseline(source)
        found[Accepted(*texts)] += one.get("count", 1)
    return found


def _no_baseline(source: Source) -> UnreadableError:
    hint = "write one with citekit check --update-baseline"
    return UnreadableError("no baseline of citekit check", where=Span(source.path), hint=hint)


def without_accepted(problems: Sequence[Problem], known: Counter[Accepted], folder: str) -> list[Problem]:
    """Return the problems that *known* does not accept, in their order."""
    left = Counter(known)
    told = []
    for problem in problems:
        name = accepted_as(problem, folder)
        if left[name] > 0:
            left[name] -= 1
        else:
            told.append(problem)
    return told


def write_baseline(path: str, problems: Iterable[Problem], folder: str) -> None:
    """Write *problems* as the findings that are accepted from now on.

    Raises: UnreadableError where the file cannot be written.
    """
    counted = Counter(accepted_as(problem, folder) for problem in problems)
    accepted = [_said(one, count) for one, count in sorted(counted.items())]
    text = json.dumps({"citekit-baseline": _VERSION, "accepted": accepted}, ensure_ascii=False, indent=2)
    write_file(path, f"{text}\n".encode("utf-8", "surrogatepass"))


def _said(one: Accepted, count: int) -> dict[str, Any]:
    said: dict[str, Any] = {name: value for name, value in one._asdict().items() if value}
    return said | {"count": count} if count > 1 else said
