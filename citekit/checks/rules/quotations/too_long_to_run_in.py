"""The rule CK406."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import Prose
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.notes.quotes import Quote
from citekit.quotations.length import form_of
from citekit.quotations.quotation import Break, Part, Quotation

_SHOWN = 60
_LEAST = 80
"""Characters below which no rule set has a quotation apart."""


@document_rule("CK406", "too-long-to-run-in", severity=Severity.WARNING)
def too_long_to_run_in(document: Document) -> Iterator[Found]:
    """A quotation in running text that is so long that the project's rule set has it apart.

    Told where a rule set is chosen (``[tool.citekit.quotations]``, docs/quotations.md): Chicago sets a hundred words
    apart, APA forty, the Bluebook fifty, MLA more than four lines. A quotation that is a paragraph of its own is apart,
    whether it has marks or not.

    Wrong::

        -- citekit.toml --
        [quotations]
        rules = "chicago"

        -- text.md --
        She wrote: “the harbour froze and the ships lay still the harbour froze and the ships lay still the
        harbour froze and the ships lay still the harbour froze and the ships lay still the harbour froze
        and the ships lay still the harbour froze and the ships lay still the harbour froze and the ships
        lay still the harbour froze and the ships lay still the harbour froze and the ships lay still the
        harbour froze and the ships lay still the harbour froze and the ships lay still the harbour froze
        and the ships lay still the harbour froze and the ships lay still.”

    Right::

        -- citekit.toml --
        [quotations]
        rules = "chicago"

        -- text.md --
        She wrote: “the harbour froze.”
    """
    rules = document.rules
    if rules is None:
        return
    for prose in document.prose:
        for quote in prose.outer:
            if quote.inner_end - quote.inner_start < _LEAST or prose.is_apart(quote):
                continue
            form, why = form_of(Quotation(_paragraphs(prose, quote)), rules)
            if form == "block":
                words = prose.text[quote.inner_start : quote.inner_end][:_SHOWN]
                where = prose.span(quote.start, quote.start + 1)
                yield Found(f"a quotation of {why}", where, "set it apart, without its marks", context=words)


def _paragraphs(prose: Prose, quote: Quote) -> tuple[Part, ...]:
    """Return the words of a quotation, with a break at each paragraph that opens with its marks again."""
    parts: list[Part] = []
    begin = quote.inner_start
    for place in quote.reopened:
        parts += [prose.without_marks(begin, place), Break()]
        begin = place + 1
    return (*parts, prose.without_marks(begin, quote.inner_end))
