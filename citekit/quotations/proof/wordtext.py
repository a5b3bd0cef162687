"""Word files and OpenDocument texts as sources: their running text and notes; they have no pages of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from citekit.documents.wordtext.shown import Paragraph
from citekit.quotations.proof.sources import Builder, SourceText


class _Mark(Protocol):
    """A mark of a note: where it stands."""

    paragraph: Paragraph | None
    offset: int


def read_docx(path: str, data: bytes) -> SourceText:
    """Return the text of a Word file.

    Raises: UnreadableError.
    """
    from citekit.documents.wordfile.reading import Reading  # noqa: PLC0415 - loaded where a file is of this format

    read = Reading(path, data)
    flow = read.document.flow
    return _text_of(path, flow.paragraphs, flow.references, [note.flow.paragraphs for note in read.notes])


def read_odt(path: str, data: bytes) -> SourceText:
    """Return the text of an OpenDocument text.

    Raises: UnreadableError.
    """
    from citekit.documents.odffile.reading import Reading  # noqa: PLC0415 - as above

    flow = Reading(path, data).flow
    return _text_of(path, flow.paragraphs, flow.notes, [note.story.paragraphs for note in flow.notes])


def _text_of(
    path: str, paragraphs: Sequence[Paragraph], marks: Iterable[_Mark], notes: Iterable[Sequence[Paragraph]]
) -> SourceText:
    builder = Builder(path)
    within: dict[int, list[int]] = {}
    for mark in marks:
        if mark.paragraph is not None:
            within.setdefault(id(mark.paragraph), []).append(mark.offset)
    for paragraph in paragraphs:
        place = 0
        for offset in sorted(within.get(id(paragraph), ())):
            builder.add(paragraph.text[place:offset])
            builder.mark("")
            place = offset
        builder.add(f"{paragraph.text[place:]}\n\n")
    for note in notes:
        builder.note()
        builder.add("\n".join(one.text for one in note))
        builder.body()
    return builder.built()
