"""How long marks take to be found: ``python -m benchmarks.marks [--pages N]``.

A book of 1,000 pages is put together from sentences of our own with notes of every kind, in chapters of forty notes,
and then one of twice the length: the ratio of both times shows that the work grows with the text.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time

from citekit.notes.marks.recognise import find_marks

_SENTENCES = (
    "The committee met in 19{year} and heard {few} speakers, of whom most were new.{note} ",
    "“Nothing,” she wrote, “will be as it was.”{note} ",
    "On July {few}, 19{year}, the papers were sealed and sent away.{note} ",
    "Grain went up by 3.{few} percent, and 2,{few}00 families left the town{note}; the rest stayed. ",
    "Nobody answered the letter, which lay in room {few} until the spring. ",
    "The harvest of 19{year} was better than that of the year before, and the prices fell. ",
    "He had met Ivanov in Vienna; they spoke of Section {few} and of Article {few}. ",
)
_PAGE = 2400
"""Characters of a printed page."""


def book(pages: int, seed: int = 1) -> str:
    """Return a text of so many pages."""
    dice = random.Random(seed)  # noqa: S311 - the same every time
    pieces: list[str] = []
    length = number = 0
    while length < pages * _PAGE:
        sentence = dice.choice(_SENTENCES)
        noted = "{note}" in sentence and dice.random() < 0.7
        number += noted
        year, few = dice.randint(10, 39), dice.randint(2, 30)
        piece = sentence.format(year=year, few=few, note=number if noted else "")
        if number == 40:
            number = 0
            piece += "\n\nThe Next Chapter\n\n"
        elif dice.random() < 0.1:
            piece += "\n\n"
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces)


def main() -> None:
    """Print the median times, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    pages = parser.parse_args().pages
    times = []
    for count in (pages, 2 * pages):
        text = book(count)
        took, found = [], 0
        for _ in range(3):
            began = time.perf_counter()
            found = len(find_marks(text))
            took.append(time.perf_counter() - began)
        times.append(statistics.median(took))
        print(f"{count:6} pages, {len(text):9} characters, {found:6} marks: {times[-1]:.2f} s")
    print(f"twice the text takes {times[1] / times[0]:.2f} times as long")


if __name__ == "__main__":
    main()
