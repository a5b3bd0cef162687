"""The ends of a quotation, where its source goes on: words that differ there stand beside those that they were."""

from __future__ import annotations

from collections.abc import Sequence

from citekit.quotations.proof.alignment import Pair
from citekit.quotations.proof.claims import Wording
from citekit.quotations.proof.words import Words


def ends_paired(pairs: Sequence[Pair], wording: Wording, source: Words) -> list[Pair]:
    """Return *pairs* with words of the quotation that nothing stands beside, at its ends, beside the next words there.

    The source is open at both ends, so it costs less to add a word there than to change one; who reads of it wants to
    know what it was.
    """
    own, items = list(pairs), wording.items
    words = {place for place, one in enumerate(own) if one.item >= 0 and items[one.item].kind == "word"}
    matched = sorted(place for place in words if own[place].word >= 0)
    if not matched:
        return own
    if matched[0] and not _is_half(own[matched[0] - 1], own[matched[0]], wording, source):
        for place in range(matched[0] - 1, -1, -1):
            word = own[place + 1].word - 1
            if place not in words or word < 0:
                break
            own[place] = Pair(own[place].item, word)
    for place in range(matched[-1] + 1, len(own)):
        last = own[place - 1]
        if place not in words or last.word + 1 >= len(source):
            break
        own[place] = Pair(own[place].item, last.word + 1)
    return own


def _is_half(one: Pair, other: Pair, wording: Wording, source: Words) -> bool:
    """Tell whether two items, one after the other, are one word of the source."""
    if one.item < 0 or wording.items[one.item].kind != "word":
        return False
    forms = wording.words.forms
    whole = forms[wording.items[one.item].word] + forms[wording.items[other.item].word]
    return whole == source.forms[other.word]
