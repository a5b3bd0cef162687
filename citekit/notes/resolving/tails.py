"""Where a cite ends in a note: behind its description come closing signs, and the locator."""

from __future__ import annotations

import re

from citekit.notes.locators import split_locator
from citekit.notes.resolving.imprints import Described, behind, closed, same_pages
from citekit.notes.resolving.works import Work
from citekit.patterns import pattern
from citekit.values import NamedTuple

MARKED = pattern(r"\*[^*]+\*|“[^”]+”|„[^“”]+[“”]|«[^»]+»|\"[^\"]+\"|‘[^’]+’")
"""What is set apart as a title: in italics or quotation marks."""

_LEAD = pattern(
    r"""\s*(?:[,:.…]\s*){0,3}(?:(?:at|here|esp\.|especially|hier|bes\.|insb\.|ici|notamment|aquí|aqui|здесь|особ\.)\s+(?:at\s+)?)?""",
    re.VERBOSE,
)
_FOLLOWING = pattern(r"(?:\d|\s)(?:ff?|sqq?|ss|segg?|suiv|s|об|сл|след)\.$")  # "45 ff."
_YEAR = pattern(r"(?:1[4-9]\d\d|20\d\d)[a-z]?")
_ENDS = pattern(r"[\s.,;:)\]”’»\"*(–—]|$")


class Tail(NamedTuple):
    """A cite ends at *end*; *locator* is what it says of the place, as it is written, "" where it says nothing."""

    end: int
    locator: str = ""


def begin(text: str, start: int, least: int, most: int) -> int:
    """Return where a description begins with the signs that open it; it stands between *least* and *most*."""
    for match in MARKED.finditer(text, least, most):
        if match.start() > start:
            break
        if match.end() > start:
            return match.start()
    return start


def tail(text: str, start: int, end: int, most: int, described: Described | None = None) -> Tail:
    """Return the end of the cite whose description is ``text[start:end]``, at most at *most*, and its locator.

    Volume, issue and pages of the work *described* are no locator; behind them it may come still.
    """
    for titled in MARKED.finditer(text, start, most):  # a title ends with its last sign
        if titled.start() < end < titled.end():
            end = titled.end()
    if inner := _within_bracket(text, start, end, most):
        return inner
    if described is None:
        place = closed(text, start, end, most)
        return _locator(text, place, most) or Tail(place)
    place = behind(text, start, end, most, described)
    volume = _volume_within(text, start, place, described.work)
    found = _locator(text, place, most) or _swallowed(text, start, (end, place), described.work)
    if volume and found.locator and not _OF_VOLUME.match(found.locator):
        return Tail(found.end, f"{volume}, {found.locator}")
    return found if found.locator or not volume else Tail(found.end, volume)


_OF_VOLUME = pattern(r"(?:vols?|Bd|t|T|т|Т|tom|том)\b|[\dIVX]+\s?:|[IVX]")
_VOLUME_WITHIN = pattern(
    r"(?<![\w-])(?:[Vv]ol|Bd|[Tt]|[Тт]|[Tt]om|[Tt]omo|[Тт]ом)\b\.?\s?(?P<number>\d{1,3}|[IVX]+)(?![\w-])"
)


def _volume_within(text: str, start: int, end: int, work: Work) -> str:
    """Return the volume that a description names of a work in several, as it is written."""
    if work.container or work.is_archival:
        return ""
    for match in _VOLUME_WITHIN.finditer(text, start, end):
        if match["number"] not in work.counted and not is_set_apart(text, match, start, end):
            return match[0]
    return ""


def is_set_apart(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Tell whether a match stands in italics or quotation marks of ``text[start:end]``."""
    return any(titled.start() < match.start() < titled.end() for titled in MARKED.finditer(text, start, end))


def _swallowed(text: str, start: int, ends: tuple[int, int], work: Work) -> Tail:
    """Return the end of a cite whose place stands within its description: "*Title*, p. 260, 1951".

    *ends* are those of the description and of what belongs to it behind.
    """
    described, end = ends
    for match in reversed([*_PAGE_WITHIN.finditer(text, start, described)]):
        if not (work.pages and same_pages(match[0], work.pages)):
            return Tail(end, match[0].rstrip(" .,"))
    for match in _NUMBER_WITHIN.finditer(text, start, described):
        other = match["first"] not in work.roles and not same_pages(match[0], work.pages)
        if other and not _YEAR.fullmatch(match[0]) and not is_set_apart(text, match, start, described):
            return Tail(end, match[0])
    return Tail(end)


# A number between commas that the work does not account for.
_NUMBER_WITHIN = pattern(r"(?<=, )(?P<first>\d{1,4})(?:[-‐‑–]\d{1,4})?(?=,\s)")
_PAGE_WITHIN = pattern(r"(?<!\w)(?:pp?\.|[SС]\.|с\.)\s?\d+(?:[-‐‑–]\d+)?(?:\sff?\.)?")


def _within_bracket(text: str, start: int, end: int, most: int) -> Tail | None:
    """Return the locator that stands before the bracket which the description has opened: "(“Title,” 165)"."""
    closing = text.find(")", end, most)
    if text.count("(", start, end) <= text.count(")", start, end) or closing == -1:
        return None
    found = _locator(text, closed(text, end, end, closing), closing)
    return Tail(closing + 1, found.locator) if found and found.end == closing else None


_PLACE_IN_BRACKETS = pattern(r"\s*\((?P<place>[^\W_]{1,5}\.?\s?[^()\[\]@*]{1,40})\)")


def _locator(text: str, place: int, most: int) -> Tail | None:
    if bracket := _PLACE_IN_BRACKETS.match(text, place, most):
        written = bracket["place"]
        locator, rest = split_locator(written)
        if locator and locator.labelled and not rest:
            return Tail(bracket.end(), written)
    lead = _LEAD.match(text, place, most)
    begun = lead.end() if lead else place
    if begun == place and place and not text[place - 1].isspace() and text[place - 1].isalnum():
        return None
    locator, rest = split_locator(text[begun:most])
    if locator is None or not _ENDS.match(rest):
        return None
    if not locator.labelled and _YEAR.fullmatch(locator.value):
        return None
    end = most - len(rest)
    while text[end - 1] in " ,." and not _FOLLOWING.search(text, place, end):
        end -= 1
    if locator.label in ("volume", "part", "book", "chapter", "issue") and (more := _locator(text, end, most)):
        end = more.end
    written = text[begun:end]
    return Tail(end, written) if not set(written) & set("[]{}@*\\") else None
