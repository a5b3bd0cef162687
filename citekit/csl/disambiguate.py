"""Ambiguous cites told apart: given names, more names, the ``disambiguate`` condition, year suffixes.

Source: CSL 1.0.2, Disambiguation; the four methods in its order. A cite is compared by its characters, without
locator and affixes. Cites are grouped by them in a dict; only groups of two and more are rendered again, and what
is decided is a value (``Hints``), never a change to the reference or the style.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from citekit.csl.context import IN_LISTS
from citekit.csl.item import Hints, Item, Person
from citekit.csl.names import NameList
from citekit.csl.output import text_of
from citekit.csl.person import printed
from citekit.values import NamedTuple


class Methods(NamedTuple):
    """What a style asks for. *rule* is ``givenname-disambiguation-rule``, *conditions* how many tests it has."""

    names: bool = False
    given: bool = False
    rule: str = "by-cite"
    conditions: int = 0
    year_suffix: bool = False

    def any(self) -> bool:
        """Tell if there is anything to do."""
        return self.names or self.given or self.conditions > 0 or self.year_suffix


class Seen(NamedTuple):
    """A cite as it would read: its characters, and for each list of names how many there are, how many are shown,
    and whether given names can be cut to initials in it.
    """

    text: str
    lists: tuple[tuple[int, int, bool], ...] = ()


Look: TypeAlias = Callable[[Item, Hints], Seen]
Shown: TypeAlias = "tuple[NameList, Person, bool]"


def disambiguate(
    items: Sequence[Item], methods: Methods, look: Look, look_with_note: Look | None = None
) -> dict[str, Hints]:
    """Return hints for the items that need any, by key; *items* are in the order of the bibliography.

    *look* renders an item's cite with hints, *look_with_note* with the number of the note where it is cited first
    too: "Doe, n. 3" is told apart by that, and needs no more (citeproc-js and pandoc).
    """
    search = _Search(methods, look, look_with_note or look)
    hints: dict[str, Hints] = {}
    for group in _by_text(items, Hints(), look):
        if len(group) > 1:
            search.group(group, hints)
    return hints


def _by_text(items: Iterable[Item], hints: Hints, look: Look) -> list[list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(_bare(look(item, hints).text), []).append(item)
    return list(groups.values())


def _bare(text: str) -> str:
    """Return *text* as cites are compared: "J. J." and "J.J." are no difference."""
    return text.replace(" ", "")


class _Search:
    def __init__(self, methods: Methods, look: Look, look_with_note: Look) -> None:
        self._methods = methods
        self._look = look
        self._look_with_note = look_with_note

    def group(self, items: list[Item], hints: dict[str, Hints]) -> None:
        """Tell *items* apart, as far as the methods go; put what they need into *hints*."""
        pending = [(Hints(), items)]
        stuck: list[tuple[Hints, list[Item]]] = []
        if self._methods.names or (self._methods.given and self._methods.rule == "by-cite"):
            while pending:
                base, members = pending.pop(0)
                self._names(base, members, pending, stuck, hints)
        else:
            stuck = pending
        for base, members in stuck:
            for alike in _by_text(members, base, self._look_with_note):
                if len(alike) > 1:
                    self._last(base, alike, hints)
                else:
                    hints[alike[0].key] = base

    def _names(
        self,
        base: Hints,
        members: list[Item],
        pending: list[tuple[Hints, list[Item]]],
        stuck: list[tuple[Hints, list[Item]]],
        hints: dict[str, Hints],
    ) -> None:
        """Try names, one step after the other, until *members* fall apart; then go on with each part."""
        for attempt, better in self._steps(base, members[0]):
            parts = _by_text(members, attempt, self._look)
            if len(parts) > 1:
                for part in parts:
                    if len(part) == 1:
                        hints[part[0].key] = better
                    else:
                        pending.append((better, part))
                return
        stuck.append((base, members))

    def _steps(self, base: Hints, item: Item) -> Iterator[tuple[Hints, Hints]]:
        """Yield, name by name, what is tried (all steps so far) and what would be kept (this step alone)."""
        by_cite = self._methods.given and self._methods.rule == "by-cite"
        attempt = base.copy()
        for place, (count, shown, initials) in enumerate(self._look(item, base).lists):
            for index in range(count):
                if index >= shown:
                    if not self._methods.names:
                        break
                    attempt.shown[place] = index + 1
                    yield attempt.copy(), _kept(base, attempt, place, index)
                for level in ((1, 2) if initials else (2,)) if by_cite else ():
                    if base.given.get((place, index), 0) < level:
                        attempt.given[place, index] = level
                        yield attempt.copy(), _kept(base, attempt, place, index)

    def _last(self, base: Hints, members: list[Item], hints: dict[str, Hints]) -> None:
        """Try what is left for cites that names do not tell apart: the condition, then a letter after the year."""
        for count in range(base.conditions + 1, self._methods.conditions + 1):
            trial = base.copy()
            trial.conditions = count
            parts = _by_text(members, trial, self._look_with_note)
            if len(parts) > 1:
                for part in parts:
                    if len(part) == 1:
                        hints[part[0].key] = trial
                    else:
                        self._last(trial, part, hints)
                return
            if self._told_by_names(trial, members):
                hints.update({item.key: trial for item in members})
                return
        self._letters(base, members, hints)

    def _told_by_names(self, trial: Hints, members: list[Item]) -> bool:
        """Tell if names that a condition brings in would tell *members* apart, were all of them shown.

        Deviation: they stay abbreviated, and nothing more is tried (bugreports_EnvAndUrb): adding names comes before
        conditions in the order of methods, and its turn is over.
        """
        lists = self._look(members[0], trial).lists
        if not self._methods.names or all(count <= shown for count, shown, _ in lists):
            return False
        whole = trial.copy()
        whole.shown = {place: count for place, (count, _, _) in enumerate(lists)}
        return len(_by_text(members, whole, self._look)) > 1

    def _letters(self, base: Hints, members: list[Item], hints: dict[str, Hints]) -> None:
        for number, item in enumerate(members):
            own = base.copy()
            if self._methods.year_suffix:
                own.year_suffix = number
            else:  # nothing tells them apart: they say all that they can (citeproc-js and pandoc)
                own.conditions = self._methods.conditions
            hints[item.key] = own


def _kept(base: Hints, attempt: Hints, place: int, index: int) -> Hints:
    kept = base.copy()
    if place in attempt.shown:
        kept.shown[place] = attempt.shown[place]
    if (place, index) in attempt.given:
        kept.given[place, index] = attempt.given[place, index]
    return kept


def given_levels(shown: Iterable[Shown], rule: str) -> dict[tuple[int, Person], int]:
    """Return how much of given names tells the names of a document apart, by person style and person.

    What is added in any style is there under ``IN_LISTS`` too, for the entries of a bibliography: their names are
    to be known again, however they are set otherwise (citeproc-js and pandoc). *shown* are the names that cites
    print, and whether each is the first of its cite. Source: CSL 1.0.2, Disambiguation, Given Name Disambiguation
    Rules; all but "by-cite".
    """
    families: dict[tuple[int, str], dict[Person, NameList]] = {}
    for names, person, first in shown:
        if first or not rule.startswith("primary-name"):
            families.setdefault((names.number, _family(names, person)), {})[person] = names
    levels: dict[tuple[int, Person], int] = {}
    for (number, _), people in families.items():
        if len(people) > 1:
            for person, level in _levels(people, rule).items():
                levels[number, person] = level
            for person, level in _levels(people, rule, cut=True).items():
                levels[IN_LISTS, person] = max(level, levels.get((IN_LISTS, person), 0))
    return levels


def _family(names: NameList, person: Person) -> str:
    """Return what namesakes share; a particle that the style demotes is no part of it: "van Hill" beside "Hill"."""
    return _bare(text_of(printed(person.name, names.style.person._replace(sorting=True), inverted=False)))


def _levels(people: dict[Person, NameList], rule: str, *, cut: bool = False) -> dict[Person, int]:
    """Return the level at which each of the namesakes *people* is told from the others.

    *cut* takes initials for the first level where the style has names in full, as a bibliography may have initials.
    """
    highest = 1 if rule.endswith("-with-initials") else 2
    result: dict[Person, int] = {}
    for level in range(1, highest + 1):
        forms: dict[str, list[Person]] = {}
        for person, names in people.items():
            if highest == 2 or names.style.person.initialize_with is not None:
                forms.setdefault(_form(names, person, level, cut=cut), []).append(person)
        for alike in forms.values():
            if len(alike) == 1 and len(forms) > 1:  # those who share a form go on to the next level
                result.setdefault(alike[0], level)
    return result


def _form(names: NameList, person: Person, level: int, *, cut: bool = False) -> str:
    style = names.style.person
    if cut and style.initialize_with is None:
        style = style._replace(initialize_with=".")
    return _bare(text_of(printed(person.name, style, inverted=False, given=level)))
