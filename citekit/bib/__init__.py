"""Files of references: read, merged and written. Which module reads or writes a format is told by ``formats.py``.

Nothing heavy is imported before a file is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.bib.formats import (
    Reader,
    Writer,
    has_references,
    reader_for,
    reader_named,
    suffixes,
    writer_for,
    writer_named,
    written_formats,
)
from citekit.files import read_library_source
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Key, Library, Reference

__all__ = [
    "Reader",
    "Writer",
    "each",
    "has_references",
    "merge",
    "of_the_file",
    "open_library",
    "read",
    "reader_for",
    "reader_named",
    "suffixes",
    "writer_for",
    "writer_named",
    "written_formats",
]


def open_library(files: Sequence[str]) -> Library:
    """Return the references in *files* as one library, in that order; a large one is kept for the next run.

    Raises: UnreadableError, UsageError for a file that is none of references.
    """
    from citekit.bib.storage import store  # noqa: PLC0415 - what opens libraries only

    return store.open_library(files, each)


def each(files: Sequence[str], findings: list[Finding]) -> Iterator[tuple[Key, Reference]]:
    """Yield the references in *files* under their keys; add what is wrong to *findings* by the end.

    The first reference with a key wins, another is an error.
    Raises: as ``open_library`` does.
    """
    readers = [reader_for(file) for file in files]
    yield from _each(readers, [read_library_source(file) for file in files], findings)


def read(source: Source, name: str) -> Library:
    """Return the references of *source*, which is of the format *name*, and what is odd about it as a whole.

    Raises: UsageError for a format that is not read.
    """
    findings: list[Finding] = []
    references = dict(_each([reader_named(name)], [source], findings))
    return Library(references, tuple(findings))


def _each(
    readers: Sequence[Reader], sources: Sequence[Source], findings: list[Finding]
) -> Iterator[tuple[Key, Reference]]:
    found: list[list[Finding]] = [[] for _ in sources]
    again: list[Finding] = []
    first: dict[Key, Span | None] = {}
    empty = set(range(len(sources)))
    for place, reference in _in_order(readers, sources, found):
        empty.discard(place)
        if reference.key in first:
            again.append(_used_again(reference, first[reference.key]))
        else:
            first[reference.key] = reference.where
            yield reference.key, reference
    for place, source in enumerate(sources):
        findings += [*of_the_file(source, empty=place in empty and not found[place]), *found[place]]
    findings += again


def _in_order(
    readers: Sequence[Reader], sources: Sequence[Source], found: Sequence[list[Finding]]
) -> Iterator[tuple[int, Reference]]:
    """Yield every reference with the place of its file, in the order of the files, whatever their formats are."""
    if len(set(readers)) == 1:
        yield from _of_one_format(readers[0], sources, found)
        return
    references: list[list[Reference]] = [[] for _ in sources]
    for reader in dict.fromkeys(readers):
        places = [place for place, own in enumerate(readers) if own is reader]
        own_sources, own_found = [sources[place] for place in places], [found[place] for place in places]
        for number, reference in _of_one_format(reader, own_sources, own_found):
            references[places[number]].append(reference)
    for place, own_references in enumerate(references):
        for reference in own_references:
            yield place, reference


def _of_one_format(
    reader: Reader, sources: Sequence[Source], found: Sequence[list[Finding]]
) -> Iterator[tuple[int, Reference]]:
    read_each = getattr(reader, "read_each", None)
    if read_each is not None:
        yield from read_each(sources, found)
        return
    for place, source in enumerate(sources):
        library = reader.read(source)
        found[place].extend(library.findings)
        for reference in library.references.values():
            yield place, reference


def of_the_file(source: Source, *, empty: bool) -> list[Finding]:
    """Return what is to be said of a file as a whole."""
    from citekit.encodings import check_encoding  # noqa: PLC0415 - what opens libraries only

    odd = list(check_encoding(source))
    if empty and "@string" not in source.text.lower():
        hint = "an entry starts with @book{key, or the like"
        odd.append(Finding("no-references", "no entries in this file", Span(source.path), Severity.WARNING, hint))
    return odd


def merge(libraries: Sequence[Library]) -> Library:
    """Return one library of several that were read apart; the first reference with a key wins, another is an error."""
    references: dict[Key, Reference] = {}
    findings = [finding for library in libraries for finding in library.findings]
    for reference in (one for library in libraries for one in library.references.values()):
        if reference.key in references:
            findings.append(_used_again(reference, references[reference.key].where))
        else:
            references[reference.key] = reference
    return Library(references, tuple(findings))


def _used_again(reference: Reference, first: Span | None) -> Finding:
    message = f"the key {reference.key!r} is used again{f'; first in {first}' if first else ''}"
    where = reference.where or Span("")
    return Finding("duplicate-key", message, where, hint="rename one of the two entries", key=reference.key)
