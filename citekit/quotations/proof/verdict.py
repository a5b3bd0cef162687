"""What the proof of a claim says: the verdict, where the words stand, each change, and the difference to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Literal

from citekit.findings import Span
from citekit.quotations.proof.changes import Change
from citekit.quotations.proof.claims import Claim
from citekit.values import NamedTuple, dataclass


class Verdict(Enum):
    """The results; the first two are proved.

    ALTERED stands in the source, and not in these words, or not on this page. AMBIGUOUS stands there in these words at
    several places, and nothing tells which.
    """

    VERIFIED = "verified"
    PERMITTED = "verified with permitted changes"
    ALTERED = "altered"
    NOT_FOUND = "not found"
    AMBIGUOUS = "ambiguous"
    NO_SOURCE = "no source"

    @property
    def is_proved(self) -> bool:
        """Tell whether the claim holds."""
        return self in (Verdict.VERIFIED, Verdict.PERMITTED)


class Segment(NamedTuple):
    """Words for reading: of both ("="), of the source alone ("-"), of the quotation alone ("+"), left out ("…")."""

    sign: Literal["=", "-", "+", "…"]
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands: characters *start* to *end* of a source's text, its *pages*, the place in the file."""

    path: str
    start: int
    end: int
    where: Span
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The result for one claim. Of *changes* those that are errors make it ALTERED; *difference* shows these.

    Of NOT_FOUND, *places* says where something like it stands, if anything does, and *difference* how it reads.
    """

    claim: Claim
    verdict: Verdict
    places: tuple[Found, ...] = ()
    changes: tuple[Change, ...] = ()
    difference: tuple[Segment, ...] = ()

    @property
    def errors(self) -> tuple[Change, ...]:
        """The changes that may not be."""
        return tuple(one for one in self.changes if one.standing == "error")

    @property
    def silent(self) -> tuple[str, ...]:
        """The names of the changes that the rule set lets pass, each once."""
        return tuple(dict.fromkeys(one.kind for one in self.changes if one.standing in ("silent", "marked")))


_CONTEXT = 7


def difference(text: str, start: int, end: int, changes: Sequence[Change]) -> tuple[Segment, ...]:
    """Return ``text[start:end]`` with *changes*, in the order of the text; what is long and the same is shortened."""
    shown = sorted((one for one in changes if _shows(one)), key=lambda one: (one.start, one.end))
    return tuple(_shortened(list(_segments(text, start, end, shown))))


def _shows(change: Change) -> bool:
    return change.kind == "omission" or (change.standing == "error" and bool(change.quoted or change.source))


def _segments(text: str, start: int, end: int, changes: Sequence[Change]) -> Iterator[Segment]:
    place = start
    for one in changes:
        if one.start < place and one.source:
            continue
        if one.start > place:
            yield Segment("=", _plain(text[place : one.start]))
        if one.kind == "omission":
            yield Segment("…", "…")
        else:
            if one.source:
                yield Segment("-", one.source)
            if one.quoted:
                yield Segment("+", one.quoted)
        place = max(place, one.end if one.source else one.start)
    if place < end:
        yield Segment("=", _plain(text[place:end]))


def _shortened(segments: Sequence[Segment]) -> Iterator[Segment]:
    last = len(segments) - 1
    for index, one in enumerate(segments):
        words = one.text.split()
        most = _CONTEXT * (2 if 0 < index < last else 1) + 3
        if one.sign != "=" or len(words) <= most:
            if one.text:
                yield one
            continue
        head = " ".join(words[:_CONTEXT]) if index else ""
        tail = " ".join(words[-_CONTEXT:]) if index < last else ""
        yield Segment("=", f"{head} … {tail}".strip())


def _plain(text: str) -> str:
    return " ".join(text.split())
