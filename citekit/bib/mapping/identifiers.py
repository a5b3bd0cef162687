r"""DOIs, URLs, ISBNs and the numbers of repositories ("eprints").

Sources: biblatex manual, 2.2.2 and 3.14.7 (Electronic Publishing Information); DOI Handbook, 2.2 (a DOI starts with
"10."); CSL 1.0.2, Appendix IV (``DOI``, ``URL``, ``PMID``, ``PMCID``).
"""

from __future__ import annotations

import re

from citekit.bib.draft import Draft
from citekit.bib.latex.decoding import verbatim
from citekit.patterns import pattern

FIELDS = frozenset(
    "doi url urlraw eprint eprinttype archiveprefix eprintclass primaryclass pmid pmcid isbn issn".split()
)

# Where an eprint of a type is to be read.
REPOSITORIES: dict[str, str] = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "googlebooks": "https://books.google.com?id=",
    "hdl": "https://hdl.handle.net/",
    "handle": "https://hdl.handle.net/",
    "hal": "https://hal.science/",
    "ssrn": "https://ssrn.com/abstract=",
    "bibcode": "https://ui.adsabs.harvard.edu/abs/",
    "ads": "https://ui.adsabs.harvard.edu/abs/",
    "archive.org": "https://archive.org/details/",
    "internetarchive": "https://archive.org/details/",
    "gallica": "https://gallica.bnf.fr/ark:/12148/",
    "hathitrust": "https://hdl.handle.net/2027/",
    "gutenberg": "https://www.gutenberg.org/ebooks/",
    "urn": "https://nbn-resolving.org/",
    "oclc": "https://www.worldcat.org/oclc/",
    "lccn": "https://lccn.loc.gov/",
    "biorxiv": "https://doi.org/",
    "zenodo": "https://zenodo.org/records/",
}
_PUBMED = frozenset(("pubmed", "pmid", "medline"))
_PUBMED_CENTRAL = frozenset(("pmc", "pmcid", "pubmedcentral"))

_DOI_PREFIX = pattern(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/)|doi:\s*", re.IGNORECASE)
_LABEL = pattern(r"(?:e-?)?IS[BS]N(?:-1[03])?[:\s]\s*", re.IGNORECASE)
_URL_COMMAND = pattern(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_HIDING = pattern(r"\b(doi|eprint|isbn|url)\s*=\s*\{?false", re.IGNORECASE)
_URL = pattern(r"(?:https?|ftp)://[^\s{}\\]+", re.IGNORECASE)


def read_identifiers(draft: Draft) -> None:
    """Read what identifies the work, and where it stands on the Web.

    What the entry's options say is not printed ("url=false") is left; the URL of an online source is always printed
    (biblatex manual, 3.1.2.1 and 3.1.3).
    """
    texts = draft.texts
    hidden = _hidden(draft)
    if "doi" not in hidden and (field := draft.take("doi")):
        texts["DOI"] = (bare_doi(verbatim(field.value)),)
    for name in ("url", "urlraw"):
        if "URL" not in texts and "url" not in hidden and (field := draft.take(name)):
            texts["URL"] = (bare_url(field.value) or verbatim(field.value),)
    for name, variable in (("isbn", "ISBN"), ("issn", "ISSN"), ("pmid", "PMID"), ("pmcid", "PMCID")):
        if name in draft.left and name not in hidden and (value := draft.text(name)):
            texts[variable] = (_LABEL.sub("", value),)
    if "eprint" in draft.left and "eprint" not in hidden:
        _read_eprint(draft)


def _hidden(draft: Draft) -> frozenset[str]:
    options = draft.entry.fields.get("options")
    if options is None:
        return frozenset()
    hidden = frozenset(name.lower() for name in _HIDING.findall(options.value))
    if draft.kind == "webpage":
        hidden -= {"url"}
    return hidden | {"issn"} if "isbn" in hidden else hidden


def bare_doi(text: str) -> str:
    """Return a DOI without the address of a resolver.

    >>> bare_doi("https://doi.org/10.1000/182"), bare_doi("doi:10.1000/182")
    ('10.1000/182', '10.1000/182')
    """
    match = _DOI_PREFIX.match(text)
    return text[match.end() :] if match and text.startswith("10.", match.end()) else text


def bare_url(text: str) -> str:
    r"""Return the URL that is all of *text*, with or without ``\url``; "" for other text.

    >>> bare_url(r"\url{https://e.org/a\_b}"), bare_url("Online")
    ('https://e.org/a_b', '')
    """
    text = text.strip()
    written = verbatim(text)
    return written if _URL_COMMAND.fullmatch(text) or _URL.fullmatch(written) else ""


def _read_eprint(draft: Draft) -> None:
    """Read the number of a repository; the field stays in *extra*, with what is told of the repository."""
    field = draft.left["eprint"]
    value = verbatim(field.value)
    named = draft.entry.fields.get("eprinttype") or draft.entry.fields.get("archiveprefix")
    repository = named.value.strip().lower().replace(" ", "") if named else ""
    texts = draft.texts
    if repository in _PUBMED:
        texts.setdefault("PMID", (value,))
    elif repository in _PUBMED_CENTRAL:
        texts.setdefault("PMCID", (value,))
    elif repository in REPOSITORIES and value and "URL" not in texts:
        address = REPOSITORIES[repository]
        texts["URL"] = (value if value.startswith("http") else address + _without_prefix(value, repository),)


def _without_prefix(value: str, repository: str) -> str:
    """Return "1805.01234" of "arXiv:1805.01234"; a URN keeps its "urn:"."""
    prefix = f"{repository}:"
    return value[len(prefix) :].lstrip() if repository != "urn" and value.lower().startswith(prefix) else value
