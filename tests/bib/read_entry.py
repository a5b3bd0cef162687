"""One entry read: what the tests of the mapping share."""

from __future__ import annotations

from citekit.bib.bibtex import read
from citekit.findings import Source
from citekit.model import Library, Reference
from citekit.richtext import plain


def library(text: str) -> Library:
    """Return what a .bib text has."""
    return read(Source("a.bib", text))


def one(kind: str, fields: str) -> Reference:
    """Return the reference of an entry, in which nothing may be wrong."""
    found = library(f"@{kind}{{k, {fields}}}")
    assert found.findings == ()
    (reference,) = found.references.values()
    return reference


def variables(kind: str, fields: str) -> dict[str, str]:
    """Return the text and number variables of an entry as plain text, and its type."""
    reference = one(kind, fields)
    texts = {name: plain(value) for name, value in reference.texts.items()}
    return {"type": reference.type, **texts, **reference.numbers}
