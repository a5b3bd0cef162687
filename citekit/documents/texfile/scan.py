r"""A LaTeX file, scanned once: where its commands, groups and optional arguments are, and what is no text of it.

Every place is an offset in code points. Nothing is expanded: a command is known by its name. Left out are comments,
verbatim text, what ``\iffalse`` skips and what stands behind ``\end{document}``. An optional argument ends, as TeX has
it, with the first "]" that is in no group of its own; one that is not closed in its paragraph is none.

Sources: *LaTeX2e: An unofficial reference manual* (Verbatim, Definitions); the TeXbook, chapters 7, 8 and 20; the
manuals of listings, fancyvrb, minted, verbatim.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from citekit.documents.texfile.commands import ALIASED, is_known
from citekit.findings import Source
from citekit.values import NamedTuple

_TOKEN = re.compile(r"\\(?:[A-Za-z@]++|.)|%[^\r\n]*+|[{}\[\]]|(?:\r\n|\r|\n)[ \t]*+(?=[\r\n])", re.DOTALL)
_SKIPPED = re.compile(r"\\(?:[A-Za-z@]++|.)|%[^\r\n]*+", re.DOTALL)
_NAME = re.compile(r"[ \t]*+\{([^{}\\\r\n]{1,80})\}")
_VERBATIM = frozenset(
    "verbatim verbatim* Verbatim Verbatim* BVerbatim LVerbatim SaveVerbatim VerbatimOut lstlisting minted comment "
    "filecontents filecontents* verbatimtab listing* luacode luacode* pycode asy tcblisting".split()
)
_INLINE = frozenset("verb Verb lstinline mintinline".split())
_ADDRESSES = frozenset("url nolinkurl path href hyperimage".split())
_RAW_GROUP = re.compile(r"[ \t]*+\{((?>(?:[^{}\\\r\n]|\\.|\{[^{}\r\n]*+\})*))\}")
_OPTION = re.compile(r"\[[^\]\r\n]{0,300}\]")
_NEW_VERBATIM = frozenset("lstnewenvironment DefineVerbatimEnvironment RecustomVerbatimEnvironment newminted".split())
# Names that begin with "if" and take their cases as arguments (etoolbox, ifthen), so that no \fi belongs to them.
_NO_CONDITIONS = frozenset(
    "ifthenelse iflanguage ifstrequal ifstrempty ifblank ifempty ifdef ifcsdef ifundef ifcsundef ifdefmacro ifcsmacro "
    "ifdefparam ifcsparam ifdefprefix ifdefempty ifcsempty ifdefvoid ifcsvoid ifdefstring ifcsstring ifdefstrequal "
    "ifcsstrequal ifdefequal ifcsequal ifdefcounter ifltxcounter ifdeflength ifdefdimen ifbool iftoggle ifboolexpr "
    "ifboolexpe ifnumcomp ifnumequal ifnumgreater ifnumless ifnumodd ifdimcomp ifdimequal ifdimgreater ifdimless "
    "ifinlist ifinlistcs ifrmnum ifpatchable".split()
)
_LONGEST_INLINE = 2000  # characters of verbatim text in a line
_LINE_END = re.compile(r"[\r\n]")
_LET = re.compile(r"[ \t]*+\\([A-Za-z@]++)[ \t]*+=?[ \t]?\\([A-Za-z@]++)")
_SHORT = re.compile(r"\*?[ \t]*+(?:\{\\([A-Za-z@]++)\}|\\([A-Za-z@]++))[ \t]*+\{\\([A-Za-z@]++)\}")


class Command(NamedTuple):
    r"""A command that matters: ``text[start:end]`` is the backslash and the name, *name* what it stands for."""

    name: str
    start: int
    end: int


class Problem(NamedTuple):
    """What is wrong between two places."""

    rule: str
    message: str
    start: int
    end: int
    hint: str = ""
    is_error: bool = False


class Scan:
    r"""What was found in a *source*, whose text is *text*.

    *body* is where the text begins, behind ``\begin{document}`` or at 0 in a file without; *begin* is the place of that
    command, -1 in a file without, and *end* that of ``\end{document}``, or the end of the file.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = text = source.text
        self.commands: list[Command] = []
        self.hidden: list[tuple[int, int]] = []
        self.problems: list[Problem] = []
        self.begin, self.body, self.end = -1, 0, len(text)
        self._opens, self._closes = array("q"), array("q")
        # Of each group that is open: the index of its brace, and how many brackets stood open before it.
        self._groups, self._outer = array("q"), array("q")
        self._brackets = array("q")
        self._verbatim = set(_VERBATIM)
        self._aliases: dict[str, str] = {}
        self._absent: set[str] = set()
        self._unbalanced = False
        self._scan()
        self._tell_unclosed()

    def closing(self, opening: int) -> int:
        """Return where the brace or bracket at *opening* is closed, -1 where it is not."""
        index = bisect_left(self._opens, opening)
        return self._closes[index] if index < len(self._opens) and self._opens[index] == opening else -1

    def is_hidden(self, place: int) -> bool:
        """Tell whether the character at *place* is of a comment, or else no text."""
        index = bisect_left(self.hidden, (place + 1,)) - 1
        return index >= 0 and place < self.hidden[index][1]

    def hidden_until(self, place: int) -> int:
        """Return where what is no text ends, that begins at *place*; *place* where none begins there."""
        index = bisect_left(self.hidden, (place,))
        return self.hidden[index][1] if index < len(self.hidden) and self.hidden[index][0] == place else place

    # --- the walk ---

    def _scan(self) -> None:
        text, search, position = self.text, _TOKEN.search, 0
        while found := search(text, position):
            start, position = found.span()
            sign = text[start]
            if sign == "\\":
                name = text[start + 1 : position]
                if name[0].isalpha() or name[0] == "@":
                    position = self._command(name, start, position)
            elif sign == "{":
                self._groups.append(len(self._opens))
                self._outer.append(len(self._brackets))
                self._open(start)
            elif sign == "}":
                self._close_group(start)
            elif sign == "[":
                self._brackets.append(len(self._opens))
                self._open(start)
            elif sign == "]":
                for bracket in self._dropped_brackets():
                    self._closes[bracket] = start
            elif sign == "%":
                self.hidden.append((start, position))
            else:
                self._dropped_brackets()

    def _open(self, start: int) -> None:
        self._opens.append(start)
        self._closes.append(-1)

    def _close_group(self, start: int) -> None:
        if not self._groups:
            if not self._unbalanced:
                message = "a brace closes what none has opened"
                self.problems.append(Problem("unbalanced-brace", message, start, start + 1, "look before it"))
            self._unbalanced = True
            return
        self._dropped_brackets()
        self._closes[self._groups.pop()] = start
        self._outer.pop()

    def _dropped_brackets(self) -> array[int]:
        """Take away the brackets that stand open in the group, and return them."""
        first = self._outer[-1] if self._outer else 0
        dropped = self._brackets[first:]
        del self._brackets[first:]
        return dropped

    def _tell_unclosed(self) -> None:
        if self._groups:
            start = self._opens[self._groups[0]]
            self.problems.append(
                Problem("unbalanced-brace", "a brace is never closed", start, start + 1, "look behind it")
            )

    # --- commands ---

    def _command(self, name: str, start: int, end: int) -> int:
        """Take in the command at *start*; return where the walk goes on."""
        if name == "begin":
            return self._environment(start, end)
        if name == "end":
            return self._ended(start, end)
        if name == "iffalse":
            return self._skip(start, end)
        if name in _INLINE:
            return self._inline(start, end, in_braces=name not in ("verb", "Verb"))
        if name in _ADDRESSES:
            return self._address(end)
        if name in ALIASED:
            self._alias(name, end)
        elif name in _NEW_VERBATIM:
            self._learn_verbatim(name, end)
        known = self._aliases.get(name, name)
        if is_known(known):
            self.commands.append(Command(known, start, end))
        return end

    def _environment(self, start: int, end: int) -> int:
        found = _NAME.match(self.text, end)
        if found is None:
            return end
        name = found[1].strip()
        if name == "document" and self.begin < 0:
            self.begin, self.body = start, found.end()
        self.commands.append(Command(f"begin {name}", start, found.end()))
        if name not in self._verbatim:
            return found.end()
        if name in self._absent:
            return found.end()
        close = self.text.find(f"\\end{{{name}}}", found.end())
        if close < 0:
            self._absent.add(name)
            message = f"the environment {name!r} is never closed"
            self.problems.append(Problem("unclosed-environment", message, start, found.end(), f"add \\end{{{name}}}"))
            return found.end()
        self.hidden.append((found.end(), close))
        return close

    def _ended(self, start: int, end: int) -> int:
        found = _NAME.match(self.text, end)
        if found is None:
            return end
        name = found[1].strip()
        if name == "document" and self.begin >= 0:
            self.end = start
            self.hidden.append((start, len(self.text)))
            return len(self.text)
        self.commands.append(Command(f"end {name}", start, found.end()))
        return found.end()

    def _skip(self, start: int, end: int) -> int:
        r"""Leave out what is between ``\iffalse`` and its ``\fi`` or ``\else``."""
        depth = 0
        for found in _SKIPPED.finditer(self.text, end):
            name = found[0][1:]
            if found[0][0] == "%":
                continue
            if name.startswith("if") and name not in _NO_CONDITIONS:
                depth += 1
            elif name in ("fi", "else") and depth == 0:
                self.hidden.append((start, found.end()))
                return found.end()
            elif name == "fi":
                depth -= 1
        self.problems.append(Problem("unclosed-condition", "\\iffalse has no \\fi", start, end, "add \\fi"))
        self.hidden.append((start, len(self.text)))
        return len(self.text)

    def _inline(self, start: int, end: int, *, in_braces: bool) -> int:
        text = self.text
        place = end + text.startswith("*", end)
        if in_braces and (option := _OPTION.match(text, place)):
            place = option.end()
        if in_braces and (group := _RAW_GROUP.match(text, place)):
            place = group.end()
            if text[start + 1 : end] != "mintinline":
                self.hidden.append((end, place))
                return place
            if group := _RAW_GROUP.match(text, place):
                self.hidden.append((end, group.end()))
                return group.end()
        mark = text[place : place + 1]
        line_end = place + _LONGEST_INLINE
        if found := _LINE_END.search(text, place, line_end):
            line_end = found.start()
        close = text.find(mark, place + 1, line_end) if mark and not mark.isspace() else -1
        if close < 0:
            return end
        self.hidden.append((end, close + 1))
        return close + 1

    def _address(self, end: int) -> int:
        r"""Leave out an address, in which "%" begins no comment."""
        found = _RAW_GROUP.match(self.text, end)
        if found is None:
            return end
        self.hidden.append((found.start(1), found.end(1)))
        return found.end()

    def _alias(self, name: str, end: int) -> None:
        r"""Learn another name of a command that matters: ``\let\fn\footcite``, ``\newcommand{\fn}{\footcite}``."""
        found = (_LET if name == "let" else _SHORT).match(self.text, end)
        if found is None:
            return
        *names, meant = found.groups()
        new = next(one for one in names if one)
        meant = self._aliases.get(meant, meant)
        if is_known(meant) and not is_known(new):
            self._aliases[new] = meant

    def _learn_verbatim(self, name: str, end: int) -> None:
        place = end
        if option := _OPTION.match(self.text, place):
            place = option.end()
        if found := _NAME.match(self.text, place):
            self._verbatim.add(f"{found[1].strip()}code" if name == "newminted" and not option else found[1].strip())
