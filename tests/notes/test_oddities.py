from __future__ import annotations

import pytest

from citekit.findings import Finding, Severity, Source, Span
from citekit.model import NoteMark
from citekit.notes.marks.recognise import read_marks
from citekit.notes.oddities import oddities


def _found(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.message) for finding in read_marks(Source("p.txt", text)).findings]


def _numbered(*numbers: str) -> list[tuple[str, str]]:
    text, marks = "", []
    for number in numbers:
        text += "One sentence."
        marks.append(NoteMark(len(text), len(text) + len(number), number))
        text += number + " "
    findings = oddities(Source("p.txt", text), marks, in_sequence=True)
    return [(finding.rule, finding.message) for finding in findings]


def test_one_missing_number_is_named_with_its_neighbours() -> None:
    assert _numbered("11", "12", "14") == [("missing-note", "note 13 is missing between 12 and 14")]


def test_several_missing_numbers_are_one_finding() -> None:
    assert _numbered("12", "16") == [("missing-note", "notes 13–15 are missing between 12 and 16")]


def test_numbers_that_start_again_are_no_oddity() -> None:
    assert _numbered("1", "2", "1", "1", "2") == []


def test_a_number_twice_and_a_number_out_of_order() -> None:
    assert _numbered("4", "4") == [("repeated-note", "note 4 is marked a second time")]
    assert _numbered("8", "5") == [("order", "note 5 follows note 8")]


def test_citation_numbers_may_repeat() -> None:
    marks = [NoteMark(0, 1, "4"), NoteMark(2, 3, "4")]
    assert oddities(Source("p.txt", "4 4."), marks, in_sequence=False) == ()


def test_a_line_that_breaks_off_is_shown_whole() -> None:
    text = "The first paragraph is whole.3\nThus the party turned to\nThe third one is whole.4"
    place = Span("p.txt", 2, 1, 25)
    hint = "the rest of the sentence may be lost"
    message = "the line 'Thus the party turned to' breaks off"
    expected = Finding("broken-line", message, place, Severity.WARNING, hint)
    assert read_marks(Source("p.txt", text)).findings == (expected,)


def test_the_end_that_breaks_off_is_shown_by_its_last_words() -> None:
    text = "They left Odessa at dawn. The boy was carried aboard the ship"
    assert _found(text) == [("broken-line", "the passage breaks off at 'aboard the ship'")]


@pytest.mark.parametrize(
    "text",
    [
        "The Struggle for Power\nHe came in from the cold.1",
        "He came in from the cold.1\n2.1 Results of the survey\nHe left.2",
        "The line goes on in the next,\nfor it was wrapped there.",
        "“So ends a quotation.”12",
        "So ends a sentence.[12]",
        "He asked, “Why?”—\nNobody knew.",
        "Sing, goddess, the anger of\nPeleus’ son Achilleus and its\nDevastation, which put pains upon the\nAchaians.",
        "III",
        "The Committee of Public Safety and the Revolutionary Tribunal in the Departments of the West\nIt rained.",
        "The popes subsided in the meaner passions of that older avarice which ruled the whole\n37 and luxury.38 So.39",
        "",
    ],
)
def test_whole_lines_headings_and_wrapped_lines_are_no_finding(text: str) -> None:
    assert _found(text) == []


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "He said, “never.\nThus the party turned to\nIt was lost.1 Then it was found.3"
    assert [rule for rule, _ in _found(text)] == ["unclosed-quotation", "broken-line", "missing-note"]
