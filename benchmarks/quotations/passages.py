"""``python -m benchmarks.quotations.passages``: quotations cut from real passages, altered, and what is said of them.

The passages are those of the notes corpus (``CITEKIT_SHARED``, else ``../shared``): books with their note marks
flattened into the text. A quotation is 8 to 30 words of one; nothing here was used to make the checker.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from citekit.findings import Source
from citekit.quotations.proof.claims import Claim
from citekit.quotations.proof.plaintext import read_text
from citekit.quotations.proof.proving import indexed, proved
from citekit.quotations.reading import understood
from citekit.quotations.rules import RULES

_ADDED = ("not", "perhaps", "the", "seventeen")
_OTHERS = ("turnip", "Kerensky", "never")


def main() -> None:
    """Print how often each verdict is given for each alteration, and what is not as it should be."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.quotations.passages")
    options.add_argument("--quotations", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--shown", type=int, default=10, help="wrong verdicts that are printed")
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    counts: Counter[tuple[str, str]] = Counter()
    shown = 0
    for text, words in _quotations(_passages(), chance, chosen.quotations):
        source = indexed(read_text("passage.txt", Source("passage.txt", text)))
        for name, (alter, permitted) in _ALTERATIONS.items():
            said = " ".join(alter(list(words), chance.randrange(1, len(words) - 4), chance))
            if not permitted and _bare(said) in _bare(text):
                continue  # it stands there, too
            proof = proved(Claim(understood(said), key="k"), [source], RULES["chicago"])
            counts[name, proof.verdict.value] += 1
            if proof.verdict.value.startswith("verified") != permitted and shown < chosen.shown:
                shown += 1
                print(f"- {name}: {proof.verdict.value}: {said!r} {[one.kind for one in proof.changes]}")
    for (name, verdict), count in sorted(counts.items()):
        print(f"{name:<16} {verdict:<32} {count:>6}")


def _passages() -> list[dict[str, Any]]:
    path = Path(os.environ.get("CITEKIT_SHARED", "../shared")) / "notes-corpus" / "dev.jsonl"
    with path.open(encoding="utf-8") as lines:
        return [one for one in map(json.loads, lines) if len(one["text"]) > 600]


def _quotations(
    passages: list[dict[str, Any]], chance: random.Random, count: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield passages and the words of a quotation, without notes, brackets, ellipses and halves of quotations."""
    made = 0
    while made < count:
        one = chance.choice(passages)
        text = one["text"]
        words = [match.span() for match in re.finditer(r"\S+", text)]
        length = chance.randint(8, 30)
        if len(words) < 2 * length:
            continue
        first = chance.randrange(len(words) - length)
        start, end = words[first][0], words[first + length - 1][1]
        said = text[start:end]
        noted = any(note["start"] < end and note["end"] > start for note in one["notes"])
        if noted or re.search(r"[\[\]\n…]|\.\.|\. \.", said) or sum(map(said.count, '“”"')) % 2:
            continue
        made += 1
        yield text, tuple(said.split())


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower()


def _dropped(words: list[str], at: int, count: int) -> list[str]:
    return words[:at] + words[at + count :]


_Alter = Callable[[list[str], int, random.Random], list[str]]
_ALTERATIONS: dict[str, tuple[_Alter, bool]] = {
    "verbatim": (lambda words, _at, _chance: words, True),
    "word dropped": (lambda words, at, _: _dropped(words, at, 1), False),
    "words dropped": (lambda words, at, _: _dropped(words, at, 3), False),
    "words swapped": (lambda words, at, _: [*words[:at], words[at + 1], words[at], *words[at + 2 :]], False),
    "word added": (lambda words, at, chance: [*words[:at], chance.choice(_ADDED), *words[at:]], False),
    "word changed": (lambda words, at, chance: [*words[:at], chance.choice(_OTHERS), *words[at + 1 :]], False),
    "omission": (lambda words, at, _: [*words[:at], "[...]", *words[at + 3 :]], True),
}


if __name__ == "__main__":
    main()
