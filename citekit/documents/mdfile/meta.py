"""What the YAML metadata of a Markdown manuscript asks for, and the works that it describes itself.

Source: Pandoc User's Guide, "YAML metadata blocks", "Specifying bibliographic data", "Citation rendering",
"Including uncited items in the bibliography", "Other relevant metadata fields". Later blocks win, as in pandoc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citekit.documents.manuscript import Asked
from citekit.errors import UnreadableError
from citekit.findings import Finding, Source
from citekit.model import Key, Library, Reference
from citekit.notes.citesyntax import CITE
from citekit.patterns import pattern
from citekit.values import dataclass

_MOST = 500_000  # characters, of which YAML takes some seconds for each hundred thousand
_DEEPEST = 200
_BRACKETS = pattern(r"[\[\]{}]")
_YES = frozenset(("true", "yes", "on", "y"))
_ALL = pattern(r"(?<![\w\\])@\*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """*notes_after_punctuation* says whether marks of notes stand behind stops; ``None`` leaves that to the style."""

    asked: Asked = Asked()
    references: Library = Library()
    notes_after_punctuation: bool | None = None


def read_metadata(source: Source, spans: Sequence[tuple[int, int]]) -> Metadata:
    """Return what the YAML at *spans* says; what is wrong with it is told in the findings of its references.

    Raises: UnreadableError for metadata that takes minutes to read.
    """
    if not spans:
        return Metadata()
    if sum(end - start for start, end in spans) > _MOST:
        message = f"metadata of more than {_MOST:,} characters"
        raise UnreadableError(message, where=source.span(*spans[-1]), hint="put references in a file of their own")
    for span in spans:
        if _depth(source.text, *span) > _DEEPEST:
            raise UnreadableError("metadata that is nested too deeply", where=source.span(*span))
    from citekit.bib import cslyaml  # noqa: PLC0415 - with ruamel.yaml, which few manuscripts need
    from citekit.bib.cslfile.yamlnodes import MappingNode, Nodes  # noqa: PLC0415 - as above

    findings: list[Finding] = []
    nodes = Nodes(source, findings)
    fields: dict[str, Any] = {}
    references: dict[Key, Reference] = {}
    for start, end in spans:
        for root in nodes.documents(start, end):
            if isinstance(root, MappingNode):
                members = nodes.members(root)
                fields |= {name: nodes.value(value) for name, (_, value) in members.items() if name != "references"}
                if "references" in members:
                    cslyaml.add_references(nodes, root, references)
    after_stops = truth(fields.get("notes-after-punctuation"))
    return Metadata(asked_of(fields), Library(references, tuple(dict.fromkeys(findings))), after_stops)


def _depth(text: str, start: int, end: int) -> int:
    """Return how many brackets of YAML are open at once, at most; reading those takes their number squared."""
    deepest = depth = 0
    for sign in _BRACKETS.finditer(text, start, end):
        depth = depth + 1 if sign[0] in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def asked_of(fields: Mapping[str, Any]) -> Asked:
    """Return what metadata asks for whose values are texts, lists and mappings of them; ``None`` where they say none.

    ``nocite`` is text with citations in it; ``@*`` is all.
    """
    suppressed = truth(fields.get("suppress-bibliography"))
    style = fields.get("csl") or fields.get("citation-style")
    return Asked(
        bib=tuple(texts(fields.get("bibliography"))),
        style=style.strip() if isinstance(style, str) else "",
        language=next(texts(fields.get("lang")), ""),
        uncited=tuple(dict.fromkeys(_uncited(fields.get("nocite")))),
        listed=None if suppressed is None else not suppressed,
        title=next(texts(fields.get("reference-section-title")), ""),
    )


def texts(value: Any) -> Iterator[str]:
    """Yield the texts that a value has: itself, or those of a list or mapping."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from texts(one)


def truth(value: Any) -> bool | None:
    """Return whether a value is "true"; ``None`` for one that is not there."""
    if isinstance(value, bool):
        return value
    return None if not isinstance(value, str) else value.strip().lower() in _YES


def _uncited(value: Any) -> Iterator[str]:
    for text in texts(value):
        if _ALL.search(text):
            yield "*"
        for found in re.finditer(CITE, text):
            yield found["braced"] or found["key"]
