"""A ledger written as footnotes of Markdown, as ``footnotes.py`` reads them; it is read back before it counts."""

from __future__ import annotations

from collections.abc import Sequence

from citekit.errors import UsageError
from citekit.findings import Source, Span
from citekit.model import Ledger, Note, NotePart
from citekit.notes.citesyntax import parse_note
from citekit.notes.ledger.forms.beside import nearest, value_parts, value_text
from citekit.notes.ledger.forms.markdown_text import (
    begun,
    escaped,
    parse_paragraph,
    parse_title,
    title_escaped,
    visible,
)
from citekit.notes.ledger.longform import Value
from citekit.notes.ledger.shortform import as_short_form, exact
from citekit.notes.ledger.writing import checked, head_lines, same, value_of


def write(ledger: Ledger) -> str:
    """Return *ledger* as footnotes of Markdown.

    Raises: InvalidInputError, UsageError as ``writing.write_ledger`` does.
    """
    from citekit.notes.ledger.forms.footnotes import read  # noqa: PLC0415 - which writes, to compare

    checked(ledger)
    blocks = ["\n".join(["---", *head_lines(ledger), "---"])]
    for run, title in enumerate(ledger.chapters):
        if ledger.chapters != ("",):
            blocks.append(_heading(title))
        blocks += [_note(note) for note in ledger.notes if note.run == run]
    text = "\n\n".join(blocks) + "\n"
    if not same(read(Source(ledger.path, text)), ledger):
        raise UsageError("this ledger cannot be written as Markdown", where=Span(ledger.path), hint="write it as YAML")
    return text


def paragraph(parts: Sequence[NotePart]) -> str:
    """Return what is seen of *parts* in Markdown; what it cannot say of them is left out."""
    text = as_short_form(parts, escaped)
    if text is None:
        text = as_short_form(parts) or "…"
    return begun(visible(text))


def heading(title: str) -> str:
    """Return what is seen of a chapter's title."""
    return f"# {title_escaped(visible(title))}".rstrip()


def _heading(title: str) -> str:
    if not title:
        return "* * *"
    line = heading(title)
    return line if parse_title(line[1:]) == title else f"{line} {_exactly(title)}"


def _note(note: Note) -> str:
    value = value_of(note)
    pieces = value if isinstance(value, list) else [value]
    lines = list(map(_paragraph, pieces))
    status = f"<!-- {note.status} -->" if note.status else ""
    first = " ".join(filter(None, (f"[^{note.number}]:", status, lines[0])))
    return "\n\n".join([first, *(f"    {line}" for line in lines[1:])])


def _paragraph(value: Value) -> str:
    parts = parse_note(value).parts if isinstance(value, str) else value_parts(value_text(value)) or ()
    seen = paragraph(parts)
    if exact(parse_paragraph(seen).parts) == exact(parts) and not parse_paragraph(seen).problems:
        return seen
    return f"{paragraph(nearest(parts))} {_exactly(value)}".lstrip()


def _exactly(value: Value) -> str:
    return f"<!-- exactly: {value_text(value)} -->"
