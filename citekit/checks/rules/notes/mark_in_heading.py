"""The rule CK122."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK122", "mark-in-heading", severity=Severity.HINT)
def mark_in_heading(document: Document) -> Iterator[Found]:
    """A note mark in a heading: it is printed in the table of contents, too.

    Source: CMOS 17, 14.27 (a note to a whole chapter is better unnumbered).

    Wrong::

        # The frozen harbour[^1]

        It was cold.

        [^1]: So it was called.

    Right::

        # The frozen harbour

        It was cold.[^1]

        [^1]: So it was called.
    """
    if document.manuscript is not None and document.manuscript.format == "markdown":
        for mark in document.marks:
            if mark.source.line(mark.where.line).lstrip().startswith("#"):
                hint = "put it behind the first sentence"
                yield Found(f"note {mark.number} is marked in a heading", mark.where, hint, note=mark.number)
