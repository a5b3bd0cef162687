"""HTML that was left in the values of a .bib file, as LaTeX."""

from __future__ import annotations

import html

from citekit.bib.latex.writing import text_to_latex

_COMMANDS = {
    "i": r"\emph",
    "em": r"\emph",
    "b": r"\textbf",
    "strong": r"\textbf",
    "sup": r"\textsuperscript",
    "sub": r"\textsubscript",
    "scp": r"\textsc",
    "sc": r"\textsc",
}


def command_of(tag: str) -> str:
    r"""Return the LaTeX command that is like the element *tag*, in any case.

    >>> print(command_of("I"))
    \emph
    """
    return _COMMANDS[tag.lower()]


def latex_of(entity: str) -> str | None:
    r"""Return an entity as LaTeX, however often its "&" was escaped; None where there is no such entity.

    >>> print(latex_of("&amp;"), latex_of("&amp;amp;"), latex_of(r"\&uuml;"), latex_of("<p>"))
    \& \& ü None
    """
    text = before = entity.lstrip("\\")
    while (once := html.unescape(text)) != text:
        text = once
    return text_to_latex(text, ascii_only=False) if text != before else None
