"""A library made ready to be found in notes: which word stands for what in which work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import log
from typing import Literal, TypeAlias

from citekit.model import Key, Name, Reference
from citekit.notes.resolving.signatures import Signature, signature
from citekit.notes.resolving.words import NEUTRAL, sound, words_of
from citekit.patterns import pattern
from citekit.richtext import plain
from citekit.values import NamedTuple, dataclass

Role: TypeAlias = Literal["author", "given", "title", "container", "name", "publisher", "archive", "year", "number"]

_AUTHORS = ("author", "composer", "director", "interviewer", "reviewed-author", "container-author")
_TEXT_ROLES: Mapping[str, Role] = {
    "container-title": "container",
    "collection-title": "container",
    "event-title": "container",
    "archive": "archive",
    "archive_location": "archive",
    "archive-place": "archive",
    "archive_collection": "archive",
    "call-number": "archive",
    "source": "archive",
    "publisher": "publisher",
    "publisher-place": "publisher",
    "original-publisher": "publisher",
    "original-publisher-place": "publisher",
    "genre": "publisher",
    "medium": "publisher",
}
# Where a signature may stand in any field.
_UNPUBLISHED = ("manuscript", "personal_communication", "collection", "interview")
_NUMBERS = ("volume", "issue", "page", "page-first", "number", "edition", "number-of-volumes", "part-number")


@dataclass(frozen=True, slots=True)
class Work:
    """One reference: what each of its words stands for, and its words by what they stand for.

    *families* are the spelled family names of its first author, or of its editor where it has none; *title* the words
    of its main title, in order, without those that tell nothing; *opening* is the first word of all.
    *counted* are its volume and issue, *pages* those it fills; *container* has the words of the title of what it is
    part of, *addresses* its URL and DOI. *edited* says that it has editors and no author.
    """

    key: Key
    roles: Mapping[str, Role]
    families: tuple[str, ...]
    initials: frozenset[str]
    title: tuple[str, ...]
    years: frozenset[str]
    pages: str
    counted: frozenset[str]
    is_archival: bool
    opening: str
    container: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
    signature: Signature = Signature((), frozenset())
    edited: bool = False


class Works:
    """All works of a library, found by their words."""

    def __init__(self, references: Mapping[Key, Reference]) -> None:
        self.works = {key: _work(reference) for key, reference in references.items()}
        self._by_word: dict[str, list[Key]] = defaultdict(list)
        self._by_family: dict[str, list[Key]] = defaultdict(list)
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        self._by_length: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._alike: dict[str, tuple[str, ...]] = {}
        for work in self.works.values():
            for word, role in work.roles.items():
                if role in ("author", "title", "name", "archive", "container"):
                    self._by_word[word].append(work.key)
            for family in dict.fromkeys(work.families):
                self._by_family[family].append(work.key)
                self._by_sound[sound(family)].add(family)
        for word in self._by_word:
            self._by_length[word[:1], len(word)].append(word)
        self._size = len(self.works)

    def weight(self, word: str) -> float:
        """Return how much a word tells, between .25 for one that most works have and 1 for one of a single work."""
        count = len(self._by_word.get(word, ()))
        return max(0.25, 1.0 - log(max(count, 1)) / log(self._size + 20))

    def keys_with(self, word: str) -> list[Key]:
        """Return the works that have *word* in author, title, or what they are part of."""
        return self._by_word.get(word, [])

    def alike(self, word: str, *, is_name: bool) -> tuple[str, ...]:
        """Return words of the library that *word* may be: itself first, names that sound so, or one a misprint away."""
        key = f"{word}{is_name}"
        if key not in self._alike:
            self._alike[key] = tuple(dict.fromkeys([word, *self._looked_up(word, is_name=is_name)]))
        return self._alike[key]

    def _looked_up(self, word: str, *, is_name: bool) -> Iterable[str]:
        if word.isdecimal() or len(word) < 4:
            return ()
        found = sorted(self._by_sound.get(sound(word), ())) if is_name else []
        if found or word in self._by_word:
            return found
        from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - only where a word is not in the library
        from rapidfuzz.process import extract  # noqa: PLC0415 - as above

        most = 1 if len(word) < 8 else 2
        near: list[str] = []
        for length in range(len(word) - 1, len(word) + 2):
            # One misprint leaves the first letter or the length; most leave both.
            near += self._by_length.get((word[:1], length), ())
        near_ = extract(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=3)
        return [one for one, _, _ in near_]

    def by_family(self, family: str) -> list[Key]:
        """Return the works whose first author or editor has this spelled family name."""
        return self._by_family.get(family, [])


def _work(reference: Reference) -> Work:
    roles: dict[str, Role] = {}

    def add(text: str, role: Role) -> list[str]:
        found = [one.word for one in words_of(text)]
        for word in found:
            if word and (role in ("author", "name") or word not in NEUTRAL):
                roles.setdefault(word, role)
        return found

    families, initials = _people(reference, add)
    titles = [
        plain(reference.texts[name]) for name in ("title", "title-short", "original-title") if name in reference.texts
    ]
    for title in titles:
        add(title, "title")
    main = [one.word for one in words_of(_main(titles[0]))] if titles else []
    archival = "archive" in reference.texts or "archive_location" in reference.texts or reference.type in _UNPUBLISHED
    for name, role in _TEXT_ROLES.items():
        if name in reference.texts:
            add(plain(reference.texts[name]), "archive" if archival and role == "publisher" else role)
    years = _years(reference)
    roles.update(dict.fromkeys(years, "year"))
    for name in _NUMBERS:
        add(reference.numbers.get(name, "") or "", "number")
    return Work(
        reference.key,
        roles,
        families,
        initials,
        tuple(word for word in main if word not in NEUTRAL) or tuple(main),
        years,
        (reference.numbers.get("page") or "").replace("--", "–").replace("-", "–"),
        frozenset(reference.numbers.get(name, "") for name in ("volume", "issue", "number")) - {""},
        archival,
        main[0] if main else "",
        _container(reference),
        tuple(plain(reference.texts[name]) for name in ("URL", "DOI") if name in reference.texts),
        _signature(reference) if archival else Signature((), frozenset()),
        not any(role in reference.names for role in _AUTHORS),
    )


_SIGNED = ("archive", "archive_collection", "archive_location", "call-number")


# Where a signature stands in an entry of a .bib file that has no field for it.
_SIGNED_TOO = ("publisher", "medium", "genre", "source")


def _signature(reference: Reference) -> Signature:
    for names in (_SIGNED, _SIGNED_TOO):
        found = signature([plain(reference.texts[name]) for name in names if name in reference.texts])
        if found.parts:
            return found
    return found


def _container(reference: Reference) -> frozenset[str]:
    words = words_of(plain(reference.texts.get("container-title", ())))
    return frozenset(one.word for one in words if one.word not in NEUTRAL)


class _Person(NamedTuple):
    families: list[str]
    given: list[str]


def _person(name: Name) -> _Person:
    if name.literal:
        return _Person([one.word for one in words_of(name.literal) if one.word not in NEUTRAL], [])
    return _Person(
        [one.word for one in words_of(name.family) if len(one.word) > 1 or len(name.family) < 3],
        [one.word for one in words_of(f"{name.given} {name.dropping_particle} {name.non_dropping_particle}")],
    )


def _people(reference: Reference, add: Callable[[str, Role], list[str]]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Put the names into the roles; return the families and initials of whoever comes first."""
    first: _Person | None = None
    initials: set[str] = set()
    ordered = [role for role in _AUTHORS if role in reference.names] + [r for r in reference.names if r not in _AUTHORS]
    for place, role in enumerate(ordered):
        for name in reference.names[role]:
            person = _person(name)
            first = first or person
            for family in person.families:
                add(family, "author" if place == 0 else "name")
            for given in person.given:
                add(given, "given")
                initials.add(given[:1])
    return tuple(first.families) if first else (), frozenset(initials)


_MOST_YEARS = 60
"""Years over which the volumes of one work appear, at most."""


def _years(reference: Reference) -> frozenset[str]:
    years: set[str] = set()
    for name in ("issued", "original-date", "event-date"):
        if date := reference.dates.get(name):
            ends = [one[0] for one in (date.start, date.end or ()) if one]
            if ends and max(ends) - min(ends) <= _MOST_YEARS:
                ends = list(range(min(ends), max(ends) + 1))
            years.update(map(str, ends))
            years.update(one.word for one in words_of(date.literal) if one.word.isdecimal())
    return frozenset(years)


def _main(title: str) -> str:
    """Return a title without its subtitle; the stop of an initial or an abbreviation parts nothing."""
    match = _SUBTITLE.search(title)
    return title[: match.start()] if match else title


_SUBTITLE = pattern(r"(?<=[^\W_]{3})[”’»\"]?(?::|\.|;| [–—])\s")
