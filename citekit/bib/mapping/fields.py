"""Which CSL variable a field becomes, where that depends on nothing but its name; and which topic reads the others.

Sources: biblatex manual, 2.2.2 (Data Fields), 2.2.3 (Special Fields) and 2.2.5 (Field Aliases); CSL 1.0.2, Appendix
IV (Variables). A field with more than one name is one variable: the first in the file is it, others are kept.
"""

from __future__ import annotations

from citekit.bib import variables
from citekit.bib.dates import date_fields
from citekit.bib.mapping import archives, identifiers, languages, numbering, pages, publishing, titles
from citekit.bib.people import contributors
from citekit.model import NUMBER_VARIABLES

# CSL text variable -> fields.
_TEXTS: dict[str, str] = {
    "abstract": "abstract",
    "annote": "annotation annote",
    "authority": "authority",
    "citation-label": "shorthand label",
    "container-title-short": "shortjournal journalabbreviation",
    "dimensions": "dimensions duration runtime runningtime",
    "division": "division",
    "event-place": "venue eventplace eventlocation conferencelocation",
    "event-title": "conference conferencename meeting",
    "genre": "type genre",
    "jurisdiction": "jurisdiction",
    "keyword": "keywords keyword",
    "license": "license licence rights copyright",
    "medium": "medium",
    "native-title": "nativetitle native-title titlenative vernaculartitle",
    "original-title": "origtitle",
    "part-title": "parttitle",
    "references": "references",
    "reviewed-genre": "reviewedgenre",
    "reviewed-title": "reviewedtitle",
    "scale": "scale",
    "source": "database librarycatalog",
    "status": "pubstate status",
    "translated-title": "usere titletranslation translatedtitle translated-title transtitle titletranslated",
    "volume-title": "volumetitle",
}
# CSL number variable -> fields.
_NUMBERS: dict[str, str] = {
    "chapter-number": "chapter",
    "number-of-volumes": "volumes",
    "part-number": "part",
    "printing-number": "printing",
    "section": "section",
    "supplement-number": "supplement",
    "version": "version",
    "volume": "volume",
}


def _by_field(table: dict[str, str]) -> dict[str, str]:
    return {field: variable for variable, fields in table.items() for field in fields.split()}


# Field -> the topic that reads it.
TOPICS: dict[str, str] = {
    **dict.fromkeys((*titles.FIELDS, *titles.ROMANIZED), "titles"),
    **dict.fromkeys(numbering.FIELDS, "numbers"),
    **dict.fromkeys(publishing.FIELDS, "publishers"),
    **dict.fromkeys(identifiers.FIELDS, "identifiers"),
    **dict.fromkeys(archives.FIELDS, "archives"),
    **dict.fromkeys(pages.FIELDS, "pages"),
    **dict.fromkeys(("note", "addendum"), "notes"),
    **dict.fromkeys(contributors.FIELDS, "names"),
    **dict.fromkeys(date_fields.FIELDS, "dates"),
    **dict.fromkeys(languages.FIELDS, "language"),
}

# Names that only CSL has ("part-title") are understood as CSL means them.
TEXTS: dict[str, str] = {
    **{name: name for name in variables.TEXTS if "-" in name and name not in TOPICS},
    **_by_field(_TEXTS),
}
NUMBERS: dict[str, str] = {
    **{name: name for name in NUMBER_VARIABLES if "-" in name},
    **_by_field(_NUMBERS),
}
