"""The documents that ``agreement`` compares, and what citeproc-js and pandoc print of them.

The peers run as programs, as they do in the benchmark. What they print depends on the style and the document alone,
so it can be kept in a folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.peers.citeproc_js import DRIVER
from benchmarks.peers.pandoc import Pandoc
from benchmarks.workload import locales_folder
from citekit.csl.locales import Locale, merged
from citekit.csl.parse import parse_style
from tests import odd, sample

_TAG = re.compile(r"<[^>]+>")
_IN_TEXT = re.compile(r'<p><span class="citation" data-cites="[^"]*">(.*?)</span></p>', re.DOTALL)
_NOTE = re.compile(r'<li id="fn(\d+)">(.*?)<a\s+href="#fnref\d+"', re.DOTALL)
_ENTRY = re.compile(
    r'<div id="ref-([^"]*)" class="csl-entry"[^>]*>\n(.*?)\n</div>(?=\n<div id="ref-|\n</div>)', re.DOTALL
)


@dataclass(frozen=True)
class Document:
    """References and citations as ``citekit process`` takes them."""

    name: str
    references: list[dict[str, Any]]
    citations: list[dict[str, Any]]

    @property
    def request(self) -> dict[str, Any]:
        """Return the request without a style."""
        return {"format": "html", "references": self.references, "citations": self.citations, "bibliography": True}


def _documents() -> tuple[Document, ...]:
    made = []
    for name, source in (("sample", sample), ("odd", odd)):
        references = source.references()
        made.append(Document(name, references, source.citations(references)))
    return tuple(made)


DOCUMENTS = _documents()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the peers print: citations in order, entries by id. pandoc's are ``None`` where it cannot be asked."""

    citations: tuple[str, ...] = ()
    entries: Mapping[str, str] = field(default_factory=dict)
    pandoc_citations: tuple[str | None, ...] = ()
    pandoc_entries: Mapping[str, str] = field(default_factory=dict)
    error: str = ""


class Peers:
    """citeproc-js and pandoc as installed in *folder*; *cache* keeps what they print."""

    def __init__(self, folder: Path, cache: Path | None, *, pandoc: bool) -> None:
        self._node_path = str((folder / "node_modules").resolve())
        self._pandoc = Pandoc(folder) if pandoc else None
        self._cache = cache
        if cache:
            cache.mkdir(parents=True, exist_ok=True)

    def answers(self, style: str) -> dict[str, Answers]:
        """Return what the peers print in *style*, by document."""
        return {document.name: self._kept(style, document) for document in DOCUMENTS}

    def _kept(self, style: str, document: Document) -> Answers:
        if self._cache is None:
            return self._asked(style, document)
        asked = json.dumps([style, document.request, self._pandoc is not None])
        path = self._cache / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"
        if path.is_file():
            kept = json.loads(path.read_text("utf-8"))
            return Answers(**kept)
        made = self._asked(style, document)
        path.write_text(json.dumps(asdict(made), ensure_ascii=False), "utf-8")
        return made

    def _asked(self, style: str, document: Document) -> Answers:
        request = json.dumps({**document.request, "styles": {"": style}})
        command = ["node", str(DRIVER), str(locales_folder())]
        environment = {**os.environ, "NODE_PATH": self._node_path}
        done = subprocess.run(command, input=request, capture_output=True, text=True, env=environment, check=False)
        if not done.stdout:
            return Answers(error=(done.stderr.strip().splitlines() or ["nothing"])[-1])
        made = json.loads(done.stdout)[""]
        if "error" in made:
            return Answers(error=f"citeproc-js: {made['error']}")
        entries = {one["id"]: one["text"] for one in (made["bibliography"] or {"entries": []})["entries"]}
        third, third_entries = self._set_by_pandoc(style, document)
        return Answers(tuple(one["text"] for one in made["citations"]), entries, third, third_entries)

    def _set_by_pandoc(self, style: str, document: Document) -> tuple[tuple[str | None, ...], dict[str, str]]:
        if self._pandoc is None:
            return (), {}
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            csl, references = folder / "style.csl", folder / "references.json"
            csl.write_text(style, "utf-8")
            references.write_text(json.dumps(document.references, ensure_ascii=False), "utf-8")
            command = [self._pandoc.program, "-f", "json", "-t", "html", "--wrap=none", "--citeproc"]
            command += [f"--csl={csl}", f"--bibliography={references}"]
            text = json.dumps(_ast(document.citations, _locale(style)))
            done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        notes = {int(number): text for number, text in _NOTE.findall(done.stdout)}
        in_text = _IN_TEXT.findall(done.stdout)
        texts: list[str | None] = [None] * len(document.citations)
        if len(notes or in_text) == len(texts):
            texts = [notes[number + 1] for number in range(len(texts))] if notes else list(in_text)
        for number, citation in enumerate(document.citations):
            if any("author-only" in cite for cite in citation["citationItems"]):
                texts[number] = None  # pandoc has names in the text, with the rest of the cite after them
        return tuple(texts), dict(_ENTRY.findall(done.stdout))


def _locale(style: str) -> Locale:
    """Return the locale in which pandoc reads the labels of locators."""
    node, _ = parse_style(style)
    return merged(node.default_locale or "en-US", ())


def _ast(citations: Sequence[Mapping[str, Any]], locale: Locale) -> dict[str, Any]:
    """Return the citations as a pandoc document, one to a paragraph."""
    blocks = [
        {"t": "Para", "c": [{"t": "Cite", "c": [[_cite(item, locale) for item in one["citationItems"]], []]}]}
        for one in citations
    ]
    return {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}


def _cite(item: Mapping[str, Any], locale: Locale) -> dict[str, Any]:
    suffix: list[dict[str, Any]] = []
    if "locator" in item:
        named = item.get("label", "page")
        label = locale.term(named, "short") or named
        suffix = [{"t": "Str", "c": ","}, {"t": "Space"}, *_inlines(f"{{{label} {item['locator']}}}")]
    return {
        "citationId": item["id"],
        "citationPrefix": _inlines(item.get("prefix", "").strip()),
        "citationSuffix": suffix + _inlines(item.get("suffix", "")),
        "citationMode": {"t": "SuppressAuthor" if "suppress-author" in item else "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _inlines(text: str) -> list[dict[str, Any]]:
    """Return *text* as pandoc's words and spaces, without markup."""
    pieces = re.split(r"( +)", _TAG.sub("", text))
    return [{"t": "Space"} if piece.isspace() else {"t": "Str", "c": piece} for piece in pieces if piece]
