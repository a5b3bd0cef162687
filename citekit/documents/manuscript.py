"""A manuscript as it was read: its notes and citations, each with its place, and what is put there instead.

A format reads a file as *parts*, texts with names: one part "" for a file that is a text, the members that matter for
one that is an archive. A *Place* is a stretch of a part's text, in code points. Whatever is written back is the file as
it was, with other texts at places: so all else stays byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from citekit.findings import Finding, Source
from citekit.model import Bibliography, Citation, Headings, Key, Library, NotePart
from citekit.richtext import Inlines
from citekit.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Characters *start* to *end* of the text of the part *part*."""

    start: int
    end: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    r"""A citation that stands in a manuscript, and the *place* that its set text takes.

    *note* is the identity of the note it stands in, "" for one in running text. *own_note* asks for a note in every
    style, as LaTeX's ``\footcite`` does. *before* and *after* are the plain text around it in its note or paragraph
    (some words are enough), "" where nothing but space is there: punctuation is settled by them. A note that takes the
    citation's place in running text swallows *blank* characters of white space before the place, and its mark stands
    behind the *stop* ("." or "," or “.”” …) that follows the place directly.
    """

    citation: Citation
    place: Place
    note: str = ""
    own_note: bool = False
    before: str = ""
    after: str = ""
    blank: int = 0
    stop: str = ""


@dataclass(frozen=True, slots=True)
class ManuscriptNote:
    """A note of a manuscript.

    *identity* is unique in the manuscript: what the file itself calls the note, with its kind where that is not.
    *number* is what is printed. *marks* are the places of its references in the text, in order; *body* is the place of
    all it says, without number and back link, and what a ledger's note is put into. *parts* are its prose and
    citations; a citation there is one of the manuscript's ``cited``, too. *run* and *chapter* as in ``model.Note`` and
    ``Ledger``.
    """

    identity: str
    number: str
    marks: tuple[Place, ...]
    body: Place
    parts: tuple[NotePart, ...] = ()
    kind: Literal["footnote", "endnote"] = "footnote"
    run: int = 0
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which works a bibliography lists; an empty selection lists all. *title* stands above it, "" for the usual word.

    *types* are CSL's ("chapter") or the file's ("incollection"); *keywords* are of the entry, one of them is enough,
    and none of *without* may be there. *keys* names works; *chapter* keeps those that are cited in the chapter of that
    title. *annotated* prints the notes that entries have on their works. *abbreviations* lists the shorthands and short
    titles of the works instead, with what they stand for.
    """

    title: str = ""
    types: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    chapter: str = ""
    annotated: bool = False
    abbreviations: bool = False


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A place where a bibliography is to stand; what is there now is replaced. *titled* prints a heading above it."""

    place: Place
    selection: Selection = Selection()
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a manuscript itself asks for: files of references, a style, a language (BCP 47), works listed uncited.

    Paths count from the manuscript's folder. *uncited* with "*" is all. *listed* False is a manuscript that wants no
    bibliography, ``None`` one that does not say.
    """

    bib: tuple[str, ...] = ()
    style: str = ""
    language: str = ""
    uncited: tuple[str, ...] = ()
    listed: bool | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file with notes and citations, as a format read it.

    *cited* are in reading order, those of a note at the note's first mark; *notes* in the order of their first marks,
    those without one last. *references* are works that the file itself describes, as Zotero's fields do. *data* is the
    file. What is wrong is told in *findings*; an error there stops whoever would write.
    """

    path: str
    format: str
    parts: Mapping[str, Source]
    notes: tuple[ManuscriptNote, ...] = ()
    cited: tuple[Cited, ...] = ()
    lists: tuple[ListPlace, ...] = ()
    asked: Asked = Asked()
    references: Library = Library()
    findings: tuple[Finding, ...] = ()
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class SetCited:
    """What a citation becomes: *text* in its place, and a *note* of its own behind it.

    ``text=None`` leaves what is there, ``text=()`` takes it away; ``note=None`` adds no note.
    """

    text: Inlines | None = None
    note: Inlines | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """All that is put into a manuscript: a ``SetCited`` for each of its ``cited``, in their order.

    *notes* are bodies by the identity of their notes, put in whole; citations in such a note have ``SetCited()``.
    *lists* has a bibliography for each of the manuscript's list places; of a manuscript without a place, those that
    stand at its end, each under its title. Ids and labels of new notes begin with *prefix*, where they have to
    be unique over a book. *marks* is the custom by which their marks stand beside stops ("american", "french" …),
    ``"auto"`` for that of the language, ``"kept"`` for right behind the citation's place.
    """

    cited: tuple[SetCited, ...] = ()
    notes: Mapping[str, Inlines] = field(default_factory=dict)
    lists: tuple[Bibliography, ...] = ()
    headings: Headings = Headings()
    language: str = "en-US"
    prefix: str = ""
    marks: str = "auto"
