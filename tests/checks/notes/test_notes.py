"""CK109, CK116–CK120, CK123–CK125, CK128: notes, ledgers and lines that break off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.notes.found import in_notes, in_passage, in_text, ledger, shown, text_with

PASSAGE = "Stalin spoke last.1 Nobody replied.2\n"


@pytest.mark.parametrize(
    ("code", "note", "is_told"),
    [
        ("CK116", "2:", True),
        ("CK116", "2: Pravda.", False),
        ("CK117", "2: !proposed Pravda.", True),
        ("CK117", "2: !unsure Pravda.", True),
        ("CK117", "2: Pravda.", False),
        ("CK118", "1: Pravda.", True),
        ("CK119", "2: “—”", True),
        ("CK119", "2:", False),  # CK116 tells it
        ("CK123", "two: Pravda.", True),
        ("CK123", "2: {prose: Pravda.}", True),
        ("CK123", "2: [Pravda.", True),
        ("CK123", "2: !later Pravda.", True),
        ("CK123", "2: Pravda.", False),
    ],
)
def test_notes_of_a_ledger(tmp_path: Path, code: str, note: str, is_told: bool) -> None:
    assert bool(in_passage(tmp_path, code, PASSAGE, f"1: Izvestiia.\n{note}")) == is_told


def test_findings_of_a_ledger_have_their_place(tmp_path: Path) -> None:
    notes = "1: Izvestiia.\n2: !proposed Pravda."
    (one,) = in_passage(tmp_path, "CK117", PASSAGE, notes)
    assert (one.where.line, shown(ledger(notes), one)) == (4, "2")


@pytest.mark.parametrize(
    ("note", "is_told"),
    [("—", True), ("\\*", True), ("…", True), ("Ibid.", False), ("12", False), ("Там же.", False), ("同上", False)],
)
def test_notes_without_words(tmp_path: Path, note: str, is_told: bool) -> None:
    text = text_with(["Pravda.", note])
    problems = in_text(tmp_path, "CK119", text)
    assert [shown(text, one) for one in problems] == [note] * is_told


def test_a_picture_is_no_empty_note(tmp_path: Path) -> None:
    html = (
        '<html><body><p>So.<sup><a href="#f1" id="r1" epub:type="noteref">1</a></sup></p>'
        '<aside id="f1" epub:type="footnote"><p>%s</p></aside></body></html>'
    )
    assert in_text(tmp_path, "CK119", html % '<img src="map.png"/>', "page.html") == []


@pytest.mark.parametrize(
    ("last", "is_told"),
    [
        ("Pravda, 15 July", True),
        ("Pravda, 15 July.", False),
        ("“Pravda.”", False),
        ("(Pravda.)", False),
        ("*Pravda.*", False),
        ("Why?", False),
        ("[@lee1990]", False),
    ],
)
def test_notes_without_a_stop(tmp_path: Path, last: str, is_told: bool) -> None:
    problems = in_notes(tmp_path, "CK120", [*["Pravda, 12 July."] * 5, last])
    assert [(one.note, one.severity.value) for one in problems] == [("6", "hint")] * is_told


def test_where_no_note_has_a_stop_none_is_asked_for(tmp_path: Path) -> None:
    assert in_notes(tmp_path, "CK120", ["Pravda, 12 July"] * 6) == []


LOST = "The committee met in the morning. It was decided to remove all the members who had opposed"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{LOST} the\n\nThe session was closed at noon.1\n", "CK109"),
        (f"{LOST} it and the\n\nThe session was closed at noon.1\n", "CK109"),
        (f"The session was closed at noon.1\n\n{LOST} it,\n", "CK109"),
        (f"{LOST} Stalin\n\nThe session was closed at noon.1\n", "CK128"),
        (f"{LOST} it.\n\nThe session was closed at noon.1\n", ""),
        (f"{LOST} the\n\nfriends of Bukharin. The session was closed at noon.1\n", ""),
        (f"The session was closed at noon.1\n\n{LOST} Stalin\n", "CK109"),
        (f"The session was closed at noon.\n\n{LOST} Stalin\n", "CK128"),
        ("The Plenum of the\n\nThe session was closed at noon.1\n", "CK109"),
        ("The Plenum\n\nThe session was closed at noon.1\n", ""),
    ],
)
def test_lines_that_break_off(tmp_path: Path, text: str, code: str) -> None:
    for one in ("CK109", "CK128"):
        folder = tmp_path / one
        folder.mkdir()
        assert [problem.code for problem in in_passage(folder, one, text)] == [one] * (one == code)


def test_words_that_lead_to_a_quotation_break_off_nothing(tmp_path: Path) -> None:
    text = "It is told in the memoirs of his secretary. Of that night we read that\n\n“he did not sleep at all.”1\n"
    assert in_passage(tmp_path, "CK109", text) == []


@pytest.mark.parametrize(
    ("code", "body", "is_told"),
    [
        ("CK124", "So it was.\\footnote{Pravda.", True),
        ("CK124", "So it was.\\footnote{Pravda.}", False),
        ("CK101", "So it was.\\footnote", True),
        ("CK125", "\\input{chapter2}", True),
        ("CK125", "So it was.", False),
    ],
)
def test_latex(tmp_path: Path, code: str, body: str, is_told: bool) -> None:
    text = f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    assert bool(in_text(tmp_path, code, text, "paper.tex")) == is_told
