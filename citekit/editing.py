"""Editing a project's references: its .bib files, and what cites them, together.

A ``Shelf`` is a value: each operation returns another one, ``diff`` shows what it changes, and ``write`` writes all of
it or nothing. Files that are not .bib files are read elsewhere and not edited here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from citekit.bib import bibtex, suffixes
from citekit.bib.bibfile.blocks import RawEntry, read_blocks
from citekit.bib.edits.edit import BibFile, OnDisk
from citekit.bib.edits.keyrefs import cited_in_latex, referring, rename_references
from citekit.bib.edits.merge_entries import MergePlan, merge_entries, plan_merge, with_id
from citekit.bib.edits.reorder import Order, Parents, sort
from citekit.bib.inheritance.containers import aliases
from citekit.changes import Change, apply, difference
from citekit.encodings import encode
from citekit.errors import UsageError, raise_errors
from citekit.files import STDIN, Rewritten, library_source, read_bytes, write_files
from citekit.findings import Source, Span
from citekit.nearest import did_you_mean
from citekit.values import dataclass, replace

Kind = Literal["ledger", "markdown", "latex"]

_KINDS: Mapping[str, Kind] = {
    ".yaml": "ledger", ".yml": "ledger",
    ".md": "markdown", ".markdown": "markdown", ".qmd": "markdown", ".rmd": "markdown", ".txt": "markdown",
    ".tex": "latex", ".ltx": "latex",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citing:
    """A file that cites by key: a note ledger, or a text in Markdown or LaTeX. *before* is the file as it was read."""

    kind: Kind
    source: Source
    before: OnDisk

    @classmethod
    def read(cls, path: str) -> Citing:
        """Read *path*; its suffix says what it is.

        Raises: UnreadableError; UsageError for another suffix.
        """
        kind = _KINDS.get(Path(path).suffix.lower())
        if kind is None:
            hint = f"keys are renamed in {', '.join(_KINDS)} files"
            raise UsageError("not a file that cites: unknown suffix", where=Span(path), hint=hint)
        data = read_bytes(path)
        source = library_source(path, data)
        return cls(kind, source, OnDisk(source.text, data))

    def cites(self, key: str) -> bool:
        """Does the file cite *key*?"""
        return self.renamed(key, f"{key}x").source.text != self.source.text

    def renamed(self, old: str, new: str) -> Citing:
        """Return the file with *new* in place of *old*."""
        from citekit.notes.ledger import renaming  # noqa: PLC0415 - most edits have nothing that cites

        text = self.source.text
        match self.kind:
            case "ledger":
                text = renaming.rename_in_ledger(self.source, old, new)
            case "markdown":
                text = renaming.rename_in_markdown(text, old, new)
            case "latex":
                text = apply(text, [Change(start, end, new) for start, end in cited_in_latex(text, old)])
        return replace(self, source=replace(self.source, text=text))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of a project that an edit may change, as they are to be."""

    bibs: tuple[BibFile, ...]
    citing: tuple[Citing, ...] = ()

    # --- finding ---

    def home(self, key: str) -> BibFile:
        """Return the file that has *key*.

        Raises: UsageError for a key that no file has, or several do.
        """
        homes = [file for file in self.bibs if key in set(file.keys())]
        if not homes:
            known = [one for file in self.bibs for one in file.keys()]  # noqa: SIM118 - a method of ours
            paths = ", ".join(file.source.path for file in self.bibs)
            owner, _ = self._alias(key)
            hint = f"it is another key of {owner!r}" if owner else did_you_mean(key, known) or f"looked in {paths}"
            raise UsageError(
                f"no entry has the key {key!r}", where=Span(paths if len(self.bibs) == 1 else ""), hint=hint
            )
        if len(homes) > 1:
            paths = " and ".join(file.source.path for file in homes)
            raise UsageError(f"the key {key!r} is in {paths}", hint="name one of the files with --bib")
        return homes[0]

    def known_keys(self) -> set[str]:
        """Return the keys of all entries."""
        return {key for file in self.bibs for key in file.keys()}  # noqa: SIM118 - a method of ours

    def referring(self, key: str) -> list[str]:
        """Return what refers to *key*: keys of entries, and paths of files that cite it."""
        known = self.known_keys()
        entries = [one for file in self.bibs for one in referring(file, key, known) if one != key]
        return [*dict.fromkeys(entries), *(file.source.path for file in self.citing if file.cites(key))]

    # --- editing ---

    def set_field(self, key: str, name: str, value: str) -> Shelf:
        """Return the shelf with a field of an entry set; see ``BibFile.set_field``."""
        file = self.home(key)
        return self._with(file, file.set_field(key, name, value))

    def remove_field(self, key: str, *names: str) -> Shelf:
        """Return the shelf without fields of an entry."""
        file = edited = self.home(key)
        for name in dict.fromkeys(name.lower() for name in names):
            edited = edited.remove_field(key, name)
        return self._with(file, edited)

    def remove(self, *keys: str, cited: Literal["refuse", "allow"] = "refuse") -> Shelf:
        """Return the shelf without entries.

        Raises: UsageError where something that stays refers to one of them, by its key or one of its ``ids``, unless
        that is allowed.
        """
        shelf = self
        for key in dict.fromkeys(keys):
            file = self.home(key)
            names = (key, *self._aliases(file, key))
            users = [user for name in names for user in self.referring(name) if user not in keys]
            if cited == "refuse" and users:
                where = file.source.span(file.entry(key).key_start, file.entry(key).key_end)
                hint = "change them first, or take it out all the same with --force"
                message = f"{key!r} is referred to by {_listed(list(dict.fromkeys(users)))}"
                raise UsageError(message, where=where, hint=hint)
            home = shelf.home(key)
            shelf = shelf._with(home, home.remove_entry(key))
        return shelf

    def _aliases(self, file: BibFile, key: str) -> list[str]:
        """Return the other keys that an entry of *file* goes by (``ids``) and that no entry has for its own."""
        listed = next((aliases(one) for one in read_blocks(file.source).entries if one.key == key), [])
        known = self.known_keys()
        return [one for one in listed if one not in known]

    def rename(self, old: str, new: str) -> Shelf:
        """Return the shelf with another key of an entry, and of all that refers to it.

        Raises: UsageError for a key that is unknown, in use, or none.
        """
        home = self.home(old)
        for file in self.bibs:
            file.check_unused(new)
        self._check_no_alias(new, old)
        renamed = self._with(home, home.rename_entry(old, new))
        return renamed._with_references(old, new, self.known_keys())

    def add(self, source: Source, into: str = "", after: str = "") -> tuple[Shelf, list[str]]:
        """Return the shelf with the entries of a .bib text, and their keys.

        They go at the end of the file *into* (the only one, where there is one), or behind the entry *after*, laid
        out as that file is. What a string stands for is written out where the file does not define it alike.

        Raises: UsageError for a key in use, or a text without entries; InvalidInputError where it has errors.
        """
        suffix = Path(source.path).suffix.lower()
        if suffix in suffixes() and suffix not in bibtex.SUFFIXES:
            hint = f"convert it first: citekit convert {source.path} --to biblatex -o new.bib"
            raise UsageError("entries are added from .bib files", where=Span(source.path), hint=hint)
        blocks = read_blocks(source)
        raise_errors(blocks.findings)
        if not blocks.entries:
            raise UsageError("no entries in it", where=Span(source.path), hint="an entry starts with @book{key, …")
        home = self.home(after) if after else self._file(into)
        for entry in blocks.entries:
            for file in self.bibs:
                file.check_unused(entry.key)
            self._check_no_alias(entry.key, "")
        edited = home
        for entry in blocks.entries:
            edited = edited.add_raw(entry.type, entry.key, _raw_fields(edited, source, entry), after=after)
            after = entry.key if after else ""
        return self._with(home, edited), [entry.key for entry in blocks.entries]

    def sort(self, by: Order, parents: Parents = "as-now") -> Shelf:
        """Return the shelf with the entries of each file in order."""
        return replace(self, bibs=tuple(sort(file, by, parents) for file in self.bibs))

    def plan_merge(self, keep: str, drop: str) -> MergePlan:
        """Return what making two entries one would do."""
        return plan_merge(self.home(keep), keep, self.home(drop), drop)

    def merge(self, plan: MergePlan, take: Collection[str] = (), old_key: Literal["ids", "forget"] = "ids") -> Shelf:
        """Return the shelf with two entries made one as *plan* says; what referred to the other refers to it.

        Of the fields *take* the other's value counts. The other's key is kept among the ``ids``, unless *old_key* is
        "forget".

        Raises: UsageError where the one refers to the other.
        """
        keep, drop = plan.keep, plan.drop
        known = self.known_keys()
        ours, theirs = self.home(keep), self.home(drop)
        if keep in referring(ours, drop, known) or drop in referring(theirs, keep, known):
            hint = "part and whole are two entries; take the field out first if they are one"
            raise UsageError(f"{keep!r} and {drop!r} refer to each other", where=Span(ours.source.path), hint=hint)
        other = read_blocks(theirs.source).entries
        ids = next((entry.fields["ids"].value for entry in other if entry.key == drop and "ids" in entry.fields), "")
        merged = merge_entries(ours, theirs, plan, take)
        if old_key == "ids" or ids:
            merged = with_id(merged, keep, drop if old_key == "ids" else "", ids)
        shelf = self._with(ours, merged)
        theirs = shelf.home(drop)
        shelf = shelf._with(theirs, theirs.remove_entry(drop))
        return shelf._with_references(drop, keep, known, ids=False)

    # --- small steps ---

    def _with(self, old: BibFile, new: BibFile) -> Shelf:
        return replace(self, bibs=tuple(new if file is old else file for file in self.bibs))

    def _with_references(self, old: str, new: str, known: Collection[str], *, ids: bool = True) -> Shelf:
        bibs = tuple(rename_references(file, old, new, set(known) - {old}, ids=ids) for file in self.bibs)
        return replace(self, bibs=bibs, citing=tuple(file.renamed(old, new) for file in self.citing))

    def _file(self, path: str) -> BibFile:
        if not path and len(self.bibs) == 1:
            return self.bibs[0]
        paths = [file.source.path for file in self.bibs]
        if not path:
            raise UsageError("add to which file?", hint=f"name one with --into: {', '.join(paths)}")
        for file in self.bibs:
            if Path(file.source.path).resolve() == Path(path).resolve():
                return file
        raise UsageError(f"not a file of the project: {path!r}", hint=f"its .bib files: {', '.join(paths)}")

    def _check_no_alias(self, new: str, old: str) -> None:
        """Raise UsageError where *new* is another key of an entry other than *old*."""
        owner, where = self._alias(new)
        if owner and owner != old:
            message = f"the key {new!r} is in use: {owner!r} has it among its ids"
            raise UsageError(message, where=where, hint="choose another key")

    def _alias(self, key: str) -> tuple[str, Span | None]:
        """Return the key of the entry that has *key* among its ``ids``, and the place of that field; "" for none."""
        for file in self.bibs:
            if key not in file.text:
                continue
            for entry in read_blocks(file.source).entries:
                if key in aliases(entry):
                    return entry.key, entry.fields["ids"].where
        return "", None

    # --- what changed ---

    def rewritten(self) -> list[Rewritten]:
        """Return the files that are not as they were.

        Raises: UsageError for a character that a file's encoding does not have.
        """
        return [
            Rewritten(source.path, before.data, encode(source.text, source))
            for source, before in self._sources()
            if before.text != source.text
        ]

    def diff(self) -> str:
        """Return all changes as a unified diff."""
        return "".join(difference(source.path, before.text, source.text) for source, before in self._sources())

    def _sources(self) -> list[tuple[Source, OnDisk]]:
        return [
            *((file.source, file.before) for file in self.bibs if file.before is not None),
            *((file.source, file.before) for file in self.citing),
        ]

    def write(self) -> list[str]:
        """Write the files that changed, all or none, and return their paths.

        Raises: UnreadableError where a file was changed meanwhile, is read-only, or cannot be written.
        """
        files = self.rewritten()
        write_files(files)
        return [file.path for file in files]


def open_shelf(bibs: Sequence[str], citing: Iterable[str] = ()) -> Shelf:
    """Return the shelf of .bib files, and of the files that cite them.

    Raises: UnreadableError; UsageError where there is none to edit.
    """
    editable = [path for path in bibs if Path(path).suffix.lower() in bibtex.SUFFIXES]
    if STDIN in bibs:
        raise UsageError("standard input cannot be edited", hint="name a .bib file with --bib")
    if not editable:
        hint = "name a .bib file with --bib; others can be converted (citekit convert)"
        raise UsageError("no .bib file to edit", where=Span(", ".join(bibs)), hint=hint)
    files = {Path(path).resolve(): path for path in reversed(editable)}
    texts = {Path(path).resolve(): path for path in citing}
    return Shelf(
        tuple(BibFile.read(path) for path in reversed(files.values())),
        tuple(Citing.read(one) for one in texts.values()),
    )


def _raw_fields(file: BibFile, source: Source, entry: RawEntry) -> list[tuple[str, str]]:
    """Return the fields of an entry from elsewhere as they are to be written in *file*."""
    there = BibFile(source)
    layout = file.layout()
    defined = {name.lower(): value for name, value in read_blocks(file.source).strings.items()}
    fields = []
    for name, one in entry.fields.items():
        raw = there.value(entry.key, name) or ""
        means_the_same = raw[:1] not in ('"', "{", "") and (
            raw.isdecimal() or name == "month" or defined.get(raw.lower()) == one.value
        )
        written = source.text[one.start : one.start + len(name)]
        if written in (name.upper(), name.capitalize()):  # the capitals of that file, not of the name
            written = name
        fields.append((written, raw if means_the_same else layout.value(one.value)))
    return fields


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:4])
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
