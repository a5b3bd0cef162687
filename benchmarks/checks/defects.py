"""Defects by the rule that is to find them: each changes a clean project at one place, and says where.

A defect takes an entry or a note that no other has taken, and names a text that stands in one line alone: there it is
to be found. What has no entry or note left for it gives up with ``NoRoom``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from benchmarks.checks.clean import Entry, Note, Paragraph, Project, Text, ended, isbn, issn


class NoRoom(Exception):  # noqa: N818 - not a fault
    """There is nothing left that the defect could be put into."""


@dataclass(frozen=True)
class Expected:
    """The rule *code* is to be told in the line of *file* that has *needle*."""

    code: str
    file: str
    needle: str


@dataclass
class Seeding:
    """A project that defects are put into, and what is taken."""

    project: Project
    chance: Random
    taken: set[str] = field(default_factory=set)
    places: set[tuple[str, int]] = field(default_factory=set)
    count: int = 0

    def __post_init__(self) -> None:
        texts = self.project.texts
        self._cited = {key for text in texts for note in text.notes for key, _ in note.cites}

    def serial(self) -> int:
        """Return a number that no defect of the project has had, of five figures."""
        self.count += 1
        return 10_000 + self.count

    def entry(self, *types: str, having: str = "") -> Entry:
        """Return an entry of one of *types* that no text cites, has the field *having*, and is not taken."""
        fit = [
            one
            for one in self.project.entries
            if (not types or one.type in types)
            and one.key not in self._cited | self.taken
            and (not having or having in one.fields)
            and not one.raw
            and "entrysubtype" not in one.fields
            and not one.key.endswith("-copy")
        ]
        if not fit:
            raise NoRoom
        chosen = self.chance.choice(fit)
        self.taken.add(chosen.key)
        return chosen

    def changed(self, code: str, name: str, value: str, *types: str, having: str = "") -> Expected:
        """Give a field of an entry another value; ``%`` in it becomes a number."""
        entry = self.entry(*types, having=having or (name if name not in _NEW else ""))
        entry.fields[name] = value.replace("%", str(self.serial()))
        return Expected(code, "library.bib", f"  {name} = {{{entry.fields[name]}}},")

    def note(self, name: str, *, room: int = 1) -> tuple[Text, int]:
        """Return a text and the place of a note in it; the paragraphs of it and its neighbours are not taken."""
        text = next(one for one in self.project.texts if one.name == name)
        fit = [
            place
            for place in range(4, len(text.notes) - 4)
            if all((name, near) not in self.places for near in range(place - 3, place + room + 3))
        ]
        if not fit:
            raise NoRoom
        place = self.chance.choice(fit)
        self.places |= {(name, near) for near in range(place - 1, place + room + 1)}
        return text, place


_NEW = frozenset("year eprint pmid url origdate langid related crossref publisher subtitle title author date".split())
Defect = Callable[[Seeding], Expected]


def sentence_of(text: Text, number: str) -> tuple[Paragraph, int]:
    """Return where the sentence with the mark of a note stands."""
    for paragraph in text.paragraphs:
        for place, (_, own) in enumerate(paragraph.sentences):
            if own == number:
                return paragraph, place
    raise NoRoom


# --- references ------------------------------------------------------------------------------------------


def _raw(seeding: Seeding, change: Callable[[list[str], int], str], *types: str) -> str:
    """Write an entry line by line and change it; return the needle."""
    entry = seeding.entry(*types)
    number = seeding.serial()
    entry.fields["title"] = f"{entry.fields['title']} {number}"
    lines = entry.lines()
    needle = change(lines, number)
    entry.raw = "\n".join(lines)
    return needle


def missing_comma(seeding: Seeding) -> Expected:
    """Take out the comma behind a title."""

    def change(lines: list[str], number: int) -> str:
        place = next(index for index, line in enumerate(lines) if str(number) in line)
        lines[place] = lines[place].rstrip(",")
        return f"{number}}}"

    return Expected("CK302", "library.bib", _raw(seeding, change, "book"))


def unclosed_brace(seeding: Seeding) -> Expected:
    """Leave a field open, and so its entry."""

    def change(lines: list[str], number: int) -> str:
        lines[-1] = f"  note = {{{number}"
        return f"note = {{{number}"

    return Expected("CK301", "library.bib", _raw(seeding, change, "book"))


def repeated_field(seeding: Seeding) -> Expected:
    """Write a second title."""

    def change(lines: list[str], number: int) -> str:
        lines.insert(-1, f"  title = {{Another title {number}9}},")
        return f"Another title {number}9"

    return Expected("CK304", "library.bib", _raw(seeding, change))


def duplicate_key(seeding: Seeding) -> Expected:
    """Add another work under the key of one."""
    entry = seeding.entry("thesis", "phdthesis")
    number = seeding.serial()
    fields = {**entry.fields, "title": f"Quite another one {number}", "author": "Quennell, Ada"}
    twin = Entry(entry.type, entry.key, fields)
    seeding.project.entries.append(twin)
    seeding.taken.add(entry.key)
    twin.raw = "\n".join([f"@{entry.type}{{{entry.key}, keywords = {{k{number}}},", *twin.lines()[1:]])
    return Expected("CK305", "library.bib", f"keywords = {{k{number}}}")


def key_case(seeding: Seeding) -> Expected:
    """Add another work under a key in capitals."""
    entry = seeding.entry("phdthesis")
    number = seeding.serial()
    fields = {**entry.fields, "title": f"Quite another one {number}", "author": "Quennell, Ada"}
    seeding.project.entries.append(Entry(entry.type, entry.key.upper(), fields))
    return Expected("CK306", "library.bib", f"{{{entry.key.upper()},")


def undefined_string(seeding: Seeding) -> Expected:
    """Name a journal by a word that nothing defines."""

    def change(lines: list[str], number: int) -> str:
        place = next(index for index, line in enumerate(lines) if "journaltitle" in line)
        lines[place] = f"  journaltitle = jour{number},"
        return f"jour{number}"

    return Expected("CK307", "library.bib", _raw(seeding, change, "article"))


def unknown_type(seeding: Seeding) -> Expected:
    """Mistype a type."""
    entry = seeding.entry("book")
    entry.type = "boook"
    return Expected("CK315", "library.bib", f"@boook{{{entry.key},")


def without_title(seeding: Seeding) -> Expected:
    """Take the title out."""
    entry = seeding.entry("book", "article", "phdthesis")
    del entry.fields["title"]
    return Expected("CK316", "library.bib", f"{{{entry.key},")


def without_container(seeding: Seeding) -> Expected:
    """Take out what a part is of."""
    entry = seeding.entry("article", "incollection", "inproceedings")
    for name in ("journaltitle", "booktitle", "doi"):
        entry.fields.pop(name, None)
    return Expected("CK316", "library.bib", f"{{{entry.key},")


def misspelt_field(seeding: Seeding) -> Expected:
    """Mistype the name of a field."""
    entry = seeding.entry("book", having="location")
    number = seeding.serial()
    entry.fields = {("loaction" if name == "location" else name): value for name, value in entry.fields.items()}
    entry.fields["loaction"] += f" {number}"
    return Expected("CK319", "library.bib", f"loaction = {{{entry.fields['loaction']}}}")


def duplicate_work(seeding: Seeding) -> Expected:
    """Write an entry twice, under two keys."""
    entry = seeding.entry("article", having="doi")
    seeding.project.entries.append(Entry(entry.type, f"{entry.key}-copy", dict(entry.fields)))
    return Expected("CK321", "library.bib", f"{{{entry.key}-copy,")


def original_later(seeding: Seeding) -> Expected:
    """Date the original later than its translation."""
    entry = seeding.entry("book", having="origdate")
    entry.fields["origdate"] = str(int(entry.fields["date"]) + 3)
    return _line_of(entry, "CK326", "origdate")


def _line_of(entry: Entry, code: str, name: str) -> Expected:
    """Return what is expected of a field whose value others may have: its line is told by a comment behind it."""
    lines = entry.lines()
    mark = f"% {entry.key} {name}"
    entry.raw = "\n".join(f"{line} {mark}" if line.startswith(f"  {name} = ") else line for line in lines)
    return Expected(code, "library.bib", mark)


def valued(code: str, name: str, value: str, *types: str, having: str = "") -> Defect:
    """Return a defect that gives a field a value; ``%`` in it is a number that makes it unique."""

    def defect(seeding: Seeding) -> Expected:
        if "%" in value:
            return seeding.changed(code, name, value, *types, having=having)
        entry = seeding.entry(*types, having=having)
        entry.fields[name] = value
        if name == "date":
            entry.fields.pop("origdate", None)
        return _line_of(entry, code, name)

    return defect


def wrong_digit(code: str, name: str, made: Callable[[Random], str]) -> Defect:
    """Return a defect that changes the check digit of a number."""

    def defect(seeding: Seeding) -> Expected:
        entry = seeding.entry(having=name)
        right = made(seeding.chance)
        last = "0" if right[-1] == "X" else str((int(right[-1]) + 3) % 10)
        entry.fields[name] = right[:-1] + last
        return Expected(code, "library.bib", entry.fields[name])

    return defect


def named(code: str, change: Callable[[str, str], str], *types: str) -> Defect:
    """Return a defect that changes an author: of family and given name another text."""

    def defect(seeding: Seeding) -> Expected:
        entry = seeding.entry(*types)
        family, _, given = entry.fields["author"].partition(", ")
        entry.fields["author"] = change(family, given)
        return _line_of(entry, code, "author")

    return defect


def in_title(code: str, change: Callable[[str], str]) -> Defect:
    """Return a defect that changes a title."""

    def defect(seeding: Seeding) -> Expected:
        entry = seeding.entry("book", "article", "phdthesis", "report")
        entry.fields["title"] = change(f"{entry.fields['title']} {seeding.serial()}")
        return Expected(code, "library.bib", f"  title = {{{entry.fields['title']}}},")

    return defect


def reversed_pages(seeding: Seeding) -> Expected:
    """Write the last page first."""
    entry = seeding.entry("article", "incollection", having="pages")
    first, last = entry.pages
    entry.fields["pages"] = f"{last + 100}--{first + 100}"
    return _line_of(entry, "CK330", "pages")


def place_in_publisher(seeding: Seeding) -> Expected:
    """Put the place before the publisher."""
    entry = seeding.entry("book", having="publisher")
    del entry.fields["location"]
    entry.fields["publisher"] = f"New York: Harrow {seeding.serial()}"
    return Expected("CK376", "library.bib", f"  publisher = {{{entry.fields['publisher']}}},")


def two_addresses(seeding: Seeding) -> Expected:
    """Give an address that leads to another DOI."""
    entry = seeding.entry("article", having="doi")
    entry.fields["url"] = f"https://doi.org/10.5555/other.{seeding.serial()}"
    return Expected("CK348", "library.bib", entry.fields["url"])


REFERENCES: Mapping[str, Defect] = {
    "missing comma": missing_comma,
    "unclosed brace": unclosed_brace,
    "repeated field": repeated_field,
    "duplicate key": duplicate_key,
    "keys that differ in capitals": key_case,
    "undefined string": undefined_string,
    "lost character": in_title("CK308", lambda title: f"{title[:2]}\ufffd{title[2:]}"),
    "unresolved crossref": valued("CK311", "crossref", "nobody%", "book"),
    "unknown type": unknown_type,
    "no title": without_title,
    "no container": without_container,
    "misspelt field": misspelt_field,
    "unresolved related": valued("CK320", "related", "nobody%", "book"),
    "duplicate work": duplicate_work,
    "impossible day": valued("CK323", "date", "1990-02-31", "book", having="date"),
    "impossible month": valued("CK323", "date", "1990-13", "phdthesis", having="date"),
    "reversed dates": valued("CK324", "date", "1992/1988", "book", having="date"),
    "future date": valued("CK325", "date", "2990", "phdthesis", having="date"),
    "original later": original_later,
    "year against date": valued("CK328", "year", "1911", "book", having="date"),
    "reversed pages": reversed_pages,
    "label in pages": valued("CK332", "pages", "pp. 3--%", "article", having="pages"),
    "malformed DOI": valued("CK340", "doi", "10.%", "article", having="doi"),
    "ISBN": wrong_digit("CK342", "isbn", isbn),
    "ISSN": wrong_digit("CK343", "issn", issn),
    "address mistyped": valued("CK345", "url", "http//www.example.org/%", "online", having="url"),
    "address with a blank": valued("CK345", "url", "https://www.example.org/a %", "online", having="url"),
    "PMID": valued("CK346", "pmid", "PM%", "article"),
    "DOI against address": two_addresses,
    "name in capitals": named("CK350", lambda family, given: f"{family.upper()}, {given}"),
    "et al.": named("CK351", lambda family, given: f"{family}, {given} et al."),
    "semicolon": named("CK352", lambda family, given: f"{family}, {given}; Quennell, Ada"),
    "institution": named("CK353", lambda *_: "Ministry of Harbours", "report", "book"),
    "role in name": named("CK354", lambda family, given: f"{family}, {given} (ed.)"),
    "title in capitals": in_title("CK360", str.upper),
    "placeholder": valued("CK361", "publisher", "TODO", "book", having="publisher"),
    "mojibake": in_title("CK365", lambda title: f"{title} des MÃ¼hlbachs"),
    "entity of HTML": in_title("CK366", lambda title: f"{title} &amp; Winds"),
    "tag of HTML": in_title("CK366", lambda title: f"{title} <b>Winds"),
    "escaped twice": in_title("CK368", lambda title: f"{title} \\\\& Winds"),
    "bare sign": in_title("CK369", lambda title: f"{title} & Winds"),
    "invisible character": in_title("CK370", lambda title: f"{title[:2]}\u200b{title[2:]}"),
    "two scripts": in_title("CK371", lambda title: f"W\u0435ather and {title}"),
    "language mistyped": valued("CK374", "langid", "englsih", "book"),
    "place in publisher": place_in_publisher,
}


# --- notes and cites -------------------------------------------------------------------------------------


def _ledger(name: str) -> str:
    return name.replace(".txt", ".notes.yaml")


def noted(code: str, after: str, *, file: str = "passage.txt") -> Defect:
    """Return a defect that puts words behind the cites of a note; ``%`` is a number."""

    def defect(seeding: Seeding) -> Expected:
        text, place = seeding.note(file)
        note = text.notes[place]
        note.after = after.replace("%", str(seeding.serial()))
        return Expected(code, _file_of(text), _needle(text, note))

    return defect


def _file_of(text: Text) -> str:
    return _ledger(text.name) if text.kind == "passage" else text.name


def _needle(text: Text, note: Note) -> str:
    return f"  {note.number}: " if text.kind == "passage" else f"[^{note.number}]: "


def said(code: str, words: str, *, file: str = "passage.txt", before: str = "") -> Defect:
    """Return a defect that makes a note of words alone; *before* are the words of the note before it."""

    def defect(seeding: Seeding) -> Expected:
        text, place = seeding.note(file, room=3)
        note, last = text.notes[place + 1], text.notes[place]
        note.raw = _written(text, note, words)
        if before:
            last.raw = _written(text, last, before)
        else:
            last.cites = last.cites[:1]
        return Expected(code, _file_of(text), _needle(text, note))

    return defect


def _written(text: Text, note: Note, words: str) -> str:
    return f'  {note.number}: "{words}"' if text.kind == "passage" else f"[^{note.number}]: {words}"


def ibid_after_several(seeding: Seeding) -> Expected:
    """Say "Ibid." behind a note of two works."""
    text, place = seeding.note("passage.txt", room=3)
    last, note = text.notes[place], text.notes[place + 1]
    other = next(one for one in seeding.project.entries if one.key not in {key for key, _ in last.cites})
    last.cites = [last.cites[0], (other.key, "")]
    note.raw = _written(text, note, "Ibid., 4.")
    return Expected("CK113", _file_of(text), _needle(text, note))


def lost_mark(seeding: Seeding) -> Expected:
    """Take a mark out of the text."""
    text, place = seeding.note("passage.txt")
    number = text.notes[place].number
    paragraph, index = sentence_of(text, number)
    words, _ = paragraph.sentences[index]
    paragraph.sentences[index] = (words, "")
    behind, at = sentence_of(text, text.notes[place + 1].number)
    return Expected("CK103", text.name, f"{_last_words(behind, at)}{text.notes[place + 1].number}")


def _last_words(paragraph: Paragraph, index: int) -> str:
    return ended(paragraph.sentences[index][0])[-24:]


def lost_note(seeding: Seeding) -> Expected:
    """Take a note out."""
    text, place = seeding.note("chapter.md")
    note = text.notes.pop(place)
    return Expected("CK101", text.name, f"[^{note.number}]")


def unmarked_note(seeding: Seeding) -> Expected:
    """Add a note without a mark."""
    text = next(one for one in seeding.project.texts if one.kind == "passage")
    if (text.name, -1) in seeding.places:
        raise NoRoom
    seeding.places.add((text.name, -1))
    number = str(int(text.notes[-1].number) + 1)
    text.notes.append(Note(number, [(seeding.project.entries[0].key, "")]))
    return Expected("CK102", _ledger(text.name), f"  {number}: ")


def swapped_notes(seeding: Seeding) -> Expected:
    """Exchange two notes of the ledger."""
    text, place = seeding.note("passage.txt", room=2)
    first, second = text.notes[place], text.notes[place + 1]
    text.notes[place], text.notes[place + 1] = second, first
    return Expected("CK105", _ledger(text.name), f"  {first.number}: ")


def misplaced_mark(seeding: Seeding) -> Expected:
    """Put a mark before its stop."""
    text, place = seeding.note("passage.txt")
    number = text.notes[place].number
    paragraph, index = sentence_of(text, number)
    words, _ = paragraph.sentences[index]
    if words.endswith("”"):
        raise NoRoom
    paragraph.sentences[index] = (f"{words}{number}", "")
    return Expected("CK107", text.name, f"{words[-20:]}{number}.")


def broken_paragraph(seeding: Seeding) -> Expected:
    """Add a paragraph that breaks off."""
    text, place = seeding.note("passage.txt")
    paragraph, _ = sentence_of(text, text.notes[place].number)
    number = seeding.serial()
    new = Paragraph([(f"In the year {number} of the harbour the clerk wrote a long letter. He wrote about the", "")])
    text.paragraphs.insert(text.paragraphs.index(paragraph) + 1, new)
    return Expected("CK109", text.name, f"In the year {number}")


def unclosed_quotation(seeding: Seeding) -> Expected:
    """Open a quotation and do not close it."""
    text, place = seeding.note(seeding.chance.choice(["passage.txt", "chapter.md"]))
    paragraph, index = sentence_of(text, text.notes[place].number)
    if any("“" in words for words, _ in paragraph.sentences):
        raise NoRoom
    words, number = paragraph.sentences[index]
    serial = seeding.serial()
    paragraph.sentences[index] = (f"He had said: “In {serial} I saw it. {words}", number)
    return Expected("CK110", text.name, f"“In {serial}")


def crossed_quotation(seeding: Seeding) -> Expected:
    """Cross two quotations."""
    text, place = seeding.note("chapter.md")
    paragraph, index = sentence_of(text, text.notes[place].number)
    if any("“" in words for words, _ in paragraph.sentences):
        raise NoRoom
    serial = seeding.serial()
    paragraph.sentences.insert(index, (f"He said: “In {serial} nobody had ‘seen the like” before,’ and went", ""))
    return Expected("CK111", text.name, f"“In {serial}")


def cited(code: str, change: Callable[[str, str], tuple[str, str]], *files: str) -> Defect:
    """Return a defect that changes the first cite of a note: key and locator."""

    def defect(seeding: Seeding) -> Expected:
        text, place = seeding.note(seeding.chance.choice(files or ("passage.txt", "chapter.md")))
        note = text.notes[place]
        key, locator = note.cites[0]
        if _is_quoting(text, note):
            raise NoRoom
        note.cites[0] = change(key, locator)
        return Expected(code, _file_of(text), _needle(text, note))

    return defect


def _first(locator: str) -> str:
    """Return the first page of a locator."""
    return locator.removeprefix("pp. ").removeprefix("p. ").partition("–")[0]


def _is_quoting(text: Text, note: Note) -> bool:
    paragraph, index = sentence_of(text, note.number)
    return "“" in paragraph.sentences[index][0]


def outside_pages(seeding: Seeding) -> Expected:
    """Cite a page that an article does not have."""
    text, place = seeding.note(seeding.chance.choice(["passage.txt", "chapter.md"]))
    note = text.notes[place]
    entry = seeding.project.entry(note.cites[0][0])
    if entry.type not in ("article", "incollection", "inproceedings"):
        raise NoRoom
    note.cites[0] = (entry.key, f"p. {entry.pages[1] + 7}")
    return Expected("CK204", _file_of(text), _needle(text, note))


def cited_twice(seeding: Seeding) -> Expected:
    """Cite a work twice in a note."""
    text, place = seeding.note(seeding.chance.choice(["passage.txt", "chapter.md"]))
    note = text.notes[place]
    note.cites = [note.cites[0], note.cites[0]]
    return Expected("CK208", _file_of(text), _needle(text, note))


def _quoting(seeding: Seeding) -> tuple[Text, Note, Paragraph, int]:
    """Return a note whose mark stands behind a quotation."""
    for _ in range(20):
        text, place = seeding.note("chapter.md")
        note = text.notes[place]
        if _is_quoting(text, note) and len(note.cites) == 1:
            return text, note, *sentence_of(text, note.number)
    raise NoRoom


def without_page(seeding: Seeding) -> Expected:
    """Take away the page of a quotation."""
    text, note, _, _ = _quoting(seeding)
    note.cites[0] = (note.cites[0][0], "")
    return Expected("CK203", text.name, _needle(text, note))


def altered(seeding: Seeding) -> Expected:
    """Change a word of a quotation."""
    text, note, paragraph, index = _quoting(seeding)
    words, number = paragraph.sentences[index]
    paragraph.sentences[index] = (words.replace("so patient a", "so idle a"), number)
    return Expected("CK401", text.name, f"[^{note.number}]")


def not_found(seeding: Seeding) -> Expected:
    """Quote what nobody wrote."""
    text, note, paragraph, index = _quoting(seeding)
    _, number = paragraph.sentences[index]
    paragraph.sentences[index] = ("As one of them wrote, “seven grey owls sang of lanterns lost in fog”", number)
    return Expected("CK402", text.name, f"[^{note.number}]")


def wrong_page(seeding: Seeding) -> Expected:
    """Cite the wrong page of a quotation."""
    text, note, _, _ = _quoting(seeding)
    key, locator = note.cites[0]
    page = int(locator.removeprefix("p. "))
    pages = seeding.project.sources[key]
    other = next(number for number in range(page + 1, page + 50) if f"[p. {number}]" not in pages)
    if other + 2 > seeding.project.entry(key).pages[1]:
        raise NoRoom
    seeding.project.sources[key] = pages + f"[p. {other}]\nNothing of it stands on this page.\n"
    seeding.project.sort_pages(key)
    note.cites[0] = (key, f"p. {other}")
    return Expected("CK403", text.name, f"[^{note.number}]")


def unclosed_environment(seeding: Seeding) -> Expected:
    """Leave an argument open."""
    text = next(one for one in seeding.project.texts if one.kind == "latex")
    if (text.name, -1) in seeding.places:
        raise NoRoom
    seeding.places.add((text.name, -1))
    number = seeding.serial()
    text.paragraphs.append(Paragraph([(f"\\footnote{{In {number} it was over", "")]))
    return Expected("CK124", text.name, f"\\footnote{{In {number}")


NOTES: Mapping[str, Defect] = {
    "mark without a note": lost_note,
    "note without a mark": unmarked_note,
    "mark lost": lost_mark,
    "notes out of order": swapped_notes,
    "mark before the stop": misplaced_mark,
    "paragraph broken off": broken_paragraph,
    "quotation not closed": unclosed_quotation,
    "quotations crossed": crossed_quotation,
    "ibid. after prose": said("CK112", "Ibid., 4.", before="So the sailors called it."),
    "ibid. after several": ibid_after_several,
    "reference to a note": noted("CK114", "; see note 999."),
    "empty note": said("CK116", "", before="So the sailors called it."),
    "note of signs": said("CK119", " . ", before="So the sailors called it."),
    "op. cit. of nobody": said("CK126", "Quennell, op. cit., 4."),
    "unclosed argument": unclosed_environment,
    "unknown key": cited("CK201", lambda key, locator: (f"{key}x", locator)),
    "quotation without page": without_page,
    "page outside": outside_pages,
    "reversed range": cited("CK205", lambda key, _: (key, "pp. 145–132")),
    "open range": cited("CK206", lambda key, locator: (key, f"pp. {_first(locator)}–"), "chapter.md"),
    "cited twice": cited_twice,
    "quotation altered": altered,
    "quotation not found": not_found,
    "wrong page": wrong_page,
}
DEFECTS: Mapping[str, Defect] = {**REFERENCES, **NOTES}
