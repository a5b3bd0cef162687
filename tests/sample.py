"""References of every type of CSL 1.0.2 with every kind of variable, some of them odd, and citations of them.

For sweeps over styles: what a style may ask for is here.
"""

from __future__ import annotations

from typing import Any

TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage"
).split()

_PEOPLE: tuple[dict[str, Any], ...] = (
    {"family": "Beethoven", "given": "Ludwig van"},
    {"family": "Doe", "given": "Jane Q.", "suffix": "Jr."},
    {"family": "García Márquez", "given": "Gabriel José"},
    {"literal": "World Health Organization"},
    {"family": "O'Neill", "given": "Jean-Luc"},
    {"family": "de la Fontaine", "given": "Jean"},
    {"family": "山田", "given": "太郎"},
    {"family": "Иванов", "given": "Пётр Сергеевич"},
    {"family": "Doe", "given": "John"},
    {"family": "al-Ghazali", "given": "Abu Hamid"},
)
_TITLES = (
    "The quick brown fox: a history of jumps",
    "On <i>Homo sapiens</i> and the “new” world",
    "A study of H<sub>2</sub>O in 19th-century France?",
    "What is to be done!",
    "Über die Grenzen der Vernunft",
    'He said "no" & left',
    "From A to B – and back",
)
_PAGES = ("12-45", "7", "321–325", "e1234", "101-108, 120", "xii-xv", "1496–1504")
_DATES: tuple[dict[str, Any], ...] = (
    {"date-parts": [[2001, 5, 17]]},
    {"date-parts": [[1998]]},
    {"date-parts": [[1999, 11], [2000, 2]]},
    {"date-parts": [[-44, 3, 15]]},
    {"date-parts": [[2010, 12, 31], [2011, 1, 2]]},
    {"date-parts": [[2004]], "season": 3},
    {"date-parts": [[1850]], "circa": True},
    {"literal": "forthcoming"},
    {"date-parts": [[2001, 5, 17]]},
)


def references() -> list[dict[str, Any]]:
    """Return 65 references as CSL-JSON: two thirds with one of every type and all variables, the rest sparse."""
    full = [_full(number, kind) for number, kind in enumerate(TYPES)]
    return full + [_sparse(number) for number in range(65 - len(full))]


def _people(number: int, count: int) -> list[dict[str, Any]]:
    return [dict(_PEOPLE[(number + index) % len(_PEOPLE)]) for index in range(count)]


def _full(number: int, kind: str) -> dict[str, Any]:
    item = {
        "id": f"{kind}-{number}",
        "type": kind,
        "title": _TITLES[number % len(_TITLES)],
        "author": _people(number, 1 + number % 5),
        "issued": _DATES[number % len(_DATES)],
        "publisher": "Oxford University Press",
        "publisher-place": "Oxford",
        "page": _PAGES[number % len(_PAGES)],
        "volume": str(number % 9 + 1),
        "issue": ("3", "4-5", "special issue")[number % 3],
        "number": str(100 + number),
        "URL": f"https://example.org/item/{number}",
        "accessed": {"date-parts": [[2020, 2, 29]]},
        "language": ("en", "de", "fr", "")[number % 4],
    }
    rest = {
        "container-title": "Journal of Modern History & Letters",
        "container-title-short": "J. Mod. Hist.",
        "title-short": "Short title",
        "collection-title": "Studies in everything",
        "collection-number": "12",
        "editor": _people(number + 3, 1 + number % 3),
        "translator": _people(number + 3, 1) if number % 2 else _people(number + 1, 2),
        "DOI": f"10.1000/x.{number}",
        "ISBN": "978-3-16-148410-0",
        "edition": ("2", "3rd", "revised")[number % 3],
        "genre": "PhD thesis",
        "medium": "CD-ROM",
        "event-title": "Annual meeting",
        "event-place": "Vienna",
        "original-date": {"date-parts": [[1884]]},
        "archive": "National Archives",
        "archive_location": "Box 4",
        "archive-place": "Washington",
        "authority": "Supreme Court",
        "section": "12",
        "references": "U.S. 3",
        "number-of-pages": "320",
        "number-of-volumes": "4",
        "chapter-number": "7",
        "version": "1.2",
        "note": "A note of its own.",
        "interviewer": _people(number + 5, 1),
        "director": _people(number + 6, 1),
        "recipient": _people(number + 7, 1),
        "container-author": _people(number + 8, 1),
        "status": "in press",
        "scale": "1:1000",
        "dimensions": "90 min.",
    }
    step = 1 + number % 3
    return item | dict(list(rest.items())[number % 4 :: step])


def _sparse(number: int) -> dict[str, Any]:
    """Return an item that lacks what styles count on."""
    kind = ("book", "article-journal", "chapter", "webpage", "manuscript")[number % 5]
    item: dict[str, Any] = {"id": f"sparse-{number}", "type": kind}
    if number % 2:
        item["title"] = _TITLES[(number * 3) % len(_TITLES)]
    if number % 3:
        item["author"] = _people(8 if number % 4 else 1, 1)
    if number % 4:
        item["issued"] = {"date-parts": [[2001]]}
    if number % 5 == 0:
        item["editor"] = _people(number, 2)
    return item


def citations(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return 52 citations: first and later ones, ibid, locators of many labels, affixes, clusters."""
    labels = ("page", "chapter", "volume", "figure", "note", "section", "verse", "sub-verbo", "line")
    result: list[dict[str, Any]] = []
    for number in range(52):
        ids = [items[(number * 7 + step * 11) % len(items)]["id"] for step in range(1 + number % 3)]
        if number % 6 == 1:
            ids = [result[-1]["citationItems"][-1]["id"]]
        cites = []
        for step, key in enumerate(dict.fromkeys(ids)):
            cite: dict[str, Any] = {"id": key}
            if (number + step) % 2:
                cite["locator"] = ("23", "45-48", "3, 5", "12 & 14", "iv")[number % 5]
                cite["label"] = labels[number % len(labels)]
            if number % 9 == 4 and step == 0:
                cite["prefix"] = "see "
            if number % 10 == 7:
                cite["suffix"] = ", emphasis added"
            cites.append(cite)
        result.append({"citationID": f"c{number}", "noteIndex": number + 1, "citationItems": cites})
    return result
