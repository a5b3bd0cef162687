"""``citekit styles check``: what is wrong in a style, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.csl.validate import validate
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
