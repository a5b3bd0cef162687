"""Readers of .bib files compared on the same libraries: ``python -m benchmarks.references --help``.

The libraries are made by ``libraries.py``, or one is given. Every reader is a program that reads the file and prints
how many entries or items it has: whole processes, in turns (A B C A B C …), as in ``python -m benchmarks``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.install import install_checkout
from benchmarks.libraries import library
from benchmarks.measure import Failed, Figures, Limits, growth, run
from benchmarks.peers.base import Command, Missing, said
from benchmarks.peers.pandoc import Pandoc
from benchmarks.report import Table, machine, seconds

SIZES = (1_000, 10_000, 50_000, 100_000)
PEERS_FOLDER = Path(os.environ.get("CITEKIT_PEERS", "build/peers"))
STANDARD = "citation-js"
_HERE = Path(__file__).parent

EXPLANATION = f"""\
CPU is user and system time of the whole process, start-up included, the median of the runs after one that does not
count (seconds, with least and most); wall is its median too; memory is the most that was resident. The last column is
CPU over that of {STANDARD}. Growth is the slope of log(CPU less that of the smallest size) on log(size)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: its name, what it makes of a file, its version, and the command before the file's name.

    *largest* is the largest library that it is asked to read.
    """

    name: str
    makes: str
    version: str
    command: tuple[str, ...]
    largest: int | None = None


def main() -> None:
    """Measure, print, and write what was asked for."""
    options = _options()
    readers = list(_present(options.peers_dir.resolve(), options.readers))
    limits = Limits(options.runs, options.long, options.stop)
    figures: list[Figures] = []
    tables: list[Table] = []
    with tempfile.TemporaryDirectory() as folder:
        for title, path, size in _libraries(options, Path(folder)):
            made = _measured(readers, title, path, size, limits=limits, before=figures)
            figures += made
            tables.append(_table(title, made, readers))
            print(tables[-1].plain(), end="\n\n", flush=True)
    if len({made.size for made in figures}) > 2:
        tables.append(_growth_table(figures))
        print(tables[-1].plain(), end="\n\n")
    _write(options, readers, figures, tables)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.references", description=__doc__)
    add = parser.add_argument
    add("files", type=Path, nargs="*", metavar="FILE", help="read these, and make no libraries")
    add("--sizes", type=_numbers, default=list(SIZES[:2]), metavar="N,N", help=f"entries; all: {SIZES}")
    add("--readers", type=_names, default=[], metavar="NAME,NAME", help="all that are installed unless given")
    add("--peers-dir", type=Path, default=PEERS_FOLDER, metavar="DIR", help="where --setup put them (%(default)s)")
    add("--runs", type=int, default=5, help="counted runs of each (%(default)s)")
    add("--long", type=float, default=60, metavar="SECONDS", help="run once what takes longer (%(default)s)")
    add("--stop", type=float, default=600, metavar="SECONDS", help="stop what takes longer (%(default)s)")
    add("--json", type=Path, metavar="FILE", help="write every run")
    add("--markdown", type=Path, metavar="FILE", help="write the tables")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part.replace("_", "")) for part in text.split(",")]


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


# --- the readers ---


def _present(folder: Path, wanted: Sequence[str]) -> Iterable[Reader]:
    known = {"citekit": _citekit, "citation-js": _citation_js, "pandoc": _pandoc, "pybtex": _pybtex}
    known["bibtexparser"] = _bibtexparser
    if unknown := set(wanted) - set(known):
        sys.exit(f"no such reader: {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    for name, readers in known.items():
        if wanted and name not in wanted:
            continue
        try:
            found = readers(folder)
        except Missing as missing:
            print(f"{name}: not installed ({missing})")
            continue
        print(f"{name}: {found[0].version}")
        yield from found
    print()


def _citekit(folder: Path) -> list[Reader]:
    try:
        python = install_checkout(folder).with_name("python")
    except subprocess.CalledProcessError as error:
        raise Missing(f"cannot be installed: {error}") from None
    version = said(
        str(python), "-c", "import citekit, sys; print(citekit.__version__, 'Python', sys.version.split()[0])"
    )
    return [
        Reader("citekit", "references", version, _driven(python, "citekit")),
        Reader("citekit, items", "CSL items", version, _driven(python, "citekit_items")),
    ]


def _bibtexparser(folder: Path) -> list[Reader]:
    python = folder / "venv" / "bin" / "python"
    version = _version(python, "bibtexparser")
    return [
        Reader("bibtexparser", "fields", version, _driven(python, "bibtexparser")),
        Reader("bibtexparser, LaTeX", "text, names", version, _driven(python, "bibtexparser_latex"), largest=10_000),
    ]


def _pybtex(folder: Path) -> list[Reader]:
    python = folder / "venv" / "bin" / "python"
    return [Reader("pybtex", "fields, names", _version(python, "pybtex"), _driven(python, "pybtex"))]


def _pandoc(folder: Path) -> list[Reader]:
    pandoc = Pandoc(folder)
    command = (pandoc.program, "-f", "biblatex", "-t", "csljson")
    return [Reader("pandoc", "CSL items", pandoc.version, command)]


def _citation_js(folder: Path) -> list[Reader]:
    modules = folder / "node_modules"
    packages = [modules / "@citation-js" / name / "package.json" for name in ("core", "plugin-bibtex")]
    if not all(package.is_file() for package in packages):
        raise Missing(f"no @citation-js in {modules}")
    version = f"{json.loads(packages[1].read_text('utf-8'))['version']}, Node {said('node', '--version')[1:]}"
    command = ("node", "--max-old-space-size=8192", str(_HERE / "references_citation_js.js"), str(modules))
    return [Reader(STANDARD, "CSL items", version, command)]


def _driven(python: Path, reader: str) -> tuple[str, ...]:
    return (str(python), "-I", str(_HERE / "references_driver.py"), reader)


def _version(python: Path, package: str) -> str:
    return said(str(python), "-c", f"from importlib.metadata import version; print(version({package!r}))")


# --- measuring ---


def _libraries(options: argparse.Namespace, folder: Path) -> Iterable[tuple[str, Path, int]]:
    """Return the title, the place and the size of each library."""
    for path in options.files:
        yield str(path), path.resolve(), path.read_text("utf-8", "replace").count("\n@")
    for size in () if options.files else sorted(options.sizes):
        path = folder / f"library-{size}.bib"
        path.write_text(library(size), "utf-8")
        yield f"{size:,} entries, {path.stat().st_size / 1e6:.1f} MB", path, size


def _measured(
    readers: Sequence[Reader], title: str, path: Path, size: int, *, limits: Limits, before: Sequence[Figures]
) -> list[Figures]:
    """Return the figures of *readers* on one file; a reader that failed on a smaller one is not asked."""
    made = {
        reader.name: Figures(reader.name, title, size)
        for reader in readers
        if reader.largest is None or size <= reader.largest
    }
    for one in before:
        if one.failure and one.peer in made:
            made[one.peer].failure = "failed with fewer"
    for turn in range(limits.runs + 1):
        for reader in readers:
            figures = made.get(reader.name)
            if figures is None or figures.failure or (figures.runs and figures.runs[0].cpu > limits.long):
                continue
            try:
                once, _ = run(Command((*reader.command, str(path))), limits.stop)
            except Failed as failed:
                figures.failure = str(failed)
                continue
            if turn == 0 and once.cpu <= limits.long:
                figures.first = once
            else:
                figures.runs.append(once)
    return list(made.values())


# --- telling ---


def _table(title: str, figures: Sequence[Figures], readers: Sequence[Reader]) -> Table:
    makes = {reader.name: reader.makes for reader in readers}
    done = sorted((made for made in figures if made.runs), key=lambda made: made.cpu)
    standard = next((made.cpu for made in done if made.peer == STANDARD), None)
    rows = [
        (
            made.peer,
            makes[made.peer],
            seconds(made.cpu),
            f"{seconds(min(run.cpu for run in made.runs))}–{seconds(max(run.cpu for run in made.runs))}",
            seconds(made.wall),
            f"{made.memory / 1e6:.0f}",
            str(len(made.runs)),
            f"{made.cpu / standard:.2f}" if standard else "–",
        )
        for made in done
    ]
    rows += [(made.peer, made.failure[:60], *[""] * 6) for made in figures if not made.runs]
    columns = ("reader", "makes", "CPU s", "min–max", "wall s", "MB", "runs", "ratio")
    return Table(title, columns, tuple(rows), left=2)


def _growth_table(figures: Sequence[Figures]) -> Table:
    """Return the growth exponents of the readers, over all sizes."""
    same = [Figures(made.peer, "", made.size, made.runs) for made in figures]
    slopes = {peer: slope for (_, peer), slope in growth(same).items() if slope is not None}
    return Table(
        "Growth exponent of CPU time", ("reader", "exponent"), tuple((n, f"{s:.2f}") for n, s in slopes.items())
    )


def _write(
    options: argparse.Namespace, readers: Sequence[Reader], figures: Sequence[Figures], tables: Sequence[Table]
) -> None:
    versions = {reader.name: reader.version for reader in readers}
    if options.json:
        made: dict[str, Any] = {
            "machine": machine(),
            "versions": versions,
            "figures": [one.as_json() for one in figures],
        }
        options.json.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        taken = [f"- {name}: {said}" for name, said in {**machine(), **versions}.items()]
        parts = ["# Readers of .bib files compared", "", EXPLANATION, "", *taken]
        for table in tables:
            parts += ["", table.markdown()]
        options.markdown.write_text("\n".join(parts) + "\n", "utf-8")


if __name__ == "__main__":
    main()
