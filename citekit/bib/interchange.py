"""bibtexparser's model, given and taken: its ``Library`` of our blocks, our ``Library`` of its.

What ``to_bibtexparser`` gives is what ``bibtexparser.parse_string`` gives for the same text, for clean files block by
block; entries that are lost there (``blocks.py`` tells which) are here. ``from_bibtexparser`` takes values as
bibtexparser's parser leaves them, as its middlewares do, or as a program has set them.

Source: bibtexparser 2.1, its documentation and what it does, run as a black box (tests/bib/test_interchange.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, Literal

from citekit.bib.bibfile.flaws import is_error, words_of
from citekit.bib.bibfile.tokens import Block, Comment, Entry, Preamble, String, Text, tokenize
from citekit.bib.bibtex import read
from citekit.bib.draft import VERBATIM
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Library
from citekit.values import replace

if TYPE_CHECKING:
    from bibtexparser import library as bibtexparser_library
    from bibtexparser import model
    from bibtexparser.middlewares.middleware import Middleware

# What a character of plain text is in LaTeX.
_LATEX = str.maketrans(
    {
        "\\": "\\textbackslash{}",
        "{": "\\lbrace{}",
        "}": "\\rbrace{}",
        "^": "\\textasciicircum{}",
        "~": "\\textasciitilde{}",
        **{character: f"\\{character}" for character in "%&#$_"},
    }
)
_BRACES = {ord(brace): _LATEX[ord(brace)] for brace in "{}"}


# --- to bibtexparser ----------------------------------------------------------------------------------------


def to_bibtexparser(
    source: Source | str,
    parse_stack: Iterable[Middleware] | None = None,
    append_middleware: Iterable[Middleware] | None = None,
) -> bibtexparser_library.Library:
    """Return a .bib text as ``bibtexparser.parse_string`` does, with its middlewares: strings resolved by default.

    A block with an error, duplicates too, is a failed block that has what could be read as its
    ``ignore_error_block``. Lines count from 0, as they do there.

    >>> to_bibtexparser("@book{a, title = {T}}").entries_dict["a"]["title"]
    'T'
    """
    from bibtexparser.library import Library as TheirLibrary  # noqa: PLC0415 - heavy, and few want it
    from bibtexparser.middlewares.parsestack import default_parse_stack  # noqa: PLC0415 - as above

    source = source if isinstance(source, Source) else Source("", source)
    library = TheirLibrary()
    library.add([made for block in tokenize(source.text) for made in _made(block, source)], fail_on_duplicate_key=False)
    stack = default_parse_stack() if parse_stack is None else parse_stack
    for middleware in (*stack, *(append_middleware or ())):
        library = middleware.transform(library=library)
    return library


def _made(block: Block, source: Source) -> Iterator[model.Block]:
    from bibtexparser import model  # noqa: PLC0415 - as above

    text = source.text
    raw = text[block.start : block.end]
    line = _line(source, block.start)
    match block:
        case Text():
            if raw.strip():
                lines = raw[: len(raw) - len(raw.lstrip())].count("\n")
                yield model.ImplicitComment(raw.strip(), line + lines, raw.strip())
        case Comment():
            inside = text[block.open + 1 : block.close] if block.close >= 0 else raw[len("@comment") :]
            yield model.ExplicitComment(inside.strip(), line, raw)
        case Preamble():
            inside = text[block.open + 1 : block.close if block.close >= 0 else block.end]
            yield model.Preamble(inside, line, raw)
        case String():
            for one in block.fields:
                name, value = text[one.name_start : one.name_end], text[one.value_start : one.value_end]
                yield model.String(name, value, line, raw)
        case Entry():
            yield _entry(block, source, line, raw)


def _entry(block: Entry, source: Source, line: int, raw: str) -> model.Block:
    from bibtexparser import model  # noqa: PLC0415 - as above

    text = source.text
    fields = [
        model.Field(
            text[one.name_start : one.name_end],
            text[one.value_start : one.value_end],
            _line(source, one.name_start),
        )
        for one in block.fields
    ]
    type_ = text[block.type_start : block.type_end].lower()
    key = text[block.key_start : block.key_end]
    entry = model.Entry(type_, key, fields, line, raw)
    errors = [words_of(flaw, source, type_, key) for flaw in block.flaws if is_error(flaw)]
    if errors:
        return model.ParsingFailedBlock(ValueError("; ".join(errors)), line, raw, entry)
    twice = {name for name, count in Counter(field.key for field in fields).items() if count > 1}
    return model.DuplicateFieldKeyBlock(twice, entry) if twice else entry


def _line(source: Source, offset: int) -> int:
    return source.span(offset).line - 1


# --- from bibtexparser --------------------------------------------------------------------------------------


def from_bibtexparser(
    library: bibtexparser_library.Library, path: str = "", *, values: Literal["latex", "text"] = "latex"
) -> Library:
    """Return the references of a ``bibtexparser.Library``.

    A value may have its delimiters or not; where neither the parser nor a middleware says so, a value that is written
    as one (``{Text}``, ``"a" # b``, a number, the name of a string of the library) has them. Lists of names and
    ``NameParts`` are names. With *values* ``"text"``, as ``LatexDecodingMiddleware`` leaves them, they are no LaTeX. A
    failed block is read again from its text. Places are lines of *path*, where the library was parsed from a file.
    """
    findings: list[Finding] = []
    text = _as_text(library, values, findings)
    read_library = read(Source(path or "bibtexparser.Library", text))
    references = {
        key: replace(reference, where=_placed(reference.where, path))
        for key, reference in read_library.references.items()
    }
    findings += read_library.findings
    return Library(references, tuple(replace(one, where=_placed(one.where, path) or Span("")) for one in findings))


def _placed(where: Span | None, path: str) -> Span | None:
    """Return a line of *path*, the columns being those of no file; ``None`` without a path."""
    if where is None or not path:
        return None
    return Span(path, where.line, 1, 1) if where.line else Span(path)


def _as_text(library: bibtexparser_library.Library, values: str, findings: list[Finding]) -> str:
    """Return *library* as a .bib file in which everything stands in the line that it says of itself.

    What cannot be written so, as it is written, is added to *findings*.
    """
    from bibtexparser import model  # noqa: PLC0415 - as above

    strings = {one.key.lower() for one in library.strings}
    page = _Page()
    for given in library.blocks:
        block: model.Block | None = given
        if isinstance(given, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
            block = given.ignore_error_block
        elif isinstance(given, model.ParsingFailedBlock) and given.raw:
            page.put(given.raw, given.start_line)
        if isinstance(block, model.String):
            removed = {block.key: block.parser_metadata.get("removed_enclosing")}
            page.put(f"@string{{{block.key} = {_expression(block, removed, strings)}}}", block.start_line)
        elif isinstance(block, model.Entry):
            _put_entry(page, block, strings, values, findings)
    return page.text()


def _put_entry(page: _Page, entry: model.Entry, strings: Set[str], values: str, findings: list[Finding]) -> None:
    page.put(f"@{entry.entry_type or 'misc'}{{{entry.key},", entry.start_line)
    removed = entry.parser_metadata.get("removed_enclosing") or {}
    for one in entry.fields:
        plain = values == "text" and one.key.lower() not in VERBATIM
        value = _expression(one, removed, strings, plain=plain)
        if not _balanced(value):
            message = f"the braces in the field {one.key!r} of {entry.key!r} do not match, and are taken for text"
            findings.append(Finding("unmatched-braces", message, Span(""), Severity.WARNING, key=entry.key))
            value = f"{{{_text_of(one.value).translate(_BRACES)}}}"
        page.put(f" {one.key} = {value},", one.start_line, new=False)
    page.put("}", None, new=False)


def _balanced(value: str) -> bool:
    (first, *more) = tokenize(f"@a{{b, c = {value}\n}}")
    whole = isinstance(first, Entry) and len(first.fields) == 1 and not more
    return whole and all(flaw.kind == "escaped-brace" for flaw in first.flaws)


class _Page:
    """A text that is put together line by line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._line = 0

    def put(self, text: str, line: int | None, *, new: bool = True) -> None:
        """Add *text* in *line* (from 0), or the next line there is: a *new* one, or the one begun."""
        least = self._line + (new and bool(self._parts))
        wanted = max(least, line if line is not None else 0)
        self._parts.append("\n" * (wanted - self._line) + text)
        self._line = wanted + text.count("\n")

    def text(self) -> str:
        return "".join(self._parts)


def _expression(one: Any, removed: Mapping[str, Any], strings: Set[str], *, plain: bool = False) -> str:
    """Return the value of a field or string as it is written in a file.

    *removed* has the delimiters that were taken off, by name of the field.
    """
    value = _text_of(one.value)
    delimiters = one.enclosing or removed.get(one.key)
    if delimiters == "no-enclosing" and isinstance(one.value, str):
        return value if _is_expression(value) else f"{{{value}}}"
    if plain:
        return f"{{{value.translate(_LATEX)}}}"
    if delimiters is None and isinstance(one.value, str) and _is_expression(value, strings):
        return value
    return f"{{{value}}}"


def _text_of(value: Any) -> str:
    """Return a value as text, whatever middlewares made of it: a number, names in a list, the parts of a name."""
    from bibtexparser.middlewares import NameParts  # noqa: PLC0415 - as above

    if isinstance(value, NameParts):
        return str(value.merge_last_name_first)
    if isinstance(value, list | tuple):
        return " and ".join(_text_of(one) for one in value)
    return str(value)


def _is_expression(value: str, strings: Set[str] | None = None) -> bool:
    """Tell whether *value* is written with its delimiters; single words are where they are numbers or *strings*."""
    head = "@a{b, c = "
    if not _balanced(value):
        return False
    first = tokenize(f"{head}{value}\n}}")[0]
    (only,) = first.fields if isinstance(first, Entry) else ()
    words = {
        value[part.start - len(head) : part.end - len(head)].lower() for part in only.pieces if part.form == "name"
    }
    return only.form == "joined" or (only.form != "empty" and (strings is None or words <= strings))
