r"""What of a Markdown text is not read as Markdown: code between fences, comments, raw HTML and raw TeX.

Source: CommonMark 0.31, 4.5 (fenced code blocks), 4.6 (HTML blocks, kinds 1 and 2); Pandoc User's Guide, "Verbatim
(code) blocks", "Extension: raw_tex". A fence may stand in a quotation or a list; one that nobody closes reaches to the
end, as in CommonMark. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from citekit.patterns import pattern
from citekit.values import NamedTuple

_OPENED = pattern(
    r"""^(?P<prefix>[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*
      | \\`
      | (?<!`)(?P<ticks>`+)(?!`)[^\n]{0,2000}?(?<!`)(?P=ticks)(?!`)
      | (?P<comment>\\?<!--)
      | <(?P<raw>script|style|pre|textarea)\b
      | ^[ ]{0,3}\\begin\{(?P<environment>[A-Za-z]{1,40}\*?)\}
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_BEGINS = pattern(r"[`~<\\]")  # what there is in any of them, in the line that it begins in
_ENDED = pattern(r"</(?P<raw>script|style|pre|textarea)\s*>|\\end\{(?P<environment>[A-Za-z]{1,40}\*?)\}", re.IGNORECASE)


class Region(NamedTuple):
    """``text[start:end]`` is no Markdown; what is fenced has whole lines, without the last line break."""

    kind: Literal["fence", "comment", "raw"]
    start: int
    end: int


def regions(text: str) -> Iterator[Region]:
    r"""Yield the regions of *text* in their order; ``\<!--`` begins none, nor does a sign in a code span.

    >>> [(one.kind, one.start, one.end) for one in regions("a\n```\nb\n```\n<!-- c -->")]
    [('fence', 2, 11), ('comment', 12, 22)]
    """
    ends = _Ends(text)
    position = 0
    while begins := _BEGINS.search(text, position):
        found = _OPENED.search(text, max(text.rfind("\n", position, begins.start()) + 1, position))
        if found is None:
            return
        position = found.end()
        region: Region | None = None
        if found["fence"]:
            region = Region("fence", found.start(), _fence_end(text, found))
        elif found["comment"] and not found["comment"].startswith("\\"):
            region = _until(Region("comment", found.start(), ends.of_comment(found.end())))
        elif name := found["raw"] or found["environment"]:
            region = _until(Region("raw", found.start(), ends.of(name, found.end())))
        if region:
            yield region
            position = max(region.end, position)


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Yield where code between fences stands, the fences with it."""
    return ((one.start, one.end) for one in regions(text) if one.kind == "fence")


def blanked(text: str, spans: Iterator[tuple[int, int]], sign: str = " ") -> str:
    """Return *text* with *sign* for every character of *spans* but line breaks; they are in order and apart."""
    pieces = []
    done = 0
    for start, end in spans:
        pieces.append(text[done:start])
        pieces.append(re.sub(r"[^\r\n]", sign, text[start:end]))
        done = end
    return "".join([*pieces, text[done:]])


def _until(region: Region) -> Region | None:
    return region if region.end != -1 else None


def _fence_end(text: str, opened: re.Match[str]) -> int:
    """Return where a fence is closed; one in a list or quotation ends with it: before a line at the margin."""
    sign, count = opened["fence"][0], len(opened["fence"])
    outside = r"|\n(?=[^\s>])" if opened["prefix"].strip(" ") or len(opened["prefix"]) > 3 else ""
    closing = re.compile(rf"\n(?P<line>[ \t>]*{sign}{{{count},}}[ \t]*)(?=\r?(?:\n|\Z)){outside}")
    found = closing.search(text, opened.end())
    if found is None:
        return len(text)
    return found.start() if found["line"] is None else found.end()


class _Ends:
    """Where comments, raw HTML and TeX's environments end; each text is searched once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._comments = True  # until none is left
        self._ends: dict[str, list[int]] | None = None

    def of_comment(self, start: int) -> int:
        found = self._text.find("-->", start) if self._comments else -1
        self._comments = found != -1
        return found + 3 if self._comments else -1

    def of(self, name: str, start: int) -> int:
        """Return where the tag or environment called *name* ends after *start*, -1 for nowhere."""
        if self._ends is None:
            self._ends = {}
            for found in _ENDED.finditer(self._text):
                self._ends.setdefault((found["raw"] or found["environment"]).lower(), []).append(found.end())
            for each in self._ends.values():
                each.reverse()
        left = self._ends.get(name.lower(), [])
        while left and left[-1] <= start:
            left.pop()
        return left[-1] if left else -1
