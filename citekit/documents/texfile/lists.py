r"""The places of bibliographies in a LaTeX file, and which works each lists.

Sources: biblatex manual, 3.8.2 (``\printbibliography`` and its filters), 3.8.4 (refsection); natbib and BibTeX
(``\bibliography``); the ``thebibliography`` of the standard classes.
"""

from __future__ import annotations

from bisect import bisect_left

from citekit.documents.manuscript import ListPlace, Place, Selection
from citekit.documents.texfile.arguments import Argument, Arguments, uncommented, words
from citekit.documents.texfile.preamble import Preamble, options_of
from citekit.documents.texfile.scan import Command, Problem, Scan

_UNFOLLOWED = frozenset("filter category notcategory subtype notsubtype check section segment".split())
_SECTIONS = frozenset(("refsection", "refsegment"))


class Lists:
    """Gathers the lists; *title* is what the file itself calls them, "" where it does not say."""

    def __init__(self, scan: Scan, preamble: Preamble) -> None:
        self._scan, self._preamble = scan, preamble
        self._by_chapter = preamble.cites_by_chapter
        self._in_section = 0
        self._section_began = False
        self._ends = [one.end for one in scan.commands if one.name == "end thebibliography"]
        self.title = ""
        self.places: list[ListPlace] = []
        self.problems: list[Problem] = []

    def chapter_begins(self) -> None:
        r"""End what ``\newrefsection`` began in the chapter before."""
        self._section_began = False

    def take(self, command: Command, chapter: str) -> int:
        """Take in a command that may be a list; return where it ends, 0 for none."""
        match command.name:
            case "printbibliography":
                return self._printed(command, chapter)
            case "bibliography":
                return self._plain(command)
            case "printshorthands" | "printbiblist":
                shown = self._scan.text[command.start : command.end]
                message, hint = f"{shown} is left as it is", "write the list of abbreviations out"
                self.problems.append(Problem("list-left", message, command.start, command.end, hint))
            case "newrefsection":
                self._section_began = True
        return 0

    def environment(self, command: Command) -> int:
        """Take in the beginning or end of an environment; return where a list ends, 0 for none."""
        kind, _, name = command.name.partition(" ")
        if name in _SECTIONS:
            self._in_section = max(self._in_section + (1 if kind == "begin" else -1), 0)
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

    def _printed(self, command: Command, chapter: str) -> int:
        arguments = Arguments(self._scan, command.end)
        option = arguments.option()
        options = list(options_of(self._said(option)))
        by_chapter = self._by_chapter or self._section_began or self._in_section > 0
        several: dict[str, tuple[str, ...]] = {}
        for key, value in options:
            several[key] = (*several.get(key, ()), *(one.strip() for one in value.split(",")))
        selection = Selection(
            title=self._title(options),
            types=several.get("type", ()),
            not_types=several.get("nottype", ()),
            keywords=several.get("keyword", ()),
            without=several.get("notkeyword", ()),
            chapter=chapter if by_chapter else "",
        )
        end = arguments.position if option else command.end
        self._add(command.start, end, selection, titled="none" not in several.get("heading", ()))
        for key in several:
            if key in _UNFOLLOWED:
                message = f"{key!r} is not followed: the list has all works"
                hint = "select them by type= or keyword="
                self.problems.append(Problem("selection-not-followed", message, command.start, end, hint))
        return end

    def _title(self, options: list[tuple[str, str]]) -> str:
        given = next((value for key, value in options if key == "title"), "")
        return words(given, shorthands=self._preamble.habits.shorthands).strip() or self.title

    def _add(self, start: int, end: int, selection: Selection, *, titled: bool) -> None:
        self.places.append(ListPlace(Place(start, end), selection, titled))

    def _said(self, argument: Argument | None) -> str:
        return uncommented(self._scan.text[argument.start : argument.end]) if argument else ""
