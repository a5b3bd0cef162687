"""The examples of a rule's manual page as files, and rules run on files that a test writes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from citekit.checks.catalogue import all_rules
from citekit.checks.checking import check_files
from citekit.checks.problem import Problem
from citekit.checks.rule import Rule
from citekit.checks.targets import find_targets
from citekit.csl.catalogue import find_style
from citekit.findings import Severity

TODAY = date(2026, 6, 30)
_BLOCK = re.compile(r"^(Wrong|Right)::\n((?:\n|[ ]{4}.*\n?)+)", re.MULTILINE)
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
    """Return the files of a block; one without names is ``library.bib`` if it begins with "@", else ``text.md``."""
    parts = _FILE.split(text)
    if len(parts) == 1:
        return {"library.bib" if text.lstrip().startswith(("@", "%")) else "text.md": text}
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def check(
    folder: Path, files: Mapping[str, str], *, only: Rule | None = None, hints: bool = False, style: str = ""
) -> list[Problem]:
    """Write *files* into *folder* and return what is found there: by *only*, or by all rules that are on."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    chosen: Sequence[Rule] = (
        [only]
        if only
        else [rule for rule in all_rules() if not rule.online and (hints or rule.severity is not Severity.HINT)]
    )
    passages = sorted(map(str, folder.glob("passage*.txt")))  # other texts may be sources of quotations
    targets = find_targets([*passages, str(folder)])
    has_style = find_style(style) if style else None
    own = sorted(folder.glob("*.csl"))
    if own:
        has_style = find_style(str(own[0]))
    return check_files(targets, rules=chosen, style=has_style, today=TODAY, complete=True)
