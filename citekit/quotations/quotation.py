"""A quotation as data: what the source says, and what whoever quotes it changed.

Changes are values and no characters, since every tradition prints them in its own way: an omission is ". . ." in
Chicago, "[…]" in German and "<…>" in Russian; a capital that was changed is shown by the Bluebook and not by Chicago.
A tuple of *Part* is a stretch of text in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from citekit.model import Cite
from citekit.values import dataclass

Extent: TypeAlias = Literal["words", "end", "sentences", "paragraphs", "lines"]
Kind: TypeAlias = Literal["prose", "verse", "dialogue"]


@dataclass(frozen=True, slots=True)
class Omission:
    """Words of the source that are left out.

    *extent* "words" is within a sentence; "end" the rest of a sentence, which ends here all the same; "sentences" whole
    ones, behind a stop that stands; "paragraphs" one or more; "lines" whole lines of verse.
    """

    extent: Extent = "words"


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words of whoever quotes. As read from print they may stand for words of the source, too."""

    text: str


@dataclass(frozen=True, slots=True)
class Substitution:
    """Words of whoever quotes for *original*, which the source has."""

    text: str
    original: str


@dataclass(frozen=True, slots=True)
class Capital:
    """A letter whose case was changed, *original* in the source: the first of a word."""

    text: str
    original: str


@dataclass(frozen=True, slots=True)
class FinalStop:
    """The stop at the end, changed to suit the sentence around; *original* is the source's, "" for none or unknown."""

    text: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class Sic:
    """The word before stands so in the source; *reading* is what it should be, "" where that is not said."""

    reading: str = ""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words; *added* by whoever quotes, else by the source."""

    parts: tuple[Part, ...]
    added: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation within the quotation."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """Where a new line of verse, a new stanza or a new paragraph begins; *indent* is the line's, in steps.

    One before all else gives the first line an indent.
    """

    kind: Literal["line", "stanza", "paragraph"] = "paragraph"
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """Where *speaker* begins to speak: a paragraph of its own in a dialogue or a play."""

    speaker: str


Part: TypeAlias = (
    "str | Omission | Insertion | Substitution | Capital | FinalStop | Sic | Emphasis | Quoted | Break | Turn"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation. *language* (BCP 47) is that of its words; *cite* says where they stand; *speaker* whose they are.

    An *epigraph* stands alone before a text, without quotation marks.
    """

    parts: tuple[Part, ...]
    language: str = "en-US"
    kind: Kind = "prose"
    cite: Cite | None = None
    speaker: str = ""
    epigraph: bool = False

    @property
    def text(self) -> str:
        """What the source says, as far as it is quoted: changes undone, a blank for each break, "…" for an omission."""
        return original(self.parts)


def walk(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield *parts* and all within them, in reading order; what encloses comes before what it encloses."""
    for part in parts:
        yield part
        if isinstance(part, Emphasis | Quoted):
            yield from walk(part.parts)


def original(parts: Iterable[Part]) -> str:
    """Return the words of the source in *parts*.

    >>> original((Capital("T", "t"), "he ", Substitution("Stalin", "he"), Insertion(" then"), Omission()))
    'the he…'
    """
    return "".join(map(_original, parts))


def _original(part: Part) -> str:
    match part:
        case str():
            return part
        case Substitution() | Capital() | FinalStop():
            return part.original
        case Emphasis() | Quoted():
            return original(part.parts)
        case Omission():
            return "…"
        case Break():
            return " "
        case _:
            return ""


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return *parts* with neighbouring texts as one, and without empty ones."""
    result: list[Part] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(before := result[-1], str):
            result[-1] = before + part
        elif part != "":
            result.append(part)
    return tuple(result)
