r"""A citation command, read as a citation.

Sources: biblatex manual, 3.8 (Citation Commands): one optional argument is the postnote, two are pre- and postnote; the
prenote belongs to the first of several keys, the postnote to the last; 3.8.3: ``\cites(pre)(post)[…][…]{…}…``; 3.13.1
(``\pno`` and its like); natbib's and jurabib's manuals, which agree. A postnote that begins with a number is a place in
the work ("12", "12--15, my italics"), as in ``notes.locators``.
"""

from __future__ import annotations

import re

from citekit.documents.texfile.arguments import Argument, Arguments, has_paragraph, inlines
from citekit.documents.texfile.commands import Family
from citekit.documents.texfile.scan import Command, Problem, Scan
from citekit.model import Citation, Cite, Key, Locator
from citekit.notes.locators import split_locator
from citekit.richtext import Inlines, concat, part, plain
from citekit.values import NamedTuple, dataclass, replace

_KEY = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
_NO_KEY = re.compile(r"[\s\\{}%#]")
_COMMENT = re.compile(r"%[^\r\n]*+")
_NO_PAGE = re.compile(r"\\(?:nopp|hspace\*?\{[^{}]*\})[ ~]?")


class Habits(NamedTuple):
    """What is to be known of the whole file: its packages, and whether babel has its shorthands for German."""

    is_biblatex: bool = False
    is_natbib: bool = False
    is_author_year: bool = False
    is_apacite: bool = False
    shorthands: bool = False


class _Group(NamedTuple):
    before: Argument | None
    after: Argument | None
    keys: Argument
    volume: Argument | None = None


@dataclass(frozen=True, slots=True)
class ReadCite:
    """A citation command as it was read: the *citation* and where its command ends; what is wrong in *problems*."""

    citation: Citation
    end: int
    problems: tuple[Problem, ...] = ()


def read_cite(scan: Scan, command: Command, own: Family, habits: Habits, limit: int = -1) -> ReadCite:
    """Return the citation that *command* is; without cites where its arguments are broken.

    Its arguments have to end before *limit*.
    """
    return _Reader(scan, command, own, habits, limit).read()


class _Reader:
    def __init__(self, scan: Scan, command: Command, own: Family, habits: Habits, limit: int) -> None:
        self._scan, self._command, self._own, self._habits = scan, command, own, habits
        self._arguments = Arguments(scan, command.end, limit)
        self._problems: list[Problem] = []

    def read(self) -> ReadCite:
        arguments = self._arguments
        arguments.star()
        around: list[Argument] = []
        while self._own.several and len(around) < 2 and (found := arguments.round()):
            around.append(found)
        groups: list[_Group] = []
        while group := self._group(is_first=not groups):
            groups.append(group)
            if not self._own.several:
                break
        if not groups:
            self._tell_missing()
            return ReadCite(Citation(()), arguments.position, tuple(self._problems))
        cites = [cite for group in groups for cite in self._cites(group)]
        if cites and around:
            cites = self._with_around(cites, around)
        return ReadCite(self._citation(cites), arguments.position, tuple(self._problems))

    def _group(self, *, is_first: bool) -> _Group | None:
        """Read one ``[pre][post]{keys}``; where none follows a list's last, nothing is read."""
        arguments = self._arguments
        begin = arguments.position
        volume = None
        before = arguments.pointed() if self._habits.is_apacite else None
        first = arguments.option()
        if self._own.volume:
            before, volume = first, arguments.group()
            first = arguments.option()
        second = None if self._own.volume else arguments.option()
        keys = arguments.group()
        if keys is None or (self._own.volume and volume is None) or has_paragraph(self._scan, keys):
            if keys is not None and is_first:
                arguments.unclosed = keys.start - 1
            arguments.position = begin
            return None
        if not is_first and not self._scan.text[keys.start : keys.end].strip():
            return None  # an empty group ends a list of citations
        before, after = (first, second) if second else (before, first)
        return _Group(before, after, keys, volume)

    def _tell_missing(self) -> None:
        command, place = self._command, self._arguments.unclosed
        shown = self._scan.text[command.start : command.end]
        if place >= 0:
            sign = "]" if self._scan.text[place] == "[" else "}"
            message, hint = f"an argument of {shown} is never closed", f"add '{sign}'"
            self._problems.append(Problem("unclosed-argument", message, place, place + 1, hint, is_error=True))
        else:
            hint = f"write {shown}{{key}}"
            message = f"{shown} has no key"
            self._problems.append(Problem("empty-cite", message, command.start, command.end, hint, is_error=True))

    # --- what the arguments say ---

    def _cites(self, group: _Group) -> list[Cite]:
        keys = self._keys(group.keys)
        if not keys:
            shown = self._scan.text[self._command.start : self._command.end]
            problem = Problem(
                "empty-cite", f"{shown} has no key", group.keys.start - 1, group.keys.end + 1,
                "name a work, or take the command out", is_error=True,
            )  # fmt: skip
            self._problems.append(problem)
            return []
        prefix = spaced(self._inlines(group.before))
        locator, suffix = self._postnote(group)
        cites = [Cite(key, where=self._scan.source.span(*place)) for key, place in keys]
        cites[0] = replace(cites[0], prefix=prefix)
        cites[-1] = replace(cites[-1], locator=locator, suffix=suffix)
        return cites

    def _keys(self, argument: Argument) -> list[tuple[Key, Argument]]:
        raw = _COMMENT.sub(lambda found: " " * len(found[0]), self._scan.text[argument.start : argument.end])
        found = []
        for match in _KEY.finditer(raw):
            place = Argument(argument.start + match.start(), argument.start + match.end())
            if match[0] and _NO_KEY.search(match[0]):
                message = f"{' '.join(match[0].split())[:60]!r} is no key of a work"
                hint = "keys stand between commas, and have no blanks and no commands"
                self._problems.append(Problem("odd-key", message, place.start, place.end, hint, is_error=True))
            found.append((Key(match[0]), place))
        return found

    def _postnote(self, group: _Group) -> tuple[Locator | None, Inlines]:
        content = self._inlines(group.after)
        if group.volume:
            volume = self._inlines(group.volume)
            content = concat(("vol. ",), volume, (", ",) if content else (), content)
        return located(content)

    def _inlines(self, argument: Argument | None) -> Inlines:
        if argument is None:
            return ()
        text = _NO_PAGE.sub("", self._scan.text[argument.start : argument.end])
        return inlines(text, shorthands=self._habits.shorthands)

    def _with_around(self, cites: list[Cite], around: list[Argument]) -> list[Cite]:
        r"""Put ``(pre)`` before the first cite and ``(post)`` behind the last; one alone is the post."""
        before, after = (around[0], around[1]) if len(around) == 2 else (None, around[0])
        first = concat(spaced(self._inlines(before)), cites[0].prefix)
        cites = [replace(cites[0], prefix=first), *cites[1:]]
        behind = self._inlines(after)
        if plain(behind).strip():
            last = cites[-1]
            cites[-1] = replace(last, suffix=concat(last.suffix, joined(behind)))
        return cites

    def _citation(self, cites: list[Cite]) -> Citation:
        own = self._own
        if own.mode in ("author-only", "suppress-author"):
            form = own.mode
            cites = [*cites[:1], *(replace(cite, form=form) for cite in cites[1:])]
        infix = (own.infix,) if own.infix else ()
        return Citation(tuple(cites), mode=own.mode, infix=infix)


def spaced(prefix: Inlines) -> Inlines:
    """Return a prefix with the blank that parts it from its cite; () for one that says nothing."""
    text = plain(prefix)
    if not text.strip():
        return ()
    return prefix if text[-1].isspace() or text.endswith(("(", "[", "“", "„", "’", "-")) else concat(prefix, (" ",))


def located(content: Inlines) -> tuple[Locator | None, Inlines]:
    """Return the place in the work that a postnote begins with, and the rest as a cite's suffix."""
    text = plain(content)
    if not text.strip():
        return None, ()
    locator, rest = split_locator(text)
    if locator is None:
        return None, joined(content)
    return locator, part(content, len(text) - len(rest), len(text))


def joined(suffix: Inlines) -> Inlines:
    """Return *suffix* as it stands behind a cite: with a comma, unless it begins with a sign of its own."""
    text = plain(suffix)
    return suffix if text.lstrip()[:1] in tuple(",;:.") else concat((", ",), suffix)
