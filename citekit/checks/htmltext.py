"""HTML that was left in the values of a .bib file, as LaTeX."""

from __future__ import annotations

import html

from citekit.bib.latex.writing import text_to_latex

_TAGS = {
    "i": ("\\emph{", "}"),
    "em": ("\\emph{", "}"),
    "b": ("\\textbf{", "}"),
    "strong": ("\\textbf{", "}"),
    "sup": ("\\textsuperscript{", "}"),
    "sub": ("\\textsubscript{", "}"),
    "scp": ("\\textsc{", "}"),
    "sc": ("\\textsc{", "}"),
}


def latex_of(markup: str) -> str | None:
    r"""Return an entity or a tag as LaTeX; None where there is nothing like it.

    >>> print(latex_of("&amp;"), latex_of("<i>"), latex_of("</i>"), latex_of("<p>"))
    \& \emph{ } None
    """
    if markup.startswith("<"):
        opening, closing = _TAGS.get(markup.strip("</>").lower(), ("", ""))
        return (closing if markup.startswith("</") else opening) or None
    text = html.unescape(markup.lstrip("\\"))
    return text_to_latex(text, ascii_only=False) if text != markup.lstrip("\\") else None
