"""Set documents in every independent style: ``python -m tests.style_sweep [--every N] [--sample]``.

Prints how many styles there are, how many set the document, and each failure once. The document is the example; with
``--sample`` it is the 65 references of every type and 52 citations of ``tests.sample``. Two to three minutes.
"""

from __future__ import annotations

import argparse
import collections
import sys
from collections.abc import Iterator
from pathlib import Path

from citekit.csl.catalogue import find_style, search_styles
from citekit.errors import CitekitError
from citekit.excerpt import compose
from citekit.process import process
from citekit.project import open_library, read_ledger, read_passage
from tests.sample import citations, references

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "politburo-1929"


def failures(every: int = 1) -> Iterator[tuple[str, str]]:
    """Yield (style, "" or what went wrong) for every *every*-th independent style."""
    library = open_library(ROOT / "references")
    passage, ledger = read_passage(EXAMPLE / "passage.txt"), read_ledger(EXAMPLE / "notes.yaml")
    styles = [style for style in search_styles(()) if not style.parent]
    for style in styles[::every]:
        try:
            composed = compose(passage, ledger, library, find_style(style.name))
        except CitekitError as error:
            yield style.name, str(error)
            continue
        notes = composed.excerpt.notes
        complete = [note.number for note in notes] == ["11", "12", "14"] and all(note.content for note in notes)
        yield style.name, "" if complete else "a note is empty"


def sample_failures(every: int = 1) -> Iterator[tuple[str, str]]:
    """Yield (style, "" or what went wrong) for the sample in every *every*-th independent style."""
    items = references()
    request = {"references": items, "citations": citations(items)}
    for style in [style for style in search_styles(()) if not style.parent][::every]:
        try:
            made = process({**request, "style": style.name})
        except Exception as error:  # a style that sets nothing is what is looked for, for whatever reason
            yield style.name, f"{type(error).__name__}: {error}"
            continue
        empty = sum(not one["text"] for one in made["citations"])
        yield style.name, "most citations are empty" if empty > len(made["citations"]) / 2 else ""


def main() -> int:
    """Print the count and the failures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="only every N-th style")
    parser.add_argument("--sample", action="store_true", help="references of every type, not the example")
    options = parser.parse_args()
    results = list((sample_failures if options.sample else failures)(options.every))
    wrong = collections.Counter(message for _, message in results if message)
    print(f"{len(results)} styles, {len(results) - wrong.total()} set the document, {wrong.total()} do not")
    for message, count in wrong.most_common():
        print(f"{count:5}  {message}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
