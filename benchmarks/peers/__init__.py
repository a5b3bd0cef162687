"""The processors that are compared, one module each. None of them is imported: each runs as a program of its own."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.base import Command, Missing, Peer, Texts
from benchmarks.peers.citekit import Citekit
from benchmarks.peers.citeproc_js import CiteprocJs
from benchmarks.peers.citeproc_py import CiteprocPy
from benchmarks.peers.pandoc import Pandoc, PandocUncited
from benchmarks.peers.typst import Typst

__all__ = ["Command", "Missing", "Peer", "Texts", "all_peers"]


def all_peers(folder: Path) -> tuple[Peer, ...]:
    """Return the processors, those but citekit as ``--setup`` installed them into *folder*."""
    return tuple(kind(folder) for kind in (Citekit, Typst, Pandoc, PandocUncited, CiteprocJs, CiteprocPy))
