"""What somebody searches a library for: words, "phrases", and words of one field.

    cohen bukharin              both words, in whatever fields; a word may be the beginning of a longer one
    "russian revolution"        these words one after the other
    author:cohen title:"civil war"   in one field
    year:1973  year:1960-1975  year:1960-   when it was issued

Everything else is plain text: signs part words, and mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from citekit.bib.search.words import forms
from citekit.patterns import pattern
from citekit.values import NamedTuple

# A field's columns of the index, by the names that people give it.
FIELDS = (
    "key",
    "author",
    "title",
    "container",
    "year",
    "publisher",
    "keyword",
    "identifier",
    "archive",
    "abstract",
    "note",
)
_NAMES = {
    **{name: name for name in (*FIELDS, "type")},
    "name": "author",
    "editor": "author",
    "translator": "author",
    "in": "container",
    "journal": "container",
    "series": "container",
    "date": "year",
    "place": "publisher",
    "keywords": "keyword",
    "doi": "identifier",
    "isbn": "identifier",
    "issn": "identifier",
    "url": "identifier",
}
NAMES = tuple(_NAMES)

_PIECE = pattern(r'(?:(?P<field>[^\W\d_]+):)?(?:["“„«](?P<phrase>[^"”“»]*)["”“»]|(?P<word>[^\s"“”„«»]+))')
_YEARS = pattern(r"(?P<first>-?\d{1,4})?(?P<to>\.\.|[-–]{1,2})?(?P<last>-?\d{1,4})?")
_FAR = 99999


class Words(NamedTuple):
    """Words to be found one after the other: any of *forms*, in one of the columns *field* names, "" for all.

    With *open* the last word may go on; "revol" is found in "revolution".
    """

    field: str
    forms: tuple[tuple[str, ...], ...]
    open: bool
    given: str


class Years(NamedTuple):
    """A work issued in these years, both included."""

    first: int
    last: int
    given: str


Term = Words | Years


def parse(texts: Iterable[str]) -> tuple[Term, ...]:
    """Return what the words of a command line ask for; all of it has to hold. Empty: there is no word in them.

    >>> [term.forms for term in parse(["Bukharin", '"civil war"'])]
    [(('bukharin',),), (('civil', 'war'),)]
    """
    terms: list[Term] = []
    for piece in _PIECE.finditer(" ".join(texts)):
        name = (piece["field"] or "").casefold()
        field = _NAMES.get(name, "")
        text = piece["phrase"] if piece["word"] is None else piece["word"]
        if piece["field"] and not field:
            text = f"{piece['field']}:{text}"
        if field == "year" and (years := _years(text)):
            terms.append(years)
        elif written := forms(text):
            terms.append(Words(field, written, piece["phrase"] is None, text))
    return tuple(dict.fromkeys(terms))


def _years(text: str) -> Years | None:
    """Return "1973", "1960-1975", "1960-", "..1975" and "-44" (45 BC or so) as years."""
    found = _YEARS.fullmatch(text)
    if found is None or (found["first"] is None and found["last"] is None):
        return None
    first, to, last = found["first"], found["to"], found["last"]
    if not to:
        return Years(int(first), int(first), text) if first and not last else None
    return Years(int(first) if first else -_FAR, int(last) if last else _FAR, text)
