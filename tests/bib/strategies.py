"""Hypothesis strategies for references: what any reader may return, as plain values.

A value is in its one form: no empty text, no neighbouring plain runs, no variable without a value, years that CSL has
(there is no year 0), a variable in the mapping of its kind. *alphabet* limits the characters of all text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from hypothesis import strategies as st

from citekit.bib import variables
from citekit.model import NUMBER_VARIABLES, Date, Key, Library, Name, Reference
from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inlines,
    Link,
    Styled,
    concat,
)

T = TypeVar("T")
Alphabet = st.SearchStrategy[str]

FORMATS = (ITALIC, BOLD, SMALL_CAPS, SUPERSCRIPT, SUBSCRIPT, PROTECTED)
ODD_FORMATS = (
    Format(style="italic", weight="bold"),
    Format(style="normal", weight="normal", variant="normal", case="protected"),
    Format(decoration="underline"),
    Format(style="oblique"),
)
# Every character that a text file may have, often those that some format gives a meaning.
ANY_CHARACTER: Alphabet = st.one_of(
    st.sampled_from("aBc é ß д 中 א \u00a0\u2013’“ .,:;!?'\"-`~^_*\\{}[]()<>#$%&@=|/+"),
    st.characters(exclude_categories=("Cs", "Cc")),
)
# Letters, figures and the signs of ordinary prose.
PROSE: Alphabet = st.one_of(
    st.sampled_from("abcdeXYZ 0123 é ü Ж 中 ’“” – . , : ; ! ? - ( ) /"), st.characters(categories=("Lu", "Ll", "Nd"))
)


def words(alphabet: Alphabet = ANY_CHARACTER, max_size: int = 12) -> st.SearchStrategy[str]:
    """Texts with no blanks around them and none but single spaces inside."""
    texts = st.text(alphabet, min_size=1, max_size=max_size)
    return texts.map(lambda text: " ".join(text.split())).filter(bool)


def inlines(
    alphabet: Alphabet = ANY_CHARACTER, formats: tuple[Format, ...] = FORMATS, *, links: bool = False
) -> st.SearchStrategy[Inlines]:
    """Formatted text, not empty, neighbouring plain runs joined."""
    runs = st.text(alphabet, min_size=1, max_size=10)

    def around(children: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inlines]:
        styled = st.builds(lambda inner, format_: (Styled(inner, format_),), children, st.sampled_from(formats))
        linked = st.builds(lambda inner: (Link(inner, "https://example.org/a_b"),), children)
        pieces = st.one_of(runs.map(lambda run: (run,)), styled, *((linked,) if links else ()))
        return st.lists(pieces, min_size=1, max_size=3).map(lambda parts: concat(*parts))

    return st.recursive(runs.map(lambda run: (run,)), around, max_leaves=4)


def names(alphabet: Alphabet = ANY_CHARACTER) -> st.SearchStrategy[Name]:
    """Names of people in all their parts, and of institutions."""
    part = words(alphabet, max_size=8)
    maybe = st.one_of(st.just(""), part)
    particle = st.sampled_from(("", "", "van", "de la", "d’", "al-"))
    people = st.builds(Name, part, maybe, particle, particle, maybe, st.just(""), st.booleans(), st.booleans())
    return st.one_of(people, st.builds(Name, literal=part))


YEARS = st.one_of(st.integers(1000, 2100), st.integers(-9999, 9999).filter(bool))


@st.composite
def days(draw: st.DrawFn) -> tuple[int, ...]:
    """(year,), (year, month) or (year, month, day)."""
    day = (draw(YEARS), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    return day[: draw(st.integers(1, 3))]


CIRCA = st.booleans()
SEASONED = st.tuples(YEARS, st.integers(21, 24))


def dates(alphabet: Alphabet = ANY_CHARACTER) -> st.SearchStrategy[Date]:
    """Dates, ranges, ranges open at an end, seasons, and texts that are no date."""
    season, none = st.integers(1, 4), st.none()
    year = st.tuples(YEARS)
    return st.one_of(
        st.builds(Date, days(), circa=CIRCA),
        st.builds(Date, days(), days(), circa=CIRCA),
        st.builds(Date, days(), st.just(()), circa=CIRCA),
        st.builds(Date, st.just(()), days(), circa=CIRCA),
        st.builds(Date, year, none, season, CIRCA),
        st.builds(Date, year, SEASONED, season, CIRCA),
        st.builds(Date, literal=words(alphabet).filter(lambda text: not any(map(str.isdigit, text)))),
    )


def _some(variables_: frozenset[str], values: st.SearchStrategy[T], most: int) -> st.SearchStrategy[Mapping[str, T]]:
    return st.dictionaries(st.sampled_from(sorted(variables_)), values, max_size=most)


KEYS = st.text(st.sampled_from("abcxyzABC019:-_.+/"), min_size=1, max_size=8)
FIELD_NAMES = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz-"), min_size=1, max_size=8)


def references(
    alphabet: Alphabet = ANY_CHARACTER,
    keys: st.SearchStrategy[str] = KEYS,
    texts: st.SearchStrategy[Inlines] | None = None,
) -> st.SearchStrategy[Reference]:
    """References of any CSL type with a few variables of each kind."""
    return st.builds(
        Reference,
        keys.map(Key),
        st.sampled_from(sorted(variables.TYPES)),
        _some(variables.TEXTS, inlines(alphabet) if texts is None else texts, 4),
        _some(NUMBER_VARIABLES, words(alphabet), 3),
        _some(variables.NAMES, st.lists(names(alphabet), min_size=1, max_size=3).map(tuple), 2),
        _some(variables.DATES, dates(alphabet), 2),
        st.dictionaries(FIELD_NAMES, words(alphabet), max_size=2),
    )


def libraries(references_: st.SearchStrategy[Reference] | None = None, max_size: int = 3) -> st.SearchStrategy[Library]:
    """Libraries of *references_*, without findings."""
    some = references() if references_ is None else references_
    return st.lists(some, max_size=max_size, unique_by=lambda one: one.key).map(
        lambda found: Library({one.key: one for one in found})
    )
