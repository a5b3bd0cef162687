"""The markup that text in CSL data may carry <-> Inlines.

Source: the HTML-like tags of CSL-JSON: ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, small caps, ``nocase`` and
``nodecor``.
"""

from __future__ import annotations

from citekit.patterns import pattern
from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inline,
    Inlines,
    Styled,
    fold,
)

_TAG = pattern(r"<(/?)(i|b|sup|sub|sc|span)((?:\s[^<>]*)?)>")
_FORMATS = {"i": ITALIC, "b": BOLD, "sup": SUPERSCRIPT, "sub": SUBSCRIPT, "sc": SMALL_CAPS}
_DEEPEST = 100  # tags in tags; what is within them stays as it is
_UNDECORATED = Format(style="normal", weight="normal", variant="normal", case="protected")


def parse_markup(text: str) -> Inlines:
    """Return CSL-JSON's markup as Inlines; what is not well-formed stays as it is.

    >>> parse_markup("The <i>Ring</i>")
    ('The ', Styled(children=('Ring',), format=Format(style='italic')))
    """
    if "<" not in text:
        return (text,) if text else ()
    stack: list[tuple[str, Format, list[Inline]]] = [("", Format(), [])]
    position = 0
    for match in _TAG.finditer(text):
        closes, tag, attributes = match.groups()
        format_ = format_of_tag(tag, attributes)
        if (closes and stack[-1][0] != tag) or (not closes and (format_ is None or len(stack) > _DEEPEST)):
            continue
        stack[-1][2].append(text[position : match.start()])
        position = match.end()
        if closes:
            _, closed, children = stack.pop()
            stack[-1][2].append(Styled(_joined(children), closed))
        elif format_:
            stack.append((tag, format_, []))
    if len(stack) > 1:
        return (text,)
    stack[0][2].append(text[position:])
    return _joined(stack[0][2])


def to_markup(inlines: Inlines) -> str:
    """Return *inlines* in CSL-JSON's markup; links become their text.

    >>> to_markup(("The ", Styled(("Ring",), ITALIC)))
    'The <i>Ring</i>'
    """
    if len(inlines) == 1 and isinstance(inlines[0], str):  # mostly so, and told at once
        return inlines[0]
    return "".join(fold(inlines, str, _tagged, lambda _, children: "".join(children)))


def _tagged(format_: Format, children: list[str]) -> str:
    text = "".join(children)
    if format_ == _UNDECORATED:
        return f'<span class="nodecor">{text}</span>'
    if format_.case == "protected":
        text = f'<span class="nocase">{text}</span>'
    if format_.variant == "small-caps":
        text = f'<span style="font-variant:small-caps;">{text}</span>'
    for name, given in (("sup", format_.align == "sup"), ("sub", format_.align == "sub")):
        text = f"<{name}>{text}</{name}>" if given else text
    if format_.weight == "bold":
        text = f"<b>{text}</b>"
    return f"<i>{text}</i>" if format_.style in ("italic", "oblique") else text


def _joined(runs: list[Inline]) -> Inlines:
    return tuple(run for run in runs if run != "")


def format_of_tag(tag: str, attributes: str) -> Format | None:
    """Return the format of a tag, ``None`` for a span that has none."""
    if tag != "span":
        return _FORMATS[tag]
    if "nocase" in attributes:
        return PROTECTED
    if "nodecor" in attributes:
        return _UNDECORATED
    return SMALL_CAPS if "small-caps" in attributes else None
