"""Cases: quotations altered by the dice, each with its label, and what ``citekit`` says of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.quotations.alterations import FORBIDDEN, PERMITTED, Alteration, Made, Passage, is_balanced
from benchmarks.quotations.book import LANGUAGES, Book, printed, tokens_of
from citekit.findings import Source
from citekit.model import Locator
from citekit.quotations.proof.claims import Claim
from citekit.quotations.proof.plaintext import read_text
from citekit.quotations.proof.proving import Indexed, indexed, proved
from citekit.quotations.proof.verdict import Proof
from citekit.quotations.reading import understood
from citekit.quotations.rules import RULES

_RULES = tuple(RULES)
_TRIES = 3000


@dataclass(frozen=True)
class Case:
    """A quotation with its alteration, and whether it is a *permitted* one."""

    alteration: str
    permitted: bool
    text: str
    book: Book
    rules: str
    page: str = ""


def books(dice: random.Random) -> list[Book]:
    """Return all texts as books."""
    return [printed(name, tokens_of(name), dice) for name in LANGUAGES]


def cases(each: int, seed: int = 1) -> Iterator[Case]:
    """Yield *each* cases of every alteration, or as many as the texts have room for; all differ."""
    dice = random.Random(seed)
    all_books = books(dice)
    plain = {book.name: " ".join(token.text for token in book.tokens) for book in all_books}
    for permitted, table in ((True, PERMITTED), (False, FORBIDDEN)):
        for name, (alteration, rules) in table.items():
            seen: set[tuple[str, str, str]] = set()
            for _ in range(_TRIES):
                if len(seen) == each:
                    break
                made = _made(alteration, dice.choice(all_books), dice)
                if made is None:
                    continue
                one, book, noted = made
                if not permitted and one.book is None and not one.page and one.text in plain[book.name]:
                    continue  # what is left stands so elsewhere
                # The Bluebook wants it said that a note is left out.
                chosen = dice.choice([own for own in rules or _RULES if own != "bluebook" or not noted])
                if (one.text, one.page, book.text) not in seen:
                    seen.add((one.text, one.page, book.text))
                    yield Case(name, permitted, one.text, book, chosen, one.page)


def _made(alteration: Alteration, book: Book, dice: random.Random) -> tuple[Made, Book, bool] | None:
    length = dice.randrange(9, 45)
    start = dice.randrange(len(book.tokens) - length)
    passage = Passage(book, start, start + length, dice)
    if not is_balanced(passage):
        return None
    made = alteration(passage)
    if made is None or (made == passage.text and alteration.__name__ != "verbatim" and _changes(alteration)):
        return None
    one = made if isinstance(made, Made) else Made(made)
    return one, one.book or book, any(token.note for token in passage.tokens)


def _changes(alteration: Alteration) -> bool:
    """Tell whether an alteration shows in the words: some are of the source or the page."""
    return alteration.__name__ not in ("dropped_note_mark", "final_stop", "soft_hyphens")


class Judge:
    """Asks ``citekit`` for the proof of each case; sources that come again are read once."""

    def __init__(self) -> None:
        self._read: dict[str, Indexed] = {}

    def proof(self, case: Case) -> Proof:
        """Return the proof of a case."""
        own = self._read.get(case.book.text)
        if own is None:
            if len(self._read) > 50:
                self._read.clear()
            own = self._read[case.book.text] = indexed(read_text("book.txt", Source("book.txt", case.book.text)))
        locator = Locator("page", case.page) if case.page else None
        language = case.book.language
        claim = Claim(understood(case.text, language), language, "book", locator, None, case.text)
        return proved(claim, [own], RULES[case.rules])


def wrong(judged: Sequence[tuple[Case, Proof]]) -> list[tuple[Case, Proof]]:
    """Return the cases whose verdict is not the one of their label."""
    return [(case, proof) for case, proof in judged if proof.verdict.is_proved != case.permitted]
