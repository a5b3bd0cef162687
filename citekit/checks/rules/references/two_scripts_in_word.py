"""The rule CK371."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_TEXTS = frozenset(
    "title subtitle booktitle maintitle journaltitle journal series publisher location address author editor "
    "translator keywords".split()
)
_LATIN, _CYRILLIC = "A-Za-zÀ-ÖØ-öø-ɏ", "\u0400-\u04ff"
_MIXED = pattern(
    rf"(?<![\w\\{{}}])(?:[{_LATIN}]+[{_CYRILLIC}]|[{_CYRILLIC}]+[{_LATIN}])[{_LATIN}{_CYRILLIC}]*(?![\w{{}}])"
)
# Letters of the two scripts that look the same.
_ALIKE = "аеорсухіјѕԁһАВЕКМНОРСТХІЈЅ"
_TO_LATIN = str.maketrans(_ALIKE, "aeopcyxijsdhABEKMHOPCTXIJS")
_TO_CYRILLIC = str.maketrans("aeopcyxijsdhABEKMHOPCTXIJS", _ALIKE)
_ANY_CYRILLIC = pattern(f"[{_CYRILLIC}]")
_ANY_LATIN = pattern(f"[{_LATIN}]")


def _meant(word: str) -> str:
    """Return a word of two scripts in the one that most of its letters have, "" where the others do not fit it."""
    other = len(_ANY_CYRILLIC.findall(word))
    if other * 2 < len(word):
        new = word.translate(_TO_LATIN)
        return "" if _ANY_CYRILLIC.search(new) else new
    new = word.translate(_TO_CYRILLIC)
    return "" if _ANY_LATIN.search(new) else new


@entry_rule("CK371", "two-scripts-in-word", severity=Severity.WARNING)
def two_scripts_in_word(entry: Entry) -> Iterator[Found]:
    """A word in letters of two scripts: a Cyrillic "а" in a Latin word looks the same and sorts otherwise.

    Told are words whose letters of the other script all look like letters of the one. Words with a hyphen are looked at
    part by part.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tidеs}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    if entry.beyond_ascii.isdisjoint(_ALIKE):
        return
    for name, field in entry.fields.items():
        if not field.value.isascii() and name in _TEXTS:
            for found in _MIXED.finditer(field.value):
                if new := _meant(found[0]):
                    message = f"the word {found[0]!r} has letters of two scripts"
                    fix = entry.replacing(name, new, *found.span(), safe=False)
                    yield entry.found(message, name, *found.span(), hint="type it again", fix=fix)
