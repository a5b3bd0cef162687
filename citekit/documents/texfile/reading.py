r"""A scanned LaTeX file -> a manuscript: its notes with their numbers, its citations, its lists, what it asks for.

Sources: as in ``commands.py``; ``\footnotemark`` and ``\footnotetext`` as in *LaTeX2e: An unofficial reference manual*
(Footnotes): the text has the number that the counter has there, or the one it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citekit.documents.manuscript import Asked, Cited, Manuscript, Place
from citekit.documents.texfile import surroundings
from citekit.documents.texfile.arguments import Argument, Arguments, words
from citekit.documents.texfile.citing import ReadCite, read_cite
from citekit.documents.texfile.commands import (
    CHAPTERS,
    COUNTERS,
    DEFINING,
    HEADINGS,
    INPUTS,
    MATTERS,
    NOTE_MARKS,
    NOTE_TEXTS,
    NOTES,
    TITLES,
    Family,
    family,
    starred,
)
from citekit.documents.texfile.counters import Counters, Numbered
from citekit.documents.texfile.definitions import Definition, read_definition
from citekit.documents.texfile.drafts import Draft, Drafts
from citekit.documents.texfile.embedded import embedded
from citekit.documents.texfile.lists import Lists
from citekit.documents.texfile.preamble import Preamble
from citekit.documents.texfile.scan import Command, Problem, Scan
from citekit.documents.texfile.stretches import Mention
from citekit.findings import Finding, Severity, Source
from citekit.values import replace

_INTEGER = re.compile(r"\s*([-+]?\d{1,7})\s*")
_IN_COUNT = re.compile(r"\\(arabic|roman|Roman|alph|Alph|fnsymbol)\s*\{\s*(\w+)\s*\}")
_BOXES = frozenset(("minipage", "savenotes"))


def read(source: Source, data: bytes, findings: tuple[Finding, ...] = ()) -> Manuscript:
    """Return the manuscript in *source*; it never fails: what is wrong is among its findings, after *findings*."""
    scan = Scan(source)
    preamble = Preamble(scan, source.path)
    walk = _Walk(scan, preamble)
    walk.run()
    notes, cited = walk.drafts.finished(scan, shorthands=preamble.habits.shorthands)
    own = embedded(scan)
    mentions = [*walk.uncited, *(Mention(one.place.start, cite.key) for one in cited for cite in one.citation.cites)]
    lists = walk.lists.finished(mentions)
    asked = Asked(
        tuple(name for name in preamble.bib if name not in own.names),
        preamble.style,
        preamble.language,
        tuple(dict.fromkeys(one.key for one in walk.uncited)),
        listed=bool(lists),
    )
    found = sorted((*scan.problems, *walk.problems), key=lambda problem: problem.start)
    told = tuple(_finding(source, problem) for problem in found)
    return Manuscript(
        source.path, "latex", {"": source}, notes, cited, lists, asked, own.references, (*findings, *told), data
    )


def _finding(source: Source, problem: Problem) -> Finding:
    severity = Severity.ERROR if problem.is_error else Severity.WARNING
    return Finding(problem.rule, problem.message, source.span(problem.start, problem.end), severity, problem.hint)


class _Walk:
    """Goes over the commands of a file in their order."""

    def __init__(self, scan: Scan, preamble: Preamble) -> None:
        self._scan, self._preamble, self._habits = scan, preamble, preamble.habits
        self._counters = Counters()
        self._open: list[Draft] = []  # notes that the walk is in
        self._chapter = ""
        self._until = 0  # commands before it are done with
        self._live = 0  # in the preamble, text before it is text of the title
        self._boxes = 0
        self._by_start = {one.start: index for index, one in enumerate(scan.commands)}
        self.drafts = Drafts()
        self.lists = Lists(scan, preamble)
        self.uncited: list[Mention] = []
        self.problems: list[Problem] = []

    def run(self) -> None:
        """Read all."""
        for index, command in enumerate(self._scan.commands):
            if command.start < self._until:
                continue
            while self._open and command.start >= self._body(self._open[-1]).end:
                self._open.pop()
            if command.start >= self._scan.body or command.start < self._live or self._belongs_to_preamble(command):
                self._take(command, index)
        self._tell_textless()
        self.problems += self.lists.problems

    @staticmethod
    def _body(draft: Draft) -> Argument:
        return draft.body or Argument(0, 0)

    @staticmethod
    def _belongs_to_preamble(command: Command) -> bool:
        return command.name in DEFINING or command.name in COUNTERS or command.name in TITLES

    def _take(self, command: Command, index: int) -> None:
        name = command.name
        if name in DEFINING:
            self._define(read_definition(self._scan, command, index))
        elif taker := _TAKERS.get(name):
            taker(self, command)
        elif name.startswith(("begin ", "end ")):
            self._environment(command)
        elif own := family(name):
            self._cite(command, own)
        else:
            self._until = max(self.lists.take(command), self._until)

    # --- notes ---

    def _note(self, command: Command) -> None:
        counter = NOTES[command.name]
        if counter == "footnote" and self._boxes:
            counter = "mpfootnote"
        arguments = Arguments(self._scan, command.end)
        option = arguments.option()
        if counter == "sidenote":
            arguments.option()  # how far it is moved
        body = arguments.group()
        if body is None:
            self._tell_unclosed(command, arguments)
            return
        draft = self.drafts.new(counter, self._number(counter, option), self._chapter)
        draft.marks.append(Place(command.start, body.start - 1))
        self._enter(draft, body, command)

    def _mark(self, command: Command) -> None:
        counter = NOTE_MARKS[command.name]
        arguments = Arguments(self._scan, command.end)
        option = arguments.option()
        number = self._number(counter, option)
        draft = self.drafts.numbered(counter, number) if option else None
        draft = draft or self.drafts.new(counter, number, self._chapter)
        draft.marks.append(Place(command.start, arguments.position if option else command.end))

    def _text(self, command: Command) -> None:
        counter = NOTE_TEXTS[command.name]
        arguments = Arguments(self._scan, command.end)
        option = arguments.option()
        body = arguments.group()
        if body is None:
            self._tell_unclosed(command, arguments)
            return
        number = self._counters.current(counter) if option is None else self._number(counter, option)
        draft = self.drafts.numbered(counter, number)
        if draft is None or draft.body is not None:
            draft = self.drafts.new(counter, number, self._chapter)
        self._enter(draft, body, command)

    def _enter(self, draft: Draft, body: Argument, command: Command) -> None:
        draft.body = body
        if self._open:
            self._open[-1].inner.append(Place(command.start, body.end + 1))
        self._open.append(draft)

    def _number(self, counter: str, option: Argument | None) -> Numbered:
        if option is None:
            return self._counters.step(counter)
        said = self._scan.text[option.start : option.end]
        if found := _INTEGER.fullmatch(said):
            return self._counters.numbered(counter, int(found[1]))
        return self._counters.numbered(counter, 0)._replace(shown=words(said).strip())

    def _tell_textless(self) -> None:
        for draft in self.drafts.notes:
            if draft.body is None and draft.marks:
                start, end = draft.marks[0].start, draft.marks[0].end
                message = f"note {draft.number.shown} has a mark, and no text"
                hint = f"write \\footnotetext[{draft.number.shown}]{{…}}, or it is in another file"
                self.problems.append(Problem("note-without-text", message, start, end, hint))

    def _tell_unclosed(self, command: Command, arguments: Arguments) -> None:
        shown = self._scan.text[command.start : command.end]
        if arguments.unclosed < 0:
            message, hint = f"{shown} has no text", f"write {shown}{{…}}"
            self.problems.append(Problem("note-without-text", message, command.start, command.end, hint))
            return
        place = arguments.unclosed
        sign = "]" if self._scan.text[place] == "[" else "}"
        message = f"an argument of {shown} is never closed"
        self.problems.append(Problem("unclosed-argument", message, place, place + 1, f"add '{sign}'", is_error=True))

    # --- what numbers them ---

    def _count(self, command: Command) -> None:
        arguments = Arguments(self._scan, command.end)
        arguments.star()
        first, second = self._said(arguments.group()), self._said(arguments.group())
        number = _INTEGER.fullmatch(second)
        match command.name:
            case "setcounter" if number:
                self._counters.set(first, int(number[1]))
            case "addtocounter" if number:
                self._counters.add(first, int(number[1]))
            case "stepcounter" | "refstepcounter":
                self._counters.add(first, 1)
            case "counterwithin" | "@addtoreset":
                self._counters.tie(first, second)
            case "counterwithout" | "@removefromreset":
                self._counters.untie(first, second)
            case "setcounter" | "addtocounter" if first in NOTES.values():
                message = f"{second or 'nothing'!r} is no number: notes are counted on"
                hint = "their numbers may be others than those printed"
                self.problems.append(Problem("uncounted-notes", message, command.start, command.end, hint))

    def _heading(self, command: Command) -> None:
        arguments = Arguments(self._scan, command.end)
        is_starred = arguments.star()
        arguments.option()
        title = arguments.group()
        if not is_starred:
            self._counters.heading(command.name)
        self.lists.heading(command)
        if command.name in CHAPTERS:
            self._chapter = " ".join(words(self._said(title), shorthands=self._habits.shorthands).split())

    def _said(self, argument: Argument | None) -> str:
        return self._scan.text[argument.start : argument.end].strip() if argument else ""

    def _environment(self, command: Command) -> None:
        kind, _, name = command.name.partition(" ")
        if name in _BOXES:
            self._boxes = max(self._boxes + (1 if kind == "begin" else -1), 0)
            if kind == "begin":
                self._counters.minipage()
        elif name == "displaycquote" and kind == "begin":
            self._cite(command, Family(left=True))
        else:
            self._until = max(self.lists.environment(command), self._until)

    # --- what is said once ---

    def _define(self, definition: Definition) -> None:
        self._until = max(definition.end, self._until)
        if definition.name in ("bibname", "refname"):
            self.lists.title = words(definition.body).strip()
        elif definition.name.startswith("the") and (found := _IN_COUNT.search(definition.body)):
            self._counters.show(found[2], found[1])
        self.problems += definition.problems

    def _title(self, command: Command) -> None:
        arguments = Arguments(self._scan, command.end)
        arguments.option()
        arguments.group()
        self._live = max(self._live, arguments.position)

    def _input(self, command: Command) -> None:
        arguments = Arguments(self._scan, command.end)
        group = arguments.group()
        said = self._said(group)
        name = f"{said}{self._said(arguments.group())}" if command.name.endswith(("import", "from")) else said
        if not name:
            found = re.compile(r"[ \t]*+([^\s{}\\%]++)").match(self._scan.text, command.end)
            name = found[1] if found else ""
        if name:
            message = f"{name} is another file: its notes and citations are not read"
            hint = "it can be given by itself"
            end = max(arguments.position, command.end)
            self.problems.append(Problem("included-file", message, command.start, end, hint))

    # --- citations ---

    def _nocite(self, command: Command) -> None:
        for cite in self._read(command, Family()).citation.cites:
            self.uncited.append(Mention(command.start, cite.key))

    def _read(self, command: Command, own: Family) -> ReadCite:
        made = read_cite(self._scan, command, own, self._habits)
        self.problems += made.problems
        self._until = max(self._until, made.end)
        return made

    def _cite(self, command: Command, own: Family) -> None:
        if Arguments(self._scan, command.end).star():
            own = starred(command.name, own, is_biblatex=self._habits.is_biblatex)
        if self._habits.is_author_year and command.name == "cite":
            own = own._replace(mode="composite", bare=False)
        made = self._read(command, own)
        if not made.citation.cites:
            return
        if own.left:
            self._leave(command, made)
            return
        if own.near:
            shown = self._scan.text[command.start : command.end]
            message, hint = f"{shown} is set as any citation of the style", "write it out where it has to be full"
            self.problems.append(Problem("near-cite", message, command.start, command.end, hint))
        self._place(command, own, made)

    def _leave(self, command: Command, made: ReadCite) -> None:
        """Tell that a command stays as it is; its works are listed all the same."""
        shown = self._scan.text[command.start : command.end].partition("{")[0]
        message, hint = f"{shown} is left as it is: no style sets it", "write out what it is to say"
        self.problems.append(Problem("cite-left", message, command.start, made.end, hint))
        for cite in made.citation.cites:
            self.uncited.append(Mention(command.start, cite.key))

    def _place(self, command: Command, own: Family, made: ReadCite) -> None:
        note = self._open[-1] if self._open else None
        low, high = self._body(note) if note else (self._scan.body, self._scan.end)
        citation, start, end = made.citation, command.start, made.end
        if own.bare and (note is None or own.mode == "suppress-author") and self._may_be_bare(command.name):
            around = surroundings.bracketed(self._scan, command, made, low, self._following)
            if around:
                citation, start, end = around.citation, around.start, around.end
                if own.mode == "suppress-author":
                    citation = replace(citation, mode=own.mode)
        own_note = own.own_note and note is None
        shorthands = self._habits.shorthands
        cited = Cited(
            replace(citation, chapter=self._chapter),
            Place(start, end),
            note.identity if note else "",
            own_note,
            surroundings.words_before(self._scan, start, low, shorthands=shorthands),
            surroundings.words_after(self._scan, end, high, shorthands=shorthands),
            0 if note else surroundings.blank_before(self._scan, start, low),
            "" if note or own_note else surroundings.stop_after(self._scan.text, end),
        )
        self._until = max(self._until, end)
        (note.cited if note else self.drafts.running).append(cited)

    def _may_be_bare(self, name: str) -> bool:
        r"""Does the command print no parentheses here? ``\cite`` itself does in most packages."""
        return name.lower() not in ("cite", "cites") or self._habits.is_biblatex

    def _following(self, place: int) -> ReadCite | None:
        """Return the bare citation at *place*, ``None`` where something else is."""
        index = self._by_start.get(place)
        command = self._scan.commands[index] if index is not None else None
        own = family(command.name) if command else None
        if command is None or own is None or not own.bare or not self._may_be_bare(command.name):
            return None
        return read_cite(self._scan, command, own, self._habits)

    def _matter(self, command: Command) -> None:
        self._counters.matter(command.name)


_TAKERS: dict[str, Callable[[_Walk, Command], None]] = {
    **dict.fromkeys(NOTES, _Walk._note),
    **dict.fromkeys(NOTE_MARKS, _Walk._mark),
    **dict.fromkeys(NOTE_TEXTS, _Walk._text),
    **dict.fromkeys(HEADINGS, _Walk._heading),
    **dict.fromkeys(MATTERS, _Walk._matter),
    **dict.fromkeys(COUNTERS, _Walk._count),
    **dict.fromkeys(TITLES, _Walk._title),
    **dict.fromkeys(INPUTS, _Walk._input),
    "nocite": _Walk._nocite,
}
