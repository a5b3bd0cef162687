"""The rule CK503."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.checks.styling import outdated
from citekit.findings import Severity, Span


@whole_rule("CK503", "outdated-style", severity=Severity.WARNING)
def outdated_style(whole: Whole) -> Iterator[Found]:
    """A style that says that another has taken its place, or of a version before CSL 1.0.

    A link with ``rel="successor"`` or a title with "deprecated" or "superseded" says so.

    Wrong::

        -- style.csl --
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
          <info>
            <title>Small (deprecated)</title>
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
    if whole.style is not None and (why := outdated(whole.style)):
        message = f"the style {whole.style.info.name} {why}"
        yield Found(message, Span(whole.settings), "citekit styles finds others", context=whole.style.info.name)
