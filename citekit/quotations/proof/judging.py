"""A quotation's words beside those of its source -> its changes, in reading order (``changes.py``).

Between two words that both have is a stretch: words left out, added or changed, brackets, omissions, or nothing but a
gap. Each is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.quotations.proof.alignment import Pair
from citekit.quotations.proof.changes import Change, silent
from citekit.quotations.proof.claims import Item, Wording
from citekit.quotations.proof.ends import ends_paired
from citekit.quotations.proof.gaps import DASH, ELLIPSIS, HYPHEN, MARK, differences, gap_of
from citekit.quotations.proof.naming import Naming
from citekit.quotations.proof.noting import is_note_mark, without_note_marks
from citekit.quotations.proof.sense import is_negated_behind, negates, negates_alone
from citekit.quotations.proof.words import Words, words_of
from citekit.quotations.rules import Silent
from citekit.values import NamedTuple, dataclass, field

_WIDE = 6
"""Words of a source that a bracket may stand for, beyond those that it has itself."""
_POWERED = frozenset(("10", "m", "mm", "cm", "dm", "km"))
_LONG = 400
"""Words left out by one omission that are told, about a page."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is between two words that both have: items and words of the source that have no other, special ones."""

    items: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    specials: dict[int, list[int]] = field(default_factory=dict)


class _Point(NamedTuple):
    """Two words beside each other; the ends of the quotation have -1 and the number of items."""

    item: int
    word: int


def changes_of(
    wording: Wording, source: Words, pairs: Sequence[Pair], allowed: frozenset[Silent], language: str
) -> tuple[Change, ...]:
    """Return the changes of a quotation, whose items stand beside words of its source as *pairs* say."""
    return tuple(_Judge(wording, source, allowed, language).run(pairs))


class _Judge:
    def __init__(self, wording: Wording, source: Words, allowed: frozenset[Silent], language: str) -> None:
        self._wording = wording
        self._items, self._own, self._source = wording.items, wording.words, source
        self._open_end = wording.open_end
        self._allowed, self._language = allowed, language
        self._naming = Naming(wording, source, language)

    def run(self, pairs: Sequence[Pair]) -> Iterator[Change]:
        before: _Point | None = None
        stretch = _Stretch()
        for item, word in ends_paired(pairs, self._wording, self._source):
            one = self._items[item] if item >= 0 else None
            if one is None:
                stretch.words.append(word)
            elif one.kind != "word":
                own = stretch.specials.setdefault(item, [])
                if word >= 0:
                    own.append(word)
            elif word < 0:
                stretch.items.append(item)
            elif self._is_same(one, word):
                yield from self._between(before, stretch, _Point(item, word))
                yield from self._word(one, item, word)
                before, stretch = _Point(item, word), _Stretch()
            else:
                stretch.items.append(item)
                stretch.words.append(word)
        yield from self._end(before, stretch)

    def _is_same(self, item: Item, word: int) -> bool:
        own, form = self._own.forms[item.word], self._source.forms[word]
        if item.cut:
            return form.startswith(own) if item.cut == "end" else form.endswith(own)
        return own == form or own.lower() == form.lower()

    # --- one word ---

    def _word(self, item: Item, index: int, word: int) -> Iterator[Change]:
        """Yield how a word differs that both have: in case, or in what is not seen."""
        own, form = self._own.forms[item.word], self._source.forms[word]
        place = self._place([word])
        if item.cut:
            return
        if own != form:
            yield self._cased(item, index, word)
        elif item.free:
            yield Change("capital", "marked", "the case of a letter, in brackets", item.text, form, *place)
        elif word in self._source.broken and item.word not in self._own.broken:
            yield silent("hyphens", self._allowed, item.text, self._as_printed(word), place)
        elif own == form and (shown := self._source.shown(word)) != item.text:
            yield silent("spelling", self._allowed, item.text, shown, place)

    def _cased(self, item: Item, index: int, word: int) -> Change:
        own, form = self._own.forms[item.word], self._source.forms[word]
        place = self._place([word])
        if own[1:] != form[1:]:
            return Change("case", "error", "the case of letters is changed", own, form, *place)
        if item.free:
            return Change("capital", "marked", "the case of a letter, in brackets", own, form, *place)
        leads = index == 0 or self._items[index - 1].kind == "omission"
        if leads and "capital" in self._allowed:
            return silent("capital", self._allowed, own, form, place)
        message = f"the case of a letter is changed and not shown: “[{own[:1]}]{own[1:]}” would show it"
        return Change("capital" if leads else "case", "error", message, own, form, *place)

    # --- between two words ---

    def _between(self, before: _Point | None, stretch: _Stretch, here: _Point) -> Iterator[Change]:
        if before is None:
            yield from self._beginning(stretch, here)
            return
        yield from self._specials(stretch)
        if not (stretch.items or stretch.words):
            if not any(self._covers(item, words) for item, words in stretch.specials.items()):
                yield from self._gap(before.word, here.word, self._own.gap(self._items[here.item].word))
            return
        yield from self._differing(stretch, before, here)

    def _differing(self, stretch: _Stretch, before: _Point, here: _Point) -> Iterator[Change]:
        place = self._place(stretch.words) if stretch.words else self._gap_place(here.word)
        joined = self._joined(stretch)
        if joined is not None:
            yield joined
            return
        marks = [word for word in stretch.words if is_note_mark(self._source, word)]
        words = [word for word in stretch.words if word not in marks]
        if marks:
            shown = self._text(marks)
            yield silent("note-marks", self._allowed, "", shown, self._place(marks))
        if not words and not stretch.items:
            if not stretch.specials:
                own = self._own.gap(self._items[here.item].word)
                yield from self._gap(before.word, here.word, own)
            return
        yield from self._naming.differences(stretch.items, words, place)

    def _joined(self, stretch: _Stretch) -> Change | None:
        """Return the change where both have the same letters, in one word and in several."""
        if not (stretch.items and stretch.words):
            return None
        own = "".join(self._own.forms[self._items[one].word] for one in stretch.items)
        theirs = "".join(self._source.forms[one] for one in stretch.words)
        if own != theirs:
            return None
        place = self._place(stretch.words)
        quoted, shown = self._quoted(stretch.items), self._text(stretch.words)
        inner = [self._source.gap(word) for word in stretch.words[1:]]
        inner += [self._own.gap(self._items[one].word) for one in stretch.items[1:]]
        is_broken = any(word in self._source.broken for word in stretch.words)
        is_broken = is_broken or any(self._items[one].word in self._own.broken for one in stretch.items)
        # Where words are read from lines, a blank stands for the end of the line behind a hyphen.
        ended = is_broken or any(gap.rstrip() != gap and gap_of(gap).signs == (HYPHEN,) for gap in inner)
        if ended and all(gap_of(gap).signs in ((), (HYPHEN,)) for gap in inner):
            return silent("hyphens", self._allowed, quoted, shown, place)
        return Change("joined", "error", f"{quoted!r} is written {shown!r}", quoted, shown, *place)

    def _gap(self, word: int, behind: int, own: str) -> Iterator[Change]:
        """Yield how the gap between two words of the source differs from the quotation's *own*."""
        text = without_note_marks(self._source, word, behind)
        form = self._source.forms[behind]
        place = self._gap_place(behind)
        for kind in differences(own, text, capital=form[:1].isupper()):
            mine, theirs = " ".join(gap_of(own).spelled), " ".join(gap_of(text).spelled)
            if kind == "merged":
                yield Change("merged", "error", "two sentences are made one", mine, theirs, *place)
            elif kind == "punctuation":
                yield Change("punctuation", "error", _stops(mine, theirs), mine, theirs, *place)
            elif kind == "marks-lost":
                less = mine.count(MARK) < theirs.count(MARK) or len(mine) < len(theirs)
                what = "a quotation mark is left out" if less else "a quotation mark is added"
                yield Change("marks-lost", "error", what, mine, theirs, *place)
            elif kind == "note-marks" and self._source.forms[word] in _POWERED:
                yield Change("number", "error", "a power is left out", mine, theirs, *place)
            else:
                yield silent(kind, self._allowed, mine, theirs, place)

    # --- what shows ---

    def _covers(self, item: int, words: Sequence[int]) -> bool:
        return self._items[item].kind == "omission" or bool(words)

    def _specials(self, stretch: _Stretch) -> Iterator[Change]:
        for item, words in stretch.specials.items():
            one = self._items[item]
            if one.kind == "omission":
                yield from self._omission(item, words)
            elif one.kind == "sic":
                yield from self._sic(words)
            else:
                yield from self._bracket(one, words)

    def _omission(self, item: int, words: Sequence[int]) -> Iterator[Change]:
        if not words:
            yield Change("empty-omission", "note", "an omission where nothing is left out", "…", "")
            return
        place, shown = self._place(words), self._text(words)
        lost = [word for word in words if negates(self._source.forms[word], self._language)]
        if lost and self._hides(item, words, lost) and not self._is_negated(item):
            message = f"the negation {self._text(lost[:1])!r} is lost in an omission"
            yield Change("negation-lost", "error", message, "…", shown, *place)
            return
        yield Change("omission", "marked", f"{_words(len(words))} left out, with an ellipsis", "…", shown, *place)
        if lost:
            message = f"what is left out has the negation {self._text(lost[:1])!r}"
            yield Change("negation-omitted", "note", message, "…", shown, *place)
        if len(words) > _LONG:
            message = f"an omission passes over {len(words)} words, more than a page"
            yield Change("long-omission", "note", message, "…", "", *place)

    def _hides(self, item: int, words: Sequence[int], lost: Sequence[int]) -> bool:
        """Tell whether one of the negations *lost* in an omission negates words that are kept: there is little else, it
        stands right before what comes next, or right behind a verb (was … never, in those years, … alone).
        """
        if len(words) <= 2:
            return True
        if any(sign in self._source.gap(word) for word in words[1:] for sign in ".?!"):
            return False  # it is of another sentence
        if self._language.lower().startswith("fr") and self._source.small[lost[-1]].startswith(("ne", "n'")):
            return False  # the other half of the negation stands behind it, or "que", which makes it none
        before = self._items[item - 1] if item else None
        verb = self._own.forms[before.word] if before is not None and before.kind == "word" else ""
        goes_on = item + 1 < len(self._items) and self._items[item + 1].kind == "word"
        leads = lost[0] == words[0] and is_negated_behind(verb, self._language)
        return leads or (goes_on and lost[-1] == words[-1])

    def _is_bracketed(self, words: Sequence[int]) -> bool:
        """Tell whether *words* stand in brackets in the source itself."""
        before, behind = self._source.gap(words[0]), self._source.gap(words[-1] + 1)
        return before.rstrip().endswith("[") and behind.lstrip().startswith("]")

    def _is_negated(self, item: int) -> bool:
        """Tell whether a negation still stands right beside an omission; in French, that has two, some words on."""
        reach = 3 if self._language.lower().startswith("fr") else 1
        near = (*self._items[max(0, item - reach) : item], *self._items[item + 1 : item + 1 + reach])
        return any(one.kind == "word" and negates_alone(self._own.forms[one.word], self._language) for one in near)

    def _sic(self, words: Sequence[int]) -> Iterator[Change]:
        """Yield what a "sic" hides: it stands for none but the source's own."""
        if words and [self._source.small[word] for word in words] != ["sic"]:
            yield from self._naming.differences([], words, self._place(words))

    def _bracket(self, item: Item, words: Sequence[int]) -> Iterator[Change]:
        quoted = f"[{item.text.strip()}]"
        if words and self._is_bracketed(words):
            if words_of(item.text).forms != tuple(self._source.forms[word] for word in words):
                message = f"a bracket of the source, {self._text(words)!r}, became {item.text.strip()!r}"
                yield Change("word", "error", message, quoted, self._text(words), *self._place(words))
            return
        if not words:
            yield Change("bracket", "marked", "words of whoever quotes, in brackets", quoted, "")
            return
        place, shown = self._place(words), self._text(words)
        own = item.text.split()
        lost = [word for word in words if negates(self._source.forms[word], self._language)]
        if lost and not any(negates(word.strip(".,;:"), self._language) for word in own):
            message = f"the negation {self._text(lost[:1])!r} is lost in a bracket"
            yield Change("negation-lost", "error", message, quoted, shown, *place)
        elif len(words) > len(own) + _WIDE:
            message = f"a bracket stands for {len(words)} words of the source"
            yield Change("bracket-too-wide", "error", message, quoted, shown, *place)
        else:
            yield Change("bracket", "marked", "words in brackets for words of the source", quoted, shown, *place)

    # --- both ends ---

    def _beginning(self, stretch: _Stretch, here: _Point) -> Iterator[Change]:
        if stretch.items:
            yield from self._edge(stretch, here.word)
        for item in stretch.specials:
            if self._items[item].kind == "bracket":
                yield from self._bracket(self._items[item], stretch.specials[item])
        yield from self._negated(stretch, here.word - 1, self._source.gap(here.word), "before")
        if not stretch.items and self._items[here.item].word == 0:
            theirs = gap_of(self._source.gap(here.word)).signs
            for sign in gap_of(self._own.gap(0)).signs:
                if sign not in (MARK, ELLIPSIS, DASH, HYPHEN) and sign not in theirs:
                    message = f"{sign!r} is added at the beginning"
                    yield Change("punctuation", "error", message, sign, "", *self._place([here.word]))

    def _negated(self, stretch: _Stretch, word: int, gap: str, side: str) -> Iterator[Change]:
        """Tell of a negation right before the words of the quotation, or behind them: a bracket there hides it."""
        if stretch.items or not 0 <= word < len(self._source) or not negates(self._source.forms[word], self._language):
            return
        if any(sign in ".?!;:…" for sign in gap_of(gap).signs):
            return
        place, shown = self._place([word]), self._text([word])
        brackets = [self._items[item].text for item in stretch.specials if self._items[item].kind == "bracket"]
        own = [one.strip(".,;:") for text in brackets for one in text.split()]
        if own and not any(negates(one, self._language) for one in own):
            message = f"the negation {shown!r} is lost in a bracket"
            yield Change("negation-lost", "error", message, f"[{brackets[-1].strip()}]", shown, *place)
        else:
            message = f"{shown!r} stands right {side} these words in the source"
            yield Change("negation-omitted", "note", message, "", shown, *place)

    def _end(self, before: _Point | None, stretch: _Stretch) -> Iterator[Change]:
        if before is None:
            yield from self._naming.differences(stretch.items, stretch.words, (0, 0))
            return
        if stretch.items:
            yield from self._edge(stretch, before.word)
        for item in stretch.specials:
            if self._items[item].kind == "bracket":
                yield from self._bracket(self._items[item], stretch.specials[item])
        behind = (stretch.words[-1] if stretch.words else before.word) + 1
        yield from self._negated(stretch, behind, self._source.gap(behind), "behind")
        is_shown = any(self._items[item].kind != "sic" for item in stretch.specials)
        if not is_shown and not self._open_end and (not stretch.items or stretch.words):
            yield from self._last_stop(stretch.words[-1] if stretch.items else before.word)

    def _edge(self, stretch: _Stretch, word: int) -> Iterator[Change]:
        """Yield what differs at one end; *word* is the next that both have."""
        joined = self._joined(stretch)
        if joined is not None:
            yield joined
        else:
            yield from self._naming.differences(stretch.items, stretch.words, self._place([word]))

    def _last_stop(self, word: int) -> Iterator[Change]:
        behind = word + 1
        while behind < len(self._source) and behind < word + 3 and is_note_mark(self._source, behind):
            behind += 1
        own = self._own.gap(len(self._own))
        text = without_note_marks(self._source, word, behind)
        mine, theirs = (tuple(one for one in gap_of(gap).signs if one != MARK) for gap in (own, text))
        if mine == theirs[: len(mine)]:
            return
        place = self._gap_place(behind)
        quoted, shown = "".join(mine), "".join(theirs)
        if mine in ((".",), (",",), ("。",)) and not (mine != (",",) and theirs[:1] in (("?",), ("!",))):
            yield silent("final-stop", self._allowed, quoted, shown, place)
        else:
            yield Change("end-changed", "error", _stops(quoted, shown), quoted, shown, *place)

    # --- places and texts ---

    def _place(self, words: Sequence[int]) -> tuple[int, int]:
        return self._source.starts[words[0]], self._source.ends[words[-1]]

    def _gap_place(self, behind: int) -> tuple[int, int]:
        ends, starts = self._source.ends, self._source.starts
        start = ends[behind - 1] if behind else 0
        return start, starts[behind] if behind < len(starts) else len(self._source.text)

    def _text(self, words: Sequence[int]) -> str:
        start, end = self._place(words)
        return " ".join(self._source.text[start:end].split())

    def _as_printed(self, word: int) -> str:
        return "".join(self._text([word]).split())

    def _quoted(self, items: Sequence[int]) -> str:
        first, last = self._items[items[0]].word, self._items[items[-1]].word
        return " ".join(self._own.text[self._own.starts[first] : self._own.ends[last]].split())


def _stops(mine: str, theirs: str) -> str:
    if not theirs:
        return f"{mine!r} is added"
    return f"{theirs!r} is left out" if not mine else f"{mine!r} stands for {theirs!r}"


def _words(count: int) -> str:
    return f"{count} word{'' if count == 1 else 's'}"
