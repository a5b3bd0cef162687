r"""LaTeX: a document for xelatex, lualatex and, as far as its alphabets allow, pdflatex.

Sources: *LaTeX2e: An unofficial reference manual* (special characters, ``\footnote``, ``list``); the manuals of babel
(``provide=*``, which takes languages from babel's own files and makes no character active), fontspec, iftex and
hyperref. Notes stand at their marks as footnotes with the printed number. A mark without a note is a superscript.
Alphabets other than Latin, Cyrillic and Greek print if the machine has a font for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from citekit.model import Bibliography, Excerpt, Headings, NoteReference, Paragraph, SetNote
from citekit.output.characters import clean
from citekit.output.layout import (
    LIGHT,
    UNDERLINE,
    Layout,
    attribution,
    laid_out,
    linked_anchors,
    list_title,
    settled,
    unmarked_notes,
)
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, fold

NAME = "latex"
SUFFIX = ".tex"
SUFFIXES: tuple[str, ...] = (".tex", ".latex", ".ltx")

_COMMANDS: Mapping[Format, str] = {
    ITALIC: "textit",
    BOLD: "textbf",
    LIGHT: "textmd",
    SMALL_CAPS: "textsc",
    UNDERLINE: "uline",
    SUPERSCRIPT: "textsuperscript",
    SUBSCRIPT: "textsubscript",
}
_ESCAPES: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    # straight quotation marks, which fonts would curl, and what ligatures or optional arguments could take
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",
    "]": "{]}",
    # spaces, hyphens and signs that many fonts lack
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u2002": r"\enspace{}",
    "\u2003": r"\quad{}",
    "\u2009": r"\,",
    "\u200a": r"\,",
    "\u202f": r"\,",
    "\u200b": r"\allowbreak{}",
    "\u2010": "-",
    "\u2011": r"\mbox{-}",
    "\u2032": r"\ensuremath{'}",
    "\u2033": r"\ensuremath{''}",
    "\u2212": r"\textminus{}",
    **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff", ""),
}
_TRANSLATION = str.maketrans(dict(_ESCAPES))
# "--" would become a dash, ",," a quotation mark; LuaTeX sees through an empty group
_LIGATURE = re.compile(r"-(?=-)|,(?=,)|\\textless\{\}(?=\\textless)|\\textgreater\{\}(?=\\textgreater)")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_BREAKABLE = re.compile(r"(?<!/)[/?&](?=[^\s/])")

# Languages that babel ships itself and that need no fonts beyond those of the preamble.
_LANGUAGES: Mapping[str, str] = {
    "bg": "bulgarian",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "en-gb": "british",
    "en-us": "american",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "hr": "croatian",
    "hu": "hungarian",
    "it": "italian",
    "la": "latin",
    "lt": "lithuanian",
    "lv": "latvian",
    "nb": "norsk",
    "nl": "dutch",
    "nn": "nynorsk",
    "no": "norsk",
    "pl": "polish",
    "pt": "portuguese",
    "pt-br": "brazilian",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
}
_CYRILLIC_LANGUAGES = frozenset({"bulgarian", "russian", "ukrainian"})
_CYRILLIC = re.compile("[\u0400-\u052f]+(?:[\\s\u0400-\u052f]*[\u0400-\u052f])?")
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u1f00-\u1fff\u2c00-\ufaff\U00010000-\U0010ffff]")
# Serif fonts with Cyrillic and Greek, most book-like first; one of them is on nearly every machine. Only names with
# a blank: for others TeX would start METAFONT to look for a font of its own.
_FONTS = (
    "CMU Serif",
    "Libertinus Serif",
    "Linux Libertine O",
    "STIX Two Text",
    "Noto Serif",
    "Times New Roman",
    "Liberation Serif",
    "DejaVu Serif",
)
_BACKSLASHED = r"\\\g<0>"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")  # what \footnote[…] prints exactly as given


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as a LaTeX document."""
    body = [_heading(excerpt.title), _quotation(excerpt)]
    unmarked = unmarked_notes(excerpt)
    if unmarked:
        body.append(_heading(excerpt.headings.notes))
        body += [rf"\noindent\textsuperscript{{{_text(note.number)}}} {_block(note.content)}" for note in unmarked]
    body += _concordance(excerpt)
    body += _lists(excerpt.bibliographies, excerpt.headings)
    return _document(body, excerpt.language, excerpt.title)


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as a LaTeX document."""
    return _document(_lists(lists, headings), language, headings.bibliography)


def inlines(content: Inlines) -> str:
    r"""Return *content* for the middle of a paragraph.

    >>> from citekit.richtext import Styled
    >>> inlines(("R&D, ", Styled(("Title",), ITALIC)))
    'R\\&D, \\textit{Title}'
    """
    return "".join(fold(settled(content), _text, _styled, _link))


def _text(text: str) -> str:
    breakable = _URL.sub(lambda found: _BREAKABLE.sub("\\g<0>\u200b", found[0]), unicodedata.normalize("NFC", text))
    return _LIGATURE.sub(r"\g<0>\\kern0pt", clean(breakable).translate(_TRANSLATION))


def _styled(look: Format, parts: list[str]) -> str:
    return rf"\{_COMMANDS[look]}{{{''.join(parts)}}}"


def _link(target: str, parts: list[str]) -> str:
    r"""Return a link. What TeX could take amiss is percent-encoded; ``\%`` and ``\#`` are hyperref's own signs."""
    address = quote(target, safe="/:?=@!,;+%#&-._*").replace("~", "%7E")
    return rf"\href{{{re.sub('[%&#]', _BACKSLASHED, address)}}}{{{''.join(parts)}}}"


def _document(body: Sequence[str], language: str, title: str) -> bytes:
    text = "\n\n".join(block for block in body if block)
    babel = _babel_language(language)
    tag = re.sub("[^0-9A-Za-z-]", "", language)
    own_alphabet = babel in _CYRILLIC_LANGUAGES
    if not own_alphabet:
        text = _CYRILLIC.sub(r"\\cyr{\g<0>}", text)
    lines = [
        r"\documentclass{article}",
        r"\usepackage{iftex}",
        *_fonts(text, own_alphabet=own_alphabet),
        rf"\usepackage[{babel},provide=*]{{babel}}",
        *([r"\IfFileExists{ulem.sty}{\usepackage[normalem]{ulem}}{\let\uline\underline}"] if r"\uline" in text else []),
        *([r"\usepackage{longtable}"] if r"\begin{longtable}" in text else []),
        r"\usepackage[hidelinks]{hyperref}",
        rf"\hypersetup{{pdftitle={{{_text(title)}}},pdflang={{{tag}}}}}",
        r"\emergencystretch=3em",
        *([_SIGN_NOTE] if r"\signnote" in text else []),
        r"\begin{document}",
        text,
        r"\end{document}",
    ]
    return ("\n".join(lines) + "\n").encode()


_SIGN_NOTE = r"""% a footnote whose mark is not a number
\newcommand\signnote[2]{\begingroup\renewcommand\thefootnote{#1}\footnote[0]{#2}\endgroup}"""
_TRY_FONT = r"""  % the first of these that is installed; Latin Modern has Latin letters only
  \newcommand*\tryfont[1]{\ifdefined\fontfound\else
    \IfFontExistsTF{#1}{\setmainfont{#1}\def\fontfound{}}{}\fi}"""


def _fonts(text: str, *, own_alphabet: bool) -> list[str]:
    """Return the lines that choose fonts; Cyrillic in a Latin text switches the encoding in pdflatex alone."""
    cyrillic = own_alphabet or r"\cyr{" in text
    encodings = "T1,T2A" if own_alphabet else "T2A,T1" if cyrillic else "T1"
    switch = cyrillic and not own_alphabet
    return [
        r"\iftutex",
        r"  \usepackage{fontspec}",
        *([_TRY_FONT, *(rf"  \tryfont{{{font}}}" for font in _FONTS)] if _BEYOND_LATIN.search(text) else []),
        *([r"  \newcommand*\cyr[1]{#1}"] if switch else []),
        r"\else",
        r"  \usepackage[utf8]{inputenc}",
        rf"  \usepackage[{encodings}]{{fontenc}}",
        *([] if own_alphabet else [r"  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}"]),
        *([r"  \newcommand*\cyr[1]{{\fontencoding{T2A}\fontfamily{cmr}\selectfont #1}}"] if switch else []),
        r"\fi",
    ]


def _babel_language(language: str) -> str:
    tag = language.lower()
    return _LANGUAGES.get(tag) or _LANGUAGES.get(tag.split("-")[0]) or "english"


def _heading(text: str) -> str:
    title = _text(text).strip()
    return rf"\section*{{{title}}}" if title else ""


def _block(content: Inlines) -> str:
    return inlines(content).strip()


def _quotation(excerpt: Excerpt) -> str:
    notes = {note.anchor: note for note in excerpt.notes}
    linked = linked_anchors(excerpt)
    blocks = [_paragraph(paragraph, notes, linked) for paragraph in excerpt.paragraphs]
    if source := _block(attribution(excerpt)):
        blocks.append(rf"{{\raggedleft — {source}\par}}")
    if not blocks:
        return ""
    environment = "quotation" if len(excerpt.paragraphs) > 1 else "quote"
    passage = "\n\n".join(block for block in blocks if block)
    return f"\\begin{{{environment}}}\n{passage}\n\\end{{{environment}}}"


def _paragraph(paragraph: Paragraph, notes: Mapping[str, SetNote], linked: frozenset[str]) -> str:
    parts = []
    for part in paragraph:
        if not isinstance(part, NoteReference):
            parts.append(_text(part))
        elif part.again and _NUMBER.fullmatch(part.number):
            parts.append(rf"\footnotemark[{part.number}]")
        elif part.linked and part.anchor in linked and not part.again:
            parts.append(_footnote(part.number, _block(notes[part.anchor].content)))
        else:
            parts.append(rf"\textsuperscript{{{_text(part.number)}}}")
    return "".join(parts).strip()


def _footnote(number: str, text: str) -> str:
    if _NUMBER.fullmatch(number):
        return rf"\footnote[{number}]{{{text}}}"
    return rf"\signnote{{{_text(number)}}}{{{text}}}"


def _concordance(excerpt: Excerpt) -> list[str]:
    """Return the table of note numbers in the book and here, which may be longer than a page."""
    if not excerpt.concordance:
        return []
    words = excerpt.headings
    rows = [rf"{_text(old)} & {_text(new)} \\" for old, new in excerpt.concordance]
    lines = [
        r"\begin{longtable}[l]{@{}rl@{}}",
        rf"{_text(words.in_book)} & {_text(words.here)} \\",
        r"\hline\endhead",
        *rows,
        r"\end{longtable}",
    ]
    return [_heading(words.concordance), "\n".join(lines)]


def _lists(lists: Sequence[Bibliography], headings: Headings) -> list[str]:
    return [block for each in lists for block in _bibliography(each, headings)]


def _bibliography(bibliography: Bibliography, headings: Headings) -> list[str]:
    if not bibliography.entries:
        return []
    layouts = [laid_out(entry.content) for entry in bibliography.entries]
    labelled = any(each.label for each in layouts)
    items = (
        _item(layout, entry.annotation, labelled=labelled)
        for layout, entry in zip(layouts, bibliography.entries, strict=True)
    )
    spread = rf"{{\linespread{{{bibliography.line_spacing}}}\selectfont" if bibliography.line_spacing > 1 else ""
    lines = [
        spread,
        rf"\begin{{list}}{{}}{{{_list_settings(bibliography, layouts)}}}",
        *items,
        r"\end{list}",
        "}" if spread else "",
    ]
    return [_heading(list_title(bibliography, headings)), "\n".join(line for line in lines if line)]


def _list_settings(bibliography: Bibliography, layouts: Sequence[Layout]) -> str:
    labels = [_block(layout.label) for layout in layouts]
    space = rf"\setlength\itemsep{{{bibliography.entry_spacing * 0.5:g}\baselineskip}}\setlength\parsep{{0pt}}"
    if any(labels):
        width = rf"\settowidth\labelwidth{{{max(labels, key=len)}}}\renewcommand\makelabel[1]{{#1\hfil}}"
        if bibliography.second_field_align == "margin":
            return rf"{width}\setlength\leftmargin{{0pt}}{space}"
        return rf"{width}\setlength\leftmargin{{\labelwidth}}\addtolength\leftmargin{{\labelsep}}{space}"
    indent = "1.5em" if bibliography.hanging_indent else "0pt"
    return rf"\setlength\leftmargin{{{indent}}}\setlength\itemindent{{-{indent}}}{space}"


def _item(layout: Layout, annotation: Inlines, *, labelled: bool) -> str:
    lines = [(r"\hspace*{1.5em}" if line.indented else "") + _block(line.content) for line in layout.lines]
    lines += [said] if (said := _block(annotation)) else []
    text = "\\par\n  ".join(lines)
    return rf"\item[{{{_block(layout.label)}}}] {text}" if labelled else rf"\item {text}"
