"""What the types and tags of RIS mean, by type, in CSL.

Sources: RIS Format Specifications (Research Information Systems, 2001; Thomson ResearchSoft, 2011); what EndNote,
Zotero and publishers write, who give tags other meanings in other types; CSL 1.0.2, Appendices III and IV.
"""

from __future__ import annotations

TYPES: dict[str, str] = {
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "EQUA": "figure",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "GRANT": "report",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "INTV": "interview",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "regulation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MULTI": "webpage",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "PRESS": "document",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "graphic",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "STD": "document",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
GENRES: dict[str, str] = {"ABST": "abstract", "PRESS": "press release", "UNBILL": "unenacted bill"}
STATUSES: dict[str, str] = {"INPR": "in press"}

# Every tag of the specifications; a line that starts with another in a lax form is text.
KNOWN = frozenset(
    "A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DO DP ED EP ER ET ID IS J1 J2 JA JF JO "
    "KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TT TY U1 U2 U3 U4 U5 UR "
    "VL VO Y1 Y2".split()
)

PERIODICALS = frozenset("ABST EJOUR INPR JFULL JOUR MGZN NEWS".split())
_BOOKS = frozenset("BOOK CLSWK CTLG EBOOK EDBOOK PAMP SER".split())  # SER: a volume of a series
_PARTS = frozenset("CHAP CONF CPAPER DICT ECHAP ENCYC".split())
COUNTED_IN_PAGES = _BOOKS | {"ANCIENT", "GOVDOC", "MANSCPT", "RPRT", "THES"}  # SP may be their number of pages

# Who a name is, by tag and type; "" is all other types. In EndNote's books A2 edits the series and A3 the book:
# ``ris.py`` tells such records by their series' title.
ROLES: dict[str, dict[str, str]] = {
    "AU": {
        "": "author",
        "EDBOOK": "editor",
        "MPCT": "director",
        "MUSIC": "composer",
        "VIDEO": "director",
    },
    "A2": {
        "": "editor",
        "ADVS": "performer",
        "COMP": "collection-editor",
        "EDBOOK": "collection-editor",
        "MAP": "collection-editor",
        "MPCT": "contributor",
        "PCOMM": "recipient",
        "ICOMM": "recipient",
        "RPRT": "collection-editor",
        "SOUND": "performer",
        "UNPB": "collection-editor",
        "VIDEO": "contributor",
    },
    "A3": {
        "": "collection-editor",
        "ADVS": "editor",
        "MPCT": "producer",
        "THES": "contributor",
        "VIDEO": "producer",
    },
    "A4": {
        "": "translator",
        "ADVS": "performer",
        "CONF": "contributor",
        "MPCT": "performer",
        "MUSIC": "producer",
        "VIDEO": "performer",
    },
    "ED": {"": "editor"},
    "TA": {"": "translator"},
}
ROLES["A1"] = ROLES["AU"]

# Where the second and third title stand, by type; the container is the rule.
SECOND_TITLES: dict[str, str] = {
    "ANCIENT": "container-title",
    "BOOK": "collection-title",
    "CLSWK": "collection-title",
    "COMP": "collection-title",
    "CTLG": "collection-title",
    "EBOOK": "collection-title",
    "EDBOOK": "collection-title",
    "GOVDOC": "collection-title",
    "MANSCPT": "archive_collection",
    "MAP": "collection-title",
    "MPCT": "collection-title",
    "PAMP": "collection-title",
    "RPRT": "collection-title",
    "THES": "division",
    "UNPB": "collection-title",
    "VIDEO": "collection-title",
}
THIRD_TITLES: dict[str, str] = dict.fromkeys(("BILL", "HEAR", "UNBILL"), "authority")

# Text variables of tags: for every type, and for some.
TEXTS: dict[str, dict[str, str]] = {
    "AB": {"": "abstract"},
    "N2": {"": "abstract"},
    "AV": {"": "archive_location"},
    "CN": {"": "call-number"},
    "DB": {"": "source", "MANSCPT": "archive"},
    "DP": {"": "source"},
    "M3": {"": "genre", "ART": "medium"},
    "PB": {"": "publisher", "CASE": "authority"},
    "RI": {"": "reviewed-title"},
    "RN": {"": "annote"},
    "ST": {"": "title-short"},
    "C1": {"MAP": "scale", "MUSIC": "medium"},
    "C2": {"MUSIC": "genre"},
    "C3": {"ADVS": "dimensions", "ART": "dimensions", "CONF": "container-title", "MAP": "dimensions"},
    "C5": {"ADVS": "medium", "MPCT": "medium", "VIDEO": "medium"},
    "C6": {"PAT": "status"},
}
_NUMBERED = "BILL BOOK CASE CHAP COMP GOVDOC GRANT HEAR LEGAL PAT RPRT STAND STAT UNBILL".split()
NUMBERS: dict[str, dict[str, str]] = {
    "VL": {"": "volume"},
    "NV": {"": "number-of-volumes"},
    "IS": {"": "issue", **dict.fromkeys(_NUMBERED, "number")},
    "CP": dict.fromkeys(PERIODICALS, "issue"),
    "ET": {"": "edition", "COMP": "version"},
    "SE": {"": "section"},
    "M1": {
        "": "number",
        **dict.fromkeys(PERIODICALS, "issue"),
        **dict.fromkeys(_BOOKS | _PARTS, "collection-number"),
        "COMP": "",  # the system it runs on
    },
    "VO": {"": "number"},
    "C7": dict.fromkeys(PERIODICALS, "number"),
}


def meaning(table: dict[str, dict[str, str]], tag: str, type_: str) -> str:
    """Return the variable of *tag* in records of a type; "" for none."""
    of = table.get(tag, {})
    return of.get(type_, of.get("", ""))
