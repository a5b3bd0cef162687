"""Formatted text, brought into a shape that every writer can print one node at a time.

Sources: CSL 1.0.2, Formatting (``font-style="normal"`` inside italics undoes them) and Display.
Knows what formatting means, nothing of any format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from citekit.model import Bibliography, BlockQuotation, Excerpt, Headings, NoteReference, Paragraph, SetNote
from citekit.output.characters import clean, identifiers
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, Link, Styled, plain
from citekit.values import dataclass, replace

LIGHT = Format(weight="light")
UNDERLINE = Format(decoration="underline")

Feature: TypeAlias = "Format | str"  # one of the formats here and in richtext, or the target of a link
Run: TypeAlias = "tuple[str, tuple[Feature, ...]]"

_WEB = re.compile('(?:https?://|mailto:)[^\\s<>"\x00-\x20\x7f-\x9f\ud800-\udfff]+\\Z', re.IGNORECASE)
_RIGHT_TO_LEFT = frozenset("ar ckb dv fa he ps sd syr ug ur yi".split())
_SCRIPTS_FROM_THE_RIGHT = frozenset("adlm arab hebr nkoo syrc thaa".split())


def settled(content: Inlines) -> Inlines:
    """Return *content* as it looks on paper, in the simplest tree.

    Every ``Styled`` has one of ITALIC, BOLD, LIGHT, SMALL_CAPS, UNDERLINE, SUPERSCRIPT and SUBSCRIPT, and none
    encloses itself: roman words in italics leave the italics. Only links to web and mail addresses remain, none
    within another. Texts are clean, not empty, and never neighbours. *display* is dropped; see `laid_out`.
    """
    return _nested(flat(content))


def attribution(of: Excerpt | BlockQuotation) -> Inlines:
    """Return where a passage or a block is quoted from; nothing where none of it would be seen (a link on a blank)."""
    return of.attribution if clean(plain(of.attribution)).strip() else ()


def texts(excerpt: Excerpt) -> Iterator[Paragraph]:
    """Yield all running text of an excerpt in reading order: its paragraphs, and each line of quotations set apart."""
    for one in excerpt.paragraphs:
        if isinstance(one, BlockQuotation):
            yield from (line for paragraph in one.paragraphs for line in paragraph.lines)
        else:
            yield one


def marks(excerpt: Excerpt) -> Iterator[NoteReference]:
    """Yield the marks of an excerpt in reading order, wherever they stand."""
    return (one for words in texts(excerpt) for one in words if isinstance(one, NoteReference))


def stretches(paragraph: Paragraph) -> Iterator[Inlines | NoteReference]:
    """Yield the marks of a paragraph, and the text between them: never empty, and whole, as signs depend on others."""
    for is_mark, group in groupby(paragraph, lambda one: isinstance(one, NoteReference)):
        if is_mark:
            yield from (one for one in group if isinstance(one, NoteReference))
        else:
            yield tuple(one for one in group if not isinstance(one, NoteReference))


def list_title(bibliography: Bibliography, headings: Headings) -> str:
    """Return what stands above a bibliography: its title, or the word of the language."""
    return clean(bibliography.title or headings.bibliography).strip()


def is_right_to_left(language: str) -> bool:
    """Tell whether a language (BCP 47) is written from right to left; a script that is named decides ("az-Arab")."""
    name, *subtags = language.lower().split("-")
    script = next((one for one in subtags[:2] if len(one) == 4 and one.isalpha()), "")
    return script in _SCRIPTS_FROM_THE_RIGHT if script else name in _RIGHT_TO_LEFT


def is_web_address(target: str) -> bool:
    """Tell whether *target* is an http, https or mailto address; writers link to no other."""
    return _WEB.match(target) is not None


def flat(content: Inlines) -> list[Run]:
    """Return *content* as runs, each with all that it looks like, for formats whose runs do not nest.

    Neighbours look different; none is empty; see `settled`.
    """
    merged: list[Run] = []
    for text, features in _flattened(content, Format(), ""):
        if not text:
            continue
        if merged and merged[-1][1] == features:
            merged[-1] = (merged[-1][0] + text, features)
        else:
            merged.append((text, features))
    return merged


def _flattened(content: Inlines, around: Format, target: str) -> Iterator[Run]:
    for run in content:
        if isinstance(run, str):
            yield clean(run), _features(around, target)
        elif isinstance(run, Styled):
            yield from _flattened(run.children, _inherited(around, run.format), target)
        else:
            own = run.target if is_web_address(run.target) else ""
            yield from _flattened(run.children, around, target or own)


def _inherited(around: Format, own: Format) -> Format:
    changes = {name: value for name in own.__slots__ if (value := getattr(own, name)) is not None}
    return replace(around, **changes)


def _features(look: Format, target: str) -> tuple[Feature, ...]:
    """List what differs from plain text, in the order of nesting when two cover the same words."""
    features: list[tuple[bool, Feature]] = [
        (bool(target), target),
        (look.style in {"italic", "oblique"}, ITALIC),
        (look.weight == "bold", BOLD),
        (look.weight == "light", LIGHT),
        (look.variant == "small-caps", SMALL_CAPS),
        (look.decoration == "underline", UNDERLINE),
        (look.align == "sup", SUPERSCRIPT),
        (look.align == "sub", SUBSCRIPT),
    ]
    return tuple(feature for present, feature in features if present)


def _nested(runs: Sequence[Run], done: tuple[Feature, ...] = ()) -> Inlines:
    """Rebuild a tree: at each place the feature that reaches furthest goes outside."""
    result: list[str | Styled | Link] = []
    start = 0
    while start < len(runs):
        text, features = runs[start]
        candidates = [feature for feature in features if feature not in done]
        if not candidates:
            result.append(text)
            start += 1
            continue
        outer = max(candidates, key=lambda feature: _reach(runs, start, feature))
        end = _reach(runs, start, outer)
        children = _nested(runs[start:end], (*done, outer))
        result.append(Link(children, outer) if isinstance(outer, str) else Styled(children, outer))
        start = end
    return tuple(result)


def _reach(runs: Sequence[Run], start: int, feature: Feature) -> int:
    return next((index for index in range(start, len(runs)) if feature not in runs[index][1]), len(runs))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bibliography entry, before wrapping."""

    content: Inlines
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A bibliography entry: a *label* for the margin (empty in most styles) and its lines, at least one."""

    label: Inlines
    lines: tuple[Line, ...]


def laid_out(content: Inlines) -> Layout:
    """Split an entry where its *display* formats say (CSL 1.0.2, Display)."""
    label: Inlines = ()
    lines: list[Line] = []
    broken = True
    for display, part in _pieces(content):
        if display == "left-margin" and not lines:
            label += part
        elif display in {"block", "indent"}:
            lines.append(Line(part, indented=display == "indent"))
            broken = True
        elif broken:
            lines.append(Line(part))
            broken = False
        else:
            lines[-1] = Line(lines[-1].content + part, lines[-1].indented)
    return Layout(label, tuple(lines) or (Line(()),))


def _pieces(content: Inlines) -> Iterator[tuple[str | None, Inlines]]:
    """Yield stretches with their display; formatting and links around a display are carried inside."""
    for run in content:
        if isinstance(run, str):
            yield None, (run,)
        elif isinstance(run, Link):
            for display, part in _pieces(run.children):
                yield display, (Link(part, run.target),)
        elif run.format.display:
            yield run.format.display, (run,)
        else:
            for display, part in _pieces(run.children):
                yield display, (Styled(part, run.format),)


def note_identifiers(excerpt: Excerpt) -> dict[str, str]:
    """Return an ASCII identifier for the anchor of every note."""
    return identifiers(note.anchor for note in excerpt.notes)


def linked_anchors(excerpt: Excerpt) -> frozenset[str]:
    """Return the anchors that have both a mark that wants a link and a note to lead to."""
    wanted = {mark.anchor for mark in marks(excerpt) if mark.linked}
    return frozenset(wanted & {note.anchor for note in excerpt.notes})


def unmarked_notes(excerpt: Excerpt) -> tuple[SetNote, ...]:
    """Return the notes no mark leads to, for formats that print notes at their marks."""
    linked = linked_anchors(excerpt)
    return tuple(note for note in excerpt.notes if note.anchor not in linked)
