"""CSL-JSON -> Library.

Source: the CSL-JSON schema (csl-data.json) of CSL 1.0.2. Text may carry the schema's markup: ``<i>``, ``<b>``,
``<sup>``, ``<sub>``, small caps and ``nocase`` spans.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from citekit.findings import Finding, Source, Span
from citekit.model import Date, Key, Library, Name, Reference
from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inline,
    Inlines,
    Styled,
)

SUFFIXES = (".json",)

_NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator translator".split()
)
_DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
_NUMBERS = frozenset(
    "chapter-number collection-number edition issue number number-of-pages number-of-volumes page page-first "
    "part-number printing-number section supplement-number version volume".split()
)
_TAG = re.compile(r"<(/?)(i|b|sup|sub|sc|span)((?:\s[^<>]*)?)>")
_FORMATS = {"i": ITALIC, "b": BOLD, "sup": SUPERSCRIPT, "sub": SUBSCRIPT, "sc": SMALL_CAPS}


def read(source: Source) -> Library:
    """Return the items of a CSL-JSON file, a list of them or an object with ``items``, in file order."""
    try:
        data: Any = json.loads(source.text)  # whatever JSON allows
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return Library(findings=(Finding("csl-json", message, source.span(error.pos)),))
    except RecursionError:
        return Library(findings=(Finding("csl-json", "not valid JSON: nested too deeply", Span(source.path)),))
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


def _item(item: Any, source: Source, number: int) -> Reference | Finding:
    if not isinstance(item, dict):
        return Finding("csl-json", f"item {number} is no object", Span(source.path))
    key = item.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
        return Finding("csl-json", f"item {number} has no id", Span(source.path), hint='add "id"')
    place = re.search(rf'"id"\s*:\s*"?({re.escape(str(key))})"?\s*[,}}]', source.text)
    where = source.span(place.start(1), place.end(1)) if place else Span(source.path)
    texts: dict[str, Inlines] = {}
    numbers: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    extra: dict[str, str] = {}
    for name, value in item.items():
        if name in ("id", "type") or value in (None, "", [], {}):
            continue
        if name in _NAMES and isinstance(value, list):
            names[name] = tuple(_name(one) for one in value if isinstance(one, dict))
        elif name in _DATES and isinstance(value, dict):
            dates[name] = _date(value)
        elif name in _NUMBERS and isinstance(value, str | int | float):
            numbers[name] = str(value)
        elif isinstance(value, str | int | float):
            texts["title-short" if name == "shortTitle" else name] = parse_markup(str(value))
        else:
            extra[name] = json.dumps(value, ensure_ascii=False)
    return Reference(Key(str(key)), str(item.get("type") or "document"), texts, numbers, names, dates, extra, where)


def _name(value: Mapping[str, Any]) -> Name:
    parts = {part: str(value.get(part) or "") for part in ("family", "given", "suffix", "literal")}
    return Name(
        **parts,
        dropping_particle=str(value.get("dropping-particle") or ""),
        non_dropping_particle=str(value.get("non-dropping-particle") or ""),
    )


def _date(value: Mapping[str, Any]) -> Date:
    parts = value.get("date-parts")
    circa = bool(value.get("circa"))
    literal = str(value.get("literal") or value.get("raw") or "")
    try:
        spans = [tuple(int(part) for part in one) for one in parts or () if one]
    except (TypeError, ValueError):
        return Date(literal=literal or json.dumps(parts, ensure_ascii=False), circa=circa)
    season = value.get("season")
    if not spans:
        return Date(literal=literal, circa=circa)
    number = int(str(season)) if str(season).isdecimal() else None
    return Date(spans[0], spans[1] if len(spans) > 1 else None, number, circa, literal)


def parse_markup(text: str) -> Inlines:
    """Return CSL-JSON's markup as Inlines; what is not well-formed stays as it is.

    >>> parse_markup("The <i>Ring</i>")
    ('The ', Styled(children=('Ring',), format=Format(style='italic')))
    """
    stack: list[tuple[str, Format, list[Inline]]] = [("", Format(), [])]
    position = 0
    for match in _TAG.finditer(text):
        closes, tag, attributes = match.groups()
        format_ = _format(tag, attributes)
        if (closes and stack[-1][0] != tag) or (not closes and format_ is None):
            continue
        stack[-1][2].append(text[position : match.start()])
        position = match.end()
        if closes:
            _, closed, children = stack.pop()
            stack[-1][2].append(Styled(_joined(children), closed))
        elif format_:
            stack.append((tag, format_, []))
    if len(stack) > 1:
        return (text,)
    stack[0][2].append(text[position:])
    return _joined(stack[0][2])


def _joined(runs: list[Inline]) -> Inlines:
    return tuple(run for run in runs if run != "")


def _format(tag: str, attributes: str) -> Format | None:
    if tag != "span":
        return _FORMATS[tag]
    if "nocase" in attributes:
        return PROTECTED
    return SMALL_CAPS if "small-caps" in attributes else None
