from __future__ import annotations

import pytest

from citekit.notes.marks.recognise import find_marks

_SENTENCE = "The committee met in the old hall and nobody spoke of what had passed between the two men."


def _numbers(text: str) -> list[str]:
    return [mark.number for mark in find_marks(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "9 Thou shalt keep the law. 10 Thou shalt not go out by night. 11 And it came to pass, 12 That all "
            "the people rose. 13 Then said the king, 14 Let them go.",
            id="verses",
        ),
        pytest.param("".join(f"{_SENTENCE * 20}\n{page}\n" for page in range(101, 112)), id="pages after paragraphs"),
        pytest.param(
            "".join(f"{_SENTENCE * 20} The old\n{page}\nman left. " for page in range(101, 112)), id="pages in mid-text"
        ),
        pytest.param(
            "".join(f"{_SENTENCE * 20} The old\n{page} A MAN ALONE\nman left. " for page in range(101, 112)),
            id="running heads",
        ),
    ],
)
def test_other_numberings_are_no_notes(text: str) -> None:
    assert _numbers(text) == []


def test_notes_are_found_between_page_numbers() -> None:
    text = "".join(
        f"{_SENTENCE * 9}{note} {_SENTENCE * 9}{note + 1} The old\n{100 + note // 2}\nman left. "
        for note in range(1, 21, 2)
    )
    assert _numbers(text) == [str(note) for note in range(1, 21)]


def test_notes_set_apart_by_ocr_are_notes() -> None:
    text = f"{_SENTENCE * 6} 7 {_SENTENCE * 6}\n8 and so on, 9 which he knew. {_SENTENCE * 5} 10 {_SENTENCE}"
    assert _numbers(text) == ["7", "8", "9", "10"]
