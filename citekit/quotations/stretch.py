"""A stretch of a passage: what runs on, or a quotation that is set apart."""

from __future__ import annotations

from citekit.model import NoteMark
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a passage and its note marks, of which *first* is the first among those of the passage.

    A *block* is a quotation that is set apart.
    """

    text: str
    marks: tuple[NoteMark, ...]
    first: int = 0
    block: bool = False
