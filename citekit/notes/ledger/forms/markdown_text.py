r"""The text of a note between Markdown as pandoc reads it and the short form of a ledger.

Source: Pandoc User's Guide, "Backslash escapes", "Smart punctuation", "Lists", "Footnotes". Every sign that means
something to pandoc is escaped; the ledger's prose undoes any escape of ASCII punctuation. What is read besides: ``--``
and ``---`` as dashes, ``...`` as an ellipsis, ``\ `` as a blank that does not break, character references.
"""

from __future__ import annotations

import re

from citekit.notes.citesyntax import ParsedNote, parse_note
from citekit.notes.prose import parse_prose
from citekit.patterns import pattern
from citekit.richtext import plain

_ACTIVE = pattern(
    r"""[\\*\[\]`^~$|]            # always
      | (?<![^\W_])_ | _(?![^\W_])  # emphasis, but not within a word
      | <(?=[A-Za-z/!?])          # a tag, an autolink, a comment
      | &(?=\#?\w+;)              # a character reference
      | (?<!\w)@                  # a cite
      | (?<=-)-                   # a dash
      | \.(?=\.\.)                # an ellipsis
      | !\Z                       # before a bracket, an image
    """,
    re.VERBOSE,
)
# A list of pandoc's, or another block that a line begins; the backslash goes before the last sign of it.
_LIST = pattern(r"\(?(?:\d{1,9}|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|[A-Z](?=[.)]\s\s))(?=[.)](?:\s|\Z))|(?=[-+](?:\s|\Z))")
_BLOCK = pattern(r"(?=[#>|:%=+])(?!\+\w)|(?=-[-\s]*\Z)")
_SMART = pattern(
    r"""(?P<kept>\\[!-/:-@\[-`{-~] | @\{[^{}]*\} | <https?://[^\s<>]+> | \]\([^()\s]*\) | `+[^`\n]*`+)
      | (?P<blank>\\\ ) | (?P<line>\\\n) | (?P<dash>---?) | (?P<dots>\.\.\.)
      | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    """,
    re.VERBOSE,
)
_FORMATS = pattern(
    r"""(?P<kept>\\. | @\{[^{}]*\} | <https?://[^\s<>]+> | \]\([^()\s]*\) | `+[^`\n]*`+)
      | \^(?P<raised>(?:\\.|[^\s^\\\[\]]){1,100})\^
      | ~~(?P<struck>[^~\s](?:[^~]{0,300}[^~\s])?)~~
      | ~(?P<lowered>(?:\\.|[^\s~\\]){1,100})~
      | \[(?P<span>[^\[\]@]{1,300})\]\{[.\#][^{}\n]{0,100}\}
    """,
    re.VERBOSE,
)
_ATTRIBUTES = pattern(r"(?<!\\)\{[^{}]*\}\Z")
_CLOSING = pattern(r"(?:\A|(?<=[ \t]))#+\Z")
_CONTROLS = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]+")


def escaped(text: str) -> str:
    r"""Return plain *text* for the middle of a paragraph.

    >>> escaped("[sic] 3 * 3 -- a_b")
    '\\[sic\\] 3 \\* 3 -\\- a_b'
    """
    return _ACTIVE.sub(r"\\\g<0>", text)


def begun(text: str) -> str:
    r"""Return *text* for the beginning of a paragraph: no list and no other block.

    >>> begun("p. 3"), begun("# 3"), begun("cf. 3")
    ('p\\. 3', '\\# 3', 'cf. 3')
    """
    found = _LIST.match(text) or _BLOCK.match(text)
    return f"{found[0]}\\{text[found.end() :]}" if found else text


def visible(text: str) -> str:
    """Return *text* without what no line can hold."""
    return _CONTROLS.sub(" ", text).strip()


def parse_paragraph(text: str) -> ParsedNote:
    """Return what a paragraph of a note says."""
    return parse_note(unsmart(unformatted(text)[0]).strip())


def unsmart(text: str) -> str:
    r"""Return Markdown with the signs that pandoc's "smart" makes, and without character references.

    One of ASCII punctuation stays escaped.

    >>> unsmart("pp. 3--5... A\\ B &amp; C")
    'pp. 3–5… A\xa0B \\& C'
    """
    return _SMART.sub(_smart, text)


def _smart(sign: re.Match[str]) -> str:
    match sign.lastgroup:
        case "blank":
            return "\N{NO-BREAK SPACE}"
        case "line":
            return " "
        case "dash":
            return "—" if len(sign[0]) == 3 else "–"
        case "dots":
            return "…"
        case "entity":
            from html import unescape  # noqa: PLC0415 - few texts have any

            character = unescape(sign[0])
            return f"\\{character}" if re.fullmatch(r"[!-/:-@\[-`{-~]", character) else character
    return sign[0]


def unformatted(text: str) -> tuple[str, list[str]]:
    r"""Return Markdown without the formats that a ledger has no signs for, and what these were.

    >>> unformatted("2^nd^ [Ring]{.smallcaps} ~~so~~ \\^")
    ('2nd Ring so \\^', ['^nd^', '[Ring]{.smallcaps}', '~~so~~'])
    """
    found: list[str] = []

    def bare(sign: re.Match[str]) -> str:
        if sign["kept"] is not None:
            return sign[0]
        found.append(sign[0])
        return sign["raised"] or sign["lowered"] or sign["struck"] or sign["span"]

    return _FORMATS.sub(bare, text), found


def parse_title(text: str) -> str:
    r"""Return the title that a heading has, without attributes, closing signs and formats.

    >>> parse_title("The *Great* Break {#break .unnumbered} ")
    'The Great Break'
    """
    text = text.strip(" \t")
    if text.endswith("}"):
        text = _ATTRIBUTES.sub("", text)
    return plain(parse_prose(_CLOSING.sub("", text).strip(" \t"))).strip()


def title_escaped(text: str) -> str:
    """Return a title for a heading."""
    return re.sub(r"[#{}]", r"\\\g<0>", escaped(text))
