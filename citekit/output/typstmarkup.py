r"""Characters, looks and links in Typst's mark-up.

Source: Typst Reference, Syntax (markup, escape sequences, comments), Symbols (shorthands), and the functions from
``emph`` to ``link``. Every look is a function call, since the signs ``*`` and ``_`` depend on the letters beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from citekit.output.characters import clean
from citekit.output.layout import LIGHT, UNDERLINE, settled
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, fold

_FUNCTIONS: Mapping[Format, str] = {
    ITALIC: "emph",
    BOLD: "strong",
    LIGHT: 'text(weight: "light")',
    SMALL_CAPS: "smallcaps",
    UNDERLINE: "underline",
    SUPERSCRIPT: "super",
    SUBSCRIPT: "sub",
}
_LONGEST_ADDRESS = 8000  # bytes; the compiler refuses longer ones
_ACTIVE = re.compile(
    r"""[\\*_`$\#@<>\[\]~"']            # always something, or beside another sign
    | -(?![^\W\d_])                      # a dash, a minus sign, a list; not the hyphen of "co-op"
    | \.(?=\.)                           # an ellipsis
    | /(?=[/*]) | (?<=/)/                # comments, and addresses that would become links
    | ^(?:[-=+/;(] | \.(?=\w))           # headings, lists; what goes on with a call before it
    | (?<=^\ )[-=+/]""",
    re.VERBOSE,
)
_ENUMERATED = re.compile(r"^( ?\d+)\.")
_QUOTED = re.compile(r'[\\"]')
_BACKSLASHED = r"\\\g<0>"


def inlines(content: Inlines) -> str:
    r"""Return *content* for the middle of a paragraph.

    >>> from citekit.richtext import Styled
    >>> inlines(("#1 of ", Styled(("Title",), ITALIC)))
    '\\#1 of #emph[Title]'
    """
    return "".join(fold(settled(content), text, _styled, _link))


def block(content: Inlines) -> str:
    """Return *content* for a paragraph of its own, or between brackets."""
    return inlines(content).strip(" ")


def text(words: str) -> str:
    r"""Return words whose characters print as they are, wherever they stand.

    >>> text("- 3 -- a-b...")
    '\\- 3 \\-\\- a-b\\.\\..'
    """
    one_line = re.sub(" +", " ", clean(words))
    return _ENUMERATED.sub(r"\1\\.", _ACTIVE.sub(_BACKSLASHED, one_line))


def quoted(words: str) -> str:
    """Return words as a string of Typst's code."""
    return f'"{_QUOTED.sub(_BACKSLASHED, clean(words))}"'


def _styled(look: Format, parts: list[str]) -> str:
    return f"#{_FUNCTIONS[look]}[{''.join(parts)}]"


def _link(target: str, parts: list[str]) -> str:
    if len(target.encode()) > _LONGEST_ADDRESS:
        return "".join(parts)
    return f"#link({quoted(target)})[{''.join(parts)}]"
