"""The references of a JATS file in CSL's terms; one whose parts are not tagged is left out.

Source: ANSI/NISO Z39.96 (JATS 1.3), "Citation elements": ``publication-type``, ``person-group``, ``pub-id`` …
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from citekit.documents.scholarly.reading import identity, inlines, words
from citekit.documents.xmltree import Element
from citekit.model import OTHERS, Date, Key, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import Format, Inlines

_CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation")
_TYPES = {
    "journal": "article-journal", "book": "book", "confproc": "paper-conference", "conference": "paper-conference",
    "thesis": "thesis", "report": "report", "gov": "report", "web": "webpage", "website": "webpage",
    "webpage": "webpage", "newspaper": "article-newspaper", "magazine": "article-magazine", "patent": "patent",
    "data": "dataset", "dataset": "dataset", "software": "software", "preprint": "article",
    "letter": "personal_communication",
}  # fmt: skip
_ROLES = {"author": "author", "editor": "editor", "translator": "translator", "compiler": "compiler",
          "director": "director", "guest-editor": "editor", "series-editor": "collection-editor"}  # fmt: skip
_NUMBER = pattern(r"\d+")
_YEAR = pattern(r"\d{3,4}")
Look = Callable[[Element], "Format | str | None"]


def references(root: Element, look: Look) -> Iterator[Reference]:
    """Yield the references that the file describes, by the identities of its ``ref`` elements."""
    for ref in (one for one in root.walk() if isinstance(one, Element) and one.name == "ref"):
        found = next((one for one in ref.walk() if isinstance(one, Element) and one.name in _CITATIONS), None)
        key = identity(ref) or (identity(found) if found is not None else "")
        if found is not None and key and (made := _reference(Key(key), found, look)) is not None:
            yield made


def _reference(key: Key, citation: Element, look: Look) -> Reference | None:
    parts: dict[str, list[Element]] = {}
    for one in citation.walk():
        if isinstance(one, Element) and one is not citation:
            parts.setdefault(one.name, []).append(one)

    def text(*names: str) -> Inlines:
        return next((inlines(parts[name][0], look) for name in names if parts.get(name)), ())

    def plain_text(*names: str) -> str:
        return next((words(parts[name][0]) for name in names if parts.get(name)), "")

    article, source = text("article-title", "chapter-title", "part-title", "data-title"), text("source")
    if not article and not source:
        return None
    kind = citation.get("publication-type") or citation.get("citation-type")
    type_ = _TYPES.get(kind, "article-journal" if article and plain_text("volume", "issue") else "document")
    if type_ == "book" and article:
        type_ = "chapter"
    texts = {
        "title": article or source,
        "container-title": source if article else (),
        "publisher": text("publisher-name", "institution"),
        "publisher-place": text("publisher-loc"),
        "collection-title": text("series"),
        "event-title": text("conf-name"),
        **{name: (value,) for name, value in _identifiers(citation).items()},
    }
    numbers = {
        "volume": plain_text("volume"),
        "issue": plain_text("issue"),
        "page": _pages(plain_text("page-range"), plain_text("fpage"), plain_text("lpage"))
        or plain_text("elocation-id"),
        "edition": plain_text("edition"),
    }
    dates = {"issued": _date(parts)}
    return Reference(
        key,
        type_,
        {name: value for name, value in texts.items() if value},
        {name: value for name, value in numbers.items() if value},
        {name: tuple(value) for name, value in _names(citation).items() if value},
        {name: value for name, value in dates.items() if value is not None},
    )


def _pages(whole: str, first: str, last: str) -> str:
    return whole or (f"{first}–{last}" if first and last and first != last else first)


def _date(parts: dict[str, list[Element]]) -> Date | None:
    year = words(parts["year"][0]) if parts.get("year") else ""
    found = _YEAR.search(year)
    if found is None:
        return Date(literal=year) if year else None
    start = [int(found[0])]
    for name, most in (("month", 12), ("day", 31)):
        value = words(parts[name][0]) if parts.get(name) else ""
        if not value.isdecimal() or not 1 <= int(value) <= most:
            break
        start.append(int(value))
    return Date(tuple(start))


def _identifiers(citation: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in citation.walk():
        if not isinstance(one, Element):
            continue
        kind = one.get("pub-id-type") or one.get("ext-link-type") if one.name in ("pub-id", "ext-link") else one.name
        name = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "issn": "ISSN", "uri": "URL"}.get(kind)
        link = one.get("{http://www.w3.org/1999/xlink}href")
        value = (link or words(one)) if name == "URL" else words(one)
        if name and value:
            found.setdefault(name, value)
    return found


def _names(citation: Element) -> dict[str, list[Name]]:
    names: dict[str, list[Name]] = {}
    for one in citation.walk():
        if not isinstance(one, Element):
            continue
        group = next((each for each in one.ancestors() if each.name == "person-group"), None)
        said = group.get("person-group-type") if group is not None else one.get("person-group-type") or "author"
        if (name := _name(one)) is not None:
            names.setdefault(_ROLES.get(said, "author"), []).append(name)
    return names


def _name(element: Element) -> Name | None:
    if element.name == "etal":
        return Name(literal=OTHERS)
    if element.name in ("collab", "on-behalf-of"):
        return Name(literal=words(element)) if words(element) else None
    if element.name not in ("name", "string-name"):
        return None

    def part(name: str) -> str:
        return words(next((one for one in element if one.name == name), None))

    family, given = part("surname"), part("given-names")
    if not family and not given:
        return Name(literal=words(element)) if words(element) else None
    return Name(family or given, given if family else "", suffix=part("suffix"))
