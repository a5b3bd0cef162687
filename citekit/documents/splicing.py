"""Texts put into a manuscript's parts at their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citekit.changes import Change, apply
from citekit.documents.manuscript import Manuscript, Place
from citekit.errors import UnreadableError
from citekit.findings import Source, Span


def spliced(manuscript: Manuscript, changes: Iterable[tuple[Place, str]]) -> Mapping[str, str]:
    """Return the texts of the parts that *changes* touch, changed.

    Raises: ValueError for changes that overlap.
    """
    by_part: dict[str, list[Change]] = {}
    for place, new in changes:
        by_part.setdefault(place.part, []).append(Change(place.start, place.end, new))
    return {part: apply(manuscript.parts[part].text, own) for part, own in by_part.items()}


def apply_apart(source: Source, changes: Iterable[Change], kind: str) -> str:
    """Return the text of *source*, changed; *kind* ("Word file") is for messages.

    Raises: UnreadableError for changes that overlap, as they do where the elements of citations are within each other.
    """
    try:
        return apply(source.text, changes)
    except ValueError:
        message = f"a {kind} whose citations and bibliographies stand within each other"
        hint = "open it where it was made, and save it again"
        raise UnreadableError(message, where=Span(source.path), hint=hint) from None


def encoded(source: Source, text: str) -> bytes:
    """Return *text* as bytes in the encoding that *source* was read in, with its byte order mark.

    What the encoding of a page does not have becomes a character reference; lone surrogates are written as they came.
    """
    errors = "surrogatepass" if source.encoding.startswith("utf") else "xmlcharrefreplace"
    return source.mark + text.encode(source.encoding, errors)
