"""Quotations made at random."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from citekit.quotations.quotation import (
    Emphasis,
    Insertion,
    Omission,
    Part,
    Quotation,
    Quoted,
    Sic,
    Substitution,
    joined,
)

_WORDS = "the party Stalin would’nt accept l’homme 1928 Trotsky’s policy, and; end l’État well-nigh (once)".split()

texts = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
_leaves = st.one_of(
    texts,
    st.builds(Insertion, texts),
    st.builds(Substitution, texts, texts),
    st.builds(lambda word: (word, Sic()), texts),
)


def _spaced(pieces: Sequence[Part | tuple[Part, ...]]) -> tuple[Part, ...]:
    """Return pieces with a blank between each two."""
    parts: list[Part] = []
    for piece in pieces:
        parts += [" "] if parts else []
        parts += piece if isinstance(piece, tuple) else (piece,)
    return joined(parts)


def _within(children: st.SearchStrategy[Part | tuple[Part, ...]]) -> st.SearchStrategy[Part]:
    inner = st.lists(children, min_size=1, max_size=3).map(_spaced)
    return st.one_of(inner.map(Quoted), st.builds(Emphasis, st.lists(texts, min_size=1, max_size=2).map(_spaced)))


pieces: st.SearchStrategy[Part | tuple[Part, ...]] = st.recursive(_leaves, _within, max_leaves=6)


@st.composite
def quotations(draw: st.DrawFn) -> Quotation:
    """Make a quotation of prose: a sentence, or several, with changes of every kind and quotations within."""
    made: list[Part | tuple[Part, ...]] = ["So"]
    for _ in range(draw(st.integers(1, 4))):
        made.append(draw(pieces))
        match draw(st.sampled_from(["", "", "words", "end", "sentences"])):
            case "words":
                made += ["then", Omission(), "and"]
            case "end":
                made += ["then", Omission("end"), "And"]
            case "sentences":
                made += ["gone.", Omission("sentences"), "And"]
    return Quotation(_spaced([*made, draw(st.sampled_from(["it is.", "is it?", "it is", "it was!"]))]))
