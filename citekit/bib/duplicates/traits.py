"""What two references are compared by: titles, people, numbers and dates, each in one spelling.

A trait is a key to compare with and never printed: case, accents, punctuation, leading articles and the ways to write
a number are gone. What tells editions, volumes, parts, corrections and reviews apart is taken out of the title and
kept for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from citekit.bib.duplicates.identifiers import identifiers
from citekit.bib.duplicates.titles import read_title
from citekit.folding import folded, number_key, title_key, umlauts_folded
from citekit.model import Date, Key, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import plain
from citekit.values import NamedTuple

Kind = Literal[
    "article", "chapter", "book", "thesis", "report", "review", "web", "program", "patent", "media", "document", ""
]


class Person(NamedTuple):
    """A name: *family* without particles, *given* words or initials; an institution has its words in *family*."""

    family: str
    given: tuple[str, ...] = ()
    institution: bool = False


class Traits(NamedTuple):
    """A reference as it is compared. Empty is unknown.

    *title* is the whole title, *main* what stands before its subtitle (equal where there is none). *marks* are
    "review", "correction", "reply", "supplement"; *part* the number of a part that the title names. *pages* are those
    of a range, written out; *date* is (year, month, day) as far as it goes, and *dated* says that a work of this type
    is known by its day. *others* says that more people are meant than are named. *parents* are the keys of entries
    that this one is a part of.
    """

    key: Key
    kind: Kind
    title: str
    main: str
    marks: frozenset[str]
    part: str
    people: tuple[Person, ...]
    editors: tuple[Person, ...]
    translators: tuple[Person, ...]
    recipients: tuple[Person, ...]
    others: bool
    date: tuple[int, ...]
    original: int
    dated: bool
    containers: tuple[str, ...]
    edition: str
    volume: str
    volumes: str
    issue: str
    pages: tuple[str, ...]
    number: str
    version: str
    publisher: str
    language: str
    archive: str
    url: str
    preprint: bool
    identifiers: frozenset[tuple[str, str]]
    parents: frozenset[str]

    @property
    def year(self) -> int:
        """The year, 0 where there is none."""
        return self.date[0] if self.date else 0

    @property
    def subtitle(self) -> str:
        """What follows the main title."""
        return self.title[len(self.main) :].strip()


# --- people -------------------------------------------------------------------------------------------------

PARTICLES = frozenset(
    "van von der den de del della di da do dos das du des la le les los ter ten zu zur zum af av al el bin ibn y "
    "e".split()
)


@lru_cache(maxsize=2**16)
def person(name: Name) -> Person:
    """Return a name as it is compared: "von Hagen, M." and "Mark von Hagen" have the family name "hagen"."""
    if name.literal and not name.family:
        return Person(title_key(name.literal), (), institution=True)
    if re.fullmatch(r"[A-Z]{1,3}", name.family) and re.fullmatch(r"\w{2,}", name.given) and not name.given.isupper():
        return Person(umlauts_folded(folded(name.given)), tuple(name.family.lower()))  # PubMed's "Smith JA"
    family = title_key(f"{name.non_dropping_particle} {name.family}").split()
    while len(family) > 1 and family[0] in PARTICLES:
        family.pop(0)
    given, family_words = _given(name.given), " ".join(family)
    if not given and len(family) > 2:
        return Person(family_words, (), institution=True)
    return Person(family_words, given)


def _given(text: str) -> tuple[str, ...]:
    """Return given names as words and initials: "J.-P." is (j, p), PubMed's "JA" (j, a)."""
    words: list[str] = []
    for word in re.split(r"[\s.\-‐–]+", text):
        if re.fullmatch(r"[A-ZÀ-ÞА-ЯЁ]{2,3}", word):
            words += [folded(letter) for letter in word]
        elif (key := umlauts_folded(folded(word))) and word not in PARTICLES:
            words += key.split()
    return tuple(words)


def _people(reference: Reference, *roles: str) -> tuple[Person, ...]:
    found = reference.names
    return tuple(person(name) for role in roles if role in found for name in found[role] if not _is_others(name))


def _is_others(name: Name) -> bool:
    return (name.literal or name.family) in ("others", "et al", "et al.")


# --- the rest -----------------------------------------------------------------------------------------------

_KINDS: dict[str, Kind] = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "chapter": "chapter", "paper-conference": "chapter", "entry": "chapter", "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter", "book": "book", "collection": "book", "pamphlet": "book", "classic": "book",
    "periodical": "book", "thesis": "thesis", "report": "report", "standard": "report", "review": "review",
    "review-book": "review", "webpage": "web", "post": "web", "post-weblog": "web", "software": "program",
    "dataset": "program", "patent": "patent", "motion_picture": "media", "broadcast": "media", "song": "media",
    "graphic": "media", "figure": "media", "map": "media", "performance": "media", "musical_score": "media",
    "personal_communication": "document", "interview": "document", "speech": "document", "legal_case": "document",
    "legislation": "document", "bill": "document", "hearing": "document", "treaty": "document",
}  # fmt: skip
# Types of which there may be another one on the next day, by the same people and under the same title.
_DATED = frozenset(
    "article-newspaper broadcast hearing interview legal_case personal_communication post post-weblog speech".split()
)
_PREPRINT = pattern(
    r"\b(?:\w*arxiv|\w*rxiv|psyarxiv|ssrn|preprints?|repec|research square|osf)\b",
    re.IGNORECASE,
)
_PREPRINT_DOI = pattern(r"^10\.(?:48550|1101|31234|31235|26434|2139|20944|21203|31219|36227)/")


def traits(reference: Reference) -> Traits:
    """Return what *reference* is compared by."""
    texts = {name: plain(value) for name, value in reference.texts.items()}
    numbers, extra = reference.numbers, reference.extra
    title = read_title(texts.get("title", ""))
    kind = _KINDS.get(reference.type, "")
    found = identifiers(reference)
    volume = number_key(numbers.get("volume", ""))
    issue = number_key(numbers.get("issue", ""))
    people = _people(reference, "author")
    editors = _people(reference, "editor")
    marks = title.marks | {"review"} if kind == "review" or texts.get("reviewed-title") else title.marks
    part = title.part or number_key(numbers.get("part-number", ""))
    if kind in ("book", "") and part and not volume:  # "Stalin, vol. 1"
        volume, part = part, ""
    elif part == volume:
        part = ""
    return Traits(
        reference.key,
        "review" if "review" in marks and kind in ("article", "", "review") else kind,
        title.whole,
        title.main,
        frozenset(marks),
        part,
        people or editors or _people(reference, *sorted(set(reference.names) - _ASIDE)),
        editors,
        _people(reference, "translator"),
        _people(reference, "recipient"),
        any(name in extra for name in ("author+others", "editor+others"))
        or any(map(_is_others, reference.names.get("author", reference.names.get("editor", ())))),
        _date(reference.dates.get("issued") or reference.dates.get("event-date")),
        _year(reference.dates.get("original-date")),
        reference.type in _DATED,
        _containers(texts),
        title.edition or number_key(numbers.get("edition", "")),
        volume,
        number_key(numbers.get("number-of-volumes", "")),
        issue,
        _pages(numbers.get("page", "")),
        folded(numbers.get("number", "")).replace(" ", ""),
        folded(numbers.get("version", "") or extra.get("version", "")),
        title_key(texts.get("publisher", "")),
        texts.get("language", "").partition("-")[0].lower(),
        folded(" ".join(texts.get(name, "") for name in ("archive_collection", "archive_location"))),
        _url(texts.get("URL", "")),
        _is_preprint(kind, texts, found),
        found,
        frozenset(key.strip() for name in ("crossref", "xref") for key in extra.get(name, "").split(",")),
    )


_ASIDE = frozenset(("author", "editor", "translator", "recipient", "container-author", "reviewed-author"))


def _is_preprint(kind: Kind, texts: dict[str, str], found: Iterable[tuple[str, str]]) -> bool:
    container = texts.get("container-title", "")
    if _names_repository(f"{container} {texts.get('publisher', '')} {texts.get('genre', '')}"):
        return True
    found = tuple(found)
    if any(scheme == "DOI" and _PREPRINT_DOI.match(value) for scheme, value in found):
        return True
    printed = container or any(scheme == "DOI" for scheme, _ in found)
    return kind in ("", "web", "report") and not printed and any(scheme == "arXiv" for scheme, _ in found)


@lru_cache(maxsize=2**12)
def _names_repository(text: str) -> bool:
    return _PREPRINT.search(text) is not None


def _containers(texts: dict[str, str]) -> tuple[str, ...]:
    names = (texts.get(name, "") for name in ("container-title", "container-title-short", "collection-title"))
    return tuple(dict.fromkeys(key for name in names if (key := title_key(name))))


def _date(date: Date | None) -> tuple[int, ...]:
    if date is None:
        return ()
    if not date.start and (found := re.search(r"\b(1\d|20)\d\d\b", date.literal)):
        return (int(found[0]),)
    return date.start


def _year(date: Date | None) -> int:
    return date.start[0] if date and date.start else 0


_PAGE = pattern(r"[^\W_]+")


def _pages(text: str) -> tuple[str, ...]:
    """Return the first and last page, the latter written out: "344–73" is (344, 373); () where there are none."""
    pages = _PAGE.findall(text.lower())
    if len(pages) > 1 and pages[0].isdecimal() and pages[1].isdecimal() and len(pages[1]) < len(pages[0]):
        pages[1] = pages[0][: len(pages[0]) - len(pages[1])] + pages[1]
    return tuple(page.lstrip("0") or page for page in pages[:2])


def _url(text: str) -> str:
    """Return a URL without scheme, "www.", a slash at its end and the part that is for tracking."""
    text = re.sub(r"^\s*(?:https?://)?(?:www\.)?", "", text.replace("\\", ""), flags=re.IGNORECASE)
    return re.sub(r"(?:#.*|[?&]utm_[^#]*)$", "", text).rstrip("/ ")
