"""A note as a book prints it, before anything in it is known to be a cite."""

from __future__ import annotations

from citekit.findings import Span
from citekit.values import dataclass, field


@dataclass(frozen=True, slots=True)
class NoteText:
    """The printed text of one note.

    *text* is on one line, its italics as ``*…*`` where the source has them, as ``prose.py`` reads them. *run* counts,
    from 0, how often the numbers have begun again before it; *chapter* is the heading that its run stands under, ""
    where there is none. *body* is where all it says stands in its source, without its number, where the reader tells.
    """

    number: str
    text: str
    run: int = 0
    chapter: str = ""
    where: Span | None = field(default=None, compare=False)
    body: tuple[int, int] | None = field(default=None, compare=False)
