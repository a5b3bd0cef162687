"""Number variables as a style prints them: forms of numbers, ordinals in the language's gender, page ranges.

Source: CSL 1.0.2, Number, Gender-specific Ordinals, Label, Page Range Formats. The arithmetic is in ``number`` and
``page_range``; this is where a locale meets it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from citekit.csl.locales import Locale
from citekit.csl.locator import Run, read_runs
from citekit.csl.number import is_plural, long_ordinal, ordinal_suffix, roman, split_numbers
from citekit.csl.page_range import page_range

_BETWEEN: Final = {"&": " & "}
_MOST_DIGITS: Final = 18  # longer ones count nothing, and Python takes none of thousands of digits for a number

# Variables that count things: their labels are plural for any number but one.
COUNTED: Final = frozenset(("number-of-pages", "number-of-volumes"))


def page_text(text: str, locale: Locale, page_format: str, *, pages: bool) -> str:
    """Return a page field or locator with its ranges in *page_format*, "" for hyphens made dashes alone.

    What are no *pages* keeps the dashes that it has: only hyphens change (citeproc-js and pandoc).
    """
    delimiter = locale.term("page-range-delimiter")
    if "&" in text:
        text = re.sub(r"\s*&\s*", f" {locale.ampersand} ", text)
    if not pages and "–" in text:
        return text
    return _ranges(text, page_format if pages else "", "–" if delimiter is None else delimiter)


@lru_cache(maxsize=4096)
def _ranges(text: str, page_format: Any, delimiter: str) -> str:
    return page_range(text, page_format, delimiter)


def labelled_text(text: str, own: str, locale: Locale, page_format: str) -> str:
    """Return the text of a locator or number variable: ranges, and labels inside it as the language has them.

    *own* is the label that the style prints before it, and that is not said again: "3, p. 5" are two pages.
    """
    first, *others = read_runs(text)
    if first.label:  # of another kind than the variable: left as it is
        return page_text(text, locale, "", pages=False)
    return page_text(first.text, locale, page_format, pages=own == "page") + _others(others, own, locale, page_format)


def _others(runs: Sequence[Run], own: str, locale: Locale, page_format: str) -> str:
    text = ""
    for between, label, number in runs:
        text += _BETWEEN.get(between, f"{between} ")
        if label != own and (term := locale.term(label, "short", plural=is_plural(number))):
            text += f"{term} "
        text += page_text(number, locale, page_format, pages=label == "page")
    return text


def number_text(text: str, form: str, variable: str, locale: Locale, page_format: str) -> str:
    """Return a number variable in *form*: numeric, ordinal, long-ordinal or roman."""
    if variable in ("page", "page-first", "locator"):
        return labelled_text(text, "page", locale, page_format)
    first, *others = read_runs(text)
    parts = None if first.label else split_numbers(first.text)
    if parts is None:
        return text
    gender = locale.gender(variable)
    delimiter = locale.term("page-range-delimiter")
    dash = "–" if delimiter is None else delimiter
    set_ = "".join(dash if part == "-" else _set(part, form, gender, locale) for part in parts)
    return set_ + _others(others, variable, locale, page_format)


def _set(part: str, form: str, gender: str, locale: Locale) -> str:
    if not part.isdecimal() or form == "numeric" or len(part) > _MOST_DIGITS:
        return part
    number = int(part)
    if form == "roman":
        return roman(number)
    if form == "long-ordinal":
        return long_ordinal(number, locale.ordinal, gender)
    return part + ordinal_suffix(number, locale.ordinal, gender)


_WIDTH = 8


def padded(text: str) -> str:
    """Return *text* with its numbers filled up with noughts, so that it sorts by them.

    >>> padded("12-14")
    '00000012-00000014'
    """
    return re.sub(r"\d+", lambda match: match.group().zfill(_WIDTH), text)
