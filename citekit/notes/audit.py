"""What a cut, an insertion or a move of notes breaks: "Ibid." that points elsewhere, "see n. 9 above" that is below.

"Ibid." points to the note before it, and so is only as good as its neighbour (CMOS 17, 14.34: it must not follow a note
that cites several works). "Op. cit." needs a note before it that names its author. A note that is referred to by its
number may be gone, have another number, or stand on the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from citekit.findings import Finding, Severity, Span
from citekit.model import Citation, Key, Ledger, NotePart
from citekit.notes.backward import Backward, backward_words
from citekit.notes.citesyntax import CITE
from citekit.notes.crossrefs import references_to_notes
from citekit.notes.notetext import NoteText
from citekit.patterns import pattern
from citekit.richtext import plain
from citekit.values import NamedTuple, dataclass, replace

_ABOVE_WORDS = r"(?:above|supra|oben|ci-dessus|plus haut|arriba|acima|sopra|выше|boven|wyżej)"
_BELOW_WORDS = r"(?:below|infra|unten|ci-dessous|plus bas|abajo|abaixo|sotto|ниже|onder|niżej)"
_ABOVE = pattern(rf"\b{_ABOVE_WORDS}\b", re.IGNORECASE)
_BELOW = pattern(rf"\b{_BELOW_WORDS}\b", re.IGNORECASE)
_ABOVE_BEHIND = pattern(rf",?\s+{_ABOVE_WORDS}\b", re.IGNORECASE)
_BELOW_BEHIND = pattern(rf",?\s+{_BELOW_WORDS}\b", re.IGNORECASE)
_AHEAD = r",?\s+(?:[^\W\d_]+\.?\s+){0,2}\Z"
_ABOVE_AHEAD = pattern(rf"\b{_ABOVE_WORDS}{_AHEAD}", re.IGNORECASE)
_BELOW_AHEAD = pattern(rf"\b{_BELOW_WORDS}{_AHEAD}", re.IGNORECASE)
_BEFORE_NUMBER = pattern(r"(?:^|[.;(]\s?|[Ss]ee\s)([^\W\d_a-zа-яß-ÿё][^\W\d_]{3,}),\s(?:(?:above|supra),?\s)?n\.\s?\Z")
_BESIDE = 24
_NAME = pattern(r"[^\W\d_a-zа-яß-ÿё][\w’'-]+")
_LIKE_CITE = pattern(r"[^\W\d_]{3,}.*\d")


@dataclass(frozen=True, slots=True)
class Audited:
    """A note as the audit sees it. *text* is its prose, cites as ``@{key}``; *identity* stays its own when it moves."""

    identity: str
    number: str
    text: str
    run: int = 0
    where: Span | None = None

    @property
    def works(self) -> tuple[Key, ...]:
        """The works it cites by key, each once."""
        return tuple(dict.fromkeys(Key(match["braced"] or match["key"]) for match in CITE.finditer(self.text)))


class Broken(NamedTuple):
    """*words* of a note do not, or no longer, say what they are to say: why, and the *cure*.

    *kind* is what is wrong within one sequence of notes: words that lean on nothing, or on a note of several works; a
    reference to a note that is not there, or is not what is said of it. There they stand at *start* of the note's text.
    """

    note: Audited
    words: str
    message: str
    cure: str
    kind: Literal["", "no-antecedent", "several-works", "no-note", "astray"] = ""
    start: int = -1


def identity(run: int, number: str) -> str:
    """Return the identity of a note of a ledger, or of a file of notes."""
    return f"{run}:{number}"


def of_ledger(ledger: Ledger) -> tuple[Audited, ...]:
    """Return the notes of a ledger, to be audited."""
    return tuple(
        Audited(identity(note.run, note.number), note.number, _text(note.parts), note.run, note.where)
        for note in ledger.notes
    )


def of_texts(notes: Sequence[NoteText]) -> tuple[Audited, ...]:
    """Return printed notes, to be audited; what they cite is not known."""
    return tuple(
        Audited(identity(note.run, note.number), note.number, note.text.replace("@", "\\@"), note.run, note.where)
        for note in notes
    )


def _text(parts: Sequence[NotePart]) -> str:
    pieces: list[str] = []
    for part in parts:
        if not isinstance(part, Citation):
            pieces.append(plain(part).replace("@", "\\@"))
            continue
        for place, cite in enumerate(part.cites):
            pieces.append("; " if place else "")
            pieces += [
                plain(cite.prefix).replace("@", "\\@"),
                f"@{{{cite.key}}}",
                plain(cite.suffix).replace("@", "\\@"),
            ]
    return "".join(pieces)


# --- changes of the order ---


def cut(notes: Sequence[Audited], kept: Sequence[str]) -> tuple[Audited, ...]:
    """Return the notes whose identities are *kept*."""
    wanted = set(kept)
    return tuple(note for note in notes if note.identity in wanted)


def inserted(notes: Sequence[Audited], place: int, count: int = 1) -> tuple[Audited, ...]:
    """Return the notes with *count* new ones before the one at *place*, and the numbers behind them moved on."""
    run = notes[min(place, len(notes) - 1)].run if notes else 0
    first = next((int(note.number) for note in notes[place:] if note.number.isdecimal() and note.run == run), 1)
    new = [Audited(f"new:{extra}", str(first + extra), "", run) for extra in range(count)]
    return (*notes[:place], *new, *(_moved_on(note, run, count) for note in notes[place:]))


def _moved_on(note: Audited, run: int, by: int) -> Audited:
    if note.run != run or not note.number.isdecimal():
        return note
    return replace(note, number=str(int(note.number) + by))


def moved(notes: Sequence[Audited], place: int, behind: int) -> tuple[Audited, ...]:
    """Return the notes with that at *place* behind that at *behind* (-1: first); the numbers stay where they were."""
    rest = [note for index, note in enumerate(notes) if index != place]
    at = behind + 1 - (behind >= place)
    order = [*rest[:at], notes[place], *rest[at:]]
    return tuple(replace(note, number=old.number) for note, old in zip(order, notes, strict=True))


def matched(before: Sequence[Audited], after: Sequence[Audited]) -> tuple[Audited, ...]:
    """Return *after* with the identities of the notes of *before* that say the same but for numbers."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - excerpts are audited, and match nothing

    old, new = ([re.sub(r"\d+", "0", note.text) for note in notes] for notes in (before, after))
    same: dict[int, int] = {}
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        same.update((block.b + step, block.a + step) for step in range(block.size))
    known = set(same.values())
    left = [place for place in range(len(before)) if place not in known]
    for place in range(len(after)):
        if place not in same and (found := next((one for one in left if old[one] == new[place]), None)) is not None:
            same[place] = found
            left.remove(found)
    return tuple(
        replace(note, identity=before[same[place]].identity if place in same else f"new:{place}")
        for place, note in enumerate(after)
    )


# --- what they break ---


def broken(before: Sequence[Audited], after: Sequence[Audited]) -> tuple[Broken, ...]:
    """Return what is right in the sequence *before* and not in *after*, in the order of *after*."""
    old, new = Order(before), Order(after)
    return tuple(one for note in after if note.identity in old.places for one in _compared(note, old, new))


def wrong(notes: Sequence[Audited]) -> tuple[Broken, ...]:
    """Return what is wrong in one sequence of notes: "Ibid." in the first, or behind several works or none."""
    sequence = Order(notes)
    return tuple(one for note in notes for one in _wrong(note, sequence))


def dangling(notes: Sequence[Audited]) -> tuple[Broken, ...]:
    """Return the references to notes that are not among *notes*."""
    sequence = Order(notes)
    return tuple(one for note in notes for one in _dangling(note, sequence))


def astray(notes: Sequence[Audited]) -> tuple[Broken, ...]:
    """Return the references to notes that are there, and are not what is said of them.

    That is one "above" which stands below, or "Cohen, n. 22" where note 22 cites nothing and does not name him.
    """
    sequence = Order(notes)
    return tuple(one for note in notes for one in _astray(note, sequence))


class Order:
    """Notes in their order, and what each leans on."""

    def __init__(self, notes: Sequence[Audited]) -> None:
        self.notes = notes
        self.places = {note.identity: place for place, note in enumerate(notes)}
        self.numbered = {(note.run, note.number): note for note in notes}
        self._works: dict[int, tuple[Key, ...]] = {}
        self._names: dict[str, int] = {}  # the place of the first note that has a name

    def before(self, identity: str) -> Audited | None:
        """Return the note before another in its chapter."""
        place = self.places[identity]
        return self.notes[place - 1] if place and self.notes[place - 1].run == self.notes[place].run else None

    def works(self, note: Audited) -> tuple[Key, ...]:
        """Return what a note cites, by key or by an "Ibid." that leads to it."""
        place = self.places[note.identity]
        chain = []
        while place not in self._works:
            chain.append(place)
            own = self.notes[place]
            if own.works or not place or not _leans_out(own) or self.notes[place - 1].run != own.run:
                self._works[place] = own.works
                break
            place -= 1
        for one in reversed(chain):
            self._works.setdefault(one, self._works[place])
        return self._works[self.places[note.identity]]

    def named(self, identity: str, name: str) -> bool:
        """Tell whether a note before another names somebody."""
        if name not in self._names:
            found = (place for place, note in enumerate(self.notes) if name in note.text)
            self._names[name] = next(found, len(self.notes))
        return self._names[name] < self.places[identity]


def _leans_out(note: Audited) -> bool:
    """Tell whether a note begins with words that lean on the note before."""
    return any(not cites_before(note.text, one) for one in backward_words(note.text))


def cites_before(text: str, one: Backward) -> bool:
    """Tell whether a cite stands before the words in their own note: then they lean on that."""
    ahead = text[: one.start]
    return CITE.search(ahead) is not None or _LIKE_CITE.search(ahead) is not None


def _named_before(text: str, one: Backward) -> str:
    """Return the name that stands before "op. cit.", "" where there is none."""
    names = _NAME.findall(text[max(0, one.start - 40) : one.start])
    return names[-1] if names and one.kind != "same-work" else ""


def _compared(note: Audited, old: Order, new: Order) -> Iterator[Broken]:
    own = old.notes[old.places[note.identity]]
    for one in backward_words(own.text):
        words = own.text[one.start : one.end]
        if name := _named_before(own.text, one):
            if old.named(note.identity, name) and not new.named(note.identity, name):
                yield Broken(
                    note, f"{name}, {words}", f"no note before it names {name} any more", "give the work in full"
                )
        elif not cites_before(own.text, one):
            yield from _neighbour(note, words, old, new)
    yield from _references(note, own, old, new)


def _neighbour(note: Audited, words: str, old: Order, new: Order) -> Iterator[Broken]:
    """Compare what stands before "Ibid." with what stood there."""
    was, now = old.before(note.identity), new.before(note.identity)
    if was is None or (now is not None and now.identity == was.identity):
        return
    meant = old.works(was)
    named = f"{meant[0]} (note {was.number})" if len(meant) == 1 else f"note {was.number}"
    if now is None:
        yield Broken(note, words, f"it leant on {named}, and no note is before it now", f"name the work: {_key(meant)}")
        return
    found = new.works(now)
    if len(meant) == 1 and found == meant:
        return
    told = f"note {now.number}, which cites {_listed(found)}" if found else f"note {now.number}"
    yield Broken(note, words, f"it leant on {named}, and leans on {told} now", f"name the work: {_key(meant)}")


def _key(works: Sequence[Key]) -> str:
    return f"@{works[0]}" if len(works) == 1 else "as that note does"


def _listed(works: Sequence[Key]) -> str:
    return works[0] if len(works) == 1 else f"{len(works)} works"


def _references(note: Audited, own: Audited, old: Order, new: Order) -> Iterator[Broken]:
    """Compare the notes that are referred to by their numbers."""
    text = own.text
    for one in references_to_notes(text):
        target = old.numbered.get((own.run, one.number))
        if target is None:
            continue
        words = f"n. {one.number}"
        around = text[max(0, one.start - 24) : one.end + 24]
        if target.identity not in new.places:
            yield Broken(note, words, f"note {one.number} is gone", "say what it said, or leave the reference out")
            continue
        place = new.notes[new.places[target.identity]]
        said = {match.number for match in references_to_notes(note.text)}
        if place.number != one.number and place.number not in said:
            yield Broken(note, words, f"note {one.number} is note {place.number} now", f"write {place.number}")
        was, earlier = (order.places[target.identity] < order.places[note.identity] for order in (old, new))
        if was != earlier and ((_ABOVE.search(around) and not earlier) or (_BELOW.search(around) and earlier)):
            side = "above" if earlier else "below"
            yield Broken(note, words, f"note {one.number} stands {side} now", f"write {side}")


def _wrong(note: Audited, sequence: Order) -> Iterator[Broken]:
    for one in backward_words(note.text):
        words, start = note.text[one.start : one.end], one.start
        if cites_before(note.text, one) or _named_before(note.text, one):
            continue
        before = sequence.before(note.identity)
        if before is None:
            yield Broken(note, words, "no note is before it", "name the work", "no-antecedent", start)
            continue
        if note.number.isdecimal() and before.number.isdecimal() and int(note.number) > int(before.number) + 1:
            cure = "see what it says, or name the work"
            yield Broken(note, words, "the note before it is missing", cure, "no-antecedent", start)
            continue
        works = sequence.works(before)
        if len(works) > 1:
            cure = "name the one that is meant"
            yield Broken(
                note, words, f"note {before.number} cites {len(works)} works", cure, "several-works", one.start
            )
        elif not works and not _LIKE_CITE.search(before.text) and not _leans_out(before):
            yield Broken(
                note, words, f"note {before.number} cites nothing", "name the work", "no-antecedent", one.start
            )
    yield from _dangling(note, sequence)


def _dangling(note: Audited, sequence: Order) -> Iterator[Broken]:
    for reference in references_to_notes(note.text):
        if (note.run, reference.number) not in sequence.numbered:
            message = f"there is no note {reference.number}"
            yield Broken(note, f"n. {reference.number}", message, "see what is meant", "no-note", reference.start)


def _astray(note: Audited, sequence: Order) -> Iterator[Broken]:
    place = sequence.places[note.identity]
    for one in references_to_notes(note.text):
        target = sequence.numbered.get((note.run, one.number))
        if target is None:
            continue
        words = f"n. {one.number}"
        there = sequence.places[target.identity]
        if there == place:
            yield Broken(note, words, "it is this note", "see which one is meant", "astray", one.start)
            continue
        ahead, behind = note.text[max(0, one.start - _BESIDE) : one.start], note.text[one.end : one.end + _BESIDE]
        if side := _wrong_side(ahead, behind, is_above=there < place):
            yield Broken(note, words, f"note {one.number} stands {side}", f"write {side}", "astray", one.start)
        elif (name := _BEFORE_NUMBER.search(ahead)) and not _may_name(target, name[1]):
            message = f"note {one.number} does not name {name[1]}"
            yield Broken(note, words, message, "see which note does", "astray", one.start)


def _wrong_side(ahead: str, behind: str, *, is_above: bool) -> str:
    """Return the side that a note stands on where the words beside its number say the other one."""
    says_above = _ABOVE_BEHIND.match(behind) or _ABOVE_AHEAD.search(ahead)
    says_below = _BELOW_BEHIND.match(behind) or _BELOW_AHEAD.search(ahead)
    if bool(says_above) == bool(says_below):
        return ""
    return "" if bool(says_above) == is_above else "above" if is_above else "below"


def _may_name(note: Audited, name: str) -> bool:
    """Tell whether a note may name somebody: in its words, by a key, or by words that lean on another note."""
    return name in note.text or bool(note.works) or _leans_out(note) or bool(references_to_notes(note.text))


def as_findings(found: Sequence[Broken], path: str) -> tuple[Finding, ...]:
    """Return what is broken as findings at the notes' places."""
    return tuple(
        Finding(
            "broken-reference",
            f"note {one.note.number}: “{one.words}”: {one.message}",
            one.note.where or Span(path),
            Severity.WARNING,
            one.cure,
        )
        for one in found
    )
