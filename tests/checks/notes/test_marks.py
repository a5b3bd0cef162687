"""CK101–CK108, CK121, CK122, CK127: note marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.notes.found import in_passage, in_text, ledger, mended, shown

FOUR = "Stalin spoke last.1 Nobody replied.2 Bukharin left the room.3 The others stayed until dawn.4\n"


def notes(*numbers: int | str) -> str:
    return "\n".join(f"{number}: Pravda, 12 July 1928." for number in numbers)


def test_marks_that_the_ledger_does_not_have(tmp_path: Path) -> None:
    problems = in_passage(tmp_path, "CK101", FOUR, notes(1, 2, 4))
    assert [(shown(FOUR, one), one.where.column, one.severity.value) for one in problems] == [("3", 61, "error")]


def test_marks_without_a_note_in_markdown(tmp_path: Path) -> None:
    text = "So it was.[^a] So it was.[^b]\n\n[^a]: Pravda.\n"
    assert [shown(text, one) for one in in_text(tmp_path, "CK101", text)] == ["[^b]"]


def test_notes_that_no_mark_leads_to(tmp_path: Path) -> None:
    problems = in_passage(tmp_path, "CK102", FOUR, notes(1, 2, 3, 4, 5))
    assert [shown(ledger(notes(1, 2, 3, 4, 5)), one) for one in problems] == ["5"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("So it was.[^a]\n\n[^a]: Pravda.\n\n[^b]: Izvestiia.\n", ["Izvestiia."]),
        ("So it was.[^a] So it was.[^b]\n\n[^a]: Pravda.\n\n[^b]: Izvestiia.\n", []),
        ("So it was.^[Pravda.]\n", []),
        ("So it was.[^a]\n\n[^a]: Pravda.\n\n[^a]: Izvestiia.\n", []),  # CK118 tells it
    ],
)
def test_notes_of_a_manuscript_that_no_mark_leads_to(tmp_path: Path, text: str, places: list[str]) -> None:
    assert [shown(text, one) for one in in_text(tmp_path, "CK102", text)] == places


def test_texts_of_notes_stand_apart_in_latex(tmp_path: Path) -> None:
    text = "\\documentclass{article}\n\\begin{document}\nSo.\\footnotemark\n\\footnotetext{Pravda.}\n\\end{document}\n"
    assert in_text(tmp_path, "CK102", text, "paper.tex") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Stalin spoke last.4 Nobody replied.6 He left.7\n", ["note 5 is missing between 4 and 6"]),
        ("Stalin spoke last.4 Nobody replied.8 He left.9\n", ["notes 5–7 are missing between 4 and 8"]),
        ("Stalin spoke last.14 Nobody replied.15 He left.16\n", []),
        (FOUR, []),
    ],
)
def test_numbers_that_are_missing(tmp_path: Path, text: str, says: list[str]) -> None:
    assert [one.message for one in in_passage(tmp_path, "CK103", text)] == says


def test_a_gap_is_told_once(tmp_path: Path) -> None:
    text = "Stalin spoke last.1 Nobody replied.2 Bukharin left the room.4 The others stayed until dawn.5\n"
    assert len(in_passage(tmp_path, "CK103", text, notes(1, 2, 3, 4, 5))) == 1
    assert in_passage(tmp_path, "CK102", text, notes(1, 2, 3, 4, 5)) == []


def test_a_number_marked_twice(tmp_path: Path) -> None:
    text = "Stalin spoke first.1 Nobody replied.2 Bukharin left the room.2 He slept.3 The others stayed.4\n"
    (one,) = in_passage(tmp_path, "CK104", text)
    assert (shown(text, one), one.where.column) == ("2", 62)


@pytest.mark.parametrize(("numbers", "told"), [((1, 3, 2), ["2"]), ((1, 2, 3), []), (("1", "1a", "2"), [])])
def test_notes_out_of_order_in_a_ledger(tmp_path: Path, numbers: tuple[int, ...], told: list[str]) -> None:
    problems = in_passage(tmp_path, "CK105", "So it was.\n", notes(*numbers))
    assert [shown(ledger(notes(*numbers)), one) for one in problems] == told


def test_numbers_that_begin_again(tmp_path: Path) -> None:
    text = FOUR + "On the next day they met.1 Nobody spoke.2 They parted.3\n"
    (one,) = in_passage(tmp_path, "CK106", text)
    assert (one.where.line, shown(text, one), one.severity.value) == (2, "1", "hint")
    assert in_passage(tmp_path, "CK106", FOUR) == []


ENGLISH = "He spoke to them of the plan.1 They had not read it.2 That was in the winter.3 He was right{} They left.5\n"


@pytest.mark.parametrize(("wrong", "right"), [("4.", ".4"), ("4,", ",4"), ("”4.", "”.4"), ("4;", ";4"), ("4.”", ".”4")])
def test_marks_before_a_stop_in_english(tmp_path: Path, wrong: str, right: str) -> None:
    opened = "“" if "”" in wrong else ""
    text = ENGLISH.format(wrong).replace("He was", f"{opened}He was")
    (one,) = in_passage(tmp_path, "CK107", text)
    assert shown(text, one) == "4"
    assert mended(text, one) == ENGLISH.format(right).replace("He was", f"{opened}He was")
    folder = tmp_path / "again"
    folder.mkdir()
    assert in_passage(folder, "CK107", mended(text, one)) == []


@pytest.mark.parametrize("text", [
    ENGLISH.format(".4"),
    ENGLISH.format("4—but late."),
    ENGLISH.format("4 in that. He left."),
    "He spoke1. They had not read it2. That was in the winter3. He was right4. They left him there5.\n",
    "Il parla du plan1. Elle était dans la ville avec les ouvriers2. Ils ont été là3. Il est parti4. Et puis5.\n",
    "Er sprach mit ihnen über den Plan.1 Das war nicht richtig2, und sie gingen.3 Er war auch da.4 Das war es.5\n",
])  # fmt: skip
def test_marks_that_stand_by_a_custom(tmp_path: Path, text: str) -> None:
    assert in_passage(tmp_path, "CK107", text) == []


def test_marks_before_a_stop_in_markdown(tmp_path: Path) -> None:
    text = ENGLISH
    for number in (1, 2, 3, 5):
        text = text.replace(f".{number}", f".[^{number}]")
    text = text.format("[^4].") + "".join(f"\n[^{number}]: Pravda.\n" for number in range(1, 6))
    (one,) = in_text(tmp_path, "CK107", text)
    assert shown(text, one) == "[^4]"
    assert mended(text, one) == text.replace("[^4].", ".[^4]")


def test_marks_before_a_stop_in_latex(tmp_path: Path) -> None:
    text = ENGLISH.format("4.")
    for number in range(1, 6):
        text = text.replace(str(number), f"\\footnote{{Pravda, {number} July.}}", 1)
    text = f"\\documentclass{{article}}\n\\begin{{document}}\n{text}\\end{{document}}\n"
    (one,) = in_text(tmp_path, "CK107", text, "paper.tex")
    assert shown(text, one) == "\\footnote{Pravda, 4 July.}"
    assert mended(text, one) == text.replace("{Pravda, 4 July.}.", "{Pravda, 4 July.}").replace("right\\", "right.\\")


def test_a_doubtful_mark_that_the_ledger_does_not_have_is_none(tmp_path: Path) -> None:
    text = "Prices rose by half.1 Bread was dear.2 The Model T3 was sold out.\n"
    assert in_passage(tmp_path, "CK101", text, notes(1, 2)) == []


def test_a_doubtful_mark_is_a_hint(tmp_path: Path) -> None:
    text = "Prices rose by half.1 Bread was dear.2 The Model T3 was sold out.\n"
    (one,) = in_passage(tmp_path, "CK108", text)
    assert (shown(text, one), one.severity.value) == ("3", "hint")
    assert in_passage(tmp_path, "CK108", FOUR) == []


@pytest.mark.parametrize(
    ("name", "text", "is_told"),
    [
        ("text.md", "# The Party[^1]\n\nSo it was.\n\n[^1]: Pravda.\n", True),
        ("text.md", "So it was #[^1]\n\n[^1]: Pravda.\n", False),
        ("text.md", "# The Party\n\nSo it was.[^1]\n\n[^1]: Pravda.\n", False),
        ("paper.tex", "\\section{The Party\\footnote{Pravda.}}\nSo it was.", True),
        ("paper.tex", "\\section[The Party]{The Party\\footnote{Pravda.}}\nSo it was.", False),
        ("paper.tex", "\\section{The Party}\nSo it was.\\footnote{Pravda.}", False),
    ],
)
def test_marks_in_headings(tmp_path: Path, name: str, text: str, is_told: bool) -> None:
    if name.endswith(".tex"):
        text = f"\\documentclass{{article}}\n\\begin{{document}}\n{text}\n\\end{{document}}\n"
    assert len(in_text(tmp_path, "CK122", text, name)) == is_told


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("So it was.[^1][^2]", ["[^2]"]),
        ("So it was.[^1] [^2]", []),
        ("So it was.[^1]^,^[^2]", []),
        ("So it was.[^1] So it was.[^2]", []),
    ],
)
def test_marks_that_run_together(tmp_path: Path, text: str, places: list[str]) -> None:
    text = f"{text}\n\n[^1]: Pravda.\n\n[^2]: Izvestiia.\n"
    assert [shown(text, one) for one in in_text(tmp_path, "CK127", text)] == places
