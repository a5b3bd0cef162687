"""The entries of a whole library: their keys, and the entries that they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citekit.bib import exact
from citekit.bib.bibtex import reference_of
from citekit.bib.entries.check import Entry, alike, entry_of, raw_entry
from citekit.bib.entries.text import legal_key
from citekit.bib.entries.writing import Dialect
from citekit.bib.inheritance.containers import inherit
from citekit.bib.latex.writing import unwritten
from citekit.findings import Finding, Severity, Span
from citekit.model import Key, Library, Reference

_FEW = 5  # keys that a warning names
_SHOWN = 20  # characters that a warning shows


def entries_of(library: Library, dialect: Dialect) -> tuple[list[Entry], tuple[Finding, ...]]:
    """Return the entries of *library* in order, and a warning for each key that is written otherwise."""
    keys: dict[Key, Key] = {}
    findings: list[Finding] = []
    taken = {key for key in library.references if legal_key(key, (), ascii_only=dialect.ascii_only) == key}
    for key, reference in library.references.items():
        keys[key] = key if key in taken else legal_key(key, taken, ascii_only=dialect.ascii_only)
        if keys[key] != key:
            taken.add(keys[key])
            message = f"the key {str(key)!r} is written {str(keys[key])!r}"
            where = reference.where or Span("")
            hint = "a key of a .bib file has no blanks, quotes, braces, commas or any of # % = ~ \\"
            findings.append(Finding("key", message, where, Severity.WARNING, hint, key))
    entries = [entry_of(reference, keys[key], dialect) for key, reference in library.references.items()]
    if dialect.ascii_only and (left := unwritten("".join(value for one in entries for value in one.fields.values()))):
        shown = " ".join(left[:_SHOWN]) + (" …" if len(left) > _SHOWN else "")
        message = f"{len(left)} characters have no command in LaTeX, and stay as they are: {shown}"
        findings.append(Finding("not-ascii", message, Span(""), Severity.WARNING))
    if any("crossref" in entry.fields for entry in entries):
        entries = _with_crossrefs(entries, list(library.references.values()), in_order=not dialect.biblatex)
    return entries, tuple(findings)


def _with_crossrefs(entries: Sequence[Entry], references: Sequence[Reference], *, in_order: bool) -> list[Entry]:
    """Return *entries* with those crossrefs alone that change nothing: each entry says all that it took over.

    *in_order* is for BibTeX, which wants an entry to come after those that refer to it.
    """
    found = {entry.key: place for place, entry in enumerate(entries)}
    made = list(entries)
    for place, entry in enumerate(entries):
        if (parent := found.get(entry.fields.get("crossref", ""))) is None or (in_order and parent < place):
            made[place] = _without_crossref(entry)
    findings: list[Finding] = []
    complete = inherit([raw_entry(entry.type, entry.key, entry.fields) for entry in made], findings)
    for place, whole in enumerate(complete):
        if "crossref" in made[place].fields:
            read = reference_of(whole, findings)
            meant = references[place]
            if read.type != meant.type or any(exact.different(meant, read, alike)):
                made[place] = _without_crossref(made[place])
    return made


def _without_crossref(entry: Entry) -> Entry:
    return entry._replace(fields={name: value for name, value in entry.fields.items() if name != "crossref"})


def lost(entries: Iterable[Entry], format_: str) -> list[Finding]:
    """Return a warning for each variable that entries do not say, with the keys of some of them."""
    keys: dict[str, list[str]] = {}
    for entry in entries:
        for kind, variable in entry.lost:
            keys.setdefault(variable or kind, []).append(entry.key)
    findings = []
    for variable, of in keys.items():
        named = ", ".join(of[:_FEW]) + (" …" if len(of) > _FEW else "")
        counted = f"{len(of)} reference{'' if len(of) == 1 else 's'}"
        message = f"{format_} cannot say all of {variable!r}: left out or changed in {counted} ({named})"
        findings.append(Finding("lost", message, Span(""), Severity.WARNING, "biblatex and CSL-JSON keep it"))
    return findings
