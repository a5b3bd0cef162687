"""How well printed notes are resolved: ``python -m benchmarks.resolving [--half tuned|held-out] [--seed N]``.

Works of our own making are cited in notes by citekit in every tenth note style, with ibid. and short forms as each
style has them; a quarter of the works is then missing from the library. What was cited is known, so it can be counted
how much of it is found, how much that is proposed is wrong, and how often a confidence keeps its word. Styles are
parted into a half to tune on and one that is held out, by a hash of their names; so are the seeds.

The time is that of 2,000 notes beside a library of 10,000 works.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from citekit import engines
from citekit.csl import catalogue
from citekit.errors import CitekitError
from citekit.model import Citation, Cite, Date, Key, Locator, Name, Reference
from citekit.notes.endnotes.inline import as_markup
from citekit.notes.notetext import NoteText
from citekit.notes.resolving.resolve import resolve_notes
from citekit.richtext import Inline, Link, Styled

FAMILIES = """
    Abel Albrecht Andrade Arendt Baranov Bauer Bianchi Blanchard Borges Castro Cerny Chaudhuri Cohen Costa Dahl Daniels
    Delgado Drozdov Duarte Eklund Engel Fedorov Ferrari Fischer Fontaine Fraser Galli Garnier Gebhardt Gorski Grant
    Guerra Haas Hagen Halloran Hirsch Holm Ivanova Jansen Kaminski Keller Khalidi Kovacs Krause Kuznetsov Lambert
    Larsson Lebedev Lombard Lukacs Marchetti Meier Mendes Mercier Meyer Morozov Moreau Nagel Nikolaev Novak Okafor
    Orlov Ortiz Pappas Pereira Petrov Popescu Quint Ramos Richter Rinaldi Romanov Rossi Rubin Sato Schaefer Schulz
    Serrano Sokolov Stein Suzuki Tanner Torres Ulrich Vargas Vasiliev Vogel Volkov Wagner Weber Weiss Winter Young
    """.split()
GIVEN = """
    Anna Boris Carla David Elena Franz Greta Hugo Ines Jan Karin Luis Maria Nikolai Olga Paul Rosa Stefan Tamara Ute
    """.split()
TOPICS = {
    "en": """
        empire peasants bread revolution harvest railways memory exile cities censorship secrecy famine steel borders
        schools newspapers letters prisons courts parliaments workers soldiers nurses winter rivers
        """.split(),
    "de": """
        Bauern Herrschaft Erinnerung Presse Zensur Eisenbahn Hunger Stadt Gericht Verwaltung Krieg Frieden Grenze
        """.split(),
    "fr": "paysans pouvoir mémoire presse censure faim ville tribunal guerre frontière école lettres prison".split(),
    "ru": "krestiane vlast pamiat pechat tsenzura golod gorod sud voina granitsa shkola pisma tiurma".split(),
}
PATTERNS = {
    "en": ("The {} of {}", "{} and {}", "{}, {} and the State", "A History of {} and {}", "Between {} and {}: Essays"),
    "de": ("{} und {}", "Die {} der {}", "{}, {} und Staat: Eine Studie", "Zur Geschichte von {} und {}"),
    "fr": ("{} et {}", "Les {} et la {}", "Histoire de {} et {}", "De la {} à la {}"),
    "ru": ("{} i {}", "Istoriia {} i {}", "{}, {} i gosudarstvo: ocherki"),
}
PLACES = "London New York Berlin Paris Moscow Leipzig Vienna Oxford Princeton Madrid".split()
JOURNALS = (
    "Slavic Studies",
    "Annals of Agrarian History",
    "Zeitschrift für Geschichte",
    "Revue des archives",
    "Voprosy",
)
PUBLISHERS = ("Meridian Press", "North Hall", "Verlag am Tor", "Éditions du Pont", "Nauka")


def works(count: int, seed: int) -> dict[Key, Reference]:
    """Return *count* works: books, articles, chapters, theses and archival papers; authors come back."""
    dice = random.Random(seed)  # noqa: S311 - the same every time
    found: dict[Key, Reference] = {}
    while len(found) < count:
        place = len(found)
        key = Key(f"w{place}")
        language = dice.choices(list(PATTERNS), (6, 2, 1, 1))[0]
        title = dice.choice(PATTERNS[language]).format(*dice.sample(TOPICS[language], 2))
        title = f"{title[0].upper()}{title[1:]}" + (
            f", {dice.randint(1790, 1900)}–{dice.randint(1901, 1990)}" if dice.random() < 0.3 else ""
        )
        kind = dice.choices(["book", "article-journal", "chapter", "thesis", "manuscript"], (50, 25, 15, 4, 6))[0]
        names = tuple(
            Name(dice.choice(FAMILIES), f"{dice.choice(GIVEN)}{dice.choice(['', ' ' + dice.choice('ABCDEFGH') + '.'])}")
            for _ in range(dice.choices([1, 2, 3], (80, 15, 5))[0])
        )
        texts, numbers, people = {"title": (title,)}, {}, {"author": names}
        if kind == "article-journal":
            first = dice.randint(1, 400)
            texts["container-title"] = (dice.choice(JOURNALS),)
            numbers = {
                "volume": str(dice.randint(1, 90)),
                "issue": str(dice.randint(1, 4)),
                "page": f"{first}–{first + dice.randint(5, 40)}",
            }
        elif kind == "manuscript":
            texts = {
                "title": (f"{title}: minutes",),
                "archive": ("GARF",),
                "archive_location": (f"f. {dice.randint(1, 99)}, op. {dice.randint(1, 9)}, d. {dice.randint(1, 900)}",),
            }
            people = {}
        else:
            texts |= {"publisher": (dice.choice(PUBLISHERS),), "publisher-place": (dice.choice(PLACES),)}
        if kind == "chapter":
            first = dice.randint(1, 300)
            texts["container-title"] = (dice.choice(PATTERNS["en"]).format(*dice.sample(TOPICS["en"], 2)).capitalize(),)
            people["editor"] = (Name(dice.choice(FAMILIES), dice.choice(GIVEN)),)
            numbers = {"page": f"{first}–{first + dice.randint(5, 40)}"}
        found[key] = Reference(key, kind, texts, numbers, people, {"issued": Date((dice.randint(1930, 2015),))})
    return found


def document(library: Mapping[Key, Reference], count: int, seed: int) -> list[Citation]:
    """Return *count* notes: works new, just cited, or cited before, most with a page."""
    dice = random.Random(seed + 1)  # noqa: S311 - the same every time
    keys, seen = list(library), []
    citations = []
    for number in range(1, count + 1):
        cites = []
        for _ in range(dice.choices([1, 2], (85, 15))[0]):
            draw = dice.random()
            key = seen[-1] if seen and draw < 0.25 else dice.choice(seen) if seen and draw < 0.55 else dice.choice(keys)
            seen.append(key)
            page = dice.randint(1, 500)
            value = str(page) if dice.random() < 0.7 else f"{page}–{page + dice.randint(1, 9)}"
            cites.append(Cite(key, Locator("page", value) if dice.random() < 0.85 else None))
        citations.append(Citation(tuple(cites), note=number))
    return citations


@dataclass
class Score:
    """Counts over cites, and the confidences of those proposed."""

    true: int = 0
    proposed: int = 0
    right: int = 0
    located: int = 0
    listed: int = 0
    unsure: int = 0
    bins: dict[int, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def add(self, other: Score) -> None:
        """Add the counts of another document."""
        for name in ("true", "proposed", "right", "located", "listed", "unsure"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for place, one in other.bins.items():
            self.bins[place] += one

    @property
    def line(self) -> str:
        """The shares, as text."""
        precision = self.right / max(self.proposed, 1)
        recall = self.right / max(self.true, 1)
        return (
            f"precision {precision:.3f}  recall {recall:.3f}  locators {self.located / max(self.right, 1):.3f}  "
            f"unsure, the true one listed {self.listed / max(self.true, 1):.3f}  ({self.true} cites)"
        )


def score(style: catalogue.Style, seed: int, *, italics: bool, damage: float = 0.0) -> Score:
    """Return how well the notes of one document in one style are resolved."""
    everything = works(200, seed)
    library = {key: one for place, (key, one) in enumerate(everything.items()) if place % 4}
    citations = document(everything, 150, seed)
    printed = engines.load("citekit").set_document(style, everything, citations, locale="")
    dice = random.Random(seed)  # noqa: S311 - the same every time
    notes = []
    for place, one in enumerate(printed.citations, 1):
        text = as_markup(_pieces(one.content, italic=False) if italics else [(_plain(one.content), False)])
        notes.append(NoteText(str(place), _damaged(f"{text.rstrip('.')}.", dice, damage)))
    result = Score()
    for proposal, citation in zip(resolve_notes(notes, library), citations, strict=True):
        truth = Counter(cite.key for cite in citation.cites if cite.key in library)
        places = Counter((cite.key, cite.locator.value) for cite in citation.cites if cite.locator)
        result.true += truth.total()
        for cite in proposal.cites:
            if cite.key is None:
                result.unsure += 1
                if any(truth[choice.key] for choice in cite.choices):
                    result.listed += 1
                continue
            result.proposed += 1
            right = truth[cite.key] > 0
            truth[cite.key] -= right
            result.right += right
            result.bins[int(cite.choices[0].confidence * 20)].append(right)
            if right:
                firsts = [value.split("–")[0] for key, value in places if key == cite.key]
                result.located += any(first in cite.locator for first in firsts) if firsts else not cite.locator
    return result


def _plain(content: tuple[Inline, ...]) -> str:
    return "".join(text for text, _ in _pieces(content, italic=False))


def _pieces(content: tuple[Inline, ...], *, italic: bool) -> Iterator[tuple[str, bool]]:
    for one in content:
        if isinstance(one, str):
            yield one, italic
        elif isinstance(one, Styled):
            yield from _pieces(one.children, italic=(one.format.style == "italic") != italic)
        elif isinstance(one, Link):
            yield from _pieces(one.children, italic=italic)


def _damaged(text: str, dice: random.Random, share: float) -> str:
    """Return *text* as a scan reads it: now and then another letter."""
    alike = {"e": "c", "h": "b", "l": "1", "n": "u", "i": "l", "o": "0", "a": "s", "m": "rn"}
    return "".join(alike.get(sign, sign) if dice.random() < share else sign for sign in text)


def styles(half: str) -> list[catalogue.Style]:
    """Return every tenth note style of one half."""
    names = sorted(one.name for one in catalogue.search_styles(["note"], ()) if one.kind == "note" and not one.parent)
    own = [name for name in names if (zlib.crc32(name.encode()) % 2 == 0) == (half == "tuned")]
    return [catalogue.find_style(name) for name in own[::10]]


def main() -> None:
    """Print the scores of a half of the styles, and the time of a large library."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["tuned", "held-out"], default="held-out")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--each", action="store_true", help="print each style's scores")
    parser.add_argument("--no-time", action="store_true")
    arguments = parser.parse_args()
    seed = 1000 * (arguments.half == "held-out") + arguments.seed
    for title, italics, damage in (
        ("with italics", True, 0.0),
        ("plain", False, 0.0),
        ("scanned, 1.5 %", False, 0.015),
    ):
        total = Score()
        for place, style in enumerate(styles(arguments.half)):
            try:
                one = score(style, seed + place, italics=italics, damage=damage)
            except CitekitError:
                continue
            total.add(one)
            if arguments.each:
                print(f"{style.info.path[-50:]:50} {one.line}")
        print(f"{title:15} {total.line}")
        if italics:
            for place in sorted(total.bins):
                found = total.bins[place]
                span = f"{place / 20:.2f}–{(place + 1) / 20:.2f}"
                print(f"   confidence {span}: right {statistics.mean(found):.3f} of {len(found)}")
    if not arguments.no_time:
        timed()


def timed() -> None:
    """Print the time that 2,000 notes take beside 10,000 works."""
    everything = works(10_000, 1)
    style = catalogue.find_style("chicago-notes-bibliography")
    printed = engines.load("citekit").set_document(style, everything, document(everything, 2000, 1))
    notes = [NoteText(str(place), f"{_plain(one.content)}.") for place, one in enumerate(printed.citations, 1)]
    took = []
    for _ in range(3):
        began = time.perf_counter()
        resolve_notes(notes, everything)
        took.append(time.perf_counter() - began)
    print(f"2,000 notes beside 10,000 works: {statistics.median(took):.2f} s")


if __name__ == "__main__":
    main()
