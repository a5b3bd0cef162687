r"""A small RTF reader for tests: paragraphs and footnotes, by the RTF Specification 1.9.1."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\\(?P<word>[a-z]+)(?P<number>-?\d+)? ?|\\(?P<sign>[^a-z])|(?P<brace>[{}])|(?P<text>[^\\{}]+)")
_HIDDEN = {"fonttbl", "colortbl", "stylesheet", "info", "footer", "fldinst", "bkmkstart", "bkmkend"}
_SIGNS = {"~": "\u00a0", "\\": "\\", "{": "{", "}": "}", "*": ""}


@dataclass
class Read:
    """What is shown: *paragraphs* with the numbers of notes as they are counted, and the *notes*."""

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    following: int = 1
    counted: bool = False  # is the mark before the open note?
    passage: str = ""
    note: str = ""

    def show(self, text: str, *, in_note: bool) -> None:
        if in_note:
            self.note += text
        else:
            self.passage += text

    def end_note(self) -> None:
        self.notes.append(_paired(self.note))
        self.note = ""
        self.following += self.counted
        self.counted = False

    def end_paragraph(self) -> None:
        self.paragraphs.append(_paired(self.passage))
        self.passage = ""


def read(source: str) -> Read:
    """Return *source* as it is shown; groups that do not match fail the test."""
    assert source.isascii()
    start = re.search(r"\\ftnstart(\d+)", source)
    result = Read(following=int(start[1]) if start else 1)
    groups: list[set[str]] = [set()]  # "hidden", "note"
    position = 0
    while position < len(source):
        token = _TOKEN.match(source, position)
        assert token, f"no RTF: {source[position:][:20]!r}"
        position = token.end()
        word = token["word"]
        if token["brace"] == "{":
            groups.append(set(groups[-1]))
        elif token["brace"]:
            if "note" in groups.pop() - groups[-1]:
                result.end_note()
        elif word == "footnote":
            groups[-1].add("note")
        elif word in _HIDDEN:
            groups[-1].add("hidden")
        elif "hidden" in groups[-1]:
            continue
        elif word in {"par", "cell"}:
            result.end_paragraph()
        else:
            in_note = "note" in groups[-1]
            if word == "chftn":
                result.counted = True
            result.show(_shown(token, str(result.following)), in_note=in_note)
    assert len(groups) == 1, "a group is never closed"
    return result


def _shown(token: re.Match[str], number: str) -> str:
    if token["text"]:
        return token["text"].replace("\n", "")
    if token["sign"]:
        return _SIGNS[token["sign"]]
    if token["word"] == "u":
        return chr(int(token["number"]) % 0x10000)
    return {"chftn": number, "tab": "\t"}.get(token["word"], "")


def _paired(text: str) -> str:
    """Return *text* with pairs of surrogates as characters."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
