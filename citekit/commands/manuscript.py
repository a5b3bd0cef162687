"""The notes and citations of a manuscript, printed with their places; ``citekit notes`` does so for what is no text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from citekit.documents.manuscript import Cited, Manuscript, ManuscriptNote, Place
    from citekit.model import Cite

_LONGEST = 60


def as_lines(manuscript: Manuscript) -> list[str]:
    """Return the notes and citations of *manuscript* in their order, a line each."""
    count, cites = len(manuscript.notes), len(manuscript.cited)
    found = (
        f"{count} note{'' if count == 1 else 's'} and {cites} citation{'' if cites == 1 else 's'} in {manuscript.path}"
    )
    rows = [("note", "place", "says or cites"), *(row for _, row in sorted(_rows(manuscript), key=lambda one: one[0]))]
    if len(rows) == 1:
        return [found]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"{row[0]:>{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}".rstrip() for row in rows]
    return [found, "", click.style(lines[0], dim=True), *lines[1:]]


def _rows(manuscript: Manuscript) -> Iterator[tuple[tuple[int, int], tuple[str, str, str]]]:
    """Yield a row for each note, and one for each citation in running text, which has no number, with its place."""
    parts = {name: place for place, name in enumerate(manuscript.parts)}
    within: dict[str, list[str]] = {}
    for one in manuscript.cited:
        if one.note:
            within.setdefault(one.note, []).append(_cites(one))
        else:
            yield (parts[one.place.part], one.place.start), ("", _shown(manuscript, one.place), _cites(one))
    for note in manuscript.notes:
        place = note.marks[0] if note.marks else note.body
        says = "; ".join(within.get(note.identity, ())) or _text(note)
        yield (parts[place.part], place.start), (note.number, _shown(manuscript, place), says)


def _text(note: ManuscriptNote) -> str:
    """Return the prose of a note, or how it begins."""
    from citekit.model import Citation
    from citekit.richtext import plain

    text = " ".join("".join(plain(part) for part in note.parts if not isinstance(part, Citation)).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _cites(one: Cited) -> str:
    return "; ".join(_cite(cite) for cite in one.citation.cites)


def _cite(cite: Cite) -> str:
    return f"@{cite.key}" + (f" [{cite.locator.label} {cite.locator.value}]" if cite.locator else "")


def _shown(manuscript: Manuscript, place: Place) -> str:
    where = manuscript.parts[place.part].span(place.start, place.end)
    return f"{place.part}:{where.line}:{where.column}" if place.part else f"{where.line}:{where.column}"


def as_json(manuscript: Manuscript) -> dict[str, Any]:
    """Return the notes and citations of *manuscript* for programs, each with its part, offsets, line and column."""
    from citekit import reports

    return {
        "path": manuscript.path,
        "format": manuscript.format,
        "notes": [
            {
                "id": note.identity,
                "number": note.number,
                "kind": note.kind,
                "run": note.run,
                "chapter": note.chapter,
                "marks": [_place(manuscript, mark) for mark in note.marks],
                "body": _place(manuscript, note.body),
                "text": _text(note),
            }
            for note in manuscript.notes
        ],
        "citations": [
            {
                **_place(manuscript, one.place),
                "note": one.note or None,
                "cites": [
                    {
                        "key": cite.key,
                        "label": cite.locator.label if cite.locator else None,
                        "locator": cite.locator.value if cite.locator else None,
                    }
                    for cite in one.citation.cites
                ],
            }
            for one in manuscript.cited
        ],
        "findings": reports.as_json(manuscript.findings),
    }


def _place(manuscript: Manuscript, place: Place) -> dict[str, Any]:
    where = manuscript.parts[place.part].span(place.start, place.end)
    return {
        "part": place.part,
        "start": place.start,
        "end": place.end,
        "line": where.line,
        "column": where.column,
    }
