"""A large library kept from run to run: ``python -m benchmarks.large_library --help``.

The library is made by ``libraries.py``. What is measured are whole commands, start to end: the first run, which reads
the library and keeps it, later ones that cite some of its entries, and searches.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.libraries import library
from benchmarks.measure import Run, run
from benchmarks.peers.base import Command
from benchmarks.report import Table, machine, seconds

_STOP, _LONG = 1800.0, 10.0
_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Step:
    """A command, and the exit code it ends with; files that match *fresh* are removed from the cache before a run."""

    name: str
    arguments: tuple[str, ...]
    cached: bool = True
    fresh: str = ""
    code: int = 0


def main() -> None:
    """Measure, print, and write what was asked for."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = library(options.entries)
        (folder / "library.bib").write_text(text, "utf-8")
        figures = {step.name: _measured(step, folder, options.runs) for step in _steps(folder, text, options.cited)}
        kept = sum(path.stat().st_size for path in (folder / "cache").glob("library-*"))
        words = sum(path.stat().st_size for path in (folder / "cache").glob("words-*"))
    title = (
        f"{options.entries:,} entries, {len(text.encode()) / 1e6:.1f} MB; {options.cited} cited; "
        f"kept in {kept / 1e6:.1f} MB, index {words / 1e6:.1f} MB"
    )
    rows = tuple(
        (
            name,
            seconds(statistics.median(one.cpu for one in runs)),
            f"{seconds(min(one.cpu for one in runs))}–{seconds(max(one.cpu for one in runs))}",
            seconds(statistics.median(one.wall for one in runs)),
            f"{max(one.memory for one in runs) / 1e6:.0f}",
            str(len(runs)),
        )
        for name, runs in figures.items()
    )
    table = Table(title, ("command", "CPU s", "min–max", "wall s", "MB", "runs"), rows)
    print(table.plain())
    if options.markdown:
        taken = [f"- {name}: {said}" for name, said in machine().items()]
        options.markdown.write_text("\n".join(["# A large library", "", *taken, "", table.markdown(), ""]), "utf-8")
    if options.json:
        made = {name: [(one.wall, one.cpu, one.memory) for one in runs] for name, runs in figures.items()}
        options.json.write_text(json.dumps({"machine": machine(), "runs": made}, indent=1) + "\n", "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large_library", description=__doc__)
    add = parser.add_argument
    add("--entries", type=int, default=100_000, metavar="N", help="in the library (%(default)s)")
    add("--cited", type=int, default=50, metavar="N", help="entries that are cited (%(default)s)")
    add("--runs", type=int, default=5, help="runs of each command that takes less than ten seconds (%(default)s)")
    add("--json", type=Path, metavar="FILE", help="write every run")
    add("--markdown", type=Path, metavar="FILE", help="write the table")
    return parser.parse_args()


def _steps(folder: Path, text: str, cited: int) -> Iterator[Step]:
    """Yield the commands in their order; the first that needs a kept library is the one that makes it."""
    keys = re.findall(r"^@(?!string)\w+\{([^,]+),$", text, re.MULTILINE)
    chosen = keys[7 :: len(keys) // cited][:cited]
    (folder / "passage.txt").write_text("".join(f"Sentence {n + 1}.[{n + 1}]\n\n" for n in range(cited)), "utf-8")
    notes = "".join(f'  {n + 1}: "@{key} [{n + 3}]"\n' for n, key in enumerate(chosen))
    (folder / "notes.yaml").write_text(f"citekit-ledger: 1\nnotes:\n{notes}", "utf-8")
    source = ("-b", "library.bib")
    render = ("render", "passage.txt", "-n", "notes.yaml", *source)
    search = ("find", *source)
    yield Step("bib KEYS, without a cache", ("bib", *chosen, *source), cached=False)
    yield Step("bib KEYS, first run", ("bib", *chosen, *source), fresh="library-*")
    yield Step("bib KEYS, later runs", ("bib", *chosen, *source))
    yield Step("render, later runs", render)
    yield Step("bib KEYS, one unknown", ("bib", *chosen, f"{chosen[0]}x", *source), code=2)
    yield Step("bib --keys, later runs", ("bib", "--keys", *source))
    yield Step("find harbours, first search", (*search, "harbours"), fresh="words-*")
    yield Step("find harbours", (*search, "harbours"))
    yield Step("find author:schaefer tariffs", (*search, "author:schaefer", "tariffs"))
    yield Step('find "harbours and ledgers"', (*search, '"harbours and ledgers"'))
    yield Step("find year:1960-1962", (*search, "year:1960-1962"))
    yield Step("find harbuors (a typing error)", (*search, "harbuors"), code=1)


def _measured(step: Step, folder: Path, runs: int) -> list[Run]:
    environment = {"CITEKIT_CACHE": str(folder / "cache") if step.cached else os.devnull, "PYTHONPATH": str(_ROOT)}
    told = shlex.join([sys.executable, "-m", "citekit", *step.arguments])
    # Compiled modules are kept, as they are where citekit is installed.
    script = f"unset PYTHONDONTWRITEBYTECODE; cd {shlex.quote(str(folder))}; {told}; test $? -eq {step.code}"
    done: list[Run] = []
    while len(done) < runs and not (done and done[0].cpu > _LONG):
        for path in (folder / "cache").glob(step.fresh) if step.fresh else ():
            path.unlink()
        done.append(run(Command(("sh", "-c", script), environment=environment), _STOP)[0])
    print(f"{step.name}: {seconds(done[-1].cpu)}", file=sys.stderr, flush=True)
    return done


if __name__ == "__main__":
    main()
