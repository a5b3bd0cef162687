r"""Libraries of any size in BibTeX, as people keep them: seeded, so that a size is the same file everywhere.

A mixture: names in UTF-8 and in LaTeX's accents, particles, suffixes, institutions in braces, "and others"; titles with
braces, formats, quotation marks and formulas; ``@string``; crossref; abstracts, keywords, files and notes that programs
add; old BibTeX fields beside biblatex's. Nothing that any of the readers compared stops at.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_FAMILIES = (
    "Abendroth Achterberg Alvarado Andersson Ashworth Baranov Bellini Bergström Blackwood Bouchard Brandt Carvalho "
    "Castellanos Chevalier Christensen Czerny D'Angelo Delacroix Drăgulescu Dvořák Eriksen Estévez Fontaine Friedmann "
    "Gallagher Göring Grabowski Guðmundsson Hernández Hoffmann Højgaard Ishikawa Jankowski Jørgensen Kaczmarek Kaya "
    "Kowalczyk Krüger Lefèvre Lindqvist Łukasiewicz MacLeod Márquez Mészáros Moreau Müller Nakamura Navrátil Nowak "
    "O'Sullivan Öztürk Papadopoulos Pérez Petrović Quiñones Radchenko Rasmussen Rosenthal Sandoval Schäfer Şahin "
    "Sokolov Steinberg Szabó Tanaka Thibault Tóth Ungaretti Vásquez Vogel Wallace Weiß Whitfield Yılmaz Zieliński Žižka"
).split()
_GIVEN = (
    "Adèle Ágnes Alexander Beatriz Björn Catherine Czesław Dmitrij Élise Ewa Fatma Giovanni Grzegorz Hélène Ingrid "
    "Jean-Luc João José Kateřina Lars Lucía Małgorzata Michael Naoko Olga Pál Robert Søren Susan Tomáš Ulrike Władysław"
).split()
_PARTICLES = ("von", "van der", "de la", "de", "du", "van", "dos", "af")
_BODIES = (
    "{Ministry of Trade and Industry}",
    "{Royal Geographical Society}",
    "{Statistisches Bundesamt}",
    "{{World Forum} for Hydrology and Soil}",
)
_WORDS = (
    "harbours ledgers orchards famine canals weaving tariffs parishes looms salt glaciers letters frontier archives "
    "grain rivers dowries guilds coins epidemics maps printing railways schools strikes taxes timber tides towns "
    "treaties villages wages water wool workshops census clocks customs debts dyes fairs fisheries forests lamps"
).split()
_ADJECTIVES = "Early Imperial Northern Rural Maritime Contested Forgotten Provincial Uneven Late Urban Seasonal".split()
_PLACES = "Lisbon Danzig Odessa Bergen Trieste Salonica Antwerp Königsberg Valparaíso Bahia Nagasaki Riga".split()
_PROPER = ("{UNESCO}", "{Habsburg}", "{Baltic}", "{NATO}", "{{Late Roman}}", "{DNA}", "{Ottoman}", "{PostgreSQL}")
_FORMATTED = (
    r"\emph{De re metallica}",
    r"\enquote{Moral Economy}",
    r"\textit{Gadus morhua}",
    r"$\delta^{18}$O Records",
    r"CO$_2$ Balances",
    r"``Idle Hands''",
    r"$n$-Person Games",
    r"\textsc{Annales} History",
    r"{\em Longue Dur\'ee}",
)
_JOURNALS = (
    r"Annals of Economic {\&} Social Inquiry",
    "Journal of Harbour Studies",
    'Zeitschrift f{\\"u}r Agrargeschichte',
    "Revue d'histoire maritime",
    r"Transactions of the {IEEE} on Archives",
    "Past Landscapes",
    "Quarterly Review of Demography",
)
_PUBLISHERS = (r"Smith \& Daughters", "Éditions du Quai", "Vandenhoeck und Partner", "University Press of the North")
_ACCENTED = {
    "à": r"\`a", "á": r"\'{a}", "ä": r"\"a", "ă": r"\u{a}", "ç": r"\c{c}", "č": r"\v{c}", "è": r"{\`e}", "é": r"{\'e}",
    "ě": r"\v{e}", "í": r"{\'\i}", "ı": r"{\i}", "ł": r"{\l}", "Ł": r"{\L}", "ñ": r"{\~n}", "ń": r"\'n", "ó": r"\'o",
    "ö": r"{\"o}", "Ö": r"{\"O}", "ø": r"{\o}", "ř": r"{\v r}", "ß": r"{\ss}", "ş": r"\c{s}", "Ş": r"\c{S}",
    "ś": r"{\'s}", "š": r"{\v{s}}", "ü": r"{\"u}", "Á": r"{\'A}", "É": r"{\'E}", "ã": r"{\~a}", "ð": r"{\dh}",
    "ć": r"\'{c}", "ž": r"\v{z}", "Ž": r"{\v Z}",
}  # fmt: skip
_LATEX = str.maketrans(_ACCENTED)


def library(size: int) -> str:
    """Return a .bib file of *size* entries, those that others take fields from among them."""
    chance = random.Random(f"citekit {size}")  # noqa: S311 - the same every time
    return "".join(_file(chance, size))


def _file(chance: random.Random, size: int) -> Iterator[str]:
    yield "% A library made by benchmarks/libraries.py\n\n"
    yield '@string{jhs = "Journal of Harbour Studies"}\n@string{north = {University Press of the North}}\n\n'
    people = [_name(chance) for _ in range(max(8, size // 3))]
    volumes: list[str] = []
    made = 0
    while made < size:
        kind = chance.choices(list(_KINDS), [38, 16, 14, 10, 8, 5, 5, 4])[0]
        key = f"{chance.choice(_FAMILIES)[:5].lower()}{chance.randint(1890, 2024)}-{made}"
        key = "".join(letter for letter in key if letter.isascii() and letter != "'")
        made += 1
        fields = _KINDS[kind](chance, people)
        if kind == "incollection" and (chance.random() < 0.5 or not volumes):
            if not volumes or chance.random() < 0.2:
                volumes.append(f"volume-{made}")
                waiting = _collection(chance, people)
            else:
                waiting = {}
            fields = {name: value for name, value in fields.items() if name in ("author", "title", "pages")}
            yield _entry(kind, key, fields | {"crossref": f"{{{volumes[-1]}}}"})
            if waiting and made < size:
                made += 1
                yield _entry("collection", volumes[-1], waiting)
            continue
        yield _entry(kind, key, fields | _additions(chance))


def _entry(kind: str, key: str, fields: dict[str, str]) -> str:
    lines = ",\n".join(f"  {name:12} = {value}" for name, value in fields.items())
    return f"@{kind}{{{key},\n{lines}\n}}\n\n"


def _name(chance: random.Random) -> str:
    if chance.random() < 0.03:
        return chance.choice(_BODIES)
    family, given = chance.choice(_FAMILIES), chance.choice(_GIVEN)
    if chance.random() < 0.4:
        given += f" {chance.choice('ABCDEFGHKLMNPRST')}."
    if chance.random() < 0.5:
        family, given = family.translate(_LATEX), given.translate(_LATEX)
    if chance.random() < 0.06:
        family = f"{chance.choice(_PARTICLES)} {family}"
    if chance.random() < 0.02:
        return f"{family}, Jr., {given}"
    return f"{given} {family}" if chance.random() < 0.3 else f"{family}, {given}"


def _people(chance: random.Random, people: list[str], most: int = 5) -> str:
    count = min(most, chance.choices([1, 2, 3, 4, 5], [48, 26, 14, 8, 4])[0])
    others = ["others"] if chance.random() < 0.02 else []
    return "{" + " and ".join(chance.sample(people, min(count, len(people))) + others) + "}"


def _title(chance: random.Random) -> str:
    first, second, third = (chance.choice(_WORDS).capitalize() for _ in range(3))
    title = f"{chance.choice(_ADJECTIVES)} {first} and {second}"
    form = chance.random()
    if form < 0.3:
        title = (
            f"{title}: {third} in {chance.choice(_PLACES)}, {chance.randint(1500, 1799)}--{chance.randint(1800, 1989)}"
        )
    elif form < 0.45:
        title = f"{chance.choice(_PROPER)} {title} of {third}"
    elif form < 0.55:
        title = f"{title} in {chance.choice(_FORMATTED)}"
    elif form < 0.65:
        title = f"{{{title}}}"
    elif form < 0.72:
        title = f"{title}\n                 and the Making of {chance.choice(_PLACES).translate(_LATEX)}"
    elif form < 0.78:
        title = f"L'{first.lower()} et l'{second.lower()} : une \\'etude ``nouvelle''"
    return f"{{{title}}}"


def _pages(chance: random.Random) -> str:
    first = chance.randint(1, 900)
    return f"{{{first}{chance.choice(['--', '-', '--'])}{first + chance.randint(3, 40)}}}"


def _date(chance: random.Random, kind: str = "") -> dict[str, str]:
    year = chance.randint(1890, 2024)
    month = chance.randint(1, 12)
    if kind == "day":
        return {"date": f"{{{year}-{month:02}-{chance.randint(1, 28):02}}}"}
    if chance.random() < 0.5:
        return {"date": f"{{{year}}}"}
    months = {"month": "jan feb mar apr may jun jul aug sep oct nov dec".split()[month - 1]}
    return {"year": str(year) if chance.random() < 0.5 else f"{{{year}}}"} | (months if chance.random() < 0.4 else {})


def _additions(chance: random.Random) -> dict[str, str]:
    """Return what programs add to an entry."""
    fields: dict[str, str] = {}
    if chance.random() < 0.25:
        sentences = [
            f"We ask how {chance.choice(_WORDS)} and {chance.choice(_WORDS)} changed in {chance.choice(_PLACES)}."
            for _ in range(chance.randint(3, 8))
        ]
        fields["abstract"] = "{" + "\n    ".join(sentences) + " More than 40\\% did.}"
    if chance.random() < 0.4:
        fields["keywords"] = "{" + ", ".join(chance.sample(_WORDS, chance.randint(2, 5))) + "}"
    if chance.random() < 0.15:
        fields["file"] = f"{{:storage/{chance.randint(1000, 9999)}/paper\\_{chance.randint(1, 99)}.pdf:PDF}}"
    if chance.random() < 0.1:
        fields["note"] = f"{{Reprinted in \\emph{{Collected Papers}}, vol.~{chance.randint(1, 9)}}}"
    if chance.random() < 0.3:
        fields["langid"] = "{" + chance.choice(("english", "german", "french", "spanish", "american")) + "}"
    return fields


def _article(chance: random.Random, people: list[str]) -> dict[str, str]:
    journal = "jhs" if chance.random() < 0.1 else f"{{{chance.choice(_JOURNALS)}}}"
    fields = {
        "author": _people(chance, people),
        "title": _title(chance),
        chance.choice(("journal", "journaltitle")): journal,
        **_date(chance),
        "volume": f"{{{chance.randint(1, 140)}}}",
        "number": f"{{{chance.randint(1, 6)}}}",
        "pages": _pages(chance),
    }
    if chance.random() < 0.6:
        fields["doi"] = f"{{10.{chance.randint(1000, 9999)}/jh.{chance.randint(1, 99999)}\\_{chance.randint(1, 9)}}}"
    if chance.random() < 0.3:
        fields["issn"] = f"{{{chance.randint(1000, 9999)}-{chance.randint(1000, 9999)}}}"
    return fields


def _book(chance: random.Random, people: list[str]) -> dict[str, str]:
    fields = {
        chance.choice(("author", "author", "author", "editor")): _people(chance, people, 3),
        "title": _title(chance),
        **_date(chance),
        "publisher": "north" if chance.random() < 0.15 else f"{{{chance.choice(_PUBLISHERS)}}}",
        chance.choice(("location", "address")): f"{{{chance.choice(_PLACES)}}}",
    }
    if chance.random() < 0.5:
        fields["isbn"] = f"{{978-{chance.randint(0, 9)}-{chance.randint(100, 999)}-{chance.randint(10000, 99999)}-1}}"
    if chance.random() < 0.2:
        fields |= {"edition": f"{{{chance.randint(2, 6)}}}", "series": f"{{{chance.choice(_JOURNALS)}}}"}
    if chance.random() < 0.1:
        fields["translator"] = _people(chance, people, 1)
    return fields


def _collection(chance: random.Random, people: list[str]) -> dict[str, str]:
    fields = _book(chance, people)
    fields.pop("author", None)
    return {"editor": _people(chance, people, 3)} | fields


def _incollection(chance: random.Random, people: list[str]) -> dict[str, str]:
    book = _collection(chance, people)
    book["booktitle"] = book.pop("title")
    return {"author": _people(chance, people), "title": _title(chance), "pages": _pages(chance)} | book


def _inproceedings(chance: random.Random, people: list[str]) -> dict[str, str]:
    return {
        "author": _people(chance, people),
        "title": _title(chance),
        "booktitle": f"{{{chance.randint(24, 40)}th Meeting on {chance.choice(_WORDS).capitalize()}, Proceedings}}",
        **_date(chance),
        "pages": _pages(chance),
        "address": f"{{{chance.choice(_PLACES)}}}",
        "organization": r"{{Society of Archivists {\&} Surveyors}}",
    }


def _thesis(chance: random.Random, people: list[str]) -> dict[str, str]:
    return {
        "author": f"{{{chance.choice(people)}}}",
        "title": _title(chance),
        "school": f"{{Universit{{\\'e}} de {chance.choice(_PLACES)}}}",
        **_date(chance),
    }


def _online(chance: random.Random, people: list[str]) -> dict[str, str]:
    return {
        "author": _people(chance, people, 2),
        "title": _title(chance),
        "url": f"{{https://example.org/{chance.choice(_WORDS)}/%7E{chance.randint(1, 999)}?p={chance.randint(1, 9)}}}",
        "urldate": f"{{2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}}}",
        **_date(chance, "day"),
    }


def _unpublished(chance: random.Random, people: list[str]) -> dict[str, str]:
    return {
        "author": f"{{{chance.choice(people)}}}",
        "title": f"{{Letter to {chance.choice(_GIVEN)} {chance.choice(_FAMILIES)}}}",
        **_date(chance, "day"),
        "library": f"{{State Archive of {chance.choice(_PLACES)}}}",
        "howpublished": f"{{f. {chance.randint(1, 99)}, op. {chance.randint(1, 9)}, d. {chance.randint(1, 999)}}}",
    }


def _techreport(chance: random.Random, people: list[str]) -> dict[str, str]:
    return {
        "author": _people(chance, people, 3),
        "title": _title(chance),
        "institution": f"{{{chance.choice(_BODIES)}}}",
        "number": f"{{{chance.choice('ABC')}-{chance.randint(1, 400)}}}",
        **_date(chance),
    }


_KINDS = {
    "article": _article,
    "book": _book,
    "incollection": _incollection,
    "inproceedings": _inproceedings,
    "online": _online,
    "phdthesis": _thesis,
    "unpublished": _unpublished,
    "techreport": _techreport,
}
