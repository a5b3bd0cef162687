from __future__ import annotations

import pytest

from citekit.notes.quotes import unclosed


def _lost(text: str) -> list[tuple[int, str]]:
    return [(mark.place, mark.mark) for mark in unclosed(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote, “the ‘old’ guard” had gone.",
        "Stalin’s men, the workers’ council, and the ’twenties.",
        "‘The workers’ council’ met at last.",
        "„Er kam“, sagte sie; ‚so‘ war es.",
        "»Er kam«, sagte sie, »›nie‹ wieder«.",
        "« Jamais », dit-il ; « jamais ‹ plus › ».",
        "”Aldrig”, sade han.",
        '"Never," he said. "Not once."',
        "He didn't say 'Never' to '20s men or 5'10\" ones.",
        "“A running quotation.\n“It goes on in a new paragraph.”",
        "“A quotation that runs on\nwithout a new mark” and ends.",
        "‘Tis an error that ‘em readers forgive.",
        "(“Sad as it is, I must report the fact of . . .”)",
        "",
    ],
)
def test_closed_quotations_are_no_finding(text: str) -> None:
    assert _lost(text) == []


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("He asked, “when they brought ‘How?—\nBukharin wrote “notes,” twice.", [(10, "“"), (29, "‘")]),
        ("“One ‘two” three", [(5, "‘")]),
        ("„Er kam", [(0, "„")]),
        ("« Jamais », dit-il ; « jamais", [(21, "«")]),
        ("»Nie«, »nie", [(7, "»")]),
        ('"Never" and "never', [(12, '"')]),
        ("“First “second” again", [(0, "“")]),
        ("“First.\nSecond “quotation” closes.", [(0, "“")]),
    ],
)
def test_an_open_quotation_is_placed_at_its_mark(text: str, lost: list[tuple[int, str]]) -> None:
    assert _lost(text) == lost


def test_many_marks_take_linear_time() -> None:
    assert len(_lost("“a\n" * 20_000)) <= 20_000
