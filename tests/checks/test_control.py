"""``[tool.citekit.check]``: which rules are run, and what counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.catalogue import all_rules, codes_of, rule_named
from citekit.checks.control import Chosen, chosen, from_folder
from citekit.errors import InvalidInputError, UsageError
from citekit.findings import Severity
from citekit.settings import Settings, read_settings


def settled(folder: Path, text: str, name: str = "citekit.toml") -> Chosen:
    (folder / name).write_text(text, "utf-8")
    return chosen(read_settings(folder / name))


def test_nothing_settled() -> None:
    assert chosen(Settings()) == Chosen()
    usual = {rule.code for rule in all_rules() if rule.severity is not Severity.HINT and not rule.online}
    assert Chosen().codes() == usual


@pytest.mark.parametrize(
    ("name", "head"), [("citekit.toml", "[check]"), ("pyproject.toml", "[tool.citekit.check]")], ids=["own", "shared"]
)
def test_the_table_is_read(tmp_path: Path, name: str, head: str) -> None:
    text = f"""{head}
select = ["references"]
extend-select = ["CK001"]
ignore = ["malformed-doi"]
fail-on = "error"
baseline = "accepted.json"
files = ["text/*.md"]
exclude = ["old"]
[{head[1:-1]}.per-file-ignores]
"drafts/*.md" = ["CK1"]
[{head[1:-1]}.severity]
CK301 = "warning"
"""
    choice = settled(tmp_path, text, name)
    assert choice.fail_on == "error"
    assert choice.baseline == "accepted.json"
    assert (choice.files, choice.exclude) == (("text/*.md",), ("old",))
    online = {rule.code for rule in all_rules() if rule.online}
    assert choice.codes() == (codes_of(["references"]) | {"CK001"}) - {"CK340"} - online
    assert choice.severities() == {"CK301": Severity.WARNING}
    assert choice.ignored_in(str(tmp_path / "drafts" / "one.md")) == codes_of(["notes"])
    assert choice.ignored_in(str(tmp_path / "one.md")) == frozenset()


@pytest.mark.parametrize(
    ("text", "message", "place", "hint"),
    [
        ('[check]\nselct = ["CK3"]\n', "unknown setting 'selct' of the check", (2, 1), "select"),
        ('[check]\nselect = "CK3"\n', "the setting 'select' is not a list", (2, 1), "'CK3'"),
        ('[check]\nselect = ["nonsense"]\n', "there is no rule 'nonsense'", (2, 12), "citekit rule"),
        ('[check]\nignore = ["malformed-dio"]\n', "there is no rule 'malformed-dio'", (2, 12), "malformed-doi"),
        ('[check]\nfail-on = "worse"\n', "the setting 'fail-on' is not one of", (2, 1), "'worse'"),
        ('[check.severity]\nCK301 = "bad"\n', "the setting 'severity' is not a table", (1, 8), "bad"),
        ('[check.per-file-ignores]\n"a.md" = ["nonsense"]\n', "there is no rule 'nonsense'", (2, 12), "citekit rule"),
        ("check = 3\n", "'check' is not a table", (1, 1), "[tool.citekit.check]"),
    ],
)
def test_wrong_settings_have_a_place_and_a_hint(
    tmp_path: Path, text: str, message: str, place: tuple[int, int], hint: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        settled(tmp_path, text)
    (finding,) = caught.value.findings()
    assert finding.message.startswith(message)
    assert (finding.where.line, finding.where.column) == place
    assert hint in finding.hint


def test_rules_by_code_name_family_and_beginning() -> None:
    assert rule_named("ck340") is rule_named("Malformed-DOI")
    assert codes_of(["CK34"]) <= codes_of(["CK3"]) == codes_of(["references"])
    assert codes_of(["all"]) == {rule.code for rule in all_rules()}
    assert not codes_of(["default"]) & {rule.code for rule in all_rules() if rule.severity is Severity.HINT}
    for wrong in ("CK9", "", "x", "malformed"):
        with pytest.raises(UsageError, match="there is no rule"):
            codes_of([wrong])


def test_paths_are_seen_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b.md"
    assert from_folder(str(inside), str(tmp_path)) == "a/b.md"
    assert from_folder(str(inside), str(tmp_path / "other")) == str(inside)
    assert from_folder("", str(tmp_path)) == ""
