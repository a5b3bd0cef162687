"""What each source of cases is trusted for, how its items are made comparable, and where citekit means to differ.

The table is ``deviations.toml``. A rule may ask for what was expected and found (regular expressions on the JSON of
the field, found whole or in part), for the item's expected type and, where a case is plainly wrong, for its name.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

Item = Mapping[str, Any]
_TABLE = Path(__file__).with_name("deviations.toml")


@dataclass(frozen=True)
class Deviation:
    """One place where citekit means to give another value than the source.

    *moved* names the field in which the source has what citekit has in *field*, *kept* the one in which citekit has
    what the source has there; *longer* asks that citekit's text begins with the source's, *shorter* that the source's
    begins with citekit's; *alike* that both are the same once written in one way.
    """

    source: str
    field: str
    reason: str
    expected: str = ""
    found: str = ""
    type: str = ""
    moved: str = ""
    kept: str = ""
    longer: bool = False
    shorter: bool = False
    alike: str = ""
    case: str = "*"

    def covers(self, case: str, field: str, expected: Item, found: Item) -> bool:
        return (
            fnmatch(field, self.field)
            and fnmatch(case, self.case)
            and (not self.type or re.fullmatch(self.type, str(expected.get("type"))) is not None)
            and (not self.moved or expected.get(self.moved) == found.get(field))
            and (not self.kept or expected.get(field) == found.get(self.kept))
            and (not self.longer or str(found.get(field)).startswith(str(expected.get(field))))
            and (not self.shorter or str(expected.get(field)).startswith(str(found.get(field))))
            and (not self.alike or _are_alike(self.alike, field, expected.get(field), found.get(field)))
            and _matches(self.expected, expected.get(field))
            and _matches(self.found, found.get(field))
        )


def _are_alike(way: str, field: str, expected: Any, found: Any) -> bool:
    return bool(_ALIKE[way](field, expected) == _ALIKE[way](field, found))


def _matches(wanted: str, value: Any) -> bool:
    """*wanted* ``-`` is a field that is absent, empty any."""
    if wanted == "-":
        return value is None
    return not wanted or re.search(wanted, json.dumps(value, ensure_ascii=False)) is not None


@dataclass(frozen=True)
class Rules:
    """How the items of one source are compared."""

    trusted: frozenset[str]
    ignored: frozenset[str]
    alike: tuple[str, ...]
    sentence_case: bool
    deviations: tuple[Deviation, ...]

    def compared(self, names: Iterable[str]) -> list[str]:
        """Return those of the fields *names* that are compared, in alphabetical order."""
        kept = (name for name in names if name not in self.ignored and (not self.trusted or name in self.trusted))
        return sorted(kept)

    def prepared(self, item: Item) -> dict[str, Any]:
        """Return *item* without what is written in several ways and says the same."""
        made = dict(item)
        for name in self.alike:
            made = {field: _ALIKE[name](field, value) for field, value in made.items()}
        return made

    def reason(self, case: str, field: str, expected: Item, found: Item) -> str:
        """Return why citekit means to differ here; empty where it does not mean to."""
        return next((one.reason for one in self.deviations if one.covers(case, field, expected, found)), "")


@cache
def rules_for(source: str) -> Rules:
    """Return the rules of a source; one that the table does not have is held to everything."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    rules = table["sources"].get(source, {})
    return Rules(
        frozenset(rules.get("trusted", ())),
        frozenset(rules.get("ignored", ())),
        tuple(rules.get("alike", ())),
        bool(rules.get("sentence_case")),
        tuple(Deviation(**one) for one in table.get("deviation", ()) if fnmatch(source, one["source"])),
    )


# --- ways of writing one thing ---------------------------------------------------------------------------


def _every_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_every_text(one, change) for one in value]
    if isinstance(value, dict):
        return {name: _every_text(one, change) for name, one in value.items()}
    return value


def _numbers_as_text(_: str, value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _date_parts(_: str, value: Any) -> Any:
    """Date parts as numbers, which CSL-JSON allows to be texts; a season behind the year, as EDTF numbers it."""
    if not isinstance(value, dict) or not isinstance(value.get("date-parts"), list):
        return value
    spans = [[_number(part) for part in one if part not in ("", None)] for one in value["date-parts"] if one]
    made = value | {"date-parts": spans}
    if str(value.get("season")) in ("1", "2", "3", "4") and len(spans) == 1 and len(spans[0]) == 1:
        spans[0].append(20 + int(made.pop("season")))
    return made


def _number(part: Any) -> Any:
    return int(part) if re.fullmatch(r"-?\d+", str(part)) else part


def _dashes(field: str, value: Any) -> Any:
    return (
        _every_text(value, lambda text: re.sub(r"[–—-]+", "-", text))
        if field in ("page", "number", "volume")
        else value
    )


def _blanks(_: str, value: Any) -> Any:
    return _every_text(value, lambda text: re.sub(r"\s+", " ", text).strip())


def _nocase(_: str, value: Any) -> Any:
    return _every_text(value, _without_nocase)


def _without_nocase(text: str) -> str:
    """Return *text* without ``nocase`` spans; what else they hold stays."""
    opened: list[bool] = []

    def keep(tag: re.Match[str]) -> str:
        if tag[0] != "</span>":
            opened.append("nocase" in tag[0])
            return "" if opened[-1] else tag[0]
        return "" if opened and opened.pop() else tag[0]

    return re.sub(r"<span[^>]*>|</span>", keep, text)


def _quotes(_: str, value: Any) -> Any:
    return _every_text(value, lambda text: text.translate(str.maketrans("“”„‘’‚", "\"\"\"'''")))


def _markup(_: str, value: Any) -> Any:
    return _every_text(value, lambda text: re.sub(r"</?(?:i|b|sup|sub|sc|span)\b[^>]*>", "", text))


def _letter_case(field: str, value: Any) -> Any:
    return value.casefold() if isinstance(value, str) and "title" in field else value


def _commas(field: str, value: Any) -> Any:
    return re.sub(r"\s*,\s*", ", ", value) if field == "keyword" and isinstance(value, str) else value


def _particles(_: str, value: Any) -> Any:
    """Names whose particles stand in front of the family name, and are of no kind; a single name is a literal."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return value
    return [_with_particles_in_front(one) for one in value]


def _with_particles_in_front(name: Mapping[str, Any]) -> dict[str, Any]:
    made = {
        part: value
        for part, value in name.items()
        if "particle" not in part and part != "parse-names" and part[0] != "_" and value
    }
    family = "".join(
        part if part[-1:] in ("'", "’", "-") else f"{part} "
        for part in (name.get("dropping-particle", ""), name.get("non-dropping-particle", ""))
        if part
    ) + name.get("family", "")
    if family:
        made["family"] = family
    return {"literal": family} if made == {"family": family} else made


def _initials(_: str, value: Any) -> Any:
    """Initials without blanks behind their full stops."""
    return _every_text(value, lambda text: re.sub(r"(?<=\b\w\.) (?=\w\.)", "", text))


_ALIKE: dict[str, Callable[[str, Any], Any]] = {
    "numbers as text": _numbers_as_text,
    "date parts": _date_parts,
    "dashes": _dashes,
    "blanks": _blanks,
    "nocase": _nocase,
    "quotes": _quotes,
    "markup": _markup,
    "letter case of titles": _letter_case,
    "commas": _commas,
    "particles": _particles,
    "initials": _initials,
}
