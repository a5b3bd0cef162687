"""EPUB 3: one excerpt or a book of several, with notes that open at their marks.

Sources: EPUB 3.3, 5 (content documents), 7 (navigation) and 5.4 (``epub:type``); EPUB 3 Structural Semantics
Vocabulary 1.1 (noteref, footnote, endnotes, backlink, chapter); DPUB-ARIA 1.1 (doc-noteref, doc-footnote,
doc-endnotes, doc-backlink). Reading systems open an ``aside`` that a noteref leads to beside its mark; in all others it
is a note behind the text. There are no scripts, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from citekit.errors import UsageError
from citekit.model import Bibliography, Excerpt, Headings, SetNote
from citekit.output import hypertext
from citekit.output.characters import clean
from citekit.output.epubpackage import BookFacts, Content, document, package
from citekit.output.hypertext import Chapter, attribute, chapter_of, inlines, text
from citekit.output.layout import attribution
from citekit.richtext import plain

__all__ = ["BINARY", "NAME", "SUFFIX", "SUFFIXES", "bibliographies", "book", "inlines", "write"]

NAME = "epub"
SUFFIX = ".epub"
SUFFIXES: tuple[str, ...] = (".epub",)
BINARY = True

_ENDNOTES = "notes.xhtml"


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as a book of one chapter, its source as that of the book.

    Raises: UsageError for a SOURCE_DATE_EPOCH that is no time.
    """
    return book([excerpt], excerpt.title)


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as a book.

    Raises: UsageError for a SOURCE_DATE_EPOCH that is no time.
    """
    title = clean(headings.bibliography)
    page = chapter_of(Excerpt(headings=headings), 1, semantics=True)
    body = hypertext.bibliographies(lists, page)
    facts = BookFacts(title, language, headings.contents)
    return package(
        facts,
        [Content("bibliography.xhtml", title, document(title, language, body), "bibliography")],
        hypertext.styles("epub", []),
    )


def book(
    chapters: Sequence[Excerpt], title: str, language: str = "", *, notes: Literal["chapter", "book"] = "chapter"
) -> bytes:
    """Return *chapters* as one book with a table of contents, all ids unique in it.

    *notes* stand behind each chapter, or all together in a document at the end. A book without a *title* has that of
    its first chapter, a chapter without one its source or its first words. *language* is that of the first chapter if
    empty.

    Raises: UsageError if there are no chapters, or for a SOURCE_DATE_EPOCH that is no time.
    """
    if not chapters:
        raise UsageError("a book needs a chapter", hint="give at least one excerpt")
    titles = [clean(one.title).strip() or hypertext.implied_title(one) for one in chapters]
    parts = [_part(excerpt, place, len(chapters), notes) for place, excerpt in enumerate(chapters, start=1)]
    contents = [
        Content(_file(place, len(chapters)), titles[place], _chapter(excerpt, parts[place], titles[place], notes))
        for place, excerpt in enumerate(chapters)
    ]
    language = language or chapters[0].language
    headings = chapters[0].headings
    if notes == "book" and any(one.notes for one in chapters):
        body = list(_endnotes(chapters, parts, titles))
        heading = clean(headings.notes)
        contents.append(Content(_ENDNOTES, heading, document(heading, language, body), "endnotes"))
    source = plain(attribution(chapters[0])) if len(chapters) == 1 else ""
    facts = BookFacts(clean(title).strip() or titles[0], language, headings.contents, clean(source).strip())
    return package(facts, contents, hypertext.styles("epub", chapters))


def _file(place: int, count: int) -> str:
    return f"chapter-{place + 1}.xhtml" if count > 1 else "text.xhtml"


def _part(excerpt: Excerpt, place: int, count: int, notes: str) -> Chapter:
    prefix = f"c{place}-" if count > 1 else ""
    files = (_file(place - 1, count), _ENDNOTES) if notes == "book" else ("", "")
    return chapter_of(excerpt, 2 if _has_title(excerpt) else 1, prefix=prefix, semantics=True, files=files)


def _has_title(excerpt: Excerpt) -> bool:
    return bool(clean(excerpt.title).strip())


def _chapter(excerpt: Excerpt, chapter: Chapter, title: str, notes: str) -> bytes:
    """Return the document of a chapter; one without a title of its own has none above its text."""
    name = f"{chapter.prefix}title"
    if _has_title(excerpt):
        opening = [
            f'<section epub:type="chapter" role="doc-chapter" aria-labelledby="{name}">',
            f'<h1 id="{name}">{text(title)}</h1>',
        ]
    else:
        opening = ['<section epub:type="chapter">']
    body = [*opening, *hypertext.passage(excerpt, chapter)]
    if notes == "chapter" and excerpt.notes:
        body += [
            f'<section epub:type="endnotes" role="doc-endnotes"{chapter.labelled("notes")}>',
            chapter.heading("notes", clean(excerpt.headings.notes)),
            *[_note(note, chapter) for note in excerpt.notes],
            "</section>",
        ]
    body += hypertext.concordance(excerpt, chapter)
    body += [*hypertext.bibliographies(excerpt.bibliographies, chapter), "</section>"]
    return document(title, excerpt.language, body)


def _endnotes(chapters: Sequence[Excerpt], parts: Sequence[Chapter], titles: Sequence[str]) -> Iterator[str]:
    """Yield the notes of all chapters, each chapter's below its title and in its language."""
    yield '<section epub:type="endnotes" role="doc-endnotes" aria-labelledby="notes">'
    yield f'<h1 id="notes">{text(clean(chapters[0].headings.notes))}</h1>'
    names = hypertext.told_apart(titles)
    for excerpt, chapter, title, name in zip(chapters, parts, titles, names, strict=True):
        if excerpt.notes:
            yield f"<div{hypertext.language(excerpt.language, xml=True)}>"
            yield f'<h2 id="{chapter.prefix}notes-of"{hypertext.named(title, name)}>{text(title)}</h2>'
            yield from (_note(note, chapter, name) for note in excerpt.notes)
            yield "</div>"
    yield "</section>"


def _note(note: SetNote, chapter: Chapter, title: str = "") -> str:
    """Return a note, its number the way back to its mark.

    It is named, since ``aside`` elements are told apart by their names; *title* is the chapter's where notes of several
    stand together.
    """
    number = text(clean(note.number))
    shown = hypertext.back_link(note, chapter, number) or number
    stop = "." if any(map(str.isalnum, note.number)) else ""
    name = f"{chapter.prefix}fn-{chapter.ids[note.anchor]}"
    label = attribute(f"{f'{title}: ' if title else ''}{chapter.headings.note} {note.number}".strip())
    start = f'<aside id="{name}" epub:type="footnote" role="doc-footnote" aria-label="{label}">'
    return f"{start}<p>{shown}{stop} {inlines(note.content)}</p></aside>"
