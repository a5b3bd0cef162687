"""Numbers of volumes, issues, series, editions, articles and reports.

Sources: biblatex manual, 2.2.2 (``number``, ``issue``, ``volume``, ``part``, ``eid`` …) and 2.3.11 (what ``number``
counts); CSL 1.0.2, Appendix IV, Number Variables.
"""

from __future__ import annotations

import re

from citekit.bib.draft import Draft
from citekit.bib.latex.localization import said
from citekit.patterns import pattern
from citekit.richtext import Inlines, plain

FIELDS = frozenset("number issue eid articleno article-number articlenumber isrn edition series".split())

# CSL types in which ``number`` counts issues, and those in which it counts the works of a series; in all others it
# is the work's own.
ISSUED = frozenset("article-journal article-magazine article-newspaper periodical review review-book".split())
IN_SERIES = frozenset("book chapter paper-conference entry entry-dictionary entry-encyclopedia".split())

_ARTICLE_NUMBERS = ("eid", "articleno", "article-number", "articlenumber", "isrn")

_EDITION_WORD = r"(?:ed(?:n|ition|izione|ición)?|éd(?:ition)?|aufl(?:age)?|ausg(?:abe)?|изд(?:ание)?|uitg(?:ave)?)\.?"
_EDITION = pattern(
    rf"(?:(\d+)(?:\s*(?:st|nd|rd|th|\.|[ºªo]|e|è?me|re|ère|-?(?:е|ое|oe)))?|([^\W\d]+))(?:\s+{_EDITION_WORD})?",
    re.IGNORECASE,
)
_ORDINALS: dict[str, str] = {
    word: str(number)
    for words in (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte",
        "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième",
    )
    for number, word in enumerate(words.split(), 1)
}


def read_numbers(draft: Draft) -> None:
    """Read the fields whose variable depends on the type, or on each other."""
    numbers = draft.numbers
    number, issue = draft.text("number"), draft.text("issue")
    kind = draft.kind
    if kind in ISSUED:
        # "number = 2, issue = Summer" is one issue with two names.
        number = f"{number}, {issue}" if number and issue else number or issue
        if number:
            numbers["issue"] = number
    else:
        if number:
            numbers["collection-number" if kind in IN_SERIES else "number"] = number
        if issue:
            numbers["issue"] = issue
    for name in _ARTICLE_NUMBERS:
        if "number" not in numbers and (value := draft.text(name)):
            numbers["number"] = value
    if edition := draft.text("edition"):
        numbers["edition"] = ordinal(edition)
    if series := draft.inlines("series"):
        draft.texts["collection-title"] = _series(said(series))


def ordinal(text: str) -> str:
    """Return an edition as the number that CSL makes an ordinal of; other text as it is.

    >>> ordinal("2nd"), ordinal("Third edition"), ordinal("2. Aufl."), ordinal("3rd, revised edition")
    ('2', '3', '2', '3rd, revised edition')
    """
    match = _EDITION.fullmatch(text)
    if match is None:
        return text
    return match[1] or _ORDINALS.get(match[2].lower(), text)


def _series(series: Inlines) -> Inlines:
    """Return a series; a number alone counts the series of a journal: "3rd series" (biblatex manual, 2.3.7)."""
    number = plain(series)
    if not number.isdecimal():
        return series
    ending = "th" if number[-2:] in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")
    return (f"{number}{ending} series",)
