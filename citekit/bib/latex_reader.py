r"""LaTeX in fields -> Inlines, for values that have more than characters: braces, formats, links, mathematics.

Source for the commands: ``latex_commands.py``. Source for the braces: biblatex manual, 2.3 (Usage Notes) and 4.6.4
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

from citekit.bib.latex_commands import (
    ADDRESSES,
    BIBSTRINGS,
    BRACKETS,
    CHOICES,
    DIMENSIONED,
    DROPPED,
    FOREIGN_QUOTES,
    FORMATS,
    LOWER,
    MATHEMATICAL,
    NORMAL,
    PLAIN,
    QUOTES,
    SHORT_BIBSTRINGS,
    SWITCHES,
    UPPER,
)
from citekit.bib.latex_names import JOURNALS, LOGOS
from citekit.bib.latex_symbols import ACCENTS, accented, greek, rare
from citekit.bib.latex_tokens import CHARACTERS, SIMPLE, TOKEN
from citekit.patterns import pattern
from citekit.richtext import PROTECTED, Format, Inline, Inlines, Link, Styled, concat, map_text, plain
from citekit.values import replace

_DEEPEST = 40  # groups nested deeper than this are read as if their braces were not there
_NESTED_FORMULAS = 4  # text in formulas in text in …
_BRACE = pattern(r"\\.|[{}]", 0x10)  # DOTALL
_OPTION = pattern(r" ?\[((?:[^\[\]{}\\]|\{[^{}]*\}){0,120})\]")
_DIMENSION = pattern(r"\s*[-+]?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|bp|pc|sp)\b ?")
_NUMBER = pattern(r"\s*(?:\"([0-9A-F]+)|'([0-7]+)|`\\?(.)|(\d+)) ?", 0x10)
_FORMULA = pattern(r"((?:[^$\\]|\\.)*+)\$", 0x10)
_PROSE = pattern(r"[^\\^_{}]*\s[^\\^_{}]*[^\W\d_]{3}[^\\^_{}]*|[^\\^_{}]*[^\W\d_]{3}[^\\^_{}]*\s[^\\^_{}]*|\s*")
_CITE = pattern(r"(?:[A-Za-z]*[Cc]ites?|[Cc]ite[a-z]+|[a-z]+citetitle|[a-z]*fullcite)")
_ESCAPED = pattern(r"\\([_%&#$~{}^ ])(?:\{\})?")


class Reader:
    """Walks one value from left to right; ``unknown`` has the commands that it did not know, in order."""

    def __init__(self, text: str, formulas: int = 0) -> None:
        self._text = text
        self._position = 0
        self._level = 0
        self._ignored = 0
        self._quotes = 0
        self._formulas = formulas
        self._formatted = False
        self._last = {"\\)": text.rfind("\\)"), "\\]": text.rfind("\\]")}
        self.unknown: dict[str, None] = {}

    def read(self) -> Inlines:
        """Return the whole value."""
        parts: list[Inline] = []
        while self._position < len(self._text):
            parts += self._run("")
            self._position += 1  # a closing brace too many
        return concat(parts)

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
            elif kind == 6 or kind == 2:
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
        self._level += 1
        parts = self._run(end)
        self._level -= 1
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
        if self._position >= len(text) or text[self._position] == "}":
            return ()
        match = TOKEN.match(text, self._position)
        if match is None:
            self._position += 1
            return (text[self._position - 1],)
        if match.lastindex == 1:
            self._position = match.end()
            return (SIMPLE[match.group()],)
        if match.lastindex in (3, 4) and self._level < _DEEPEST:
            self._position = match.end()
            self._level += 1
            made = concat(self._command(match[match.lastindex], worded=match.lastindex == 3))
            self._level -= 1
            return made
        return ()

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
        found = _FORMULA.match(self._text, self._position + double)
        if found is None or _unbalanced(found[1]) or (not double and _PROSE.fullmatch(found[1])):
            return ("$",)
        self._position = found.end() + (double and self._text.startswith("$", found.end()))
        return self._formula(found[1])

    def _formula(self, source: str) -> Inlines:
        from citekit.bib.latex_math import math_inlines  # noqa: PLC0415 - few values have formulas

        if self._formulas >= _NESTED_FORMULAS:
            return (source,)
        return self._at_top(math_inlines(source, self._nested, self._tell))

    def _nested(self, text: str) -> Inlines:
        reader = Reader(text, self._formulas + 1)
        reader._level = 1  # noqa: SLF001 - nothing is protected within what is protected
        made = reader.read()
        self.unknown |= reader.unknown
        return made

    def _bracketed_formula(self, closing: str) -> Inlines:
        r"""Read what ``\(`` or ``\[`` opened."""
        if self._last[closing] < self._position:
            return (closing.translate({0x5C: None, 0x29: "(", 0x5D: "["}),)
        end = self._text.index(closing, self._position)
        source = self._text[self._position : end]
        self._position = end + 2
        return self._formula(source)

    def _at_top(self, inlines: Inlines) -> Inlines:
        """Protect what stands outside of every group."""
        return _protected(inlines) if self._level == 0 else inlines

    def _tell(self, name: str) -> None:
        self.unknown[name] = None

    # --- commands ---

    def _command(self, name: str, *, worded: bool) -> Inlines | list[Inline]:  # noqa: PLR0911 - one for each kind
        r"""Read the arguments of a command; *worded* is one whose name is letters."""
        if name in ACCENTS and self._accent_follows(name):
            return (accented(name, plain(self._argument())),)
        if (character := CHARACTERS.get(name)) is not None:
            return (character,)
        if not worded:
            if name in "([":
                return self._bracketed_formula("\\)" if name == "(" else "\\]")
            return () if name in ")]" else (f"\\{name}",)
        if name in FORMATS:
            return self._in_format(FORMATS[name])
        if name in PLAIN:
            self._option()
            return self._argument()
        if name in QUOTES or name in FOREIGN_QUOTES:
            return self._quoted(name)
        if name in LOGOS:
            return self._at_top((LOGOS[name],))
        if name in CHOICES:
            return self._chosen(*CHOICES[name])
        if name in DROPPED:
            self._star()
            self._option()
            for _ in range(DROPPED[name]):
                self._raw()
            return ()
        return self._verbatim(name)

    def _accent_follows(self, name: str) -> bool:
        r"""Is ``\c`` or ``\v`` an accent here? A letter needs another one, or a group."""
        following = self._text[self._position : self._position + 1]
        return not name.isalpha() or following in ("{", "\\") or following.isalpha()

    def _star(self) -> bool:
        star = self._text.startswith("*", self._position)
        self._position += star
        return star

    def _in_format(self, format_: Format) -> Inlines:
        outer, self._formatted = self._formatted, True
        content = self._argument()
        self._formatted = outer
        return (Styled(content, format_),) if content else ()

    def _quoted(self, name: str) -> Inlines:
        inner = self._star() or self._quotes % 2 == 1
        if name in FOREIGN_QUOTES:
            self._raw()
        self._option()
        outer, self._quotes = self._quotes, 2 if inner else 1
        content = self._argument()
        self._quotes = outer
        return concat(("‘" if inner else "“",), content, ("’" if inner else "”",))

    def _chosen(self, number: int, places: tuple[int, ...]) -> Inlines:
        self._star()
        self._option()
        arguments = [self._raw_or_read(place in places) for place in range(number)]
        return concat(*(arguments[place] for place in places))

    def _raw_or_read(self, kept: bool) -> Inlines:  # noqa: FBT001
        if kept:
            return self._argument()
        self._raw()
        return ()

    def _verbatim(self, name: str) -> Inlines | list[Inline]:
        """Read a command whose argument is not text."""
        if name in ADDRESSES:
            return _address(self._typed())
        if name == "href":
            self._option()
            target = _unescaped(self._typed())
            content = self._argument() or (target,)
            return (Link(content, target),) if "://" in target or target.startswith("mailto:") else content
        if name == "doi":
            doi = _unescaped(self._typed())
            return (Link((doi,), f"https://doi.org/{doi}"),) if doi else ()
        if name in ("verb", "lstinline"):
            return (self._typed(),)
        if name in ("ensuremath", "chem"):
            return self._formula(self._raw() if name == "ensuremath" else f"\\mathrm{{{self._raw()}}}")
        if name in ("ce", "ch"):
            from citekit.bib.latex_math import chemistry  # noqa: PLC0415 - as above

            return self._at_top(chemistry(self._raw(), self._nested))
        if name in BIBSTRINGS:
            from citekit.bib.bibstrings import bibstring  # noqa: PLC0415 - few values have such

            key = self._raw()
            return (bibstring(key, "short" if name in SHORT_BIBSTRINGS else "long") or key,)
        if name in ("char", "symbol", "unichar", "Uchar", "ElsevierGlyph"):
            return self._numbered(name)
        return self._unusual(name)

    def _typed(self) -> str:
        """Read an argument that is not LaTeX: in braces, or between two of any character."""
        self._star()
        if self._text[self._position : self._position + 1] in ("{", " "):
            return self._raw()
        mark = self._text[self._position : self._position + 1]
        end = self._text.find(mark, self._position + 1) if mark and not mark.isalnum() else -1
        if end < 0:
            return ""
        typed = self._text[self._position + 1 : end]
        self._position = end + 1
        return typed

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

    def _unusual(self, name: str) -> Inlines | list[Inline]:  # noqa: PLR0911 - one for each kind
        if name in UPPER or name in LOWER:
            return map_text(self._argument(), str.upper if name in UPPER else str.lower)
        if name in BRACKETS:
            opening, closing = BRACKETS[name]
            return concat((opening,), self._argument(), (closing,))
        if name == "textgreek":
            return map_text(self._argument(), greek)
        if name in ("RN", "Rn"):
            return (_roman(self._raw(), upper=name == "RN"),)
        if name == "begin":
            return self._environment()
        if name == "end":
            self._raw()
            return ()
        if name in DIMENSIONED:
            if found := _DIMENSION.match(self._text, self._position):
                self._position = found.end()
            return ()
        if name in JOURNALS:
            return (JOURNALS[name],)
        return self._unknown(name)

    def _environment(self) -> Inlines | list[Inline]:
        name = self._raw().strip().rstrip("*")
        if name in ("math", "displaymath", "equation", "align", "eqnarray", "gather", "multline"):
            end = self._text.find("\\end", self._position)
            source = self._text[self._position : end if end >= 0 else None]
            self._position += len(source)
            return self._formula(source)
        if name not in SWITCHES:
            return ()
        content = concat(self._group("\\end"))
        format_ = SWITCHES[name]
        return (Styled(content, format_),) if format_ and content else content

    def _unknown(self, name: str) -> Inlines:
        from citekit.bib import latex_math_symbols as mathematics  # noqa: PLC0415 - as above

        for table in (mathematics.ORDINARY, mathematics.RELATIONS, mathematics.BINARY, mathematics.LARGE):
            if name in table:
                return (table[name],)
        if name in MATHEMATICAL:
            option = self._option()
            arguments = "".join(f"{{{self._raw()}}}" for _ in range(2) if self._text.startswith("{", self._position))
            return self._formula(f"\\{name}{f'[{option}]' if option else ''}{arguments}")
        if _CITE.fullmatch(name):
            return self._cited(name)
        if (character := rare(name)) is not None:
            return (character,)
        self._tell(name)
        self._star()
        self._option()
        if self._text.startswith("{", self._position):
            return self._argument()  # any others are read as groups
        blank = " " if self._text.endswith(" ", 0, self._position) else ""
        return (f"\\{name}{blank}",)

    def _cited(self, name: str) -> Inlines:
        r"""Read ``\cite[before][after]{key}``: it cannot be set here, so the key stands for the work."""
        self._tell(name)
        self._star()
        before, after = self._option(), self._option()
        if before and not after:
            before, after = "", before
        key = self._raw()
        return (f"{before} {key}".strip() + (f", {after}" if after else ""),)


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


def _unbalanced(source: str) -> bool:
    """Does *source* close a brace that it has not opened, or leave one open?"""
    if "{" not in source and "}" not in source:
        return False
    depth = 0
    for match in _BRACE.finditer(source):
        depth += (match.group() == "{") - (match.group() == "}")
        if depth < 0:
            return True
    return depth > 0


def _unescaped(typed: str) -> str:
    return _ESCAPED.sub(r"\1", typed).replace("\\textasciitilde ", "~").replace("\\textasciitilde", "~").strip()


def _address(typed: str) -> Inlines:
    address = _unescaped(typed)
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


Report = Callable[[str], None]
