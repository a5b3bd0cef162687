"""What a format cannot say of a reference, said once more beside it so that nothing is lost on the way.

CSL-JSON has no way to write a title that holds ``<i>`` as text, a link, or two formats on one run; biblatex has none
for a name with two particles. An entry of such a reference is written as well as the format can, for other programs,
and carries under ``citekit`` (in ``custom``, or as a field) what would be read back otherwise, in JSON::

    [{"kind": "texts", "variable": "title", "said": "a <i>b</i>", "value": ["a <i>b</i>"]}]

*said* is what the entry says of the variable. Where it says something else by now, since another program has changed
it, this is out of date and counts for nothing. A *value* of null is a variable that the reference does not have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from citekit.model import Date, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import Format, Inline, Inlines, Link, Styled
from citekit.values import replace

NAME = "citekit"
_KINDS = ("texts", "numbers", "names", "dates", "extra")


# What an entry says of a variable of a kind, as JSON.
Said = Callable[[str, str], Any]
# Tells whether two values of a variable (of a kind, and its name) are the same in all that matters.
Alike = Callable[[str, str, Any, Any], bool]


def differences(reference: Reference, read: Reference, said: Said, alike: Alike | None = None) -> list[dict[str, Any]]:
    """Return what makes *reference* again of *read*, which is how its entry is read."""
    entries: list[dict[str, Any]] = []
    if read.type != reference.type:
        entries.append({"kind": "type", "said": said("type", ""), "value": reference.type})
    for kind, name in different(reference, read, alike):
        meant = getattr(reference, kind)
        value = _WRITTEN[kind](meant[name]) if name in meant else None
        entries.append({"kind": kind, "variable": name, "said": said(kind, name), "value": value})
    return entries


def different(reference: Reference, read: Reference, alike: Alike | None = None) -> Iterator[tuple[str, str]]:
    """Yield (kind, variable) for what two references say differently, but for their types."""
    for kind in _KINDS:
        meant, seen = getattr(reference, kind), getattr(read, kind)
        for name in dict.fromkeys((*meant, *seen)):
            one, other = meant.get(name), seen.get(name)
            if one != other and not (alike and alike(kind, name, one, other)):
                yield kind, name


def restored(read: Reference, entries: Any, said: Said) -> Reference:
    """Return *read* with what *entries* say of it; one that is out of date or malformed is passed over."""
    changed: dict[str, Any] = {kind: dict(getattr(read, kind)) for kind in _KINDS}
    for entry in entries if isinstance(entries, list) else ():
        try:
            _restore(entry, said, changed)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):  # not ours, or changed by hand
            continue
    return replace(read, **changed)


def _restore(entry: Mapping[str, Any], said: Said, changed: dict[str, Any]) -> None:
    kind, value, name = entry["kind"], entry["value"], entry.get("variable", "")
    if entry["said"] != said(kind, name):
        return
    if kind == "type":
        changed["type"] = str(value)
    elif value is None:
        changed[kind].pop(name, None)
    else:
        changed[kind][name] = _READ[kind](value)


def said_by_item(item: Mapping[str, Any]) -> Said:
    """Return what an item of CSL-JSON says."""

    def said(kind: str, name: str) -> Any:
        custom = item.get("custom", {})
        if kind == "type":
            return item.get("type")
        if name in ("id", "type", "custom", NAME):  # what stands there is no variable
            return None
        return custom.get(name) if kind == "extra" else item.get(name, custom.get(name))

    return said


def said_by(read: Reference) -> Said:
    """Return what a reference says, as it was read."""

    def said(kind: str, name: str) -> Any:
        if kind == "type":
            return read.type
        values = getattr(read, kind)
        return _WRITTEN[kind](values[name]) if name in values else None

    return said


def to_field(entries: list[dict[str, Any]], *, ascii_only: bool = False) -> str:
    """Return *entries* as the text of a field of a .bib file, whose braces are in pairs; ``of_field`` reads it."""
    text = _TEXT.sub(lambda found: _UNSAFE.sub(_in_percents, found[0]), json.dumps(entries, ensure_ascii=ascii_only))
    return text.replace("\\", "%5C")


def of_field(text: str) -> list[Any] | None:
    """Return the entries of a field, ``None`` where it is none of ours."""
    try:
        entries = json.loads(_PERCENTS.sub(lambda found: chr(int(found[1], 16)), text))
    except (ValueError, RecursionError):
        return None
    return entries if isinstance(entries, list) else None


_TEXT = pattern(r'"(?:\\.|[^"\\])*"')
_UNSAFE = pattern(r"[%{}@]")
_PERCENTS = pattern(r"%([0-9A-F]{2})")


def _in_percents(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


# --- values as JSON --------------------------------------------------------------------------------------


def _inlines_written(inlines: Inlines) -> list[Any]:
    return [_inline_written(run) for run in inlines]


def _inline_written(run: Inline) -> Any:
    if isinstance(run, str):
        return run
    if isinstance(run, Link):
        return {"link": run.target, "text": _inlines_written(run.children)}
    format_ = {name: value for name in Format.__slots__ if (value := getattr(run.format, name)) is not None}
    return {"format": format_, "text": _inlines_written(run.children)}


def _inlines_read(value: list[Any]) -> Inlines:
    return tuple(_inline_read(run) for run in value)


def _inline_read(value: Any) -> Inline:
    if isinstance(value, str):
        return value
    children = _inlines_read(value["text"])
    if "link" in value:
        return Link(children, str(value["link"]))
    return Styled(children, Format(**{name: str(said) for name, said in value["format"].items()}))  # type: ignore[arg-type] # any text does


def _slots_written(value: Name | Date) -> dict[str, Any]:
    parts = {name: part for name in value.__slots__ if (part := getattr(value, name)) not in ("", None, False)}
    return {name: list(part) if isinstance(part, tuple) else part for name, part in parts.items()}


def _name_read(value: Mapping[str, Any]) -> Name:
    parts: dict[str, Any] = {name: part if isinstance(part, bool) else str(part) for name, part in value.items()}
    return Name(**parts)


def _date_read(value: Mapping[str, Any]) -> Date:
    parts: dict[str, Any] = {name: tuple(map(int, value[name])) for name in ("start", "end") if name in value}
    season = int(value["season"]) if "season" in value else None
    return Date(**parts, season=season, circa=bool(value.get("circa")), literal=str(value.get("literal", "")))


_WRITTEN: dict[str, Callable[[Any], Any]] = {
    "texts": _inlines_written,
    "numbers": str,
    "names": lambda names: [_slots_written(name) for name in names],
    "dates": _slots_written,
    "extra": str,
}
_READ: dict[str, Callable[[Any], Any]] = {
    "texts": _inlines_read,
    "numbers": str,
    "names": lambda names: tuple(map(_name_read, names)),
    "dates": _date_read,
    "extra": str,
}
