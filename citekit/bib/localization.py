"""biblatex's localisation keys, which stand in fields for words: ``pubstate = {inpress}``, ``type = {phdthesis}``.

The words are the English ones, in the middle of a sentence. Source: biblatex manual, 4.9.2 (Localization Keys).
"""

from __future__ import annotations

from citekit.richtext import Inlines

_PUBLICATION_STATES: dict[str, str] = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
_TYPES: dict[str, str] = {
    "bathesis": "Bachelor’s thesis",
    "mathesis": "Master’s thesis",
    "phdthesis": "PhD thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "computer software",
    "datacd": "CD-ROM",
    "audiocd": "audio CD",
    "patent": "patent",
    "patreq": "patent request",
}
_SERIES: dict[str, str] = {"newseries": "new series", "oldseries": "old series"}
_COUNTRIES: dict[str, str] = {
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
}
_PATENT_OFFICES: dict[str, str] = {"de": "German", "eu": "European", "fr": "French", "uk": "British", "us": "U.S."}

_KEYS: dict[str, str] = {
    **_PUBLICATION_STATES,
    **_TYPES,
    **_SERIES,
    **_COUNTRIES,
    **{f"patent{code}": f"{office} patent" for code, office in _PATENT_OFFICES.items()},
    **{f"patreq{code}": f"{office} patent request" for code, office in _PATENT_OFFICES.items()},
}


def said(text: Inlines) -> Inlines:
    """Return the words of a localisation key; other text as it is.

    >>> said(("countryfr",)), said(("Paris",))
    (('France',), ('Paris',))
    """
    if len(text) == 1 and isinstance(text[0], str) and (words := _KEYS.get(text[0])):
        return (words,)
    return text
