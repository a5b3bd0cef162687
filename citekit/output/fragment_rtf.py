r"""Inlines -> a piece of RTF, for word processors that take it from the clipboard.

Source: Rich Text Format Specification 1.9.1, Character Properties, Unicode RTF.
"""

from __future__ import annotations

from citekit.richtext import Format, Inlines, fold

_CODES = {
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


def fragment(inlines: Inlines) -> str:
    r"""Return *inlines* as RTF without a header.

    >>> from citekit.richtext import ITALIC, Styled
    >>> fragment((Styled(("Müller",), ITALIC),))
    '{\\i M\\uc0\\u252 ller}'
    """
    return "".join(fold(inlines, _escaped, _styled, _link))


def _escaped(text: str) -> str:
    return "".join(_NAMED.get(char) or (char if char.isascii() else _unicode(char)) for char in text)


def _unicode(char: str) -> str:
    r"""Return a character as ``\u`` and a signed 16-bit number, beyond that as two surrogates."""
    units = char.encode("utf-16-be", "surrogatepass")  # half a pair is what a JSON of another program may have
    codes = [int.from_bytes(units[index : index + 2], "big", signed=True) for index in range(0, len(units), 2)]
    return "".join(f"\\uc0\\u{code} " for code in codes)


def _styled(format_: Format, children: list[str]) -> str:
    text = "".join(children)
    codes = "".join(
        f"\\{_CODES[name, value]}"
        for name in ("style", "weight", "variant", "decoration", "align")
        if (value := getattr(format_, name)) is not None
    )
    if format_.display in ("block", "indent"):
        text = f"\\line {text}"
    elif format_.display == "left-margin":
        text += "\\tab "
    return f"{{{codes} {text}}}" if codes else text


def _link(target: str, children: list[str]) -> str:
    return f'{{\\field{{\\*\\fldinst{{HYPERLINK "{_escaped(target)}"}}}}{{\\fldrslt {"".join(children)}}}}}'
