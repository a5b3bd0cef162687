"""Tokens -> Inlines: punctuation where pieces meet, quotation marks, flip-flop formatting, links.

Source: CSL 1.0.2, Affixes, Quotes, Locale Options (``punctuation-in-quote``), Formatting; the table of colliding
punctuation is the test suite's (punctuation_FullMontyField). Two steps: ``settle`` edits the stream, ``build``
nests it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citekit.csl.locales import Locale
from citekit.csl.output import (
    CITATION_NUMBER,
    CITATION_NUMBER_END,
    INNER_QUOTE,
    NAMES,
    NAMES_END,
    QUOTE,
    UNQUOTE,
    UNQUOTE_WITHIN,
    YEAR_SUFFIX,
    YEAR_SUFFIX_END,
    FieldOpen,
    Open,
    OpenLink,
    Token,
)
from citekit.richtext import Format, Inline, Inlines, Link, Styled
from citekit.values import NamedTuple

_TAGS = frozenset((NAMES, NAMES_END, YEAR_SUFFIX, YEAR_SUFFIX_END, CITATION_NUMBER, CITATION_NUMBER_END))

# What two marks that meet become, where it is not both: the first column is the mark that stands first.
_MEETING = {
    ":": {":": ":", ".": ":", "!": "!", "?": "?"},
    ".": {".": "."},
    ";": {":": ";", ".": ";", ";": ";", "!": "!", "?": "?"},
    "!": {":": "!", ".": "!", "!": "!"},
    "?": {":": "?", ".": "?", "?": "?"},
    ",": {",": ","},
}
_MARKS = frozenset(".,:;!? ")
_MOVES_IN = frozenset(".,!?")


class Quotes(NamedTuple):
    """A language's quotation marks, outer and inner, and whether stops and commas go inside them."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False


def quotes_of(locale: Locale) -> Quotes:
    """Return the quotation marks of *locale*."""
    names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
    terms = [locale.term(name) or "" for name in names]
    return Quotes((terms[0], terms[1]), (terms[2], terms[3]), locale.option("punctuation-in-quote"))


def finish(tokens: Sequence[Token], quotes: Quotes) -> Inlines:
    """Return the text that *tokens* stand for."""
    return build(settle(tokens, inside=quotes.punctuation_inside), quotes)


def settle(tokens: Sequence[Token], *, inside: bool) -> list[Token]:
    """Return the stream without tags and with punctuation settled where two texts meet.

    *inside* moves stops and commas that follow a closing quotation mark into the quotation.
    """
    result: list[Token] = []
    last = -1  # where the last text is
    quoted = False  # a closing quotation mark stands after it
    for token in tokens:
        if type(token) is not str:
            if token in _TAGS:
                continue
            result.append(token)
            if token is UNQUOTE:
                quoted = True
            continue
        if last >= 0 and token[:1] in _MARKS:
            token = _met(result, last, token, quoted=quoted, inside=inside)  # noqa: PLW2901 - what is left of it
            if not token and quoted and type(result[put := result.index(UNQUOTE, last) - 1]) is str:
                last = put  # the mark that went in behind a format
        if token:
            last = len(result)
            quoted = False
            result.append(token)
    return result


def _met(result: list[Token], last: int, text: str, *, quoted: bool, inside: bool) -> str:
    """Settle *text*'s first mark against the text before; return what is left of *text*."""
    before = str(result[last])
    end, mark = before[-1], text[0]
    if mark == " ":
        return text[1:] if end in " \u00a0" and not quoted else text
    becomes = _MEETING[end].get(mark) if end in _MEETING else None
    if becomes is not None:
        if becomes != end:
            result[last] = before[:-1] + becomes
            if inside and before == end and becomes in _MOVES_IN:
                _move_in(result, last)
        return text[1:]
    if quoted and inside and mark in _MOVES_IN:
        if result[last + 1] is UNQUOTE:
            result[last] = before + mark
        else:  # behind the field's own formats, not in them
            result.insert(result.index(UNQUOTE, last), mark)
        return text[1:]
    return text


def _move_in(result: list[Token], last: int) -> None:
    """Move a mark that stands alone after a closing quotation mark into the quotation."""
    for index in range(last - 1, -1, -1):
        token = result[index]
        if type(token) is str:
            if UNQUOTE in result[index:last]:
                result[index] = token + str(result[last])
                result[last] = ""
            return


_FLIPPED = {
    ("style", "italic"): "normal",
    ("style", "oblique"): "normal",
    ("weight", "bold"): "normal",
    ("variant", "small-caps"): "normal",
}
_DEFAULTS = {"style": "normal", "weight": "normal", "variant": "normal", "decoration": "none", "align": "baseline"}


class _Level:
    """An open format, link or nothing, with what stands in it so far."""

    __slots__ = ("children", "format", "state", "target")

    def __init__(self, state: dict[str, str], format_: Format | None = None, target: str | None = None) -> None:
        self.children: list[Inline] = []
        self.state = state
        self.format = format_
        self.target = target

    def add(self, run: Inline) -> None:
        """Add *run*, and text to the text before it."""
        if isinstance(run, str) and self.children and isinstance(self.children[-1], str):
            self.children[-1] += run
        else:
            self.children.append(run)


def build(tokens: Sequence[Token], quotes: Quotes) -> Inlines:
    """Nest a settled stream: formats that change nothing vanish, markup in fields flips against its surroundings."""
    level = _Level({})
    stack = [level]
    around: list[bool] = []  # the quotations that are open: whether their marks are inner ones
    text: list[str] = []  # what has been read since the last format or link opened or closed
    for token in tokens:
        if type(token) is str:
            text.append(token)
            continue
        if token is QUOTE or token is INNER_QUOTE:
            inner = not around[-1] if around else token is INNER_QUOTE
            around.append(inner)
            text.append((quotes.inner if inner else quotes.outer)[0])
            continue
        if token is UNQUOTE or token is UNQUOTE_WITHIN:
            text.append((quotes.inner if around.pop() else quotes.outer)[1])
            continue
        if text:
            level.add("".join(text))
            text.clear()
        if isinstance(token, Open):
            level = _opened(token, level)
            stack.append(level)
        elif isinstance(token, OpenLink):
            level = _Level(level.state, None, token.target)
            stack.append(level)
        else:
            _close(stack)
            level = stack[-1]
    if text:
        level.add("".join(text))
    while len(stack) > 1:
        _close(stack)
    return tuple(stack[0].children)


def _opened(token: Open, outer: _Level) -> _Level:
    wanted = token.format
    changes: dict[str, Any] = {}
    for name, default in _DEFAULTS.items():
        value = getattr(wanted, name)
        if value is None:
            continue
        now = outer.state.get(name, default)
        if isinstance(token, FieldOpen) and value == now:
            value = _FLIPPED.get((name, value), value)
        if value != now or (name == "align" and value != default):
            changes[name] = value
    kept = Format(**changes, display=wanted.display) if changes or wanted.display else None
    return _Level({**outer.state, **changes} if changes else outer.state, kept)


def _close(stack: list[_Level]) -> None:
    closed = stack.pop()
    level = stack[-1]
    if closed.target is not None and closed.children:
        level.add(Link(tuple(closed.children), closed.target))
    elif closed.format is not None and closed.children:
        level.add(Styled(tuple(closed.children), closed.format))
    else:
        for child in closed.children:
            level.add(child)
