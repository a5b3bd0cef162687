"""References -> the fields of an entry, variable by variable: the way back from ``bibtex.py`` and its topics.

A variable is written in the field that the reader has it from, so the tables are the reader's, turned round. Where
there are several ways, the best comes first; ``check.py`` sees which of them is read back as it was meant.

Sources: biblatex manual, 2.1 and 2.2; btxdoc ("BibTeXing", O. Patashnik), 3.1 and 3.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.dates.edtf import MONTH_NAMES, to_edtf
from citekit.bib.draft import VERBATIM
from citekit.bib.entries import kinds
from citekit.bib.entries.names import NameForm, list_to_bib, read_options
from citekit.bib.latex.localization import key_of
from citekit.bib.latex.writing import balanced, text_to_latex, to_latex, verbatim
from citekit.bib.mapping import fields, numbering
from citekit.bib.mapping.languages import babel_name
from citekit.bib.people import roles
from citekit.bib.people.contributors import uses_prefix
from citekit.model import Date, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import Inlines, plain
from citekit.values import NamedTuple


class Dialect(NamedTuple):
    """How entries are written: for *biblatex* or BibTeX, with letters outside ASCII or with commands for them."""

    biblatex: bool = True
    ascii_only: bool = False


class Choice(NamedTuple):
    """Ways to write one variable, the best first; each is a set of fields and their LaTeX."""

    kind: str
    variable: str
    ways: tuple[dict[str, str], ...]


# biblatex's name of a field -> BibTeX's (biblatex manual, 2.2.5).
_BIBTEX_NAMES = {"journaltitle": "journal", "location": "address", "annotation": "annote"}
_INSTITUTIONAL = frozenset(("report", "thesis"))
_ORGANIZED = frozenset(("dataset", "post", "post-weblog", "software", "webpage"))
_OFFICIAL = frozenset("legal_case legislation bill regulation hearing".split())
# The lists of names that biblatex has fields for; other people are editors of some kind to it.
_NAME_LISTS = frozenset(
    "author editor translator annotator commentator introduction foreword afterword container-author holder "
    "shortauthor shorteditor sortname namea nameb namec editora editorb editorc".split()
)
_DATES = {"issued": "date", "accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
_LESSER = pattern(r"master|magister|diplom|bachelor|licen|laurea|магист|диплом", 0x2)  # IGNORECASE
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_ORDINALS = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth".split()


def entry_type(reference: Reference, dialect: Dialect) -> tuple[str, str]:
    """Return the type and the subtype of a reference's entry."""
    table = kinds.BIBLATEX if dialect.biblatex else kinds.BIBTEX
    type_, subtype = table.get(reference.type, ("misc", ""))
    genre = plain(reference.texts.get("genre", ()))
    if type_ == "phdthesis" and _LESSER.search(genre):
        type_ = "mastersthesis"
    if reference.type == "manuscript" and {"event-title", "event-place"} & set(reference.texts):
        subtype = "manuscript"  # else it would be a speech
    if type_ == "incollection" and dialect.biblatex and "container-author" in reference.names:
        type_ = "inbook"
    if type_ == "book" and "author" not in reference.names and "editor" in reference.names and dialect.biblatex:
        type_ = "collection"
    return type_, subtype


def choices(reference: Reference, dialect: Dialect) -> Iterator[Choice]:
    """Yield how each variable of *reference* may be written, in the order of a well-kept entry."""
    writer = _Writer(reference, dialect)
    for variable, names in reference.names.items():
        yield Choice("names", variable, tuple(writer.people(variable, names)))
    for variable, text in reference.texts.items():
        yield Choice("texts", variable, tuple(writer.text(variable, text)))
    for variable, number in reference.numbers.items():
        yield Choice("numbers", variable, tuple(writer.number(variable, number)))
    for variable, date in reference.dates.items():
        yield Choice("dates", variable, tuple(writer.date(variable, date)))
    for name, value in reference.extra.items():
        yield Choice("extra", name, tuple(writer.other(name, value)))


class _Writer:
    """Knows the ways of each kind of variable for one reference."""

    def __init__(self, reference: Reference, dialect: Dialect) -> None:
        self._reference = reference
        self._kind = reference.type
        self._dialect = dialect

    def _latex(self, text: Inlines) -> str:
        return to_latex(text, ascii_only=self._dialect.ascii_only)

    def _field(self, name: str) -> str:
        return name if self._dialect.biblatex else _BIBTEX_NAMES.get(name, name)

    # --- texts ---

    def text(self, variable: str, text: Inlines) -> Iterator[dict[str, str]]:
        if variable == "title-short":
            yield {}  # where it follows from the title
        if field := self._title_field(variable):
            yield from self._titles(field, text)
        elif variable in ("publisher", "authority", "original-publisher"):
            yield from self._list(self._publisher_field(variable), text)
        elif variable in ("publisher-place", "original-publisher-place", "jurisdiction"):
            field = "origlocation" if variable == "original-publisher-place" else self._field("location")
            if variable != "jurisdiction" or self._kind == "patent":
                yield from self._list(field, text)
        elif variable in _TOPICAL:
            yield from self._topical(variable, text)
        for field in dict.fromkeys((*_FIELDS_OF.get(variable, ()), variable)):
            if fields.TEXTS.get(field) == variable:
                yield {self._field(field): self._said(variable, text)}

    def _said(self, variable: str, text: Inlines) -> str:
        if variable in ("genre", "status") and self._dialect.biblatex:
            text = (key_of(plain(text)),) if key_of(plain(text)) != plain(text) else text
        return self._latex(text)

    def _title_field(self, variable: str) -> str:
        """Return the field of a title, as the table of ``mapping/titles.py`` has it; "" for other texts."""
        texts = self._reference.texts
        volume = bool(texts.get("volume-title"))
        container = bool(texts.get("container-title"))
        if self._kind in kinds.JOURNALS:
            return {"title": "title", "container-title": "journaltitle", "volume-title": "issuetitle"}.get(variable, "")
        if not volume or not self._dialect.biblatex:
            return {"title": "title", "container-title": "booktitle"}.get(variable, "")
        if self._kind in kinds.PARTS:
            of = {"title": "title", "volume-title": "booktitle", "container-title": "maintitle"}
            return of.get(variable, "") if container else {"title": "title"}.get(variable, "")
        return {"title": "maintitle", "volume-title": "title", "container-title": "booktitle"}.get(variable, "")

    def _titles(self, field: str, text: Inlines) -> Iterator[dict[str, str]]:
        """Yield a title with its subtitle apart, as biblatex has them, and in one."""
        if self._dialect.biblatex and field != "journaltitle" and (parts := _parted(text)):
            yield {field: self._latex(parts[0]), field.replace("title", "subtitle"): self._latex(parts[1])}
        yield {self._field(field): self._latex(text)}

    def _publisher_field(self, variable: str) -> str:
        if variable == "original-publisher":
            return "origpublisher"
        if variable == "authority":
            return "institution" if self._kind in _OFFICIAL else "authority"
        if self._kind in _INSTITUTIONAL:
            return "school" if self._kind == "thesis" and not self._dialect.biblatex else "institution"
        if not self._dialect.biblatex and entry_type(self._reference, self._dialect)[0] == "misc":
            return "howpublished"
        return "organization" if self._kind in _ORGANIZED else "publisher"

    def _list(self, field: str, text: Inlines) -> Iterator[dict[str, str]]:
        """Yield a list of publishers or places, its members between "and"; a member may have an "and" in it."""
        if len(text) == 1 and isinstance(text[0], str) and "; " in text[0] and field != "howpublished":
            yield {field: " and ".join(self._member(part) for part in text[0].split("; "))}
        latex = self._latex(text)
        ways = [latex, f"{{{latex}}}"]
        for way in reversed(ways) if " and " in f" {plain(text).lower()} " and field != "howpublished" else ways:
            yield {field: way}
        yield {"publisher": ways[1]}

    def _member(self, text: str) -> str:
        latex = text_to_latex(text, ascii_only=self._dialect.ascii_only)
        return f"{{{latex}}}" if " and " in f" {text.lower()} " else latex

    def _topical(self, variable: str, text: Inlines) -> Iterator[dict[str, str]]:
        """Yield the fields of variables that topics read."""
        latex = self._latex(text)
        if variable == "language":
            tag = plain(text)
            name = babel_name(tag)
            if kept := self._reference.extra.get("language"):  # several languages
                yield {"language": kept}
            if name and self._dialect.biblatex:
                yield {"langid": name}
            yield from ({"language": value} for value in (name, latex) if value)
        elif variable in ("DOI", "URL"):
            yield {variable.lower(): verbatim(plain(text))}
            if balanced(plain(text)):  # a brace without its fellow would open or end the field
                yield {variable.lower(): plain(text)}
        else:
            yield from ({self._field(field): latex} for field in _TOPICAL[variable].split())

    # --- numbers ---

    def number(self, variable: str, number: str) -> Iterator[dict[str, str]]:
        latex = text_to_latex(number, ascii_only=self._dialect.ascii_only)
        counted = number[:1].isdigit()
        if variable == "page":
            yield {"pages": _RANGE.sub("--", latex)}
        elif variable == "number-of-pages":
            yield {"pagetotal": latex}
        elif variable == "issue" and self._kind in numbering.ISSUED:
            yield from ({field: latex} for field in (("number", "issue") if counted else ("issue", "number")))
        elif variable == "number":
            series = self._kind in numbering.ISSUED or self._kind in numbering.IN_SERIES
            yield {"eid" if series else "number": latex}
        elif variable == "collection-number" and self._kind in numbering.IN_SERIES:
            yield {"number": latex}
        elif variable == "edition" and not self._dialect.biblatex and number.isdecimal():
            yield {"edition": _ordinal(int(number))}
        if variable in ("issue", "edition"):
            yield {variable: latex}
        for field in dict.fromkeys((*_FIELDS_OF.get(variable, ()), variable)):
            if fields.NUMBERS.get(field) == variable:
                yield {field: latex}

    # --- names ---

    def people(self, variable: str, names: tuple[Name, ...]) -> Iterator[dict[str, str]]:
        options = self._reference.extra.get("options", "")
        form = NameForm(self._dialect.biblatex, uses_prefix(options), self._dialect.ascii_only)
        direct = [field for field, of in roles.NAMES.items() if of == variable]
        for field in direct if self._dialect.biblatex else ():
            if said := self._reference.extra.get(f"{field}+options"):
                yield {field: list_to_bib(names, form, read_options(said))}
        written = list_to_bib(names, form)
        if self._dialect.biblatex and variable not in _NAME_LISTS:
            yield from self._in_roles(variable, written)
        yield from ({field: written} for field in direct)
        if not self._dialect.biblatex:
            yield from self._in_roles(variable, written)

    def _in_roles(self, variable: str, written: str) -> Iterator[dict[str, str]]:
        """Yield the fields whose role is said beside them: of editor where that is free, then editora to editorc."""
        role = next((name for name, of in roles.ROLES.items() if of == variable), "")
        if not role:
            return
        for field in ("editor", "editora", "editorb", "editorc"):
            taken = field == "editor" and "editor" in self._reference.names
            if not taken and roles.variable_of(field, role) == variable:
                yield {field: written, f"{field}type": role}

    # --- dates ---

    def date(self, variable: str, date: Date) -> Iterator[dict[str, str]]:
        edtf = to_edtf(date)
        for field in ("date", "year") if variable == "issued" else (_DATES.get(variable, variable),):
            if kept := self._reference.extra.get(field):  # what a field says that its date does not
                yield {field: kept}
        if variable == "issued" and not self._dialect.biblatex:
            if way := _bibtex_dates(date):
                yield from (way, {"year": way["year"], "date": edtf})  # what the date says beyond year and month
        elif edtf:
            yield {_DATES.get(variable, variable): edtf}
        if date.literal and not edtf:
            literal = text_to_latex(date.literal, ascii_only=self._dialect.ascii_only)
            yield {"year" if variable == "issued" else _DATES.get(variable, variable): literal}

    # --- the rest ---

    def other(self, name: str, value: str) -> Iterator[dict[str, str]]:
        name = name.lower()
        if not _FIELD_NAME.fullmatch(name) or name in _RESOLVED:
            return
        if (name in VERBATIM or name in _OF_KEYS) and balanced(value):
            yield {name: value}
        yield {name: text_to_latex(value, ascii_only=self._dialect.ascii_only)}


_RANGE = pattern(r"\s*–\s*|(?<=\d)-(?=\d)")
_FIELD_NAME = pattern(r"[a-z][a-z0-9_:.+-]*(?<!\+options)")
_OF_KEYS = frozenset("crossref entryset file ids options related xref".split())  # no text for people
_RESOLVED = frozenset(("xdata", "citekit"))  # what entries took over is written with each

# Variables that topics read, and their fields.
_TOPICAL: dict[str, str] = {
    "DOI": "doi",
    "URL": "url",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "archive": "archive",
    "archive-place": "archiveplace",
    "archive_collection": "archive_collection",
    "archive_location": "archive_location",
    "call-number": "library shelfmark",
    "collection-title": "series",
    "event-title": "eventtitle",
    "language": "langid",
    "native-title": "nativetitle",
    "note": "note",
    "title-short": "shorttitle",
}


def _fields_of() -> dict[str, tuple[str, ...]]:
    """Return the fields of each variable that a table of the reader names, biblatex's own first."""
    found: dict[str, list[str]] = {}
    for table in (fields.TEXTS, fields.NUMBERS):
        for field, variable in table.items():
            found.setdefault(variable, []).append(field)
    # A name that only CSL has is the last resort.
    return {variable: tuple(sorted(of, key=lambda field: field == variable)) for variable, of in found.items()}


_FIELDS_OF = _fields_of()


def _parted(text: Inlines) -> tuple[Inlines, Inlines] | None:
    """Return a title and its subtitle, where a colon stands between them outside of any format."""
    for place, run in enumerate(text):
        if isinstance(run, str) and ": " in run:
            before, _, after = run.partition(": ")
            head = (*text[:place], *((before,) if before else ()))
            tail = (*((after,) if after else ()), *text[place + 1 :])
            return (head, tail) if plain(head).strip() and plain(tail).strip() else None
    return None


def _ordinal(number: int) -> str:
    if 0 < number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _bibtex_dates(date: Date) -> dict[str, str]:
    """Return BibTeX's year and month (and the day, which BibTeX does not know and many programs do)."""
    years = list(dict.fromkeys(_year(one[0]) for one in (date.start, date.end) if one))
    if not years:
        return {}
    if not date.start:
        years = ["", *years]
    elif date.end == ():
        years.append("")
    found = {"year": f"{'c. ' if date.circa else ''}{'--'.join(years)}"}
    if date.season:
        found["month"] = _SEASONS[date.season - 1]
    if len(date.start) > 1 and date.start[1] <= 12 and len(years) == 1:
        found["month"] = MONTH_NAMES[date.start[1] - 1][:3].lower()
    if len(date.start) > 2 and date.end is None:
        found["day"] = str(date.start[2])
    return found


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{-year} BC"
