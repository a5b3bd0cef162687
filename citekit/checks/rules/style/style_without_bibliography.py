"""The rule CK505."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.checks.styling import compiled_of
from citekit.findings import Severity, Span


@whole_rule("CK505", "style-without-bibliography", severity=Severity.HINT)
def style_without_bibliography(whole: Whole) -> Iterator[Found]:
    """A style that has no bibliography, though a document has a list of works that it does not cite ("nocite").

    Wrong::

        -- style.csl --
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
          <info>
            <title>Small</title>
            <id>http://example.org/small</id>
            <updated>2020-01-01T00:00:00+00:00</updated>
          </info>
          <citation><layout><text variable="title"/><text variable="URL" prefix=" "/></layout></citation>
        </style>

        -- text.md --
        ---
        nocite: |
          @kay2011
        ---

        It froze.[^1]

        [^1]: [@lee2010].

        -- library.bib --
        @online{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010}, url = {https://www.example.org/tides}}
        @online{kay2011, author = {Kay, Bo}, title = {Winds}, date = {2011}, url = {https://www.example.org/winds}}

    Right::

        -- style.csl --
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
          <info>
            <title>Small</title>
            <id>http://example.org/small</id>
            <updated>2020-01-01T00:00:00+00:00</updated>
          </info>
          <citation><layout><text variable="title"/><text variable="URL" prefix=" "/></layout></citation>
        </style>

        -- text.md --
        It froze.[^1]

        [^1]: [@lee2010].

        -- library.bib --
        @online{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010}, url = {https://www.example.org/tides}}
    """
    if whole.style is not None and whole.named and compiled_of(whole.style, whole.locale).bibliography is None:
        message = f"the style {whole.style.info.name} has no bibliography, and works are listed uncited"
        yield Found(message, Span(whole.settings), "choose a style with one", context=whole.style.info.name)
