r"""The little markup that note prose may carry: ``*italic*``, ``**bold**``, ``[text](url)`` and ``<url>``.

Source: CommonMark 0.31, Emphasis, Links and Autolinks, cut down to what notes need. What is not well-formed
markup stays as it is typed; ``\*`` is a plain star.
"""

from __future__ import annotations

import re

from citekit.richtext import BOLD, ITALIC, Inline, Inlines, Link, Styled, concat

_MARKUP = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | \*\*(?P<bold>\S(?:.*?\S)??)\*\*
    | \*(?P<italic>[^\s*](?:[^*]*?[^\s*])?)\*
    | (?<!\w)_(?P<underscored>[^\s_](?:[^_]*?[^\s_])?)_(?!\w)
    | \[(?P<text>[^\]\[]+)\]\((?P<target>https?://[^\s()]+)\)
    | <(?P<url>https?://[^\s<>]+)>
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGN = re.compile(r"[\\*_\[<\n]")
"""One of these is in all markup."""


def parse_prose(text: str) -> Inlines:
    r"""Return *text* with its markup as formats and links; line breaks count as blanks.

    >>> parse_prose("in *Pravda* \\*")
    ('in ', Styled(children=('Pravda',), format=Format(style='italic')), ' *')
    """
    if _SIGN.search(text) is None:
        return (text,) if text else ()
    text = re.sub(r"[ \t]*\r?\n[ \t]*", " ", text)
    pieces: list[Inline] = []
    position = 0
    for match in _MARKUP.finditer(text):
        pieces.append(text[position : match.start()])
        position = match.end()
        pieces.append(_node(match))
    return concat((*pieces, text[position:]))


def _node(match: re.Match[str]) -> Inline:
    groups = match.groupdict()
    if groups["escaped"]:
        return groups["escaped"]
    if groups["bold"]:
        return Styled(parse_prose(groups["bold"]), BOLD)
    if italic := groups["italic"] or groups["underscored"]:
        return Styled(parse_prose(italic), ITALIC)
    if groups["url"]:
        return Link((groups["url"],), groups["url"])
    return Link(parse_prose(groups["text"]), groups["target"])
