"""The order of note numbers: figures by their value, signs *, †, ‡ and letters by their place among themselves."""

from __future__ import annotations

from collections.abc import Sequence

from citekit.notes.marks.candidates import SIGNS
from citekit.patterns import pattern

_NUMBER = pattern(r"\d+|[*†‡§‖¶#]+|[a-z]{1,2}")
NUMBERED = "notes are numbered 1, 2, 3, lettered a, b, c or marked *, †, ‡"


def is_number(text: str) -> bool:
    """Tell whether a note can have *text* for its number."""
    return _NUMBER.fullmatch(text) is not None


def counted(number: str) -> tuple[str, int]:
    """Return what kind of number a note has, and where it stands in the order of its kind.

    >>> counted("12"), counted("**")[0], counted("b") < counted("aa")
    (('number', 12), 'sign', True)
    """
    if number.isdecimal():
        return "number", int(number)
    if number[0] in SIGNS:
        return "sign", SIGNS.index(number[0]) + len(SIGNS) * (len(number) - 1)
    return "letter", len(number) * 26 + ord(number[-1])


def missing_between(first: str, second: str) -> str:
    """Say which notes are missing between two numbers, "" where none is.

    >>> missing_between("12", "14"), missing_between("12", "16"), missing_between("12", "13")
    ('note 13 is missing', 'notes 13–15 are missing', '')
    """
    between = range(int(first) + 1, int(second))
    if not between:
        return ""
    return f"note {between[0]} is missing" if len(between) == 1 else f"notes {between[0]}–{between[-1]} are missing"


def abridged(numbers: Sequence[str]) -> str:
    """Name the notes there are, of many the first few and the last.

    >>> abridged(["11", "12", "14"])
    '11, 12, 14'
    """
    return ", ".join(numbers) if len(numbers) < 10 else f"{', '.join(numbers[:4])}, … {numbers[-1]}"


def place_in_order(number: str, numbers: Sequence[str]) -> int:
    """Return the place among *numbers* that *number* goes to: behind the last of its kind that is lower.

    >>> place_in_order("12", ["11", "*", "13"]), place_in_order("9", ["11", "13"]), place_in_order("*", ["11"])
    (1, 0, 1)
    """
    kind, value = counted(number)
    same = [(counted(other)[1], place) for place, other in enumerate(numbers) if counted(other)[0] == kind]
    if not same:
        return len(numbers)
    return max((place + 1 for other, place in same if other < value), default=min(place for _, place in same))
