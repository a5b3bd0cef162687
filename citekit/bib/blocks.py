"""The entries of a .bib file as they are written: types, keys, fields, values put together, places.

bibtexparser finds the blocks. What it gives up on, or passes over in silence (a missing comma, an undefined
string, a comment inside an entry), is a finding here, and all other entries are read.

Source of the grammar: biber's manual, and "Tame the BeaST" (N. Markey), section 4.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping

from citekit.findings import Finding, Severity, Source, Span
from citekit.nearest import did_you_mean
from citekit.values import dataclass, field

# BibTeX's own strings: every style defines the months. They stand for their names, as in BibTeX's styles: with biber's
# numbers ``"2~" # jan`` and ``feb # "~1"`` would be one text.
_MONTHS = {name: name for name in "jan feb mar apr may jun jul aug sep oct nov dec".split()}
_STRING = re.compile(r"[^\s{}\"#,=%]+")
_FIELD_START = re.compile(r"\s*([^\s{}\"#,=%]+)\s*=")


@dataclass(frozen=True, slots=True)
class RawField:
    """One field: *value* is LaTeX text, its strings put in and its outer delimiters gone."""

    name: str
    value: str
    where: Span


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry; the type and the names of fields are in lower case."""

    type: str
    key: str
    fields: Mapping[str, RawField]
    where: Span


@dataclass(slots=True)
class Blocks:
    """What a file has; *findings* in file order."""

    entries: list[RawEntry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_blocks(source: Source) -> Blocks:
    """Return the entries of a .bib file and everything wrong with its blocks."""
    return _BlockReader(source).read()


class _BlockReader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._blocks = Blocks()
        self._strings: dict[str, str] = dict(_MONTHS)
        self._keys: dict[str, int] = {}

    def read(self) -> Blocks:
        from bibtexparser import entrypoint, model  # noqa: PLC0415 - heavy, and needed only here

        logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it logs are findings here
        for block in entrypoint.parse_string(self._source.text, parse_stack=[]).blocks:
            line = (block.start_line or 0) + 1
            match block:
                case model.String():
                    value, rest = self._value(str(block.value), line)
                    if rest.strip():
                        self._error("bib-syntax", f"text after the value of the string {block.key!r}", line, block.key)
                    self._strings[block.key.lower()] = value
                case model.DuplicateFieldKeyBlock():
                    names = ", ".join(repr(name) for name in sorted(block.duplicate_keys))
                    self._error(
                        "duplicate-field", f"the field {names} stands twice in this entry", line, "", "keep one"
                    )
                    self._entry(block.ignore_error_block, line)
                case model.DuplicateBlockKeyBlock():
                    self._duplicate(block.ignore_error_block, line)
                case model.ParsingFailedBlock():
                    self._failed(block, line)
                case model.Entry():
                    self._entry(block, line)
        self._blocks.findings.sort(key=lambda finding: (finding.where.line, finding.where.column))
        return self._blocks

    def _duplicate(self, block: object, line: int) -> None:
        """A string may be defined anew (the later value holds); an entry's key may not be used twice."""
        if hasattr(block, "entry_type"):
            self._entry(block, line)

    def _failed(self, block: object, line: int) -> None:
        raw = str(getattr(block, "raw", "") or "")
        reason = str(getattr(getattr(block, "error", None), "abort_reason", "") or "it cannot be read")
        key = re.match(r"\s*@\s*\w+\s*[{(]\s*([^\s,={}]+)", raw)
        name = f"the entry {key[1]!r}" if key else "an entry"
        if re.search(r"Unexpected block start|end of file", reason):
            message, hint = f"{name} is never closed", "look for a missing '}' or '\"'"
        elif "Expected comma after entry key" in reason:
            message, hint = f"{name} has no key", "write @book{key, …}"
        else:
            message, hint = f"{name} cannot be read: {_lower(reason)}", "look for a missing '=', ',' or '}'"
        broken = line + raw.rstrip().count("\n")
        if broken != line:
            hint += f"; reading stopped in line {broken}"
        self._error("bib-syntax", message, line, key[1] if key else "", hint)

    def _entry(self, block: object, line: int) -> None:
        key = str(getattr(block, "key", "") or "").strip()
        where = self._place(line, key)
        if not key:
            self._error("bib-syntax", "an entry without a key", line, "", "write @book{key, …}")
            return
        if key in self._keys:
            message = f"the key {key!r} is used again; first in line {self._keys[key]}"
            self._error("duplicate-key", message, line, key, "rename one of the two entries")
            return
        self._keys[key] = line
        fields: dict[str, RawField] = {}
        for one in self._fields(getattr(block, "fields", ()), line):
            fields.setdefault(one.name, one)
        kind = str(getattr(block, "entry_type", "")).strip().lower()
        self._blocks.entries.append(RawEntry(kind, key, fields, where))

    def _fields(self, fields: Iterable[object], entry_line: int) -> Iterator[RawField]:
        for one in fields:
            start = getattr(one, "start_line", None)
            line = entry_line if start is None else start + 1
            # A comment before a field counts to its name: "% note\n title".
            name = re.sub(r"%[^\n]*(?:\n|$)", "", str(getattr(one, "key", ""))).strip().lower()
            rest = str(getattr(one, "value", ""))
            while name:
                where = self._place(line, name)
                value, rest = self._value(rest, line)
                yield RawField(name, value, where)
                rest = re.sub(r"^(?:\s*%[^\n]*\n)+", "", rest)
                following = _FIELD_START.match(rest)
                if following is None:
                    if rest.strip():
                        hint = "separate fields with commas, join texts with #"
                        self._error(
                            "bib-syntax", f"text after the value of {name!r}: {rest.strip()[:30]!r}", line, name, hint
                        )
                    break
                name = following[1].lower()
                self._error("bib-syntax", f"a comma is missing before {name!r}", line, name, "add ',' after the value")
                rest = rest[following.end() :]

    def _value(self, text: str, line: int) -> tuple[str, str]:
        """Return the value that *text* starts with, and what follows it."""
        parts = []
        rest = text.lstrip()
        while True:
            if rest[:1] in ("{", '"'):
                end = _closing(rest)
                parts.append(rest[1:end])
                rest = rest[end + 1 :].lstrip()
            elif word := _STRING.match(rest):
                parts.append(self._string(word.group(), line))
                rest = rest[word.end() :].lstrip()
            if not rest.startswith("#"):
                return "".join(parts), rest
            rest = rest[1:].lstrip()

    def _string(self, word: str, line: int) -> str:
        if word.isdecimal():
            return word
        if word.lower() in self._strings:
            return self._strings[word.lower()]
        hint = did_you_mean(word, self._strings) or "put a text in braces, or define it with @string"
        self._error("undefined-string", f"the string {word!r} is not defined", line, word, hint)
        return word

    def _place(self, line: int, word: str) -> Span:
        """Return the place of *word* in or soon after *line*; of the line's start where it is not there."""
        total = self._source.text.count("\n") + 1
        for number in range(line, min(line + 4, total + 1)):
            found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self._source.line(number), re.IGNORECASE)
            if word and found:
                return Span(self._source.path, number, found.start() + 1, found.end() + 1)
        text = self._source.line(min(line, total))
        column = len(text) - len(text.lstrip()) + 1
        return Span(self._source.path, line, column, max(len(text) + 1, column + 1))

    def _error(self, rule: str, message: str, line: int, word: str, hint: str = "") -> None:
        self._blocks.findings.append(Finding(rule, message, self._place(line, word), Severity.ERROR, hint))


def _closing(text: str) -> int:
    """Return where the ``{`` or ``"`` that *text* starts with is closed; the end of *text* where it is not."""
    quoted = text[0] == '"'
    depth = 0
    position = 1 if quoted else 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return position
        elif character == '"' and quoted and depth == 0:
            return position
        position += 1
    return len(text)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")
