r"""The head of an RTF file: fonts, the style sheet, properties, the page, and how notes are numbered.

Source: Rich Text Format Specification 1.9.1 (Header, Style Sheet, Information Group, Document Formatting Properties).
Lengths are twips, sizes half points. Languages are Windows' numbers for them (MS-LCID).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from citekit.output.blocks import DEEPEST
from citekit.output.entries import EntryParagraph
from citekit.output.fragment_rtf import CODES, Codes
from citekit.output.layout import is_right_to_left
from citekit.output.pages import paper
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    r"""A paragraph style: its *number* (``\s2``), *name*, look and the *size* of its letters.

    *ends* aligns its lines where lines end.
    """

    number: int
    name: str
    look: str
    size: int = 24
    bold: bool = False
    ends: bool = False

    def codes(self, *, right_to_left: bool) -> str:
        """Return what a paragraph of the style begins with."""
        letters = f"\\f0\\fs{self.size}" + ("\\b" if self.bold else "")
        side = "\\qr" if right_to_left != self.ends else "\\ql"
        number = f"\\s{self.number}" if self.number else ""  # as Word has it; pandoc has other ideas of a style 0
        if not right_to_left:
            return f"{number}{side}{self.look}{letters}"
        others = letters.replace("\\", "\\a")
        return f"{number}\\rtlpar{side}{self.look}\\rtlch{others}\\ltrch{letters}"


_BODY = "\\sa120\\sl276\\slmult1"
NORMAL = Style(0, "Normal", "")
TITLE = Style(1, "Title", "\\keepn\\sa240", 32, bold=True)
HEADING = Style(2, "heading 1", "\\keepn\\sb360\\sa120\\outlinelevel0", 26, bold=True)
QUOTE = Style(3, "Quote", f"\\li480\\ri480{_BODY}")
ATTRIBUTION = Style(4, "Quote Attribution", f"\\keep\\li480\\ri480{_BODY}", ends=True)
NOTE_TEXT = Style(5, "footnote text", "\\sa60", 20)
BIBLIOGRAPHY = Style(6, "Bibliography", "")
ANNOTATION = Style(7, "Annotation", "", 22)
BLOCK = Style(8, "Block Text", f"\\li960\\ri960{_BODY}")
_STOPS = "".join(f"\\tx{960 + 360 * step}" for step in range(1, DEEPEST + 1))
VERSE = Style(9, "Verse", f"\\keep\\li960\\ri480{_STOPS}{_BODY}")
BLOCK_ATTRIBUTION = Style(12, "Block Attribution", f"\\keep\\li960\\ri960{_BODY}", ends=True)
PASSAGE: Mapping[str, Style] = {"text": QUOTE, "block": BLOCK, "verse": VERSE, "attribution": BLOCK_ATTRIBUTION}
"""The styles of the passage and of quotations set apart in it, by their roles."""
_STYLES = (
    *(NORMAL, TITLE, HEADING, QUOTE, ATTRIBUTION, NOTE_TEXT, BIBLIOGRAPHY, ANNOTATION),
    *(BLOCK, VERSE, BLOCK_ATTRIBUTION),
)

# Letters from right to left have properties of their own.
FROM_THE_RIGHT: Codes = {
    **CODES,
    ("style", "italic"): "rtlch\\ai\\ltrch\\i",
    ("weight", "bold"): "rtlch\\ab\\ltrch\\b",
    ("weight", "light"): "rtlch\\ab0\\ltrch\\b0",
}
NOTE_MARK = "\\cs10\\super"
LINK = "\\cs11\\ul\\cf1"

_FOOTER = "{\\footer\\pard\\plain\\qc\\f0\\fs20 {\\field{\\*\\fldinst{PAGE}}{\\fldrslt 1}}\\par}"

_LANGUAGES: Mapping[str, int] = {
    "ar": 1025,
    "bg": 1026,
    "ca": 1027,
    "cs": 1029,
    "da": 1030,
    "de": 1031,
    "de-at": 3079,
    "de-ch": 2055,
    "el": 1032,
    "en": 1033,
    "en-au": 3081,
    "en-ca": 4105,
    "en-gb": 2057,
    "es": 3082,
    "fi": 1035,
    "fr": 1036,
    "fr-ca": 3084,
    "he": 1037,
    "hu": 1038,
    "it": 1040,
    "ja": 1041,
    "ko": 1042,
    "la": 1142,
    "nb": 1044,
    "nl": 1043,
    "nn": 2068,
    "no": 1044,
    "pl": 1045,
    "pt": 2070,
    "pt-br": 1046,
    "ro": 1048,
    "ru": 1049,
    "sv": 1053,
    "tr": 1055,
    "uk": 1058,
    "zh": 2052,
    "zh-tw": 1028,
}
_NO_LANGUAGE = 1024


def header(body: str, language: str, title: str, first_number: int) -> str:
    """Return what stands before *body*, whose styles alone are defined. *title* is RTF."""
    right_to_left = is_right_to_left(language)
    spoken = _number(language)
    width, height = (round(side / 25.4 * 1440) for side in paper(language))
    lines = [
        f"\\rtf1\\ansi\\ansicpg1252\\uc0\\deff0\\deflang{spoken}",
        "{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}}",
        "{\\colortbl;\\red5\\green99\\blue193;}",
        f"{{\\stylesheet{_stylesheet(body, right_to_left=right_to_left)}}}",
        f"{{\\info{{\\title {title}}}}}" if title else "",
        f"\\paperw{width}\\paperh{height}\\margl1440\\margr1440\\margt1440\\margb1440\\widowctrl",
        f"\\ftnbj\\ftnnar\\ftnstart{first_number}\\sectd\\sftnnar\\sftnstart{first_number}",
        "\\rtldoc\\rtlsect" if right_to_left else "",
        _FOOTER,
    ]
    return "\n".join(line for line in lines if line) + "\n"


def language(name: str) -> str:
    """Return the code of the language of a paragraph, "" for one that has no number."""
    number = _number(name)
    return f"\\lang{number}" if number != _NO_LANGUAGE else ""


def _number(language: str) -> int:
    return _LANGUAGES.get(language.lower()) or _LANGUAGES.get(language.lower().split("-")[0], _NO_LANGUAGE)


def whitespace(one: EntryParagraph) -> str:
    """Return the codes of a paragraph of an entry."""
    look = one.look
    tab = f"\\tx{look.left}" if look.labelled else ""
    kept = "\\keepn" if one.kept else ""
    return f"{kept}{tab}\\fi{-look.hanging}\\li{look.left}\\sa{look.after}\\sl{look.line}\\slmult1"


def _stylesheet(body: str, *, right_to_left: bool) -> str:
    used = {int(number) for number in re.findall(r"\\s(\d+)", body)} | {NORMAL.number}
    styles = [f"{{{one.codes(right_to_left=right_to_left)} {one.name};}}" for one in _STYLES if one.number in used]
    if NOTE_MARK in body:
        styles.append(f"{{\\*{NOTE_MARK} footnote reference;}}")
    if LINK in body:
        styles.append(f"{{\\*{LINK} Hyperlink;}}")
    return "".join(styles)
