"""Where in a source a quotation may stand: its rarest neighbouring words are looked up, nothing is compared yet.

What is found here is a proposal. A thousand pages are searched in some hundredths of a second, since only words that
are rare are looked up; a *budget* of look-ups bounds the time for hostile texts.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from citekit.quotations.proof.claims import Wording, fragments
from citekit.quotations.proof.words import Words
from citekit.values import NamedTuple

JUMP = 1200
"""Words that an omission may leave out at most, some three pages; the next words are not looked for farther on."""
_BUDGET = 400_000
_MOST, _WORK = 40, 600
"""Windows of a quotation, and words of all of them together; there are some at least."""
_LEAST = 5
_JUMPS = 20
_RARE = 64
_SLACK = 60


class Index:
    """The words of a source, by their forms in small letters."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._places: dict[str, array[int]] = {}
        places = self._places
        for place, form in enumerate(words.small):
            own = places.get(form)
            if own is None:
                places[form] = own = array("I")
            own.append(place)

    def places(self, form: str) -> Sequence[int]:
        """Return where a word stands, in order."""
        return self._places.get(form, ())


class Window(NamedTuple):
    """Words *start* to *end* of a source, which have *hits* of a quotation's words beside the same neighbours.

    *first* to *last* are those with the hits themselves.
    """

    start: int
    end: int
    hits: int
    first: int
    last: int


class _Seed(NamedTuple):
    places: Sequence[int]  # of the rarest word
    offset: int  # of the first word from it
    item: int
    forms: tuple[str, ...]


def windows(index: Index, wording: Wording) -> tuple[Window, ...]:
    """Return where *wording* may stand, the likeliest first; ``()`` where nothing like it does.

    Where its longest stretch without an omission stands word for word is always among them, if that is not at too many
    places: words that come again and again hide it from the look-ups.
    """
    likely = _likely(index, wording)
    exact = [one for one in _verbatim(index, wording) if not any(_holds(other, one) for other in likely)]
    return (*exact, *likely)


def _holds(window: Window, other: Window) -> bool:
    return window.start <= other.first and other.last <= window.end


def _verbatim(index: Index, wording: Wording) -> list[Window]:
    """Return where the longest stretch of *wording* stands word for word, the first few places."""
    run = max(fragments(wording.items), key=len, default=())
    if not run:
        return []
    small = index.words.small
    forms = tuple(wording.words.small[wording.items[item].word] for item in run)
    rarest = min(range(len(forms)), key=lambda step: len(index.places(forms[step])))
    places = index.places(forms[rarest])
    if len(places) * len(forms) > _BUDGET:
        return []
    starts = [at - rarest for at in places if at >= rarest and small[at - rarest : at - rarest + len(forms)] == forms]
    pad = max(8, len(wording.words)) + _omissions(wording) * JUMP
    last = len(index.words)
    return [
        Window(max(0, at - pad), min(last, at + len(forms) + pad), len(forms), at, at + len(forms))
        for at in starts[:_LEAST]
    ]


def _omissions(wording: Wording) -> int:
    return min(_JUMPS, sum(item.kind == "omission" for item in wording.items))


def _likely(index: Index, wording: Wording) -> tuple[Window, ...]:
    """Return where many of the wording's runs of words stand together."""
    count = len(wording.words)
    omissions = _omissions(wording)
    room = max(_LEAST, min(_MOST, _WORK // count))
    length = 2 * count + _SLACK + omissions * JUMP
    for size in (3, 2, 1):
        hits = _hits(index, _seeds(index, wording, size))
        if hits:
            found = _best(hits, length, size)[:room]
            if size == 1 or found[0][2] * 3 >= min(count, 12) or (size == 2 and found[0][2] > 1):
                pad = max(8, count // 2) + omissions * JUMP
                last = len(index.words)
                return tuple(
                    Window(max(0, lo - pad), min(last, hi + pad), hits, lo, min(last, hi)) for lo, hi, hits in found
                )
    return ()


def _seeds(index: Index, wording: Wording, size: int) -> list[_Seed]:
    """Return runs of *size* words, those with the rarest word first; shorter fragments are taken whole."""
    small = wording.words.small
    found: list[_Seed] = []
    for run in fragments(wording.items):
        own = min(size, len(run))
        if own < size and size > 1 and len(run) < len(wording.words):
            continue  # of a quotation in pieces the longer ones lead the way
        for start in range(len(run) - own + 1):
            forms = tuple(small[wording.items[run[start + step]].word] for step in range(own))
            rarest = min(range(own), key=lambda step: len(index.places(forms[step])))
            found.append(_Seed(index.places(forms[rarest]), -rarest, run[start], forms))
    if size == 1:
        found = [one for one in found if len(one.places) <= _RARE] or found
    return sorted(found, key=lambda one: len(one.places))


def _hits(index: Index, seeds: Sequence[_Seed]) -> list[tuple[int, int]]:
    """Return the places of seeds in the source, in order, each with its first item."""
    small = index.words.small
    found: list[tuple[int, int]] = []
    left = _BUDGET
    for places, offset, item, forms in seeds:
        if left <= 0:
            break
        own = len(forms)
        for place in places[:left]:
            first = place + offset
            if first >= 0 and small[first : first + own] == forms:
                found.append((first, item))
        left -= len(places)
    found.sort()
    return found


def _best(hits: Sequence[tuple[int, int]], length: int, size: int) -> list[tuple[int, int, int]]:
    """Return stretches of at most *length* words with the most different seeds, none over another."""
    seen: dict[int, int] = {}
    first = 0
    ranked: list[tuple[int, int, int]] = []
    for last, (place, item) in enumerate(hits):
        seen[item] = seen.get(item, 0) + 1
        while place - hits[first][0] > length or seen[hits[first][1]] > 1:
            old = hits[first][1]
            seen[old] -= 1
            if not seen[old]:
                del seen[old]
            first += 1
        ranked.append((len(seen), first, last))
    return list(_apart(hits, ranked, size))


def _apart(
    hits: Sequence[tuple[int, int]], ranked: Sequence[tuple[int, int, int]], size: int
) -> Iterator[tuple[int, int, int]]:
    """Yield the richest stretches, richest first and the earlier of two; those that overlap richer ones are left."""
    most = max(count for count, _, _ in ranked)
    taken: list[tuple[int, int]] = []
    # Sorting is stable: of equals the earlier comes first.
    for count, first, last in sorted(ranked, key=lambda one: (-one[0], one[2] - one[1])):
        if len(taken) >= _MOST or count * 2 < most:
            return
        lo, hi = hits[first][0], hits[last][0] + size
        if all(hi <= start or end <= lo for start, end in taken):
            taken.append((lo, hi))
            yield lo, hi, count
