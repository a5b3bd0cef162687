"""What a .bib file is made of, as places in its text, and the regular expressions that know the grammar.

All places are offsets in code points; ``text[start:end]`` is what stands there. A place that is not there is ``-1``.
Everything here is a named tuple, since a library of 100,000 entries has a million fields.

Source of the grammar: the documentation of BibTeX ("Designing BibTeX Styles", "BibTeXing") and of btparse, which biber
reads with; where they leave something open, what biber 2.18 does, run as a black box (tests/bib/test_tokens.py).
"""

from __future__ import annotations

from typing import Literal

from citekit.patterns import pattern
from citekit.values import NamedTuple

# Repeated groups never give back what they took: they are atomic, "(?>(?:…)*)". "(?:…)*+" says the same, but where a
# repetition fails half way, Python before 3.11.5 goes on from there (gh-106052).

# A name: the type of an entry, a key, the name of a field or of a string. White space and these end it.
NAME = r"[^\s{}()\"#%',=@\\]++"
# A key may have "@" as well, as biber takes it; odder ones are read by ``recovery``.
_KEY = r"[^\s{}()\"#%',=\\]++"
# What may stand between any two tokens inside an entry: white space and comments to the end of the line.
SPACE = r"\s*+(?>(?:%[^\n\r]*+\s*+)*)"
# Braces four deep, which is nearly all there are; what is deeper is read by ``recovery``.
_DEEP = r"\{(?>(?:[^{}]++|\{[^{}]*+\})*)\}"
_BRACED = rf"\{{(?>(?:[^{{}}]++|\{{(?>(?:[^{{}}]++|{_DEEP})*)\}})*)\}}"
_QUOTED = rf"\"(?>(?:[^\"{{}}]++|\{{(?>(?:[^{{}}]++|{_DEEP})*)\}})*)\""
_PIECE = rf"(?:{_BRACED}|{_QUOTED}|{NAME})"

HEAD = pattern(rf"@{SPACE}({NAME}){SPACE}([{{(])")
# The head of a plain entry: type, delimiter, key; a comma follows, or nothing but the end.
ENTRY_HEAD = pattern(rf"@{SPACE}({NAME}){SPACE}([{{(]){SPACE}({_KEY}){SPACE}(?:,|(?=[}})]))")
STRING_HEAD = pattern(rf"@{SPACE}(?i:string){SPACE}([{{(])")
# A plain field: name, value, further pieces of the value, comma.
FIELD = pattern(rf"{SPACE}({NAME}){SPACE}={SPACE}({_PIECE}((?>(?:{SPACE}#{SPACE}{_PIECE})*))){SPACE}(?:(,)|(?=[}})]))")
CLOSE = pattern(rf"{SPACE}[}})]")
PIECE = pattern(rf"{SPACE}#?{SPACE}({_PIECE})")
SPACES = pattern(SPACE)
# Text between entries: up to an "@" that begins one. A comment hides what stands behind it on its line.
BETWEEN = pattern(rf"(?>(?:[^@%]++|%[^\n\r]*+|@(?!{SPACE}{NAME}{SPACE}[{{(])(?!\s*+(?i:comment)\b))*)")
# What follows the end of an entry that a brace too many has ended early.
CONTINUES = pattern(rf"\s*+(?:,{SPACE}(?:{NAME}{SPACE}=|[}})])|{NAME}\s*+=\s*+[{{\"])")
# The head of an entry at the start of a line: there a new one begins, whatever was left open before.
LINE_HEAD = pattern(rf"(?:^|(?<=[\n\r]))[ \t]*+(?=@{SPACE}{NAME}{SPACE}[{{(])")

Form = Literal["braced", "quoted", "number", "name", "joined", "empty"]


class Piece(NamedTuple):
    """One piece of a value with its delimiters; one that is never closed ends where its text does."""

    form: Form
    start: int
    end: int


class Field(NamedTuple):
    """``name = value,``; *joined* has the pieces of a value that ``#`` puts together, else it is empty."""

    name_start: int
    name_end: int
    value_start: int
    value_end: int
    comma: int
    form: Form
    joined: tuple[Piece, ...] = ()

    @property
    def start(self) -> int:
        """Return where the field begins."""
        return self.name_start

    @property
    def end(self) -> int:
        """Return where the field ends: behind its comma, where it has one."""
        return self.comma + 1 if self.comma >= 0 else self.value_end

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return the pieces of the value, at least one unless it is empty."""
        if self.joined or self.form == "empty":
            return self.joined
        return (Piece(self.form, self.value_start, self.value_end),)


# Flaws of a value that is never closed: it ends by a guess.
LEFT_OPEN = frozenset(("unclosed-brace", "unclosed-quote"))


class Flaw(NamedTuple):
    """Something wrong in a block. *kind* is a name that ``blocks`` has words for; *word* what it is about."""

    kind: str
    start: int
    end: int
    word: str = ""


class Text(NamedTuple):
    """What stands between the blocks: white space, ``%`` comments, prose."""

    start: int
    end: int
    flaws: tuple[Flaw, ...] = ()


class Comment(NamedTuple):
    """``@comment{…}``, or ``@comment`` and the rest of its line (*open* is -1)."""

    start: int
    end: int
    open: int = -1
    close: int = -1
    flaws: tuple[Flaw, ...] = ()


class Preamble(NamedTuple):
    """``@preamble{value}``; the value is that of a field without a name."""

    start: int
    end: int
    open: int
    close: int
    fields: tuple[Field, ...] = ()
    flaws: tuple[Flaw, ...] = ()


class String(NamedTuple):
    """``@string{name = value}``; each field is a definition (BibTeX has one to the block)."""

    start: int
    end: int
    open: int
    close: int
    fields: tuple[Field, ...] = ()
    flaws: tuple[Flaw, ...] = ()


class Entry(NamedTuple):
    """An entry. *open* and *close* are the places of its delimiters; *close* is -1 where it is never closed.

    An entry without a key has an empty key where the key should stand.
    """

    start: int
    end: int
    type_start: int
    type_end: int
    open: int
    key_start: int
    key_end: int
    fields: tuple[Field, ...]
    close: int
    flaws: tuple[Flaw, ...] = ()


Block = Text | Comment | Preamble | String | Entry


def form_of(piece: str) -> Form:
    """Return what *piece* is."""
    first = piece[0]
    return "braced" if first == "{" else "quoted" if first == '"' else "number" if piece.isdecimal() else "name"
