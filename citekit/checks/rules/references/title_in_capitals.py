"""The rule CK360."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity

_LEAST = 3
"""Words of a title of which one can be sure."""
_AROUND = "{}.,:;!?()'\"“”‘’«»"


def _is_in_capitals(word: str) -> bool:
    word = word.strip(_AROUND)
    return len(word) > 1 and word.isalpha() and word.isupper()


@entry_rule("CK360", "title-in-capitals", fields=("title", "booktitle", "maintitle"), severity=Severity.WARNING)
def title_in_capitals(entry: Entry) -> Iterator[Found]:
    """A title all in capitals: no style can make small letters of it, since it cannot know the names.

    Told are titles of three words and more; acronyms and short titles are let pass.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {TIDES OF THE NORTH SEA}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the North Sea}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    for name in ("title", "booktitle", "maintitle"):
        value = entry.value(name)
        if value.isupper() and sum(map(_is_in_capitals, value.split())) >= _LEAST:
            yield entry.found("the title is in capitals", name, hint="write it as its title page would in a sentence")
