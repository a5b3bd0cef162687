"""An entry on its way to a reference.

Each topic (titles, numbers, archives …) takes the fields it knows out of a *Draft* and leaves the variables it makes
of them in it. What nobody has taken in the end goes to ``Reference.extra``, so no field is lost.
"""

from __future__ import annotations

from collections.abc import Iterable

from citekit.bib.bibfile.blocks import RawEntry, RawField
from citekit.bib.latex.decoding import to_inlines, to_text, verbatim
from citekit.bib.latex.splitting import split_list
from citekit.bib.latex.tokens import is_plain
from citekit.findings import Finding, Severity
from citekit.model import Date, Key, Name, Reference
from citekit.richtext import Inlines, concat, plain

# Fields whose characters are meant as they stand (biblatex manual, 2.2.1: verbatim and URI fields).
VERBATIM = frozenset("doi eprint file url urlraw verba verbb verbc pdf".split())


class Draft:
    """What is read of an entry so far, and the fields that are left to read.

    *kind* is the CSL type. Taking a field that is not there, or is blank, gives an empty value.
    """

    __slots__ = ("_field", "_told", "dates", "entry", "extra", "findings", "kind", "left", "names", "numbers", "texts")

    def __init__(self, entry: RawEntry, findings: list[Finding]) -> None:
        self.entry = entry
        self.findings = findings
        self.kind = "document"
        self.left: dict[str, RawField] = dict(entry.fields)
        self.texts: dict[str, Inlines] = {}
        self.numbers: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.extra: dict[str, str] = {}
        self._field: RawField | None = None
        self._told: set[tuple[str, str]] | None = None

    def has(self, name: str) -> bool:
        """Tell if the entry has the field, taken or not."""
        return name in self.entry.fields

    def take(self, name: str) -> RawField | None:
        """Return a field and count it as read."""
        field = self.left.pop(name, None)
        return field if field is not None and field.value.strip() else None

    def inlines(self, name: str) -> Inlines:
        """Return a field's text."""
        field = self.left.pop(name, None)
        if field is None:
            return ()
        value = field.value.strip()
        if name in VERBATIM:
            return (verbatim(value),) if value else ()
        if is_plain(value):  # mostly so, and told at once
            return (value,) if value else ()
        return self.decoded(field, value)

    def decoded(self, field: RawField, text: str) -> Inlines:
        """Return LaTeX *text* of *field*; unknown commands are findings at the field."""
        self._field = field
        return to_inlines(text.strip(), self._report)

    def characters(self, field: RawField, text: str) -> str:
        """Return LaTeX *text* of *field* as plain characters."""
        return _characters(self.decoded(field, text))

    def text(self, name: str) -> str:
        """Return a field's characters."""
        return _characters(self.inlines(name)) if name in self.left else ""

    def first(self, names: Iterable[str]) -> Inlines:
        """Return the text of the first of *names* that the entry has; the others are left."""
        for name in names:
            if name in self.left and (value := self.inlines(name)):
                return value
        return ()

    def items(self, name: str) -> list[Inlines]:
        """Return the items of a literal list: "London and New York" is two (biblatex manual, 2.2.1).

        The last item before "and others" ends in "et al."; braces keep an "and" together.
        """
        field = self.take(name)
        if field is None:
            return []
        value = field.value
        folded = value.lower()
        if " and" not in folded and "\nand" not in folded:
            return [read] if (read := self.decoded(field, _unbraced(value))) else []
        items = split_list(value)
        others = len(items) > 1 and items[-1].lower() == "others"
        found = [read for item in items[: len(items) - others] if (read := self.decoded(field, _unbraced(item)))]
        if others:
            found[-1:] = [concat(found[-1], (" et al.",))] if found else [("et al.",)]
        return found

    def keep(self, name: str) -> None:
        """Leave a field that was taken to ``extra``, beside what was made of it."""
        if name in self.entry.fields:
            self.left[name] = self.entry.fields[name]

    def reference(self) -> Reference:
        """Return the reference; fields nobody took are its *extra*."""
        for name, field in self.left.items():
            if value := field.value.strip():
                self.extra[name] = verbatim(value) if name in VERBATIM else to_text(value)
        entry = self.entry
        return Reference(
            Key(entry.key), self.kind, self.texts, self.numbers, self.names, self.dates, self.extra, entry.where
        )

    def _report(self, command: str) -> None:
        field = self._field
        if self._told is None:
            self._told = set()
        if field is None or (field.name, command) in self._told:
            return
        self._told.add((field.name, command))
        message = f"unknown LaTeX command '\\{command}' in {field.name!r} of {self.entry.key!r}"
        hint = "its argument is kept as it is"
        self.findings.append(Finding("unknown-latex", message, field.where, Severity.WARNING, hint))


def joined(parts: Iterable[Inlines], separator: str) -> Inlines:
    """Return *parts* with *separator* between them."""
    result: list[Inlines] = []
    for part in parts:
        if result:
            result.append((separator,))
        result.append(part)
    return result[0] if len(result) == 1 else concat(*result) if result else ()


def _characters(inlines: Inlines) -> str:
    if len(inlines) == 1 and isinstance(inlines[0], str):  # mostly so, and told at once
        return inlines[0]
    return plain(inlines) if inlines else ""


def _unbraced(text: str) -> str:
    """Return a list item without the braces around all of it, which kept it together."""
    text = text.strip()
    if text[:1] == "{" and text[-1:] == "}" and text.find("{", 1) == -1 and text.find("}") == len(text) - 1:
        return text[1:-1]
    return text
