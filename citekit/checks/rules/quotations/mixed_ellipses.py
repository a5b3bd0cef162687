"""The rule CK413."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import context_of
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_DOTS = pattern(r"(?<![.\d])(?:…|\.\.\.|\.[ \u00a0\u202f]\.[ \u00a0\u202f]\.)(?![.\d])")


@document_rule("CK413", "mixed-ellipses", severity=Severity.HINT)
def mixed_ellipses(document: Document) -> Iterator[Found]:
    """Omissions that are written in several ways: "…", "..." and ". . .".

    Wrong::

        She said “no … never.” He said “yes … always.” They said “perhaps ... later.”

    Right::

        She said “no … never.” He said “yes … always.” They said “perhaps … later.”
    """
    for prose in document.prose:
        found = [(match, match[0] if len(match[0]) < 5 else ". . .") for match in _DOTS.finditer(prose.text)]
        count = Counter(kind for _, kind in found)
        if len(count) > 1:
            usual = count.most_common(1)[0][0]
            for match, kind in found:
                if kind != usual:
                    where = prose.span(*match.span())
                    message = f"an omission written '{match[0]}', and most are written '{usual}'"
                    yield Found(message, where, "write all in one way", context=context_of(prose.text, match.start()))
