"""What is to be checked: files of references, manuscripts, passages with their ledgers, styles.

A file is known by its suffix and, where that says little (.json, .yaml, .txt), by how it begins.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

from citekit import bib, documents
from citekit.errors import UnreadableError
from citekit.files import is_file, is_folder, read_bytes
from citekit.findings import Span
from citekit.values import dataclass, replace

_NO_PROSE = frozenset(("pandoc", "pdf", "text"))
"""Formats of manuscripts that are not checked: what pages look like, what a program made, texts with marks."""
_TEXTS = frozenset((".txt", ".text"))
_YAML = frozenset((".yaml", ".yml"))
_SKIPPED = frozenset("node_modules __pycache__ build dist venv site-packages".split())
_BEGINNING = 4096


@dataclass(frozen=True, slots=True)
class Target:
    """A document to be checked: a manuscript or passage *path*, its *ledger* or ""; or a *ledger* alone, *path* ""."""

    path: str
    ledger: str = ""

    @property
    def shown(self) -> str:
        """The path it is called by."""
        return self.path or self.ledger


@dataclass(frozen=True, slots=True)
class Targets:
    """The *documents*, files of *references* and *styles* that are checked, each in order."""

    documents: tuple[Target, ...] = ()
    references: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()


def find_targets(paths: Iterable[str], excluded: Iterable[str] = (), ledgers: Iterable[Target] = ()) -> Targets:
    """Return what is to be checked of *paths*, files and folders; in folders what matches *excluded* is left out.

    *ledgers* are pairs that the settings name; else a ledger belongs to the text beside it whose name it has.

    Raises: UnreadableError for a path that is not there, or a file that is nothing citekit checks.
    """
    documents: dict[str, Target] = {}
    references: dict[str, None] = {}
    styles: dict[str, None] = {}
    quotations: dict[str, None] = {}
    pairs = {os.path.realpath(one.path): one for one in ledgers if one.path}
    own = {os.path.realpath(one.ledger): one for one in ledgers if one.ledger}
    for path, is_named in _files(paths, tuple(excluded)):
        match kind_of(path):
            case "references":
                references.setdefault(path)
            case "style":
                styles.setdefault(path)
            case "quotations":
                quotations.setdefault(path)
            case "ledger":
                pair = own.get(os.path.realpath(path)) or _of_ledger(path)
                documents.setdefault(os.path.realpath(pair.shown), pair)
            case "manuscript" | "text" as kind:
                pair = pairs.get(os.path.realpath(path)) or Target(path, _ledger_beside(path))
                if kind == "manuscript" or is_named or pair.ledger:
                    documents[os.path.realpath(path)] = replace(pair, path=path)
            case _ if is_named:
                raise UnreadableError(
                    "nothing that citekit checks",
                    where=Span(path),
                    hint="it checks references, manuscripts, passages, ledgers, files of quotations and styles",
                )
    return Targets(tuple(documents.values()), tuple(references), tuple(styles), tuple(quotations))


def _files(paths: Iterable[str], excluded: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Yield files, each once, and whether they were named themselves."""
    seen: set[str] = set()
    for path in paths:
        if not is_folder(path):
            if not is_file(path):
                raise UnreadableError(
                    "no such file", where=Span(path), hint="check the path; it counts from where you are"
                )
            found: Iterable[tuple[str, bool]] = [(path, True)]
        else:
            found = ((one, False) for one in _in_folder(path, excluded))
        for one, is_named in found:
            real = os.path.realpath(one)
            if real not in seen:
                seen.add(real)
                yield one, is_named


def _in_folder(folder: str, excluded: tuple[str, ...]) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            one for one in folders if one[0] != "." and one not in _SKIPPED and not _is_out(here, one, excluded)
        )
        yield from (
            os.path.normpath(os.path.join(here, one))  # noqa: PTH118 - paths are texts here
            for one in sorted(files)
            if one[0] != "." and not _is_out(here, one, excluded)
        )


def _is_out(folder: str, name: str, excluded: tuple[str, ...]) -> bool:
    path = os.path.normpath(os.path.join(folder, name)).replace(os.sep, "/")  # noqa: PTH118 - as above
    return any(fnmatch(path, one) or fnmatch(name, one) for one in excluded)


def kind_of(path: str) -> str:
    """Return what a file is: "references", "manuscript", "text", "ledger", "quotations", "style", or ""."""
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - as above
    if suffix == ".csl":
        return "style"
    if suffix in _YAML or suffix == ".json":
        return _kind_of_data(path, suffix)
    if suffix in bib.suffixes():
        return "references"
    if suffix in _TEXTS:
        return "text"
    for one in documents.formats():
        if suffix in one.SUFFIXES and one.NAME not in _NO_PROSE:
            return "manuscript" if suffix != ".xml" or one.fits(read_bytes(path)) else ""
    return ""


def _kind_of_data(path: str, suffix: str) -> str:
    start = _beginning(path)
    if "citekit-ledger" in start:
        return "ledger"
    if "citekit-quotations" in start:
        return "quotations"
    if suffix == ".json":
        begins = start.lstrip()[:1]
        return "references" if begins == "[" and '"type"' in start and '"id"' in start else ""
    return "references" if "references:" in start else ""


def _beginning(path: str) -> str:
    try:
        return read_bytes(path)[:_BEGINNING].decode("utf-8", "replace")
    except UnreadableError:
        return ""


def _ledger_beside(path: str) -> str:
    stem = os.path.splitext(path)[0]  # noqa: PTH122 - as above
    for name in (f"{stem}.notes.yaml", f"{stem}.notes.yml"):
        if is_file(name):
            return name
    return ""


def _of_ledger(path: str) -> Target:
    """Return a ledger with the passage that it names, or whose name it has."""
    from citekit.files import read_source  # noqa: PLC0415 - ledgers alone
    from citekit.notes.ledger import forms  # noqa: PLC0415 - as above

    ledger = forms.read(read_source(path))
    folder, name = os.path.split(path)
    stem = name.removesuffix(".yaml").removesuffix(".yml").removesuffix(".notes")
    for one in filter(None, (ledger.passage, f"{stem}.txt", f"{stem}.md")):
        named = os.path.join(folder, one)  # noqa: PTH118 - as above
        if is_file(named) and os.path.realpath(named) != os.path.realpath(path):
            return Target(named, path)
    return Target("", path)
