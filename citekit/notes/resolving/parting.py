"""A note cut into stretches that cite one work after another: at its semicolons, and a long one at its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.patterns import pattern

SENTENCES = pattern(r"(?<=\d)\.\s+(?=[^\W\d_a-zа-я])")
"""Ends of sentences that end in a number, as most cites do."""

_BRACKETS = {"(": ")", "[": "]", "“": "”", "„": "“”", "«": "»"}
_LONG = 400
# Several authors may be parted by semicolons, too.
_NAMES = pattern(r"\s*(?:[^\W\d_a-zа-яß-ÿ][\w.’'-]*[,\s]*){1,4}")


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a note; a long one is cut at the ends of sentences that end in a number, too."""
    for start, end in _between_semicolons(text):
        begin = start
        for match in SENTENCES.finditer(text, start, end) if end - start > _LONG else ():
            if match.start() - begin > _LONG:
                yield begin, match.end()
                begin = match.end()
        yield begin, end


def _between_semicolons(text: str) -> Iterator[tuple[int, int]]:
    """Yield what semicolons part, those in brackets and quotation marks apart."""
    start = last = 0  # of the stretch, and behind the last semicolon
    closing: list[str] = []
    for place, sign in enumerate(text):
        if closing and sign in closing[-1]:
            closing.pop()
        elif sign in _BRACKETS:
            closing.append(_BRACKETS[sign])
        elif sign == ";" and not closing:
            if not _NAMES.fullmatch(text, last, place):
                yield start, place
                start = place + 1
            last = place + 1
    yield start, len(text)
