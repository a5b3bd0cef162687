from __future__ import annotations

import pytest

from citekit.model import Bibliography, Excerpt, Headings, NoteReference, SetNote
from citekit.output import text
from citekit.richtext import BOLD, SUBSCRIPT, SUPERSCRIPT, Inlines, Link, Styled
from tests.output import samples


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("a ", Styled(("b",), BOLD)), "a b"),
        (("1", Styled(("er",), SUPERSCRIPT)), "1ᵉʳ"),
        (("2", Styled(("nd ed.",), SUPERSCRIPT)), "2nd ed."),
        (("H", Styled(("2",), SUBSCRIPT), "O"), "H₂O"),
        (("x", Styled(("b",), SUBSCRIPT)), "xb"),
        ((Link(("here",), "https://example.org"),), "here"),
        (("a\nb",), "a b"),
    ],
)
def test_inlines(content: Inlines, expected: str) -> None:
    assert text.inlines(content) == expected


@pytest.mark.parametrize(
    ("number", "mark", "label"),
    [
        ("11", "¹¹", "11."),
        ("12a", "¹²ᵃ", "12a."),
        ("iv", "ⁱᵛ", "iv."),
        ("*", "*", "*"),
        ("†", "†", "†"),
        ("12Ж", "[12Ж]", "12Ж."),
    ],
)
def test_marks(number: str, mark: str, label: str) -> None:
    excerpt = Excerpt((("Text", NoteReference(number, "a"), "."),), (SetNote(number, "a", ("Note.",)),))
    assert text.write(excerpt).decode() == f"Text{mark}.\n\nNotes\n\n{label} Note.\n"


def test_mark_without_a_note_is_printed_alike() -> None:
    assert text.write(Excerpt((("Text.", NoteReference("11", "11", linked=False)),))) == "Text.¹¹\n".encode()


def test_entry_spacing_counts_blank_lines() -> None:
    entries = (samples.entry("a", "A."), samples.entry("b", "B."))
    tight = text.bibliographies([Bibliography(entries, entry_spacing=0)], Headings(), "en")
    assert tight == b"Bibliography\n\nA.\nB.\n"
    assert text.bibliographies([Bibliography(entries)], Headings(), "en") == b"Bibliography\n\nA.\n\nB.\n"
