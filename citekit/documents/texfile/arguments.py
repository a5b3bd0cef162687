r"""The arguments of a command, with their places, and what they say as text.

Between arguments TeX skips blanks, comments and one line end. Source: *LaTeX2e: An unofficial reference manual*, LaTeX
command syntax; biblatex manual, 3.8.3 (Qualified Citation Lists).
"""

from __future__ import annotations

import re

from citekit.bib.latex.decoding import to_inlines, to_text
from citekit.documents.texfile.scan import Scan
from citekit.richtext import Inlines
from citekit.values import NamedTuple

_BETWEEN = re.compile(r"(?>(?:[ \t]++|%[^\r\n]*+|(?:\r\n|\r|\n)(?![ \t]*+[\r\n]))*)")
_COMMENT = re.compile(r"(?<!\\)((?>(?:\\\\)*))%[^\r\n]*+(?>(?:(?:\r\n|\r|\n)[ \t]*+)?)")
_PARAGRAPH = re.compile(r"(?:\r\n|\r|\n)[ \t]*+[\r\n]")
_LINE_END = re.compile(r"[ \t]*+[\r\n]\s*+")
_SHORTHAND = re.compile(r"\"([-=~\"/'`<>|]|[aouAOUsz](?![\"\\]))")
_SHORTHANDS = {
    "-": "", "=": "-", "~": "\u2011", '"': "", "/": "/", "'": "“", "`": "„", "<": "«", ">": "»", "|": "",
    "a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü", "s": "ß", "z": "ß",
}  # fmt: skip
_LONGEST_ROUND = 600  # characters of an argument in parentheses


class Argument(NamedTuple):
    """What is between the brackets or braces of an argument: ``text[start:end]``."""

    start: int
    end: int


class Arguments:
    """Reads arguments one by one; *position* is where the next would begin, once blanks are skipped.

    *unclosed* is where an argument opens that is never closed, -1 where all are closed.
    """

    def __init__(self, scan: Scan, position: int, limit: int = -1) -> None:
        self._scan = scan
        self._limit = scan.end if limit < 0 else limit
        self.position = position
        self.unclosed = -1

    def star(self) -> bool:
        """Read a star, if there is one."""
        place = self._next("*")
        if place >= 0:
            self.position = place + 1
        return place >= 0

    def option(self) -> Argument | None:
        """Read an argument in brackets; one that is not closed is told, and is none."""
        return self._delimited("[")

    def group(self) -> Argument | None:
        """Read an argument in braces; one that is not closed is told, and is none."""
        return self._delimited("{")

    def round(self) -> Argument | None:
        """Read an argument in parentheses, as lists of citations have them."""
        return self._simple("(", ")")

    def pointed(self) -> Argument | None:
        """Read an argument in pointed brackets, as apacite has them."""
        return self._simple("<", ">")

    def name(self) -> str:
        r"""Read a command's name, in braces or without: ``{\name}``, ``\name``; "" where none is there."""
        place = self._next("\\")
        if place < 0:
            group = self.group()
            return self._scan.text[group.start : group.end].strip().removeprefix("\\") if group else ""
        found = _WORD.match(self._scan.text, place + 1)
        self.position = found.end() if found else place + 1
        return found[0] if found else ""

    def _next(self, sign: str) -> int:
        """Return where *sign* comes next, -1 where something else does."""
        text = self._scan.text
        found = _BETWEEN.match(text, self.position)
        place = found.end() if found else self.position
        return place if place < self._limit and text.startswith(sign, place) else -1

    def _delimited(self, sign: str) -> Argument | None:
        place = self._next(sign)
        if place < 0:
            return None
        close = self._scan.closing(place)
        if close < 0 or close >= self._limit:
            self.unclosed = place if self.unclosed < 0 else self.unclosed
            return None
        self.position = close + 1
        return Argument(place + 1, close)

    def _simple(self, sign: str, closing: str) -> Argument | None:
        place = self._next(sign)
        if place < 0:
            return None
        text, depth = self._scan.text, 0
        limit = min(place + _LONGEST_ROUND, self._limit)
        for found in _ROUND[closing].finditer(text, place + 1, limit):
            depth += (found[0] == "{") - (found[0] == "}")
            if found[0] == closing and depth == 0:
                self.position = found.end()
                return Argument(place + 1, found.start())
        return None


_WORD = re.compile(r"[A-Za-z@]++")
_ROUND = {sign: re.compile(rf"\\.|[{{}}{sign}]", re.DOTALL) for sign in ")>"}


def has_paragraph(scan: Scan, argument: Argument) -> bool:
    """Tell whether a paragraph ends within an argument, as none does in a list of keys."""
    return _PARAGRAPH.search(scan.text, argument.start, argument.end) is not None


def uncommented(text: str) -> str:
    """Return LaTeX *text* on one line, without its comments."""
    if "%" in text:
        text = _COMMENT.sub(r"\1", text)
    return _LINE_END.sub(" ", text)


def inlines(text: str, *, shorthands: bool = False) -> Inlines:
    r"""Return LaTeX *text* as Inlines; *shorthands* are babel's for German (``"=``, ``"a``).

    >>> inlines("vgl.~S.~3--4% und?\n  ff.")
    ('vgl.\xa0S.\xa03–4ff.',)
    """
    return to_inlines(_plain_signs(text, shorthands=shorthands))


def words(text: str, *, shorthands: bool = False) -> str:
    """Return LaTeX *text* as characters alone."""
    return to_text(_plain_signs(text, shorthands=shorthands))


def _plain_signs(text: str, *, shorthands: bool) -> str:
    text = uncommented(text)
    return _SHORTHAND.sub(lambda sign: _SHORTHANDS[sign[1]], text) if shorthands and '"' in text else text
