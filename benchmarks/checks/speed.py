"""A large project checked: ``python -m benchmarks.checks.speed --help``.

A manuscript of 1,000 pages (400 words to a page) with a library of 10,000 entries, start to end: with nothing kept,
with all kept, with one of the two changed; as one file and as forty; in one process and in two.
"""

from __future__ import annotations

import argparse
import shlex
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.checks.clean import Note, Paragraph, Text, quotation, sentence, written
from benchmarks.libraries import library
from benchmarks.measure import Run, run
from benchmarks.peers.base import Command
from benchmarks.report import Table, machine, seconds

_ROOT = Path(__file__).parents[2]
_WORDS_A_PAGE = 400
_STOP = 600.0


@dataclass(frozen=True, slots=True)
class Step:
    """A run of the command after something was done to the project."""

    name: str
    before: Callable[[Path], None]
    files: str = "book.md"
    jobs: int = 1


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, options.pages, options.entries, options.seed)
        rows = tuple(_row(step, folder, options.runs) for step in _STEPS)
    title = f"{options.pages:,} pages, {options.entries:,} entries"
    print(*(f"{name}: {said}" for name, said in machine().items()), sep="\n")
    print(Table(title, ("what", "CPU s", "min–max", "wall s", "MB"), rows).plain())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=5)
    return parser.parse_args()


def _nothing(_: Path) -> None:
    """Leave everything as it is."""


def _forget(folder: Path) -> None:
    for file in (folder / "cache").glob("*"):
        file.unlink()


def _touch_library(folder: Path) -> None:
    with (folder / "library.bib").open("a", encoding="utf-8") as stream:
        stream.write("% a comment\n")


def _touch_text(folder: Path) -> None:
    path = folder / "book.md"
    path.write_text(path.read_text("utf-8").replace("In those years", "In these years", 1), "utf-8")


def _touch_chapter(folder: Path) -> None:
    path = folder / "chapters" / "07.md"
    path.write_text(path.read_text("utf-8").replace("In those years", "In these years", 1), "utf-8")


_STEPS = (
    Step("nothing kept", _forget),
    Step("all kept", _nothing),
    Step("the text changed", _touch_text),
    Step("the library changed", _touch_library),
    Step("40 chapters, nothing kept", _forget, "chapters"),
    Step("40 chapters, one changed", _touch_chapter, "chapters"),
    Step("40 chapters, nothing kept, two processes", _forget, "chapters", 2),
    Step("marks flattened, nothing kept", _forget, "flat.txt"),
)


def _row(step: Step, folder: Path, runs: int) -> tuple[str, ...]:
    words = ["check", step.files, "library.bib", "--jobs", str(step.jobs), "--fail-on", "never", "-o", "report.txt"]
    environment = {"CITEKIT_CACHE": str(folder / "cache"), "PYTHONPATH": str(_ROOT)}
    told = shlex.join([sys.executable, "-m", "citekit", *words])
    # Compiled modules are kept, as they are where citekit is installed.
    script = f"unset PYTHONDONTWRITEBYTECODE; cd {shlex.quote(str(folder))}; {told}"
    command = Command(("sh", "-c", script), environment=environment)
    (folder / "cache").mkdir(exist_ok=True)
    made: list[Run] = []
    for _ in range(runs):
        step.before(folder)
        made.append(run(command, _STOP)[0])
    cpu = [one.cpu for one in made]
    wall = statistics.median(one.wall for one in made)
    memory = max(one.memory for one in made)
    return (
        step.name,
        seconds(statistics.median(cpu)),
        f"{seconds(min(cpu))}–{seconds(max(cpu))}",
        seconds(wall),
        f"{memory / 1e6:.0f}",
    )


def _write(folder: Path, pages: int, entries: int, seed: int) -> None:
    chance = Random(seed)
    bib = library(entries)
    (folder / "library.bib").write_text(bib, "utf-8")
    keys = [line.partition("{")[2].rstrip(",") for line in bib.splitlines() if line.startswith("@") and "," in line]
    keys = [key for key in keys if key and " " not in key]
    text = _text(chance, keys, pages * _WORDS_A_PAGE)
    for name, lines in written(text).items():
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    flat = Text("flat.txt", "passage", text.paragraphs, text.notes)
    for name, lines in written(flat).items():
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "chapters").mkdir()
    for number in range(40):
        chapter = _text(chance, keys, pages * _WORDS_A_PAGE // 40)
        lines = written(chapter)["book.md"]
        (folder / "chapters" / f"{number:02}.md").write_text("\n".join(lines) + "\n", "utf-8")


def _text(chance: Random, keys: list[str], words: int) -> Text:
    """Return a text of so many words, with a note to every 130 of them."""
    paragraphs: list[Paragraph] = []
    notes: list[Note] = []
    count = 0
    while count < words:
        sentences = []
        for place in range(5):
            said = sentence(chance) if place else f"As one of them wrote, “{quotation(chance)}”"
            count += len(said.split())
            number = ""
            if place == 3:
                number = str(len(notes) + 1)
                notes.append(Note(number, [(key, "") for key in chance.sample(keys, chance.choice((1, 1, 1, 2)))]))
            sentences.append((said, number))
        paragraphs.append(Paragraph(sentences))
    return Text("book.md", "markdown", paragraphs, notes)


if __name__ == "__main__":
    main()
