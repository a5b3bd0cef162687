"""The quotations of a text: marks read, nested, and asked who speaks and what covers them.

Every step is one pass over the text or its marks, with searches among them: time is linear, but for a logarithm.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from citekit.findings import Source
from citekit.model import NoteMark
from citekit.notes.quotes import OpenMark, Quotes, read_quotes, told
from citekit.patterns import pattern
from citekit.quotations.finding.covering import Coverer
from citekit.quotations.finding.found import Found, FoundQuotation, Signal
from citekit.quotations.finding.language import guessed
from citekit.quotations.finding.sentences import Sentences
from citekit.quotations.finding.signals import signal_before, signal_behind, signal_within
from citekit.quotations.length import WORD
from citekit.values import replace

_LINKING = pattern(r"[\s,;:—–-]*\Z")
_WINDOW = 400
_STOPS = ".?!…。！？"
_TRAIL = "\u00a0\u202f \t”’»›\"'"


def find_quotations(
    text: str,
    language: str = "",
    marks: Sequence[NoteMark] = (),
    *,
    blocks: Sequence[tuple[int, int]] = (),
    path: str = "",
) -> Found:
    """Return the quotations of *text*, and the marks of it that are never closed or cross, as findings with *path*.

    *language* is BCP 47, "" for one to be guessed. *marks* are the note marks of the text, and *blocks* are stretches
    that are known to be block quotations; both in order.

    >>> found = find_quotations("Stalin asked, “How did ‘they’ vote?”")
    >>> [(one.start, one.end, one.depth, one.speaker) for one in found.quotations]
    [(14, 36, 0, 'Stalin'), (23, 29, 1, '')]
    """
    return search(text, language, [(mark.start, mark.end) for mark in marks], blocks=blocks, path=path)


def search(
    text: str,
    language: str = "",
    marks: Sequence[tuple[int, int]] = (),
    *,
    blocks: Sequence[tuple[int, int]] = (),
    in_text: Collection[int] = (),
    path: str = "",
) -> Found:
    """Return the quotations as ``find_quotations`` does; those of *marks* that *in_text* has are citations."""
    language = language or guessed(text)
    read = read_quotes(text, language)
    source = Source(path, text)
    drafts = _nested(text, read, blocks)
    searching = _Searching(text, language, marks, in_text, drafts)
    return Found(tuple(searching.quotations()), tuple(told(source, mark) for mark in read.open), language)


# --- nesting ----------------------------------------------------------------------------------------------


def _nested(text: str, read: Quotes, blocks: Iterable[tuple[int, int]]) -> list[FoundQuotation]:
    """Return all quotations in the order of their opening, each with its depth and parent."""
    closed = [
        FoundQuotation(
            one.start, one.end, one.inner_start, one.inner_end, (one.mark, one.closer), reopened=one.reopened
        )
        for one in read.closed
    ]
    loose = [FoundQuotation(start, end, start, end, ("", "")) for start, end in blocks if text[start:end].strip()]
    loose += _unclosed(text, read.open, [one.start for one in read.closed])
    drafts = [*closed, *_uncrossed(loose, closed)]
    drafts.sort(key=lambda one: (one.start, -one.end, not one.block))
    result: list[FoundQuotation] = []
    around: list[int] = []
    for draft in drafts:
        while around and result[around[-1]].end < draft.end:
            around.pop()
        parent = around[-1] if around else None
        around.append(len(result))
        result.append(replace(draft, depth=len(around) - 1, parent=parent))
    return result


def _unclosed(text: str, marks: Sequence[OpenMark], starts: Sequence[int]) -> Iterator[FoundQuotation]:
    """Yield quotations that are never closed, as far as their paragraph goes, or the next mark of their kind there."""
    opened = {mark.place for mark in marks}
    nexts: dict[str, int] = {}
    following: dict[int, int] = {}
    for place in sorted((*starts, *opened), reverse=True):
        if place in opened:
            following[place] = nexts.get(text[place], len(text))
        nexts[text[place]] = place
    for mark in marks:
        last = max((mark.place, *mark.reopened))
        stop = text.find("\n", last, following[mark.place])
        end = max(mark.place + 1, _stripped(text, following[mark.place] if stop == -1 else stop))
        yield FoundQuotation(
            mark.place, end, mark.place + 1, end, (mark.mark, ""), closed=False, reopened=mark.reopened
        )


def _stripped(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _uncrossed(loose: Iterable[FoundQuotation], closed: Sequence[FoundQuotation]) -> Iterator[FoundQuotation]:
    """Yield those whose ends are guesses, drawn in where they cross the end of another; *closed* ones cross none."""
    around: list[FoundQuotation] = []  # the closed ones that are open at a place
    ends: list[int] = []
    events = [(one.start, 1, one) for one in closed]
    loose = sorted(loose, key=lambda one: (one.start, -one.end))
    cuts: dict[int, int] = {}
    events += [(one.start, 2, one) for one in loose] + [(one.end, 0, one) for one in loose]
    for place, kind, one in sorted(events, key=lambda event: event[:2]):
        while around and around[-1].end <= place:
            around.pop()
        if kind == 1:
            around.append(one)
        elif kind == 2:
            cuts[one.start] = around[-1].inner_end if around else one.end
        else:
            first = bisect_right(around, one.start, key=lambda other: other.start)
            if first < len(around):
                cuts[one.start] = min(cuts[one.start], around[first].start)
    for one in loose:
        while ends and ends[-1] <= one.start:
            ends.pop()
        end = min(one.end, cuts[one.start], ends[-1] if ends else one.end)
        ends.append(end)
        if end > one.start:
            yield replace(one, end=end, inner_end=max(end, one.inner_start) if not one.block else end)


# --- who speaks, what covers ------------------------------------------------------------------------------


class _Searching:
    def __init__(
        self,
        text: str,
        language: str,
        marks: Sequence[tuple[int, int]],
        in_text: Collection[int],
        drafts: Sequence[FoundQuotation],
    ) -> None:
        self._text, self._drafts = text, drafts
        self._base = language.partition("-")[0].lower()
        self._sentences = Sentences(text, marks)
        self._coverer = Coverer(text, marks, self._sentences, in_text)
        self._words = [match.start() for match in WORD.finditer(text)]

    def quotations(self) -> Iterator[FoundQuotation]:
        """Yield the quotations with all that is known of them."""
        siblings: dict[int | None, int] = {}  # the last quotation within each
        signals: dict[int, Signal] = {}  # those behind quotations
        for index, draft in enumerate(self._drafts):
            before = siblings.get(draft.parent)
            siblings[draft.parent] = index
            signal, behind = self._signals(index, draft, before)
            if behind is not None:
                signals[index] = behind
            linked = before is not None and before in signals and self._goes_on(signals[before], before, draft)
            if linked and before is not None and signal is None:
                signal = signals[before]
            yield self._complete(draft, signal, behind, before if linked else None)

    def _complete(
        self, draft: FoundQuotation, signal: Signal | None, behind: Signal | None, continues: int | None
    ) -> FoundQuotation:
        if draft.block:
            notes = self._coverer.of_block(draft.start, draft.end, draft.inner_end)
        else:
            reach = behind.end if behind else draft.end
            notes = self._coverer.covering(draft.inner_end, draft.end, draft.start, reach) if draft.closed else ()
        words = bisect_left(self._words, draft.inner_end) - bisect_left(self._words, draft.inner_start)
        return replace(
            draft,
            words=words,
            sentence=(words > 1 or (words > 0 and signal is not None)) and self._is_sentence(draft, signal),
            signal=signal,
            notes=notes,
            continues=continues,
        )

    def _signals(self, index: int, draft: FoundQuotation, before: int | None) -> tuple[Signal | None, Signal | None]:
        """Return the signal of a quotation, and the one behind it where that is where it stands or one is."""
        text = self._text
        parent = self._drafts[draft.parent] if draft.parent is not None else None
        low = max(self._low(draft, before), parent.inner_start if parent else 0)
        high = parent.inner_end if parent else len(text)
        if index + 1 < len(self._drafts) and (following := self._following(index)) is not None:
            high = min(high, following)
        stop = text.rfind("\n", low, draft.start)
        if not draft.block:
            low = max(low, stop + 1)
        end_of_line = text.find("\n", draft.end, min(high, draft.end + _WINDOW))
        high = end_of_line if end_of_line != -1 else high
        first = signal_before(text, _stripped(text, draft.start) if draft.block else draft.start, low, self._base)
        within = signal_within(text, draft.inner_start, draft.inner_end, self._base)
        behind = None
        if draft.closed and not draft.block and self._is_pointed(draft, high):
            finished = text[draft.inner_end - 1 : draft.inner_end] == "." or text[draft.end : draft.end + 1] == "."
            behind = signal_behind(text, draft.end, high, self._base, finished=finished)
        return first or behind or within, behind

    def _low(self, draft: FoundQuotation, before: int | None) -> int:
        """Return where the words before a quotation begin that may lead to it: its sentence, the quotation before."""
        low = max(self._sentences.start_before(draft.start), draft.start - _WINDOW)
        return low if before is None else max(low, self._drafts[before].end)

    def _following(self, index: int) -> int | None:
        """Return where the next quotation begins that is not within this one."""
        end = self._drafts[index].end
        found = bisect_left(self._drafts, end, lo=index + 1, key=lambda one: one.start)
        return self._drafts[found].start if found < len(self._drafts) else None

    def _is_pointed(self, draft: FoundQuotation, high: int) -> bool:
        """Tell whether a comma, stop or dash ends the quotation or follows it, as where words of its speaker do."""
        last = self._text[draft.inner_end - 1 : draft.inner_end]
        behind = self._text[draft.end : min(high, draft.end + 4)].lstrip(" \u00a0\u202f0123456789")[:1]
        return last in (*",.?!…—–-",) or behind in (*",—–-;",)

    def _goes_on(self, signal: Signal, before: int, draft: FoundQuotation) -> bool:
        """Tell whether a quotation goes on with the words of the one before, with a signal alone between them."""
        first = self._drafts[before]
        if first.marks != draft.marks or not first.end <= signal.start <= signal.end <= draft.start:
            return False
        between = self._text[signal.end : draft.start]
        if len(between) > 8 or not _LINKING.match(between) or "\n" in between or ":" in between:
            return False
        return first.depth == draft.depth

    def _is_sentence(self, draft: FoundQuotation, signal: Signal | None) -> bool:
        """Tell whether the words begin and end as a sentence does."""
        text = self._text
        begin = draft.inner_start
        while begin < min(draft.inner_start + 8, draft.inner_end) and not text[begin].isalnum():
            begin += 1
        if text[begin : begin + 1].islower():
            return False
        end = draft.inner_end
        while end > max(draft.inner_end - 6, begin) and (text[end - 1] in _TRAIL or text[end - 1].isdigit()):
            end -= 1
        last = text[end - 1 : end]
        return (
            last in (*_STOPS,) or text[draft.end : draft.end + 1] in (*_STOPS,) or (last in (*",—–",) and bool(signal))
        )
