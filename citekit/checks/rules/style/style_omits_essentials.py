"""The rule CK501."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.checks.styling import printed
from citekit.findings import Severity
from citekit.values import NamedTuple


class _Essential(NamedTuple):
    """*what* a style should print of a work: one of the variables *wanted*. It is asked of works that have one of
    *fields*; () is all.
    """

    what: str
    wanted: frozenset[str]
    fields: frozenset[str] = frozenset()


_NAMED = _Essential("title or author", frozenset("title author note genre number volume container-title".split()))
_PART = _Essential(
    "title of the whole",
    frozenset("container-title event-title DOI URL".split()),
    frozenset("journaltitle journal booktitle maintitle eventtitle".split()),
)
_ADDRESS = _Essential("address", frozenset(("URL", "DOI")), frozenset(("url", "doi")))
_PLACED = _Essential("address or publisher", frozenset("URL DOI publisher".split()), frozenset(("url", "doi")))
_KEPT = _Essential(
    "archive",
    frozenset("archive archive_location URL DOI".split()),
    frozenset("archive repository archiv library archive_location archivelocation archive-location".split()),
)
_OF_KIND = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper", "chapter"), (_NAMED, _PART)),
    **dict.fromkeys(("paper-conference", "entry-encyclopedia", "entry-dictionary"), (_NAMED, _PART)),
    **dict.fromkeys(("webpage", "post", "post-weblog"), (_NAMED, _ADDRESS)),
    **dict.fromkeys(("dataset", "software"), (_NAMED, _PLACED)),
    "manuscript": (_NAMED, _KEPT),
}
_VARIABLES = {"url": "URL", "doi": "DOI"}


@whole_rule("CK501", "style-omits-essentials", severity=Severity.WARNING)
def style_omits_essentials(whole: Whole) -> Iterator[Found]:
    """A style that prints nothing by which a work of a cited type could be found.

    Looked for, where the entry has it: the title or author of any work; what an article or chapter is part of; the
    address of a page on the Web, the address or publisher of a dataset or program; where an unpublished work is kept.
    Seen by setting a work of made-up words in the style, in a note and in the bibliography. Styles of the sciences that
    leave out titles of articles are right. Each type is told once, where it is first cited.

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
    told: set[tuple[str, str]] = set()
    seen: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
    for cites in whole.cites.values():
        for cite in cites:
            entry = whole.known.get(whole.aliases.get(cite.key, cite.key))
            if entry is None or not entry.csl:
                continue
            also = tuple(name for field, name in _VARIABLES.items() if field in entry.fields)
            shown = seen.get((entry.csl, also))
            if shown is None:
                shown = seen[entry.csl, also] = printed(whole.style, whole.locale, entry.csl, also)
            for what, wanted, fields in _OF_KIND.get(entry.csl, (_NAMED,)):
                if (entry.csl, what) in told or (fields and fields.isdisjoint(entry.fields)):
                    continue
                if shown.isdisjoint(wanted):
                    told.add((entry.csl, what))
                    message = f"the style {whole.style.info.name} prints no {what} of a work of the type {entry.csl}"
                    hint = "choose another style, or add it to this one"
                    yield Found(message, cite.where, hint, context=f"{entry.csl} {what}")
