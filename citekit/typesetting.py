"""The citations of manuscripts, set in a style: what stands in each place, which notes are new, what is listed.

Several manuscripts are one document, as the chapters of a book are: works are told apart across all of them, and an
"ibid." may lean on the chapter before unless positions begin anew with each. Nothing is written here: the result says
what each format is to put where (``documents.manuscript.Setting``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from citekit import engines
from citekit.aliases import own_keys, with_keys
from citekit.csl import cache
from citekit.csl.catalogue import Style
from citekit.csl.punctuation import add_stop
from citekit.documents.ledgers.as_ledger import ledger_places
from citekit.documents.manuscript import Cited, Selection, SetCited, Setting
from citekit.engines import SetCitation, SetDocument
from citekit.errors import InvalidInputError
from citekit.excerpt import errors_of, headings, note_content, paginated, unknown_keys
from citekit.findings import Finding, Severity, Span
from citekit.listing import Lister
from citekit.model import Bibliography, Citation, Cite, Key, Library, Reference
from citekit.notes.ledger.matched import unconfirmed
from citekit.reading_order import Chapter, Read, Where, becomes_note, counted_citations, in_order, ledger_notes
from citekit.richtext import Inlines, part, plain
from citekit.values import NamedTuple, dataclass, replace

_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Typeset:
    """What is put into each of the manuscripts, in their order, and what was found while setting them."""

    settings: tuple[Setting, ...]
    findings: tuple[Finding, ...] = ()


def typeset(
    chapters: Sequence[Chapter],
    library: Library,
    style: Style,
    *,
    engine: str = engines.DEFAULT,
    locale: str = "",
    restart: bool = False,
    listed: bool | None = None,
    lists: Sequence[Selection] = (),
) -> Typeset:
    """Set the citations and bibliographies of *chapters* as one document.

    With *restart* positions begin anew in each chapter ("ibid." and short forms). *listed* says whether a document
    without a place for a bibliography gets one at its end, or *lists*; ``None`` leaves that to the manuscripts.

    Raises: InvalidInputError for keys that no reference has, for errors in the entries that are cited and in the
    manuscripts; StyleError, EngineError, UsageError from the engine.
    """
    _raise_errors(one for chapter in chapters for one in chapter.manuscript.findings)
    known = _all_references(chapters, library)
    chapters = [_with_own_keys(chapter, known) for chapter in chapters]
    uncited = _uncited(chapters, known)
    _check_keys(chapters, known, uncited)
    is_note_style = cache.compiled_file(style.path, locale or style.default_locale).style.note
    read = [in_order(chapter, is_note_style=is_note_style) for chapter in chapters]
    citations = [paginated(one, known.references) for one in counted_citations(read, chapters, restart=restart)]
    loaded = engines.load(engine)

    def set_all(keys: Sequence[Key] | None) -> SetDocument:
        return loaded.set_document(style, known.references, citations, uncited=uncited, locale=locale, listed=keys)

    document = set_all(None)
    lister = Lister(document.bibliography, known.references, lambda keys: set_all(keys).bibliography)
    texts = iter(document.citations)
    made = [{one.place: next(texts) for one in chapter.placed} for chapter in read]
    made_lists = _lists(chapters, read, lister)
    if chapters and not any(made_lists) and _wants_list(chapters[-1], listed=listed):
        made_lists[-1] = lister.all(lists)
    settings = tuple(
        _setting(chapter, _Texts(own, document.punctuation_in_quote, is_note_style), document, own_lists)
        for chapter, own, own_lists in zip(chapters, made, made_lists, strict=True)
    )
    found = [one for chapter in chapters for one in (*chapter.manuscript.findings, *_about_notes(chapter))]
    return Typeset(settings, (*found, *document.findings))


def _setting(chapter: Chapter, texts: _Texts, document: SetDocument, lists: tuple[Bibliography, ...]) -> Setting:
    return Setting(
        tuple(_set_cited(chapter, texts)),
        _set_notes(chapter, texts),
        lists,
        headings(document.language),
        document.language,
    )


# --- what is cited ---------------------------------------------------------------------------------------


def _raise_errors(findings: Iterable[Finding]) -> None:
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if errors:
        raise InvalidInputError(errors)


def _all_references(chapters: Sequence[Chapter], library: Library) -> Library:
    """Return the library with the works that manuscripts bring along; the library's own come first."""
    brought: dict[Key, Reference] = {}
    for chapter in chapters:
        for key, reference in chapter.manuscript.references.references.items():
            brought.setdefault(key, reference)
    new = {key: one for key, one in brought.items() if key not in library.references}
    return Library({**library.references, **new}, library.findings) if new else library


def _with_own_keys(chapter: Chapter, library: Library) -> Chapter:
    """Return *chapter* with the references' own keys in the place of aliases."""
    cites = [*_cites(chapter), *chapter.ledger.cites]
    own = own_keys((cite.key for cite in cites), library)
    if not own:
        return chapter
    cited = tuple(
        replace(
            one,
            citation=replace(
                one.citation, cites=tuple(replace(cite, key=own.get(cite.key, cite.key)) for cite in one.citation.cites)
            ),
        )
        for one in chapter.manuscript.cited
    )
    manuscript = replace(chapter.manuscript, cited=cited)
    return replace(chapter, manuscript=manuscript, ledger=with_keys(chapter.ledger, own))


def _cites(chapter: Chapter) -> list[Cite]:
    """Return the cites of the manuscript that its ledger does not say anew."""
    own = ledger_notes(chapter)
    return [cite for one in chapter.manuscript.cited if one.note not in own for cite in one.citation.cites]


def _uncited(chapters: Sequence[Chapter], library: Library) -> list[Key]:
    """Return the works that the manuscripts want listed without citing them."""
    named = [Key(key) for chapter in chapters for key in chapter.manuscript.asked.uncited]
    if "*" in named:
        return list(library.references)
    own = own_keys(named, library)
    return list(dict.fromkeys(own.get(key, key) for key in named))


def _check_keys(chapters: Sequence[Chapter], library: Library, uncited: Sequence[Key]) -> None:
    cited: list[tuple[Key, Span]] = []
    for chapter in chapters:
        where = Span(chapter.manuscript.path)
        cited += [(cite.key, cite.where or where) for cite in _cites(chapter)]
        own = ledger_notes(chapter).values()
        told = [cite for note in own for one in note.parts if isinstance(one, Citation) for cite in one.cites]
        cited += [(cite.key, cite.where or Span(chapter.ledger.path)) for cite in told]
    cited += [(key, Span(chapters[0].manuscript.path if chapters else "")) for key in uncited]
    findings = unknown_keys(cited, library)
    findings += errors_of(library, [key for key, _ in cited], and_others=bool(findings))
    if findings:
        raise InvalidInputError(findings)


def _about_notes(chapter: Chapter) -> Iterator[Finding]:
    """Find what of the ledger nobody has confirmed, and what of it the manuscript has no note for."""
    own = ledger_notes(chapter).values()
    yield from (unconfirmed(note, chapter.ledger) for note in own if note.status)
    there = set(ledger_places(chapter.manuscript).values())
    for note in chapter.ledger.notes:
        if (note.run, note.number) not in there:
            message = f"note {note.number} of the ledger is not in {chapter.manuscript.path}"
            where = note.where or Span(chapter.ledger.path)
            yield Finding("unmarked-note", message, where, Severity.WARNING, "its number or chapter may be another")


# --- bibliographies --------------------------------------------------------------------------------------


def _lists(chapters: Sequence[Chapter], read: Sequence[Read], lister: Lister) -> list[tuple[Bibliography, ...]]:
    """Return the bibliographies of each chapter: one for each of its places, or those for its end."""
    cited: dict[str, set[Key]] = {}
    for chapter, own in zip(chapters, read, strict=True):
        for one in own.placed:
            for title in {chapter.title, one.title.partition(" ")[2]}:
                cited.setdefault(title, set()).update(cite.key for cite in one.citation.cites)
    wanted = [tuple(place.selection for place in chapter.manuscript.lists) or chapter.lists for chapter in chapters]
    return [tuple(lister.listed(one, cited) for one in own) for own in wanted]


def _wants_list(chapter: Chapter, *, listed: bool | None) -> bool:
    """Tell whether a manuscript without a place for a bibliography gets one at its end.

    One that brings its works along, in the fields of a reference manager, has a bibliography where its author put one.
    """
    if listed is not None:
        return listed
    asked = chapter.manuscript.asked.listed
    return asked if asked is not None else not chapter.manuscript.references.references


# --- what stands in each place ---------------------------------------------------------------------------


class _Texts(NamedTuple):
    """The set citations of a chapter by their places, and what punctuation needs to know."""

    made: Mapping[Where, SetCitation]
    in_quote: bool
    is_note_style: bool


def _set_cited(chapter: Chapter, texts: _Texts) -> Iterator[SetCited]:
    own = ledger_notes(chapter)
    for index, cited in enumerate(chapter.manuscript.cited):
        made = texts.made.get(index)
        if cited.note in own or made is None:
            yield SetCited()
        elif cited.note:
            yield SetCited(_within_note(cited, made, in_quote=texts.in_quote))
        elif becomes_note(cited, is_note_style=texts.is_note_style):
            content = made.content if texts.is_note_style else _unbracketed(made.content)
            note = add_stop(content, made.stop or ".", in_quote=texts.in_quote)
            yield SetCited(made.author, note)
        else:
            yield SetCited(made.content)


def _within_note(cited: Cited, made: SetCitation, *, in_quote: bool) -> Inlines:
    """Return a citation that stands among a note's words: its stop is theirs, where they have one."""
    after = cited.after.lstrip()
    if not after:
        return add_stop(made.content, made.stop, in_quote=in_quote)
    text = plain(made.content)
    return part(made.content, 0, len(text) - 1) if after[0] == "." and text.endswith(".") else made.content


def _unbracketed(content: Inlines) -> Inlines:
    """Return "Cohen 1973" of "(Cohen 1973)": a note is brackets enough."""
    text = plain(content)
    return part(content, 1, len(text) - 1) if _IN_BRACKETS.fullmatch(text) else content


def _set_notes(chapter: Chapter, texts: _Texts) -> dict[str, Inlines]:
    """Return the notes that the ledger has, set."""
    return {
        identity: note_content(
            note,
            [made for where, made in texts.made.items() if isinstance(where, tuple) and where[0] == identity],
            in_quote=texts.in_quote,
        )
        for identity, note in ledger_notes(chapter).items()
    }
