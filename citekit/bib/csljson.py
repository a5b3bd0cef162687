"""CSL-JSON -> Library.

Source: the CSL-JSON schema (csl-data.json) of CSL 1.0.2. Text may carry the schema's markup: ``<i>``, ``<b>``,
``<sup>``, ``<sub>``, small caps and ``nocase`` spans.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from citekit.bib.particles import with_particles
from citekit.errors import UnreadableError
from citekit.files import json_of
from citekit.findings import Finding, Source, Span
from citekit.markup import parse_markup, to_markup
from citekit.model import NUMBER_VARIABLES, Date, Key, Library, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import Inlines
from citekit.values import replace

SUFFIXES = (".json",)

_NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator translator".split()
)
_DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
_NOTE_LINE = pattern(r"^([a-z]+(?:-[a-z]+)*|PMC?ID|DOI|URL|ISBN|ISSN)\s*:\s*(\S.*?)\s*$", re.MULTILINE)
_NOTE_BRACES = pattern(r"\{:([A-Za-z-]+):\s*([^{}]+?)\s*\}")
_ALIASES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}


def read(source: Source) -> Library:
    """Return the items of a CSL-JSON file, a list of them or an object with ``items``, in file order."""
    try:
        data = json_of(source)
    except UnreadableError as error:
        return Library(findings=(Finding("csl-json", error.message, error.where or Span(source.path)),))
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        data = data["items"]
    if not isinstance(data, list):
        hint = 'a list of items: [{"id": …, "type": …}]'
        return Library(findings=(Finding("csl-json", "not CSL-JSON", Span(source.path), hint=hint),))
    references: dict[Key, Reference] = {}
    findings: list[Finding] = []
    for number, item in enumerate(data, start=1):
        read_item = _item(item, source, number)
        if isinstance(read_item, Finding):
            findings.append(read_item)
        elif read_item.key in references:
            message = f"the id {read_item.key!r} is used again"
            findings.append(Finding("duplicate-key", message, read_item.where or Span(source.path)))
        else:
            references[read_item.key] = read_item
    return Library(references, tuple(findings))


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


def _item(item: Any, source: Source, number: int) -> Reference | Finding:
    if not isinstance(item, dict):
        return Finding("csl-json", f"item {number} is no object", Span(source.path))
    key = item.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
        return Finding("csl-json", f"item {number} has no id", Span(source.path), hint='add "id"')
    place = re.search(rf'"id"\s*:\s*"?({re.escape(str(key))})"?\s*[,}}]', source.text)
    where = source.span(place.start(1), place.end(1)) if place else Span(source.path)
    return reference_of(item, where)


def reference_of(item: Mapping[str, Any], where: Span | None = None) -> Reference:
    """Return one decoded item, which has an id; what is no CSL-JSON in it is kept in *extra*."""
    texts: dict[str, Inlines] = {}
    numbers: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    extra: dict[str, str] = {}
    for given, value in (*item.items(), *_note_fields(item)):
        name = _ALIASES.get(given, given)
        if name in ("id", "type") or value in (None, "", [], {}):
            continue
        if name in _NAMES and isinstance(value, list):
            names[name] = tuple(_name(one) for one in value if isinstance(one, dict))
        elif name in _DATES and isinstance(value, dict | str | int):
            dates[name] = _date(value if isinstance(value, dict) else {"edtf": str(value)})
        elif name in NUMBER_VARIABLES and isinstance(value, str | int | float):
            numbers[name] = str(value)
        elif isinstance(value, str | int | float):
            texts[name] = parse_markup(str(value))
        else:
            extra[name] = json.dumps(value, ensure_ascii=False)
    kind = next((value for name, value in _note_fields(item) if name == "type"), item.get("type"))
    return Reference(Key(str(item["id"])), str(kind or "document"), texts, numbers, names, dates, extra, where)


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
        if name in _NAMES:
            family, _, given = value.partition("||")
            people.setdefault(name, []).append(
                {"family": family.strip(), "given": given.strip()} if given else {"literal": family.strip()}
            )
        elif name == "type" or name not in item:
            fields.append((name, {"raw": value} if name in _DATES else value))
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
    if not spans or not spans[0]:
        if edtf := str(value.get("edtf") or "").strip():
            from citekit.bib.edtf import parse_date  # noqa: PLC0415 - few files have such dates

            read = parse_date(edtf)
            return replace(read, circa=read.circa or circa)
        if raw:
            from citekit.bib.rawdates import parse_raw  # noqa: PLC0415 - few files have such dates

            read = parse_raw(raw)
            return replace(read, circa=read.circa or circa)
        return Date(literal=literal, circa=circa, season=number)
    return Date(spans[0], spans[1] if len(spans) > 1 else None, number, circa, literal)


def item_of(reference: Reference) -> dict[str, Any]:
    """Return *reference* as an item of CSL-JSON; what has no CSL variable stands in ``custom``, names in full there.

    Source: the schema csl-data.json of CSL 1.0.2, which has ``custom`` for "any other metadata".
    """
    item: dict[str, Any] = {"id": str(reference.key), "type": reference.type}
    custom: dict[str, Any] = dict(reference.extra)
    item |= {name: to_markup(text) for name, text in reference.texts.items()}
    item |= reference.numbers
    item |= {name: _date_parts(date) for name, date in reference.dates.items()}
    for name, people in reference.names.items():
        (item if name in _NAMES else custom)[name] = [_name_parts(one) for one in people]
    return item | {"custom": custom} if custom else item


def _name_parts(name: Name) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping_particle,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
        "literal": name.literal,
        "comma-suffix": name.comma_suffix,
        "static-ordering": name.static_ordering,
    }
    return {part: value for part, value in parts.items() if value}


def _date_parts(date: Date) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    if date.start:
        parts["date-parts"] = [list(date.start)] if date.end is None else [list(date.start), list(date.end) or [0]]
    if date.season:
        parts["season"] = date.season
    if date.circa:
        parts["circa"] = True
    return parts | {"literal": date.literal} if date.literal else parts


def _season(value: Any) -> int | None:
    """Return the number of a season given as number or English word, ``None`` for no season."""
    text = str(value or "").strip().lower()
    if text.isdecimal():
        return int(text) if len(text) < 3 else None
    if not text:
        return None
    from citekit.bib.edtf import SEASONS  # noqa: PLC0415 - as above

    return SEASONS.get(text)


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
