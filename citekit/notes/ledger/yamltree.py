"""The nodes of a ledger's YAML, which know their places in the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from citekit.findings import Finding, Source, Span
from citekit.yamlerrors import LOOK, place_and_problem


@lru_cache(maxsize=2)
def compose(text: str) -> Node | None:
    """Return the root of *text*, which nobody changes; an edit asks for that of one text many times.

    Raises: ruamel.yaml.error.YAMLError, ValueError, RecursionError.
    """
    root: Node | None = YAML(typ="rt").compose(text)
    return root


def composed(source: Source) -> tuple[Node | None, Finding | None]:
    """Return the root of a file, ``None`` for an empty one, and what is wrong where it is no YAML."""
    try:
        return compose(source.text), None
    except MarkedYAMLError as error:
        place, problem = place_and_problem(error)
        return None, _wrong(source, place, problem or "not YAML", _hint(problem))
    except (YAMLError, ValueError, RecursionError) as error:
        position = getattr(error, "position", None)  # a character that YAML forbids
        return None, _wrong(source, position, str(error).splitlines()[0], "")


def _wrong(source: Source, place: object, problem: str, hint: str) -> Finding:
    where = source.span(min(place, len(source.text))) if isinstance(place, int) else Span(source.path)
    return Finding("yaml", f"not valid YAML: {problem}", where, hint=hint)


def _hint(problem: str) -> str:
    if "'@'" in problem or "'`'" in problem:
        return 'put a note that starts with @ in quotes: "@key [p. 3]."'
    if "mapping values are not allowed" in problem:
        return "put a text with a colon in it in quotes"
    if "tab" in problem or "\\t" in problem:
        return "YAML is indented with blanks, not tabs"
    return LOOK


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
