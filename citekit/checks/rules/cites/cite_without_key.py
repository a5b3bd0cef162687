"""The rule CK213."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK213", "cite-without-key", tells=("empty-cite", "odd-key"), severity=Severity.ERROR)
def cite_without_key(told: Told) -> Iterator[Found]:
    r"""A citation that names no work, or one by a key that has signs no key can have.

    LaTeX stops at it, or prints it in bold type as it stands.

    Wrong::

        -- text.tex --
        \documentclass{article}
        \begin{document}
        The harbour froze \cite{}.
        \end{document}

    Right::

        -- text.tex --
        \documentclass{article}
        \begin{document}
        The harbour froze \cite{lee1990}.
        \end{document}
        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
