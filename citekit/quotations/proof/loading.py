"""A file as the text of a source, whatever its format; and which files are the sources of a work."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from citekit import documents
from citekit.errors import UnreadableError
from citekit.files import STDIN, is_folder, library_source, read_bytes
from citekit.findings import Span
from citekit.quotations.proof.sources import SourceText

SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".qmd", ".html", ".htm", ".xhtml", ".epub", ".pdf", ".docx", ".odt", ".xml",
    ".tei",
)  # fmt: skip
_READ = "text, Markdown, HTML, EPUB, PDF, DOCX, ODT, TEI and JATS"


def read_source_text(path: str) -> SourceText:
    """Return the text of the file *path*.

    Raises: UnreadableError for what is missing, damaged, or of a format that is no source; UsageError where what reads
    PDF files is not installed.
    """
    data = read_bytes(path)
    try:
        name = documents.format_of(path, data).NAME
    except UnreadableError:
        name = "text"  # under another suffix
    found = _read(name, path, data)
    if not found.text.strip():
        raise UnreadableError("a source without text", where=Span(path), hint="is it the right file?")
    return found


def _read(name: str, path: str, data: bytes) -> SourceText:
    match name:
        case "text":
            from citekit.quotations.proof.plaintext import read_text  # noqa: PLC0415 - loaded for its format alone

            return read_text(path, library_source(path, data))
        case "markdown":
            from citekit.quotations.proof.markdowntext import read_markdown  # noqa: PLC0415 - as above

            return read_markdown(path, library_source(path, data))
        case "html" | "epub" | "tei" | "jats":
            from citekit.quotations.proof.pagetext import text_of  # noqa: PLC0415 - as above

            return text_of(documents.format_named(name).read(path, data), placed=name != "epub")
        case "pdf":
            from citekit.quotations.proof.pdftext import read_pdf  # noqa: PLC0415 - as above

            return read_pdf(path, data)
        case "docx" | "odt":
            from citekit.quotations.proof import wordtext  # noqa: PLC0415 - as above

            return wordtext.read_docx(path, data) if name == "docx" else wordtext.read_odt(path, data)
        case _:
            hint = f"sources are {_READ}; make one of these of it"
            raise UnreadableError(f"no source: quotations are not proved against {name}", where=Span(path), hint=hint)


class Shelf(Mapping[str, Sequence[SourceText]]):
    """Sources by key, read when they are asked for.

    *named* has the files of a key; *loose* are files and folders: a file whose name without suffix is a key is a source
    of it, and so is each file in a folder of that name. One file alone is the source of every claim. Claims without a
    key have all the loose ones.
    """

    def __init__(self, loose: Sequence[str] = (), named: Mapping[str, Sequence[str]] | None = None) -> None:
        """Look through the folders among *loose*.

        Raises: UnreadableError for what is not there, or a folder with nothing in it.
        """
        self._named = {key: tuple(paths) for key, paths in (named or {}).items()}
        self._loose = [path for one in loose for path in _files(one)]
        self._single = len(loose) == 1 and not is_folder(loose[0])
        self._by_key: dict[str, list[str]] = {}
        for path in self._loose:
            self._by_key.setdefault(_stem(path), []).append(path)
            folder = os.path.basename(os.path.dirname(path))  # noqa: PTH119, PTH120 - a path here is a text
            if folder and folder != _stem(path):
                self._by_key.setdefault(folder, []).append(path)
        self._read: dict[str, SourceText] = {}

    def paths(self, key: str) -> tuple[str, ...]:
        """Return the files of a key."""
        if key in self._named:
            return tuple(path for one in self._named[key] for path in _files(one))
        if not key or self._single:
            return tuple(self._loose)
        return tuple(self._by_key.get(key, ()))

    def __getitem__(self, key: str) -> Sequence[SourceText]:
        paths = self.paths(key)
        if not paths:
            raise KeyError(key)
        for path in paths:
            if path not in self._read:
                self._read[path] = read_source_text(path)
        return [self._read[path] for path in paths]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._named, **self._by_key})

    def __len__(self) -> int:
        return len({**self._named, **self._by_key})


def _files(path: str) -> list[str]:
    if path == STDIN or not is_folder(path):
        if path != STDIN and not os.path.exists(path):  # noqa: PTH110 - as above
            read_bytes(path)  # says what is wrong with it
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(folder, name) for name in sorted(names) if name.lower().endswith(SUFFIXES)]  # noqa: PTH118
    if not found:
        raise UnreadableError("no source in this folder", where=Span(path), hint=f"sources are {_READ}")
    return found


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]  # noqa: PTH119, PTH122 - a path here is a text
