"""What CSL data cannot say of a reference, said once more in ``custom`` so that nothing is lost on the way.

CSL-JSON has no way to write a title that holds ``<i>`` as text, a link, or two formats on one run. An item of such a
reference is written as well as the format can, for other programs, and carries under ``custom`` an entry for each
variable that would be read back otherwise::

    "custom": {"citekit": [{"kind": "texts", "variable": "title", "said": "a <i>b</i>", "value": ["a <i>b</i>"]}]}

*said* is what the item says of the variable. Where it says something else by now, since another program has changed it,
the entry is out of date and counts for nothing. A *value* of null is a variable that the reference does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from citekit.model import Date, Name, Reference
from citekit.richtext import Format, Inline, Inlines, Link, Styled
from citekit.values import replace

NAME = "citekit"
_KINDS = ("texts", "numbers", "names", "dates", "extra")


def differences(reference: Reference, read: Reference, item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the entries that make of *read*, which is how *item* is read, *reference* again."""
    entries: list[dict[str, Any]] = []
    if read.type != reference.type:
        entries.append({"kind": "type", "said": item.get("type"), "value": reference.type})
    for kind in _KINDS:
        meant, seen = getattr(reference, kind), getattr(read, kind)
        for name in dict.fromkeys((*meant, *seen)):
            if meant.get(name) != seen.get(name):
                value = _WRITTEN[kind](meant[name]) if name in meant else None
                entries.append({"kind": kind, "variable": name, "said": _said(item, kind, name), "value": value})
    return entries


def restored(read: Reference, item: Mapping[str, Any]) -> Reference:
    """Return *read* with what the entries of *item* say of it; one that is out of date or malformed is passed over."""
    entries = item["custom"][NAME]
    changed: dict[str, Any] = {kind: dict(getattr(read, kind)) for kind in _KINDS}
    for entry in entries if isinstance(entries, list) else ():
        try:
            _restore(entry, item, changed)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):  # not ours, or changed by hand
            continue
    return replace(read, **changed)


def _restore(entry: Mapping[str, Any], item: Mapping[str, Any], changed: dict[str, Any]) -> None:
    kind, value = entry["kind"], entry["value"]
    if kind == "type":
        if entry["said"] == item.get("type"):
            changed["type"] = str(value)
        return
    name = entry["variable"]
    if entry["said"] != _said(item, kind, name):
        return
    if value is None:
        changed[kind].pop(name, None)
    else:
        changed[kind][name] = _READ[kind](value)


def _said(item: Mapping[str, Any], kind: str, name: str) -> Any:
    custom = item.get("custom", {})
    if name in ("id", "type", "custom", NAME):  # what stands there is no variable
        return None
    if kind != "extra":
        return item.get(name, custom.get(name))
    return custom.get(name)


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
    return {name: part for name in value.__slots__ if (part := getattr(value, name)) not in ("", None, False)}


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
