"""The text of a field as tokens: its formatting, and its quotation marks and apostrophes.

Quotation marks in a field take part in nesting ("My “amazing” title" set in quotation marks has inner ones), so
pairs become marks and the style's language chooses their glyphs. A mark without a partner stays what it is; a
straight single one is an apostrophe then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from citekit.csl.output import (
    CLOSE,
    INNER_QUOTE,
    QUOTE,
    UNQUOTE,
    UNQUOTE_WITHIN,
    FieldOpen,
    Open,
    OpenLink,
    Token,
    Tokens,
)
from citekit.patterns import pattern
from citekit.richtext import Format, Inlines, Link
from citekit.values import NamedTuple

_QUOTES = "\"'“”„‘’‚‹›«»「」『』"
_MARKS = pattern(f"[{_QUOTES}]")
_STRAIGHT = {'"': "“", "'": "‘"}
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{—–-/\"'“‘„«")


class QuoteMarks(NamedTuple):
    """The curly marks that open and close quotations in a language, each with its kind: "“" outer, "‘" inner."""

    opening: Mapping[str, str]
    closing: Mapping[str, str]


ENGLISH = QuoteMarks({"“": "“", "‘": "‘"}, {"”": "“", "’": "‘"})
STRAIGHT_ONLY = QuoteMarks({}, {})  # in the affixes of a cite curly marks are as meant


def quote_marks(outer: tuple[str, str], inner: tuple[str, str]) -> QuoteMarks:
    """Return the marks of a language from its terms; blanks in them do not count."""
    opening = {outer[0].strip(): "“", inner[0].strip(): "‘"}
    closing = {outer[1].strip(): "“", inner[1].strip(): "‘"}
    known = {mark for mark in (*opening, *closing) if len(mark) == 1 and mark in _QUOTES}
    return QuoteMarks(
        {mark: kind for mark, kind in opening.items() if mark in known and mark not in _STRAIGHT},
        {mark: kind for mark, kind in closing.items() if mark in known and mark not in _STRAIGHT},
    )


def tokens_of(inlines: Inlines, marks: QuoteMarks = ENGLISH) -> str | Tokens:
    """Return a field's text: a plain string where it is nothing else, else tokens.

    *marks* are the quotation marks that are read beside the straight ones.

    >>> tokens_of(("The Ring",))
    'The Ring'
    """
    if len(inlines) == 1 and isinstance(text := inlines[0], str) and not _has_quotes(text):
        return text
    tokens, _ = _level(inlines, "", marks)
    return tuple(tokens)


def _has_quotes(text: str) -> bool:
    if text.isascii():
        return '"' in text or "'" in text
    return bool(_MARKS.search(text))


def _level(inlines: Inlines, before: str, marks: QuoteMarks) -> tuple[list[Token], str]:
    """Return the tokens of one nesting level and its last character; quotation marks pair within a level."""
    reader = _Quotes(before, marks)
    for number, run in enumerate(inlines):
        if isinstance(run, str):
            reader.text(run, following=_first(inlines[number + 1 :]))
        else:
            children, last = _level(run.children, reader.last, marks)
            opening = OpenLink(run.target) if isinstance(run, Link) else FieldOpen(run.format)
            reader.tokens += [opening, *children, CLOSE]
            reader.last = last
    return reader.finished(), reader.last


def _first(inlines: Inlines) -> str:
    for run in inlines:
        found = run[:1] if isinstance(run, str) else _first(run.children)
        if found:
            return found
    return ""


class _Quotes:
    """Pairs the quotation marks of one level as they come."""

    def __init__(self, before: str, marks: QuoteMarks) -> None:
        self.tokens: list[Token] = []
        self.last = before
        self._marks = marks
        self._open: list[tuple[str, int, str]] = []  # kind, index of its token, the character
        self._both = False  # double straight marks were there: single ones are meant as single, not as the only sort

    def text(self, text: str, following: str) -> None:
        position = 0
        for match in _MARKS.finditer(text):
            self._add(text[position : match.start()])
            position = match.end()
            self._mark(match.group(), text[position : position + 1] or following)
        self._add(text[position:])

    def _add(self, text: str) -> None:
        if text:
            self.tokens.append(text)
            self.last = text[-1]

    def _mark(self, mark: str, after: str) -> None:
        opening, closing = self._marks
        kind = opening.get(mark) or closing.get(mark) or _STRAIGHT.get(mark)
        if kind is None:
            self._add(mark)
            return
        straight = mark in _STRAIGHT
        at_start = not self.last or self.last in _BEFORE_OPENING
        can_open = (straight or mark in opening) and at_start and after.strip() != ""
        closes_word = (straight or mark in closing) and self.last.strip() != ""
        inside_word = kind == "‘" and after.isalnum()
        if closes_word and not inside_word and any(opened == kind for opened, _, _ in self._open):
            self._close(kind)
        elif can_open:
            self._open.append((kind, len(self.tokens), mark))
            self._both = self._both or mark == '"'
            self.tokens.append(INNER_QUOTE if kind == "‘" and (self._both or not straight) else QUOTE)
            self.last = mark
            return
        else:
            self.tokens.append("’" if mark == "'" else mark)
        self.last = "’"  # not one that lets another open after it

    def _close(self, kind: str) -> None:
        while self._open:
            opened, index, mark = self._open.pop()
            if opened == kind:
                break
            self.tokens[index] = "’" if mark == "'" else mark
        self.tokens.append(UNQUOTE)

    def finished(self) -> list[Token]:
        for _, index, mark in self._open:
            self.tokens[index] = "’" if mark == "'" else mark
        return list(_joined(self.tokens))


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Merge neighbouring texts: within a field no punctuation is to be settled."""
    run = ""
    last = max((index for index, token in enumerate(tokens) if isinstance(token, str)), default=-1)
    for index, token in enumerate(tokens):
        if isinstance(token, str):
            run += token
            continue
        if token is UNQUOTE and index < last:
            token = UNQUOTE_WITHIN  # noqa: PLW2901
        if run:
            yield run
            run = ""
        yield token
    if run:
        yield run


def map_cases(tokens: Tokens, change: Callable[[list[tuple[str, bool]]], list[str]]) -> Tokens:
    """Return *tokens* with their texts changed together; *change* gets each text and whether its case is protected.

    Text in a ``nocase`` span, in superscript or in small capitals keeps its case.
    """
    runs: list[tuple[str, bool]] = []
    shields: list[bool] = []
    for token in tokens:
        if isinstance(token, str):
            runs.append((token, any(shields)))
        elif isinstance(token, Open):
            shields.append(_shielded(token.format))
        elif isinstance(token, OpenLink):
            shields.append(False)
        elif token is CLOSE and shields:
            shields.pop()
    changed = iter(change(runs))
    return tuple(next(changed) if isinstance(token, str) else token for token in tokens)


def _shielded(format_: Format) -> bool:
    return format_.case is not None or format_.variant == "small-caps" or format_.align in ("sup", "sub")
