"""The rule CK501."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.checks.styling import printed
from citekit.findings import Severity

_NAMED = (frozenset(("title", "author", "note", "genre", "number", "volume", "container-title")), "title or author")
_PART = (frozenset(("container-title", "event-title", "DOI", "URL")), "title of the whole")
_ADDRESS = (frozenset(("URL", "DOI")), "address")
_KEPT = (frozenset(("archive", "archive_location", "publisher", "note", "URL", "DOI")), "archive")
_ESSENTIAL = {
    **dict.fromkeys(("book", "thesis", "report", "document", "pamphlet", "patent", "standard"), (_NAMED,)),
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper", "chapter"), (_NAMED, _PART)),
    **dict.fromkeys(("paper-conference", "entry-encyclopedia", "entry-dictionary"), (_NAMED, _PART)),
    **dict.fromkeys(("webpage", "post", "post-weblog", "dataset", "software"), (_NAMED, _ADDRESS)),
    "manuscript": (_NAMED, _KEPT),
}


@whole_rule("CK501", "style-omits-essentials", severity=Severity.WARNING)
def style_omits_essentials(whole: Whole) -> Iterator[Found]:
    """A style that prints nothing by which a work of a cited type could be found.

    Looked for: the title or author of any work; what an article or chapter is part of; the address of a page on the
    Web, the number or address of a dataset; where an unpublished work is kept. Seen by setting a work of made-up words
    in the style, in a note and in the bibliography. Styles of the sciences that leave out titles of articles are
    right.

    Wrong::

        -- style.csl --
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
          <info>
            <title>Small</title>
            <id>http://example.org/small</id>
            <updated>2020-01-01T00:00:00+00:00</updated>
          </info>
          <citation><layout><text variable="title"/></layout></citation>
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
    if whole.style is None:
        return
    told: set[str] = set()
    for cites in whole.cites.values():
        for cite in cites:
            entry = whole.known.get(whole.aliases.get(cite.key, cite.key))
            if entry is None or entry.csl in told or entry.csl not in _ESSENTIAL:
                continue
            told.add(entry.csl)
            shown = printed(whole.style, whole.locale, entry.csl)
            for wanted, what in _ESSENTIAL[entry.csl]:
                if not shown & wanted:
                    message = f"the style {whole.style.info.name} prints no {what} of a work of the type {entry.csl}"
                    yield Found(
                        message,
                        cite.where,
                        "choose another style, or add it to this one",
                        context=f"{entry.csl} {what}",
                    )
