"""Which styles there are, and how they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.csl.catalogue import find_style, names, read_info, search_styles
from citekit.errors import StyleError

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="de-DE">
  <info><title>House {name}</title><id>{name}</id>
    <category citation-format="note"/><category field="history"/>{link}</info>
  {body}
</style>
"""
BODY = '<citation><layout><text variable="title"/></layout></citation>'


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


def write(folder: Path, name: str, link: str = "", body: str = BODY) -> Path:
    path = folder / f"{name}.csl"
    path.write_text(STYLE.format(name=name, link=link, body=body), "utf-8")
    return path


def parent(name: str) -> str:
    return f'<link href="http://www.zotero.org/styles/{name}" rel="independent-parent"/>'


def test_an_installed_style_is_found_by_name() -> None:
    style = find_style("apa")
    assert style.info.kind == "author-date"
    assert "psychology" in style.info.fields
    assert Path(style.path).name == "apa.csl"


def test_a_dependent_style_is_its_parent_in_its_own_language() -> None:
    style = find_style("nature-digest")
    assert (style.info.name, Path(style.path).name) == ("nature-digest", "nature.csl")


def test_every_dependent_style_has_its_parent() -> None:
    known = set(names())
    assert [one.name for one in search_styles(()) if one.parent and one.parent not in known] == []


def test_a_project_s_style_comes_before_an_installed_one(tmp_path: Path) -> None:
    write(tmp_path, "apa")
    assert find_style("apa", (tmp_path,)).info.title == "House apa"
    assert search_styles(("apa",), (tmp_path,))[0].title == "House apa"


def test_a_project_s_dependent_style_finds_its_parent_in_the_project(tmp_path: Path) -> None:
    write(tmp_path, "house")
    write(tmp_path, "series", parent("house"), body="")
    style = find_style("series", (tmp_path,))
    assert (Path(style.path).stem, style.default_locale) == ("house", "de-DE")


def test_a_style_is_found_by_its_path(tmp_path: Path) -> None:
    assert find_style(str(write(tmp_path, "mine"))).info.name == "mine"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("appa", "'apa'"),
        ("chicago-note-bibliography", "'chicago-notes-bibliography'"),
        ("modern language association", "'modern-language-association'"),
        ("no such thing at all", "citekit styles"),
    ],
)
def test_an_unknown_name_suggests_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(StyleError, match="unknown style") as caught:
        find_style(name)
    assert nearest in caught.value.hint


def test_names_are_not_paths() -> None:
    with pytest.raises(StyleError, match="no such style file"):
        find_style("../apa.csl")


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("<style", "not well-formed XML", 1),
        ("<a>\n<b></a>", "not a CSL style", 1),
        ("\n<html/>", "not a CSL style", None),
        ("no xml", "not well-formed XML", 1),
        ('<!DOCTYPE style [<!ENTITY a "b">]><style/>', "not a CSL style", None),
        ("", "not well-formed XML", 1),
    ],
)
def test_a_broken_style_is_named_with_its_place(tmp_path: Path, text: str, message: str, line: int | None) -> None:
    path = tmp_path / "broken.csl"
    path.write_text(text, "utf-8")
    with pytest.raises(StyleError, match=message) as caught:
        find_style(str(path))
    assert caught.value.where is not None
    assert caught.value.where.path == str(path)
    if line is not None:
        assert caught.value.where.line == line


def test_a_dependent_style_without_its_parent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="depends on 'nowhere'"):
        find_style(str(write(tmp_path, "orphan", parent("nowhere"), body="")))


def test_a_chain_of_dependent_styles_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "one", parent("two"), body="")
    write(tmp_path, "two", parent("one"), body="")
    with pytest.raises(StyleError, match="itself a dependent style"):
        find_style("one", (tmp_path,))


def test_search_looks_at_title_field_and_kind() -> None:
    found = search_styles(("history", "note"))
    assert found
    assert all("note" in f"{one.name} {one.title} {one.kind}".lower() for one in found)
    assert search_styles(("CHICAGO", "18th", "author-date"))[0].name == "chicago-author-date"


def test_a_damaged_cache_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path))
    (tmp_path / "junk").write_text("")
    first = search_styles(("apa",))
    (cache,) = tmp_path.glob("styles-*.json")
    cache.write_text('[{"name": 1}]')
    assert search_styles(("apa",)) == first


def test_a_cache_that_cannot_be_kept_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "file" / "below"))
    assert search_styles(("modern-language-association",))


def test_the_project_s_own_style_says_what_it_is() -> None:
    info = read_info(Path(__file__).parents[2] / "styles" / "excerpt-notes.csl")
    assert (info.kind, info.parent) == ("note", "")
    assert "history" in info.fields
