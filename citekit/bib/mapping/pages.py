r"""Pages: ranges told from labels, "pp." and page counts taken off.

A range has an en dash, a page label keeps its hyphen: "330--331" and "330-331" are "330–331", while "A-12", "III-4" and
"12-A" stay, where biber sees ranges. No other character is changed.

Sources: biblatex manual, 2.2.2 (pages, pagetotal), 2.3.12 (pagination), 3.13.3 (\bibrangedash) and 3.14.3 (\psq,
\psqq); biber's and pandoc's output for the tables in ``tests/bib/test_pages.py``.
"""

from __future__ import annotations

import re
import unicodedata

from citekit.bib.draft import Draft
from citekit.patterns import pattern
from citekit.richtext import plain

_TOTALS = ("pagetotal", "numpages", "totalpages")
FIELDS = frozenset(("pages", "page", *_TOTALS))

_PLAIN = pattern(r"(\d+)(?:--|–|-(?!0\d\d))(\d+)")
_FAR = 60  # characters on either side of a dash in which the words beside it are looked for
_ITEM = pattern(r"[^,;&]+")
_DASH = pattern(r"\s*(?:--+|[‒–—―−])\s*")
_HYPHEN = pattern(r"\s*[-‐‑]\s*")
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})"
_LOWER_ROMAN = pattern(_ROMAN)
_UPPER_ROMAN = pattern(_ROMAN.upper())
# The ends of a range look alike: 12-15, 12a-12d and 12r-v, 1:5-1:15, S10-S15 and D47-52.
_ALIKE = pattern(
    r"\d+ (?!0\d\d)\d+|0\d* \d+|\d+[^\W\d_]{1,2} (?:\d+|\d*[^\W\d_]{1,2})|\d+([.:])\d+ \d+\1\d+"
    r"|([^\W\d_]+)\d+ \2?\d+"
)
_BRACKETS = "[]()"
# "A-12-A-15", "2-1-2-15": the middle one of three hyphens.
_LABELS = pattern(r"((\w+)-\w+)\s*-\s*(\2-\w+)")
_PAGE = r"(?:\[?\d|[ivxlcdm]+\b)"
_LABEL = pattern(
    rf"(?:(?:pp|pgs?|pages?|seiten?|стр|págs?|pág|pagg?|páginas?|pagine?)\.?\s*|p(?:\.\s*|\s+)|(?:s|сс?|str)\.\s*)(?={_PAGE})",
    re.IGNORECASE,
)
_COUNTED = rf"\[?(?:\d+|{_ROMAN})\]?"
_COUNT = pattern(
    rf"({_COUNTED}(?:\s*[,+]\s*{_COUNTED})*)\s*(?:pp?|pgs?|pages?|s|seiten?|с|стр|str|páginas?|pagine|sider?|sidor)\.?",
    re.IGNORECASE,
)
_MACRO = pattern(r"\\(bibrangedash|bibrangessep|hyphen|psqq?)(?![A-Za-z])(?:\s*\{\}|\s*)")
_BRACED = pattern(r"\{([^{}]*)\}")
_KEPT_HYPHEN = "\ue000"
_MACROS = {"bibrangedash": "--", "bibrangessep": ", ", "hyphen": _KEPT_HYPHEN, "psq": "f.", "psqq": "ff."}


def read_pages(draft: Draft) -> None:
    """Read the pages and their number; where the whole is cited by section, its pages are sections."""
    numbers = draft.numbers
    for name in _TOTALS:
        if "number-of-pages" not in numbers and (total := draft.text(name)):
            numbers["number-of-pages"] = page_count(total) or total
    for name in ("pages", "page"):
        if "page" in numbers or "section" in numbers or not (text := _text(draft, name)):
            continue
        if (count := page_count(text)) and "number-of-pages" not in numbers:
            numbers["number-of-pages"] = count
        elif draft.has("bookpagination") and draft.entry.fields["bookpagination"].value.strip() == "section":
            numbers["section"] = ranged(text)
        else:
            numbers["page"] = pages(text)


def _text(draft: Draft, name: str) -> str:
    """Return the characters of a field, hyphens in braces marked: they are no dash."""
    field = draft.take(name)
    if field is None:
        return ""
    value = field.value
    if "\\" in value:
        value = _MACRO.sub(lambda match: _MACROS[match[1]], value).rstrip()
    if "{" in value and not _BRACED.fullmatch(value.strip()):
        value = _BRACED.sub(lambda match: match[0].replace("-", _KEPT_HYPHEN), value)
    return plain(draft.decoded(field, value)) if "\\" in value or "{" in value or "~" in value else value.strip()


def pages(text: str) -> str:
    """Return the text of a field ``pages``: ranges with en dashes, and without "pp.", which styles print.

    >>> pages("330--331"), pages("pp. 12-15, 20"), pages("A-12"), pages("xii-5"), pages("12+")
    ('330–331', '12–15, 20', 'A-12', 'xii–5', '12+')
    """
    if text.isdecimal():
        return text
    if match := _PLAIN.fullmatch(text):
        return f"{match[1]}–{match[2]}"
    label = _LABEL.match(text)
    return ranged(text[label.end() :] if label else text)


def page_count(text: str) -> str:
    """Return how many pages a work has, without "pp."; "" where *text* is no count.

    >>> page_count("xii+340 pp."), page_count("340 S."), page_count("340")
    ('xii+340', '340', '')
    """
    match = None if text[-1:].isdecimal() else _COUNT.fullmatch(text)
    return match[1] if match else ""


def ranged(text: str) -> str:
    """Return *text* with an en dash in its ranges; hyphens of labels stay.

    >>> ranged("12r-15v"), ranged("A-12--A-15"), ranged("III-4"), ranged("1:5 - 1:15")
    ('12r–15v', 'A-12–A-15', 'III-4', '1:5–1:15')
    """
    if "-" in text or not text.isascii():
        text = _ITEM.sub(lambda match: _ranged(match.group()), text)
        return text.replace(_KEPT_HYPHEN, "-")
    return text


def _ranged(item: str) -> str:
    if _DASH.search(item):
        return _DASH.sub(lambda dash: _between(item, dash.start(), dash.end(), dash.group()), item)
    hyphens = list(_HYPHEN.finditer(item))
    if len(hyphens) == 1:
        (hyphen,) = hyphens
        first, last = _ends(item, hyphen.start(), hyphen.end())
        return f"{item[: hyphen.start()]}–{item[hyphen.end() :]}" if _are_alike(first, last) else item
    return _LABELS.sub(r"\1–\3", item) if len(hyphens) == 3 else item


def _between(item: str, start: int, end: int, dash: str) -> str:
    """Return an en dash for *dash* between pages; between words, the dash as it is."""
    first, last = _ends(item, start, end)
    return "–" if _is_page(first) and _is_page(last) else dash


def _ends(item: str, start: int, end: int) -> tuple[str, str]:
    """Return the word before *start* and the one after *end*."""
    before, after = item[max(0, start - _FAR) : start].split(), item[end : end + _FAR].split()
    return before[-1] if before else "", after[0] if after else ""


def _is_page(word: str) -> bool:
    parts = word.replace(_KEPT_HYPHEN, "-").split("-")
    return all(len(part) < 3 or any(map(str.isdigit, part)) or _is_roman(part) for part in parts)


def _is_roman(word: str) -> bool:
    return bool(_LOWER_ROMAN.fullmatch(word) or _UPPER_ROMAN.fullmatch(word))


def _are_alike(first: str, last: str) -> bool:
    """Tell if a hyphen between *first* and *last* is that of a range."""
    first, last = first.strip(_BRACKETS), last.strip(_BRACKETS)
    if not (first.isascii() and last.isascii()):  # "ⅵ-ⅻ"
        first, last = (unicodedata.normalize("NFKC", end).lower() for end in (first, last))
    if _ALIKE.fullmatch(f"{first} {last}"):
        return True
    if _LOWER_ROMAN.fullmatch(first):
        return bool(last.isdecimal() or _LOWER_ROMAN.fullmatch(last))
    return max(len(first), len(last)) > 1 and bool(_UPPER_ROMAN.fullmatch(first) and _UPPER_ROMAN.fullmatch(last))
