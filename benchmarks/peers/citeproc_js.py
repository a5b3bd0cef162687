"""citeproc-js on Node, the processor of Zotero: the npm package ``citeproc`` behind the driver ``citeproc_js.js``."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.base import Command, Missing, Peer, Texts, said, texts_of_result
from benchmarks.workload import Workload, locales_folder

DRIVER = Path(__file__).parents[1] / "citeproc_js.js"


class CiteprocJs(Peer):
    """citeproc-js; its output is what the others' is compared with."""

    name = "citeproc-js"

    def _version(self) -> str:
        package = self._folder / "node_modules" / "citeproc" / "package.json"
        if not package.is_file():
            raise Missing(f"no npm package citeproc in {self._folder}")
        number = said("node", "-p", f"require({str(package)!r}).version")
        return f"citeproc {number}, Node {said('node', '--version').removeprefix('v')}"

    def command(self, workload: Workload, style: str) -> Command:  # noqa: D102
        return self._driven(workload.request(style))

    def edit_command(self, workload: Workload, style: str, rounds: int) -> Command:
        """Return what inserts *rounds* citations in the middle; prints {"milliseconds": […]}."""
        return self._driven(workload.request(style, rounds=rounds), "edit")

    def _driven(self, request: Path, *more: str) -> Command:
        modules = {"NODE_PATH": str(self._folder / "node_modules")}
        return Command(("node", str(DRIVER), str(locales_folder()), *more), request, modules)

    def texts(self, output: str) -> Texts:  # noqa: D102
        return texts_of_result(output)
