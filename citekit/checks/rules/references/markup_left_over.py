"""The rule CK366."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.htmltext import command_of, latex_of
from citekit.checks.rule import Edit, Fix, Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_NO_TEXT = frozenset("abstract annotation annote file url urlraw doi eprint comment review note-html".split())
_HTML = pattern(
    r"\\*&(?:amp;)*(?:amp|lt|gt|quot|apos|nbsp|[a-z]{1,6}(?:uml|acute|grave|circ|cedil|tilde|ring|slash|lig|caron|dash|quo)"
    r"|#\d{2,6}|#x[0-9a-f]{2,6});"
    r"|<(i|em|b|strong|sup|sub|scp|sc)>([^<>]*)</\1>"
    r"|</?(?:i|b|em|strong|sup|sub|span|p|br|scp|sc|u|font|div)\b[^<>]{0,80}>",
    re.IGNORECASE,
)


@entry_rule("CK366", "markup-left-over", severity=Severity.WARNING)
def markup_left_over(entry: Entry) -> Iterator[Found]:
    r"""HTML in a .bib file: entities and tags are printed as they stand.

    CSL-JSON has tags of its own (``<i>``, ``<sup>``), which are right there. An abstract may be as it came.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides &amp; <i>Winds</i>}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides \& \emph{Winds}}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    if not entry.bib or not ("&" in entry.values or "<" in entry.values):
        return
    for name, field in entry.fields.items():
        if ("&" in field.value or "<" in field.value) and name not in _NO_TEXT:
            for found in _HTML.finditer(field.value):
                yield _told(entry, name, found)


def _told(entry: Entry, name: str, found: re.Match[str]) -> Found:
    if found[1]:
        command = command_of(found[1])
        start, end = found.span()
        tag = f"<{found[1]}>"
        place = entry.place(name)
        opening = Edit(entry.source.path, place + start, place + start + len(tag), f"{command}{{")
        closing = Edit(entry.source.path, place + end - len(tag) - 1, place + end, "}")
        fix = Fix(f"write {command}{{…}}", (opening, closing)) if place != -1 else None
        return entry.found(f"{tag!r} is HTML", name, start, end, hint=f"write {command}{{…}}", fix=fix)
    new = latex_of(found[0])
    fix = entry.replacing(name, new, *found.span()) if new is not None else None
    hint = f"write {new}" if new else "write it as LaTeX"
    return entry.found(f"{found[0]!r} is HTML", name, *found.span(), hint=hint, fix=fix)
