"""CSL-YAML files: the items of CSL-JSON in YAML, as pandoc has them under ``references:``.

Source: pandoc's manual ("Specifying bibliographic data"), and what pandoc 3.9 reads and writes. Text is Markdown
(``cslfile/markdown.py``); a date is EDTF text, a mapping as in CSL-JSON, or one with ``year``, ``month`` and ``day``.
A file is YAML, or Markdown with metadata blocks, whose other text is left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from citekit.bib import exact
from citekit.bib.cslfile import yamltext
from citekit.bib.cslfile.checks import oddities
from citekit.bib.cslfile.items import date_parts, item_of, reference_of
from citekit.bib.cslfile.markdown import parse_markdown, to_markdown
from citekit.bib.dates.edtf import to_edtf
from citekit.bib.dates.rawdates import parse_date
from citekit.bib.variables import DATES, NAMES, TEXTS
from citekit.bib.written import Written
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import NUMBER_VARIABLES, Date, Key, Library, Reference
from citekit.patterns import pattern
from citekit.richtext import Inlines, plain

if TYPE_CHECKING:
    from citekit.bib.cslfile.yamlnodes import MappingNode, Node, Nodes

NAME = "csl-yaml"
SUFFIXES = (".yaml", ".yml")

_LIST = pattern(r"^(?:references[ \t]*:|- id:)", re.MULTILINE)
_BLOCK = pattern(r"^---[ \t]*\r?\n(?![ \t]*\r?$)(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_OPEN_CIRCA = pattern(r"/~\Z")  # how pandoc writes an open range of which it is not certain
_ESCAPE = pattern(r"\\([!-/:-@\[-`{-~])")
_SHAPE = "a list under 'references:', with an id for each"
# Variables whose letters are no markup: only escapes are undone in them.
_VERBATIM = frozenset("DOI URL ISBN ISSN PMID PMCID".split())
_NAMES_IN_CASE = {name.lower(): name for name in _VERBATIM}
_FLAGS = frozenset(("comma-suffix", "static-ordering", "parse-names", "circa"))


def read(source: Source) -> Library:
    """Return the references of a YAML file, or of the metadata blocks of a Markdown file, in file order."""
    from citekit.bib.cslfile import yamlnodes  # noqa: PLC0415 - ruamel.yaml takes longer to load than most commands run

    findings: list[Finding] = []
    nodes = yamlnodes.Nodes(source, findings)
    references: dict[Key, Reference] = {}
    found = [add_references(nodes, root, references) for span in _parts(source) for root in nodes.documents(*span)]
    if not any(found) and not findings:
        nodes.report("csl-yaml", "no references", Span(source.path), _SHAPE, severity=Severity.WARNING)
    findings.sort(key=lambda finding: (finding.where.line, finding.where.column))
    return Library(references, tuple(findings))


def add_references(nodes: Nodes, root: Node, references: dict[Key, Reference]) -> bool:
    """Add the references of a document, *root*, and tell whether it has any; what is wrong is told to *nodes*."""
    from citekit.bib.cslfile.yamlnodes import MappingNode  # noqa: PLC0415 - as above

    found = False
    for item in nodes.items(root, "references"):
        found = True
        if isinstance(item, MappingNode):
            _add(item, nodes, references)
        else:
            nodes.report("csl-yaml", "a reference that is no mapping", nodes.place(item), _SHAPE)
    return found


def write(library: Library, *, ascii_only: bool = False) -> Written:
    """Return the references as a metadata block; ``read`` returns the same library, but for its findings."""
    items = [_written(reference) for reference in library.references.values()]
    return Written(f"---\n{yamltext.to_yaml({'references': items}, ascii_only=ascii_only)}...\n")


def has_references(source: Source) -> bool:
    """Tell whether a YAML file looks like one of references; a ledger of notes, say, does not."""
    return _LIST.search(source.text) is not None


def _parts(source: Source) -> Iterator[tuple[int, int]]:
    """Yield where YAML stands in *source*: the whole of it, or its metadata blocks."""
    if source.path.lower().endswith(SUFFIXES) or not _BLOCK.match(source.text):
        yield 0, len(source.text)
        return
    for block in _BLOCK.finditer(source.text):
        if block.start() == 0 or source.text[: block.start()].endswith(("\n\n", "\n\r\n")):  # else a rule or a table
            yield block.span("yaml")


def _add(node: MappingNode, nodes: Nodes, references: dict[Key, Reference]) -> None:
    """Add the reference that *node* is; report what is wrong with it."""
    members = nodes.members(node)
    item = _shaped({name: nodes.value(value) for name, (_, value) in members.items()})
    key = item.get("id")
    if not isinstance(key, str) or not key:
        nodes.report("csl-yaml", "a reference without an id", nodes.place(node), "add 'id'")
        return
    where = nodes.place(members["id"][1])
    for name, message, hint in oddities(item):
        place = nodes.place(members[name][0]) if name in members else where
        nodes.report("csl-yaml", f"{message} in {key!r}", place, hint, severity=Severity.WARNING, key=key)
    reference = _reference(item, where)
    if reference.key in references:
        first = references[reference.key].where
        message = f"the id {key!r} is used again; first in {first}"
        nodes.report("duplicate-key", message, where, "rename one of the two", key=key)
    else:
        references[reference.key] = reference


def reference(item: dict[str, Any], where: Span | None = None) -> Reference:
    """Return the reference of an item as YAML has it, whose scalars are texts in Markdown; it has an id."""
    return _reference(_shaped(item), where)


# --- what YAML says, in the shape of CSL-JSON ---------------------------------------------------------------


def _reference(item: dict[str, Any], where: Span | None = None) -> Reference:
    """Return the reference of an item that is in the shape of CSL-JSON, its text in Markdown."""
    return reference_of({name: _unmarked(name, value) for name, value in item.items()}, where, _text)


def _text(variable: str, text: str) -> Inlines:
    """Return a text without the line break that ends a block (``|``)."""
    text = text.rstrip("\n")
    return (_unescaped(text),) if variable in _VERBATIM else parse_markdown(text)


def _shaped(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item of YAML, all of whose scalars are texts, in the shape that CSL-JSON has."""
    return {_named(name): _valued(_named(name), value) for name, value in item.items()}


def _named(name: str) -> str:
    """Return a variable's name in CSL's letter case; pandoc writes "doi", and takes any."""
    return _NAMES_IN_CASE.get(name.lower(), name)


def _valued(name: str, value: Any) -> Any:
    if name in DATES:
        return _date(value)
    if name in NAMES:
        return [_name(one) for one in value] if isinstance(value, list) else [_name(value)]
    if name in TEXTS and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return _custom(value) if name == "custom" and isinstance(value, dict) else value


def _name(value: Any) -> Any:
    if not isinstance(value, dict):
        return {"literal": value} if isinstance(value, str) else value
    return {part: _flag(said) if part in _FLAGS else _joined(said) for part, said in value.items()}


def _joined(value: Any) -> Any:
    """Return a list of particles as one text."""
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _flag(value: Any) -> bool:
    return str(value).lower() not in ("false", "no", "off", "0", "none", "")


def _date(value: Any) -> Any:
    """Return a date as CSL-JSON has it: from EDTF, from ``year`` and ``month``, or from two of those in a list."""
    if isinstance(value, str):
        return {"edtf": _OPEN_CIRCA.sub("~/..", _unescaped(value))}
    if isinstance(value, list) and value and all(isinstance(one, dict) and "year" in one for one in value):
        return _date({**value[0], "date-parts": [_day(one) for one in value[:2]]})
    if not isinstance(value, dict):
        return value
    if "year" in value and "date-parts" not in value:
        value = {**value, "date-parts": [_day(value)]}
    return {part: _flag(said) if part in _FLAGS else said for part, said in value.items()}


def _day(value: dict[str, Any]) -> list[Any]:
    return [value[part] for part in ("year", "month", "day") if value.get(part)]


def _custom(value: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in ``custom``; what is said there exactly is JSON in a text, so that YAML cannot change it."""
    made = {name: [_name(one) for one in said] if isinstance(said, list) else said for name, said in value.items()}
    if isinstance(said := value.get(exact.NAME), str):
        with suppress(ValueError, RecursionError):
            made[exact.NAME] = json.loads(said)
    return made


def _unmarked(name: str, value: Any) -> Any:
    """Return what is no formatted text without its Markdown: names, numbers and dates."""
    if isinstance(value, str):
        return plain(parse_markdown(value)) if name in NUMBER_VARIABLES else value
    if name in NAMES and isinstance(value, list):
        return [_changed(one, lambda text: plain(parse_markdown(text))) for one in value]
    if name in DATES and isinstance(value, dict):
        return _changed(value, _unescaped)
    return value


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return a mapping with *change* made to its texts."""
    if not isinstance(value, dict):
        return value
    return {part: change(said) if isinstance(said, str) else said for part, said in value.items()}


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


# --- writing ---------------------------------------------------------------------------------------------


def _written(reference: Reference) -> dict[str, Any]:
    """Return the item of *reference*; what it cannot say stands in ``custom`` (``exact``)."""
    item = {name: _marked(name, value) for name, value in item_of(reference, to_markdown).items()}
    item |= {name: _written_date(date) for name, date in reference.dates.items()}
    item.get("custom", {}).pop(exact.NAME, None)
    read_as = _shaped(_texts(item))
    said = exact.differences(reference, _reference(read_as), exact.said_by_item(read_as))
    if not said:
        return {name: value for name, value in item.items() if value}
    return item | {"custom": {**item.get("custom", {}), exact.NAME: json.dumps(said, ensure_ascii=False)}}


def _written_date(date: Date) -> Any:
    """Return a date as EDTF, which is short; one that EDTF cannot say, or has words, as in CSL-JSON."""
    text = to_edtf(date)
    return _escaped(text) if text and parse_date(text) == date else _changed(date_parts(date), _escaped)


def _marked(name: str, value: Any) -> Any:
    """Return names and numbers as Markdown."""
    if name in NAMES:
        return [_changed(one, _escaped) for one in value]
    if name in NUMBER_VARIABLES and isinstance(value, str):
        return _escaped(value)
    return value


def _escaped(text: str) -> str:
    return to_markdown((text,))


def _texts(value: Any) -> Any:
    """Return *value* as YAML is read: each scalar a text."""
    if isinstance(value, dict):
        return {name: _texts(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    return value if isinstance(value, str) else str(value).lower()
