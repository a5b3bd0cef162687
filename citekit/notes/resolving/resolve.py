"""The notes of a text resolved in their order, since each may lean on those before it.

A note is cut at its semicolons; in each stretch the works it describes are found (``matching.py``), the words that
lean on an earlier cite (``backward.py``: Ibid., op. cit., a.a.O., там же) are followed to it, and what stands behind a
cite is read as its locator (``tails.py``). What stands between cites is prose, and stays.

Sources: CMOS 17, 14.34-36 (ibid. is the one work cited in the note before; with several it is ambiguous), 14.31.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from citekit.model import Key, Reference
from citekit.notes.backward import Backward, backward_words
from citekit.notes.crossrefs import NoteReference, references_to_notes
from citekit.notes.notetext import NoteText
from citekit.notes.resolving import matching, tails
from citekit.notes.resolving.imprints import Described
from citekit.notes.resolving.parting import SENTENCES, stretches
from citekit.notes.resolving.proposals import SURE, Choice, Proposal, Resolved, propose
from citekit.notes.resolving.weighing import Context
from citekit.notes.resolving.words import NEUTRAL, Word, spelled, words_of
from citekit.notes.resolving.works import Works
from citekit.patterns import pattern
from citekit.values import replace

_LIKELY = 0.2
"""Below this confidence a stretch is not taken for a cite of a work."""
_LISTED = 0.02
"""Down to this confidence a work is listed as one that a cite may be of."""

_CITE_LIKE = pattern(r"\d(?:ff?\.?)?\)?\W*$|\([^()]*(?:1[4-9]|20)\d\d[^()]*\)|\b(?:f|op|ф|оп)\.\s?\d+")
# "See n. 3 above", "Vgl. Anm. 5": it cites a note, and no work.
_REFERS = pattern(
    r"(?i)(?:\w+\.?\s+){0,3}(?:nn?|notes?|anm|anmerkung|fn|прим|сн)\.?\s*[\d–—,\s-]+(?:\s*(?:above|below|oben|unten))?"
)
# "Ann to Ben, Jan. 12, 1929": a date is the only number, and no place in a work.
_DATED = pattern(
    r"\D*(?:[^\W\d_]{3,9}\.?\s+\d{1,2},?|\d{1,2}\.?\s+[^\W\d_]{3,9}\.?|\d{1,2}\.\s?\d{1,2}\.)\s*(?:1[4-9]|20)\d\d\D*"
)
_NAME_AND_NUMBER = pattern(r"[^\W\d_][^\W\d_]+[^;]*\d")


def resolve_notes(notes: Iterable[NoteText], references: Mapping[Key, Reference]) -> tuple[Proposal, ...]:
    """Return for each note, in order, what it cites of *references*. Nothing is taken from elsewhere."""
    reader = _Reader(Works(references))
    return tuple(reader.read(note) for note in notes)


class _Reader:
    """Reads note after note, and remembers what was cited."""

    def __init__(self, works: Works) -> None:
        self._works = works
        self._first: dict[Key, str] = {}  # the note that cites a work first
        self._by_note: dict[tuple[int, str], list[Resolved]] = {}
        self._previous: list[Resolved] = []
        self._previous_number = self._lost = ""
        self._run = 0
        self._leaning_words: tuple[Backward, ...] = ()  # of the note that is being read
        self._references: tuple[NoteReference, ...] = ()

    def read(self, note: NoteText) -> Proposal:
        if note.run != self._run:
            self._previous, self._previous_number, self._run, self._lost = [], "", note.run, ""
        elif _parted(self._previous_number, note.number):
            self._previous, self._lost = [], f"the note before note {note.number} is missing"
        self._leaning_words = backward_words(note.text)
        self._references = references_to_notes(note.text)
        cites: list[Resolved] = []
        for start, end in stretches(note.text):
            cites += self._in_stretch(note, start, end, cites)
        cites = _joined(cites, note.text)
        self._by_note[note.run, note.number] = cites
        for cite in cites:
            if cite.key:
                self._first.setdefault(cite.key, note.number)
        self._previous, self._previous_number, self._lost = cites, note.number, ""
        return propose(note, cites)

    def _in_stretch(self, note: NoteText, start: int, end: int, before: Sequence[Resolved]) -> list[Resolved]:
        """Return the cites in a stretch of a note; *before* are those of the note before it."""
        leaning = _between(self._leaning_words, start, end)
        found: list[Resolved] = []
        place = start
        for turn, one in enumerate(leaning, 1):
            stop = leaning[turn].start if turn < len(leaning) else end
            known = [*before, *found]
            if one.kind == "same-author":
                found += self._searched(note, place, one.start)
                found += self._same_author(note, one, stop, known)
            else:
                if one.kind == "same-work":
                    found += self._searched(note, place, one.start)
                    place = found[-1].end if found else place
                    known = [*before, *found]
                cite = self._leaning(note, one, place, stop, known)
                if one.kind != "same-work":
                    found += self._searched(note, place, cite.start)
                found.append(cite)
            place = max(place, found[-1].end if found else place, one.end)
        return found + self._searched(note, place, end)

    # --- what a stretch describes ---

    def _searched(
        self, note: NoteText, start: int, end: int, favoured: Mapping[Key, tuple[float, str]] | None = None
    ) -> list[Resolved]:
        if not any(one.word not in NEUTRAL and not one.word.isdecimal() for one in words_of(note.text[start:end])):
            return []
        favoured = {**self._referred(note, start, end), **(favoured or {})}
        found = matching.find(note.text, start, end, self._works, Context(self._first, favoured))
        if found is None:
            return self._unknown(note, start, end, ())
        best = found.best
        choices = [Choice(best.key, found.confidence, best.reasons)]
        choices += [Choice(one.key, share, one.reasons) for one, share in found.others]
        choices = [one for one in choices if one.confidence >= _LISTED]
        if found.confidence < _LIKELY or not best.telling:
            return self._unknown(note, start, end, choices)
        work = self._works.works[best.key]
        opened = tails.begin(note.text, best.start, start, end)
        described = Described(work, self._is_family)
        tail = tails.tail(note.text, opened, best.end, end, described)
        before = self._searched_beside(note, start, opened)
        cite = Resolved(opened, tail.end, tuple(choices), tail.locator, author_apart=best.author_apart)
        behind = self._searched_beside(note, tail.end, end, self._own_others(note.text, cite, end))
        if found.confidence < SURE and not tail.locator and not any(one.choices for one in behind):
            stop = start + len(note.text[start:end].rstrip(" .,"))  # where it ends is not known either
            return [*before, replace(cite, end=max(stop, tail.end))]
        return [*before, cite, *behind]

    def _is_family(self, word: str) -> bool:
        return bool(self._works.by_family(word))

    def _searched_beside(
        self, note: NoteText, start: int, end: int, favoured: Mapping[Key, tuple[float, str]] | None = None
    ) -> list[Resolved]:
        """Return the cites before or behind another: what names no place, title or year is prose."""
        told = _NAME_AND_NUMBER.search(note.text, start, end) or _CITE_LIKE.search(note.text[start:end])
        return self._searched(note, start, end, favoured) if told else []

    def _own_others(self, text: str, cite: Resolved, end: int) -> dict[Key, tuple[float, str]]:
        """Return the works of an author where another of them may follow: "…, and *Bukharin*", "and his *Stalin*"."""
        goes_on = _GOES_ON.match(text, cite.end, end)
        if not cite.key or not goes_on:
            return {}
        bonus = 3.0 if goes_on["his"] else 1.5
        families = self._works.works[cite.key].families
        return {
            key: (bonus, f"same author: {family}")
            for family in families
            for key in self._works.by_family(family)
            if key != cite.key
        }

    def _unknown(self, note: NoteText, start: int, end: int, choices: Sequence[Choice]) -> list[Resolved]:
        """Return a cite without a work where a stretch looks like one."""
        found = []
        ends = [match.start() for match in SENTENCES.finditer(note.text, start, end)]
        for begin, stop in zip([start, *ends], [*ends, end], strict=True):
            text = note.text[begin:stop]
            stripped = text.strip(" .,:")
            if _has_cite(stripped) and not _REFERS.fullmatch(stripped) and not _DATED.fullmatch(stripped):
                place = begin + text.index(stripped)
                found.append(Resolved(place, place + len(stripped), tuple(choices), "", "the library has no such work"))
        return found

    def _referred(self, note: NoteText, start: int, end: int) -> dict[Key, tuple[float, str]]:
        """Return the works of the notes that a stretch refers to: "Cohen (n. 22), 45"."""
        favoured: dict[Key, tuple[float, str]] = {}
        for one in _between(self._references, start, end):
            for cite in self._by_note.get((note.run, one.number), ()):
                if cite.key:
                    favoured[cite.key] = (2.6, f"refers to note {one.number}")
        return favoured

    # --- what leans on an earlier cite ---

    def _leaning(self, note: NoteText, one: Backward, place: int, end: int, before: Sequence[Resolved]) -> Resolved:
        """Return the cite that "Ibid.", "op. cit." or "loc. cit." makes."""
        tail = tails.tail(note.text, tails.begin(note.text, one.start, place, end), one.end, end)
        if one.kind != "same-work" and (titled := self._titled(note, place, one.start)):
            return replace(titled, end=tail.end, locator=tail.locator or titled.locator)
        named = self._author_before(note.text, place, one.start) if one.kind != "same-work" else None
        start = named[0] if named else tails.begin(note.text, one.start, place, end)
        if named:
            choices = self._works_by(named[1])
            problem = f"no work of {note.text[named[0] : one.start].strip(' ,.')} was cited before"
        else:
            choices, problem = self._antecedent(before)
        locator = tail.locator
        if not locator and choices and choices[0].confidence >= SURE and one.kind in ("same-work", "same-place"):
            locator = self._locator_of(choices[0].key, before)
        return Resolved(start, tail.end, tuple(choices[:3]), locator, "" if choices else problem)

    def _titled(self, note: NoteText, start: int, end: int) -> Resolved | None:
        """Return the cite that a title makes before "op. cit.": "Cohen, *Bukharin*, op. cit."."""
        words = words_of(note.text[start:end])
        if (
            not tails.MARKED.search(note.text, start, end)
            and len([one for one in words if one.word not in NEUTRAL]) < 4
        ):
            return None
        found = self._searched(note, start, end)
        if found:
            return found[-1]
        stripped = note.text[start:end].rstrip(" ,.*")
        return Resolved(start + len(stripped) - len(stripped.lstrip()), end, (), "", "the library has no such work")

    def _antecedent(self, before: Sequence[Resolved]) -> tuple[list[Choice], str]:
        """Return what "Ibid." stands for: the cite before it in the note, else the one cite of the note before."""
        if before:
            last, where = before[-1], "just before"
            several = False
        elif self._previous:
            last, where = self._previous[-1], f"in note {self._previous_number}"
            several = len({one.key for one in self._previous}) > 1
        else:
            nothing = f"note {self._previous_number} cites nothing" if self._previous_number else "no note is before it"
            return [], self._lost or nothing
        if several:
            keys = dict.fromkeys(one.key for one in reversed(self._previous) if one.key)
            reason = f"note {self._previous_number} cites several works"
            return [Choice(key, round(0.6 / len(keys), 3), (reason,)) for key in keys], reason
        if last.key is None:
            return [], f"what is cited {where} is not known"
        return [Choice(last.key, round(last.choices[0].confidence * 0.98, 3), (f"cited {where}",))], ""

    def _locator_of(self, key: Key, before: Sequence[Resolved]) -> str:
        earlier = [*before[::-1], *(one for cites in reversed(self._by_note.values()) for one in reversed(cites))]
        return next((one.locator for one in earlier if one.key == key), "")

    def _author_before(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        """Return where the name before "op. cit." stands, and the family name in the library's spelling."""
        words = words_of(text[start:end])[-6:]
        for place, one in reversed([*enumerate(words)]):
            if not text[start + one.start].isupper():
                continue
            for word in self._works.alike(one.word, is_name=True):
                if own := self._works.by_family(word):
                    families = {family for key in own for family in self._works.works[key].families}
                    begun = start + _whole_name(text[start:end], words[: place + 1], families)
                    given = _GIVEN.search(text, start, begun)
                    return (given.start() if given else begun), word
        return None

    def _works_by(self, family: str) -> list[Choice]:
        """Return the works by an author that were cited before, the last first; else those the library has."""
        own = self._works.by_family(family)
        cited = [key for cites in reversed(self._by_note.values()) for key in (one.key for one in cites) if key in own]
        keys = list(dict.fromkeys(key for key in cited if key))
        if len(keys) == 1:
            return [Choice(keys[0], 0.95, (f"author {family}", f"cited in note {self._first[keys[0]]}"))]
        if keys:
            reason = f"several works of {family} were cited"
            return [Choice(key, round(0.5 / (place + 1), 3), (reason,)) for place, key in enumerate(keys)]
        sure = 0.5 if len(own) == 1 else 0.3
        return [Choice(key, sure, (f"author {family}", "not cited before")) for key in own[:3]]

    def _same_author(self, note: NoteText, one: Backward, end: int, before: Sequence[Resolved]) -> list[Resolved]:
        """Return the cites behind "idem" or "ders.": of a work by the author cited last."""
        choices, problem = self._antecedent(before)
        if not choices:
            return [Resolved(one.start, one.end, (), "", problem)]
        families = self._works.works[choices[0].key].families
        favoured = {
            key: (3.5, f"same author: {families[-1]}") for family in families for key in self._works.by_family(family)
        }
        found = self._searched(note, one.end, end, favoured)
        if not found:
            return [Resolved(one.start, one.end, (), "", "no such work of this author")]
        first = found[0]
        return [Resolved(one.start, first.end, first.choices, first.locator, first.problem), *found[1:]]


# What leads to another title of one author; *his* says so in words.
_GOES_ON = pattern(
    r"[\s,;.]*(?:(?:and|und|sowie|et|y|e|и|also|as well as)\s+)?(?:(?:in|see|see also|auch|cf\.)\s+)?"
    r"(?P<his>(?:his|her|their|sein\w{0,2}|ihr\w{0,2}|son|sa|su|sua|suo|его|её|ее|the same author’s)\s+)?[*“„«\"‘]"
)

_T = TypeVar("_T", Backward, NoteReference)


def _between(found: Sequence[_T], start: int, end: int) -> Sequence[_T]:
    """Return those of *found*, which are in order, that begin between two places."""
    first, last = (bisect_left(found, place, key=lambda one: one.start) for place in (start, end))
    return found[first:last]


def _whole_name(text: str, words: Sequence[Word], families: Collection[str]) -> int:
    """Return where a family name of several words begins, of which the last of *words* is the last."""
    begun = words[-1].start
    for place in range(len(words) - 2, -1, -1):
        one, following = words[place], words[place + 1]
        if text[one.end : following.start].strip(" -") or (one.word not in families and one.word not in NEUTRAL):
            break
        if one.word in families:
            begun = one.start
    return begun


def _parted(number: str, following: str) -> bool:
    """Tell whether notes are missing between two numbers."""
    return number.isdecimal() and following.isdecimal() and int(following) > int(number) + 1


def _has_cite(text: str) -> bool:
    """Tell whether words look like a cite of a work, by a title, a year in brackets, or a name before a place."""
    if _CITE_LIKE.search(text) is None:
        return False
    if tails.MARKED.search(text) or _SIGNED.search(text):
        return True
    names = (one for one in _NAME.finditer(text) if spelled(one["name"]) not in _NO_NAMES)
    name = next(names, None)
    return name is not None and _PLACED.search(text, name.end()) is not None


_NAME = pattern(r"(?<!\w)(?P<name>[^\W\d_a-zа-яß-ÿ][^\W\d_]+)(?=[,.:]|\s[^\W\d_]\.|\s[(\d])")
_NO_NAMES = NEUTRAL | frozenset(
    "see cf vgl siehe voir cfr ver vease also jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_PLACED = pattern(r"(?:[,:(]\s*|(?:pp?|[SsСс]|fols?|vols?|Bd|[TtТт]|no|nn?|chap|Bl|ll?|л)\.\s?)\d")
_SIGNED = pattern(r"\b(?:f|op|ф|оп|Ф|Оп)\.\s?\d+")


# First names and initials before a family name.
_GIVEN = pattern(r"(?:[^\W\d_a-zа-яß-ÿ][^\W\d_]*\.?[-\s]+){1,3}$")


def _joined(cites: Iterable[Resolved], text: str) -> list[Resolved]:
    """Return cites in order; two of one work with nothing but a stop between them are one, its description in two."""
    joined: list[Resolved] = []
    for cite in sorted(cites, key=lambda cite: cite.start):
        last = joined[-1] if joined else None
        if (
            last
            and last.key
            and last.key == cite.key
            and not last.locator
            and not text[last.end : cite.start].strip(" ,.…:(")
        ):
            joined[-1] = replace(last, end=cite.end, locator=cite.locator or last.locator)
        else:
            joined.append(cite)
    return joined
