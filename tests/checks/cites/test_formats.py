"""Rules of cites with libraries that are no .bib files."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.catalogue import rule_named
from tests.checks.cases import check

CSL_JSON = """[{"id": "roe1991", "type": "article-journal", "title": "Currents", "container-title": "Seas",
  "author": [{"family": "Roe", "given": "Tom"}], "volume": "3", "page": "290-310", "issued": {"date-parts": [[1991]]}}]
"""
RIS = """TY  - JOUR
ID  - roe1991
AU  - Roe, Tom
TI  - Currents
JO  - Seas
VL  - 3
SP  - 290
EP  - 310
PY  - 1991
ER  -
"""
LIBRARIES = [pytest.param("library.json", CSL_JSON, id="CSL-JSON"), pytest.param("library.ris", RIS, id="RIS")]


@pytest.mark.parametrize(("name", "library"), LIBRARIES)
@pytest.mark.parametrize(
    ("code", "cite", "count"),
    [
        ("CK201", "@roe1919", 1),
        ("CK201", "@roe1991", 0),
        ("CK202", "@roe1919", 1),
        ("CK203", "@roe1991", 1),
        ("CK203", "@roe1991, 291", 0),
        ("CK204", "@roe1991, 12", 1),
        ("CK204", "@roe1991, 300", 0),
        ("CK214", "@roe1991, 308–12", 1),
    ],
)
def test_entries_of_other_formats(  # noqa: PLR0917 - a table
    tmp_path: Path, name: str, library: str, code: str, cite: str, count: int
) -> None:
    text = f"She wrote that “the water comes in twice a day and goes out again” [{cite}].\n"
    assert len(check(tmp_path, {"text.md": text, name: library}, only=rule_named(code))) == count


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("text.html", '<p>So it was <span data-cites="roe1919">(Roe)</span>.</p>', "roe1919"),
        (
            "paper.tex",
            "\\documentclass{article}\\begin{document}So it was \\cite[12]{roe1919}.\\end{document}",
            "roe1919",
        ),
    ],
)
def test_keys_have_their_places_in_other_manuscripts(tmp_path: Path, name: str, text: str, key: str) -> None:
    (one,) = check(tmp_path, {name: text, "library.json": CSL_JSON}, only=rule_named("CK201"))
    assert text[one.where.column - 1 : one.where.end_column - 1] == key
    assert one.fix is not None
    (edit,) = one.fix.edits
    assert text[: edit.start] + edit.new + text[edit.end :] == text.replace("roe1919", "roe1991")
