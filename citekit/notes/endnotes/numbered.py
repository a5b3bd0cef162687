"""Numbered notes in plain text, parted by their numbers: "12. Cohen, …", "[12] …", "¹² …", "* …".

Every place where a note may begin is weighed by how it is printed (``starts.py``); the sequence through them that
counts up best (``sequence.py``) decides, once by what notes look like in general, and again by what most of these look
like. Heads of pages are left out (``pageheads.py``). Takes time in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.findings import Finding, Severity, Source
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.endnotes.headings import ends_notes, heading, is_notes_heading, notes_of
from citekit.notes.endnotes.lines import ENDED, Line, lines_of
from citekit.notes.endnotes.pageheads import heads_of
from citekit.notes.endnotes.sequence import begins_again, best_chain
from citekit.notes.endnotes.starts import Start, is_strong, starts_of, weighed_by
from citekit.notes.marks.candidates import SUPERSCRIPTS
from citekit.notes.notetext import NoteText
from citekit.patterns import pattern

_BACK = pattern(r"\s*[↩↵⏎][︎️]?\s*$")
_CARET = pattern(r"(?:\^|↑)(?:[ \t]+[a-z](?=[ \t]))*[ \t]+")
_PARTED = pattern(r"(?<=[^\W\d_A-ZÀ-ÞА-ЯЁ])[-\u00ad]\n+(?=[^\W\d_A-ZÀ-ÞА-ЯЁ])")
_DASH = pattern(r"(?<=[-–—/])\n+")
_SHORT = 40
"""Characters; a line that has no more may be a heading."""
_PARAGRAPHS_BETWEEN = 3
"""Paragraphs without a number behind a run's last note that are text of the book, and no part of the note."""


def read(source: Source, start: int = 0, end: int | None = None, run: int = 0, chapter: str = "") -> Endnotes:
    """Return the notes in ``text[start:end]`` of *source*; *run* and *chapter* are the first run's.

    Each note's text is on one line; a word that the end of a line has parted is whole again.
    """
    lines = lines_of(source.text, start, len(source.text) if end is None else end)
    lines, starts, chain = _chosen(lines)
    if not chain:
        return Endnotes()
    first = chain[0]
    notes: list[NoteText] = []
    chapter = _title(lines[: first.line]) or chapter
    heads = heads_of(lines, {own.line for own in chain})
    in_text = False  # what is numbered in the text of a chapter, before the heading of its notes
    for own, following in zip(chain, [*chain[1:], None], strict=True):
        body, behind = _body(lines, own, following, heads)
        if not in_text:
            where = source.span(own.number_at, own.number_at + len(own.number))
            place = body[0].start, max(body[-1].end, body[0].start)
            number = own.number.translate(SUPERSCRIPTS)
            notes.append(NoteText(number, _one_line(body), run, chapter, where, place))
        if following is not None and begins_again(own, following):
            run, chapter = run + (not in_text), _title(behind)
            in_text = _goes_on_in_text(behind, lines[following.line :], in_text=in_text)
    if sum(not note.text for note in notes) * 2 > len(notes):
        return Endnotes()  # they are the numbers of something else
    findings = [*_text_before(source, lines[: first.line]), *odd_numbers(notes, source.path)]
    return Endnotes(tuple(notes), (*findings, *_out_of_order(source, starts, chain)))


def _goes_on_in_text(behind: Sequence[Line], rest: Sequence[Line], *, in_text: bool) -> bool:
    """Tell whether a chapter's text is *behind* a run of notes, and the heading of its own notes comes later."""
    if any(is_notes_heading(line.text) for line in behind):
        return False
    prose = sum(line.gap and len(line.text) > _SHORT for line in behind)
    text = in_text or prose >= _PARAGRAPHS_BETWEEN
    return text and any(is_notes_heading(line.text) for line in rest)


def _chosen(lines: Sequence[Line]) -> tuple[list[Line], list[Start], list[Start]]:
    """Return the lines without heads of pages, the places where notes may begin, and those where they do."""
    first = best_chain(starts_of(lines), lambda own: _cost_of_restart(lines, own))
    if not first:
        return list(lines), [], []
    kept = _without(lines, heads_of(lines, {own.line for own in first}))
    starts = weighed_by(starts_of(kept), first, lines)
    return kept, starts, best_chain(starts, lambda own: _cost_of_restart(kept, own))


def _without(lines: Sequence[Line], heads: frozenset[int]) -> list[Line]:
    """Leave out heads of pages; the line behind one begins a page."""
    kept: list[Line] = []
    page = False
    for index, line in enumerate(lines):
        if index in heads:
            page = True
        else:
            kept.append(line._replace(page=True, gap=not kept) if page else line)
            page = False
    return kept


def _cost_of_restart(lines: Sequence[Line], own: Start) -> float:
    """Return what it costs to begin again at 1: little behind a heading or at the beginning of a page."""
    if own.inside:
        return 1.5
    line = lines[own.line]
    if line.page:
        return 0.3
    before = lines[own.line - 1].text if own.line else ""
    return 0.2 if is_notes_heading(before) or heading(before) else 0.7


# --- the text between them ---


def _body(
    lines: Sequence[Line], own: Start, following: Start | None, heads: frozenset[int]
) -> tuple[list[Line], list[Line]]:
    """Return the lines of a note, the first without its number, and what is behind a run's last one."""
    stop = len(lines) if following is None else following.line + following.inside
    first = lines[own.line]
    body = [first._replace(start=own.body, text=first.text[own.body - first.start :], gap=True)]
    body += [lines[index] for index in range(own.line + 1, stop) if index not in heads]
    if following is None:
        end = _end_of_notes(body)
    elif begins_again(own, following):
        end = _end_of_run(body, parted=lines[following.line].gap)
    else:
        end = len(body)
    if following is not None and following.inside:
        body[-1] = body[-1]._replace(text=body[-1].text[: following.start - body[-1].start].rstrip())
    return body[:end], body[end:]


def _end_of_run(body: Sequence[Line], *, parted: bool) -> int:
    """Return where a run's last note ends: at the heading of the next run, or of the book's text between them.

    A blank line before the next run's first note has *parted* them.
    """
    for place in range(1, len(body)):
        line = body[place]
        if is_notes_heading(line.text) or (_stands_alone(body, place) and heading(line.text, alone=True)):
            return place
    place = len(body)
    while place > 1 and heading(body[place - 1].text, alone=parted) and ENDED.search(body[place - 2].text[-12:]):
        place -= 1
    gaps = [place for place, line in enumerate(body) if line.gap and place]
    return gaps[0] if place == len(body) and len(gaps) >= _PARAGRAPHS_BETWEEN else place


def _stands_alone(body: Sequence[Line], place: int) -> bool:
    """Tell whether a line is a paragraph, or the first of two short ones that are."""
    line = body[place]
    return (line.gap or line.page) and (place + 1 == len(body) or body[place + 1].gap or len(line.text) < 30)


def _end_of_notes(body: Sequence[Line]) -> int:
    for place, line in enumerate(body):
        if place and (line.gap or line.page) and ends_notes(line.text, 0):
            return place
    return len(body)


def _title(lines: Sequence[Line]) -> str:
    """Return the heading that *lines* end with, "" for none; two lines of one are joined."""
    titles: list[str] = []
    for line in reversed(lines):
        if is_notes_heading(line.text):
            return ": ".join(titles[::-1]) or notes_of(line.text)
        title = heading(line.text, alone=line.gap)
        if not title or len(titles) == 2:
            break
        titles.append(title)
    return ": ".join(titles[::-1])


def _one_line(body: Sequence[Line]) -> str:
    text = "\n".join(line.text for line in body)
    text = _DASH.sub("", _PARTED.sub("", text))
    return _BACK.sub(
        "", _CARET.sub("", " ".join(text.split()), count=1) if text[:1] in "^↑" else " ".join(text.split())
    )


# --- what is odd ---


def _text_before(source: Source, lines: Sequence[Line]) -> Iterator[Finding]:
    """Find prose before the first note; headings are none, and a whole book is no slip."""
    prose = [line for line in lines if not heading(line.text) and len(line.text) > _SHORT]
    if prose and sum(line.gap for line in lines) <= _PARAGRAPHS_BETWEEN:
        where = source.span(prose[0].start, prose[0].end)
        hint = "it is left out; number it if it is a note"
        yield Finding("text-before-notes", "text before the first note", where, Severity.WARNING, hint)


def _out_of_order(source: Source, starts: Sequence[Start], chain: Sequence[Start]) -> Iterator[Finding]:
    """Find numbers that are printed as those of notes are, and do not go on from the note before."""
    chosen = set(chain)
    for own in starts:
        if own not in chosen and is_strong(own) and own.kind == chain[0].kind:
            message = f"a line begins with {source.text[own.start : own.body].strip()!r}, which is out of order"
            where = source.span(own.number_at, own.number_at + len(own.number))
            hint = "it is read as text of the note before; correct the number if a note begins there"
            yield Finding("number-out-of-order", message, where, Severity.WARNING, hint)
