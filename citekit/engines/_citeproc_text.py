"""Formatted text through a processor that knows strings only.

Formats, and the quotation marks of fields, travel through citeproc-py as characters of a private-use plane; when
it is done they become Inlines again, with the punctuation between its pieces merged.
"""

from __future__ import annotations

import re
from typing import Any

from citeproc.string import MixedString, NoCase, String

from citekit.richtext import PROTECTED, Format, Inline, Inlines, Styled

# One character opens each format, one closes any of them.
_CLOSE = "\U000fff00"
_FORMATS: tuple[Format, ...] = (
    Format(style="italic"),
    Format(style="oblique"),
    Format(style="normal"),
    Format(weight="bold"),
    Format(weight="light"),
    Format(weight="normal"),
    Format(variant="small-caps"),
    Format(variant="normal"),
    Format(decoration="underline"),
    Format(align="sup"),
    Format(align="sub"),
)
_OPEN = {format_: chr(0xFFE00 + number) for number, format_ in enumerate(_FORMATS)}
_FORMAT_OF = {opener: format_ for format_, opener in _OPEN.items()}
_MARKERS = f"[{min(_FORMAT_OF)}-{max(_FORMAT_OF)}{_CLOSE}]"


class Formatter:
    """The formatter object citeproc-py calls; every method takes and gives marked strings."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def _wrapper(format_: Format) -> Any:  # citeproc-py's formatters are untyped callables
        opener = _OPEN[format_]
        return staticmethod(lambda text: f"{opener}{text}{_CLOSE}")

    Italic = _wrapper(Format(style="italic"))
    Oblique = _wrapper(Format(style="oblique"))
    Bold = _wrapper(Format(weight="bold"))
    Light = _wrapper(Format(weight="light"))
    Underline = _wrapper(Format(decoration="underline"))
    Superscript = _wrapper(Format(align="sup"))
    Subscript = _wrapper(Format(align="sub"))
    SmallCaps = _wrapper(Format(variant="small-caps"))


class PlainFormatter(Formatter):
    """Leaves formats out: for sort keys, where an opening mark would sort after every letter."""

    Italic = Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(str)


def to_marked(inlines: Inlines) -> str:
    """Return *inlines* as a marked string; link targets are left out (a style prints a URL of its own accord)."""
    result = []
    for run in inlines:
        if isinstance(run, str):
            result.append(re.sub(_MARKERS, "", run).translate(_QUOTE_MARKS))
        elif isinstance(run, Styled) and run.format in _OPEN:
            result.append(f"{_OPEN[run.format]}{to_marked(run.children)}{_CLOSE}")
        else:
            result.append(to_marked(run.children))
    return "".join(result)


def to_mixed(inlines: Inlines) -> MixedString:
    """Return *inlines* as citeproc-py's string: protected runs keep their capitals under any text-case.

    A protected run takes the rest of the words it stands in with it: citeproc-py parts strings by blanks.
    """
    parts: list[str] = []
    for run in inlines:
        text = to_marked((run,))
        protected = isinstance(run, Styled) and run.format == PROTECTED
        if protected and parts and not isinstance(parts[-1], NoCase):
            before, _, word = _at_last_blank(parts[-1])
            parts[-1:] = [String(before)] if before else []
            text = word + text
        elif not protected and parts and isinstance(parts[-1], NoCase):
            word, blank, text = _at_first_blank(text)
            parts[-1] = NoCase(parts[-1] + word)
            text = blank + text
        if protected and parts and isinstance(parts[-1], NoCase):
            parts[-1] = NoCase(f"{parts[-1]}{text}")
        elif text:
            parts.append(NoCase(text) if protected else String(text))
    return MixedString(parts)


def _at_last_blank(text: str) -> tuple[str, str, str]:
    cut = text.rfind(" ") + 1
    return text[:cut], "", text[cut:]


def _at_first_blank(text: str) -> tuple[str, str, str]:
    word, blank, rest = text.partition(" ")
    return word, blank, rest


def _from_marked(text: str) -> Inlines:
    """Return a marked string as Inlines."""
    stack: list[tuple[Format | None, list[Inline]]] = [(None, [])]
    for piece in re.split(f"({_MARKERS})", text):
        if piece == _CLOSE:
            if len(stack) > 1:
                format_, children = stack.pop()
                if children and format_:
                    stack[-1][1].append(Styled(tuple(children), format_))
        elif piece in _FORMAT_OF:
            stack.append((_FORMAT_OF[piece], []))
        elif piece:
            stack[-1][1].append(piece)
    while len(stack) > 1:  # a style that cut a closing mark off: its text is kept
        format_, children = stack.pop()
        stack[-1][1].append(Styled(tuple(children), format_ or Format()))
    return tuple(stack[0][1])


# What two affixes leave behind where they meet; markers between the characters do not count.
_M = f"({_MARKERS}*)"
_SEAMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<!\.)\.{_M}\.(?!\.)"), r".\1"),
    (re.compile(rf",{_M},"), r",\1"),
    (re.compile(rf";{_M};"), r";\1"),
    (re.compile(rf"([?!]){_M}\.(?!\.)"), r"\1\2"),
    (re.compile(rf"([?!.][”’]+){_M}\."), r"\1\2"),
    (re.compile(rf" {_M} +"), r" \1"),
    (re.compile(rf" {_M}([,.;])(?![.\w])"), r"\1\2"),
)
_QUOTE_SEAM = re.compile(rf"{_M}([”’]+){_M}([.,])")


def _tidy(text: str, *, in_quote: bool) -> str:
    """Merge doubled marks, and put stops and commas inside closing quotation marks where the locale wants it."""
    for pattern, replacement in _SEAMS:
        text = pattern.sub(replacement, text)
    if in_quote:
        text = _QUOTE_SEAM.sub(r"\4\1\2\3", text)
        text = re.sub(r"([.?!])[.,](?=[”’])", r"\1", text)
    return text


# Quotation marks of fields travel as characters of their own: a German style closes with the mark that English opens
# with. They become the locale's when all is put together.
_QUOTE_MARKS = str.maketrans("“”", "\U000fff10\U000fff11")
_FIELD_OPENS, _FIELD_CLOSES = "\U000fff10", "\U000fff11"
QUOTE_TERMS = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")


def _nest_quotes(text: str, quotes: tuple[str, ...]) -> str:
    """Set the quotation marks of fields as the locale's, and inside others as its inner ones.

    *quotes* are outer and inner marks, opening and closing. CSL 1.0.2, Quotes: they alternate with the level.
    """
    outer_open, outer_close, inner_open, inner_close = quotes if all(quotes) else ("“", "”", "‘", "’")
    marks = sorted((outer_open, outer_close, _FIELD_OPENS, _FIELD_CLOSES), key=len, reverse=True)
    depth = 0

    def level(match: re.Match[str]) -> str:
        nonlocal depth
        mark = match.group()
        if mark in (_FIELD_OPENS, outer_open):
            depth += 1
            return outer_open if depth % 2 else inner_open
        inside_word = text[match.end() : match.end() + 1].isalnum()
        if mark == outer_close and (depth == 0 or (mark == "’" and inside_word)):  # an apostrophe
            return mark
        depth = max(depth - 1, 0)
        return inner_close if depth % 2 else outer_close

    return re.sub("|".join(re.escape(mark) for mark in marks), level, text)


def finished(text: object, quotes: tuple[str, ...], *, in_quote: bool) -> Inlines:
    """Return what citeproc-py put together as Inlines: quotation marks nested, punctuation merged.

    *quotes* are the locale's marks in the order of ``QUOTE_TERMS``.
    """
    return _from_marked(_tidy(_nest_quotes(str(text or ""), quotes), in_quote=in_quote))
