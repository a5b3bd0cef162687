"""What citekit takes a note to cite: its text with the cites found in it, and how sure each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from citekit.model import Citation, Key
from citekit.notes.citesyntax import CITE, parse_note
from citekit.notes.notetext import NoteText
from citekit.patterns import pattern
from citekit.values import NamedTuple, dataclass

SURE = 0.8
"""From this confidence on a cite is proposed; below, it is listed for the editor with what it may be."""


class Choice(NamedTuple):
    """A work that a stretch of a note may cite."""

    key: Key
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """``text[start:end]`` of a note cites a work: *choices* are the likeliest ones, at most three.

    Without choices it is a cite of a work that the library does not have, or that leans on nothing. *locator* is as
    the note writes it, or as the cite it leans on does. *author_apart* says that the author is named in the sentence.
    """

    start: int
    end: int
    choices: tuple[Choice, ...] = ()
    locator: str = ""
    problem: str = ""
    author_apart: bool = False

    @property
    def key(self) -> Key | None:
        """The work, where it is sure enough to be proposed."""
        return self.choices[0].key if self.choices and self.choices[0].confidence >= SURE else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A note with what it cites. *text* is the note in the ledger's short form: sure cites, all else as prose."""

    note: NoteText
    cites: tuple[Resolved, ...]
    text: str

    @property
    def status(self) -> Literal["proposed", "unsure"]:
        """``"unsure"`` where a cite needs the editor."""
        return "proposed" if all(cite.key for cite in self.cites) else "unsure"


_CITELIKE = pattern(r"(?<![\w\\])(-?@)(?=[\w{])")


def propose(note: NoteText, cites: Sequence[Resolved]) -> Proposal:
    """Return the proposal for *note*; a cite that could not be read back from the short form becomes prose."""
    text = short_form(note.text, cites)
    wanted = [cite.key for cite in cites if cite.key]
    if _keys(text) != wanted:
        text = short_form(note.text, ())
        problem = "the ledger's short form cannot say it"
        cites = tuple(Resolved(one.start, one.end, (), one.locator, problem) for one in cites)
    return Proposal(note, tuple(cites), text)


def _keys(text: str) -> list[Key]:
    return [cite.key for part in parse_note(text).parts if isinstance(part, Citation) for cite in part.cites]


def short_form(text: str, cites: Sequence[Resolved]) -> str:
    """Return a note's *text* with its sure cites in pandoc's syntax (docs/ledger.md); all else is prose as it was."""
    pieces: list[str] = []
    place = 0
    for cite in cites:
        if cite.key is None:
            continue
        pieces += [_prose(text[place : cite.start], after_cite=place > 0), _cite(cite, text[cite.end : cite.end + 2])]
        place = cite.end
    pieces.append(_prose(text[place:], after_cite=place > 0))
    return "".join(pieces).strip()


def _cite(cite: Resolved, following: str) -> str:
    key = cite.key or ""
    read = CITE.match(f"@{key}{'' if cite.locator else following}")
    bare = read is not None and read["key"] == key
    sign = "-@" if cite.author_apart else "@"
    return f"{sign}{key if bare else f'{{{key}}}'}{f' [{cite.locator}]' if cite.locator else ''}"


def _prose(text: str, *, after_cite: bool) -> str:
    """Return prose so that nothing in it is read as a cite or as the locator of the cite before it."""
    escaped = _CITELIKE.sub(lambda match: match[1].replace("@", "\\@"), text)
    bare = escaped.lstrip()
    if after_cite and bare.startswith("["):
        return f"{escaped[: len(escaped) - len(bare)]}\\{bare}"
    return escaped
