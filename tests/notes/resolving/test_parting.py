"""A note cut into stretches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.notes.resolving.parting import stretches


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("Cohen, 3; Lih, 4.", ["Cohen, 3", " Lih, 4."]),
        ("Cohen (3; 4), 5; Lih.", ["Cohen (3; 4), 5", " Lih."]),
        ("“So; it was,” 3; Lih.", ["“So; it was,” 3", " Lih."]),
        ("Abel; Baker; Costa: Title, 3.", ["Abel; Baker; Costa: Title, 3."]),
        ("„So; ja“, 3; Lih.", ["„So; ja“, 3", " Lih."]),
        ("", [""]),
    ],
)
def test_semicolons_part_cites_but_not_names_and_quotations(note: str, parts: list[str]) -> None:
    assert [note[start:end] for start, end in stretches(note)] == parts


@given(st.lists(st.sampled_from(["Cohen, 3. ", "; ", "(", ")", "“", "”", "Lih. ", "x " * 100])).map("".join))
def test_stretches_cover_the_note_but_for_its_semicolons(note: str) -> None:
    place = 0
    for start, end in stretches(note):
        assert note[place:start] in ("", ";")
        assert start <= end
        place = end
    assert place == len(note)
