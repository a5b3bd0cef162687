"""Set the example in every independent style: ``python -m tests.style_sweep [--every N]``.

Prints how many styles there are, how many set the example, and each failure once. Takes a minute and a half.
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
from citekit.project import open_library, read_ledger, read_passage

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


def main() -> int:
    """Print the count and the failures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="only every N-th style")
    results = list(failures(parser.parse_args().every))
    wrong = collections.Counter(message for _, message in results if message)
    print(f"{len(results)} styles, {len(results) - wrong.total()} set the example, {wrong.total()} do not")
    for message, count in wrong.most_common():
        print(f"{count:5}  {message}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
