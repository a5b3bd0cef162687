"""The figures as tables, for the terminal and for Markdown, and the machine they were taken on."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import STANDARD, Figures, growth

EXPLANATION = f"""\
CPU is user and system time of the whole process, the median of the runs after one that does not count (seconds, with
least and most); wall is its median too; memory is the most that was resident. The ratio is to the fastest of the
group. Same citations and entries: how many are word for word those of {STANDARD}, tags and blanks aside. Growth is the
slope of log(CPU less that of the smallest size) on log(size): 1 is linear, 2 quadratic."""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as text; the first *left* columns are set to the left, the others to the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 1

    def plain(self) -> str:
        """Return the table for a terminal."""
        widths = [max(map(len, cells)) for cells in zip(self.columns, *self.rows, strict=True)]
        lines = [self._line(row, widths) for row in (self.columns, *self.rows)]
        return "\n".join([self.title, "  " + lines[0], *("  " + line for line in lines[1:])])

    def _line(self, row: Sequence[str], widths: Sequence[int]) -> str:
        cells = [
            cell.ljust(width) if place < self.left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  ".join(cells).rstrip()

    def markdown(self) -> str:
        """Return the table in Markdown, its title as a heading."""
        rule = ["---" if place < self.left else "---:" for place in range(len(self.columns))]
        rows = ["| " + " | ".join(row) + " |" for row in (self.columns, rule, *self.rows)]
        return "\n".join([f"### {self.title}", "", *rows])


def group_table(figures: Sequence[Figures]) -> Table:
    """Return the table of one style and size, the fastest processor first."""
    done = sorted((made for made in figures if made.runs), key=lambda made: made.cpu)
    fastest = min((made.cpu for made in done if not made.only_baseline), default=0.0)
    rows = [_row(made, fastest) for made in done]
    rows += [(made.peer, made.failure, *[""] * 7) for made in figures if not made.runs]
    columns = ("processor", "CPU s", "min–max", "ratio", "wall s", "MB", "runs", "same citations", "same entries")
    first = figures[0]
    return Table(f"{first.style}, {first.size:,} references, {2 * first.size:,} citations", columns, tuple(rows))


def _row(made: Figures, fastest: float) -> tuple[str, ...]:
    times = [run.cpu for run in made.runs]
    same = made.sameness
    return (
        made.peer,
        seconds(made.cpu),
        f"{seconds(min(times))}–{seconds(max(times))}",
        "" if made.only_baseline else f"{made.cpu / fastest:.1f}" if fastest else "–",
        seconds(made.wall),
        f"{made.memory / 1e6:.0f}",
        str(len(made.runs)),
        f"{same.same_citations}/{same.citations}" if same else "",
        f"{same.same_entries}/{same.entries}" if same else "",
    )


def seconds(time: float) -> str:
    """Return *time* with three digits that mean something.

    >>> [seconds(time) for time in (0.0123, 0.5, 12.345, 678.9)]
    ['0.012', '0.500', '12.3', '679']
    """
    return f"{time:.3f}" if time < 1 else f"{time:.2f}" if time < 10 else f"{time:.1f}" if time < 100 else f"{time:.0f}"


def growth_table(figures: Sequence[Figures]) -> Table:
    """Return the growth exponents: a row for a style, a column for a processor."""
    slopes = growth(figures)
    styles = list(dict.fromkeys(style for style, _ in slopes))
    peers = list(dict.fromkeys(peer for _, peer in slopes))
    rows = tuple((style, *(_exponent(slopes.get((style, peer))) for peer in peers)) for style in styles)
    return Table("Growth exponent of CPU time", ("style", *peers), rows)


def _exponent(slope: float | None) -> str:
    return "–" if slope is None else f"{slope:.2f}"


def differences(figures: Iterable[Figures]) -> str:
    """Return the differences that were kept, the standard's text above the other's."""
    lines = []
    for made in figures:
        for what, standard, other in made.sameness.differences if made.sameness else ():
            lines += [f"  {made.peer}, {what}", f"    {STANDARD}: {standard}", f"    {made.peer}: {other}"]
    return "\n".join(lines)


def machine() -> dict[str, str]:
    """Return what the figures depend on, as far as this system tells."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory / 2**30:.0f} GiB",
        "system": platform.platform(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "commit": _commit(),
        "load at the end": f"{os.getloadavg()[0]:.1f}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _commit() -> str:
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty"],
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parent,
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def markdown(tables: Iterable[Table], versions: Mapping[str, str], skipped: Sequence[str]) -> str:
    """Return the whole report."""
    taken = [f"- {name}: {said}" for name, said in {**machine(), **versions}.items()]
    left_out = ["", "Left out:", "", *(f"- {line}" for line in skipped)] if skipped else []
    parts = ["# Citation processors compared", "", EXPLANATION, "", *taken, *left_out]
    for table in tables:
        parts += ["", table.markdown()]
    return "\n".join(parts) + "\n"
