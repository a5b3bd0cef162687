"""The examples of a rule's manual page as files, and rules run on files that a test writes."""

from __future__ import annotations

import contextlib
import re
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from citekit.checks.checking import Asked, checked
from citekit.checks.problem import Problem
from citekit.checks.rule import Rule

TODAY = date(2026, 6, 30)
_BLOCK = re.compile(r"^(Wrong|Right)::\n((?:\n|[ ]{4}.*\n?)+)", re.MULTILINE)
_LIBRARY = re.compile(r"^[@%]", re.MULTILINE)
_FILE = re.compile(r"^-- (\S+) --\n", re.MULTILINE)


class Example(NamedTuple):
    """A block of a manual page: files by name, and whether the rule finds something in it."""

    wrong: bool
    files: Mapping[str, str]


def examples(rule: Rule) -> Iterator[Example]:
    """Yield the blocks of a rule's manual page."""
    for found in _BLOCK.finditer(f"{rule.manual}\n"):
        yield Example(found[1] == "Wrong", files_of(textwrap.dedent(found[2]).strip("\n") + "\n"))


def files_of(text: str) -> dict[str, str]:
    """Return the files of a block; one without names is ``library.bib`` if it has entries, else ``text.md``."""
    parts = _FILE.split(text)
    if len(parts) == 1:
        return {"library.bib" if _LIBRARY.search(text) else "text.md": text.replace("␍", "\r")}
    return {name: part.replace("␍", "\r") for name, part in zip(parts[1::2], parts[2::2], strict=True)}


def check(
    folder: Path, files: Mapping[str, str], *, only: Rule | None = None, hints: bool = False, style: str = ""
) -> list[Problem]:
    """Write *files* into *folder* and return what is found there: by *only*, or by all rules that are on."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with contextlib.chdir(folder):
        return _check(only, hints=hints, style=style)


def _check(only: Rule | None, *, hints: bool, style: str) -> list[Problem]:
    folder = Path()
    passages = sorted(map(str, folder.glob("passage*.txt")))  # other texts may be sources of quotations
    own = next(map(str, sorted(folder.glob("*.csl"))), style)
    names = ("default", "hints") if hints else ("default",)
    if only:  # comments keep findings of other rules quiet
        names = (only.code, "default") if only.family == "checks" else (only.code,)
    asked = Asked((*passages, "."), select=names, style=own, caching=False, complete=True, today=TODAY)
    done = checked(asked)
    assert not done.unread
    return [one for one in done.report.problems if only is None or one.code == only.code]
