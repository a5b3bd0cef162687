"""Notes parted by their numbers, in plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.findings import Source
from citekit.notes.endnotes import section


def notes(text: str) -> list[tuple[str, int, str]]:
    return [(note.number, note.run, note.text) for note in section.read(Source("n.txt", text)).notes]


@pytest.mark.parametrize(
    "form", ["{}. {}", "{} {}", "{}) {}", "[{}] {}", "({}) {}", "{}.\t{}", "  {}. {}", "> {}. {}", "{}: {}"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_every_way_to_print_a_number(form: str, gap: str) -> None:
    texts = ["Cohen, Bukharin, 3.", "Ibid., 12.", "“Pravda,” p. 4.", "а также: Троцкий, т. 2, с. 5."]
    text = gap.join(form.format(number, text) for number, text in enumerate(texts, 1)) + gap
    assert notes(text) == [(str(number), 0, text) for number, text in enumerate(texts, 1)]


def test_raised_numbers_signs_and_letters() -> None:
    assert notes("¹ Cohen, 3.\n² Ibid.\n") == [("1", 0, "Cohen, 3."), ("2", 0, "Ibid.")]
    assert notes("* Cohen, 3.\n† Ibid.\n‡ Lih, 5.\n") == [("*", 0, "Cohen, 3."), ("†", 0, "Ibid."), ("‡", 0, "Lih, 5.")]
    assert notes("a. Cohen, 3.\nb. Ibid.\n") == [("a", 0, "Cohen, 3."), ("b", 0, "Ibid.")]
    assert notes("1. Cohen, 3.\n* Thanks to A.\n2. Ibid.\n")[1] == ("*", 0, "Thanks to A.")


def test_a_wrapped_line_that_begins_with_a_number_begins_no_note() -> None:
    text = """\
1. Cohen, Bukharin, 290–91. He wrote of it in the winter of
1928. See also the letter that was printed on page
2. and Deutscher, The Prophet Un-
armed, 3.
2. Ibid., and Carr, Foundations,
45.
3. Lewin, Peasants, 12. In the plan of 1929 the figure was
4. Molotov gave another.
4. Davies, Offensive, 7.
"""
    found = notes(text)
    assert [number for number, _, _ in found] == ["1", "2", "3", "4"]
    assert found[0][2].endswith("on page 2. and Deutscher, The Prophet Unarmed, 3.")
    assert found[1][2] == "Ibid., and Carr, Foundations, 45."


def test_several_notes_on_a_line() -> None:
    assert [text for _, _, text in notes("11. Ibid. 12. Cohen, Bukharin, 5. 13. Ibid., 7.\n14. Lih.\n")] == [
        "Ibid.",
        "Cohen, Bukharin, 5.",
        "Ibid., 7.",
        "Lih.",
    ]


def test_chapters_begin_again_and_name_themselves() -> None:
    read = section.read(
        Source(
            "n.txt",
            "NOTES\n\nChapter One\n\n1. Cohen.\n2. Ibid.\n\nThe Turn\n1. Lih.\n\n2. Carr.\n\nГлава 3\n\n1. Там же.\n",
        )
    )
    assert [(note.run, note.chapter, note.number) for note in read.notes] == [
        (0, "Chapter One", "1"),
        (0, "Chapter One", "2"),
        (1, "The Turn", "1"),
        (1, "The Turn", "2"),
        (2, "Глава 3", "1"),
    ]
    assert [note.text for note in read.notes] == ["Cohen.", "Ibid.", "Lih.", "Carr.", "Там же."]


def test_heads_of_pages_are_no_text() -> None:
    pages = "\n\n".join(
        f"Notes to pages {page}–{page + 4}\n\n{page}. Cohen, {page}.\n\n{300 + page}" for page in range(1, 6)
    )
    assert [text for _, _, text in notes(pages)] == [f"Cohen, {page}." for page in range(1, 6)]


@pytest.mark.parametrize(
    "word", ["Notes", "## Anmerkungen", "Примечания:", "NOTAS", "Notes and References", "**Note**"]
)
def test_the_notes_of_a_document(word: str) -> None:
    text = "In 1928.1 he left.2 The reasons were:\n\n1. Hunger.\n\n2. War.\n\n"
    text += f"{word}\n\n1. Cohen.\n2. Ibid.\n\nBibliography\n\nCohen, S. 3. ed.\n"
    assert notes(text) == [("1", 0, "Cohen."), ("2", 0, "Ibid.")]


def test_sections_of_several_chapters() -> None:
    text = "# One\n\nText.1\n\n## Notes\n\n1. Cohen.\n\n# Two\n\nMore.1\n\n## Notes\n\n1. Lih.\n2. Ibid.\n"
    assert notes(text) == [("1", 0, "Cohen."), ("1", 1, "Lih."), ("2", 1, "Ibid.")]
    on = text.replace("1. Lih.\n2.", "2. Lih.\n3.")
    assert notes(on) == [("1", 0, "Cohen."), ("2", 0, "Lih."), ("3", 0, "Ibid.")]


def test_the_last_sentence_of_the_text_is_no_chapter() -> None:
    read = section.read(Source("n.txt", "One\n\nHe left.[1]\n\nText.[2]\n\n[1] Cohen.\n\n[2] Ibid.\n"))
    assert [note.chapter for note in read.notes] == ["", ""]


def test_what_is_lost_is_told_with_its_place() -> None:
    read = section.read(Source("n.txt", "11. Cohen.\n12. Ibid.\n14. Lih.\n"))
    (finding,) = read.findings
    assert (finding.rule, finding.where.line, finding.message) == ("missing-note", 3, "note 13 is missing")
    assert [note.where.line for note in read.notes if note.where] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", "\n\n", "No notes here.\n", "It was 1928. He left.\n", "- one\n- two\n"])
def test_texts_without_notes(text: str) -> None:
    assert notes(text) == []


@given(st.text(alphabet="12 .[]*†\nAbc,–\u00ad-", max_size=200))
def test_no_text_is_too_odd_and_places_rise(text: str) -> None:
    read = section.read(Source("n.txt", text))
    places = [(note.where.line, note.where.column) for note in read.notes if note.where]
    assert places == sorted(places)


_WORDS = st.lists(
    st.sampled_from("Cohen Bukharin see also Pravda, 1928 (Moscow) ibid».".split()), min_size=1, max_size=9
)


@given(st.lists(_WORDS, min_size=2, max_size=12), st.integers(1, 300))
def test_what_is_joined_is_parted_again(words: list[list[str]], first: int) -> None:
    texts = [f"See {' '.join(own)}." for own in words]
    text = "\n".join(f"{number}. {own}" for number, own in enumerate(texts, first))
    assert [own for _, _, own in notes(text)] == texts
