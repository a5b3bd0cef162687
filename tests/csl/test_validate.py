"""``citekit styles check``: what is wrong in a style, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.csl.catalogue import find_style
from citekit.csl.validate import validate
from citekit.findings import Severity
from tests.test_cli import ROOT, citekit

OWN = (ROOT / "styles" / "excerpt-notes.csl").read_text("utf-8")


def test_a_good_style_has_no_findings() -> None:
    assert validate(OWN.encode(), "own.csl") == ()


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ('<text variable="title"', '<text varable="title"', "cs:text has no attribute 'varable'", "'variable'"),
        ('form="short" prefix', 'form="shrt" prefix', "cs:label has form='shrt'", "'short'"),
        ('macro="author-note"', 'macro="autor-note"', "'autor-note' is called and not defined", "'author-note'"),
        ("<choose>", "<chose>", "mismatched tag", ""),
        ("<substitute>", "<substitutes/><substitute>", "no element cs:substitutes", "'substitute'"),
        ("<?xml", "<!DOCTYPE style [<!ENTITY a 'b'>]><?xml", "", ""),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, message: str, hint: str) -> None:
    findings = validate(OWN.replace(old, new, 1).encode(), "own.csl")
    found = [finding for finding in findings if message in finding.message]
    assert found, findings
    assert found[0].where.line > 0
    assert hint in found[0].hint


def test_a_document_type_is_refused() -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE style [<!ENTITY a "aaaa">]><style xmlns="http://purl.org/net/xbiblio/csl"/>'
    assert "document type" in validate(xml.encode(), "x.csl")[0].message


def test_macros_that_call_themselves_and_that_nobody_calls() -> None:
    xml = OWN.replace("</locale>", '</locale><macro name="loop"><text macro="loop"/></macro>', 1)
    assert "'loop' calls itself" in validate(xml.encode(), "x.csl")[0].message


def test_exit_codes(tmp_path: Path) -> None:
    assert citekit("styles", "check", "styles/excerpt-notes.csl", "apa").returncode == 0
    (tmp_path / "bad.csl").write_text(OWN.replace("<name ", "<nam "), "utf-8")
    wrong = citekit("styles", "check", tmp_path / "bad.csl", "--format", "json")
    assert wrong.returncode == 1
    assert '"line"' in wrong.stdout
    assert citekit("styles", "check", tmp_path / "none.csl").returncode == 2
    assert citekit("styles", "check", "-", text=OWN.encode()).returncode == 0


STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-GB">
  <info><title>T</title><id>http://example.org/t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <locale xml:lang="en"><terms><term name="ibid">ib.</term></terms></locale>
  <macro name="author">
    <names variable="author"><name and="text"/><substitute><names variable="editor"/></substitute></names>
  </macro>
  <citation et-al-min="3" et-al-use-first="1">
    <sort><key macro="author"/></sort>
    <layout delimiter="; ">
      <text macro="author"/>
      <choose><if type="book"><text variable="title"/></if><else><text term="ibid"/></else></choose>
      <date variable="issued" form="text"/>
      <number variable="volume"/>
    </layout>
  </citation>
</style>
"""


def test_the_style_that_is_broken_below_is_good() -> None:
    assert validate(STYLE, "t.csl") == validate(STYLE.encode(), "t.csl") == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "hint"),
    [
        # names that CSL 1.0.2 does not have, or not there
        ('variable="title"', 'variable="titel"', (12, 31), "CSL 1.0.2 has no variable 'titel'", "'title'"),
        ('type="book"', 'type="boook"', (12, 15), "CSL 1.0.2 has no type 'boook'", "'book'"),
        ('term="ibid"', 'term="ibidd"', (12, 66), "CSL 1.0.2 has no term 'ibidd'", "'ibid'"),
        ('name="ibid"', 'name="ibbid"', (4, 32), "CSL 1.0.2 has no term 'ibbid'", "'ibid'"),
        ('"volume"', '"title"', (14, 7), "cs:number cannot have the variable 'title'", "number-of-volumes"),
        ('"issued"', '"title"', (13, 7), "cs:date cannot have the variable 'title'", "issued"),
        ('class="note"', 'class="notes"', (2, 1), "cs:style has class='notes'", "'note'"),
        ("et-al-min", "et-al-minn", (8, 3), "cs:citation has no attribute 'et-al-minn'", "'et-al-min'"),
        ('min="3"', 'min="three"', (8, 3), "cs:citation has et-al-min='three'", "a whole number"),
        ("2026-01", "last", (3, 54), "cs:updated has the text", "a time like"),
        ('xml:lang="en"', 'lang="en"', (4, 3), "cs:locale has no attribute 'lang'", "'xml:lang'"),
        # what is missing, too many, or at a wrong place
        (' class="note"', "", (2, 1), "cs:style lacks the attribute 'class'", "in-text, note"),
        ("<title>T</title>", "", (3, 3), "cs:info lacks cs:title", ""),
        ('<text variable="title"/>', "<text/>", (12, 31), "cs:text lacks an attribute", '"variable"'),
        ('<if type="book">', "<if>", (12, 15), "cs:if lacks an attribute", '"type"'),
        ('variable="title"', 'variable="title" term="ibid"', (12, 31), "cannot have 'term' and 'variable'", "choose"),
        ("<sort>", '<text value="x"/><sort>', (9, 5), "cs:text cannot stand in cs:citation", "layout, sort"),
        ("<sort>", "so<sort>", (8, 3), "cs:citation has the text 'so'", ""),
        ("<name and", "<substitute/><name and", (6, 43), "cs:name has to come before cs:substitute", ""),
        ("</style>", "<citation/></style>", (8, 3), "cs:style has more than one cs:citation", ""),
        ("<title>", '<x:y xmlns:x="u"/><title>', (3, 9), "'y' is not CSL's", ""),
        # versions
        ('version="1.0" def', 'version="0.8" def', (2, 1), "CSL 0.8 is deprecated", "bring it to CSL 1.0"),
        ('version="1.0" def', 'version="1.1mlz1" def', (2, 1), "CSL '1.1mlz1', not 1.0", "CSL-M"),
        # macros
        ("<citation", '<macro name="author"><text value="x"/></macro><citation', (8, 3), "is defined twice", "line 5"),
        ('<key macro="author"', '<key macro="autor"', (9, 11), "'autor' is called and not defined", "'author'"),
        # not a style
        (' xmlns="http://purl.org/net/xbiblio/csl"', "", (1, 1), "no CSL element", "xmlns="),
        ("</style>", "", (18, 1), "not well-formed XML", ""),
    ],
)
def test_each_kind_of_fault_is_named(old: str, new: str, place: tuple[int, int], message: str, hint: str) -> None:
    assert old in STYLE
    findings = validate(STYLE.replace(old, new, 1), "t.csl")
    found = [one for one in findings if message in one.message]
    assert found, findings
    assert (found[0].where.line, found[0].where.column) == place
    assert hint in found[0].hint


def test_macros_that_call_each_other() -> None:
    circle = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro><citation'
    findings = validate(STYLE.replace("<citation", circle, 1), "t.csl")
    assert [(one.message, one.hint) for one in findings] == [
        ("the macro 'a' calls itself", "by way of 'b'"),
        ("the macro 'b' calls itself", "by way of 'a'"),
    ]


def dependent(parent: str) -> str:
    link = f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>'
    head = STYLE[: STYLE.index("  <locale")].replace(' class="note"', "")
    return f"{head.replace('<updated>', f'{link}<updated>')}</style>"


def test_a_dependent_style_has_a_parent(tmp_path: Path) -> None:
    assert validate(dependent("apa"), "d.csl") == ()
    (unknown,) = validate(dependent("naturre"), str(tmp_path / "d.csl"))
    assert (unknown.rule, unknown.severity) == ("style-parent", Severity.WARNING)
    assert "'nature'" in unknown.hint
    (tmp_path / "naturre.csl").touch()
    assert validate(dependent("naturre"), str(tmp_path / "d.csl")) == ()
    no_parent = [one.message for one in validate(dependent("x").replace("independent-parent", "self"), "d.csl")]
    assert "the style has neither a cs:citation nor a parent" in no_parent


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_encoding_is_the_declared_one(encoding: str) -> None:
    text = STYLE.replace(">T<", ">Té<").replace("utf-8", encoding.removesuffix("-sig"))
    assert validate(text.encode(encoding), "t.csl") == ()
    assert validate(text, "t.csl") == ()
    (wrong,) = validate(text.replace('"book"', '"boook"').encode(encoding), "t.csl")
    assert "'boook'" in wrong.message


def test_nesting_without_end_is_refused() -> None:
    deep = STYLE.replace('<text macro="author"/>', "<group>" * 5000 + '<text value="x"/>' + "</group>" * 5000)
    (found,) = validate(deep, "t.csl")
    assert "not well-formed" in found.message


@pytest.mark.parametrize("name", ["apa", "nature", "chicago-notes-bibliography", "oscola", "bibtex", "nature-digest"])
def test_installed_styles_are_good(name: str) -> None:
    path = Path(find_style(name).info.path)
    assert validate(path.read_bytes(), str(path)) == ()
