"""Many texts at once, as JSON lines: ``{"id", "text"}`` in, ``{"id", "notes"}`` out.

Offsets are in code points and cover the digits alone, so that a corpus with known marks can be scored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from citekit.errors import InvalidInputError
from citekit.files import read_source
from citekit.findings import Finding, Source, Span
from citekit.notes.marks.recognise import Mode, find_marks
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class CorpusText:
    """One line of a corpus; *name* is its id, a string or a number."""

    name: str | int
    text: str


def read_texts(path: str) -> tuple[CorpusText, ...]:
    """Read a JSON lines file; blank lines are skipped.

    Raises: UnreadableError, InvalidInputError with the place of every wrong line.
    """
    source = read_source(path)
    texts: list[CorpusText] = []
    findings: list[Finding] = []
    for number, line in _lines(source):
        read = _read_line(line, source.path, number)
        if isinstance(read, Finding):
            findings.append(read)
        else:
            texts.append(read)
    if findings:
        raise InvalidInputError(findings)
    return tuple(texts)


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    # Not splitlines: a text may hold U+2028, which JSON leaves unescaped.
    for number, line in enumerate(source.text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _read_line(line: str, path: str, number: int) -> CorpusText | Finding:
    hint = 'a line is {"id": "…", "text": "…"}'
    try:
        value: Any = json.loads(line)  # whatever JSON allows
    except json.JSONDecodeError as error:
        where = Span(path, number, error.colno, error.colno + 1)
        return Finding("jsonl", f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}", where, hint=hint)
    except RecursionError:
        return Finding("jsonl", "not valid JSON: nested too deeply", Span(path, number, 1, 2), hint=hint)
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return Finding("jsonl", "no object with a text", Span(path, number, 1, len(line) + 1), hint=hint)
    name = value.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int):
        return Finding("jsonl", "no id, or one that is not a string or number", Span(path, number, 1, 2), hint=hint)
    return CorpusText(name, value["text"])


def found_line(text: CorpusText, mode: Mode = "auto") -> str:
    """Return the marks of one text as a JSON line; *mode* says what to look for, as in ``find_marks``."""
    notes = [
        {"start": mark.start, "end": mark.end, "number": mark.number, "confidence": round(mark.confidence, 4)}
        for mark in find_marks(text.text, mode=mode)
    ]
    return json.dumps({"id": text.name, "notes": notes}, ensure_ascii=False)
