"""What units gave, kept from run to run, so that a file that has not changed is not read again.

A result is kept under a digest of everything that decides it: the content of its files, what was asked of it, the code
of citekit, its version of Python. A file's content is not read for that where its size and times are those of the last
run (``Seen``). Whatever is damaged, or cannot be kept, is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from citekit.checks.codestamp import code
from citekit.checks.facts import CiteFact, EntryFact
from citekit.checks.problem import Problem
from citekit.checks.rule import Edit, Fix
from citekit.checks.suppressions import Suppression
from citekit.checks.units import Result
from citekit.files import cache_folder
from citekit.findings import Severity, Span
from citekit.keeping import making, prune, used
from citekit.model import Key, Locator

PREFIX = "check-"
ROOM = 100 * 1024 * 1024
_SEEN = "checkseen.json"
_MOST_SEEN = 20_000
_RACY = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before it was read may change again without other times."""


def digest_of(said: str, files: Iterable[str], seen: Seen) -> str:
    """Return a name for what comes of *files* when *said* is asked of them."""
    parts = [said, sys.version, *code()]
    parts += [f"{path}\0{seen.digest(path)}" for path in files]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]


class Seen:
    """The digests of files, with the sizes and times that they had when they were read.

    *instead* are contents that are looked at instead of files.
    """

    def __init__(self, instead: Mapping[str, bytes] | None = None) -> None:
        self._instead = instead or {}
        self._path = Path(cache_folder()) / _SEEN
        self._known: dict[str, list[Any]] = {}
        with suppress(OSError, ValueError):
            found = json.loads(self._path.read_text("utf-8"))
            self._known = found if isinstance(found, dict) else {}
        self._changed = False

    def digest(self, path: str) -> str:
        """Return the digest of a file's content, "" where it cannot be read."""
        if path in self._instead:
            return hashlib.sha256(self._instead[path]).hexdigest()
        try:
            status = os.stat(path)  # noqa: PTH116 - paths are texts here
        except (OSError, ValueError):
            return ""
        stamp = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        name = os.path.realpath(path)
        known = self._known.get(name)
        if isinstance(known, list) and known[:4] == stamp and len(known) == 5:
            return str(known[4])
        try:
            digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        except OSError:
            return ""
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > _RACY:
            self._known[name] = [*stamp, digest]
            self._changed = True
        return digest

    def keep(self) -> None:
        """Keep what was read for the next run."""
        if not self._changed:
            return
        latest = dict(list(self._known.items())[-_MOST_SEEN:])
        with suppress(OSError), making(self._path) as part:
            part.write_text(json.dumps(latest), "utf-8")


def kept(digest: str) -> Result | None:
    """Return the result that is kept under *digest*, if there is one."""
    path = Path(cache_folder()) / f"{PREFIX}{digest}.json"
    try:
        found = _unpacked(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
    used(path)
    return found


def keep(digest: str, result: Result) -> None:
    """Keep *result*; where it cannot be, the next run makes it again."""
    path = Path(cache_folder()) / f"{PREFIX}{digest}.json"
    with suppress(OSError, ValueError), making(path) as part:
        part.write_text(json.dumps(_packed(result), separators=(",", ":")), "utf-8")
    prune((PREFIX,), ROOM, path)


# --- as JSON ---------------------------------------------------------------------------------------------


def _packed(result: Result) -> dict[str, Any]:
    return {
        "problems": [_packed_problem(one) for one in result.problems],
        "suppressions": [[list_of(one.where), one.first, one.last, one.names] for one in result.suppressions],
        "cites": [_packed_cite(one) for one in result.cites],
        "facts": [[*one[:3], list_of(one.where), sorted(one.fields), *one[5:]] for one in result.facts],
        "aliases": result.aliases,
        "asked": result.asked,
        "named": result.named,
        "depends": result.depends,
    }


def _unpacked(said: dict[str, Any]) -> Result:
    sets: dict[tuple[str, ...], frozenset[str]] = {}
    return Result(
        tuple(map(_problem, said["problems"])),
        tuple(
            Suppression(_span(where), first, last, tuple(names)) for where, first, last, names in said["suppressions"]
        ),
        tuple(map(_cite, said["cites"])),
        tuple(_fact(one, sets) for one in said["facts"]),
        tuple((Key(alias), Key(own)) for alias, own in said["aliases"]),
        tuple(said["asked"]),
        tuple(said["named"]),
        depends=tuple((path, digest) for path, digest in said["depends"]),
    )


def list_of(where: Span) -> list[Any]:
    """Return a place as JSON has it."""
    return [where.path, where.line, where.column, where.end_column]


def _span(said: list[Any]) -> Span:
    path, line, column, end = said
    return Span(path, line, column, end)


def _packed_problem(one: Problem) -> list[Any]:
    fix = [one.fix.label, one.fix.safe, one.fix.edits] if one.fix else None
    texts = (one.message, one.hint, one.key, one.note, one.context)
    return [one.code, one.rule, one.severity.value, list_of(one.where), fix, *texts]


def _problem(said: list[Any]) -> Problem:
    code, rule, severity, where, fix, message, hint, key, note, context = said
    made = Fix(fix[0], tuple(Edit(*edit) for edit in fix[2]), fix[1]) if fix else None
    return Problem(code, rule, Severity(severity), message, _span(where), hint, made, key, note, context)


def _packed_cite(one: CiteFact) -> list[Any]:
    locator = [one.locator.label, one.locator.value, one.locator.labelled] if one.locator else None
    return [one.key, locator, list_of(one.where), list_of(one.located) if one.located else None, *one[3:-1]]


def _cite(said: list[Any]) -> CiteFact:
    key, locator, where, located, *others = said
    cite = CiteFact(Key(key), Locator(*locator) if locator else None, _span(where), *others)
    return cite._replace(located=_span(located)) if located else cite


def _fact(said: list[Any], sets: dict[tuple[str, ...], frozenset[str]]) -> EntryFact:
    """Return a fact; of the sets of fields there are few, which are made once."""
    key, type_, csl, where, fields, *others = said
    names = tuple(fields)
    return EntryFact(Key(key), type_, csl, _span(where), sets.setdefault(names, frozenset(names)), *others)
