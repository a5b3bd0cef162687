"""Documents read for the rules: a manuscript, a passage with its ledger, a ledger alone."""

from __future__ import annotations

import os
from collections.abc import Iterator

from citekit import documents
from citekit.bib.entries.check import as_written
from citekit.checks.document import Document
from citekit.checks.facts import EntryFact
from citekit.checks.targets import Target
from citekit.documents.manuscript import Manuscript
from citekit.files import read_bytes, read_source, text_source
from citekit.findings import Finding, Source, Span
from citekit.model import Ledger
from citekit.notes.ledger import checking, forms
from citekit.notes.marks.recognise import read_marks
from citekit.quotations.rules import Rules


def read_document(target: Target, language: str = "", rules: Rules | None = None) -> Document:
    """Read a target; *language* and *rules* are the project's.

    Raises: UnreadableError for a file that is not there or damaged.
    """
    findings: list[Finding] = []
    ledger: Ledger | None = None
    ledger_source: Source | None = None
    if target.ledger:
        ledger_source = read_source(target.ledger)
        ledger = forms.read(ledger_source)
        findings += ledger.findings
    manuscript = passage = None
    if target.path:
        data = read_bytes(target.path)
        manuscript = documents.manuscript_of(target.path, data)
        if manuscript is not None and (ledger is None or manuscript.notes):
            findings += manuscript.findings
        else:
            manuscript = None
            passage = read_marks(text_source(target.path, data))
            findings += passage.findings
    if ledger is not None and ledger_source is not None and not ledger.findings and manuscript is None:
        findings += checking.check(ledger_source, ledger, passage)
    return Document(
        target.shown,
        language=language,
        manuscript=manuscript,
        passage=passage,
        ledger=ledger,
        ledger_source=ledger_source,
        rules=rules,
        findings=findings,
    )


def asked_files(manuscript: Manuscript) -> tuple[str, ...]:
    """Return the files of references that a manuscript names, as paths from where you are."""
    folder = os.path.dirname(manuscript.path)  # noqa: PTH120 - paths are texts here
    return tuple(os.path.join(folder, os.path.expanduser(one)) for one in manuscript.asked.bib)  # noqa: PTH111, PTH118


def own_facts(manuscript: Manuscript) -> Iterator[EntryFact]:
    """Yield what is kept of the works that a manuscript itself describes, as Zotero's fields do."""
    for key, reference in manuscript.references.references.items():
        entry = as_written(reference)
        fields = frozenset(entry.fields)
        pages = reference.numbers.get("page", "")
        where = reference.where or Span(manuscript.path)
        yield EntryFact(key, entry.type, reference.type, where, fields, pages)
