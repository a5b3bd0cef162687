"""pandoc's built-in processor (``--citeproc``, the Haskell library citeproc), from the wheel pypandoc_binary."""

from __future__ import annotations

import re

from benchmarks.peers.base import Command, Missing, Peer, Texts, said
from benchmarks.workload import Workload, style_path

_NOTE = re.compile(r'<li id="fn\d+">(.*?)<a href="#fnref\d+"', re.DOTALL)
_IN_TEXT = re.compile(r'<span class="citation" data-cites="[^"]*">(.*?)</span>\.?</p>', re.DOTALL)
_ENTRY = re.compile(
    r'<div id="ref-([^"]*)" class="csl-entry"[^>]*>\n(.*?)\n</div>\n(?=<div id="ref-|</div>)', re.DOTALL
)


class Pandoc(Peer):
    """pandoc on the document's AST: reads the document and writes all of it, citations set."""

    name = "pandoc"
    remark = "reads and writes a whole document; what that costs is the row without citations"

    def _version(self) -> str:
        return said(self.program, "--version").splitlines()[0]

    @property
    def program(self) -> str:
        """Return the path of pandoc. Raises: Missing where it is not installed."""
        found = sorted(self._folder.glob("venv/lib/python3*/site-packages/pypandoc/files/pandoc"))
        if not found:
            raise Missing(f"no pypandoc_binary in {self._folder / 'venv'}")
        return str(found[0])

    def command(self, workload: Workload, style: str) -> Command:  # noqa: D102
        citeproc = (
            "--citeproc",
            f"--csl={style_path(style)}",
            f"--bibliography={workload.folder / f'refs-{workload.size}.json'}",
        )
        document = workload.folder / f"doc-{workload.size}.ast.json"
        return Command((self.program, "-f", "json", "-t", "html", "--wrap=none", *citeproc), document)

    def texts(self, output: str) -> Texts:  # noqa: D102
        citations = _NOTE.findall(output) or _IN_TEXT.findall(output)
        return Texts(tuple(citations), tuple(_ENTRY.findall(output)))


class PandocUncited(Pandoc):
    """pandoc on the same document with the citations left out: what is not citation processing."""

    name = "pandoc, no cites"
    only_baseline = True

    def command(self, workload: Workload, style: str) -> Command:  # noqa: ARG002, D102
        document = workload.folder / f"doc-{workload.size}-nocite.ast.json"
        return Command((self.program, "-f", "json", "-t", "html", "--wrap=none"), document)

    def texts(self, output: str) -> Texts:  # noqa: ARG002, D102
        return Texts()
