"""The rule CK342."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.patterns import pattern

_NUMBER = pattern(r"(?<![\w-])\d(?:[-‐‑–\s]?\d){7,13}(?:[-‐‑–\s]?[Xx])?(?![\w-])")
_FEWEST = 9


def _is_right(digits: str) -> bool:
    """Tell whether the check digit is right. Source: ISBN Users' Manual, appendix 1."""
    if len(digits) == 13:
        return sum((3 if place % 2 else 1) * int(digit) for place, digit in enumerate(digits)) % 10 == 0
    weighted = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits))
    return weighted % 11 == 0


@entry_rule("CK342", "wrong-isbn", fields=("isbn",))
def wrong_isbn(entry: Entry) -> Iterator[Found]:
    """An ISBN whose check digit is wrong, or that has too few or too many digits.

    Sources: ISO 2108; ISBN Users' Manual, 5 and appendix 1. Several in one field, hyphens, blanks and words beside
    them ("978-… (pbk.)") are understood. Standard Book Numbers of nine digits, from before 1970, are right.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990},
          isbn = {978-0-19-502697-8}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990},
          isbn = {978-0-19-502697-9 (hbk.)}}
    """
    value = entry.value("isbn")
    for found in _NUMBER.finditer(value):
        digits = "".join(one for one in found[0].upper() if one.isdigit() or one == "X")
        if not digits.isascii() or len(digits) < _FEWEST:
            continue
        if len(digits) not in (10, 13) or "X" in digits[:-1]:
            if len(digits) != _FEWEST:
                message = f"{found[0]!r} has {len(digits)} digits, and an ISBN has 10 or 13"
                yield entry.found(message, "isbn", *found.span(), hint="compare it with the book")
        elif not _is_right(digits):
            message = f"the check digit of {found[0]!r} is wrong"
            yield entry.found(message, "isbn", *found.span(), hint="a digit is mistyped: compare it with the book")
