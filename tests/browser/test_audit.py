"""Pages of the writers of HTML and EPUB, audited in headless Chromium: axe-core, the keyboard, narrow screens.

To run it, install the two packages anywhere and name the folder (CHROMIUM is /usr/bin/chromium if not set)::

    mkdir /tmp/audit && npm install --prefix /tmp/audit playwright-core axe-core
    CITEKIT_AUDIT=/tmp/audit python -m pytest tests/browser

``audit.mjs`` does the work. All rules of axe-core run, those of WCAG 2 AAA too, in light and dark, on screen and paper;
the keyboard and the screens are tried with scripts disabled. Golden pages and books are what is audited.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from citekit.output import epub, html
from citekit.values import replace
from tests.output import samples
from tests.output.packages import members

AUDIT = Path(__file__).with_name("audit.mjs")
PACKAGES = os.environ.get("CITEKIT_AUDIT", "")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

pytestmark = pytest.mark.skipif(
    not (PACKAGES and shutil.which("node") and Path(CHROMIUM).exists()),
    reason="needs Chromium, Node.js and CITEKIT_AUDIT, a folder with playwright-core and axe-core",
)


def faults(paths: list[Path]) -> dict[str, list[str]]:
    """Return what is wrong with each page."""
    command = ["node", str(AUDIT), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report: dict[str, list[str]] = json.loads(done.stdout)
    assert len(report) == len(paths)
    return {Path(name).name: wrong for name, wrong in report.items() if wrong}


def test_golden_pages() -> None:
    folder = Path(__file__).parents[1] / "golden" / "output"
    assert faults(sorted(folder.glob("*.html"))) == {}


def test_books(tmp_path: Path) -> None:
    hebrew = replace(samples.LIGHTHOUSE, language="he", title="המגדלור")
    chapters = [samples.LIGHTHOUSE, hebrew, replace(samples.AGAIN, title="")]
    pages = {"one.html": html.book(chapters, "Book"), "ends.html": html.book(chapters, "Book", notes="book")}
    pages |= html.pages(chapters, "Book")
    for notes, data in (("own", epub.book(chapters, "Book")), ("book", epub.book(chapters, "Book", notes="book"))):
        parts = members(data).items()
        pages |= {f"{notes}/{name}": text.encode() for name, text in parts if name.endswith(("xhtml", "css"))}
    for name, content in pages.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert faults(sorted(path for path in tmp_path.rglob("*.*html"))) == {}


def test_a_page_with_faults_has_them_told(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    source = html.write(samples.LIGHTHOUSE).decode()
    source = (
        source.replace('lang="en-GB"', "")
        .replace('id="fn-11"', 'id="fn-0"', 1)
        .replace("main {", "main { width: 50rem;")
    )
    page.write_text(source, "utf-8")
    told = "\n".join(faults([page])["bad.html"])
    assert "html-has-lang" in told
    assert "320 px" in told
