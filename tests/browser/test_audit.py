"""Pages of the writers of HTML and EPUB, audited in headless Chromium: axe-core, the keyboard, narrow screens.

To run it, install the two packages anywhere and name the folder (CHROMIUM is /usr/bin/chromium if not set)::

    mkdir /tmp/audit && npm install --prefix /tmp/audit playwright-core axe-core
    CITEKIT_AUDIT=/tmp/audit python -m pytest tests/browser

``audit.mjs`` does the work. All rules of axe-core run, those of WCAG 2 AAA too, in light and dark, on screen and paper;
the keyboard and the screens are tried with scripts disabled. What is audited are golden
pages, books, and manuscripts that had their citations set in place.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from citekit.documents import html as manuscripts
from citekit.documents.manuscript import SetCited, Setting
from citekit.model import Bibliography, BibliographyEntry, Key
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
    chapters = [samples.LIGHTHOUSE, hebrew, replace(samples.AGAIN, title=""), samples.QUOTED, samples.LIGHTHOUSE]
    pages = {"one.html": html.book(chapters, "Book"), "ends.html": html.book(chapters, "Book", notes="book")}
    pages |= html.pages(chapters, "Book")
    books = {
        "own": epub.book(chapters, "Book"),
        "book": epub.book(chapters, "Book", notes="book"),
        "hebrew": epub.write(hebrew),
    }
    for notes, data in books.items():
        parts = members(data).items()
        pages |= {f"{notes}/{name}": text.encode() for name, text in parts if name.endswith(("xhtml", "css"))}
    for name, content in pages.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert faults(sorted(path for path in tmp_path.rglob("*.*html"))) == {}


PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>A poll</title>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body><main><h1>A poll</h1><p>One was asked [@a, p. 3]. As @b says, others came.OLD</p>
</main></body></html>
"""
OLD = '<a id="r1" href="#n1" role="doc-noteref"><sup>1</sup></a>'
NOTES = """<section role="doc-endnotes" aria-label="Notes"><ol>
<li id="n1"><p>Old. <a href="#r1" role="doc-backlink" aria-label="Back to note 1">↩</a></p></li>
</ol></section>
<h2>Works</h2><div id="refs" role="list"></div>
</main>"""


def test_manuscripts_set_in_place(tmp_path: Path) -> None:
    bare = PAGE.replace("OLD", "")
    pages = {
        "bare": bare,
        "hebrew": bare.replace('lang="en"', 'lang="he" dir="rtl"'),
        "noted": PAGE.replace("OLD", OLD).replace("</main>", NOTES),
    }
    works = Bibliography(tuple(BibliographyEntry(Key(key), (f"Work {key}.",)) for key in "ab"))
    made = (SetCited((), ("A work, 3.",)), SetCited(("Ward",), ("Another.",)))
    paths = []
    for name, page in pages.items():
        manuscript = manuscripts.read(f"{name}.html", page.encode())
        assert len(manuscript.cited) == len(made)
        paths.append(tmp_path / f"{name}.html")
        paths[-1].write_bytes(manuscripts.rewrite(manuscript, Setting(made, lists=(works,), prefix="c1-")))
        assert paths[-1].read_text("utf-8").count('role="doc-backlink"') == 2 + (name == "noted")
    assert faults(paths) == {}


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
