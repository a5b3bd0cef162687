"""What a printed page has around its notes: page numbers, and heads that come back page by page.

A line is taken for one only on strong grounds, since it is left out: it says so ("Notes to pages 12–15", "NOTES 267"),
or it comes back with a page number that rises, or word for word at the head of pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from citekit.notes.endnotes.headings import is_notes_heading, is_page_head, notes_of
from citekit.notes.endnotes.lines import ENDED, Line, expects_number
from citekit.patterns import pattern

_NUMBERED = pattern(
    r"(?:(?P<first>\d{1,4})[\s|·•—–]+(?P<title>\D{3,70})|(?P<head>\D{3,70}?)[\s|·•—–]+(?P<last>\d{1,4}))"
)
_ALONE = pattern(r"[-–—\[(]?\s?(?P<page>\d{1,4}|[ivxl]{1,7})\s?[-–—\])]?")
_STEP = 4
"""Pages from one head to the next of the same words: left and right pages often differ."""


def heads_of(lines: Sequence[Line], begun: Collection[int] = ()) -> frozenset[int]:
    """Return which *lines* are page numbers and heads of pages; in those of *begun* notes begin."""
    found = {index for index, line in enumerate(lines) if _says_so(line.text)}
    found |= _rising(lines) - set(begun)
    found |= _repeated(lines, found, begun)
    found |= _page_numbers(lines, found) - set(begun)
    return frozenset(found)


def _says_so(text: str) -> bool:
    if is_page_head(text):
        return True
    match = _NUMBERED.fullmatch(text)
    return match is not None and is_notes_heading(title := match["title"] or match["head"]) and not notes_of(title)


def _rising(lines: Sequence[Line]) -> set[int]:
    """Return lines that come back with a page number that rises: "The Turn 267", "The Turn 269"."""
    series: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        match = _NUMBERED.fullmatch(line.text)
        follows = lines[index + 1].text if index + 1 < len(lines) else ""
        if match and not expects_number(match["head"] or "") and not follows.startswith(("1.", "1 ", "[1]", "1)")):
            title = (match["title"] or match["head"]).strip()
            if title[0].isupper() and not ENDED.search(title):
                series[f"{match['first'] is None}{title}"].append((index, int(match["first"] or match["last"])))
    return {
        index
        for found in series.values()
        if len(found) > 2 and all(0 < second[1] - first[1] <= _STEP for first, second in pairwise(found))
        for index, _ in found
    }


def _repeated(lines: Sequence[Line], known: set[int], begun: Collection[int]) -> set[int]:
    """Return lines that come back word for word where pages begin or end."""
    at_edge = [
        index
        for index, line in enumerate(lines)
        if index not in begun
        and 2 < len(line.text) < 70
        and line.text[0].isupper()
        and not ENDED.search(line.text)
        and _is_at_edge(lines, index, known, begun)
    ]
    counted = Counter(lines[index].text for index in at_edge)
    return {index for index in at_edge if counted[lines[index].text] > 2 or _again(lines, index, counted)}


def _again(lines: Sequence[Line], index: int, counted: Counter[str]) -> bool:
    return is_notes_heading(lines[index].text) and counted[lines[index].text] > 1


def _is_at_edge(lines: Sequence[Line], index: int, known: Collection[int], begun: Collection[int]) -> bool:
    """Tell whether a line begins a page, is parted on both sides, or stands beside a head or the number of a page."""
    line = lines[index]
    beside = (index - 1, index + 1)
    if line.page or any(other in known or (other not in begun and _is_number(lines, other)) for other in beside):
        return True
    return line.gap and (index + 1 == len(lines) or lines[index + 1].gap or lines[index + 1].page)


def _is_number(lines: Sequence[Line], index: int) -> bool:
    return 0 <= index < len(lines) and _ALONE.fullmatch(lines[index].text) is not None


def _page_numbers(lines: Sequence[Line], heads: Collection[int]) -> set[int]:
    """Return lines with a page number alone: parted from the text by a blank line, a head or the end of a page."""
    found = set()
    rising: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        match = _ALONE.fullmatch(line.text)
        if match is None or (index and not line.gap and expects_number(lines[index - 1].text)):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        ends = after is None or after.gap or after.page
        if match["page"].isdecimal():
            rising.append((index, int(match["page"])))
            parted = line.gap or line.page or ends
        else:
            parted = (line.gap or line.page) and ends
        if parted or index - 1 in heads or index + 1 in heads:
            found.add(index)
    if len(rising) > 2 and all(0 < second[1] - first[1] <= _STEP for first, second in pairwise(rising)):
        found |= {index for index, _ in rising}
    return found
