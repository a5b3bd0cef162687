"""Texts put into a manuscript's parts at their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citekit.changes import Change, apply
from citekit.documents.manuscript import Manuscript, Place


def spliced(manuscript: Manuscript, changes: Iterable[tuple[Place, str]]) -> Mapping[str, str]:
    """Return the texts of the parts that *changes* touch, changed.

    Raises: ValueError for changes that overlap.
    """
    by_part: dict[str, list[Change]] = {}
    for place, new in changes:
        by_part.setdefault(place.part, []).append(Change(place.start, place.end, new))
    return {part: apply(manuscript.parts[part].text, own) for part, own in by_part.items()}


def encoded(manuscript: Manuscript, text: str, part: str = "") -> bytes:
    """Return *text* as bytes in the encoding that the part was read in, with its byte order mark."""
    source = manuscript.parts[part]
    return source.mark + text.encode(source.encoding, "surrogatepass")
