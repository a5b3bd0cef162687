"""citekit itself, through ``citekit process`` of an installed wheel."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.install import install_checkout
from benchmarks.peers.base import Command, Missing, Peer, Texts, said, texts_of_result
from benchmarks.workload import Workload


class Citekit(Peer):
    """The citekit of this checkout, on the Python that runs the benchmark."""

    name = "citekit"
    remark = "installed from a wheel; its cache of parsed styles is warm, as on every run but the first with a style"

    def _version(self) -> str:
        try:
            self._command = str(install_checkout(self._folder))
        except subprocess.CalledProcessError as error:
            raise Missing(f"cannot be installed: {error}") from None
        return f"{said(self._command, '--version')}, Python {sys.version.split()[0]}"

    def command(self, workload: Workload, style: str) -> Command:  # noqa: D102
        return Command((self._command, "process"), workload.request(style))

    def texts(self, output: str) -> Texts:  # noqa: D102
        return texts_of_result(output)
