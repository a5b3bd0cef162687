"""The rule CK504."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule(
    "CK504",
    "broken-style",
    tells=("style-schema", "style-xml", "style-version", "style-macro", "style-parent", "style"),
    severity=Severity.ERROR,
)
def broken_style(told: Told) -> Iterator[Found]:
    """A style file that is not CSL 1.0.2: what is wrong in it is ignored, or stops whoever sets in it.

    A macro that is never called, and a parent that is not installed, are warnings.

    Wrong::

        -- style.csl --
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
          <info>
            <title>Small</title>
            <id>http://example.org/small</id>
            <updated>2020-01-01T00:00:00+00:00</updated>
          </info>
          <citation><layuot><text variable="title"/><text variable="URL" prefix=" "/></layuot></citation>
        </style>


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
    yield told.passed_on()
