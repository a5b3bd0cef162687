r"""The lines of a RIS file -> records, each value with its place.

Source: RIS Format Specifications (Research Information Systems, 2001; Thomson ResearchSoft, 2011): a tag of two
letters or figures, two blanks, a hyphen, a blank; a record from ``TY`` to ``ER``. Real files are less strict. Read are
also blanks before the tag, one or none between tag and hyphen, small letters; long values over several lines; a record
that ``ER`` does not end; one without ``TY``; other text between records. Lines are brought into form here, and rispy
makes records of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rispy import RisParser

from citekit.bib.risfile.record import Record, Value
from citekit.bib.risfile.tags import KNOWN
from citekit.findings import Finding, Severity, Source, Span
from citekit.patterns import pattern

_LINE = pattern(r"[^\r\n]+|(?P<blank>(?:\r\n|\r|\n)[ \t]*(?=\r|\n))")
_STRICT = pattern(r"([A-Z][A-Z0-9])  -(?:[ \t]|$)[ \t]*")
_LAX = pattern(r"[ \t]*([A-Za-z][A-Za-z0-9])[ \t]{0,4}[-–][ \t]*")
_LISTS = frozenset(("AU", "A1", "A2", "A3", "A4", "ED", "TA", "KW"))  # whose further lines are further values


def read_records(source: Source, findings: list[Finding]) -> list[Record]:
    """Return the records of a RIS file in file order; add what is odd to *findings*."""
    return [_record(read) for read in _Parser().parse_lines(_Lines(source, findings).formed())]


class _Text(str):
    """A text that knows its place, and whether it goes on with the line before, after a blank line or not."""

    __slots__ = ("joint", "start")
    start: int
    joint: str


def _text(text: str, start: int, joint: str = "") -> _Text:
    made = _Text(text)
    made.start, made.joint = start, joint
    return made


class _EveryTag(dict[str, str]):
    """rispy's table of names: every tag is its own, and none is unknown."""

    def __missing__(self, tag: str) -> str:
        return tag

    def __contains__(self, tag: object) -> bool:
        return True


class _Parser(RisParser):  # type: ignore[misc] # rispy is not typed
    """Reads lines brought into form, each a ``_Text``; every value is one of a list."""

    def __init__(self) -> None:
        super().__init__(mapping=_EveryTag(), list_tags=_EveryTag(), delimiter_tags_mapping={})

    def parse_line(self, line: _Text) -> tuple[str | None, _Text]:
        if line.joint:
            return None, line
        return line[:2], _text(line[6:], line.start)


def _record(read: dict[str, Any]) -> Record:
    """Put the lines of each value together, and the values in file order."""
    values: list[Value] = []
    for tag, texts in read.items():
        if tag == "TY":
            continue
        for text in texts:
            if text.joint and tag not in _LISTS:
                above = values[-1]
                joint = text.joint if above.text else ""
                values[-1] = above._replace(text=f"{above.text}{joint}{text.strip()}")
            else:
                values.append(Value(tag, text.strip(), text.start))
    values.sort(key=lambda value: value.start)
    return Record(str(read["TY"]).strip().upper(), tuple(values), read["TY"].start)


class _Lines:
    """Brings lines into the form that the specification has, and reports what was not in it."""

    def __init__(self, source: Source, findings: list[Finding]) -> None:
        self._source = source
        self._findings = findings
        self._strict = True  # whether the record keeps to the form: then a line in another is the rest of a text
        self._opened = -1  # where the record began; -1 is between records
        self._last = ""  # the tag above
        self._stray = False  # whether text between records has been reported

    def formed(self) -> Iterator[_Text]:
        """Yield the lines of whole records."""
        joint = " "
        for line in _LINE.finditer(self._source.text):
            if line["blank"] is not None:
                joint = "\n"
                continue
            if text := line[0].strip("\ufeff \t"):
                yield from self._formed(line[0].rstrip(), text, line.start(), joint)
                joint = " "
        yield from self._closed()

    def _formed(self, line: str, text: str, start: int, joint: str) -> Iterator[_Text]:
        tagged = self._tagged(line.lstrip("\ufeff"))
        if tagged is None:
            if self._opened < 0:
                self._report_stray(start, start + len(line))
            else:
                # What follows the type itself belongs to no tag.
                yield _text(text, start, joint) if self._last != "TY" else _text(f"N1  - {text}", start)
                self._last = self._last.replace("TY", "N1")
            return
        tag = tagged[1].upper()
        start += line.index(tagged[1])
        value = tagged.string[tagged.end() :].strip()
        if tag == "ER":
            yield from self._closed(start if self._opened >= 0 else -1)
        elif tag == "TY":
            yield from self._closed()
            self._open(start, line)
            yield _text(f"TY  - {value}", start)
        else:
            if self._opened < 0:
                self._report("a record without TY", self._source.span(start, start + 2), "it is read as GEN")
                self._open(start, line)
                yield _text("TY  - GEN", start)
            yield _text(f"{tag}  - {value}", start)
        self._last = tag

    def _tagged(self, line: str) -> re.Match[str] | None:
        """Return the tag that a line starts with; in another form only a known one, where text does not go on."""
        if strict := _STRICT.match(line):
            return strict
        lax = _LAX.match(line)
        if lax is None or lax[1].upper() not in KNOWN:
            return None
        rest = line[lax.end() :].split()
        if lax[1].upper() in ("TY", "ER"):
            return lax if len(rest) == (lax[1].upper() == "TY") else None
        return lax if self._opened < 0 or not self._strict else None

    def _open(self, start: int, line: str) -> None:
        self._opened = start
        self._strict = _STRICT.match(line.lstrip("\ufeff")) is not None

    def _closed(self, end: int = -1) -> Iterator[_Text]:
        """Yield the line that ends a record, if one is open; -1 for a file that does not have it."""
        if self._opened < 0:
            return
        if end < 0:
            hint = "add the line 'ER  - ' after its last"
            self._report("a record that ER does not end", self._source.span(self._opened, self._opened + 2), hint)
        yield _text("ER  - ", max(end, 0))
        self._opened = -1

    def _report_stray(self, start: int, end: int) -> None:
        if not self._stray:
            self._stray = True
            self._report("text outside a record", self._source.span(start, end), "a record is from TY to ER")

    def _report(self, message: str, where: Span, hint: str) -> None:
        self._findings.append(Finding("ris", message, where, Severity.WARNING, hint))
