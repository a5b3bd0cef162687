"""The functions that print: what ``compile`` leaves of a style's elements.

A *Render* appends tokens to the stream of a cite and returns flags: CALLED if a variable was called, RENDERED if one
was not empty (CSL 1.0.2, Group). Appending nothing is how an element says that it is empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from citekit.csl import nodes
from citekit.csl.context import Context
from citekit.csl.date import emit_year_suffix, sort_text
from citekit.csl.dress import Wearing
from citekit.csl.locales import Locale
from citekit.csl.locator import own_numbers
from citekit.csl.number import is_numeric, is_plural
from citekit.csl.numbering import COUNTED, labelled_text, padded
from citekit.csl.output import (
    CALLED,
    CITATION_NUMBER,
    CITATION_NUMBER_END,
    CLOSE,
    RENDERED,
    OpenLink,
    Token,
    text_of,
)
from citekit.patterns import pattern

Render: TypeAlias = Callable[[Context, "list[Token]"], int]

LINKS = {
    "DOI": "https://doi.org/",
    "URL": "",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


_ADDRESS = pattern(r"https?://\S*$")
_DIGITS = pattern(r"\d+")


def split_address(prefix: str) -> tuple[str, str]:
    """Return a prefix without the beginning of an address that it ends with, and that beginning.

    It belongs to the link (CSL 1.0.2, Appendix VI - Links).

    >>> split_address("doi: https://doi.org/")
    ('doi: ', 'https://doi.org/')
    """
    found = _ADDRESS.search(prefix)
    return (prefix[: found.start()], found.group()) if found else (prefix, "")


def print_nothing(_ctx: Context, _out: list[Token]) -> int:
    """Print nothing and call nothing."""
    return 0


def in_turn(renders: list[Render], flags: int) -> Render:
    """Return what prints *renders* one after the other; *flags* are of the elements known to be empty."""

    def render(ctx: Context, out: list[Token]) -> int:
        result = flags
        for each in renders:
            result |= each(ctx, out)
        return result

    return render


def delimited(renders: list[Render], delimiter: str, flags: int) -> Render:
    """Return what prints *renders* with *delimiter* between those that print something."""

    def render(ctx: Context, out: list[Token]) -> int:
        begin = len(out)
        result = flags
        for each in renders:
            mark = len(out)
            if mark == begin:
                result |= each(ctx, out)
                continue
            out.append(delimiter)
            result |= each(ctx, out)
            if len(out) == mark + 1:
                out.pop()
        return result

    return render


def grouped(render: Render, wearing: Wearing | None) -> Render:
    """Return a ``cs:group``: nothing at all, where variables were called and all of them are empty."""

    def group(ctx: Context, out: list[Token]) -> int:
        start = len(out)
        flags = render(ctx, out)
        if len(out) == start:
            return flags & CALLED
        if flags == CALLED:
            del out[start:]
            return CALLED
        if wearing is not None:
            wearing.put_on(out, start, ctx.item.language)
        return CALLED | RENDERED  # a group that is not empty counts as a variable that is not

    return group


def called(render: Render, wearing: Wearing | None) -> Render:
    """Return a macro call: dressed, and suppressed as a group is."""

    def macro(ctx: Context, out: list[Token]) -> int:
        start = len(out)
        flags = render(ctx, out)
        if len(out) > start and flags == CALLED:  # nothing but fixed text, as in a group
            del out[start:]
        elif len(out) > start and wearing is not None:
            wearing.put_on(out, start, ctx.item.language)
        # A macro of terms alone counts as a variable that is not empty (CSL 1.0.2, Group).
        return flags or (CALLED | RENDERED if len(out) > start else 0)

    return macro


def substituted(names: Render | None, substitutes: list[Render]) -> Render:
    """Return a ``cs:names`` with its ``cs:substitute``: the first that prints something stands for the names."""

    def render(ctx: Context, out: list[Token]) -> int:
        start = len(out)
        if start and ctx.listing:
            ctx.look_for_head(out)
        if names is not None:
            hiding = ctx.hide_names
            names(ctx, out)
            if len(out) > start:
                return CALLED | RENDERED
            if hiding and not ctx.hide_names:
                return CALLED  # the names are there, and hidden: nothing stands in for them
        outer, ctx.substituting = ctx.substituting, True
        for substitute in substitutes:
            hiding = ctx.hide_names
            flags = substitute(ctx, out)
            if len(out) > start:
                ctx.substituting = outer
                return flags | CALLED | RENDERED if _stood_in(ctx, out, start) else CALLED
            if hiding and not ctx.hide_names:
                break
        ctx.substituting = outer
        return CALLED

    return render


def _stood_in(ctx: Context, out: list[Token], start: int) -> bool:
    """Treat ``out[start:]`` as the author that it stands for; tell if it is shown."""
    if ctx.author == []:
        ctx.author = out[start:]
    if ctx.rendered_names is not None:  # something else than names stands for the author
        ctx.first_names, ctx.rendered_names = [text_of(out[start:])], None
        if ctx.substitute_names:
            out[start:] = [ctx.substitute_text]
    if ctx.hide_names:
        ctx.hide_names = False
        del out[start:]
        return False
    return True


def used(ctx: Context, name: str) -> int:
    """Return the flags of a printed variable; in a substitute it is used up."""
    if ctx.substituting:
        ctx.used.add(name)
    return CALLED | RENDERED


def append(out: list[Token], text: str | tuple[Token, ...]) -> None:
    """Append a field to the stream."""
    if isinstance(text, str):
        out.append(text)
    else:
        out += text


def citation_number(ctx: Context, out: list[Token]) -> int:
    """Print the ``citation-number``."""
    if not ctx.citation_number:
        return CALLED
    out += (CITATION_NUMBER, str(ctx.citation_number), CITATION_NUMBER_END)
    return CALLED | RENDERED


def first_note(ctx: Context, out: list[Token]) -> int:
    """Print ``first-reference-note-number``."""
    if not ctx.first_note:
        return CALLED
    out.append(str(ctx.first_note))
    return CALLED | RENDERED


def citation_label(ctx: Context, out: list[Token]) -> int:
    """Print the ``citation-label``, and the letter that tells labels apart."""
    if not ctx.item.label:
        return CALLED
    out.append(ctx.item.label)
    if ctx.hints is not None and ctx.hints.year_suffix is not None:
        emit_year_suffix(ctx, out)
    return CALLED | RENDERED


def year_suffix(ctx: Context, out: list[Token]) -> int:
    """Print the ``year-suffix`` where a style says that it stands.

    Most works need no letter: its absence does not empty the group of "n.d." and the like around it.
    """
    return CALLED | RENDERED if emit_year_suffix(ctx, out) else 0


SPECIAL: dict[str, Render] = {
    "citation-number": citation_number,
    "first-reference-note-number": first_note,
    "citation-label": citation_label,
}


def locator_text(locale: Locale, page_format: str) -> Render:
    """Return what prints the locator, pages in *page_format*."""

    def render(ctx: Context, out: list[Token]) -> int:
        if isinstance(ctx.locator, str):
            out.append(labelled_text(ctx.locator, ctx.label, locale, page_format))
        else:
            out += ctx.locator
        return CALLED | RENDERED

    return render


def number_variable(locale: Locale, page_format: str, name: str) -> Render:
    """Return what prints a number variable as text: its hyphens become dashes."""

    def render(ctx: Context, out: list[Token]) -> int:
        if name in ctx.used:
            return CALLED
        text = ctx.item.texts[name]
        if isinstance(text, str):
            out.append(labelled_text(text, name, locale, page_format))
        else:
            out += text
        return used(ctx, name)

    return render


def link(name: str, uri: str = "") -> Render:
    """Return what prints DOI, URL, PMID or PMCID as a link; *uri* is what the style prints of the address before it."""
    base = LINKS[name]

    def render(ctx: Context, out: list[Token]) -> int:
        if name in ctx.used:
            return CALLED
        text = ctx.item.plain(name)
        target = text if "://" in text else base + text
        if "://" in target:
            out += (OpenLink(target), uri + text, CLOSE)
        else:
            out.append(uri + text)
        return used(ctx, name)

    return render


def sorted_date(node: nodes.DateNode) -> Render:
    """Return what prints a date for a sort key."""
    parts = tuple(part.name for part in node.parts) if not node.form else tuple(node.limit.split("-"))

    def render(ctx: Context, out: list[Token]) -> int:
        text = sort_text(ctx.item.dates.get(node.variable), parts)
        if not text or node.variable in ctx.used:
            return CALLED
        out.append(text)
        return used(ctx, node.variable)

    return render


def sorted_number(name: str) -> Render:
    """Return what prints a number for a sort key."""

    def render(ctx: Context, out: list[Token]) -> int:
        text = ctx.item.plain(name)
        out.append(padded(text) if is_numeric(text) else text)
        return used(ctx, name)

    return render


def counts_more(name: str, text: str) -> bool:
    """Tell if the label of a number variable is plural."""
    text = own_numbers(text)
    if name in COUNTED and (numbers := _DIGITS.findall(text)):
        return len(numbers) > 1 or numbers[0].lstrip("0") != "1"
    return is_plural(text)
