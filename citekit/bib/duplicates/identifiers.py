"""The identifiers of a reference in one spelling each: DOI, ISBN, arXiv, PMID and the like.

Sources: DOI Handbook, 2.2 (a DOI is the same in any case); ISO 2108 and the ISBN Users' Manual, 5 and appendix 1
(check digits, ISBN-10 and ISBN-13); "Understanding the arXiv identifier" (arxiv.org/help); JSTOR's and arXiv's own
DOIs are their numbers under the prefixes 10.2307 and 10.48550.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.model import Reference
from citekit.patterns import pattern
from citekit.richtext import plain

# "<" and ">" are in DOIs made of SICIs: 10.1175/1520-0493(1987)115<1606:…>2.0.CO;2.
_DOI = pattern(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"{}]+")
_DOI_PLACE = pattern(r"(?:doi\.org/|\bdoi\s*[:=]\s*)(10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}?#]+)", re.IGNORECASE)
_ISBN = pattern(r"(?<![\d-])(?:97[89][\s‐-―-]?)?(?:\d[\s‐-―-]?){9}[\dXx](?![\d-])")
_ARXIV_NEW = r"\d{4}\.\d{4,5}"
_ARXIV_OLD = r"[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7}"
_ARXIV = pattern(rf"^(?:arxiv:)?\s*({_ARXIV_NEW}|{_ARXIV_OLD})(?:v\d+)?\b", re.IGNORECASE)
_ARXIV_PLACE = pattern(
    rf"(?:arxiv\.org/(?:abs|pdf)/|arxiv\s*[:.]\s*|10\.48550/arxiv\.)({_ARXIV_NEW}|{_ARXIV_OLD})", re.IGNORECASE
)
# What has to be there in lower case before a pattern is tried, the scheme, and where its identifier stands.
_PLACES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("pubmed", "PMID", pattern(r"\bpubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{4,9})", re.IGNORECASE)),
    ("pmid", "PMID", pattern(r"\bpmid\s*:?\s*(\d{4,9})", re.IGNORECASE)),
    ("pmc", "PMCID", pattern(r"\b(PMC\d{4,9})\b", re.IGNORECASE)),
    ("jstor.org", "JSTOR", pattern(r"jstor\.org/(?:stable|pss)/(?:10\.2307/)?(\d+)", re.IGNORECASE)),
    ("10.2307/", "JSTOR", pattern(r"\b10\.2307/(\d+)", re.IGNORECASE)),
    ("hdl.", "Handle", pattern(r"hdl\.handle\.net/(\d[\d.]*/[^\s?#\"<>{}]+)", re.IGNORECASE)),
)
# A repository's number stands in these, whatever the format called it.
_TEXTS = ("DOI", "URL", "PMID", "PMCID", "note", "container-title", "publisher")


def doi(text: str) -> str:
    """Return the DOI in *text* in lower case, without a resolver before it; "" when there is none.

    >>> doi("https://doi.org/10.1093/OBO/978."), doi("doi: 10.1/x")
    ('10.1093/obo/978', '')
    """
    if "%" in text:
        from urllib.parse import unquote  # noqa: PLC0415 - few are written so

        text = unquote(text)
    found = _DOI.search(text.replace("\\", "").replace("&lt;", "<").replace("&gt;", ">"))
    return _unclosed(found[0].rstrip(".,;:").lower()) if found else ""


def _unclosed(text: str) -> str:
    """Return *text* without the bracket that closes one opened before it: "(doi:10.1000/1)"."""
    while text.endswith((")", "]")) and text.count("(") + text.count("[") < text.count(")") + text.count("]"):
        text = text[:-1].rstrip(".,;:")
    return text


def isbns(text: str) -> tuple[str, ...]:
    """Return every ISBN in *text* as thirteen digits, in order; one whose check digit is wrong as it is written.

    >>> isbns("0-19-502697-7; 978-0-19-502697-9 (pbk.)")
    ('9780195026979',)
    """
    found = (re.sub(r"[^\dXx]", "", match[0]).upper() for match in _ISBN.finditer(text))
    return tuple(dict.fromkeys(isbn13(digits) for digits in found))


def isbn13(digits: str) -> str:
    """Return an ISBN's ten digits as thirteen; thirteen, and ten with a wrong check digit, stay as they are.

    >>> isbn13("0195026977"), isbn13("0195026978")
    ('9780195026979', '0195026978')
    """
    if len(digits) != 10:
        return digits
    weighted = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits))
    if weighted % 11:
        return digits
    body = f"978{digits[:9]}"
    check = -sum((3 if place % 2 else 1) * int(digit) for place, digit in enumerate(body)) % 10
    return f"{body}{check}"


def arxiv(text: str) -> str:
    """Return the arXiv identifier that *text* is, in lower case and without its version; "" for anything else.

    >>> arxiv("arXiv:1706.03762v5"), arxiv("math.GT/0309136"), arxiv("1706")
    ('1706.03762', 'math/0309136', '')
    """
    found = _ARXIV.match(text.strip())
    return re.sub(r"\.[a-z]{2}(?=/)", "", found[1].lower()) if found else ""


def identifiers(reference: Reference) -> frozenset[tuple[str, str]]:
    """Return the identifiers of a reference as (scheme, identifier): ("DOI", "10.1000/1"), ("ISBN", "978…").

    They are also looked for where exporters leave them: in the URL, the note, the name of the "journal".
    """
    return frozenset(_found(reference))


def _found(reference: Reference) -> Iterator[tuple[str, str]]:
    texts = {name: plain(reference.texts[name]) for name in _TEXTS if name in reference.texts}
    extra = reference.extra
    if found := doi(texts.get("DOI", "")):
        yield "DOI", found
    if "ISBN" in reference.texts:
        for isbn in isbns(plain(reference.texts["ISBN"])):
            yield "ISBN", isbn
    for name in ("PMID", "PMCID"):
        if value := texts.get(name, "").strip():
            yield name, value.upper()
    eprint, archive = extra.get("eprint", ""), extra.get("eprinttype", extra.get("archiveprefix", "")).lower()
    if archive in ("", "arxiv") and (found := arxiv(eprint)):
        yield "arXiv", found
    elif archive == "jstor" and eprint.strip():
        yield "JSTOR", eprint.strip()
    elif archive in ("hdl", "handle") and eprint.strip():
        yield "Handle", eprint.strip().lower()
    number = reference.numbers.get("number", "")
    yield from _in_text(" ".join((*texts.values(), extra.get("howpublished", ""), number)))


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    lower = text.lower()
    if "10." in lower:
        for place in _DOI_PLACE.finditer(text):
            yield "DOI", doi(place[1])
    if "arxiv" in lower:
        for place in _ARXIV_PLACE.finditer(text):
            yield "arXiv", arxiv(place[1])
    for sign, scheme, written in _PLACES:
        if sign in lower:
            for place in written.finditer(text):
                yield scheme, place[1].upper() if scheme == "PMCID" else place[1].lower()
