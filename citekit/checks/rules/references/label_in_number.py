"""The rule CK333."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_NUMBER = pattern(r"\s*((?:no|nr|num|number|issue|heft|iss|№)\.?[\s~]*)(?=\d)", re.IGNORECASE)
_LABELS = {
    "volume": pattern(r"\s*((?:vol|volume|bd|band|tome?|т|том)\.?[\s~]+|vol\.)(?=\d)", re.IGNORECASE),
    "number": _NUMBER,
    "issue": _NUMBER,
}


@entry_rule("CK333", "label-in-number", fields=("volume", "number", "issue"), severity=Severity.HINT)
def label_in_number(entry: Entry) -> Iterator[Found]:
    """A word typed with a number that styles put there themselves: "vol. 3" as a volume, "No. 2" as a number.

    Series with names of their own ("Band A") are left alone.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {Vol. 3},
          date = {1990},
          pages = {132--145}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {132--145}}
    """
    for name, label in _LABELS.items():
        if name in entry.fields and (found := label.match(entry.value(name))):
            fix = entry.replacing(name, "", *found.span(1), safe=False)
            message = f"{found[1].strip()!r} stands in the {name}"
            yield entry.found(message, name, *found.span(1), hint="the number alone is enough", fix=fix)
