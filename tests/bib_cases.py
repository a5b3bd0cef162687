"""Scores of the reader of .bib files on cases: ``python -m tests.bib_cases DIR [--json FILE]``.

A case is a ``.bib`` file and a ``.json`` file of the same name: ``source``, ``license``, ``format``,
``expected_from``, and ``csl``, a list of CSL items, or ``entries``, what biber resolved. The first word of the name
(``pandoc-…``) says which rules of ``tests/bib/deviations.toml`` it is compared under: what its source is trusted for,
and where citekit means to differ. What differs for such a reason is counted apart, as *meant*. An item is right when
each of its compared fields is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from citekit.bib import bibtex
from citekit.bib.cslfile.items import item_of
from citekit.bib.mapping.sentence_case import sentence_cased
from citekit.files import read_source
from tests.bib.deviations import Rules, rules_for
from tests.bib_biber import comparable


@dataclass(frozen=True)
class Compared:
    """One field of one item; *reason* says why a difference is meant."""

    case: str
    item: str
    field: str
    expected: Any
    found: Any
    reason: str = ""

    @property
    def outcome(self) -> str:
        if self.expected == self.found:
            return "right"
        return "meant" if self.reason else "wrong"

    def __str__(self) -> str:
        texts = [json.dumps(value, ensure_ascii=False) for value in (self.expected, self.found)]
        because = f"\n    meant: {self.reason}" if self.reason else ""
        return f"{self.case} [{self.item}] {self.field}\n    expected {texts[0]}\n    found    {texts[1]}{because}"


@dataclass
class Report:
    """Outcomes counted by (source, field), and for whole items by source."""

    cases: Counter[str] = field(default_factory=Counter)
    fields: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    items: dict[str, Counter[str]] = field(default_factory=dict)
    differences: list[Compared] = field(default_factory=list)

    def add_item(self, source: str, compared: Sequence[Compared]) -> None:
        """Count one item by its compared fields."""
        outcomes = [one.outcome for one in compared]
        for one in compared:
            self.fields.setdefault((source, one.field), Counter())[one.outcome] += 1
        worst = next((outcome for outcome in ("wrong", "meant") if outcome in outcomes), "right")
        self.items.setdefault(source, Counter())[worst] += 1
        self.differences += [one for one in compared if one.outcome != "right"]


def share(counts: Mapping[str, int]) -> float:
    """Return the part that is right or differs for a reason."""
    total = sum(counts.values())
    return 1 - counts.get("wrong", 0) / total if total else 1.0


def run_case(path: Path, report: Report) -> None:
    """Read the case whose expected result is in *path*, and count what it shows."""
    case = json.loads(path.read_text(encoding="utf-8"))
    source = path.name.partition("-")[0]
    report.cases[source] += 1
    if "csl" in case:
        for compared in compare_items(path, case["csl"], rules_for(source)):
            report.add_item(source, compared)
    elif "entries" in case:
        for compared in compare(path, *comparable(path, case["entries"]), rules_for(source)):
            report.add_item(source, compared)


def compare_items(path: Path, expected: Sequence[Mapping[str, Any]], rules: Rules) -> Iterator[list[Compared]]:
    """Yield the compared fields of each item of a case, items by their ``id``."""
    library = bibtex.read(read_source(path.with_suffix(".bib")))
    references = list(library.references.values())
    if rules.sentence_case:
        references = [sentence_cased(reference) for reference in references]
    found = {str(reference.key): rules.prepared(item_of(reference)) for reference in references}
    yield from compare(path, [rules.prepared(item) | {"id": str(item["id"])} for item in expected], found, rules)


def compare(
    path: Path, expected: Iterable[Mapping[str, Any]], found: Mapping[str, Mapping[str, Any]], rules: Rules
) -> Iterator[list[Compared]]:
    """Yield the compared fields of each expected item of a case; *found* are citekit's, by ``id``."""
    for item in expected:
        key = item["id"]
        if key not in found:
            yield [Compared(path.stem, key, "item", "an item", None)]
            continue
        seen = found[key]
        yield [
            Compared(path.stem, key, name, item.get(name), seen.get(name), rules.reason(path.stem, name, item, seen))
            for name in rules.compared({*item, *seen} - {"id"})
        ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; 1 when something differs without a reason, 2 when there are no cases."""
    parser = argparse.ArgumentParser(prog="python -m tests.bib_cases", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores and all differences here")
    parser.add_argument("--only", default="", metavar="PREFIX", help="cases whose name starts so")
    parser.add_argument("--field", default="", help="show differences of this field alone")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences")
    parser.add_argument("--meant", action="store_true", help="print those that are meant too")
    options = parser.parse_args(arguments)
    paths = sorted(options.folder.glob(f"{options.only}*.json")) if options.folder.is_dir() else []
    if not paths:
        print(f"error: no cases in {options.folder}", file=sys.stderr)
        return 2
    report = Report()
    for path in paths:
        run_case(path, report)
    _print(report)
    shown = [
        one for one in report.differences if (options.meant or not one.reason) and options.field in ("", one.field)
    ]
    print("".join(f"\n{one}" for one in shown[: options.show]))
    if options.json:
        options.json.write_text(json.dumps(_as_json(report), ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if any(not one.reason for one in report.differences) else 0


def _print(report: Report) -> None:
    for source, count in sorted(report.cases.items()):
        items = report.items.get(source, Counter())
        total = sum(items.values())
        print(f"{source}: {count} cases, {total} items, {share(items):.2%} right or meant ({_counts(items)})")
        for (of, name), counts in sorted(report.fields.items(), key=lambda one: (share(one[1]), one[0])):
            if of == source and counts["wrong"] + counts["meant"]:
                print(f"  {name:26} {share(counts):8.2%}  {_counts(counts)}")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in ("right", "meant", "wrong") if counts.get(name))


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "sources": {
            source: {
                "cases": count,
                "items": dict(report.items.get(source, {})),
                "share": share(report.items.get(source, {})),
                "fields": {
                    name: {**counts, "share": share(counts)}
                    for (of, name), counts in sorted(report.fields.items())
                    if of == source
                },
            }
            for source, count in sorted(report.cases.items())
        },
        "differences": [asdict(one) | {"outcome": one.outcome} for one in report.differences],
    }


if __name__ == "__main__":
    sys.exit(main())
