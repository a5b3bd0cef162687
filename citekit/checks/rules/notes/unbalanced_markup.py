"""The rule CK124."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule(
    "CK124",
    "unbalanced-markup",
    tells=("unbalanced-brace", "unclosed-argument", "unclosed-condition", "unclosed-environment"),
    severity=Severity.ERROR,
)
def unbalanced_markup(told: Told) -> Iterator[Found]:
    r"""A manuscript in LaTeX with a brace, an argument or an environment that is not closed.

    Wrong::

        -- paper.tex --
        \documentclass{article}
        \begin{document}
        It was cold.\footnote{So it was.
        \end{document}

    Right::

        -- paper.tex --
        \documentclass{article}
        \begin{document}
        It was cold.\footnote{So it was.}
        \end{document}
    """
    yield told.passed_on()
