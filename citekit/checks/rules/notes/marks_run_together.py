"""The rule CK127."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK127", "marks-run-together", severity=Severity.HINT)
def marks_run_together(document: Document) -> Iterator[Found]:
    """Two note marks without anything between them.

    The marks 1 and 2 are printed as 12. CMOS 17, 14.25 asks for one note with both citations.

    Wrong::

        Stalin spoke last.[^1][^2]

        [^1]: Pravda, 12 July 1928.

        [^2]: Izvestiia, 13 July 1928.

    Right::

        Stalin spoke last.[^1]

        [^1]: Pravda, 12 July 1928; Izvestiia, 13 July 1928.
    """
    if document.manuscript is None:
        return
    for before, after in pairwise(sorted(document.marks, key=lambda mark: (mark.where.path, mark.start))):
        if before.source is after.source and before.end == after.start:
            message = f"the marks {before.number} and {after.number} stand together and read as one number"
            yield Found(message, after.where, "put both into one note, or a comma between them", note=after.number)
