"""The rule CK343."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.patterns import pattern

_NUMBER = pattern(r"(?<![\w-])\d{4}[-‐‑–]?\d{3}[\dXx](?![\w-])")


@entry_rule("CK343", "wrong-issn", fields=("issn",))
def wrong_issn(entry: Entry) -> Iterator[Found]:
    """An ISSN whose check digit is wrong, or that is no ISSN.

    Source: ISO 3297. Several in one field and words beside them ("1234-5679 (online)") are understood.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, issn = {0317-8472}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, issn = {0317-8471}}
    """
    value = entry.value("issn")
    for found in _NUMBER.finditer(value):
        digits = [10 if one in "Xx" else int(one) for one in found[0] if one.isdigit() or one in "Xx"]
        if sum((8 - place) * digit for place, digit in enumerate(digits)) % 11:
            message = f"the check digit of {found[0]!r} is wrong"
            yield entry.found(message, "issn", *found.span(), hint="a digit is mistyped")
