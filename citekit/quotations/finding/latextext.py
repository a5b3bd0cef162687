r"""The running text of LaTeX: ``\enquote{…}`` and ````…''`` as marks, environments of quotations set apart."""

from __future__ import annotations

import re

from citekit.patterns import pattern
from citekit.quotations.finding.building import CLOSED, OPENED, Builder

_TEX = pattern(
    r"""(?P<comment>(?<!\\)%[^\n]*\n?[ \t]*)
      | \\begin\{(?P<begun>[A-Za-z]{1,30}\*?)\} | \\end\{(?P<ended>[A-Za-z]{1,30}\*?)\}
      | \\(?:enquote|textquote|textcquote(?:\[[^\]]{0,80}\])?\{[^{}]{0,80}\})\*?(?P<enquote>\{)
      | (?P<apart>\\(?:blockquote|blockcquote)(?:\[[^\]]{0,80}\]){0,2}(?=\{))
      | \\(?P<dropped>label|ref|pageref|index|vspace|hspace|input|include|usepackage|documentclass|bibliography
             |addbibresource|bibliographystyle|pagestyle|includegraphics)\*?(?:\[[^\]]{0,200}\])?\{[^{}]{0,300}\}
      | (?P<command>\\[A-Za-z]{1,40}\*?(?:[ \t]*\[[^\]\n]{0,200}\])?[ \t]*)
      | \\(?P<escaped>[%&$\#_{}]) | (?P<break>\\\\) | (?P<other>\\.)
      | (?P<math>\$[^$\n]{1,300}\$)
      | (?P<open>\{) | (?P<close>\})
      | (?P<double>``) | (?P<undouble>'') | (?P<low>,,) | (?P<single>`) | (?P<blank>~)
    """,
    re.VERBOSE,
)
_BLOCK_NAMES = frozenset("quote quotation displayquote displaycquote verse".split())
_NO_TEXT = frozenset(
    "verbatim verbatim* lstlisting equation equation* align align* comment tikzpicture thebibliography".split()
)
_SIGNS = {"double": "“", "undouble": "”", "low": "„", "single": "‘", "blank": "\u00a0", "break": "\n"}


def latex_text(text: str, builder: Builder) -> None:
    """Read LaTeX: commands are no text, their arguments are, but for those that name files and labels."""
    begin = text.find("\\begin{document}")
    position = begin + len("\\begin{document}") if begin != -1 else 0
    _Latex(text, builder).read(position)


class _Latex:
    def __init__(self, text: str, builder: Builder) -> None:
        self._text, self._builder = text, builder
        self._braces: list[str] = []  # what closes with each group
        self._blocks = 0

    def read(self, position: int) -> None:
        """Read from *position* to the end of the document."""
        while found := _TEX.search(self._text, position):
            self._builder.stretch(position, found.start())
            position = self._sign(found)
            if position == -1:
                break
        if position != -1:
            self._builder.stretch(position, len(self._text))
        for _ in range(self._blocks):
            self._builder.close_block(len(self._text))

    def _sign(self, found: re.Match[str]) -> int:
        """Take in a sign; return where the text goes on, -1 for its end."""
        start, kind = found.start(), found.lastgroup or ""
        inside = self._builder.pass_to(start)
        if inside > start:
            return inside
        if kind in ("begun", "ended"):
            return self._environment(found, found[kind])
        if kind in ("enquote", "open"):
            self._braces.append(CLOSED if kind == "enquote" else "")
            self._builder.put(OPENED if kind == "enquote" else "", start)
        elif kind == "close" and self._braces:
            closer = self._braces.pop()
            self._builder.put(closer, start)
        elif kind in _SIGNS:
            self._builder.put(_SIGNS[kind], start)
        elif kind == "escaped":
            self._builder.stretch(found.end() - 1, found.end())
        return found.end()

    def _environment(self, found: re.Match[str], name: str) -> int:
        start = found.start()
        if found.lastgroup == "ended":
            if name in _BLOCK_NAMES and self._blocks:
                self._builder.close_block(start)
                self._blocks -= 1
            return -1 if name == "document" else found.end()
        if name in _NO_TEXT:
            end = self._text.find(f"\\end{{{name}}}", found.end())
            return len(self._text) if end == -1 else end
        if name in _BLOCK_NAMES:
            self._builder.open_block(start)
            self._blocks += 1
        return found.end()
