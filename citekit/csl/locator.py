"""Locators that bring their label with them: "vol. 1, fol. 186" cited as a page is a volume.

Source: CSL 1.0.2, Locators; the abbreviations are those reference managers understand.
"""

from __future__ import annotations

import re
from functools import lru_cache

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


@lru_cache
def _labelled() -> re.Pattern[str]:
    labels = sorted(_LABELS, key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, labels))})\.\s+(?=\S)")


def read_locator(label: str, text: str | Tokens) -> tuple[str, str | Tokens]:
    """Return label and text of a locator; a label that opens the text wins over "page".

    >>> read_locator("page", "vol. 1, fol. 186")
    ('volume', '1, fol. 186')
    """
    label = label.replace(" ", "-")
    if isinstance(text, str) and label == "page" and text[:1].isalpha() and (found := _labelled().match(text)):
        return _LABELS[found[1]], text[found.end() :]
    return label, text
