"""References and locators as citeproc-py wants them."""

from __future__ import annotations

import warnings
from typing import Any

from citeproc import source
from citeproc.string import MixedString, String

from citekit.engines._citeproc_text import to_mixed
from citekit.model import Date, Name, Reference
from citekit.values import dataclass


def reference_for(reference: Reference, key: str) -> Any:
    """Return *reference* as citeproc-py's; variables under both spellings, since it looks up either."""
    values: dict[str, Any] = {name: to_mixed(text) for name, text in reference.texts.items()}
    values |= {name: MixedString([String(value)]) for name, value in reference.numbers.items()}
    for name in ("page", "language"):
        if name in values:
            values[name] = str(values[name])
    values |= {name: [_name(one) for one in people] for name, people in reference.names.items()}
    values |= {name: _date(date) for name, date in reference.dates.items()}
    values |= {name.replace("-", "_"): value for name, value in values.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every variable of CSL 1.0.2 that it has not heard of
        return source.Reference(key, reference.type, **values)


def _name(name: Name) -> Any:
    if name.literal:
        return source.Name(literal=name.literal)
    parts = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping_particle,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
    }
    return source.Name(**{part: value for part, value in parts.items() if value})


def _date(date: Date) -> Any:
    if not date.start and date.end:  # citeproc-py knows no range without a start
        return _single_date(date.end, None, circa=date.circa)
    if not date.start:
        return source.LiteralDate(date.literal, circa=date.circa)
    start = _single_date(date.start, date.season, circa=date.circa)
    if date.end is None:
        return start
    end = _single_date(date.end, None, circa=date.circa) if date.end else source.Date(year=0)
    return source.DateRange(begin=start, end=end, circa=date.circa)


def _single_date(parts: tuple[int, ...], season: int | None, *, circa: bool) -> Any:
    values = dict(zip(("year", "month", "day"), parts, strict=False))
    if season is not None and "month" not in values:
        values["season"] = season
    return source.Date(circa=circa, **values)


@dataclass(frozen=True, slots=True)
class ComparableLocator:
    """citeproc-py compares locators to tell "ibid" from "ibid with locator"; its own have no equality."""

    label: str
    identifier: str
