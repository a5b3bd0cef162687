"""Who speaks: the words before, behind or within a quotation that say so, "he wrote:", « …, dit-il, … ».

A signal is a verb of saying with its subject, or words as "according to" with a name; a subject that is no clear name
(a pronoun, "the minister") leaves the speaker "". A bounded window around each quotation is looked at.
"""

from __future__ import annotations

from citekit.notes.vocabulary import LEADING_WORDS
from citekit.patterns import pattern
from citekit.quotations.finding.found import Signal
from citekit.quotations.finding.saying import SAYING, Saying
from citekit.values import NamedTuple

_WINDOW = 200
_INSIDE = 400
_AFAR = 7
"""Words between a verb of saying and the quotation, or before the verb behind one."""
_WORD = pattern(r"[^\W\d_]{1,40}(?:[’'][^\W\d_]{1,40}){0,2}")
_TAIL = pattern(r"[\s,:;—–\-(]*\Z")
_HEAD = pattern(r"[\s,;:—–\-\d*\[\]^)¹²³⁴⁵⁶⁷⁸⁹⁰]*")
_PARTICLES = frozenset("de da du des del della di von van der den zu la le el al bin ibn ter ten y".split())
_LEADS = frozenset("that dass daß que qu che что".split())
_JOINING = frozenset(" \u00a0\u202f.-’'")
_WIE = frozenset("as wie comme como come как thus so".split())
_OBJECTS = frozenset(
    "tell tells told ask asks asked call calls called answer answers answered calls quote quotes quoted".split()
)
_ASIDE = pattern(
    r"(?:[,!?…]\s{0,2}[—–-]?|\s[—–])\s{0,2}([^\W\d_][^,.;:!?—–«»“”„]{2,60})[,.!]?\s{0,2}(?:[—–]|(?<=,)|(?<=,\s))"
)
_OWNED = ("’s", "'s")
_WORDS_OF = frozenset("words word phrase phrases view opinion formulation account telling terms".split())
_LED = LEADING_WORDS - frozenset("as and or und oder et ou y e и или".split())
_NAMING = frozenset("call calls called describe describes described nennt nannte heißt hieß".split())
_ASIDES = frozenset(("fr", "ru", "es", "it"))


class _Word(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def folded(self) -> str:
        return self.text.casefold()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


class _Subject(NamedTuple):
    """Words *first* to *last* (within) are a subject; *name* is "" for one that is none."""

    first: int
    last: int
    name: str


def signal_before(text: str, start: int, low: int, language: str) -> Signal | None:
    """Return the signal that ends at *start*, where a quotation begins; it begins at *low* or behind."""
    low = max(low, start - _WINDOW)
    window = text[low:start]
    tail = _TAIL.search(window)
    close = tail.start() if tail else len(window)
    found = _Words.of(text, low, low + close, language)
    return found.before(text[low + close : start]) if found and found.words else None


def signal_behind(text: str, end: int, high: int, language: str, *, finished: bool) -> Signal | None:
    """Return the signal behind *end*, where a quotation ends; it ends before *high*. *finished* is one with a stop."""
    high = min(high, end + _WINDOW)
    head = _HEAD.match(text, end, high)
    begin = head.end() if head else end
    found = _Words.of(text, begin, high, language)
    if found is None or not found.words or found.words[0].start != begin:
        return None
    return None if finished and found.words[0].capital else found.behind()


def signal_within(text: str, start: int, end: int, language: str) -> Signal | None:
    """Return the signal that stands within a quotation between commas or dashes, as in French and Russian."""
    if language not in _ASIDES:
        return None
    for match in _ASIDE.finditer(text, start, min(end, start + _INSIDE)):
        found = _Words.of(text, match.start(1), match.end(1), language)
        if found and found.words and (signal := found.behind()) and signal.end >= match.end(1) - _WINDOW // 5:
            return Signal(match.start(1), match.end(1), signal.speaker)
    return None


class _Words:
    """The words of a window, with what a language says of them."""

    def __init__(self, text: str, words: list[_Word], saying: Saying, *, english: bool) -> None:
        self.text, self.words, self.saying, self.english = text, words, saying, english

    @classmethod
    def of(cls, text: str, start: int, end: int, language: str) -> _Words | None:
        """Return the words of ``text[start:end]``; ``None`` for a language whose verbs are not known."""
        saying = SAYING.get(language)
        if saying is None:
            return None
        words = [_Word(match.start(), match.end(), match.group()) for match in _WORD.finditer(text, start, end)]
        return cls(text, words, saying, english=language == "en")

    def before(self, tail: str) -> Signal | None:
        """Return the signal that the words end with; *tail* is what stands between it and the quotation."""
        last = len(self.words) - 1
        pointing = any(char in ",:;—–" for char in tail) or self.words[last].folded in _LEADS
        if self.words[last].folded in _WORDS_OF and (owner := self._owner(last)):
            return owner
        for place in range(last, max(last - (_AFAR if pointing else 1), -1), -1):
            if place < last and self._gap(place, last, ".;:!?"):
                break
            if self.words[place].folded in self.saying.verbs and (pointing or self.words[place].folded not in _NAMING):
                subject = self._subject_of(place)
                first = place if subject is None else min(subject.first, place)
                first = self._with_auxiliaries(first)
                return Signal(self.words[first].start, self.words[last].end, subject.name if subject else "")
        return self._source(range(max(last - _AFAR, 0), last), last, within=3)

    def behind(self) -> Signal | None:
        """Return the signal that the words begin with."""
        offset = 1 if self.words[0].folded in _WIE and len(self.words) > 1 else 0
        for place in range(offset, min(len(self.words), _AFAR)):
            if place and self._gap(0, place, ".;:!?,—–"):
                break
            if self.words[place].folded not in self.saying.verbs:
                continue
            subject = self._leading(offset, place) or self._following(place)
            if subject is None:
                break
            last = max(subject.last, place)
            return Signal(self.words[0].start, self.words[last].end, subject.name)
        return self._source(range(1), len(self.words) - 1, within=len(self.words))

    # --- subjects ---

    def _subject_of(self, verb: int) -> _Subject | None:
        """Return the subject of a verb before a quotation: before it, else behind it where verbs may come first."""
        place = verb - 1
        while place >= 0 and self._is_between(place) and self.words[place].folded not in self.saying.pronouns:
            place -= 1
        parted = place >= 0 and self._gap(place, place + 1, ",")
        if place >= 0 and not parted and (found := self._ending(place)):
            return found
        if parted and (named := self._apposed()):
            return named
        inverted = not self.english or (verb == 0 and self.words[verb].folded not in _OBJECTS)
        return self._following(verb) if inverted else None

    def _ending(self, place: int) -> _Subject | None:
        """Return the subject whose last word is at *place*: a pronoun, a name, an article with a noun."""
        if self.words[place].folded in self.saying.pronouns:
            return _Subject(place, place, "")
        first = place
        while first and place - first < 5 and self._joined(first - 1) and self._is_of_name(first - 1):
            first -= 1
        while first < place and not self._is_name(first):
            first += 1
        led = first > 0 and not self._gap(first - 1, first, ",") and self.words[first - 1].folded in _LED
        if self._is_name(place):
            articled = first > 0 and self.words[first - 1].folded in self.saying.articles
            if articled:
                return _Subject(first - 1, place, "")
            paired = first > 0 and self.words[first - 1].folded in ("and", "und", "et", "y", "e", "и")
            return None if led else _Subject(first, place, "" if paired else self._name(first, place))
        for back in range(place - 1, max(place - 4, -1), -1):
            if self.words[back].folded in self.saying.articles and not self._gap(back, place, ",;:."):
                return _Subject(back, place, "")
        return None

    def _leading(self, first: int, verb: int) -> _Subject | None:
        """Return the subject between word *first* and the verb behind a quotation."""
        while first < verb and self._is_between(first) and self.words[first].folded not in self.saying.pronouns:
            first += 1
        if first == verb:
            return None
        if self.words[first].folded in self.saying.pronouns:
            return _Subject(first, first, "")
        last = first
        while last + 1 < verb and self._is_of_name(last + 1) and self._joined(last):
            last += 1
        if self._is_name(first) and all(self._is_between(place) for place in range(last + 1, verb)):
            return _Subject(first, last, self._name(first, last))
        return _Subject(first, verb, "") if self.words[first].folded in self.saying.articles else None

    def _following(self, verb: int) -> _Subject | None:
        """Return the subject behind a verb."""
        place = verb + 1
        while place < len(self.words) and place - verb < 4 and self._is_between(place):
            if self.words[place].folded in self.saying.pronouns:
                break
            place += 1
        if place >= len(self.words) or self._gap(verb, place, ",.:;!?()«»“”„"):
            return None
        word = self.words[place]
        if word.folded in self.saying.pronouns:
            return _Subject(place, place, "")
        if word.folded in self.saying.articles and place + 1 < len(self.words):
            return _Subject(place, place + 1, "")
        if not self._is_name(place):
            return None
        last = self._last_of_name(place)
        return _Subject(place, last, self._name(place, last))

    def _apposed(self) -> _Subject | None:
        """Return the name that begins the words before a comma, as in "Balashov, who was there, would recall"."""
        last = self._last_of_name(0) if self._is_name(0) else -1
        if last == -1 or last + 1 >= len(self.words) or not self._gap(last, last + 1, ","):
            return None
        return _Subject(last + 1, last, self._name(0, last))

    def _owner(self, last: int) -> Signal | None:
        """Return the signal "in Cohen’s words" whose last word is at *last*."""
        place = last - 1
        if place < 0 or not self.words[place].text.endswith(_OWNED) or not self._is_name(place):
            return None
        first = place
        while first and self._joined(first - 1) and self._is_name(first - 1):
            first -= 1
        begin = first - 1 if first and self.words[first - 1].folded == "in" else first
        return Signal(self.words[begin].start, self.words[last].end, self._name(first, place)[:-2])

    def _source(self, places: range, last: int, *, within: int) -> Signal | None:
        """Return a signal "according to Cohen" that begins at one of *places* and ends *within* words of *last*."""
        for place in places:
            for phrase in self.saying.sources:
                size = phrase.count(" ") + 1
                said = " ".join(word.folded for word in self.words[place : place + size])
                name = place + size
                if said != phrase or name > last or not self._is_name(name):
                    continue
                end = self._last_of_name(name)
                if last - end <= within:
                    return Signal(self.words[place].start, self.words[end].end, self._name(name, end))
        return None

    # --- words ---

    def _with_auxiliaries(self, first: int) -> int:
        while first and self.words[first - 1].folded in self.saying.between and self._joined(first - 1):
            first -= 1
        return first

    def _is_between(self, place: int) -> bool:
        word = self.words[place]
        return word.folded in self.saying.between or (self.english and word.folded.endswith("ly") and not word.capital)

    def _is_name(self, place: int) -> bool:
        word = self.words[place]
        known = word.folded in self.saying.openers or word.folded in self.saying.pronouns
        return word.capital and not known and word.folded not in self.saying.articles

    def _is_of_name(self, place: int) -> bool:
        return self._is_name(place) or self.words[place].text in _PARTICLES

    def _last_of_name(self, first: int) -> int:
        last = first
        while last + 1 < len(self.words) and last - first < 5 and self._joined(last) and self._is_of_name(last + 1):
            last += 1
        while not self._is_name(last):
            last -= 1
        return last

    def _name(self, first: int, last: int) -> str:
        return " ".join(self.text[self.words[first].start : self.words[last].end].split())

    def _joined(self, place: int) -> bool:
        """Tell whether nothing but blanks, or the stop of an initial, stands between a word and the next."""
        between = self.text[self.words[place].end : self.words[place + 1].start]
        if "." in between and len(self.words[place].text) > 2:
            return False
        return len(between) <= 2 and set(between) <= _JOINING

    def _gap(self, first: int, last: int, signs: str) -> bool:
        """Tell whether one of *signs* stands between two words."""
        return any(char in signs for char in self.text[self.words[first].end : self.words[last].start])
