"""A ledger for a text whose marks were found: a line for each note, still to be filled in, below the words it notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.findings import Source
from citekit.model import Ledger, NoteMark, Passage
from citekit.notes.ledger.order import counted
from citekit.notes.ledger.pairing import notes_of_marks, runs
from citekit.notes.ledger.placing import NewNote, add_notes
from citekit.notes.ledger.reading import VERSION
from citekit.notes.ledger.scalars import as_scalar
from citekit.notes.ledger.yamltree import CHAPTER
from citekit.notes.paragraphs import paragraph_spans
from citekit.patterns import pattern

_WORDS = 60
"""Characters of the text that a note's comment shows at most."""

_HEADING = pattern(r"(?:#{1,6}[ \t]+)?(?P<title>[^\W\d_a-z].{0,78}[^\s.,;:!?…”’»)\d]|\d{1,3}|[IVXLC]{1,7})\.?")


def new_ledger(passage: Passage, path: str, source: str = "") -> str:
    """Return the text of a ledger with a line for each mark of *passage*, which lies at *path* beside the ledger.

    Numbers that begin again are a list, with the headings of the text as the titles of chapters. *source* is a cite of
    the work that the passage is quoted from.
    """
    lines = [f"citekit-ledger: {VERSION}", f"passage: {as_scalar(path)}"] if path else [f"citekit-ledger: {VERSION}"]
    if source:
        lines.append(f"source: {as_scalar(source)}")
    parted = [_each_once(passage.marks)] if passage.recurring else list(_parted(passage.marks))
    lines.append("notes:" if passage.marks else "notes: {}")
    end = 0
    for run in parted:
        lead = "  "
        if len(parted) > 1:
            title = _title(passage.text, end, run[0].start)
            lines.append(f"  - {CHAPTER}: {as_scalar(title)}" if title else "  -")
            lead = "    "
        for mark in run:
            lines += [f"{lead}# {_comment(passage.text, mark)}", f"{lead}{as_scalar(mark.number)}:"]
        end = run[-1].end
        if lines and len(parted) > 1 and not title:
            _join_dash(lines, len(run))
    return "\n".join(lines) + "\n"


def _join_dash(lines: list[str], notes: int) -> None:
    """Put the dash of a run without title before its first number, and the comment above it."""
    dash = len(lines) - 2 * notes - 1
    comment, number = lines[dash + 1 : dash + 3]
    lines[dash : dash + 3] = [comment[2:], f"  - {number.strip()}"]


def with_new_marks(source: Source, ledger: Ledger, passage: Passage) -> tuple[str, int]:
    """Return the text of the ledger in *source* with a line for each mark it has no note for, and how many they are.

    A mark whose number is that of a note already, in all runs it could be of, is left out.
    """
    paired = notes_of_marks(passage, ledger)
    taken = {(note.run, note.number) for note in ledger.notes}
    run = 0
    notes: list[NewNote] = []
    for mark, note in zip(passage.marks, paired, strict=True):
        if note is not None:
            run = note.run
        elif (run, mark.number) not in taken:
            taken.add((run, mark.number))
            notes.append(NewNote(run, mark.number, "", _comment(passage.text, mark)))
    return (add_notes(source, notes) if notes else source.text), len(notes)


def _each_once(marks: Sequence[NoteMark]) -> Sequence[NoteMark]:
    """Return the first mark of each number, in the order of the numbers."""
    first = {mark.number: mark for mark in reversed(marks)}
    return sorted(first.values(), key=lambda mark: counted(mark.number))


def _parted(marks: Sequence[NoteMark]) -> Iterator[Sequence[NoteMark]]:
    start = 0
    for run in runs([mark.number for mark in marks]):
        yield marks[start : start + len(run)]
        start += len(run)


def _comment(text: str, mark: NoteMark) -> str:
    """Return the words before *mark* in its paragraph, and how sure it is where that is not quite."""
    before = text[max(0, mark.start - 2 * _WORDS) : mark.start]
    words = " ".join(_BREAK.split(before)[-1].split())
    if len(words) > _WORDS:
        words = f"… {words[-_WORDS:].partition(' ')[2]}"
    return words if mark.confidence >= _SURE else f"{words}  (a mark? {mark.confidence:.2f})"


_BREAK = pattern(r"(?:[ \t]*\r?\n){2,}")
_SURE = 0.9


def _title(text: str, start: int, end: int) -> str:
    """Return the last heading between two places of *text*: a short line of its own that ends in no stop."""
    title = ""
    for first, last in list(paragraph_spans(text[start:end]))[:-1]:  # the last has the mark
        line = text[start + first : start + last].strip()
        if match := _HEADING.fullmatch(line):
            title = match["title"] or line
    return title
