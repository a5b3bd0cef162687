r"""LaTeX: a document for xelatex, lualatex and, as far as its alphabets allow, pdflatex, that needs nothing else.

Source: *LaTeX2e: An unofficial reference manual* (``\footnote``, ``list``). Notes stand at their marks as footnotes
with the printed number, their citations set. A mark without a note is a superscript.
"""

from __future__ import annotations

from collections.abc import Sequence

from citekit.model import Bibliography, Excerpt, Headings, SetNote
from citekit.output.layout import attribution
from citekit.output.texdocument import document
from citekit.output.texlist import set_lists
from citekit.output.texmarkup import block, heading, inlines, text
from citekit.output.texpassage import NUMBER, PassageWriter, concordance, fragment_of, quotation, signed_there, unmarked

NAME = "latex"
SUFFIX = ".tex"
SUFFIXES: tuple[str, ...] = (".tex", ".latex", ".ltx")

__all__ = ["NAME", "SUFFIX", "SUFFIXES", "bibliographies", "fragment", "inlines", "write"]

_SIGN_NOTE = r"""% a footnote whose mark is not a number
\newcommand\signnote[2]{\begingroup\renewcommand\thefootnote{#1}\footnote[0]{#2}\endgroup}"""


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as a LaTeX document."""
    body = [
        heading(excerpt.title),
        quotation(excerpt, block(attribution(excerpt)), PassageWriter(excerpt, _footnote)),
        *unmarked(excerpt, lambda note: block(note.content)),
        *concordance(excerpt),
        *set_lists(excerpt.bibliographies, excerpt.headings),
    ]
    signs = [_SIGN_NOTE] if any(r"\signnote" in one for one in body) else []
    return document(body, excerpt.language, excerpt.title, definitions=signs)


def fragment(excerpt: Excerpt) -> bytes:
    """Return the paragraphs of *excerpt* for a document that is there, which counts the notes and has its languages."""
    passage = PassageWriter(excerpt, _footnote_there, own=False)
    return fragment_of(excerpt, passage, lambda note: block(note.content))


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as a LaTeX document."""
    return document(set_lists(lists, headings), language, headings.bibliography)


def _footnote(note: SetNote) -> str:
    if NUMBER.fullmatch(note.number):
        return rf"\footnote[{note.number}]{{{block(note.content)}}}"
    return rf"\signnote{{{text(note.number)}}}{{{block(note.content)}}}"


def _footnote_there(note: SetNote) -> str:
    if NUMBER.fullmatch(note.number):
        return rf"\footnote{{{block(note.content)}}}"
    return signed_there(note, rf"\footnote[0]{{{block(note.content)}}}")
