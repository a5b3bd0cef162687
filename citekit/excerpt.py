"""A passage, its ledger and its references become an excerpt: marks restored, notes and bibliography set.

The passage's text is not changed, unless its quotations are to be set anew: what stands between the marks goes into the
excerpt character by character (``passagetext.py``).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from citekit import engines
from citekit.aliases import with_own_keys
from citekit.csl.catalogue import Style
from citekit.csl.punctuation import add_stop, join
from citekit.documents.manuscript import Selection
from citekit.engines import SetCitation, SetDocument
from citekit.errors import InvalidInputError
from citekit.files import STDIN
from citekit.findings import Finding, Severity, Source, Span
from citekit.leaning import standing_alone
from citekit.listing import Lister
from citekit.model import (
    Citation,
    Cite,
    Excerpt,
    Headings,
    Key,
    Ledger,
    Library,
    Note,
    NoteMark,
    NoteReference,
    Passage,
    Reference,
    SetNote,
)
from citekit.nearest import did_you_mean
from citekit.notes.ledger.matched import unconfirmed, unmapped, unmarked
from citekit.notes.ledger.pairing import find_run, notes_of_marks, runs_that_fit
from citekit.passagetext import passage_text
from citekit.quotations.rules import Rules, rules_of
from citekit.richtext import Inlines, concat
from citekit.scope import Scope, Sequenced, sequenced
from citekit.values import dataclass, replace

Numbering: TypeAlias = Literal["kept", "restarted", "concorded"]

# Words around an excerpt, by language; CSL locales have terms for what stands inside a citation only.
_HEADINGS: Mapping[str, Headings] = {
    "en": Headings(),
    "de": Headings("Anmerkungen", "Literatur", "Anmerkung", "Zurück zum Text", "Zählung", "im Buch", "hier", "Inhalt"),
    "fr": Headings(
        "Notes",
        "Bibliographie",
        "Note",
        "Retour au texte",
        "Numéros des notes",
        "dans le livre",
        "ici",
        "Table des matières",
    ),
    "es": Headings(
        "Notas", "Bibliografía", "Nota", "Volver al texto", "Números de las notas", "en el libro", "aquí", "Índice"
    ),
    "it": Headings("Note", "Bibliografia", "Nota", "Torna al testo", "Numeri delle note", "nel libro", "qui", "Indice"),
    "nl": Headings(
        "Noten", "Bibliografie", "Noot", "Terug naar de tekst", "Nootnummers", "in het boek", "hier", "Inhoud"
    ),
    "pt": Headings(
        "Notas", "Bibliografia", "Nota", "Voltar ao texto", "Números das notas", "no livro", "aqui", "Índice"
    ),
    "ru": Headings(
        "Примечания",
        "Библиография",
        "Примечание",
        "Вернуться к тексту",
        "Номера примечаний",
        "в книге",
        "здесь",
        "Содержание",
    ),
}

# Comparing so many keys with mistyped ones takes some seconds, which is as long as a hint is worth.
_COMPARED = 1_000_000


@dataclass(frozen=True, slots=True)
class ExcerptOptions:
    """How the notes of an excerpt are numbered and what they lean on.

    *numbering* ``"kept"`` prints the passage's numbers, ``"restarted"`` counts from 1, ``"concorded"`` does so with a
    table of the numbers in the book. *scope* "" is that of the excerpt, of a passage that has all notes of its ledger.
    *chapter* is the title or the place (from 1) of the run of notes that the passage is of. *marks* is the custom by
    which marks stand beside stops and quotation marks (``"american"``, ``"french"`` …), ``"auto"`` for that of the
    excerpt's language, ``"kept"`` for where they are. *lists* are its bibliographies, where it is not to have the usual
    one. *quotations* is the rule set by which the quotations in the passage are set, ``"auto"`` that of
    the excerpt's language; ``None`` leaves them as they are.
    """

    numbering: Numbering = "kept"
    scope: Scope | Literal[""] = ""
    chapter: str = ""
    marks: str = "kept"
    lists: tuple[Selection, ...] = ()
    quotations: Rules | Literal["auto"] | None = None


AS_PRINTED = ExcerptOptions()


@dataclass(frozen=True, slots=True)
class Composed:
    """An excerpt and what was found while putting it together; an error there leaves the excerpt usable.

    *moved* counts the marks that stand elsewhere than in the passage, by the custom that was asked for.
    """

    excerpt: Excerpt
    findings: tuple[Finding, ...] = ()
    moved: int = 0


def compose(
    passage: Passage,
    ledger: Ledger,
    library: Library,
    style: Style,
    *,
    engine: str = engines.DEFAULT,
    locale: str = "",
    options: ExcerptOptions = AS_PRINTED,
) -> Composed:
    """Set the notes of *passage* that *ledger* has, and the bibliography of all it cites.

    A mark that the ledger does not know stays in the text as a mark without a note, and is an error among the findings.

    Raises: InvalidInputError for keys that *library* does not have, for errors in the entries that are cited, and for
    a passage that could be of several chapters; UsageError for a chapter that the ledger does not have; EngineError,
    StyleError from the engine.
    """
    ledger = with_own_keys(ledger, library)
    _check_keys(ledger, library)
    run = run_of(passage, ledger, options)
    mapped = list(map_marks(passage, ledger, options.numbering, run))
    ledger, mapped, broken = _standing_alone(ledger, mapped)
    noted = [(one, note) for _, one, note in mapped if note is not None and note.parts and not one.again]
    given = sequenced([(note, reference.number) for reference, note in noted], ledger, options.scope or "excerpt")
    citations = [paginated(citation, library.references) for citation in given.citations]
    loaded = engines.load(engine)

    def set_all(keys: Collection[Key]) -> SetDocument:
        return loaded.set_document(style, library.references, citations, locale=locale, listed=keys)

    document = set_all(given.listed)
    lister = Lister(document.bibliography, library.references, lambda keys: set_all(keys).bibliography)
    references = [reference for _, reference, _ in mapped]
    language = document.language
    rules = rules_of(language) if options.quotations == "auto" else options.quotations
    text = passage_text(passage, references, marks=options.marks, rules=rules, language=language)
    excerpt = Excerpt(
        paragraphs=text.paragraphs,
        notes=tuple(_set_notes(noted, given, document)),
        bibliographies=lister.all(options.lists),
        attribution=_attribution(ledger, document),
        language=document.language,
        headings=headings(document.language),
        concordance=_concordance(mapped) if options.numbering == "concorded" else (),
        source=ledger.source,
        references=_files(given.listed, library),
        style=style.info.name,
        style_kind=style.info.kind,
    )
    findings = [
        *unmatched(passage, mapped, ledger, options, run),
        *_unfilled(mapped, ledger),
        *(unconfirmed(note, ledger) for _, note in noted if note.status),
        *_misnumbered(document, ledger, options),
        *broken,
        *text.findings,
    ]
    return Composed(excerpt, (*findings, *document.findings), text.moved)


def _set_notes(
    noted: Iterable[tuple[NoteReference, Note]], given: Sequenced, document: SetDocument
) -> Iterator[SetNote]:
    for reference, note in noted:
        own = [document.citations[one] for one in given.places[note.run, note.number]]
        content = note_content(note, own, in_quote=document.punctuation_in_quote)
        yield SetNote(reference.number, reference.anchor, content, note.parts)


def headings(language: str) -> Headings:
    """Return the headings of *language* (BCP 47); English where there are none."""
    return _HEADINGS.get(language.partition("-")[0].lower(), _HEADINGS["en"])


Mapped = tuple[NoteMark, NoteReference, Note | None]
"""A mark, what is printed for it, and the note it leads to."""


def run_of(passage: Passage, ledger: Ledger, options: ExcerptOptions) -> int | None:
    """Return the run of notes that the passage is of, where one is asked for; ``None`` where it may be of any."""
    if options.chapter:
        return find_run(ledger, options.chapter)
    fitting = runs_that_fit([mark.number for mark in passage.marks], ledger)
    if len(fitting) > 1 and _is_cut(passage, ledger, options):
        mark = passage.marks[0]
        where = Source(passage.path, passage.text).span(mark.start, mark.end)
        named = [f"{run + 1}{f' ({ledger.chapters[run]})' if ledger.chapters[run] else ''}" for run in fitting]
        message = f"the notes of the passage could be those of several chapters: {', '.join(named)}"
        raise InvalidInputError([Finding("which-chapter", message, where, hint="say which with --chapter")])
    return None


def _standing_alone(ledger: Ledger, mapped: list[Mapped]) -> tuple[Ledger, list[Mapped], tuple[Finding, ...]]:
    """Return the ledger and the notes of the excerpt without what leans on notes outside, as far as it can be."""
    printed = {(note.run, note.number): reference.number for _, reference, note in mapped if note is not None}
    leant = standing_alone(ledger, printed)
    if leant.ledger is ledger:
        return ledger, mapped, leant.findings
    own = {(note.run, note.number): note for note in leant.ledger.notes}
    again = [(mark, reference, note and own[note.run, note.number]) for mark, reference, note in mapped]
    return leant.ledger, again, leant.findings


def _unfilled(mapped: Iterable[Mapped], ledger: Ledger) -> Iterator[Finding]:
    for _, reference, note in mapped:
        if note is not None and not note.parts and not reference.again:
            where = note.where or Span(ledger.path)
            yield Finding("unfilled-note", f"note {note.number} says nothing yet", where, hint="write what it cites")


def _misnumbered(document: SetDocument, ledger: Ledger, options: ExcerptOptions) -> Iterator[Finding]:
    """Find that a style prints numbers of the book's notes in an excerpt that has others."""
    if document.prints_note_numbers and options.scope == "book" and options.numbering != "kept":
        message = "the style refers to notes by the numbers of the book, and the excerpt counts anew"
        hint = "keep the numbers (--numbers kept), or cite as if the excerpt stood alone (--scope excerpt)"
        yield Finding("note-numbers-of-the-book", message, Span(ledger.path), Severity.WARNING, hint)


def _is_cut(passage: Passage, ledger: Ledger, options: ExcerptOptions) -> bool:
    """Tell whether the passage was cut from what the ledger has the notes of."""
    if options.scope or options.chapter:
        return True
    if passage.path == STDIN:
        return False
    named = os.path.join(os.path.dirname(ledger.path), ledger.passage)  # noqa: PTH118, PTH120 - paths are texts here
    return bool(ledger.passage) and os.path.realpath(named) != os.path.realpath(passage.path)


def map_marks(
    passage: Passage, ledger: Ledger, numbering: Numbering, run: int | None, before: int = 0
) -> Iterator[Mapped]:
    """Pair every mark with its printed reference and its note; notes that are counted anew follow *before* others."""
    used: set[str] = set()
    first: dict[str, NoteReference] = {}  # of marks that come back
    notes = notes_of_marks(passage, ledger, run)
    position = 0
    for mark, note in zip(passage.marks, notes, strict=True):
        if passage.recurring and (same := first.get(mark.number)):
            yield mark, replace(same, again=True), note
            continue
        position += 1
        number = mark.number if numbering == "kept" else str(before + position)
        anchor = number if number.isalnum() and number not in used else f"{position}-note"
        used.add(number)
        first[mark.number] = NoteReference(number, anchor, linked=note is not None and bool(note.parts))
        yield mark, first[mark.number], note


def _concordance(mapped: Iterable[Mapped]) -> tuple[tuple[str, str], ...]:
    return tuple((mark.number, reference.number) for mark, reference, _ in mapped if not reference.again)


def note_content(note: Note, citations: Iterable[SetCitation], *, in_quote: bool) -> Inlines:
    """Return a note's prose and its *citations*, set, as one text, with the full stops where sentences end."""
    content: Inlines = ()
    rest = iter(citations)
    last: SetCitation | None = None
    for part in note.parts:
        last = next(rest) if isinstance(part, Citation) else None
        if last:
            content = concat(content, last.content)
        elif not isinstance(part, Citation):
            content = join(content, part, in_quote=in_quote)
    return add_stop(content, last.stop, in_quote=in_quote) if last else content


def _attribution(ledger: Ledger, document: SetDocument) -> Inlines:
    if not ledger.source:
        return ()
    last = document.citations[-1]
    return add_stop(last.content, last.stop, in_quote=document.punctuation_in_quote)


def _files(keys: Collection[Key], library: Library) -> tuple[str, ...]:
    """Return the files that the references *keys* are in, in the library's order."""
    cited = (one for key, one in library.references.items() if key in keys)
    paths = dict.fromkeys(one.where.path for one in cited if one.where is not None)
    return tuple(path for path in paths if path not in ("", STDIN))


def paginated(citation: Citation, references: Mapping[Key, Reference]) -> Citation:
    """Return *citation* with bare numbers counted in what each reference is: columns, verses, sections."""
    return replace(citation, cites=tuple(_paginated_cite(cite, references[cite.key]) for cite in citation.cites))


def _paginated_cite(cite: Cite, reference: Reference) -> Cite:
    if cite.locator is None or cite.locator.labelled:
        return cite
    return replace(cite, locator=replace(cite.locator, label=reference.paginated_by))


# --- findings --------------------------------------------------------------------------------------------


def _check_keys(ledger: Ledger, library: Library) -> None:
    cites = [(cite.key, cite.where or Span(ledger.path)) for cite in ledger.cites]
    findings = unknown_keys(cites, library)
    findings.sort(key=lambda finding: (finding.where.line, finding.where.column))
    findings += errors_of(library, [key for key, _ in cites], and_others=bool(findings))
    if findings:
        raise InvalidInputError(findings)


def unknown_keys(cites: Iterable[tuple[Key, Span]], library: Library) -> list[Finding]:
    """Return a finding for every key, cited at a place, that no reference has.

    Of many keys that a large library does not have, the first few get a hint: more likely it is the wrong library.
    """
    unknown = [(key, where) for key, where in cites if key not in library.references]
    hinted = max(_COMPARED // len(library.references), 1) if unknown and library.references else 0
    findings = []
    for number, (key, where) in enumerate(unknown):
        near = did_you_mean(key, library.references) if number < hinted else ""
        hint = near or "citekit bib lists the library; see that its file is given"
        findings.append(Finding("unknown-key", f"no reference has the key {key!r}", where, Severity.ERROR, hint))
    return findings


def errors_of(library: Library, keys: Iterable[Key], *, and_others: bool) -> list[Finding]:
    """Return the errors in the entries *keys* of *library*.

    With *and_others* also those that are about no entry in particular: where a key is missing, they may tell why.
    """
    wanted = {*keys, ""} if and_others else set(keys)
    return [one for one in library.findings if one.severity is Severity.ERROR and one.key in wanted]


def unmatched(
    passage: Passage, mapped: Iterable[Mapped], ledger: Ledger, options: ExcerptOptions, run: int | None
) -> Iterator[Finding]:
    """Find the marks that have no note, and the notes of the passage that have no mark."""
    source = Source(passage.path, passage.text)
    numbers: set[str] = set()
    marked: set[tuple[int, str]] = set()
    for mark, reference, note in mapped:
        again = mark.number in numbers
        numbers.add(mark.number)
        if note is not None:
            marked.add((note.run, note.number))
        if note is None and not reference.again:
            yield unmapped(mark.number, source.span(mark.start, mark.end), ledger, again=again)
    notes = [note for note in ledger.notes if run in (None, note.run)]
    if _is_cut(passage, ledger, options):  # what stands before and behind it is not of the passage
        own = [index for index, note in enumerate(notes) if (note.run, note.number) in marked]
        notes = notes[own[0] : own[-1]] if own else []
    for note in notes:
        if (note.run, note.number) not in marked:
            yield unmarked(note, passage, ledger)
