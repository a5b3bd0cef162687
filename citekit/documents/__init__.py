"""Manuscripts: one module per format reads a file's notes and citations, and writes them back in place.

A format is a module of this package that defines ``NAME``, which is its own name with ``-`` for ``_``, and what
`Format` says. To tell what a file is all of them are imported, so they are light: what reads and writes a format stands
in a package, which is imported where a file is of it.

What all agree on: a file is known by what is in it before its suffix is believed; nothing outside the file is read; a
file that is damaged, hostile or none of the format is an UnreadableError with a hint, in bounded time and memory.
"""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from os.path import splitext
from typing import TYPE_CHECKING, Protocol, cast

from citekit.errors import UnreadableError, UsageError
from citekit.files import STDIN, read_bytes
from citekit.findings import Span

if TYPE_CHECKING:
    from citekit.documents.manuscript import Manuscript, Setting


class Format(Protocol):
    """What a module of this package defines; *SUFFIXES* with a dot, the usual one first."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def fits(self, data: bytes, /) -> bool:
        """Tell, by how it begins, whether *data* is such a file; only formats with a sure sign say so."""

    def read(self, path: str, data: bytes, /) -> Manuscript:
        """Return the manuscript in *data*; *path* is for messages.

        Raises: UnreadableError.
        """


class InPlace(Format, Protocol):
    """A format that is written back, too."""

    def rewrite(self, manuscript: Manuscript, setting: Setting, /) -> bytes:
        """Return the file of *manuscript* with what *setting* puts into it, and all else as it was."""


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """Return all formats, by name."""
    found = (one.name for one in pkgutil.iter_modules(__path__) if not one.ispkg)
    modules = (import_module(f"{__name__}.{name}") for name in found)
    return tuple(
        sorted((cast("Format", one) for one in modules if hasattr(one, "NAME")), key=lambda module: module.NAME)
    )


def format_named(name: str) -> Format:
    """Return the format called *name*.

    Raises: UsageError.
    """
    for one in formats():
        if name == one.NAME:
            return one
    from citekit.nearest import did_you_mean  # noqa: PLC0415 - loads difflib, which only errors need

    names = [one.NAME for one in formats()]
    hint = did_you_mean(name, names) or f"formats: {', '.join(names)}"
    raise UsageError(f"there is no manuscript format {name!r}", hint=hint)


def format_of(path: str, data: bytes) -> Format:
    """Return the format of a file: by how it begins, else by its suffix.

    Raises: UnreadableError for a file of no format that is known.
    """
    for one in formats():
        if one.fits(data):
            return one
    suffix = splitext(path)[1].lower()  # noqa: PTH122 - a path here is a text, and may be "-"
    for one in formats():
        if suffix in one.SUFFIXES:
            return one
    known = ", ".join(suffix for one in formats() for suffix in one.SUFFIXES[:1])
    raise UnreadableError("not a manuscript that citekit reads", where=Span(path), hint=f"it reads {known}")


def read(path: str, data: bytes, name: str = "") -> Manuscript:
    """Return the manuscript in *data*, in the format *name*, or else in the one that the file is of.

    Raises: UnreadableError, UsageError for an unknown format.
    """
    return (format_named(name) if name else format_of(path, data)).read(path, data)


def with_notes(path: str) -> Manuscript | None:
    """Return the manuscript in the file *path*, where it is one with notes or citations; ``None`` for a text.

    Raises: UnreadableError for a file that is not there or damaged.
    """
    manuscript = manuscript_in(path)
    return manuscript if manuscript and (manuscript.notes or manuscript.cited) else None


def manuscript_in(path: str) -> Manuscript | None:
    """Return the manuscript in the file *path*, with or without notes; ``None`` for a text.

    Raises: UnreadableError as above.
    """
    return None if path in ("", STDIN) else manuscript_of(path, read_bytes(path))


def manuscript_of(path: str, data: bytes) -> Manuscript | None:
    """Return what ``manuscript_in`` does, of bytes that were read from *path* before."""
    try:
        found = format_of(path, data)
    except UnreadableError:
        return None  # a text under another name
    return None if found.NAME == "text" else found.read(path, data)


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file of *manuscript* with what *setting* puts into it.

    Raises: UsageError for a format that is only read.
    """
    module = format_named(manuscript.format)
    if not hasattr(module, "rewrite"):
        hint = f"in place citekit writes {', '.join(one.NAME for one in formats() if hasattr(one, 'rewrite'))}"
        raise UsageError(f"{module.NAME} is read, and not written in place", where=Span(manuscript.path), hint=hint)
    return cast("InPlace", module).rewrite(_by_custom(manuscript, setting), setting)


def _by_custom(manuscript: Manuscript, setting: Setting) -> Manuscript:
    """Return *manuscript* with the stops that marks of new notes stand behind, by the custom that *setting* has."""
    from citekit.notes.placement.customs import CUSTOMS, custom_of  # noqa: PLC0415 - what is only read does without
    from citekit.values import replace  # noqa: PLC0415 - as above

    custom = custom_of(setting.language) if setting.marks == "auto" else CUSTOMS.get(setting.marks)
    if setting.marks == "auto" and custom is None:
        return manuscript
    cited = tuple(replace(one, stop=custom.behind(one.stop) if custom else "") for one in manuscript.cited)
    return replace(manuscript, cited=cited)
