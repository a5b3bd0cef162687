"""The rule CK395."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule(
    "CK395", "translation-without-original", fields=("translator", "origtitle", "origdate"), severity=Severity.HINT
)
def translation_without_original(entry: Entry) -> Iterator[Found]:
    """A translation that does not say from what language, or an original title without its language.

    Source: biblatex manual, 2.2.2: ``origlanguage`` is printed with the translator ("translated from the Russian by").

    Wrong::

        @book{lee1990, author = {Lee, Ann}, translator = {Kay, Bo}, title = {Tides}, date = {1990},
          publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, translator = {Kay, Bo}, origlanguage = {russian}, title = {Tides},
          date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    if not entry.has("origlanguage") and (name := entry.first("translator", "origtitle")):
        what = "a translation" if name == "translator" else "an original title"
        yield entry.found(f"{what} without its language", name, hint="add origlanguage")
