"""Files of references, as rules see them: every entry with its places, and what the readers have found.

A .bib file is read by its blocks alone: what entries say in CSL is asked of few of them, and takes three times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from citekit import bib
from citekit.bib import bibtex
from citekit.bib.bibfile.blocks import RawEntry, read_blocks
from citekit.bib.draft import Draft
from citekit.bib.entries.check import as_written
from citekit.bib.inheritance.containers import aliases, inherit
from citekit.bib.mapping.entry_types import read_type
from citekit.checks.entry import Entry
from citekit.checks.facts import EntryFact
from citekit.files import read_library_source
from citekit.findings import Finding, Source
from citekit.model import Key, Reference


class Entries:
    """The entries of *sources*, files of references that know each other, in order.

    *findings* are what their readers say: of each file as a whole, of its blocks, of what entries take over. *memory*
    is for what several rules work out of them.
    """

    def __init__(self, sources: Sequence[Source], today: date) -> None:
        self.sources = tuple(sources)
        self.today = today
        self.findings: list[Finding] = []
        self.entries: list[Entry] = []
        self.memory: dict[str, Any] = {}
        self._raw: dict[str, RawEntry] = {}  # with what they take over
        self._kinds: dict[str, str] = {}  # CSL's types
        self._references: dict[str, Reference] = {}
        self._read_bib([one for one in sources if _is_bib(one.path)])
        for source in sources:
            if not _is_bib(source.path):
                self._read_other(source)

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """The entries by their keys; the first of two with one key."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.key, entry)
        return found

    def reference(self, key: str) -> Reference:
        """Return an entry as the reference that is set.

        Raises: KeyError.
        """
        if key not in self._references:
            self._references[key] = bibtex.reference_of(self._raw[key], [])
        return self._references[key]

    def facts(self) -> Iterator[EntryFact]:
        """Yield what is kept of each entry."""
        same: dict[tuple[str, ...], frozenset[str]] = {}
        for key, entry in self.by_key.items():
            names = tuple(name for name, field in entry.all.items() if field.value and not field.value.isspace())
            fields = same.setdefault(names, frozenset(names))  # there are few sets of them
            yield EntryFact(
                Key(key),
                entry.type,
                self._kinds.get(key, ""),
                entry.where,
                fields,
                entry.text("pages"),
                entry.text("pagination"),
                entry.text("pagetotal"),
                file=entry.text("file"),
            )

    def aliases(self) -> Iterator[tuple[Key, Key]]:
        """Yield other keys of entries, each with the entry's own."""
        for entry in self.entries:
            if "ids" in entry.fields:
                for alias in aliases(self._raw[entry.key]):
                    yield Key(alias), Key(entry.key)

    def _read_bib(self, sources: Sequence[Source]) -> None:
        strings: Mapping[str, str] | None = None
        raw: list[RawEntry] = []
        for source in sources:
            blocks = read_blocks(source, strings)
            self.findings += bib.of_the_file(source, empty=not blocks.entries and not blocks.findings)
            strings = blocks.strings
            raw += blocks.entries
            self.findings += blocks.attributed(blocks.findings)
        told: list[Finding] = []
        for own, complete in zip(raw, inherit(list(raw), told), strict=True):
            self._raw.setdefault(own.key, complete)
            if own.type != "xdata":
                draft = Draft(complete, told)
                read_type(draft)
                self._kinds.setdefault(own.key, draft.kind)
                self.entries.append(Entry(own, complete, today=self.today))
        self.findings += told

    def _read_other(self, source: Source) -> None:
        library = bib.reader_for(source.path).read(source)
        self.findings += bib.of_the_file(source, empty=not library.references and not library.findings)
        self.findings += library.findings
        for reference in library.references.values():
            self._references.setdefault(reference.key, reference)
            self._kinds.setdefault(reference.key, reference.type)
            where = reference.where
            entry = as_written(reference)
            self._raw.setdefault(entry.key, entry)
            self.entries.append(Entry(entry, source=source, where=where, today=self.today))


def read_entries(paths: Sequence[str], today: date) -> Entries:
    """Return the entries of the files *paths*.

    Raises: UnreadableError, UsageError for a suffix that no reader has.
    """
    return Entries([read_library_source(path) for path in paths], today)


def _is_bib(path: str) -> bool:
    return bib.reader_for(path) is bibtex  # type: ignore[comparison-overlap]  # a module is a Reader
