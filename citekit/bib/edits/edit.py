"""Editing .bib files without loss: what is not changed stays, byte for byte.

A ``BibFile`` is a value; each operation returns another one, and ``bytes`` is what to write. Encoding, byte order
mark and line ends stay. Every operation is checked by reading the new text: where the reader would see anything but
the change, it is refused.

Sources: biblatex manual, 2.2.5 (Field Aliases), 2.3 (keys); what may stand in a key or a value is BibTeX's grammar as
``bibfile/syntax.py`` has it.
"""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from citekit.bib.bibfile.syntax import LEFT_OPEN
from citekit.bib.bibfile.tokens import Block, Entry, Field, String, tokenize
from citekit.bib.duplicates.merging import field_key
from citekit.bib.edits.changes import entry_removal, insertion, removal
from citekit.bib.entries.layout import Layout, delimited, layout_of, learn
from citekit.changes import Change, apply
from citekit.encodings import encode
from citekit.errors import UsageError
from citekit.files import library_source, read_bytes
from citekit.findings import Source, Span
from citekit.nearest import did_you_mean
from citekit.patterns import pattern
from citekit.values import NamedTuple, dataclass, field, replace

if TYPE_CHECKING:
    from pathlib import Path

_BAD_IN_KEY = pattern(r"[\s{}()\"#%',=\\~]")
_BAD_IN_NAME = pattern(r"[\s{}()\"#%',=\\@]")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_LINE_REST = pattern(r"[ \t]*(?:%[^\n\r]*)?")


class OnDisk(NamedTuple):
    """A file as it was read."""

    text: str
    data: bytes


@dataclass(frozen=True, slots=True)
class BibFile:
    """A .bib file as it is, or as it is to be. *before* is the file as it was read, ``None`` for one made in memory."""

    source: Source
    before: OnDisk | None = field(default=None, repr=False, compare=False)
    blocks: tuple[Block, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", tuple(tokenize(self.source.text)))

    @classmethod
    def read(cls, path: str | Path) -> BibFile:
        """Read *path*, in whatever encoding it is.

        Raises: UnreadableError.
        """
        data = read_bytes(path)
        source = library_source(path, data)
        return cls(source, OnDisk(source.text, data))

    @property
    def text(self) -> str:
        """The text, line ends as they are."""
        return self.source.text

    @property
    def bytes(self) -> builtins.bytes:
        """The file as it is to be written; what was read, where nothing is changed.

        Raises: UsageError for a character that the file's encoding does not have.
        """
        if self.before is not None and self.before.text == self.text:
            return self.before.data
        return encode(self.text, self.source)

    @property
    def entries(self) -> list[Entry]:
        """The entries in file order, those with a key used again among them."""
        return [block for block in self.blocks if isinstance(block, Entry)]

    def key(self, entry: Entry) -> str:
        """Return the key of an entry."""
        return self.text[entry.key_start : entry.key_end]

    def keys(self) -> list[str]:
        """Return the keys in file order."""
        return [key for entry in self.entries if (key := self.key(entry))]

    def entry(self, key: str) -> Entry:
        """Return the entry with *key*.

        Raises: UsageError for a key that is not there, or stands at several entries.
        """
        found = [entry for entry in self.entries if self.key(entry) == key]
        if not found:
            hint = did_you_mean(key, self.keys()) or f"{self.source.path} has {len(self.keys())} entries"
            raise UsageError(f"no entry has the key {key!r}", where=Span(self.source.path), hint=hint)
        if len(found) > 1:
            lines = " and ".join(str(self._where(one).line) for one in found)
            hint = "give them different keys by hand first"
            raise UsageError(f"the key {key!r} stands in lines {lines}", where=self._where(found[0]), hint=hint)
        return found[0]

    def value(self, key: str, name: str) -> str | None:
        """Return the value of a field with its delimiters, as it is written; ``None`` where it is not there."""
        one = _field(self.text, self.entry(key), name)
        return None if one is None else self.text[one.value_start : one.value_end]

    def layout(self) -> Layout:
        """Return how the entries are laid out."""
        return learn(self.text, self.blocks)

    # --- fields ---

    def set_field(self, key: str, name: str, value: str) -> BibFile:
        """Return the file with *value*, LaTeX text without delimiters, in the field *name* of an entry.

        Delimiters stay as they are; a value put together with ``#`` is set as a whole. A new field goes behind the
        last one, written as the others of its entry are.

        Raises: UsageError for an unknown key, unbalanced braces, a name that is none, or where the entry has the
        field under another name ("journal", "journaltitle").
        """
        entry = self._editable(key)
        check_value(value)
        check_name(name)
        value = value.replace("\r\n", "\n").replace("\n", self.layout().line_end) if "\n" in value else value
        present = _field(self.text, entry, name)
        if present is not None:
            raw = self._restyled(present, value, name, self.strings_above(entry))
            change = [Change(present.value_start, present.value_end, raw)]
            return self._changed(change, entry, {name.lower(): raw})
        self._refuse_alias(entry, name)
        self._refuse_unclosed(entry)
        layout = layout_of(self.text, entry, self.layout())
        raw = value if name.lower() == "month" and value.lower() in _MONTHS else layout.value(value)
        return self._changed(insertion(self.text, entry, name, raw, layout), entry, {name.lower(): raw})

    def set_raw(self, key: str, name: str, raw: str) -> BibFile:
        """Return the file with a field whose value is *raw*: delimiters, names of strings and ``#`` are in it."""
        entry = self._editable(key)
        present = _field(self.text, entry, name)
        if present is not None:
            change = [Change(present.value_start, present.value_end, raw)]
        else:
            self._refuse_unclosed(entry)
            layout = layout_of(self.text, entry, self.layout())
            change = insertion(self.text, entry, name, raw, layout)
        return self._changed(change, entry, {name.lower(): raw})

    def remove_field(self, key: str, name: str) -> BibFile:
        """Return the file without a field of an entry; comments beside it stay.

        Raises: UsageError where there is no such field.
        """
        entry = self._editable(key)
        lower = name.lower()
        names = [self.text[one.name_start : one.name_end] for one in entry.fields]
        places = [place for place, one in enumerate(names) if one.lower() == lower]
        if not places:
            hint = did_you_mean(name, names) or f"it has: {', '.join(names)}"
            raise UsageError(f"the entry {key!r} has no field {name!r}", where=self._where(entry), hint=hint)
        if len(places) > 1:  # stands twice: from the last to the first, each change by itself
            edited = self._changed(removal(self.text, entry, places[-1]), entry, {}, dropped=places[-1])
            return edited.remove_field(key, name)
        return self._changed(removal(self.text, entry, places[0]), entry, {}, dropped=places[0])

    def _restyled(self, present: Field, value: str, name: str, strings: Collection[str]) -> str:
        """Return *value* in the delimiters that the field has; the name of one of *strings* stays bare."""
        old = self.text[present.value_start : present.value_end]
        match present.form:
            case "number" if value.isascii() and value.isdecimal():
                return value
            case "name" if value.lower() in strings or (name.lower() == "month" and value.lower() in _MONTHS):
                return value
            case "braced" | "quoted":
                return delimited(value, old[0])
            case "joined":
                marks = [self.text[one.start] for one in present.pieces if one.form in ("braced", "quoted")]
                return delimited(value, marks[0] if marks else self.layout().delimiter)
        return delimited(value, self.layout().delimiter)

    def strings_above(self, entry: Entry) -> set[str]:
        """Return the names of strings, in small letters, that mean the same from *entry* on: defined once, above."""
        defined: dict[str, list[int]] = {}
        for block in self.blocks:
            for one in block.fields if isinstance(block, String) else ():
                defined.setdefault(self.text[one.name_start : one.name_end].lower(), []).append(block.start)
        return {name for name, places in defined.items() if len(places) == 1 and places[0] < entry.start}

    def _refuse_alias(self, entry: Entry, name: str) -> None:
        for one in entry.fields:
            other = self.text[one.name_start : one.name_end]
            if other.lower() != name.lower() and field_key(other) == field_key(name) and not _are_parts(other, name):
                where = self.source.span(one.name_start, one.name_end)
                message = f"the entry has {other!r}, which is {name!r} under another name"
                raise UsageError(message, where=where, hint=f"set {other!r}, or take it out first")

    # --- entries ---

    def set_type(self, key: str, type_: str) -> BibFile:
        """Return the file with another type of an entry, in capitals as the one it has.

        Raises: UsageError for an unknown key, or what is no type.
        """
        entry = self._editable(key)
        check_name(type_)
        if type_.lower() in ("comment", "preamble", "string"):
            raise UsageError(f"an entry cannot be a @{type_}", hint="write a type such as book or article")
        old = self.text[entry.type_start : entry.type_end]
        written = type_.upper() if old.isupper() else type_.capitalize() if old == old.capitalize() else type_
        edited = self.with_text(apply(self.text, [Change(entry.type_start, entry.type_end, written)]))
        self._check_kept(edited, changed=self.entries.index(entry))
        return edited

    def add_entry(
        self, type_: str, key: str, fields: Sequence[tuple[str, str]] | Mapping[str, str], *, after: str = ""
    ) -> BibFile:
        """Return the file with a new entry, laid out as the others are, at the end or behind the entry *after*.

        Values are LaTeX text without delimiters.

        Raises: UsageError for a key that is in use or none, unbalanced braces, an unknown entry *after*.
        """
        pairs = list(fields.items() if isinstance(fields, Mapping) else fields)
        layout = self.layout()
        for name, value in pairs:
            check_name(name)
            check_value(value)
        raw = [
            (name, value if name.lower() == "month" and value.lower() in _MONTHS else layout.value(value))
            for name, value in pairs
        ]
        return self.add_raw(type_, key, raw, after=after)

    def add_raw(self, type_: str, key: str, fields: Sequence[tuple[str, str]], *, after: str = "") -> BibFile:
        """Return the file with a new entry whose values have their delimiters."""
        check_key(key)
        check_name(type_)
        self.check_unused(key)
        layout = self.layout()
        written = layout.entry(type_, key, fields)
        change = self._entry_insertion(written, layout, after)
        edited = self.with_text(apply(self.text, [change]))
        self._check_kept(edited, added={key})
        return edited

    def _entry_insertion(self, written: str, layout: Layout, after: str) -> Change:
        entries = self.entries
        if after or entries:
            place = self.entry(after).end if after else entries[-1].end
            place = _LINE_REST.match(self.text, place).end()  # type: ignore[union-attr]  # it matches nothing, too
            return Change(place, place, f"{layout.blank}{written}")
        place = len(self.text)
        gap = ""
        if self.text.strip():
            gap = layout.line_end if self.text.endswith(layout.line_end) else layout.blank
        return Change(place, place, f"{gap}{written}{layout.line_end}")

    def remove_entry(self, key: str) -> BibFile:
        """Return the file without an entry and its blank lines; comments beside it stay."""
        entry = self.entry(key)
        edited = self.with_text(apply(self.text, [entry_removal(self.text, entry)]))
        self._check_kept(edited, removed={entry})
        return edited

    def rename_entry(self, key: str, new: str) -> BibFile:
        """Return the file with another key of one entry; what refers to it stays (see ``keyrefs``)."""
        entry = self._editable(key)
        check_key(new)
        self.check_unused(new)
        edited = self.with_text(apply(self.text, [Change(entry.key_start, entry.key_end, new)]))
        self._check_kept(edited, added={new}, removed={entry})
        return edited

    def check_unused(self, key: str) -> None:
        """Raise UsageError where an entry has *key*."""
        used = next((entry for entry in self.entries if self.key(entry) == key), None)
        if used is not None:
            raise UsageError(f"the key {key!r} is in use", where=self._where(used), hint="choose another key")

    # --- checked ---

    def with_values(self, changes: Iterable[Change]) -> BibFile:
        """Return the file with changes inside values: entries, keys and fields stay, in number and order.

        Raises: UsageError where they do not.
        """
        edited = self.with_text(apply(self.text, changes))
        shapes = [
            [(file.key(entry), [name for name, _ in file._fields(entry)]) for entry in file.entries]
            for file in (self, edited)
        ]
        if shapes[0] != shapes[1] or _others(self) != _others(edited):
            self._refuse(None)
        return edited

    def with_text(self, text: str) -> BibFile:
        """Return the file with another text, unchecked."""
        return replace(self, source=replace(self.source, text=text))

    def _where(self, entry: Entry) -> Span:
        return self.source.span(entry.key_start, max(entry.key_end, entry.key_start + 1))

    def _editable(self, key: str) -> Entry:
        entry = self.entry(key)
        if entry.close < 0:
            raise UsageError(
                f"the entry {key!r} is never closed", where=self._where(entry), hint="close it before it is changed"
            )
        return entry

    def _refuse_unclosed(self, entry: Entry) -> None:
        """Raise UsageError where a value of *entry* ends by a guess: a field behind it would stand within it."""
        flaw = next((flaw for flaw in entry.flaws if flaw.kind in LEFT_OPEN), None)
        if flaw is not None:
            raise UsageError(
                f"a value of the entry {self.key(entry)!r} is never closed",
                where=self.source.span(flaw.start, flaw.end),
                hint="close it before a field is added",
            )

    def _changed(
        self, changes: Sequence[Change], entry: Entry, values: Mapping[str, str], dropped: int = -1
    ) -> BibFile:
        """Apply *changes* of one entry, and check that it has *values* then, and all else as before."""
        edited = self.with_text(apply(self.text, changes))
        place = self.entries.index(entry)
        self._check_kept(edited, changed=place)
        before = [one for index, one in enumerate(self._fields(entry)) if index != dropped]
        after = edited._fields(edited.entries[place])
        expected = list(before)
        for name, raw in values.items():
            holding = [index for index, one in enumerate(before) if one[0] == name]
            if holding:
                expected[holding[-1]] = (name, raw)
            else:
                expected.append((name, raw))
        if after != expected or len(entry.flaws) < len(edited.entries[place].flaws):
            self._refuse(entry)
        return edited

    def _fields(self, entry: Entry) -> list[tuple[str, str]]:
        text = self.text
        return [
            (text[one.name_start : one.name_end].lower(), text[one.value_start : one.value_end]) for one in entry.fields
        ]

    def _check_kept(
        self, edited: BibFile, *, added: Collection[str] = (), removed: Collection[Entry] = (), changed: int = -1
    ) -> None:
        """Raise UsageError unless the entries are those of before, but for what is named; text included."""
        kept = [self._shown(one) for index, one in enumerate(self.entries) if one not in removed and index != changed]
        there = [
            edited._shown(one)
            for index, one in enumerate(edited.entries)
            if edited.key(one) not in added and index != changed
        ]
        if kept != there or _others(self) != _others(edited):
            self._refuse(None)

    def _shown(self, entry: Entry) -> str:
        return self.text[entry.start : entry.end]

    def _refuse(self, entry: Entry | None) -> None:
        where = self._where(entry) if entry else Span(self.source.path)
        raise UsageError(
            "the change would alter more than it says",
            where=where,
            hint="the file is broken near that place, or the text looks like the beginning of an entry",
        )


# --- what may be written ------------------------------------------------------------------------------------


def check_key(key: str) -> None:
    """Raise UsageError for what cannot be a key."""
    if not key or (bad := _BAD_IN_KEY.search(key)):
        what = f"{bad[0]!r} cannot stand in a key" if key and bad else "a key cannot be empty"
        raise UsageError(f"not a key: {key!r}", hint=f"{what}; letters, digits and :.+-/_ can")


def check_name(name: str) -> None:
    """Raise UsageError for what cannot be the name of a field or type."""
    if not name or _BAD_IN_NAME.search(name) or name.isdecimal():
        raise UsageError(f"not the name of a field: {name!r}", hint="names are letters, digits and hyphens")


def check_value(value: str) -> None:
    r"""Raise UsageError for a value whose braces do not match; BibTeX counts ``\{`` as well."""
    depth = 0
    for character in value:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            break
    if depth:
        what = "'}' closes nothing" if depth < 0 else "'{' is never closed"
        hint = "BibTeX counts \\{ and \\} too: write \\textbraceleft and \\textbraceright for single ones"
        raise UsageError(f"unbalanced braces in {value!r}: a {what}", hint=hint)
    if (len(value) - len(value.rstrip("\\"))) % 2:
        hint = "for TeX it belongs to the brace behind it; write \\textbackslash for the sign"
        raise UsageError(f"a backslash ends {value!r}", hint=hint)


def _are_parts(first: str, second: str) -> bool:
    """Are two fields parts of one date?"""
    return {first.lower(), second.lower()} <= {"year", "month", "day"}


def _field(text: str, entry: Entry, name: str) -> Field | None:
    """Return the field *name* that the reader takes: the last, where it stands twice."""
    found = [one for one in entry.fields if text[one.name_start : one.name_end].lower() == name.lower()]
    return found[-1] if found else None


def _others(file: BibFile) -> list[str]:
    """Return the words of what is no entry: strings, preambles, comments, and texts between them."""
    between = (block for block in file.blocks if not isinstance(block, Entry))
    return [word for block in between for word in file.text[block.start : block.end].split()]
