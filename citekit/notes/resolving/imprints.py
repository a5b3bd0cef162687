"""What stands behind a title and tells of the work itself, not of a place in it.

Edition, editors and translators, the imprint in brackets or plain, the volume, issue and pages of an article, its
address. What follows may then be a locator. Each step takes one of them and says where it ends; a number that is not
the work's own ends it, as it may be the locator.

Sources: CMOS 17, 14.18-23 (order of the elements), ISO 690, GOST R 7.0.5-2008, ABNT NBR 6023.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citekit.notes.resolving.words import NEUTRAL, words_of
from citekit.notes.resolving.works import Work
from citekit.patterns import pattern
from citekit.values import NamedTuple

_CLOSING = pattern(r"(?:[,.]?(?:[*_”’\"“]|[ \u00a0\u202f]?»))+")
_FIRST_CITED = pattern(
    r"\s*(?:[(\[]\s*(?:see\s|as\s(?:in\s)?|wie\s|siehe\s|s\.\s|voir\s|см\.\s)?(?:nn?\.|notes?|Anm\.|FN|fn\.|прим\.|сн\.)\s?\d+"
    r"(?:\s(?:above|supra|oben))?\s*[)\]]|,?\s(?:supra|above)\s(?:nn?\.?|notes?|fn\.?)\s\d+)"
)
"""A note in which the work was cited first; the style that is asked for says it anew."""

_YEAR = r"(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)"
_BRACKET = pattern(r"[\s,.]*[(\[](?P<inside>[^()\[\]]{1,160})[)\]]")
_EDITOR_ALONE = pattern(r"(?i)(?:eds?|hg|hgg|hrsg|dir|dirs|coord|orgs?|comps?|a cura di|ред|сост|red|sost)\.?")
_UNDATED = pattern(r"(?i)n\.\s?d\.|o\.\s?[JO]\.|s\.\s?[dlaf]\.|б\.\s?г\.|forthcoming|\d+\s(?:vols?|Bde?|тт?)\.?")
_PRINTED = pattern(rf"(?=[^\d;]*[^\W\d_])[^\d;]+(?<=[,:.\s])(?:{_YEAR}[–-])?(?P<year>{_YEAR})[a-z]?")
_PLACED = pattern(r"(?i)\b(?:pp?|s|с|fols?|ll?|л|bl)\.\s?\d")
_EDITION = pattern(
    r"[\s,.(]*(?:(?:\d{1,3}(?:st|nd|rd|th|e|ème|d|ª|º|\.ª|\.º|-е|-ое|\.)?|first|second|third|fourth|fifth|new|neue|2e)\s?,?\s?"
    r"(?:(?:rev|enl|expanded|revised|durchges|erw|überarb|unveränd|verb|испр|доп|corr|aum|и)\.?,?\s(?:and\s|u\.\s|und\s|и\s)?){0,3}"
    r"|rev(?:ised|\.)\s)(?:edn?|edition|éd|édition|Auflage|Aufl|изд|edição|edición|edizione)\b\.?\)?",
    re.IGNORECASE,
)
_VOLUMES = pattern(r"[\s,.(]*(?:in\s)?\d{1,3}\s(?:vols?|Bde|Bände[n]?|тт|tomes|tomos|voll?|v)\b\.?\)?")
_BY = pattern(
    r"[\s,.]+(?:(?:eds?|trans|transl|trad|tr|hrsg|hg|übers|пер|ред|под\sред|сост|org|intro)\.|edited|translated|a\scura|"
    r"herausgegeben|übersetzt|traduit|traduzione|traducción|tradução|introduction)"
    r"(?:\s(?:and\s(?:eds?|trans)\.|с\s\w{3,5}\.|by|von|par|por|di|de|of|v\.))?"
    r"(?:\s(?:[^\W\d_a-zа-яß-ÿ][\w.’'-]*|and|und|et|y|e|&|von|van|de|der|и|by)(?=[\s,.(;]),?){1,10}"
)
_NUMBER = pattern(
    r"""(?P<gap>[\s,.:;/(–—-]*(?:[^\W\d_a-zа-яß-ÿ][\w’-]*[\s,.:(]+){0,4}?)
    (?P<label>(?:[Vv]ols?|[Vv]|Bd|[TtтТ]|[Tt]om|[Tt]ome|[Tt]omo|[тТ]ом|[Jj]g|[Jj]ahrgang|an|année|año|ano|anno|annata)\.?\s?
      |(?P<issue>(?:[Nn][ᵒº°o]s?|[Nn]r|[Nn]úm|[Nn]um|[Nn]|[Ii]ss|[Ii]ssue|H|Heft|№|вып|fasc|f)\.?\s?)
      |(?P<page>(?:pp?|S|С|с|pp?ágs?|стр)\.\s?))?
    (?P<number>\d+(?:\s?[-‐‑–—/]\s?\d+)?|(?<=\s)[IVXLC]+\b)(?!\w)\)?""",
    re.VERBOSE,
)
_WITHOUT_NUMBER = pattern(r"[\s,]*(?:[Nn]o|[Nn]r|№|[Nn]ᵒ)\.?(?=\s*[,:;])")
_COUNTED_ON = pattern(rf"[\s,:]*(?:\(|no?[.º°]|nᵒ|№|Nr|H\.|/\s?\d|\d+\s?[(:]|{_YEAR})|\s?:\s?\d")
_ACCESSED = pattern(
    r"[\s,.(\[]*(?:last\s)?(?:accessed|retrieved|abgerufen|zuletzt\s\w+|aufgerufen|consulté|consultado|consultato"
    r"|acesso|дата обращения)"
    r"\b:?[^;()\[\]]{0,24}?(?:\d{4}|\d{1,2}\.\d{1,2}\.\d{2,4})[)\]]?",
    re.IGNORECASE,
)
_ADDRESS = pattern(
    r"[\s,.(<:]*(?:(?:doi|DOI|URL|url|available at|verfügbar unter)\s?:?\s*)?"
    r"(?P<address>(?:https?://|10\.\d{4,9}/)[^\s;,<>)]+)>?"
)


class Described(NamedTuple):
    """The work that a cite describes, and what tells whether a word is somebody's family name."""

    work: Work
    is_family: Callable[[str], bool]


def behind(text: str, start: int, place: int, most: int, described: Described) -> int:
    """Return where what tells of the work itself ends: its description is ``text[start:place]``, and goes on there."""
    work, is_family = described
    while True:
        further = max(
            closed(text, start, place, most),
            _matched(_FIRST_CITED, text, place, most),
            _bracketed(text, place, most, work),
            _matched(_EDITION, text, place, most),
            _matched(_VOLUMES, text, place, most),
            _matched(_BY, text, place, most),
            _own_number(text, start, place, most, work),
            _matched(_WITHOUT_NUMBER, text, place, most),
            _imprint(text, place, most, work, is_family),
            _online(text, place, most, work),
        )
        if further <= place:
            return place
        place = further


def closed(text: str, start: int, place: int, most: int) -> int:
    """Return where the signs end that close what the description has opened."""
    while True:
        if match := _CLOSING.match(text, place, most):
            place = match.end()
        opened = text.count("(", start, place) - text.count(")", start, place)
        closing = text.find(")", place, min(most, place + 80)) if opened > 0 else -1
        if closing == -1:
            return place
        place = closing + 1


def _matched(wanted: re.Pattern[str], text: str, place: int, most: int) -> int:
    match = wanted.match(text, place, most)
    return match.end() if match else place


def _bracketed(text: str, place: int, most: int, work: Work) -> int:
    """Return the end of a bracket with an imprint, the word for an editor, or words of the work alone."""
    match = _BRACKET.match(text, place, most)
    if match is None or _PLACED.search(match["inside"]):
        return place
    inside = match["inside"].strip()
    printed = _PRINTED.fullmatch(inside)
    if printed and ("," in inside or ":" in inside or printed["year"] in work.years):
        return match.end()
    if (
        _EDITOR_ALONE.fullmatch(inside)
        or _UNDATED.fullmatch(inside)
        or (inside[:4] in work.years and inside[4:5] < "1")
    ):
        return match.end()
    words = [one.word for one in words_of(inside)]
    own = [word for word in words if word in work.roles]
    return match.end() if own and all(word in work.roles or word in NEUTRAL for word in words) else place


def _own_number(text: str, start: int, place: int, most: int, work: Work) -> int:
    """Return the end of the work's own volume, issue, pages or year, where these come next."""
    match = _NUMBER.match(text, place, most)
    if match is None or (match.end() == place) or (text[place - 1].isalnum() and not match["gap"]):
        return place
    part = bool(work.container) and any(one.word in work.container for one in words_of(text[start:place]))
    number, gapped = match["number"].replace("‐", "-"), any(sign.isalpha() for sign in match["gap"])
    if gapped and not part:
        return place
    if match["page"] or same_pages(number, work.pages):
        return match.end() if part and same_pages(number, work.pages) else place
    if number in work.years and not match["label"]:
        return match.end()
    if match["label"]:
        own = number in work.counted or (part and (match["issue"] is not None or _COUNTED_ON.match(text, match.end())))
        return match.end() if own else place
    counted = part and not gapped and (_COUNTED_ON.match(text, match.end(), most) or match["gap"].endswith(("/", "(")))
    return match.end() if counted else place


def _imprint(text: str, place: int, most: int, work: Work, is_family: Callable[[str], bool]) -> int:
    """Return the end of "London: Macmillan, 1969" in plain text: names of places and publishers up to a year."""
    match = _PRINTED.match(text, place, min(most, place + 120))
    if match is None or match["year"] not in work.years or any(sign in match[0] for sign in '(*“„«"'):
        return place
    for one in words_of(match[0]):
        known = one.word in work.roles or one.word in NEUTRAL or one.word.isdecimal()
        if not known and (not match[0][one.start].isupper() or is_family(one.word)):
            return place
    return match.end()


def _online(text: str, place: int, most: int, work: Work) -> int:
    """Return the end of the work's address, or of the day on which it was read."""
    if match := _ADDRESS.match(text, place, most):
        address = match["address"].rstrip(".,")
        known = [
            one
            for one in work.addresses
            if one.casefold() in address.casefold() or address.casefold() in one.casefold()
        ]
        return match.start("address") + len(address) if known else place
    match = _ACCESSED.match(text, place, most)
    return match.end() if match and work.addresses else place


def same_pages(locator: str, pages: str) -> bool:
    """Tell whether a range is that which a work fills, its end cut short or not."""
    one, other = ([int(number) for number in re.findall(r"\d+", text)] for text in (locator, pages))
    if len(one) != 2 or len(other) != 2:
        return False
    short = str(other[1])[-len(str(one[1])) :]
    return one[0] == other[0] and str(one[1]) == short
