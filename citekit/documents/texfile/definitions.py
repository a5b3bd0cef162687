r"""Definitions of commands and environments: their bodies are no text of the manuscript.

A command of the author's own that cites is told, since what it cites where it is used is not read; one that is but
another name of a citation command is known to ``scan.py``. Sources: *LaTeX2e: An unofficial reference manual*
(Definitions), usrguide (``\NewDocumentCommand``), etoolbox, biblatex manual, 4.3.
"""

from __future__ import annotations

import re

from citekit.documents.texfile.arguments import Arguments
from citekit.documents.texfile.commands import NOTES, family
from citekit.documents.texfile.scan import Command, Problem, Scan
from citekit.values import NamedTuple

_PARAMETERS = re.compile(r"[^{}\\\r\n]{0,200}")
_ONE_COMMAND = re.compile(r"\s*\\[A-Za-z@]+\s*")
# How many arguments in braces follow the name; those that have no name at all are 0 and one more.
_GROUPS = {
    "newenvironment": 2,
    "renewenvironment": 2,
    "NewDocumentCommand": 2,
    "RenewDocumentCommand": 2,
    "ProvideDocumentCommand": 2,
    "DeclareDocumentCommand": 2,
    "NewDocumentEnvironment": 3,
    "DeclareCiteCommand": 4,
    "DeclareMultiCiteCommand": 2,
    **dict.fromkeys(("AtBeginDocument", "AtEndDocument", "AtEveryCitekey", "AtEveryBibitem"), 0),
}
_PLAIN = frozenset(("def", "edef", "gdef", "xdef"))
_OWN = (
    frozenset(
        "newcommand renewcommand providecommand DeclareRobustCommand NewDocumentCommand RenewDocumentCommand "
        "ProvideDocumentCommand DeclareDocumentCommand newrobustcmd renewrobustcmd providerobustcmd".split()
    )
    | _PLAIN
)


class Definition(NamedTuple):
    """What is defined: its name, its last argument, and where all of it ends."""

    name: str
    body: str
    end: int
    problems: tuple[Problem, ...] = ()


def read_definition(scan: Scan, command: Command, index: int) -> Definition:
    """Return what *command*, the one at *index* of the file's, defines."""
    arguments = Arguments(scan, command.end)
    arguments.star()
    groups = _GROUPS.get(command.name, 1)
    name = arguments.name() if groups else ""
    if command.name in _PLAIN and (found := _PARAMETERS.match(scan.text, arguments.position)):
        arguments.position = found.end()
    body = None
    for _ in range(max(groups, 1)):
        while arguments.option():
            pass
        body = arguments.group() or body
    if body is None:
        return Definition(name, "", arguments.position)
    text = scan.text[body.start : body.end]
    problems: tuple[Problem, ...] = ()
    if command.name in _OWN and not _ONE_COMMAND.fullmatch(text) and (what := _what_it_does(scan, index, body.end)):
        message = f"\\{name} {what}, and is the file's own command: it stays as it is where it stands"
        hint = "write the command that it stands for in its places"
        problems = (Problem("own-cite-command", message, command.start, command.end, hint),)
    return Definition(name, text, arguments.position, problems)


def _what_it_does(scan: Scan, index: int, end: int) -> str:
    """Return what the commands behind the one at *index* do, up to *end*: cite, or make notes; else ""."""
    for command in scan.commands[index + 1 : index + 200]:
        if command.start >= end:
            return ""
        if family(command.name):
            return "cites"
        if command.name in NOTES:
            return "makes notes"
    return ""
