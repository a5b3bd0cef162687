"""BibTeX and biblatex files -> Library.

The steps: blocks (``blocks.py``), inheritance, then each entry by its topics (``PASSES``) and tables (``fields.py``).
A field with no CSL home is kept in ``Reference.extra``. Every entry of the file is a reference or a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from citekit.bib import archives, identifiers, mapping, numbering, publishing, titles
from citekit.bib.blocks import RawEntry, RawField, read_blocks
from citekit.bib.draft import Draft
from citekit.bib.edtf import join_date, parse_date
from citekit.bib.entry_types import GENRES, read_type
from citekit.bib.fields import NUMBERS, TEXTS, TOPICS
from citekit.bib.localization import said
from citekit.bib.people import parse_name, split_names
from citekit.findings import Finding, Severity, Source
from citekit.model import Key, Library, Name, Reference
from citekit.nearest import did_you_mean
from citekit.richtext import plain
from citekit.values import replace

SUFFIXES = (".bib", ".bibtex")


def read(source: Source) -> Library:
    """Return the references of a .bib file, in file order."""
    blocks = read_blocks(source)
    findings = list(blocks.findings)
    entries = {entry.key: entry for entry in blocks.entries}
    heirs = _Heir(entries, findings)
    references: dict[Key, Reference] = {}
    for entry in blocks.entries:
        if entry.type == "xdata":  # holds fields for others, and is no work
            continue
        references[Key(entry.key)] = reference_of(heirs.complete(entry), findings)
    findings.sort(key=lambda finding: (finding.where.line, finding.where.column))
    return Library(references, tuple(blocks.attributed(dict.fromkeys(findings))))


def reference_of(entry: RawEntry, findings: list[Finding]) -> Reference:
    """Return one entry, which has what it inherits, as a reference; what is wrong in it is added to *findings*.

    A topic takes its fields first, in the order of ``PASSES``; then the tables say what each of the others is.
    """
    draft = Draft(entry, findings)
    read_type(draft)
    wanted = {TOPICS.get(name) for name in entry.fields}
    for topic, read_topic in PASSES:
        if topic in wanted:
            read_topic(draft)
    for name in list(draft.left):
        if variable := TEXTS.get(name):
            if variable not in draft.texts and (value := draft.inlines(name)):
                draft.texts[variable] = said(value)
        elif (variable := NUMBERS.get(name)) and variable not in draft.numbers and (number := draft.text(name)):
            draft.numbers[variable] = number
    if "genre" not in draft.texts and (genre := GENRES.get(entry.type)):
        draft.texts["genre"] = said((genre,))
    return draft.reference()


# --- topics of a few lines ---


def _read_notes(draft: Draft) -> None:
    if note := titles.join(draft.inlines("note"), ". ", draft.inlines("addendum")):
        draft.texts["note"] = note


def _read_names(draft: Draft) -> None:
    for name, variable in mapping.NAMES.items():
        if people := _people(draft, name):
            role = draft.text("editortype").lower() if name == "editor" else ""
            draft.names[mapping.EDITOR_ROLES.get(role, variable)] = people
    for letter in "abc":
        role = draft.text(f"editor{letter}type").lower()
        variable = mapping.EDITOR_ROLES.get(role, "")
        if variable and (people := _people(draft, f"editor{letter}")):
            draft.names[variable] = (*draft.names.get(variable, ()), *people)


def _people(draft: Draft, name: str) -> tuple[Name, ...]:
    field = draft.take(name)
    if field is None:
        return ()
    options = draft.entry.fields.get("options")
    use_prefix = bool(options and re.search(r"useprefix\s*=\s*true", options.value, re.IGNORECASE))
    names, others = split_names(" ".join(field.value.split()))
    if others:
        # CSL has no "and others"; it is kept where a check or a writer can find it.
        draft.extra[f"{name}+others"] = "true"
    return tuple(
        parse_name(one, use_prefix=use_prefix, decode=lambda text: plain(draft.decoded(field, text))) for one in names
    )


def _read_dates(draft: Draft) -> None:
    date, year, month, day = (draft.text(name) for name in ("date", "year", "month", "day"))
    issued = parse_date(date) if date else join_date(year, month, day) if year else None
    if issued and (issued.start or issued.end or issued.literal):
        draft.dates["issued"] = issued
    for name, variable in mapping.DATES.items():
        if value := draft.text(name):
            draft.dates[variable] = parse_date(value)


def _read_language(draft: Draft) -> None:
    langid, language = draft.text("langid") or draft.text("hyphenation"), draft.text("language")
    found = mapping.LANGUAGES.get((langid or language).lower()) or langid or language
    if found:
        draft.texts["language"] = (found,)


# What is read together, in this order: archives take fields that mean something else in a published work.
PASSES: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("archives", archives.read_archive),
    ("titles", titles.read_titles),
    ("numbers", numbering.read_numbers),
    ("pages", numbering.read_pages),
    ("identifiers", identifiers.read_identifiers),
    ("publishers", publishing.read_publishers),
    ("names", _read_names),
    ("dates", _read_dates),
    ("language", _read_language),
    ("notes", _read_notes),
)


class _Heir:
    """Gives an entry what it takes over from others: biblatex manual, 2.4.1 (crossref) and 2.4.2 (xdata)."""

    def __init__(self, entries: Mapping[str, RawEntry], findings: list[Finding]) -> None:
        self._entries = entries
        self._folded = {key.lower(): entry for key, entry in entries.items()}
        self._findings = findings

    def complete(self, entry: RawEntry, above: tuple[str, ...] = ()) -> RawEntry:
        fields = dict(entry.fields)
        above = (*above, entry.key)
        for parent, reference in self._parents(entry, "xdata"):
            for name, value in self._ancestor(parent, reference, above).items():
                fields.setdefault(name, value)
        for parent, reference in self._parents(entry, "crossref"):
            for name, value in self._ancestor(parent, reference, above).items():
                for heir in mapping.inherited_field(name, parent.type, entry.type):
                    fields.setdefault(heir, value)
        return replace(entry, fields=fields)

    def _ancestor(self, parent: RawEntry, reference: RawField, above: tuple[str, ...]) -> Mapping[str, RawField]:
        if parent.key in above:
            message = f"the entry {parent.key!r} takes over from itself ({' → '.join((*above, parent.key))})"
            hint = f"take the field {reference.name!r} out of one of them"
            self._findings.append(Finding("crossref-cycle", message, reference.where, Severity.ERROR, hint))
            return {}
        return self.complete(parent, above).fields

    def _parents(self, entry: RawEntry, field: str) -> Iterator[tuple[RawEntry, RawField]]:
        if field not in entry.fields:
            return
        for key in entry.fields[field].value.split(","):
            parent = self._entries.get(key.strip()) or self._folded.get(key.strip().lower())
            if parent:
                yield parent, entry.fields[field]
            elif key.strip():
                hint = did_you_mean(key.strip(), self._entries) or "the entry may be in another file"
                message = f"the {field} {key.strip()!r} is not in this file"
                where = entry.fields[field].where
                self._findings.append(Finding("unknown-crossref", message, where, Severity.ERROR, hint))
