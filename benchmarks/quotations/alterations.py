"""What may and may not be done to a quotation, each with the label that it has.

An alteration takes the words of a passage and returns the quotation, or ``None`` where the passage has no room for it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from benchmarks.quotations.book import Book, Token, printed

_NAMES = {
    "english": "Ashdown Merrin Carrow Pryce Hobbe Trask Wexcombe Stourley Halden Cray Oxley Dacre Marl Parliament",
    "german": "Wendlandt Krause Rohde Ellernstedt Erfurt Siebold Kessler Brandt",
    "french": "Marchal Perrin Fontenay Delmas Reims Nantes",
    "russian": "Рубцов Лаврентьев Воронина Зыков Мельников Рубцова",
}
_NEGATIVES = {
    "english": "not never no nor none nobody nothing neither",
    "german": "nicht kein keine keinen nie niemand nichts",
    "french": "ne pas jamais aucun rien ni",
    "russian": "не ни нет никогда никто ничего",
}
_ADDED = {"english": "not", "german": "nicht", "french": "pas", "russian": "не"}
_PRONOUNS = {"english": "he she it they him her", "german": "er sie es", "french": "il elle on", "russian": "он она"}
_PAIRS = {"english": ("“", "”"), "german": ("„", "“"), "french": ("«", "»"), "russian": ("«", "»")}
_OTHER_PAIRS = {"english": ("‘", "’"), "german": ("»", "«"), "french": ("“", "”"), "russian": ("„", "“")}
_SCANNED = (("m", "rn"), ("rn", "m"), ("d", "cl"), ("l", "1"), ("w", "vv"), ("h", "li"), ("e", "c"), ("u", "ii"),
            ("ш", "щ"), ("н", "и"))  # fmt: skip
_STOPS = ".,;:?!"


@dataclass(frozen=True)
class Made:
    """A quotation with an alteration. *book* is another source than the usual one, *page* is cited ("": none)."""

    text: str
    book: Book | None = None
    page: str = ""


class Passage:
    """Tokens *start* to *end* of a book, and the *dice* that decide what is done to them."""

    def __init__(self, book: Book, start: int, end: int, dice: random.Random) -> None:
        self.book, self.start, self.end, self.dice = book, start, end, dice
        self.tokens = book.tokens[start:end]
        self.words = [token.text for token in self.tokens]

    @property
    def text(self) -> str:
        """The words, without marks of notes."""
        return " ".join(self.words)

    @property
    def pages(self) -> list[int]:
        """The pages that it stands on."""
        return sorted(set(self.book.pages[self.start : self.end]))

    def inner(self, fits: Callable[[str], bool]) -> int | None:
        """Return a word that is neither the first nor the last and fits, by its letters."""
        places = [place for place in range(1, len(self.words) - 1) if fits(core(self.words[place])[1])]
        return self.dice.choice(places) if places else None

    def with_word(self, place: int, word: str) -> str:
        """Return the text with another word at a place, its signs kept."""
        before, _, after = core(self.words[place])
        return " ".join([*self.words[:place], f"{before}{word}{after}", *self.words[place + 1 :]])

    def other_word(self, but: str) -> str:
        """Return some word of the book, another than *but*, in small letters."""
        while True:
            word = core(self.dice.choice(self.book.tokens).text)[1]
            if word.isalpha() and word.islower() and word != but.lower() and len(word) > 1:
                return word


def core(word: str) -> tuple[str, str, str]:
    """Return the signs before a word, the word, the signs behind it."""
    found = re.fullmatch(r"(\W*)(.*?)(\W*)", word, re.DOTALL)
    assert found is not None
    return found[1], found[2], found[3]


def is_balanced(passage: Passage) -> bool:
    """Tell whether quotations within a passage are whole, and it begins and ends with a word."""
    opening, closing = _PAIRS[passage.book.name]
    depth = 0
    for sign in passage.text:
        depth += (sign == opening) - (sign == closing)
        if depth not in (0, 1):
            return False
    ends = core(passage.words[0])[1] and core(passage.words[-1])[1]
    return depth == 0 and bool(ends)


Alteration = Callable[[Passage], "str | Made | None"]

# --- what may be -----------------------------------------------------------------------------------------


def verbatim(one: Passage) -> str:
    """Every word as it stands."""
    return one.text


def long_verbatim(one: Passage) -> Made:
    """Every word, and the pages where they stand."""
    pages = one.pages
    page = f"{pages[0]}–{str(pages[-1])[-2:]}" if len(pages) > 1 else str(pages[0])
    return Made(one.text, page=page)


def other_marks(one: Passage) -> str | None:
    """Inner quotation marks of another kind."""
    pair, others = _PAIRS[one.book.name], _OTHER_PAIRS[one.book.name]
    text = one.text.replace(pair[0], others[0]).replace(pair[1], others[1])
    return text if text != one.text else None


def straight_marks(one: Passage) -> str | None:
    """Quotation marks and apostrophes as typewriters have them."""
    text = one.text
    for sign in _PAIRS[one.book.name]:
        text = text.replace(sign, '"')
    text = text.replace("’", "'")
    return text if text != one.text else None


def other_dashes(one: Passage) -> str | None:
    """Dashes of another kind."""
    dash = one.dice.choice((" – ", "--", " -- ", "—", " — "))
    text = re.sub(r"\s*[—–]\s*", dash, one.text)
    return text if text != one.text else None


def ligatures(one: Passage) -> str | None:
    """Ligatures, as some fonts have them."""
    text = one.text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ff", "ﬀ")
    return text if text != one.text else None


def decomposed(one: Passage) -> str | None:
    """Letters and their marks as two characters."""
    text = unicodedata.normalize("NFD", one.text)
    return text if text != one.text else None


def soft_hyphens(one: Passage) -> str:
    """Hyphens that are not seen."""
    return re.sub(r"(?<=[^\W\d_]{3})(?=[^\W\d_]{3})", "\u00ad", one.text, count=4)


def other_blanks(one: Passage) -> str:
    """Blanks that do not break, and lines that do."""
    return "".join(one.dice.choice(" \u00a0\u202f\n") if sign == " " else sign for sign in one.text)


def dropped_note_mark(one: Passage) -> str | None:
    """The mark of a note left out."""
    return one.text if any(token.note for token in one.tokens[:-1]) else None


def first_letter(one: Passage) -> str | None:
    """The first letter's case changed."""
    before, word, _ = core(one.words[0])
    if before or not word[0].isalpha() or word.isupper():
        return None
    return one.text[0].swapcase() + one.text[1:]


def bracketed_letter(one: Passage) -> str | None:
    """The first letter's case changed, in brackets."""
    before, word, _ = core(one.words[0])
    if before or not word[0].isalpha() or len(word) < 2 or word.isupper():
        return None
    return f"[{one.text[0].swapcase()}]{one.text[1:]}"


def final_stop(one: Passage) -> str | None:
    """The last stop changed to suit the sentence around, or left out."""
    if one.text[-1] in "?!”“»" or not one.words[-1].rstrip(_STOPS):
        return None
    return one.text.rstrip(_STOPS) + one.dice.choice((".", ",", ""))


def _cut(one: Passage, most: int) -> tuple[int, int] | None:
    """Return a stretch of words whose leaving out leaves quotations whole and some words on both sides."""
    for _ in range(20):
        start = one.dice.randrange(3, len(one.words) - 4)
        end = min(start + one.dice.randrange(3, most), len(one.words) - 3)
        inner = " ".join(one.words[start:end])
        if end - start > 2 and not any(sign in inner for sign in (*_PAIRS[one.book.name], "?")):
            return None if _turns(one, start, end) else (start, end)
    return None


def _turns(one: Passage, start: int, end: int) -> bool:
    """Tell whether a negation stands first or last among words that are left out, which may turn the sense."""
    negatives = _NEGATIVES[one.book.name].split()
    return any(core(one.words[place])[1].lower() in negatives for place in (start, end - 1))


def omission(one: Passage) -> str | None:
    """Words left out, with an ellipsis."""
    found = _cut(one, 12)
    if found is None:
        return None
    sign = one.dice.choice(("…", ". . .", "[…]", "...", "[. . .]"))
    before = one.words[: found[0]]
    before[-1] = before[-1].rstrip(_STOPS + "—–") or before[-1]
    return " ".join([*before, sign, *one.words[found[1] :]])


def two_omissions(one: Passage) -> str | None:
    """Words left out at two places, with ellipses."""
    count = len(one.words)
    if count < 24 or any(sign in one.text for sign in _PAIRS[one.book.name]):
        return None
    third = count // 3
    if _turns(one, third - 2, third + 2) or _turns(one, 2 * third, 2 * third + 3):
        return None
    pieces = (one.words[: third - 2], one.words[third + 2 : 2 * third], one.words[2 * third + 3 :])
    return " . . . ".join(" ".join(piece).rstrip(_STOPS + "—– ") for piece in pieces)


def insertion(one: Passage) -> str | None:
    """Words of whoever quotes, in brackets."""
    place = one.inner(lambda word: word.isalpha())
    if place is None or core(one.words[place])[2] or core(one.words[place + 1])[0]:
        return None
    said = one.dice.choice(("[sic]", "[that is, in Halden]", "[his brother]", "[!]"))
    return " ".join([*one.words[: place + 1], said, *one.words[place + 1 :]])


def substitution(one: Passage) -> str | None:
    """A name in brackets for a pronoun."""
    pronouns = _PRONOUNS[one.book.name].split()
    place = one.inner(lambda word: word in pronouns)
    name = _NAMES[one.book.name].split()[0]
    return one.with_word(place, f"[{name}]") if place is not None else None


def scanned_hyphens(one: Passage) -> Made:
    """A source with more words parted at the ends of lines, and heads on its pages."""
    return Made(one.text, _small_book(one, one.book.tokens))


# --- what may not ----------------------------------------------------------------------------------------


def changed_word(one: Passage) -> str | None:
    """Another word for one."""
    place = one.inner(lambda word: word.isalpha() and word.islower() and len(word) > 2)
    return None if place is None else one.with_word(place, one.other_word(core(one.words[place])[1]))


def misspelled(one: Passage) -> str | None:
    """Two letters of a word in another order."""
    place = one.inner(lambda word: word.isalpha() and len(word) > 4 and word[2] != word[3])
    if place is None:
        return None
    word = core(one.words[place])[1]
    return one.with_word(place, word[:2] + word[3] + word[2] + word[4:])


def dropped_negation(one: Passage) -> str | None:
    """A negation left out."""
    place = one.inner(lambda word: word in _NEGATIVES[one.book.name].split())
    if place is None:
        return None
    return " ".join([*one.words[:place], *one.words[place + 1 :]])


def hidden_negation(one: Passage) -> str | None:
    """A negation and the words before it left out, with an ellipsis."""
    if one.book.name == "french":
        return None  # which has two words for one
    alone = ["не"] if one.book.name == "russian" else _NEGATIVES[one.book.name].split()
    alone = [word for word in alone if word not in {"neither", "nor"}]  # the other of the two still negates
    place = one.inner(lambda word: word in alone)
    if place is None or place < 5 or any(word[-1] in _STOPS for word in one.words[place - 3 : place + 1]):
        return None
    return " ".join([*one.words[: place - 2], "[…]", *one.words[place + 1 :]])


def added_negation(one: Passage) -> str | None:
    """A negation added."""
    place = one.inner(str.isalpha)
    if place is None:
        return None
    return " ".join([*one.words[:place], _ADDED[one.book.name], *one.words[place:]])


def changed_digit(one: Passage) -> str | None:
    """Another figure in a number."""
    place = one.inner(lambda word: any(sign.isdigit() for sign in word))
    if place is None:
        return None
    word = core(one.words[place])[1]
    spot = one.dice.choice([index for index, sign in enumerate(word) if sign.isdigit()])
    other = one.dice.choice([sign for sign in "0123456789" if sign != word[spot]])
    return one.with_word(place, word[:spot] + other + word[spot + 1 :])


def _swapped(one: Passage, fits: Callable[[str], bool]) -> str | None:
    places = [place for place, word in enumerate(one.words) if fits(core(word)[1])]
    pairs = [(a, b) for a in places for b in places if a < b and core(one.words[a])[1] != core(one.words[b])[1]]
    if not pairs:
        return None
    first, second = one.dice.choice(pairs)
    words = list(one.words)
    (a, mine, b), (c, theirs, d) = core(words[first]), core(words[second])
    words[first], words[second] = f"{a}{theirs}{b}", f"{c}{mine}{d}"
    return " ".join(words)


def swapped_numbers(one: Passage) -> str | None:
    """Two numbers in each other's place."""
    return _swapped(one, lambda word: any(sign.isdigit() for sign in word))


def swapped_names(one: Passage) -> str | None:
    """Two names in each other's place."""
    return _swapped(one, lambda word: word in _NAMES[one.book.name].split())


def swapped_words(one: Passage) -> str | None:
    """Two neighbours in each other's place."""
    places = [
        place
        for place in range(1, len(one.words) - 2)
        if one.words[place : place + 2] != one.words[place + 1 : place - 1 : -1]
    ]
    place = one.dice.choice(places)
    (a, mine, b), (c, theirs, d) = core(one.words[place]), core(one.words[place + 1])
    if not mine or not theirs or mine.lower() == theirs.lower():
        return None
    return " ".join([*one.words[:place], f"{a}{theirs}{b}", f"{c}{mine}{d}", *one.words[place + 2 :]])


def changed_name(one: Passage) -> str | None:
    """Another name for one."""
    names = _NAMES[one.book.name].split()
    place = one.inner(lambda word: word in names)
    if place is None:
        return None
    return one.with_word(place, one.dice.choice([name for name in names if name != core(one.words[place])[1]]))


def merged_sentences(one: Passage) -> str | None:
    """Two sentences made one."""
    ends = [
        place
        for place in range(1, len(one.words) - 2)
        if re.fullmatch(r"\w{3,}\.", one.words[place]) and one.words[place + 1][0].isupper()
    ]
    if not ends:
        return None
    place = one.dice.choice(ends)
    words = list(one.words)
    words[place] = words[place][:-1] + one.dice.choice((",", ";", ""))
    if one.dice.random() < 0.5:
        words[place + 1] = words[place + 1][0].lower() + words[place + 1][1:]
    return " ".join(words)


def swallowed_clause(one: Passage) -> str | None:
    """Words between two commas left out, with one of these."""
    commas = [place for place in range(1, len(one.words) - 2) if one.words[place].endswith(",")]
    pairs = [(a, b) for a in commas for b in commas if 1 < b - a < 14]
    if not pairs:
        return None
    first, last = one.dice.choice(pairs)
    return " ".join([*one.words[: first + 1], *one.words[last + 1 :]])


def unmarked_omission(one: Passage) -> str | None:
    """Words left out, and nothing that says so."""
    found = _cut(one, 12)
    return None if found is None else " ".join([*one.words[: found[0]], *one.words[found[1] :]])


def added_word(one: Passage) -> str | None:
    """A word added without brackets."""
    place = one.inner(str.isalpha)
    return None if place is None else " ".join([*one.words[:place], one.other_word(""), *one.words[place:]])


def changed_stop(one: Passage) -> str | None:
    """Another stop within."""
    places = [place for place in range(1, len(one.words) - 1) if re.fullmatch(r"\w{2,}[,;:?!]", one.words[place])]
    if not places:
        return None
    place = one.dice.choice(places)
    words = list(one.words)
    others = [sign for sign in (",", ";", ":", "") if sign != words[place][-1]]
    words[place] = words[place][:-1] + one.dice.choice(others)
    return " ".join(words)


def added_comma(one: Passage) -> str | None:
    """A comma added."""
    places = [place for place in range(1, len(one.words) - 2) if one.words[place].isalpha()]
    if not places:
        return None
    place = one.dice.choice(places)
    if not core(one.words[place + 1])[1] or core(one.words[place + 1])[0]:
        return None
    return " ".join([*one.words[:place], f"{one.words[place]},", *one.words[place + 1 :]])


def changed_case(one: Passage) -> str | None:
    """A capital within made small, or the other way."""
    place = one.inner(lambda word: word.isalpha() and len(word) > 1)
    if place is None:
        return None
    word = core(one.words[place])[1]
    return one.with_word(place, word[0].swapcase() + word[1:])


def dropped_marks(one: Passage) -> str | None:
    """Quotation marks within left out."""
    text = one.text
    for sign in _PAIRS[one.book.name]:
        text = text.replace(sign, "")
    return " ".join(text.split()) if text != one.text else None


def turned_fragments(one: Passage) -> str | None:
    """Two fragments in the wrong order, with an ellipsis."""
    half = len(one.words) // 2
    if half < 6 or any(sign in one.text for sign in _PAIRS[one.book.name]):
        return None  # a few words may stand in that order, too
    first, second = one.words[: half - 1], one.words[half + 1 :]
    return f"{' '.join(second).rstrip(_STOPS)} . . . {' '.join(first)}"


def wrong_page(one: Passage) -> Made:
    """A page where it does not stand."""
    others = [page for page in set(one.book.pages) if page not in one.pages]
    return Made(one.text, page=str(one.dice.choice(sorted(others))))


def no_such_page(one: Passage) -> Made:
    """A page that the source does not have."""
    return Made(one.text, page=str(max(one.book.pages) + one.dice.randrange(5, 500)))


def scanned_wrong(one: Passage) -> Made | None:
    """A source in which a word is misread: the quotation has what was printed, and nothing proves it."""
    places = [
        (place, old, new)
        for place in range(one.start + 1, one.end - 1)
        for old, new in _SCANNED
        if old in core(one.book.tokens[place].text)[1][1:]
    ]
    if not places:
        return None
    place, old, new = one.dice.choice(places)
    tokens = list(one.book.tokens)
    text = tokens[place].text
    tokens[place] = replace(tokens[place], text=text[0] + text[1:].replace(old, new, 1))
    return Made(one.text, _small_book(one, tokens))


def invented(one: Passage) -> str:
    """Words that stand nowhere together."""
    words = [one.other_word("") for _ in one.words]
    return " ".join(words).capitalize() + "."


def bare_substitution(one: Passage) -> str | None:
    """A name for a pronoun, without brackets."""
    pronouns = _PRONOUNS[one.book.name].split()
    place = one.inner(lambda word: word in pronouns)
    return one.with_word(place, _NAMES[one.book.name].split()[0]) if place is not None else None


def _small_book(one: Passage, tokens: list[Token] | tuple[Token, ...]) -> Book:
    start, end = max(0, one.start - 120), one.end + 120
    return printed(one.book.name, tokens[start:end], one.dice)


PERMITTED: Mapping[str, tuple[Alteration, tuple[str, ...]]] = {
    "verbatim": (verbatim, ()),
    "verbatim, with its pages": (long_verbatim, ()),
    "verbatim, source parted and paged anew": (scanned_hyphens, ()),
    "marks of another kind": (other_marks, ()),
    "straight marks": (straight_marks, ()),
    "dashes": (other_dashes, ()),
    "ligatures": (ligatures, ()),
    "letters decomposed": (decomposed, ()),
    "soft hyphens": (soft_hyphens, ()),
    "blanks and lines": (other_blanks, ()),
    "note mark dropped": (dropped_note_mark, ("chicago", "mla", "apa", "german", "french", "russian")),
    "first letter": (first_letter, ("chicago", "apa", "russian")),
    "first letter in brackets": (bracketed_letter, ("mla", "bluebook", "german", "french")),
    "final stop": (final_stop, ()),
    "omission": (omission, ()),
    "two omissions": (two_omissions, ()),
    "words in brackets": (insertion, ()),
    "name in brackets": (substitution, ()),
}
"""What may be, and under which rule sets; () for all."""

FORBIDDEN: Mapping[str, tuple[Alteration, tuple[str, ...]]] = {
    "word changed": (changed_word, ()),
    "word misspelled": (misspelled, ()),
    "word added": (added_word, ()),
    "negation dropped": (dropped_negation, ()),
    "negation hidden": (hidden_negation, ()),
    "negation added": (added_negation, ()),
    "figure changed": (changed_digit, ()),
    "numbers swapped": (swapped_numbers, ()),
    "name changed": (changed_name, ()),
    "names swapped": (swapped_names, ()),
    "words swapped": (swapped_words, ()),
    "sentences merged": (merged_sentences, ()),
    "clause swallowed": (swallowed_clause, ()),
    "omission unmarked": (unmarked_omission, ()),
    "stop changed": (changed_stop, ()),
    "comma added": (added_comma, ()),
    "case changed": (changed_case, ()),
    "inner marks dropped": (dropped_marks, ()),
    "fragments turned": (turned_fragments, ()),
    "name without brackets": (bare_substitution, ()),
    "first letter unmarked": (first_letter, ("mla", "bluebook", "german", "french")),
    "wrong page": (wrong_page, ()),
    "no such page": (no_such_page, ()),
    "source misread": (scanned_wrong, ()),
    "invented": (invented, ()),
}
"""What may not be, and under which rule sets."""
