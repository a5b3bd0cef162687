"""The nodes of a ledger's YAML, which know their places in the text."""

from __future__ import annotations

from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.nodes import Node


@lru_cache(maxsize=2)
def compose(text: str) -> Node | None:
    """Return the root of *text*, which nobody changes; an edit asks for that of one text many times.

    Raises: ruamel.yaml.error.YAMLError, ValueError, RecursionError.
    """
    root: Node | None = YAML(typ="rt").compose(text)
    return root
