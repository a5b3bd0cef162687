"""Typst (the Rust library hayagriva), from the wheel typst, to HTML: no pages are laid out.

It reads BibTeX, cannot take a prefix or the label of a locator, and names no entries, so fewer of its texts can
be the same as the others'.
"""

from __future__ import annotations

import re

from benchmarks.peers.base import Command, Peer, Texts, said
from benchmarks.workload import Workload, style_path

_SCRIPT = """\
import sys, typst
document, style = sys.argv[1:]
made = typst.compile(document, root="/", format="html", sys_inputs={"style": style})
sys.stdout.buffer.write(made)
"""
_NOTE = re.compile(r'<li[^>]*><sup role="doc-backlink">.*?</sup>(.*?)</li>', re.DOTALL)
_IN_TEXT = re.compile(r"<p>Claim number \d+ is supported here\.(.*?)</p>", re.DOTALL)
_LIST = re.compile(r'<section role="doc-bibliography".*?</section>', re.DOTALL)
_ENTRY = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)


class Typst(Peer):
    """Typst on a document with the same citations, less what it has no notation for."""

    name = "typst"
    remark = "to HTML; from BibTeX, without prefixes and locator labels, so fewer texts can be the same"

    def _version(self) -> str:
        return said(self._python, "-c", "import typst; print('typst', typst.__version__)")

    def command(self, workload: Workload, style: str) -> Command:  # noqa: D102
        document = workload.folder / f"doc-{workload.size}.typ"
        return Command((self._python, "-c", _SCRIPT, str(document), str(style_path(style))))

    def texts(self, output: str) -> Texts:  # noqa: D102
        section = _LIST.search(output)
        entries = _ENTRY.findall(section.group()) if section else []
        citations = _NOTE.findall(output) or _IN_TEXT.findall(output)
        return Texts(tuple(citations), tuple(("", text) for text in entries))
