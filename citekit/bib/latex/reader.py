r"""LaTeX in fields -> Inlines, for values that have more than characters: braces, formats, links, mathematics.

Source for the commands: ``commands.py``. Source for the braces: biblatex manual, 2.3 (Usage Notes) and 4.6.4
(``\MakeSentenceCase``), and what biblatex 3.18 prints. Only the outermost group of a value counts. It protects the
case of all that is in it, unless the first thing in it is a command: then it protects nothing, inner groups included.

============================  ==========================================================================
``{NEP}``, ``{{NEP}}``        protected, and so is a title that is in braces as a whole
``{\'Etat}``, ``{\ss}``       not protected: BibTeX's "special characters"
``\'{E}tat``                  not protected: an accent and its letter are one letter
``\emph{Homo sapiens}``       protected: the argument of a command is a group
``{\emph{Homo sapiens}}``     not protected
``{\em the {NEP}}``           not protected, not even ``NEP``
``\emph{\textbf{Homo}}``      not protected
``{{\emph{Homo sapiens}}}``   protected
============================  ==========================================================================

Broken LaTeX is read as far as it goes: a brace too many is passed over, a group that is never closed ends with the
value, a dollar alone is a dollar.
"""

from __future__ import annotations

from collections.abc import Callable

from citekit.bib.latex.commands import (
    ADDRESSES,
    BIBSTRINGS,
    BRACKETS,
    CHOICES,
    DIMENSIONED,
    DROPPED,
    FOREIGN_QUOTES,
    FORMATS,
    FORMULAS,
    LOWER,
    MATHEMATICAL,
    NORMAL,
    PLAIN,
    QUOTES,
    SHORT_BIBSTRINGS,
    SWITCHES,
    UPPER,
)
from citekit.bib.latex.names import JOURNALS, LOGOS
from citekit.bib.latex.symbols import ACCENTS, accented, greek, rare
from citekit.bib.latex.tokens import CHARACTERS, SIMPLE, TOKEN
from citekit.patterns import pattern
from citekit.richtext import PROTECTED, Format, Inline, Inlines, Link, Styled, concat, map_text, plain
from citekit.values import replace

_DEEPEST = 32  # groups nested deeper than this are read as if their braces were not there
_NESTED_FORMULAS = 4  # text in formulas in text in …
_BRACE = pattern(r"\\.|[{}]", 0x10)  # DOTALL
_OPTION = pattern(r" ?\[((?:[^\[\]{}\\]|\{[^{}]*\}){0,120})\]")
_DIMENSION = pattern(r"\s*[-+]?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|bp|pc|sp)\b ?")
_NUMBER = pattern(r"\s*(?:\"([0-9A-F]+)|'([0-7]+)|`\\?(.)|(\d+)) ?", 0x10)
_BRACE_OR_DOLLAR = pattern(r"\\.|[{}$]", 0x10)
_PASSED = 20_000  # characters that may be looked through for nothing in a value
_WORD = pattern(r"[^\W\d_]{3}")
_CITE = pattern(r"(?:[A-Za-z]*[Cc]ites?|[Cc]ite[a-z]+|[a-z]+citetitle|[a-z]*fullcite)")
_MANY_BLANKS = pattern("  +")
_ESCAPED = pattern(r"\\([_%&#$~{}^ ])(?:\{\})?")


class Reader:
    """Walks one value from left to right; ``unknown`` has the commands that it did not know, in order."""

    def __init__(self, text: str, level: int = 0, formulas: int = 0) -> None:
        self._text = text
        self._position = 0
        self._start = 0  # of the command that is being read
        self._level = level
        self._protected = level > 0
        self._ignored = 0
        self._quotes = 0
        self._formulas = formulas
        self._passed = 0
        self._formatted = False
        self._last: dict[str, int] = {}  # place of what closes a formula, by what it is
        self.unknown: dict[str, None] = {}

    def read(self) -> Inlines:
        """Return the whole value."""
        parts: list[Inline] = []
        while self._position < len(self._text):
            parts += self._run("")
            self._position += 1  # a closing brace too many
        return tuple(
            _MANY_BLANKS.sub(" ", run) if isinstance(run, str) and "  " in run else run for run in concat(parts)
        )

    # --- runs and groups ---

    def _run(self, end: str) -> list[Inline]:
        r"""Read up to *end*: a closing brace, ``\end``, or the end of the text. A brace is left unread."""
        text, search = self._text, TOKEN.search
        parts: list[Inline] = []
        switched: tuple[int, Format] | None = None  # from where on, and how
        while match := search(text, self._position):
            start, kind = match.start(), match.lastindex
            if start > self._position:
                parts.append(text[self._position : start])
            self._position = match.end()
            if kind == 1:
                parts.append(SIMPLE[match.group()])
            elif kind == 5:
                parts += _protected((match[5],)) if self._level == 0 else (match[5],)
            elif kind == 2 and match[2] in CHARACTERS:
                parts.append(CHARACTERS[match[2]])
            elif kind in (2, 6):
                sign = match.group()[0]
                self._position = start + 1
                if sign == "}":
                    if self._ignored:
                        self._ignored -= 1
                        continue
                    self._position = start
                    return _switch(parts, switched)
                parts += self._group() if sign == "{" else self._dollar() if sign == "$" else ("\\",)
            elif (name := match[kind or 3]) in SWITCHES and kind == 3:
                switched = self._switched(parts, switched, name)
            elif name == "end" and kind == 3 and end == "\\end":
                self._raw()
                return _switch(parts, switched)
            else:
                self._start = start
                parts += self._command(name, worded=kind == 3)
        parts.append(text[self._position :])
        self._position = len(text)
        return _switch(parts, switched)

    def _switched(self, parts: list[Inline], before: tuple[int, Format] | None, name: str) -> tuple[int, Format] | None:
        """End what was switched on before, and return what *name* switches on; newer switches add to older ones."""
        format_ = SWITCHES[name]
        if before and format_ and name.endswith(("shape", "series")):
            added = {field: value for field in ("style", "weight", "variant") if (value := getattr(format_, field))}
            format_ = replace(before[1], **added)
        parts[:] = _switch(parts, before)
        if format_ is None:
            return (len(parts), NORMAL) if self._formatted else None
        return len(parts), format_

    def _group(self, end: str = "}") -> list[Inline]:
        """Read a group, the brace that opens it being read."""
        if self._level >= _DEEPEST:
            self._ignored += end == "}"
            return []
        protects = self._level == 0 and end == "}" and not self._text.startswith("\\", self._position)
        self._protected |= protects
        self._level += 1
        parts = self._run(end)
        self._level -= 1
        self._protected ^= protects
        if self._text.startswith("}", self._position) and end == "}":
            self._position += 1
        return list(_protected(concat(parts))) if protects else parts

    def _argument(self) -> Inlines:
        """Read a group or the next character, as TeX does."""
        text = self._text
        if text.startswith(" ", self._position):
            self._position += 1
        if text.startswith("{", self._position):
            if self._level >= _DEEPEST:
                return ()
            self._position += 1
            return concat(self._group())
        match = TOKEN.match(text, self._position)
        if match is None:  # any other character, if there is one
            self._position += 1
            return (text[self._position - 1 : self._position],)
        if match.lastindex == 1:
            self._position = match.end()
            return (SIMPLE[match.group()],)
        if match.lastindex not in (3, 4) or self._level >= _DEEPEST:
            return ()
        self._position = match.end()
        self._level += 1
        made = self._command(match[match.lastindex], worded=match.lastindex == 3)
        self._level -= 1
        return made

    def _raw(self) -> str:
        """Read a group as it is typed; one that is not closed is the rest of the text."""
        text = self._text
        start = self._position + text.startswith(" ", self._position)
        if not text.startswith("{", start):
            return ""
        depth = 0
        for match in _BRACE.finditer(text, start):
            depth += (match.group() == "{") - (match.group() == "}")
            if depth == 0:
                self._position = match.end()
                return text[start + 1 : match.start()]
        self._position = len(text)
        return text[start + 1 :]

    def _option(self) -> str:
        found = _OPTION.match(self._text, self._position)
        if found is None:
            return ""
        self._position = found.end()
        return found[1]

    # --- formulas ---

    def _dollar(self) -> Inlines:
        """Read a formula, the dollar that opens it being read; a dollar that opens none stands for itself."""
        double = self._text.startswith("$", self._position)
        start = self._position + double
        end = self._closing_dollar(start)
        following = self._text[end + 1 : end + 2]
        if end < 0 or (not double and _is_price(self._text[start:end], following)):
            return ("$",)
        self._position = end + 1 + (double and following == "$")
        return self._formula(self._text[start:end])

    def _closing_dollar(self, start: int) -> int:
        """Return where the dollar is that closes a formula, outside of the formula's braces; -1 if there is none."""
        depth, place = 0, start
        for match in _BRACE_OR_DOLLAR.finditer(self._text, start) if self._passed < _PASSED else ():
            sign, place = match.group(), match.start()
            if sign == "$" and depth == 0:
                return place
            depth += (sign == "{") - (sign == "}")
            if depth < 0:
                break
        self._passed += place - start
        return -1

    def _formula(self, source: str) -> Inlines:
        from citekit.bib.latex.math import math_inlines  # noqa: PLC0415 - few values have formulas

        if self._formulas >= _NESTED_FORMULAS or self._level >= _DEEPEST:
            return (source,)
        return self._unchanged(math_inlines(source, self._nested, self._tell))

    def _nested(self, text: str) -> Inlines:
        reader = Reader(text, self._level + 8, self._formulas + 1)
        made = reader.read()
        self.unknown |= reader.unknown
        return made

    def _bracketed_formula(self, name: str) -> Inlines:
        r"""Read what ``\(`` or ``\[`` opened."""
        closing = "\\)" if name == "(" else "\\]"
        if closing not in self._last:
            self._last[closing] = self._text.rfind(closing)
        if self._last[closing] < self._position:
            return (name,)
        end = self._text.index(closing, self._position)
        source = self._text[self._position : end]
        self._position = end + 2
        return self._formula(source)

    def _unchanged(self, inlines: Inlines) -> Inlines:
        """Protect what no change of case touches, unless a group does."""
        return inlines if self._protected else _protected(inlines)

    def _tell(self, name: str) -> None:
        self.unknown[name] = None

    # --- commands ---

    def _command(self, name: str, *, worded: bool) -> Inlines:
        r"""Read the arguments of a command; *worded* is one whose name is letters."""
        if name in ACCENTS and self._accent_follows(name):
            return (accented(name, plain(self._argument())),)
        if (character := CHARACTERS.get(name)) is not None:
            return (character,)
        if worded:
            return _READERS.get(name, Reader._unknown)(self, name)
        if name in "([":
            return self._bracketed_formula(name)
        return () if name in ")]" else (f"\\{name}",)

    def _accent_follows(self, name: str) -> bool:
        r"""Is ``\c`` or ``\v`` an accent here? A letter needs another one, or a group."""
        following = self._text[self._position : self._position + 1]
        return not name.isalpha() or following in ("{", "\\") or following.isalpha()

    def _star(self) -> bool:
        star = self._text.startswith("*", self._position)
        self._position += star
        return star

    def _formatted_text(self, name: str) -> Inlines:
        outer, self._formatted = self._formatted, True
        content = self._argument()
        self._formatted = outer
        return (Styled(content, FORMATS[name]),) if content else ()

    def _plain_text(self, _: str) -> Inlines:
        self._option()
        return self._argument()

    def _cased_text(self, name: str) -> Inlines:
        return map_text(self._argument(), str.upper if name in UPPER else str.lower)

    def _greek(self, _: str) -> Inlines:
        return map_text(self._argument(), greek)

    def _quoted(self, name: str) -> Inlines:
        inner = self._star() or self._quotes % 2 == 1
        if name in FOREIGN_QUOTES:
            self._raw()
        self._option()
        outer, self._quotes = self._quotes, 2 if inner else 1
        content = self._argument()
        self._quotes = outer
        return concat(("‘" if inner else "“",), content, ("’" if inner else "”",))

    def _bracketed(self, name: str) -> Inlines:
        opening, closing = BRACKETS[name]
        if self._text.endswith(" ", 0, self._start):
            opening = opening.lstrip()
        return concat((opening,), self._argument(), (closing,))

    def _chosen(self, name: str) -> Inlines:
        number, places = CHOICES[name]
        self._star()
        self._option()
        arguments = [self._kept_or_passed(kept=place in places) for place in range(number)]
        return concat(*(arguments[place] for place in places))

    def _dropped(self, name: str) -> Inlines:
        self._star()
        self._option()
        for _ in range(DROPPED[name]):
            self._kept_or_passed(kept=name.endswith("phantom"))
        return ()

    def _kept_or_passed(self, *, kept: bool) -> Inlines:
        if kept:
            return self._argument()
        self._raw()
        return ()

    def _logo(self, name: str) -> Inlines:
        return self._unchanged((LOGOS[name],))

    def _journal(self, name: str) -> Inlines:
        return (JOURNALS[name],)

    def _dimension(self, _: str) -> Inlines:
        if found := _DIMENSION.match(self._text, self._position):
            self._position = found.end()
        return ()

    def _localized(self, name: str) -> Inlines:
        from citekit.bib.latex.localization import bibstring  # noqa: PLC0415 - few values have such

        key = self._raw()
        return (bibstring(key, "short" if name in SHORT_BIBSTRINGS else "long") or key,)

    def _roman(self, name: str) -> Inlines:
        return (_roman(self._raw(), upper=name == "RN"),)

    # --- commands whose argument is not text ---

    def _typed(self) -> str:
        """Read an argument that is not LaTeX: in braces, or between two of any character."""
        self._star()
        mark = self._text[self._position : self._position + 1]
        if mark in ("{", " "):
            return self._raw()
        end = self._text.find(mark, self._position + 1) if mark and not mark.isalnum() else -1
        if end < 0:
            return ""
        typed = self._text[self._position + 1 : end]
        self._position = end + 1
        return typed

    def _verbatim(self, _: str) -> Inlines:
        return (self._typed(),)

    def _address(self, _: str) -> Inlines:
        return _linked(_unescaped(self._typed()))

    def _link(self, _: str) -> Inlines:
        self._option()
        target = _unescaped(self._typed())
        content = self._argument() or (target,)
        return (Link(content, target),) if "://" in target or target.startswith("mailto:") else content

    def _doi(self, _: str) -> Inlines:
        doi = _unescaped(self._typed())
        return (Link((doi,), f"https://doi.org/{doi}"),) if doi else ()

    def _mathematical(self, name: str) -> Inlines:
        if name == "ensuremath":
            return self._formula(self._raw())
        if name == "chem":
            return self._formula(f"\\mathrm{{{self._raw()}}}")
        option = self._option()
        arguments = "".join(f"{{{self._raw()}}}" for _ in range(2) if self._text.startswith("{", self._position))
        return self._formula(f"\\{name}{f'[{option}]' if option else ''}{arguments}")

    def _chemistry(self, _: str) -> Inlines:
        from citekit.bib.latex.chemistry import chemistry  # noqa: PLC0415 - as above

        return self._unchanged(chemistry(self._raw(), self._nested))

    def _numbered(self, name: str) -> Inlines:
        braced = "" if name == "char" else self._raw().strip()
        if name == "ElsevierGlyph":
            braced = f'"{braced.upper()}'
        found = _NUMBER.match(braced) if braced else _NUMBER.match(self._text, self._position)
        if found is None:
            return (braced,)
        if not braced:
            self._position = found.end()
        hexadecimal, octal, character, decimal = found.groups()
        code = int(hexadecimal, 16) if hexadecimal else int(octal, 8) if octal else int(decimal) if decimal else 0
        return (character or (chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else found.group()),)

    def _begin(self, _: str) -> Inlines:
        name = self._raw().strip().rstrip("*")
        if name in FORMULAS:
            end = self._text.find("\\end", self._position)
            source = self._text[self._position : end if end >= 0 else None]
            self._position += len(source)
            return self._formula(source)
        if name not in SWITCHES:
            return ()
        content = concat(self._group("\\end"))
        format_ = SWITCHES[name]
        return (Styled(content, format_),) if format_ and content else content

    def _end(self, _: str) -> Inlines:
        self._raw()
        return ()

    def _unknown(self, name: str) -> Inlines:
        from citekit.bib.latex import math_symbols as mathematics  # noqa: PLC0415 - as above

        for table in (mathematics.ORDINARY, mathematics.RELATIONS, mathematics.BINARY, mathematics.LARGE):
            if name in table:
                return (table[name],)
        if _CITE.fullmatch(name):
            return self._cited(name)
        if (character := rare(name)) is not None:
            return (character,)
        self._tell(name)
        self._star()
        self._option()
        if self._text.startswith("{", self._position) and (content := self._argument()):
            return content  # any others are read as groups
        return (f"\\{name}{' ' * self._text.endswith(' ', 0, self._position)}",)

    def _cited(self, name: str) -> Inlines:
        r"""Read ``\cite[before][after]{key}``: it cannot be set here, so the key stands for the work."""
        self._tell(name)
        self._star()
        before, after = self._option(), self._option()
        if before and not after:
            before, after = "", before
        key = self._raw()
        return (f"{before} {key}".strip() + (f", {after}" if after else ""),)


_READERS: dict[str, Callable[[Reader, str], Inlines]] = {
    **dict.fromkeys(MATHEMATICAL, Reader._mathematical),
    **dict.fromkeys(JOURNALS, Reader._journal),
    **dict.fromkeys(LOGOS, Reader._logo),
    **dict.fromkeys(FORMATS, Reader._formatted_text),
    **dict.fromkeys(PLAIN, Reader._plain_text),
    **dict.fromkeys(UPPER | LOWER, Reader._cased_text),
    **dict.fromkeys(QUOTES | FOREIGN_QUOTES, Reader._quoted),
    **dict.fromkeys(BRACKETS, Reader._bracketed),
    **dict.fromkeys(CHOICES, Reader._chosen),
    **dict.fromkeys(DROPPED, Reader._dropped),
    **dict.fromkeys(DIMENSIONED, Reader._dimension),
    **dict.fromkeys(BIBSTRINGS, Reader._localized),
    **dict.fromkeys(ADDRESSES, Reader._address),
    **dict.fromkeys(("verb", "lstinline"), Reader._verbatim),
    **dict.fromkeys(("ce", "ch"), Reader._chemistry),
    **dict.fromkeys(("RN", "Rn"), Reader._roman),
    **dict.fromkeys(("char", "symbol", "unichar", "Uchar", "ElsevierGlyph"), Reader._numbered),
    "href": Reader._link,
    "doi": Reader._doi,
    "textgreek": Reader._greek,
    "begin": Reader._begin,
    "end": Reader._end,
}


def _switch(parts: list[Inline], switched: tuple[int, Format] | None) -> list[Inline]:
    """Set what follows a switch in its format."""
    if switched is None or switched[0] >= len(parts):
        return parts
    start, format_ = switched
    content = concat(parts[start:])
    if content and isinstance(content[0], str) and start == 0:
        content = concat((content[0].lstrip(" "),), content[1:])
    return [*parts[:start], Styled(content, format_)] if content else parts[:start]


def _protected(inlines: Inlines) -> Inlines:
    """Protect the case of *inlines*, where there is any to protect."""
    text = plain(inlines)
    return (Styled(inlines, PROTECTED),) if text.upper() != text.lower() else inlines


def _is_price(source: str, following: str) -> bool:
    """Are the dollars around *source* money: "$5 million to $10 million"? What has TeX's signs in it is a formula."""
    if any(sign in source for sign in "\\^_{}"):
        return False
    blanks = source.startswith(" ") + source.endswith(" ")
    words = _WORD.search(source) is not None
    return not source.strip() or blanks == 1 or (blanks == 2 and words) or (source[0] + following).isdecimal()


def _unescaped(typed: str) -> str:
    return _ESCAPED.sub(r"\1", typed).replace("\\textasciitilde ", "~").replace("\\textasciitilde", "~").strip()


def _linked(address: str) -> Inlines:
    if not address:
        return ()
    return (Link((address,), address),) if "://" in address else (address,)


def _roman(number: str, *, upper: bool) -> str:
    if not number.strip().isdecimal() or not 0 < int(number) < 4000:
        return number
    left, letters = int(number), ""
    for value, letter in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True
    ):
        count, left = divmod(left, value)
        letters += letter * count
    return letters if upper else letters.lower()
