"""Manuscripts read and written in place, by format and at two sizes; and a book built cold, warm and after a change.

``python -m benchmarks.manuscripts [--pages 50]``. Seconds of CPU, each the median of three runs; the ratio is of a
manuscript four times as long to the shorter one, so 4 is linear. A page has four citations, a note that cites and one
that does not.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from citekit import documents, output
from citekit.book.building import build
from citekit.book.manifest import read_manifest
from citekit.documents.manuscript import Manuscript, SetCited, Setting
from citekit.model import Excerpt, NoteReference, SetNote
from citekit.values import replace

_WORDS = "Words of a sentence that goes on for a while, as sentences in books of history do. " * 4
_FORMATS = ("markdown", "latex", "html", "text", "docx", "odt", "epub")
_RUNS = 3


def markdown(pages: int) -> str:
    """Return a manuscript of so many pages."""
    page = (
        "{words}[@a, {n}]. {words}@b says.[^{n}a] {words}[see @b, {n}; @a].[^{n}b]\n\n"
        "[^{n}a]: See @a [p. {n}].\n\n[^{n}b]: Not so.\n\n"
    )
    return "".join(page.format(words=_WORDS, n=number) for number in range(pages))


def latex(pages: int) -> str:
    """Return the same in LaTeX."""
    page = (
        r"{words}\autocite[{n}]{{a}}. {words}\textcite{{b}} says.\footnote{{See \cite[{n}]{{a}}.}} "
        r"{words}\autocites{{b}}{{a}}.\footnote{{No.}}"
    )
    body = "\n\n".join(page.format(words=_WORDS, n=number) for number in range(pages))
    return f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"


def typed(pages: int) -> Excerpt:
    """Return a passage with typed citations and notes, which writers make files of."""
    paragraphs, notes = [], []
    for number in range(pages):
        one, two = f"{number}a", f"{number}b"
        text = f"{_WORDS}[@a, {number}]. {_WORDS}@b says."
        paragraphs.append(
            (
                text,
                NoteReference(str(2 * number + 1), one),
                f" {_WORDS}[@b; @a].",
                NoteReference(str(2 * number + 2), two),
            )
        )
        notes += [
            SetNote(str(2 * number + 1), one, (f"See @a [p. {number}].",)),
            SetNote(str(2 * number + 2), two, ("Not so.",)),
        ]
    return Excerpt(tuple(paragraphs), tuple(notes))


def data_of(name: str, pages: int) -> bytes:
    """Return a manuscript in the format *name*."""
    if name in ("markdown", "latex"):
        return (markdown if name == "markdown" else latex)(pages).encode()
    return output.writer(name).write(typed(pages))


def seconds(work: Callable[[], object]) -> float:
    """Return the median of the CPU seconds that *work* takes."""
    taken = []
    for _ in range(_RUNS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def times(name: str, pages: int) -> tuple[float, float, Manuscript]:
    """Return the seconds that reading and rewriting take, and what was read."""
    data = data_of(name, pages)
    manuscript = documents.read(f"m.{name}", data, name)
    new = ("Ann Adams, Alpha, 3.",)
    setting = Setting(tuple(SetCited(new) if one.note else SetCited((), new) for one in manuscript.cited))
    read = seconds(lambda: documents.read(f"m.{name}", data, name))
    return read, seconds(lambda: documents.rewrite(manuscript, setting)), manuscript


def book(pages: int) -> None:
    """Build a book of 40 chapters, and print what it takes."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "t.bib").write_text(
            "@book{a, author={Adams, Ann}, title={A}}\n@book{b, author={Brown, Bo}, title={B}}\n"
        )
        names = [f"{number:02}.md" for number in range(40)]
        for name in names:
            (here / name).write_text(markdown(max(pages // 4, 1)))
        (here / "book.toml").write_text(f'bib = "t.bib"\nchapters = {names}\n')
        manifest = replace(read_manifest(here / "book.toml"), output=str(here / "build"))
        for what, prepare, jobs in (
            ("cold", lambda: None, 1),
            ("as before", lambda: None, 1),
            ("one chapter changed", lambda: (here / "07.md").write_text(markdown(3)), 1),
            ("anew, two processes", lambda: None, 2),
        ):
            prepare()
            begun = time.perf_counter()
            built = build(manifest, jobs=jobs, anew=jobs > 1)
            taken = time.perf_counter() - begun
            print(f"book of 40 chapters, {what:<22} {taken:6.2f} s  {len(built.written):>3} files written")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=50)
    pages = parser.parse_args().pages
    print(f"{'format':<10} {'pages':>6} {'notes':>6} {'cites':>6} {'read':>8} {'ratio':>6} {'rewrite':>8} {'ratio':>6}")
    for name in _FORMATS:
        small_read, small_write, _ = times(name, pages)
        read, write, manuscript = times(name, 4 * pages)
        counts = f"{4 * pages:>6} {len(manuscript.notes):>6} {len(manuscript.cited):>6}"
        print(f"{name:<10} {counts} {read:8.3f} {read / small_read:6.1f} {write:8.3f} {write / small_write:6.1f}")
    book(pages)


if __name__ == "__main__":
    main()
