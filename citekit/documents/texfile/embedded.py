r"""References that a LaTeX file carries itself, in ``filecontents``, for its ``\addbibresource`` or ``\bibliography``.

Source: *LaTeX2e: An unofficial reference manual*, ``filecontents``.
"""

from __future__ import annotations

import re

from citekit.documents.texfile.preamble import file_name
from citekit.documents.texfile.scan import Scan
from citekit.findings import Source
from citekit.model import Library
from citekit.values import NamedTuple

_ENVIRONMENTS = frozenset(("begin filecontents", "begin filecontents*"))
_HEAD = re.compile(r"[ \t]*+(?:\[[^\]\r\n]{0,200}\])?[ \t]*+\{([^{}\r\n]{1,200})\}")
_NO_LINE_END = re.compile(r"[^\r\n]")


class Embedded(NamedTuple):
    """The references in the file, and the names of the files that they are of."""

    references: Library = Library()
    names: frozenset[str] = frozenset()


def embedded(scan: Scan) -> Embedded:
    """Return the references that the file carries; their places are places of the file."""
    pieces, names, place = [], [], 0
    for command in scan.commands:
        if command.name not in _ENVIRONMENTS or command.start < place:
            continue
        head = _HEAD.match(scan.text, command.end)
        end = scan.hidden_until(command.end)
        name = file_name(head[1], scan.source.path) if head else ""
        if head is None or not name.lower().endswith(".bib") or head.end() > end:
            continue
        pieces += [_NO_LINE_END.sub(" ", scan.text[place : head.end()]), scan.text[head.end() : end]]
        names.append(name)
        place = end
    if not names:
        return Embedded()
    from citekit.bib import bibtex  # noqa: PLC0415 - heavy, and few manuscripts carry their references

    source = Source(scan.source.path, "".join(pieces), scan.source.encoding)
    return Embedded(bibtex.read(source), frozenset(names))
