"""The rule CK406."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity

_SHOWN = 60


@document_rule("CK406", "too-long-to-run-in", severity=Severity.WARNING)
def too_long_to_run_in(document: Document) -> Iterator[Found]:
    """A quotation in running text that is so long that the project's rule set has it apart.

    Told where a rule set is chosen (``[tool.citekit.quotations]``, docs/quotations.md): Chicago sets a hundred words
    apart, APA forty, the Bluebook fifty.

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
        for quote in prose.quotes.closed:
            if rules.block_words and prose.words(quote) >= rules.block_words:
                message = (
                    f"a quotation of {prose.words(quote)} words: {rules.name} sets {rules.block_words} and more apart"
                )
                words = prose.text[quote.inner_start : quote.inner_end][:_SHOWN]
                where = prose.span(quote.start, quote.start + 1)
                yield Found(message, where, "set it apart", context=words)
