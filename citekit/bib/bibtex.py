"""BibTeX and biblatex files -> Library.

The steps: blocks (``blocks.py``), inheritance, then each field by the tables of ``mapping.py``. A field with no CSL
home is kept in ``Reference.extra``. Every entry of the file is a reference or a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from citekit.bib import mapping
from citekit.bib.blocks import RawEntry, RawField, read_blocks
from citekit.bib.edtf import join_date, parse_date
from citekit.bib.latex import to_inlines, to_text
from citekit.bib.people import parse_name, split_names
from citekit.findings import Finding, Severity, Source
from citekit.model import Date, Key, Library, Name, Reference
from citekit.nearest import did_you_mean
from citekit.richtext import Inlines, concat, map_text, plain
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
        whole = heirs.complete(entry)
        references[Key(entry.key)] = _EntryReader(whole, findings).read()
    findings.sort(key=lambda finding: (finding.where.line, finding.where.column))
    return Library(references, tuple(dict.fromkeys(findings)))


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


class _EntryReader:
    """Turns the fields of one complete entry into the variables of a reference."""

    def __init__(self, entry: RawEntry, findings: list[Finding]) -> None:
        self._entry = entry
        self._findings = findings
        self._texts: dict[str, Inlines] = {}
        self._numbers: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date] = {}
        self._left = dict(entry.fields)

    def read(self) -> Reference:
        kind = self._type()
        self._read_titles(kind)
        self._read_publisher()
        self._read_number()
        self._read_eprint()
        self._read_archive()
        self._read_tables()
        self._read_names()
        self._read_dates()
        self._read_language()
        self._read_notes()
        for name in ("crossref", "xdata", "ids", "options"):
            self._left.pop(name, None)
        extra = {name: to_text(field.value) for name, field in self._left.items() if field.value.strip()}
        entry = self._entry
        return Reference(Key(entry.key), kind, self._texts, self._numbers, self._names, self._dates, extra, entry.where)

    # --- fields ---

    def _has(self, name: str) -> bool:
        return name in self._entry.fields

    def _take(self, name: str) -> RawField | None:
        field = self._left.pop(name, None)
        return field if field and field.value.strip() else None

    def _inlines(self, name: str) -> Inlines:
        field = self._take(name)
        if field is None:
            return ()
        if name in mapping.VERBATIM:
            return (re.sub(r"\\([_%&#~])", r"\1", field.value.strip()),)
        return _trimmed(to_inlines(field.value.strip(), self._reporter(field)))

    def _text(self, name: str) -> str:
        return plain(self._inlines(name)).strip()

    def _reporter(self, field: RawField) -> Callable[[str], None]:
        def report(command: str) -> None:
            message = f"unknown LaTeX command '\\{command}' in {field.name!r} of {self._entry.key!r}"
            hint = "its argument is kept as it is"
            finding = Finding("unknown-latex", message, field.where, Severity.WARNING, hint)
            if finding not in self._findings:
                self._findings.append(finding)

        return report

    # --- the type ---

    def _type(self) -> str:
        subtype = self._text("entrysubtype").lower()
        if subtype in mapping.SUBTYPES:
            return mapping.SUBTYPES[subtype]
        kind = self._entry.type
        if kind not in mapping.TYPES:
            hint = did_you_mean(kind, mapping.TYPES) or "it is set as a document"
            message = f"unknown entry type '@{kind}'"
            self._findings.append(Finding("unknown-type", message, self._entry.where, Severity.WARNING, hint))
            return "document"
        if kind == "unpublished" and self._has("eventtitle"):
            return "speech"
        if kind == "misc" and any(self._has(name) for name in ("archive", "collection", "fond")):
            return "manuscript"
        return mapping.TYPES[kind]

    # --- titles ---

    def _title(self, stem: str) -> Inlines:
        """Return a title with its subtitle and addon: "Title: Subtitle. Addon"."""
        title, subtitle, addon = (self._inlines(f"{stem}{part}") for part in ("title", "subtitle", "titleaddon"))
        if subtitle:
            colon = "" if not title else " " if plain(title)[-1] in "?!:" else ": "
            title = concat(title, (colon,), subtitle)
        if addon:
            title = concat(title, (". " if title else "",), addon)
        return title

    def _read_titles(self, kind: str) -> None:
        title, book, main = self._title(""), self._title("book"), self._title("main")
        journal = self._title("journal") or self._inlines("journal")
        issue = self._title("issue")
        volume: Inlines = ()
        container = journal or book
        if main and book:
            container, volume = main, book
        elif main and title:
            title, volume = main, title
        elif main:
            title = main
        if kind == "periodical" and issue:
            volume = issue
        elif issue:
            volume = volume or issue
        self._texts |= {
            name: value
            for name, value in (("title", title), ("container-title", container), ("volume-title", volume))
            if value
        }

    # --- variables by rule ---

    def _read_publisher(self) -> None:
        found = [_list(self._inlines(name)) for name in mapping.PUBLISHERS]
        if publishers := [name for name in found if name]:
            self._texts["publisher"] = concat(*_between(publishers, "; "))
        for name in ("origpublisher", "location", "address", "origlocation"):
            if (value := _list(self._inlines(name))) and mapping.TEXTS[name] not in self._texts:
                self._texts[mapping.TEXTS[name]] = value

    def _read_number(self) -> None:
        number = self._text("number")
        if not number:
            return
        kind = self._entry.type
        if kind in mapping.ISSUED:
            variable = "issue"
            if issue := self._text("issue"):  # "number = 2, issue = Summer": one volume part with two names
                number = f"{number}, {issue}"
        elif kind in mapping.NUMBERED or not self._has("series"):
            variable = "number"
        else:
            variable = "collection-number"
        self._numbers[variable] = _range(number)

    def _read_eprint(self) -> None:
        eprint = self._text("eprint")
        archive = (self._text("eprinttype") or self._text("archiveprefix")).lower()
        if not eprint:
            return
        match archive:
            case "pubmed" | "pmid":
                self._texts["PMID"] = (eprint,)
            case "pmc" | "pmcid":
                self._texts["PMCID"] = (eprint,)
            case _:
                known = {"arxiv": "https://arxiv.org/abs/", "jstor": "https://www.jstor.org/stable/"}
                if archive in known and not self._has("url"):
                    self._texts["URL"] = (known[archive] + eprint,)
                self._left["eprint"] = self._entry.fields["eprint"]
                if archive and "eprinttype" in self._entry.fields:
                    self._left["eprinttype"] = self._entry.fields["eprinttype"]

    def _read_archive(self) -> None:
        """Join the levels of an archive, from the largest down: "f. 17, op. 3, d. 724"."""
        levels = (("fond", "f."), ("opis", "op."), ("delo", "d."), ("list", "l."), ("box", "box"), ("folder", "folder"))
        parts = [f"{label} {value}" for name, label in levels if (value := self._text(name))]
        if location := self._text("archivelocation") or self._text("signature"):
            parts.append(location)
        if parts:
            self._texts["archive_location"] = (", ".join(parts),)
        if self._has("library") and (self._entry.type in ("unpublished", "archival", "manuscript", "letter")):
            self._texts.setdefault("archive", self._inlines("library"))

    def _read_tables(self) -> None:
        for name, variable in mapping.TEXTS.items():
            if variable not in self._texts and (value := self._inlines(name)):
                self._texts[variable] = value
        for name, variable in mapping.NUMBERS.items():
            if variable not in self._numbers and (number := self._text(name)):
                self._numbers[variable] = _range(number)
        if version := self._texts.pop("version", ()):
            self._numbers["version"] = plain(version)
        if eid := self._text("eid"):
            self._numbers.setdefault("number", eid)
        genre = plain(self._texts.get("genre", ())) or self._entry.type
        if genre in mapping.GENRES and (genre != self._entry.type or genre.endswith("thesis")):
            self._texts["genre"] = (mapping.GENRES[genre],)
        if (status := plain(self._texts.get("status", ()))) in mapping.STATUSES:
            self._texts["status"] = (mapping.STATUSES[status],)

    # --- names and dates ---

    def _read_names(self) -> None:
        for name, variable in mapping.NAMES.items():
            if people := self._people(name):
                role = self._text("editortype").lower() if name == "editor" else ""
                self._names[mapping.EDITOR_ROLES.get(role, variable)] = people
        for letter in "abc":
            role = self._text(f"editor{letter}type").lower()
            variable = mapping.EDITOR_ROLES.get(role, "")
            if variable and (people := self._people(f"editor{letter}")):
                self._names[variable] = (*self._names.get(variable, ()), *people)

    def _people(self, name: str) -> tuple[Name, ...]:
        field = self._take(name)
        if field is None:
            return ()
        options = self._entry.fields.get("options")
        use_prefix = bool(options and re.search(r"useprefix\s*=\s*true", options.value, re.IGNORECASE))
        report = self._reporter(field)
        names, others = split_names(" ".join(field.value.split()))
        if others:
            # CSL has no "and others"; it is kept where a check or a writer can find it.
            self._left[f"{name}+others"] = RawField(f"{name}+others", "true", field.where)
        decode = lambda text: to_text(text, report)  # noqa: E731 - bound to this field
        return tuple(parse_name(one, use_prefix=use_prefix, decode=decode) for one in names)

    def _read_dates(self) -> None:
        date, year, month, day = (self._text(name) for name in ("date", "year", "month", "day"))
        issued = parse_date(date) if date else join_date(year, month, day) if year else None
        if issued and (issued.start or issued.literal):
            self._dates["issued"] = issued
        for name, variable in mapping.DATES.items():
            if value := self._text(name):
                self._dates[variable] = parse_date(value)

    def _read_language(self) -> None:
        langid, language = self._text("langid"), self._text("language")
        found = mapping.LANGUAGES.get((langid or language).lower()) or langid or language
        if found:
            self._texts["language"] = (found,)

    def _read_notes(self) -> None:
        notes = [note for name in ("note", "addendum") if (note := self._inlines(name))]
        if notes:
            self._texts["note"] = concat(*_between(notes, ". "))


def _between(parts: list[Inlines], separator: str) -> Iterator[Inlines]:
    for position, part in enumerate(parts):
        if position:
            yield (separator,)
        yield part


def _list(inlines: Inlines) -> Inlines:
    """Return a biblatex list ("London and New York") as it is printed."""
    return map_text(inlines, lambda run: re.sub(r"\s+and\s+", " and ", run))


def _range(text: str) -> str:
    """Return a number with its ranges set: "332--340" and "332-340" have an en dash.

    >>> _range("332-340"), _range("A-12")
    ('332–340', 'A-12')
    """
    return re.sub(r"(?<=\d)\s*[-–—]+\s*(?=[\dA-Za-z]?\d)", "–", " ".join(text.split()))


def _trimmed(inlines: Inlines) -> Inlines:
    return map_text(inlines, lambda run: re.sub(r"[ \t\n]+", " ", run))
