"""JSON whose values know where they stand in the text."""

from __future__ import annotations

import json
import re
from typing import Any

from citekit.errors import UnreadableError
from citekit.files import json_of
from citekit.findings import Source
from citekit.values import NamedTuple

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class Node(NamedTuple):
    """A value, ``text[start:end]``; the members of an object or a list are nodes in their turn."""

    value: Any
    start: int
    end: int

    def get(self, name: str) -> Node | None:
        """Return a member of an object that is not null; ``None`` where there is none, and where this is no object."""
        found = self.value.get(name) if isinstance(self.value, dict) else None
        return found if isinstance(found, Node) and found.value is not None else None

    @property
    def items(self) -> list[Node]:
        """The members of a list; none of anything else."""
        return self.value if isinstance(self.value, list) else []


def tree(source: Source) -> Node:
    """Return the value that the text of *source* is.

    Raises: UnreadableError with the place, for what is no JSON.
    """
    json_of(source)
    try:
        return _node(source.text, _start(source.text, 0))
    except RecursionError:
        raise UnreadableError("not valid JSON: nested too deeply", where=source.span(0)) from None


def _start(text: str, position: int) -> int:
    """Return where the next value or sign begins."""
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _node(text: str, start: int) -> Node:
    """Return the value that begins at *start* of a text that is JSON."""
    closing = {"{": "}", "[": "]"}.get(text[start])
    if closing is None:
        value, end = _DECODER.raw_decode(text, start)
        return Node(value, start, end)
    members: dict[str, Node] = {}
    elements: list[Node] = []
    position = _start(text, start + 1)
    while text[position] != closing:
        if closing == "}":
            name, position = _DECODER.raw_decode(text, position)
            member = _node(text, _start(text, _start(text, position) + 1))  # past the colon
            members[name] = member
        else:
            member = _node(text, position)
            elements.append(member)
        position = _start(text, member.end)
        if text[position] == ",":
            position = _start(text, position + 1)
    return Node(members if closing == "}" else elements, start, position + 1)
