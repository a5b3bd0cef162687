"""The rule CK393."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_FIELDS = ("title", "subtitle", "booktitle", "journaltitle", "note")
_CURLY = pattern(r"[“”„«»]")


@entry_rule("CK393", "mixed-quotation-marks", fields=_FIELDS, severity=Severity.HINT)
def mixed_quotation_marks(entry: Entry) -> Iterator[Found]:
    r"""Straight quotation marks and others in one field: the straight ones are printed as they stand.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {“Tides” and "winds" of the North}, date = {1990},
          publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {“Tides” and “winds” of the North}, date = {1990},
          publisher = {Quay}, location = {Bristol}}
    """
    for name in _FIELDS:
        value = entry.value(name)
        if '"' in value and '\\"' not in value and not value.isascii() and _CURLY.search(value):
            start = value.index('"')
            yield entry.found("a straight mark beside others", name, start, start + 1, hint="write “ or ”")
