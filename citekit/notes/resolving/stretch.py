"""A stretch of a note as its words, with what each may be in the library and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from citekit.notes.resolving.tails import MARKED
from citekit.notes.resolving.words import NEUTRAL, Word, words_of
from citekit.notes.resolving.works import Role, Works
from citekit.patterns import pattern
from citekit.values import NamedTuple

_YEAR = pattern(r"1[4-9]\d\d|20\d\d")
_ABBREVIATION = pattern(r"(?:\b[^\W\d_]|\b[^\W\d_]{1,4})\.$")
_EDITS_BEFORE = pattern(
    r"""(?i:\b(?:(?:eds?|hg|hgg|hrsg|trans|transl|trad|übers|intro|ред|сост|пер|red|per|dir|org|coord)\.\s*(?:v\.\s|von\s|by\s)?
      |(?:edited|translated)\sby\s|(?:herausgegeben|übersetzt)\svon\s|a\scura\sdi\s|sous\sla\sdir(?:ection|\.)\sde\s))
    (?:(?:[^\W\d_a-zа-яß-ÿ][\w.’'-]*|and|und|et|y|e|&|von|van|de|der|и)[,\s]+){0,6}$""",
    re.VERBOSE,
)
_EDITS_AFTER = pattern(r"[^()\[\];:*“„«\"]{0,60}[(\[](?i:eds?|hg|hgg|hrsg|dirs?|orgs?|coords?|comps?)\b")


class Span(NamedTuple):
    """Italics or quotation marks around the words ``first`` to ``last``; *named* is a name with initials alone."""

    start: int
    end: int
    first: int
    last: int
    named: bool


class Read(NamedTuple):
    """What a word says of a work: for it (positive) or against it, and as what."""

    weight: float
    role: Role | None
    word: str


class Stretch(NamedTuple):
    """``text[start:end]``, its words, and the words of the library that each may be.

    *gaps* are what the signs before each word cost, *spans* what is set apart, *span_of* the place of a word's span
    among them, or -1; *edits* tells which words name an editor or a translator. *places* has the places of each word
    of the library; *unsaid* is what each word says of a work that does not have it, *initials* and *unknown* are the
    places of letters alone and of names that no work has.
    """

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    alike: tuple[tuple[str, ...], ...]
    capital: tuple[bool, ...]
    gaps: tuple[float, ...] = ()
    spans: tuple[Span, ...] = ()
    span_of: tuple[int, ...] = ()
    edits: tuple[bool, ...] = ()
    places: Mapping[str, Sequence[int]] = {}
    unsaid: tuple[Read, ...] = ()
    initials: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()

    def between(self, place: int) -> str:
        """Return the signs before a word, "" before the first."""
        return self.text[self.words[place - 1].end : self.words[place].start] if place else ""

    def behind(self, place: int) -> str:
        """Return the signs behind a word."""
        following = self.words[place + 1].start if place + 1 < len(self.words) else self.end
        return self.text[self.words[place].end : following]


def read_stretch(text: str, start: int, end: int, works: Works) -> Stretch:
    """Return ``text[start:end]`` made ready to be compared with *works*."""
    words = tuple(Word(one.start + start, one.end + start, one.word) for one in words_of(text[start:end]))
    capital = tuple(text[one.start].isupper() for one in words)
    alike = tuple(works.alike(one.word, is_name=is_name) for one, is_name in zip(words, capital, strict=True))
    stretch = Stretch(text, start, end, words, alike, capital)
    spans = tuple(_spans(stretch))
    span_of = [-1] * len(words)
    for place, span in enumerate(spans):
        span_of[span.first : span.last + 1] = [place] * (span.last + 1 - span.first)
    places: dict[str, list[int]] = {}
    for place, many in enumerate(alike):
        for word in many:
            places.setdefault(word, []).append(place)
    names = [place for place, is_name in enumerate(capital) if is_name]
    return stretch._replace(
        places=places,
        unsaid=tuple(_unsaid(one.word, is_name=is_name) for one, is_name in zip(words, capital, strict=True)),
        initials=tuple(place for place in names if len(words[place].word) == 1),
        unknown=tuple(p for p in names if len(words[p].word) > 3 and not works.keys_with(words[p].word)),
        gaps=tuple(_gap(stretch, place) for place in range(len(words))),
        spans=spans,
        span_of=tuple(span_of),
        edits=tuple(is_name and _edits(stretch, place) for place, is_name in enumerate(capital)),
    )


def _unsaid(word: str, *, is_name: bool) -> Read:
    """Return what a word says of a work that does not have it."""
    if word in NEUTRAL:
        return Read(0.0, None, word)
    if word.isdecimal():
        return Read(-1.2 if _YEAR.fullmatch(word) else -0.2, None, word)
    if is_name:
        return Read(-1.0 if len(word) > 1 else -0.3, None, word)
    return Read(-0.7, None, word)


def _spans(stretch: Stretch) -> list[Span]:
    spans = []
    place = 0
    for match in MARKED.finditer(stretch.text, stretch.start, stretch.end):
        while place < len(stretch.words) and stretch.words[place].start < match.start():
            place += 1
        first = place
        while place < len(stretch.words) and stretch.words[place].start < match.end():
            place += 1
        if place > first:
            own = stretch.words[first:place]
            named = len(own) < 5 and any(len(one.word) == 1 for one in own) and match[0][0] == "*"
            spans.append(Span(match.start(), match.end(), first, place - 1, named))
    return spans


def _gap(stretch: Stretch, place: int) -> float:
    """Return what the signs before a word cost: the end of a sentence parts descriptions."""
    between = stretch.between(place)
    if ";" in between:
        return -2.5
    if stretch.capital[place] and any(sign in between for sign in ".!?"):
        start = stretch.words[place].start
        before = stretch.text[max(0, start - 12) : start].rstrip()
        return -0.1 if _ABBREVIATION.search(before[-6:]) else -0.5
    return 0.0


def _edits(stretch: Stretch, place: int) -> bool:
    """Tell whether a word stands among the names behind "ed.", or before "(ed.)"."""
    word = stretch.words[place]
    return (
        _EDITS_BEFORE.search(stretch.text[max(stretch.start, word.start - 80) : word.start]) is not None
        or _EDITS_AFTER.match(stretch.text, word.end, stretch.end) is not None
    )
