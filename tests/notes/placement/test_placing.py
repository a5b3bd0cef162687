"""Marks where a custom has them, and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import NoteMark
from citekit.notes.marks.recognise import find_marks
from citekit.notes.placement.customs import CUSTOMS, custom_of
from citekit.notes.placement.detecting import detect
from citekit.notes.placement.placing import place, undo


def marked(text: str) -> tuple[str, list[NoteMark]]:
    """Return a text written with marks in ⟨…⟩, and the marks."""
    marks: list[NoteMark] = []
    plain = ""
    for piece in re.split(r"(⟨[^⟩]*⟩)", text):
        if piece.startswith("⟨"):
            number = piece[1:-1]
            marks.append(NoteMark(len(plain), len(plain) + len(number), number))
            plain += number
        else:
            plain += piece
    return plain, marks


def moved(text: str, custom: str) -> str:
    plain, marks = marked(text)
    placed = place(plain, marks, CUSTOMS[custom], unreadable="moved")
    pieces, position = [], 0
    for mark in placed.marks:
        pieces += [placed.text[position : mark.start], f"⟨{placed.text[mark.start : mark.end]}⟩"]
        position = mark.end
    return "".join((*pieces, placed.text[position:]))


@pytest.mark.parametrize(
    ("custom", "before", "after"),
    [
        ("french", "He left.⟨1⟩ She stayed.", "He left⟨1⟩. She stayed."),
        ("french", "“So it was.”⟨1⟩ He left.", "“So it was⟨1⟩.” He left."),
        ("french", "« Le pain manque »,⟨2⟩ dit-il.", "« Le pain manque⟨2⟩ », dit-il."),
        ("french", "Pourquoi ?⟨3⟩ Parce que.", "Pourquoi⟨3⟩ ? Parce que."),
        ("american", "Il partit⟨1⟩. Elle resta⟨2⟩ ; elle lut.", "Il partit.⟨1⟩ Elle resta ;⟨2⟩ elle lut."),
        ("american", "« Le pain manque⟨1⟩. » Il partit.", "« Le pain manque. »⟨1⟩ Il partit."),
        ("british", "He said ‘so it was’⟨1⟩, and left.", "He said ‘so it was’,⟨1⟩ and left."),
        ("spanish", "Dijo «no pasarán».⟨3⟩ Y calló.", "Dijo «no pasarán»⟨3⟩. Y calló."),
        ("spanish", "¿Por qué?⟨3⟩ Y calló.", "¿Por qué?⟨3⟩ Y calló."),
        ("russian", "Он сказал: «Нет».⟨1⟩ И ушёл.", "Он сказал: «Нет»⟨1⟩. И ушёл."),
        ("russian", "Это был 1928 г.⟨2⟩ Потом он ушёл.", "Это был 1928 г.⟨2⟩ Потом он ушёл."),
        ("german", "Er ging⟨1⟩. Sie blieb.⟨2⟩", "Er ging⟨1⟩. Sie blieb.⟨2⟩"),
        ("french", "It was so.⟨1⟩⟨2⟩ Then.", "It was so⟨1⟩⟨2⟩. Then."),
        ("french", "In 1928.⟨11⟩ He left", "In 1928⟨11⟩. He left"),
        ("american", "the word⟨1⟩ alone", "the word⟨1⟩ alone"),
        ("french", "It ended (so they say.)⟨4⟩ Then.", "It ended (so they say.)⟨4⟩ Then."),
        ("french", "at 3.⟨5⟩5 percent", "at 3.⟨5⟩5 percent"),
    ],
)
def test_where_a_custom_has_a_mark(custom: str, before: str, after: str) -> None:
    assert moved(before, custom) == after


@pytest.mark.parametrize(("before", "why"), [("in 1928.⟨11⟩ He", "number"), ("some 5 km.⟨2⟩ He", "power")])
def test_what_could_not_be_read_in_plain_text_stays(before: str, why: str) -> None:
    plain, marks = marked(before)
    placed = place(plain, marks, CUSTOMS["french"])
    assert placed.text == plain
    assert why in placed.kept[0].why
    assert place(plain, marks, CUSTOMS["french"], unreadable="raised").text != plain


TEXTS = st.lists(
    st.sampled_from(
        [
            " he left",
            " “so",
            ".",
            ",",
            "”",
            "»",
            " «a",
            "?",
            " ?",
            "…",
            "12",
            "3",
            "[4]",
            "*",
            "\n",
            "(",
            ")",
            "—",
            " 1928",
        ]
    )
).map("".join)


@given(
    TEXTS | st.text(max_size=80),
    st.sampled_from(sorted(CUSTOMS)),
    st.sampled_from(["kept", "raised", "bracketed", "moved"]),
)
def test_moves_are_taken_back_to_the_letter(text: str, custom: str, unreadable: str) -> None:
    marks = find_marks(text)
    placed = place(text, marks, CUSTOMS[custom], unreadable=unreadable)  # type: ignore[arg-type]  # the four there are
    assert undo(placed) == (text, marks)
    assert [mark.number for mark in placed.marks] == [mark.number for mark in marks]


@given(TEXTS, st.sampled_from(sorted(CUSTOMS)))
def test_only_marks_move_and_twice_is_once(text: str, custom: str) -> None:
    marks = find_marks(text)
    placed = place(text, marks, CUSTOMS[custom])
    assert _without(placed.text, placed.marks) == _without(text, marks)
    assert place(placed.text, placed.marks, CUSTOMS[custom]).text == placed.text


def _without(text: str, marks: tuple[NoteMark, ...]) -> str:
    bare = re.sub(
        r"[\[\]() \t]",
        "",
        "".join(sign for place, sign in enumerate(text) if not any(m.start <= place < m.end for m in marks)),
    )
    return re.sub(r"[,;–—⁻-]", "", bare)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He went.⟨1⟩ “So,”⟨2⟩ she said.⟨3⟩ It ended.⟨4⟩", "american"),
        ("Il partit⟨1⟩. « Le pain manque⟨2⟩. » Elle resta⟨3⟩, lut⟨4⟩.", "french"),
        ("Он ушёл⟨1⟩. «Нет»⟨2⟩. Почему?⟨3⟩ Так было⟨4⟩.", "spanish"),
        ("He went.⟨1⟩", None),
        ("He went.⟨1⟩ She came⟨2⟩. It ended.⟨3⟩ So⟨4⟩.", "german"),
    ],
)
def test_a_text_shows_its_custom(text: str, name: str | None) -> None:
    found = detect(*marked(text))
    assert (found.name if found else None) == name


def test_customs_of_languages() -> None:
    names = [custom.name for tag in ("en-US", "en-GB", "fr-CA", "pt-BR", "de-AT") if (custom := custom_of(tag))]
    assert names == ["american", "british", "french", "brazilian", "german"]
    assert custom_of("tlh") is None
