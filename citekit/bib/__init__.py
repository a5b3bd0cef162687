"""Readers and writers of reference files. One module a format: it defines ``SUFFIXES`` and ``read``, or ``write``.

Modules are found by their name; there is no list to edit. Nothing heavy is imported before a file is read.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

from citekit.errors import UsageError
from citekit.files import read_library_source
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Key, Library, Reference

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from citekit.bib.written import Written


class Reader(Protocol):
    """What a reader module defines. *SUFFIXES* are in lower case, with their dot.

    A reader whose entries refer to each other, or which can read them one by one, also has ``read_each``: sources in,
    their references out with the places of their files among the sources, and what is wrong with each in a list.
    """

    SUFFIXES: tuple[str, ...]

    def read(self, source: Source, /) -> Library:
        """Return the references of a file, in file order; what is wrong is among its findings."""
        ...


class Writer(Protocol):
    """What a writer module defines. Files with one of *SUFFIXES* are written by it unless another is named."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def write(self, library: Library, /, *, ascii_only: bool = False) -> Written:
        """Return the references as a file, in order; *ascii_only* writes nothing but ASCII where the format can."""
        ...


@lru_cache(maxsize=1)
def _modules() -> tuple[ModuleType, ...]:
    import pkgutil  # noqa: PLC0415 - only for files of references

    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(module for module in modules if hasattr(module, "SUFFIXES"))


def _readers() -> tuple[Reader, ...]:
    return tuple(cast("Reader", module) for module in _modules() if hasattr(module, "read"))


def _writers() -> tuple[Writer, ...]:
    return tuple(cast("Writer", module) for module in _modules() if hasattr(module, "write"))


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that can be read."""
    return tuple(suffix for reader in _readers() for suffix in reader.SUFFIXES)


def has_references(path: Path) -> bool:
    """Tell whether a file that lies in a folder is one of references, by its suffix; YAML is much else, and is read."""
    suffix = path.suffix.lower()
    if suffix not in (".yaml", ".yml"):
        return suffix in suffixes()
    from citekit.bib.cslyaml import has_references as in_yaml  # noqa: PLC0415 - as above
    from citekit.files import read_source  # noqa: PLC0415 - as above

    return in_yaml(read_source(path))


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


# Other names of formats, without their hyphens; a .bib file is read alike whichever it is written for.
_ALIASES = {"json": "csljson", "yaml": "cslyaml", "bib": "biblatex"}


def _plain_name(name: str) -> str:
    name = name.lower().replace("-", "").replace("_", "").removeprefix(".")
    return _ALIASES.get(name, name)


def reader_named(name: str) -> Reader:
    """Return the reader of a format: "csl-json", "csl-yaml", "ris", "bibtex" or "biblatex".

    Raises: UsageError for another name.
    """
    wanted = _plain_name(name)
    if wanted in ("bibtex", "biblatex"):
        return reader_for("x.bib")
    names = {str(getattr(reader, "NAME", "")): reader for reader in _readers()}
    for known, reader in names.items():
        if wanted == _plain_name(known):
            return reader
    raise UsageError(
        f"no references are read from {name!r}", hint=_hint(name, ("bibtex", "biblatex", *filter(None, names)))
    )


def formats() -> tuple[str, ...]:
    """Return the names of the formats that can be written, in alphabetical order."""
    return tuple(sorted(writer.NAME for writer in _writers()))


def writer_named(name: str) -> Writer:
    """Return the writer of a format.

    Raises: UsageError for a format that is not written.
    """
    for writer in _writers():
        if _plain_name(writer.NAME) == _plain_name(name):
            return writer
    raise UsageError(f"references are not written as {name!r}", hint=_hint(name, formats()))


def writer_for(path: str | Path) -> Writer:
    """Return the writer of *path*, by its suffix in any case.

    Raises: UsageError for a suffix that no writer has.
    """
    from pathlib import Path  # noqa: PLC0415 - as above

    suffix = Path(path).suffix.lower()
    for writer in _writers():
        if suffix in writer.SUFFIXES:
            return writer
    raise UsageError(
        f"the suffix {suffix!r} says no format" if suffix else "the file name has no suffix that says a format",
        where=Span(str(path)),
        hint=f"name one with --to: {', '.join(formats())}",
    )


def _hint(name: str, known: Sequence[str]) -> str:
    from citekit.nearest import did_you_mean  # noqa: PLC0415 - loads difflib, which only errors need

    return did_you_mean(name, known) or f"formats: {', '.join(known)}"


def open_library(files: Sequence[str]) -> Library:
    """Return the references in *files* as one library, in that order; a large one is kept for the next run.

    Raises: UnreadableError, UsageError for a file that is none of references.
    """
    from citekit.bib import store  # noqa: PLC0415 - what opens libraries only

    return store.open_library(files, each)


def each(files: Sequence[str], findings: list[Finding]) -> Iterator[tuple[Key, Reference]]:
    """Yield the references in *files* under their keys; add what is wrong to *findings* by the end.

    The first reference with a key wins, another is an error.
    Raises: as ``open_library`` does.
    """
    readers = [reader_for(file) for file in files]
    sources = [read_library_source(file) for file in files]
    found: list[list[Finding]] = [[] for _ in files]
    again: list[Finding] = []
    first: dict[Key, Span | None] = {}
    empty = set(range(len(files)))
    for place, reference in _in_order(readers, sources, found):
        empty.discard(place)
        if reference.key in first:
            again.append(_used_again(reference, first[reference.key]))
        else:
            first[reference.key] = reference.where
            yield reference.key, reference
    for place, source in enumerate(sources):
        findings += [*_of_the_file(source, empty=place in empty and not found[place]), *found[place]]
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


def _of_the_file(source: Source, *, empty: bool) -> list[Finding]:
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
