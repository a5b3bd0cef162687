"""Locators that bring their label with them: "vol. 1, fol. 186" cited as a page is a volume.

Source: CSL 1.0.2, Locators; the abbreviations are those reference managers understand.
"""

from __future__ import annotations

import re

from citekit.csl.output import Tokens

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
_LABELLED = re.compile(rf"({'|'.join(map(re.escape, sorted(_LABELS, key=len, reverse=True)))})\.\s+(?=\S)")


def read_locator(label: str, text: str | Tokens) -> tuple[str, str | Tokens]:
    """Return label and text of a locator; a label that opens the text wins over "page".

    >>> read_locator("page", "vol. 1, fol. 186")
    ('volume', '1, fol. 186')
    """
    label = label.replace(" ", "-")
    if isinstance(text, str) and label == "page" and (found := _LABELLED.match(text)):
        return _LABELS[found[1]], text[found.end() :]
    return label, text
