"""What a project has settled for its checks: ``[tool.citekit.check]``, or ``[check]`` in citekit.toml.

The table is read here and not with the other settings, since names of rules are known here alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal, cast

from citekit.checks.catalogue import codes_of
from citekit.errors import InvalidInputError, UsageError
from citekit.files import read_source
from citekit.findings import Finding, Severity, Source, Span
from citekit.nearest import did_you_mean
from citekit.settings import Settings
from citekit.tomlplaces import key_place, text_place
from citekit.values import dataclass, field

FailOn = Literal["error", "warning", "hint", "never"]
FAIL_ON = ("error", "warning", "hint", "never")
_SEVERITIES = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rules are run, and what counts.

    *select*, *extend_select* and *ignore* are names of rules (``catalogue.codes_of``); *per_file_ignores* has such
    names by patterns of paths, *severity* the severity by name. *files* are patterns of what is checked where nothing
    is named, *exclude* of what is left out in folders. Paths count from *folder*. *contact* is told servers
    that are asked, *doi_resolver* is another than that of all DOIs.
    """

    select: tuple[str, ...] = ("default",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)
    fail_on: str = "warning"
    baseline: str = ""
    files: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    folder: str = ""
    contact: str = ""
    doi_resolver: str = ""

    def codes(self, *, online: bool = False) -> frozenset[str]:
        """Return the codes of the rules that are run; those that ask servers only *online*, and then all of them unless
        some are chosen.
        """
        codes = (codes_of(self.select) | codes_of(self.extend_select)) - codes_of(self.ignore)
        asking = codes_of(("online",))
        if not online:
            return codes - asking
        return codes if codes & asking else codes | (asking - codes_of(self.ignore))

    def severities(self) -> Mapping[str, Severity]:
        """Return the severities that are not the rules' own, by code."""
        return {code: Severity(value) for name, value in self.severity.items() for code in codes_of((name,))}

    def ignored_in(self, path: str) -> frozenset[str]:
        """Return the codes that are not told of the file *path*."""
        if not self.per_file_ignores:
            return frozenset()
        shown = from_folder(path, self.folder)
        ignored = [
            codes_of(names)
            for one, names in self.per_file_ignores.items()
            if fnmatch(shown, one) or fnmatch(os.path.basename(path), one)  # noqa: PTH119 - paths are texts here
        ]
        return frozenset().union(*ignored)


def from_folder(path: str, folder: str) -> str:
    """Return *path* as it is seen from *folder*, with "/"; an absolute one outside stays so."""
    if not path:
        return path
    base = os.path.realpath(folder or ".")
    real = os.path.realpath(path)
    inside = real.startswith(base.rstrip(os.sep) + os.sep)
    return (real[len(base.rstrip(os.sep)) + 1 :] if inside else real).replace(os.sep, "/")


def chosen(settings: Settings) -> Chosen:
    """Return what the settings' file has in its table ``check``.

    Raises: InvalidInputError with the place of everything wrong.
    """
    if not settings.path:
        return Chosen()
    import tomllib  # noqa: PLC0415 - not needed where there are no settings

    path = Path(settings.path)
    source = read_source(path)
    values: Any = tomllib.loads(source.text)
    if path.name == "pyproject.toml":
        values = values.get("tool", {}).get("citekit", {})
    table = values.get("check", {})
    if findings := _problems(table, source):
        raise InvalidInputError(findings)
    fields = {name.replace("-", "_"): _field(value) for name, value in table.items()}
    return Chosen(**fields, folder=settings.folder)


def _field(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {name: tuple(one) if isinstance(one, list) else one for name, one in value.items()}
    return value


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _are_lists(value: object) -> bool:
    return isinstance(value, dict) and all(map(_are_texts, value.values()))


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _are_severities(value: object) -> bool:
    return isinstance(value, dict) and all(one in _SEVERITIES for one in value.values())


_KINDS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "select": (_are_texts, "a list of codes or names of rules"),
    "extend-select": (_are_texts, "a list of codes or names of rules"),
    "ignore": (_are_texts, "a list of codes or names of rules"),
    "per-file-ignores": (_are_lists, "a table of patterns, each with a list of codes"),
    "severity": (_are_severities, f"a table of codes, each {', '.join(map(repr, _SEVERITIES))}"),
    "fail-on": (lambda value: value in FAIL_ON, f"one of {', '.join(map(repr, FAIL_ON))}"),
    "baseline": (lambda value: isinstance(value, str), "the path of a file"),
    "files": (_are_texts, "a list of paths or patterns"),
    "exclude": (_are_texts, "a list of patterns"),
    "contact": (lambda value: isinstance(value, str), "an address of mail, or of a page"),
    "doi-resolver": (_is_address, "the address of a resolver of DOIs"),
}


def _problems(table: object, source: Source) -> list[Finding]:
    start = max(source.text.find(".check]"), source.text.find("[check]"), 0)
    if not isinstance(table, Mapping):
        where = key_place(source, "check")
        return [Finding("settings", "'check' is not a table", where, hint="write [tool.citekit.check]")]
    found = []
    for name, value in table.items():
        where = key_place(source, name, start)
        if name not in _KINDS:
            hint = did_you_mean(name, _KINDS) or f"settings of the check: {', '.join(_KINDS)}"
            found.append(Finding("settings", f"unknown setting {name!r} of the check", where, hint=hint))
        elif not _KINDS[name][0](value):
            message = f"the setting {name!r} is not {_KINDS[name][1]}"
            found.append(Finding("settings", message, where, hint=f"it is now {value!r}"))
        else:
            found += _unknown_rules(name, value, source, where)
    return found


def _unknown_rules(name: str, value: Any, source: Source, where: Span) -> Iterable[Finding]:
    names: list[str] = []
    if name in ("select", "extend-select", "ignore"):
        names = cast("list[str]", value)
    elif name == "severity":
        names = list(value)
    elif name == "per-file-ignores":
        names = [one for each in value.values() for one in each]
    for one in names:
        try:
            codes_of((one,))
        except UsageError as error:
            place = text_place(source, one)
            yield Finding("settings", error.message, place if place.line else where, hint=error.hint)
