"""Numbered notes in plain text, parted by their numbers: "12. Cohen, …", "[12] …", "¹² …", "* …".

A line that begins with a number need not begin a note: a sentence was wrapped before its year, or a page. Every place
where a note may begin is weighed by how it is printed, and the sequence through them that counts up best decides, with
new beginnings at chapters and gaps where notes are lost. Takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from citekit.findings import Finding, Severity, Source
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.endnotes.headings import heading, is_page_head
from citekit.notes.marks.candidates import SUPERSCRIPTS
from citekit.notes.notetext import NoteText
from citekit.patterns import pattern
from citekit.values import NamedTuple

_AT_LINE = pattern(
    r"""^[ \t]*(?:>[ \t]*)?(?:\\?(?P<open>[\[(]))?
        (?P<number>\d{1,4}(?!\d)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|(?:\\?\*){1,3}|[†‡§‖¶]{1,3}|[a-z](?=[.)\]]))
        (?P<close>\\?[\])]?[.:)]?)(?P<blank>[ \t\u00a0]*)(?=[^\s.,;:)\]–-])""",
    re.VERBOSE | re.MULTILINE,
)
_IN_LINE = pattern(
    r"(?<=[.!?’”»)\"])[ \t](?P<open>[\[(]?)(?P<number>\d{1,4})(?P<close>[\])]?\.?)(?P<blank>[ \t])"
    r"(?=[A-ZÀ-ÞА-ЯЁ“„«‘\"*\[])"
)
_ENDED = pattern(r"[.!?…:;”’»\")\]]['’*_]*[ \t]*$")
_LOWER = pattern(r"[a-zß-ÿа-яё&–-]")
_FURTHEST_GAP = 25
_SIGNS = "*†‡§‖¶"


class _Start(NamedTuple):
    """A place where a note may begin: ``text[start:body]`` is its number and what is around it."""

    start: int
    number_at: int
    body: int
    number: str
    weight: float


def read(source: Source, start: int = 0, end: int | None = None, run: int = 0) -> Endnotes:
    """Return the notes in ``text[start:end]`` of *source*; *run* is the first run's.

    Each note's text is on one line; a word that the end of a line has parted is whole again.
    """
    text = source.text[:end] if end is not None else source.text
    chain = _chain(_starts(text, start))
    if not chain:
        return Endnotes()
    heads = _running_heads(text, start)
    notes: list[NoteText] = []
    chapter = heading(text[start : chain[0].start])
    findings = list(_text_before(source, text, start, chain[0].start))
    for place, own in enumerate(chain):
        stop = chain[place + 1].start if place + 1 < len(chain) else len(text)
        again = place + 1 < len(chain) and _begins_again(own, chain[place + 1])
        body, title = _without_heading(text[own.body : stop]) if again else (text[own.body : stop], "")
        where = source.span(own.number_at, own.number_at + len(own.number))
        notes.append(NoteText(own.number.translate(SUPERSCRIPTS), _one_line(body, heads), run, chapter, where))
        if again:
            run, chapter = run + 1, title
    findings += odd_numbers(notes, source.path)
    return Endnotes(tuple(notes), tuple(findings))


# --- where notes may begin ---


def _starts(text: str, start: int) -> list[_Start]:
    found = [_at_line(text, match) for match in _AT_LINE.finditer(text, start)]
    found += [
        _Start(match.start() + 1, match.start("number"), match.end(), match["number"], 0.15)
        for match in _IN_LINE.finditer(text, start)
    ]
    return sorted((one for one in found if one.weight > 0), key=lambda one: one.start)


def _at_line(text: str, match: re.Match[str]) -> _Start:
    number = match["number"].replace("\\", "").translate(SUPERSCRIPTS)
    raised = match["number"] != number
    weight = 1.0 if match["close"] or raised else 0.8 if match["blank"] else 0.4
    if match["close"] == "" and match["open"]:
        weight -= 0.8
    if number[0] in _SIGNS and match["blank"] and number == "*":
        weight -= 0.4  # it may be the bullet of a list
    if number.isalpha():
        weight -= 0.3
    previous = text[text.rfind("\n", 0, max(match.start() - 1, 0)) + 1 : max(match.start() - 1, 0)]
    previous = previous.rstrip()
    if not previous:
        weight += 0.3
    elif not _ENDED.search(previous):
        weight -= 0.6
    if number.isdecimal() and 1500 <= int(number) < 2100:
        weight -= 0.8
    if _LOWER.match(text, match.end()):
        weight -= 0.5
    begin = match.start() + len(match[0]) - len(match[0].lstrip())
    return _Start(begin, match.start("number"), match.end(), number, weight)


def _value(number: str) -> tuple[str, int]:
    if number.isdecimal():
        return "number", int(number)
    if number[0] in _SIGNS:
        return "sign", _SIGNS.index(number[0]) + 1 + len(_SIGNS) * (len(number) - 1)
    return "letter", ord(number) - ord("a") + 1


# --- which of them do ---


def _chain(starts: Sequence[_Start]) -> list[_Start]:
    """Return the places where notes begin: numbered ones, with those that a sign marks among them; else letters."""
    by_kind: dict[str, list[_Start]] = {"number": [], "sign": [], "letter": []}
    for own in starts:
        by_kind[_value(own.number)[0]].append(own)
    numbered = _best(by_kind["number"])
    if not numbered:
        return _best(by_kind["sign"]) or _best(by_kind["letter"])
    bullets = sum(own.number == "*" for own in by_kind["sign"])
    signs = [own for own in by_kind["sign"] if own.weight >= 0.4 and (own.number != "*" or bullets <= len(numbered))]
    return sorted(numbered + signs, key=lambda own: own.start)


class _State(NamedTuple):
    score: float
    place: int


def _best(starts: Sequence[_Start]) -> list[_Start]:
    """Return the sequence of *starts* that counts up best."""
    scores: list[float] = []
    before: list[int] = []
    last: dict[int, _State] = {}
    top = _State(float("-inf"), -1)
    for place, own in enumerate(starts):
        _, value = _value(own.number)
        reached = _reached(value, last, top)
        scores.append(reached.score + own.weight)
        before.append(reached.place)
        state = _State(scores[-1], place)
        if value not in last or state.score > last[value].score:
            last[value] = state
        top = max(top, state)
    if not scores:
        return []
    place = max(range(len(scores)), key=scores.__getitem__)
    if scores[place] < 0.5:
        return []
    chain = []
    while place != -1:
        chain.append(starts[place])
        place = before[place]
    return chain[::-1]


def _reached(value: int, last: dict[int, _State], top: _State) -> _State:
    """Return the best that a number can follow: the one before it, one before a gap, or the end of a chapter."""
    best = _State(0.0 if value == 1 else -0.4, -1)
    for gap in range(1, _FURTHEST_GAP + 1):
        state = last.get(value - gap)
        if state is not None:
            cost = 0.0 if gap == 1 else 0.7 + 0.05 * gap
            best = max(best, _State(state.score - cost, state.place))
    return max(best, _State(top.score - 0.6, top.place)) if value == 1 else best


def _begins_again(own: _Start, following: _Start) -> bool:
    (kind, value), (other, next_value) = _value(own.number), _value(following.number)
    return kind == other and next_value <= value


# --- the text between them ---


def _without_heading(body: str) -> tuple[str, str]:
    """Return the text of a run's last note, and the heading of the next run behind it."""
    paragraphs = re.split(r"(\n[ \t]*\n)", body.rstrip())
    title = heading(paragraphs[-1]) if len(paragraphs) > 1 else ""
    if title:
        return "".join(paragraphs[:-1]), title
    lines = body.rstrip().split("\n")
    if len(lines) > 1 and _ENDED.search(lines[-2]) and (title := heading(lines[-1])):
        return "\n".join(lines[:-1]), title
    return body, ""


def _one_line(body: str, heads: frozenset[str]) -> str:
    lines = [line for line in body.split("\n") if _shape(line) not in heads and not is_page_head(line)]
    text = "\n".join(line.strip().removeprefix("> ") for line in lines).strip()
    text = re.sub(r"(?<=[^\W\d_A-ZÀ-ÞА-ЯЁ])[-\u00ad]\n+(?=[^\W\d_A-ZÀ-ÞА-ЯЁ])", "", text)
    text = re.sub(r"(?<=[-–—/])\n+", "", text)
    return " ".join(text.split())


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _running_heads(text: str, start: int) -> frozenset[str]:
    """Return the shapes of lines that come back page by page: page numbers, "Notes to pages 12–15"."""
    lines = [line for line in text[start:].split("\n") if 0 < len(line.strip()) < 70]
    counted = Counter(_shape(line) for line in lines if not _AT_LINE.match(line) and not _ENDED.search(line))
    return frozenset(shape for shape, count in counted.items() if count >= 3 or shape == "0")


def _text_before(source: Source, text: str, start: int, end: int) -> Iterator[Finding]:
    """Find prose before the first note; headings are none."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        line = match[0].strip()
        if line and not heading(line) and len(line) > 80:
            where = source.span(start + match.start(), start + match.end())
            hint = "it is left out; number it if it is a note"
            yield Finding("text-before-notes", "text before the first note", where, Severity.WARNING, hint)
            return
