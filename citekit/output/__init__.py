"""Writers: one module per format turns an excerpt into a file.

A writer is a module of this package that defines ``NAME``, which is its own name too; the others are what writers
share. Writers of other packages come from the entry points of the group ``citekit.output``, after the built-in ones:
the entry point's name is the format's name, its value a module with the attributes of `Writer`. Nothing is imported
before a format is asked for.

What all writers agree on: a text is UTF-8 with LF line ends and ends with one newline, an archive is the same bytes
whenever it is written; a line break within a run of text is a space; characters that no format can carry (control
characters, lone surrogates) are dropped or become U+FFFD; links lead to web and mail addresses only; no note is lost,
even one that no mark leads to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from os.path import splitext
from typing import TYPE_CHECKING, Protocol, cast

from citekit.errors import UsageError
from citekit.model import Bibliography, Excerpt, Headings
from citekit.richtext import Inlines

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

GROUP = "citekit.output"


class Writer(Protocol):
    """What a writer module defines. *SUFFIX* is given to new files, *SUFFIXES* are recognised; both with a dot.

    A module whose files are no texts also defines ``BINARY = True``; one whose texts can be put into others defines
    ``fragment(excerpt) -> bytes``, see `fragment`.
    """

    NAME: str
    SUFFIX: str
    SUFFIXES: tuple[str, ...]

    def write(self, excerpt: Excerpt, /) -> bytes:
        """Return *excerpt* as a file."""

    def inlines(self, content: Inlines, /) -> str:
        """Return formatted text, escaped for the middle of a paragraph."""

    def bibliographies(self, lists: Sequence[Bibliography], headings: Headings, language: str, /) -> bytes:
        """Return bibliographies alone, as a file."""


def writer(name: str) -> Writer:
    """Return the writer of the format *name*.

    Raises: UsageError for an unknown format, or one whose package cannot be loaded.
    """
    if built_in := _built_in_named(name):
        return built_in
    for point in _entry_points().select(name=name):
        return _load(point)
    raise UsageError(f"there is no output format {name!r}", hint=_hint(name))


def is_binary(writer: Writer) -> bool:
    """Are the files of *writer* no texts?"""
    return bool(getattr(writer, "BINARY", False))


def fragment(name: str, excerpt: Excerpt) -> bytes:
    """Return the paragraphs of *excerpt* with their notes, to be put into a text of the format *name*.

    There is nothing around them: no page, heading, attribution or bibliography. Notes stand where the format has them,
    in place or below; where programs count notes, the text that they come into has its own numbers.

    Raises: UsageError for an unknown format, or one that has no fragments, as archives have none.
    """
    chosen = writer(name)
    if not hasattr(chosen, "fragment"):
        able = ", ".join(one.NAME for one in _built_in() if hasattr(one, "fragment"))
        raise UsageError(f"there are no fragments of the format {name!r}", hint=f"formats that have them: {able}")
    written: bytes = chosen.fragment(excerpt)
    return written


def formats() -> tuple[str, ...]:
    """Return the names of all formats, the built-in ones first, each group in alphabetical order."""
    names = [module.NAME for module in _built_in()]
    others = sorted(_entry_points().names)
    return tuple(dict.fromkeys(names + others))


def format_for_suffix(suffix: str) -> str | None:
    """Return the format of files named ``*suffix`` (``".md"``, in any case), ``None`` when none has it."""
    wanted = suffix.lower()
    return next((module.NAME for module in _all() if wanted in module.SUFFIXES), None)


def format_asked(to: str, output: str) -> str:
    """Return the format asked for: by its name, else by the suffix of a file, else text.

    Raises: UsageError for a suffix of no format.
    """
    if to or not output:
        return to or "text"
    stem, suffix = splitext(output)  # noqa: PTH122 - a path is a text here
    found = format_for_suffix(splitext(stem)[1] + suffix) or format_for_suffix(suffix)  # noqa: PTH122
    if found is None:
        raise UsageError(f"the suffix {suffix!r} says no format", hint=f"name one with --to: {', '.join(formats())}")
    return found


def _built_in_named(name: str) -> Writer | None:
    """Return one of this package's writers, and import none but that."""
    if not name.isidentifier() or find_spec(f"{__name__}.{name}") is None:
        return None
    module = import_module(f"{__name__}.{name}")
    return cast("Writer", module) if getattr(module, "NAME", None) == name else None


@lru_cache(maxsize=1)
def _built_in() -> tuple[Writer, ...]:
    """Import this package's modules; writers are those with a NAME. Cheap: they load nothing heavy themselves."""
    import pkgutil  # noqa: PLC0415 - not needed for a format that is named

    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    writers = (cast("Writer", module) for module in modules if hasattr(module, "NAME"))
    return tuple(sorted(writers, key=lambda module: module.NAME))


def _entry_points() -> EntryPoints:
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to load, and built-in formats do without

    return entry_points(group=GROUP)


def _all() -> Iterator[Writer]:
    yield from _built_in()
    for point in _entry_points():
        yield _load(point)


def _load(point: EntryPoint) -> Writer:
    try:
        return cast("Writer", point.load())
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"the output format {point.name!r} cannot be loaded: {error}",
            hint=f"it comes from {point.value!r}; reinstall or remove that package",
        ) from error


def _hint(name: str) -> str:
    from citekit.nearest import did_you_mean  # noqa: PLC0415 - loads difflib, which only errors need

    by_suffix = format_for_suffix(f".{name}".lower())
    if by_suffix is not None:
        return f"did you mean {by_suffix!r}?"
    return did_you_mean(name, formats()) or f"formats: {', '.join(formats())}"
