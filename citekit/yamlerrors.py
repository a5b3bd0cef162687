"""What is wrong with a text that is no YAML: where, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

LOOK = "check quotes and indentation on this line and the one above"


def place_and_problem(error: MarkedYAMLError) -> tuple[int | None, str]:
    """Return the offset of *error* in the text read, ``None`` where it has none, and what it says, "" for nothing.

    What is never closed is told where it begins, not where the file ends.
    """
    unclosed = "unexpected end of stream" in str(error.problem)
    mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
    return mark.index if mark else None, " ".join(str(error.problem or error.context or "").split())
