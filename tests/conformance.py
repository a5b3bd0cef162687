"""Run the fixtures of the CSL test suite: ``python -m tests.conformance FIXTURE_DIR [--json FILE]``.

A fixture is a text file of sections (MODE, RESULT, CSL, INPUT, CITATION-ITEMS, CITATIONS). It is run the way the
suite's own runner does: all of INPUT is in the library; CITATION-ITEMS are citations apart from any sequence;
CITATIONS are edits, after the last of which every citation is listed, ``>>`` before those that changed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citekit.bib.csljson import references_of
from citekit.csl.document import Document, Placed
from citekit.csl.locales import merged
from citekit.csl.parse import parse_style
from citekit.csl.processor import CitationInput, CompiledStyle, set_document
from citekit.output.fragment_html import bibliography, fragment
from citekit.process import cite_input

_NOTHING_PRINTED = "[CSL STYLE ERROR: reference with no printed form.]"  # the suite's own words
_SECTION = re.compile(r"^>>=+ ([A-Z-]+) =+>>\n(.*?)^<<=+ \1 =+<<", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fixture wants and what came out."""

    name: str
    expected: str
    got: str

    @property
    def passed(self) -> bool:
        """Tell if they are the same."""
        return self.expected == self.got


def sections(text: str) -> dict[str, str]:
    """Return a fixture's sections by name."""
    return {match[1]: match[2].strip("\n") for match in _SECTION.finditer(text)}


def run(path: Path) -> Outcome:
    """Run one fixture; an exception is its result."""
    parts = sections(path.read_text("utf-8-sig"))
    expected = parts["RESULT"].strip()
    try:
        got = _render(parts)
    except Exception as error:
        got = f"{type(error).__name__}: {error}"
    return Outcome(path.stem, expected, got.strip())


def _render(parts: Mapping[str, str]) -> str:
    node, _ = parse_style(parts["CSL"])
    style = CompiledStyle(node, merged(node.default_locale or "en-US", node.locales), placeholder=_NOTHING_PRINTED)
    items = json.loads(parts["INPUT"])
    references = references_of([{"id": f"item-{number}", **item} for number, item in enumerate(items)])
    keys = list(references)
    mode = parts["MODE"].strip()
    if "CITATIONS" in parts:
        return _edited(style, references, json.loads(parts["CITATIONS"]), mode)
    given = json.loads(parts["CITATION-ITEMS"]) if "CITATION-ITEMS" in parts else [[{"id": key} for key in keys]]
    citations = [CitationInput(tuple(cite_input(cite) for cite in cites), None) for cites in given]
    rendered = set_document(style, references, citations if mode == "citation" else (), keys)
    if mode.startswith("bibliography"):
        return bibliography(rendered.bibliography, links=False)
    return "\n".join(_text(text) for text in rendered.citations)


def _edited(style: CompiledStyle, references: Mapping[Any, Any], edits: Sequence[Any], mode: str) -> str:
    document = Document(style, references)
    known: dict[str, CitationInput] = {}
    changed: frozenset[str] = frozenset()
    for citation, before, after in edits:
        name = citation.get("citationID", f"citation-{len(known)}")
        note = citation.get("properties", {}).get("noteIndex", 0)
        known[name] = CitationInput(tuple(cite_input(cite) for cite in citation["citationItems"]), note)
        order = [*before, [name, note], *after]
        known |= {key: CitationInput(known[key].cites, number) for key, number in order}
        document.arrange([Placed(key, known[key]) for key, _ in order])
        changed = document.affected
    if mode.startswith("bibliography"):
        return bibliography(document.bibliography(), links=False)
    return "\n".join(
        f"{'>>' if name in changed else '..'}[{index}] {_text(text)}"
        for index, (name, text) in enumerate(document.texts.items())
    )


def _text(inlines: Any) -> str:
    return fragment(inlines, links=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a folder of fixtures and print how many pass."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, help="write the result to this file")
    parser.add_argument("--only", default="", help="print both texts of the failures whose name has this in it")
    options = parser.parse_args(arguments)
    outcomes = [run(path) for path in sorted(options.folder.glob("*.txt"))]
    passed = [outcome.name for outcome in outcomes if outcome.passed]
    failed = {one.name: {"expected": one.expected, "got": one.got} for one in outcomes if not one.passed}
    for name, texts in failed.items():
        if options.only and options.only in name:
            print(f"## {name}\n--- expected\n{texts['expected']}\n--- got\n{texts['got']}\n")
    if options.json:
        options.json.write_text(json.dumps({"passed": passed, "failed": failed}, ensure_ascii=False, indent=1) + "\n")
    print(f"{len(passed)} of {len(outcomes)} fixtures pass")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
