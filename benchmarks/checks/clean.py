"""Projects without a fault, seeded: a library, a chapter in Markdown, a paper in LaTeX, a passage with its ledger.

Everything is made up here, word by word, and has the shape of what people write: works of a dozen types with all that
such entries have, identifiers with right check digits, notes in order, locators within the pages of what they cite,
quotations that stand so in their sources. A project can be changed before it is written: defects are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

_FAMILIES = (
    "Abend Barlow Castell Dunmore Eklund Farrow Galloway Hartmann Ingham Jessop Kestrel Lindgren Marlow Norcross "
    "Oakley Pembridge Quarles Rushworth Selwyn Tarrant Underhill Varley Wexford Yardley Zeller Ashdown Bramwell"
).split()
_GIVEN = (
    "Agnes Bernard Clara Douglas Edith Francis Greta Harold Irene Julian Kathleen Leonard Miriam Nathan Olive Philip "
    "Rachel Samuel Theresa Victor Winifred Arthur Beatrice Cedric Dorothy Edmund Florence Gilbert Harriet"
).split()
_NOUNS = (
    "Harbours Ledgers Orchards Canals Weavers Tariffs Parishes Saltworks Glaciers Letters Frontiers Archives Granaries "
    "Rivers Guilds Mints Epidemics Printers Railways Schools Strikes Timber Tides Villages Workshops Clockmakers "
    "Customs Dyers Fairs Fisheries Forests Lamplighters"
).split()
_ADJECTIVES = "Early Imperial Northern Rural Maritime Contested Forgotten Provincial Uneven Late Urban Coastal".split()
_PLACES = "Bergen Bristol Danzig Lisbon Trieste Antwerp Odessa Riga Salonica Valencia Marseille Hamburg".split()
_PUBLISHERS = ("Quayside Press", "Northgate University Press", "Harrow and Lane", "Meridian Books", "Alder House")
_JOURNALS = (
    "Annals of Harbour History",
    "Review of Coastal Studies",
    "Journal of Provincial Economy",
    "Quarterly of Social Inquiry",
)
_NEWSPAPERS = ("The Quay Gazette", "The Northgate Courier")
_VERBS = "shaped divided outlived financed governed resisted recorded supplied".split()
_COMMON = (
    "harbour ledger orchard canal tariff parish glacier letter frontier archive granary river guild railway school "
    "strike village workshop custom fair fishery forest market council merchant clerk bishop engineer"
).split()


@dataclass
class Entry:
    """An entry to be written; *pages* are the first and last page of a part of a work, and a work's are from 1 on."""

    type: str
    key: str
    fields: dict[str, str]
    pages: tuple[int, int] = (1, 300)
    raw: str = ""

    def lines(self) -> list[str]:
        """Return it as lines of a .bib file, a field to a line."""
        if self.raw:
            return self.raw.split("\n")
        return [f"@{self.type}{{{self.key},", *(f"  {name} = {{{value}}}," for name, value in self.fields.items()), "}"]


@dataclass
class Note:
    """A note: its *number* as printed, the text before its citations, (key, locator) pairs, and the text behind."""

    number: str
    cites: list[tuple[str, str]]
    before: str = ""
    after: str = ""
    raw: str = ""


@dataclass
class Paragraph:
    """Sentences with the numbers of the notes that stand behind them, "" for none."""

    sentences: list[tuple[str, str]]


@dataclass
class Text:
    """A text with notes: *kind* says how it is written."""

    name: str
    kind: str
    paragraphs: list[Paragraph]
    notes: list[Note]


@dataclass
class Project:
    """All files of a project; *sources* are the texts that quotations stand in, by key."""

    random: Random
    entries: list[Entry] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def entry(self, key: str) -> Entry:
        """Return the entry that has *key*."""
        return next(one for one in self.entries if one.key == key)

    def sort_pages(self, key: str) -> None:
        """Sort the pages of a source; one page may have several sentences."""
        pages: dict[int, list[str]] = {}
        number = 0
        for line in self.sources[key].splitlines():
            if line.startswith("[p. "):
                number = int(line[4:-1])
            else:
                pages.setdefault(number, []).append(line)
        parts = (f"[p. {page}]\n" + "\n".join(lines) + "\n" for page, lines in sorted(pages.items()))
        self.sources[key] = "".join(parts)

    def write(self, folder: Path) -> None:
        """Write the project into *folder*."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "library.bib").write_text("\n".join(self.library_lines()) + "\n", "utf-8")
        for text in self.texts:
            for name, lines in written(text).items():
                (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
        for key, words in self.sources.items():
            (folder / "sources").mkdir(exist_ok=True)
            (folder / "sources" / f"{key}.txt").write_text(words, "utf-8")
        settings = 'bib = ["library.bib"]\nstyle = "chicago-notes-bibliography"\nlocale = "en-US"\n'
        settings += '[check]\nfiles = ["*.md", "*.tex", "*.txt"]\n'
        if self.sources:
            settings += "[sources]\n" + "".join(f'{key} = "sources/{key}.txt"\n' for key in self.sources)
        (folder / "citekit.toml").write_text(settings, "utf-8")

    def library_lines(self) -> list[str]:
        """Return the lines of the library."""
        return [line for entry in self.entries for line in (*entry.lines(), "")]


def project(seed: int, entries: int = 70, notes: int = 60) -> Project:
    """Return a clean project."""
    made = Project(Random(seed))
    _add_entries(made, entries)
    made.texts = [
        _text(made, "chapter.md", "markdown", notes),
        _text(made, "paper.tex", "latex", notes // 2),
        _text(made, "passage.txt", "passage", notes // 2),
    ]
    for key in made.sources:
        made.sort_pages(key)
    return made


# --- the library -----------------------------------------------------------------------------------------


def _add_entries(made: Project, count: int) -> None:
    chance = made.random
    titles = [f"{adjective} {noun} of {place}" for adjective in _ADJECTIVES for noun in _NOUNS for place in _PLACES]
    chosen = chance.sample(titles, 2 * count)
    people = chance.sample([(family, given) for family in _FAMILIES for given in _GIVEN], 2 * count)
    kinds = (_book, _article, _chapter, _thesis, _website, _letter, _newspaper, _translation, _paper, _report)
    for index in range(count):
        family, given = people[index]
        editor_family, editor_given = people[count + index]
        kind = kinds[index % len(kinds)]
        fields, pages = kind(chance, chosen[index], chosen[count + index], f"{editor_family}, {editor_given}")
        type_ = str(fields.pop("ENTRYTYPE"))
        key = f"{family.lower()}{index}"
        made.entries.append(Entry(type_, key, {"author": f"{family}, {given}", **fields}, pages))


_Made = tuple[dict[str, str], tuple[int, int]]


def _year(chance: Random, first: int = 1921, last: int = 2019) -> str:
    return str(chance.randint(first, last))


def _book(chance: Random, title: str, other: str, person: str) -> _Made:
    del other, person
    total = chance.randint(180, 520)
    return {
        "ENTRYTYPE": "book",
        "title": title,
        "date": _year(chance),
        "publisher": chance.choice(_PUBLISHERS),
        "location": chance.choice(_PLACES),
        "isbn": isbn(chance),
        "pagetotal": str(total),
    }, (1, total)


def _article(chance: Random, title: str, other: str, person: str) -> _Made:
    del other, person
    first = chance.randint(3, 480)
    last = first + chance.randint(9, 38)
    return {
        "ENTRYTYPE": "article",
        "title": title,
        "journaltitle": chance.choice(_JOURNALS),
        "volume": str(chance.randint(2, 88)),
        "number": str(chance.randint(1, 4)),
        "date": _year(chance, 1951),
        "pages": f"{first}--{last}",
        "doi": f"10.{chance.randint(1000, 9999)}/{chance.choice(_COMMON)}.{chance.randint(1000, 99999)}",
        "issn": issn(chance),
    }, (first, last)


def _chapter(chance: Random, title: str, other: str, person: str) -> _Made:
    first = chance.randint(3, 280)
    last = first + chance.randint(9, 38)
    return {
        "ENTRYTYPE": "incollection",
        "title": title,
        "booktitle": other,
        "editor": person,
        "date": _year(chance),
        "publisher": chance.choice(_PUBLISHERS),
        "location": chance.choice(_PLACES),
        "pages": f"{first}--{last}",
    }, (first, last)


def _thesis(chance: Random, title: str, other: str, person: str) -> _Made:
    del other, person
    return {
        "ENTRYTYPE": "phdthesis",
        "title": title,
        "institution": f"University of {chance.choice(_PLACES)}",
        "date": _year(chance, 1961),
    }, (1, 250)


def _website(chance: Random, title: str, other: str, person: str) -> _Made:
    del other, person
    year = chance.randint(2009, 2022)
    return {
        "ENTRYTYPE": "online",
        "title": title,
        "url": f"https://www.example.org/{chance.choice(_COMMON)}/{chance.randint(100, 9999)}",
        "date": f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "urldate": f"{year + 1}-03-04",
    }, (0, 0)


def _letter(chance: Random, title: str, other: str, person: str) -> _Made:
    del other
    year = chance.randint(1871, 1949)
    family, _, given = person.partition(", ")
    return {
        "ENTRYTYPE": "unpublished",
        "title": f"Letter to {given} {family} on {title}",
        "date": f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "library": f"City Archive, {chance.choice(_PLACES)}",
        "note": f"Box {chance.randint(1, 80)}, folder {chance.randint(1, 30)}",
    }, (0, 0)


def _newspaper(chance: Random, title: str, other: str, person: str) -> _Made:
    del other, person
    year = chance.randint(1921, 1999)
    return {
        "ENTRYTYPE": "article",
        "entrysubtype": "newspaper",
        "title": title,
        "journaltitle": chance.choice(_NEWSPAPERS),
        "date": f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "pages": str(chance.randint(1, 24)),
    }, (0, 0)


def _translation(chance: Random, title: str, other: str, person: str) -> _Made:
    del other
    year = chance.randint(1961, 2015)
    return {
        "ENTRYTYPE": "book",
        "title": title,
        "translator": person,
        "date": str(year),
        "origdate": str(year - chance.randint(3, 40)),
        "origlanguage": "german",
        "publisher": chance.choice(_PUBLISHERS),
        "location": chance.choice(_PLACES),
        "isbn": isbn(chance),
    }, (1, 240)


def _paper(chance: Random, title: str, other: str, person: str) -> _Made:
    first = chance.randint(3, 280)
    last = first + chance.randint(5, 12)
    return {
        "ENTRYTYPE": "inproceedings",
        "title": title,
        "booktitle": f"Proceedings of the Meeting on {other}",
        "editor": person,
        "date": _year(chance, 1981),
        "publisher": chance.choice(_PUBLISHERS),
        "location": chance.choice(_PLACES),
        "pages": f"{first}--{last}",
    }, (first, last)


def _report(chance: Random, title: str, other: str, person: str) -> _Made:
    del other, person
    return {
        "ENTRYTYPE": "report",
        "title": title,
        "type": "Working paper",
        "number": str(chance.randint(1, 300)),
        "institution": f"Institute of {chance.choice(_NOUNS)}",
        "location": chance.choice(_PLACES),
        "date": _year(chance, 1971),
    }, (1, 60)


def isbn(chance: Random) -> str:
    """Return an ISBN-13 with its check digit, hyphens where they may be."""
    digits = f"978{chance.randint(0, 1)}{chance.randint(10_000_000, 99_999_999)}"
    check = -sum((3 if place % 2 else 1) * int(digit) for place, digit in enumerate(digits)) % 10
    return f"{digits[:3]}-{digits[3]}-{digits[4:8]}-{digits[8:]}-{check}"


def issn(chance: Random) -> str:
    """Return an ISSN with its check digit."""
    digits = f"{chance.randint(1000, 9999)}{chance.randint(100, 999)}"
    check = -sum((8 - place) * int(digit) for place, digit in enumerate(digits)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


# --- the texts -------------------------------------------------------------------------------------------


def sentence(chance: Random) -> str:
    """Return the words of a sentence, without its stop."""
    words = [f"the {chance.choice(_COMMON)}" for _ in range(3)]
    return (
        f"In those years {words[0]} {chance.choice(_VERBS)} {words[1]} of {chance.choice(_PLACES)}, and {words[2]} "
        f"was no longer what {chance.choice(_GIVEN)} {chance.choice(_FAMILIES)} had known"
    )


def quotation(chance: Random) -> str:
    """Return words that a source has and a text quotes."""
    return (
        f"no {chance.choice(_COMMON)} ever {chance.choice(_VERBS)} so patient a {chance.choice(_COMMON)} as the "
        f"{chance.choice(_COMMON)} of {chance.choice(_PLACES)}"
    )


def _text(made: Project, name: str, kind: str, count: int) -> Text:
    chance = made.random
    citable = [one for one in made.entries if one.pages != (0, 0)]
    paragraphs: list[Paragraph] = []
    notes: list[Note] = []
    while len(notes) < count:
        sentences: list[tuple[str, str]] = []
        for place in range(4):
            number = ""
            said = sentence(chance)
            if place in (1, 3) and len(notes) < count:
                number = str(len(notes) + 1)
                # A work is never cited twice running: then it would be "Ibid."
                recent = {key for note in notes[-2:] for key, _ in note.cites}
                entry = chance.choice([one for one in citable if one.key not in recent])
                locator = _locator(chance, entry)
                if kind != "latex" and entry.type == "book" and chance.random() < 0.4:
                    words = quotation(chance)
                    made.sources.setdefault(entry.key, "")
                    page = locator.lstrip("p. ").partition("–")[0]
                    locator = f"p. {page}"
                    made.sources[entry.key] += f"[p. {page}]\nIt is said that {words}, and that is all.\n"
                    said = f"As one of them wrote, “{words}”"
                notes.append(Note(number, [(entry.key, locator)]))
                if chance.random() < 0.2:
                    other = chance.choice([one for one in citable if one.key not in {*recent, entry.key}])
                    notes[-1].cites.append((other.key, _locator(chance, other)))
            sentences.append((said, number))
        paragraphs.append(Paragraph(sentences))
    return Text(name, kind, paragraphs, notes)


def _locator(chance: Random, entry: Entry) -> str:
    first = chance.randint(entry.pages[0], entry.pages[1] - 2)
    return f"p. {first}" if chance.random() < 0.6 else f"pp. {first}–{first + 1}"


# --- as files --------------------------------------------------------------------------------------------


def written(text: Text) -> dict[str, list[str]]:
    """Return the lines of the files of a text."""
    match text.kind:
        case "markdown":
            return {text.name: list(_markdown(text))}
        case "latex":
            return {text.name: list(_latex(text))}
    return {text.name: list(_passage(text)), text.name.replace(".txt", ".notes.yaml"): list(_ledger(text))}


def ended(sentence: str) -> str:
    """Return a sentence with its full stop, before a closing quotation mark as Americans have it."""
    if sentence.endswith("”"):
        return f"{sentence[:-1]}.”"
    return sentence if sentence.endswith(_NO_STOP) else f"{sentence}."


_NO_STOP = " about the"
"""What breaks off has no stop."""


def _markdown(text: Text) -> Iterator[str]:
    yield "# A chapter"
    for paragraph in text.paragraphs:
        yield ""
        yield " ".join(f"{ended(one)}[^{number}]" if number else ended(one) for one, number in paragraph.sentences)
    yield ""
    for note in text.notes:
        yield note.raw or f"[^{note.number}]: {note.before}{_pandoc(note)}{note.after or '.'}"


def _pandoc(note: Note) -> str:
    return f"[{'; '.join(f'@{key}, {locator}' if locator else f'@{key}' for key, locator in note.cites)}]"


def _latex(text: Text) -> Iterator[str]:
    notes = {note.number: note for note in text.notes}
    yield "\\documentclass{article}"
    yield "\\usepackage[style=verbose]{biblatex}"
    yield "\\addbibresource{library.bib}"
    yield "\\begin{document}"
    for paragraph in text.paragraphs:
        yield " ".join(
            f"{ended(one)}{_footcite(notes[number])}" if number else ended(one) for one, number in paragraph.sentences
        )
        yield ""
    yield "\\end{document}"


def _footcite(note: Note) -> str:
    if note.raw:
        return note.raw
    cites = "".join(f"[{locator.replace('–', '--')}]{{{key}}}" for key, locator in note.cites)
    return f"\\footcite{cites}" if len(note.cites) == 1 else f"\\footcites{cites}"


def _passage(text: Text) -> Iterator[str]:
    for place, paragraph in enumerate(text.paragraphs):
        if place:
            yield ""
        yield " ".join(f"{ended(one)}{number}" for one, number in paragraph.sentences)


def _ledger(text: Text) -> Iterator[str]:
    yield "citekit-ledger: 1"
    yield f"passage: {text.name}"
    yield "notes:"
    for note in text.notes:
        cites = "; ".join(f"@{key} [{locator}]" if locator else f"@{key}" for key, locator in note.cites)
        yield note.raw or f'  {note.number}: "{note.before}{cites}{note.after or "."}"'
