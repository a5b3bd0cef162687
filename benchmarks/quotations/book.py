"""Texts printed as books are: words parted at the ends of lines, pages with heads, notes at their foot."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TEXTS = Path(__file__).parent / "texts"
LANGUAGES = {"english": "en-US", "german": "de-DE", "french": "fr-FR", "russian": "ru-RU"}
_WIDTH = 64
_PAGE = 170  # words
FIRST_PAGE = 101
_VOWELS = "aeiouyäöüàâéèêîôûаеёиоуыэюя"


@dataclass(frozen=True)
class Token:
    """A word with its signs; *note* is the number of the note that is marked behind it, "" for none."""

    text: str
    note: str = ""
    ends_paragraph: bool = False


@dataclass(frozen=True)
class Book:
    """A text as it is printed, and the page of each of its tokens."""

    name: str
    language: str
    tokens: tuple[Token, ...]
    text: str
    pages: tuple[int, ...]


def tokens_of(name: str) -> tuple[Token, ...]:
    """Return the words of one of the texts."""
    found: list[Token] = []
    for line in (_TEXTS / f"{name}.txt").read_text("utf-8").splitlines():
        words = line.split()
        for place, word in enumerate(words):
            text, _, note = word.partition("^")
            found.append(Token(text, note, ends_paragraph=place == len(words) - 1))
    return tuple(found)


def printed(name: str, tokens: Sequence[Token], dice: random.Random, first_page: int = FIRST_PAGE) -> Book:
    """Return *tokens* as a book; *dice* decides where words are parted and how pages begin."""
    marked = dice.random() < 0.5
    pages: list[int] = []
    pieces: list[str] = []
    for number, start in enumerate(range(0, len(tokens), _PAGE)):
        own = tokens[start : start + _PAGE]
        page = first_page + number
        pages += [page] * len(own)
        head = f"{page}" if marked else f"The Record of {name.title()}   {page}"
        begins = f"[p. {page}]\n" if marked else "\f"
        pieces.append(begins if number or marked else "")
        pieces.append(f"{head}\n\n{_lines(own, dice)}{_notes(own)}")
    return Book(name, LANGUAGES[name], tuple(tokens), "".join(pieces), tuple(pages))


def _notes(tokens: Sequence[Token]) -> str:
    notes = [token.note for token in tokens if token.note]
    return "\n" + "".join(f"{note}. County archive, box {int(note) + 3}, folio {int(note) * 7}.\n" for note in notes)


def _lines(tokens: Sequence[Token], dice: random.Random) -> str:
    lines: list[str] = [""]
    for token in tokens:
        word = token.text + token.note
        room = _WIDTH - len(lines[-1]) - 1
        if len(word) > room:
            cut = _hyphen(token.text, room) if dice.random() < 0.6 else 0
            if cut:
                lines[-1] += f" {word[:cut]}-"
                word = word[cut:]
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
        if token.ends_paragraph:
            lines += ["", ""]
    return "\n".join(line for line in lines) + "\n"


def _hyphen(word: str, room: int) -> int:
    """Return where a word may be parted so that its beginning fits; 0 for nowhere."""
    if not word.isalpha() or len(word) < 7:
        return 0
    places = (
        place
        for place in range(min(room - 1, len(word) - 3), 2, -1)
        if word[place - 1].lower() in _VOWELS and word[place].lower() not in _VOWELS
    )
    return next(places, 0)


def long_book(pages: int, dice: random.Random) -> str:
    """Return a text of so many pages of 400 words: sentences of the English text, each with some words changed."""
    tokens = tokens_of("english")
    vocabulary = sorted({token.text.strip(".,;:“”?") for token in tokens if token.text.isalpha()})
    syllables = [word[:3] for word in vocabulary if len(word) > 5]
    pieces: list[str] = []
    for page in range(1, pages + 1):
        start = dice.randrange(len(tokens) - 400)
        words = []
        for token in tokens[start : start + 400]:
            roll = dice.random()
            if roll < 0.35:
                words.append(dice.choice(vocabulary))
            elif roll < 0.45:
                words.append("".join(dice.choices(syllables, k=3)))
            else:
                words.append(token.text)
        lines = [" ".join(words[place : place + 11]) for place in range(0, 400, 11)]
        pieces.append(f"[p. {page}]\n" + "\n".join(lines) + "\n\n")
    return "".join(pieces)
