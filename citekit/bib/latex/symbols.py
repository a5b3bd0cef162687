r"""The characters behind LaTeX's commands: letters, accents, punctuation, Greek, Cyrillic.

Source: the encodings T1, TS1, T2A and LGR as LaTeX names their characters ("The Comprehensive LaTeX Symbol List"),
the punctuation commands of biblatex (manual, 4.7) and csquotes. What mathematics adds is in ``math_symbols.py``;
what neither has is looked up in pylatexenc's tables, which are loaded when the first such command comes up.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from citekit.patterns import pattern


def pairs(table: str) -> dict[str, str]:
    """Return a table that is written as ``name character name character …``."""
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


# --- accents ---

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c", "U": "\u030e", "G": "\u030f",
    "C": "\u030f", "f": "\u0311", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
    "cb": "\u0326", "textcommabelow": "\u0326", "textcommaabove": "\u0312", "textogonekcentered": "\u0328",
    "textsubring": "\u0325", "newtie": "\u0361", "textvbaraccent": "\u030d", "textroundcap": "\u0311",
    "capitalacute": "\u0301", "capitalgrave": "\u0300", "capitalcircumflex": "\u0302", "capitaldieresis": "\u0308",
    "capitaltilde": "\u0303", "capitalcaron": "\u030c", "capitalcedilla": "\u0327", "capitalogonek": "\u0328",
    "ogonek": "\u0328", "cedilla": "\u0327", "k@": "\u0328",
}  # fmt: skip

# An accent over nothing (``\~{}``) is a character of its own.
_SPACING = {
    "`": "`", "'": "´", "^": "^", "~": "~", "=": "¯", "u": "˘", ".": "˙", '"': "¨", "r": "˚", "H": "˝", "v": "ˇ",
    "c": "¸", "k": "˛", "b": "_", "d": ".", "t": "",
}  # fmt: skip
_FIRST_LETTER = pattern(r"(.[\u0300-\u036f]*)(.*)", 0x10)  # DOTALL


def accented(accent: str, base: str) -> str:
    r"""Return *base* with the accent of the command *accent* on its first letter.

    A dotless i or j has its dot back, since Unicode's accents take the place of the dot. ``t`` ties the first letter
    to the second.

    >>> accented("'", "e"), accented('"', "ı"), accented("'", "ê"), accented("~", "")
    ('é', 'ï', 'ế', '~')
    """
    base = base.lstrip(" ")
    found = _FIRST_LETTER.match(base)
    if found is None:
        return _SPACING.get(accent, "")
    first, rest = found.groups()
    if accent == "." and first in "ıij":
        return ("i" if first == "ı" else first) + rest
    if first in "ıȷ":
        first = "i" if first == "ı" else "j"
    return unicodedata.normalize("NFC", first + ACCENTS[accent]) + rest


# --- text ---

SYMBOLS: dict[str, str] = {
    **pairs(
        """
        ss ß SS ẞ o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ ij ĳ
        IJ Ĳ textesh ʃ textschwa ə textezh ʒ textltailn ɲ textglotstop ʔ textcrh ħ textdong ₫ hv ƕ i ı imath ı jmath ȷ
        textgreekdot · textordfeminine ª textordmasculine º
        ldots … dots … textellipsis … lips … textendash – textemdash — textthreequartersemdash — texttwelveudash –
        textquotedblleft “ textquotedblright ” textquoteleft ‘ textquoteright ’ textquotedbl " textquotesingle '
        quotedblbase „ quotesinglbase ‚ lq ‘ rq ’ glqq „ grqq “ glq ‚ grq ‘ flqq « frqq » flq ‹ frq › dq "
        guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft ‹ guilsinglright ›
        og « fg » openautoquote “ closeautoquote ” quotesingle ' textasciigrave ` textasciiacute ´ textasciidieresis ¨
        textasciimacron ¯ textasciicaron ˇ textasciibreve ˘ textacutedbl ˝
        textasciitilde ~ textasciicircum ^ textbar | textbardbl ‖ textless < textgreater >
        textunderscore _ textbraceleft { textbraceright } textdollar $ textnumbersign # textpercent % textampersand &
        textvisiblespace ␣ textslash / slash / textquestiondown ¿ textexclamdown ¡ textinterrobang ‽ lbrace { rbrace }
        textsection § S § textparagraph ¶ P ¶ textpilcrow ¶ textdagger † dag † textdaggerdbl ‡ ddag ‡ textbullet •
        textperiodcentered · textcentereddot · textasteriskcentered * textreferencemark ※ textopenbullet ◦
        textcopyright © copyright © textregistered ® textcircledP ℗ texttrademark ™ textservicemark ℠ textnumero №
        textpertenthousand ‱ textperthousand ‰ textdegree ° textcelsius ℃ degree ° degreecelsius ℃ textohm Ω textmho ℧
        textmu µ textestimated ℮ textrecipe ℞ textmusicalnote ♪ textbigcircle ◯ textblank ␢ textborn ⋆ textdied †
        textmarried ⚭ textdivorced ⚮ textleaf ❧
        pounds £ textsterling £ euro € texteuro € EUR € texteuros € textyen ¥ textcent ¢ textcurrency ¤ textwon ₩
        textflorin ƒ textcolonmonetary ₡ textnaira ₦ textpeso ₱ textguarani ₲ textlira ₤ textbaht ฿ textrupee ₹
        textonehalf ½ textonequarter ¼ textthreequarters ¾ textonesuperior ¹ texttwosuperior ² textthreesuperior ³
        textdiv ÷ texttimes × textpm ± textminus − textlnot ¬ textfractionsolidus ⁄ textsurd √ onehalf ½ onethird ⅓
        twothirds ⅔ onequarter ¼ threequarters ¾ textleftarrow ← textrightarrow → textuparrow ↑ textdownarrow ↓
        textlangle ⟨ textrangle ⟩ textlbrackdbl ⟦ textrbrackdbl ⟧
        bibinitperiod . bibinithyphendelim .- bibrangedash – bibdatedash – bibdaterangesep –
        adddot . addperiod . addcomma , addsemicolon ; addcolon : addslash / bullet • bibopenparen ( bibcloseparen )
        bibopenbracket [ bibclosebracket ] bibopenquote “ bibclosequote ” hyphen - dash –
        """
    ),
    # spaces
    " ": " ", "\\": " ", "newline": " ", "par": " ", "linebreak": " ", "space": " ", "addspace": " ", "quad": "\u2003",
    "qquad": "\u2003", "enspace": "\u2002", "enskip": "\u2002", ",": "\u202f", "thinspace": "\u202f", ":": "\u205f",
    ">": "\u205f", "medspace": "\u205f", ";": "\u2004", "thickspace": "\u2004", "nobreakspace": "\u00a0",
    "addnbspace": "\u00a0", "addthinspace": "\u202f", "addnbthinspace": "\u202f", "addlowpenspace": " ",
    "addhighpenspace": " ", "addlpthinspace": "\u202f", "addhpthinspace": "\u202f", "addabbrvspace": "\u00a0",
    "bibinitdelim": " ", "bibnamedelima": " ", "bibnamedelimb": " ", "bibnamedelimc": " ", "bibnamedelimd": " ",
    "bibnamedelimi": " ", "bibrangessep": ", ", "adddotspace": ". ", "bigskip": " ", "medskip": " ", "smallskip": " ",
    "hfill": " ", "hfil": " ", "item": " ", "tab": " ", "break": " ", "newblock": " ", "addcommaspace": ", ",
    "psq": " sq.", "psqq": " sqq.", "pno": "p.", "ppno": "pp.",
    "textbackslash": "\\", "nbhyphen": "\u2011", "textcompwordmark": "\u200c",
    # characters that are escaped
    "&": "&", "|": "‖", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}",
    # nothing to be seen
    **dict.fromkeys("-/!@+<*", ""),
}  # fmt: skip
SYMBOLS |= pairs(
    """
    textalpha α textbeta β textgamma γ textdelta δ textepsilon ε textzeta ζ texteta η texttheta θ textiota ι textkappa κ
    textlambda λ textmugreek μ textnu ν textxi ξ textomicron ο textpi π textrho ρ textsigma σ textvarsigma ς
    textfinalsigma ς texttau τ textupsilon υ textphi φ textchi χ textpsi ψ textomega ω textAlpha Α textBeta Β
    textGamma Γ textDelta Δ textEpsilon Ε textZeta Ζ textEta Η textTheta Θ textIota Ι textKappa Κ textLambda Λ textMu Μ
    textNu Ν textXi Ξ textOmicron Ο textPi Π textRho Ρ textSigma Σ textTau Τ textUpsilon Υ textPhi Φ textChi Χ
    textPsi Ψ textOmega Ω
    """
)

# --- Cyrillic (T2A, T2B): ``\cyra``, ``\CYRA`` ---

_CYRILLIC = pairs(
    """
    a а b б v в g г d д e е yo ё zh ж z з i и ishrt й k к l л m м n н o о p п r р s с t т u у f ф h х c ц ch ч sh ш
    shch щ hrdsn ъ ery ы sftsn ь erev э yu ю ya я gup ґ ie є ii і yi ї ushrt ў dje ђ je ј lje љ nje њ tshe ћ dzhe џ
    dze ѕ izh ѵ yat ѣ bigyus ѫ otld ө schwa ә nhk ӈ ng ҥ ndsc ң y ү yhcrs ұ shha һ hdsc ҳ kdsc қ kvcrs ҝ ghcrs ғ ghk ҕ
    zhdsc җ zdsc ҙ sdsc ҫ tdsc ҭ chvcrs ҹ chrdsc ҷ abhch ҽ abhchdsc ҿ abhdze ӡ abhha ҩ khcrs ҟ khk ӄ kbeak ҡ ae ӕ phk ҧ
    rtick ҏ lhk ӆ
    """
)
SYMBOLS |= {f"cyr{name}": letter for name, letter in _CYRILLIC.items()}
SYMBOLS |= {f"CYR{name.upper()}": letter.upper() for name, letter in _CYRILLIC.items()}
SYMBOLS["CYRpalochka"] = "Ӏ"

# --- Greek (LGR): what ``\textgreek{...}`` makes of the letters of the keyboard ---

_GREEK = pairs(
    """
    a α b β g γ d δ e ε z ζ h η j θ i ι k κ l λ m μ n ν x ξ o ο p π r ρ s σ c ς t τ u υ f φ q χ y ψ w ω
    A Α B Β G Γ D Δ E Ε Z Ζ H Η J Θ I Ι K Κ L Λ M Μ N Ν X Ξ O Ο P Π R Ρ S Σ T Τ U Υ F Φ Q Χ Y Ψ W Ω
    """
)
_GREEK_MARKS = {
    ">": "\u0313", "<": "\u0314", "'": "\u0301", "’": "\u0301", "`": "\u0300", "‘": "\u0300", "~": "\u0342",
    "\u00a0": "\u0342", '"': "\u0308", "|": "\u0345",
}  # fmt: skip
_GREEK_LETTER = pattern(r"([<>'’`‘~\u00a0\"]*)([A-Za-z])(\|?)(?=([A-Za-z<>'’`‘~\"])?)")


def greek(text: str) -> str:
    """Return what the Greek fonts set for Latin letters; text in Greek letters stays.

    Source: babel's Greek manual, the LGR encoding: marks before the letter, ``|`` after it, ``s`` at the end of a word.

    >>> greek("l'ogos"), greek("t~w|"), greek("λόγος")
    ('λόγος', 'τῷ', 'λόγος')
    """
    if any("\u0370" <= character <= "\u03ff" for character in text):
        return text

    def letter(found: object) -> str:
        marks, name, iota, following = found.groups()  # type: ignore[attr-defined]  # a match
        base = "ς" if name == "s" and following is None else _GREEK.get(name, name)
        combining = "".join(_GREEK_MARKS[mark] for mark in (*marks, *iota))
        return unicodedata.normalize("NFC", base + combining)

    return _GREEK_LETTER.sub(letter, text.translate({ord(";"): "·", ord("?"): ";"}))


# --- the rest ---

_ONE_COMMAND = pattern(r"(?:\\(?:ensuremath|cyrchar)\{?)?\\([A-Za-z]+)(?:\{\})?\}?")


@lru_cache(maxsize=1024)
def rare(name: str) -> str | None:
    r"""Return the character of a command that only pylatexenc's tables have; ``None`` if they do not.

    >>> rare("eighthnote"), rare("frobnicate")
    ('♪', None)
    """
    from pylatexenc import latex2text  # noqa: PLC0415 - heavy, and few files have such commands

    spec = latex2text.get_default_latex_context_db().get_macro_spec(name)
    found = getattr(spec, "simplify_repl", None)
    if isinstance(found, str) and found and "%" not in found:
        return found
    return _rare_characters().get(name)


@lru_cache(maxsize=1)
def _rare_characters() -> dict[str, str]:
    from pylatexenc.latexencode import get_builtin_conversion_rules  # noqa: PLC0415 - as above

    characters: dict[str, str] = {}
    for table in ("unicode-xml", "defaults"):
        for rule in get_builtin_conversion_rules(table):
            for code, latex in rule.rule.items() if isinstance(rule.rule, dict) else ():
                if found := _ONE_COMMAND.fullmatch(latex):
                    characters[found[1]] = chr(code)
    return characters
