"""Two entries of .bib files made one: what the one lacks comes from the other, and what differs is for a human to say.

The plan (``plan_merge``) changes nothing; ``merge_entries`` does what it says. The other entry is left in place, for
whoever takes it out to see to what refers to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from citekit.bib.bibfile.blocks import read_blocks
from citekit.bib.duplicates.merging import Conflict, MergedFields, field_key, merge_fields
from citekit.bib.edits.edit import BibFile
from citekit.bib.latex.decoding import to_text
from citekit.bib.people.name_lists import read_people
from citekit.bib.people.roles import NAMES
from citekit.errors import UsageError
from citekit.nearest import did_you_mean
from citekit.values import NamedTuple

TYPE = "entrytype"
_DATE = ("date", "year", "month", "day")
# Keys that an entry goes by; they are joined by whoever takes the other entry out.
_LEFT = frozenset(("ids",))


class MergePlan(NamedTuple):
    """What would become of two entries. Values are LaTeX text; ``conflicts`` have "entrytype" for the type."""

    keep: str
    drop: str
    fields: MergedFields

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The conflicts that a human should settle."""
        return tuple(conflict for conflict in self.fields.conflicts if not conflict.minor)


class _Entry(NamedTuple):
    file: BibFile
    key: str
    type: str
    values: Mapping[str, str]


def _read(file: BibFile, key: str) -> _Entry:
    file.entry(key)  # says what is wrong with the key
    entry = next(entry for entry in read_blocks(file.source).entries if entry.key == key)
    return _Entry(
        file, key, entry.type, {name: field.value for name, field in entry.fields.items() if name not in _LEFT}
    )


def plan_merge(ours: BibFile, keep: str, theirs: BibFile, drop: str) -> MergePlan:
    """Return what making one of the entries *keep* and *drop* would do, the files they stand in given.

    Raises: UsageError for unknown keys, or where the two are one.
    """
    if keep == drop:
        raise UsageError(f"cannot merge {keep!r} with itself", hint="name two keys")
    mine, other = _read(ours, keep), _read(theirs, drop)
    fields = merge_fields(mine.values, other.values, field_key, _plain)
    if mine.type != other.type:
        fields = fields._replace(conflicts=(Conflict(TYPE, mine.type, other.type), *fields.conflicts))
    return MergePlan(keep, drop, fields)


def _plain(name: str, value: str) -> str:
    """Return the text of a field; of names their parts in one order, however they are written."""
    if field_key(name) not in NAMES:
        return to_text(value)
    people = read_people(value)
    persons = (" ".join((*filter(None, (one.prefix, one.family, one.suffix, one.given)),)) for one in people.persons)
    return to_text(" and ".join((*persons, *(("others",) if people.others else ()))))


def merge_entries(ours: BibFile, theirs: BibFile, plan: MergePlan, take: Collection[str] = ()) -> BibFile:
    """Return the file *ours* with the entry that is kept as *plan* says; of the fields *take* the other's value counts.

    Raises: UsageError for a field in *take* that the two do not differ in.
    """
    known = {conflict.name: conflict for conflict in plan.fields.conflicts}
    chosen = [field_key(name) if field_key(name) == "date" else name.lower() for name in take]
    if unknown := [name for name in chosen if name not in known]:
        hint = did_you_mean(unknown[0], known) or f"they differ in: {', '.join(known) or 'nothing'}"
        raise UsageError(f"{plan.keep!r} and {plan.drop!r} do not differ in {unknown[0]!r}", hint=hint)
    other = _read(theirs, plan.drop)
    edited = ours
    for name in chosen:
        if name == TYPE:
            edited = edited.set_type(plan.keep, other.type)
        elif name == "date":
            edited = _date_taken(edited, plan.keep, other)
        else:
            twin = next(one for one in other.values if field_key(one) == field_key(name))
            edited = _copied(edited, plan.keep, name, other, twin)
    for name in plan.fields.filled:
        edited = _copied(edited, plan.keep, name, other)
    for name, value in plan.fields.joined.items():
        edited = edited.set_field(plan.keep, name, value)
    return edited


def _copied(file: BibFile, key: str, name: str, other: _Entry, twin: str = "") -> BibFile:
    """Return *file* with the field *name* as *other* has it, as it is written there where that means the same here."""
    value, raw = other.values[twin or name], other.file.value(other.key, twin or name) or ""
    if raw[:1] == file.layout().delimiter and raw[1:-1] == value:
        return file.set_raw(key, name, raw)
    same_file = other.file.source.path == file.source.path
    if same_file and raw.lower() in file.strings_above(file.entry(key)):
        return file.set_raw(key, name, raw)
    return file.set_field(key, name, value)


def _date_taken(file: BibFile, key: str, other: _Entry) -> BibFile:
    edited = file
    for name in _DATE:
        if edited.value(key, name) is not None and name not in other.values:
            edited = edited.remove_field(key, name)
    for name in _DATE:
        if name in other.values:
            edited = _copied(edited, key, name, other)
    return edited


def with_id(file: BibFile, key: str, old: str, ids: str = "") -> BibFile:
    """Return *file* with *old*, and the keys that *ids* lists, among the other keys of an entry (biblatex: ``ids``)."""
    present = next(entry for entry in read_blocks(file.source).entries if entry.key == key).fields.get("ids")
    listed = [one.strip() for one in (present.value if present else "").split(",") if one.strip()]
    more = [old, *(one.strip() for one in ids.split(","))]
    added = [one for one in dict.fromkeys(more) if one and one not in listed and one != key]
    return file.set_field(key, "ids", ", ".join((*listed, *added))) if added else file
