"""A note as the value that a ledger has for it: a text in the short form, a mapping, or a list of these.

Values are what JSON and YAML have alike: ``None``, ``str``, ``True``, ``dict`` and ``list``. The first of these that is
read as the note is taken: the short form, one mapping with ``before``, ``cites`` and ``after``, a list of pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from citekit.model import Citation, Cite, Locator, NotePart
from citekit.notes.citesyntax import has_cite
from citekit.notes.ledger.pieces import following, joint
from citekit.notes.ledger.prosewriting import as_markup
from citekit.notes.ledger.shortform import as_short_form, locator_texts
from citekit.notes.locators import LABELS, parse_locator
from citekit.notes.prose import parse_prose
from citekit.richtext import Inlines, plain

Value: TypeAlias = "str | bool | dict[str, Value] | list[Value] | None"

_WIDEST = 8
"""Of the places where a note could be cut into pieces, how many one piece may span."""


def note_value(parts: Sequence[NotePart]) -> Value | None:
    """Return the value of a note with *parts*; ``""`` for a note without any, ``None`` where no ledger can say them.

    >>> note_value((("Lost. ",), Citation((Cite("a", Locator("page", "3")),)), (".",)))
    'Lost. [@a, p. 3].'
    """
    if not parts:
        return ""
    return piece_value(parts) or _list(parts)


def piece_value(parts: Sequence[NotePart]) -> Value | None:
    """Return the value of one piece of a note, ``None`` where it takes several."""
    return as_short_form(parts) or _mapping(parts)


def cite_value(cite: Cite) -> Value | None:
    """Return a cite as an item of ``cites``, ``None`` where no ledger can say it."""
    return _fields(cite) or as_short_form((Citation((cite,)),))


# --- mappings --------------------------------------------------------------------------------------------


def _mapping(parts: Sequence[NotePart]) -> dict[str, Value] | None:
    """Return ``before``, ``cites`` and ``after``."""
    citations = [place for place, part in enumerate(parts) if isinstance(part, Citation)]
    if len(citations) > 1 or len(parts) > 2 + len(citations):
        return None
    value: dict[str, Value] = {}
    place = citations[0] if citations else min(1, len(parts))
    before, after = list(parts[:place]), list(parts[place + len(citations) :])
    if not citations and not _before(before[0]):
        before, after = [], list(parts)
    if len(before) > 1 or len(after) > 1:
        return None
    if before:
        value["before"] = _before(before[0])
    if citations:
        value["cites"] = _cites(parts[place])
    if after:
        value["after"] = _after(after[0], cited=bool(citations))
    return value if all(value.values()) else None


def _before(part: NotePart) -> str | None:
    text = None if isinstance(part, Citation) else as_markup(part)
    if not text or not text.endswith(" "):
        return None
    return text[:-1] if _is_prose(text[:-1]) and parse_prose(text) == part else None


def _after(part: NotePart, *, cited: bool) -> str | None:
    text = None if isinstance(part, Citation) else as_markup(part)
    if not text:
        return None
    for lead in (". ", " ", "") if cited else ("",):
        rest = text.removeprefix(lead)
        if lead == " " and rest[:1] in tuple(",.;:!?)"):  # a stop that a blank stands before
            rest = f"\\{rest}"
        if text.startswith(lead) and _is_prose(rest) and parse_prose(following(rest) if cited else rest) == part:
            return rest
    return None


def _is_prose(text: str) -> bool:
    return bool(text) and text.strip() == text and not has_cite(text)


def _cites(part: NotePart) -> list[Value] | None:
    if not isinstance(part, Citation) or part.mode or part.infix or not part.cites:
        return None
    values = [cite_value(cite) for cite in part.cites]
    return values if all(values) else None


def _fields(cite: Cite) -> dict[str, Value] | None:
    if cite.key.strip() != cite.key:
        return None
    value: dict[str, Value] = {"key": f"@{cite.key}" if cite.key.startswith("@") else cite.key}
    if cite.locator:
        locator = _locator(cite.locator)
        if locator is None:
            return None
        value["locator"] = locator
    for name, prose in (("prefix", cite.prefix), ("suffix", cite.suffix)):
        if prose:
            text = _affix(prose)
            if text is None:
                return None
            value[name] = text
    if cite.form != "full":
        value[cite.form] = True
    return value


def _affix(prose: Inlines) -> str | None:
    text = as_markup(prose)
    return text if text and text.strip() == text else None


def _locator(locator: Locator) -> Value | None:
    for text in locator_texts(locator):
        read = parse_locator(text)
        if text.strip() == text and read == locator and read.labelled == locator.labelled:
            return text
    if locator.labelled and locator.label in LABELS and locator.value.strip() == locator.value:
        return {locator.label: locator.value}
    return None


# --- lists -----------------------------------------------------------------------------------------------


def _list(parts: Sequence[NotePart]) -> list[Value] | None:
    """Return the pieces of *parts*, cut at as many of the places between sentences as can be, ``None`` for none."""
    cuts = [-1, *_joints(parts), len(parts)]
    best: list[tuple[int, Value] | None] = [None] * len(cuts)  # from a cut on: the next cut, and the piece before it
    best[-1] = (len(cuts), None)
    for place in range(len(cuts) - 2, -1, -1):
        for end in range(place + 1, min(place + 1 + _WIDEST, len(cuts))):
            piece = parts[cuts[place] + 1 : cuts[end]]
            if best[end] is None or not piece or (cuts[end] < len(parts) and (joint(piece),) != parts[cuts[end]]):
                continue
            if value := piece_value(piece):
                best[place] = (end, value)
                break
    return list(_pieces(best)) if best[0] else None


def _joints(parts: Sequence[NotePart]) -> Iterator[int]:
    """Yield the places of the prose that a list would put between its pieces."""
    for place, part in enumerate(parts[1:-1], 1):
        if not isinstance(part, Citation) and plain(part) in (" ", ". "):
            yield place


def _pieces(best: Sequence[tuple[int, Value] | None]) -> Iterator[Value]:
    place = 0
    while place < len(best) - 1:
        step = best[place]
        if step is None:
            return
        yield step[1]
        place = step[0]
