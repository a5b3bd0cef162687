r"""Set text written for one LaTeX file, with what that file has loaded and in its encoding.

What it has not loaded is done without: links without hyperref are their words, ``\uline`` without ulem is
``\underline``. Only Cyrillic words in a file that has no font encoding for them need something in the preamble: T2A,
which pdflatex switches to for each of them, the file's own encoding staying as it is; lualatex and xelatex, where the
file chose no fonts, take the first font there is with such letters. Straight quotation marks are ``\char34``, since
``\textquotedbl`` is not in OT1.

Sources: *LaTeX2e: An unofficial reference manual* (Font encodings; inputenc); fontspec's manual (``\newfontfamily``).
"""

from __future__ import annotations

from citekit.bib.latex.writing import text_to_latex
from citekit.documents.texfile.preamble import Preamble
from citekit.documents.texfile.scan import Scan
from citekit.model import Bibliography
from citekit.output.texdocument import CYRILLIC, FONTS
from citekit.output.texlist import list_of
from citekit.output.texmarkup import inlines
from citekit.richtext import Inline, Inlines, Link, Styled
from citekit.values import replace

_CYRILLIC_ENCODINGS = frozenset(("T2A", "T2B", "T2C", "X2"))
_CYRILLIC_LANGUAGES = frozenset(("ru", "uk", "bg", "be", "sr", "mk"))
_CYRILLIC_INPUT = frozenset(("koi8-r", "koi8-u", "cp1251", "cp866", "iso8859-5", "mac_cyrillic"))
_SWITCH = "citekitcyrillic"
_MULTIBYTE = "utf-"
# Signs whose usual way to be typed is of characters that babel may have made active, or that become others beside them.
_SIGNS = {
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "‘": r"\textquoteleft{}",
    "’": r"\textquoteright{}",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "…": r"\textellipsis{}",
}


class Means:
    """What a file has to set text with; *used_cyrillic* tells, behind all writing, whether `preamble` is needed."""

    def __init__(self, scan: Scan, preamble: Preamble) -> None:
        self._encoding = scan.source.encoding
        self._has_links = preamble.has("hyperref") or preamble.document_class == "beamer"
        self._has_uline = preamble.has("ulem", "contract", "changes")
        is_cyrillic = self._encoding in _CYRILLIC_INPUT or self._is_cyrillic(preamble)
        self._switches = scan.begin >= 0 and not is_cyrillic
        self.used_cyrillic = False

    def inlines(self, content: Inlines) -> str:
        """Return *content* for the middle of a paragraph."""
        return self._fitted(inlines(content if self._has_links else _unlinked(content)))

    def list_of(self, bibliography: Bibliography) -> str:
        """Return a bibliography without its heading, lines ended by line feeds."""
        if not self._has_links:
            entries = tuple(
                replace(one, content=_unlinked(one.content), annotation=_unlinked(one.annotation))
                for one in bibliography.entries
            )
            bibliography = replace(bibliography, entries=entries)
        return self._fitted(list_of(bibliography))

    def preamble(self) -> list[str]:
        """Return the lines that what was written needs in the preamble."""
        return _cyrillic_lines() if self.used_cyrillic else []

    @staticmethod
    def _is_cyrillic(preamble: Preamble) -> bool:
        if preamble.has("fontspec", "polyglossia", "unicode-math", "mathspec"):
            return True
        default = list(preamble.options("fontenc"))[-1:]
        return bool(_CYRILLIC_ENCODINGS & set(default)) or preamble.language[:2] in _CYRILLIC_LANGUAGES

    def _fitted(self, text: str) -> str:
        if not self._has_uline:
            text = text.replace("\\uline{", "\\underline{")
        text = text.replace("\\textquotedbl{}", "\\char34{}")
        if self._switches and CYRILLIC.search(text):
            self.used_cyrillic = True
            text = CYRILLIC.sub(rf"\\{_SWITCH}{{\g<0>}}", text)
        return self._encodable(text)

    def _encodable(self, text: str) -> str:
        """Return *text* with commands for characters that the file's encoding does not have."""
        if self._encoding.startswith(_MULTIBYTE) or text.isascii():
            return text
        try:
            text.encode(self._encoding)
        except (UnicodeEncodeError, LookupError):
            return "".join(map(self._character, text))
        return text

    def _character(self, character: str) -> str:
        try:
            character.encode(self._encoding)
        except (UnicodeEncodeError, LookupError):
            return _SIGNS.get(character) or text_to_latex(character, ascii_only=True)
        return character


def _unlinked(content: Inlines) -> Inlines:
    result: list[Inline] = []
    for run in content:
        if isinstance(run, Link):
            result += _unlinked(run.children)
        elif isinstance(run, Styled):
            result.append(Styled(_unlinked(run.children), run.format))
        else:
            result.append(run)
    return tuple(result)


def _cyrillic_lines() -> list[str]:
    fonts = "".join(rf"\{_SWITCH}try{{{name}}}" for name in FONTS)
    return [
        r"\ifdefined\Umathcode",
        r"  \usepackage{fontspec}",
        rf"  \newcommand*\{_SWITCH}try[1]{{\ifdefined\{_SWITCH}font\else",
        rf"    \IfFontExistsTF{{#1}}{{\newfontfamily\{_SWITCH}font{{#1}}}}{{}}\fi}}",
        f"  {fonts}",
        rf"  \providecommand*\{_SWITCH}font{{}}",
        rf"  \DeclareRobustCommand*\{_SWITCH}[1]{{{{\{_SWITCH}font #1}}}}",
        r"\else",
        rf"  \let\{_SWITCH}default\encodingdefault",
        r"  \usepackage[T2A]{fontenc}",
        rf"  \let\encodingdefault\{_SWITCH}default \fontencoding{{\encodingdefault}}\selectfont",
        rf"  \DeclareRobustCommand*\{_SWITCH}[1]{{{{\fontencoding{{T2A}}\fontfamily{{cmr}}\selectfont #1}}}}",
        r"\fi",
    ]
