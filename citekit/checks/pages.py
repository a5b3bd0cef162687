"""Pages of entries and locators, to compare."""

from __future__ import annotations

from functools import lru_cache

from citekit.model import Locator
from citekit.patterns import pattern
from citekit.quotations.proof.locating import Cited, pages_in

_DASHES = pattern(r"\s*-{2,3}\s*")


@lru_cache(maxsize=4096)
def pages_of(text: str) -> tuple[Cited, ...] | None:
    """Return the pages that *text* names, an open end ("290ff.") as its first; ``None`` where they cannot be compared.

    >>> [(one.first, one.last) for one in pages_of("321--5, 330ff.")], pages_of("e12345"), pages_of("S12")
    ([(321, 325), (330, 330)], None, None)
    """
    found = pages_in(Locator("page", _DASHES.sub("–", text.strip())))
    return None if found is None else tuple(_without_end(one) for one in found)


def _without_end(one: Cited) -> Cited:
    is_range = any(sign in one.shown for sign in "-‐‑–—")
    return one if is_range or one.first == one.last else one._replace(last=one.first)
