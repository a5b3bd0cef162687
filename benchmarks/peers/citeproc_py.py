"""citeproc-py, through the driver ``citeproc_py_driver.py``."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.base import Command, Peer, Texts, said, texts_of_result
from benchmarks.workload import Workload

DRIVER = Path(__file__).parents[1] / "citeproc_py_driver.py"


class CiteprocPy(Peer):
    """citeproc-py by itself, without what citekit's engine of that name puts round it."""

    name = "citeproc-py"
    largest = 300

    def _version(self) -> str:
        script = "from importlib.metadata import version as v; import platform as p, citeproc"
        printed = "print('citeproc-py', v('citeproc-py') + ', Python', p.python_version())"
        return said(self._python, "-c", f"{script}; {printed}")

    def command(self, workload: Workload, style: str) -> Command:  # noqa: D102
        return Command((self._python, str(DRIVER)), workload.request(style))

    def texts(self, output: str) -> Texts:  # noqa: D102
        return texts_of_result(output)
