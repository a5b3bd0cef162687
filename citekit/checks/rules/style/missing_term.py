"""The rule CK502."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.checks.styling import lacking
from citekit.findings import Severity, Span


@whole_rule("CK502", "missing-term", severity=Severity.WARNING)
def missing_term(whole: Whole) -> Iterator[Found]:
    """A term that the style prints and its language does not have: English is printed in its place, or nothing.

    Most languages have all terms of CSL; for others the style, or the project's own copy of it, can define them in a
    cs:locale.

    Wrong::

        -- citekit.toml --
        locale = "ms-MY"

        -- style.csl --
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
          <info>
            <title>Small</title>
            <id>http://example.org/small</id>
            <updated>2020-01-01T00:00:00+00:00</updated>
          </info>
          <citation><layout><text variable="title"/><text variable="URL" prefix=" "/><text term="appendix" prefix="
          "/></layout></citation>
        </style>

        -- text.md --
        It froze.[^1]

        [^1]: [@lee2010].

        -- library.bib --
        @online{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010}, url = {https://www.example.org/tides}}

    Right::

        -- citekit.toml --
        locale = "de-DE"

        -- style.csl --
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
          <info>
            <title>Small</title>
            <id>http://example.org/small</id>
            <updated>2020-01-01T00:00:00+00:00</updated>
          </info>
          <citation><layout><text variable="title"/><text variable="URL" prefix=" "/><text term="appendix" prefix="
          "/></layout></citation>
        </style>

        -- text.md --
        It froze.[^1]

        [^1]: [@lee2010].

        -- library.bib --
        @online{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010}, url = {https://www.example.org/tides}}
    """
    if whole.style is None:
        return
    for term, language, english in lacking(whole.style, whole.locale):
        message = f"the style {whole.style.info.name} prints the term {term!r}, which {language} does not have"
        instead = f"{english!r} is printed" if english else "nothing is printed"
        yield Found(
            message, Span(whole.settings), f"define it in a cs:locale of the style; {instead} now", context=term
        )
