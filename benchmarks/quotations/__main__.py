"""``python -m benchmarks.quotations``: alterations, and what is said of them; the time of a search in 1,000 pages."""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections import Counter

from benchmarks.quotations.book import long_book, tokens_of
from benchmarks.quotations.cases import Case, Judge, cases, wrong
from citekit.findings import Source
from citekit.quotations.proof.claims import Claim
from citekit.quotations.proof.plaintext import read_text
from citekit.quotations.proof.proving import indexed, proved
from citekit.quotations.proof.verdict import Proof, Verdict
from citekit.quotations.rules import RULES


def main() -> None:
    """Judge the cases, print the matrix and what went wrong, and measure."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.quotations")
    options.add_argument("--each", type=int, default=75, help="cases of each alteration")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pages", type=int, default=1000, help="of the source that is searched")
    options.add_argument("--shown", type=int, default=20, help="wrong verdicts that are printed")
    chosen = options.parse_args()
    judge = Judge()
    started = time.perf_counter()
    judged = [(case, judge.proof(case)) for case in cases(chosen.each, chosen.seed)]
    print(f"{len(judged)} cases in {time.perf_counter() - started:.1f} s\n")
    _matrix(judged)
    _score(judged)
    for case, proof in wrong(judged)[: chosen.shown]:
        told = [(one.kind, one.quoted, one.source) for one in proof.changes if one.standing != "note"]
        print(f"- {case.alteration} ({case.rules}, {case.book.name}): {proof.verdict.value}: {case.text!r} {told}")
    if chosen.pages:
        _search(chosen.pages, chosen.seed)


def _matrix(judged: list[tuple[Case, Proof]]) -> None:
    counts = Counter((case.alteration, proof.verdict) for case, proof in judged)
    names = dict.fromkeys((case.alteration, case.permitted) for case, _ in judged)
    verdicts = [verdict for verdict in Verdict if any(counts[name, verdict] for name, _ in names)]
    print("| alteration | label | " + " | ".join(verdict.value for verdict in verdicts) + " |")
    print("|---|---|" + "---:|" * len(verdicts))
    for name, permitted in names:
        row = " | ".join(str(counts[name, verdict] or "") for verdict in verdicts)
        print(f"| {name} | {'permitted' if permitted else 'forbidden'} | {row} |")


def _score(judged: list[tuple[Case, Proof]]) -> None:
    permitted = [proof.verdict.is_proved for case, proof in judged if case.permitted]
    forbidden = [proof.verdict.is_proved for case, proof in judged if not case.permitted]
    share = 100 * sum(permitted) / len(permitted)
    print(f"\npermitted: {sum(permitted)} of {len(permitted)} accepted ({share:.2f} %)")
    print(f"forbidden: {sum(forbidden)} of {len(forbidden)} verified\n")


def _search(pages: int, seed: int) -> None:
    dice = random.Random(seed)
    text = long_book(pages, dice)
    started = time.perf_counter()
    own = indexed(read_text("long.txt", Source("long.txt", text)))
    count = len(own.index.words)
    print(f"\n{pages} pages, {count} words: read and indexed in {time.perf_counter() - started:.2f} s")
    words = re.sub(r"\[p\. \d+\]", "", text).split()
    vocabulary = [token.text for token in tokens_of("english")]
    for kind in ("there", "changed", "not there", "common words"):
        times: list[float] = []
        proofs: Counter[str] = Counter()
        for _ in range(40):
            start = dice.randrange(len(words) - 60)
            quoted = [word for word in words[start : start + 40] if not word.startswith("[p.") and word != "p."]
            if kind == "changed":
                quoted[5::9] = [dice.choice(vocabulary) for _ in quoted[5::9]]
            elif kind == "not there":
                quoted = dice.choices(vocabulary, k=40)
            elif kind == "common words":
                quoted = dice.choices(["the", "of", "and", "to", "a", "in", "that", "had", "was"], k=12)
            started = time.perf_counter()
            proof = proved(Claim((" ".join(quoted).strip("“”"),)), [own], RULES["chicago"])
            times.append(time.perf_counter() - started)
            proofs[proof.verdict.value] += 1
        told = ", ".join(f"{number} {verdict}" for verdict, number in proofs.most_common())
        print(f"- {kind}: median {statistics.median(times):.3f} s, at most {max(times):.3f} s ({told})")


if __name__ == "__main__":
    main()
