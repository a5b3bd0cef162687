"""A record of a RIS file while it is read: its values by tag, and the variables that they have become so far."""

from __future__ import annotations

from html import unescape

from citekit.findings import Finding, Severity, Source, Span
from citekit.markup import parse_markup
from citekit.model import Date, Key, Name, Reference
from citekit.richtext import Inlines
from citekit.values import NamedTuple


class Value(NamedTuple):
    """What a record says under one tag, and the place of the tag in the text."""

    tag: str
    text: str
    start: int


class Record(NamedTuple):
    """One record: *type* as in "JOUR", its values in file order, the place of its ``TY``."""

    type: str
    values: tuple[Value, ...]
    start: int


class Draft:
    """The values of one record that are not read yet, and the reference they make; what is left goes to *extra*."""

    def __init__(self, record: Record, source: Source, findings: list[Finding]) -> None:
        self.type = record.type
        self.start = record.start
        self.kind = "document"
        self.texts: dict[str, Inlines] = {}
        self.numbers: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self._source = source
        self._findings = findings
        self._left: dict[str, list[Value]] = {}
        for value in record.values:
            text = unescape(value.text).strip() if "&" in value.text else value.text
            self._left.setdefault(value.tag, []).append(value._replace(text=text))

    def reference(self, key: str) -> Reference:
        """Return the reference; several values of a tag that has no home are joined."""
        joined = {tag: "; ".join(value.text for value in values if value.text) for tag, values in self._left.items()}
        extra = {tag: text for tag, text in joined.items() if text}
        where = self.where(self.start)
        return Reference(Key(key), self.kind, self.texts, self.numbers, self.names, self.dates, extra, where)

    def where(self, start: int) -> Span:
        """Return the place of a tag."""
        return self._source.span(start, start + 2)

    def report(self, rule: str, message: str, start: int, hint: str = "") -> None:
        """Add a warning."""
        self._findings.append(Finding(rule, message, self.where(start), Severity.WARNING, hint))

    def tags(self) -> list[str]:
        """Return the tags that have values left, in file order."""
        return [tag for tag, values in self._left.items() if values]

    def peek(self, tag: str) -> str:
        """Return the first value of a tag, "" for none."""
        return next((value.text for value in self._left.get(tag, ()) if value.text), "")

    def starts(self, tag: str) -> int:
        """Return where a tag stands first, else where the record does."""
        return next((value.start for value in self._left.get(tag, ())), self.start)

    def take(self, tag: str) -> list[Value]:
        """Return the values of a tag that say something, and take them off."""
        return [value for value in self._left.pop(tag, ()) if value.text]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of *tags* that has one, and take it off; further ones stay."""
        for tag in tags:
            for value in self._left.get(tag, ()):
                if value.text:
                    self._left[tag].remove(value)
                    return value.text
        return ""

    def keep(self, tag: str, text: str) -> None:
        """Put back a value that found no room, or was not read whole; once, if it is put back again."""
        if all(value.text != text for value in self._left.setdefault(tag, [])):
            self._left[tag].append(Value(tag, text, self.start))

    def text(self, variable: str, text: str, tag: str) -> None:
        """Set a text variable, its markup read; where it says something else already, *text* stays under *tag*."""
        inlines = parse_markup(text)
        if inlines and self.texts.setdefault(variable, inlines) != inlines:
            self.keep(tag, text)

    def number(self, variable: str, text: str, tag: str) -> None:
        """Set a number variable; where it says something else already, *text* stays under *tag*."""
        if text and self.numbers.setdefault(variable, text) != text:
            self.keep(tag, text)
