"""Text folded to words: what a searcher leaves out makes no difference."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.search.words import forms, spellings, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The Bolshevik Revolution, 1917–1923", "the bolshevik revolution 1917 1923"),
        ("Émile Zola: L'Œuvre", "emile zola l oeuvre"),
        ("Straße STRASSE straẞe", "strasse strasse strasse"),
        ("Søren Ærø Łódź Đorđe Þór Ísland", "soren aero lodz dorde thor island"),
        ("İstanbul ISTANBUL ılık", "istanbul istanbul ilik"),
        ("Ёлка и ёлка; Бухарин", "елка и елка бухарин"),
        ("ΑΘΗΝΑ Ἀθῆναι πόλις ΠΟΛΙΣ", "αθηνα αθηναι πολισ πολισ"),
        ("Gorʹkii, Alʹmanakh, al-ʿArabī", "gorkii almanakh al arabi"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("हिन्दी में", "हिन्दी में"),
        ("日本の歴史", "日 本 の 歴 史"),
        ("한국어 사전", "한국어 사전"),
        ("ﬁne ① x² ½", "fine 1 x2 1 2"),
        ("co\u00adop zero\u200bwidth", "coop zerowidth"),
        ("a_b c/d e.f g@h", "a b c d e f g h"),
        ("\ud800 a\0b ¦", "a b"),
        ("", ""),
        ("*** -- ?!", ""),
    ],
)
def test_words(text: str, folded: str) -> None:
    assert words(text) == folded.split()


@given(st.text())
def test_words_are_folded_once_and_for_all(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
    assert all(word and not word.isspace() for word in found)
    assert not any(
        ascii_ not in "abcdefghijklmnopqrstuvwxyz0123456789" for word in found for ascii_ in word if ascii_ < "\x80"
    )


@given(st.text(st.characters(max_codepoint=0x500)))
def test_composed_and_decomposed_letters_are_one(text: str) -> None:
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Müller", "mueller"),
        ("Mu\u0308ller", "mueller"),
        ("Händel Größe", "haendel groesse"),
        ("Åse Kjærgård", "aase kjaergaard"),
        ("Søren", "soeren"),
        ("O'Neill O’Neill", "oneill oneill"),
        ("co-operation", "cooperation"),
        ("978-3-16-148410-0", "9783161484100"),
        ("plain words 1917–1923 - a", ""),
    ],
)
def test_other_spellings(text: str, others: str) -> None:
    assert spellings(text) == others.split()


def test_forms_begin_with_the_words_themselves() -> None:
    assert forms("Jean-Paul Müller")[0] == ("jean", "paul", "muller")
    assert forms("...") == ()
