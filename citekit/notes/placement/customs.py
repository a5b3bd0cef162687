"""What is customary: before or after which signs a note mark stands, by language.

Each custom names its source, which was written down from memory of the manuals and names the place where a paragraph is
known. Only the order of signs is meant: citekit moves marks, never stops or quotation marks.

Brackets are in no custom, as all agree: a mark stands inside where it is about what stands inside, and outside where it
is about more (CMOS 17, 14.26). So a mark never crosses one. A dash that sets off a clause comes after the mark (as
above; New Hart's Rules, 17.2). A full stop that belongs to an abbreviation is part of the word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from citekit.values import dataclass

Sign: TypeAlias = Literal["stop", "ender", "quote"]
"""``stop`` is one of ``. , ; :``; ``ender`` one of ``? ! …``; ``quote`` a closing quotation mark."""

Spot: TypeAlias = Literal["word", "quotation", "end"]
"""``word`` is right behind the word; ``quotation`` behind a closing quotation mark, its stop still to come; ``end``
behind all of them."""


@dataclass(frozen=True, slots=True)
class Custom:
    """Where marks stand.

    A mark precedes the signs in *before* that nothing else follows, and comes after all others. *also* are further
    spots that the custom allows, where it makes a difference what a mark is about: a mark there stays.
    """

    name: str
    before: frozenset[Sign]
    also: frozenset[Spot] = frozenset()
    source: str = ""

    def behind(self, signs: str) -> str:
        """Return those of *signs*, which follow a word, that a mark comes after."""
        return next((signs[:place] for place, sign in enumerate(signs) if _kind(sign) in self.before), signs)


def _kind(sign: str) -> Sign:
    """Return what a sign of punctuation is; what is no stop and ends no sentence closes a quotation."""
    return "stop" if sign in ".,;:" else "ender" if sign in "?!…" else "quote"


_AFTER_ALL: frozenset[Sign] = frozenset()
_BEFORE_STOPS: frozenset[Sign] = frozenset({"stop"})
_BEFORE_ALL: frozenset[Sign] = frozenset({"stop", "ender", "quote"})
_EITHER: frozenset[Spot] = frozenset({"word", "quotation", "end"})

_ALL = (
    Custom(
        "american",
        _AFTER_ALL,
        source="CMOS 17, 14.26: after any punctuation mark except the dash, which it precedes",
    ),
    Custom(
        "british",
        _AFTER_ALL,
        source="New Hart's Rules, 17.2: after any punctuation, but before a dash",
    ),
    Custom(
        "french",
        _BEFORE_ALL,
        frozenset({"quotation"}),
        source="Lexique des règles typographiques (Imprimerie nationale), appel de note: right behind the word, before "
        "any punctuation and before the closing guillemet of a quotation",
    ),
    Custom(
        "german",
        _AFTER_ALL,
        _EITHER,
        source="Duden, Fußnoten- und Anmerkungszeichen: after the stop for a whole sentence, right behind the word or "
        "the quotation for these",
    ),
    Custom(
        "spanish",
        _BEFORE_STOPS,
        source="RAE, Ortografía (2010), and Martínez de Sousa: before the stop, but after the closing signs ? ! … »",
    ),
    Custom(
        "spanish-after",
        _AFTER_ALL,
        source="the practice of many older books in Spanish, as in English",
    ),
    Custom(
        "italian",
        _BEFORE_STOPS,
        _EITHER,
        source="Lesina, Nuovo manuale di stile; publishers differ: after the quotation mark and before the stop, or "
        "after both",
    ),
    Custom(
        "portuguese",
        _BEFORE_STOPS,
        source="book practice in Portugal: before the stop, after the closing quotation mark",
    ),
    Custom(
        "brazilian",
        _AFTER_ALL,
        source="ABNT NBR 10520: after the punctuation that closes the quotation",
    ),
    Custom(
        "russian",
        _BEFORE_STOPS,
        source="Мильчин, Чельцова, Справочник издателя и автора: before . , ; : and the dash, after ? ! …, closing "
        "quotation marks and the stop of an abbreviation",
    ),
    Custom(
        "polish",
        _BEFORE_STOPS,
        source="Wolański, Edycja tekstów: before . , ; :, after ? ! …, closing quotation marks and the stop of an "
        "abbreviation",
    ),
    Custom(
        "dutch",
        _AFTER_ALL,
        _EITHER,
        source="Renkema, Schrijfwijzer: after the stop for a sentence, right behind the word for a word",
    ),
    Custom(
        "swedish",
        _AFTER_ALL,
        _EITHER,
        source="Svenska skrivregler: after the stop for a sentence, right behind the word for a word",
    ),
)

CUSTOMS: Mapping[str, Custom] = {custom.name: custom for custom in _ALL}
"""The customs by name; of those that agree the better known comes first."""

CHOICES: tuple[str, ...] = ("kept", "auto", *CUSTOMS)
"""What may be asked for an excerpt: marks as they are, by the language of the excerpt, or by a custom."""

_LANGUAGES: Mapping[str, str] = {
    "de": "german",
    "en": "british",
    "en-ca": "american",
    "en-us": "american",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "pt-br": "brazilian",
    "ru": "russian",
    "sv": "swedish",
}


def custom_of(language: str) -> Custom | None:
    """Return the custom of *language* (BCP 47), of its region where that has one of its own; ``None`` for an unknown.

    >>> custom_of("en-US").name, custom_of("en-AU").name, custom_of("tlh")
    ('american', 'british', None)
    """
    tags = language.lower().replace("_", "-").split("-")
    tags = [tag for tag in tags if len(tag) != 4]  # a script, as in "ru-Cyrl-RU"
    name = _LANGUAGES.get("-".join(tags[:2])) or _LANGUAGES.get(tags[0] if tags else "")
    if language.lower() == "en":
        name = "american"  # as CSL takes "en" for "en-US"
    return CUSTOMS[name] if name else None
