"""Locators and numbers that bring labels with them: "vol. 1, fol. 186" cited as a page is a volume.

Source: CSL 1.0.2, Locators; the abbreviations are those reference managers understand.
"""

from __future__ import annotations

import re

from citekit.csl.output import Tokens
from citekit.patterns import pattern
from citekit.values import NamedTuple

_LABELS = {
    "art": "article",
    "bk": "book",
    "ch": "chapter",
    "chap": "chapter",
    "col": "column",
    "fig": "figure",
    "fol": "folio",
    "l": "line",
    "n": "note",
    "no": "issue",
    "op": "opus",
    "p": "page",
    "pp": "page",
    "para": "paragraph",
    "pt": "part",
    "r": "rule",
    "sec": "section",
    "sv": "sub-verbo",
    "s.v": "sub-verbo",
    "sch": "schedule",
    "tit": "title-locator",
    "vrs": "verse",
    "vol": "volume",
}
_COUNTED = r"(?=[^\W\d_]{0,4}\d|[ivxlcdm]+\b)"  # what stands after a label is a number
_ALTERNATIVES = "|".join(map(re.escape, sorted(_LABELS, key=len, reverse=True)))
_OPENING = pattern(rf"({_ALTERNATIVES})\.\s+(?=\S)")  # of a locator: of words, too ("s.v. Moses")
_LABELLED = pattern(rf"(?:^|\s*([,;&])\s*)({_ALTERNATIVES})\.\s+{_COUNTED}")


class Run(NamedTuple):
    """Numbers of one kind, "p. 3-8" in "7, p. 3-8"; *between* stands before them, *label* is "" for none."""

    between: str
    label: str
    text: str


def read_runs(text: str) -> tuple[Run, ...]:
    """Return a locator or number with labels inside as runs of one label each; there is always one.

    >>> read_runs("7, p. 3-8")
    (Run(between='', label='', text='7'), Run(between=',', label='page', text='3-8'))
    """
    if "." not in text:
        return (Run("", "", text),)
    found: list[Run] = []
    between, label, begin = "", "", 0
    for match in _LABELLED.finditer(text):
        if match.start():
            found.append(Run(between, label, text[begin : match.start()]))
        between, label, begin = match[1] or "", _LABELS[match[2]], match.end()
    found.append(Run(between, label, text[begin:]))
    return tuple(found)


def own_numbers(text: str) -> str:
    """Return what of *text* a variable's own label and ``is-numeric`` speak of: all before another label.

    >>> own_numbers("7, p. 3-8"), own_numbers("ch. 7")
    ('7', 'ch. 7')
    """
    first = read_runs(text)[0]
    return text if first.label else first.text


def without_label(text: str, own: str) -> str:
    """Return a number variable's *text* without the label that says what the variable is.

    >>> without_label("vol. 7", "volume"), without_label("7, vol. 8", "volume"), without_label("ch. 7", "volume")
    ('7', '7, 8', 'ch. 7')
    """
    if "." not in text:
        return text
    return _LABELLED.sub(
        lambda match: (f"{match[1]} " if match[1] else "") if _LABELS[match[2]] == own else match[0], text
    )


def read_locator(label: str, text: str | Tokens) -> tuple[str, str | Tokens]:
    """Return label and text of a locator; a label that opens the text wins over "page".

    >>> read_locator("page", "vol. 1, fol. 186")
    ('volume', '1, fol. 186')
    """
    label = label.replace(" ", "-")
    if isinstance(text, str) and label == "page" and text[:1].isalpha() and (found := _OPENING.match(text)):
        return _LABELS[found[1]], text[found.end() :]
    return label, text
