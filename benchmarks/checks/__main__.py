"""Defects seeded into clean projects: ``python -m benchmarks.checks --help``.

Every defect is to be found by its rule in its line, and nothing else is to be told.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.checks.clean import Project, project
from benchmarks.checks.defects import DEFECTS, Expected, NoRoom, Seeding
from citekit.checks.checking import Asked, checked
from citekit.checks.problem import Problem

_IN_ONE = 22
_TRIES = 200
_TODAY = date(2026, 6, 30)


def main() -> None:
    """Seed, check, and print what was found."""
    options = _options()
    chance = Random(options.seed)
    found: Counter[str] = Counter()
    seeded: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    number = clean = 0
    names = options.only or list(DEFECTS)
    while sum(seeded.values()) < options.defects:
        number += 1
        made = project(options.seed * 1000 + number, entries=160)
        clean += len(_checked(made, None)) if number <= options.clean else 0
        expected = _seed(made, chance, min(_IN_ONE, options.defects - sum(seeded.values())), names)
        problems = _checked(made, options.keep and Path(options.keep) / str(number))
        lines = _lines(made)
        left = list(problems)
        for name, one in expected:
            seeded[name] += 1
            line = _line(lines[one.file], one.needle)
            match = next((p for p in left if (p.code, p.where.path, p.where.line) == (one.code, one.file, line)), None)
            if match is None:
                print(f"missed: {name}: {one} in line {line} of project {number}")
            else:
                left.remove(match)
                found[name] += 1
        for problem in left:
            extra[problem.code] += 1
            print(f"extra: project {number}: {problem.where}: {problem.code} {problem.message}")
    print(f"\n{'defect':<32} seeded  found")
    for name in DEFECTS:
        print(f"{name:<32} {seeded[name]:>6} {found[name]:>6}")
    total = sum(seeded.values())
    print(
        f"\n{sum(found.values())} of {total} defects found by their rule in their line; {sum(extra.values())} else told"
    )
    print(f"clean projects: {clean} findings in {min(number, options.clean)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks", description=__doc__)
    parser.add_argument("--defects", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clean", type=int, default=10, help="clean projects that are checked, too")
    parser.add_argument("--only", action="append", default=[], metavar="DEFECT", help="defects of this name alone")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="leave the projects there")
    return parser.parse_args()


def _seed(made: Project, chance: Random, count: int, names: Sequence[str]) -> list[tuple[str, Expected]]:
    seeding = Seeding(made, chance)
    expected: list[tuple[str, Expected]] = []
    tries = 0
    while len(expected) < count and tries < _TRIES:
        name = chance.choice(names)
        tries += 1
        with contextlib.suppress(NoRoom):
            expected.append((name, DEFECTS[name](seeding)))
    return expected


def _checked(made: Project, keep: Path | str | None) -> list[Problem]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(keep) if keep else Path(name)
        made.write(folder)
        with contextlib.chdir(folder):
            return list(checked(Asked(today=_TODAY, caching=False)).report.problems)


def _lines(made: Project) -> dict[str, list[str]]:
    with tempfile.TemporaryDirectory() as name:
        made.write(Path(name))
        return {path.name: path.read_text("utf-8").split("\n") for path in Path(name).glob("*.*")}


def _line(lines: list[str], needle: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if needle in line), 0)


if __name__ == "__main__":
    main()
