"""Entries as the text of a .bib file, and what is done with their keys.

Source: the characters that biber 2.18 and BibTeX refuse in keys; btxdoc for the abbreviations of months.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from citekit.bib.entries.check import Entry
from citekit.bib.keys import ascii_letters, free_key
from citekit.model import Key
from citekit.patterns import pattern

# The fields that open an entry, in the order in which people write them; the others follow as they come.
_FIRST = (
    "entrysubtype author title subtitle maintitle mainsubtitle booktitle booksubtitle bookauthor editor editortype "
    "editora editoratype editorb editorbtype editorc editorctype translator journaltitle journal issuetitle series "
    "edition volume number issue eid date year month day pages chapter publisher school institution organization "
    "howpublished location address doi isbn issn url urldate"
).split()
_LAST = ("abstract", "keywords", "annotation", "annote", "file", "citekit")
_PLACES = {name: place for place, name in enumerate(_FIRST)} | {name: 900 + place for place, name in enumerate(_LAST)}
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_REFUSED = pattern(r"[\s\"#%'(),={}~\\@]+")


def to_bib(entries: Iterable[Entry]) -> str:
    """Return the text of *entries*, a blank line between them."""
    return "\n".join(map(entry_to_bib, entries))


def entry_to_bib(entry: Entry) -> str:
    """Return one entry, a line for each field."""
    lines = [f"  {name} = {_value(name, value)},\n" for name, value in ordered(entry.fields)]
    return f"@{entry.type}{{{entry.key},\n{''.join(lines)}}}\n"


def ordered(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return *fields* in the order in which people write them."""
    return sorted(fields.items(), key=lambda field: _PLACES.get(field[0], 500))


def _value(name: str, value: str) -> str:
    return value if name == "month" and value in _MONTHS else f"{{{value}}}"


def legal_key(key: Key, taken: Container[str], *, ascii_only: bool = False) -> Key:
    """Return *key* as biber and BibTeX take it, and as no key in *taken*."""
    legal = _REFUSED.sub("_", key).strip("_") if _REFUSED.search(key) else str(key)
    if ascii_only and not legal.isascii():
        legal = "".join(sign if sign.isascii() else ascii_letters(sign) for sign in legal)
    return free_key(legal or "ref", taken)
