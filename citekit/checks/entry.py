"""One entry of a file of references, as rules see it: its fields as they are written, and their places.

Entries of .bib files are seen as they stand there; those of other formats as the biblatex entries that say the same, at
the place of the whole entry. So a rule is written once, in biblatex's names.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from citekit.bib.bibfile.blocks import RawEntry, RawField
from citekit.bib.dates.date_fields import FIELDS as DATE_FIELDS
from citekit.bib.dates.date_fields import EntryDates, known_dates, variable_of
from citekit.bib.dates.edtf import is_reversed
from citekit.bib.latex.decoding import to_inlines, to_text
from citekit.bib.latex.tokens import is_plain
from citekit.checks.rule import Edit, Fix, Found
from citekit.findings import Severity, Source, Span
from citekit.patterns import pattern
from citekit.richtext import plain

_BEYOND_ASCII = pattern(r"[^\x00-\x7f]")
_BEFORE_VALUE = pattern(r"[^\s{}()\"#%',=@\\]+\s*=\s*([{\"]?)")


class Entry:
    """An entry: *type* and names of fields in small letters, *fields* its own, *all* with what it takes over by
    ``crossref`` and ``xdata``. *today* is the day of the check. *bib* says that it stands so in a .bib file.
    """

    __slots__ = ("_beyond", "_dates", "_values", "_where", "all", "bib", "fields", "key", "source", "today", "type")

    def __init__(
        self,
        own: RawEntry,
        complete: RawEntry | None = None,
        *,
        source: Source | None = None,
        where: Span | None = None,
        today: date | None = None,
    ) -> None:
        self.type = own.type
        self.key = own.key
        self.fields: Mapping[str, RawField] = own.fields
        self.all: Mapping[str, RawField] = (complete or own).fields
        self.source = source or own.source
        self.bib = where is None
        self.today = today or date.max
        self._where = where or (own.start, own.end)
        self._dates: EntryDates | None = None
        self._values: str | None = None
        self._beyond: frozenset[str] | None = None

    @property
    def where(self) -> Span:
        """The place of its key."""
        return self._where if isinstance(self._where, Span) else self.source.span(*self._where)

    def has(self, *names: str) -> bool:
        """Tell whether it has one of the fields with something in it, of its own or taken over."""
        fields = self.all
        for name in names:  # noqa: SIM110 - rules ask this most, and a generator takes twice as long
            if name in fields and (value := fields[name].value) and not value.isspace():
                return True
        return False

    def value(self, name: str) -> str:
        """Return a field's LaTeX as it is written, "" where the entry itself has none."""
        field = self.fields.get(name)
        return field.value if field is not None else ""

    @property
    def values(self) -> str:
        """Its fields' values, one behind the other: to see at once whether a sign is in any of them."""
        if self._values is None:
            self._values = "\n".join([field.value for field in self.fields.values()])
        return self._values

    @property
    def beyond_ascii(self) -> frozenset[str]:
        """The characters of its values that are not ASCII."""
        if self._beyond is None:
            values = self.values
            self._beyond = frozenset() if values.isascii() else frozenset(_BEYOND_ASCII.findall(values))
        return self._beyond

    def text(self, name: str) -> str:
        """Return a field's characters, of its own or taken over; "" where there is none."""
        field = self.all.get(name)
        if field is None:
            return ""
        value = field.value.strip()
        return value if is_plain(value) else to_text(value)

    @property
    def dates(self) -> EntryDates:
        """Its dates by CSL variable, with what is wrong in their fields."""
        if self._dates is None:
            names = [name for name in self.all if name in DATE_FIELDS]
            texts = [(name, " ".join(self._dated(name).split())) for name in names]
            self._dates = known_dates(tuple([one for one in texts if one[1]]))
        return self._dates

    def is_reversed(self, name: str) -> bool:
        """Tell whether the date that a field gives ends before it begins."""
        made = self.dates.dates.get(variable_of(name))
        return made is not None and is_reversed(made)

    def _dated(self, name: str) -> str:
        r"""Return a field's characters but for "~", which is EDTF's sign."""
        value = self.all[name].value
        return plain(to_inlines(value)) if "\\" in value or "{" in value or "$" in value else value

    def first(self, *names: str) -> str:
        """Return the first of *names* that the entry itself has with something in it, else ""."""
        return next((name for name in names if name in self.fields and self.fields[name].value.strip()), "")

    def place(self, name: str) -> int:
        """Return the offset in the source that the value of a field begins at, behind its delimiter.

        -1 where the value does not stand there as it is: put together with ``#``, a string, another format.
        """
        field = self.fields.get(name)
        if field is None or not self.bib or field.source is not self.source:
            return -1
        head = _BEFORE_VALUE.match(self.source.text, field.start)
        if head is None or not self.source.text.startswith(field.value, head.end()):
            return -1
        return head.end()

    def span(self, name: str, start: int = 0, end: int | None = None) -> Span:
        """Return the place of ``value(name)[start:end]``, as near as it is known: else of the field, or the key."""
        field = self.fields.get(name)
        if field is None or not self.bib:
            return self.where
        place = self.place(name)
        if place == -1:
            return field.where
        end = len(field.value) if end is None else end
        if (start, end) == (0, len(field.value)):  # white space around it is not what is wrong
            start += len(field.value) - len(field.value.lstrip())
            end = max(len(field.value.rstrip()), start)
        return self.source.span(place + start, place + max(end, start + 1))

    def found(
        self,
        message: str,
        name: str = "",
        start: int = 0,
        end: int | None = None,
        *,
        hint: str = "",
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Found:
        """Return what is wrong with the entry, or with ``value(name)[start:end]``."""
        where = self.span(name, start, end) if name else self.where
        context = "" if self.bib and name in self.fields else f"{name} {self.value(name)[start:end]}".strip()
        return Found(message, where, hint, fix, self.key, severity=severity, context=context)

    def replacing(
        self, name: str, new: str, start: int = 0, end: int | None = None, *, safe: bool = True, label: str = ""
    ) -> Fix | None:
        """Return the fix that puts *new* (LaTeX) for ``value(name)[start:end]``; None where it does not stand so."""
        place = self.place(name)
        if place == -1:
            return None
        end = len(self.value(name)) if end is None else end
        edit = Edit(self.source.path, place + start, place + end, new)
        return Fix(label or (f"write {new}" if new else "take it out"), (edit,), safe)

    def renaming(self, name: str, new: str, *, safe: bool = True) -> Fix | None:
        """Return the fix that renames a field; None where it does not stand so, or *new* is there already."""
        field = self.fields.get(name)
        if field is None or not self.bib or new in self.fields:
            return None
        edit = Edit(self.source.path, field.start, field.start + len(name), new)
        return Fix(f"call the field {new}", (edit,), safe)
