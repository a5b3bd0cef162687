r"""LaTeX's commands for text, by what they do with their arguments.

Source: LaTeX2e, biblatex's manual (4.7), csquotes, hyperref, babel and polyglossia; ``\noopsort``, ``\printfirst``,
``\singleletter`` and ``\switchargs`` from "BibTeXing" (O. Patashnik) and xampl.bib, where they steer sorting.
"""

from __future__ import annotations

from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format

NORMAL = Format(style="normal", weight="normal", variant="normal")
_UNDERLINED = Format(decoration="underline")

# \name{text}: text in a format.
FORMATS: dict[str, Format] = {
    **dict.fromkeys("emph textit textsl mkbibemph mkbibitalic mathit".split(), ITALIC),
    **dict.fromkeys("textbf mkbibbold mathbf strong".split(), BOLD),
    **dict.fromkeys("textsc mkbibacro".split(), SMALL_CAPS),
    **dict.fromkeys("textsuperscript mkbibsuperscript textsu fup up sp".split(), SUPERSCRIPT),
    **dict.fromkeys("textsubscript mkbibsubscript textin sb".split(), SUBSCRIPT),
    **dict.fromkeys("underline uline ul mkbibunderline".split(), _UNDERLINED),
}
# \name: all that follows in the group; ``None`` ends what was set before it.
SWITCHES: dict[str, Format | None] = {
    **dict.fromkeys("em it itshape sl slshape".split(), ITALIC),
    **dict.fromkeys("bf bfseries".split(), BOLD),
    **dict.fromkeys("sc scshape".split(), SMALL_CAPS),
    **dict.fromkeys("rm upshape normalfont normalshape mdseries".split(), None),
}
# \name: fonts, sizes and the like, which are not carried over.
UNSEEN = frozenset(
    "sf tt rmfamily sffamily ttfamily tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge cyr "
    "greektext latintext cyrillictext cyracc protect relax unskip ignorespaces ignorespacesafterend null empty "
    "leavevmode noindent indent allowbreak nobreak nolinebreak isdot nopunct nopp midsentence bibsentence strut sloppy "
    "fussy aftergroup expandafter noexpand bgroup egroup begingroup endgroup centering raggedright raggedleft "
    "frenchspacing nonfrenchspacing selectfont displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits "
    "xspace string normalcolor boldmath unboldmath newpage pagebreak clearpage doublespacing ensuretext".split()
)
# \name{text}: the text as it is.
PLAIN = frozenset(
    "text textrm textnormal textup textsf texttt textmd textulc mbox hbox fbox makebox framebox mathrm mathsf mathtt "
    "mathnormal operatorname nocase so textso mkbibnamefamily mkbibnamegiven mkbibnameprefix mkbibnamesuffix mkbibname "
    "mkbibcompletename mkbibindexname mkbibmonth autocap bibcap natexlab singleletter mkpageprefix mkpagetotal "
    "mknormrange mkfirstpage mkcomprange NoCaseChange MakeSentenceCase MakeTitleCase MakeCapital alert structure sout "
    "hl centerline leftline rightline smash bibhyperref printtext email title partedit cmd texorpdf "
    "textlatin textgerman textenglish textfrench textitalian textspanish textportuguese textcatalan textromanian "
    "textdutch textdanish textswedish textnorwegian textfinnish textestonian texthungarian textpolish textczech "
    "textslovak textslovene textrussian textukrainian textbulgarian textserbian textcroatian textcyr textcyrillic "
    "textlatvian textlithuanian textturkish textarabic textpersian texthebrew textsyriac textcoptic textarmenian "
    "textgeorgian texthindi textsanskrit textthai textchinese textjapanese textkorean textzh textja textko".split()
)
# \name{…}{…}: how many arguments, and the places of those that are kept, in the order in which they are.
CHOICES: dict[str, tuple[int, tuple[int, ...]]] = {
    **dict.fromkeys(
        "foreignlanguage textlang textlanguage foreigntext textcolor colorbox raisebox parbox rotatebox scalebox "
        "texorpdfstring hyperlink hypertarget adjustbox".split(),
        (2, (1,)),
    ),
    "printfirst": (2, (0,)),
    "switchargs": (2, (1, 0)),
    "resizebox": (3, (2,)),
    "ruby": (2, (0,)),
}
# \name{…}: arguments of which nothing is to be seen, and their number.
DROPPED: dict[str, int] = {
    **dict.fromkeys(
        "noopsort Noopsort NoopSort SortNoop Sortnoop sortnoop noop nosort sortkey presort hspace vspace label index "
        "nocite phantom hphantom vphantom color selectlanguage pagestyle thispagestyle bibliographystyle fontencoding "
        "fontfamily fontseries fontshape usepackage input arabic roman Roman alph Alph value the".split(),
        1,
    ),
    **dict.fromkeys("fontsize setlength addtolength setcounter markboth rule".split(), 2),
}
# \name -.1em: a dimension follows.
DIMENSIONED = frozenset("kern hskip vskip mskip raise lower".split())
# \name{text}: text in quotation marks, outer and inner ones in turn; \name{language}{text}: the same.
QUOTES = frozenset("enquote mkbibquote textquote blockquote quoted".split())
FOREIGN_QUOTES = frozenset("foreignquote hyphenquote foreigntextquote hyphentextquote".split())
# \name{text}: text between brackets; a footnote becomes a parenthesis.
BRACKETS: dict[str, tuple[str, str]] = {
    "mkbibparens": ("(", ")"),
    "parentext": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
    "brackettext": ("[", "]"),
    "footnote": (" (", ")"),
    "mkbibfootnote": (" (", ")"),
    "mkbibendnote": (" (", ")"),
    "thanks": (" (", ")"),
}
# \name{key}: a string of biblatex's; in its long form unless the short one is asked for.
BIBSTRINGS = frozenset(
    "bibstring biblstring bibsstring bibcpstring bibcplstring bibcpsstring bibucstring biblcstring bibxstring "
    "bibxlstring bibxsstring".split()
)
SHORT_BIBSTRINGS = frozenset("bibsstring bibcpsstring bibxsstring".split())
UPPER = frozenset("MakeUppercase uppercase MakeTextUppercase".split())
LOWER = frozenset("MakeLowercase lowercase MakeTextLowercase".split())
# \name{address}: what is typed is not LaTeX.
ADDRESSES = frozenset("url nolinkurl path burl".split())
# What is mathematics outside of a formula too; its arguments are read as such.
MATHEMATICAL = frozenset(
    "ensuremath chem frac dfrac tfrac nicefrac sfrac sqrt binom overline widehat widetilde mathbb mathcal mathscr "
    "mathfrak mathds mathbbm boldsymbol bm vec hat bar overrightarrow stackrel overset underset".split()
)
# Environments that are formulas.
FORMULAS = frozenset("math displaymath equation align eqnarray gather multline".split())
