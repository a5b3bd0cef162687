"""Which bibliographies a project's settings ask for: the tables ``[[bibliographies]]`` of a TOML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citekit.documents.manuscript import Selection
from citekit.listing import TYPE_NAMES
from citekit.model import Key
from citekit.nearest import did_you_mean

_TEXTS = {"types": "types", "not-types": "not_types", "keywords": "keywords", "without": "without", "keys": "keys"}
_FLAGS = ("annotated", "abbreviations")
_KNOWN = ("title", *_TEXTS, *_FLAGS)


def problems(value: object) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in the tables *value*, each with a hint; nothing where ``selections`` reads them."""
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        yield "'bibliographies' are not tables", 'write [[bibliographies]], and below it title = "Sources"'
        return
    for table in value:
        for name, given in table.items():
            if name not in _KNOWN:
                hint = did_you_mean(name, _KNOWN) or f"a bibliography has {', '.join(_KNOWN)}"
                yield f"unknown setting {name!r} of a bibliography", hint
            elif name == "title" and not isinstance(given, str):
                yield "the title of a bibliography is not a text", f"it is now {given!r}"
            elif name in _FLAGS and not isinstance(given, bool):
                yield f"{name!r} of a bibliography is not true or false", f"it is now {given!r}"
            elif name in _TEXTS and not _is_texts(given):
                yield f"{name!r} of a bibliography is not a text or a list of texts", f"it is now {given!r}"
        yield from unknown_types((*_texts(table.get("types")), *_texts(table.get("not-types"))))


def unknown_types(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield a problem for each of *names* that is no type of works."""
    for name in names:
        if name not in TYPE_NAMES:
            hint = did_you_mean(name, TYPE_NAMES) or "types are CSL's ('chapter') or biblatex's ('incollection')"
            yield f"unknown type of works {name!r}", hint


def selections(value: list[Mapping[str, Any]]) -> tuple[Selection, ...]:
    """Return what the tables *value* ask for."""
    return tuple(
        Selection(
            title=table.get("title", ""),
            types=_texts(table.get("types")),
            not_types=_texts(table.get("not-types")),
            keywords=_texts(table.get("keywords")),
            without=_texts(table.get("without")),
            keys=tuple(map(Key, _texts(table.get("keys")))),
            annotated=table.get("annotated", False),
            abbreviations=table.get("abbreviations", False),
        )
        for table in value
    )


def _is_texts(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _texts(value: object) -> tuple[str, ...]:
    """Return a text or a list of texts as texts; whatever else it is, none."""
    if isinstance(value, str):
        return (value,)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
