r"""What stands around a citation: words, white space, stops, and parentheses that are the citation's own.

natbib's ``\citealp`` and the bare ``\cite`` of biblatex print no parentheses, so that people write "(see \citealp{a};
\citealp{b})". A style has its own parentheses, or none; so what stands in such parentheses is one citation, if it has
nothing but words and bare citations in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citekit.documents.texfile.arguments import Arguments, inlines, words
from citekit.documents.texfile.citing import ReadCite, joined, spaced
from citekit.documents.texfile.scan import Command, Scan
from citekit.model import Citation, Cite
from citekit.richtext import Inlines, concat, plain
from citekit.values import NamedTuple, replace

_WINDOW = 160  # characters around a citation, of which the nearest words are enough
_PARAGRAPH = re.compile(
    r"(?:\r\n|\r|\n)[ \t]*+(?=[\r\n])"
    r"|\\(?:item|par|part|addchap|chapter|(?:sub)*section|paragraph|caption|maketitle|begin|end)(?![A-Za-z])"
)
_BLANK = re.compile(r"(?:[ \t\r\n]|(?<!\\)~|(?<!\\)\\[ ,])+\Z")
_TWO_LINES = re.compile(r"[\r\n][ \t]*(?:\r(?!\n)|(?<!\r)\n|\r\n)")
_CLOSING = r"(?:''|[”’»“]|\"'|\"<|\"`)"
_STOP = re.compile(rf"{_CLOSING}?[.,;:!?…]{_CLOSING}?")
_FIRST_WORD = re.compile(r"\s")
_WORDS = r"(?:[^(){}\\%$\[\]]|\\[ ,@/]|\\(?:emph|textit|textsl)\{[^(){}\\%$\[\]]*+\})"
_OPENED = re.compile(rf"\(({_WORDS}*)\Z")
_UP_TO_SIGN = re.compile(rf"{_WORDS}*+")
_MOST_JOINED = 50


def words_before(scan: Scan, start: int, lower: int, *, shorthands: bool) -> str:
    """Return the words before *start*, from the beginning of the paragraph or note at *lower* or later."""
    low = max(start - _WINDOW, lower)
    for found in _PARAGRAPH.finditer(scan.text, low, start):
        low = _behind_arguments(scan, found.end(), start)
    if low == start - _WINDOW and (found_blank := _FIRST_WORD.search(scan.text, low, start)):
        low = found_blank.end()
    return _said(words(scan.text[low:start], shorthands=shorthands))


def _behind_arguments(scan: Scan, place: int, limit: int) -> int:
    """Return where the arguments of a command end, unless *limit* is in one of them."""
    arguments = Arguments(scan, place)
    arguments.star()
    while arguments.position <= limit and (arguments.option() or arguments.group()):
        place = arguments.position if arguments.position <= limit else place
    return place


def words_after(scan: Scan, end: int, upper: int, *, shorthands: bool) -> str:
    """Return the words behind *end*, up to the end of the paragraph or note, at *upper* at the latest."""
    high = min(end + _WINDOW, upper)
    if found := _PARAGRAPH.search(scan.text, end, high):
        high = found.start()
    return _said(words(scan.text[end:high], shorthands=shorthands))


def _said(text: str) -> str:
    return text if text.strip() else ""


def blank_before(scan: Scan, start: int, lower: int) -> int:
    """Return how many characters before *start* are white space within the paragraph; a comment keeps its line end."""
    found = _BLANK.search(scan.text, max(start - _WINDOW, lower), start)
    if found is None or _TWO_LINES.search(found[0]):
        return 0
    if ("\n" in found[0] or "\r" in found[0]) and scan.is_hidden(found.start() - 1):
        return 0
    return len(found[0])


def stop_after(text: str, end: int) -> str:
    """Return the stop that follows directly, with the quotation marks at it; "" for none."""
    found = _STOP.match(text, end)
    return found[0] if found else ""


class Bracketed(NamedTuple):
    """A citation with the parentheses around it: ``text[start:end]`` is all of it."""

    citation: Citation
    start: int
    end: int


def bracketed(
    scan: Scan, command: Command, first: ReadCite, lower: int, following: Callable[[int], ReadCite | None]
) -> Bracketed | None:
    """Return *first* with the parentheses that are its own, and other citations there; ``None`` where none are.

    *following* reads the bare citation command that begins at a place.
    """
    text = scan.text
    opened = _OPENED.search(text, max(command.start - _WINDOW, lower), command.start)
    if opened is None or _TWO_LINES.search(opened[1]) or scan.is_hidden(opened.start()):
        return None
    cites = _with_prefix(first.citation.cites, opened[1])
    place = first.end
    for _ in range(_MOST_JOINED):
        stretch = _UP_TO_SIGN.match(text, place, place + _WINDOW)
        between = stretch[0] if stretch else ""
        if _TWO_LINES.search(between):
            return None
        place += len(between)
        if text.startswith(")", place):
            last = replace(cites[-1], suffix=_with_suffix(cites[-1].suffix, between))
            return Bracketed(Citation((*cites[:-1], last)), opened.start(), place + 1)
        more = following(place)
        if more is None or not more.citation.cites or more.problems:
            return None
        cites += _with_prefix(more.citation.cites, between.lstrip().lstrip(";,").lstrip())
        place = more.end
    return None


def _with_prefix(cites: tuple[Cite, ...], text: str) -> list[Cite]:
    return [replace(cites[0], prefix=concat(spaced(inlines(text)), cites[0].prefix)), *cites[1:]]


def _with_suffix(suffix: Inlines, text: str) -> Inlines:
    more = inlines(text.rstrip())
    if not plain(more).strip():
        return suffix
    return concat(suffix, more if plain(more)[:1].isspace() else joined(more))
