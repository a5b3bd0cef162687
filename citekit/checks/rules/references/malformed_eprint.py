"""The rule CK344."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.duplicates.identifiers import arxiv
from citekit.bib.latex.decoding import verbatim
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule


@entry_rule("CK344", "malformed-eprint", fields=("eprint",))
def malformed_eprint(entry: Entry) -> Iterator[Found]:
    """A number of arXiv that it cannot have given.

    Numbers are "1706.03762", with or without a version, since 2007; before, "math/0309136" or "math.GT/0309136". Only
    entries that name arXiv are looked at.

    Wrong::

        @online{lee2017, author = {Lee, Ann}, title = {Tides}, date = {2017}, eprint = {1706.376},
          eprinttype = {arxiv}}

    Right::

        @online{lee2017, author = {Lee, Ann}, title = {Tides}, date = {2017}, eprint = {1706.03762},
          eprinttype = {arxiv}}
    """
    named = entry.text("eprinttype") or entry.text("archiveprefix")
    number = verbatim(entry.value("eprint")).strip()
    if named.strip().lower() == "arxiv" and number and "arxiv.org/" not in number and not arxiv(number):
        hint = "write it like 1706.03762 or math/0309136"
        yield entry.found(f"{number!r} is no number of arXiv", "eprint", hint=hint)
