r"""The running text of a manuscript's parts: its words without markup and notes, each character with its place.

Marks of notes and citations become one character, ``HOLE``, so that it is known where they stand. Quotations that are
markup (``<q>``, ``\enquote{…}``) get marks, and those that are set apart are told. Markdown, LaTeX, HTML, EPUB
and the XML of word processors, JATS and TEI are read; of PDF and pandoc's JSON the words have no place in a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from citekit.documents.manuscript import Manuscript, Place
from citekit.errors import UsageError
from citekit.findings import Span
from citekit.quotations.finding.building import Builder, Hole, Running, merged
from citekit.quotations.finding.latextext import latex_text
from citekit.quotations.finding.markdowntext import markdown_text
from citekit.quotations.finding.treetext import ODF, SCHOLARLY, WORD, page_text, xml_text


def running_texts(manuscript: Manuscript) -> Iterator[Running]:
    """Yield the running text of each part of *manuscript*.

    Raises: UsageError for a format whose words have no place in a text.
    """
    walk = _WALKS.get(manuscript.format)
    if walk is None:
        hint = f"quotations are found in texts and in {', '.join(sorted(_WALKS))}"
        raise UsageError(f"quotations are not found in {manuscript.format}", where=Span(manuscript.path), hint=hint)
    for part, source in manuscript.parts.items():
        builder = Builder(source.text, _holes(manuscript, part))
        walk(source.text, builder)
        if made := builder.running(part):
            yield made


def _holes(manuscript: Manuscript, part: str) -> list[Hole]:
    """Return the places of notes and citations in a part, in order, none within another."""
    found: list[Hole] = []

    def add(place: Place, note: int = -1, cited: int = -1) -> None:
        if place.part == part and place.end > place.start:
            found.append(Hole(place.start, place.end, note, cited))

    for index, note in enumerate(manuscript.notes):
        for mark in note.marks:
            add(mark, note=index)
        add(note.body)
    for index, one in enumerate(manuscript.cited):
        if not one.note:
            add(one.place, cited=index)
    for listed in manuscript.lists:
        add(listed.place)
    return merged(found)


_WALKS: Mapping[str, Callable[[str, Builder], None]] = {
    "docx": xml_text(WORD),
    "epub": page_text,
    "html": page_text,
    "jats": xml_text(SCHOLARLY),
    "latex": latex_text,
    "markdown": markdown_text,
    "odt": xml_text(ODF),
    "tei": xml_text(SCHOLARLY),
}
