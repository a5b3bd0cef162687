"""The rule CK201."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import CiteFact, Whole
from citekit.checks.rule import Edit, Fix, Found, whole_rule
from citekit.findings import Severity
from citekit.model import Key
from citekit.nearest import did_you_mean, nearest

_MOST = 100
"""Unknown keys that near ones are looked for; where there are more, a file of references is missing."""


@whole_rule("CK201", "unknown-key", severity=Severity.ERROR)
def unknown_key(whole: Whole) -> Iterator[Found]:
    """A key that no reference has, nor one of its aliases.

    The citation is not set: its place stays empty, or shows the key. Nothing is told where no file of references is
    known at all. The nearest key is put in its place with --unsafe-fixes, where one alone is near.

    Wrong::

        -- text.md --
        Tides turn twice a day [@lea1990, 12].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        Tides turn twice a day [@lee1990, 12].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    if not whole.known:
        return
    near: dict[Key, tuple[str, ...]] = {}
    known = [*whole.known, *whole.aliases]
    for cites in whole.cites.values():
        for cite in cites:
            if cite.key in whole.known or cite.key in whole.aliases:
                continue
            if cite.key not in near:
                near[cite.key] = nearest(cite.key, known) if len(near) < _MOST else ()
            names = near[cite.key]
            hint = did_you_mean(cite.key, names) or "add the work to a file of references, or put the key right"
            message = f"no reference has the key {cite.key!r}"
            fix = _fix(cite, names[0]) if len(names) == 1 else None
            yield Found(message, cite.where, hint, fix, cite.key, cite.note)


def _fix(cite: CiteFact, key: str) -> Fix | None:
    if cite.key_at == -1:
        return None
    edit = Edit(cite.where.path, cite.key_at, cite.key_at + len(cite.key), key)
    return Fix(f"write {key}", (edit,), safe=False)
