"""Signatures of archives: "RGASPI, f. 17, op. 3, d. 695", "BArch, R 43 I/1234", "TNA, FO 371/13310".

A signature counts as a whole: one figure that differs is another file. Words for its parts (fond, box, Bd.) may be
written in any way, or left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from citekit.notes.resolving.words import NEUTRAL, words_of
from citekit.patterns import pattern
from citekit.values import NamedTuple

_PARTS = frozenset(
    """
    f fond fonds ф op opis inv d delo ed hr khr khran kh ll l fol folio box boxes folder file files carton karton kt
    dossier liasse legajo leg caja carpeta busta b fasc fascicolo bestand best nr no vol bd series ser item ms mss cod
    reel roll doc docs record group entry
    """.split()
)
_ROMAN = pattern(r"[ivxlc]+")


class Signature(NamedTuple):
    """The figures and letters that tell a file from others, in order, and the words for its archive."""

    parts: tuple[str, ...]
    archive: frozenset[str]


class Found(NamedTuple):
    """A signature stands at the words ``first`` to ``last`` of a text, with the name of its archive or without."""

    first: int
    last: int
    has_archive: bool


def signature(texts: Sequence[str]) -> Signature:
    """Return the signature that the fields of a reference give.

    >>> signature(["GARF, f. 5446, op. 1, d. 9"]).parts
    ('5446', '1', '9')
    """
    words = [one.word for text in texts for one in words_of(text)]
    parts = tuple(word for word in words if _is_part(word))
    if not any(character.isdecimal() for part in parts for character in part):
        parts = ()
    return Signature(parts, frozenset(word for word in words if word not in parts and word not in _PARTS))


def _is_part(word: str) -> bool:
    if word in _PARTS:
        return False
    return any(one.isdecimal() for one in word) or len(word) <= 2 or _ROMAN.fullmatch(word) is not None


def find_signature(words: Sequence[str], wanted: Signature) -> Found | None:
    """Return where *words* have all of a signature in order; without its archive's name only a long one counts."""
    if not wanted.parts:
        return None
    for start, word in enumerate(words):
        if word != wanted.parts[0] or (last := _last(words, start, wanted.parts)) is None:
            continue
        first = _archive_before(words, start, wanted.archive)
        has_archive = any(one in wanted.archive for one in words[first:start])
        behind = words[last + 1] if last + 1 < len(words) else ""
        if not has_archive and behind in wanted.archive and behind not in NEUTRAL:
            return Found(first, last + 1, has_archive=True)
        if has_archive or len(wanted.parts) > 2 or not wanted.archive:
            return Found(first, last, has_archive)
    return None


def _last(words: Sequence[str], start: int, parts: Sequence[str]) -> int | None:
    place = start
    for part in parts:
        while place < len(words) and words[place] != part and words[place] in _PARTS:
            place += 1
        if place == len(words) or words[place] != part:
            return None
        place += 1
    return place - 1


def _archive_before(words: Sequence[str], start: int, archive: frozenset[str]) -> int:
    """Return where the archive's name begins before a signature."""
    first = start
    for place in range(start - 1, max(-1, start - 9), -1):
        if words[place] in archive:
            first = place
        elif words[place] not in _PARTS and words[place] not in NEUTRAL:
            break
    while first and words[first - 1] in _PARTS:
        first -= 1
    return first
