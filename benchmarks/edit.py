"""One citation put into the middle of a long document: milliseconds for each edit, through ``Document``.

``python -m benchmarks.edit [STYLE] [N]``: N references, 2 N citations (default 1,000) of the shared workload.
"""

from __future__ import annotations

import statistics
import sys
import time

from benchmarks.workload import Workload
from citekit.bib.cslfile.items import references_of
from citekit.csl import cache
from citekit.csl.catalogue import find_style
from citekit.csl.document import Document, Placed
from citekit.csl.processor import CitationInput
from citekit.process import cite_input


def milliseconds(style: str, workload: Workload, rounds: int = 15) -> list[float]:
    """Return how long each of *rounds* insertions took."""
    found = find_style(style)
    references = references_of(workload.references)
    document = Document(cache.compiled_file(found.path, found.default_locale), references)
    document.arrange(
        [
            Placed(f"c{number}", CitationInput(tuple(cite_input(cite) for cite in one["citationItems"]), number))
            for number, one in enumerate(workload.citations, start=1)
        ]
    )
    middle = f"c{len(workload.citations) // 2}"
    keys = list(references)
    document.insert("warm", CitationInput((cite_input({"id": keys[0]}),)), before=middle)
    times = []
    for number in range(rounds):
        cite = cite_input({"id": keys[number * 37 % len(keys)], "locator": "12"})
        started = time.perf_counter()
        document.insert(f"new-{number}", CitationInput((cite,)), before=middle)
        times.append((time.perf_counter() - started) * 1000)
    return times


def main() -> None:
    """Print the median, for one style."""
    style = sys.argv[1] if len(sys.argv) > 1 else "chicago-notes-bibliography"
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    times = milliseconds(style, Workload.made(size))
    print(f"{style}: {statistics.median(times):.1f} ms for one edit (median of {len(times)}; most {max(times):.1f})")


if __name__ == "__main__":
    main()
