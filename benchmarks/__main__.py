"""Citation processors compared on the same work: ``python -m benchmarks --help``."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from pathlib import Path

from benchmarks.install import install
from benchmarks.measure import STANDARD, Failed, Figures, Limits, measure, run
from benchmarks.peers import Peer, all_peers
from benchmarks.peers.citeproc_js import CiteprocJs
from benchmarks.report import Table, differences, group_table, growth_table, machine, markdown
from benchmarks.workload import STYLES, Workload

SIZES = (3, 300, 1000, 3000, 10000)
PEERS_FOLDER = Path(os.environ.get("CITEKIT_PEERS", "build/peers"))
EDIT_STYLE = "chicago-notes-bibliography"


def main() -> None:
    """Measure, print, and write what was asked for."""
    options = _options()
    if options.setup:
        install(options.setup)
        print(f"installed into {options.setup}; now: python -m benchmarks --peers-dir {options.setup}")
        return
    skipped: list[str] = []
    peers = _present(all_peers(options.peers_dir), options.peers, skipped)
    standard = next((peer for peer in all_peers(options.peers_dir) if peer.name == STANDARD), None)
    if standard and standard.available():
        standard = None
    standard = next((peer for peer in peers if peer.name == STANDARD), standard)
    figures: list[Figures] = []
    tables: list[Table] = []
    for size in sorted(options.sizes):
        for style in options.styles:
            group = _group(peers, standard, size, style, options=options, before=figures, skipped=skipped)
            if not group:
                continue
            figures += group
            tables.append(group_table(group))
            print(tables[-1].plain(), end="\n\n", flush=True)
            if options.differences:
                print(differences(group), end="\n\n", flush=True)
    if len(options.sizes) > 2:
        tables.append(growth_table(figures))
        print(tables[-1].plain(), end="\n\n")
    edits = _edits(peers, options) if options.edit else {}
    if edits:
        tables.append(_edit_table(edits, options.edit))
        print(tables[-1].plain(), end="\n\n")
    _write(options, peers, figures=figures, edits=edits, tables=tables, skipped=skipped)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--setup", type=Path, metavar="DIR", help="install the processors into DIR, and measure nothing")
    add("--peers-dir", type=Path, default=PEERS_FOLDER, metavar="DIR", help="where --setup put them (%(default)s)")
    add("--sizes", type=_numbers, default=[3, 300, 1000], metavar="N,N", help=f"references; all: {SIZES}")
    add("--styles", type=_names, default=list(STYLES), metavar="NAME,NAME", help="all five unless given")
    add("--peers", type=_names, default=[], metavar="NAME,NAME", help="all that are installed unless given")
    add("--runs", type=int, default=5, help="counted runs of each (%(default)s)")
    add("--long", type=float, default=60, metavar="SECONDS", help="run once what takes longer (%(default)s)")
    add("--stop", type=float, default=600, metavar="SECONDS", help="stop what takes longer (%(default)s)")
    add("--differences", type=int, default=0, metavar="K", help=f"show K differing texts from {STANDARD}")
    add("--edit", type=int, nargs="?", const=1000, default=0, metavar="N", help="also edit a document of N references")
    add("--json", type=Path, metavar="FILE", help="write every run")
    add("--markdown", type=Path, metavar="FILE", help="write the tables")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _present(known: tuple[Peer, ...], wanted: list[str], skipped: list[str]) -> list[Peer]:
    names = [peer.name for peer in known]
    if unknown := set(wanted) - set(names):
        sys.exit(f"no such processor: {', '.join(sorted(unknown))}; there are: {', '.join(names)}")
    present = []
    for peer in known:
        if wanted and peer.name not in wanted:
            continue
        if reason := peer.available():
            _skip(f"{peer.name}: not installed ({reason})", skipped)
        else:
            print(f"{peer.name}: {peer.version}")
            present.append(peer)
    print()
    return present


def _group(
    peers: list[Peer],
    standard: Peer | None,
    size: int,
    style: str,
    *,
    options: argparse.Namespace,
    before: list[Figures],
    skipped: list[str],
) -> list[Figures]:
    """Measure one size and style, without those it is too large for or that failed on a smaller one."""
    failed = {made.peer for made in before if made.style == style and made.failure}
    able = []
    for peer in peers:
        if peer.largest is not None and size > peer.largest:
            _skip(f"{peer.name}: too slow for {size:,} references, it does {peer.largest:,} at most", skipped)
        elif peer.name in failed:
            _skip(f"{peer.name}: {style} with {size:,} references, as it failed with fewer", skipped)
        else:
            able.append(peer)
    limits = Limits(options.runs, options.long, options.stop)
    if not able:
        return []
    workload = Workload.made(size)
    return measure(able, standard, workload, style, limits=limits, examples=options.differences, tell=_tell)


def _skip(line: str, skipped: list[str]) -> None:
    if line not in skipped:
        skipped.append(line)
        print(f"left out: {line}")


def _tell(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="\r", file=sys.stderr, flush=True)


def _edits(peers: list[Peer], options: argparse.Namespace, rounds: int = 15) -> dict[str, list[float]]:
    """Return milliseconds for each edit; see edit.py, and the function of that name in citeproc_js.js."""
    workload = Workload.made(options.edit)
    times: dict[str, list[float]] = {}
    for peer in peers:
        if peer.name == "citekit":
            from benchmarks.edit import milliseconds  # noqa: PLC0415 - imports citekit, which may not be of use yet

            times[peer.name] = milliseconds(EDIT_STYLE, workload, rounds)
        elif isinstance(peer, CiteprocJs):
            try:
                _, output = run(peer.edit_command(workload, EDIT_STYLE, rounds), options.stop)
            except Failed as failed:
                print(f"{peer.name}: no edits: {failed}")
            else:
                times[peer.name] = json.loads(output)["milliseconds"]
    return times


def _edit_table(edits: dict[str, list[float]], size: int) -> Table:
    fastest = min(statistics.median(times) for times in edits.values())
    rows = tuple(
        (
            name,
            f"{statistics.median(times):.1f}",
            f"{min(times):.1f}–{max(times):.1f}",
            f"{statistics.median(times) / fastest:.1f}",
        )
        for name, times in sorted(edits.items(), key=lambda one: statistics.median(one[1]))
    )
    title = f"One citation put into the middle of {2 * size:,}, {EDIT_STYLE}"
    return Table(title, ("processor", "ms", "min–max", "ratio"), rows)


def _write(
    options: argparse.Namespace,
    peers: list[Peer],
    *,
    figures: list[Figures],
    edits: dict[str, list[float]],
    tables: list[Table],
    skipped: list[str],
) -> None:
    versions = {
        peer.name: f"{peer.version}; {peer.remark}" if peer.remark else peer.version
        for peer in peers
        if not peer.only_baseline
    }
    if options.json:
        made = {
            "machine": machine(),
            "versions": versions,
            "skipped": skipped,
            "figures": [one.as_json() for one in figures],
            "edits": edits,
        }
        options.json.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        options.markdown.write_text(markdown(tables, versions, skipped), "utf-8")


if __name__ == "__main__":
    main()
