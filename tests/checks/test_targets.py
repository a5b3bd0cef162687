"""What of files and folders is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.targets import Target, find_targets, kind_of
from citekit.errors import UnreadableError

LEDGER = 'citekit-ledger: 1\nnotes:\n  1: "@a"\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(**files: str) -> None:
    for name, text in files.items():
        path = Path(name.replace("__", "/").replace("_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.bib", "", "references"),
        ("a.BIB", "", "references"),
        ("a.ris", "", "references"),
        ("a.json", '[{"id": "a", "type": "book"}]', "references"),
        ("a.json", '{"name": "package"}', ""),
        ("a.yaml", "references:\n- id: a\n", "references"),
        ("a.yaml", LEDGER, "ledger"),
        ("a.yaml", "citekit-quotations: 1\n", "quotations"),
        ("a.yaml", "on: push\n", ""),
        ("a.csl", "", "style"),
        ("a.md", "", "manuscript"),
        ("a.tex", "", "manuscript"),
        ("a.docx", "", "manuscript"),
        ("a.xml", "<project/>", ""),
        ("a.xml", "<!DOCTYPE article><article><front/></article>", "manuscript"),
        ("a.txt", "", "text"),
        ("a.pdf", "", ""),
        ("a.py", "", ""),
        ("a", "", ""),
    ],
)
def test_kinds(tmp_path: Path, name: str, text: str, kind: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert kind_of(name) == kind


def test_a_folder_is_walked_in_order_and_tools_are_left_out() -> None:
    write(b_md="", a_md="", sub__c_tex="", dist__x_md="", old__d_md="", requirements_txt="x", l_bib="")
    Path(".venv").mkdir()
    Path(".venv/readme.md").write_text("")
    found = find_targets(["."], ["old"])
    assert [one.path for one in found.documents] == ["a.md", "b.md", "sub/c.tex"]
    assert found.references == ("l.bib",)


def test_a_text_belongs_to_the_ledger_beside_it() -> None:
    write(a_txt="One.1", a_notes_yaml=LEDGER, b_txt="no notes")
    expected = (Target("a.txt", "a.notes.yaml"),)
    assert find_targets(["."]).documents == expected
    assert find_targets(["a.txt"]).documents == expected
    assert find_targets(["a.notes.yaml"]).documents == expected
    assert find_targets(["a.txt", "a.notes.yaml", "."]).documents == expected


def test_a_ledger_names_its_passage_or_stands_alone() -> None:
    write(n_yaml="citekit-ledger: 1\npassage: text/a.txt\nnotes:\n  1: x\n", text__a_txt="One.1", m_yaml=LEDGER)
    assert find_targets(["n.yaml"]).documents == (Target("text/a.txt", "n.yaml"),)
    assert find_targets(["m.yaml"]).documents == (Target("", "m.yaml"),)


def test_the_settings_pair_a_passage_and_its_ledger() -> None:
    write(a_txt="One.1", n_yaml=LEDGER)
    pair = Target("a.txt", "n.yaml")
    assert find_targets(["a.txt"], ledgers=[pair]).documents == (pair,)
    assert find_targets(["n.yaml"], ledgers=[pair]).documents == (pair,)


def test_a_text_alone_is_checked_where_it_is_named() -> None:
    write(a_txt="One.1")
    assert find_targets(["."]).documents == ()
    assert find_targets(["a.txt"]).documents == (Target("a.txt"),)


def test_what_is_named_and_no_target_is_said() -> None:
    write(a_py="")
    assert find_targets(["."]).documents == ()
    with pytest.raises(UnreadableError, match="nothing that citekit checks"):
        find_targets(["a.py"])
    with pytest.raises(UnreadableError, match="no such file"):
        find_targets(["gone.md"])
