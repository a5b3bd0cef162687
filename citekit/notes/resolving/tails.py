"""Where a cite ends in a note: behind its description come closing signs, and the locator."""

from __future__ import annotations

import re

from citekit.notes.locators import split_locator
from citekit.notes.resolving.works import Work
from citekit.patterns import pattern
from citekit.values import NamedTuple

MARKED = pattern(r"\*[^*]+\*|“[^”]+”|„[^“”]+[“”]|«[^»]+»|\"[^\"]+\"|‘[^’]+’")
"""What is set apart as a title: in italics or quotation marks."""

_CLOSING = pattern(r"(?:[,.]?(?:[*_”’\"“]|[ \u00a0\u202f]?»))+")
_LEAD = pattern(
    r"""\s*(?:[,:.]\s*){0,2}(?:(?:at|here|esp\.|especially|hier|bes\.|insb\.|ici|notamment|aquí|aqui|здесь|особ\.)\s+(?:at\s+)?)?""",
    re.VERBOSE,
)
_FOLLOWING = pattern(r"(?:\d|\s)f{1,2}\.$")  # "45 ff."
_YEAR = pattern(r"(?:1[4-9]\d\d|20\d\d)[a-z]?")
# A bracket that says in which note the work was cited first; the style that is asked for says it anew.
_FIRST_CITED = pattern(
    r"\s*(?:[(\[]\s*(?:see\s|as\s(?:in\s)?|wie\s|siehe\s|s\.\s|voir\s|см\.\s)?(?:nn?\.|notes?|Anm\.|FN|fn\.|прим\.|сн\.)\s?\d+"
    r"(?:\s(?:above|supra|oben))?\s*[)\]]|,?\s(?:supra|above)\s(?:nn?\.?|notes?|fn\.?)\s\d+)"
)
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


def tail(text: str, start: int, end: int, most: int, work: Work | None = None) -> Tail:
    """Return the end of the cite whose description is ``text[start:end]``, at most at *most*, and its locator.

    Volume, issue and pages of the *work* itself are no locator; behind them it may come still.
    """
    for titled in MARKED.finditer(text, start, most):  # a title ends with its last sign
        if titled.start() < end < titled.end():
            end = titled.end()
    if inner := _within_bracket(text, start, end, most):
        return inner
    place = _closed(text, start, end, most)
    if match := _FIRST_CITED.match(text, place, most):
        place = match.end()
    found = _locator(text, place, most)
    for _ in range(4):
        if work is None:
            break
        if found and _is_of(work, found.locator):
            place = found.end
        elif (match := _ISSUE.match(text, place, most)) and _counted(match, work):
            place = match.end()
        else:
            break
        found = _locator(text, _closed(text, start, place, most), most)
    return found or _swallowed(text, start, end, place, work)


def _swallowed(text: str, start: int, end: int, place: int, work: Work | None) -> Tail:
    """Return the end of a cite whose place stands within its description: "*Title*, p. 260, 1951"."""
    for match in reversed([*_PAGE_WITHIN.finditer(text, start, end)]):
        if not (work and (work.pages and _same_pages(match[0], work.pages))):
            return Tail(place, match[0].rstrip(" .,"))
    return Tail(place)


_PAGE_WITHIN = pattern(r"(?<!\w)(?:pp?\.|[SС]\.|с\.)\s?\d+(?:[-‐‑–]\d+)?(?:\sff?\.)?")


# "53(3)", "no. 3", "23, nᵒ 3", and a word for it without its number.
_ISSUE = pattern(
    r"[\s,/]*(?:\((?P<number>\d+)\)|(?<=/)(?P<after>\d+)|(?:[Nn](?:[ᵒº°]|[or]s?\b)\.?|H(?:eft|\.)|№)\s*(?P<other>\d*)(?=[\s,:;.]))"
)


def _counted(match: re.Match[str], work: Work) -> bool:
    number = match["number"] or match["after"] or match["other"]
    return not number or number in work.counted


def _is_of(work: Work, locator: str) -> bool:
    """Tell whether a number is the volume, issue or pages of the work, and no place in it."""
    label, digits = locator.rstrip("0123456789"), "".join(re.findall(r"\d+$", locator))
    if digits and digits in work.counted and not re.match(r"p|[SsСсfl]\b|ch|cap|kap|[§¶]", label.casefold().strip()):
        return True
    return bool(work.pages) and _same_pages(locator, work.pages)


def _within_bracket(text: str, start: int, end: int, most: int) -> Tail | None:
    """Return the locator that stands before the bracket which the description has opened: "(“Title,” 165)"."""
    closing = text.find(")", end, most)
    if text.count("(", start, end) <= text.count(")", start, end) or closing == -1:
        return None
    closed = _CLOSING.match(text, end)
    found = _locator(text, closed.end() if closed else end, closing)
    return Tail(closing + 1, found.locator) if found and found.end == closing else None


def _closed(text: str, start: int, end: int, most: int) -> int:
    """Return where the signs end that close what the description has opened."""
    place = end
    while True:
        if match := _CLOSING.match(text, place, most):
            place = match.end()
        opened = text.count("(", start, place) - text.count(")", start, place)
        closing = text.find(")", place, min(most, place + 80)) if opened > 0 else -1
        if closing == -1:
            return place
        place = closing + 1


def _locator(text: str, place: int, most: int) -> Tail | None:
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


def _same_pages(locator: str, pages: str) -> bool:
    one, other = ([int(number) for number in re.findall(r"\d+", text)] for text in (locator, pages))
    if len(one) != 2 or len(other) != 2:
        return False
    short = str(other[1])[-len(str(one[1])) :]
    return one[0] == other[0] and str(one[1]) == short
