"""Another key in what cites it: note ledgers and Markdown. Only the key is changed; comments and spacing stay.

Source: docs/ledger.md for where a ledger cites; the Pandoc User's Guide, Citation syntax, for ``@key`` in text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from citekit.aliases import with_keys
from citekit.changes import Change, apply
from citekit.errors import InvalidInputError, UsageError
from citekit.findings import Source, Span
from citekit.model import Key
from citekit.notes.citesyntax import CITE
from citekit.notes.fences import fenced
from citekit.patterns import pattern
from citekit.values import NamedTuple, replace

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

# A key that a plain scalar of YAML can have, and nothing that YAML reads as more than a text.
_PLAIN = pattern(r"[^\W\d_][\w.+/-]*(?::[\w.+/-]+)*")
_YAML_WORDS = frozenset("null true false yes no on off y n".split())
_CODE = pattern(r"(?<!`)(`+)(?!`)(?:.|\n(?!\s*\n))*?(?<!`)\1(?!`)")


def cite_changes(text: str, old: str, new: str, start: int = 0, end: int | None = None) -> Iterator[Change]:
    """Yield the changes that make ``@old`` in *text* cite *new*; in braces where the key alone could not be read."""
    for cite in CITE.finditer(text, start, len(text) if end is None else end):
        if cite["braced"] == old:
            yield Change(*cite.span("braced"), new)
        elif cite["key"] == old:
            whole = CITE.fullmatch(f"@{new}")
            bare = whole is not None and whole["key"] == new and not _goes_on(text, cite.end("key"), new)
            yield Change(*cite.span("key"), new if bare else f"{{{new}}}")


def _goes_on(text: str, end: int, new: str) -> bool:
    """Would the text behind *new* be read as more of the key? So would "x" in "@a:x", where the key was "a"."""
    read = CITE.match(f"@{new}{text[end : end + 2]}")
    return read is None or read["key"] != new


def rename_in_markdown(text: str, old: str, new: str) -> str:
    """Return a Markdown text that cites *new* where it cited *old*; code stays."""
    code = sorted((*fenced(text), *(match.span() for match in _CODE.finditer(text))))
    changes = cite_changes(text, old, new)
    return apply(text, [one for one in changes if not any(start <= one.start < end for start, end in code)])


def rename_in_ledger(source: Source, old: str, new: str) -> str:
    """Return the text of a ledger that cites *new* where it cited *old*, all else as it was.

    Raises: UsageError where the ledger cannot be read, or would say anything else.
    """
    from citekit.notes.ledger.reading import read_ledger  # noqa: PLC0415 - ruamel.yaml takes longer to load than most of citekit

    before = read_ledger(source)
    if broken := [finding for finding in before.findings if finding.rule == "yaml"]:
        raise InvalidInputError(broken)
    if not any(cite.key == old for cite in before.cites):
        return source.text
    changes = (change for scalar in _scalars(source.text) for change in _of_scalar(source.text, scalar, old, new))
    text = apply(source.text, dict.fromkeys(changes))
    after = read_ledger(Source(source.path, text))
    meant = with_keys(before, {Key(old): Key(new)})  # findings apart: their places have moved
    if replace(after, findings=()) != replace(meant, findings=()) or len(after.findings) != len(before.findings):
        hint = "change it by hand"
        raise UsageError(f"cannot rename {old!r} in this ledger safely", where=Span(source.path), hint=hint)
    return text


def cited_keys(source: Source) -> set[Key]:
    """Return the keys that a ledger cites."""
    from citekit.notes.ledger.reading import read_ledger  # noqa: PLC0415 - as above

    return {cite.key for cite in read_ledger(source).cites}


class _Scalar(NamedTuple):
    """A text of a ledger that may cite, ``text[start:end]`` with its quotes."""

    start: int
    end: int
    is_key: bool
    plain: bool


def _scalars(text: str) -> Iterator[_Scalar]:
    """Yield the scalars of a ledger that may cite: notes and their pieces, the source, and the keys of cites."""
    from citekit.notes.ledger.yamltree import field_node, note_pairs  # noqa: PLC0415 - as above

    if (source := field_node(text, "source")) is not None:
        yield from _scalars_of(source)
    for _, _, note in note_pairs(text):
        yield from _scalars_of(note)


def _scalars_of(node: Node, *, is_key: bool = False) -> Iterator[_Scalar]:
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode  # noqa: PLC0415 - as above

    match node:
        case ScalarNode():
            yield _Scalar(node.start_mark.index, node.end_mark.index, is_key, node.style is None)
        case SequenceNode():
            for item in node.value:
                yield from _scalars_of(item)
        case MappingNode():
            for name, value in node.value:
                if getattr(name, "value", "") in ("cites", "key"):
                    yield from _scalars_of(value, is_key=name.value == "key")


def _of_scalar(text: str, scalar: _Scalar, old: str, new: str) -> Iterable[Change]:
    start, end, is_key, plain = scalar
    if not is_key:
        return cite_changes(text, old, new, start, end)
    place = text.find(old, start, end)
    if place == -1 or text[start:end].strip("\"' \n@") != old:
        return ()
    if plain and (not _PLAIN.fullmatch(new) or new.lower() in _YAML_WORDS):
        return (Change(place, place + len(old), f'"{new}"'),)
    return (Change(place, place + len(old), new),)
