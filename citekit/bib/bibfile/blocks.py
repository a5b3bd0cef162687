"""The entries of a .bib file as they are written: types, keys, fields, values put together, places.

``tokens`` finds the blocks, and what is wrong in them is a finding here; all else is read. A ``@string`` holds from
where it stands, in the files that are read after it too, as BibTeX and biber have it.

Why bibtexparser, which read the blocks before, does not do it: of the 269 files of our cases its 2.1 reads 267 as
``tokens`` does, entry by entry and value by value, but what its blocks no longer tell, no repair can bring back
(each seen by running it, ``tests/bib/test_interchange.py``):

- places: a block and a field have a line, and nothing has a column, so no value can be changed where it stands;
- a ``%`` comment inside an entry becomes part of the next name, and a field where it has an ``=``; an entry that is
  commented out with ``%`` is an entry;
- ``@ book {``, a line break before the brace, a ``:`` in a type: the entry is text, and not among the failed blocks;
- of an entry with a missing ``=`` or brace, a comma too many or missing behind its key, a quotation mark in quotes,
  ``)`` for ``}`` there is nothing but its text; a missing comma makes a field part of the value before it;
- an entry whose value has another at the start of a line: the inner one is live, the outer one lost.

It takes 0.8 s for 10,000 entries, ``tokens`` a quarter of that. ``interchange`` gives and takes its model.

Source of the grammar: biber's manual, and "Tame the BeaST" (N. Markey), section 4.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from citekit.bib.bibfile.flaws import finding_of
from citekit.bib.bibfile.syntax import LEFT_OPEN
from citekit.bib.bibfile.tokens import Block, Entry, Piece, Plain, Preamble, String, pieces, scan
from citekit.findings import Finding, Severity, Source, Span
from citekit.nearest import did_you_mean
from citekit.patterns import pattern
from citekit.values import NamedTuple, dataclass, field, replace

# BibTeX's own strings: every style defines the months. They stand for their names, as in BibTeX's styles: with biber's
# numbers ``"2~" # jan`` and ``feb # "~1"`` would be one text.
_MONTHS = {name: name for name in "jan feb mar apr may jun jul aug sep oct nov dec".split()}
_NOWHERE = Source("", "")
# Characters that no text has: control characters but for white space, and what stands for a byte that was no text.
_CONTROL = pattern(r"[\x00-\x08\x0e-\x1b\x7f\ufffd\ufeff]+")
_CHUNK = 1 << 20  # characters that are looked through at once; all would be there twice more
_CONTROL_BYTES = bytes([*range(9), *range(0x0E, 0x1C), 0x7F])


class RawField(NamedTuple):
    """One field: *value* is LaTeX text, its strings put in and its outer delimiters gone.

    *start* is the place of its name in the source, in code points.
    """

    name: str
    value: str
    source: Source = _NOWHERE
    start: int = 0

    @property
    def where(self) -> Span:
        """Return the place of the field's name."""
        return self.source.span(self.start, self.start + len(self.name)) if self.source.path else Span("")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry; the type and the names of fields are in lower case.

    *start* and *end* are the place of its key (of its type where it has no key).
    """

    type: str
    key: str
    fields: Mapping[str, RawField]
    source: Source = _NOWHERE
    start: int = 0
    end: int = 0

    @property
    def where(self) -> Span:
        """Return the place of the entry's key."""
        return self.source.span(self.start, self.end) if self.source.path else Span("")


# Three times as fast as the class's own constructor, which is written in Python.
_raw_field: Callable[[tuple[Any, ...]], RawField] = partial(tuple.__new__, RawField)


@dataclass(slots=True)
class Blocks:
    """What a file has: *entries*, each key once, and *findings*, both in file order.

    *strings* has what is defined at the end of the file, by lower-case name; *places* where each block of the text
    begins, and *keys* the keys of those, ``""`` for what is no entry.
    """

    source: Source
    entries: list[RawEntry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    strings: dict[str, str] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def attributed(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return *findings*, each with the key of the entry it stands in."""
        return [one if one.key else replace(one, key=self.key_at(one.where)) for one in findings]

    def key_at(self, where: Span) -> str:
        """Return the key of the entry that *where* stands in, ``""`` where it stands in none."""
        if not where.line or where.path != self.source.path:
            return ""
        index = bisect_right(self.places, self.source.offset(where))
        return self.keys[index - 1] if index else ""


def read_blocks(source: Source, strings: Mapping[str, str] | None = None) -> Blocks:
    """Return the entries of a .bib file and everything wrong with its blocks.

    *strings* are those that files read before have defined, by lower-case name.
    """
    blocks, entries = open_blocks(source, strings)
    blocks.entries.extend(entries)
    return blocks


def open_blocks(source: Source, strings: Mapping[str, str] | None = None) -> tuple[Blocks, Iterator[RawEntry]]:
    """Return what ``read_blocks`` does, entries apart and one by one; the rest is there once all have been taken.

    All entries of a library of 50,000 take 150 MB.
    """
    blocks = Blocks(source, strings=dict(strings or {}))
    return blocks, _BlockReader(blocks).entries()


class _BlockReader:
    def __init__(self, blocks: Blocks) -> None:
        self._source = blocks.source
        self._text = blocks.source.text
        self._blocks = blocks
        self._strings = blocks.strings
        self._numbers: dict[str, int] = {}  # of the block of each key
        self._folded: dict[str, str] = {}
        self._names: dict[str, str] = {}  # as written -> in lower case, of types and fields

    def entries(self) -> Iterator[RawEntry]:
        blocks = self._blocks
        for block in scan(self._text):
            blocks.places.append(block.start)
            blocks.keys.append("")
            if isinstance(block, Plain | Entry):
                entry = self._plain(block) if isinstance(block, Plain) else self._entry(block)
                blocks.keys[-1] = entry.key
                if entry.key and self._is_first(entry, block.end):
                    yield entry
            elif isinstance(block, String):
                self._flaws(block, "string", "")
                self._define(block)
            elif block.flaws:
                self._flaws(block, "preamble" if isinstance(block, Preamble) else "", "")
        self._check_mark()
        self._check_characters()
        self._check_line_ends()
        blocks.findings.sort(key=lambda finding: (finding.where.line, finding.where.column))

    def _flaws(self, block: Block, type_: str, key: str) -> None:
        opened = _left_open(block)
        for flaw in block.flaws:
            if flaw.kind != "unclosed-entry" or not opened:  # a value that is never closed keeps its entry open
                self._blocks.findings.append(finding_of(flaw, self._source, type_, key))

    def _error(self, rule: str, message: str, place: tuple[int, int], hint: str) -> None:
        self._blocks.findings.append(Finding(rule, message, self._source.span(*place), Severity.ERROR, hint))

    def _warn(self, rule: str, message: str, place: tuple[int, int], hint: str) -> None:
        self._blocks.findings.append(Finding(rule, message, self._source.span(*place), Severity.WARNING, hint))

    def _define(self, block: String) -> None:
        opened = _left_open(block)
        for one in block.fields:
            name = self._text[one.name_start : one.name_end].lower()
            self._strings[name] = self._joined(one.pieces, "", opened)

    # --- entries ---

    def _plain(self, block: Plain) -> RawEntry:
        source, names = self._source, self._names
        fields: dict[str, RawField] = {}
        for found in block.fields:
            written, value, joined = found.group(1, 2, 3)
            name = names.get(written) or self._named(written)
            if joined:
                value = self._joined(pieces(self._text, *found.span(2)), name, frozenset())
            elif value[0] in '{"':
                value = value[1:-1]
            elif not value.isdecimal():
                value = self._word(value, found.start(2), name)
            if name in fields:
                self._repeated(fields[name], value, found.span(1))
            fields[name] = _raw_field((name, value, source, found.start(1)))
        type_, _, key = block.head.groups()
        type_ = names.get(type_) or self._named(type_)
        return RawEntry(type_, key, fields, source, *block.head.span(3))

    def _named(self, written: str) -> str:
        """Return a name in lower case, as one text wherever it stands."""
        name = written.lower()
        name = self._names[written] = self._names.setdefault(name, name)
        return name

    def _entry(self, block: Entry) -> RawEntry:
        text, source = self._text, self._source
        type_ = text[block.type_start : block.type_end].lower()
        key = text[block.key_start : block.key_end]
        self._flaws(block, type_, key)
        opened = _left_open(block)
        fields: dict[str, RawField] = {}
        for one in block.fields:
            name = self._named(text[one.name_start : one.name_end])
            value = self._joined(one.pieces, name, opened)
            if name in fields:
                self._repeated(fields[name], value, (one.name_start, one.name_end))
            fields[name] = RawField(name, value, source, one.name_start)
        return RawEntry(type_, key, fields, source, block.key_start, block.key_end)

    def _repeated(self, first: RawField, value: str, place: tuple[int, int]) -> None:
        """Report a field that stands twice: the later one holds, as for biber."""
        if " ".join(first.value.split()) == " ".join(value.split()):
            message = f"the field {first.name!r} stands twice, with the same value"
            self._warn("duplicate-field", message, place, "keep one")
        else:
            line = first.where.line
            message = f"the field {first.name!r} stands twice; the one in line {line} is left out"
            self._error("duplicate-field", message, place, "keep one")

    def _is_first(self, entry: RawEntry, end: int) -> bool:
        """Tell whether no entry before has the key of *entry*, which ends at *end*; report one that has."""
        number = self._numbers.setdefault(entry.key, len(self._blocks.places) - 1)
        start = self._blocks.places[-1]
        place = (entry.start, entry.end)
        first = self._blocks.places[number]
        if first == start:
            folded = self._folded.setdefault(entry.key.lower(), entry.key)
            if folded != entry.key:
                message = f"the keys {entry.key!r} and {folded!r} differ only in capitals"
                self._warn("key-case", message, place, "rename one of them")
            return True
        line = self._source.span(first).line
        written = "".join(self._text[first : self._blocks.places[number + 1]].split())
        if written == "".join(self._text[start:end].split()):
            message = f"the entry {entry.key!r} stands twice, the same; first in line {line}"
            self._warn("duplicate-key", message, place, "take one of them out")
        else:
            message = f"the key {entry.key!r} is used again; first in line {line}"
            self._error("duplicate-key", message, place, "rename one of the two entries")
        return False

    # --- values ---

    def _joined(self, parts: Iterable[Piece], name: str, opened: frozenset[int]) -> str:
        """Return the value that *parts* make in the field *name*; *opened* are delimiters that are never closed."""
        texts = []
        for form, start, end in parts:
            text = self._text[start:end]
            if form in ("braced", "quoted"):
                texts.append(text[1:] if start in opened else text[1:-1])
            else:
                texts.append(text if form == "number" else self._word(text, start, name))
        return "".join(texts)

    def _word(self, word: str, start: int, name: str) -> str:
        """Return what *word* stands for in the field *name*: a string, or itself where there is none."""
        folded = word.lower()
        if name == "month" and folded in _MONTHS:  # whatever a file defines it to be, "January" say
            return _MONTHS[folded]
        value = self._strings.get(folded)
        if value is None:
            value = _MONTHS.get(folded)
        if value is None:
            if " " not in word:
                self._undefined(word, start)
            return word
        return value

    def _undefined(self, word: str, start: int) -> None:
        if word[:1].isdigit():  # a string's name cannot begin so: it is a text
            message, hint = f"the text {word!r} has no braces", f"write {{{word}}}"
            self._warn("unquoted-text", message, (start, start + len(word)), hint)
        else:
            message = f"the string {word!r} is not defined"
            hint = did_you_mean(word, {**_MONTHS, **self._strings}) or "put a text in braces, or define it with @string"
            self._error("undefined-string", message, (start, start + len(word)), hint)

    # --- the text as a whole ---

    def _check_characters(self) -> None:
        if not any(_has_controls(self._text[at : at + _CHUNK]) for at in range(0, len(self._text), _CHUNK)):
            return  # thirty times as fast as searching for them
        for found in _CONTROL.finditer(self._text):
            character = found[0][0]
            if character == "\ufffd":
                message, hint = "a character was lost here when the file was last converted", "type it again"
            else:
                message, hint = f"a character that does not show, U+{ord(character):04X}", "take it out"
            self._warn("control-character", message, found.span(), hint)

    def _check_mark(self) -> None:
        if self._source.mark == b"\xef\xbb\xbf":
            message = "the file begins with a byte order mark, which BibTeX takes for text"
            self._warn("byte-order-mark", message, (0, 0), "save it as UTF-8 without one")

    def _check_line_ends(self) -> None:
        windows, feeds = self._text.count("\r\n"), self._text.count("\n")
        counts = (windows, feeds - windows, self._text.count("\r") - windows)
        if sum(number > 0 for number in counts) < 2:
            return
        _, kind = max((number, kind) for kind, number in enumerate(counts))
        start = min(
            found.start() for other, end in enumerate(_LINE_ENDS) if other != kind and (found := end.search(self._text))
        )
        message = f"this line does not end in {_LINE_END_NAMES[kind]} as most lines do"
        self._warn("mixed-line-ends", message, (start, start + 1), "save the file with one kind of line ends")


def _has_controls(text: str) -> bool:
    data = text.encode("utf-8", "surrogatepass")
    return len(data) != len(data.translate(None, _CONTROL_BYTES)) or "\ufffd" in text or "\ufeff" in text


_LINE_ENDS = (pattern(r"\r\n"), pattern(r"(?<!\r)\n"), pattern(r"\r(?!\n)"))
_LINE_END_NAMES = ("CR LF", "LF", "CR")


def _left_open(block: Block) -> frozenset[int]:
    return frozenset(flaw.start for flaw in block.flaws if flaw.kind in LEFT_OPEN)
