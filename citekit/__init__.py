"""Citations and footnotes: note marks recovered, mapped to BibTeX, set in any CSL style.

Names are loaded when they are first used, so that ``import citekit`` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citekit.bib.interchange import from_bibtexparser, to_bibtexparser
    from citekit.checks.checking import check
    from citekit.checks.report import Report
    from citekit.citing import CitedManuscript, Wanted, cite, read_manuscript
    from citekit.csl.catalogue import Style, find_style, search_styles
    from citekit.csl.document import Document
    from citekit.csl.processor import CompiledStyle, set_document
    from citekit.documents.ledgers.printed import read_notes
    from citekit.documents.manuscript import Manuscript
    from citekit.errors import CitekitError, EngineError, InvalidInputError, StyleError, UnreadableError, UsageError
    from citekit.excerpt import Composed, ExcerptOptions, compose
    from citekit.findings import Finding, Severity, Span
    from citekit.model import (
        Bibliography,
        Citation,
        Cite,
        Date,
        Excerpt,
        Key,
        Ledger,
        Library,
        Locator,
        Name,
        Note,
        NoteMark,
        Passage,
        Reference,
    )
    from citekit.notes.marks.recognise import find_marks
    from citekit.notes.notetext import NoteText
    from citekit.notes.resolving.resolve import resolve_notes
    from citekit.output import formats, writer
    from citekit.process import compile_style, process
    from citekit.project import open_library, open_project, read_ledger, read_passage, render
    from citekit.quotations.proof.claims import Claim
    from citekit.quotations.proof.loading import read_source_text
    from citekit.quotations.proof.proving import verify
    from citekit.quotations.proof.verdict import Proof, Verdict
    from citekit.quotations.quotation import Quotation
    from citekit.quotations.reading import read_markup
    from citekit.quotations.setting import set_quotation
    from citekit.quoting import quote

__version__ = "0.1.0"

# Where each public name lives; a name here is a promise (README, "In Python").
_HOMES = {
    "citekit.bib.interchange": ("from_bibtexparser", "to_bibtexparser"),
    "citekit.checks.checking": ("check",),
    "citekit.checks.report": ("Report",),
    "citekit.citing": ("CitedManuscript", "Wanted", "cite", "read_manuscript"),
    "citekit.csl.catalogue": ("Style", "find_style", "search_styles"),
    "citekit.csl.document": ("Document",),
    "citekit.csl.processor": ("CompiledStyle", "set_document"),
    "citekit.documents.manuscript": ("Manuscript",),
    "citekit.documents.ledgers.printed": ("read_notes",),
    "citekit.errors": (
        "CitekitError",
        "EngineError",
        "InvalidInputError",
        "StyleError",
        "UnreadableError",
        "UsageError",
    ),
    "citekit.excerpt": ("Composed", "ExcerptOptions", "compose"),
    "citekit.findings": ("Finding", "Severity", "Span"),
    "citekit.model": (
        "Bibliography",
        "Citation",
        "Cite",
        "Date",
        "Excerpt",
        "Key",
        "Ledger",
        "Library",
        "Locator",
        "Name",
        "Note",
        "NoteMark",
        "Passage",
        "Reference",
    ),
    "citekit.notes.marks.recognise": ("find_marks",),
    "citekit.notes.notetext": ("NoteText",),
    "citekit.notes.resolving.resolve": ("resolve_notes",),
    "citekit.output": ("formats", "writer"),
    "citekit.process": ("compile_style", "process"),
    "citekit.project": ("open_library", "open_project", "read_ledger", "read_passage", "render"),
    "citekit.quotations.proof.claims": ("Claim",),
    "citekit.quotations.proof.loading": ("read_source_text",),
    "citekit.quotations.proof.proving": ("verify",),
    "citekit.quotations.proof.verdict": ("Proof", "Verdict"),
    "citekit.quotations.quotation": ("Quotation",),
    "citekit.quotations.reading": ("read_markup",),
    "citekit.quotations.setting": ("set_quotation",),
    "citekit.quoting": ("quote",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - sorted below the one name that is not lazy
    "__version__",
    "Bibliography",
    "Citation",
    "Cite",
    "CitedManuscript",
    "CitekitError",
    "Claim",
    "CompiledStyle",
    "Composed",
    "Date",
    "Document",
    "EngineError",
    "Excerpt",
    "ExcerptOptions",
    "Finding",
    "InvalidInputError",
    "Key",
    "Ledger",
    "Library",
    "Locator",
    "Manuscript",
    "Name",
    "Note",
    "NoteMark",
    "NoteText",
    "Passage",
    "Proof",
    "Quotation",
    "Reference",
    "Report",
    "Severity",
    "Span",
    "Style",
    "StyleError",
    "UnreadableError",
    "UsageError",
    "Verdict",
    "Wanted",
    "check",
    "cite",
    "compile_style",
    "compose",
    "find_marks",
    "find_style",
    "formats",
    "from_bibtexparser",
    "open_library",
    "open_project",
    "process",
    "quote",
    "read_ledger",
    "read_manuscript",
    "read_markup",
    "read_notes",
    "read_passage",
    "read_source_text",
    "render",
    "resolve_notes",
    "search_styles",
    "set_document",
    "set_quotation",
    "to_bibtexparser",
    "verify",
    "writer",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'citekit' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
