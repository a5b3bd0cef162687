"""The quotations of a passage set anew: other marks, stops in the order of the language, long ones apart.

Words stay as they are. Of stops only those at a closing mark move, and only where the tradition is never in doubt: into
the marks for American English, out of them where full stops never stand within.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from citekit.model import NoteMark
from citekit.notes.placement.clusters import is_cut_short
from citekit.quotations.finding.found import FoundQuotation
from citekit.quotations.length import form_of
from citekit.quotations.marks import NARROW, NO_BREAK, Marks
from citekit.quotations.quotation import Quotation
from citekit.quotations.reading import understood
from citekit.quotations.rules import Rules
from citekit.quotations.stretch import Stretch
from citekit.values import replace

_SPACES = " \u00a0\u202f"


def stretches(
    text: str, marks: Sequence[NoteMark], quotations: Sequence[FoundQuotation], rules: Rules, target: Marks
) -> tuple[Stretch, ...]:
    """Return *text* in stretches, the *quotations* in it with the marks of *target*, long ones apart by *rules*.

    What stays open is left as it is, with all within.
    """
    open_ = [(one.start, one.end) for one in quotations if not one.closed]
    closed = [one for one in _outermost_first(quotations) if one.closed and not _within(one, open_)]
    blocks = [one for one in closed if one.depth == 0 and _is_block(text, one, marks, rules, target.language)]
    apart = {one.start for one in blocks}
    edits: dict[int, tuple[int, str]] = {}
    closing: dict[int, tuple[int, str]] = {}  # by where the words end: where the mark ends, and the new one
    spans = [(block.start, block.end) for block in blocks]
    for one in closed:
        if one.start in apart:  # what is set apart has no marks at its paragraphs, either
            edits.update((place, (_again(text, place), "")) for place in one.reopened)
        else:
            pair = target.at(one.depth - _within(one, spans))
            edits[one.start] = (one.inner_start, pair[0])
            edits.update((place, (_again(text, place), pair[0])) for place in one.reopened)
            closing[one.inner_end] = (one.end, pair[1])
    edits.update(_closed(text, closing, target))
    return tuple(one for one in _pieces(text, marks, blocks, edits) if one.text.strip())


def _again(text: str, place: int) -> int:
    """Return where a mark ends that stands again at *place*, with the space that belongs to it."""
    return place + 1 + (text[place + 1 : place + 2] in {NARROW, NO_BREAK})


def _within(one: FoundQuotation, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a quotation stands in one of *spans*, which are in order and do not nest."""
    at = bisect_left(spans, one.start, key=lambda span: span[0]) - 1
    return at >= 0 and one.start < spans[at][1]


def _outermost_first(quotations: Sequence[FoundQuotation]) -> list[FoundQuotation]:
    return sorted(quotations, key=lambda one: (one.start, -one.end))


def _is_block(text: str, one: FoundQuotation, marks: Sequence[NoteMark], rules: Rules, language: str) -> bool:
    """Tell whether a quotation is set apart; one in brackets, or whose sentence goes on behind a comma, runs in."""
    before = text[max(one.start - 3, 0) : one.start].rstrip(_SPACES)
    behind = _behind(text, one.end, marks)
    if before.endswith(("(", "[")) or text[one.inner_end - 1] == "," or text[behind : behind + 1] in {",", ";"}:
        return False
    parts = understood(text[one.inner_start : one.inner_end], language)
    return form_of(Quotation(parts, language), rules)[0] == "block"


def _closed(text: str, closing: Mapping[int, tuple[int, str]], target: Marks) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yield the edits of closing marks, those that stand together as one, with the stop beside them."""
    ends = {end for end, _ in closing.values()}
    for start in closing:
        if start in ends:
            continue  # it goes with the one before
        end, new = closing[start]
        while end in closing:
            end, more = closing[end]
            new += more
        before, after = text[start - 1 : start], text[end : end + 1]
        if target.stops == "inside" and after in {".", ","} and before not in {*".,;:?!…"} and not _runs_on(text, end):
            yield start, (end + 1, after + new)
        elif target.stops != "inside" and (
            before == "," or (before == "." and target.stops != "own" and not _is_words_own(text, start - 1))
        ):
            stopped = after in {".", ","} or text[end : end + 2] in {").", "),", "].", "],"}
            yield start - 1, (end, new + ("" if stopped else before))
        else:
            yield start, (end, new)


def _is_words_own(text: str, stop: int) -> bool:
    """Tell whether the full stop at *stop* is the last dot of an ellipsis, or an abbreviation's."""
    return text[max(stop - 2, 0) : stop].rstrip(_SPACES).endswith(".") or is_cut_short(text, stop)


def _runs_on(text: str, place: int) -> bool:
    """Tell whether a stop at *place* begins dots or a number."""
    return text[place + 1 : place + 2] == "." or (text[place] == "." and text[place + 1 : place + 2].isalpha())


def _pieces(
    text: str, marks: Sequence[NoteMark], blocks: Sequence[FoundQuotation], edits: Mapping[int, tuple[int, str]]
) -> Iterator[Stretch]:
    edited = sorted((start, end, new) for start, (end, new) in edits.items())
    position = 0
    for block in blocks:
        yield _edited(text, [(position, block.start)], marks, edited)
        position = _behind(text, block.end, marks)
        spans = [(block.inner_start, block.inner_end), (block.end, position)]
        yield replace(_edited(text, spans, marks, edited), block=True)
        while text[position : position + 1] in tuple(_SPACES):
            position += 1
    yield _edited(text, [(position, len(text))], marks, edited)


def _edited(
    text: str, spans: Sequence[tuple[int, int]], marks: Sequence[NoteMark], edits: Sequence[tuple[int, int, str]]
) -> Stretch:
    """Return the *spans* of *text*, one behind the other, with *edits*, which are in order, and the marks in them."""
    pieces: list[str] = []
    own: list[NoteMark] = []
    length = 0
    first = bisect_left(marks, spans[0][0], key=lambda mark: mark.start)
    for start, end in spans:
        at = bisect_left(edits, start, key=lambda edit: edit[0])
        place, next_mark = start, bisect_left(marks, start, key=lambda mark: mark.start)
        while place < end:
            edit = edits[at] if at < len(edits) and edits[at][0] < end else (end, end, "")
            while next_mark < len(marks) and marks[next_mark].end <= edit[0]:
                shift = length - place
                mark = marks[next_mark]
                own.append(replace(mark, start=mark.start + shift, end=mark.end + shift))
                next_mark += 1
            pieces += [text[place : edit[0]], edit[2]]
            length += edit[0] - place + len(edit[2])
            place, at = edit[1], at + 1
    return Stretch("".join(pieces), tuple(own), first)


def _behind(text: str, end: int, marks: Sequence[NoteMark]) -> int:
    """Return where the full stop and the note marks end that stand directly behind a quotation."""
    at = bisect_left(marks, end, key=lambda mark: mark.start)
    while at < len(marks) and not text[end : marks[at].start].strip(_SPACES + "([.,;"):
        end = marks[at].end
        end += text[end : end + 1] in {"]", ")"}
        at += 1
    stop = end + len(text[end : end + 2]) - len(text[end : end + 2].lstrip(_SPACES))
    return stop + 1 if text[stop : stop + 1] == "." and text[stop + 1 : stop + 2] != "." else end
