r"""Inlines -> LaTeX for the fields of a .bib file: the way back from ``decoding.py``.

Characters that TeX takes for its own are commands. BibTeX counts braces before TeX sees them, so that those without a
partner are commands that have none. A ``"`` is one because babel makes an umlaut of the letter behind it. What
``decoding.py`` would read as another character ("--", ",,") is kept apart by an empty group.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from citekit.patterns import pattern
from citekit.richtext import PROTECTED, Format, Inline, Inlines, Link, Styled, plain

_COMMANDS = {
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "\u00a0": "~",
}
# Characters of _COMMANDS; hyphens and commas that would be read as one sign; an apostrophe within a word stays.
_SPECIAL = pattern(r"(?<=[^\W_])'(?=[^\W_])|[#$%&_{}\\~^`\"'<>|\u00a0]|-(?=-)|,(?=,)|\s*[\n\r]\s*")
_NOT_ASCII = pattern(r"[^\x00-\x7f][\u0300-\u036f]*|[a-zA-Z][\u0300-\u036f]+")
# Signs whose ASCII would be another sign's together with what follows: a single quotation mark before one that opens or
# closes as it does, a dash before a dash.
_MEETING = pattern(r"‘(?=[‘“])|’(?=[’”])|[–—](?=[-–—])|-(?=[–—])")


def to_latex(inlines: Inlines, *, ascii_only: bool = False) -> str:
    r"""Return *inlines* as LaTeX; *ascii_only* has commands for what is no ASCII, where there are some.

    >>> to_latex(("50 % of ", Styled(("Æ",), Format(style="italic"))), ascii_only=True)
    '50 \\% of {\\emph{{\\AE}}}'
    """
    return _Written(ascii_only).inlines(inlines, outermost=True)


class _Written:
    r"""Writes formatted text.

    A command at the outermost level protects the capitals of its argument, as braces do (biblatex manual, 4.6.4
    (MakeSentenceCase)); one in a group that begins with it does not, and nothing within that group does.
    """

    def __init__(self, ascii_only: bool) -> None:
        self._ascii_only = ascii_only

    def inlines(self, inlines: Inlines, *, outermost: bool) -> str:
        return "".join(
            text_to_latex(run, ascii_only=self._ascii_only)
            if isinstance(run, str)
            else self._link(run, outermost=outermost)
            if isinstance(run, Link)
            else self._styled(run, outermost=outermost)
            for run in inlines
        )

    def _link(self, run: Link, *, outermost: bool) -> str:
        return self._command(rf"\href{{{verbatim(run.target)}}}", run.children, outermost=outermost)

    def _styled(self, run: Styled, *, outermost: bool) -> str:
        if run.format.case == "protected" and run.format.style != "normal":
            inner = self.inlines(run.children, outermost=False)
            # A group that begins with a command does not protect.
            return f"{{{{{inner}}}}}" if inner.startswith(("\\", "{\\")) else f"{{{inner}}}"
        commands = [command for applies, command in _FORMATS if applies(run.format)]
        if not commands:
            return self.inlines(run.children, outermost=outermost)
        return self._command("{".join(commands), run.children, outermost=outermost, closing="}" * (len(commands) - 1))

    def _command(self, command: str, children: Inlines, *, outermost: bool, closing: str = "") -> str:
        protects = outermost and len(children) == 1 and _is_protected(children[0])
        if protects:
            children = children[0].children  # type: ignore[union-attr] # it is styled
        inner = self.inlines(children, outermost=False)
        text = f"{command}{{{inner}}}{closing}"
        cased = any(letter.isalpha() for letter in plain(children))
        return f"{{{text}}}" if outermost and cased and not protects else text


def _is_protected(run: Inline) -> bool:
    return isinstance(run, Styled) and run.format == PROTECTED


def text_to_latex(text: str, *, ascii_only: bool = False) -> str:
    """Return plain *text* as LaTeX."""
    if _SPECIAL.search(text):
        paired = "{" in text and balanced(text)
        text = _SPECIAL.sub(_escaped, text)
        if paired:
            text = text.replace(_COMMANDS["{"], r"\{").replace(_COMMANDS["}"], r"\}")
    return _NOT_ASCII.sub(_in_ascii, _MEETING.sub(r"\g<0>{}", text)) if ascii_only and not text.isascii() else text


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _COMMANDS:
        within_word = sign == "'" and found.start() and found.string[found.start() - 1].isalnum()
        after = found.string[found.end() : found.end() + 1]
        return "'" if within_word and after.isalnum() else _COMMANDS[sign]
    return f"{sign}{{}}" if sign in "-," else " "


# From the outermost to the innermost.
_FORMATS: tuple[tuple[Callable[[Format], bool], str], ...] = (
    (lambda format_: format_.style in ("italic", "oblique"), r"\emph"),
    (lambda format_: format_.weight == "bold", r"\textbf"),
    (lambda format_: format_.decoration == "underline", r"\underline"),
    (lambda format_: format_.align == "sub", r"\textsubscript"),
    (lambda format_: format_.align == "sup", r"\textsuperscript"),
    (lambda format_: format_.variant == "small-caps", r"\textsc"),
)


def verbatim(text: str) -> str:
    """Return a URL or DOI for a verbatim field; what would break its braces, or is no part of an address, in percents.

    >>> verbatim("https://e.org/a_b%20{c}"), verbatim("https://e.org/{c d")
    ('https://e.org/a_b%20{c}', 'https://e.org/%7Bc%20d')
    """
    text = re.sub(r"\s", lambda blank: f"%{ord(blank[0]):02X}", text.strip()) if re.search(r"\s", text) else text
    if balanced(text):
        return text
    return text.replace("{", "%7B").replace("}", "%7D")


def balanced(text: str) -> bool:
    """Tell whether the braces of *text* are in pairs."""
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


# --- ASCII ---


def _in_ascii(found: re.Match[str]) -> str:
    r"""Return letters with their accents as commands: ``{\'e}``, ``{\ss}``; what has no command stays."""
    text = unicodedata.normalize("NFC", found[0]) if len(found[0]) > 1 else found[0]
    return "".join(
        character if character.isascii() else _commands().get(character) or _accented(character) for character in text
    )


def _accented(character: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", character))
    if len(marks) != 1 or not base.isascii() or marks[0] not in _accents():
        return character
    command = _accents()[marks[0]]
    base = rf"\{base}" if base in "ij" and command not in "dcbk" else base
    return rf"{{\{command}{'' if not command.isalpha() else ' ' if base.isalpha() else ''}{base}}}"


@lru_cache(maxsize=1)
def _accents() -> dict[str, str]:
    """Return the combining accent's command, the shortest of each."""
    from citekit.bib.latex.symbols import ACCENTS  # noqa: PLC0415 - for those who ask for ASCII only

    return {mark: command for command, mark in reversed(ACCENTS.items()) if len(command) == 1}


@lru_cache(maxsize=1)
def _commands() -> dict[str, str]:
    """Return the command of each character that has one, the first of each in LaTeX's table."""
    from citekit.bib.latex.symbols import SYMBOLS  # noqa: PLC0415 - as above

    letters = {text: rf"{{\{name}}}" for name, text in reversed(SYMBOLS.items()) if len(text) == 1 and name.isalpha()}
    return letters | {"–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'"}


def unwritten(text: str) -> str:
    """Return the characters of LaTeX *text* that stayed outside ASCII, each once."""
    return "" if text.isascii() else "".join(sorted({character for character in text if not character.isascii()}))
