"""References from note to note: which numbers are ones, in the languages histories are written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.notes.crossrefs import references_to_notes, renumbered

ENGLISH = [
    ("see n. 9", ["9"]),
    ("See n. 9 above.", ["9"]),
    ("Cohen, note 12 above, 290", ["12"]),
    ("Cohen (see note 5), 45.", ["5"]),
    ("as in n. 22 above", ["22"]),
    ("as cited in note 7", ["7"]),
    ("Cohen (n 5) 45.", ["5"]),
    ("Cohen, supra note 5, at 45.", ["5"]),
    ("See above, n. 3, and below, n. 14.", ["3", "14"]),
    ("See notes 3, 5 and 7.", ["3", "5", "7"]),
    ("See nn. 112–14 above.", ["112", "114"]),
    ("See notes 3 and 5, 45.", ["3", "5"]),
    ("See n. 9, 45.", ["9"]),
    ("*Supra* n. 12.", ["12"]),
    ("See also footnote 8 and n. 11.", ["8", "11"]),
    ("see esp. n. 4", ["4"]),
    ("Note 9 gives the sources.", ["9"]),
    ("The works cited in endnote 12.", ["12"]),
    ("Cohen, op. cit. note 4, p. 45.", ["4"]),
    ("n. 9 of this chapter", ["9"]),
    ("see n. 9 of this chapter", ["9"]),
    ("see n. 9a", ["9a"]),
    ("See\nn. 9.", ["9"]),
]
GERMAN = [
    ("siehe oben Anm. 7", ["7"]),
    ("Vgl. Anm. 3.", ["3"]),
    ("Müller, a.a.O. (Anm. 7), S. 12.", ["7"]),
    ("Müller, Geschichte (wie Anm. 7), S. 12.", ["7"]),
    ("S. Anm. 3 und 5.", ["3", "5"]),
    ("Vgl. oben, Anm. 3, 5 u. 7.", ["3", "5", "7"]),
    ("s. u. Anm. 12", ["12"]),
    ("s. o., Anm. 12", ["12"]),
    ("Anm. 7 der vorliegenden Arbeit", ["7"]),
    ("Siehe auch die Anmerkungen 4–6.", ["4", "6"]),
    ("Müller (Fn. 4), S. 3.", ["4"]),
    ("siehe Fußnote 11", ["11"]),
]
OTHERS = [
    ("voir note 5 ci-dessus", ["5"]),
    ("cf. supra, n. 12", ["12"]),
    ("Voir la note 5.", ["5"]),
    ("Voir aussi les notes 3 et 5.", ["3", "5"]),
    ("Furet, op. cit. (note 4), p. 45.", ["4"]),
    ("véase nota 3", ["3"]),
    ("Véase la nota 3, más arriba.", ["3"]),
    ("véanse las notas 3 y 5", ["3", "5"]),
    ("ver nota 4", ["4"]),
    ("Veja-se a nota 4, acima.", ["4"]),
    ("Cfr. nota 8 supra.", ["8"]),
    ("Vedi sopra, nota 8.", ["8"]),
    ("si veda la nota 8", ["8"]),
    ("см. прим. 7", ["7"]),
    ("См. выше, примечание 7.", ["7"]),
    ("См. сноску 12.", ["12"]),
    ("Ср. прим. 3 и 5.", ["3", "5"]),
]
OF_OTHER_WORKS = [
    "Cohen, Bukharin, p. 45 n. 12.",
    "Cohen, Bukharin, 123n4.",
    "Cohen, Bukharin, 123 n. 4.",
    "Cohen, Bukharin, 45, n. 12",
    "Cohen, Bukharin, 45 (n. 12).",
    "Cohen, Bukharin, 45 and n. 12.",
    "Cohen, p. 45, in n. 12",
    "Cohen, Bukharin, n. 22.",
    "see Cohen, Bukharin, n. 22",
    "See n. 3 of that book.",
    "See note 3 of his edition.",
    "See note 3 in Carr's edition.",
    "see note 5 to chapter 3",
    "See chapter 3, n. 5.",
    "Müller, Geschichte, S. 45 Anm. 3.",
    "Müller, Geschichte, S. 45, Anm. 3",
    "Siehe Anm. 3 bei Müller.",
    "Vgl. Anm. 5 des dritten Kapitels.",
    "ebd., Anm. 3",
    "Ibid., n. 4.",
    "Furet, p. 45, note 3.",
    "voir note 5 de la page 12",
    "Rivista storica, n. 5 (1990).",
    "nel n. 5 (1990)",
    "Коэн, Бухарин, с. 45, прим. 3.",
    "Voprosy istorii, no. 5",
    "N. 5",
    "in 1929",
    "",
]


@pytest.mark.parametrize(("text", "numbers"), [*ENGLISH, *GERMAN, *OTHERS])
def test_a_number_refers_to_another_note(text: str, numbers: list[str]) -> None:
    found = references_to_notes(text)
    assert [one.number for one in found] == numbers
    assert all(one.number.endswith(text[one.start : one.end]) for one in found)


@pytest.mark.parametrize("text", OF_OTHER_WORKS)
def test_a_note_of_another_work_or_chapter_is_none(text: str) -> None:
    assert references_to_notes(text) == ()


@pytest.mark.parametrize(
    ("text", "numbers", "after"),
    [
        ("See n. 9 above; Cohen, 9.", {"9": "3"}, "See n. 3 above; Cohen, 9."),
        ("See notes 3 and 5.", {"3": "5", "5": "3"}, "See notes 5 and 3."),
        ("See nn. 112–14.", {"112": "2", "114": "4"}, "See nn. 2–4."),
        ("See nn. 112–14.", {"112": "198", "114": "200"}, "See nn. 198–200."),
        ("Vgl. Anm. 7; Müller, S. 7 Anm. 7.", {"7": "70"}, "Vgl. Anm. 70; Müller, S. 7 Anm. 7."),
        ("See n. 9.", {}, "See n. 9."),
    ],
)
def test_references_follow_the_notes(text: str, numbers: dict[str, str], after: str) -> None:
    assert renumbered(text, numbers) == after


@given(st.lists(st.sampled_from(["see ", "n. ", "9", "45", ", ", " above", "(", ")", "and ", "Anm. ", "–", "x", "\n"])))
def test_places_are_of_the_numbers_and_rise(pieces: list[str]) -> None:
    text = "".join(pieces)
    position = 0
    for one in references_to_notes(text):
        assert position <= one.start < one.end
        assert one.number.endswith(text[one.start : one.end])
        position = one.end
    assert renumbered(text, {}) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("see " * 50_000, 0),
        ("n. 1, " * 30_000, 0),
        ("see notes 1" + ", 2" * 60_000, 60_001),
        ("(" * 100_000, 0),
        ("see n. 5 and " * 20_000, 20_000),
    ],
)
def test_long_texts_are_read_to_their_end(text: str, count: int) -> None:
    assert len(references_to_notes(text)) == count
