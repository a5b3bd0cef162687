"""The rules there are: found by iterating the package ``rules`` and the entry points ``citekit.checks``."""

from __future__ import annotations

import hashlib
import json
import pkgutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from citekit.checks import rules
from citekit.checks.codestamp import code
from citekit.checks.rule import FAMILIES, Rule, family_of
from citekit.errors import UsageError
from citekit.files import cache_folder
from citekit.findings import Severity
from citekit.keeping import making
from citekit.values import NamedTuple

ENTRY_POINTS = "citekit.checks"


class Known(NamedTuple):
    """What is asked of a rule before it is run."""

    code: str
    name: str
    severity: str
    online: bool

    @property
    def family(self) -> str:
        """The family, as of a ``Rule``."""
        return family_of(self.code)


@lru_cache(maxsize=1)
def known_rules() -> tuple[Known, ...]:
    """Return what is asked of every rule, by its code; kept, since loading so many rules takes a tenth of a second."""
    digest = hashlib.sha256("\n".join(code()).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    path = Path(cache_folder()) / f"checkrules-{digest}.json"
    with suppress(OSError, ValueError, TypeError):
        return tuple(Known(*row) for row in json.loads(path.read_text("utf-8")))
    known = tuple(Known(rule.code, rule.name, rule.severity.value, rule.online) for rule in all_rules())
    with suppress(OSError, ValueError), making(path) as part:
        part.write_text(json.dumps(known), "utf-8")
    return known


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by its code; of two with one code the first, which is citekit's own."""
    found: dict[str, Rule] = {}
    for rule in _rules():
        found.setdefault(rule.code, rule)
    return tuple(sorted(found.values(), key=lambda rule: rule.code))


def _rules() -> Iterator[Rule]:
    for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        if not module.ispkg:
            yield from rules_of(import_module(module.name))
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to load

    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda one: one.name):
        loaded = point.load()
        yield from rules_of(loaded) if isinstance(loaded, ModuleType) else (loaded,)


def rules_of(module: ModuleType) -> Iterator[Rule]:
    """Yield the rules that a module defines."""
    return (value for value in vars(module).values() if isinstance(value, Rule))


def rule_named(name: str) -> Rule:
    """Return the rule with a code ("CK340", in any case) or a name ("malformed-doi").

    Raises: UsageError.
    """
    for rule in all_rules():
        if name.upper() == rule.code or name.lower() == rule.name:
            return rule
    raise UsageError(f"there is no rule {name!r}", hint=hint_for(name))


def hint_for(name: str) -> str:
    """Return what to say of a code or name that no rule has."""
    from citekit.nearest import did_you_mean  # noqa: PLC0415 - loads difflib, which only errors need

    names = [*(rule.name for rule in known_rules()), *(rule.code for rule in known_rules()), *FAMILIES]
    return did_you_mean(name, names) or "citekit rule lists them"


def codes_of(names: Iterable[str]) -> frozenset[str]:
    """Return the codes that *names* stand for.

    A name is a code, the beginning of codes ("CK3"), a rule's name, a family ("notes"), "default" (all but hints),
    "hints", "online" (those that ask servers) or "all".

    Raises: UsageError for one that stands for none.
    """
    return frozenset(code for name in names for code in _codes(name))


def _codes(name: str) -> frozenset[str]:
    folded = name.strip().lower()
    found = frozenset(rule.code for rule in known_rules() if _stands_for(folded, rule))
    if not found:
        raise UsageError(f"there is no rule {name!r}", hint=hint_for(name))
    return found


def _stands_for(name: str, rule: Known) -> bool:
    match name:
        case "all":
            return True
        case "default":
            return rule.severity != Severity.HINT.value and not rule.online
        case "hints":
            return rule.severity == Severity.HINT.value
        case "online":
            return rule.online
    return name in (rule.name, rule.family) or (name.startswith("ck") and rule.code.lower().startswith(name))
