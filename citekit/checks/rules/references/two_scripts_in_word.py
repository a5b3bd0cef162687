"""The rule CK371."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_TEXTS = frozenset(
    "title subtitle booktitle maintitle journaltitle journal publisher location address author editor".split()
)
_LATIN, _CYRILLIC = "A-Za-zÀ-ÖØ-öø-ɏ", "\u0400-\u04ff"
_MIXED = pattern(
    rf"(?<![\w\\{{}}])(?:[{_LATIN}]+[{_CYRILLIC}]|[{_CYRILLIC}]+[{_LATIN}])[{_LATIN}{_CYRILLIC}]*(?![\w{{}}])"
)


@entry_rule("CK371", "two-scripts-in-word", severity=Severity.WARNING)
def two_scripts_in_word(entry: Entry) -> Iterator[Found]:
    """A word in letters of two scripts: a Cyrillic "а" in a Latin word looks the same and sorts otherwise.

    Words with a hyphen are looked at part by part.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tidеs}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for name, field in entry.fields.items():
        if not field.value.isascii() and name in _TEXTS:
            for found in _MIXED.finditer(field.value):
                message = f"the word {found[0]!r} has letters of two scripts"
                yield entry.found(message, name, *found.span(), hint="type it again")
