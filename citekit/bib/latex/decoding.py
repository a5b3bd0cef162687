r"""LaTeX markup and accents in fields -> Inlines or text.

A value without anything of LaTeX's is returned as it is (one search); one whose LaTeX is only characters, such as
accents and dashes, is put right by ``tokens.py`` in one substitution; the rest is for ``reader.py``, which
says how braces protect case. An unknown command keeps its arguments, or its name where it has none, and is reported.

Kept as they are typed, since no font does anything to them: ``%``, ``&``, ``#``, ``_`` and ``^`` in text, and ``"``.
BibTeX and biber do not know comments in values either, so a bare ``%`` is a sign that was not escaped.

Not decoded here: addresses, DOIs, files and their like, which ``verbatim`` is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from citekit.bib.latex.tokens import in_characters, is_plain, prepared
from citekit.patterns import pattern
from citekit.richtext import Inlines, Styled

__all__ = ["to_inlines", "to_text", "verbatim"]

Report = Callable[[str], None]
_REPEATED = 200  # values up to this length may be journals, publishers or names, which come again
_Decoded = tuple[Inlines, tuple[str, ...]]


def to_inlines(text: str, report: Report | None = None) -> Inlines:
    r"""Return LaTeX *text* as Inlines; *report* hears the name of every unknown command, once.

    >>> to_inlines(r"Danilov, {\"O}. and \'i 1928--1929")
    ('Danilov, Ö. and í 1928–1929',)
    >>> to_inlines("Kak lomali {NEP}")
    ('Kak lomali ', Styled(children=('NEP',), format=Format(case='protected')))
    """
    if is_plain(text):
        return (text,) if text else ()
    inlines, unknown = _decoded(text) if len(text) <= _REPEATED else _decode(text)
    if report:
        for name in unknown:
            report(name)
    return inlines


def to_text(text: str, report: Report | None = None) -> str:
    r"""Return LaTeX *text* as plain characters; raised and lowered figures are Unicode's.

    >>> to_text(r"H$_2$O on 5 km\textsuperscript{2}")
    'H₂O on 5 km²'
    """
    if is_plain(text):
        return text
    inlines = to_inlines(text, report)
    if len(inlines) == 1 and isinstance(inlines[0], str):
        return inlines[0]
    return _in_a_line(inlines)


@lru_cache(maxsize=8192)
def _decoded(text: str) -> _Decoded:
    return _decode(text)


def _decode(text: str) -> _Decoded:
    text = prepared(text)
    characters = in_characters(text)
    if characters is not None:
        return ((characters,) if characters else ()), ()
    from citekit.bib.latex.reader import Reader  # noqa: PLC0415 - its tables are large, and some files need none

    reader = Reader(text)
    return reader.read(), tuple(reader.unknown)


_RAISED = str.maketrans("0123456789+−-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def _in_a_line(inlines: Inlines) -> str:
    parts = []
    for run in inlines:
        if isinstance(run, str):
            parts.append(run)
            continue
        text = _in_a_line(run.children)
        align = run.format.align if isinstance(run, Styled) else None
        if align in ("sup", "sub"):
            table = _RAISED if align == "sup" else _LOWERED
            text = text.translate(table) if all(ord(character) in table for character in text) else text
        parts.append(text)
    return "".join(parts)


# --- fields that are not LaTeX ---

_WRAPPED = pattern(r"\s*\\(?:url|nolinkurl|path|burl|href)\s*\{([^{}]*)\}\s*(?:\{[^{}]*\}\s*)?")
_TYPED = pattern(
    r"\{\\([_%&#$~^])(?:\{\})?\}|\\([_%&#${}])|\\([~^])(?:\{\})?|\{?\\text(asciitilde|underscore|asciicircum)"
    r"(?:\{\}|\}| |(?![A-Za-z]))|\{?\$\\sim\$\}?|\{([_%&#~])\}"
)
_BROKEN_LINE = pattern(r"[ \t]*[\r\n][ \t\r\n]*((?:https?|ftp)://)?", re.IGNORECASE)
_NAMED = {"asciitilde": "~", "underscore": "_", "asciicircum": "^"}


def verbatim(text: str) -> str:
    r"""Return the value of a field that is not LaTeX (url, doi, eprint, file) as it was meant.

    Programs that export BibTeX escape such values all the same, so ``\_``, ``\%``, ``\&``, ``\#`` and ``\~{}`` lose
    their backslash; ``%20`` stays, as does everything else. ``\url{…}`` and braces around the whole are taken off.

    >>> verbatim(r"\url{https://example.org/a\_b%20c\&d}"), verbatim(r"{10.1000/x_(y)}")
    ('https://example.org/a_b%20c&d', '10.1000/x_(y)')
    """
    text = text.strip()
    if "\\" not in text and "{" not in text and "\n" not in text and "\r" not in text:
        return text
    if wrapped := _WRAPPED.fullmatch(text):
        text = wrapped[1].strip()
    elif text.startswith("{") and text.endswith("}") and "{" not in text[1:-1] and "}" not in text[1:-1]:
        text = text[1:-1].strip()
    if "\n" in text or "\r" in text:
        text = _BROKEN_LINE.sub(_line_end(text), text)
    return _TYPED.sub(_typed, text) if "\\" in text or "{" in text else text


def _line_end(text: str) -> Callable[[re.Match[str]], str]:
    """Return what stands for a broken line of *text*: an address goes on, unless another one begins."""
    goes_on = "" if "://" in text or text.startswith("10.") else " "
    return lambda line: f" {line[1]}" if line[1] else goes_on


def _typed(match: re.Match[str]) -> str:
    groups = match.groups()
    found = next((group for group in groups if group), "~")
    return _NAMED.get(found, found)
