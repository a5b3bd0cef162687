"""References from one format into another: the files that are given, read as one library and written again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citekit import bib
from citekit.bib.mapping.sentence_case import sentence_cased
from citekit.errors import InvalidInputError
from citekit.excerpt import unknown_keys
from citekit.files import STDIN, read_library_source
from citekit.findings import Finding, Source, Span
from citekit.model import Key, Library
from citekit.patterns import pattern
from citekit.project import open_library
from citekit.values import NamedTuple, replace

# What a text without a name begins with, once blanks are gone.
_JSON = pattern(r"[\[{]")
_RIS = pattern(r"(?:[^\n]*\n){0,5}?[ \t]*TY {0,2}- ")
_YAML = pattern(r"---[ \t]*\r?\n|references[ \t]*:|- id:")


class Converted(NamedTuple):
    """A file of *number* references in the format *name*; *findings* are those of reading and of writing."""

    text: str
    name: str
    number: int
    findings: tuple[Finding, ...]


def read_files(files: Sequence[str], source_format: str = "") -> Library:
    """Return the references of *files* as one library; all are of the format *source_format*, or it shows.

    A file's suffix says its format, standard input (``"-"``) begins as its format does.

    Raises: UnreadableError, UsageError; InvalidInputError when no reference could be read.
    """
    if not source_format and STDIN not in files:
        return open_library(*files)
    return bib.merge([_read(file, source_format) for file in files])


def _read(file: str, source_format: str) -> Library:
    if not source_format and file != STDIN:
        return open_library(file)
    source = read_library_source(file)
    return bib.reader_named(source_format or guessed_format(source)).read(source)


def guessed_format(source: Source) -> str:
    """Return the format that a text begins like; BibTeX where it is like none."""
    text = source.text.lstrip("\ufeff \t\r\n")
    for name, sign in (("csl-json", _JSON), ("ris", _RIS), ("csl-yaml", _YAML)):
        if sign.match(text):
            return name
    return "bibtex"


def in_sentence_case(library: Library) -> Library:
    """Return *library* with English titles in sentence case."""
    references = {key: sentence_cased(reference) for key, reference in library.references.items()}
    return replace(library, references=references)


def chosen(library: Library, keys: Iterable[Key]) -> Library:
    """Return the references with *keys*, in that order, and what is wrong with them.

    Raises: InvalidInputError for keys that *library* does not have.
    """
    wanted = list(dict.fromkeys(keys))
    if missing := unknown_keys([(key, Span("")) for key in wanted], library):
        raise InvalidInputError(missing)
    findings = tuple(one for one in library.findings if not one.key or one.key in wanted)
    return Library({key: library.references[key] for key in wanted}, findings)


def convert(library: Library, target: str, *, ascii_only: bool = False) -> Converted:
    """Return *library* as a file in the format *target*; findings of reading come before those of writing.

    Raises: UsageError for a format that is not written.
    """
    writer = bib.writer_named(target)
    text, findings = writer.write(library, ascii_only=ascii_only)
    return Converted(text, writer.NAME, len(library.references), (*library.findings, *findings))
