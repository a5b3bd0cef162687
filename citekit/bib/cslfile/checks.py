"""What is odd about an item of CSL-JSON or CSL-YAML: values of the wrong shape, types that CSL does not have.

Source: the CSL-JSON schema (csl-data.json) of CSL 1.0.2. Nothing here is fatal: ``cslitem`` reads such items as well
as it can, and keeps what it cannot read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citekit.bib.variables import DATES, NAMES, TEXTS, TYPES
from citekit.model import NUMBER_VARIABLES
from citekit.nearest import did_you_mean

_NAME_PARTS = {"family", "given", "literal"}
_NAME_HINT = '[{"family": …, "given": …}] or [{"literal": …}]'
_DATE_HINT = '{"date-parts": [[1929, 1, 30]]}'


def oddities(item: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (member, message, hint) for what is odd, in the item's order."""
    for name, value in item.items():
        if value in (None, "", [], {}):
            continue
        if name == "type" and value not in TYPES:
            yield name, f"unknown type {value!r}", did_you_mean(str(value), TYPES) or "it is set as a document"
        elif name in NAMES and not _are_names(value):
            yield name, f"{name!r} is no list of names", _NAME_HINT
        elif name in DATES:
            if message := _date(name, value):
                yield name, message, _DATE_HINT
        elif name in NUMBER_VARIABLES and isinstance(value, list | dict):
            yield name, f"{name!r} is no number or text", ""
        elif name in TEXTS and isinstance(value, list | dict):
            yield name, f"{name!r} is no text", ""
    if not item.get("type"):
        yield "id", "no type", 'add "type"; it is set as a document'


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and _NAME_PARTS & set(one) for one in value)


def _date(name: str, value: Any) -> str:
    """Return what is wrong with a date; "" for nothing."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return ""
    if not isinstance(value, dict):
        return f"{name!r} is no date"
    parts = value.get("date-parts")
    if parts is None:
        known = {"literal", "raw", "edtf", "season", "circa"}
        return "" if known & set(value) else f"{name!r} has no date parts"
    return "" if isinstance(parts, list) and all(map(_is_day, _listed(parts))) else f"{name!r} has wrong date parts"


def _listed(parts: list[Any]) -> list[Any]:
    """Return dates of one date that stands without the list around it."""
    return parts if any(isinstance(one, list) for one in parts) else [parts]


def _is_day(parts: Any) -> bool:
    if not isinstance(parts, list) or len(parts) > 3:
        return False
    numbers = [str(part).strip() for part in parts if part not in ("", None)]
    if not all(number.removeprefix("-").isdecimal() and len(number) < 10 for number in numbers):
        return False
    month, day = ([int(number) for number in numbers[1:]] + [0, 0])[:2]
    return 0 <= month <= 24 and 0 <= day <= 31
