"""The nodes of a ledger's YAML, which know their places in the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


@lru_cache(maxsize=2)
def compose(text: str) -> Node | None:
    """Return the root of *text*, which nobody changes; an edit asks for that of one text many times.

    Raises: ruamel.yaml.error.YAMLError, ValueError, RecursionError.
    """
    root: Node | None = YAML(typ="rt").compose(text)
    return root


CHAPTER = "chapter"
"""The field of a run of notes that is no number: the title of their chapter."""


def field_node(text: str, name: str) -> Node | None:
    """Return the value of a field of a ledger, ``None`` where it has none."""
    root = compose(text)
    pairs = root.value if isinstance(root, MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def note_pairs(text: str) -> Iterator[tuple[int, ScalarNode, Node]]:
    """Yield run, number and value of each note of a ledger that was read without errors."""
    notes = field_node(text, "notes")
    for run, mapping in enumerate(notes.value if isinstance(notes, SequenceNode) else [notes]):
        for key, value in mapping.value if isinstance(mapping, MappingNode) else ():
            if key.value != CHAPTER:
                yield run, key, value
