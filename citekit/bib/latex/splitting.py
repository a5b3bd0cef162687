r"""LaTeX text cut where it may be cut: outside braces, and never inside a command.

Lists of names and of places have ``and`` between their members, in any case, with blanks around it (biblatex manual,
2.2.1 and 2.3.4: a literal "and" is wrapped in braces). Names have commas between their parts, and words.

What follows a backslash is a command: ``\,`` is no comma, ``\~`` no tie; but a blank is a blank behind one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.patterns import pattern

# Each begins with a sign of few, so that a search goes from one to the next; group 1 is there where it may be cut.
_AND_TOKEN = pattern(r"[{}\\\s](?:(?<=[{}])|(?<=\\)\S|(?:(?<=\s)|(?<=\\)\s)\s*[aA][nN][dD](?=\s)())")
_PLAIN_AND = pattern(r"\s\s*[aA][nN][dD](?=\s)")
_COMMA_TOKEN = pattern(r"(,)|\\\S|[{}]")
_SEMICOLON_TOKEN = pattern(r"(;)|\\\S|[{}]")
_BLANK_TOKEN = pattern(r"((?:\\(?=\s)|[\s~])+)|\\\S|[{}]")
_BRACE_TOKEN = pattern(r"\\.|([{}])", re.DOTALL)


def split_list(text: str) -> list[str]:
    """Return the members of a list, stripped; a member may be empty ("A and and B").

    >>> split_list("William Reid {and} Company and Basic Books")
    ['William Reid {and} Company', 'Basic Books']
    """
    if "and" not in text.lower():
        return [text.strip()]
    if "{" in text or "\\" in text or "}" in text:
        return [part.strip() for part in _cut(text, _AND_TOKEN)]
    return [part.strip() for part in _PLAIN_AND.split(text)]


def split_commas(text: str) -> list[str]:
    r"""Return the parts between commas, stripped.

    >>> split_commas(r"Reid{, Company}, A\,B")
    ['Reid{, Company}', 'A\\,B']
    """
    if "{" in text or "\\" in text or "}" in text:
        return [part.strip() for part in _cut(text, _COMMA_TOKEN)]
    return [part.strip() for part in text.split(",")]


def split_semicolons(text: str) -> list[str]:
    """Return the parts between semicolons, stripped."""
    return [part.strip() for part in _cut(text, _SEMICOLON_TOKEN)]


def split_words(text: str) -> list[str]:
    """Return the words; blanks and ties part them, a hyphen does not.

    >>> split_words("Donald~E. {de la} Knuth")
    ['Donald', 'E.', '{de la}', 'Knuth']
    """
    if "{" in text or "\\" in text or "}" in text:
        return [word for word in _cut(text, _BLANK_TOKEN) if word]
    return text.replace("~", " ").split()


def group_of(text: str) -> str | None:
    """Return what is inside the braces when all of *text* is one group, else ``None``.

    >>> group_of("{Red Army}"), group_of("{Red} {Army}")
    ('Red Army', None)
    """
    if len(text) < 2 or text[0] != "{" or text[-1] != "}":
        return None
    depth = 0
    for position, mark in _braces(text):
        depth += 1 if mark == "{" else -1
        if depth == 0:
            return text[1:-1] if position == len(text) - 1 else None
    return None


def _braces(text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[1]) for found in _BRACE_TOKEN.finditer(text) if found[1])


def _cut(text: str, tokens: re.Pattern[str]) -> list[str]:
    """Cut at the tokens with a first group, where no brace is open."""
    parts: list[str] = []
    depth = start = 0
    for found in tokens.finditer(text):
        mark = found[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and found[1] is not None:
            parts.append(text[start : found.start()])
            start = found.end()
    parts.append(text[start:])
    return parts
