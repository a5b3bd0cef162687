"""Formatted text as plain values: what readers, the engines and the writers share.

A run of text is a ``str``; formatting and links are small nodes around runs. Nothing here knows CSL,
LaTeX or HTML. An *Inlines* is a tuple, so an empty text is ``()``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias, TypeVar

from citekit.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Format:
    """How a run is set; ``None`` inherits from the surrounding text.

    *case* ``"protected"`` marks text whose capitals a style may not change (BibTeX braces, CSL ``nocase``);
    it prints like the text around it.
    """

    style: Literal["normal", "italic", "oblique"] | None = None
    weight: Literal["normal", "bold", "light"] | None = None
    variant: Literal["normal", "small-caps"] | None = None
    decoration: Literal["none", "underline"] | None = None
    align: Literal["baseline", "sup", "sub"] | None = None
    display: Literal["block", "left-margin", "right-inline", "indent"] | None = None
    case: Literal["protected"] | None = None

    def __repr__(self) -> str:
        """Show what is set, and nothing else."""
        parts = ((name, getattr(self, name)) for name in self.__slots__)
        return f"Format({', '.join(f'{name}={value!r}' for name, value in parts if value is not None)})"


ITALIC = Format(style="italic")
BOLD = Format(weight="bold")
SMALL_CAPS = Format(variant="small-caps")
SUPERSCRIPT = Format(align="sup")
SUBSCRIPT = Format(align="sub")
PROTECTED = Format(case="protected")


@dataclass(frozen=True, slots=True)
class Styled:
    """Text set in a *format*."""

    children: Inlines
    format: Format


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to *target*, an absolute URL."""

    children: Inlines
    target: str


Inline: TypeAlias = "str | Styled | Link"
Inlines: TypeAlias = "tuple[Inline, ...]"


def plain(inlines: Iterable[Inline]) -> str:
    """Return the characters alone, in order.

    >>> plain(("The ", Styled(("Ring",), ITALIC)))
    'The Ring'
    """
    return "".join(run if isinstance(run, str) else plain(run.children) for run in inlines)


def fold(
    inlines: Iterable[Inline],
    text: Callable[[str], T],
    styled: Callable[[Format, list[T]], T],
    link: Callable[[str, list[T]], T],
) -> list[T]:
    """Rebuild *inlines* bottom-up: the three things a text format has to say about them.

    *styled* and *link* receive their already folded children.

    >>> "".join(fold(("a", Styled(("b",), BOLD)), str, lambda f, c: "*" + "".join(c) + "*", lambda u, c: u))
    'a*b*'
    """
    result: list[T] = []
    for run in inlines:
        if isinstance(run, str):
            result.append(text(run))
        elif isinstance(run, Styled):
            result.append(styled(run.format, fold(run.children, text, styled, link)))
        else:
            result.append(link(run.target, fold(run.children, text, styled, link)))
    return result


def map_text(inlines: Iterable[Inline], change: Callable[[str], str]) -> Inlines:
    """Return the same tree with *change* applied to every run, in reading order; empty runs vanish."""
    result: list[Inline] = []
    for run in inlines:
        if isinstance(run, str):
            if changed := change(run):
                result.append(changed)
        elif isinstance(run, Styled):
            result.append(Styled(map_text(run.children, change), run.format))
        else:
            result.append(Link(map_text(run.children, change), run.target))
    return tuple(result)


def concat(*parts: Iterable[Inline]) -> Inlines:
    """Join texts end to end, merging neighbouring plain runs.

    >>> concat(("a",), ("b", Styled(("c",), ITALIC)))
    ('ab', Styled(children=('c',), format=Format(style='italic')))
    """
    result: list[Inline] = []
    text: list[str] = []  # of the run that is being read
    for part in parts:
        for run in part:
            if isinstance(run, str):
                text.append(run)
            else:
                if text and (joined := "".join(text)):
                    result.append(joined)
                text.clear()
                result.append(run)
    if text and (joined := "".join(text)):
        result.append(joined)
    return tuple(result)


def part(inlines: Iterable[Inline], start: int, end: int) -> Inlines:
    """Return the characters *start* to *end* of a text, counted as ``plain`` has them, with their formats.

    >>> part(("See ", Styled(("Ibid.",), ITALIC), ", 3"), 4, 10)
    (Styled(children=('Ibid.',), format=Format(style='italic')), ',')
    """
    result: list[Inline] = []
    place = 0
    for run in inlines:
        length = len(run) if isinstance(run, str) else len(plain(run.children))
        first, last = max(start - place, 0), min(end - place, length)
        place += length
        if first >= last:
            continue
        if isinstance(run, str):
            result.append(run[first:last])
        elif isinstance(run, Styled):
            result.append(Styled(part(run.children, first, last), run.format))
        else:
            result.append(Link(part(run.children, first, last), run.target))
    return tuple(result)
