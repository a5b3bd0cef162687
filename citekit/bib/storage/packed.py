"""References and findings as bytes and back, for what is kept on disk.

The form is JSON of plain lists and objects. A pickle could run code when somebody else wrote the file, and marshal's
form belongs to one version of Python and may crash it when damaged; reading JSON can do neither. Measured on 5,000
entries, each: 360 bytes, 32 µs to pack (reading it takes 200), about as many to unpack; a pickle of the same has 530
bytes and takes a quarter less time.

A path is kept as its number among the files read, since the same content may lie elsewhere tomorrow.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from citekit.findings import Finding, Severity, Span
from citekit.model import Date, Key, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import Format, Inline, Inlines, Link, Styled

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
# Unicode's noncharacters are for uses such as this: around the number of a path.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_NUMBER = pattern(f"{_OPEN}(\\d+){_CLOSE}").sub
# Texts of a .bib file may hold halves of surrogate pairs; UTF-8 has none, Python's "surrogatepass" keeps them.
_UTF8 = ("utf-8", "surrogatepass")


def pack(reference: Reference, files: Mapping[str, int]) -> bytes:
    """Return *reference* as bytes; *files* numbers the paths of its places.

    Raises: TypeError, ValueError for what JSON does not have.
    """
    fields = []
    for slot in Reference.__slots__:
        value = getattr(reference, slot)
        fields.append(_PACK[slot](value) if slot in _PACK else _place(value, files) if slot == "where" else value)
    return to_bytes(fields)


def unpack(data: bytes, paths: Sequence[str]) -> Reference:
    """Return the reference that was packed; *paths* are what the numbers of places stand for.

    Raises: ValueError, TypeError, LookupError or AttributeError for bytes that are none.
    """
    values = dict(zip(Reference.__slots__, of_bytes(data), strict=True))
    for slot, read in _UNPACK.items():
        values[slot] = read(values[slot])
    return Reference(**{**values, "where": _span(values["where"], paths)})


def packed_findings(findings: Iterable[Finding], files: Mapping[str, int]) -> list[Any]:
    """Return *findings* for ``to_bytes``, paths in their texts as numbers too. Raises: ValueError."""
    rows = []
    for finding in findings:
        values = {slot: _numbered(getattr(finding, slot), files) for slot in Finding.__slots__}
        values |= {"where": _place(finding.where, files), "severity": finding.severity.value}
        rows.append(list(values.values()))
    return rows


def findings_of(rows: Any, paths: Sequence[str]) -> tuple[Finding, ...]:
    """Return the findings that were packed; raises as ``unpack`` does. A large library may have thousands."""
    where, severity = Finding.__slots__.index("where"), Finding.__slots__.index("severity")
    severities = {kind.value: kind for kind in Severity}
    for row in rows:
        for index, value in enumerate(row):
            if isinstance(value, str) and _OPEN in value:
                row[index] = _NUMBER(lambda match: paths[int(match[1])], value)
        row[where] = _span(row[where], paths)
        row[severity] = severities[row[severity]]
    return tuple(Finding(*row) for row in rows)


def _numbered(value: Any, files: Mapping[str, int]) -> Any:
    """Return a text with the numbers of the files that it names."""
    if not isinstance(value, str):
        return value
    if _OPEN in value:
        raise ValueError("a text has the mark of a path")
    for path in sorted((path for path in files if path in value), key=len, reverse=True):
        value = value.replace(path, f"{_OPEN}{files[path]}{_CLOSE}")
    return value


def key_bytes(key: Key) -> bytes:
    """Return a key as bytes."""
    return key.encode(*_UTF8)


def key_of(data: bytes) -> Key:
    """Return the key that was made bytes."""
    return Key(data.decode(*_UTF8))


def to_bytes(value: Any) -> bytes:
    """Return a value of plain lists, objects, texts and numbers as bytes."""
    return _ENCODER.encode(value).encode(*_UTF8)


def of_bytes(data: bytes) -> Any:
    """Return the value that was made bytes. Raises: ValueError."""
    return json.loads(data.decode(*_UTF8))


# --- parts of a reference -----------------------------------------------------------------------------------


def _place(where: Span | None, files: Mapping[str, int]) -> list[Any] | None:
    if where is None:
        return None
    path, *rest = (getattr(where, slot) for slot in Span.__slots__)
    return [files.get(path, path), *rest]


def _span(packed: Any, paths: Sequence[str]) -> Span | None:
    if packed is None:
        return None
    path, *rest = packed
    return Span(paths[path] if isinstance(path, int) else path, *rest)


def _packed_runs(inlines: Inlines) -> list[Any]:
    """Return runs as texts, ``[children, {…}]`` for what is styled and ``[children, "target"]`` for links."""
    return [run if isinstance(run, str) else _packed_node(run) for run in inlines]


def _packed_node(node: Styled | Link) -> list[Any]:
    children = _packed_runs(node.children)
    return [children, node.target if isinstance(node, Link) else _said(node.format)]


def _runs(packed: Any) -> Inlines:
    return tuple(run if isinstance(run, str) else _node(*run) for run in packed)


def _node(children: Any, kind: Any) -> Inline:
    if isinstance(kind, str):
        return Link(_runs(children), kind)
    return Styled(_runs(children), Format(**kind))


def _said(format_: Format) -> dict[str, str]:
    return {slot: said for slot in Format.__slots__ if (said := getattr(format_, slot)) is not None}


def _shortened(values: tuple[Any, ...], defaults: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the fields of a value without those at its end that are as in *defaults*: most names have two of eight."""
    count = len(values)
    while count and values[count - 1] == defaults[count - 1]:
        count -= 1
    return values[:count]


def _plain(packed: Any) -> Any:
    """Return lists as tuples, on all levels: nothing else of what is packed is one."""
    if isinstance(packed, list):
        return tuple(_plain(one) for one in packed)
    if isinstance(packed, dict):
        return {name: _plain(one) for name, one in packed.items()}
    return packed


def _packed_texts(texts: Mapping[str, Inlines]) -> dict[str, Any]:
    return {name: _packed_runs(text) for name, text in texts.items()}


def _texts(packed: Any) -> dict[str, Inlines]:
    return {name: _runs(text) for name, text in packed.items()}


def _packed_names(names: Mapping[str, tuple[Name, ...]]) -> dict[str, Any]:
    return {role: [_shortened(_parts(name), _NO_PARTS) for name in people] for role, people in names.items()}


def _names(packed: Any) -> dict[str, tuple[Name, ...]]:
    return {role: tuple(Name(*_plain(parts)) for parts in people) for role, people in packed.items()}


def _packed_dates(dates: Mapping[str, Date]) -> dict[str, Any]:
    return {name: _shortened(_fields(date), _NO_FIELDS) for name, date in dates.items()}


def _dates(packed: Any) -> dict[str, Date]:
    return {name: Date(*_plain(fields)) for name, fields in packed.items()}


def _key(packed: Any) -> Key:
    return Key(packed)


_parts, _fields = attrgetter(*Name.__slots__), attrgetter(*Date.__slots__)
_NO_PARTS, _NO_FIELDS = _parts(Name()), _fields(Date())
_PACK: Mapping[str, Any] = {
    "texts": _packed_texts,
    "numbers": dict,
    "names": _packed_names,
    "dates": _packed_dates,
    "extra": dict,
}
_UNPACK: Mapping[str, Any] = {"key": _key, "texts": _texts, "names": _names, "dates": _dates}
