"""Is a quotation where its locator says? The pages of the places where it stands, and those that are cited."""

from __future__ import annotations

from collections.abc import Sequence

from citekit.model import Locator
from citekit.quotations.proof.changes import Change
from citekit.quotations.proof.locating import Cited, named, names, pages_in, shown
from citekit.quotations.proof.sources import SourceText, labels
from citekit.values import NamedTuple


class Placed(NamedTuple):
    """Which places remain, as indices, what is to be told of the locator, and whether several places remain."""

    chosen: tuple[int, ...]
    changes: tuple[Change, ...] = ()
    is_ambiguous: bool = False


class Place(NamedTuple):
    """A place of a source at which a quotation stands, and its pages."""

    source: SourceText
    start: int
    pages: tuple[str, ...]


def placed(locator: Locator | None, found: Sequence[tuple[SourceText, int, tuple[str, ...]]]) -> Placed:
    """Return which of the places *found*, of which there are some, the locator means."""
    places = [Place(*one) for one in found]
    every = tuple(range(len(places)))
    if locator is None:
        return _settled(places, every, ())
    cited = pages_in(locator)
    if cited is None:
        message = f"{named(locator)} was not checked: only numbers of pages are"
        return _settled(places, every, (Change("unchecked-locator", "note", message),))
    if not any(one.pages for one in places):
        message = f"{named(locator)} was not checked: the source has no pages there"
        return _settled(places, every, (Change("unchecked-locator", "note", message),))
    return _on_pages(places, every, locator, cited)


def _on_pages(places: Sequence[Place], every: tuple[int, ...], locator: Locator, cited: Sequence[Cited]) -> Placed:
    whole = tuple(index for index in every if places[index].pages and _all_named(cited, places[index].pages))
    if whole:
        return Placed(whole)
    part = tuple(index for index in every if any(names(cited, page) for page in places[index].pages))
    if part:
        pages = places[part[0]].pages
        message = f"it stands on {shown(pages)}, the locator says {named(locator)}"
        return Placed(part, (Change("goes-on", "note", message),))
    return Placed(every, (_wrong(places, cited, locator),))


def _all_named(cited: Sequence[Cited], pages: Sequence[str]) -> bool:
    return all(names(cited, page) for page in pages)


def _wrong(places: Sequence[Place], cited: Sequence[Cited], locator: Locator) -> Change:
    pages = list(dict.fromkeys(shown(one.pages) for one in places if one.pages))
    where = ", ".join(pages[:3]) + (" …" if len(pages) > 3 else "")
    known = labels(places[0].source)
    if any(names(cited, label) for label in known):
        return Change("wrong-page", "error", f"wrong page: it stands on {where}, the locator says {named(locator)}")
    message = f"the source has no {named(locator)}, its pages are {known[0]} to {known[-1]}; it stands on {where}"
    return Change("no-such-page", "error", message)


def _settled(places: Sequence[Place], every: tuple[int, ...], changes: tuple[Change, ...]) -> Placed:
    """Return the places, ambiguous where they are on different pages, or at several places where no page is known."""
    distinct = {(one.source.path, one.pages or one.start) for one in places}
    if len(distinct) < 2:
        return Placed(every, changes)
    pages = list(dict.fromkeys(shown(one.pages) for one in places if one.pages))
    where = f": {', '.join(pages[:5])}{' …' if len(pages) > 5 else ''}" if pages else ""
    told = Change("repeated", "note", f"the same words stand at {len(places)} places{where}")
    return Placed(every, (*changes, told), is_ambiguous=True)
