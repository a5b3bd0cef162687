"""Readers of reference files. One module a format: it defines ``SUFFIXES`` and ``read``.

Modules are found by their name; there is no list to edit. Nothing heavy is imported before a file is read.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

from citekit.errors import UsageError
from citekit.files import read_source
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Key, Library, Reference

if TYPE_CHECKING:
    from pathlib import Path


class Reader(Protocol):
    """What a reader module defines. *SUFFIXES* are in lower case, with their dot."""

    SUFFIXES: tuple[str, ...]

    def read(self, source: Source, /) -> Library:
        """Return the references of a file, in file order; what is wrong is among its findings."""
        ...


@lru_cache(maxsize=1)
def _readers() -> tuple[Reader, ...]:
    import pkgutil  # noqa: PLC0415 - only for files of references

    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(cast("Reader", module) for module in modules if hasattr(module, "SUFFIXES"))


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that can be read."""
    return tuple(suffix for reader in _readers() for suffix in reader.SUFFIXES)


def reader_for(path: str | Path) -> Reader:
    """Return the reader of *path*, by its suffix in any case; standard input (``"-"``) is BibTeX.

    Raises: UsageError for a suffix that no reader has.
    """
    from pathlib import Path  # noqa: PLC0415 - as above

    suffix = Path(path).suffix.lower() or (".bib" if str(path) == "-" else "")
    for reader in _readers():
        if suffix in reader.SUFFIXES:
            return reader
    raise UsageError(
        "not a file of references: unknown suffix" if suffix else "not a file of references: it has no suffix",
        where=Span(str(path)),
        hint=f"references are read from {', '.join(suffixes())} files",
    )


def open_library(files: Sequence[str]) -> Library:
    """Return the references in *files* as one library, in that order; a large one is kept for the next run.

    Raises: UnreadableError, UsageError for a file that is none of references.
    """
    from citekit.bib import store  # noqa: PLC0415 - what opens libraries only

    return store.open_library(files, each)


def each(files: Sequence[str], findings: list[Finding]) -> Iterator[tuple[Key, Reference]]:
    """Yield the references in *files* under their keys, each key once; add what is wrong to *findings* by the end.

    Raises: as ``open_library`` does.
    """
    library = merge([_read(file) for file in files])
    findings += library.findings
    yield from library.references.items()


def _read(file: str) -> Library:
    read = reader_for(file).read(read_source(file))
    if read.references or read.findings:
        return read
    hint = "an entry starts with @book{key, or the like"
    return Library(findings=(Finding("no-references", "no entries in this file", Span(file), Severity.WARNING, hint),))


def merge(libraries: Sequence[Library]) -> Library:
    """Return one library of several, in order; the first reference with a key wins, another is an error."""
    if len(libraries) == 1:
        return libraries[0]
    references: dict[Key, Reference] = {}
    findings = [finding for library in libraries for finding in library.findings]
    for library in libraries:
        for key, reference in library.references.items():
            if key in references:
                first = references[key].where
                message = f"the key {key!r} is used again{f'; first in {first}' if first else ''}"
                where = reference.where or Span("")
                findings.append(Finding("duplicate-key", message, where, hint="rename one of the two entries"))
            else:
                references[key] = reference
    return Library(references, tuple(findings))
