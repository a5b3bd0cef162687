"""Entries of a .bib file in the shape in which biber shows them, and their comparison with what biber made of them.

The cases ``biber-*`` are what ``biber --tool --output-resolve-crossrefs --output-resolve-xdata`` writes: names in
parts, and the fields that an entry has when it has taken over what others give it. They are compared before anything
becomes CSL, as text: both sides' LaTeX is decoded first. ``tests/bib_cases.py`` runs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from citekit.bib.bibfile.blocks import RawEntry, RawField, read_blocks
from citekit.bib.dates.edtf import to_edtf
from citekit.bib.dates.rawdates import parse_date
from citekit.bib.inheritance.containers import aliases, inherit
from citekit.bib.inheritance.rules import TYPE_ALIASES, canonical, date_of
from citekit.bib.latex.decoding import to_text
from citekit.bib.latex.splitting import group_of, split_list
from citekit.bib.people.name_lists import Person, read_people
from citekit.files import read_source
from citekit.findings import Finding, Source

Item = dict[str, Any]

# biblatex's data model (biblatex manual, 2.2.2 to 2.2.4): what biber shows of an entry. Missing are fields that it
# uses up itself (crossref, xdata, keywords, related …).
_NAMES = frozenset(
    "afterword annotator author bookauthor commentator editor editora editorb editorc foreword holder introduction "
    "namea nameb namec shortauthor shorteditor sortname translator".split()
)
_LISTS = frozenset(
    "institution language lista listb listc listd liste listf location organization origlanguage origlocation "
    "origpublisher publisher".split()
)
_SHOWN = _LISTS | frozenset(
    "abstract addendum authortype booksubtitle booktitle booktitleaddon chapter doi edition editoratype editorbtype "
    "editorctype editortype eid entrysubtype eprint eprintclass eprinttype eventtitle eventtitleaddon execute gender "
    "howpublished indexsorttitle indextitle isan isbn ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon "
    "iswc journalsubtitle journaltitle journaltitleaddon label langid langidopts library mainsubtitle maintitle "
    "maintitleaddon nameaddon nameatype namebtype namectype note number pages pagetotal part presort pubstate "
    "relatedstring relatedtype series shorthand shorthandintro shortjournal shortseries shorttitle sortkey sorttitle "
    "sortyear subtitle title titleaddon type url usera userb userc userd usere userf venue verba verbb verbc version "
    "volume volumes".split()
)
_THESES = {"mastersthesis": "mathesis", "phdthesis": "phdthesis", "techreport": "techreport"}
# What biber shows of these is another thing: annotations of values are shown as a field too, and an aliased
# ``file`` or a rewritten list of options is not what the file says.
_IGNORED = frozenset(("annotation", "file", "ids", "options"))


def resolved_entries(source: Source) -> list[dict[str, Any]]:
    """Return the entries of a file as ``{"id", "type", "names", "fields"}``, in order, with what they take over."""
    return _resolved_all(read_blocks(source).entries)


def _resolved_all(entries: Sequence[RawEntry]) -> list[dict[str, Any]]:
    findings: list[Finding] = []
    return [_resolved(entry) for entry in inherit(entries, findings)]


def _resolved(entry: RawEntry) -> dict[str, Any]:
    fields = {canonical(name): field for name, field in entry.fields.items() if field.value.strip()}
    fields |= {name: field for name, field in entry.fields.items() if name in fields and field.value.strip()}
    shown = {name: _value(name, field.value) for name, field in fields.items() if name in _SHOWN}
    if entry.type in _THESES:
        shown.setdefault("type", _THESES[entry.type])
    for kind in ("", "event", "orig", "url"):
        if date := _date(fields, kind):
            shown[f"date:{kind}" if kind else "date"] = date
    return {
        "id": entry.key,
        "type": TYPE_ALIASES.get(entry.type, entry.type),
        "names": {name: names_of(field.value) for name, field in fields.items() if name in _NAMES},
        "fields": shown,
    }


def names_of(text: str) -> dict[str, Any]:
    """Return a list of names in biber's parts; an institution is a family name there."""
    people = read_people(text)
    return {"others": people.others, "list": [_parts(person) for person in people.persons]}


def _parts(person: Person) -> dict[str, str]:
    parts = {"family": person.family, "given": person.given, "prefix": person.prefix, "suffix": person.suffix}
    use_prefix = person.options.get("useprefix")
    return {part: text for part, latex in parts.items() if (text := plain(latex))} | (
        {"useprefix": use_prefix} if use_prefix else {}
    )


def plain(latex: str) -> str:
    """Return the characters of LaTeX text, every blank alike.

    >>> plain("Angew.~Chem. {I}nt.")
    'Angew. Chem. Int.'
    """
    return " ".join(re.sub(r"[\s\u00a0\u202f]+", " ", to_text(latex.replace("\n", " "))).split())


def _value(name: str, text: str) -> Any:
    if name in _LISTS:
        return [plain(group_of(item) or item) for item in split_list(text) if item.lower() != "others"]
    if name == "pages":
        return [_range(part.strip()) for part in re.split(r",(?![^{]*})", text)]
    return plain(text)


def _range(text: str) -> str:
    return "-".join(plain(part) for part in re.split(r"\s*[-–—]+\s*", text))


def _date(fields: Mapping[str, RawField], kind: str) -> str:
    """Return the date of a kind; "" where there is none."""
    if (date := fields.get(f"{kind}date")) is not None:
        return _written_date(plain(date.value))
    parts = [plain(fields[name].value) for part in ("year", "month", "day") if (name := f"{kind}{part}") in fields]
    return _written_date("-".join(part.zfill(2) for part in parts)) if f"{kind}year" in fields else ""


def _written_date(text: str) -> str:
    """Return a date as citekit writes it; one that it cannot read as it is."""
    text = re.sub(r"[~?%]", "", text)
    return to_edtf(parse_date(text)) or text


def comparable(path: Path, expected: Iterable[Mapping[str, Any]]) -> tuple[list[Item], dict[str, Item]]:
    """Return the *expected* entries of a case and, by key, citekit's, as flat items to compare.

    Names are named "author", fields "title", and what an entry has from others "inherited title"; "inherited over a
    container title" where a parent has an ``xdata``, and "beside a container title" for an own field that the entry's
    ``xdata`` gives as well; "date:orig of several" is a date that the entry and a parent have, or two parents.
    """
    entries = read_blocks(read_source(path.with_suffix(".bib"))).entries
    own = {key: entry for entry in entries for key in (*aliases(entry), entry.key)}
    found = {entry["id"]: _flat(entry, own) for entry in _resolved_all(entries)}
    return [_flat(entry, own) for entry in expected], found


def _flat(entry: Mapping[str, Any], own: Mapping[str, RawEntry]) -> Item:
    """Return type, names and fields by the name they are compared under; *own* are the entries as they are written."""
    written = own.get(entry["id"])
    has = _fields_of(written) if written else frozenset()
    contained = frozenset().union(*map(_fields_of, _above(written, own, "xdata")))
    parents = _above(written, own, "crossref")
    over = any("xdata" in parent.fields for parent in parents)
    dated = {date_of(name) for name in has}
    dates = [dated, *({date_of(name) for name in _fields_of(one)} for one in _above(written, own, "crossref", "xdata"))]

    def called(name: str) -> str:
        stem, _, kind = name.partition(":")
        if date_of(stem) is not None and sum(kind in kinds for kinds in dates) > 1:
            return f"{name} of several"
        is_own = name in has if date_of(stem) is None else kind in dated
        if is_own:
            return f"beside a container {name}" if name in contained else name
        return f"inherited over a container {name}" if over else f"inherited {name}"

    flat: Item = {"id": entry["id"], "type": entry["type"]}
    for name, people in entry["names"].items():
        if (made := _plain_names(people))["list"]:
            flat[called(name)] = made
    for name, value in entry["fields"].items():
        if name not in _IGNORED and (comparable_value := _comparable(name, value)):
            flat[called(name) + " field" * (name == "type")] = comparable_value
    return flat


def _fields_of(entry: RawEntry) -> frozenset[str]:
    return frozenset(canonical(name) for name, field in entry.fields.items() if field.value.strip())


def _above(entry: RawEntry | None, own: Mapping[str, RawEntry], *by: str) -> list[RawEntry]:
    """Return the ancestors of an entry by the fields *by*, each once."""
    found: list[RawEntry] = []
    waiting = [entry] if entry else []
    while waiting:
        current = waiting.pop()
        keys = [
            key.strip() for field in by if field in current.fields for key in current.fields[field].value.split(",")
        ]
        above = [own[key] for key in keys if key in own and not any(own[key] is one for one in found)]
        waiting += above
        found += above
    return found


def _plain_names(people: Mapping[str, Any]) -> dict[str, Any]:
    names = [{part: plain(text) for part, text in one.items() if plain(text)} for one in people["list"]]
    return {"others": people["others"], "list": [one for one in names if one]}


def _comparable(name: str, value: Any) -> Any:
    """Return biber's value, or ours, as it is compared."""
    if isinstance(value, dict):  # a range of dates
        value = f"{_year(value['start'])}/{_year(value['end'] or '')}"
    elif name.startswith("date"):
        value = _year(value)
    if name.startswith("date"):
        return _written_date(plain(value))
    if name == "pages":
        value = [one if isinstance(one, str) else "-".join(end or "" for end in one.values()) for one in value]
    if isinstance(value, list):
        return [made for one in value if (made := plain(one))]
    return plain(value)


def _year(date: str) -> str:
    """Return a date of biber's, whose years are numbers, with its year as EDTF has it: "-49" is "-0049"."""
    return re.sub(
        r"^(-?)(\d+)(?!\d*X)", lambda found: f"{'Y' if len(found[2]) > 4 else ''}{found[1]}{found[2].zfill(4)}", date
    )
