"""The rules there are: found by iterating the package ``rules`` and the entry points ``citekit.checks``."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from types import ModuleType

from citekit.checks import rules
from citekit.checks.rule import FAMILIES, Rule
from citekit.errors import UsageError
from citekit.findings import Severity

ENTRY_POINTS = "citekit.checks"


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

    names = [*(rule.name for rule in all_rules()), *(rule.code for rule in all_rules()), *FAMILIES]
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
    found = frozenset(rule.code for rule in all_rules() if _stands_for(folded, rule))
    if not found:
        raise UsageError(f"there is no rule {name!r}", hint=hint_for(name))
    return found


def _stands_for(name: str, rule: Rule) -> bool:
    match name:
        case "all":
            return True
        case "default":
            return rule.severity is not Severity.HINT and not rule.online
        case "hints":
            return rule.severity is Severity.HINT
        case "online":
            return rule.online
    return name in (rule.name, rule.family) or (name.startswith("ck") and rule.code.lower().startswith(name))
