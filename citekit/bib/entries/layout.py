"""How the entries of a .bib file are laid out, learned from the file, so that what is added looks like the rest.

What is learned: line ends, indentation, where ``=`` and values stand, delimiters, bare numbers, the comma behind the
last field, capitals in types and names, blank lines between entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeVar

from citekit.bib.bibfile.syntax import Block, Entry, Field
from citekit.patterns import pattern
from citekit.values import NamedTuple

_Seen = TypeVar("_Seen", bound=Hashable)
Case = Literal["lower", "upper", "title"]

# As many entries as are looked at; a file is laid out alike throughout, or not at all.
_SAMPLE = 200
_LINE_END = pattern(r"\r\n|\n|\r")
_CASES: Mapping[Case, Callable[[str], str]] = {"lower": str.lower, "upper": str.upper, "title": str.capitalize}


class Alignment(NamedTuple):
    """Where ``=`` and the value stand behind a name.

    *kind* "gap": after the same *gap* in every field; "equals": ``=`` in one column, *gap* from there to the value;
    "value": the value in one column, *gap* is what stands between name and column up to ``=``. *column* counts from
    the name's first letter; 0 is the longest name of the entry and *room* more, which is also the least. *tabbed*
    says what a gap is with tabs: the length of the name, the gap in blanks, the gap as it is written.
    """

    kind: Literal["gap", "equals", "value"]
    gap: str = " = "
    column: int = 0
    room: int = 1
    tabbed: tuple[tuple[int, str, str], ...] = ()

    def between(self, name: str, longest: int = 0) -> str:
        """Return what stands between *name* and its value; *longest* is the length of the entry's longest name."""
        blanks = self._blanks(name, longest)
        tabbed = (gap for length, shown, gap in self.tabbed if (length, shown) == (len(name), blanks))
        return next(tabbed, blanks)

    def _blanks(self, name: str, longest: int) -> str:
        column = self.column or max(longest, len(name)) + self.room
        match self.kind:
            case "equals":
                blanks = column - len(name)
                return " " * (blanks if blanks >= self.room else max(self.room, 1)) + self.gap
            case "value":
                return self.gap + " " * max(column - len(name) - len(self.gap), 1)
        return self.gap


class Layout(NamedTuple):
    """How entries look. *separator* stands between two fields, with the comma; *closing* before the last delimiter.

    Where names end in one column, as the Astrophysics Data System writes them, *name_end* is that column. *spellings*
    are types ("@incollection") and names of fields in capitals of their own: "@InCollection", "DOI".
    """

    line_end: str = "\n"
    separator: str = ",\n  "
    name_end: int = 0
    alignment: Alignment = Alignment("gap")
    closing: str = "\n"
    last_comma: bool = False
    delimiter: Literal["{", '"'] = "{"
    bare_numbers: bool = False
    opening: Literal["{", "("] = "{"
    type_case: Case = "lower"
    name_case: Case = "lower"
    blank: str = "\n\n"
    spellings: Mapping[str, str] = MappingProxyType({})

    def name(self, name: str) -> str:
        """Return the name of a field as this file writes it; capitals that are given stay."""
        return self.spellings.get(name, _CASES[self.name_case](name)) if name.islower() else name

    def type(self, type_: str) -> str:
        """Return a type as this file writes it; capitals that are given stay."""
        return self.spellings.get(f"@{type_}", _CASES[self.type_case](type_)) if type_.islower() else type_

    def before(self, name: str) -> str:
        """Return what stands between the value before and *name*: a comma, and white space."""
        if not self.name_end:
            return self.separator
        return self.separator.rstrip(" ") + " " * max(self.name_end - len(name), 0)

    def value(self, value: str) -> str:
        """Return the text of a value with delimiters around it."""
        if self.bare_numbers and value.isascii() and value.isdecimal():
            return value
        return delimited(value, self.delimiter)

    def field(self, name: str, raw: str, longest: int = 0) -> str:
        """Return a field, *raw* its value with delimiters."""
        return f"{name}{self.alignment.between(name, longest)}{raw}"

    def entry(self, type_: str, key: str, fields: Sequence[tuple[str, str]]) -> str:
        """Return a whole entry; *fields* are names and values with delimiters."""
        longest = max((len(name) for name, _ in fields), default=0)
        written = [f"{self.before(name)}{self.field(self.name(name), raw, longest)}" for name, raw in fields]
        body = "".join((key, *written))
        comma = "," if self.last_comma or not fields else ""
        close = "}" if self.opening == "{" else ")"
        return f"@{self.type(type_)}{self.opening}{body}{comma}{self.closing}{close}"


def delimited(value: str, delimiter: str) -> str:
    """Return *value* between delimiters; in braces where it has a quotation mark that would end it."""
    return f'"{value}"' if delimiter == '"' and not _has_bare_quote(value) else f"{{{value}}}"


def _has_bare_quote(value: str) -> bool:
    depth = 0
    for character in value:
        depth += (character == "{") - (character == "}")
        if character == '"' and not depth:
            return True
    return False


def learn(text: str, blocks: Sequence[Block]) -> Layout:
    """Return how the entries among *blocks* are laid out; what they do not show is as in ``Layout``."""
    entries = [block for block in blocks if isinstance(block, Entry)][:_SAMPLE]
    found = _LINE_END.search(text)
    line_end = found[0] if found else "\n"
    usual = Layout()._replace(line_end=line_end, blank=line_end * 2, separator=f",{line_end}  ", closing=line_end)
    if not entries:
        return usual
    fields = [(entry, one) for entry in entries for one in entry.fields]
    delimiters = Counter(text[one.value_start] for _, one in fields if one.form in ("braced", "quoted"))
    numbers = Counter(one.form for _, one in fields if _is_number(text, one))
    whole = [entry for entry in entries if entry.close >= 0]
    return usual._replace(
        separator=_most(_separators(text, entries), usual.separator),
        name_end=_most((_name_end(text, one) for one in entries if len(one.fields) > 2), 0),
        alignment=_alignment(text, entries),
        closing=_most((text[_last(one).end : one.close] for one in whole if one.fields), usual.closing, _is_space),
        last_comma=_most((_last(one).comma >= 0 for one in whole if one.fields), usual.last_comma),
        delimiter='"' if delimiters['"'] > delimiters["{"] else "{",
        bare_numbers=numbers["number"] > numbers["braced"] + numbers["quoted"],
        opening="(" if _most((text[one.open] for one in entries), "{") == "(" else "{",
        type_case=_most((_case(text[one.type_start : one.type_end]) for one in entries), "lower"),
        name_case=_most((_case(text[one.name_start : one.name_end]) for _, one in fields), "lower"),
        blank=_most(_gaps(text, blocks), usual.blank),
        spellings={
            **{
                f"@{type_}": spelled
                for type_, spelled in _spellings(text[one.type_start : one.type_end] for one in entries).items()
            },
            **_spellings(text[one.name_start : one.name_end] for _, one in fields),
        },
    )


def layout_of(text: str, entry: Entry, usual: Layout) -> Layout:
    """Return the layout of one entry, the file's *usual* one where the entry does not show its own."""
    own = _separators(text, [entry])
    fields = entry.fields
    if not fields:
        return usual
    alignment = _alignment(text, [entry]) if len(fields) > 1 else usual.alignment
    if len(fields) == 1:
        name, gap = text[fields[0].name_start : fields[0].name_end], _gap(text, fields[0])
        alignment = usual.alignment if usual.alignment.between(name, len(name)) == gap else Alignment("gap", gap)
    tabbed = dict.fromkeys((*alignment.tabbed, *usual.alignment.tabbed))
    alignment = alignment._replace(tabbed=tuple(tabbed))
    delimiters = Counter(text[one.value_start] for one in fields if one.form in ("braced", "quoted"))
    numbers = [one.form for one in fields if _is_number(text, one)]
    delimiter = usual.delimiter
    if delimiters:
        delimiter = '"' if delimiters['"'] > delimiters["{"] else "{"
    return usual._replace(
        separator=_most(own, usual.separator),
        name_end=_name_end(text, entry) if len(fields) > 2 else usual.name_end,
        alignment=alignment,
        delimiter=delimiter,
        bare_numbers=numbers.count("number") * 2 > len(numbers) if numbers else usual.bare_numbers,
        name_case=_most((_case(text[one.name_start : one.name_end]) for one in fields), usual.name_case),
        spellings={},
    )


def _last(entry: Entry) -> Field:
    return entry.fields[-1]


def _is_number(text: str, field: Field) -> bool:
    value = text[field.value_start : field.value_end].strip('{}"')
    return value.isascii() and value.isdecimal()


def _is_space(text: str) -> bool:
    return not text.strip()


def _most(seen: Iterable[_Seen], usual: _Seen, counts: Callable[[_Seen], bool] = lambda _: True) -> _Seen:
    """Return what is seen most often, the first of equals; *usual* where nothing is."""
    found = Counter(one for one in seen if counts(one)).most_common(1)
    return found[0][0] if found else usual


def _separators(text: str, entries: Iterable[Entry]) -> list[str]:
    """Return what stands between fields, where it is a comma and white space."""
    found = []
    for entry in entries:
        starts = [entry.key_end, *(one.value_end for one in entry.fields[:-1])]
        between = (text[start : one.name_start] for start, one in zip(starts, entry.fields, strict=False))
        found += [one for one in between if one.strip() == ","]
    return found


def _gaps(text: str, blocks: Sequence[Block]) -> list[str]:
    """Return the white space between entries that follow each other."""
    triples = zip(blocks, blocks[1:], blocks[2:], strict=False)
    return [
        between
        for first, middle, last in triples
        if isinstance(first, Entry)
        and isinstance(last, Entry)
        and _is_space(between := text[middle.start : middle.end])
    ]


def _case(word: str) -> Case:
    if word.islower() or not word.isalpha():
        return "lower"
    return "upper" if word.isupper() and len(word) > 1 else "title" if word[0].isupper() else "lower"


def _spellings(words: Iterable[str]) -> dict[str, str]:
    """Return the spellings of words that have any capitals, by the word in small letters; the most usual of each."""
    found: dict[str, Counter[str]] = {}
    for word in words:
        found.setdefault(word.lower(), Counter())[word] += 1
    usual = {word: spelled.most_common(1)[0][0] for word, spelled in found.items()}
    return {word: spelled for word, spelled in usual.items() if spelled != word}


def _gap(text: str, field: Field) -> str:
    return text[field.name_end : field.value_start]


def _name_end(text: str, entry: Entry) -> int:
    """Return the column in which most names of *entry* end, 0 where they begin in one."""
    ends: Counter[int] = Counter()
    starts: Counter[int] = Counter()
    for one in entry.fields:
        indent = _indent(text, one)
        if indent.strip(" "):
            return 0
        starts[len(indent)] += 1
        ends[len(indent) + one.name_end - one.name_start] += 1
    end, often = ends.most_common(1)[0]
    return end if often > max(starts.values()) else 0


def _indent(text: str, field: Field) -> str:
    """Return what stands before a field on its line."""
    line = max(text.rfind("\n", 0, field.name_start), text.rfind("\r", 0, field.name_start)) + 1
    return text[line : field.name_start]


def _alignment(text: str, entries: Sequence[Entry]) -> Alignment:
    """Return where ``=`` and values stand in most of the entries."""
    found: list[Alignment] = []
    relative: list[Alignment] = []
    tabbed: dict[tuple[int, str, str], None] = {}
    tight = False  # the longest name has no blank behind it
    for entry in entries:
        shown = [(one.name_end - one.name_start, _gap(text, one)) for one in entry.fields]
        if any("\t" in gap for _, gap in shown):
            blanks = [_in_blanks(text, one) for one in entry.fields]
            tabbed |= {(length, blank, gap): None for (length, gap), blank in zip(shown, blanks, strict=True)}
            shown = [(length, blank) for (length, _), blank in zip(shown, blanks, strict=True)]
        shown = [(length, gap) for length, gap in shown if gap.strip() == "="]
        if not shown:
            continue
        one = _alignment_of(shown)
        found.append(one)
        room = one.column - max(length for length, _ in shown)
        relative.append(one._replace(column=0, room=room) if one.column else one)
        tight |= one.kind == "equals" and room == 0
    usual, often = Counter(found).most_common(1)[0] if found else (Alignment("gap"), 0)
    other, more = Counter(relative).most_common(1)[0] if relative else (usual, 0)
    chosen = other if more > often else usual._replace(room=0 if tight else 1)
    return chosen._replace(tabbed=tuple(tabbed))


def _in_blanks(text: str, field: Field) -> str:
    """Return the gap of a field as wide as it looks, a tab leading to the next eighth column."""
    head = f"{_indent(text, field)}{text[field.name_start : field.name_end]}"
    return f"{head}{_gap(text, field)}".expandtabs(8)[len(head.expandtabs(8)) :]


def _alignment_of(shown: Sequence[tuple[int, str]]) -> Alignment:
    """Return what most fields of an entry agree in; *shown* are the lengths of their names and the gaps behind."""
    gaps = Counter(Alignment("gap", gap) for _, gap in shown)
    equals = Counter(Alignment("equals", gap[gap.index("=") :], length + gap.index("=")) for length, gap in shown)
    values = Counter(Alignment("value", gap[: gap.index("=") + 1], length + len(gap)) for length, gap in shown)
    best = max((gaps, equals, values), key=lambda counted: counted.most_common(1)[0][1])
    return best.most_common(1)[0][0]
