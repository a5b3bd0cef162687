"""Scores of the mark recogniser on marked passages: ``python -m tests.marks DIR_OR_JSONL [--json FILE]``.

Each line of a corpus is an object with ``text`` and ``notes`` (``start``, ``end``, ``number``), and the ``variant``,
``source`` and ``lang`` the scores are split by. A found mark is right when it overlaps a true one of the same number,
each true one counting once. A passage is exact when nothing is missed and nothing invented.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from citekit.model import NoteMark
from citekit.notes.marks.candidates import SUPERSCRIPTS
from citekit.notes.marks.recognise import find_marks


@dataclass
class Tally:
    """Counts over passages; ratios are 1 where nothing was to be found and nothing was."""

    right: int = 0
    invented: int = 0
    missed: int = 0
    exact: int = 0
    passages: int = 0

    def add(self, right: int, invented: int, missed: int) -> None:
        self.right += right
        self.invented += invented
        self.missed += missed
        self.exact += invented == missed == 0
        self.passages += 1

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def share_exact(self) -> float:
        return self.exact / self.passages if self.passages else 1.0


@dataclass
class Scores:
    """Tallies by (property, value), and the seconds taken."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    seconds: float = 0.0
    confidences: list[tuple[float, bool]] = field(default_factory=list)

    def tally(self, by: str, value: str) -> Tally:
        return self.tallies.setdefault((by, value), Tally())

    @property
    def reliability(self) -> list[tuple[str, int, float, float]]:
        """Rows of bin, marks, mean confidence and share right: a calibrated confidence is the share that is right."""
        rows = []
        edges = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
        for low, high in pairwise(edges):
            found = [(confidence, right) for confidence, right in self.confidences if low <= confidence < high]
            if found:
                mean = sum(confidence for confidence, _ in found) / len(found)
                rows.append((f"{low:.2f}–{min(high, 1):.2f}", len(found), mean, sum(r for _, r in found) / len(found)))
        return rows

    @property
    def calibration_error(self) -> float:
        """The expected calibration error: how far confidence and share right are apart, over all marks."""
        total = max(len(self.confidences), 1)
        return sum(count * abs(mean - right) for _, count, mean, right in self.reliability) / total


def compare(found: Sequence[NoteMark], true: Sequence[dict[str, Any]]) -> tuple[int, int, int]:
    """Return how many of *found* are right, how many invented, and how many *true* ones were missed."""
    right = sum(judged(found, true))
    return right, len(found) - right, len(true) - right


def judged(found: Sequence[NoteMark], true: Sequence[dict[str, Any]]) -> list[bool]:
    """Return for each of *found* whether it is right."""
    open_marks = [(note["start"], note["end"], str(note["number"]).translate(SUPERSCRIPTS)) for note in true]
    result = []
    for mark in found:
        fitting = [
            index
            for index, (start, end, number) in enumerate(open_marks)
            if number == mark.number and start < mark.end and mark.start < end
        ]
        result.append(bool(fitting))
        if fitting:
            del open_marks[fitting[0]]
    return result


def score(passages: Iterable[dict[str, Any]]) -> Scores:
    """Return the scores of ``find_marks`` on *passages*."""
    scores = Scores()
    for passage in passages:
        began = time.perf_counter()
        found = find_marks(passage["text"])
        scores.seconds += time.perf_counter() - began
        counts = compare(found, passage["notes"])
        confidences = (mark.confidence for mark in found)
        scores.confidences += zip(confidences, judged(found, passage["notes"]), strict=True)
        scores.tally("all", "all").add(*counts)
        scores.tally("group", "with notes" if passage["notes"] else "without notes").add(*counts)
        for by in ("variant", "source", "lang"):
            scores.tally(by, str(passage.get(by, "?"))).add(*counts)
    return scores


def passages(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the passages of a JSONL file, or of every one in a folder."""
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def table(scores: Scores) -> str:
    """Return the scores as text."""
    rows = [f"{'by':8} {'value':20} {'P':>6} {'R':>6} {'F1':>6} {'exact':>6} {'marks':>6} {'n':>5}"]
    rows += [
        f"{by:8} {value[:20]:20} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f} {tally.share_exact:6.3f} "
        f"{tally.right + tally.missed:6} {tally.passages:5}"
        for (by, value), tally in sorted(scores.tallies.items())
    ]
    rows += ["", f"{'confidence':12} {'marks':>6} {'mean':>6} {'right':>6}"]
    rows += [f"{name:12} {count:6} {mean:6.3f} {right:6.3f}" for name, count, mean, right in scores.reliability]
    return "\n".join([*rows, f"expected calibration error {scores.calibration_error:.4f}", f"{scores.seconds:.1f} s"])


def as_json(scores: Scores) -> str:
    """Return the scores as a JSON list, one object per row."""
    return json.dumps(
        [
            {
                "by": by,
                "value": value,
                "precision": round(tally.precision, 4),
                "recall": round(tally.recall, 4),
                "f1": round(tally.f1, 4),
                "exact": round(tally.share_exact, 4),
                "passages": tally.passages,
            }
            for (by, value), tally in sorted(scores.tallies.items())
        ],
        indent=1,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.marks", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    scores = score(passages(options.corpus))
    sys.stdout.write(table(scores) + "\n")
    if options.json:
        options.json.write_text(as_json(scores) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
