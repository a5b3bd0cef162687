"""What is claimed: that words stand in a work, at a place; and these words one by one, with the changes that show.

A claim is made of a quotation's parts (``quotation.py``). For the proof they are a row of items: words, omissions, and
brackets, which stand for words of the source or for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from citekit.findings import Span
from citekit.model import Locator
from citekit.quotations.proof.words import Words, words_of
from citekit.quotations.quotation import (
    Break,
    Capital,
    Emphasis,
    FinalStop,
    Insertion,
    Omission,
    Part,
    Quoted,
    Sic,
    Substitution,
    Turn,
)
from citekit.values import dataclass

_PLACE = "\ue000"  # for private use: no word has it
_CAPITAL = "\ue001"


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that are said to stand in the work *key*, at *locator*; *where* the claim is made.

    *printed* is the quotation as it was read, for messages, "" where it was made of data.
    """

    parts: tuple[Part, ...]
    language: str = "en-US"
    key: str = ""
    locator: Locator | None = None
    where: Span | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A word (its index in the words of the quotation), an omission, a bracket with its *text*, or a "sic".

    A word that is *cut* goes on in a bracket, or begins with one: "colleague[s]". Of a *free* one the case of the
    first letter is said to be changed.
    """

    kind: Literal["word", "omission", "bracket", "sic"]
    word: int = -1
    text: str = ""
    cut: Literal["", "start", "end"] = ""
    free: bool = False
    extent: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a claim and its items in order. *open_end* says that its last stop is said to be changed."""

    words: Words
    items: tuple[Item, ...]
    open_end: bool = False


_Special: TypeAlias = "Omission | Insertion | Sic"


class _Writing:
    """Writes parts as one text in which a sign stands for each omission and bracket."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.specials: list[_Special] = []
        self.open_end = False

    def add(self, parts: Iterable[Part]) -> None:  # noqa: C901 - a case for each kind of part
        row = tuple(parts)
        for place, part in enumerate(row):
            match part:
                case Insertion() if _is_elided(part, row[place + 1 : place + 2]):
                    self.pieces.append(_CAPITAL + part.text.swapcase())
                case str():
                    self.pieces.append(part.replace(_PLACE, "").replace(_CAPITAL, ""))
                case Omission() | Insertion() | Sic():
                    self._special(part)
                case Substitution():
                    self.pieces.append(part.original)
                    if not part.original:
                        self._special(Insertion(part.text))
                case Capital():
                    self.pieces.append(_CAPITAL + part.original)
                case FinalStop():
                    self.pieces.append(part.original)
                    self.open_end = True
                case Emphasis():
                    self.add(part.parts)
                case Quoted():
                    self.pieces.append("“")
                    self.add(part.parts)
                    self.pieces.append("”")
                case Break():
                    self.pieces.append("\n" if part.kind == "line" else "\n\n")
                case Turn():
                    self.pieces.append("\n\n")
                    self._special(Insertion(f" {part.speaker}:"))
                    self.pieces.append(" ")

    def _special(self, part: _Special) -> None:
        self.pieces.append(_PLACE)
        self.specials.append(part)


def _is_elided(part: Insertion, after: tuple[Part, ...]) -> bool:
    """Tell whether a bracket holds the letter of an elided word, whose case is changed: "[L]’homme"."""
    follows = after[0] if after else ""
    is_letter = len(part.text) == 1 and part.text.isalpha()
    return is_letter and isinstance(follows, str) and follows[:1] in ("’", "'") and follows[1:2].isalpha()


def wording_of(parts: Iterable[Part]) -> Wording:
    """Return the words and items of *parts*.

    >>> [item.kind for item in wording_of(("So ", Omission(), " it ", Insertion("was"), " done.")).items]
    ['word', 'omission', 'word', 'bracket', 'word']
    """
    writing = _Writing()
    writing.add(parts)
    words = words_of("".join(writing.pieces).replace(_CAPITAL, ""))
    free = _free("".join(writing.pieces))
    return Wording(words, tuple(_items(words, writing.specials, free)), writing.open_end)


def _free(text: str) -> frozenset[int]:
    """Return where, in the text without its signs, letters stand whose case was changed."""
    found: set[int] = set()
    length = 0
    for piece in text.split(_CAPITAL)[:-1]:
        length += len(piece)
        found.add(length)
    return frozenset(found)


def _items(words: Words, specials: list[_Special], free: frozenset[int]) -> Iterator[Item]:
    place = 0
    for index in range(len(words) + 1):
        gap = words.gap(index)
        for _ in range(gap.count(_PLACE)):
            one = specials[place]
            place += 1
            if isinstance(one, Omission):
                yield Item("omission", extent=one.extent)
            elif isinstance(one, Sic):
                yield Item("sic", text="sic")
            else:
                yield Item("bracket", text=one.text)
        if index < len(words):
            yield Item(
                "word", index, words.shown(index), _cut(words, index, specials, place), words.starts[index] in free
            )


def _cut(words: Words, index: int, specials: list[_Special], place: int) -> Literal["", "start", "end"]:
    """Tell at which end a bracket touches word *index*, before which *place* of the specials stand."""
    after, before = words.gap(index + 1), words.gap(index)
    if after.startswith(_PLACE) and _is_letters(specials[place], "start"):
        return "end"
    if before.endswith(_PLACE) and _is_letters(specials[place - 1], "end"):
        return "start"
    return ""


def _is_letters(special: _Special, end: Literal["start", "end"]) -> bool:
    if not isinstance(special, Insertion) or not special.text:
        return False
    return special.text[0 if end == "start" else -1].isalnum()


def fragments(items: Iterable[Item]) -> Iterator[list[int]]:
    """Yield the words between omissions and brackets, as indices of items."""
    run: list[int] = []
    for index, item in enumerate(items):
        if item.kind == "word" and not item.cut:
            run.append(index)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run
