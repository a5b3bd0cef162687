"""Two references compared: are they one publication, and why?

What speaks for it is weighed; what tells publications apart though everything else agrees (another edition, volume,
part, translation, a review, a preprint) settles it the other way, unless an identifier or the very pages say that it
is a slip. The weights were chosen by the labelled pairs of ``tests/bib/duplicates/duplicate_pairs.toml``.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from typing import Literal

from citekit.bib.duplicates.alike import People, compare_people, same_container
from citekit.bib.duplicates.titles import Titles, compare_titles, title_weight
from citekit.bib.duplicates.traits import Traits
from citekit.model import Key
from citekit.values import NamedTuple

Verdict = Literal["duplicate", "related", "distinct"]

# The sum of weights from which two entries are taken for one: a title of three words, the authors, no contradiction.
ENOUGH = 5.5
# … and from which two that something tells apart are worth a look.
RELATED = 3.0
_STRONG = frozenset(("DOI", "arXiv", "PMID", "PMCID", "JSTOR"))


class Likeness(NamedTuple):
    """What comparing two references says.

    *verdict*: "duplicate" is one publication; "related" is much alike, and *differences* tell two publications
    apart; "distinct" is neither. *confidence* that they are one is between 0 and 1. *reasons* are for it,
    *differences* against it, of a duplicate too: there one of the entries is wrong.
    """

    first: Key
    second: Key
    verdict: Verdict
    confidence: float
    reasons: tuple[str, ...]
    differences: tuple[str, ...]


def compare(first: Traits, second: Traits) -> Likeness:
    """Compare two references by their traits."""
    return _Weighing(first, second).likeness()


class _Weighing:
    """Gathers what is for and against, trait by trait."""

    def __init__(self, first: Traits, second: Traits) -> None:
        self._first = first
        self._second = second
        self._sum = 0.0
        self._reasons: list[str] = []
        self._against: list[str] = []
        self._apart: list[str] = []  # two publications, whatever else agrees
        self._doubted: list[tuple[str, float]] = []  # two publications, unless _lifted
        shared = first.identifiers & second.identifiers
        self._strong = any(scheme in _STRONG for scheme, _ in shared)
        self._shared = sorted(shared)
        self._title, self._percent = compare_titles((first.title, first.main), (second.title, second.main))
        self._people = People.UNKNOWN
        self._container: bool | None = None

    def likeness(self) -> Likeness:
        if self._title is Titles.OTHER and not self._strong:  # nearly all pairs, and nothing more would be found
            return Likeness(self._first.key, self._second.key, "distinct", 0.0, (), (self._title.value,))
        self._people = self._compare_people()
        self._container = same_container(self._first.containers, self._second.containers)
        for weigh in _STEPS:
            weigh(self)
        if self._lifted():
            self._sum -= sum(weight for _, weight in self._doubted)
            self._against += [text for text, _ in self._doubted]
        else:
            self._apart += [text for text, _ in self._doubted]
        verdict: Verdict = "distinct"
        if self._sum >= ENOUGH and not self._apart:
            verdict = "duplicate"
        elif self._sum >= RELATED and self._apart and self._is_one_name():
            verdict = "related"
        confidence = 1 / (1 + exp((4 - self._sum) * 0.55))
        if self._apart:
            confidence *= 0.2
        differences = tuple(dict.fromkeys((*self._apart, *self._against)))
        return Likeness(
            self._first.key, self._second.key, verdict, round(confidence, 2), tuple(self._reasons), differences
        )

    # --- the scales ---

    def _for(self, weight: float, reason: str = "") -> None:
        self._sum += weight
        if reason:
            self._reasons.append(reason)

    def _less(self, weight: float, difference: str = "") -> None:
        self._sum -= weight
        if difference:
            self._against.append(difference)

    def _doubt(self, difference: str, weight: float = 1.0) -> None:
        self._doubted.append((difference, weight))

    def _both(self, value: Callable[[Traits], str]) -> tuple[str, str] | None:
        """Return a trait of both, ``None`` where one has none."""
        ours, theirs = value(self._first), value(self._second)
        return (ours, theirs) if ours and theirs else None

    def _one_of(self, value: Callable[[Traits], str]) -> str:
        """Return a trait that only one of the two has."""
        ours, theirs = value(self._first), value(self._second)
        return "" if ours and theirs else ours or theirs

    def _lifted(self) -> bool:
        """Do an identifier or the very pages say that a difference is a slip?"""
        if self._title not in (*_ONE_TITLE, Titles.ALIKE) or self._people in (People.OTHER, People.OTHER_GIVEN):
            return self._strong and self._title in (*_ONE_TITLE, Titles.ALIKE, Titles.UNKNOWN)
        if self._strong:
            return True
        if not self._same_page():
            return False
        same_volume = bool(self._first.volume) and self._first.volume == self._second.volume
        same_year = bool(self._first.year) and self._first.year == self._second.year
        if self._container is False:  # whose names may be too far apart: "Annales ESC"
            return same_volume and same_year
        return same_volume or (same_year and bool(self._container))

    def _is_one_name(self) -> bool:
        """Do both go by one name, which is no "Introduction"; or by one identifier?"""
        named = min(title_weight(self._first.title), title_weight(self._second.title)) >= 1
        numbered = (Titles.OTHER_SUBTITLE, Titles.OTHER_NUMBER)
        if self._strong:  # parts of a book may go by its DOI
            return self._title is not Titles.OTHER or not self._is("chapter")
        return named and self._title in (*_ONE_TITLE, *numbered)

    def _same_page(self) -> bool:
        ours, theirs = self._first.pages, self._second.pages
        return bool(ours and theirs) and ours[0] == theirs[0]

    def _is(self, *kinds: str) -> bool:
        """Is each of the two one of *kinds*, or of no certain kind; and one of them certain?"""
        found = {self._first.kind, self._second.kind}
        return bool(found & set(kinds)) and found <= {*kinds, "", "web"}

    def _compare_people(self) -> People:
        ours, theirs = self._first, self._second
        others = ours.others or theirs.others
        found = compare_people(ours.people, theirs.people, others=others)
        if found is not People.OTHER:
            return found
        for one, other in ((ours.people, theirs.editors), (ours.editors, theirs.people)):
            swapped = compare_people(one, other, others=others)
            if swapped in (People.SAME, People.FEWER, People.ORDER):
                return swapped
        return found

    # --- trait by trait ---

    def identifiers(self) -> None:
        """DOI, ISBN and the like."""
        for scheme, value in self._shared:
            container = scheme == "ISBN" and self._is("chapter")
            if not container:
                self._for({"ISBN": 3.0, "JSTOR": 4.0, "Handle": 4.0}.get(scheme, 6.0), f"same {scheme} {value}")
        for scheme in ("DOI", "arXiv", "PMID", "ISBN"):
            ours, theirs = (
                sorted(value for name, value in one.identifiers if name == scheme)
                for one in (self._first, self._second)
            )
            if not ours or not theirs or set(ours) & set(theirs):
                continue
            text = f"different {scheme}s ({ours[0]}, {theirs[0]})"
            if scheme == "ISBN":  # of another binding, or as an e-book
                self._less(1, text)
            elif scheme != "DOI" or _JSTOR not in (ours[0][:8], theirs[0][:8]):
                self._doubt(text, 2)
        if self._first.url and self._first.url == self._second.url:
            self._for(2 if self._is("web") else 1, "same URL")

    def titles(self) -> None:
        """The titles, by how much they say."""
        weight = min(title_weight(self._first.title), title_weight(self._second.title))
        match self._title:
            case Titles.SAME:
                self._for(weight, self._title.value)
            case Titles.NO_SUBTITLE:
                self._for(min(weight, 4), self._title.value)
                if weight < 2:  # "Stalin": any life of him is called so
                    self._less(0.5)
            case Titles.NEAR:
                self._for(weight - 0.5, f"titles {self._percent} % alike")
            case Titles.ALIKE:
                self._for(0.5 * weight)
                self._doubt(f"titles {self._percent} % alike, but for a word", 0.5)
            case Titles.OTHER_SUBTITLE | Titles.OTHER_NUMBER:
                self._for(0.6 * weight)
                self._apart.append(self._title.value)
            case Titles.OTHER:
                self._less(3)
                self._apart.append(self._title.value)

    def people(self) -> None:
        """Authors, else editors."""
        count = min(len(self._first.people), len(self._second.people))
        match self._people:
            case People.SAME | People.ORDER:
                self._for(min(2.5 + 0.5 * count, 4.5), "same author" if count == 1 else self._people.value)
            case People.FEWER:
                self._for(1 + 0.5 * min(count, 3), self._people.value)
            case People.PARTLY:
                self._for(1, self._people.value)
            case People.INSTITUTION:
                self._less(1, self._people.value)
            case People.OTHER_GIVEN:
                self._less(0.5 if self._lifted() else 4, "given names of the authors differ")
            case People.OTHER:
                self._less(2 if self._strong else 7, self._people.value)

    def dates(self) -> None:
        """The years; for letters, newspapers and the like the days."""
        ours, theirs = self._first, self._second
        if not ours.year or not theirs.year:
            return
        text = f"different years ({ours.year}, {theirs.year})"
        if ours.year == theirs.year:
            self._for(1.5, "same year")
            shared = min(len(ours.date), len(theirs.date))
            if ours.date[:shared] != theirs.date[:shared]:
                if self._is_dated():
                    self._doubt(f"different dates ({_iso(ours.date)}, {_iso(theirs.date)})")
                else:
                    self._less(0.5)
        elif self._is_dated() and min(len(ours.date), len(theirs.date)) > 1:
            self._doubt(f"different dates ({_iso(ours.date)}, {_iso(theirs.date)})")
        elif abs(ours.year - theirs.year) == 1 and not self._is("book"):
            self._less(0.5 if self._lifted() else 1.5, text)
        else:
            self._doubt(text)

    def _is_dated(self) -> bool:
        return self._first.dated or self._second.dated

    def places(self) -> None:
        """Where it stands: the journal or book, volume, issue and pages."""
        ours, theirs = self._first, self._second
        within = self._is("article", "chapter", "review") or {ours.kind, theirs.kind} == {"article", "chapter"}
        if within and self._container is not None:
            if self._container:
                self._for(1, f"same {'journal' if ours.kind == 'article' else 'book'}")
            elif not ours.preprint and not theirs.preprint:
                names = f"different {'journals' if self._is('article', 'review') else 'books'}"
                self._doubt(f"{names} ({ours.containers[0]!r}, {theirs.containers[0]!r})", 1.5)
        if within:
            self._volumes_and_pages()

    def _volumes_and_pages(self) -> None:
        ours, theirs = self._first, self._second
        if both := self._both(lambda one: one.volume):
            if both[0] == both[1]:
                self._for(1, "same volume")
            else:
                self._doubt(f"different volumes ({both[0]}, {both[1]})")
        if (both := self._both(lambda one: one.issue)) and _clash(*both):
            slip = self._same_page() and title_weight(ours.main) >= 2
            if slip:
                self._less(0.5, f"different issues ({both[0]}, {both[1]})")
            else:
                self._apart.append(f"different issues ({both[0]}, {both[1]})")
        if self._same_page():
            self._for(2, "same pages")
        elif ours.pages and theirs.pages and not _within(ours.pages, theirs.pages):
            if all(page.isdecimal() for page in (ours.pages[0], theirs.pages[0])):
                self._doubt(f"different pages ({_range(ours.pages)}, {_range(theirs.pages)})", 2)
        elif not (ours.pages and theirs.pages) and title_weight(ours.main) < 1:
            self._less(1)  # "Editorial": there is one in each issue

    def versions(self) -> None:
        """Editions, volumes of a work, parts, versions, numbers of a series, translations."""
        if both := self._both(lambda one: one.edition):
            if both[0] != both[1]:
                self._apart.append(f"different editions ({both[0]}, {both[1]})")
        elif self._one_of(lambda one: one.edition) not in ("", "1"):
            self._less(0.7)
        if not {self._first.kind, self._second.kind} & {"article", "chapter", "review"}:
            self._whole_volumes()
        if (both := self._both(lambda one: one.part)) and both[0] != both[1]:
            self._apart.append(f"different parts ({both[0]}, {both[1]})")
        elif part := self._one_of(lambda one: one.part):
            self._doubt(f"only one is a part ({part})", 1)
        if (both := self._both(lambda one: one.version)) and both[0] != both[1]:
            self._apart.append(f"different versions ({both[0]}, {both[1]})")
        if self._is("report", "patent", "document", "program") or self._first.kind == self._second.kind == "":
            self._report_numbers()
        self._translations()

    def _whole_volumes(self) -> None:
        ours, theirs = self._first, self._second
        if both := self._both(lambda one: one.volume):
            if both[0] != both[1]:
                self._apart.append(f"different volumes ({both[0]}, {both[1]})")
            else:
                self._for(0.5, "same volume")
        elif volume := self._one_of(lambda one: one.volume):
            if (ours.volumes and not ours.volume) or (theirs.volumes and not theirs.volume):
                self._apart.append(f"one is the whole set, one its volume {volume}")
            else:
                self._less(1, f"only one is a volume ({volume})")
        if (both := self._both(lambda one: one.issue)) and both[0] != both[1]:
            self._apart.append(f"different issues ({both[0]}, {both[1]})")

    def _report_numbers(self) -> None:
        if both := self._both(lambda one: one.number):
            if both[0].endswith(both[1]) or both[1].endswith(both[0]):
                self._for(1.5, f"same number {max(both, key=len)}")
            else:
                self._apart.append(f"different numbers ({both[0]}, {both[1]})")

    def _translations(self) -> None:
        ours, theirs = self._first, self._second
        if compare_people(ours.translators, theirs.translators) in (People.OTHER, People.OTHER_GIVEN):
            self._doubt("different translators", 2)
        if (both := self._both(lambda one: one.language)) and not (
            both[0].startswith(both[1]) or both[1].startswith(both[0])
        ):
            self._doubt(f"different languages ({both[0]}, {both[1]})")

    def documents(self) -> None:
        """Letters and papers of an archive: where they lie, who they went to."""
        if both := self._both(lambda one: one.archive):
            if both[0] == both[1]:
                self._for(3, "same place in the archive")
            else:
                self._apart.append(f"different places in the archive ({both[0]!r}, {both[1]!r})")
        recipients = compare_people(self._first.recipients, self._second.recipients)
        if recipients is People.SAME:
            self._for(1, "same recipient")
        elif recipients in (People.OTHER, People.OTHER_GIVEN):
            self._apart.append("different recipients")

    def kinds(self) -> None:
        """What they are: an article, a book, a review, a preprint."""
        ours, theirs = self._first, self._second
        if marks := sorted(ours.marks ^ theirs.marks):
            self._apart.append(f"only one is a {marks[0]}")
        if ours.preprint != theirs.preprint:
            self._doubt("one is a preprint", 0)
        kinds = {ours.kind, theirs.kind}
        if ours.kind == theirs.kind or "" in kinds or "review" in kinds:
            if "" in kinds and kinds & {"thesis", "patent", "review"}:
                self._less(0.5)
            return
        text = f"one is {_SHOWN[ours.kind]}, one {_SHOWN[theirs.kind]}"
        if kinds == {"chapter", "book"}:
            self._apart.append(text)
        elif "web" in kinds or kinds == {"report", "book"}:
            self._less(1, text)
        elif kinds == {"article", "chapter"} and self._container:
            self._less(0.5, text)
        else:
            self._doubt(text)

    def publishers(self) -> None:
        """Publishers, which are written in many ways."""
        if (both := self._both(lambda one: one.publisher)) and self._is("book", "report", "thesis"):
            if same_container((both[0],), (both[1],)):
                self._for(0.5)
            else:
                self._less(0.5, "different publishers")

    def parents(self) -> None:
        """A part and its whole, which it has title and people from."""
        for whole, part in ((self._first, self._second), (self._second, self._first)):
            if whole.key in part.parents:
                self._apart.append(f"{part.key} is a part of {whole.key}")


_JSTOR = "10.2307/"
_ONE_TITLE = (Titles.SAME, Titles.NO_SUBTITLE, Titles.NEAR)
_STEPS = (
    _Weighing.identifiers, _Weighing.titles, _Weighing.people, _Weighing.dates, _Weighing.places, _Weighing.versions,
    _Weighing.documents, _Weighing.kinds, _Weighing.publishers, _Weighing.parents,
)  # fmt: skip
_SHOWN = {
    "article": "an article", "chapter": "part of a book", "book": "a book", "thesis": "a thesis", "report": "a report",
    "review": "a review", "web": "a web page", "program": "a program or data", "patent": "a patent",
    "media": "a film or picture", "document": "a document",
}  # fmt: skip


def _clash(first: str, second: str) -> bool:
    """Do two issues differ? "1" and "1/2" need not."""
    return not set(first.split()) & set(second.split())


def _within(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Do two page ranges overlap? A part may be cited of the whole."""
    numbers = [[int(page) for page in pages if page.isdecimal()] for pages in (first, second)]
    if not all(numbers):
        return False
    (start, *_), (other, *_) = numbers
    return other <= start <= numbers[1][-1] or start <= other <= numbers[0][-1]


def _range(pages: tuple[str, ...]) -> str:
    return "–".join(pages)


def _iso(date: tuple[int, ...]) -> str:
    return "-".join(f"{part:02}" for part in date)
