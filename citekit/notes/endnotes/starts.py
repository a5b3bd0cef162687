"""Places where a note may begin, weighed by how they are printed.

A line that begins with a number need not begin a note: a sentence was wrapped before its year, or a page. What speaks
for a note: its number is closed ("12.", "[12]"), a blank line is before it, the line before ended a sentence or had
room for more, it is set in as other notes are. ``sequence.py`` decides among them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from citekit.notes.endnotes.lines import ENDED, Line, expects_number, width_of
from citekit.notes.marks.candidates import SIGNS, SUPERSCRIPTS
from citekit.notes.vocabulary import MONTHS
from citekit.patterns import pattern
from citekit.values import NamedTuple

Kind: TypeAlias = Literal["number", "sign", "letter", "roman"]

_WORDS = r"Anm(?:erkung)?|Note|Nota|Noot|Fn|Fu(?:ß|ss)note|Endnote|Footnote|Прим(?:ечание)?|Сноска"
_AT_LINE = pattern(
    rf"""(?P<open>(?i:{_WORDS})\.?[ \t]+(?=\d)|\\?[\[(]|\^(?=\d+\^)|<sup>)?
        (?P<number>\d{{1,4}}(?:[a-z](?=[.)\]:]))?(?!\d)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,4}}|(?:\\?\*){{1,3}}|[†‡§‖¶]{{1,3}}
          |[ivxl]{{2,7}}(?=[.)\]])|[a-z](?=[.)\]]))
        (?P<close>\^|</sup>|\\?[\])]?\\?[.:)]?)
        (?P<blank>[ \t\u00a0\u2002\u2003\u2009\u202f]*)(?=[^\s.,;:)\]–-]|$)""",
    re.VERBOSE,
)
_IN_LINE = pattern(
    r"""(?<=[.!?…’”»)\"\]])[ \t]+(?P<open>\\?[\[(])?(?P<number>\d{1,4}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})
        (?P<close>\\?[\])]?\.?)(?P<blank>[ \t]+)(?=[^\W\d_a-zß-ÿа-яё]|[“„«‘\"'*\[_])""",
    re.VERBOSE,
)
_LOWER = pattern(r"[a-zß-ÿа-яё&–-]")
_CLOSED = pattern(r"[^*\s][^*]*(?<=\S)\*(?!\w)")
_DAY = pattern(r"([^\W\d_]+)|\d{1,2}\.\s?\d")
_STRONG = 1.0


class Start(NamedTuple):
    """A place where a note may begin: ``text[start:body]`` is its number and what is around it.

    *line* is the index of its line, *form* how the number is printed, *inside* whether the line begins before it.
    """

    start: int
    number_at: int
    body: int
    number: str
    line: int
    form: str
    weight: float
    inside: bool

    @property
    def kind(self) -> Kind:
        """What kind of number it has."""
        if self.number[0].isdecimal():
            return "number"
        return "sign" if self.number[0] in SIGNS else "letter" if len(self.number) == 1 else "roman"


def starts_of(lines: Sequence[Line]) -> list[Start]:
    """Return every place where a note may begin, in order; in whole lines that are chapters' headings none does."""
    width = width_of(lines)
    found: list[Start] = []
    for index, line in enumerate(lines):
        if own := _at_line(lines, index, width):
            found.append(own)
        found += _in_line(line, index, own.body if own else line.start)
    return _without_headings(found, lines)


# --- weights ---


def _at_line(lines: Sequence[Line], index: int, width: int) -> Start | None:
    line = lines[index]
    match = _AT_LINE.match(line.text)
    if match is None or (
        match["close"].endswith(".") and not match["blank"] and line.text[match.end() :][:1].isdecimal()
    ):
        return None
    number = match["number"].replace("\\", "").translate(SUPERSCRIPTS)
    raised = match["number"].replace("\\", "") != number or match["close"] in ("^", "</sup>")
    if number == "*" and not match["blank"] and _closes_italics(lines, index, match.end()):
        return None
    alone = match.end() == len(line.text)
    weight = 1.0 if match["close"] or raised or number[0] in SIGNS else 0.7 if match["blank"] or alone else 0.3
    if (match["open"] or "").strip("\\") in ("[", "(") and match["close"].strip("\\")[:1] not in ("]", ")"):
        weight -= 0.8
    if alone:
        weight -= 0.3
    weight += _weight_of_number(number, blank=bool(match["blank"])) + _weight_of_place(lines, index, match, width)
    if _LOWER.match(line.text, match.end()):
        weight -= 0.5
    day = _DAY.match(line.text, match.end())
    if day and number.isdecimal() and int(number) < 32 and (day[1] is None or day[1].casefold() in MONTHS):
        weight -= 0.7
    form = _form(match, raised=raised)
    start = line.start + match.start("number")
    return Start(line.start, start, line.start + match.end(), number, index, form, weight, inside=False)


def _closes_italics(lines: Sequence[Line], index: int, begin: int) -> bool:
    """Tell whether a star opens italics, which close on its line or the next."""
    on = lines[index + 1].text if index + 1 < len(lines) and not lines[index + 1].gap else ""
    return _CLOSED.match(f"{lines[index].text[begin:]} {on}") is not None


def _form(match: re.Match[str], *, raised: bool) -> str:
    """Return how a number is printed: "#. ", "[#] ", "^# "."""
    alone = match.end() == len(match.string)  # without a stop it may be the page's
    blank = "|" if alone and not match["close"] else " " if match["blank"] or alone else ""
    opened = "^" if raised else (match["open"] or "").replace("\\", "").strip().casefold()
    return f"{opened}#{'' if raised else match['close']}{blank}".replace("\\", "")


def _weight_of_number(number: str, *, blank: bool) -> float:
    if number.isdecimal():
        return -0.8 if 1500 <= int(number) < 2100 else 0.0
    if number == "*" and blank:
        return -0.4  # it may be the bullet of a list
    return -0.3 if number.isalpha() else 0.0


def _weight_of_place(lines: Sequence[Line], index: int, match: re.Match[str], width: int) -> float:
    """Weigh what is before a line: a blank line, the end of a sentence, room where its first word had fitted."""
    line = lines[index]
    if line.gap:
        return 0.3
    before = lines[index - 1]
    weight = 0.0 if ENDED.search(before.text[-12:]) else -0.5
    if expects_number(before.text):
        weight -= 1.0
    if not line.page:
        first = len(line.text[: match.end()].split()[0]) if match.end() else 1
        needed = before.indent + len(before.text) + 1 + first
        weight += 0.3 if needed <= width * 0.92 else -0.2 if needed > width else 0.0
    return weight


def _in_line(line: Line, index: int, position: int) -> Iterator[Start]:
    for match in _IN_LINE.finditer(line.text, position - line.start):
        number = match["number"].translate(SUPERSCRIPTS)
        raised = number != match["number"]
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        weight = 0.15 if match["close"] or raised else 0.0
        if expects_number(line.text[max(0, match.start() - 12) : match.start()]):
            weight -= 1.0
        if 1500 <= int(number) < 2100:
            weight -= 0.8
        day = _DAY.match(line.text, match.end())
        if day and (day[1] is None or day[1].casefold() in MONTHS):
            weight -= 0.7
        form = _form(match, raised=raised)
        yield Start(
            line.start + begin,
            line.start + match.start("number"),
            line.start + match.end(),
            number,
            index,
            form,
            weight,
            inside=True,
        )


def _without_headings(starts: list[Start], lines: Sequence[Line]) -> list[Start]:
    """Leave out the headings of numbered chapters: "2. The Turn", and notes begin again at 1 behind each."""
    heads = [
        own
        for own, following in pairwise(starts)
        if own.kind == "number"
        and following.number == "1"
        and not (own.inside or following.inside)
        and following.line == own.line + 1
        and lines[own.line].end > own.body
        and (lines[following.line].gap or lines[own.line].gap)
        and len(lines[own.line].text) < 90
        and not ENDED.search(lines[own.line].text)
    ]
    values = [int(own.number) for own in heads if own.number.isdecimal()]
    if len(values) != len(heads) or any(second != first + 1 for first, second in pairwise(values)):
        return starts
    if len(heads) < 2 and values != [1]:
        return starts
    dropped = set(heads)
    return [own for own in starts if own not in dropped]


# --- weighed again, by what most notes look like ---


def weighed_by(starts: Sequence[Start], chain: Sequence[Start], lines: Sequence[Line]) -> list[Start]:
    """Return *starts* with more weight where they look as most of *chain* do, and less where they do not."""
    (kind, form), often = Counter((own.kind, own.form) for own in chain).most_common(1)[0]
    share = often / len(chain)
    indent = _own_indent([own for own in chain if not own.inside], lines)
    return [
        own._replace(weight=own.weight + _likeness(own, form, share, indent, lines)) if own.kind == kind else own
        for own in starts
    ]


def _likeness(own: Start, form: str, share: float, indent: int | None, lines: Sequence[Line]) -> float:
    weight = 0.2 * share if own.form == form else -0.6 * share
    if indent is not None and not own.inside:
        weight += 0.2 if lines[own.line].indent == indent else -0.8
    return weight


def _own_indent(chain: Sequence[Start], lines: Sequence[Line]) -> int | None:
    """Return how far the lines that begin notes are set in, where the other lines are not."""
    if len(chain) < 3:
        return None
    begun = {own.line for own in chain}
    indent, often = Counter(lines[own.line].indent for own in chain).most_common(1)[0]
    others = [line.indent == indent for index, line in enumerate(lines) if index not in begun]
    if often < 0.9 * len(chain) or len(others) < 3 or sum(others) > 0.2 * len(others):
        return None
    return indent


def is_strong(own: Start) -> bool:
    """Tell whether a place looks so much like a note that it is told where it is none."""
    return own.weight >= _STRONG and not own.inside
