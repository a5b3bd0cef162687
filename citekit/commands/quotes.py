"""``citekit quotes``: the quotations of a passage or manuscript, who speaks, and what is cited for them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from citekit.commands.options import FORMAT
from citekit.commands.printing import exit_code, report, write

if TYPE_CHECKING:
    from citekit.model import Cite
    from citekit.quotations.finding.covered import Reading
    from citekit.quotations.finding.found import FoundQuotation

_WORDS = 4
"""Words that are shown of each end of a quotation."""
_LONGEST_WORD = 30


@click.command(
    "quotes",
    short_help="Find the quotations of a passage or manuscript, and the notes that cover them.",
    epilog="""\b
Examples:
  citekit quotes passage.txt
  citekit quotes passage.txt --notes notes.yaml --least 5
  citekit quotes manuscript.md --format json
  cat passage.txt | citekit quotes - --language de
docs/quotes.md tells more.""",
)
@click.argument("passage", required=False, default="")
@FORMAT
@click.option("--language", "-l", default="", metavar="LANG", help="Language of the text, such as fr; else guessed.")
@click.option("--least", type=click.IntRange(0), default=0, metavar="N", help="Only quotations of N words or more.")
@click.option("--notes", "-n", "ledger", default="", metavar="LEDGER", help="What each note cites (YAML).")
@click.option("--output", "-o", default="", metavar="FILE", help="Write here instead of printing.")
def command(passage: str, format_: str, *, language: str, least: int, ledger: str, output: str) -> int:
    """Find the quotations of PASSAGE: their nesting, who speaks, the notes that cover them; marks never closed.

    Of a manuscript (DOCX, EPUB, HTML, LaTeX, Markdown, ODT …) they are found in its running text.
    Without PASSAGE, the one that the settings name is read. A ledger beside the passage is read, too.
    """
    readings = _readings(passage, language, ledger)
    findings = [finding for reading in readings for finding in reading.found.findings]
    if format_ == "json":
        text = json.dumps(_as_json(readings, least), ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_as_lines(readings, least))
    write((text + "\n").encode(), output)
    if format_ == "human":
        report(findings)
    return exit_code(findings, warnings_count=True)


def _readings(passage: str, language: str, ledger: str) -> Sequence[Reading]:
    from citekit.documents import manuscript_in
    from citekit.project import open_project
    from citekit.quotations.finding.covered import quotations_of, reading_of_passage

    project = open_project(passage, ledger=ledger)
    if manuscript := manuscript_in(project.settings.passage):  # with or without notes, markup is no words
        return quotations_of(manuscript, language)
    read = project.passage()
    known = project.ledger() if project.ledger_file() else None
    return (reading_of_passage(read, known, language),)


def _as_lines(readings: Sequence[Reading], least: int) -> Iterator[str]:
    count = sum(one.words >= least for reading in readings for one in reading.found.quotations)
    where = readings[0].source.path if len(readings) == 1 else f"{len(readings)} parts"
    yield f"{count} quotation{'' if count == 1 else 's'} in {where}"
    for reading in readings:
        shown = [one for one in reading.found.quotations if one.words >= least]
        if shown and len(readings) > 1:
            yield f"\n{reading.source.path}"
        elif shown:
            yield ""
        places = [reading.span(one.start, one.end) for one in shown]
        width = max((len(f"{one.line}:{one.column}") for one in places), default=0)
        for one, place in zip(shown, places, strict=True):
            yield f"{f'{place.line}:{place.column}':<{width}}  {'  ' * one.depth}{_line(reading, one)}"


def _line(reading: Reading, one: FoundQuotation) -> str:
    opener, closer = ("> ", "") if one.block else one.marks
    parts = [f"{opener}{_ends(reading.printed(one))}{closer}", f"({one.words} word{'' if one.words == 1 else 's'})"]
    if one.speaker:
        parts.append(f"— {one.speaker}")
    if one.continues is not None:
        parts.append("(goes on)")
    if not one.closed:
        parts.append("(never closed)")
    if one.notes:
        said = [reading.marks[covering.mark] for covering in one.notes]
        cites = "; ".join(_cite(cite) for each in said for cite in each.cites)
        numbers = ", ".join(each.number for each in said if each.number)
        how = one.notes[0].how
        note = f"note {numbers}" if numbers else "cited"
        parts.append(f"→ {note}{'' if how == 'direct' else f' ({how})'}{f': {cites}' if cites else ''}")
    return "  ".join(parts)


def _ends(text: str) -> str:
    """Return the first and last words of a quotation."""
    words = [word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in text.split()]
    if len(words) <= 2 * _WORDS + 1:
        return " ".join(words)
    return f"{' '.join(words[:_WORDS])} … {' '.join(words[-_WORDS:])}"


def _cite(cite: Cite) -> str:
    return f"@{cite.key}" + (f" [{cite.locator.label} {cite.locator.value}]" if cite.locator else "")


def _as_json(readings: Sequence[Reading], least: int) -> dict[str, Any]:
    from citekit import reports

    return {
        "parts": [
            {
                "path": reading.source.path,
                "language": reading.found.language or None,
                "quotations": [
                    _quotation(reading, index, one)
                    for index, one in enumerate(reading.found.quotations)
                    if one.words >= least
                ],
            }
            for reading in readings
        ],
        "findings": reports.as_json(finding for reading in readings for finding in reading.found.findings),
    }


def _quotation(reading: Reading, index: int, one: FoundQuotation) -> dict[str, Any]:
    place = reading.span(one.start, one.end)
    return {
        "index": index,
        "text": reading.printed(one),
        "start": _offset(reading, one.start),
        "end": _offset(reading, one.end - 1) + 1,
        "line": place.line,
        "column": place.column,
        "marks": list(one.marks),
        "block": one.block,
        "depth": one.depth,
        "parent": one.parent,
        "continues": one.continues,
        "closed": one.closed,
        "words": one.words,
        "sentence": one.sentence,
        "speaker": one.speaker or None,
        "signal": one.signal and reading.text[one.signal.start : one.signal.end],
        "notes": [
            {
                "number": reading.marks[covering.mark].number or None,
                "how": covering.how,
                "cites": [
                    {
                        "key": cite.key,
                        "label": cite.locator.label if cite.locator else None,
                        "locator": cite.locator.value if cite.locator else None,
                    }
                    for cite in reading.marks[covering.mark].cites
                ],
            }
            for covering in one.notes
        ],
    }


def _offset(reading: Reading, index: int) -> int:
    return reading.running.place(index) if reading.running else index
