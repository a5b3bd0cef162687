"""citekit itself, through ``python -m citekit process``."""

from __future__ import annotations

import sys

from benchmarks.peers.base import Command, Peer, Texts, said, texts_of_result
from benchmarks.workload import Workload


class Citekit(Peer):
    """The citekit of this checkout, on the Python that runs the benchmark."""

    name = "citekit"
    remark = "its cache of parsed styles is warm, as on every run but the first with a style"

    def _version(self) -> str:
        number = said(sys.executable, "-c", "import citekit; print(citekit.__version__)")
        return f"citekit {number}, Python {sys.version.split()[0]}"

    def command(self, workload: Workload, style: str) -> Command:  # noqa: D102
        return Command((sys.executable, "-m", "citekit", "process"), workload.request(style))

    def texts(self, output: str) -> Texts:  # noqa: D102
        return texts_of_result(output)
