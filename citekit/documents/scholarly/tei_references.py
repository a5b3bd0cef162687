"""The works that a TEI file describes in ``biblStruct``, in CSL's terms.

Source: TEI P5 Guidelines, 3.12.2 (``analytic``, ``monogr``, ``series``, ``imprint``, ``biblScope``).
"""

from __future__ import annotations

from collections.abc import Iterator

from citekit.documents.scholarly.reading import identity, inlines, words
from citekit.documents.xmltree import Element
from citekit.model import Date, Key, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import Inlines

_DATE = pattern(r"(\d{3,4})(?:-(\d\d))?(?:-(\d\d))?")
_ROLES = {"author": "author", "editor": "editor"}
_TYPES = {"thesis": "thesis", "phdthesis": "thesis", "techreport": "report", "report": "report",
          "inproceedings": "paper-conference", "website": "webpage", "webpage": "webpage"}  # fmt: skip
_SCOPES = {
    "volume": "volume",
    "vol": "volume",
    "issue": "issue",
    "page": "page",
    "pp": "page",
    "chapter": "chapter-number",
}


def references(root: Element) -> Iterator[Reference]:
    """Yield the works, by the identities of their elements."""
    for one in root.walk():
        if isinstance(one, Element) and one.name == "biblStruct" and (key := identity(one)):
            made = _reference(Key(key), one)
            if made.texts.get("title"):
                yield made


def _reference(key: Key, work: Element) -> Reference:
    analytic, monograph, series = (_first(work, name) for name in ("analytic", "monogr", "series"))
    article = _title(analytic)
    whole = _title(monograph)
    level = _level(monograph)
    type_ = ("article-journal" if level == "j" else "chapter") if article else "book"
    texts: dict[str, Inlines] = {
        "title": article or whole,
        "container-title": whole if article else (),
        "collection-title": _title(series),
        "publisher": _text(work, "publisher"),
        "publisher-place": _text(work, "pubPlace"),
        **{name: (value,) for name, value in _identifiers(work).items()},
    }
    numbers = {"edition": words(_first(work, "edition")), **_scopes(work)}
    names: dict[str, list[Name]] = {}
    for part, prefix in ((analytic, ""), (monograph, "container-" if article else "")):
        for one in part if part is not None else ():
            role = _ROLES.get(one.name)
            if role and (name := _name(one)) is not None:
                names.setdefault(f"{prefix}author" if role == "author" and prefix else role, []).append(name)
    date = _date(work)
    return Reference(
        key,
        _TYPES.get(work.get("type").casefold(), type_),
        {name: value for name, value in texts.items() if value},
        {name: value for name, value in numbers.items() if value},
        {name: tuple(value) for name, value in names.items()},
        {"issued": date} if date is not None else {},
    )


def _first(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((one for one in element.walk() if isinstance(one, Element) and one.name == name), None)


def _text(work: Element, name: str) -> Inlines:
    found = _first(work, name)
    return (words(found),) if found is not None and words(found) else ()


def _title(part: Element | None) -> Inlines:
    title = _first(part, "title")
    return inlines(title, lambda _: None) if title is not None else ()


def _level(part: Element | None) -> str:
    title = _first(part, "title")
    return title.get("level") if title is not None else ""


def _scopes(work: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in work.walk():
        if isinstance(one, Element) and one.name == "biblScope":
            name = _SCOPES.get((one.get("unit") or one.get("type")).casefold())
            value = words(one) or "–".join(filter(None, (one.get("from"), one.get("to"))))
            if name and value:
                found.setdefault(name, value)
    return found


def _date(work: Element) -> Date | None:
    date = _first(_first(work, "imprint"), "date")
    if date is None:
        return None
    said = date.get("when") or words(date)
    found = _DATE.match(said)
    if found is None:
        return Date(literal=said) if said else None
    return Date(tuple(int(one) for one in found.groups() if one))


def _identifiers(work: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in work.walk():
        if isinstance(one, Element) and one.name == "idno":
            kind = one.get("type").upper()
            if kind in ("DOI", "ISBN", "ISSN", "URL", "PMID", "PMCID") and words(one):
                found.setdefault(kind, words(one))
        elif isinstance(one, Element) and one.name in ("ptr", "ref") and one.get("target").startswith("http"):
            found.setdefault("URL", one.get("target"))
    return found


def _name(person: Element) -> Name | None:
    def part(*names: str) -> str:
        found = [words(one) for one in person.walk() if isinstance(one, Element) and one.name in names]
        return " ".join(found)

    family = part("surname")
    if family:
        return Name(family, part("forename"), non_dropping_particle=part("nameLink"), suffix=part("genName"))
    if organisation := part("orgName"):
        return Name(literal=organisation)
    said = words(person)
    if not said:
        return None
    before, comma, after = said.partition(",")
    return Name(before.strip(), after.strip()) if comma else Name(literal=said)
