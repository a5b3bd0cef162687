"""The rule CK506."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.findings import Severity, Span


@whole_rule("CK506", "style-of-another-language", severity=Severity.HINT)
def style_of_another_language(whole: Whole) -> Iterator[Found]:
    """A style made for one language, in a project of another: its terms are translated, its order of things is not.

    Wrong::

        -- citekit.toml --
        locale = "en-US"

        -- style.csl --
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="fr-FR">
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
    style = whole.style
    if style is not None and style.default_locale and whole.locale:
        own, asked = (one.partition("-")[0] for one in (style.default_locale, whole.locale))
        if own != asked:
            message = f"the style {style.info.name} is for {style.default_locale}, and the project is in {whole.locale}"
            yield Found(message, Span(whole.settings), "choose a style for the language", context=style.info.name)
