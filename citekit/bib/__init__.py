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
from citekit.values import replace

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from citekit.bib.written import Written


class Reader(Protocol):
    """What a reader module defines. *SUFFIXES* are in lower case, with their dot.

    A reader whose entries refer to each other also has ``read_together``: sources in, a library for each out.
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
    """Yield the references in *files* under their keys, each key once; add what is wrong to *findings* by the end.

    Raises: as ``open_library`` does.
    """
    library = merge(_read(files))
    findings += library.findings
    yield from library.references.items()


def _read(files: Sequence[str]) -> list[Library]:
    """Read each file; those of one format together where its reader can, as entries may refer to other files."""
    readers = [reader_for(file) for file in files]
    sources = [read_library_source(file) for file in files]
    libraries: dict[int, Library] = {}
    for reader in dict.fromkeys(readers):
        places = [place for place, own in enumerate(readers) if own is reader]
        together = getattr(reader, "read_together", lambda given, read=reader.read: [read(source) for source in given])
        libraries |= zip(places, together([sources[place] for place in places]), strict=True)
    return [_told(libraries[place], source) for place, source in enumerate(sources)]


def _told(library: Library, source: Source) -> Library:
    """Return *library* with what is to be said of its file as a whole."""
    from citekit.encodings import check_encoding  # noqa: PLC0415 - what opens libraries only

    odd = check_encoding(source)
    if not library.references and not library.findings and "@string" not in source.text.lower():
        hint = "an entry starts with @book{key, or the like"
        message = "no entries in this file"
        odd = (*odd, Finding("no-references", message, Span(source.path), Severity.WARNING, hint))
    return replace(library, findings=(*odd, *library.findings)) if odd else library


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
                findings.append(Finding("duplicate-key", message, where, hint="rename one of the two entries", key=key))
            else:
                references[key] = reference
    return Library(references, tuple(findings))
