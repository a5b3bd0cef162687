"""CK110 and CK111: quotation marks that nothing closes, and quotations that cross."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.notes.found import in_passage, in_text, shown


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Stalin said, “I have finished. Nobody replied.\n", ["“"]),
        ("Stalin said, “I have finished.” Nobody replied.\n", []),
        ("Er sagte: „Ich bin fertig. Niemand antwortete.\n", ["„"]),
        ("Er sagte: „Ich bin fertig.“ Niemand antwortete.\n", []),
        ("Il dit : « J’ai fini. Personne ne répondit.\n", ["«"]),
        ("Он сказал: «Я кончил. Никто не ответил.\n", ["«"]),
        ("“One begins.\n\n“And goes on.” So it was.\n", []),
        ("The workers’ council didn’t meet.\n", []),
        ("He asked, “how did ‘they’ vote?”\n", []),
        ("An anarchist writes: “Not by riches, “Shall you rise; “You must give.” So it was.\n", []),
        ("He said, “I have finished. Nobody replied. “Go on,” they said.\n", ["“"]),
        ("An anarchist writes: “Not by riches, “Shall you rise; “You must give. So it was.\n", ["“"]),
    ],
)
@pytest.mark.parametrize("name", ["passage.txt", "text.md"])
def test_marks_that_are_not_closed(tmp_path: Path, name: str, text: str, marks: list[str]) -> None:
    problems = in_passage(tmp_path, "CK110", text) if name == "passage.txt" else in_text(tmp_path, "CK110", text)
    assert [shown(text, one) for one in problems] == marks
    assert {one.where.path for one in problems} <= {name}


def test_the_place_is_that_of_the_file_not_of_the_running_text(tmp_path: Path) -> None:
    text = "---\nlang: en\n---\n\nSo *it* was.[^1] He said, “I have **finished**.\n\n[^1]: Pravda.\n"
    (one,) = in_text(tmp_path, "CK110", text)
    assert (one.where.line, one.where.column, shown(text, one)) == (5, 27, "“")


def test_marks_in_code_and_notes_are_no_marks_of_the_text(tmp_path: Path) -> None:
    assert in_text(tmp_path, "CK110", "So `“it` was.\n\n```\n“so\n```\n") == []


def test_quotations_that_cross(tmp_path: Path) -> None:
    text = "It was “called ‘the father of it all”’ by them. They left.\n"
    problems = in_passage(tmp_path, "CK111", text)
    assert [shown(text, one) for one in problems] == ["‘"]
    assert in_passage(tmp_path, "CK110", text) == []
    assert in_passage(tmp_path, "CK111", text.replace("”’", "’”")) == []
