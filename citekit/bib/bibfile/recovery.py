"""Blocks of a .bib file that are not plain: deep braces, odd delimiters, and all that is broken.

A broken entry never takes others with it. Whatever it left open ends where the next ``@type{`` begins a line; what
can still be read of it is, and each *flaw* says what was wrong where. Where a field was never closed, the next line
that looks like a field ends it.
"""

from __future__ import annotations

import re

from citekit.bib.bibfile.inside import Inside, Reading
from citekit.bib.bibfile.landmarks import Landmarks, Wary
from citekit.bib.bibfile.syntax import HEAD, SPACES, Block, Comment, Entry, Flaw, Preamble, String, Text
from citekit.patterns import pattern

_WARIER: tuple[Wary, ...] = ("lines", "all")
# How often the whole text may be gone through in vain, for entries that are never closed, before it is given up.
_PATIENCE = 8

_LINE = pattern(r"[^\n\r]*+")
_KEY = pattern(r"[^,={}\n\r%]*+")
_KEY_IN_PARENTHESES = pattern(r"[^,={}()\n\r%]*+")
# What ends a key for biber or BibTeX.
_ODD_IN_KEY = pattern(r"[\s()\"#'\\]")
# What an entry may have become: its head, a field, a brace.
_DATA = pattern(
    r"@\s*+\w++\s*+[{(]|(?<![\w-])[\w-]++\s*+=\s*+[{\"\d]|[{}]|^[ \t]*+@\s*+\w|\([^\s,()]++\s*+,[^()=]{0,100}=",
    re.MULTILINE,
)
# An entry whose head is damaged, and its key.
_LOST = pattern(
    r"(?:@\s*+\w*+\s*+[{(]?|^[ \t]*+[^\w\s@]?\w++\s*+[{(])\s*+([^\s,{}()=@]++)\s*+,\s*+[\w-]++\s*+=", re.MULTILINE
)
_WORD_IN_LINE = pattern(r"\S")
_HIDDEN = pattern(r"%[^\n\r]*+")


def text_block(text: str, start: int, end: int, *, first: bool) -> Text:
    """Return the text between two blocks, with a flaw where it is more than space and comments.

    BibTeX takes any text there for a comment; prose at the head of the file is as usual as ``%`` is.
    """
    if text[start:end].isspace():
        return Text(start, end)
    prose = _HIDDEN.sub(lambda hidden: " " * len(hidden[0]), text[start:end]).replace("\ufeff", " ")
    if prose.isspace():
        return Text(start, end)
    if lost := [
        Flaw("lost-entry", start + found.start(1), start + found.end(1), found[1]) for found in _LOST.finditer(prose)
    ]:
        return Text(start, end, tuple(lost))
    data = _DATA.search(prose)
    if not data and first:
        return Text(start, end)
    first_word = _WORD_IN_LINE.search(prose, prose.rfind("\n", 0, data.start()) + 1 if data else 0)
    begin = start + (first_word.start() if first_word else 0)
    stop = start + len(prose.rstrip())
    return Text(start, end, (Flaw("text-like-data" if data else "text-between", begin, stop),))


class Recovery:
    """Reads the blocks of one text that are not plain; what it works out of the whole text, it does once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._landmarks = Landmarks(text)
        self._used = False
        self._spent = 0

    def limit(self, start: int) -> int:
        """Return where a block that begins at *start* should have ended: where the next begins a line.

        The whole text, as long as every block is plain.
        """
        return self._landmarks.window(start) if self._used else len(self._text)

    def block(self, start: int) -> Block:
        """Return the block whose ``@`` stands at *start*."""
        self._used = True
        head = HEAD.match(self._text, start)
        if head is None:
            return self._comment_line(start)
        opened = head.start(2)
        match head[1].lower():
            case "comment":
                return self._comment(start, opened)
            case "string":
                read = self._read(opened, opened + 1)
                return String(start, read.end, opened, read.close, tuple(read.fields), tuple(read.flaws))
            case "preamble":
                read = self._read(opened, opened + 1, named=False)
                return Preamble(start, read.end, opened, read.close, tuple(read.fields), tuple(read.flaws))
        return self._entry(start, *head.span(1), opened)

    # --- comments ---

    def _comment_line(self, start: int) -> Comment:
        """Return the comment that has no braces: the rest of the line, and an entry that begins there.

        For BibTeX such an entry is live, for biber an error; whoever wrote it so meant it to be neither.
        """
        line = _LINE.match(self._text, start)
        end = line.end() if line else start
        hidden = HEAD.search(self._text, start + 1, end)
        if hidden is None:
            return Comment(start, end)
        opened = hidden.end() - 1
        marks = self._landmarks
        window = marks.window(start)
        close = marks.closing(opened, window) if hidden[0].endswith("{") else marks.closing_parenthesis(opened)
        end = max(end, close + 1) if close < window else end
        return Comment(start, end, flaws=(Flaw("comment-hides-entry", *hidden.span()),))

    def _comment(self, start: int, opened: int) -> Comment:
        braced = self._text[opened] == "{"
        marks = self._landmarks
        close = marks.closing(opened, len(self._text)) if braced else marks.closing_parenthesis(opened)
        if close >= 0:
            return Comment(start, close + 1, opened, close)
        end = _LINE.match(self._text, start).end()  # type: ignore[union-attr]  # it matches nothing, too
        return Comment(start, end, flaws=(Flaw("unclosed-comment", start, end),))

    # --- entries ---

    def _entry(self, start: int, type_start: int, type_end: int, opened: int) -> Entry:
        key_start, key_end, position, flaws = self._key(opened)
        read = self._read(opened, position)
        return Entry(
            start,
            read.end,
            type_start,
            type_end,
            opened,
            key_start,
            key_end,
            tuple(read.fields),
            read.close,
            (*flaws, *read.flaws),
        )

    def _key(self, opened: int) -> tuple[int, int, int, list[Flaw]]:
        """Return where the key begins and ends, where the fields begin, and what is wrong."""
        text = self._text
        start = SPACES.match(text, opened + 1).end()  # type: ignore[union-attr]  # it matches nothing, too
        if text.startswith("@", start) and HEAD.match(text, start):
            return opened + 1, opened + 1, start, [Flaw("missing-key", opened, opened + 1)]
        run = (_KEY if text[opened] == "{" else _KEY_IN_PARENTHESES).match(text, start)
        key = run[0].rstrip() if run else ""
        end = start + len(key)
        position = SPACES.match(text, end).end()  # type: ignore[union-attr]  # it matches nothing, too
        following = text[position : position + 1]
        flaws = []
        if following == "=":  # the last word is the name of a field
            words = key.rsplit(None, 1)
            key = words[0] if len(words) > 1 else ""
            position = end - len(words[-1]) if words else position
            end = start + len(key)
            if key:
                flaws.append(Flaw("missing-comma-behind-key", end, end + 1, key))
        elif following == ",":
            position += 1
        elif following and following not in "})" and key:
            flaws.append(Flaw("missing-comma-behind-key", end, end + 1, key))
        if not key:
            flaws.append(Flaw("missing-key", opened, opened + 1))
            start = end = min(start, position)
        elif _ODD_IN_KEY.search(key):
            flaws.append(Flaw("odd-key", start, end, key))
        return start, end, position, flaws

    def _read(self, opened: int, position: int, *, named: bool = True) -> Reading:
        """Return the best reading of a block's inside that begins at *position*.

        It goes past the next line that begins a block (a value may have one in its braces) only if nothing is wrong.
        """
        window = self._landmarks.window(opened)
        if self._spent <= _PATIENCE * len(self._text):
            reading = self._inside(opened, position, len(self._text), named=named)
            self._spent += max(reading.end - window, 0)
            if not (reading.flaws if reading.end > window else reading.doubtful()):
                return reading
        best = self._inside(opened, position, window, named=named)
        for wary in _WARIER:
            if not best.doubtful():
                break
            reading = self._inside(opened, position, window, named=named, wary=wary)
            best = reading if not reading.doubtful() or len(reading.fields) > len(best.fields) else best
        return best

    def _inside(self, opened: int, position: int, limit: int, *, named: bool, wary: Wary = "no") -> Reading:
        inside = Inside(self._text, self._landmarks, opened, limit, wary=wary)
        return inside.fields(position) if named else inside.value(position)
