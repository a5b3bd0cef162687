"""Which field of a parent gives which field of its child a value.

Sources: biblatex manual, appendix B (Default Inheritance Setup) as biblatex 3.18 sets it up (biblatex.def: the addon of
a periodical's title is inherited too), 2.1.3 (Type Aliases), 2.2.5 (Field Aliases), 4.5.12 (parts of dates).
"""

from __future__ import annotations

from functools import lru_cache

# What reference managers note about the entry itself, not about the work.
_BOOKKEEPING = frozenset(
    "timestamp owner groups creationdate modificationdate date-added date-modified added-at __markedentry interhash "
    "intrahash biburl bibsource".split()
)
# What stays with an entry, whatever its type and its child's.
NEVER = _BOOKKEEPING | frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring "
    "relatedtype shorthand shorthandintro sortkey".split()
)
# A container of data gives over all that it is not itself known by.
NEVER_FROM_CONTAINER = _BOOKKEEPING | frozenset(("ids", "crossref", "xdata", "options"))

_MAIN = {"title": ("maintitle",), "subtitle": ("mainsubtitle",), "titleaddon": ("maintitleaddon",)}
_BOOK = {"title": ("booktitle",), "subtitle": ("booksubtitle",), "titleaddon": ("booktitleaddon",)}
_JOURNAL = {"title": ("journaltitle",), "subtitle": ("journalsubtitle",), "titleaddon": ("journaltitleaddon",)}
_KEPT: dict[str, tuple[str, ...]] = {"shorttitle": (), "sorttitle": (), "indextitle": (), "indexsorttitle": ()}

# (parents, children, field of the parent -> fields of the child), in the order of the manual's table.
_TABLE: tuple[tuple[str, str, dict[str, tuple[str, ...]]], ...] = (
    ("mvbook book", "inbook bookinbook suppbook", {"author": ("author", "bookauthor")}),
    ("mvbook", "book inbook bookinbook suppbook", _MAIN | _KEPT),
    ("mvcollection mvreference", "collection reference incollection inreference suppcollection", _MAIN | _KEPT),
    ("mvproceedings", "proceedings inproceedings", _MAIN | _KEPT),
    ("book", "inbook bookinbook suppbook", _BOOK | _KEPT),
    ("collection reference", "incollection inreference suppcollection", _BOOK | _KEPT),
    ("proceedings", "inproceedings", _BOOK | _KEPT),
    ("periodical", "article suppperiodical", _JOURNAL | _KEPT),
)

# Parts of a whole that has a title.
PARTS = frozenset("inbook bookinbook suppbook incollection suppcollection inproceedings conference inreference".split())

TYPE_ALIASES: dict[str, str] = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
}
FIELD_ALIASES: dict[str, str] = {
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "journal": "journaltitle",
    "key": "sortkey",
    "pdf": "file",
    "primaryclass": "eprintclass",
    "school": "institution",
}

# Field -> which date it is of ("" is the date of publication).
_DATES: dict[str, str] = {
    f"{kind}{part}": kind
    for kind in ("", "event", "orig", "url")
    for part in ("date", "year", "month", "day", "endyear", "endmonth", "endday")
}


def canonical(field: str) -> str:
    """Return biblatex's name of a field that has an older one.

    >>> canonical("journal"), canonical("title")
    ('journaltitle', 'title')
    """
    return FIELD_ALIASES.get(field, field)


def date_of(field: str) -> str | None:
    """Return which date a field is a part of: "", "event", "orig", "url"; ``None`` for other fields.

    >>> date_of("month"), date_of("origdate"), date_of("title")
    ('', 'orig', None)
    """
    return _DATES.get(field)


@lru_cache(maxsize=512)
def rules_for(parent: str, child: str) -> dict[str, tuple[str, ...]]:
    """Return the rules for a *parent* type and a *child* type: field of the parent -> fields of the child.

    Other fields keep their name.

    >>> rules_for("book", "inbook")["title"], rules_for("mvbook", "book")["title"], rules_for("book", "article")
    (('booktitle',), ('maintitle',), {})
    """
    parent, child = TYPE_ALIASES.get(parent, parent), TYPE_ALIASES.get(child, child)
    rules: dict[str, tuple[str, ...]] = {}
    for parents, children, table in _TABLE:
        if parent in parents.split() and child in children.split():
            rules |= table
    return rules
