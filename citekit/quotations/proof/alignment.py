"""The words of a quotation beside those of a stretch of its source: the cheapest way to make one from the other.

An exact edit distance over words (Wagner and Fischer, 1974), in which an omission may pass over words of the source and
a bracket may stand for some. Runs of four words that both have, and have once, stand beside each other from the start
(as in Bram Cohen's patience diff); between them the table is filled in. Of several cheapest ways one is always the
same: words that both have are matched as late as can be.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from citekit.quotations.proof.claims import Item, Wording
from citekit.quotations.proof.words import Words
from citekit.values import NamedTuple

_RUN = 4
_TAIL, _CLAUSE = 3, 40
"""Words at the end of a quotation, and how many may be left out before them."""
_MOST_CELLS = 1_500_000
"""Cells of a table; beyond, words are looked for near the diagonal alone."""

_SAME, _PASSED, _CASE, _JOINED, _COVERED, _FIGURE, _LEFT, _ADDED, _ALIKE, _OTHER = (
    0, 1, 500, 600, 900, 1_000, 2_400, 5_000, 5_200, 6_500,
)  # fmt: skip
"""Costs: the same word; a word that an omission passes over; one in another case, or written in two, that a bracket
covers; a figure left out, which may mark a note, another word left out; one added, changed to one that begins or ends
alike, changed."""

_DIAGONAL, _UP, _ACROSS, _TWO_ITEMS, _TWO_WORDS = range(5)


class Pair(NamedTuple):
    """An item of the quotation beside a word of the source; -1 for none. An omission or bracket is there for each word
    it passes over, and once alone where there is none.
    """

    item: int
    word: int


def aligned(wording: Wording, source: Words, start: int, end: int) -> tuple[Pair, ...]:
    """Return the items of *wording* beside words *start* to *end* of the source, in order.

    What the source has before the first matched word and behind the last is left out.
    """
    items = wording.items
    anchors = _anchors(wording, source, start, end)
    pairs: list[Pair] = []
    item, word = 0, start
    for own, place in anchors:
        pairs += _filled(wording, source, (item, own), (word, place), free_start=item == 0, free_end=False)
        pairs.append(Pair(own, place))
        item, word = own + 1, place + 1
    pairs += _filled(wording, source, (item, len(items)), (word, end), free_start=not anchors, free_end=True)
    return tuple(pairs)


def _anchors(wording: Wording, source: Words, start: int, end: int) -> list[tuple[int, int]]:
    """Return items and words of the source that begin runs which both have once, in rising order of both."""
    runs: dict[tuple[str, ...], int] = {}
    forms = source.forms
    for place in range(start, end - _RUN + 1):
        run = forms[place : place + _RUN]
        runs[run] = -1 if run in runs else place
    own: dict[tuple[str, ...], int] = {}
    items = wording.items
    for first in range(len(items) - _RUN + 1):
        these = items[first : first + _RUN]
        if all(one.kind == "word" and not one.cut for one in these):
            run = tuple(wording.words.forms[one.word] for one in these)
            own[run] = -1 if run in own else first
    both = sorted((item, runs[run]) for run, item in own.items() if item >= 0 and runs.get(run, -1) >= 0)
    return _rising(both + _last(wording, source, both[-1], end) if both else both)


def _last(wording: Wording, source: Words, anchor: tuple[int, int], end: int) -> list[tuple[int, int]]:
    """Return where the last words of a quotation stand not far behind its last *anchor*, if they stand there once.

    Without it a clause that is left out right before them would look as if these words were changed.
    """
    first = len(wording.items) - _TAIL
    tail = wording.items[first:]
    if first < anchor[0] + _RUN or any(one.kind != "word" or one.cut for one in tail):
        return []
    run = tuple(wording.words.forms[one.word] for one in tail)
    stop = min(end, anchor[1] + len(wording.items) - anchor[0] + _CLAUSE)
    places = [
        place for place in range(anchor[1] + _RUN, stop - _TAIL + 1) if source.forms[place : place + _TAIL] == run
    ]
    return [(first, places[0])] if len(places) == 1 else []


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of *pairs*, sorted by their first, whose second rises, too."""
    tops: list[int] = []  # the lowest last word of a chain of each length
    ends: list[int] = []  # and which pair has it
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        before.append(ends[length - 1] if length else -1)
        if length == len(tops):
            tops.append(place)
            ends.append(index)
        else:
            tops[length], ends[length] = place, index
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _filled(
    wording: Wording, source: Words, own: tuple[int, int], words: tuple[int, int], *, free_start: bool, free_end: bool
) -> list[Pair]:
    """Return the cheapest pairs of items *own* and *words* (from, to); words at a free end cost nothing."""
    (first, last), (start, end) = own, words
    if first == last:
        return [] if free_start or free_end else [Pair(-1, word) for word in range(start, end)]
    count = last - first
    if free_start != free_end:  # nothing that costs less than all the items' being added lies farther off
        reach = 3 * count + 30 + sum(1500 for item in wording.items[first:last] if item.kind == "omission")
        start, end = (max(start, end - reach), end) if free_start else (start, min(end, start + reach))
    table = _Table(wording, source, (first, last), (start, end), free_start=free_start)
    return table.pairs(free_end=free_end)


class _Joins:
    """Where words stand, and two neighbours read as one, as the place behind the last of them."""

    def __init__(self, forms: Sequence[str]) -> None:
        self.words: dict[str, list[int]] = {}
        self.pairs: dict[str, list[int]] = {}
        for place, form in enumerate(forms, 1):
            self.words.setdefault(form, []).append(place)
        for place in range(2, len(forms) + 1):
            self.pairs.setdefault(forms[place - 2] + forms[place - 1], []).append(place)


class _Table:
    def __init__(
        self, wording: Wording, source: Words, own: tuple[int, int], words: tuple[int, int], *, free_start: bool
    ) -> None:
        self._wording, self._source = wording, source
        (self._first, self._last), (self._start, self._end) = own, words
        self._free_start = free_start
        width = self._end - self._start
        row = array("q", [0] * (width + 1) if free_start else (_LEFT * place for place in range(width + 1)))
        self._forms = source.forms[self._start : self._end]
        self._left = [_FIGURE if len(form) < 4 and form.isdigit() else _LEFT for form in self._forms]
        self._joins = _Joins(self._forms)
        self._moves: list[bytearray] = []
        self._lows: list[int] = []
        count = self._last - self._first
        self._band = width if count * width <= _MOST_CELLS else max(64, _MOST_CELLS // (2 * count))
        above = row
        for index in range(self._first, self._last):
            above, row = row, self._row(index, above, row, width)
        self._costs = row

    def _row(self, index: int, top: array[int], above: array[int], width: int) -> array[int]:
        """Return the costs of a row, below *above*, which is below *top*."""
        item = self._wording.items[index]
        drop, left_out = _ADDED, self._left
        if item.kind == "sic":
            drop, left_out = 0, [_COVERED if form.lower() == "sic" else _OTHER for form in self._forms]
        elif item.kind != "word":
            drop, left_out = 0, [_PASSED if item.kind == "omission" else _COVERED] * width
        costs = self._word_costs(item) if item.kind == "word" else None
        middle = (index - self._first + 1) * width // max(1, self._last - self._first)
        low, high = max(0, middle - self._band), min(width, middle + self._band)
        big = 1 << 50
        row = array("q", [big]) * (width + 1)
        moves = bytearray(width + 1)
        left = big
        if low == 0:
            left = row[0] = above[0] + drop
            moves[0] = _UP
        forms = self._forms
        joins = self._joined(index, top, above)
        for place in range(max(low, 1), high + 1):
            best, move = above[place] + drop, _UP
            if costs is not None:
                form = forms[place - 1]
                cost = costs.get(form)
                if cost is None:
                    cost = costs[form] = _cost(item, self._wording.words, form)
                diagonal = above[place - 1] + cost
                if diagonal <= best:
                    best, move = diagonal, _DIAGONAL
            across = left + left_out[place - 1]
            if across < best:
                best, move = across, _ACROSS
            if joins and place in joins and joins[place][0] < best:
                best, move = joins[place]
            row[place] = left = best
            moves[place] = move
        self._moves.append(moves)
        return row

    def _joined(self, index: int, top: array[int], above: array[int]) -> dict[int, tuple[int, int]]:
        """Return by place what it costs that a word of one side is two of the other."""
        item = self._wording.items[index]
        if item.kind != "word" or item.cut:
            return {}
        own = self._wording.words.forms
        found = {place: (above[place - 2] + _JOINED, _TWO_WORDS) for place in self._joins.pairs.get(own[item.word], ())}
        before = self._wording.items[index - 1] if index > self._first else None
        if before is not None and before.kind == "word" and not before.cut:
            for place in self._joins.words.get(own[before.word] + own[item.word], ()):
                found[place] = (top[place - 1] + _JOINED, _TWO_ITEMS)
        return found

    def _word_costs(self, item: Item) -> dict[str, int]:
        form = self._wording.words.forms[item.word]
        return {form: _SAME}

    def pairs(self, *, free_end: bool) -> list[Pair]:
        """Return the cheapest pairs, in order."""
        place = self._end - self._start
        if free_end:
            lowest = min(self._costs)
            place = self._costs.index(lowest)
        found: list[Pair] = []
        row = self._last - self._first
        while row > 0:
            move = self._moves[row - 1][place]
            item = self._first + row - 1
            is_word = self._wording.items[item].kind == "word"
            if move == _ACROSS:
                found.append(Pair(-1 if is_word else item, self._start + place - 1))
                place -= 1
            elif move == _UP:
                if is_word or not found or found[-1].item != item:
                    found.append(Pair(item, -1))
                row -= 1
            else:
                found.append(Pair(item, self._start + place - 1))
                if move == _TWO_WORDS:
                    found.append(Pair(-1, self._start + place - 2))
                    place -= 1
                elif move == _TWO_ITEMS:
                    found.append(Pair(item - 1, -1))
                    row -= 1
                place -= 1
                row -= 1
        if not self._free_start:
            found.extend(Pair(-1, self._start + own - 1) for own in range(place, 0, -1))
        return found[::-1]


def _cost(item: Item, words: Words, form: str) -> int:
    """Return what it costs that an item of words stands beside another *form*."""
    own = words.forms[item.word]
    if item.cut:
        fits = form.startswith(own) if item.cut == "end" else form.endswith(own)
        return _SAME if fits else _OTHER
    if own.lower() == form.lower():
        return _CASE
    least = min(len(own), len(form))
    alike = own[: (least + 1) // 2].lower() == form[: (least + 1) // 2].lower() or own[-2:] == form[-2:]
    return _ALIKE if alike and least > 2 else _OTHER
