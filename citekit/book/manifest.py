"""The manifest of a book, ``book.toml``: its chapters in order, and how they are numbered, set and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast

from citekit.documents.manuscript import Selection
from citekit.errors import InvalidInputError
from citekit.files import read_source
from citekit.findings import Finding, Source, Span
from citekit.nearest import did_you_mean
from citekit.selections import problems, selections
from citekit.tomlplaces import broken, key_place, text_place
from citekit.values import dataclass

NUMBERINGS = ("kept", "chapter", "book")
POSITIONS = ("book", "chapter")


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A chapter: its file, the ledger of its notes ("" is one beside it, or the book's), its title ("": the file's)."""

    path: str
    ledger: str = ""
    title: str = ""
    where: Span | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A book as its manifest describes it; paths count from where you are.

    *numbering* of passages: their numbers ``"kept"``, counted in each ``"chapter"``, or through the ``"book"``.
    *positions* ("ibid.", short forms) lean on what the whole ``"book"`` or the ``"chapter"`` has cited before. *lists*
    stand at the end of the book; *chapter_lists* at the end of each chapter.
    """

    path: str
    chapters: tuple[ChapterFile, ...] = ()
    title: str = ""
    language: str = ""
    style: str = ""
    bib: tuple[str, ...] = ()
    ledger: str = ""
    to: str = "html"
    output: str = ""
    numbering: Literal["kept", "chapter", "book"] = "kept"
    positions: Literal["book", "chapter"] = "book"
    lists: tuple[Selection, ...] = ()
    chapter_lists: tuple[Selection, ...] = ()


_TEXTS = ("title", "language", "style", "notes", "to", "output")
_CHOICES = {"numbering": NUMBERINGS, "positions": POSITIONS}
_TABLES = ("bibliographies", "chapter-bibliographies")
_KNOWN = (*_TEXTS, *_CHOICES, "bib", "chapters", *_TABLES)
_CHAPTER = ("file", "notes", "title")


def read_manifest(path: str | Path) -> Manifest:
    """Read the manifest at *path*.

    Raises: UnreadableError; InvalidInputError with everything wrong in it, each with its line.
    """
    import tomllib  # noqa: PLC0415 - not needed where no book is built

    source = read_source(path)
    try:
        values = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError([broken(source, str(error), "manifest")]) from None
    findings = list(_check(values, source))
    if findings:
        raise InvalidInputError(findings)
    return _manifest(values, source, Path(path).parent)


def _manifest(values: Mapping[str, Any], source: Source, folder: Path) -> Manifest:
    def beside(name: str) -> str:
        return str(folder / name) if name else ""

    chapters = []
    for given in values["chapters"]:
        own = {"file": given} if isinstance(given, str) else given
        where = text_place(source, own["file"])
        chapters.append(ChapterFile(beside(own["file"]), beside(own.get("notes", "")), own.get("title", ""), where))
    bib = values.get("bib", ())
    return Manifest(
        source.path,
        tuple(chapters),
        title=values.get("title", ""),
        language=values.get("language", ""),
        style=values.get("style", ""),
        bib=tuple(map(beside, [bib] if isinstance(bib, str) else bib)),
        ledger=beside(values.get("notes", "")),
        to=values.get("to", "html"),
        output=beside(values.get("output", "build")),
        numbering=values.get("numbering", "kept"),
        positions=values.get("positions", "book"),
        lists=selections(values.get("bibliographies", [])),
        chapter_lists=selections(values.get("chapter-bibliographies", [])),
    )


def _check(values: Mapping[str, object], source: Source) -> Iterator[Finding]:
    if not values.get("chapters"):
        where = key_place(source, "chapters") if "chapters" in values else Span(source.path)
        yield Finding("manifest", "the book has no chapters", where, hint='chapters = ["01.md", "02.md"]')
    for name, value in values.items():
        where = key_place(source, name)
        if name not in _KNOWN:
            hint = did_you_mean(name, _KNOWN) or f"a book has {', '.join(_KNOWN)}"
            yield Finding("manifest", f"unknown setting {name!r}", where, hint=hint)
        elif name in _TEXTS and not isinstance(value, str):
            yield Finding("manifest", f"{name!r} is not a text", where, hint=f"it is now {value!r}")
        elif name in _CHOICES and value not in _CHOICES[name]:
            choices = " or ".join(map(repr, _CHOICES[name]))
            yield Finding("manifest", f"{name!r} is not {choices}", where, hint=f"it is now {value!r}")
        elif name == "bib" and not _are_texts(value):
            yield Finding("manifest", "'bib' is not a path or a list of paths", where, hint=f"it is now {value!r}")
        elif name in _TABLES:
            for message, hint in problems(value):
                yield Finding("manifest", message, where, hint=hint)
        elif name == "chapters":
            yield from _check_chapters(value, source, where)


def _check_chapters(value: object, source: Source, where: Span) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield Finding("manifest", "'chapters' is not a list", where, hint='chapters = ["01.md", "02.md"]')
        return
    seen: set[str] = set()
    for one in value:
        table = {"file": one} if isinstance(one, str) else one
        file = table.get("file") if isinstance(table, dict) else None
        if not isinstance(file, str) or not file:
            hint = 'write "01.md", or {file = "01.md", title = "One"}'
            yield Finding("manifest", "a chapter has no file", where, hint=hint)
            continue
        place = text_place(source, file)
        for name, given in cast("Mapping[str, object]", table).items():
            if name not in _CHAPTER:
                hint = did_you_mean(name, _CHAPTER) or f"a chapter has {', '.join(_CHAPTER)}"
                yield Finding("manifest", f"unknown setting {name!r} of a chapter", place, hint=hint)
            elif not isinstance(given, str):
                yield Finding("manifest", f"{name!r} of a chapter is not a text", place, hint=f"it is now {given!r}")
        if file in seen:
            yield Finding("manifest", f"the chapter {file!r} comes twice", place, hint="each file is one chapter")
        seen.add(file)


def _are_texts(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
