"""BibTeX and biblatex files -> Library.

The steps: blocks (``bibfile/blocks.py``), inheritance (``inheritance/containers.py``), then each entry by its topics
(``PASSES``) and tables (``mapping/fields.py``). A field with no CSL home is kept in ``Reference.extra``. Every entry
of the file is a reference or a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, repeat
from typing import Any

from citekit.bib import exact
from citekit.bib.bibfile.blocks import Blocks, RawEntry, open_blocks, read_blocks
from citekit.bib.dates import date_fields
from citekit.bib.draft import Draft
from citekit.bib.inheritance.containers import inherit
from citekit.bib.latex.localization import said
from citekit.bib.mapping import archives, identifiers, languages, numbering, pages, publishing, titles
from citekit.bib.mapping.entry_types import GENRES, read_type
from citekit.bib.mapping.fields import NUMBERS, TEXTS, TOPICS
from citekit.bib.people import contributors
from citekit.collector import set_aside
from citekit.findings import Finding, Source
from citekit.model import Library, Reference

SUFFIXES = (".bib", ".bibtex")


def read(source: Source) -> Library:
    """Return the references of a .bib file, in file order."""
    findings: list[Finding] = []
    with set_aside():
        references = {reference.key: reference for _, reference in read_each((source,), (findings,))}
    return Library(references, tuple(findings))


def read_each(sources: Sequence[Source], findings: Sequence[list[Finding]]) -> Iterator[tuple[int, Reference]]:
    """Yield the references of several .bib files, which know each other as if they were one.

    Strings hold in the files that follow; an entry may take over from one in any file. Each reference comes with the
    place of its file among *sources*; by the end *findings* have what is wrong with each file. A reference takes more
    room than the entry it is made of, so whoever does not hold them all can read a library of any size.
    """
    inherited: list[Finding] = []
    files: list[Blocks] = []
    for place, entry in _complete(sources, files, inherited):
        if entry.type != "xdata":  # holds fields for others, and is no work
            yield place, reference_of(entry, findings[place])
    for blocks, found in zip(files, findings, strict=True):
        found[:] = blocks.attributed(_in_order([*blocks.findings, *found], inherited, blocks.source.path))


def _complete(
    sources: Sequence[Source], files: list[Blocks], inherited: list[Finding]
) -> Iterator[tuple[int, RawEntry]]:
    """Yield the entries of *sources* with what they inherit, and add the blocks of each to *files*.

    Where no entry takes over from another, none waits for the others.
    """
    if not any(_may_inherit(source.text) for source in sources):
        for place, source in enumerate(sources):
            blocks, entries = open_blocks(source, files[-1].strings if files else None)
            files.append(blocks)
            yield from zip(repeat(place), entries)
        return
    for source in sources:
        files.append(read_blocks(source, files[-1].strings if files else None))
    numbers = [len(blocks.entries) for blocks in files]
    complete = inherit(_handed_over(files), inherited)
    for place, number in enumerate(numbers):
        yield from zip(repeat(place), islice(complete, number))


def _handed_over(files: Sequence[Blocks]) -> Iterator[RawEntry]:
    """Yield the entries of *files*, which do not hold them any longer: each goes when it has become a reference."""
    for blocks in files:
        yield from blocks.entries
        blocks.entries.clear()


def _may_inherit(text: str) -> bool:
    """Tell whether a .bib text has the names of fields, or the type, that make one entry take over from another."""
    size, overlap = 1 << 20, len("crossref")
    parts = (text[start : start + size + overlap].lower() for start in range(0, len(text), size))
    return any("crossref" in part or "xdata" in part for part in parts)


def _in_order(findings: list[Finding], inherited: Sequence[Finding], path: str) -> list[Finding]:
    """Return the findings of one file in the order of their places, each once."""
    found = [*findings, *(finding for finding in inherited if finding.where.path == path)]
    found.sort(key=lambda finding: (finding.where.line, finding.where.column))
    return list(dict.fromkeys(found))


def reference_of(entry: RawEntry, findings: list[Finding]) -> Reference:
    """Return one entry, which has what it inherits, as a reference; what is wrong in it is added to *findings*.

    A topic takes its fields first, in the order of ``PASSES``; then the tables say what each of the others is.
    """
    draft = Draft(entry, findings)
    exactly = _exactly(draft) if exact.NAME in entry.fields else None
    read_type(draft)
    for read_topic in _passes_for(tuple(entry.fields)):
        read_topic(draft)
    for name in list(draft.left):
        if variable := TEXTS.get(name):
            if variable not in draft.texts and (value := draft.inlines(name)):
                draft.texts[variable] = said(value)
        elif (variable := NUMBERS.get(name)) and variable not in draft.numbers and (number := draft.text(name)):
            draft.numbers[variable] = number
    if "genre" not in draft.texts and (genre := GENRES.get(entry.type)):
        draft.texts["genre"] = said((genre,))
    read = draft.reference()
    return exact.restored(read, exactly, exact.said_by(read)) if exactly else read


def _exactly(draft: Draft) -> list[Any] | None:
    """Take the field in which citekit says what biblatex cannot (``exact``); one of that name that is none is left."""
    found = exact.of_field(draft.left[exact.NAME].value)
    if found is not None:
        draft.take(exact.NAME)
    return found


# --- topics of a few lines ---


def _read_notes(draft: Draft) -> None:
    if note := titles.join(draft.inlines("note"), ". ", draft.inlines("addendum")):
        draft.texts["note"] = note


# What is read together, in this order: archives take fields that mean something else in a published work.
PASSES: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("archives", archives.read_archive),
    ("titles", titles.read_titles),
    ("numbers", numbering.read_numbers),
    ("pages", pages.read_pages),
    ("identifiers", identifiers.read_identifiers),
    ("publishers", publishing.read_publishers),
    ("names", contributors.read_contributors),
    ("dates", date_fields.read_dates),
    ("language", languages.read_language),
    ("notes", _read_notes),
)


@lru_cache(maxsize=4096)
def _passes_for(names: tuple[str, ...]) -> tuple[Callable[[Draft], None], ...]:
    """Return the passes that an entry with fields of these *names* takes; few libraries have many sets of them."""
    wanted = {TOPICS.get(name) for name in names}
    return tuple(read_topic for topic, read_topic in PASSES if topic in wanted)
