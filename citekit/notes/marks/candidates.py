"""Every place of a text that could be a note mark, with what stands around it.

A mark is a run of digits, of superscript digits, or one of the signs * † ‡ § ‖ ¶; bare, or alone in brackets or
parentheses. A run may also be merged from two things: "2,8406" is 2,840 and note 6, "191861" a year and note 61,
"1112" notes 11 and 12. All readings become candidates; ``sequence.py`` chooses among them.

This module says *what* a candidate is and *where*; ``grounds.py`` describes its surroundings and weighs them.
One left-to-right pass; each run looks at a bounded stretch of text on either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from citekit.values import dataclass

if TYPE_CHECKING:
    from citekit.notes.marks.lexicon import Lexicon

Form: TypeAlias = Literal["bare", "superscript", "bracket", "paren", "sign"]
Split: TypeAlias = Literal["whole", "after-year", "after-thousands", "after-number", "after-known-number", "pair"]

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SIGNS = ("*", "†", "‡", "§", "‖", "¶")
"""The printers' order of reference signs; doubled they go on counting."""

YEARS = range(1000, 2100)

_THOUSANDS_BEFORE = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,]\Z")
_CLOSE = 3
"""How much two marks side by side may differ."""

_RUN = re.compile(r"[0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡§‖¶]+")
_LIST_JOINT = re.compile(r" ?[,;–—⁻-] ?")


@dataclass(frozen=True, slots=True)
class Run:
    """Digits or signs, as long as they go.

    *outer_start* and *outer_end* include brackets around it; *list_start* and *list_end* the whole ascending list
    ("3,5–7") it stands in; *joint* is what joins it to the member before, empty outside a list or at its head.
    """

    start: int
    end: int
    digits: str
    form: Form
    outer_start: int
    outer_end: int
    list_start: int
    list_end: int
    joint: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a run: which characters are marks, and what they number.

    *spans* has one entry, or two for a pair. *values* are for counting; *numbers* for print.
    """

    spans: tuple[tuple[int, int], ...]
    numbers: tuple[str, ...]
    values: tuple[int, ...]
    split: Split = "whole"


def runs(text: str) -> Iterator[Run]:
    """Yield the runs of *text* in order, lists recognised."""
    members: list[Run] = []
    for match in _RUN.finditer(text):
        run = _run(text, match.start(), match.end())
        if members and _continues(text, members, run):
            members.append(run)
            continue
        yield from _listed(text, members)
        members = [run]
    yield from _listed(text, members)


def readings(text: str, run: Run, lexicon: Lexicon | None = None) -> Iterator[Reading]:
    """Yield the readings of *run*, the plain one first. Empty when no part of it can be a note number.

    *lexicon* has the names of the text, some of which end in a number.
    """
    if run.form == "sign":
        yield from _sign_reading(run)
        return
    digits = run.digits
    if not digits.startswith("0") and len(digits) <= 4:
        yield Reading(((run.start, run.end),), (digits,), (int(digits),))
    if run.form in {"bare", "superscript"} and len(digits) > 1:
        yield from _pair_readings(run)
        if run.form == "bare":
            yield from _tail_readings(text, run, lexicon)


def _run(text: str, start: int, end: int) -> Run:
    body = text[start:end]
    if body[0] in SIGNS:
        return Run(start, end, body, "sign", start, end, start, end)
    if body[0] > "9":
        return Run(start, end, body.translate(SUPERSCRIPTS), "superscript", start, end, start, end)
    opening = start - 1 - (text[start - 1 : start] == " ")
    closing = end + (text[end : end + 1] == " ")
    around = (text[opening] if opening >= 0 else "") + text[closing : closing + 1]
    if around in {"[]", "()"}:
        form: Form = "bracket" if around == "[]" else "paren"
        return Run(start, end, body, form, opening, closing + 1, opening, closing + 1)
    return Run(start, end, body, "bare", start, end, start, end)


def _continues(text: str, members: list[Run], run: Run) -> bool:
    """Tell whether *run* goes on the list of *members*: "20,21", "9–17", "[35], [44]"."""
    before = members[-1]
    if before.form != run.form or run.form == "sign" or len(run.digits) > 3 or len(before.digits) > 3:
        return False
    if run.outer_start - before.outer_end > 3:
        return False
    joint = text[before.outer_end : run.outer_start]
    rise = int(run.digits) - int(before.digits)
    if rise <= 0 or "0" in {run.digits[0], before.digits[0]}:
        return False
    if not (_LIST_JOINT.fullmatch(joint) or (joint == " " and rise <= _CLOSE)):
        return False
    head = before.start == 0 or not (text[before.start - 1].isalpha() or text[before.start - 1] in ".!?”’")
    thousands = joint == "," and len(run.digits) == 3 and rise > 60 and len(members) == 1 and head
    return not thousands


def _listed(text: str, members: list[Run]) -> Iterator[Run]:
    """Yield *members* with the ends of their list; a list wholly inside one pair of brackets takes their form."""
    if len(members) < 2:
        yield from members
        return
    start, end = members[0].outer_start, members[-1].outer_end
    form = members[0].form
    if form == "bare":
        opening = start - 1 - (text[start - 1 : start] == " ")
        closing = end + (text[end : end + 1] == " ")
        around = (text[opening] if opening >= 0 else "") + text[closing : closing + 1]
        if around in {"[]", "()"}:
            start, end, form = opening, closing + 1, "bracket" if around == "[]" else "paren"
    for index, run in enumerate(members):
        joint = text[members[index - 1].outer_end : run.outer_start].strip() or " " if index else ""
        outer = (start, end) if form != run.form else (run.outer_start, run.outer_end)
        yield Run(run.start, run.end, run.digits, form, *outer, start, end, joint)


def _sign_reading(run: Run) -> Iterator[Reading]:
    sign = run.digits[0]
    count = len(run.digits)
    if count <= 2 and run.digits == sign * count:
        value = SIGNS.index(sign) + 1 + len(SIGNS) * (count - 1)
        yield Reading(((run.start, run.end),), (run.digits,), (value,))


def _pair_readings(run: Run) -> Iterator[Reading]:
    """Two marks side by side: "1112" is 11 and 12; "8183" is 81 and, 82 being lost, 83."""
    if len(run.digits) > 8:
        return
    half = len(run.digits) // 2
    for cut in {half, len(run.digits) - half} - {0}:
        first, second = run.digits[:cut], run.digits[cut:]
        if first[0] != "0" and second[0] != "0" and 0 < int(second) - int(first) <= _CLOSE:
            spans = ((run.start, run.start + cut), (run.start + cut, run.end))
            yield Reading(spans, (first, second), (int(first), int(second)), "pair")


def _tail_readings(text: str, run: Run, lexicon: Lexicon | None) -> Iterator[Reading]:
    """A number of the sentence and then a mark: "191861", "2,8406", "v. 142"."""
    digits = run.digits
    if len(digits) == 4 and int(digits) in YEARS:
        return
    name = lexicon.name_before(text, run.start) if lexicon else ""
    decimals = lexicon.decimals if lexicon else frozenset()
    grouped = (
        text[run.start - 1 : run.start] not in decimals
        and _THOUSANDS_BEFORE.search(text, max(0, run.start - 6), run.start) is not None
    )
    apart = not text[run.start - 1 : run.start].strip() or text[run.start - 1] in "-–—"
    for size in range(1, min(4, len(digits))):
        head, tail = digits[:-size], digits[-size:]
        if tail[0] == "0" or len(head) > 6:
            continue
        split: Split = "after-number"
        if name and lexicon and lexicon.has_numbered(name, head, tail):
            split = "after-known-number"
        elif len(head) == 4 and int(head) in YEARS[400:] and apart:
            split = "after-year"
        elif len(head) == 3 and grouped:
            split = "after-thousands"
        yield Reading(((run.end - size, run.end),), (tail,), (int(tail),), split)
