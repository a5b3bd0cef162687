"""A second document beside ``tests.sample``: 65 references with odd data, and 52 citations of every form.

What real libraries hold and a tidy sample does not: missing fields, dates in words, seasons and ranges, particles of
every kind, institutions, names in other scripts, markup and quotation marks, numbers with letters, works by the same
people in the same year.
"""

from __future__ import annotations

from typing import Any

_AUTHORS: tuple[list[dict[str, Any]], ...] = (
    [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}],
    [{"family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La"}],
    [{"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}, {"family": "Li", "given": "Wei"}],
    [{"family": "d'Alembert", "given": "Jean le Rond"}],
    [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}, {"family": "Ng", "given": "A. Y."}],
    [{"literal": "United Nations"}, {"family": "Smith-Jones", "given": "Mary-Kate"}],
    [{"family": "Αριστοτέλης"}],
    [{"family": "王", "given": "小波"}, {"family": "鲁", "given": "迅"}],
    [{"family": "Достоевский", "given": "Фёдор Михайлович"}],
    [{"family": "Smith", "given": "John"}, {"family": "Smith", "given": "Jane"}, {"family": "Roe", "given": "R."}],
    [{"family": "Smith", "given": "J."}, {"family": "Doe", "given": "Ann"}, {"family": "Poe", "given": "E. A."}],
    [{"family": "Smith", "given": "John"}],
    [{"family": "Smith", "given": "James"}],
    [{"family": "Núñez", "given": "Íñigo"}, {"family": "Ødegård", "given": "Åse"}],
    [{"family": "Plato"}],
    [{"family": "Ortega y Gasset", "given": "José"}],
    [{"family": "McDonald", "given": "Seán Óg"}, {"family": "de Man", "given": "Paul"}],
    [{"family": f"Author{chr(65 + n)}", "given": f"{chr(90 - n)}. {chr(70 + n)}."} for n in range(12)],
    [],
)
_ISSUED: tuple[dict[str, Any] | None, ...] = (
    {"date-parts": [[2005]]},
    {"date-parts": [[2005, 3]]},
    {"date-parts": [[2005, 3, 1]]},
    {"date-parts": [[2005, 3, 1], [2005, 3, 9]]},
    {"date-parts": [[2005, 3, 1], [2005, 4, 2]]},
    {"date-parts": [[2005], [2007]]},
    {"date-parts": [[1914, 8], [1914, 11]]},
    {"date-parts": [[2006]], "season": 1},
    {"date-parts": [[2006, 24]]},
    {"date-parts": [[1776]], "circa": True},
    {"date-parts": [[1776, 7]], "circa": "1"},
    {"date-parts": [["1999", "12"]]},
    {"literal": "in preparation"},
    {"literal": "13th century"},
    {"raw": "2003-05-04"},
    {"date-parts": [[98]]},
    {"date-parts": [[-350]]},
    None,
)
_TITLES = (
    "A plain title",
    "The state of the art: a review of what's new and <i>not</i> so new",
    "“Quoted from the start” and then not",
    "Why? Because!",
    "Is this the end?",
    "Reading <i>Moby-Dick</i> in the '90s",
    '<span class="nocase">iPhone</span> users\' e-mail & the law of H<sub>2</sub>O',
    "Les misérables : l'édition « critique »",
    "Zur Kritik der „reinen“ Vernunft",
    "罗生门",
    "Преступление и наказание",
    "THE COMPLETE WORKS, PART II",
    "A title with a stop.",
    "McDonald's v. O'Brien: an analysis of p53 and the β-cell",
    "The \"Ring\" and the 'Cycle'",
    '<b>Bold</b> moves in <span style="font-variant: small-caps;">Small Caps</span> and x<sup>2</sup>',
    "On the road, again – notes, 1950–1960",
    "",
)
_ODDITIES: tuple[dict[str, str], ...] = (
    {"volume": "12A", "issue": "3/4", "page": "S12-S19"},
    {"volume": "IV", "page": "1034-1041, 1050", "number-of-volumes": "6"},
    {"volume": "1-3", "edition": "2nd rev. ed.", "number-of-volumes": "3"},
    {"edition": "1", "page": "100-105", "number-of-pages": "412"},
    {"edition": "11", "volume": "2", "part-number": "3", "volume-title": "The second volume"},
    {"issue": "Suppl 1", "page": "e10-e20", "volume": "101"},
    {"page": "33", "issue": "7", "volume": "44"},
    {"page": "1234-1238", "volume": "5", "issue": "1", "page-first": "1234"},
    {"edition": "Third", "volume": "first", "page": "iv-xii"},
    {"page": "123–24", "volume": "88", "issue": "2–3"},
    {"number": "RFC 2119", "page": "12 & 17"},
)
_TYPES = (
    "book chapter article-journal article-newspaper report thesis webpage paper-conference entry-encyclopedia "
    "legal_case manuscript article-magazine motion_picture patent post-weblog interview review dataset"
).split()
_EXTRAS: tuple[dict[str, Any], ...] = (
    {"publisher": "MIT Press", "publisher-place": "Cambridge, Mass."},
    {"URL": "https://example.com/a?b=c&d=e#f", "accessed": {"date-parts": [[2021, 1, 15]]}},
    {
        "DOI": "10.1000/182",
        "container-title": "The journal of the royal society",
        "container-title-short": "J. R. Soc.",
    },
    {"container-title": "Nature", "ISSN": "0028-0836", "PMID": "12345678", "PMCID": "PMC7654321"},
    {
        "original-date": {"date-parts": [[1859, 11, 24]]},
        "publisher": "Penguin Books",
        "original-title": "Die Urschrift",
    },
    {"editor": [{"family": "Eco", "given": "Umberto"}], "publisher": "Bompiani & Co.", "publisher-place": "Milano"},
    {
        "editor": [{"family": "Rossi", "given": "A."}, {"family": "von Braun", "given": "W."}],
        "container-title": "Proceedings of the 5th <i>ACM</i> conference",
        "event-title": "ACM conference",
        "event-place": "New York, NY",
        "collection-title": "Lecture notes in computer science",
        "collection-number": "1234",
    },
    {"title-short": "Short, odd one", "publisher": "Suhrkamp", "language": "de-DE", "note": "With a note"},
    {
        "translator": [{"family": "Pevear", "given": "Richard"}, {"family": "Volokhonsky", "given": "Larissa"}],
        "publisher": "Knopf",
        "publisher-place": "New York",
        "language": "en-US",
    },
    {"genre": "Master's thesis", "publisher": "University of Life", "archive": "ProQuest", "language": "fr"},
    {"authority": "European Patent Office", "status": "granted", "abstract": "An abstract.", "language": "es"},
    {"container-title": "The New York Times", "edition": "late", "section": "B", "URL": "https://nyt.example/x"},
    {"publisher": "Self-published", "medium": "film", "director": [{"family": "Kurosawa", "given": "Akira"}]},
)


def references() -> list[dict[str, Any]]:
    """Return 65 references as CSL-JSON."""
    return [_reference(number) for number in range(65)]


def _reference(number: int) -> dict[str, Any]:
    item: dict[str, Any] = {"id": f"odd{number}", "type": _TYPES[(number * 5) % len(_TYPES)]}
    if people := _AUTHORS[number % len(_AUTHORS)]:
        item["author"] = [dict(person) for person in people]
    if title := _TITLES[(number * 7) % len(_TITLES)]:
        item["title"] = title
    if issued := _ISSUED[(number * 11 + number // 18) % len(_ISSUED)]:
        item["issued"] = dict(issued)
    item |= _ODDITIES[(number * 3) % len(_ODDITIES)]
    for step in range(1 + number % 3):
        item |= _EXTRAS[(number + step * 4) % len(_EXTRAS)]
    if number % 19 in (9, 10, 11, 12) and number > 18:  # the same people in the same year
        item["issued"] = {"date-parts": [[2005]]}
    if number % 7 == 6:  # hardly anything
        item = {key: item[key] for key in ("id", "type", "title", "author", "URL") if key in item}
    return item


_LABELS = (
    "page book chapter column figure folio issue line note opus page paragraph part section sub-verbo verse volume"
).split()
_LOCATORS = ("5", "45-48", "103–107", "iv-vi", "7, 9", "12 & 14", "3n2", "A12", "1044-1049", "12ff.", "2:14", "§3")
_PREFIXES = ("see ", "See also", "cf. ", "e.g., ", "As <i>noted</i> by ", "Compare")
_SUFFIXES = (
    ", emphasis added",
    "my translation",
    " (quoted in part)",
    ". A sentence of its own.",
    "; but see below",
    "!",
)


def citations(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return 52 citations: some repeat the one before, with and without locators; some leave the author out."""
    result: list[dict[str, Any]] = []
    for number in range(52):
        ids = [items[(number * 9 + step * 4) % len(items)]["id"] for step in range((1, 1, 2, 1, 3, 4)[number % 6])]
        if number % 6 == 1:
            ids = [result[-1]["citationItems"][-1]["id"]]
        if number % 13 == 12:
            ids = [items[(number * 9 - 9 * 7) % len(items)]["id"]]
        cites = [_cite(key, number, step, alone=len(ids) == 1) for step, key in enumerate(dict.fromkeys(ids))]
        result.append({"citationID": f"c{number}", "noteIndex": number + 1, "citationItems": cites})
    return result


def _cite(key: str, number: int, step: int, *, alone: bool) -> dict[str, Any]:
    cite: dict[str, Any] = {"id": key}
    if (number + step) % 3:
        cite["locator"] = _LOCATORS[(number * 5 + step) % len(_LOCATORS)]
        cite["label"] = _LABELS[(number + step) % len(_LABELS)] if number % 2 else "page"
    if number % 5 == 4 and step != 1:
        cite["prefix"] = _PREFIXES[number % len(_PREFIXES)]
    if (number + step) % 8 == 5:
        cite["suffix"] = _SUFFIXES[number % len(_SUFFIXES)]
    if alone and number % 11 == 3:
        cite["suppress-author"] = True
    if alone and number % 17 == 6:
        cite["author-only"] = True
    return cite
