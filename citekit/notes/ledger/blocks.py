"""The notes of a ledger's text as blocks of whole lines; whoever takes one away or puts one in keeps its comments.

A comment belongs to the note below it, unless a blank line parts them or it is set in deeper; then it belongs to the
note above. Blank lines belong to what stands above them. What is put back as it was is the ledger's text to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from citekit.changes import Change, apply
from citekit.errors import InvalidInputError, UsageError
from citekit.findings import Source
from citekit.model import Ledger
from citekit.notes.ledger.forms import check_editable
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.yamltree import CHAPTER, compose
from citekit.values import NamedTuple, dataclass, replace

BY_HAND = "change it by hand; see docs/ledger.md"
_COLUMN = 2
"""Where numbers begin in a ledger that does not say; two further in a list, behind the dash."""


class Block(NamedTuple):
    """The lines of one note, or of a chapter's title (*name* is then ``CHAPTER``), with the comments that are its own.

    ``text[start:end]`` is the number with its quotes, and *column* where it stands in its line, from 0. *dash* is the
    column of the dash before it, -1 where there is none. The text ends with a line break.
    """

    run: int
    name: str
    text: str
    start: int
    end: int
    column: int
    dash: int = -1


@dataclass(frozen=True, slots=True)
class Layout:
    """A ledger's text, ``text[start:end]`` its notes; in a list where *listed*, as numbers that begin again are."""

    text: str
    start: int
    end: int
    blocks: tuple[Block, ...]
    listed: bool

    @property
    def newline(self) -> str:
        """The line end of the text."""
        return "\r\n" if "\r\n" in self.text else "\n"

    @property
    def runs(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks by run."""
        count = max((block.run for block in self.blocks), default=-1) + 1
        return tuple(tuple(block for block in self.blocks if block.run == run) for run in range(count))


def checked_ledger(source: Source) -> Ledger:
    """Return what the ledger in *source* says, where it can be edited.

    Raises: InvalidInputError with everything that is wrong in it; UsageError for another form than YAML.
    """
    check_editable(source.path)
    ledger = read_ledger(source)
    if ledger.findings:
        raise InvalidInputError(ledger.findings)
    return ledger


def same(source: Source, text: str, meant: Ledger) -> str:
    """Return *text*, a ledger after an edit, where it says what is *meant*.

    Raises: UsageError where it would say anything else, as with anchors of YAML that an edit parts from their alias.
    """
    after = read_ledger(Source(source.path, text))
    if after.findings or after != replace(meant, findings=()):
        raise UsageError("this ledger cannot be edited safely", where=source.span(0), hint=BY_HAND)
    return text


def layout(source: Source) -> Layout:
    """Return the blocks of the ledger in *source*, which was read without errors. Notes in braces get lines first.

    Raises: UsageError for notes in braces with comments among them.
    """
    text = in_lines(source)
    if text and text[-1] not in "\r\n":
        text += "\r\n" if "\r\n" in text else "\n"
    notes, after = _notes_node(text)
    pairs = list(_pairs(notes))
    if not pairs:
        text = apply(text, [Change(len(text[: notes.start_mark.index].rstrip(" ")), notes.end_mark.index, "")])
        start = _line_end(text, _notes_key(text))
        return Layout(text, start, start, (), listed=False)
    bound = _bound(text, after)
    lines = [_line_start(text, key.start_mark.index) for _, key, _ in pairs]
    contents = [_line_end(text, content_end(text, key, value)) for _, key, value in pairs]
    starts = [_with_comments(text, _line_end(text, _notes_key(text)), lines[0], _column(text, pairs[0][1]))]
    starts += [
        _with_comments(text, contents[index - 1], lines[index], _column(text, pairs[index][1]))
        for index in range(1, len(pairs))
    ]
    end = _last_owned(text, contents[-1], bound, _column(text, pairs[-1][1]))
    blocks = []
    for (run, key, _), line, start, stop in zip(pairs, lines, starts, [*starts[1:], end], strict=True):
        dash = text.find("-", line, key.start_mark.index)
        span = key.start_mark.index - start, key.end_mark.index - start
        blocks.append(
            Block(run, str(key.value), text[start:stop], *span, _column(text, key), dash - line if dash != -1 else -1)
        )
    return Layout(text, starts[0], end, tuple(blocks), isinstance(notes, SequenceNode))


def put(before: Layout, runs: Sequence[Sequence[Block]]) -> str:
    """Return the text of the ledger with *runs* as its notes, each run the blocks in their order."""
    kept = [list(run) for run in runs if run]
    if not kept:
        return _emptied(before)
    listed = before.listed or len(kept) > 1 or any(block.name == CHAPTER for block in kept[0])
    column, dash = _columns(before, listed=listed)
    pieces = []
    for run in kept:
        for place, block in enumerate(run):
            moved = _moved(block, column, dash if listed and place == 0 else -1)
            pieces.append(moved.text)
    return before.text[: before.start] + "".join(pieces) + before.text[before.end :]


def new_block(number: str, value: str, newline: str = "\n", run: int = 0) -> Block:
    """Return the block of a note; *number* and *value* are scalars of YAML, *value* on one line or "" for none."""
    text = f"{' ' * _COLUMN}{number}:{f' {value}' if value else ''}{newline}"
    return Block(run, number, text, _COLUMN, _COLUMN + len(number), _COLUMN)


def set_field(text: str, name: str, value: str) -> str:
    """Return a ledger's *text* with *value*, a scalar of YAML, for its field *name*; a new field stands second."""
    root = _root(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    for key, node in root.value:
        if key.value == name:
            return apply(text, [Change(node.start_mark.index, node.end_mark.index, value)])
    first = root.value[0]
    place = _line_end(text, content_end(text, *first))
    return apply(text, [Change(place, place, f"{name}: {value}{newline}")])


# --- where things stand ---


def _root(text: str) -> MappingNode:
    root = compose(text)
    assert isinstance(root, MappingNode)  # read without errors before  # noqa: S101
    return root


def _notes_key(text: str) -> int:
    """Return the place of the key ``notes`` of a ledger."""
    root = _root(text)
    return int(next(key.start_mark.index for key, _ in root.value if key.value == "notes"))


def _notes_node(text: str) -> tuple[Node, Node | None]:
    """Return the node of the notes, and the key after it, if there is one."""
    root = _root(text)
    place = next(index for index, (key, _) in enumerate(root.value) if key.value == "notes")
    following = root.value[place + 1][0] if place + 1 < len(root.value) else None
    return root.value[place][1], following


def _pairs(notes: Node) -> Iterator[tuple[int, Node, Node]]:
    for run, mapping in enumerate(notes.value if isinstance(notes, SequenceNode) else [notes]):
        for key, value in mapping.value:
            yield run, key, value


def _is_flow(node: Node) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)


def content_end(text: str, key: Node, value: Node) -> int:
    """Return where the last sign of a value stands; an alias stands where its anchor does, and ends with its line."""
    last = value
    while isinstance(last, MappingNode | SequenceNode) and last.value and not _is_flow(last):
        last = last.value[-1][1] if isinstance(last, MappingNode) else last.value[-1]
    start, end, least = last.start_mark.index, last.end_mark.index, int(key.end_mark.index)
    if start < least or start == end:  # an alias; nothing, which YAML places where the next thing begins
        return least
    return max(len(text[:end].rstrip()), least)


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found == -1 else found + 1


def _column(text: str, key: Node) -> int:
    start: int = key.start_mark.index
    return start - _line_start(text, start)


def _bound(text: str, after: Node | None) -> int:
    """Return where the ledger's next field begins, or the document ends."""
    if after is not None:
        return _line_start(text, after.start_mark.index)
    ended = re.compile(r"^(?:\.\.\.|---)", re.MULTILINE).search(text, _line_end(text, _notes_key(text)))
    return ended.start() if ended else len(text)


def _with_comments(text: str, start: int, end: int, column: int) -> int:
    """Return where the comments begin that stand right above the line at *end*."""
    lines = text[start:end].splitlines(keepends=True)
    for line in reversed(lines):
        bare = line.lstrip(" ")
        if not bare.startswith("#") or len(line) - len(bare) > column:
            break
        end -= len(line)
    return end


def _last_owned(text: str, start: int, end: int, column: int) -> int:
    """Return the end of the last comment between *start* and *end* that is set in as far as the notes are."""
    owned = place = start
    for line in text[start:end].splitlines(keepends=True):
        place += len(line)
        bare = line.lstrip(" ")
        if bare.startswith("#") and len(line) - len(bare) >= column:
            owned = place
    return owned


# --- other places ---


def _columns(before: Layout, *, listed: bool) -> tuple[int, int]:
    """Return the column of numbers and of dashes."""
    if before.listed or not listed:
        column = before.blocks[0].column if before.blocks else _COLUMN + 2 * listed
        return column, next((block.dash for block in before.blocks if block.dash != -1), column - 2)
    return _COLUMN + 2, _COLUMN


def _moved(block: Block, column: int, dash: int) -> Block:
    """Return *block* at *column*, behind a dash at *dash* or none."""
    lines = block.text.splitlines(keepends=True)
    own = block.text.count("\n", 0, block.start)  # the line with the number
    if block.dash != -1:
        line = lines[own]
        lines[own] = f"{line[: block.dash]} {line[block.dash + 1 :]}"
    lines = [_indented(line, column - block.column) for line in lines]
    if dash != -1:
        line = lines[own]
        lines[own] = f"{line[:dash]}-{line[dash + 1 :]}"
    text = "".join(lines)
    start = sum(map(len, lines[:own])) + column
    return Block(block.run, block.name, text, start, start + block.end - block.start, column, dash)


def _indented(line: str, by: int) -> str:
    if not line.strip():
        return line
    if by >= 0:
        return " " * by + line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _emptied(before: Layout) -> str:
    """Return the text without notes, which are then an empty mapping."""
    text = before.text[: before.start] + before.text[before.end :]
    key = _notes_key(before.text)
    place = text.index(":", key) + 1
    return f"{text[:place]} {{}}{text[place:]}"


def in_lines(source: Source) -> str:
    """Return the text of a ledger with its notes on lines of their own, where they stand in braces.

    Raises: UsageError for notes in braces with comments among them.
    """
    notes, _ = _notes_node(source.text)
    mappings = notes.value if isinstance(notes, SequenceNode) else [notes]
    if not any(_is_flow(node) and node.value for node in [notes, *mappings]):
        return source.text
    newline = "\r\n" if "\r\n" in source.text else "\n"
    listed = isinstance(notes, SequenceNode)
    indent = " " * (_COLUMN + 2 * listed)
    lines: list[str] = []
    for mapping in mappings:
        for place, (key, value) in enumerate(mapping.value):
            lead = f"{' ' * _COLUMN}- " if listed and place == 0 else indent
            lines.append(f"{lead}{source.text[key.start_mark.index : value.end_mark.index].strip()}{newline}")
    start, end = notes.start_mark.index, notes.end_mark.index
    if not _is_flow(notes):
        start, end = _line_start(source.text, start), _line_end(source.text, content_end(source.text, notes, notes))
        return apply(source.text, [Change(start, end, _braced_text(source, start, end, lines))])
    stop = _line_end(source.text, end)
    rest = source.text[end:stop].strip()
    start = len(source.text[:start].rstrip(" "))
    text = _braced_text(source, start, end, lines)
    return apply(source.text, [Change(start, stop, f"{f'  {rest}' if rest else ''}{newline}{text}")])


def _braced_text(source: Source, start: int, end: int, lines: Sequence[str]) -> str:
    if re.search(r"(?:^|\s)#", source.text[start:end]):
        hint = "give every note a line of its own"
        raise UsageError("notes in braces, with comments among them", where=source.span(start), hint=hint)
    return "".join(lines)
