"""Titles: what they say besides the title (edition, part, "Review of"), and how far two of them are one.

What tells editions, volumes, parts, corrections and reviews apart is taken out of the title and kept for itself. What
a likeness is worth is for ``likeness.py`` to weigh.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum

from citekit.folding import NUMBER_WORDS, ROMAN, folded, number_key, title_key
from citekit.patterns import pattern
from citekit.values import NamedTuple


class Titles(Enum):
    """How two titles relate; the values are for messages."""

    SAME = "same title"
    NO_SUBTITLE = "same title, in one without its subtitle"
    NEAR = "titles differ in spelling"
    ALIKE = "titles differ in a word"
    OTHER_SUBTITLE = "subtitles differ"
    OTHER_NUMBER = "titles name different numbers"
    OTHER = "titles differ"
    UNKNOWN = ""


STOP = frozenset(
    "the a an of and in on for to from with by at as or s "
    "der die das des dem den und in zu zur zum von im am fur uber "
    "la le les l de du d des et en au aux sur dans pour par el los las y del e il lo gli i di da della nel per su o os "
    "as em и в на о об с к по из".split()
)
_GENERIC = pattern(
    r"^(?:introduction|introductory|editorials?|editor s note|from the editors?|preface|foreword|afterword|prologue|"
    r"epilogue|conclusions?|index|bibliography|letters?(?: to (?:the )?editors?)?|obituar(?:y|ies)|in memoriam|"
    r"(?:book )?reviews?|news|notes?|untitled|abstracts?|contents|errat(?:um|a)|corrigend(?:um|a)|discussion|"
    r"commentary|comments?|reply|response|appendix|summary|overview|interview(?: with the author)?|acknowledge?ments?|"
    r"einleitung|einfuhrung|vorwort|nachwort|rezensionen|register|avant propos|preface|editorial|conclusion|"
    r"introduccion|prologo|introduzione|prefazione|введение|предисловие|от редакции|заключение)$"
)
_FORMULA = pattern(
    r"^(?:letter|brief|lettre|telegram|memorandum|interview|minutes|report|speech|protokol|protocol|pismo|письмо|протокол)\b"
)
_DIGIT = pattern(r"\d")
_NUMBER = pattern(r"^\d+(?:st|nd|rd|th|e|er|re|eme|s)?$")
# "micro" and "macro" are one letter apart, and opposites.
_OPPOSITES = (
    "micro macro", "inter intra", "hyper hypo", "pre post", "endo exo", "homo hetero", "mono poly", "uni multi",
    "pro anti", "over under", "in ex", "im ex", "sub super", "ante post", "syn dia", "ortho para",
)  # fmt: skip
_NEGATIONS = ("a", "an", "un", "in", "im", "ir", "il", "non", "dis", "anti", "re", "co", "de")


# --- reading ------------------------------------------------------------------------------------------------

_A_NUMBER = rf"(\d+|[ivxlc]+|{'|'.join(NUMBER_WORDS)})"
_REVISED = r"revised|rev\.?|abridged|expanded|enlarged|updated"
_EDITION = pattern(
    rf"[\s,;:.(\[]+(?:(\d+)\s*(?:st|nd|rd|th|e|\.)?|({'|'.join(NUMBER_WORDS)}|{_REVISED})(?:\s+(?:and\s+)?(?:{_REVISED}))?)"
    r"\s*(?:ed|edn|edition|aufl|auflage|éd|édition|изд|издание)\b\.?[)\]]?",
    re.IGNORECASE,
)
_PART_NAMES = (
    r"part|pt\.?|vol\.?|volume|book|bk\.?|no\.?|teil|band|bd\.?|tl\.?|tome|tom|t\.|livre|partie|parte|tomo|chast['ʹ]?|kniga"
    r"|kn\.|том|т\.|часть|ч\.|книга|кн\.|deel|del|bind|osa|díl|sv\."
)
_PART = pattern(rf"[\s,;:.(\[]+(?:{_PART_NAMES})\s*{_A_NUMBER}(?!\w)[)\]]?", re.IGNORECASE)
# "Electron transport II", "Peter I": at the end of the title or of its main part, and never a letter ("vitamin C").
_LAST_NUMBER = pattern(r"[\s,]+([IVX]+)\s*(?=$|:\s)")
_SUBTITLE = pattern(r"\s*[:;]\s+|\s+[–—-]{1,3}\s+|(?<=\w\w\w[.?!])\s+(?=[“\"‘'«(]?\w)|(?<=\w\w\w)\s*[?!]\s+")


def _opening(words: str, following: str) -> re.Pattern[str]:
    """Return the pattern of *words* at the beginning of a title, with what leads on from them."""
    return pattern(rf"^\W*(?:{words})\b{following}", re.IGNORECASE)


_REVIEWS = "reviews?|rezension|compte[- ]rendu|reseña|recensione|рецензия"
_CORRECTIONS = (
    "erratum|errata|corrigend(?:um|a)|(?:author )?corrections?|retraction|retracted|addendum|"
    "publisher(?:['’]s)? (?:note|correction)"
)
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("review", _opening(rf"(?:book\s+)?(?:{_REVIEWS})", r"\W*(?:of|zu|von|de|du|di|на)?\b")),
    ("review", pattern(rf"[\[(](?:book )?(?:{_REVIEWS})[^\])]*[\])]", re.IGNORECASE)),
    ("abstract", pattern(r"[\[(](?:extended |conference )?abstract[\])]", re.IGNORECASE)),
    ("correction", _opening(_CORRECTIONS, r"\W*(?:to|for|of|zu)?\b")),
    (
        "reply",
        _opening(
            "(?:a |some |further )?(?:comments?|reply|replies|response|rejoinder|rebuttal|discussion)",
            r"\s*(?:(?:to|on|of)\b|:|(?=[“\"'‘]))\W*(?=\w)",
        ),
    ),
    (
        "supplement",
        _opening(
            "supplement(?:ary|al)? (?:material|information|data|to)|supporting information|(?:online )?appendix",
            r"\W*(?:to|for)?\b",
        ),
    ),
    (
        "front matter",
        _opening(
            "preface|foreword|afterword|introduction|vorwort|einleitung|nachwort|préface|postface",
            r"\s+(?:to|zu|zur|zum|à)\b",
        ),
    ),
)
# One of these words has to be there before a pattern is tried: most titles have none.
_MARKING = frozenset(
    "review reviews rezension compte resena recensione рецензия erratum errata corrigendum corrigenda correction "
    "corrections retraction retracted addendum publisher publishers author comment comments reply replies response "
    "rejoinder rebuttal discussion supplement supplementary supplemental supporting appendix online preface foreword "
    "abstract afterword introduction vorwort einleitung nachwort postface".split()
)
_EDITIONS = frozenset("ed edn edition aufl auflage изд издание".split())
_PARTS = frozenset(
    "part pt vol volume book bk no teil band bd tl tome tom t livre partie parte tomo chast kniga kn том т часть ч "
    "книга кн deel del bind osa dil sv".split()
)


class TitleParts(NamedTuple):
    """A title's key, the key of its main title (the whole where there is no subtitle), and what was taken out."""

    whole: str
    main: str
    marks: frozenset[str] = frozenset()
    part: str = ""
    edition: str = ""


def read_title(text: str) -> TitleParts:
    """Return what a title says.

    >>> read_title("The Elements of Style, Fourth Edition")
    TitleParts(whole='elements of style', main='elements of style', marks=frozenset(), part='', edition='4')
    >>> read_title("Review of Stalin, Vol. 1: Paradoxes of Power").part
    '1'
    """
    words = set(folded(text).split())
    marks, edition, part = set(), "", ""
    if words & _MARKING:
        for mark, written in _MARKS:
            if found := written.search(text):
                marks.add(mark)
                rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
                text = rest if folded(rest) else text
    if words & _EDITIONS and (found := _EDITION.search(text)):
        edition = number_key(found[1] or found[2])
        text = f"{text[: found.start()]} {text[found.end() :].lstrip(' ,.;')}".strip()
    if words & _PARTS and (found := _PART.search(text)) and folded(text[: found.start()]):
        part = number_key(found[1])
        before, after = text[: found.start()], text[found.end() :].lstrip(" ,.;:")
        text = f"{before}: {after}" if after else before
    elif (found := _LAST_NUMBER.search(text)) and ROMAN.match(found[1].lower()):
        part = number_key(found[1])
        text = f"{text[: found.start()]}{text[found.end() :]}"
    whole = title_key(text)
    cut = _SUBTITLE.search(text)
    main = title_key(text[: cut.start()]) if cut else whole
    return TitleParts(whole, main if main and whole.startswith(main) else whole, frozenset(marks), part, edition)


# --- comparing ---


def title_weight(title: str) -> float:
    """Return how much it says that two works have this title: its significant words, 5 at most.

    "Introduction" says next to nothing, and "Letter to the Central Committee" less than its words.

    >>> title_weight("introduction"), title_weight("stalin"), title_weight("harvest of sorrow")
    (0.3, 1.0, 2.0)
    """
    if _GENERIC.match(title):
        return 0.3
    words = [word for word in title.split() if word not in STOP]
    count = float(sum(len(word) > 1 for word in words))
    if not title.isascii() and (ideographs := sum("\u3040" <= letter <= "\uffff" for letter in title)):
        count += ideographs / 2
    return min(count, 2.0 if _FORMULA.match(title) else 5.0)


def compare_titles(first: tuple[str, str], second: tuple[str, str]) -> tuple[Titles, int]:
    """Compare two titles, each (whole, main); return how they relate and how alike they are in percent."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - a package of compiled code, for those who look for duplicates

    (whole, main), (other, other_main) = first, second
    if not whole or not other:
        return Titles.UNKNOWN, 0
    if squeezed(whole) == squeezed(other):
        return Titles.SAME, 100
    percent = round(ratio(whole, other))
    subtitles = whole[len(main) :].strip(), other[len(other_main) :].strip()
    if all(subtitles) and squeezed(main) == squeezed(other_main):
        return _compare_subtitles(*subtitles, percent)
    if any(subtitles) and not all(subtitles):
        long_main, short = (main, other) if subtitles[0] else (other_main, whole)
        if squeezed(long_main) == squeezed(short) or compare_words(long_main, short) is Titles.NEAR:
            return Titles.NO_SUBTITLE, percent
    if percent < 60:
        return Titles.OTHER, percent
    return compare_words(whole, other), percent


def squeezed(text: str) -> str:
    """Return *text* without its blanks: one word and two are alike."""
    return text.replace(" ", "")


def _compare_subtitles(first: str, second: str, percent: int) -> tuple[Titles, int]:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - as above

    short, long = sorted((first, second), key=len)
    if long.startswith(f"{short} "):
        return Titles.NO_SUBTITLE, percent
    words = compare_words(first, second)
    told_apart = words is Titles.OTHER or (words is Titles.OTHER_NUMBER and ratio(first, second) < 75)
    return (Titles.OTHER_SUBTITLE if told_apart else words), percent


def compare_words(first: str, second: str) -> Titles:
    """Compare word by word: what stands in one title only decides."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - as above

    count = Counter(first.split())
    count.subtract(second.split())
    ours = [word for word in dict.fromkeys(first.split()) for _ in range(count[word])]
    theirs = [word for word in dict.fromkeys(second.split()) for _ in range(-count[word])]
    if ours and theirs:
        if ratio(first, second) < 75:  # slips leave more than that
            return Titles.OTHER
        ours, theirs = _unpaired(ours, theirs)
    if _other_numbers(ours, theirs):
        return Titles.OTHER_NUMBER
    ours, theirs = ([word for word in words if word not in STOP and not word.isdecimal()] for words in (ours, theirs))
    # "Data banks" and "databanks".
    if not (ours or theirs) or (len(ours) != len(theirs) and is_slip("".join(ours), "".join(theirs))):
        return Titles.NEAR
    common = sum(word not in STOP for word in first.split()) - len(ours)
    return Titles.ALIKE if len(ours) <= 1 and len(theirs) <= 1 and common >= 3 else Titles.OTHER


def _other_numbers(ours: list[str], theirs: list[str]) -> bool:
    """Do two titles name different numbers? A year may be missing in one, and a short number beside a word."""
    numbers = [[word for word in words if _NUMBER.match(word)] for words in (ours, theirs)]
    if all(numbers):
        return True
    return any(len(word) != 4 and not (len(word) == 2 and len(one) > 1) for one in numbers for word in one)


def _unpaired(ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """Take out words that are slips of each other: "contry" and "country", "33" and "1933"."""
    left = []
    theirs = list(theirs)
    for word in ours:
        twin = next((other for other in theirs if is_slip(word, other)), None)
        if twin is None:
            left.append(word)
        else:
            theirs.remove(twin)
    return left, theirs


def is_slip(first: str, second: str) -> bool:
    """Are two words one, misspelled or transliterated otherwise?

    >>> is_slip("contry", "country"), is_slip("micro", "macro"), is_slip("hepatitis", "hepatitic")
    (True, False, True)
    """
    if first == second:
        return True
    if first.isdecimal() and second.isdecimal():
        short, long = sorted((first, second), key=len)
        return len(short) == 2 and len(long) == 4 and long.endswith(short)
    shortest = min(len(first), len(second))
    if shortest < 4 or abs(len(first) - len(second)) > 3 or _DIGIT.search(first) or _DIGIT.search(second):
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    allowed = 1 if shortest < 8 else 2 if shortest < 13 else 3
    near = OSA.distance(first, second, score_cutoff=allowed) <= allowed
    return near and not _are_opposites(first, second)


def _are_opposites(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    if any(long == f"{prefix}{short}" for prefix in _NEGATIONS):
        return True
    for pair in _OPPOSITES:
        one, other = pair.split()
        for left, right in ((first, second), (second, first)):
            if left.startswith(one) and right.startswith(other) and left[len(one) :] == right[len(other) :]:
                return True
    return False
