"""The files of a book: what each is made of, where it is written, and how it is made."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from citekit import __version__, documents, output
from citekit.book.chapters import Read
from citekit.book.manifest import Manifest
from citekit.book.passages import PassageChapter, excerpt_of
from citekit.book.state import digest
from citekit.documents.manuscript import Manuscript, Setting
from citekit.errors import UsageError
from citekit.findings import Span
from citekit.model import Bibliography, Excerpt, Headings
from citekit.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class InPlace:
    """A manuscript, and what is put into it."""

    manuscript: Manuscript
    setting: Setting


@dataclass(frozen=True, slots=True)
class Pages:
    """Excerpts in a format: one, or all of a book for a format that has them in one file."""

    format: str
    excerpts: tuple[Excerpt, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """The bibliographies of a book in a format, for a file of their own."""

    format: str
    lists: tuple[Bibliography, ...]
    headings: Headings
    language: str


@dataclass(frozen=True, slots=True)
class Output:
    """A file that is to be made."""

    path: str
    made_of: InPlace | Pages | Lists

    @property
    def size(self) -> int:
        """The bytes that it is about to have; little where it is made of excerpts, which takes no time."""
        return len(self.made_of.manuscript.data) if isinstance(self.made_of, InPlace) else 0

    def digest(self) -> str:
        """Return a digest of all that the file is made of."""
        own = self.made_of
        data = own.manuscript.data if isinstance(own, InPlace) else b""
        return digest(repr((__version__, own.setting if isinstance(own, InPlace) else own)), [data])


def outputs(
    manifest: Manifest, read: Sequence[Read], passages: Sequence[PassageChapter | None], settings: Sequence[Setting]
) -> Iterator[Output]:
    """Yield the files of the book in its order."""
    writer = output.writer(manifest.to)
    excerpts: list[Excerpt] = []
    last = settings[-1]
    manuscripts = [place for place, one in enumerate(read) if isinstance(one, Manuscript)]
    for place, (one, own, passage) in enumerate(zip(manifest.chapters, read, passages, strict=True)):
        setting = replace(settings[place], prefix=f"c{place + 1}-")
        if passage is not None:
            excerpts.append(excerpt_of(passage, setting))
            if not hasattr(writer, "book"):
                yield Output(_path(manifest, one.path, writer.SUFFIX), Pages(manifest.to, (excerpts[-1],)))
        elif isinstance(own, Manuscript):
            at_end = last.lists if not excerpts and place == manuscripts[-1] and passages[-1] is None else ()
            setting = replace(setting, lists=setting.lists or _filled(at_end))
            yield Output(_path(manifest, one.path, Path(one.path).suffix), InPlace(own, setting))
    if not excerpts:
        return
    if hasattr(writer, "book"):
        lists = _filled(last.lists)
        ending = (Excerpt(bibliographies=lists, language=last.language, headings=last.headings),) if lists else ()
        name = "-".join(manifest.title.split()) or Path(manifest.path).stem
        path = str(Path(manifest.output) / f"{name}{writer.SUFFIX}")
        yield Output(path, Pages(manifest.to, (*excerpts, *ending), manifest.title))
    elif _filled(last.lists):
        yield Output(
            str(Path(manifest.output) / f"bibliography{writer.SUFFIX}"),
            Lists(manifest.to, _filled(last.lists), last.headings, last.language),
        )


def _filled(lists: Sequence[Bibliography]) -> tuple[Bibliography, ...]:
    return tuple(one for one in lists if one.entries)


def made(one: Output) -> bytes:
    """Return what is to be in a file."""
    match one.made_of:
        case InPlace(manuscript=manuscript, setting=setting):
            return documents.rewrite(manuscript, setting)
        case Lists(format=name, lists=lists, headings=headings, language=language):
            return output.writer(name).bibliographies(lists, headings, language)
        case Pages(format=name, excerpts=excerpts, title=title):
            writer: Any = output.writer(name)  # which may know books
            whole: bytes = writer.book(excerpts, title=title) if hasattr(writer, "book") else writer.write(excerpts[0])
            return whole


def _path(manifest: Manifest, path: str, suffix: str) -> str:
    """Return the file that a chapter is written to: below the output folder as it lies below the manifest's."""
    folder = Path(manifest.path).parent.resolve()
    whole = Path(path).resolve()
    inside = whole.relative_to(folder) if whole.is_relative_to(folder) else Path(whole.name)
    return str(Path(manifest.output) / inside.with_suffix(suffix))


def check_outputs(made: Sequence[Output], manifest: Manifest) -> None:
    """Raise UsageError where a file would be written over a chapter, or two into one."""
    sources = {os.path.realpath(one.path) for one in manifest.chapters}
    seen: set[str] = set()
    for one in made:
        if os.path.realpath(one.path) in sources:
            hint = "name a folder with 'output' in the manifest, or with --output"
            raise UsageError("a chapter would be written over", where=Span(one.path), hint=hint)
        if one.path in seen:
            hint = "give the files of chapters different names"
            raise UsageError("two chapters would be written into it", where=Span(one.path), hint=hint)
        seen.add(one.path)
