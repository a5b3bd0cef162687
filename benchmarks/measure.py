"""Processors measured in turns (A B C A B C …) on one workload and style; what the figures are is said in ``Run``."""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.peers import Command, Peer, Texts
from benchmarks.sameness import Sameness, sameness
from benchmarks.workload import Workload

_LAUNCHER = Path(__file__).with_name("launcher.py")
STANDARD = "citeproc-js"


class Failed(Exception):  # noqa: N818 - reads as what it is
    """A command that ended badly or was stopped; the message says how."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a whole process: seconds by the clock, seconds of CPU (user and system), bytes of memory at most."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Limits:
    """*runs* counted runs for each processor, but one only where a run takes over *long* seconds; none over *stop*."""

    runs: int = 5
    long: float = 60
    stop: float = 600


@dataclass
class Figures:
    """What one processor did with one workload and style; *failure* says why there are no runs.

    *first* is the run that warmed the caches and is not counted.
    """

    peer: str
    style: str
    size: int
    runs: list[Run] = field(default_factory=list)
    first: Run | None = None
    failure: str = ""
    sameness: Sameness | None = None
    only_baseline: bool = False

    @property
    def cpu(self) -> float:
        """The median."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def wall(self) -> float:
        """The median."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def memory(self) -> int:
        """The most of any run."""
        return max(run.memory for run in self.runs)

    def as_json(self) -> dict[str, Any]:
        """Return all of it, with the medians."""
        made = {**asdict(self), "runs": [asdict(run) for run in self.runs]}
        if self.runs:
            made |= {"cpu": self.cpu, "wall": self.wall, "memory": self.memory}
        return made


def run(command: Command, stop: float) -> tuple[Run, str]:
    """Run *command* and return its figures and its standard output. Raises: Failed."""
    with tempfile.TemporaryDirectory() as folder:
        output, errors = Path(folder, "output"), Path(folder, "errors")
        files = (str(command.stdin or os.devnull), str(output), str(errors))
        launched = subprocess.run(
            [sys.executable, "-I", "-S", str(_LAUNCHER), *files, str(stop), *command.argv],
            env={**os.environ, **command.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if launched.returncode:
            raise Failed((launched.stderr.strip().splitlines() or ["did not start"])[-1])
        used = json.loads(launched.stdout)
        if used["stopped"]:
            raise Failed(f"stopped after {stop:g} s")
        if used["status"]:
            last = (errors.read_text("utf-8", "replace").strip().splitlines() or ["no message"])[-1]
            raise Failed(f"exit status {used['status']}: {last[:200]}")
        return Run(used["wall"], used["cpu"], used["memory"]), output.read_text("utf-8")


def measure(
    peers: Sequence[Peer],
    standard: Peer | None,
    workload: Workload,
    style: str,
    *,
    limits: Limits,
    examples: int,
    tell: Callable[[str], None],
) -> list[Figures]:
    """Return the figures of every one of *peers*.

    The first run of each is not counted (it warms caches, ours and the system's) unless it is a long one; its output
    is compared with that of *standard*, which is run for that alone where it is not among *peers*.
    """
    commands: dict[str, Command] = {}
    figures: list[Figures] = []
    texts: dict[str, Texts] = {}
    if standard and standard not in peers:
        tell(standard.name)
        try:
            texts[standard.name] = standard.texts(run(standard.command(workload, style), limits.stop)[1])
        except Failed as failed:
            tell(f"{standard.name}: {failed}")
    for peer in peers:
        tell(peer.name)
        made = Figures(peer.name, style, workload.size, only_baseline=peer.only_baseline)
        figures.append(made)
        commands[peer.name] = peer.command(workload, style)
        try:
            first, output = run(commands[peer.name], limits.stop)
        except Failed as failed:
            made.failure = str(failed)
            continue
        made.first = first
        texts[peer.name] = peer.texts(output)
        if first.wall > limits.long:
            made.runs.append(first)
    repeated = [made for made in figures if not made.failure and not made.runs]
    for number in range(limits.runs):
        for made in repeated:
            tell(f"{made.peer}, run {number + 1} of {limits.runs}")
            try:
                made.runs.append(run(commands[made.peer], limits.stop)[0])
            except Failed as failed:
                made.failure = str(failed)
        repeated = [made for made in repeated if not made.failure]
    if standard and standard.name in texts:
        for made in figures:
            if made.peer in texts and not made.only_baseline:
                made.sameness = sameness(texts[standard.name], texts[made.peer], examples)
    return figures


def growth(figures: Iterable[Figures]) -> Mapping[tuple[str, str], float | None]:
    """Return for every (style, processor) the slope of log(CPU less start-up) on log(size), by least squares.

    Start-up is the CPU of the smallest size, which is left out; None where fewer than two sizes remain.
    """
    series: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for made in figures:
        if made.runs:
            series.setdefault((made.style, made.peer), []).append((made.size, made.cpu))
    return {name: _slope(sorted(points)) for name, points in series.items()}


def _slope(points: Sequence[tuple[int, float]]) -> float | None:
    start_up = points[0][1]
    logs = [(math.log(size), math.log(cpu - start_up)) for size, cpu in points[1:] if cpu > start_up]
    if len(logs) < 2:
        return None
    slope, _ = statistics.linear_regression(*zip(*logs, strict=True))
    return slope
