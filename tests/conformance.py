"""Run the fixtures of the CSL test suite: ``python -m tests.conformance FIXTURE_DIR [--json FILE]``.

A fixture is a text file of sections: MODE, RESULT, CSL, INPUT; CITATION-ITEMS or CITATIONS; rarely BIBENTRIES,
BIBSECTION, ABBREVIATIONS and INPUT2. It is run the way the suite's own runner does: all of INPUT is in the library;
CITATION-ITEMS are citations apart from any sequence; CITATIONS are edits, after the last of which every citation is
listed, ``>>`` before those that changed; BIBENTRIES are the keys that are listed, edit by edit.
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

from citekit.bib.cslfile.items import references_of
from citekit.csl.document import Document, Placed
from citekit.csl.fieldtext import STRAIGHT_ONLY, tokens_of
from citekit.csl.locales import merged
from citekit.csl.output import Tokens, as_tokens
from citekit.csl.parse import parse_style
from citekit.csl.processor import CitationInput, CompiledStyle, set_document
from citekit.markup import parse_markup
from citekit.model import Bibliography, Key, Reference
from citekit.output.fragment_html import bibliography, fragment
from citekit.process import abbreviated, cite_input
from citekit.richtext import plain
from citekit.values import replace

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
    mode = parts["MODE"].strip()
    node, _ = parse_style(parts["CSL"])
    if mode == "bibliography-nosort" and node.bibliography is not None:
        node = node._replace(bibliography=node.bibliography._replace(sort=()))
    style = CompiledStyle(node, merged(node.default_locale or "en-US", node.locales), placeholder=_NOTHING_PRINTED)
    items = [*json.loads(parts["INPUT"]), *json.loads(parts.get("INPUT2", "[]"))]
    references = references_of([{"id": f"item-{number}", **item} for number, item in enumerate(items)])
    references = abbreviated(references, _abbreviations(parts))
    if "CITATIONS" in parts:
        document = Document(style, references)
        changed = _edit(document, json.loads(parts["CITATIONS"]))
        if mode.startswith("bibliography"):
            return _listed(document.bibliography(), references, parts)
        return "\n".join(
            f"{'>>' if name in changed else '..'}[{index}] {_text(text)}"
            for index, (name, text) in enumerate(document.texts.items())
        )
    keys = [str(key) for key in json.loads(parts["BIBENTRIES"])[-1]] if "BIBENTRIES" in parts else list(references)
    given = json.loads(parts["CITATION-ITEMS"]) if "CITATION-ITEMS" in parts else [[{"id": key} for key in keys]]
    citations = [CitationInput(tuple(cite_input(cite) for cite in cites), None) for cites in given]
    rendered = set_document(style, references, citations if mode == "citation" else (), keys)
    if mode.startswith("bibliography"):
        return _listed(rendered.bibliography, references, parts)
    return "\n".join(_text(text) for text in rendered.citations)


def _edit(document: Document, edits: Sequence[Any]) -> frozenset[str]:
    """Make the edits of CITATIONS; return which citations the last one changed."""
    known: dict[str, CitationInput] = {}
    for citation, before, after in edits:
        name = citation.get("citationID", f"citation-{len(known)}")
        properties = citation.get("properties", {})
        note = properties.get("noteIndex", 0)
        cites = tuple(cite_input(cite) for cite in citation["citationItems"])
        known[name] = CitationInput(cites, note, mode=properties.get("mode", ""), infix=_tokens(properties))
        order = [*before, [name, note], *after]
        known |= {key: known[key]._replace(note=number) for key, number in order}
        document.arrange([Placed(key, known[key]) for key, _ in order])
    return document.affected


def _tokens(properties: Mapping[str, Any]) -> Tokens:
    return as_tokens(tokens_of(parse_markup(properties.get("infix", "")), STRAIGHT_ONLY))


def _abbreviations(parts: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """Return the short forms of ABBREVIATIONS, whose lists are by jurisdiction; ours know none."""
    lists = json.loads(parts.get("ABBREVIATIONS", "{}"))
    return lists.get("default", {}) if isinstance(lists, dict) else {}


def _listed(made: Bibliography, references: Mapping[Key, Reference], parts: Mapping[str, str]) -> str:
    """Return a bibliography, of it only what BIBSECTION asks for."""
    section = json.loads(parts.get("BIBSECTION", "{}"))
    entries = tuple(one for one in made.entries if _in_section(references[one.key], section))
    return bibliography(replace(made, entries=entries), links=False)


def _in_section(reference: Reference, section: Mapping[str, Any]) -> bool:
    """Tell if a reference belongs to a part of the bibliography.

    Of *section*'s conditions "include" asks for one that holds, "select" for all, "exclude" for none.
    """
    holds = {
        kind: [_meets(reference, one) for one in section.get(kind, ())] for kind in ("include", "select", "exclude")
    }
    included = any(holds["include"]) or not holds["include"]
    return included and all(holds["select"]) and not any(holds["exclude"])


def _meets(reference: Reference, condition: Mapping[str, str]) -> bool:
    field, value = condition["field"], condition.get("value", "")
    if field == "type":
        return reference.type == value
    texts = {name: plain(text) for name, text in reference.texts.items()} | dict(reference.numbers)
    words = [word.strip() for word in texts.get(field, "").split(",")] if field in ("categories", "keyword") else []
    return value in (words or [texts.get(field, "")])


def _text(inlines: Any) -> str:
    return fragment(inlines, links=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a folder of fixtures and print how many pass."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, help="write the result to this file")
    parser.add_argument("--only", default="", help="print both texts of the failures whose name has this in it")
    options = parser.parse_args(arguments)
    fixtures = sorted(options.folder.glob("*.txt"))
    if not fixtures:
        parser.error(f"no fixtures (*.txt) in {options.folder}")
    outcomes = [run(path) for path in fixtures]
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
