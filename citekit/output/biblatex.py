r"""LaTeX with biblatex: notes that cite, so that biblatex and biber set them from the files of references.

Sources: the biblatex manual, 3.7 (bibliographies, categories), 3.9 (citation commands); that of csquotes, 3.4 (display
environments). Notes stand at their marks as ``\footcite``, or as ``\footnote`` where they say more, with the printed
numbers. The words of citations are those of the biblatex style that comes nearest. Notes and lists that cannot be cited
are set as in the format ``latex``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from citekit.model import Bibliography, Citation, Excerpt, Headings, Key, SetNote
from citekit.output.biblatexcites import citation, content, footnote, is_key
from citekit.output.biblatexstyles import loading
from citekit.output.layout import attribution, list_title
from citekit.output.texdocument import document
from citekit.output.texlist import set_list
from citekit.output.texmarkup import block, heading, inlines, text
from citekit.output.texpassage import NUMBER, PassageWriter, concordance, fragment_of, quotation, signed_there, unmarked

NAME = "biblatex"
SUFFIX = ".biblatex.tex"
SUFFIXES: tuple[str, ...] = (".biblatex.tex",)

__all__ = ["NAME", "SUFFIX", "SUFFIXES", "bibliographies", "fragment", "inlines", "write"]

_DISPLAY = "displayquote"
_SIGNED = r"""% a footnote whose mark is not a number
\newcommand\signed[2]{\begingroup\renewcommand\thefootnote{#1}#2\endgroup}"""
_ANNOTATED = r"""% what a list says of a work, below its entry
\newcommand\annotate[2]{\csdef{annotation@#1}{#2}}
\renewbibmacro*{finentry}{\finentry
  \ifcsdef{annotation@\thefield{entrykey}}{\par\hspace*{1.5em}\csuse{annotation@\thefield{entrykey}}}{}}"""


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as a LaTeX document for biblatex."""
    kind = excerpt.style_kind
    body = [
        heading(excerpt.title),
        quotation(excerpt, _source(excerpt), PassageWriter(excerpt, _Footnotes(kind).command, prose=_DISPLAY)),
        *unmarked(excerpt, lambda note: content(note, kind)),
        *concordance(excerpt),
    ]
    lists = _lists(excerpt.bibliographies, excerpt.headings, _cited(excerpt))
    return _document([*body, *lists], excerpt, excerpt.references)


def fragment(excerpt: Excerpt) -> bytes:
    """Return the paragraphs of *excerpt* for a document with csquotes and biblatex, which counts the notes."""
    kind = excerpt.style_kind

    def there(note: SetNote) -> str:
        shown = footnote(note, kind)
        return shown if NUMBER.fullmatch(note.number) else signed_there(note, shown)

    passage = PassageWriter(excerpt, there, prose=_DISPLAY, own=False)
    return fragment_of(excerpt, passage, lambda note: content(note, kind))


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    r"""Return bibliographies as a LaTeX document for biblatex; the references are in ``\jobname.bib``."""
    excerpt = Excerpt(language=language, title=headings.bibliography)
    return _document(_lists(lists, headings, ()), excerpt, ())


def _document(body: Sequence[str], excerpt: Excerpt, files: Sequence[str]) -> bytes:
    lists = [one for one in body if one.startswith(r"\DeclareBibliographyCategory")]
    packages = [
        r"\usepackage[autostyle]{csquotes}",
        *loading(excerpt.style, excerpt.style_kind, lists=len(lists)),
        *_resources(files),
    ]
    definitions = [_SIGNED] if any(r"\signed{" in one for one in body) else []
    definitions += [_ANNOTATED] if any(r"\annotate{" in one for one in body) else []
    return document(
        [one for one in body if one not in lists],
        excerpt.language,
        excerpt.title,
        packages=[*packages, *lists],
        definitions=definitions,
        any_alphabet=True,
    )


def _resources(files: Sequence[str]) -> list[str]:
    """Return the lines that name the files of references, as BibTeX, which is what biber reads."""
    if not files:
        return [r"% the references: citekit convert … -o NAME.bib", r"\addbibresource{\jobname.bib}"]
    lines = []
    for file in files:
        path = PurePath(file)
        named = path.with_suffix(".bib").as_posix()
        if path.suffix.lower() not in (".bib", ".bibtex"):
            lines.append(f"% made from it: citekit convert {' '.join(file.split())} -o {named}")
        else:
            named = path.as_posix()
        lines.append(rf"\addbibresource{{{named}}}")
    return lines


# --- the passage ---


def _source(excerpt: Excerpt) -> str:
    source = excerpt.source
    if source is None or not attribution(excerpt) or not all(is_key(cite.key) for cite in source.cites):
        return block(attribution(excerpt))
    return citation(source, excerpt.style_kind)


class _Footnotes:
    """Writes footnotes in reading order, and keeps count as TeX does."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._count = 0

    def command(self, note: SetNote) -> str:
        shown = footnote(note, self._kind)
        self._count += 1
        if not NUMBER.fullmatch(note.number):
            return rf"\signed{{{text(note.number)}}}{{{shown}}}"
        if self._count == int(note.number):
            return shown
        self._count = int(note.number)
        return rf"\setcounter{{footnote}}{{{self._count - 1}}}{shown}"


def _cited(excerpt: Excerpt) -> tuple[Key, ...]:
    """Return the keys that the commands of the document cite."""
    parts = [part for note in excerpt.notes for part in note.parts] + ([excerpt.source] if excerpt.source else [])
    cites = [cite for part in parts if isinstance(part, Citation) for cite in part.cites]
    return tuple(dict.fromkeys(cite.key for cite in cites if is_key(cite.key)))


# --- bibliographies ---


def _lists(lists: Sequence[Bibliography], headings: Headings, cited: Sequence[Key]) -> list[str]:
    shown = [each for each in lists if each.entries]
    citable = [each for each in shown if all(is_key(entry.key) for entry in each.entries)]
    listed = {entry.key for each in citable for entry in each.entries}
    alone = len(citable) == 1 and set(cited) <= listed
    blocks = []
    if uncited := [key for key in dict.fromkeys(e.key for each in citable for e in each.entries) if key not in cited]:
        blocks.append(rf"\nocite{{{','.join(uncited)}}}")
    number = 0
    for each in shown:
        if each not in citable:
            blocks += set_list(each, headings)
            continue
        number += 1
        category = "" if alone else f"list{number}"
        if category:
            keys = ",".join(entry.key for entry in each.entries)
            blocks.append(rf"\DeclareBibliographyCategory{{{category}}}\addtocategory{{{category}}}{{{keys}}}")
        blocks.append(_printed(each, headings, category))
    return blocks


def _printed(each: Bibliography, headings: Headings, category: str) -> str:
    title = text(list_title(each, headings)).strip()
    options = ([f"category={category}"] if category else []) + [f"title={{{title}}}"]
    command = rf"\printbibliography[{','.join(options)}]"
    said = [
        rf"\annotate{{{entry.key}}}{{{annotation}}}%"
        for entry in each.entries
        if (annotation := block(entry.annotation))
    ]
    return "\n".join([r"\begingroup", *said, command, r"\endgroup"]) if said else command
