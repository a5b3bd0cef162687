"""Locators as people write them: "pp. 290–91", "chap. 3", "S. 12", "5:23".

Labels are CSL 1.0.2's (Appendix II, Locators). The abbreviations are those of the printed styles; where one
stands for two labels, the one used in notes wins ("n." is a note, "f." a folio).
"""

from __future__ import annotations

import re

from citekit.model import Locator

LABELS: tuple[str, ...] = (
    "act",
    "appendix",
    "article-locator",
    "book",
    "canon",
    "chapter",
    "column",
    "elocation",
    "equation",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "opus",
    "page",
    "paragraph",
    "part",
    "rule",
    "scene",
    "section",
    "sub-verbo",
    "supplement",
    "table",
    "timestamp",
    "title-locator",
    "verse",
    "version",
    "volume",
)

# English, German, French, Spanish and Italian, Russian; singular and plural.
_WRITTEN: dict[str, str] = {
    "act": "act acts",
    "appendix": "app. apps. appendix appendices Anh. Anhang прил.",
    "article-locator": "art. arts. article articles Art. ст.",
    "book": "bk. bks. book books Buch livre libro кн.",
    "canon": "can. cann. canon canons",
    "chapter": "chap. chaps. ch. chs. chapter chapters Kap. Kapitel chapitre cap. caps. capítulo capitolo гл. глава",
    "column": "col. cols. column columns Sp. Spalte стб.",
    "elocation": "loc. location locations",
    "equation": "eq. eqs. equation equations",
    "figure": "fig. figs. figure figures Abb. рис.",
    "folio": "fol. fols. fo. ff. folio folios Bl. Blatt л. лл.",
    "issue": "no. nos. issue issues Nr. Heft № вып.",
    "line": "l. ll. line lines Z. Zeile",
    "note": "n. nn. note notes Anm. прим.",
    "opus": "op. opp. opus",
    "page": "p. pp. page pages S. Seite Seiten pág. págs. pagg. pag. с. стр.",
    "paragraph": "¶ ¶¶ para. paras. paragraph paragraphs Abs. Absatz абз.",
    "part": "pt. pts. part parts Teil partie parte ч.",
    "rule": "r. rr. rule rules",
    "scene": "sc. scs. scene scenes",
    "section": "§ §§ sec. secs. sect. section sections Abschn. разд.",
    "sub-verbo": "s.v. s.vv. sub verbo",
    "supplement": "supp. suppl. supplement supplements",
    "table": "tbl. tbls. tab. table tables Tab. табл.",
    "timestamp": "timestamp min.",
    "verse": "v. vv. verse verses",
    "volume": "vol. vols. volume volumes Bd. Bde. Band tome t. т. тт.",
}

_LABEL_OF = {word: label for label, words in _WRITTEN.items() for word in words.split()}
_LABEL_OF["sub verbo"] = "sub-verbo"
# "Art." and "art." differ in language, not in meaning: the lower-case form answers for both.
_FOLDED = {word.casefold(): label for word, label in reversed(list(_LABEL_OF.items()))}

# A value: digits or roman numerals, with letters, ranges, lists, "5:23", "290ff.", "12n3", "I.ii.2", "5 об.".
_NUMBER = r"(?:[A-Za-z]{0,2}\d[\w.]*|[ivxlcdmIVXLCDM]+\b(?:\.(?:\d+|[ivxlc]+\b))*)"
_AND = r"(?:&|and|und|u\.|et|y|e|ed|en|и)\s"
# A roman numeral without a label: spelled as one, and no word of a sentence ("12, I think").
_ROMAN = (
    r"(?:(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
    rf"(?<=[ivxlcIVXLC])\b(?!['’]|\s+(?!{_AND})[^\W\d_])(?:\.(?:\d+|[ivxlc]+\b))*"
)
_NEXT = rf"(?:[A-Za-z]{{0,2}}\d[\w.]*|{_ROMAN})"
_ON = (
    r"\s*(?:ff?\.|sqq?\.?|ss\.|segg?\.|et\s(?:s|sq|suiv)\.|e\ss(?:eg)?g\.|y\ss(?:ig)?s\.|и\s(?:сл|след)\.|об\."
    r"|recto|verso)(?!\w)"
)
_VALUE = re.compile(rf"{_NUMBER}(?:\s*[-‐‑–—:/]\s*{_NUMBER}|\s*(?:,\s*(?:{_AND})?|(?<=[\s.]){_AND})\s*{_NEXT}|{_ON})*")
# What a value begins with that has no label: digits, or a roman numeral that what follows tells from a letter.
_BARE = re.compile(
    rf"[A-Za-z]?\d|{_ROMAN}(?:\s*:\s*\d|,\s\d|\s?[-–—]\s?[\divxlcIVXLC]|(?<=\.[\divxlc]))"
    rf"|(?=[ivxlcIVXLC]{{2}}){_ROMAN}\s*(?:[,;)\]]|\.?\s*$)"
)
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_LABEL = re.compile(
    "(?:" + "|".join(re.escape(word) for word in sorted(_LABEL_OF, key=len, reverse=True)) + r")(?=[\s\d§¶]|$)",
    re.IGNORECASE,
)


def known_labels() -> tuple[str, ...]:
    """Return every label and abbreviation that is understood."""
    return (*LABELS, *_LABEL_OF)


def label_for(word: str) -> str | None:
    """Return the CSL label that *word* names, ``None`` when it names none.

    >>> label_for("pp."), label_for("chapter"), label_for("fol"), label_for("foo.")
    ('page', 'chapter', 'folio', None)
    """
    word = word.strip()
    if word in LABELS:
        return word
    folded = word.casefold()
    return _LABEL_OF.get(word) or _FOLDED.get(folded) or _FOLDED.get(f"{folded}.")


def split_locator(text: str) -> tuple[Locator | None, str]:
    """Split *text* into the locator it starts with and the rest; a number without a label is a page.

    >>> split_locator("pp. 290–91, emphasis added")
    (Locator(label='page', value='290–91'), ', emphasis added')
    >>> split_locator("5:23")
    (Locator(label='page', value='5:23'), '')
    >>> split_locator("and the literature there")
    (None, 'and the literature there')
    """
    stripped = text.lstrip()
    label = "page"
    rest = stripped
    if named := _LABEL.match(stripped):
        label = label_for(named.group()) or "page"
        rest = stripped[named.end() :].lstrip()
        if label == "sub-verbo":
            return _quoted_word(rest, text)
    value = _VALUE.match(rest)
    if value is None or (not named and not _BARE.match(rest)):
        return None, text
    plain = value.group().translate(_HYPHENS)
    locator = Locator(label, " ".join(plain.split()), labelled=named is not None)
    return locator, rest[value.end() :]


def _quoted_word(rest: str, text: str) -> tuple[Locator | None, str]:
    """Return the headword of "s.v. “kulak”": all up to a comma or semicolon."""
    word = re.match(r"[“\"„«‘']?[^,;]+", rest)
    if word is None:
        return None, text
    return Locator("sub-verbo", word.group().strip()), rest[word.end() :]


def parse_locator(text: str) -> Locator | None:
    """Return *text* as a locator when all of it is one; ``None`` otherwise.

    A label followed by something without digits is taken as it stands: "fol. recto".

    >>> parse_locator("chap. 3")
    Locator(label='chapter', value='3')
    >>> parse_locator("foo. 12") is None
    True
    """
    locator, rest = split_locator(text)
    if locator and not rest.strip():
        return locator
    if locator and rest[:1] in ",;":  # "vol. 5, p. 23": one label, the second as part of the value
        return Locator(locator.label, f"{locator.value}{rest.rstrip()}", locator.labelled)
    if named := _LABEL.match(text.strip()):
        value = text.strip()[named.end() :].strip()
        if value:
            return Locator(label_for(named.group()) or "page", value)
    return None
