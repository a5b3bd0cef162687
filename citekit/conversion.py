"""References from one format into another: the files that are given, read as one library and written again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from citekit import bib
from citekit.aliases import own_keys
from citekit.bib import bibtex
from citekit.bib.mapping.sentence_case import sentence_cased
from citekit.errors import InvalidInputError, UsageError, raise_errors
from citekit.excerpt import unknown_keys
from citekit.files import STDIN, read_library_source
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Key, Library
from citekit.patterns import pattern
from citekit.project import open_library, reference_files
from citekit.values import NamedTuple, replace

# What a text without a name begins with, once blanks are gone.
_JSON = pattern(r"[\[{]")
_RIS = pattern(r"(?:[^\n]*\n){0,5}?[ \t]*TY {0,2}- ")
_YAML = pattern(r"---[ \t]*\r?\n|references[ \t]*:|- id:")


def check_output(output: str, files: Sequence[str], library: Library, *, some: bool) -> None:
    """Raise UsageError where *output* is one of the *files* read, and something would be lost that is in them.

    That is what could not be read, references that are left out (*some* are chosen), and the comments, strings and
    layout of a .bib file.
    """
    if not output or output == STDIN:
        return
    read = {os.path.realpath(file) for file in reference_files(file for file in files if file != STDIN)}
    if os.path.realpath(output) not in read:
        return
    where, elsewhere = Span(output), "name another file with -o"
    if some:
        raise UsageError("the references left out would be lost: it is read and written", where=where, hint=elsewhere)
    if Path(output).suffix.lower() in bibtex.SUFFIXES:
        message = "its comments, strings and layout would be lost: it is read and written"
        raise UsageError(message, where=where, hint=f"{elsewhere}, or change it in place: citekit edit")
    if any(finding.severity is Severity.ERROR for finding in library.findings):
        message = "what cannot be read in it would be lost: it is read and written"
        raise UsageError(message, where=where, hint=f"{elsewhere}; citekit bib --keys shows what is wrong")


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
    library = bib.merge([_read(file, source_format) for file in dict.fromkeys(files)])
    if not library.references:
        raise_errors(library.findings)
    return library


def _read(file: str, source_format: str) -> Library:
    if not source_format and file != STDIN:
        return open_library(file)
    source = read_library_source(file)
    return bib.read(source, source_format or guessed_format(source))


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
    """Return the references with *keys*, own or other ones (``ids``), in that order, and what is wrong with them.

    Raises: InvalidInputError for keys that *library* does not have.
    """
    named = list(keys)
    own = own_keys(named, library)
    wanted = list(dict.fromkeys(own.get(key, key) for key in named))
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
