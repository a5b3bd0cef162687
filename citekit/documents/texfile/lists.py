r"""The places of bibliographies in a LaTeX file, and which works each lists.

Sources: biblatex manual, 3.8.2 (``\printbibliography`` and its filters); natbib and BibTeX
(``\bibliography``); the ``thebibliography`` of the standard classes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from citekit.documents.manuscript import ListPlace, Place, Selection
from citekit.documents.texfile.arguments import Argument, Arguments, uncommented, words
from citekit.documents.texfile.preamble import Preamble, options_of
from citekit.documents.texfile.scan import Command, Problem, Scan
from citekit.documents.texfile.stretches import KINDS, Mention, Stretches
from citekit.model import Key
from citekit.values import replace

_UNFOLLOWED = frozenset("filter category notcategory subtype notsubtype check".split())
_LEFT = frozenset(("printshorthands", "printbiblist", "bibbysection", "bibbysegment", "bibbycategory"))


class Lists:
    """Gathers the lists; *title* is what the file itself calls them, "" where it does not say."""

    def __init__(self, scan: Scan, preamble: Preamble) -> None:
        self._scan, self._preamble = scan, preamble
        self._stretches = {kind: Stretches() for kind in KINDS}
        self._wanted: list[tuple[tuple[str, int], ...]] = []  # the stretches that each list is of
        self._ends = [one.end for one in scan.commands if one.name == "end thebibliography"]
        self.title = ""
        self.places: list[ListPlace] = []
        self.problems: list[Problem] = []

    def heading(self, command: Command) -> None:
        """Begin what the options of biblatex begin with such a heading."""
        for kind in KINDS:
            if self._preamble.options("biblatex", "biblatex-chicago").get(kind, "").rstrip("+") == command.name:
                self._stretches[kind].begin(command.start)

    def finished(self, mentions: Sequence[Mention]) -> tuple[ListPlace, ...]:
        """Return the lists; those of a stretch name the works that are mentioned there."""
        known = {kind: self._stretches[kind].keys(mentions) for kind in KINDS}
        result = []
        for place, wanted in zip(self.places, self._wanted, strict=True):
            found = [own for kind, number in wanted if (own := known[kind].get(number, ()))]
            keys = found[0] if found else ()
            if len(found) > 1:
                keys = tuple(key for key in keys if key in frozenset(found[1])) or ("",)
            selection = replace(place.selection, keys=tuple(map(Key, keys)))
            result.append(replace(place, selection=selection))
        return tuple(result)

    def take(self, command: Command) -> int:
        """Take in a command that may be a list; return where it ends, 0 for none."""
        match command.name:
            case "printbibliography":
                return self._printed(command)
            case "bibliography":
                return self._plain(command)
            case name if name in _LEFT:
                shown = self._scan.text[command.start : command.end]
                message, hint = f"{shown} is left as it is", "write the list of abbreviations out"
                self.problems.append(Problem("list-left", message, command.start, command.end, hint))
            case "newrefsection" | "newrefsegment" | "endrefsection" | "endrefsegment":
                stretches = self._stretches[command.name.removeprefix("new").removeprefix("end")]
                (stretches.begin if command.name.startswith("new") else stretches.end)(command.start)
        return 0

    def environment(self, command: Command) -> int:
        """Take in the beginning or end of an environment; return where a list ends, 0 for none."""
        kind, _, name = command.name.partition(" ")
        if name in KINDS:
            (self._stretches[name].begin if kind == "begin" else self._stretches[name].end)(command.start)
        if command.name != "begin thebibliography":
            return 0
        place = bisect_left(self._ends, command.end)
        if place == len(self._ends):
            message, hint = "the environment 'thebibliography' is never closed", "add \\end{thebibliography}"
            self.problems.append(Problem("unclosed-environment", message, command.start, command.end, hint))
            return 0
        self._add(command.start, self._ends[place], Selection(title=self.title), titled=True)
        return self._ends[place]

    def _plain(self, command: Command) -> int:
        arguments = Arguments(self._scan, command.end)
        if arguments.group() is None:
            return 0
        self._add(command.start, arguments.position, Selection(title=self.title), titled=True)
        return arguments.position

    def _printed(self, command: Command) -> int:
        arguments = Arguments(self._scan, command.end)
        option = arguments.option()
        options = list(options_of(self._said(option)))
        several: dict[str, tuple[str, ...]] = {}
        for key, value in options:
            several[key] = (*several.get(key, ()), *(one.strip() for one in value.split(",")))
        selection = Selection(
            title=self._title(options),
            types=several.get("type", ()),
            not_types=several.get("nottype", ()),
            keywords=several.get("keyword", ()),
            without=several.get("notkeyword", ()),
        )
        end = arguments.position if option else command.end
        named = dict(options)
        wanted = [("refsection", self._stretches["refsection"].number(named.get("section", "")))]
        if "segment" in named:
            wanted.append(("refsegment", self._stretches["refsegment"].number(named["segment"])))
        titled = "none" not in several.get("heading", ())
        self._add(command.start, end, selection, titled=titled, wanted=tuple(wanted))
        for key in several:
            if key in _UNFOLLOWED:
                message = f"{key!r} is not followed: the list has all works"
                hint = "select them by type= or keyword="
                self.problems.append(Problem("selection-not-followed", message, command.start, end, hint))
        return end

    def _title(self, options: list[tuple[str, str]]) -> str:
        given = next((value for key, value in options if key == "title"), "")
        return words(given, shorthands=self._preamble.habits.shorthands).strip() or self.title

    def _add(
        self,
        start: int,
        end: int,
        selection: Selection,
        *,
        titled: bool,
        wanted: tuple[tuple[str, int], ...] = (),
    ) -> None:
        self._wanted.append(wanted)
        self.places.append(ListPlace(Place(start, end), selection, titled))

    def _said(self, argument: Argument | None) -> str:
        return uncommented(self._scan.text[argument.start : argument.end]) if argument else ""
