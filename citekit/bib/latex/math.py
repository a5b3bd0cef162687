r"""Mathematics in fields -> Inlines: ``$\alpha$-helix``, ``H$_2$O``, ``$\mathbb{R}^n$``, ``$\frac{1}{2}$``.

Scripts become raised and lowered text, everything else characters in a line. Letters stay upright: a bibliography
has "e = mc²" in the middle of titles that are themselves italic or in quotation marks, and what is written there as
mathematics is as often a chemical formula or a unit.

Space, after TeX: what a command names as a relation or an operator stands off from its operands, where it has two
("a → b", but "±5"); in scripts nothing stands off. Deviation: the blanks that are typed beside typed signs are kept as
they are ("e=mc²", "e = mc²"), which is how other readers of bibliographies have it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from citekit.bib.latex.math_symbols import ALPHABETS, BINARY, FUNCTIONS, LARGE, ORDINARY, OVER, RELATIONS, WIDE
from citekit.bib.latex.symbols import SYMBOLS, rare
from citekit.patterns import pattern
from citekit.richtext import BOLD, ITALIC, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, Styled, concat, plain

Text = Callable[[str], Inlines]
Report = Callable[[str], None]
_Kind = Literal["typed", "symbol", "relation", "operator", "function", "fraction", "script", "space"]


class _Atom(NamedTuple):
    """A piece of a formula and how it keeps its distance."""

    kind: _Kind
    content: Inlines


_DEEPEST = 16  # braces nested deeper than this are read as if they were not there
_TOKEN = pattern(r"\\([A-Za-z]+)\*? ?|\\(.)|([{}^_~&])|('+)|( +)|([^\\{}^_~&' ]+)|(\\)", 0x10)  # DOTALL
_BRACE = pattern(r"\\.|[{}]", 0x10)
_MINUS = pattern(r"-(?![A-Za-z]{2})")
_SIGN = frozenset("=<>+−-*/,:;|×·±")
_SCRIPTED = {"∘": "°", "′": "′", "″": "″", "‴": "‴", "°": "°"}
_PRIMES = ("", "′", "″", "‴", "⁗")
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac", "textfrac", "xfrac"))
_BINOMIALS = frozenset(("binom", "dbinom", "tbinom"))
_ARGUMENT = frozenset(
    "mathrm mathsf mathtt mathnormal mathop mathbin mathrel mathord mathopen mathclose mathpunct mathinner underbrace "
    "overbrace boxed fbox cancel smash ensuremath mathup mathgroup substack rm roman hbox".split()
)
_STYLED: dict[str, Format] = {
    "mathit": ITALIC, "mathbf": BOLD, "boldsymbol": BOLD, "bm": BOLD, "pmb": BOLD, "mathbfit": BOLD, "bold": BOLD,
    "vb": BOLD, "mathbold": BOLD,
}  # fmt: skip
_SWITCHES: dict[str, Format | None] = {
    "rm": None, "sf": None, "tt": None, "bf": BOLD, "it": ITALIC, "mit": None, "normalfont": None,
}  # fmt: skip
_DELIMITED = frozenset(
    "left right middle big Big bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr biggm Biggl Biggr Biggm".split()
)
_UNSEEN = frozenset("phantom hphantom vphantom label tag hspace vspace color mathstrut nonumber hskip".split())
_ARROWS = {"xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔", "xmapsto": "↦"}


def math_inlines(source: str, text: Text, report: Report) -> Inlines:
    r"""Return the formula *source*, which is without its dollars.

    *text* reads what is text within it (``\text{if}``) and commands that are none of mathematics.

    >>> plain(math_inlines(r"\alpha \to \frac{a+b}{2}", lambda text: (text,), print))
    'α → (a+b)/2'
    """
    return _set(_Formula(source, text, report).row(), tight=False)


class _Formula:
    """Reads a formula from left to right."""

    def __init__(self, source: str, text: Text, report: Report) -> None:
        self._source = source
        self._text = text
        self._report = report
        self._position = 0
        self._depth = 0
        self._ignored = 0

    def row(self) -> list[_Atom]:  # noqa: C901, PLR0912 - the kinds of tokens, one after the other
        """Read up to the brace that closes the group, which is read too, or to the end."""
        atoms: list[_Atom] = []
        switch: Format | None = None  # of all that follows in the group
        above: tuple[str, list[_Atom]] | None = None  # what stood before ``\\over``
        while match := _TOKEN.match(self._source, self._position):
            self._position = match.end()
            before = len(atoms)
            name, escaped, sign, primes, blank, typed, _ = match.groups()
            if sign == "}":
                if self._ignored:
                    self._ignored -= 1
                elif self._depth:
                    break
            elif name in _SWITCHES:
                switch = _SWITCHES[name]
            elif name in ("over", "atop", "choose") and above is None:
                above, atoms = (name, atoms), []
            elif name:
                atoms += self._command(name)
            elif sign:
                self._sign(sign, atoms)
            elif typed:
                atoms.append(_Atom("typed", (_MINUS.sub("−", typed),)))
            elif blank:
                atoms.append(_Atom("space", (" ",)))
            elif primes:
                atoms.append(_Atom("script", (_PRIMES[len(primes)] if len(primes) < 5 else "′" * len(primes),)))
            elif escaped:
                atoms += self._escaped(escaped)
            if switch:
                atoms[before:] = _restyled(atoms[before:], switch)
        return [_over(*above, atoms)] if above else atoms

    def _sign(self, sign: str, atoms: list[_Atom]) -> None:
        if sign == "{":
            if self._depth >= _DEEPEST:
                self._ignored += 1
            elif content := self._group():
                atoms.append(_Atom("symbol", content))
        elif sign in "^_":
            atoms.append(self._script(sign))
        else:  # a tie, or the end of a column
            atoms.append(_Atom("typed", ("\u00a0" if sign == "~" else " ",)))

    def _group(self, *, tight: bool = False) -> Inlines:
        self._depth += 1
        atoms = self.row()
        self._depth -= 1
        return _set(atoms, tight=tight)

    def _script(self, sign: str) -> _Atom:
        content = self._argument(tight=True)
        whole = plain(content)
        if sign == "^" and whole in _SCRIPTED:
            return _Atom("script", (_SCRIPTED[whole],))
        format_ = SUPERSCRIPT if sign == "^" else SUBSCRIPT
        return _Atom("script", (Styled(content, format_),) if content else ())

    def _argument(self, *, tight: bool = False) -> Inlines:
        """Read a group, a command or one character, as TeX does."""
        match = _TOKEN.match(self._source, self._position)
        if match and match[5]:  # blanks
            self._position = match.end()
            match = _TOKEN.match(self._source, self._position)
        if match is None or match[3] == "}":
            return ()
        if match[3] == "{":
            if self._depth >= _DEEPEST:
                return ()
            self._position = match.end()
            return self._group(tight=tight)
        if match[1] or match[2]:
            self._position = match.end()
            if self._depth >= _DEEPEST:
                return ()
            self._depth += 1
            atoms = self._command(match[1]) if match[1] else self._escaped(match[2])
            self._depth -= 1
            return _set(atoms, tight=tight)
        self._position += 1
        return (_MINUS.sub("−", match.group()[0]),)

    def _raw(self) -> str:
        """Read a group as it is typed."""
        if self._source[self._position : self._position + 1] != "{":
            return ""
        start, depth = self._position + 1, 0
        for match in _BRACE.finditer(self._source, self._position):
            depth += (match.group() == "{") - (match.group() == "}")
            if depth == 0:
                self._position = match.end()
                return self._source[start : match.start()]
        self._position = len(self._source)
        return self._source[start:]

    def _option(self) -> str:
        if self._source[self._position : self._position + 1] != "[":
            return ""
        end = self._source.find("]", self._position, self._position + 80)
        if end < 0:
            return ""
        option = self._source[self._position + 1 : end]
        self._position = end + 1
        return option

    def _escaped(self, character: str) -> list[_Atom]:
        if character in " ,:;>\\~":
            return [_Atom("typed", (" " if character == "\\" else SYMBOLS.get(character, " "),))]
        shown = SYMBOLS.get(character, character)
        return [_Atom("symbol", (shown,))] if shown else []

    def _command(self, name: str) -> list[_Atom]:
        if atom := _ATOMS.get(name):
            return [atom]
        return _READERS.get(name, _Formula._other)(self, name)

    def _fraction(self, _: str) -> list[_Atom]:
        self._option()
        return [_fraction(self._argument(), self._argument())]

    def _binomial(self, _: str) -> list[_Atom]:
        return [_Atom("symbol", ("(", *self._argument(), " choose ", *self._argument(), ")"))]

    def _root(self, _: str) -> list[_Atom]:
        return [_root(self._option(), self._argument())]

    def _styled(self, name: str) -> list[_Atom]:
        return [_Atom("symbol", (Styled(self._argument(), _STYLED[name]),))]

    def _upright(self, _: str) -> list[_Atom]:
        return [_Atom("symbol", self._argument())]

    def _alphabet(self, name: str) -> list[_Atom]:
        return [_Atom("symbol", (plain(self._argument()).translate(ALPHABETS[name]),))]

    def _accented(self, name: str) -> list[_Atom]:
        return [_Atom("symbol", (_accented(plain(self._argument()), name),))]

    def _function(self, _: str) -> list[_Atom]:
        return [_Atom("function", self._argument())]

    def _delimited(self, name: str) -> list[_Atom]:
        r"""Read ``\left.``: the delimiter is what follows, unless it is the dot that stands for none."""
        if self._source.startswith(".", self._position) and name in ("left", "right", "middle"):
            self._position += 1
        return []

    def _struck(self, _: str) -> list[_Atom]:
        struck = plain(self._argument())
        return [_Atom("relation", (unicodedata.normalize("NFC", struck[:1] + "\u0338") + struck[1:],))]

    def _modulo(self, name: str) -> list[_Atom]:
        opening = "(mod " if name == "pmod" else "("
        return [_Atom("space", (" ",)), _Atom("typed", (opening, *self._argument(), ")"))]

    def _stacked(self, name: str) -> list[_Atom]:
        script, base = self._argument(tight=True), self._argument()
        return [_Atom("relation", (*base, Styled(script, SUBSCRIPT if name == "underset" else SUPERSCRIPT)))]

    def _arrow(self, name: str) -> list[_Atom]:
        self._option()
        return [_Atom("relation", (_ARROWS[name], Styled(self._argument(tight=True), SUPERSCRIPT)))]

    def _unseen(self, _: str) -> list[_Atom]:
        self._raw()
        return []

    def _environment(self, name: str) -> list[_Atom]:
        if self._raw().rstrip("*") in ("array", "alignedat") and name == "begin":
            self._raw()
        return []

    def _other(self, name: str) -> list[_Atom]:
        r"""Read a command that is not one of mathematics: ``\text{if}``, or an unknown one."""
        if (character := SYMBOLS.get(name)) is not None:
            return [_Atom("symbol", (character,))] if character else []
        if self._source.startswith("{", self._position):
            return [_Atom("symbol", self._text(f"\\{name}{{{self._raw()}}}"))]
        if character := rare(name):
            return [_Atom("symbol", (character,))]
        self._report(name)
        return [_Atom("symbol", (f"\\{name}{' ' * self._source.endswith(' ', 0, self._position)}",))]


# Commands without arguments.
_ATOMS: dict[str, _Atom] = {
    **{name: _Atom("symbol", (character,)) for name, character in (LARGE | ORDINARY).items()},
    **{name: _Atom("operator", (character,)) for name, character in BINARY.items()},
    **{name: _Atom("relation", (character,)) for name, character in RELATIONS.items()},
    **{name: _Atom("function", ("mod" if name == "bmod" else name,)) for name in FUNCTIONS},
}
_READERS: dict[str, Callable[[_Formula, str], list[_Atom]]] = {
    **dict.fromkeys(_FRACTIONS, _Formula._fraction),
    **dict.fromkeys(_BINOMIALS, _Formula._binomial),
    **dict.fromkeys(_STYLED, _Formula._styled),
    **dict.fromkeys(_ARGUMENT, _Formula._upright),
    **dict.fromkeys(ALPHABETS, _Formula._alphabet),
    **dict.fromkeys(OVER, _Formula._accented),
    **dict.fromkeys(_DELIMITED, _Formula._delimited),
    **dict.fromkeys(_ARROWS, _Formula._arrow),
    **dict.fromkeys(_UNSEEN, _Formula._unseen),
    **dict.fromkeys(("pmod", "pod"), _Formula._modulo),
    **dict.fromkeys(("stackrel", "overset", "underset"), _Formula._stacked),
    **dict.fromkeys(("begin", "end"), _Formula._environment),
    **dict.fromkeys(("operatorname", "operatornamewithlimits"), _Formula._function),
    "sqrt": _Formula._root,
    "not": _Formula._struck,
}


def _set(atoms: Sequence[_Atom], *, tight: bool) -> Inlines:
    """Join *atoms*, with the space that belongs between them; none where it is *tight*."""
    if tight:
        return concat(*(atom.content for atom in atoms if atom.kind != "space"))
    parts: list[Inlines] = []
    left: _Atom | None = None  # the last one that is not blank
    blank = False
    for place, atom in enumerate(atoms):
        if atom.kind == "space":
            blank = True
            continue
        more = any(one.kind != "space" for one in atoms[place + 1 : place + 3])
        if _stands_off(left, atom, more=more, blank=blank):
            parts.append((" ",))
        parts.append(atom.content)
        blank = False
        if atom.kind in ("relation", "operator") and not (more and _is_operand(left)):
            left = _Atom("symbol", ("(",))  # it has one operand at most, and what follows is set close
        elif atom.kind != "script" or left is None:
            left = atom
    return concat(*parts)


def _stands_off(left: _Atom | None, atom: _Atom, *, more: bool, blank: bool) -> bool:
    if left is None or atom.kind == "script":
        return False
    ends, starts = plain(left.content)[-1:], plain(atom.content)[:1]
    if ends.isspace() or starts.isspace():
        return False
    if left.kind in ("relation", "operator") or atom.kind in ("relation", "operator"):
        return left.kind in ("relation", "operator") or (more and _is_operand(left))
    if left.kind in ("function", "fraction") or atom.kind in ("function", "fraction"):
        return starts.isalnum() and (ends.isalnum() or ends == ")")
    typed, typed_next = left.kind == "typed", atom.kind == "typed"
    return blank and ((typed and typed_next) or (typed and ends in _SIGN) or (typed_next and starts in _SIGN))


def _is_operand(atom: _Atom | None) -> bool:
    return atom is not None and plain(atom.content)[-1:] not in "([{⟨=<>+−,;:|"


def _restyled(atoms: Sequence[_Atom], format_: Format) -> list[_Atom]:
    return [atom if atom.kind == "space" else _Atom(atom.kind, (Styled(atom.content, format_),)) for atom in atoms]


def _over(name: str, above: Sequence[_Atom], below: Sequence[_Atom]) -> _Atom:
    upper, lower = _set(above, tight=False), _set(below, tight=False)
    if name == "choose":
        return _Atom("symbol", ("(", *upper, " choose ", *lower, ")"))
    return _fraction(upper, lower)


_SUM = pattern(r"(?<!^)[-+−±=<>,·×∪∩]| ")
_FACTOR = pattern(r"\d+(?:\.\d+)?|\W?.[′″]*|[d∂]\w|[A-Za-z]\(.*\)|[^\W\d_]{3,}")


def _fraction(above: Inlines, below: Inlines) -> _Atom:
    """Return "a/b", with the parentheses that a line needs."""
    upper = ("(", *above, ")") if _SUM.search(plain(above)) else above
    unscripted = plain(run for run in below if isinstance(run, str))
    single = not _SUM.search(plain(below)) and _FACTOR.fullmatch(unscripted)
    return _Atom("fraction", (*upper, "/", *(below if single else ("(", *below, ")"))))


def _root(degree: str, content: Inlines) -> _Atom:
    sign: Inlines = ({"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree.strip(), "√"),)
    if degree.strip() not in ("", "2", "3", "4"):
        sign = (Styled((degree.strip(),), SUPERSCRIPT), "√")
    single = len(plain(content)) <= 1 or plain(content).isdecimal()
    return _Atom("symbol", (*sign, *(content if single else ("(", *content, ")"))))


def _accented(text: str, name: str) -> str:
    """Return *text* with an accent over it; one that is drawn over the whole goes over each of its characters."""
    mark = OVER[name]
    text = text.replace("ı", "i").replace("ȷ", "j")
    if name in WIDE:
        return unicodedata.normalize("NFC", "".join(character + mark for character in text))
    return unicodedata.normalize("NFC", text[:1] + mark) + text[1:] if text else ""
