"""Settings of a project: ``[tool.citekit]`` in pyproject.toml, or a citekit.toml of its own.

The file is looked for in the folder of the passage (else where you are) and then in every folder above it;
citekit.toml wins over a pyproject.toml beside it. Paths in it count from its folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from citekit.documents.manuscript import Selection
from citekit.errors import InvalidInputError
from citekit.files import is_file, read_source
from citekit.findings import Finding, Source, Span
from citekit.nearest import did_you_mean
from citekit.notes.placement.customs import CHOICES
from citekit.quotations import rules
from citekit.quotations.rules import Chosen
from citekit.selections import problems, selections
from citekit.tomlplaces import broken, key_place
from citekit.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project has settled. *folder* is where its settings stand; paths count from the folder you are in."""

    bib: tuple[str, ...] = ()
    style: str = ""
    locale: str = ""
    ledger: str = ""
    passage: str = ""
    styles: tuple[str, ...] = ()
    engine: str = ""
    numbering: str = ""
    scope: str = ""
    marks: str = ""
    bibliographies: tuple[Selection, ...] = ()
    quotations: Chosen = Chosen()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folder: str = ""
    path: str = ""


_PATHS = ("bib", "ledger", "passage", "styles")
_NUMBERINGS = ("kept", "restarted", "concorded")
_SCOPES = ("excerpt", "book")


def find_settings(start: Path) -> Settings:
    """Return the settings that hold in the folder *start*; defaults where no file has any.

    Raises: InvalidInputError when the nearest settings are wrong.
    """
    try:
        here = start.resolve()
    except OSError:  # the folder you are in is gone
        return Settings()
    for folder in (here, *here.parents):
        own = folder / "citekit.toml"
        if is_file(own):
            return read_settings(own)
        shared = folder / "pyproject.toml"
        if is_file(shared) and _has_table(shared):
            return read_settings(shared)
    return Settings()


def _has_table(path: Path) -> bool:
    """Has a pyproject.toml settings of ours? One that is broken elsewhere is not ours to report."""
    try:
        return re.search(r"^\s*\[\s*tool\s*\.\s*citekit\s*[.\]]", path.read_text("utf-8"), re.MULTILINE) is not None
    except (OSError, UnicodeDecodeError):
        return False


def read_settings(path: Path) -> Settings:
    """Read *path*; a pyproject.toml by its table ``[tool.citekit]``.

    Raises: UnreadableError, or InvalidInputError with the place of everything wrong.
    """
    import tomllib  # noqa: PLC0415 - not needed where there are no settings

    source = read_source(path)
    try:
        values = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError([broken(source, str(error), "settings")]) from None
    if path.name == "pyproject.toml":
        values = values.get("tool", {}).get("citekit", {})
    findings = list(_check(values, source))
    if findings:
        raise InvalidInputError(findings)
    return Settings(**_absolute(values, path.parent), folder=str(path.parent), path=str(path))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _is_files(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_texts, value.values()))


_KINDS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "bib": (_is_texts, "a path or a list of paths"),
    "style": (_is_text, "the name of a style or the path of a .csl file"),
    "locale": (_is_text, "a language such as 'en-GB'"),
    "ledger": (_is_text, "a path"),
    "passage": (_is_text, "a path"),
    "styles": (_is_texts, "a folder or a list of folders"),
    "engine": (_is_text, "the name of an engine"),
    "numbering": (lambda value: value in _NUMBERINGS, "'kept', 'restarted' or 'concorded'"),
    "scope": (lambda value: value in _SCOPES, "'excerpt' or 'book'"),
    "marks": (lambda value: value in CHOICES, f"one of {', '.join(CHOICES)}"),
    "sources": (_is_files, "a table of keys, each with a path or a list of paths"),
    "bibliographies": (lambda _: True, "tables"),  # whose problems have names of their own
    "quotations": (lambda _: True, "a table"),  # as above
}
_TABLES: Mapping[str, Callable[[object], list[tuple[str, str]]]] = {
    "bibliographies": lambda value: list(problems(value)),
    "quotations": rules.problems,
}
assert set(_KINDS) == set(Settings.__slots__) - {"folder", "path"}  # noqa: S101 - a table and its type


def _check(values: Mapping[str, object], source: Source) -> list[Finding]:
    findings = []
    for name, value in values.items():
        if name == "check":  # belongs to the checks, which read it themselves
            continue
        if name not in _KINDS:
            hint = did_you_mean(name, _KINDS) or f"settings: {', '.join(_KINDS)}"
            findings.append(Finding("settings", f"unknown setting {name!r}", _place(source, name), hint=hint))
        elif not _KINDS[name][0](value):
            message = f"the setting {name!r} is not {_KINDS[name][1]}"
            findings.append(Finding("settings", message, _place(source, name), hint=f"it is now {value!r}"))
        elif name in _TABLES:
            where = _place(source, name)
            told = _TABLES[name](value)
            findings += [Finding("settings", message, where, hint=hint) for message, hint in told]
    return findings


def _place(source: Source, name: str) -> Span:
    """Return the place of a key: in ``[tool.citekit]`` where there is such a table."""
    table = re.search(r"^\s*\[\s*tool\s*\.\s*citekit\s*\]", source.text, re.MULTILINE)
    return key_place(source, name, table.end() if table else 0)


def _absolute(values: Mapping[str, object], folder: Path) -> dict[str, Any]:  # fields of several types
    """Return the values as the fields of Settings: lists as tuples, paths from *folder*."""
    result: dict[str, Any] = {}
    for name, value in values.items():
        if name not in _KINDS:
            continue
        if name == "bibliographies":
            result[name] = selections(cast("list[Mapping[str, Any]]", value))
            continue
        if name == "quotations":
            result[name] = rules.chosen(cast("Mapping[str, Any]", value))
            continue
        if name == "sources":
            result[name] = _files(cast("Mapping[str, str | list[str]]", value), folder)
            continue
        many = _KINDS[name][0] is _is_texts
        texts = [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []
        if name in _PATHS:
            texts = [_from_here(folder / text) for text in texts]
        result[name] = tuple(texts) if many else texts[0]
    return result


def _files(value: Mapping[str, str | list[str]], folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the files of each key."""
    listed = {key: [paths] if isinstance(paths, str) else paths for key, paths in value.items()}
    return {key: tuple(_from_here(folder / path) for path in paths) for key, paths in listed.items()}


def _from_here(path: Path) -> str:
    """Return *path* as it is shown in messages: from the folder you are in, where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):  # the folder you are in may be gone
        return str(path)
