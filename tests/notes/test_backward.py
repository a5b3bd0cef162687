"""Words that lean on an earlier cite, in the languages histories are written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.notes.backward import backward_words

WORDS = [
    ("Ibid.", "same-work", "Ibid."),
    ("Ibid., 12.", "same-work", "Ibid."),
    ("*Ibid.*, p. 12.", "same-work", "Ibid."),
    ("ibid, 12", "same-work", "ibid"),
    ("See ibid., 45.", "same-work", "ibid."),
    ("IBID., 45.", "same-work", "IBID."),
    ("lbid., 45.", "same-work", "lbid."),
    ("Ib., p. 3.", "same-work", "Ib."),
    ("Ibidem, p. 12.", "same-work", "Ibidem"),
    ("Ibídem, pág. 12.", "same-work", "Ibídem"),
    ("Ibíd., p. 12.", "same-work", "Ibíd."),
    ("Ivi, p. 12.", "same-work", "Ivi"),
    ("Ebd., S. 12.", "same-work", "Ebd."),
    ("Vgl. ebd.", "same-work", "ebd."),
    ("Ebenda, S. 12.", "same-work", "Ebenda"),
    ("Vgl. ebenda, S. 12.", "same-work", "ebenda"),
    ("Там же. С. 12.", "same-work", "Там же"),
    ("См. там же, с. 12.", "same-work", "там же"),
    ("То же. Л. 3.", "same-work", "То же"),
    ("Id. at 12.", "same-work", "Id."),
    ("Id.", "same-work", "Id."),
    ("Id., p. 12.", "same-work", "Id."),
    ("Idem, 12.", "same-work", "Idem"),
    ("Idem, *Bukharin*, 12.", "same-author", "Idem"),
    ("Cohen, *Bukharin*; idem, “Stalin’s Terror,” 3.", "same-author", "idem"),
    ("Id., *Storia*, p. 3.", "same-author", "Id."),
    ("Eadem, *Women*, 3.", "same-author", "Eadem"),
    ("Ders., Geschichte, S. 3.", "same-author", "Ders."),
    ("Müller, Geschichte; dies., Frauen, S. 3.", "same-author", "dies."),
    ("Он же. История. С. 4.", "same-author", "Он же"),
    ("Его же. История.", "same-author", "Его же"),
    ("Du même auteur, Histoire.", "same-author", "Du même auteur"),
    ("Cohen, op. cit., 45.", "earlier-work", "op. cit."),
    ("Op. cit., p. 4.", "earlier-work", "Op. cit."),
    ("Cohen, *op. cit.*, 45.", "earlier-work", "op. cit."),
    ("Cohen, op.cit., 45.", "earlier-work", "op.cit."),
    ("Furet, art. cit., p. 4.", "earlier-work", "art. cit."),
    ("García, ob. cit., p. 4.", "earlier-work", "ob. cit."),
    ("Müller, a.a.O., S. 4.", "earlier-work", "a.a.O."),
    ("Müller, a. a. O., S. 4.", "earlier-work", "a. a. O."),
    ("Müller, aaO., S. 4.", "earlier-work", "aaO."),
    ("Коэн С. Указ. соч. С. 12.", "earlier-work", "Указ. соч."),
    ("Rossi, *Storia*, cit., p. 4.", "earlier-work", "cit."),
    ("Cohen, loc. cit.", "same-place", "loc. cit."),
    ("Loc. cit.", "same-place", "Loc. cit."),
    ("Cohen, l.c.", "same-place", "l.c."),
]
NONE = [
    "Cohen, *Bukharin*, passim.",
    "Cohen, *Bukharin*, 290–91.",
    "Ibn Khaldun, 12.",
    "The liberal bidding.",
    "id est, i.e.",
    "Он же писал об этом.",
    "Он родился там же и умер.",
    "Das Haus, das ebenda stand.",
    "dieselben Leute",
    "Ders Oliver, 3.",
    "Madrid. 12.",
    "David. idemnity",
    "",
]


@pytest.mark.parametrize(("text", "kind", "word"), WORDS)
def test_a_word_leans_on_an_earlier_cite(text: str, kind: str, word: str) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in backward_words(text)] == [(kind, word)]


@pytest.mark.parametrize("text", NONE)
def test_other_words_do_not(text: str) -> None:
    assert backward_words(text) == ()


def test_several_in_one_note() -> None:
    text = "Ibid., 12; Cohen, op. cit., 4; idem, *Stalin*, 3; Lih, loc. cit."
    assert [one.kind for one in backward_words(text)] == ["same-work", "earlier-work", "same-author", "same-place"]


@given(st.lists(st.sampled_from(["Ibid", ".", ", ", "op. cit.", "id.", " ", "там же", "12", "*", "x"])))
def test_places_rise_and_hold_something(pieces: list[str]) -> None:
    text = "".join(pieces)
    position = 0
    for one in backward_words(text):
        assert position <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        position = one.end


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ibid., 12; " * 20_000, 20_000),
        ("там же " * 30_000, 0),
        ("a. a. " * 40_000, 0),
        ("." * 200_000, 0),
        ("id. " + " " * 200_000, 1),
    ],
)
def test_long_texts_are_read_to_their_end(text: str, count: int) -> None:
    assert len(backward_words(text)) == count
