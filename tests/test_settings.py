"""Settings: where they are found, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.errors import InvalidInputError
from citekit.settings import Settings, find_settings, read_settings


def test_no_settings_are_the_defaults(tmp_path: Path) -> None:
    assert find_settings(tmp_path) == Settings()


def test_settings_are_found_above(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.citekit]\nstyle = "apa"\nbib = "refs"\n')
    (tmp_path / "a" / "b").mkdir(parents=True)
    settings = find_settings(tmp_path / "a" / "b")
    assert settings.style == "apa"
    assert [Path(path) for path in settings.bib] == [tmp_path / "refs"]
    assert settings.folder == str(tmp_path)


def test_a_pyproject_of_others_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "citekit.toml").write_text('style = "apa"\n')
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "pyproject.toml").write_text("[tool.other]\nbroken = \n")
    assert find_settings(tmp_path / "sub").style == "apa"


def test_citekit_toml_wins_beside_a_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.citekit]\nstyle = "apa"\n')
    (tmp_path / "citekit.toml").write_text('style = "ieee"\n')
    assert find_settings(tmp_path).style == "ieee"


def test_paths_are_shown_from_where_you_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "citekit.toml").write_text('passage = "a/p.txt"\nstyles = ["s"]\n')
    monkeypatch.chdir(tmp_path)
    settings = find_settings(tmp_path)
    assert (settings.passage, settings.styles) == (str(Path("a/p.txt")), ("s",))


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ('sytle = "apa"', (1, 1), "unknown setting 'sytle'", "did you mean 'style'?"),
        ('\nbib = [1]\nstyle = "apa"', (2, 1), "the setting 'bib' is not a path or a list of paths", "[1]"),
        ("style = 3", (1, 1), "is not the name of a style", "3"),
        ('numbering = "odd"', (1, 1), "is not 'kept', 'restarted'", "odd"),
        ("style = apa\n", (1, 9), "not valid TOML: invalid value", "quotes"),
        ('style = "a"\nstyle = "b"', (2, 12), "not valid TOML", ""),
    ],
)
def test_a_wrong_setting_is_named_with_its_place(
    tmp_path: Path, text: str, place: tuple[int, int], message: str, hint: str
) -> None:
    path = tmp_path / "citekit.toml"
    path.write_text(text)
    with pytest.raises(InvalidInputError) as caught:
        read_settings(path)
    (finding,) = caught.value.findings()
    assert message in finding.message
    assert (finding.where.line, finding.where.column) == place
    assert hint in finding.hint


def test_settings_of_the_checks_are_left_to_them(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.citekit.check]\nselect = ["CK1"]\n')
    assert read_settings(tmp_path / "pyproject.toml").style == ""


def test_where_the_folder_is_gone_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert find_settings(Path()) == Settings()


def test_a_folder_above_that_may_not_be_entered_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", denied)
    assert find_settings(tmp_path) == Settings()
