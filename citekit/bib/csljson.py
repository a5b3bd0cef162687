"""CSL-JSON files: read with the place of everything that is wrong, and written so that nothing is lost.

Source: the CSL-JSON schema (csl-data.json) of CSL 1.0.2; a file is a list of items. Read are also one item alone, and
an object with a list of ``items`` or ``references``. What an item says is in ``cslfile/items.py``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from citekit.bib.cslfile.checks import oddities
from citekit.bib.cslfile.items import exact_item_of, reference_of
from citekit.bib.written import Written
from citekit.errors import UnreadableError
from citekit.files import json_of
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Key, Library, Reference
from citekit.patterns import pattern
from citekit.values import NamedTuple

NAME = "csl-json"
SUFFIXES = (".json",)

_BLANKS = pattern(r"[ \t\r\n]*")
# The lists of numbers in a date, which would take a line for each; no text of JSON has a line break in it.
_DATES = pattern(r"\[\n(?:\s*\[\s+(?:-?\d+,?\s+)+\],?\n)+\s*\]")
_LISTS = ("items", "references")
_SHAPE = 'a list of items: [{"id": …, "type": …}]'


class _Element(NamedTuple):
    """An element of the list, its place in the text, and the names that stand in one of its objects twice."""

    value: Any
    start: int
    end: int
    twice: tuple[str, ...]


def read(source: Source) -> Library:
    """Return the items of a CSL-JSON file in file order."""
    try:
        elements = _elements(source)
    except UnreadableError as error:
        return Library(
            findings=(Finding("csl-json", error.message, error.where or Span(source.path), hint=error.hint),)
        )
    if elements is None:
        return Library(findings=(Finding("csl-json", "not CSL-JSON", source.span(0), hint=_SHAPE),))
    references: dict[Key, Reference] = {}
    findings: list[Finding] = []
    for number, element in enumerate(elements, start=1):
        reference = _reference(element, source, number, findings)
        if reference is None:
            continue
        if reference.key in references:
            message = f"the id {reference.key!r} is used again; first in {references[reference.key].where}"
            where = reference.where or Span(source.path)
            findings.append(
                Finding("duplicate-key", message, where, hint="rename one of the two items", key=reference.key)
            )
        else:
            references[reference.key] = reference
    return Library(references, tuple(findings))


def write(library: Library, *, ascii_only: bool = False) -> Written:
    """Return the references as a CSL-JSON file; ``read`` returns the same library, but for its findings."""
    items = [exact_item_of(reference) for reference in library.references.values()]
    text = json.dumps(items, ensure_ascii=ascii_only, indent=2)
    return Written(_DATES.sub(lambda parts: "".join(parts[0].split()).replace(",", ", "), text) + "\n")


def _reference(element: _Element, source: Source, number: int, findings: list[Finding]) -> Reference | None:
    item = element.value
    where = source.span(element.start, element.start + 1)
    if not isinstance(item, dict):
        findings.append(Finding("csl-json", f"item {number} is no object", where, hint=_SHAPE))
        return None
    key = item.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
        findings.append(Finding("csl-json", f"item {number} has no id", where, hint='add "id"'))
        return None
    place = _place(source, element, "id", json.dumps(key), json.dumps(key, ensure_ascii=False))
    odd = [*oddities(item), *((name, f"{name!r} stands here twice", "the later one counts") for name in element.twice)]
    for name, message, hint in odd:
        span = _place(source, element, name)
        findings.append(Finding("csl-json", f"{message} in {key!r}", span, Severity.WARNING, hint, str(key)))
    return reference_of(item, place)


def _place(source: Source, element: _Element, name: str, *values: str) -> Span:
    """Return the place of the member *name* of an element, or of its value if that is one of *values*.

    It is that of the element's beginning where neither is found.
    """
    member = re.compile(rf"({re.escape(json.dumps(name))})\s*:\s*")  # few names: compiled once
    for found in member.finditer(source.text, element.start, element.end):
        if not values:
            return source.span(*found.span(1))
        for value in values:
            if source.text.startswith(value, found.end()):
                return source.span(found.end(), found.end() + len(value))
    return source.span(element.start, element.start + 1)


# --- the list --------------------------------------------------------------------------------------------


def _elements(source: Source) -> list[_Element] | None:
    """Return the elements of the list that *source* is, ``None`` for JSON of another shape.

    Raises: UnreadableError with the place, for what is no JSON.
    """
    if "\\ud" in source.text or "\\uD" in source.text:
        json_of(source)  # raises for half of a pair
    try:
        return _Scanner(source.text).elements()
    except (ValueError, RecursionError):
        json_of(source)  # raises, and knows where and why
        raise


class _Scanner:
    """Decodes a text element by element, so that each has its place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._twice: list[str] = []
        self._decode = json.JSONDecoder(object_pairs_hook=self._object).raw_decode

    def elements(self) -> list[_Element] | None:
        start = self._blanks(0)
        found: list[_Element] | None = None
        match self._text[start : start + 1]:
            case "[":
                found, end = self._list(start)
            case "{":
                found, end = self._members(start)
            case _:
                _, end = self._decode(self._text, start)
        if self._blanks(end) != len(self._text):
            raise ValueError("text after the end")
        return found

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            self._twice += [name for name in made if names.count(name) > 1]
        return made

    def _blanks(self, position: int) -> int:
        return _BLANKS.match(self._text, position).end()  # type: ignore[union-attr] # matches everywhere

    def _element(self, start: int) -> _Element:
        self._twice = []
        value, end = self._decode(self._text, start)
        return _Element(value, start, end, tuple(self._twice))

    def _list(self, start: int) -> tuple[list[_Element], int]:
        """Return the elements of the list that starts here, and where it ends."""
        found: list[_Element] = []
        position = self._blanks(start + 1)
        if self._text[position : position + 1] == "]":
            return found, position + 1
        while True:
            found.append(self._element(position))
            position = self._blanks(found[-1].end)
            if self._text[position : position + 1] != ",":
                return found, self._expect("]", position)
            position = self._blanks(position + 1)

    def _members(self, start: int) -> tuple[list[_Element] | None, int]:
        """Return the elements of the list that an object holds, or the object as the one element."""
        found: list[_Element] | None = None
        names: list[str] = []
        position = self._blanks(start + 1)
        while self._text[position : position + 1] == '"':
            name, position = self._decode(self._text, position)
            names.append(name)
            position = self._blanks(self._expect(":", self._blanks(position)))
            if name in _LISTS and self._text[position] == "[":
                found, position = self._list(position)
            else:
                _, position = self._decode(self._text, position)
            position = self._blanks(position)
            if self._text[position : position + 1] != ",":
                break
            position = self._blanks(position + 1)
        end = self._expect("}", position)
        return [self._element(start)] if found is None and "id" in names else found, end

    def _expect(self, character: str, position: int) -> int:
        if self._text[position : position + 1] != character:
            raise ValueError(f"no {character!r}")
        return position + 1
