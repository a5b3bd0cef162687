"""The rule CK373."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.draft import VERBATIM
from citekit.bib.latex.decoding import to_inlines
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK373", "unknown-latex", severity=Severity.HINT)
def unknown_latex(entry: Entry) -> Iterator[Found]:
    r"""A LaTeX command that citekit does not know: its argument is kept as it is.

    Commands of a document's own are no fault; what other programs make of them is another question.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {\tidemark{Tides}}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {\emph{Tides}}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    if entry.bib:
        for name, field in entry.fields.items():
            if "\\" in field.value and name not in VERBATIM:
                unknown: list[str] = []
                to_inlines(field.value.strip(), unknown.append)
                for command in dict.fromkeys(unknown):
                    start = max(field.value.find(f"\\{command}"), 0)
                    end = start + len(command) + 1
                    yield entry.found(f"unknown command '\\{command}'", name, start, end, hint="its argument is kept")
