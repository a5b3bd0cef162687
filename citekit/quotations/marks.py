"""Quotation marks by language: outer and inner ones, the space within them, and stops beside them.

The marks are the terms of the CSL locales, where these say what books do; where they do not, they are corrected here,
each with its source. Deeper quotations alternate.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

from citekit.csl.locales import merged
from citekit.values import dataclass

NO_BREAK = "\u00a0"
NARROW = "\u202f"

Stops: TypeAlias = Literal["inside", "own", "outside", "always"]
"""Where the stop at the end of a quotation stands that ends the sentence, too.

"inside": stops and commas come before the closing mark, whosever they are. "own": a stop of the quotation's stands
before it, one of the sentence around behind it. "outside": full stops and commas come behind it, and none follows
? ! … before it. "always": as "outside", and one follows ? ! … before it, too.
"""


Pair: TypeAlias = "tuple[str, str]"


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a language: *pairs* open and close, with the spaces within them, the outermost first."""

    language: str
    pairs: tuple[Pair, ...]
    stops: Stops = "own"

    def at(self, depth: int) -> Pair:
        """Return the pair for a quotation *depth* deep: 0 is the outermost.

        >>> marks_of("en-US").at(2)
        ('“', '”')
        """
        return self.pairs[depth % len(self.pairs)]

    def swapped(self) -> Marks:
        """Return the marks with those for inner quotations outside, as American and British books differ."""
        return Marks(self.language, (self.pairs[1], self.pairs[0], *self.pairs[2:]), self.stops)


_FRENCH = (f"«{NARROW}", f"{NARROW}»")
_DOUBLE, _SINGLE = ("“", "”"), ("‘", "’")
_ROMAN = (("«", "»"), _DOUBLE, _SINGLE)

_CORRECTED: Mapping[str, tuple[Pair, ...]] = {
    "el": (("«", "»"), _DOUBLE),  # CSL has straight ones within
    "es": _ROMAN,  # RAE, Ortografía (2010), comillas: «… “… ‘…’ …” …»
    "fr": (_FRENCH, _DOUBLE),  # CSL has the full space of Québec; Paris sets narrow ones (Lacroux, guillemets)
    "fr-ca": ((f"«{NO_BREAK}", f"{NO_BREAK}»"), _DOUBLE),  # OQLF, Banque de dépannage linguistique, guillemets
    "fr-ch": (_FRENCH, (f"‹{NARROW}", f"{NARROW}›")),  # Guide du typographe romand
    "it": _ROMAN,  # Lesina, Nuovo manuale di stile, virgolette
    "it-ch": (("«", "»"), ("‹", "›")),  # Cancelleria federale, Istruzioni
    "uk": (("«", "»"), ("„", "“")),
    "zh": (_DOUBLE, _SINGLE),  # GB/T 15834: 《 》, which CSL has, are for titles
    "zh-hk": (("「", "」"), ("『", "』")),
    "zh-tw": (("「", "」"), ("『", "』")),
}
"""Languages whose marks in the CSL locales are not what their books have; one without region is for all of them."""

_AS_CSL = frozenset(("es-mx",))

_STOPS: Mapping[str, Stops] = {
    "es": "always",  # RAE, Ortografía (2010), comillas: the stop follows the closing mark, behind ? ! … too
    "it": "outside",  # Lesina, Nuovo manuale di stile, virgolette
    "ja": "outside",
    "pl": "outside",  # Wolański, Edycja tekstów: the stop behind the mark
    "pt": "outside",
    "ru": "outside",  # Мильчин, Чельцова: a full stop only behind the closing mark
    "uk": "outside",
}


@lru_cache(maxsize=128)
def marks_of(language: str) -> Marks:
    r"""Return the marks of *language* (BCP 47, "de-CH"), English ones for a language that CSL does not know.

    >>> marks_of("de").pairs[0], marks_of("de-CH").pairs[0], marks_of("fr-FR").pairs[0]
    (('„', '“'), ('«', '»'), ('«\u202f', '\u202f»'))
    """
    tag = _without_script(language)
    base = tag.partition("-")[0]
    locale = merged(language, ())
    stops = _STOPS.get(base, "inside" if locale.option("punctuation-in-quote") else "own")
    own = None if tag in _AS_CSL else _CORRECTED.get(tag) or _CORRECTED.get(base)
    terms = ("open-quote", "close-quote"), ("open-inner-quote", "close-inner-quote")
    return Marks(language, own or tuple((locale.term(a) or "“", locale.term(b) or "”") for a, b in terms), stops)


def _without_script(language: str) -> str:
    """Return a language in small letters without its script, which says a region where Chinese has no other."""
    tags = language.lower().replace("_", "-").split("-")
    if tags[:2] == ["zh", "hant"]:
        return "zh-tw"
    return "-".join([tag for tag in tags if len(tag) != 4][:2])
