"""How far citekit, citeproc-js and pandoc print the same: ``python -m benchmarks.agreement --help``.

Two documents of odd references (``tests.sample``, ``tests.odd``) are set in real styles by all three. For every style
and in total the citations and entries that read alike are counted; a text on which citeproc-js and pandoc agree
against citekit is most likely citekit's fault and is listed first.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.documents import DOCUMENTS, Answers, Document, Peers
from benchmarks.sameness import words
from citekit.csl.catalogue import search_styles
from citekit.errors import CitekitError
from citekit.nearest import did_you_mean
from citekit.process import process


@dataclass(frozen=True, slots=True)
class Difference:
    """One text that citekit and citeproc-js print differently; *pandoc* is "" where it sets no such text.

    *verdict* is who stands alone: "citekit" (the others agree), "citeproc-js" (pandoc is with citekit), or "all".
    """

    style: str
    what: str
    citekit: str
    citeproc_js: str
    pandoc: str
    verdict: str


@dataclass(slots=True)
class Tally:
    """What was counted in one style, or in all of them. *errors* are citekit's exceptions."""

    citations: int = 0
    same_citations: int = 0
    entries: int = 0
    same_entries: int = 0
    with_pandoc: int = 0
    pandoc_texts: int = 0
    peers_agree: int = 0
    alone: int = 0
    errors: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count what *other* counted too."""
        for name in ("citations", "same_citations", "entries", "same_entries", "with_pandoc", "pandoc_texts"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.peers_agree += other.peers_agree
        self.alone += other.alone
        self.errors += other.errors
        self.differences += other.differences

    def line(self, name: str) -> str:
        """Return one line of the table."""
        return (
            f"{name[:48]:48} {_share(self.same_citations, self.citations)} {_share(self.same_entries, self.entries)} "
            f"{_share(self.with_pandoc, self.pandoc_texts)} {_share(self.peers_agree, self.pandoc_texts)} "
            f"{self.alone:5} {len(self.errors) or '':>4}"
        )


HEADING = f"{'style':48} {'cites':>6} {'entr.':>6} {'pandoc':>6} {'peers':>6} {'alone':>5} {'err':>4}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f}" if whole else "     –"


def main() -> int:
    """Set the documents, print the table and the differences."""
    options = _options()
    total = Tally()
    print(HEADING)
    peers = Peers(options.peers_dir, options.cache, pandoc=not options.no_pandoc)
    with ThreadPoolExecutor(options.jobs) as pool:
        for name, xml, answers in pool.map(lambda one: (*one, peers.answers(one[1])), _styles(options)):
            tally = Tally()
            for document in DOCUMENTS:
                tally.add(_compared(name, xml, document, answers[document.name]))
            total.add(tally)
            print(tally.line(name), flush=True)
    print(total.line("all"))
    for difference in sorted(total.differences, key=lambda one: one.verdict != "citekit")[: options.differences]:
        print(_shown(difference))
    for error in total.errors:
        print(error)
    if options.json:
        options.json.write_text(json.dumps(asdict(total), ensure_ascii=False, indent=1), "utf-8")
    return 1 if total.errors else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.agreement", description=__doc__)
    add = parser.add_argument
    add("--styles", type=int, default=100, metavar="N", help="how many independent styles (%(default)s)")
    add("--seed", type=int, default=7, help="which of them (%(default)s)")
    add("--style", action="append", default=[], metavar="NAME", help="this style and no others; repeatable")
    add("--peers-dir", type=Path, default=Path("build/peers"), metavar="DIR", help="see python -m benchmarks --setup")
    add("--no-pandoc", action="store_true", help="compare with citeproc-js alone")
    add("--cache", type=Path, metavar="DIR", help="keep what the others print in DIR, so that the next run is quick")
    add("--jobs", type=int, default=1, metavar="N", help="processes of the others at a time (%(default)s)")
    add("--differences", type=int, default=20, metavar="K", help="how many to show (%(default)s)")
    add("--json", type=Path, metavar="FILE", help="write all counts and differences")
    options = parser.parse_args()
    independent = [style.name for style in search_styles(()) if not style.parent]
    for name in options.style:
        if name not in independent:
            hint = did_you_mean(name, independent)
            parser.error(f"no independent style is called {name!r}{hint and f'; {hint}'}")
    return options


def _styles(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    independent = sorted((style for style in search_styles(()) if not style.parent), key=lambda style: style.name)
    if options.style:
        chosen = [style for style in independent if style.name in options.style]
    else:
        chosen = random.Random(options.seed).sample(independent, min(options.styles, len(independent)))  # noqa: S311
    for style in chosen:
        yield style.name, Path(style.path).read_text("utf-8")


def _compared(name: str, xml: str, document: Document, answers: Answers) -> Tally:
    tally = Tally()
    try:
        made = process({**document.request, "style": xml})
    except CitekitError as error:
        tally.errors.append(f"{name}: {error}")
        return tally
    except Exception as error:  # any exception is a find
        tally.errors.append(f"{name}: {type(error).__name__}: {error}")
        return tally
    if answers.error:
        print(f"{name}: {answers.error}", file=sys.stderr)
        return tally
    pandoc_entries = {key: words(text) for key, text in answers.pandoc_entries.items()}
    cites = [
        (f"citation {number}", one["text"], theirs, _at(answers.pandoc_citations, number))
        for number, (one, theirs) in enumerate(zip(made["citations"], answers.citations, strict=True))
    ]
    tally.citations, tally.same_citations = _count(tally, name, document, cites)
    ours = {one["id"]: one["text"] for one in (made["bibliography"] or {"entries": []})["entries"]}
    by_text = {words(text): text for text in ours.values()}  # citeproc-js may give a text to a neighbour's id
    entries = [
        (f"entry {key}", by_text.get(words(theirs), ours.get(key, "")), theirs, pandoc_entries.get(key))
        for key, theirs in answers.entries.items()
    ]
    tally.entries, tally.same_entries = _count(tally, name, document, entries)
    order = [key for key in ours if key in answers.entries]
    if order != [key for key in answers.entries if key in ours]:
        wrong = (" ".join(order), " ".join(answers.entries), " ".join(answers.pandoc_entries))
        tally.differences.append(Difference(name, f"{document.name} order", *wrong, "order"))
    return tally


def _at(texts: tuple[str | None, ...], number: int) -> str | None:
    return texts[number] if number < len(texts) else None


def _count(
    tally: Tally, style: str, document: Document, texts: Iterable[tuple[str, str, str, str | None]]
) -> tuple[int, int]:
    count = same = 0
    for what, ours, theirs, third in texts:
        one, two = words(ours), words(theirs)
        three = None if third is None else words(third)
        count += 1
        same += one == two
        if three is not None:
            tally.pandoc_texts += 1
            tally.with_pandoc += one == three
            tally.peers_agree += two == three
        if one == two:
            continue
        alone = "citekit" if two == three else "citeproc-js" if one == three else "all"
        tally.alone += alone == "citekit"
        tally.differences.append(Difference(style, f"{document.name} {what}", one, two, three or "", alone))
    return count, same


def _shown(difference: Difference) -> str:
    """Return a difference with what differs in brackets."""
    ours, theirs = difference.citekit, difference.citeproc_js
    pieces = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        pieces.append(ours[a:b] if tag == "equal" else f"[{ours[a:b]}|{theirs[c:d]}]")
    third = f"\n    pandoc: {difference.pandoc}" if difference.verdict == "all" and difference.pandoc else ""
    return f"{difference.verdict:12} {difference.style}: {difference.what}\n    {''.join(pieces)}{third}"


if __name__ == "__main__":
    sys.exit(main())
