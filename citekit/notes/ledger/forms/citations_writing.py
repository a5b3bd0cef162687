"""A ledger written as citations of CSL-JSON, as ``citations.py`` reads them; it is read back before it counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from citekit.errors import UsageError
from citekit.findings import Source, Span
from citekit.model import Citation, Ledger, NotePart
from citekit.notes.ledger.forms.clusters import Cluster, clusters_of, parts_of
from citekit.notes.ledger.longform import Value
from citekit.notes.ledger.reading import VERSION
from citekit.notes.ledger.shortform import exact
from citekit.notes.ledger.writing import checked, same, source_value, value_of
from citekit.patterns import pattern

_SURROGATE = pattern("[\ud800-\udfff]")  # which UTF-8 cannot hold

OWN = "citekit"
"""The member of a citation's properties that has what CSL-JSON has no place for."""


def write(ledger: Ledger) -> str:
    """Return *ledger* as citations of CSL-JSON.

    Raises: InvalidInputError, UsageError as ``writing.write_ledger`` does.
    """
    from citekit.notes.ledger.forms.citations import read  # noqa: PLC0415 - which writes, to compare

    checked(ledger)
    document: dict[str, Any] = {"citekit-ledger": VERSION}
    if ledger.passage:
        document["passage"] = ledger.passage
    if ledger.source:
        document["source"] = _source(ledger.source)
    if ledger.chapters != ("",):
        document["chapters"] = list(ledger.chapters)
    document["citations"] = list(_citations(ledger))
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if _SURROGATE.search(text) or not same(read(Source(ledger.path, text)), ledger):
        hint = "write it as YAML"
        raise UsageError("this ledger cannot be written as CSL-JSON", where=Span(ledger.path), hint=hint)
    return text


def _source(source: Citation) -> Cluster:
    (cluster,) = clusters_of((source,))
    own = _exactly((source,), [cluster], source_value(source))
    return _citation(cluster, {"noteIndex": 0}, own)


def _citations(ledger: Ledger) -> Iterator[Cluster]:
    """Yield the citations of all notes. A note's index is its number where the numbers rise, else its place."""
    numbers = [int(note.number) if note.number.isdecimal() else 0 for note in ledger.notes]
    rising = numbers == sorted(set(numbers)) and 0 not in numbers
    titled = -1
    for place, note in enumerate(ledger.notes, 1):
        index = numbers[place - 1] if rising else place
        clusters = clusters_of(note.parts)
        own: dict[str, Any] = {} if note.number == str(index) else {"number": note.number}
        if note.run:
            own["run"] = note.run
        first = {"status": note.status} if note.status else {}
        first |= _exactly(note.parts, clusters, value_of(note))
        for count, cluster in enumerate(clusters):
            properties: dict[str, Any] = {"noteIndex": index}
            if note.run != titled and ledger.chapters[note.run]:
                properties["chapter"] = ledger.chapters[note.run]
            titled = note.run
            named = {"citationID": f"{place}.{count + 1}" if count else str(place)}
            yield named | _citation(cluster, properties, own | (first if count == 0 else {}))


def _exactly(parts: tuple[NotePart, ...], clusters: list[Cluster], value: Value) -> dict[str, Any]:
    return {} if exact(parts_of(clusters)) == exact(parts) else {"exactly": value}


def _citation(cluster: Cluster, properties: dict[str, Any], own: dict[str, Any]) -> Cluster:
    """Return a cluster as it is exchanged: its own members and those of citekit among the properties."""
    if "mode" in cluster:
        properties["mode"] = cluster["mode"]
    own |= {name: cluster[name] for name in ("before", "after") if name in cluster}
    if own:
        properties[OWN] = own
    return {"citationItems": cluster["citationItems"], "properties": properties}
