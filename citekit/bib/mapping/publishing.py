"""Who published a work, and where: the literal lists of biblatex as one text each.

Sources: biblatex manual, 2.2.1 (literal lists) and 2.2.2 (``publisher``, ``institution``, ``organization``,
``location``, ``howpublished``); CSL 1.0.2, Appendix IV (``publisher``, ``authority``, ``jurisdiction``).
"""

from __future__ import annotations

import re

from citekit.bib.draft import Draft, joined
from citekit.bib.latex.localization import said
from citekit.bib.mapping.identifiers import bare_url
from citekit.patterns import pattern
from citekit.richtext import Inlines, plain

# In the order they are printed in; ``school`` and ``address`` are BibTeX's names (biblatex manual, 2.2.5).
_PUBLISHERS = ("school", "institution", "organization", "howpublished", "publisher")
_AUTHORITIES = ("court", "school", "institution", "organization")
_PLACES = ("location", "address")
FIELDS = frozenset((*_PUBLISHERS, *_PLACES, "court", "origpublisher", "origlocation"))

# What courts and parliaments issue has an authority; whoever prints it is the publisher.
_OFFICIAL = frozenset("legal_case legislation bill regulation hearing".split())

# A name that is surely a whole house or institution, so that "and" after it starts another.
_HOUSE = pattern(
    r"[&]|\S+\s+\S+\s+\S|^[^\W\d_]{1,3}$|(?-i:^[A-Z]{2,}$)|"
    r"\b(?:press|books|verlag|university|universität|publish\w*|éditions|editions|institut\w*|academy|society|"
    r"library|museum|union|association|department|ministry|издательство)\b",
    re.IGNORECASE,
)


def read_publishers(draft: Draft) -> None:
    """Read publishers, institutions and places."""
    if authorities := _listed(draft, _AUTHORITIES if draft.kind in _OFFICIAL else ("court",)):
        draft.texts["authority"] = joined(authorities, "; ")
    if "howpublished" in draft.left:
        _read_howpublished(draft)
    if publishers := _listed(draft, _PUBLISHERS):
        draft.texts["publisher"] = joined(publishers, "; ")
    place = "jurisdiction" if draft.kind == "patent" else "publisher-place"
    for variable, names in ((place, _PLACES), ("original-publisher-place", ("origlocation",))):
        if places := [item for name in names for item in draft.items(name)]:
            draft.texts[variable] = joined(map(said, places), "; ")
    if publishers := _houses(draft, "origpublisher"):
        draft.texts["original-publisher"] = joined(publishers, "; ")


def _listed(draft: Draft, names: tuple[str, ...]) -> list[Inlines]:
    return [house for name in names if name in draft.left for house in _houses(draft, name)]


def _houses(draft: Draft, name: str) -> list[Inlines]:
    """Return the publishers of a list.

    Deviation: biblatex takes an unprotected "Routledge and Kegan Paul" for two publishers and prints it as it was;
    BibTeX knows no such list, so files are full of them. One whose first half is no house by itself stays together.
    """
    if name == "howpublished":  # no list
        return [value] if (value := draft.inlines(name)) else []
    items = draft.items(name)
    if len(items) == 2 and not _HOUSE.search(plain(items[0])):
        return [joined(items, " and ")]
    return items


def _read_howpublished(draft: Draft) -> None:
    r"""Take a URL that BibTeX had no other field for: ``howpublished = {\url{…}}``."""
    url = bare_url(draft.left["howpublished"].value)
    if url and not draft.has("url"):
        draft.take("howpublished")
        draft.texts["URL"] = (url,)
