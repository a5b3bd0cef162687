"""The rule CK345."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.bib.latex.decoding import verbatim
from citekit.bib.mapping.identifiers import bare_url
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_MISTYPED = pattern(
    r"(?:https?|ftp)(?:;|:/?(?!/)|/|//|\.//)(?!/)|(?:htp|htpp|htttp|ttp|hhtp)s?:|https?://https?://", re.IGNORECASE
)
_SECOND = pattern(r"\s(?:and|;|,)?\s*https?://", re.IGNORECASE)  # two addresses in one field
_WEB = ("http://", "https://")
_SCHEME = pattern(r"[a-z][a-z0-9+.-]*:(?://)?", re.IGNORECASE)
_HOST = pattern(r"(?:[^/\s@]+@)?(?:[\w-]+\.)*[\w-]+\.?(?::\d+)?(?:[/?#]|$)|\[")


@entry_rule("CK345", "malformed-url", fields=("url",))
def malformed_url(entry: Entry) -> Iterator[Found]:
    """An address that no browser can open: without a scheme, with a blank in it, with a mistyped beginning.

    An address without "https://" is a warning, and so is one with a comma, or a bracket that nothing opens, at its end,
    which came with it from a sentence. What was visited at an archive has a second address inside; that is
    right.

    Wrong::

        @online{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010-05-01},
          url = {http//www.example.org/tides}}

    Right::

        @online{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010-05-01},
          url = {https://www.example.org/tides}}
    """
    url = bare_url(entry.value("url")) or verbatim(entry.value("url")).strip()
    if not url:
        return
    if _MISTYPED.match(url):
        yield entry.found(f"the address {url!r} begins wrong", "url", hint="it begins with https://")
    elif " " in url and "://" in url and not _SECOND.search(url):
        yield entry.found("a blank in an address", "url", hint="take it out, or write %20")
    elif not _SCHEME.match(url):
        hint = f"https://{url}" if "." in url and _HOST.match(url) else "an address is like https://example.org/page"
        yield entry.found(f"{url!r} has no scheme", "url", hint=hint, severity=Severity.WARNING)
    elif (scheme := _SCHEME.match(url)) and scheme[0].lower() in _WEB and not _HOST.match(url[scheme.end() :]):
        yield entry.found(f"the address {url!r} has no host", "url", hint="an address is like https://example.org/page")
    elif (left := _without_rest(url)) != url and entry.value("url").rstrip().endswith(url):
        end = len(entry.value("url").rstrip())
        start = end - len(url) + len(left)
        fix = entry.replacing("url", "", start, end, safe=False)
        message = f"the address ends in {url[len(left) :]!r}, which is hardly part of it"
        yield entry.found(message, "url", start, end, hint="take it out", fix=fix, severity=Severity.WARNING)


def _without_rest(url: str) -> str:
    """Return an address without what closes or goes on with the sentence it stood in."""
    while url.endswith((",", ";", ">", '"')) or any(
        url.endswith(close) and url.count(opening) < url.count(close) for opening, close in ("()", "[]")
    ):
        url = url[:-1]
    return url
