"""The stops and closing quotation marks behind a word, among which a note mark can stand.

A text is read without its marks ("bare"), so that it is the same wherever they stand. A cluster is what follows a word
up to the next space or letter: ``.”``, ``’,``, `` !`` with the space that French sets, ``…``. Brackets bound it, since
no mark crosses one. Where a dash follows, a mark behind the dash belongs to the cluster too.

What only looks like a stop is not in a cluster: the point of a decimal or of a name ("example.org"), the stop of an
abbreviation (a word cut short, or a stop after which the sentence goes on in lower case), an apostrophe, an opening
quotation mark. Takes time in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from citekit.notes.vocabulary import CONTRACTIONS
from citekit.patterns import pattern
from citekit.values import NamedTuple

SPACES = " \t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"
"""What parts words within a line."""

_THIN = "[ \u00a0\u2009\u202f]"
_SIGNS = frozenset(f".,;:!?…”’»“‘«›‹\"'—–‒―-{SPACES}")
_RUN = pattern(rf"[.,;:!?…”’»“‘«›‹\"'—–‒―\-{SPACES}]+")
_ELLIPSIS = pattern(rf"…+|\.(?:{_THIN}?\.){{2,}}")
_SPACED_ELLIPSIS = pattern(rf"{_THIN}(?:…+|\.(?:{_THIN}?\.){{2,}})")
_SPACED_SIGN = pattern(rf"{_THIN}{{1,2}}[;:!?»›]")
_DASH = pattern(r" (?:[—–‒―]+|--?)(?= )|[ \u00a0\u2009\u202f]?(?:[—–‒―]+|--+)")
_QUOTES = "”’»“‘«›‹\"'"
_SINGLES = "’'"
_OPENING_SINGLE = pattern(r"(?:^|[\s(\[—–“„\"])[‘‚’']|‚")
_OPENERS = "([{<¿¡„‚#@/\\"
_MOST = 16
"""More signs than these end no sentence: they are a leader or an ornament, and marks among them stay."""

_REACH = 400
_WORD = pattern(r"(?:[^\W\d_]+\.[ \u00a0\u202f]?)*[^\W\d_]+\Z")
_LONGEST_WORD = 40
_VOWELS = frozenset("aeiouyàèéíóôöåæøüаеиоуюяіIЯ")
"""Letters that are words as well as initials: "So did I.", "il y en a."."""

_CUT_SHORT = CONTRACTIONS | frozenset(
    "ecc mr mrs ms dr st prof gen col lt capt sgt rev hon gov sen rep etw itd itp tzn tzw np bzw ca jh jhd hrsg bl "
    "др пр тов гос см ср тыс млн cf mme mlle".split()
)

Kind: TypeAlias = Literal["part", "stop", "ender", "quote"]


class Token(NamedTuple):
    """One sign of a cluster, with the space before it that belongs to it; ``part`` is the stop of an abbreviation."""

    start: int
    end: int
    kind: Kind


class Cluster(NamedTuple):
    """The signs behind a word, places in the bare text.

    *start* is where the word ends, *word* where its abbreviation's stop does, *end* where the signs do, and *reach*
    where the dash behind them does; without one it is *end*.
    """

    start: int
    word: int
    end: int
    reach: int
    tokens: tuple[Token, ...] = ()


def clusters(bare: str, places: Sequence[int]) -> Iterator[Cluster | None]:
    """Yield the cluster that each of *places*, in order, is in; ``None`` where it is in none."""
    known: Cluster | None = None
    begin = end = -1  # of the run of signs that was looked at last
    for place in places:
        if place > end:
            run = _run_at(bare, place, max(end, 0))
            if run is None:
                yield None
                continue
            begin, end = run
            known = None
        known = known or _cluster(bare, begin, end)
        yield known if known.start <= place <= known.reach and known.reach > known.start else None


def _run_at(bare: str, place: int, least: int) -> tuple[int, int] | None:
    """Return the run of signs and spaces that *place* is in, or at an end of; it does not begin before *least*."""
    start = place
    while start > least and bare[start - 1] in _SIGNS:
        start -= 1
    run = _RUN.match(bare, start)
    return run.span() if run is not None else None


def _cluster(bare: str, start: int, stop: int) -> Cluster:
    """Return the cluster that begins at *start*, of a run of signs and spaces that ends at *stop*."""
    if start == 0 or bare[start - 1].isspace() or bare[start - 1] in _OPENERS:
        return Cluster(start, start, start, start)
    tokens: list[Token] = []
    place = start
    while place < stop and (token := _token(bare, place)):
        if len(tokens) == _MOST:
            return Cluster(start, start, start, start)
        tokens.append(token)
        place = token.end
    while tokens and _doubtful(bare, tokens[-1]):
        place = tokens.pop().start
    if tokens and tokens[0].kind == "stop" and _is_abbreviation(bare, tokens):
        tokens[0] = tokens[0]._replace(kind="part")
    word = tokens[0].end if tokens and tokens[0].kind == "part" else start
    return Cluster(start, word, place, _behind_dash(bare, place), tuple(tokens))


def _token(bare: str, place: int) -> Token | None:  # noqa: PLR0911 (a table of cases, first that fits)
    """Return the sign at *place*, ``None`` where the cluster ends."""
    if match := _ELLIPSIS.match(bare, place):
        return Token(place, match.end(), "ender")
    if match := _SPACED_ELLIPSIS.match(bare, place):  # an omission goes on, unless the sentence ends with it
        following = bare[match.end() : match.end() + 1]
        return Token(place, match.end(), "ender") if following in _QUOTES + ".,;:?!\n" else None
    if match := _SPACED_SIGN.match(bare, place):
        sign = bare[match.end() - 1]
        opens = sign in "»›" and _opens(bare, match.end())
        return None if opens else Token(place, match.end(), _kind(sign))
    if bare[place] in ".,;:!?":
        return Token(place, place + 1, _kind(bare[place]))
    if bare[place] in _QUOTES:
        return Token(place, place + 1, "quote") if _closes(bare, place) else None
    match = _DASH.match(bare, place)
    if match and _breaks_off(bare, match.end()):
        return Token(place, match.end(), "ender")
    return None


def _kind(sign: str) -> Kind:
    return "quote" if sign in _QUOTES else "stop" if sign in ".,;:" else "ender"


def _opens(bare: str, end: int) -> bool:
    """Tell whether what ends at *end* opens a quotation, by what follows it."""
    return bare[end : end + 1].isalnum() or _ELLIPSIS.match(bare, end) is not None


def _closes(bare: str, place: int) -> bool:
    """Tell whether the quotation mark at *place*, right behind a word or a sign, closes: else it opens or elides."""
    mark, following = bare[place], bare[place + 1 : place + 2]
    if mark != "”" and following.isalnum():
        return False
    if mark not in _SINGLES:
        return True
    if bare[place - 1] in "sSxz" and following.isspace():  # "the workers’ council"
        return False
    return _OPENING_SINGLE.search(bare, max(0, place - _REACH), place) is not None


def _breaks_off(bare: str, end: int) -> bool:
    """Tell whether a dash that ends at *end* breaks a quotation off: “But I—”."""
    following = bare[end : end + 1]
    return bool(following) and (following in ".,;:!?" or (following in "”’»›\"'" and not _opens(bare, end + 1)))


def _doubtful(bare: str, last: Token) -> bool:
    """Tell whether a letter or figure follows *last*: the point of a number, a name, a glued word."""
    following = bare[last.end : last.end + 1]
    return (following.isalnum() or following == "_") and bare[last.end - 1] != "”"


def _behind_dash(bare: str, place: int) -> int:
    """Return where the dash at *place* ends, *place* itself where there is none or it joins two numbers."""
    match = _DASH.match(bare, place)
    if match is None:
        return place
    joins = bare[place] == "–" and bare[place - 1].isdecimal() and bare[match.end() : match.end() + 1].isdecimal()
    return place if joins else match.end()


def _is_abbreviation(bare: str, tokens: Sequence[Token]) -> bool:
    """Tell whether the first of *tokens*, a stop, belongs to the word before it."""
    first = tokens[0]
    if bare[first.start] != ".":
        return False
    if len(tokens) == 1 and _goes_on(bare, first.end):
        return True
    return is_cut_short(bare, first.start)


def is_cut_short(text: str, place: int) -> bool:
    """Tell whether the word that ends at *place*, where a full stop stands, is an abbreviation by its letters.

    >>> is_cut_short("books, etc.", 10), is_cut_short("all was lost.", 12)
    (True, False)
    """
    match = _WORD.search(text, max(0, place - _LONGEST_WORD), place)
    if match is None:
        return False
    *initials, word = match[0].replace(".", ". ").split()
    if len(word) == 1 and (initials or word not in _VOWELS):
        return True
    if word.casefold() in _CUT_SHORT:
        return True
    return bool(initials) and len(word) <= 3 and _is_cut_letter(initials[-1])


def _is_cut_letter(word: str) -> bool:
    """Tell whether *word* is a letter that stands for a word, as in "v. Chr."."""
    return len(word) == 2 and word.islower() and word[0] not in _VOWELS


def _goes_on(bare: str, place: int) -> bool:
    """Tell whether a lower-case word follows: the sentence goes on."""
    end = place
    while end < len(bare) and end - place < 3 and bare[end].isspace():
        end += 1
    return end > place and bare[end : end + 1].islower()
