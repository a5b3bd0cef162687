r"""Arguments that LaTeX writes to a list of contents as well: headings and captions.

A note in one is protected. That it be not printed in the list of contents too, a heading without a short form gets one:
itself, without its notes. Source: *LaTeX2e: An unofficial reference manual* (Footnotes in section headings; moving
arguments).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from citekit.changes import Change, apply
from citekit.documents.manuscript import Place
from citekit.documents.texfile.arguments import Argument, Arguments
from citekit.documents.texfile.commands import MOVING
from citekit.documents.texfile.scan import Command, Scan

_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_NOTE = re.compile(r"\\(?:footnote|endnote|thanks|sidenote)")
_UNSHORTENED = frozenset(("markboth", "markright"))


class Moving:
    """The headings and captions of a file, and what is set in them."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._shortened: set[Argument] = set()  # those that may get a short form
        self._places = sorted(place for one in scan.commands if one.name in MOVING for place in self._arguments(one))
        self._set: dict[Argument, list[Change]] = {}
        self._with_notes: set[Argument] = set()

    def at(self, place: int) -> Argument | None:
        """Return the argument that *place* is in, ``None`` where it is in none."""
        index = bisect_right(self._places, (place, len(self._scan.text) + 1)) - 1
        found = self._places[index] if index >= 0 else None
        return found if found and place < found.end else None

    def add(self, change: Change, *, has_note: bool) -> None:
        """Take in what stands in the place of a citation, without its note."""
        if (argument := self.at(change.start)) in self._shortened and argument:
            self._set.setdefault(argument, []).append(change)
            if has_note:
                self._with_notes.add(argument)

    def short_forms(self) -> Iterator[tuple[Place, str]]:
        """Yield the short forms that headings get, and where."""
        for argument in sorted(self._with_notes):
            said = self._scan.text[argument.start : argument.end]
            if not _NOTE.search(said):
                place = argument.start - 1
                yield Place(place, place), f"[{{{_LABEL.sub('', _changed(said, argument, self._set[argument]))}}}]"

    def _arguments(self, command: Command) -> list[Argument]:
        arguments = Arguments(self._scan, command.end)
        is_starred = arguments.star()
        option, group = arguments.option(), arguments.group()
        if group and option is None and not is_starred and command.name not in _UNSHORTENED:
            self._shortened.add(group)
        other = arguments.group() if command.name == "markboth" else None
        return [one for one in (option, group, other) if one]


def _changed(text: str, argument: Argument, changes: Iterable[Change]) -> str:
    return apply(text, (Change(one.start - argument.start, one.end - argument.start, one.new) for one in changes))
