r"""What every LaTeX document has around its text: fonts, language, packages.

Sources: the manuals of babel (``provide=*``, which takes languages from babel's own files and makes no character
active), fontspec, iftex and hyperref. Documents are for xelatex, lualatex and, as far as its alphabets allow, pdflatex;
alphabets other than Latin, Cyrillic and Greek print if the machine has a font for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from citekit.output.texmarkup import text as as_text

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
CYRILLIC = re.compile("[\u0400-\u052f]+(?:[\\s\u0400-\u052f]*[\u0400-\u052f])?")
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u1f00-\u1fff\u2c00-\ufaff\U00010000-\U0010ffff]")
# Serif fonts with Cyrillic and Greek, most book-like first; one of them is on nearly every machine. Only names with
# a blank: for others TeX would start METAFONT to look for a font of its own.
FONTS = (
    "CMU Serif",
    "Libertinus Serif",
    "Linux Libertine O",
    "STIX Two Text",
    "Noto Serif",
    "Times New Roman",
    "Liberation Serif",
    "DejaVu Serif",
)


def document(
    body: Sequence[str],
    language: str,
    title: str,
    *,
    packages: Sequence[str] = (),
    definitions: Sequence[str] = (),
    any_alphabet: bool = False,
) -> bytes:
    """Return the blocks of *body* as a document.

    *packages* are lines between those of babel and hyperref, *definitions* lines before the text. *any_alphabet* is for
    texts that come from other files, too.
    """
    text = "\n\n".join(block for block in body if block)
    babel = babel_language(language)
    tag = re.sub("[^0-9A-Za-z-]", "", language)
    own_alphabet = babel in _CYRILLIC_LANGUAGES
    if not own_alphabet:
        text = CYRILLIC.sub(r"\\cyr{\g<0>}", text)
    fonts = any_alphabet or bool(_BEYOND_LATIN.search(text))
    lines = [
        r"\documentclass{article}",
        r"\usepackage{iftex}",
        *_fonts(text, own_alphabet=own_alphabet, search=fonts),
        rf"\usepackage[{babel},provide=*]{{babel}}",
        *_others(text),
        *([r"\IfFileExists{ulem.sty}{\usepackage[normalem]{ulem}}{\let\uline\underline}"] if r"\uline" in text else []),
        *([r"\usepackage{longtable}"] if r"\begin{longtable}" in text else []),
        *packages,
        r"\usepackage[hidelinks]{hyperref}",
        rf"\hypersetup{{pdftitle={{{as_text(title)}}},pdflang={{{tag}}}}}",
        r"\emergencystretch=3em",
        *definitions,
        r"\begin{document}",
        text,
        r"\end{document}",
    ]
    return ("\n".join(lines) + "\n").encode()


def _others(text: str) -> list[str]:
    """Return the lines that load the languages of quotations."""
    names = re.findall(r"\\begin\{otherlanguage\*\}\{([a-z]+)\}", text)
    return [rf"\babelprovide[import]{{{name}}}" for name in dict.fromkeys(names)]


_TRY_FONT = r"""  % the first of these that is installed; Latin Modern has Latin letters only
  \newcommand*\tryfont[1]{\ifdefined\fontfound\else
    \IfFontExistsTF{#1}{\setmainfont{#1}\def\fontfound{}}{}\fi}"""


def _fonts(text: str, *, own_alphabet: bool, search: bool) -> list[str]:
    """Return the lines that choose fonts; Cyrillic in a Latin text switches the encoding in pdflatex alone."""
    cyrillic = own_alphabet or r"\cyr{" in text
    encodings = "T1,T2A" if own_alphabet else "T2A,T1" if cyrillic else "T1"
    switch = cyrillic and not own_alphabet
    return [
        r"\iftutex",
        r"  \usepackage{fontspec}",
        *([_TRY_FONT, *(rf"  \tryfont{{{font}}}" for font in FONTS)] if search else []),
        *([r"  \newcommand*\cyr[1]{#1}"] if switch else []),
        r"\else",
        r"  \usepackage[utf8]{inputenc}",
        rf"  \usepackage[{encodings}]{{fontenc}}",
        *([] if own_alphabet else [r"  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}"]),
        *([r"  \newcommand*\cyr[1]{{\fontencoding{T2A}\fontfamily{cmr}\selectfont #1}}"] if switch else []),
        r"\fi",
    ]


def babel_language(language: str) -> str:
    """Return babel's name for a language (BCP 47); English for one that it has no fonts for."""
    tag = language.lower()
    return _LANGUAGES.get(tag) or _LANGUAGES.get(tag.split("-")[0]) or "english"
