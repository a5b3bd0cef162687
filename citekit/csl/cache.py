"""Styles read and merged with their locale, kept in memory and on disk.

Reading a large style takes longer than setting a short document in it. What is kept on disk is the parsed form,
under a digest of everything it was made of: the style's and the locale files' content and citekit's own code.
"""

from __future__ import annotations

import os
import pickle
import zlib
from functools import lru_cache

from citekit.csl.conditions import Facts
from citekit.csl.locales import Locale, locale_paths, merged
from citekit.csl.nodes import StyleNode, shared
from citekit.csl.processor import CompiledStyle
from citekit.errors import CitekitError, StyleError
from citekit.files import cache_folder, write_file
from citekit.findings import Span


@lru_cache(maxsize=64)
def compiled_file(path: str, locale: str = "") -> CompiledStyle:
    """Return the independent style in the file *path*, in *locale* or else in its own, or English.

    Raises: StyleError for a file that is missing or no style.
    """
    try:
        with open(path, "rb") as stream:
            xml = stream.read()
    except OSError as error:
        raise StyleError(f"cannot be read: {error.strerror}", where=Span(path)) from None
    return compiled_text(xml, locale, path)


def compiled_text(xml: bytes, locale: str = "", path: str = "") -> CompiledStyle:
    """Return the independent style in *xml*; *path* is for messages.

    Raises: StyleError for what is no style.
    """
    return CompiledStyle(*_parsed(xml, locale, path))


def _parsed(xml: bytes, locale: str, path: str) -> tuple[StyleNode, Locale, Facts]:
    kept = f"{cache_folder()}/style-{_digest(xml, locale)}.pickle"
    if (found := _kept(kept)) is not None:
        return found
    from citekit.csl.parse import parse_style  # noqa: PLC0415 - not needed for what is kept

    style = shared(parse_style(xml, path)[0])
    parsed = (style, merged(locale or style.default_locale or "en-US", style.locales), Facts(style))
    try:
        os.makedirs(cache_folder(), exist_ok=True)
        write_file(kept, pickle.dumps(parsed, pickle.HIGHEST_PROTOCOL))
    except (CitekitError, OSError):
        pass  # nowhere to keep it: the next run reads it again
    return parsed


def _kept(path: str) -> tuple[StyleNode, Locale, Facts] | None:
    """Return what *path* keeps, ``None`` if there is nothing yet or the file is damaged in whatever way."""
    try:
        with open(path, "rb") as stream:
            found: tuple[StyleNode, Locale, Facts] = pickle.load(stream)  # noqa: S301 - our own, in the user's folder
    except Exception:
        return None
    return found


def _digest(xml: bytes, locale: str) -> str:
    """Return a name for what the parsed form is made of.

    Two checksums and the length tell styles apart well enough, and need none of the modules that a hash does.
    """
    stamps = [(path, os.stat(path)) for path in (*locale_paths(), *_code())]
    parts = [locale, *(f"{path} {status.st_size} {status.st_mtime_ns}" for path, status in stamps)]
    content = xml + "\0".join(parts).encode()
    return f"{len(xml):x}-{zlib.crc32(content):08x}{zlib.adler32(content[::-1]):08x}"


@lru_cache
def _code() -> tuple[str, ...]:
    """Return the modules that decide what the parsed form looks like."""
    here = os.path.dirname(__file__)
    names = ("nodes", "parse", "locales", "xmltree", "conditions", "../richtext", "../values")
    return tuple(f"{here}/{name}.py" for name in names)
