"""The note ledger: a YAML file that says what each note of a passage cites, beside the text and not in it.

The format is documented in docs/ledger.md, version 1::

    citekit-ledger: 1
    passage: passage.txt               # optional: the text whose notes these are, beside this file
    source: "@kotkin2017"              # optional: what the passage is quoted from
    notes:
      11: See @cohen1973 [pp. 290–91]; cf. @deutscher1959.
      12:
        before: The decision was kept from the press
        cites:
          - key: danilov2000
            locator: vol. 5, p. 23
            prefix: see
            suffix: with the editors' note
        after: It was printed only in 1990.

Everything wrong is a finding with its place; what is right is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeAlias

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Citation, Cite, Key, Ledger, Locator, Note, NotePart
from citekit.nearest import did_you_mean
from citekit.notes.citesyntax import has_cite, parse_note
from citekit.notes.ledger.citeplaces import with_places
from citekit.notes.ledger.order import NUMBERED, is_number
from citekit.notes.ledger.pieces import following, in_sentences
from citekit.notes.ledger.yamltree import CHAPTER, composed
from citekit.notes.locators import LABELS, known_labels, label_for, parse_locator
from citekit.notes.prose import parse_prose
from citekit.patterns import pattern
from citekit.richtext import plain

VERSION = 1
CITE_FIELDS = ("key", "locator", "prefix", "suffix", "suppress-author", "author-only")
_PAIR = pattern("[\ud800-\udbff][\udc00-\udfff]")
_Report: TypeAlias = "Callable[[str, str, Node | Span, str], None]"


def read_ledger(source: Source) -> Ledger:
    """Read a ledger; its findings tell, in file order, what is wrong."""
    return _LedgerReader(source).read()


class _LedgerReader:
    """Walks the nodes of one YAML document, so that every finding has its place."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._findings: list[Finding] = []

    def read(self) -> Ledger:
        root = self._compose()
        notes: tuple[Note, ...] = ()
        chapters: tuple[str, ...] = ("",)
        cited_source: Citation | None = None
        passage = ""
        if isinstance(root, MappingNode):
            values = self._fields(root, ("citekit-ledger", "passage", "source", "notes"), "the ledger")
            self._check_version(values.get("citekit-ledger"), root)
            chapters, notes = self._all_notes(values.get("notes"), root)
            if "source" in values:
                cited_source = self._cited_source(values["source"])
            if "passage" in values:
                passage = self._text(values["passage"], "the passage").strip()
        elif root is not None:
            self._report("ledger-shape", "a ledger is a mapping", root, "start it with 'citekit-ledger: 1'")
        elif not self._findings:
            self._report("ledger-shape", "the ledger is empty", Span(self._source.path), "see docs/ledger.md")
        findings = sorted(self._findings, key=lambda finding: (finding.where.line, finding.where.column))
        return Ledger(notes, chapters, cited_source, passage, self._source.path, tuple(findings))

    # --- YAML ---

    def _compose(self) -> Node | None:
        root, wrong = composed(self._source)
        self._findings += [wrong] if wrong else []
        return root

    def _span(self, start: int, end: int | None = None) -> Span:
        return self._source.span(min(start, len(self._source.text)), end)

    def _place(self, node: Node) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        return self._span(start, max(end, start + 1))

    def _report(self, rule: str, message: str, where: Node | Span, hint: str) -> None:
        span = where if isinstance(where, Span) else self._place(where)
        self._findings.append(Finding(rule, message, span, Severity.ERROR, hint))

    def _fields(self, node: MappingNode, known: tuple[str, ...], what: str) -> dict[str, Node]:
        """Return the values of a mapping by key; unknown and repeated keys are reported."""
        fields: dict[str, Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else "a list or mapping"
            if key not in known:
                hint = did_you_mean(key, known) or f"{what} has: {', '.join(known)}"
                self._report("unknown-field", f"unknown field {key!r} in {what}", key_node, hint)
            elif key in fields:
                self._report("duplicate-field", f"the field {key!r} stands here twice", key_node, "keep one of them")
            else:
                fields[key] = value
        return fields

    def _text(self, node: Node, what: str) -> str:
        """Return a scalar's text; anything else is reported and counts as empty."""
        if isinstance(node, ScalarNode):
            if str(node.tag).endswith(":null") or (node.value in ("", "~", "null") and node.style is None):
                return ""
            return _paired(str(node.value))
        self._report("ledger-shape", f"{what} is a text", node, "put it in one line, in quotes")
        return ""

    # --- the ledger ---

    def _check_version(self, node: Node | None, root: MappingNode) -> None:
        if node is None:
            where = self._span(root.start_mark.index)
            self._report("ledger-version", "the format's version is missing", where, f"add 'citekit-ledger: {VERSION}'")
            return
        version = self._text(node, "the version")
        if version != str(VERSION):
            hint = f"this citekit reads version {VERSION}"
            self._report("ledger-version", f"unknown version {version!r} of the ledger format", node, hint)

    def _all_notes(self, node: Node | None, root: MappingNode) -> tuple[tuple[str, ...], tuple[Note, ...]]:
        """Read the notes; return the titles of their runs, and the notes themselves."""
        if node is None:
            where = self._span(root.start_mark.index)
            self._report("ledger-shape", "the ledger has no notes", where, "add 'notes:' with a line per note")
        elif isinstance(node, MappingNode):
            return ("",), tuple(self._notes(node.value, 0))
        elif isinstance(node, SequenceNode) and node.value:
            return self._runs(node)
        else:
            self._report("ledger-shape", "'notes' is a mapping", node, "write '11: See @key [p. 3].' under it")
        return ("",), ()

    def _runs(self, node: SequenceNode) -> tuple[tuple[str, ...], tuple[Note, ...]]:
        """Read notes whose numbers begin again: a list with a mapping for each run of them."""
        titles: list[str] = []
        notes: list[Note] = []
        for run, item in enumerate(node.value):
            title = ""
            if not isinstance(item, MappingNode):
                hint = "numbers that begin again are a list of mappings, '- chapter: …' with '1: …' under it"
                self._report("ledger-shape", "a run of notes is a mapping", item, hint)
            else:
                named = [value for name, value in item.value if name.value == CHAPTER]
                title = self._text(named[0], "a chapter's title").strip() if named else ""
                notes += self._notes([pair for pair in item.value if pair[0].value != CHAPTER], run)
            titles.append(title)
        return tuple(titles), tuple(notes)

    def _notes(self, pairs: Iterable[tuple[Node, Node]], run: int) -> Iterator[Note]:
        seen: set[str] = set()
        for key_node, value in pairs:
            number = self._text(key_node, "a note's number").strip()
            if not is_number(number):
                self._report("note-number", f"not a note number: {number!r}", key_node, NUMBERED)
            elif number in seen:
                hint = "join them in one entry; where numbers begin again, 'notes' is a list (docs/ledger.md)"
                self._report("duplicate-note", f"note {number} stands here twice", key_node, hint)
            else:
                seen.add(number)
                parts = self._parts(value, f"note {number}")
                yield Note(number, parts, run, self._status(value), self._place(key_node))

    def _status(self, node: Node) -> Literal["", "proposed", "unsure"]:
        """Return what the tag of a note says: ``!proposed``, ``!unsure``, or nothing."""
        match str(node.tag or ""):
            case "!proposed":
                return "proposed"
            case "!unsure":
                return "unsure"
            case tag if tag.startswith("!"):
                hint = "the tags of a ledger are !proposed and !unsure"
                self._report("ledger-shape", f"unknown tag {tag}", node, hint)
        return ""

    def _cited_source(self, node: Node) -> Citation | None:
        citations = [part for part in self._parts(node, "the source") if isinstance(part, Citation)]
        if len(citations) != 1 and not self._findings:
            self._report("ledger-shape", "the source is one citation", node, 'write source: "@key [p. 3]"')
        return citations[0] if citations else None

    def _parts(self, node: Node, what: str) -> tuple[NotePart, ...]:
        """Read a note: the short form, a mapping with cites, or a list of these."""
        if isinstance(node, SequenceNode):
            if nested := [item for item in node.value if isinstance(item, SequenceNode)]:
                self._report("ledger-shape", f"a list within the list of {what}", nested[0], "one list is enough")
                return ()
            return tuple(in_sentences([self._parts(item, what) for item in node.value]))
        if isinstance(node, MappingNode):
            return self._mapping(node, what)
        return self._short_form(node, what)

    def _short_form(self, node: Node, what: str) -> tuple[NotePart, ...]:
        text = self._text(node, what).strip()
        parsed = parse_note(text)
        start, end = node.start_mark.index, node.end_mark.index
        for problem in parsed.problems:
            words = text[problem.start : problem.end]
            found = self._source.text.find(words, start, end)
            where = self._span(found, found + len(words)) if found != -1 else self._place(node)
            self._report(problem.rule, problem.message, where, problem.hint)
        return tuple(with_places(parsed.parts, self._source, start, end))

    def _mapping(self, node: MappingNode, what: str) -> tuple[NotePart, ...]:
        values = self._fields(node, ("before", "cites", "after"), what)
        parts: list[NotePart] = []
        if before := self._text(values["before"], "'before'").strip() if "before" in values else "":
            self._refuse_cites(before, values["before"], "before")
            parts.append(parse_prose(f"{before} "))
        cites = tuple(self._cites(values["cites"], what)) if "cites" in values else ()
        if cites:
            parts.append(Citation(cites))
        if after := self._text(values["after"], "'after'").strip() if "after" in values else "":
            self._refuse_cites(after, values["after"], "after")
            parts.append(parse_prose(following(after) if cites else after))
        return tuple(parts)

    def _refuse_cites(self, text: str, node: Node, field: str) -> None:
        if has_cite(text):
            hint = "write the whole note in the short form, or as a list of pieces"
            self._report("ledger-shape", f"a cite in {field!r}, which is prose", node, hint)

    def _cites(self, node: Node, what: str) -> Iterator[Cite]:
        if not isinstance(node, SequenceNode):
            self._report("ledger-shape", f"the cites of {what} are a list", node, "start each cite with '- key:'")
            return
        for item in node.value:
            if isinstance(item, MappingNode):
                if cite := self._cite(item):
                    yield cite
                continue
            for part in self._short_form(item, "a cite"):
                if isinstance(part, Citation):
                    yield from part.cites
                elif plain(part).strip(" .;"):
                    hint = "a cite is '@key [p. 3]' or a mapping with 'key:'"
                    self._report("ledger-shape", f"not a cite: {plain(part).strip()!r}", item, hint)

    def _cite(self, node: MappingNode) -> Cite | None:
        values = self._fields(node, CITE_FIELDS, "a cite")
        if "key" not in values:
            self._report("ledger-shape", "a cite without a key", node, "add 'key:' with a key of the .bib file")
            return None
        key = self._text(values["key"], "a key").strip().removeprefix("@")
        locator = self._locator(values["locator"]) if "locator" in values else None
        prefix, suffix = (
            parse_prose(self._text(values[name], f"the {name}").strip()) if name in values else ()
            for name in ("prefix", "suffix")
        )
        form: Literal["full", "author-only", "suppress-author"] = "full"
        for name in ("suppress-author", "author-only"):
            if name in values and self._flag(values[name]):
                if form != "full":
                    hint = "keep one of 'suppress-author' and 'author-only'"
                    self._report("ledger-shape", "a cite without its author, and of its author alone", node, hint)
                form = name
        return Cite(Key(key), locator, prefix, suffix, form, self._place(values["key"]))

    def _flag(self, node: Node) -> bool:
        value = self._text(node, "a flag").lower()
        if value not in ("true", "false"):
            self._report("ledger-shape", f"not true or false: {value!r}", node, "write true or false")
        return value == "true"

    def _locator(self, node: Node) -> Locator | None:
        """Read ``pp. 3–4``, ``{label: page, value: 3–4}`` or ``{page: 3–4}``."""
        if not isinstance(node, MappingNode):
            text = self._text(node, "a locator").strip()
            locator = parse_locator(text)
            if locator is None and text:
                word = re.split(r"\s|\d", text, maxsplit=1)[0]
                self._report_label(word or text, node)
            return locator
        fields = {key.value: (key, value) for key, value in node.value if isinstance(key, ScalarNode)}
        if set(fields) == {"label", "value"}:
            label_node, value_node = fields["label"][1], fields["value"][1]
            label = self._text(label_node, "a label")
        elif len(fields) == 1 and len(node.value) == 1:
            label_node, value_node = next(iter(fields.values()))
            label = label_node.value
        else:
            hint = "write 'pp. 3–4', or a mapping with 'label' and 'value'"
            self._report("ledger-shape", "a locator has one label and one value", node, hint)
            return None
        known = label_for(label)
        if known is None:
            self._report_label(label, label_node)
            return None
        return Locator(known, self._text(value_node, "a locator's value").strip())

    def _report_label(self, label: str, node: Node) -> None:
        hint = did_you_mean(label, known_labels()) or f"labels: {', '.join(LABELS)}"
        self._report("unknown-locator-label", f"unknown locator label {label!r}", node, hint)


def _paired(text: str) -> str:
    """Return *text* with each pair of surrogates as the character that JSON, which YAML contains, writes so."""
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
