"""Lines of a passage that break off in the middle of a sentence, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.findings import Finding
from citekit.notes.vocabulary import FUNCTION_WORDS
from citekit.patterns import pattern

_WORD = pattern(r"[^\W\d_]+\Z")
_QUOTED = pattern(r"\s*[“„«»‘\"—]")


def broken_lines(document: Document, *, surely: bool) -> Iterator[Finding]:
    """Yield what the readers have found of lines that break off *surely*, or of the others.

    Sure is one that ends with a word that no sentence ends with, or the passage with a comma; and the end of a passage
    that has note marks. One that leads to a quotation ("we read that") breaks off nothing; what ends with any other
    word may be a heading, an item of a list, the text before a formula.
    """
    for finding in document.told:
        if finding.rule == "broken-line" and _is_sure(document, finding) == surely:
            yield finding


def _is_sure(document: Document, finding: Finding) -> bool:
    source = next((one for one in document.sources if one.path == finding.where.path), None)
    if source is None:
        return False
    text, start = source.text, source.offset(finding.where)
    end = start + finding.where.end_column - finding.where.column
    if text[end - 1] in ",;":
        return True
    last = _WORD.search(text, start, end)
    if last is None:
        return False
    is_end = document.marks and not text[end:].strip()
    return bool(is_end) or (last[0].casefold() in FUNCTION_WORDS and not _QUOTED.match(text, end))
