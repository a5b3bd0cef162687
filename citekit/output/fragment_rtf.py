r"""Inlines -> a piece of RTF, for word processors that take it from the clipboard.

Source: Rich Text Format Specification 1.9.1, Character Properties, Unicode RTF.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TypeAlias

from citekit.richtext import Format, Inlines, fold

Codes: TypeAlias = Mapping[tuple[str, str], str]
CODES: Codes = {
    ("style", "italic"): "i",
    ("style", "oblique"): "i",
    ("style", "normal"): "i0",
    ("weight", "bold"): "b",
    ("weight", "normal"): "b0",
    ("weight", "light"): "b0",
    ("variant", "small-caps"): "scaps",
    ("variant", "normal"): "scaps0",
    ("decoration", "underline"): "ul",
    ("decoration", "none"): "ul0",
    ("align", "sup"): "super",
    ("align", "sub"): "sub",
    ("align", "baseline"): "nosupersub",
}
_NAMED = {"\\": "\\\\", "{": "\\{", "}": "\\}", "\n": "\\line ", "\t": "\\tab ", "\u00a0": "\\~"}


def fragment(inlines: Inlines, *, codes: Codes = CODES, link_look: str = "") -> str:
    r"""Return *inlines* as RTF without a header.

    *codes* are the words of control for properties and their values, *link_look* those of the words of a link.

    >>> from citekit.richtext import ITALIC, Styled
    >>> fragment((Styled(("Müller",), ITALIC),))
    '{\\i M\\uc0\\u252 ller}'
    """

    def link(target: str, children: list[str]) -> str:
        words = "".join(children)
        return _link(target, f"{{{link_look} {words}}}" if link_look else words)

    return "".join(fold(inlines, _escaped, partial(_styled, codes), link))


def _escaped(text: str) -> str:
    return "".join(_NAMED.get(char) or (char if char.isascii() else _unicode(char)) for char in text)


def _unicode(char: str) -> str:
    r"""Return a character as ``\u`` and a signed 16-bit number, beyond that as two surrogates."""
    units = char.encode("utf-16-be", "surrogatepass")  # half a pair is what a JSON of another program may have
    codes = [int.from_bytes(units[index : index + 2], "big", signed=True) for index in range(0, len(units), 2)]
    return "".join(f"\\uc0\\u{code} " for code in codes)


def _styled(known: Codes, format_: Format, children: list[str]) -> str:
    text = "".join(children)
    codes = "".join(
        f"\\{known[name, value]}"
        for name in ("style", "weight", "variant", "decoration", "align")
        if (value := getattr(format_, name)) is not None
    )
    if format_.display in ("block", "indent"):
        text = f"\\line {text}"
    elif format_.display == "left-margin":
        text += "\\tab "
    return f"{{{codes} {text}}}" if codes else text


def _link(target: str, words: str) -> str:
    address = _escaped(target.replace("\\", "%5C").replace('"', "%22"))  # both mean something else in a field
    return f'{{\\field{{\\*\\fldinst{{HYPERLINK "{address}"}}}}{{\\fldrslt {words}}}}}'
