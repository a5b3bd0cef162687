"""The shared nouns. Data only: no behaviour beyond properties.

Field names follow CSL 1.0.2 where it has one. Sequences are tuples, mappings are never changed after
construction; a value compares equal to another with the same content.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NewType, TypeAlias

from citekit.findings import Finding, Span
from citekit.richtext import Inline, Inlines
from citekit.values import dataclass, field

Key = NewType("Key", str)

# The last name of a list that goes on without being told ("and others" in BibTeX; pandoc writes it so in CSL-JSON too).
OTHERS = "others"

# biblatex's words for what the pages of a work are counted in; they are CSL's locator labels too.
_PAGINATIONS = frozenset(("page", "column", "line", "verse", "section", "paragraph"))

_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Name:
    """A person or institution in CSL's name parts; *literal* alone for institutions.

    *comma_suffix* asks for a comma before the suffix ("Smith, Jr."); *static_ordering* puts the family name first
    everywhere, as Hungarians and Chinese do (both as in CSL-JSON).
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A date or range. *start* and *end* are (year,), (year, month) or (year, month, day).

    ``end=()`` is a range open at its end ("2010–"), ``start=()`` with an end one open at its start ("–2010");
    ``end=None`` is no range. Years before Christ are negative, as in CSL-JSON (-100 is 100 BC). *season* is 1 spring …
    4 winter, of the start; in *end* a season stands in the month's place as 21 spring … 24 winter (EDTF). *literal* is
    text that is not a date.
    """

    start: tuple[int, ...] = ()
    end: tuple[int, ...] | None = None
    season: int | None = None
    circa: bool = False
    literal: str = ""


# CSL 1.0.2, Appendix IV - Variables, Number Variables; and the page variables, which hold numbers too.
NUMBER_VARIABLES = frozenset(
    "chapter-number collection-number edition issue number number-of-pages number-of-volumes page page-first "
    "part-number printing-number section supplement-number version volume".split()
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One work of the library (CSL: item), its variables split by kind.

    Variable names are CSL's (``"container-title"``). *extra* keeps what has no CSL variable, under the name
    the file gave it. *where* is the entry's place, ``None`` when it was made in memory.
    """

    key: Key
    type: str
    texts: Mapping[str, Inlines] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: Mapping[str, Date] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    where: Span | None = field(default=None, compare=False)

    @property
    def paginated_by(self) -> str:
        """The label of a locator that is a number alone: verses, columns … or pages.

        Source: biblatex manual, 2.3.12 (Pagination).
        """
        unit = self.extra.get("pagination", "")
        return unit if unit in _PAGINATIONS else "page"


@dataclass(frozen=True, slots=True)
class Library:
    """References by key, in file order, and what was found wrong while reading them."""

    references: Mapping[Key, Reference] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a work: a CSL locator label ("page", "chapter", …) and a value ("290–91").

    Not *labelled* is a number that stood alone, which is taken for a page.
    """

    label: str
    value: str
    labelled: bool = field(default=True, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cite:
    """One reference as cited at one place."""

    key: Key
    locator: Locator | None = None
    prefix: Inlines = ()
    suffix: Inlines = ()
    form: Literal["full", "author-only", "suppress-author"] = "full"
    where: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """Cites that a style sets as one cluster. *note* is the note's place in the sequence of notes, from 1;
    ``None`` for a citation outside any note. Positions ("ibid.") start anew where *chapter* differs from that of
    the citation before; "" goes on with it. *after_cut* says that the citation before it in the sequence is not printed
    there, as at the beginning of an excerpt: "ibid." does not point to it. *continues* says that words of its sentence
    stand before it, which are not of its cites: it does not begin with a capital.

    *mode* "composite" names the author in running text, as in "Cohen (1973)", with *infix* between author and the
    rest; "author-only" and "suppress-author" are its halves. All are of the first cite, and leave a note as it is.
    """

    cites: tuple[Cite, ...]
    note: int | None = None
    chapter: str = ""
    mode: Literal["", "composite", "author-only", "suppress-author"] = ""
    infix: Inlines = ()
    after_cut: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A note number found in a passage.

    ``text[start:end]`` are the digits or the sign alone, in code points. *number* is what they say in plain
    digits. *evidence* names the grounds, strongest first; *confidence* is between 0 and 1.
    """

    start: int
    end: int
    number: str
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A text whose note marks stand in it as plain characters.

    *findings* tells what is odd: a number missing, a quotation never closed, a line that breaks off. *recurring* marks
    are citation numbers of science, which come back: each leads to the one note of its number.
    """

    path: str
    text: str = field(repr=False)
    marks: tuple[NoteMark, ...] = ()
    findings: tuple[Finding, ...] = ()
    recurring: bool = False


NotePart: TypeAlias = "Inlines | Citation"


@dataclass(frozen=True, slots=True)
class Note:
    """What a note says: prose and citations in reading order.

    *run* counts, from 0, how often the numbers have begun again before it, as they do with a new chapter or page.
    *status* ``"proposed"`` is what citekit suggests and nobody has confirmed, ``"unsure"`` what it could not decide.
    """

    number: str
    parts: tuple[NotePart, ...]
    run: int = 0
    status: Literal["", "proposed", "unsure"] = ""
    where: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What each note of a passage cites, in the order of the notes.

    *chapters* has a title for each run of numbers, "" for one without: the only run of most ledgers, or a page's.
    *source* cites the work the passage is quoted from; *passage* is the passage's path as the ledger gives it.
    """

    notes: tuple[Note, ...] = ()
    chapters: tuple[str, ...] = ("",)
    source: Citation | None = None
    passage: str = ""
    path: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def cites(self) -> tuple[Cite, ...]:
        """Every cite, note by note, and then those of the source."""
        parts = [part for note in self.notes for part in note.parts] + ([self.source] if self.source else [])
        return tuple(cite for part in parts if isinstance(part, Citation) for cite in part.cites)


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One set entry of a bibliography. *annotation* is what the list says of the work, below its entry."""

    key: Key
    content: Inlines
    annotation: Inlines = ()


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Entries in the style's order, and the style's whitespace (CSL: Bibliography-specific Options).

    *title* stands above them; "" is the word that the language has for it.
    """

    entries: tuple[BibliographyEntry, ...] = ()
    hanging_indent: bool = False
    second_field_align: Literal["flush", "margin"] | None = None
    line_spacing: int = 1
    entry_spacing: int = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The place of a note mark in an excerpt.

    *number* is printed; *anchor* is unique in the excerpt and makes ids. ``linked=False`` is a mark whose note
    the ledger does not have: it is printed, and leads nowhere. *again* is a mark that leads to a note which has one
    before.
    """

    number: str
    anchor: str
    linked: bool = True
    again: bool = False


Paragraph: TypeAlias = "tuple[Inline | NoteReference, ...]"
"""Text with the marks of its notes, which stand between pieces and never within formatted ones."""


@dataclass(frozen=True, slots=True)
class QuotedParagraph:
    """A paragraph of a quotation that is set apart, or a stanza, a speech.

    *lines* is one for prose, and one for each line of verse; *speaker* stands before a speech. *indents* has the
    depth, in steps, that a line of verse is set in, where not all are 0.
    """

    lines: tuple[Paragraph, ...]
    speaker: str = ""
    indents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockQuotation:
    """A quotation that is set apart from the text, its *paragraphs* ready for a writer; it has no marks around it.

    *attribution* is a line below it that says whose it is and may be empty. *language* is BCP 47, "" for that of the
    text around.
    """

    paragraphs: tuple[QuotedParagraph, ...]
    kind: Literal["prose", "verse", "dialogue"] = "prose"
    epigraph: bool = False
    attribution: Inlines = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class SetNote:
    """A note with its citations set in a style. *number* and *anchor* as in its NoteReference.

    *parts* are what *content* was set from, for formats that cite by themselves; empty where that is not known.
    """

    number: str
    anchor: str
    content: Inlines
    parts: tuple[NotePart, ...] = ()


@dataclass(frozen=True, slots=True)
class Headings:
    """Words the writers print around an excerpt, in its language."""

    notes: str = "Notes"
    bibliography: str = "Bibliography"
    note: str = "Note"
    back: str = "Back to text"
    concordance: str = "Note numbers"
    in_book: str = "in the book"
    here: str = "here"
    contents: str = "Contents"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with its notes and bibliography, ready for a writer.

    *paragraphs* are in reading order, marks as NoteReference, long quotations set apart; *notes* in the order of their
    marks. *attribution* says where the passage is quoted from and may be empty. *language* is BCP 47 ("en-US").
    *concordance* pairs the number that a note has in the book with the one it has here; empty where it is not to be
    printed. Of several *bibliographies* each has its own title; a work may be in more than one of them.

    For formats that cite by themselves: *source* is what *attribution* was set from, *references* are the files that
    the cited works are in, *style* and *style_kind* the name and the citation format of the style (as in StyleInfo).
    """

    paragraphs: tuple[Paragraph | BlockQuotation, ...] = ()
    notes: tuple[SetNote, ...] = ()
    bibliographies: tuple[Bibliography, ...] = ()
    attribution: Inlines = ()
    language: str = "en-US"
    headings: Headings = Headings()
    title: str = ""
    concordance: tuple[tuple[str, str], ...] = ()
    source: Citation | None = None
    references: tuple[str, ...] = ()
    style: str = ""
    style_kind: str = ""
