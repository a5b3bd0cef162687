"""Whether a note says anything."""

from __future__ import annotations

from citekit.checks.document import Body
from citekit.notes.audit import Audited
from citekit.patterns import pattern

_TAG = pattern(r"<[^<>]*>|&[#\w]+;")
_THING = pattern(r"<(?:\w+:)?(?:drawing|pict|object|oMath|math|img|image|svg|frame|graphic|formula|table)\b")


def is_blank(note: Audited, body: Body) -> bool:
    """Tell whether a note has no letter or figure, and nothing in its text that is none, as a picture is.

    Where a format says nothing of the place of a note without words, what it has instead is not known.
    """
    if body.start == body.end and body.source.text[body.start - 1 : body.start] == ">":
        return False
    if any(map(str.isalnum, note.text)):
        return False
    text = body.source.text[body.start : body.end]
    if _THING.search(text):
        return False
    return not any(map(str.isalnum, _TAG.sub("", text)))
