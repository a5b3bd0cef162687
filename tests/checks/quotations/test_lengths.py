"""Quotations too long to run in, too short to be set apart, and without a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.quotations.texts import found, places

TEN = "the harbour froze and the ships lay still and waited "


def words(count: int) -> str:
    """Return so many words."""
    return " ".join((TEN * (count // 10 + 1)).split()[:count])


def settings(rules: str) -> dict[str, str]:
    return {"citekit_toml": f'[quotations]\nrules = "{rules}"\n'}


@pytest.mark.parametrize(("rules", "least"), [("chicago", 100), ("apa", 40), ("bluebook", 50), ("german", 40)])
def test_at_how_many_words(tmp_path: Path, rules: str, least: int) -> None:
    if rules != "german":  # which counts lines, too
        assert found(tmp_path, f"She wrote: “{words(least - 1)}.”\n", "CK406", **settings(rules)) == []
    text = f"It froze. She wrote: “{words(least)}.” Then it thawed.\n"
    [one] = found(tmp_path, text, "CK406", **settings(rules))
    assert one.message == f"a quotation of {least} words: {rules} sets {least} and more apart"
    assert (one.where.line, one.where.column, one.where.end_column) == (1, 22, 23)


@pytest.mark.parametrize(("count", "is_found"), [(50, False), (120, True)])
def test_rule_sets_that_count_lines(tmp_path: Path, count: int, is_found: bool) -> None:
    problems = found(tmp_path, f"She wrote: “{words(count)}.”\n", "CK406", **settings("mla"))
    assert [one.message.partition(":")[2] for one in problems] == [" mla sets more than 4 apart"] * is_found


def test_a_rule_set_of_ones_own(tmp_path: Path) -> None:
    own = '[quotations]\nrules = "house"\n[quotations.house]\nbase = "chicago"\nblock-words = 20\n'
    text = f"She wrote: “{words(20)}.”\n"
    [one] = found(tmp_path, text, "CK406", citekit_toml=own)
    assert one.message == "a quotation of 20 words: house sets 20 and more apart"


@pytest.mark.parametrize(
    "text",
    [
        f"> {words(120)}\n",
        f"> “{words(120)}.”\n",
        f"She wrote:\n\n“{words(120)}.”\n\nThen it thawed.\n",  # a paragraph of its own
        f"She wrote:\n\n“{words(120)}.”[^1]\n\nThen it thawed.\n\n[^1]: So.\n",
        f"She wrote: “{words(50)},” and then, “{words(60)}.”\n",
        f"{words(300)}\n",
        f"She wrote: “{words(120)}\n",  # never closed: CK110 tells it
    ],
)
def test_what_runs_in_rightly(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text, "CK406", **settings("chicago")) == []


def test_without_a_rule_set_nothing_is_too_long(tmp_path: Path) -> None:
    assert found(tmp_path, f"She wrote: “{words(400)}.”\n", "CK406") == []


def test_a_quotation_within_is_told_with_the_one_around(tmp_path: Path) -> None:
    text = f"She wrote: “He said: ‘{words(110)}.’ {words(20)}.”\n"
    assert len(found(tmp_path, text, "CK406", **settings("chicago"))) == 1


def test_note_marks_are_no_words(tmp_path: Path) -> None:
    marked = f"She wrote: “{words(60)}[^1] {words(39)}.”[^2]\n\n[^1]: So.\n\n[^2]: So.\n"
    assert found(tmp_path, marked, "CK406", **settings("chicago")) == []
    passage = f"She wrote: “{words(60)}.¹ {words(39)}.”²\n"
    assert found(tmp_path, passage, "CK406", name="passage.txt", **settings("chicago")) == []


def test_paragraphs_that_open_with_marks_again(tmp_path: Path) -> None:
    text = f"She wrote: “{words(20)}.\n\n“{words(20)}.” Then it thawed.\n"
    [one] = found(tmp_path, text, "CK406", **settings("chicago"))
    assert one.message == "a quotation of 2 paragraphs: chicago sets 2 and more apart"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("text.html", f"<p>She wrote: <q>{words(101)}.</q> Then it thawed.</p>\n"),
        ("text.tex", f"\\begin{{document}}\nShe wrote: \\enquote{{{words(101)}.}} Then.\n\\end{{document}}\n"),
        ("passage.txt", f"She wrote: “{words(101)}.” Then it thawed.\n"),
    ],
)
def test_other_formats(tmp_path: Path, name: str, text: str) -> None:
    [one] = found(tmp_path, text, "CK406", name=name, **settings("chicago"))
    assert one.message.startswith("a quotation of 101 words")


SHORT = "She wrote in her diary:\n\n> The harbour froze.\n\nThen it thawed.\n"


def test_what_is_too_short(tmp_path: Path) -> None:
    [one] = found(tmp_path, SHORT, "CK407")
    assert one.message == "a quotation of 3 words is set apart, and 100 are usual"
    assert (one.where.line, one.where.column) == (3, 3)
    [one] = found(tmp_path, SHORT, "CK407", **settings("apa"))
    assert one.message.endswith("and 40 are usual")
    [one] = found(tmp_path, SHORT.replace("diary:", "diary:[^1]") + "\n[^1]: So.\n", "CK407")
    [one] = found(tmp_path, SHORT.replace("The harbour froze.", "Froze."), "CK407")
    assert one.message.startswith("a quotation of 1 word is")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (SHORT.replace("diary:", "diary."), "chicago"),  # nothing leads to it
        (SHORT, "mla"),  # counts lines
        ("> The harbour froze.\n\nIt was a cold winter.\n", "chicago"),  # an epigraph
        ("# Ice\n\n> The harbour froze.\n\nIt was a cold winter.\n", "chicago"),
        ("She wrote:\n\n> The harbour froze,\\\n> the ships lay still.\n", "chicago"),  # verse
        (f"She wrote:\n\n> {words(50)}\n", "chicago"),
        ("She wrote in her diary: “The harbour froze.”\n", "chicago"),
    ],
)
def test_what_is_set_apart_rightly(tmp_path: Path, text: str, rules: str) -> None:
    assert found(tmp_path, text, "CK407", **settings(rules)) == []


NOTED = "\n\nIt thawed.[^1]\n\n[^1]: So it was.\n"
QUOTED = "“The harbour froze, and nobody in the town had seen the like before.”"


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (f"She wrote: {QUOTED}{NOTED}", True),
        (f"She wrote: {QUOTED}[^1] So it was.{NOTED}", False),
        (f"She wrote: {QUOTED} So it was.[^1]{NOTED}", False),
        (f"She wrote.[^1] {QUOTED} So it was.{NOTED}", False),
        (f"She wrote: {QUOTED} [@lee1990, 3].{NOTED}", False),
        (f"Lee [-@lee1990] wrote: {QUOTED}{NOTED}", False),
        (f"She wrote: {QUOTED} (Lee 1990, 3).{NOTED}", False),
        (f"Lee (1990) wrote: {QUOTED}{NOTED}", False),
        (f"She wrote: {QUOTED} (of all people).{NOTED}", True),
        (f"She wrote: “The harbour froze.”{NOTED}", False),  # too short to need one
        (f"She wrote: {QUOTED}\n", False),  # a text without notes
        (f"She wrote:[^1]\n\n{QUOTED}{NOTED}", False),  # what leads to it has the note
        (f"It was cold.[^1]\n\nIt froze.\n\nShe wrote: {QUOTED}\n\n[^1]: So.\n", True),
    ],
)
def test_which_quotation_has_no_note(tmp_path: Path, text: str, is_found: bool) -> None:
    problems = found(tmp_path, text, "CK408")
    assert places(text, problems) == ["“"] * is_found
    assert [one.message for one in problems] == ["a quotation of 13 words, and no note in its paragraph"] * is_found


def test_in_a_passage_a_line_is_a_paragraph(tmp_path: Path) -> None:
    text = f"She wrote: {QUOTED}\nIt thawed.1\n"
    assert len(found(tmp_path, text, "CK408", name="passage.txt")) == 1
    assert found(tmp_path, f"She wrote: {QUOTED}1\nIt thawed.2\n", "CK408", name="passage.txt") == []
