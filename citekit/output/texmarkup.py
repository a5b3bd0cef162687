r"""Characters, looks and links in LaTeX.

Sources: *LaTeX2e: An unofficial reference manual* (special characters); the manual of hyperref. Nothing that is written
is taken for a command, a ligature or an optional argument.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import quote

from citekit.output.characters import clean
from citekit.output.layout import LIGHT, UNDERLINE, settled
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, fold

_COMMANDS: Mapping[Format, str] = {
    ITALIC: "textit",
    BOLD: "textbf",
    LIGHT: "textmd",
    SMALL_CAPS: "textsc",
    UNDERLINE: "uline",
    SUPERSCRIPT: "textsuperscript",
    SUBSCRIPT: "textsubscript",
}
_ESCAPES: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    # straight quotation marks, which fonts would curl, and what ligatures or optional arguments could take
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",
    "]": "{]}",
    # spaces, hyphens and signs that many fonts lack
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u2002": r"\enspace{}",
    "\u2003": r"\quad{}",
    "\u2009": r"\,",
    "\u200a": r"\,",
    "\u202f": r"\,",
    "\u200b": r"\allowbreak{}",
    "\u2010": "-",
    "\u2011": r"\mbox{-}",
    "\u2032": r"\ensuremath{'}",
    "\u2033": r"\ensuremath{''}",
    "\u2212": r"\textminus{}",
    **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff", ""),
}
_TRANSLATION = str.maketrans(dict(_ESCAPES))
# "--" would become a dash, ",," a quotation mark; LuaTeX sees through an empty group
_LIGATURE = re.compile(r"-(?=-)|,(?=,)|\\textless\{\}(?=\\textless)|\\textgreater\{\}(?=\\textgreater)")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_BREAKABLE = re.compile(r"(?<!/)[/?&](?=[^\s/])")
_BACKSLASHED = r"\\\g<0>"


def inlines(content: Inlines) -> str:
    r"""Return *content* for the middle of a paragraph.

    >>> from citekit.richtext import Styled
    >>> inlines(("R&D, ", Styled(("Title",), ITALIC)))
    'R\\&D, \\textit{Title}'
    """
    return "".join(fold(settled(content), text, _styled, _link))


def block(content: Inlines) -> str:
    """Return *content* for a paragraph of its own, or between braces."""
    return inlines(content).strip()


def heading(words: str) -> str:
    """Return a heading without a number; "" where nothing of it would be seen."""
    title = text(words).strip()
    return rf"\section*{{{title}}}" if title else ""


def text(words: str) -> str:
    """Return words whose characters print as they are."""
    breakable = _URL.sub(lambda found: _BREAKABLE.sub("\\g<0>\u200b", found[0]), unicodedata.normalize("NFC", words))
    return _LIGATURE.sub(r"\g<0>\\kern0pt", clean(breakable).translate(_TRANSLATION))


def _styled(look: Format, parts: list[str]) -> str:
    return rf"\{_COMMANDS[look]}{{{''.join(parts)}}}"


def _link(target: str, parts: list[str]) -> str:
    r"""Return a link. What TeX could take amiss is percent-encoded; ``\%`` and ``\#`` are hyperref's own signs."""
    address = quote(target, safe="/:?=@!,;+%#&-._*").replace("~", "%7E")
    return rf"\href{{{re.sub('[%&#]', _BACKSLASHED, address)}}}{{{''.join(parts)}}}"
