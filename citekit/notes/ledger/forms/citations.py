"""A ledger as citations of CSL-JSON, and the citations of other programs as a ledger.

A ledger has its version beside them, and what CSL-JSON has no place for among the properties, as ``citekit``::

    {"citekit-ledger": 1,
     "passage": "passage.txt",
     "citations": [
       {"citationID": "11",
        "citationItems": [{"id": "cohen1973", "locator": "290–91", "label": "page", "prefix": "See "}],
        "properties": {"noteIndex": 11, "citekit": {"status": "proposed", "after": " It is lost."}}}]}

``number`` is a note's where the index is not; ``run`` counts in ``chapters``; ``before`` and ``after`` are prose around
a citation; ``exactly`` is the note's value of the YAML ledger (``beside.py``). Citations of one index are one note.

Others are read in the shapes of ``exchanged.py``; those without an index are numbered, a lower one begins a new run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Literal, cast

from citekit.errors import UnreadableError
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Citation, Ledger, Note, NotePart
from citekit.nearest import did_you_mean
from citekit.notes.ledger import reading
from citekit.notes.ledger.forms.beside import value_parts, value_text
from citekit.notes.ledger.forms.citations_writing import OWN
from citekit.notes.ledger.forms.clusters import Cluster, clusters_of, parts_of, settled
from citekit.notes.ledger.forms.exchanged import Exchanged, exchanged, is_references
from citekit.notes.ledger.forms.jsontree import Node, tree
from citekit.notes.ledger.forms.markdown_text import visible
from citekit.notes.ledger.order import NUMBERED, is_number
from citekit.notes.ledger.shortform import exact
from citekit.notes.ledger.writing import IN_TEXT
from citekit.notes.locators import LABELS, known_labels, label_for
from citekit.richtext import Inlines, plain
from citekit.values import NamedTuple, replace

_MODES = ("composite", "author-only", "suppress-author")
_TEXTS = ("prefix", "suffix")
_FLAGS = ("suppress-author", "author-only")


class _Read(NamedTuple):
    """A citation as it was read: what it says, its note, and its places."""

    cluster: Cluster
    places: tuple[Span, ...]  # of its items
    where: Span
    number: str = ""  # "" of running text
    run: int = 0
    status: Literal["", "proposed", "unsure"] = ""
    exactly: str = ""


def read(source: Source) -> Ledger:
    """Read a ledger, or the citations of another program; findings tell, in file order, what is wrong."""
    return _CitationReader(source).read()


class _CitationReader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._findings: list[Finding] = []
        self._chapters = [""]
        self._is_ledger = False

    def read(self) -> Ledger:
        ledger = Ledger()
        try:
            root = tree(self._source)
        except UnreadableError as error:
            where = error.where or Span(self._source.path)
            self._findings.append(Finding("json", error.message, where, hint=error.hint))
        else:
            if root.get("notes") and not root.get("citations"):  # the YAML of a ledger, in braces
                return reading.read_ledger(self._source)
            ledger = self._ledger(root)
        findings = sorted(self._findings, key=lambda finding: (finding.where.line, finding.where.column))
        return replace(ledger, path=self._source.path, findings=tuple(findings))

    def _ledger(self, root: Node) -> Ledger:
        found = exchanged(root)
        if found is None or (not found and root.get("citekit-ledger") is None) or is_references(root):
            self._report_shape(root)
            return Ledger()
        own = root.get("citekit-ledger")
        if own is None:
            return self._foreign(found)
        self._is_ledger = True
        if own.value != reading.VERSION or isinstance(own.value, bool):
            hint = f"this citekit reads version {reading.VERSION}"
            self._report("ledger-version", f"unknown version {own.value!r} of the ledger format", own, hint)
        if listed := root.get("chapters"):
            titles = [title for title in map(self._text, listed.items) if title is not None]
            self._chapters = titles or [""]
        citations = [one for one in (self._own(entry.node) for entry in found) if one]
        notes = tuple(self._notes(citations))
        passage = self._text(root.get("passage")) or ""
        return Ledger(notes, tuple(self._chapters), self._cited_source(root.get("source")), passage)

    def _report_shape(self, root: Node) -> None:
        if is_references(root):
            message, hint = "references, not citations", "name a file of references with --bib"
        else:
            message = "no citations are here"
            hint = 'a ledger is {"citekit-ledger": 1, "citations": […]}; see docs/ledger-forms.md'
        self._report("ledger-shape", message, root, hint)

    # --- a ledger ---

    def _own(self, node: Node) -> _Read | None:
        """Read a citation of a ledger."""
        cluster = self._cluster(node)
        if cluster is None:
            return None
        own = (node.get("properties") or node).get(OWN) or Node({}, node.start, node.end)
        index = self._index(node)
        number = self._text(own.get("number")) if own.get("number") else None if index is None else str(index)
        place = own.get("number") or (node.get("properties") or node).get("noteIndex") or node
        if number is None or not is_number(number):
            self._report("note-number", f"not a note number: {number!r}", place, NUMBERED)
            return None
        run = own.get("run").value if own.get("run") else 0  # type: ignore[union-attr] # it is there
        if not isinstance(run, int) or not 0 <= run < len(self._chapters):
            self._report("ledger-shape", f"no run {run!r}", own, "'run' counts from 0 in 'chapters'")
            return None
        status = self._text(own.get("status")) or ""
        if status not in ("", "proposed", "unsure"):
            self._report("ledger-shape", f"unknown status {status!r}", own, "it is 'proposed' or 'unsure'")
            status = ""
        exactly = self._exactly(own)
        where = self._place(place)
        places = tuple(self._place(item.get("id") or item) for item in cast("Node", node.get("citationItems")).items)
        shown = cast('Literal["", "proposed", "unsure"]', status)
        return _Read(cluster, places, where, number, run, shown, exactly)

    def _notes(self, citations: Iterable[_Read]) -> Iterator[Note]:
        """Yield notes of citations that follow each other with the same number."""
        seen: set[tuple[int, str]] = set()
        last = 0
        for (run, number), group in groupby(citations, key=lambda one: (one.run, one.number)):
            first, *others = list(group)
            if (run, number) in seen:
                self._add("duplicate-note", f"note {number} stands here twice", first.where, "join its citations")
            elif run < last:
                self._add("ledger-shape", f"note {number} is of run {run}, behind run {last}", first.where, "")
            else:
                last = run
                seen.add((run, number))
                yield Note(number, self._parts([first, *others]), run, first.status, first.where)

    def _parts(self, citations: list[_Read], between: str = "") -> tuple[NotePart, ...]:
        said = [one.cluster for one in citations]
        parts = parts_of(said, between)
        text = citations[0].exactly
        exactly = value_parts(text) if text else None
        if text and exactly is None:
            self._add("ledger-shape", "'exactly' is no note's value", citations[0].where, "take it away")
        if exactly is not None and clusters_of(exactly) == said:
            parts = exactly
        else:
            near = settled(parts)
            if exact(near) != exact(parts):
                self._report_left_out(parts, near, citations[0].where)
                parts = near
        return tuple(_with_places(parts, [place for one in citations for place in one.places]))

    def _exactly(self, own: Node | None) -> str:
        """Return the value of a note that a citation has beside it, as JSON on one line; "" for none."""
        value = own.get("exactly") if own else None
        return value_text(json.loads(self._source.text[value.start : value.end])) if value else ""

    def _cited_source(self, node: Node | None) -> Citation | None:
        if node is None:
            return None
        cluster = self._cluster(node)
        if cluster is None:
            return None
        own = (node.get("properties") or node).get(OWN)
        places = tuple(self._place(item) for item in cast("Node", node.get("citationItems")).items)
        if cluster.get("mode"):
            cluster["after"] = IN_TEXT
        parts = self._parts([_Read(cluster, places, self._place(node), exactly=self._exactly(own))])
        citations = [part for part in parts if isinstance(part, Citation)]
        if len(citations) != 1:
            self._report("ledger-shape", "the source is one citation", node, 'give it "citationItems"')
        return citations[0] if citations else None

    # --- other programs ---

    def _foreign(self, found: list[Exchanged]) -> Ledger:
        citations = [one for one in self._numbered(found) if one is not None]
        running = [one for one in citations if not one.number]
        if running and len(running) == len(citations):
            message = "no citation is in a note; they are numbered in their order"
            self._add("cite-outside-notes", message, running[0].where, "", Severity.WARNING)
            citations = [one._replace(number=str(place)) for place, one in enumerate(citations, 1)]
        elif running:
            message = f"{len(running)} citation{'' if len(running) == 1 else 's'} in the running text, outside of notes"
            self._add("cite-outside-notes", message, running[0].where, "", Severity.WARNING)
        notes = [
            Note(number, self._parts(group, ". "), run, where=group[0].where)
            for (run, number), group in _grouped(one for one in citations if one.number)
        ]
        return Ledger(tuple(notes), tuple(self._chapters))

    def _numbered(self, found: list[Exchanged]) -> Iterator[_Read | None]:
        """Yield citations with the numbers and runs of their notes."""
        last = run = 0
        chapter: object = None
        for entry in found:
            cluster = self._cluster(entry.node)
            if cluster is None:
                continue
            index = self._index(entry.node) if entry.note is None else entry.note
            titled = self._property(entry.node, "chapter")
            number = last + 1 if index is None else index
            began = titled is not None and titled.value != chapter and chapter is not None
            if number and (began or number < last):
                run += 1
                self._chapters.append("")
            if titled is not None:
                chapter = titled.value
                self._chapters[run] = self._chapters[run] or " ".join(str(chapter).split())
            last = number or last
            items = cast("Node", entry.node.get("citationItems")).items
            places = tuple(self._place(item.get("id") or item) for item in items)
            yield _Read(cluster, places, self._place(entry.node), str(number) if number else "", run)

    # --- citations ---

    def _cluster(self, node: Node) -> Cluster | None:
        """Return what a citation says, checked; ``None`` for what is none."""
        items = node.get("citationItems")
        if items is None or not isinstance(items.value, list):
            hint = 'a citation is {"citationItems": [{"id": "key"}], "properties": {"noteIndex": 1}}'
            self._report("ledger-shape", "a citation without 'citationItems'", node, hint)
            return None
        cluster: Cluster = {"citationItems": [item for item in map(self._item, items.items) if item]}
        own = (node.get("properties") or node).get(OWN)
        for name in ("before", "after"):
            if own and (text := self._text(own.get(name))):
                cluster[name] = text
        self._set_mode(cluster, node)
        return cluster

    def _set_mode(self, cluster: Cluster, node: Node) -> None:
        found = self._property(node, "mode")
        mode = self._text(found)
        if found and mode and mode not in _MODES:
            self._report("ledger-shape", f"unknown mode {mode!r}", found, did_you_mean(mode, _MODES))
        elif mode == "composite":
            cluster["mode"] = mode
        elif mode and cluster["citationItems"]:
            first = cluster["citationItems"][0]
            first[mode] = True
        infix = self._property(node, "infix")
        if infix and infix.value:
            message = f"the infix {infix.value!r} is left out"
            self._report("left-out", message, infix, "a ledger has no place for it", Severity.WARNING)

    def _property(self, node: Node, name: str) -> Node | None:
        """Return a member of a citation's properties, or of the citation itself."""
        properties = node.get("properties")
        return (properties.get(name) if properties else None) or node.get(name)

    def _item(self, node: Node) -> dict[str, Any] | None:
        key = self._key(node)
        if key is None:
            self._report("ledger-shape", "an item without an id", node, 'add "id" with a key of the references')
            return None
        item: dict[str, Any] = {"id": key}
        locator = self._text(node.get("locator"))
        # Zotero says "locator": "" for none; a ledger can have a label alone.
        if locator is not None and (locator.strip() or (self._is_ledger and node.get("label"))):
            item["locator"] = locator
            if (named := node.get("label")) and (label := self._text(named)):
                if label_for(label) is None:
                    hint = did_you_mean(label, known_labels()) or f"labels: {', '.join(LABELS)}"
                    self._report("unknown-locator-label", f"unknown locator label {label!r}", named, hint)
                item["label"] = label_for(label) or "page"
        for name in _TEXTS:
            if text := self._text(node.get(name)):
                item[name] = text
        for name in _FLAGS:
            flag = node.get(name)
            if flag and flag.value not in (True, False):
                self._report("ledger-shape", f"{name!r} is true or false", flag, "")
            elif flag and flag.value and not set(_FLAGS) & set(item):
                item[name] = True
        return item

    def _key(self, node: Node) -> str | None:
        """Return the key of an item. Zotero's own ids are numbers; the key is with the data of the item then."""
        own = node.get("id")
        data = node.get("itemData")
        named = data.get("citation-key") if data else None
        if named and isinstance(named.value, str):
            return named.value
        return self._text(own) if own else None

    def _index(self, node: Node) -> int | None:
        """Return the number of a citation's note, 0 in running text, ``None`` where it says none."""
        found = self._property(node, "noteIndex")
        if found is None:
            return None
        value = found.value
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self._report(
                "note-number", f"not a note's number: {value!r}", found, "it counts from 1, and is 0 in the text"
            )
            return None
        return value

    def _text(self, node: Node | None) -> str | None:
        """Return a text, a number as text; anything else is reported."""
        if node is None:
            return None
        if isinstance(node.value, str):
            return node.value
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return str(node.value)
        self._report("ledger-shape", "a text is needed here", node, "put it in quotes")
        return None

    # --- findings ---

    def _place(self, node: Node) -> Span:
        quoted = isinstance(node.value, str)  # the text itself, without its quotation marks
        return self._source.span(node.start + quoted, node.end - quoted)

    def _report(self, rule: str, message: str, node: Node, hint: str, severity: Severity = Severity.ERROR) -> None:
        self._add(rule, message, self._place(node), hint, severity)

    def _add(self, rule: str, message: str, where: Span, hint: str, severity: Severity = Severity.ERROR) -> None:
        self._findings.append(Finding(rule, message, where, severity, hint))

    def _report_left_out(self, parts: tuple[NotePart, ...], near: tuple[NotePart, ...], where: Span) -> None:
        """Say what a ledger has no signs for; blanks that are gone need no word."""
        if _outline(parts) != _outline(near):
            hint = "a ledger has *italic* and **bold**, and cites in running text only within a sentence"
            self._add("left-out", "some of the note cannot be said in a ledger", where, hint, Severity.WARNING)


def _outline(parts: Iterable[NotePart]) -> str:
    """Return what *parts* say without blanks and what no line can hold, formats told."""
    pieces = []
    for part in parts:
        if isinstance(part, Citation):
            cites = (f"{_words(one.prefix)}{one.key}{one.locator}{_words(one.suffix)}{one.form}" for one in part.cites)
            pieces.append(f"[{part.mode}{';'.join(cites)}]")
        else:
            pieces.append(_words(part).strip(" ."))
    return "".join("".join(pieces).split())


def _words(prose: Inlines) -> str:
    return visible(plain(prose) if all(isinstance(run, str) for run in prose) else str(prose))


def _grouped(citations: Iterable[_Read]) -> Iterator[tuple[tuple[int, str], list[_Read]]]:
    for key, group in groupby(citations, key=lambda one: (one.run, one.number)):
        yield key, list(group)


def _with_places(parts: Iterable[NotePart], places: list[Span]) -> Iterator[NotePart]:
    """Give the cites of a note their places, in order."""
    position = 0
    for part in parts:
        if not isinstance(part, Citation):
            yield part
            continue
        cites = []
        for cite in part.cites:
            cites.append(replace(cite, where=places[position] if position < len(places) else None))
            position += 1
        yield replace(part, cites=tuple(cites))
