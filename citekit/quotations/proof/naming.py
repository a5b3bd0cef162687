"""What to call it when a quotation and its source have different words at a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.quotations.proof.changes import Change, Kind
from citekit.quotations.proof.claims import Wording
from citekit.quotations.proof.gaps import gap_of
from citekit.quotations.proof.sense import is_number, is_respelled, may_be_misread, negates
from citekit.quotations.proof.words import Words

_CLAUSE = 3


class Naming:
    """Names the differences of one quotation and its source."""

    def __init__(self, wording: Wording, source: Words, language: str) -> None:
        self._items, self._own, self._source = wording.items, wording.words, source
        self._language = language

    def differences(self, items: Sequence[int], words: Sequence[int], place: tuple[int, int]) -> Iterator[Change]:
        """Yield what happened to *words* of the source, in whose place the quotation has *items*; both are in order."""
        own, theirs = [self._own.forms[self._items[one].word] for one in items], [self._source.forms[w] for w in words]
        if len(own) > 1 and own != theirs and sorted(own) == sorted(theirs):
            quoted, shown = self._quoted(items), self._text(words)
            yield Change("swapped", "error", f"the words {shown!r} stand in another order", quoted, shown, *place)
        elif not items:
            yield self._left_out(words, place)
        elif not words:
            yield self._added(items, place)
        elif len(items) == len(words):
            for item, word in zip(items, words, strict=True):
                if own[items.index(item)] != self._source.forms[word]:
                    yield self._changed(item, word)
        else:
            yield from self._rewritten(items, words, place)

    def _left_out(self, words: Sequence[int], place: tuple[int, int]) -> Change:
        shown = self._text(words)
        lost = [self._source.shown(word) for word in words if negates(self._source.forms[word], self._language)]
        if lost and len(words) < _CLAUSE:
            return Change("negation-lost", "error", f"the negation {lost[0]!r} is lost", "", shown, *place)
        what = f"{len(words)} words are" if len(words) > 1 else "a word is"
        message = f"{what} left out without an ellipsis"
        if lost:
            return Change("negation-lost", "error", f"{message}, the negation {lost[0]!r} with them", "", shown, *place)
        if all(is_number(self._source.forms[word]) for word in words):
            return Change("number", "error", f"the number {shown!r} is left out", "", shown, *place)
        return Change("left-out", "error", message, "", shown, *place)

    def _added(self, items: Sequence[int], place: tuple[int, int]) -> Change:
        quoted = self._quoted(items)
        words = [self._own.forms[self._items[one].word] for one in items]
        negations = [word for word in words if negates(word, self._language)]
        if negations:
            message = f"the negation {negations[0]!r} is added"
            return Change("negation-added", "error", message, quoted, "", *place)
        what = f"{len(items)} words are" if len(items) > 1 else "a word is"
        return Change("added", "error", f"{what} added without brackets", quoted, "", *place)

    def _rewritten(self, items: Sequence[int], words: Sequence[int], place: tuple[int, int]) -> Iterator[Change]:
        """Yield the change where words became others, more or fewer."""
        quoted, shown = self._quoted(items), self._text(words)
        own = {self._own.forms[self._items[one].word] for one in items}
        theirs = {self._source.forms[word] for word in words}
        kind, message = self._by_sense(own, theirs)
        yield Change(kind, "error", message or f"{shown!r} became {quoted!r}", quoted, shown, *place)

    def _by_sense(self, own: set[str], theirs: set[str]) -> tuple[Kind, str]:
        lost = sorted(word for word in theirs - own if negates(word, self._language))
        new = sorted(word for word in own - theirs if negates(word, self._language))
        if lost and not new:
            return "negation-lost", f"the negation {lost[0]!r} is lost"
        if new and not lost:
            return "negation-added", f"the negation {new[0]!r} is added"
        if any(map(is_number, own ^ theirs)):
            return "number", ""
        return "word", ""

    def _changed(self, item: int, word: int) -> Change:
        own, form = self._own.forms[self._items[item].word], self._source.forms[word]
        quoted, shown = self._items[item].text, self._source.shown(word)
        place = self._source.starts[word], self._source.ends[word]
        kind, message = self._by_sense({own}, {form})
        if kind == "number":
            message = f"the number {shown!r} became {quoted!r}"
        elif kind == "word" and may_be_misread(own, form):
            kind, message = "misread", f"{shown!r} became {quoted!r}; one of them may be misread by a scanner"
        elif kind == "word" and own[:1].isupper() and form[:1].isupper() and not self._begins(word):
            kind, message = "name", f"the name {shown!r} became {quoted!r}"
        elif kind == "word" and is_respelled(own, form):
            kind, message = "respelled", f"{shown!r} is spelled {quoted!r}"
        return Change(kind, "error", message or f"{shown!r} became {quoted!r}", quoted, shown, *place)

    def _begins(self, word: int) -> bool:
        """Tell whether a sentence of the source begins with *word*."""
        return not word or any(sign in ".?!…。" for sign in gap_of(self._source.gap(word)).signs)

    def _text(self, words: Sequence[int]) -> str:
        start, end = self._source.starts[words[0]], self._source.ends[words[-1]]
        return " ".join(self._source.text[start:end].split())

    def _quoted(self, items: Sequence[int]) -> str:
        first, last = self._items[items[0]].word, self._items[items[-1]].word
        return " ".join(self._own.text[self._own.starts[first] : self._own.ends[last]].split()).replace("\ue000", "…")


def swaps_told(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return *changes* with words that were left out at one place and stand at another as one change, a swap."""
    result: list[Change] = []
    for one in changes:
        other = result[-1] if result else None
        if other is not None and _are_swapped(other, one):
            quoted, shown = one.quoted or other.quoted, one.source or other.source
            words = shown if one.source and other.source in ("", shown) else f"{other.source}” and “{one.source}"
            start, end = min(one.start, other.start), max(one.end, other.end)
            result[-1] = Change("swapped", "error", f"“{words}” stands at another place", quoted, shown, start, end)
        else:
            result.append(one)
    return tuple(result)


def _are_swapped(one: Change, other: Change) -> bool:
    if one.standing != "error" or other.standing != "error":
        return False
    same = one.quoted.lower() == other.source.lower() and one.source.lower() == other.quoted.lower()
    return same and bool(one.quoted or one.source)
