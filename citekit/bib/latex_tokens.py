r"""LaTeX in fields cut into tokens, and those among them that are just characters: ``\'e``, ``{\ss}``, ``--``, ``~``.

Most values need no more than that, so ``in_characters`` puts them right in one substitution; what has braces, formats
or mathematics is for ``latex_reader.py``, which walks over the same tokens.
"""

from __future__ import annotations

import re

from citekit.bib.latex_commands import UNSEEN
from citekit.bib.latex_symbols import ACCENTS, SYMBOLS, accented
from citekit.patterns import pattern

# The characters of commands that have no argument.
CHARACTERS: dict[str, str] = {**SYMBOLS, **dict.fromkeys(UNSEEN, "")}

# What may not be text as it is; a value without any of this stays as it is.
SPECIAL = pattern(r"[\\{}$~`'\n\t\r]|--|  |,,|\^\^|[?!]`")

_SIGN_ACCENT = r"\\[`'^\"~=.][ ]?(?:[A-Za-z]|\{[A-Za-z]\}|\\[ij](?![A-Za-z])[ ]?|\{\\[ij][ ]?\})"
_LETTER_ACCENT = (
    r"\\[cvukdbrHGUCfh](?![A-Za-z])(?:[ ][A-Za-z]|[ ]?\{[A-Za-z]\}|[ ]?\\[ij](?![A-Za-z])[ ]?|[ ]?\{\\[ij][ ]?\})"
)
_ACCENT = f"(?:{_SIGN_ACCENT}|{_LETTER_ACCENT})"
_CHARACTER = (
    rf"-{{2,3}}|``|''|[?!]?`|['~]|(?<![\w,]),,(?=\w)|\\[&%$#_{{}}]|\{{\\[&%$#_{{}}]\}}|\{{\}}"
    rf"|{_ACCENT}|\{{{_ACCENT}\}}"
)
_HEXADECIMAL = r"\^\^(?:\^\^[0-9a-f]{4}|[0-9a-f]{2})"

# 1: a character; 2: the only command of a group; 3: a command; 4: an escaped character; 5: a group of plain text;
# 6: braces and dollars, or a backslash at the end.
TOKEN = pattern(
    rf"({_CHARACTER}|{_HEXADECIMAL})|\{{\\([A-Za-z]+)[ ]?\}}|\\([A-Za-z]+)[ ]?|\\([^A-Za-z])"
    r"|\{([^\\{}$~`'\-,?!^]+)\}|([{}$\\])"
)
_NAMED_ACCENT = pattern(r"\{?\\([^A-Za-z]|[A-Za-z](?![A-Za-z]))[ {]*(\\?)([A-Za-z])")


class _Characters(dict[str, str]):
    """Tokens that are characters -> those characters; accented letters are put together when they first come up."""

    def __missing__(self, token: str) -> str:
        if token.startswith("^^"):
            self[token] = chr(int(token.lstrip("^"), 16))
        else:
            found = _NAMED_ACCENT.match(token)
            assert found is not None, token  # noqa: S101 - the pattern of tokens has no others
            accent, backslash, letter = found.groups()
            if backslash:
                letter = {"i": "ı", "j": "ȷ"}[letter]
            self[token] = accented(accent, letter)
        return self[token]


SIMPLE: dict[str, str] = _Characters(
    {
        "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "'": "’", "~": "\u00a0", ",,": "„", "?`": "¿", "!`": "¡",
        "{}": "",
        **{f"\\{character}": character for character in "&%$#_{}"},
        **{f"{{\\{character}}}": character for character in "&%$#_{}"},
    }
)  # fmt: skip


class _MoreThanCharactersError(Exception):
    """A value has something that is not a character."""


_MORE = _MoreThanCharactersError()


def in_characters(text: str) -> str | None:
    r"""Return *text* with its accents, dashes and quotation marks; ``None`` where it has more than that.

    >>> in_characters(r"Gar{\c c}on \& \O{}re 1928--29"), in_characters(r"{NEP}")
    ('Garçon & Øre 1928–29', None)
    """
    try:
        return TOKEN.sub(_character, text)
    except _MoreThanCharactersError:
        return None


def _character(token: re.Match[str]) -> str:
    kind = token.lastindex
    if kind == 1:
        return SIMPLE[token.group()]
    if kind in (2, 3, 4) and (found := CHARACTERS.get(token[kind or 3])) is not None:
        return found
    raise _MORE


# --- before the tokens ---

_BLANKS = pattern(r"[ \t]*[\n\t\r][ \t\n\r]*|  +")
_SHORTHAND = pattern(r"\"`([^\"]*)\"'")
# A single mark that opens: at the start of a word, and closed at the end of one. What English, Dutch and others
# leave out at the start of a word ('tis, 's-Gravenhage, the '60s) is none.
_OPENING = pattern(r"(?<![^\s(\[“‘—–/-])'(?=[^\W\d_])(?!(?:[stnkm]|tis|twas|till?|em|cause|bout|round|n)\b)")
_CLOSING = pattern(r"(?<=[\w.,!?)…])'(?!\w)")


def prepared(text: str) -> str:
    r"""Return *text* with its runs of blanks as one, and its typewriter's quotation marks told apart.

    A line that ends is a blank to TeX. ``"`` `` and ``"'`` are babel's German marks.
    """
    if _BLANKS.search(text):
        text = _BLANKS.sub(" ", text)
    if '"`' in text:
        text = _SHORTHAND.sub("„\\1“", text)
    if "'" in text and (opening := _OPENING.search(text)):
        text = _with_opening(text, opening.start())
    return text


def _with_opening(text: str, first: int) -> str:
    """Write `````` for every single mark from *first* on that opens; there is one that closes for each."""
    closing = (found.start() for found in _CLOSING.finditer(text, first))
    characters = list(text)
    end = -1
    for opening in _OPENING.finditer(text, first):
        end = next((place for place in closing if place > max(end, opening.start())), -1)
        if end < 0:
            break
        characters[opening.start()] = "`"
    return "".join(characters)


assert all(len(accent) > 1 or accent in ACCENTS for accent in "cvukdbrHGUCfh")  # noqa: S101 - the two go together
