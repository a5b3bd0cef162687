"""HTML: pages that need nothing else, for the browser, the printer and the screen reader.

Sources: HTML Living Standard, 4.4.5 and 4.4.8 (``ol``, ``li value``), 13.1 (syntax); DPUB-ARIA 1.1 (doc-endnotes,
doc-backlink, doc-chapter, doc-toc); CSS Counter Styles 3 (a string as ``list-style-type``).
There are no scripts, and nothing is fetched. A book is one page (`book`) or a page for each chapter (`pages`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from citekit.errors import UsageError
from citekit.model import Bibliography, Excerpt, Headings, SetNote
from citekit.output import hypertext
from citekit.output.characters import clean
from citekit.output.hypertext import Chapter, attribute, chapter_of, inlines, text

__all__ = ["NAME", "SUFFIX", "SUFFIXES", "bibliographies", "book", "fragment", "inlines", "pages", "write"]

NAME = "html"
SUFFIX = ".html"
SUFFIXES: tuple[str, ...] = (".html", ".htm")

_ORDINAL = re.compile(r"0|[1-9][0-9]{0,8}")  # what an li value can say exactly as it is printed


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as an HTML page."""
    title = clean(excerpt.title).strip()
    chapter = chapter_of(excerpt, 2 if title else 1)
    body = [f"<h1>{text(title)}</h1>"] if title else []
    body += [*hypertext.passage(excerpt, chapter), *_notes(excerpt.notes, chapter), *_back_matter(excerpt, chapter)]
    return _document(title or hypertext.implied_title(excerpt), excerpt.language, body, [excerpt])


def fragment(excerpt: Excerpt) -> bytes:
    """Return the paragraphs of *excerpt* as elements for a page that is there, and the list of its notes below."""
    chapter = chapter_of(excerpt, 2)
    notes = _list(excerpt.notes, chapter) if excerpt.notes else []
    return ("\n".join([*hypertext.paragraphs(excerpt, chapter), *notes]) + "\n").encode()


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as an HTML page."""
    page = chapter_of(Excerpt(headings=headings), 1)
    return _document(clean(headings.bibliography), language, hypertext.bibliographies(lists, page), [])


def book(
    chapters: Sequence[Excerpt], title: str, language: str = "", *, notes: Literal["chapter", "book"] = "chapter"
) -> bytes:
    """Return *chapters* as one page with a table of contents, their ids unique in it.

    *notes* stand behind each chapter or behind the last. *language* is that of the first chapter if empty. A chapter
    without a title has its source or its first words for one.

    Raises: UsageError if there are no chapters.
    """
    titles, language = _told(chapters, language)
    parts = [chapter_of(one, 3, prefix=f"c{place}-", label=f"c{place}") for place, one in enumerate(chapters, start=1)]
    links = [(f"#c{place}", name) for place, name in enumerate(titles, start=1)]
    title = clean(title).strip() or titles[0]
    body = [f"<h1>{text(title)}</h1>", *_contents(links, chapters[0].headings)]
    names = hypertext.told_apart(titles)
    for excerpt, chapter, said, name in zip(chapters, parts, titles, names, strict=True):
        own = _own_language(excerpt, language)
        body += [
            f'<section role="doc-chapter" aria-labelledby="{chapter.label}"{own}>',
            f'<h2 id="{chapter.label}"{hypertext.named(said, name)}>{text(said)}</h2>',
        ]
        body += hypertext.passage(excerpt, chapter)
        body += _notes(excerpt.notes, chapter) if notes == "chapter" else []
        body += [*_back_matter(excerpt, chapter), "</section>"]
    if notes == "book" and any(one.notes for one in chapters):
        body += _endnotes(chapters, parts, titles, language)
    return _document(title, language, body, chapters)


def pages(chapters: Sequence[Excerpt], title: str, language: str = "") -> dict[str, bytes]:
    """Return a page for each chapter by name of file, and "index.html" with the table of contents.

    Notes are on the page of their chapter. Ids are unique in all pages together, so that these can be joined.

    Raises: UsageError if there are no chapters.
    """
    titles, language = _told(chapters, language)
    title = clean(title).strip() or titles[0]
    headings = chapters[0].headings
    links = [(f"chapter-{place}.html", name) for place, name in enumerate(titles, start=1)]
    written = {"index.html": _document(title, language, [f"<h1>{text(title)}</h1>", *_contents(links, headings)], [])}
    for place, (excerpt, (name, own)) in enumerate(zip(chapters, links, strict=True), start=1):
        chapter = chapter_of(excerpt, 2, prefix=f"c{place}-")
        way = f'<p><a href="index.html">{text(title)}</a></p>'
        body = [f'<nav aria-label="{attribute(headings.contents)}">', way, "</nav>"]
        body += [f"<h1>{text(own)}</h1>", *hypertext.passage(excerpt, chapter), *_notes(excerpt.notes, chapter)]
        body += _back_matter(excerpt, chapter)
        written[name] = _document(f"{own} – {title}", excerpt.language or language, body, [excerpt])
    return written


def _endnotes(
    chapters: Sequence[Excerpt], parts: Sequence[Chapter], titles: Sequence[str], language: str
) -> Iterator[str]:
    """Yield the notes of all chapters, each chapter's below its title."""
    yield '<section role="doc-endnotes" aria-labelledby="notes">'
    yield f'<h2 id="notes">{text(clean(chapters[0].headings.notes))}</h2>'
    for excerpt, chapter, title in zip(chapters, parts, titles, strict=True):
        if excerpt.notes:
            yield f"<div{_own_language(excerpt, language)}>"
            yield chapter.heading("notes", title)
            yield from _list(excerpt.notes, chapter)
            yield "</div>"
    yield "</section>"


def _told(chapters: Sequence[Excerpt], language: str) -> tuple[list[str], str]:
    """Return the titles of *chapters* and the language of the book."""
    if not chapters:
        raise UsageError("a book needs a chapter", hint="give at least one excerpt")
    titles = [clean(one.title).strip() or hypertext.implied_title(one) for one in chapters]
    return titles, language or chapters[0].language


def _contents(links: Sequence[tuple[str, str]], headings: Headings) -> Iterator[str]:
    yield '<nav role="doc-toc" aria-labelledby="contents">'
    yield f'<h2 id="contents">{text(clean(headings.contents))}</h2>'
    yield "<ol>"
    for target, name in links:
        yield f'<li><a href="{target}">{text(name)}</a></li>'
    yield "</ol>"
    yield "</nav>"


def _own_language(excerpt: Excerpt, language: str) -> str:
    """Return the attributes of a chapter in another language than that of the book."""
    return hypertext.language(excerpt.language) if excerpt.language != language else ""


def _back_matter(excerpt: Excerpt, chapter: Chapter) -> list[str]:
    return hypertext.concordance(excerpt, chapter) + hypertext.bibliographies(excerpt.bibliographies, chapter)


def _document(title: str, language: str, body: Sequence[str], excerpts: Sequence[Excerpt]) -> bytes:
    """Return a page with *body*, in which *excerpts* are."""
    lines = [
        "<!DOCTYPE html>",
        f"<html{hypertext.language(language)}>",
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{text(title)}</title>",
        f"<style>\n{hypertext.styles('html', excerpts)}</style>",
        "</head>",
        "<body>",
        "<main>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _notes(notes: Sequence[SetNote], chapter: Chapter) -> list[str]:
    if not notes:
        return []
    start = f'<section role="doc-endnotes"{chapter.labelled("notes")}>'
    return [start, chapter.heading("notes", clean(chapter.headings.notes)), *_list(notes, chapter), "</section>"]


def _list(notes: Sequence[SetNote], chapter: Chapter) -> list[str]:
    return ['<ol class="notes">', *[_note(note, chapter) for note in notes], "</ol>"]


def _note(note: SetNote, chapter: Chapter) -> str:
    # U+FE0E asks for the arrow as text: some systems draw it as an emoji.
    back = hypertext.back_link(note, chapter, "↩\ufe0e")
    name = f"{chapter.prefix}fn-{chapter.ids[note.anchor]}"
    content = hypertext.inlines(note.content) + (f" {back}" if back else "")
    return f'<li id="{name}"{_numbered(note.number)}>{content}</li>'


def _numbered(number: str) -> str:
    """Return the attribute that makes a list item show exactly *number*."""
    if _ORDINAL.fullmatch(number):
        return f' value="{number}"'
    shown = clean(number) + (". " if any(map(str.isalnum, number)) else " ")
    quoted = re.sub(r'[\\"]', r"\\\g<0>", shown)
    rule = f'list-style-type: "{quoted}"'
    return f' style="{attribute(rule)}"'
