"""Where the prose of notes stands in a ledger's text, and which numbers in it refer to other notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from citekit.findings import Source
from citekit.notes.citesyntax import CITE
from citekit.notes.crossrefs import references_to_notes
from citekit.notes.ledger.yamltree import note_pairs
from citekit.values import NamedTuple

_PROSE_FIELDS = ("before", "after", "prefix", "suffix")


class ReferenceSpan(NamedTuple):
    """``text[start:end]`` of a ledger, in the note *note* of run *run*, refers to the note *number* of that run."""

    run: int
    note: str
    start: int
    end: int
    number: str


def note_references(source: Source) -> tuple[ReferenceSpan, ...]:
    """Return every reference from a note to another by its number ("see n. 9 above"), in order.

    The ledger in *source* was read without errors.
    """
    return tuple(_references(source.text))


def _references(text: str) -> Iterator[ReferenceSpan]:
    for run, key, note in note_pairs(text):
        for start, end in _prose(note):
            for one in references_to_notes(_without_cites(text[start:end])):
                yield ReferenceSpan(run, key.value, start + one.start, start + one.end, one.number)


def _prose(node: Node) -> Iterator[tuple[int, int]]:
    """Yield the places of the scalars that are prose, or a note in the short form."""
    match node:
        case ScalarNode():
            yield node.start_mark.index, node.end_mark.index
        case SequenceNode():
            for item in node.value:
                yield from _prose(item)
        case MappingNode():
            for name, value in node.value:
                if name.value == "cites" or name.value in _PROSE_FIELDS:
                    yield from _prose(value)


def _without_cites(text: str) -> str:
    """Return *text* with keys as other words of their length, so that a locator behind one stays a locator."""
    pieces, position = [], 0
    for cite in CITE.finditer(text):
        bracket = re.compile(r"\s?\[").match(text, cite.end())
        end = bracket.end() if bracket else cite.end()
        pieces += [text[position : cite.start()], "X" * (cite.end() - cite.start()), "," * (end - cite.end())]
        position = end
    return "".join((*pieces, text[position:]))
