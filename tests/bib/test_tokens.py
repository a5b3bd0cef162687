"""The tokenizer: nothing of the text is lost, nothing raises, nothing hangs; what biber reads is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.tokens import Entry, tokenize

_ODD = st.text(alphabet='@book{}()a,= "#\n%\\\t1-comentsrigp', max_size=120)


@given(st.one_of(st.text(), _ODD))
def test_the_blocks_cover_the_text(text: str) -> None:
    blocks = tokenize(text)
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert all(block.start < block.end for block in blocks)


@given(_ODD)
def test_places_stand_in_order(text: str) -> None:
    for block in tokenize(text):
        if not isinstance(block, Entry):
            continue
        places = [block.start, block.type_start, block.type_end, block.open, block.key_start, block.key_end]
        for one in block.fields:
            places += [one.name_start, one.name_end, one.value_start, one.value_end, one.end]
            pieces = [place for piece in one.pieces for place in (piece.start, piece.end)]
            assert pieces == sorted(pieces)
            assert not pieces or (pieces[0], pieces[-1]) == (one.value_start, one.value_end)
        places += [block.close] if block.close >= 0 else []
        assert places == sorted(places)
        assert places[-1] <= block.end
