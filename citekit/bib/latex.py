r"""LaTeX markup and accents in fields -> Inlines.

What BibTeX data has: accents in either order, ligatures, dashes, quotes, a dozen text commands, braces that protect
case. Source for the braces: biblatex manual, 2.3 (Usage Notes) and 4.6.4 (``\MakeSentenceCase``): a group protects
its content unless it starts with a command, so ``{NEP}`` does and ``{\'e}`` does not.

An unknown command keeps its argument and is reported to the caller.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inline,
    Inlines,
    Link,
    Styled,
    concat,
    plain,
)

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361", "G": "\u030f", "U": "\u030e", "f": "\u0311", "h": "\u0309",
}  # fmt: skip

_SYMBOLS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "ng": "ŋ", "NG": "Ŋ", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "-": "", "/": "",
    "!": "", " ": " ", ",": "\u202f", ";": " ", ":": " ", ">": " ", "\\": " ", "\n": " ", "@": "", "quad": " ",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "S": "§", "P": "¶",
    "textsection": "§", "textparagraph": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<",
    "textgreater": ">", "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "textdegree": "°",
    "textbullet": "•", "textperiodcentered": "·", "cdot": "·", "cdots": "⋯", "times": "×", "pm": "±", "degree": "°",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "flqq": "«",
    "frqq": "»", "flq": "‹", "frq": "›", "guilsinglleft": "‹", "guilsinglright": "›", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘", "quotedblbase": "„", "quotesinglbase": "‚", "textquotedblleft": "“", "lq": "‘",
    "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’", "rq": "’", "textquotedbl": '"',
    "textquotesingle": "'", "slash": "/", "newline": " ", "par": " ", "LaTeX": "LaTeX", "TeX": "TeX", "relax": "",
    "bibinitperiod": ".", "bibinitdelim": " ", "addspace": " ", "space": " ", "nobreakspace": "\u00a0",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "theta": "θ", "lambda": "λ", "mu": "μ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "rightarrow": "→", "to": "→", "leftarrow": "←", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "approx": "≈", "infty": "∞", "prime": "′", "circ": "°", "sim": "∼", "ast": "*", "sharp": "♯", "flat": "♭",
    "bigskip": " ", "smallskip": " ", "protect": "", "unskip": "", "ignorespaces": "", "null": "", "ensuremath": "",
}  # fmt: skip

_FORMATS = {
    "emph": ITALIC, "textit": ITALIC, "textsl": ITALIC, "mkbibemph": ITALIC, "mkbibitalic": ITALIC, "it": ITALIC,
    "em": ITALIC, "itshape": ITALIC, "sl": ITALIC, "textbf": BOLD, "mkbibbold": BOLD, "bf": BOLD, "bfseries": BOLD,
    "textsc": SMALL_CAPS, "mkbibacro": SMALL_CAPS, "sc": SMALL_CAPS, "scshape": SMALL_CAPS,
    "textsuperscript": SUPERSCRIPT, "textsubscript": SUBSCRIPT, "mathit": ITALIC, "mathbf": BOLD,
}  # fmt: skip
_SWITCHES = frozenset("it em itshape sl bf bfseries sc scshape rm tt sf upshape normalfont".split())
_PLAIN = frozenset(
    "text textrm textnormal textup textsf texttt textmd mbox hbox mathrm mathsf mathtt operatorname bibstring nocase "
    "mkbibparens mkbibbrackets textcyrillic textrussian textgreek MakeUppercase uppercase lowercase url path nolinkurl "
    "mkbibname bibtype natexlab hyphen mkbibnamefamily mkbibnamegiven autocap".split()
)
_DROPPED = frozenset("noopsort vspace hspace label index nocite".split())  # their argument is not printed
_QUOTES = frozenset(("enquote", "mkbibquote", "textquote"))
_SECOND_ARGUMENT = frozenset("foreignlanguage textlanguage textlang selectlanguage textcolor raisebox".split())

_SPECIAL = re.compile(r"[\\{}$~`'\-\"\n]|  ")
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?[ \t]*\n?[ \t]*|(.|\n))", re.DOTALL)


def to_inlines(text: str, report: Callable[[str], None] | None = None) -> Inlines:
    r"""Return LaTeX *text* as Inlines; *report* hears the name of every unknown command.

    >>> plain(to_inlines(r"Danilov, {\"O}. and \'i 1928--1929"))
    'Danilov, Ö. and í 1928–1929'
    >>> to_inlines("Kak lomali {NEP}")
    ('Kak lomali ', Styled(children=('NEP',), format=Format(case='protected')))
    """
    if not _SPECIAL.search(text):
        return (text,) if text else ()
    return _Decoder(text, report).read()


def to_text(text: str, report: Callable[[str], None] | None = None) -> str:
    """Return LaTeX *text* as plain characters."""
    return plain(to_inlines(text, report))


class _Decoder:
    """Walks one value from left to right."""

    def __init__(self, text: str, report: Callable[[str], None] | None) -> None:
        self._text = re.sub(r"[ \t]*\r?\n[ \t]*", " ", text)
        self._report = report
        self._position = 0
        self._quote_depth = 0

    def read(self) -> Inlines:
        pieces: list[Inline] = []
        while self._position < len(self._text):
            pieces += self._run("")
            self._position += 1  # a closing brace too many
        return _merged(pieces)

    def _run(self, end: str) -> list[Inline]:
        """Read up to *end* (``"}"``, ``"$"``) or the end of the text, which is left unread."""
        pieces: list[Inline] = []
        while self._position < len(self._text):
            character = self._text[self._position]
            if character == end or (character == "}" and end != "$"):
                break
            if character == "{":
                pieces += self._group(protects=end != "$")
            elif character == "\\":
                pieces += self._command()
            elif character == "$" and end != "$":
                pieces += self._math()
            elif character in "^_" and end == "$":
                self._position += 1
                pieces.append(Styled(_merged(self._argument()), SUPERSCRIPT if character == "^" else SUBSCRIPT))
            else:
                pieces.append(self._characters(end))
        return pieces

    def _characters(self, end: str) -> str:
        for typed, printed in (
            ("---", "—"),
            ("--", "–"),
            ("``", "“"),
            ("''", "”"),
            ("~", "\u00a0"),
            ("`", "‘"),
            ("'", "’"),
        ):
            if self._text.startswith(typed, self._position) and end != "$":
                self._position += len(typed)
                return printed
        start = self._position
        self._position += 1
        while self._position < len(self._text) and self._text[self._position] not in "\\{}$~`'-^_":
            self._position += 1
        return self._text[start : self._position]

    def _group(self, *, protects: bool) -> list[Inline]:
        self._position += 1
        switch = re.compile(r"\s*\\([A-Za-z]+)").match(self._text, self._position)
        commanded = self._text[self._position : self._position + 1] == "\\"
        format_: Format | None = None
        if switch and switch[1] in _SWITCHES:
            self._position = switch.end()
            while self._text[self._position : self._position + 1] == " ":
                self._position += 1
            format_ = _FORMATS.get(switch[1])
            commanded = True
        content = self._run("}")
        self._position += 1
        if format_ and content:
            return [Styled(_merged(content), format_)]
        return content if commanded or not protects or not content else [Styled(_merged(content), PROTECTED)]

    def _math(self) -> list[Inline]:
        self._position += 1
        content = self._run("$")
        self._position += 1
        return content

    def _argument(self) -> list[Inline]:
        """Read a group or the next character, as TeX does."""
        if self._position >= len(self._text):
            return []
        character = self._text[self._position]
        if character == "{":
            return self._group(protects=False)
        if character == "\\":
            return self._command()
        self._position += 1
        return [character]

    def _options(self) -> None:
        if match := re.compile(r"\[[^\]]*\]").match(self._text, self._position):
            self._position = match.end()

    def _command(self) -> list[Inline]:
        match = _COMMAND.match(self._text, self._position)
        if match is None:  # a backslash at the very end
            self._position += 1
            return []
        self._position = match.end()
        name = match[1] or match[2]
        if name in _ACCENTS and (match[2] or self._accent_follows()):
            return [self._accented(_ACCENTS[name])]
        if name in _SYMBOLS:
            if self._text.startswith("{}", self._position):
                self._position += 2
            return [_SYMBOLS[name]]
        return self._named(name)

    def _accent_follows(self) -> bool:
        r"""Is ``\c`` or ``\v`` an accent here? A letter command needs its letter."""
        return self._position < len(self._text) and self._text[self._position] not in ".,;:)"

    def _accented(self, accent: str) -> str:
        while self._text[self._position : self._position + 1] == " ":
            self._position += 1
        base = plain(self._argument()).replace("ı", "i").replace("ȷ", "j")
        if not base:
            return unicodedata.normalize("NFC", f"\u00a0{accent}")
        return unicodedata.normalize("NFC", base[0] + accent) + base[1:]

    def _named(self, name: str) -> list[Inline]:
        """Read the arguments of a command with a name."""
        if name in _QUOTES:
            return self._quoted()
        if name in _SWITCHES:  # a switch in mid-text: no group says where it ends
            return []
        self._options()
        if name == "href":
            target = plain(self._argument())
            return [Link(_merged(self._argument()), target)]
        if name in _SECOND_ARGUMENT or name in _DROPPED:
            self._argument()
            return self._argument() if name in _SECOND_ARGUMENT else []
        if name not in _PLAIN and name not in _FORMATS and self._report:
            self._report(name)
        content = self._argument() if name in _FORMATS or self._text.startswith("{", self._position) else []
        return [Styled(_merged(content), _FORMATS[name])] if content and name in _FORMATS else content

    def _quoted(self) -> list[Inline]:
        opening, closing = ("“", "”") if self._quote_depth % 2 == 0 else ("‘", "’")
        self._quote_depth += 1
        content = self._argument()
        self._quote_depth -= 1
        return [opening, *content, closing]


def _merged(pieces: list[Inline]) -> Inlines:
    return concat(pieces)
