"""A reference made ready for rendering: its variables as tokens, its names interned, its facts counted once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citekit.csl.fieldtext import QuoteMarks, map_cases, tokens_of
from citekit.csl.locator import without_label
from citekit.csl.nodes import TextCase
from citekit.csl.output import Token, Tokens, as_tokens, text_of
from citekit.csl.textcase import change_case
from citekit.model import Date, Name, Reference
from citekit.values import dataclass, field


class Person:
    """One name, the same object wherever the document has that name; forms of it are kept by who makes them."""

    __slots__ = ("forms", "full", "name")

    def __init__(self, name: Name) -> None:
        self.name = name
        parts = (name.given, name.dropping_particle, name.non_dropping_particle, name.family, name.suffix)
        self.full = name.literal or " ".join(filter(None, parts))
        self.forms: dict[object, tuple[Token, ...]] = {}


@dataclass(slots=True)
class Hints:
    """Everything disambiguation may ask for in one reference (CSL 1.0.2, Disambiguation).

    *shown* is how many names each name list prints, by its place among the cite's name lists; *given* is how
    much of a given name is added, by name list and name: 1 initials, 2 in full. *conditions* is how many of the
    style's ``disambiguate`` tests come true. *year_suffix* counts from 0.
    """

    shown: dict[int, int] = field(default_factory=dict)
    given: dict[tuple[int, int], int] = field(default_factory=dict)
    conditions: int = 0
    year_suffix: int | None = None

    def key(self) -> tuple[object, ...]:
        """Return the hints as a value that can be compared and hashed."""
        return (tuple(self.shown.items()), tuple(self.given.items()), self.conditions, self.year_suffix)

    def copy(self) -> Hints:
        """Return hints that may be changed alone."""
        return Hints(dict(self.shown), dict(self.given), self.conditions, self.year_suffix)


class Item:
    """A reference of a document.

    *facts* are the bits of ``conditions`` that hold wherever it is cited; *sort_values* what the bibliography's keys
    read of it, by the key's place.
    """

    __slots__ = (
        "_cased",
        "citation_number",
        "dates",
        "facts",
        "hints",
        "key",
        "label",
        "language",
        "names",
        "sort_values",
        "texts",
        "type",
    )

    def __init__(
        self, reference: Reference, people: dict[Name, Person], marks: QuoteMarks, default_language: str
    ) -> None:
        self.key = reference.key
        self.type = reference.type
        self._cased: dict[tuple[str, str], str | Tokens] = {}
        self.texts: dict[str, str | Tokens] = {
            name: tokens_of(value, marks) for name, value in reference.texts.items() if value
        }
        self.texts.update({name: without_label(value, name) for name, value in reference.numbers.items() if value})
        _complete(self.texts)
        self.names: dict[str, tuple[Person, ...]] = {
            variable: tuple(_interned(name, people) for name in names)
            for variable, names in reference.names.items()
            if names
        }
        self.dates: Mapping[str, Date] = reference.dates
        self.language = text_of(as_tokens(self.texts.get("language", ""))) or default_language
        self.facts = 0
        self.sort_values: dict[int, Any] = {}
        self.hints: Hints | None = None
        self.citation_number = 0
        self.label = self.plain("citation-label") or _label(self.names, self.dates, self.plain("title"))

    def cased(self, variable: str, case: TextCase) -> str | Tokens:
        """Return a variable's text in another case; title case only for English (CSL 1.0.2, Title Case)."""
        key = (variable, case)
        found = self._cased.get(key)
        if found is None:
            found = self._cased[key] = change(self.texts[variable], case, self.language)
        return found

    def plain(self, variable: str) -> str:
        """Return a variable's characters, "" where it is empty."""
        return text_of(as_tokens(self.texts.get(variable, "")))


def _interned(name: Name, people: dict[Name, Person]) -> Person:
    """Return the person for *name*, the same one for equal names."""
    person = people.get(name)
    if person is None:
        person = people[name] = Person(name)
    return person


def change(text: str | Tokens, case: TextCase, language: str) -> str | Tokens:
    """Return *text* in another case, if *language* has it."""
    if case == "title" and not is_english(language):
        return text
    if case == "uppercase" and language[:2].lower() in ("tr", "az"):
        text = (
            text.replace("i", "İ")
            if isinstance(text, str)
            else tuple(token.replace("i", "İ") if isinstance(token, str) else token for token in text)
        )
    if isinstance(text, str):
        return change_case([(text, False)], case)[0]
    return map_cases(text, lambda runs: change_case(runs, case))


def is_english(language: str) -> bool:
    """Tell if *language* ("en", "en-GB", or words like "English") is English; an empty one is."""
    return not language or language.lower().startswith("en")


def _complete(texts: dict[str, str | Tokens]) -> None:
    """Add the variables that follow from others (CSL 1.0.2, Standard Variables)."""
    if "page" in texts and "page-first" not in texts:
        first = text_of(as_tokens(texts["page"])).replace("–", "-").replace("&", "-").replace(",", "-").split("-")[0]
        if first.strip():
            texts["page-first"] = first.strip()


_LABEL_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1), 4: (1, 1, 1, 1)}  # by the number of names


def _label(names: Mapping[str, tuple[Person, ...]], dates: Mapping[str, Date], title: str) -> str:
    """Return a citation label: "Smit02", "SmJo02", "ABCD02", "Hist99" of a title where nobody is named.

    Source: CSL 1.0.2, Standard Variables (``citation-label``), which leaves the form to processors; the form is
    the test suite's (disambiguate_Trigraph).
    """
    people = names.get("author") or names.get("editor") or next(iter(names.values()), ())
    words = [person.name.family or person.name.literal for person in people[:4]] or [title] * bool(title)
    if not words:
        return ""
    date = dates.get("issued")
    year = abs(date.start[0]) % 100 if date is not None and date.start else 0
    return "".join(map(_letters, words, _LABEL_LETTERS[len(words)])) + f"{year:02d}"


def _letters(word: str, count: int) -> str:
    return "".join(filter(str.isalnum, word))[:count].capitalize()
