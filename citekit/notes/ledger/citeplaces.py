"""Where the cites of a note stand in the text that it was read from, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from citekit.findings import Source
from citekit.model import Citation, NotePart
from citekit.values import replace


def with_places(parts: Iterable[NotePart], source: Source, start: int, end: int) -> Iterator[NotePart]:
    """Give every cite its place: its key is looked for in the raw text, where quoting may have shifted it."""
    for part in parts:
        if not isinstance(part, Citation):
            yield part
            continue
        cites = []
        for cite in part.cites:
            found = re.compile(r"@\{?" + re.escape(cite.key)).search(source.text, start, end)
            where = source.span(*found.span()) if found else source.span(min(start, len(source.text)))
            start = found.end() if found else start
            cites.append(replace(cite, where=where))
        yield replace(part, cites=tuple(cites))
