r"""A note's text put together from pieces, upright or italic, as ``prose.py`` reads it: ``*…*``, ``\*`` for a star."""

from __future__ import annotations

from collections.abc import Iterable

from citekit.patterns import pattern

_MARKUP = pattern(r"([\\*\[\]<_])")
# What stays upright at the ends of italics.
_UPRIGHT = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ",;:"
_BLANKS = pattern(r"\s+")


def as_markup(pieces: Iterable[tuple[str, bool]]) -> str:
    r"""Return pieces of plain text, each with whether it is italic, as one line of markup.

    >>> as_markup([("See ", False), ("Pravda, ", True), ("12 * 3", False)])
    'See *Pravda*, 12 \\* 3'
    """
    joined: list[tuple[str, bool]] = []
    for text, italic in pieces:
        if joined and (joined[-1][1] == italic or not text.strip()):
            joined[-1] = (joined[-1][0] + text, joined[-1][1])
        elif text:
            joined.append((text, italic))
    return _BLANKS.sub(" ", "".join(_written(text, italic=italic) for text, italic in joined)).strip()


def _written(text: str, *, italic: bool) -> str:
    escaped = _MARKUP.sub(r"\\\1", text)
    core = escaped.strip(_UPRIGHT)
    if not italic or not core or "*" in core or "\\" in core:  # within stars a sign cannot be escaped
        return escaped
    before, _, after = escaped.partition(core)
    return f"{before}*{core}*{after}"
