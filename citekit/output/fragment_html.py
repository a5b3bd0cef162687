"""Inlines -> a piece of HTML, in the markup that CSL processors share (``<i>``, ``csl-entry`` and so on).

For whoever puts citations into a page of their own; ``html`` writes whole pages.
"""

from __future__ import annotations

from citekit.model import Bibliography
from citekit.richtext import Format, Inlines, fold

_TAGS = {
    ("style", "italic"): ("<i>", "</i>"),
    ("style", "oblique"): ("<em>", "</em>"),
    ("style", "normal"): ('<span style="font-style:normal;">', "</span>"),
    ("weight", "bold"): ("<b>", "</b>"),
    ("weight", "light"): ('<span style="font-weight:light;">', "</span>"),
    ("weight", "normal"): ('<span style="font-weight:normal;">', "</span>"),
    ("variant", "small-caps"): ('<span style="font-variant:small-caps;">', "</span>"),
    ("variant", "normal"): ('<span style="font-variant:normal;">', "</span>"),
    ("decoration", "underline"): ('<span style="text-decoration:underline;">', "</span>"),
    ("decoration", "none"): ('<span style="text-decoration:none;">', "</span>"),
    ("align", "sup"): ("<sup>", "</sup>"),
    ("align", "sub"): ("<sub>", "</sub>"),
    ("align", "baseline"): ('<span style="baseline">', "</span>"),
}
_ORDER = ("style", "variant", "weight", "decoration", "align")  # from the inside out
# Blocks stand on lines of their own, laid out as the test suite has them.
_BLOCKS = {
    "block": ('\n\n    <div class="csl-block">', "</div>\n"),
    "left-margin": ('\n    <div class="csl-left-margin">', "</div>"),
    "right-inline": ('<div class="csl-right-inline">', "</div>\n  "),
    "indent": ('<div class="csl-indent">', "</div>\n  "),
}
# What Unicode calls <super>, up to U+3200.
_RAISED = frozenset(
    "ª²³¹ºʰʱʲʳʴʵʶʷʸˠˡˢˣˤჼᴬᴭᴮᴰᴱᴲᴳᴴᴵᴶᴷᴸᴹᴺᴼᴽᴾᴿᵀᵁᵂᵃᵄᵅᵆᵇᵈᵉᵊᵋᵌᵍᵏᵐᵑᵒᵓᵔᵕᵖ"
    "ᵗᵘᵙᵚᵛᵜᵝᵞᵟᵠᵡᵸᶛᶜᶝᶞᶟᶠᶡᶢᶣᶤᶥᶦᶧᶨᶩᶪᶫᶬᶭᶮᶯᶰᶱᶲᶳᶴᶵᶶᶷᶸᶹᶺᶻᶼᶽᶾᶿ⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼"
    "⁽⁾ⁿ℠™ⱽⵯ㆒㆓㆔㆕㆖㆗㆘㆙㆚㆛㆜㆝㆞㆟"
)
_ESCAPES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})


def fragment(inlines: Inlines, *, links: bool = True) -> str:
    """Return *inlines* as HTML; ``links=False`` prints addresses without making them links."""

    def link(target: str, children: list[str]) -> str:
        text = "".join(children)
        return f'<a href="{escaped(target)}">{text}</a>' if links else text

    return "".join(fold(inlines, escaped, _styled, link))


def escaped(text: str) -> str:
    """Return *text* with what HTML reads as markup written as references."""
    if "&" in text or "<" in text or ">" in text:
        text = text.translate(_ESCAPES)
    if text.isascii() or _RAISED.isdisjoint(text):
        return text
    return "".join([_raised(letter) if letter in _RAISED else letter for letter in text])


def _raised(letter: str) -> str:
    """Return a raised letter as markup: fonts have few of these characters."""
    import unicodedata  # noqa: PLC0415 - seldom needed

    codes = unicodedata.decomposition(letter).split()[1:]
    return f"<sup>{''.join(chr(int(code, 16)) for code in codes)}</sup>"


def _styled(format_: Format, children: list[str]) -> str:
    text = "".join(children)
    for name in _ORDER:
        value = getattr(format_, name)
        if value is not None:
            before, after = _TAGS[name, value]
            text = before + text + after
    if format_.display is not None:
        before, after = _BLOCKS[format_.display]
        text = before + text + after
    return text


def entry(inlines: Inlines, *, links: bool = True) -> str:
    """Return a bibliography entry as a ``csl-entry``."""
    return f'  <div class="csl-entry">{fragment(inlines, links=links)}</div>'


def bibliography(made: Bibliography, *, links: bool = True) -> str:
    """Return a bibliography as a ``csl-bib-body``."""
    entries = "\n".join(entry(one.content, links=links) for one in made.entries)
    return f'<div class="csl-bib-body">\n{entries}\n</div>' if entries else '<div class="csl-bib-body">\n</div>'
