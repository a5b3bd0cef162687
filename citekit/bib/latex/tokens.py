r"""LaTeX in fields cut into tokens, and those among them that are just characters: ``\'e``, ``{\ss}``, ``--``, ``~``.

Most values need no more than that, so ``in_characters`` puts them right in one substitution; what has braces, formats
or mathematics is for ``reader.py``, which walks over the same tokens.
"""

from __future__ import annotations

from citekit.bib.latex.commands import UNSEEN
from citekit.bib.latex.symbols import ACCENTS, SYMBOLS, accented
from citekit.patterns import pattern

# The characters of commands that have no argument.
CHARACTERS: dict[str, str] = {**SYMBOLS, **dict.fromkeys(UNSEEN, "")}

_SIGNS = pattern(r"[\\{}$~`'\n\t\r]")


def is_plain(text: str) -> bool:
    """Has *text* nothing that LaTeX may not print as it is?"""
    return not (_SIGNS.search(text) or "--" in text or "  " in text or ",," in text or "^^" in text)


_ACCENTABLE = r"(?:[A-Za-z]|\{[A-Za-z]\}|\\[ij](?![A-Za-z])[ ]?|\{\\[ij][ ]?\})"
_ACCENT = (
    rf"(?:[`'^\"~=.][ ]?{_ACCENTABLE}"
    rf"|[cvukdbrHGUCfh](?![A-Za-z])(?:[ ][A-Za-z]|[ ]?(?![A-Za-z]){_ACCENTABLE}))"
)
# TeX's ^^e9 and ^^^^20ac, where they are characters that a text can have: no controls, no halves of a pair.
_BY_NUMBER = r"(?:\^\^(?!00[0189]|007f|d[89a-f]|fff[ef])[0-9a-f]{4}|(?<!\^\^\^)(?!7f)[2-7a-f][0-9a-f])"
# A token begins with one of these signs, so that a search goes from one to the next; the sign says what may follow.
# 1 (empty): a character; 2: the only command of a group; 3: a command; 4: an escaped character; 5: a group of plain
# text; 6 (empty): a brace or dollar, or a backslash at the end.
TOKEN = pattern(
    r"[-\\{}$~`'^,?!](?:"
    r"(?:(?<=-)-{1,2}|(?<=`)`?|(?<=')'?|(?<=~)|(?<=[?!])`|(?<=(?<![\w,]),),(?=\w)"
    rf"|(?<=\\)(?:[&%$#_{{}}]|{_ACCENT})|(?<=\{{)(?:\\(?:[&%$#_{{}}]|{_ACCENT}))?\}}"
    rf"|(?<=\^)\^{_BY_NUMBER})()"
    r"|(?<=\{)\\([A-Za-z]+)[ ]?\}|(?<=\\)([A-Za-z]+)[ ]?|(?<=\\)([^A-Za-z])"
    r"|(?<=\{)([^\\{}$~`'\-,?!^]+)\}|(?<=[{}$\\])())"
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


def in_characters(text: str) -> str | None:
    r"""Return *text* with its accents, dashes and quotation marks; ``None`` where it has more than that.

    >>> in_characters(r"Gar{\c c}on \& \O{}re 1928--29"), in_characters(r"{NEP}")
    ('Garçon & Øre 1928–29', None)
    """
    parts: list[str] = []
    end = 0
    for token in TOKEN.finditer(text):
        kind = token.lastindex
        found = SIMPLE[token.group()] if kind == 1 else CHARACTERS.get(token[kind]) if kind in (2, 3, 4) else None
        if found is None:
            return None
        start = token.start()
        if start > end:
            parts.append(text[end:start])
        parts.append(found)
        end = token.end()
    parts.append(text[end:])
    return "".join(parts)


# --- before the tokens ---

_BLANKS = pattern("  +")
_SHORTHAND = pattern(r"\"`([^\"]*)\"'")
# A single mark that opens: at the start of a word, and closed at the end of one. What English, Dutch and others
# leave out at the start of a word ('tis, 's-Gravenhage, the '60s) is none.
_OPENING = pattern(r"'(?<![^\s(\[“‘—–/-]')(?=[^\W\d_])(?!(?:[stnkm]|tis|twas|till?|em|cause|bout|round|n)\b)")
_CLOSING = pattern(r"'(?<=[\w.,!?)…]')(?!\w)")


def prepared(text: str) -> str:
    r"""Return *text* with its runs of blanks as one, and its typewriter's quotation marks told apart.

    A line that ends is a blank to TeX. ``"`` `` and ``"'`` are babel's German marks.
    """
    for blank in "\n\t\r":
        text = text.replace(blank, " ")
    if "  " in text:
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
