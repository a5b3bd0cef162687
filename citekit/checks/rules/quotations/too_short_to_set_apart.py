"""The rule CK407."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import Prose
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.quotations.length import WORD
from citekit.quotations.rules import rules_of

_FAR = 40
_BETWEEN = " \t\r\n>"


@document_rule("CK407", "too-short-to-set-apart", severity=Severity.HINT)
def too_short_to_set_apart(document: Document) -> Iterator[Found]:
    """A quotation that is set apart and shorter than the rule set has them, or most manuals.

    Told where the sentence before leads to it; verse of several lines and epigraphs are set apart at any length.

    Wrong::

        She wrote in her diary:

        > The harbour froze.

        Then it thawed.

    Right::

        She wrote in her diary: “The harbour froze.”
    """
    for prose in document.prose:
        least = (document.rules or rules_of(prose.language or "en-US")).block_words
        for start, end in prose.blocks:
            words = len(WORD.findall(prose.without_marks(start, end)))
            if words * 2 < least and "\n" not in prose.text[start:end].strip() and _is_led_to(prose, start):
                message = f"a quotation of {words} word{'' if words == 1 else 's'} is set apart, and {least} are usual"
                yield Found(message, prose.span(start, start + 1), "run it in", context=prose.text[start:end][:60])


def _is_led_to(prose: Prose, start: int) -> bool:
    """Tell whether the sentence before leads to what begins at *start*."""
    return prose.without_marks(max(start - _FAR, 0), start).rstrip(_BETWEEN).endswith((":", ",", "—", "–"))
