"""What an entry takes over from others: ``xdata`` first, then ``crossref``, over as many levels as there are.

Sources: biblatex manual, 2.2.3 and 3.14.6 (``xdata``), 2.4.1 and 4.5.12 (``crossref``), appendix B (Default Inheritance
Setup), 2.2.5 (Field Aliases). Nothing overrides what an entry has; a blank field counts as none. ``xref``, ``related``
and ``entryset`` say which entries belong together and give nothing over.

Deviation: keys in another case are found, as in BibTeX (biber: not). A child that says a year takes over no part of
a date, as the manual has it (biber 2.18 fills in the parent's month); one that says a month alone takes the year.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from citekit.bib.bibfile.blocks import RawEntry, RawField
from citekit.bib.inheritance.granular import references_in, resolved, values_of
from citekit.bib.inheritance.rules import NEVER, NEVER_FROM_CONTAINER, PARTS, canonical, date_of, rules_for
from citekit.findings import Finding, Severity
from citekit.nearest import did_you_mean
from citekit.patterns import pattern
from citekit.values import NamedTuple, replace

Fields = dict[str, RawField]
_DATE_PARTS = ("date", "year", "month", "day", "endyear", "endmonth", "endday")
_YEAR = pattern(r"\s*([+-]?\d{4,})")


class _Parent(NamedTuple):
    """An entry that another takes over from, and the field that says so."""

    entry: RawEntry
    field: RawField


def inherit(entries: Iterable[RawEntry], findings: list[Finding]) -> Iterator[RawEntry]:
    """Yield *entries*, in order, with what they take over; what is wrong with that is added to *findings*.

    Entries of several files may be given together: of two with one key the first is the parent. Takes time in
    proportion to the entries, whatever graph they make; none that is yielded is held, unless others may need it.
    """
    waiting = deque(entries)
    if not any("crossref" in entry.fields or "xdata" in entry.fields or entry.type == "xdata" for entry in waiting):
        while waiting:
            yield waiting.popleft()
        return
    heirs = _Heirs(waiting, findings)
    while waiting:
        yield heirs.complete(waiting.popleft())


class _Heirs:
    """Completes entries; what is done once is done for all descendants."""

    def __init__(self, entries: Collection[RawEntry], findings: list[Finding]) -> None:
        self._findings = findings
        self._by_key: dict[str, RawEntry] = {}
        self._otherwise: dict[str, RawEntry] = {}  # by key in small letters, and by alias
        self._keys: list[str] = [entry.key for entry in entries]  # all there are, for hints
        self._containers = any(entry.type == "xdata" for entry in entries)
        self._parental = {key for entry in entries for key in _named(entry)}
        for entry in entries:
            if self._may_be_named(entry.key):
                self._by_key.setdefault(entry.key, entry)
                self._otherwise.setdefault(entry.key.lower(), entry)
        for entry in entries:
            for alias in aliases(entry):
                self._keys.append(alias)
                if self._may_be_named(alias):
                    self._by_key.setdefault(alias, entry)
        # By identity, as an entry may share its key with another; entries that nobody takes over from are not kept.
        self._done: dict[int, RawEntry] = {}
        self._gifts: dict[int, _Gift] = {}

    def _may_be_named(self, key: str) -> bool:
        """Tell if an entry may name *key*; where there are containers, any value of any field may."""
        return self._containers or key.lower() in self._parental

    def complete(self, entry: RawEntry) -> RawEntry:
        """Return *entry* with the fields it takes over; its ancestors are completed first, without recursion."""
        if id(entry) in self._done:
            return self._done[id(entry)]
        fields = entry.fields
        if not self._containers and "crossref" not in fields and "xdata" not in fields:
            return self._keep(entry, entry)
        parents = self._parents(entry)
        if not parents and not self._has_references(entry):
            return self._keep(entry, entry)
        completed = entry
        path = [(entry, parents, iter(list(parents)))]
        within = {id(entry)}
        while path:
            current, parents, waiting = path[-1]
            parent = next(waiting, None)
            if parent is None:
                completed = self._keep(current, self._completed(current, parents))
                within.discard(id(current))
                path.pop()
            elif id(parent.entry) in within:
                self._report_cycle([*(one for one, _, _ in path), parent.entry], parent)
                parents.remove(parent)
            elif id(parent.entry) not in self._done:
                above = self._parents(parent.entry)
                path.append((parent.entry, above, iter(list(above))))
                within.add(id(parent.entry))
        return completed

    def _keep(self, entry: RawEntry, completed: RawEntry) -> RawEntry:
        if entry.type == "xdata" or "ids" in entry.fields or entry.key.lower() in self._parental:
            self._done[id(entry)] = completed
        return completed

    # --- parents ---

    def _parents(self, entry: RawEntry) -> list[_Parent]:
        """Return what *entry* takes over from, containers before the ``crossref``."""
        parents: list[_Parent] = []
        if (field := entry.fields.get("xdata")) is not None:
            containers = [self._found(key.strip(), field) for key in field.value.split(",")]
            containers.reverse()  # of several the last holds, as with biber
            parents += [_Parent(found, field) for found in containers if found and self._is_container(found, field)]
        if self._containers:
            for field in entry.fields.values():
                if "xdata" in field.value:
                    named = (self._container(reference)[0] for reference in references_in(field.value))
                    parents += [_Parent(found, field) for found in named if found is not None]
        if (field := entry.fields.get("crossref")) is not None and (found := self._found(field.value.strip(), field)):
            parents.append(_Parent(found, field))
        return parents

    def _found(self, key: str, field: RawField) -> RawEntry | None:
        found = self._by_key.get(key) or self._otherwise.get(key.lower())
        if found is None and key:
            hint = did_you_mean(key, self._keys) or "give the file that has it, too"
            message = f"the {field.name} {key!r} is not there"
            self._findings.append(Finding("unknown-crossref", message, field.where, Severity.ERROR, hint))
        return found

    def _is_container(self, entry: RawEntry, field: RawField) -> bool:
        if entry.type != "xdata":
            message = f"{entry.key!r} is no @xdata entry, and gives nothing over by 'xdata'"
            hint = "make it an @xdata entry, or write 'crossref'"
            self._findings.append(Finding("xdata", message, field.where, Severity.WARNING, hint))
        return entry.type == "xdata"

    def _container(self, reference: str) -> tuple[RawEntry | None, str]:
        """Return the @xdata entry that "key-field-index" names, and the rest; the key may have hyphens itself."""
        key, rest = reference, ""
        while key:
            found = self._by_key.get(key) or self._otherwise.get(key.lower())
            if found is not None and found.type == "xdata":
                return found, rest
            key, _, last = key.rpartition("-")
            rest = f"{last}-{rest}" if rest else last
        return None, reference

    def _has_references(self, entry: RawEntry) -> bool:
        return self._containers and any(
            "xdata" in field.value and any(references_in(field.value)) for field in entry.fields.values()
        )

    def _report_cycle(self, path: Sequence[RawEntry], last: _Parent) -> None:
        keys = [entry.key for entry in path]
        keys = keys[keys.index(last.entry.key) :]
        message = f"the entry {last.entry.key!r} takes over from itself ({' → '.join(keys)})"
        hint = f"take the field {last.field.name!r} out of one of them"
        self._findings.append(Finding("crossref-cycle", message, last.field.where, Severity.ERROR, hint))

    # --- fields ---

    def _completed(self, entry: RawEntry, parents: Sequence[_Parent]) -> RawEntry:
        fields = dict(entry.fields)
        if self._containers:
            self._resolve(fields)
        heir = _Heir(fields)
        crossref, xdata = entry.fields.get("crossref"), entry.fields.get("xdata")
        for parent, field in parents:
            if field is crossref:
                rules = rules_for(parent.type, entry.type)
                heir.take(self._gift(parent), rules, NEVER)
                if not rules and entry.type in PARTS:
                    self._check_title(entry, fields, parent, field)
            elif field is xdata:
                heir.take(self._gift(parent), {}, NEVER_FROM_CONTAINER)
        return replace(entry, fields=fields)

    def _check_title(self, entry: RawEntry, fields: Fields, parent: RawEntry, field: RawField) -> None:
        """Tell of a part that has no title of its whole, because none is inherited between the two types."""
        given = self._done[id(parent)].fields.get("title")
        if given is None or not given.value.strip() or fields.get("title") is given:
            return
        if not any(name in fields and fields[name].value.strip() for name in ("booktitle", "maintitle")):
            message = f"the title of @{parent.type} {parent.key!r} is not taken over by @{entry.type} {entry.key!r}"
            hint = f"make them types that go together, or give {parent.key!r} a booktitle"
            self._findings.append(Finding("crossref-title", message, field.where, Severity.WARNING, hint))

    def _gift(self, parent: RawEntry) -> _Gift:
        gift = self._gifts.get(id(parent))
        if gift is None:
            gift = self._gifts[id(parent)] = _gift_of(self._done[id(parent)].fields)
        return gift

    def _resolve(self, fields: Fields) -> None:
        """Put the values of containers for references to them ("xdata=key-field")."""
        for name, field in list(fields.items()):
            if "xdata" not in field.value or not any(references_in(field.value)):
                continue

            def look_up(reference: str, name: str, field: RawField = field) -> list[str] | None:
                container, rest = self._container(reference)
                found: list[str] | str = "there is no such @xdata entry"
                if container is not None and id(container) in self._done:
                    found = values_of(rest, name, self._done[id(container)].fields)
                if isinstance(found, list):
                    return found
                message = f"'xdata={reference}' in {name!r} gives nothing: {found}"
                hint = "write xdata=key-field, or xdata=key-field-number for one member of a list"
                self._findings.append(Finding("xdata", message, field.where, Severity.WARNING, hint))
                return None

            fields[name] = field._replace(value=resolved(name, field.value, look_up))


class _Gift(NamedTuple):
    """What an entry can give over: fields under biblatex's name and their own, and dates with their parts."""

    fields: list[tuple[str, str, RawField]]
    dates: dict[str, dict[str, RawField]]


def _gift_of(given: Mapping[str, RawField]) -> _Gift:
    """Return what has content; annotations ("author+an") are about a value here, and of two names the newer holds."""
    fields: dict[str, tuple[str, str, RawField]] = {}
    dates: dict[str, dict[str, RawField]] = {}
    for name, field in given.items():
        if not field.value.strip() or "+" in name:
            continue
        known = canonical(name)
        if (kind := date_of(name)) is not None:
            dates.setdefault(kind, {})[name] = field
        elif known == name or known not in fields:
            fields[known] = (known, name, field)
    return _Gift(list(fields.values()), dates)


def _named(entry: RawEntry) -> Iterator[str]:
    """Yield the keys that an entry names as those of parents, in small letters."""
    if (field := entry.fields.get("crossref")) is not None:
        yield field.value.strip().lower()
    if (field := entry.fields.get("xdata")) is not None:
        yield from (key.strip().lower() for key in field.value.split(","))


class _Heir:
    """The fields of one entry while it takes over others'; *fields* is changed in place."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._taken = {canonical(name) for name, field in fields.items() if field.value.strip()}

    def take(self, gift: _Gift, rules: Mapping[str, tuple[str, ...]], never: frozenset[str]) -> None:
        """Take over what the entry has not; a field with a rule goes first, and only where the rule says."""
        for known, _, field in gift.fields if rules else ():
            for target in rules.get(known, ()):
                self._take(target, target, field)
        for known, name, field in gift.fields:
            if known not in rules and known not in never:
                self._take(known, name, field)
        for kind, parts in gift.dates.items():
            self._take_date(kind, parts)

    def _take(self, known: str, name: str, field: RawField) -> None:
        if known not in self._taken:
            self._taken.add(known)
            self._fields[name] = field

    def _take_date(self, kind: str, parts: Mapping[str, RawField]) -> None:
        """Take over the parts of one date together, or none: they would make up a date that never was.

        A child with a month and no year takes the year (an article in a dated volume); one with the parent's year
        takes its month and day.
        """
        own = {f"{kind}{part}" for part in _DATE_PARTS} & self._taken
        date, year = parts.get(f"{kind}date"), parts.get(f"{kind}year")
        if not own:
            wanted = set(parts)
        elif f"{kind}date" in own:
            return
        elif f"{kind}year" in own:
            same = year is not None and year.value.strip() == self._fields[f"{kind}year"].value.strip()
            wanted = {f"{kind}month", f"{kind}day"} if same and date is None else set()
        else:
            if date is not None and (found := _YEAR.match(date.value)):
                year = date._replace(value=found[1])
            if year is not None:
                self._take(f"{kind}year", f"{kind}year", year)
            wanted = {f"{kind}month"} if f"{kind}day" in own else set()
        for name in wanted & set(parts):
            self._take(name, name, parts[name])


def aliases(entry: RawEntry) -> list[str]:
    """Return the other keys of an entry, its field ``ids`` (biblatex manual, 2.2.3)."""
    field = entry.fields.get("ids")
    return [] if field is None else [alias for part in field.value.split(",") if (alias := part.strip())]
