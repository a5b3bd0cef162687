"""The rule CK125."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule(
    "CK125",
    "left-as-it-is",
    tells=(
        "cite-in-table note-in-cite cite-left cite-outside-notes damaged-text included-file left-out list-left "
        "own-cite-command pages-unknown printed-citation selection-not-followed uncounted-notes"
    ).split(),
    severity=Severity.HINT,
)
def left_as_it_is(told: Told) -> Iterator[Found]:
    r"""Something in a manuscript that citekit does not set, and leaves as it is.

    It may be right as it stands; `citekit cite` tells it, too.

    Wrong::

        -- paper.tex --
        \documentclass{article}
        \begin{document}
        \input{first}
        It was cold.\footnote{So it was.}
        \end{document}

    Right::

        -- paper.tex --
        \documentclass{article}
        \begin{document}
        It was cold.\footnote{So it was.}
        \end{document}
    """
    yield told.passed_on()
