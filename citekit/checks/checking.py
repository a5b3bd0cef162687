"""What ``citekit check`` does with the user's files: reads them, runs the rules, and leaves out what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from citekit import documents
from citekit.checks.catalogue import all_rules
from citekit.checks.document import Document
from citekit.checks.facts import CiteFact, EntryFact, Whole
from citekit.checks.library import Entries, read_entries
from citekit.checks.problem import Problem, in_order
from citekit.checks.rule import Rule
from citekit.checks.running import run_on_cites, run_on_document, run_on_entries
from citekit.checks.targets import Target, Targets
from citekit.csl.catalogue import Style
from citekit.files import read_bytes, read_source, text_source
from citekit.findings import Finding, Source
from citekit.model import Key, Ledger
from citekit.notes.ledger import checking, forms
from citekit.notes.marks.recognise import read_marks


def read_document(target: Target, language: str = "") -> Document:
    """Read a target.

    Raises: UnreadableError.
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
        findings=findings,
    )


def check_files(
    targets: Targets,
    *,
    rules: Sequence[Rule] | None = None,
    library: Sequence[str] = (),
    style: Style | None = None,
    locale: str = "",
    today: date | None = None,
    complete: bool = False,
) -> list[Problem]:
    """Return what *rules* find in *targets*, in order; *library* are files that are read, and not checked."""
    rules = all_rules() if rules is None else rules
    entries: Entries = read_entries(
        [*targets.references, *(one for one in library if one not in targets.references)], today or date.today()
    )
    known: Mapping[Key, EntryFact] = {fact.key: fact for fact in entries.facts()}
    problems = [one for one in run_on_entries(rules, entries) if one.where.path in targets.references]
    cites: dict[str, tuple[CiteFact, ...]] = {}
    for target in targets.documents:
        document = read_document(target, locale)
        problems += run_on_document(rules, document)
        cites[document.path] = document.cites
    whole = Whole(cites, known, style, locale, complete, aliases=dict(entries.aliases()))
    problems += run_on_cites(rules, whole)
    return sorted(problems, key=in_order)
