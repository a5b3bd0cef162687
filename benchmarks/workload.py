"""The shared workload (``workload/gen.py``): a seeded library and document of any size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

STYLES = (
    "chicago-notes-bibliography",
    "chicago-author-date",
    "apa",
    "modern-language-association",
    "ieee",
)


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
        if not (folder / f"doc-{size}.json").is_file():
            command = [sys.executable, str(shared / "workload" / "gen.py"), str(size), "--out", str(folder)]
            subprocess.run(command, check=True, capture_output=True)
        references = json.loads((folder / f"refs-{size}.json").read_text("utf-8"))
        clusters = json.loads((folder / f"doc-{size}.json").read_text("utf-8"))
        citations = [
            {"citationID": f"c{number}", "noteIndex": cluster["note"], "citationItems": cluster["items"]}
            for number, cluster in enumerate(clusters, start=1)
        ]
        return Workload(size, folder, references, citations)
