"""Which names of fields mean something, so that a mistyped one is noticed before it is written.

Sources: biblatex manual, 2.2.2 (Data Fields), 2.2.3 (Special Fields) and 2.2.4 (Custom Fields); what citekit reads
besides is told by the tables that it reads with.
"""

from __future__ import annotations

from citekit.bib.edits.edit import BibFile
from citekit.bib.inheritance import rules
from citekit.bib.mapping import fields
from citekit.findings import Finding, Severity
from citekit.nearest import did_you_mean

# Fields of biblatex that no variable is made of.
_OTHERS = (
    "authortype bookpagination gender indextitle indexsorttitle isan ismn iswc nameaddon origlanguage pagination "
    "reprinttitle shortseries sortshorthand sorttitle sortyear citekit"
).split()
_CUSTOM = [
    f"{name}{letter}"
    for name, letters in (("list", "abcdef"), ("user", "abcdef"), ("verb", "abc"))
    for letter in letters
]


def known_names() -> frozenset[str]:
    """Return the names of fields, in small letters, that biblatex, CSL or a program has a meaning for."""
    tables = (fields.TOPICS, fields.TEXTS, fields.NUMBERS, rules.FIELD_ALIASES, rules.FIELD_ALIASES.values())
    return frozenset(name for names in (*tables, rules.NEVER, _OTHERS, _CUSTOM) for name in names)


def unheard(file: BibFile, name: str) -> list[Finding]:
    """Return a warning where an entry of *file*, one alone, has a field *name* that nothing has a meaning for.

    A field that other entries of the file have is one that the user means.
    """
    lower = name.lower()
    places = [
        (entry, one)
        for entry in file.entries
        for one in entry.fields
        if file.text[one.name_start : one.name_end].lower() == lower
    ]
    if lower in (known := known_names()) or len(places) != 1:
        return []
    [(entry, one)] = places
    where = file.source.span(one.name_start, one.name_end)
    hint = did_you_mean(lower, known) or "it is kept under its name, and printed by no style"
    message = f"no program is known to have a field {name!r}"
    return [Finding("unknown-field", message, where, Severity.WARNING, hint, file.key(entry))]
