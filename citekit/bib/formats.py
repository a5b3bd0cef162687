"""Which module reads a file of references, and which writes one: by the file's suffix, or by the format's name.

The modules of formats are the tables below, so that none is imported before it is needed. One that reads has ``read``,
one that writes has ``write``; both have the ``SUFFIXES`` that the tables give.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, cast

from citekit.errors import UsageError
from citekit.findings import Source, Span
from citekit.model import Library

if TYPE_CHECKING:
    from pathlib import Path

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


# Suffix -> module; format -> module. A .bib file is read alike whichever it is written for.
READERS: dict[str, str] = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".json": "csljson",
    ".ris": "ris",
    ".yaml": "cslyaml",
    ".yml": "cslyaml",
}
READERS_BY_NAME: dict[str, str] = {
    "biblatex": "bibtex",
    "bibtex": "bibtex",
    "csl-json": "csljson",
    "csl-yaml": "cslyaml",
    "ris": "ris",
}
WRITERS: dict[str, str] = {
    ".bib": "biblatex_writer",
    ".bibtex": "bibtex_writer",
    ".json": "csljson",
    ".yaml": "cslyaml",
    ".yml": "cslyaml",
}
WRITERS_BY_NAME: dict[str, str] = {
    "biblatex": "biblatex_writer",
    "bibtex": "bibtex_writer",
    "csl-json": "csljson",
    "csl-yaml": "cslyaml",
}
# Other names of formats.
_ALIASES = {"json": "csl-json", "csljson": "csl-json", "yaml": "csl-yaml", "cslyaml": "csl-yaml", "bib": "biblatex"}


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that can be read."""
    return tuple(READERS)


def written_formats() -> tuple[str, ...]:
    """Return the names of the formats that can be written, in alphabetical order."""
    return tuple(WRITERS_BY_NAME)


def has_references(path: Path) -> bool:
    """Tell whether a file that lies in a folder is one of references, by its suffix; YAML is much else, and is read."""
    suffix = path.suffix.lower()
    if READERS.get(suffix) != "cslyaml":
        return suffix in READERS
    from citekit.bib.cslyaml import has_references as in_yaml  # noqa: PLC0415 - for such files only
    from citekit.files import read_source  # noqa: PLC0415 - as above

    return in_yaml(read_source(path))


def reader_for(path: str | Path) -> Reader:
    """Return the reader of *path*, by its suffix in any case; standard input (``"-"``) is BibTeX.

    Raises: UsageError for a suffix that no reader has.
    """
    suffix = _suffix(path) or (".bib" if str(path) == "-" else "")
    if suffix in READERS:
        return cast("Reader", _module(READERS[suffix]))
    raise UsageError(
        "not a file of references: unknown suffix" if suffix else "not a file of references: it has no suffix",
        where=Span(str(path)),
        hint=f"references are read from {', '.join(suffixes())} files",
    )


def reader_named(name: str) -> Reader:
    """Return the reader of a format: "csl-json", "csl-yaml", "ris", "bibtex" or "biblatex".

    Raises: UsageError for another name.
    """
    if module := READERS_BY_NAME.get(_plain_name(name)):
        return cast("Reader", _module(module))
    raise UsageError(f"no references are read from {name!r}", hint=_hint(name, READERS_BY_NAME))


def writer_named(name: str) -> Writer:
    """Return the writer of a format.

    Raises: UsageError for a format that is not written.
    """
    if module := WRITERS_BY_NAME.get(_plain_name(name)):
        return cast("Writer", _module(module))
    raise UsageError(f"references are not written as {name!r}", hint=_hint(name, WRITERS_BY_NAME))


def writer_for(path: str | Path) -> Writer:
    """Return the writer of *path*, by its suffix in any case.

    Raises: UsageError for a suffix that no writer has.
    """
    suffix = _suffix(path)
    if suffix in WRITERS:
        return cast("Writer", _module(WRITERS[suffix]))
    raise UsageError(
        f"the suffix {suffix!r} says no format" if suffix else "the file name has no suffix that says a format",
        where=Span(str(path)),
        hint=f"name one with --to: {', '.join(written_formats())}",
    )


def _module(name: str) -> object:
    return importlib.import_module(f"citekit.bib.{name}")


def _suffix(path: str | Path) -> str:
    from pathlib import Path  # noqa: PLC0415 - brings a dozen modules; for files of references only

    return Path(path).suffix.lower()


def _plain_name(name: str) -> str:
    name = name.lower().removeprefix(".").replace("_", "-")
    return _ALIASES.get(name, name)


def _hint(name: str, known: Iterable[str]) -> str:
    from citekit.nearest import did_you_mean  # noqa: PLC0415 - loads difflib, which only errors need

    return did_you_mean(name, known) or f"formats: {', '.join(known)}"
