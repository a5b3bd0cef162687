"""The changes that a quotation makes to its source, each named and judged by a rule set.

A change is *silent* where the rule set lets it pass unsaid; *marked* where brackets or an ellipsis show it; a *note*
where nothing is wrong and somebody may want to know; and an *error* else. Whether words are the same is never a matter
of likeness.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from citekit.findings import Span
from citekit.quotations.rules import Silent
from citekit.values import dataclass

Kind: TypeAlias = Literal[
    # what may be silent: see ``rules.Silent``
    "capital", "final-stop", "marks", "note-marks", "dashes", "ellipses", "spelling", "hyphens",
    # what shows
    "omission", "bracket",
    # what is told
    "empty-omission", "long-omission", "negation-omitted", "passed-over",
    # what may not be
    "negation-lost", "negation-added", "number", "name", "word", "misread", "respelled", "swapped", "left-out", "added",
    "merged", "punctuation", "case", "marks-lost", "joined", "bracket-too-wide", "end-changed", "empty",
    # where it stands
    "wrong-page", "no-such-page", "goes-on", "unchecked-locator", "repeated",
]  # fmt: skip

Standing: TypeAlias = Literal["silent", "marked", "note", "error"]

SILENT: dict[Kind, str] = {
    "capital": "the case of the first letter",
    "final-stop": "the stop at the end",
    "marks": "quotation marks of another kind",
    "note-marks": "a note mark left out",
    "dashes": "dashes of another kind",
    "ellipses": "an ellipsis spelled otherwise",
    "spelling": "ligatures, apostrophes and letters composed otherwise",
    "hyphens": "a hyphen of the end of a line",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A change: what the quotation has (*quoted*) for what the source has (*source*); either may be "".

    *start* and *end* are the place of it in the text of the source, in code points; *where* and *page* are that place
    in the file, where it is known.
    """

    kind: Kind
    standing: Standing
    message: str
    quoted: str = ""
    source: str = ""
    start: int = 0
    end: int = 0
    where: Span | None = None
    page: str = ""


def silent(kind: Silent, allowed: frozenset[Silent], quoted: str, source: str, place: tuple[int, int]) -> Change:
    """Return a change that is silent where the rule set allows it, and an error else."""
    what = SILENT[kind]
    if kind in allowed:
        return Change(kind, "silent", what, quoted, source, *place)
    return Change(kind, "error", f"{what}, which the rule set wants to be shown", quoted, source, *place)
