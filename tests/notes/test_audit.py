"""What a cut, an insertion or a move of notes breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit import cli
from citekit.findings import Source
from citekit.notes import audit
from citekit.notes.audit import Audited
from citekit.notes.ledger.reading import read_ledger


def notes(*texts: str, first: int = 1) -> tuple[Audited, ...]:
    return tuple(Audited(f"0:{number}", str(number), text) for number, text in enumerate(texts, first))


def told(found: tuple[audit.Broken, ...]) -> list[tuple[str, str]]:
    return [(one.note.number, one.message) for one in found]


CHAIN = notes("@{a} 3", "Ibid., 4.", "@{b} 5", "Ibid., 6.", "Ibid.", "See n. 2 above; @{a} 7")


def test_a_cut_takes_the_antecedent_away() -> None:
    found = audit.broken(CHAIN, audit.cut(CHAIN, ["0:2", "0:3", "0:5"]))
    assert told(found) == [("2", "it leant on a (note 1), and no note is before it now")]
    assert found[0].cure == "name the work: @a"
    assert told(audit.broken(CHAIN, audit.cut(CHAIN, ["0:4", "0:6"]))) == [
        ("4", "it leant on b (note 3), and no note is before it now"),
        ("6", "note 2 is gone"),
    ]


def test_a_chain_that_still_leads_to_the_work_is_right() -> None:
    assert audit.broken(CHAIN, audit.cut(CHAIN, ["0:3", "0:5"])) == ()
    assert audit.broken(CHAIN, CHAIN) == ()


def test_an_insertion_parts_ibid_from_its_note_and_moves_numbers() -> None:
    found = audit.broken(CHAIN, audit.inserted(CHAIN, 1))
    assert told(found) == [
        ("3", "it leant on a (note 1), and leans on note 2 now"),
        ("7", "note 2 is note 3 now"),
    ]


def test_a_move_turns_above_into_below() -> None:
    found = audit.broken(CHAIN, audit.moved(CHAIN, 5, -1))
    assert ("1", "note 2 stands below now") in told(found)
    found = audit.broken(CHAIN, audit.moved(CHAIN, 0, 2))
    assert ("1", "it leant on a (note 1), and no note is before it now") in told(found)
    assert ("4", "it leant on b (note 3), and leans on note 3, which cites a now") in told(found)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("Ibid., 3.",), [("1", "no note is before it")]),
        (("@{a}; @{b}", "Ibid., 3."), [("2", "note 1 cites 2 works")]),
        (("He was ill.", "Ebd., S. 3."), [("2", "note 1 cites nothing")]),
        (("Cohen, Bukharin, 3.", "Ibid., 3."), []),
        (("@{a}; ibid., 4",), []),
        (("@{a}", "Ibid.", "Ibid."), []),
        (("See n. 9 above.",), [("1", "there is no note 9")]),
        (("@{a}", "@{b}; there 4. Там же, с. 5."), []),
    ],
)
def test_what_is_wrong_as_it_stands(texts: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert told(audit.wrong(notes(*texts))) == found


def test_ibid_does_not_lean_over_a_missing_note() -> None:
    chain = (Audited("a", "11", "@{a} 3"), Audited("b", "13", "Ibid., 4."))
    assert told(audit.wrong(chain)) == [("13", "the note before it is missing")]


def test_op_cit_needs_the_name_before_it() -> None:
    chain = notes("Cohen, Bukharin, 3.", "Lih, 4.", "Cohen, op. cit., 5.")
    assert told(audit.broken(chain, audit.cut(chain, ["0:2", "0:3"]))) == [
        ("3", "no note before it names Cohen any more")
    ]
    assert audit.broken(chain, audit.cut(chain, ["0:1", "0:3"])) == ()


def test_notes_are_known_again_by_what_they_say() -> None:
    new = notes("@{a} 3", "@{new} 1", "Ibid., 4.", "@{b} 5", "Ibid., 6.", "Ibid.", "See n. 3 above; @{a} 7")
    assert told(audit.broken(CHAIN, audit.matched(CHAIN, new))) == [
        ("3", "it leant on a (note 1), and leans on note 2, which cites new now")
    ]


def test_chapters_are_apart() -> None:
    ledger = read_ledger(Source("n.yaml", 'citekit-ledger: 1\nnotes:\n  - 1: "@a"\n  - 1: Ibid., 3.\n'))
    (one,) = audit.wrong(audit.of_ledger(ledger))
    assert (one.note.run, one.message) == (1, "no note is before it")


@given(
    st.lists(st.sampled_from(["@{a} 3", "Ibid., 4.", "@{a}; @{b}", "See n. 2 above.", "op. cit., 3", ""]), max_size=8),
    st.data(),
)
def test_no_change_breaks_nothing_and_a_cut_only_what_leans(texts: list[str], data: st.DataObject) -> None:
    chain = notes(*texts)
    assert audit.broken(chain, audit.matched(chain, chain)) == ()
    kept = data.draw(st.lists(st.sampled_from([note.identity for note in chain]))) if chain else []
    for one in audit.broken(chain, audit.cut(chain, kept)):
        assert "Ibid" in one.note.text or "n. 2" in one.note.text or "op. cit" in one.note.text


LEDGER = 'citekit-ledger: 1\nnotes:\n  1: "@a [p. 3]"\n  2: Ibid., 4.\n  3: See n. 1 above.\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 0, "0 of the references between 3 notes are wrong"),
        (("--cut", "2-3"), 1, "n.yaml:4:3: warning: note 2: “Ibid.”: it leant on a (note 1)"),
        (("--insert", "2"), 1, "would break"),
        (("--move", "3:0"), 1, "note 1 stands below now"),
        (("--cut", "9"), 2, "no note '9' there"),
        (("--move", "3"), 2, "not two notes"),
        (("--insert", "x"), 2, "not a number"),
        (("--cut", "1", "--insert", "2"), 2, "one change at a time"),
        (("--against", "none.yaml"), 2, "no such file"),
        (("--against", "n.yaml"), 0, "are broken"),
    ],
)
def test_the_command(
    arguments: tuple[str, ...], code: int, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "n.yaml").write_text(LEDGER)
    assert cli.run(["ledger", "audit", "n.yaml", *arguments]) == code
    assert message in capsys.readouterr().err


def test_footnotes_of_markdown_that_cite_by_key_are_a_ledger(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "n.md").write_text("x[^1] y[^2]\n\n[^1]: @a [p. 3]\n[^2]: Ibid., 4.\n")
    assert cli.run(["ledger", "audit", "n.md", "--cut", "2"]) == 1
    assert "it leant on a (note 1)" in capsys.readouterr().err
    (folder / "p.md").write_text("x[^1] y[^2]\n\n[^1]: Cohen, 3.\n[^2]: Ibid., 4.\n")
    assert cli.run(["ledger", "audit", "p.md", "--cut", "2"]) == 1
    assert "it leant on note 1" in capsys.readouterr().err


def test_printed_notes_are_audited_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "n.txt").write_text("1. Cohen, Bukharin, 3.\n2. Ibid., 4.\n3. Lih, 5.\n")
    assert cli.run(["ledger", "audit", str(tmp_path / "n.txt"), "--cut", "2-3", "--format", "json"]) == 1
    assert "it leant on note 1, and no note is before it now" in capsys.readouterr().out
