"""Formatted text in OpenDocument, for any part of any ODF text.

Sources: ODF 1.3 Part 3, 6.1.2 (white space that stands side by side is one blank, hence ``text:s``), 6.1.7
(``text:span``), 6.1.8 (``text:a``), 16.29.7 and 20.2 ff. (text properties).
A look is an automatic style, ``citekit-`` with a letter for each of its features: i italic, b bold, l light, c small
caps, u underlined, p superscript, s subscript; so ``citekit-ib`` is bold italics. `text_styles` defines those that
an XML uses. Prefixes are those of ODF itself; `NAMESPACES` has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from citekit.output.characters import clean
from citekit.output.layout import LIGHT, UNDERLINE, Feature, flat
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Inlines

NAMESPACES: Mapping[str, str] = {
    **{
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
        for name in ("office", "style", "text", "table", "meta", "manifest")
    },
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}

_LETTERS: Mapping[Feature, str] = {
    ITALIC: "i",
    BOLD: "b",
    LIGHT: "l",
    SMALL_CAPS: "c",
    UNDERLINE: "u",
    SUPERSCRIPT: "p",
    SUBSCRIPT: "s",
}
_PROPERTIES: Mapping[str, str] = {
    "i": 'fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"',
    "b": 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"',
    "l": 'fo:font-weight="normal" style:font-weight-asian="normal" style:font-weight-complex="normal"',
    "c": 'fo:font-variant="small-caps"',
    "u": 'style:text-underline-style="solid" style:text-underline-type="single" style:text-underline-width="auto"'
    ' style:text-underline-color="font-color"',
    "p": 'style:text-position="super 58%"',
    "s": 'style:text-position="sub 58%"',
}
_PREFIX = "citekit-"
_USED = re.compile(f'text:style-name="{_PREFIX}([{"".join(_PROPERTIES)}]+)"')


def spans(content: Inlines, before: str = " ", after: str = " ") -> str:
    """Return *content* for the middle of a paragraph: text, ``text:span`` and ``text:a``.

    *before* and *after* are the characters around it, " " at the ends of a paragraph and where they are not known.

    >>> from citekit.richtext import Styled
    >>> spans(("R&D,  ", Styled(("Title",), ITALIC)))
    'R&amp;D, <text:s/><text:span text:style-name="citekit-i">Title</text:span>'
    """
    flat_runs = flat(content)
    texts = [text for text, _ in flat_runs]
    around = zip([before, *(text[-1] for text in texts)], [*(text[0] for text in texts[1:]), after], strict=False)
    written = [
        (_target(features), _span(characters(text, *edges), features))
        for (text, features), edges in zip(flat_runs, around, strict=False)
    ]
    return "".join(_linked(target, [one for _, one in group]) for target, group in groupby(written, lambda one: one[0]))


def characters(text: str, before: str = " ", after: str = " ") -> str:
    """Return plain *text*, with a ``text:s`` for each blank that a reader would drop."""
    escaped = escape(clean(text), quote=False)
    if before == " " and escaped.startswith(" "):
        escaped = f"<text:s/>{escaped[1:]}"
    if after == " " and escaped.endswith(" "):
        escaped = f"{escaped[:-1]}<text:s/>"
    return re.sub("(?<=[ >]) ", "<text:s/>", escaped) if "  " in escaped or "> " in escaped else escaped


def attribute(text: str) -> str:
    """Return *text* for an attribute's value."""
    return escape(clean(text))


def text_styles(written: str) -> str:
    """Return the definitions of the looks that *written* uses, for ``office:automatic-styles``."""
    return "".join(
        f'<style:style style:name="{_PREFIX}{letters}" style:family="text">'
        f"<style:text-properties {' '.join(_PROPERTIES[letter] for letter in letters)}/></style:style>"
        for letters in sorted(set(_USED.findall(written)))
    )


def _target(features: Sequence[Feature]) -> str:
    return next((feature for feature in features if isinstance(feature, str)), "")


def _span(text: str, features: Sequence[Feature]) -> str:
    letters = "".join(letter for look, letter in _LETTERS.items() if look in features)
    return f'<text:span text:style-name="{_PREFIX}{letters}">{text}</text:span>' if letters else text


def _linked(target: str, parts: Sequence[str]) -> str:
    if not target:
        return "".join(parts)
    return f'<text:a xlink:type="simple" xlink:href="{attribute(target)}">{"".join(parts)}</text:a>'
