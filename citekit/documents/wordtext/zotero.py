"""What reference managers write into the fields of word processors: citations, the works that they cite, wishes.

Zotero and Mendeley have one shape, citeproc-js's: ``ADDIN ZOTERO_ITEM CSL_CITATION {json}`` (Zotero), ``ADDIN
CSL_CITATION {json}`` (Mendeley Desktop), and the JSON alone as base64 in the tag of a content control (Mendeley Cite).
Sources: citeproc-js, "Citation data object"; Zotero's word processor integration (fields, reference marks, bookmarks,
document preferences); the tags that Mendeley Cite writes (``MENDELEY_CITATION_v3_``).

A work's key is its citation key; else the last step of its address in the library ("ABCD2345"), which stays the same
over documents; else its id.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from citekit.bib.cslfile.items import references_of
from citekit.documents.manuscript import Asked
from citekit.findings import Finding, Severity, Span
from citekit.markup import parse_markup
from citekit.model import Citation, Cite, Key, Library, Locator
from citekit.notes.locators import label_for
from citekit.patterns import pattern
from citekit.richtext import Inlines, concat, plain
from citekit.values import NamedTuple

REFS = "CSL_BIBLIOGRAPHY"
"""The code of what pandoc calls "refs": a bibliography, if it is empty or has entries in it and no other text."""

_CITATION = pattern(r"\s*(?:ADDIN\s+)?(?:ZOTERO_ITEM\s+)?(?:CSL_CITATION\s*)(?=\{)")
_BARE_CITATION = pattern(r"\s*(?:ADDIN\s+)?(?:Mendeley Citation|ZOTERO_CITATION|ZOTERO_ITEM|EN\.CITE)\b")
_LIST = pattern(r"\s*(?:ADDIN\s+)?(?:ZOTERO_BIBL\b|Mendeley Bibliography|(?:ZOTERO_BIBL\s+)?CSL_BIBLIOGRAPHY)")
_TAG = "MENDELEY_CITATION"
_LIST_TAG = "MENDELEY_BIBLIOGRAPHY"
_KEY_IN_NOTE = pattern(r"^\s*citation[ -]key\s*:\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE)
_LAST_STEP = pattern(r"([^/?&=#\s]+)/*\s*\Z")
_STYLE = pattern(r"""<style\b[^>]*?\bid=["']([^"']+)""")
_LOCALE = pattern(r"""<style\b[^>]*?\blocale=["']([^"']+)""")
_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_PIECE = pattern(r"_\d+\Z")
_MOST_PIECES = 10_000
_KEY_NAMES = ("citation-key", "citationKey")


class ReadField(NamedTuple):
    """What the code of a field is: a *citation*, or a place for a bibliography; *oddity* says what is odd about it."""

    citation: Citation | None = None
    is_list: bool = False
    oddity: str = ""


NO_FIELD = ReadField()


class Works:
    """The works that citations bring along, gathered as the citations are read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._items: dict[str, Mapping[str, Any]] = {}
        self._by_address: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def field(self, code: str, where: Span | None = None) -> ReadField:
        """Return what the code of a field, the name of a mark or the text of a property says."""
        if _LIST.match(code):
            return ReadField(is_list=True)
        found = _CITATION.match(code)
        if found is not None:
            return self._citation(code[found.end() :], where)
        if _BARE_CITATION.match(code):
            return ReadField(oddity="a citation of a reference manager that does not say what it cites")
        return NO_FIELD

    def tag(self, tag: str, where: Span | None = None) -> ReadField:
        """Return what the tag of a content control says."""
        if tag.startswith(_LIST_TAG):
            return ReadField(is_list=True)
        if not tag.startswith(_TAG):
            return NO_FIELD
        packed = tag.rpartition("_")[2]
        try:
            text = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            return ReadField(oddity="a citation whose data cannot be read")
        return self._citation(text, where)

    def library(self) -> Library:
        """Return the works that were brought along."""
        return Library(dict(references_of(self._items.values())))

    def _citation(self, text: str, where: Span | None) -> ReadField:
        try:
            data, _ = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return ReadField(oddity="a citation whose data cannot be read")
        items = data.get("citationItems") if isinstance(data, dict) else None
        found = [self._cite(one, where) for one in items if isinstance(one, dict)] if isinstance(items, list) else []
        cites = tuple(one for one in found if one is not None)
        if not cites:
            return ReadField(oddity="a citation that cites nothing")
        own = data.get("properties")
        edited = isinstance(own, dict) and bool(own.get("dontUpdate"))
        override = data.get("manualOverride")
        edited = edited or (isinstance(override, dict) and bool(override.get("isManuallyOverridden")))
        return ReadField(Citation(cites), oddity="a citation that was edited by hand; it is set anew" if edited else "")

    def _cite(self, item: Mapping[str, Any], where: Span | None) -> Cite | None:
        data = item.get("itemData") if isinstance(item.get("itemData"), dict) else None
        key = self._key(item, data or {})
        if not key:
            return None
        if data is not None and key not in self._items:
            self._items[key] = {**data, "id": key}
        form: Literal["full", "author-only", "suppress-author"] = "full"
        if item.get("suppress-author") is True:
            form = "suppress-author"
        elif item.get("author-only") is True:
            form = "author-only"
        return Cite(
            Key(key), _locator(item), _before(_text(item, "prefix")), _behind(_text(item, "suffix")), form, where
        )

    def _key(self, item: Mapping[str, Any], data: Mapping[str, Any]) -> str:
        """Return the key of a work, the same wherever one of its addresses comes back."""
        addresses = list(_addresses(item))
        known = next((self._by_address[one] for one in addresses if one in self._by_address), "")
        key = known or self._new_key(_own_key(item, data, addresses), data)
        for one in addresses:
            self._by_address.setdefault(one, key)
        return key

    def _new_key(self, key: str, data: Mapping[str, Any]) -> str:
        """Return *key*, with a figure behind it where another work has it already."""
        wanted = key
        while key in self._items and not _same(self._items[key], data):
            self._counts[wanted] = self._counts.get(wanted, 1) + 1
            key = f"{wanted}-{self._counts[wanted]}"
        return key


def _same(known: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    """Tell whether two descriptions are of one work; one that describes nothing is of any."""
    return not data or all(known.get(name) == data.get(name) for name in ("type", "title", "issued", "author"))


def _own_key(item: Mapping[str, Any], data: Mapping[str, Any], addresses: list[str]) -> str:
    for name in _KEY_NAMES:
        if isinstance(own := data.get(name), str) and own.strip():
            return own.strip()
    note = data.get("note")
    if isinstance(note, str) and (found := _KEY_IN_NOTE.search(note)):
        return found[1]
    if addresses and (step := _LAST_STEP.search(addresses[0])):
        return step[1]
    own = next((one for one in (item.get("id"), data.get("id")) if one not in (None, "")), "")
    return str(own).strip() if isinstance(own, str | int) else ""


def _addresses(item: Mapping[str, Any]) -> Iterator[str]:
    for name in ("uris", "uri"):
        own = item.get(name)
        yield from (one for one in (own if isinstance(own, list) else [own]) if isinstance(one, str) and one)


def _text(item: Mapping[str, Any], name: str) -> str:
    own = item.get(name)
    return str(own) if isinstance(own, str | int | float) and not isinstance(own, bool) else ""


def _locator(item: Mapping[str, Any]) -> Locator | None:
    value = _text(item, "locator").strip()
    return Locator(label_for(_text(item, "label")) or "page", value) if value else None


def _before(text: str) -> Inlines:
    """Return a prefix, with the blank that Zotero puts behind its last word."""
    prefix = parse_markup(text)
    return concat(prefix, (" ",)) if plain(prefix)[-1:].isalnum() or plain(prefix)[-1:] in tuple(".,:;") else prefix


def _behind(text: str) -> Inlines:
    suffix = parse_markup(text)
    return concat((" ",), suffix) if plain(suffix)[:1].isalnum() else suffix


def oddity(message: str, where: Span) -> Finding:
    """Return what is told of an odd field."""
    return Finding("odd-citation", message, where, Severity.WARNING, "open the file with its reference manager")


# --- the properties of a document ------------------------------------------------------------------------


def joined(properties: Mapping[str, str], name: str) -> str:
    """Return a property that was too long for one: ``name_1``, ``name_2`` …, or ``name`` itself."""
    pieces = [properties.get(name, "")]
    for count in range(1, _MOST_PIECES):
        piece = properties.get(f"{name}_{count}")
        if piece is None:
            break
        pieces.append(piece)
    return "".join(pieces)


def bookmarks(properties: Mapping[str, str]) -> dict[str, str]:
    """Return the codes of the bookmarks that are fields, by the bookmarks' names: properties of the document say them.

    The bookmark that pandoc puts around the bibliography, "refs", is one of them.
    """
    names = dict.fromkeys(_PIECE.sub("", name) for name in properties)
    codes = {name: joined(properties, name) for name in names}
    return {"refs": REFS} | {name: code for name, code in codes.items() if "CSL_" in code[:100]}


def asked(properties: Mapping[str, str]) -> Asked:
    """Return the style and language that a document's properties ask for."""
    said = joined(properties, "ZOTERO_PREF") or joined(properties, "ZOTERO_PREFS")
    style, language = _preferences(said)
    style = style or joined(properties, "Mendeley Citation Style")
    return Asked(style=style, language=language if _LANGUAGE.match(language) else "")


def _preferences(said: str) -> tuple[str, str]:
    """Return style and language of Zotero's preferences, which are XML or JSON."""
    if said.lstrip().startswith("{"):
        try:
            style = json.loads(said).get("style")
        except (ValueError, RecursionError):
            return "", ""
        own = style if isinstance(style, dict) else {}
        return _text(own, "styleID"), _text(own, "locale")
    found = [one.search(said) for one in (_STYLE, _LOCALE)]
    style_, locale = (one[1] if one else "" for one in found)
    return style_, locale
