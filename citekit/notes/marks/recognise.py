"""Note marks recovered from prose whose superscripts were flattened into the text.

"… on July 11, 1928.11 Bukharin was …" has a mark 11; "… in 1.11 seconds" has none. Every number is weighed by what
stands around it, and the sequence through all numbers that explains the text best decides (``sequence.py``); "no
notes here" is one of the explanations. Scientific prose, whose citation numbers go back and come in lists, has
another sequence model (``science.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Literal, TypeAlias

from citekit.findings import Source
from citekit.model import NoteMark, Passage
from citekit.notes.marks.candidates import Run, readings, runs
from citekit.notes.marks.grounds import weigh, words
from citekit.notes.marks.lexicon import Lexicon
from citekit.notes.marks.numbering import Habits
from citekit.notes.marks.register import is_technical
from citekit.notes.marks.rivals import other_numbering
from citekit.notes.marks.science import Verdict, cited
from citekit.notes.marks.sequence import Candidate, Chain, best_chain, likelihood
from citekit.notes.marks.surroundings import surroundings
from citekit.notes.oddities import oddities
from citekit.values import dataclass, replace

Mode: TypeAlias = Literal["auto", "prose", "science"]

_HOPELESS = -9.0
"""A candidate below this log-odds is not worth a place in the search."""

_SIGN_HABITS = Habits(onward=0.5, gap=0.02, restart=0.45)


def find_marks(text: str, *, mode: Mode = "auto") -> tuple[NoteMark, ...]:
    """Return the note marks of *text* in order, none overlapping.

    *mode* says what to look for: notes that count up (``"prose"``), citations that go back and come in lists
    (``"science"``), or whichever explains the text better. Takes time in proportion to the text.

    >>> [mark.number for mark in find_marks("He left in 1928.11 She stayed.12 “So did I.”13")]
    ['11', '12', '13']
    """
    return _recognised(text, mode).marks


def read_marks(source: Source, *, mode: Mode = "auto") -> Passage:
    """Return the passage in *source* with its marks and what is odd about it.

    Where the sequence lacks a number that stands in the text after all, the place is named.
    """
    found = _recognised(source.text, mode)
    rejected = tuple(_rejected(found.candidates, found.marks))
    findings = oddities(source, found.marks, in_sequence=found.in_sequence, rejected=rejected)
    return Passage(source.path, source.text, found.marks, findings, recurring=not found.in_sequence)


@dataclass(frozen=True, slots=True)
class _Recognised:
    marks: tuple[NoteMark, ...]
    in_sequence: bool
    candidates: Sequence[Candidate]


def _recognised(text: str, mode: Mode) -> _Recognised:
    """Return the marks under the explanation that scores best, of those *mode* allows."""
    candidates = weighed(text)
    numbered = [candidate for candidate in candidates if candidate.style != "sign"]
    signed = [candidate for candidate in candidates if candidate.style == "sign"]
    marks, in_sequence = _explained(numbered, mode)
    marks += _marks(signed, _adapted(signed, _SIGN_HABITS))
    found = tuple(sorted(marks, key=lambda mark: mark.start))
    return _Recognised(found, in_sequence, numbered)


def _rejected(candidates: Iterable[Candidate], marks: Sequence[NoteMark]) -> Iterator[NoteMark]:
    """Yield the whole numbers that were not taken for marks, as marks of a confidence below one half."""
    taken = {mark.start for mark in marks}
    for candidate in candidates:
        (start, end), number = candidate.reading.spans[0], candidate.reading.numbers[0]
        if candidate.reading.split == "whole" and start not in taken:
            confidence = round(min(0.49, likelihood(candidate.weight)), 3)
            yield NoteMark(start, end, number, words(candidate.grounds), confidence)


def _explained(candidates: Sequence[Candidate], mode: Mode) -> tuple[list[NoteMark], bool]:
    """Return the marks among *candidates*, and whether as a sequence of notes rather than as citation numbers."""
    chain = _adapted(candidates, Habits()) if mode != "science" else Chain()
    verdict = cited(candidates, _bonus, _MANNERS) if mode != "prose" else Verdict()
    in_sequence = mode != "science" and (chain.score >= verdict.score or not verdict.typical)
    chosen = [candidates[index] for index in chain.indices] if in_sequence else verdict.chosen
    if other_numbering(chosen, candidates):
        return _explained([candidate for candidate in candidates if candidate.style != "apart"], mode)
    return (_marks(candidates, chain) if in_sequence else _citations(verdict)), in_sequence


def _citations(verdict: Verdict) -> list[NoteMark]:
    marks = []
    for candidate, odds in zip(verdict.chosen, verdict.odds, strict=True):
        (start, end), number = candidate.reading.spans[0], candidate.reading.numbers[0]
        evidence = words(candidate.grounds) or ("printed like the other citations",)
        marks.append(NoteMark(start, end, number, evidence, round(likelihood(odds), 3)))
    return marks


def weighed(text: str) -> list[Candidate]:
    """Return every candidate of *text* that the best of sequences could save, in order."""
    result = []
    lexicon, technical = Lexicon(text), is_technical(text)
    for place, run in enumerate(runs(text)):
        for reading in readings(text, run, lexicon):
            names = (*surroundings(text, run, reading), *lexicon.grounds(text, run, reading))
            if technical and run.form != "superscript":
                names = (*names, "in-technical-text" if run.form != "bracket" else "bracket-in-technical-text")
            weight = weigh(names)
            if weight > _HOPELESS:
                result.append(Candidate(place, run.list_start, reading, names, weight, _style(run, names)))
    return result


def _style(run: Run, names: Sequence[str]) -> str:
    """Name the way a mark is printed; a text keeps to one or few."""
    if run.form != "bare":
        return run.form
    if any(name.startswith(("spaced", "line", "paragraph")) for name in names):
        return "apart"
    closed = names[0] in {"after-word", "after-name", "after-short-word", "after-capitals", "after-known-number"}
    return ("before-stop" if "before-stop" in names else "after-word") if closed else "after-punctuation"


_COMMON_STYLES = {
    "after-punctuation": 0.4,
    "after-word": 0.15,
    "before-stop": 0.1,
    "apart": 0.05,
    "bracket": 0.1,
    "paren": 0.05,
    "superscript": 0.15,
    "sign": 1.0,
}


def _manner(style: str, gain: float, loss: float) -> dict[str, float]:
    return {other: gain if other == style else -loss for other in _COMMON_STYLES}


_MANNERS: tuple[tuple[float, Mapping[str, float]], ...] = (
    (0.0, {}),
    (-4.0, _manner("apart", 3.0, 2.0)),
    (-4.0, _manner("paren", 3.0, 4.0)),
)
"""Ways a whole text may print its marks, with the log-odds of each: as most do, all apart from the words (a scan, or a
typescript), all in parentheses. What is odd of one number is not odd of all."""


def _adapted(candidates: Sequence[Candidate], habits: Habits) -> Chain:
    """Find the best chain in every manner, then again with the styles and habits that it has shown."""
    best, manner = Chain(), 0.0
    given: Mapping[str, float] = {}
    for prior, bonus in _MANNERS:
        chain = best_chain(candidates, habits, bonus)
        if chain.score + prior > best.score + manner:
            best, manner, given = chain, prior, bonus
    if len(best.indices) < 2:
        return best if not given else Chain()
    learned = _bonus([candidates[index].style for index in best.indices])
    together = {style: learned.get(style, 0.0) + given.get(style, 0.0) for style in {*learned, *given}}
    chain = best_chain(candidates, _seen(habits, [candidates[index] for index in best.indices]), together)
    return replace(chain, score=chain.score + manner)


def _bonus(styles: Iterable[str]) -> dict[str, float]:
    """Return for each style how much commoner it is in this text than anywhere, as log-odds."""
    seen = Counter(styles)
    total = sum(seen.values())
    trust = 4
    return {
        style: max(-2.0, min(1.5, log((seen[style] + trust * common) / ((total + trust) * common))))
        for style, common in _COMMON_STYLES.items()
    }


def _seen(habits: Habits, chain: Sequence[Candidate]) -> Habits:
    """Return *habits* with the restarts that *chain* shows: notes numbered by page start again often."""
    restarts = sum(after.first <= 2 and after.first <= before.last for before, after in pairwise(chain))
    trust = 8
    restart = (restarts + trust * habits.restart) / (len(chain) + trust)
    return replace(habits, restart=restart, onward=max(0.3, habits.onward - restart))


def _marks(candidates: Sequence[Candidate], chain: Chain) -> list[NoteMark]:
    marks = []
    known: set[int] = set()
    for index, margin in zip(chain.indices, chain.margins, strict=True):
        candidate = candidates[index]
        confidence = round(min(likelihood(margin), likelihood(chain.score)), 3)
        for (start, end), number, value in zip(
            candidate.reading.spans, candidate.reading.numbers, candidate.reading.values, strict=True
        ):
            evidence = words(candidate.grounds) or ("fits the numbers around it",)
            if value - 1 in known:
                evidence = (f"continues {value - 1}", *evidence)
            marks.append(NoteMark(start, end, number, evidence, confidence))
            known.add(value)
    return marks
