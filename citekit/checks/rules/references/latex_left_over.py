"""The rule CK367."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_NO_TEXT = frozenset(("url", "file", "doi", "abstract", "note"))
_COMMAND = pattern(
    r"\\[\"'`^~=.][{]?\\?[A-Za-z][}]?"
    r"|\\(?:emph|textit|textbf|ss|ae|oe|aa|o|l|c|v|u|H|k)\b[{ ]?|\\[&%$#_]|\{\{?[A-Z]\w*\}"
)


@entry_rule("CK367", "latex-left-over", severity=Severity.WARNING)
def latex_left_over(entry: Entry) -> Iterator[Found]:
    r"""LaTeX in a format that does not have it: in CSL-JSON, CSL-YAML and RIS commands are printed as they stand.

    Braces around a word that keeps its capitals are LaTeX, too: CSL-JSON has ``<span class="nocase">`` for them.

    Wrong::

        -- library.json --
        [{"id": "mueller1990", "type": "book", "title": "Tides", "author": [{"family": "M\\\"{u}ller",
          "given": "Ann"}],
          "issued": {"date-parts": [[1990]]}, "publisher": "Quay", "publisher-place": "Bristol"}]

    Right::

        -- library.json --
        [{"id": "mueller1990", "type": "book", "title": "Tides", "author": [{"family": "Müller", "given": "Ann"}],
          "issued": {"date-parts": [[1990]]}, "publisher": "Quay", "publisher-place": "Bristol"}]
    """
    if not entry.bib and ("\\" in entry.values or "{" in entry.values):
        for name in entry.fields:
            if name not in _NO_TEXT and "\\" in entry.value(name) and (found := _COMMAND.search(entry.text(name))):
                yield entry.found(f"{found[0]!r} is LaTeX", name, hint="write what it stands for")
