"""Names with numbers, known from their other places in the text."""

from __future__ import annotations

import pytest

from citekit.notes.marks.recognise import find_marks
from citekit.notes.marks.register import is_technical

_BEFORE = "The plan was kept.1 It was read twice.2 Nobody spoke.3 "


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("KLR4 was found, and KLR4 alone. Later KLR4 was lost. It did not last.", ""),
        ("We measured IL2 and IL6 in all; the IL2 values rose, and IL6 fell.", ""),
        (f"{_BEFORE}The WBC kept growing. We counted the WBC4 again, and it fell.5", "1 2 3 4 5"),
        (f"{_BEFORE}KLR1 was found. In mice KLR1 is lost, as is shown for KLR14, and not elsewhere.5", "1 2 3 4 5"),
        ("The rates were 0.196199 and 57.631538, then 58.713194 in the end.", ""),
        ("with values {λx,1, λx,2, λx,3} and {λy,1, λy,2} in turn", ""),
        ("Release 1.0.2 The reader is faster. Release 1.0.3 The writer is, too.", ""),
        ("It is known ( 6 ) . Others found more ( 35 ) . The first was right ( 6 ) .", "6 35 6"),
    ],
)
def test_numbers_of_names_and_of_notes(text: str, numbers: str) -> None:
    assert [mark.number for mark in find_marks(text)] == numbers.split()


def test_texts_about_code_are_told_from_others() -> None:
    code = "- Fix `read_file()` for utf8 (@ann, #12)\n- `--strict` works with html5\n- Rename foo_bar to baz::bar\n"
    assert is_technical(code)
    assert find_marks(code) == ()
    assert not is_technical("The plan was read in 1928/29, and kept. " * 20)
