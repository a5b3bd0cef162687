"""Items of CSL-JSON <-> references, one at a time.

Source: the CSL-JSON schema (csl-data.json) of CSL 1.0.2. Text may carry the schema's markup: ``<i>``, ``<b>``,
``<sup>``, ``<sub>``, small caps and ``nocase`` spans; CSL-YAML has the same items with other markup, so both
directions can be told how text is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any

from citekit.bib import exact
from citekit.bib.people.particles import with_particles
from citekit.bib.variables import DATES, NAMES, TEXTS
from citekit.findings import Span
from citekit.markup import parse_markup, to_markup
from citekit.model import NUMBER_VARIABLES, Date, Key, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import Inlines
from citekit.values import replace

_NOTE_LINE = pattern(r"^([a-z]+(?:-[a-z]+)*|PMC?ID|DOI|URL|ISBN|ISSN)\s*:\s*(\S.*?)\s*$", re.MULTILINE)
_NOTE_BRACES = pattern(r"\{:([A-Za-z-]+):\s*([^{}]+?)\s*\}")
_SPELT_OUT = TEXTS | NAMES | DATES | NUMBER_VARIABLES | {"type"}
_ALIASES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short",
            "doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}  # fmt: skip


TextReader = Callable[[str, str], Inlines]
TextWriter = Callable[[Inlines], str]


def references_of(items: Iterable[Mapping[str, Any]]) -> dict[Key, Reference]:
    """Return decoded CSL-JSON items as references, in order; of two with one id the later.

    Raises: ValueError for an item without an id.
    """
    references: dict[Key, Reference] = {}
    for item in items:
        if "id" not in item:
            raise ValueError("an item has no id")
        reference = reference_of(item)
        references[reference.key] = reference
    return references


def reference_of(item: Mapping[str, Any], where: Span | None = None, text_of: TextReader | None = None) -> Reference:
    """Return one decoded item, which has an id; what is no CSL-JSON in it is kept in *extra*.

    *text_of* reads the text of a variable, given its name and value, where its markup is not that of CSL-JSON.
    """
    read = _read_item(item, where, text_of)
    custom = item.get("custom")
    if isinstance(custom, dict) and exact.NAME in custom:
        return exact.restored(read, custom[exact.NAME], exact.said_by_item(item))
    return read


def _read_item(item: Mapping[str, Any], where: Span | None, text_of: TextReader | None) -> Reference:
    texts: dict[str, Inlines] = {}
    numbers: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    extra: dict[str, str] = {}
    for given, value in (*item.items(), *_note_fields(item)):
        name = _ALIASES.get(given, given)
        if name in ("id", "type") or value in (None, "", [], {}):
            continue
        if name in NAMES and isinstance(value, list | dict | str):
            names[name] = _people(value)
        elif name in DATES and isinstance(value, dict | str | int):
            dates[name] = _date(value if isinstance(value, dict) else {"edtf": str(value)})
        elif name in NUMBER_VARIABLES and isinstance(value, str | int | float):
            numbers[name] = _plain(value)
        elif isinstance(value, str | int | float):
            texts[name] = text_of(name, _plain(value)) if text_of else parse_markup(_plain(value))
        else:
            _read_other(value if name == "custom" and isinstance(value, dict) else {name: value}, names, extra)
    kind = next((value for name, value in _note_fields(item) if name == "type"), item.get("type"))
    return Reference(Key(str(item["id"])), str(kind or "document"), texts, numbers, names, dates, extra, where)


def _read_other(members: Mapping[str, Any], names: dict[str, tuple[Name, ...]], extra: dict[str, str]) -> None:
    """Sort what is no variable of CSL, and what stands in ``custom``: lists of people are names, all else is text."""
    for name, value in members.items():
        if isinstance(value, str | int | float):
            extra[name] = _plain(value)
        elif value and isinstance(value, list) and all(map(_is_person, value)):
            names.setdefault(name, _people(value))
        elif name != exact.NAME and value is not None:
            extra[name] = json.dumps(value, ensure_ascii=False)


def _is_person(value: Any) -> bool:
    return isinstance(value, dict) and ("family" in value or "literal" in value)


def _plain(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _people(value: list[Any] | dict[str, Any] | str) -> tuple[Name, ...]:
    """Return names; one that is mere text is a literal."""
    people = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict | str)]
    return tuple(_name(one) if isinstance(one, dict) else Name(literal=one) for one in people)


def _note_fields(item: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the variables that lines of ``note`` spell out ("original-date: 1999"), if the item has them not.

    Reference managers have no fields for many variables; their users write them so.
    """
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return []
    found = [match.groups() for match in _NOTE_LINE.finditer(note)] or [
        match.groups() for match in _NOTE_BRACES.finditer(note)
    ]
    fields: list[tuple[str, Any]] = []
    people: dict[str, list[dict[str, str]]] = {}
    for name, value in found:
        if name not in _SPELT_OUT:  # "http://…"
            continue
        if name in NAMES:
            family, _, given = value.partition("||")
            people.setdefault(name, []).append(
                {"family": family.strip(), "given": given.strip()} if given else {"literal": family.strip()}
            )
        elif name == "type" or name not in item:
            fields.append((name, {"raw": value} if name in DATES else value))
    return [*fields, *((name, value) for name, value in people.items() if name not in item)]


def _name(value: Mapping[str, Any]) -> Name:
    parts = {part: str(value.get(part) or "") for part in ("family", "given", "suffix", "literal")}
    if value.get("isInstitution") and not parts["literal"]:
        parts = {"literal": " ".join(filter(None, (parts["given"], parts["family"])))}
    name = Name(
        **parts,
        dropping_particle=str(value.get("dropping-particle") or ""),
        non_dropping_particle=str(value.get("non-dropping-particle") or ""),
        comma_suffix=bool(value.get("comma-suffix")),
        static_ordering=bool(value.get("static-ordering")),
    )
    return name if value.get("parse-names") in (False, 0, "false") else with_particles(name)


def _date(value: Mapping[str, Any]) -> Date:
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and not any(isinstance(one, list) for one in parts):
        parts = [parts]  # one date, without the list around it
    circa = bool(value.get("circa"))
    raw = str(value.get("raw") or "")
    literal = str(value.get("literal") or "")
    try:
        spans = [_parts(one) for one in parts or () if one]
    except (TypeError, ValueError, OverflowError):
        return Date(literal=literal or json.dumps(parts, ensure_ascii=False), circa=circa)
    number = _season(value.get("season"))
    if not any(spans[:2]):
        if edtf := str(value.get("edtf") or "").strip():
            from citekit.bib.dates.rawdates import parse_date  # noqa: PLC0415 - few files have such dates

            read = parse_date(edtf)
            return replace(read, circa=read.circa or circa)
        if raw:
            from citekit.bib.dates.rawdates import parse_raw  # noqa: PLC0415 - few files have such dates

            read = parse_raw(raw)
            return replace(read, circa=read.circa or circa)
        return Date(literal=literal, circa=circa, season=number)
    year, season = spans[0][:1], spans[0][1:]
    if number is None and len(season) == 1 and 21 <= season[0] <= 24:  # as EDTF has seasons
        spans[0], number = year, season[0] - 20
    return Date(spans[0], spans[1] if len(spans) > 1 else None, number, circa, literal)


def _season(value: Any) -> int | None:
    """Return the number of a season given as number or word, ``None`` for no season."""
    text = str(value or "").strip().lower()
    if text.isdecimal():
        return int(text) if len(text) < 3 else None
    if not text:
        return None
    from citekit.bib.dates.words import folded, seasons  # noqa: PLC0415 - as above

    return seasons().get(folded(text))


def _parts(parts: Any) -> tuple[int, ...]:
    """Return the numbers at the head of a date's parts; an empty part ends them."""
    numbers: list[int] = []
    for part in parts:
        if part in ("", None):
            break
        numbers.append(int(part))
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def item_of(reference: Reference, written: TextWriter = to_markup) -> dict[str, Any]:
    """Return *reference* as an item of CSL-JSON; what has no CSL variable stands in ``custom``, names in full there.

    *written* gives texts their markup. Source: the schema, which has ``custom`` for "any other metadata".
    """
    item: dict[str, Any] = {"id": str(reference.key), "type": reference.type}
    custom: dict[str, Any] = dict(reference.extra)
    item |= {name: written(text) for name, text in reference.texts.items()}
    item |= reference.numbers
    item |= {name: date_parts(date) for name, date in reference.dates.items()}
    for name, people in reference.names.items():
        (item if name in NAMES else custom)[name] = [_name_parts(one) for one in people]
    item |= {"id": str(reference.key), "type": reference.type}
    item.pop("custom", None)
    return item | {"custom": custom} if custom else item


def exact_item_of(reference: Reference) -> dict[str, Any]:
    """Return an item that ``reference_of`` reads back as the same reference.

    What it would read otherwise, since the format cannot say it, is said once more under ``custom`` (``exact``).
    """
    item = item_of(reference)
    custom = item.get("custom", {})
    custom.pop(exact.NAME, None)
    said = exact.differences(reference, reference_of(item), exact.said_by_item(item))
    return item | {"custom": {**custom, exact.NAME: said}} if said else item


_NAME_PARTS = tuple(slot.replace("_", "-") for slot in Name.__slots__)
_values_of = attrgetter(*Name.__slots__)


def _name_parts(name: Name) -> dict[str, Any]:
    parts = {part: value for part, value in zip(_NAME_PARTS, _values_of(name), strict=True) if value}
    read = with_particles(name)
    return parts if read is name or read == name else parts | {"parse-names": False}


def date_parts(date: Date) -> dict[str, Any]:
    """Return a date as CSL-JSON has it; an open end or start is a date of year 0, as pandoc writes it."""
    parts: dict[str, Any] = {}
    if date.start or date.end:
        start = list(date.start) or [0]
        parts["date-parts"] = [start] if date.end is None else [start, list(date.end) or [0]]
    if date.season:
        parts["season"] = date.season
    if date.circa:
        parts["circa"] = True
    return parts | {"literal": date.literal} if date.literal else parts
