"""The rule CK122."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_OPENS = {
    "markdown": pattern(r"(?:^|\n)[ ]{0,3}\#{1,6}[ \t][^\n]*\Z"),
    "latex": pattern(r"\\(?:part|chapter|(?:sub)*section|(?:sub)?paragraph)\*?\{[^{}\n]*\Z"),
    "html": pattern(r"<h[1-6]\b(?:(?!</h[1-6]).)*\Z", re.DOTALL),
    "epub": pattern(r"<h[1-6]\b(?:(?!</h[1-6]).)*\Z", re.DOTALL),
}
_REACH = 400


@document_rule("CK122", "mark-in-heading", severity=Severity.HINT)
def mark_in_heading(document: Document) -> Iterator[Found]:
    """A note mark in a heading.

    It is taken over into the table of contents and the running head. CMOS 17, 14.27 has the note at the first
    sentence, or unnumbered.

    Wrong::

        # The Party[^1]

        Stalin spoke last.

        [^1]: Pravda, 12 July 1928.

    Right::

        # The Party

        Stalin spoke last.[^1]

        [^1]: Pravda, 12 July 1928.
    """
    opens = _OPENS.get(document.manuscript.format) if document.manuscript else None
    if opens is None:
        return
    for mark in document.marks:
        if opens.search(mark.source.text, max(mark.start - _REACH, 0), mark.start):
            message = f"the mark of note {mark.number} stands in a heading"
            yield Found(message, mark.where, "put it at the end of the first sentence", note=mark.number)
