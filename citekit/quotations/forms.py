"""Quotations as YAML and JSON: a file of them, each with its text in markup or its parts as data.

The format is documented in docs/quotations.md, version 1::

    citekit-quotations: 1
    quotations:
      - text: "[T]he party [...] had won."     # in markup
        key: kotkin2017
        locator: p. 12
      - parts: ["So ", {omission: words}, " it went."]   # as data
        language: de-DE
        kind: verse

Everything wrong is a finding with its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, cast

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from citekit.csl.catalogue import check_locale
from citekit.errors import UsageError
from citekit.findings import Finding, Source, Span
from citekit.model import Cite, Key, Locator
from citekit.nearest import did_you_mean
from citekit.notes.ledger.yamltree import composed
from citekit.notes.locators import LABELS, parse_locator
from citekit.quotations.markup import markup_of
from citekit.quotations.quotation import (
    Break,
    Capital,
    Emphasis,
    FinalStop,
    Insertion,
    Kind,
    Omission,
    Part,
    Quotation,
    Quoted,
    Sic,
    Substitution,
    Turn,
    joined,
)
from citekit.quotations.reading import flaws, read_markup, understood
from citekit.values import dataclass

VERSION = 1
KINDS: tuple[Kind, ...] = ("prose", "verse", "dialogue")
_FIELDS = ("name", "text", "printed", "parts", "key", "locator", "speaker", "language", "kind", "epigraph")
_TEXTS = ("text", "printed", "parts")
_EXTENTS = ("words", "end", "sentences", "paragraphs", "lines")
_BREAKS = ("line", "stanza", "paragraph")


@dataclass(frozen=True, slots=True)
class Filed:
    """A quotation of a file, the *name* it has there, "" for none, and the place of its words."""

    quotation: Quotation
    where: Span
    name: str = ""


@dataclass(frozen=True, slots=True)
class QuotationFile:
    """The quotations of a file, in its order, and what is wrong with it; those with errors are left out."""

    quotations: tuple[Filed, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_quotations(source: Source) -> QuotationFile:
    """Read a file of quotations, YAML or JSON."""
    return _Reader(source).read()


class _WrongError(Exception):
    """What is wrong at a node: message and hint."""

    def __init__(self, node: Node, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.node = node
        self.hint = hint


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._findings: list[Finding] = []

    def read(self) -> QuotationFile:
        root, wrong_yaml = composed(self._source)
        if wrong_yaml is not None:
            return QuotationFile(findings=(wrong_yaml,))
        if root is not None and _is_endless(root):
            message = f"its lists are nested more than {_DEEPEST} deep, or lead to themselves"
            return QuotationFile(findings=(Finding("quotation-form", message, self._place(root), hint=_SEE),))
        try:
            items = self._items(root)
        except _WrongError as wrong:
            self._told(wrong)
            items = ()
        made = [filed for item in items if (filed := self._filed(item)) is not None]
        self._told_twice(made)
        return QuotationFile(tuple(made), tuple(self._findings))

    def _told_twice(self, made: Sequence[Filed]) -> None:
        """Report names that several quotations have: one is asked for by its name."""
        seen: set[str] = set()
        for one in made:
            if one.name and one.name in seen:
                message = f"two quotations are called {one.name!r}"
                self._findings.append(Finding("quotation-form", message, one.where, hint="give one another name"))
            seen.add(one.name)

    def _items(self, root: Node | None) -> Sequence[Node]:
        if root is None:
            self._findings.append(Finding("no-quotation", "the file is empty", Span(self._source.path), hint=_SEE))
            return ()
        if not isinstance(root, MappingNode):
            raise _WrongError(
                root, "a file of quotations is a mapping", f"start it with 'citekit-quotations: {VERSION}'"
            )
        fields = _fields(root, ("citekit-quotations", "quotations"), "the file")
        version = fields.get("citekit-quotations")
        if version is None:
            raise _WrongError(root, "the format's version is missing", f"add 'citekit-quotations: {VERSION}'")
        if str(version.value) != str(VERSION):
            raise _WrongError(version, f"version {version.value!r} of the format is not known", f"this is {VERSION}")
        listed = fields.get("quotations")
        if not isinstance(listed, SequenceNode) or not listed.value:
            raise _WrongError(listed or root, "there are no quotations", "list them under 'quotations:'")
        return cast("Sequence[Node]", listed.value)

    def _filed(self, node: Node) -> Filed | None:
        try:
            if not isinstance(node, MappingNode):
                raise _WrongError(node, "a quotation is a mapping", "write '- text: …'")
            fields = _fields(node, _FIELDS, "a quotation")
            words = next((fields[name] for name in _TEXTS if name in fields), None)
            if words is None:
                raise _WrongError(node, "a quotation without words", "give it a text")
            before = len(self._findings)
            quotation = self._quotation(fields)
            if len(self._findings) > before:
                return None
            return Filed(quotation, self._place(words), _text(fields["name"]) if "name" in fields else "")
        except _WrongError as wrong:
            self._told(wrong)
            return None

    def _quotation(self, fields: Mapping[str, Node]) -> Quotation:
        language = _language(fields["language"]) if "language" in fields else "en-US"
        kind = cast("Kind", _one_of(fields["kind"], KINDS, "kind")) if "kind" in fields else "prose"
        parts = self._parts(fields, language, kind)
        epigraph = "epigraph" in fields and _one_of(fields["epigraph"], ("true", "false"), "epigraph") == "true"
        speaker = _text(fields["speaker"]) if "speaker" in fields else ""
        return Quotation(parts, language, kind, self._cite(fields), speaker, epigraph)

    def _parts(self, fields: Mapping[str, Node], language: str, kind: Kind) -> tuple[Part, ...]:
        given = [name for name in _TEXTS if name in fields]
        if len(given) > 1:
            raise _WrongError(fields[given[1]], f"a quotation has {given[0]!r} and {given[1]!r}", "keep one of them")
        node = fields[given[0]]
        if given[0] == "parts":
            return _parts(node)
        text = _text(node)
        if not text.strip():
            raise _WrongError(node, "an empty quotation", "write what the source says")
        for flaw in flaws(text, markup=given[0] == "text"):
            self._findings.append(Finding("quotation-marks", flaw.message, self._place(node), hint=flaw.hint))
        return read_markup(text, language, kind) if given[0] == "text" else understood(text, language, kind)

    def _cite(self, fields: Mapping[str, Node]) -> Cite | None:
        if "key" not in fields:
            if "locator" in fields:
                raise _WrongError(fields["locator"], "a locator without a key", "say with 'key' which work it is of")
            return None
        key = _text(fields["key"]).removeprefix("@")
        if not key:
            raise _WrongError(fields["key"], "an empty key", "name the work")
        locator = _locator(fields["locator"]) if "locator" in fields else None
        return Cite(Key(key), locator, where=self._place(fields["key"]))

    def _told(self, wrong: _WrongError) -> None:
        self._findings.append(Finding("quotation-form", str(wrong), self._place(wrong.node), hint=wrong.hint))

    def _place(self, node: Node) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        return self._span(start, max(end, start + 1))

    def _span(self, start: int, end: int | None = None) -> Span:
        return self._source.span(min(start, len(self._source.text)), end)


_SEE = "docs/quotations.md shows one"
_DEEPEST = 60
_MOST = 1_000_000


def _is_endless(root: Node) -> bool:
    """Tell whether anchors make a tree that never ends, or one too large to be meant."""
    waiting, seen = [(root, 0)], 0
    while waiting:
        node, depth = waiting.pop()
        seen += 1
        if depth > _DEEPEST or seen > _MOST:
            return True
        if isinstance(node, MappingNode):
            waiting += [(value, depth + 1) for _, value in node.value]
        elif isinstance(node, SequenceNode):
            waiting += [(one, depth + 1) for one in node.value]
    return False


def _fields(node: MappingNode, known: Sequence[str], what: str) -> dict[str, Node]:
    fields: dict[str, Node] = {}
    for name_node, value in node.value:
        name = str(name_node.value) if isinstance(name_node, ScalarNode) else "a list or mapping"
        if name not in known:
            hint = did_you_mean(name, known) or f"{what} has: {', '.join(known)}"
            raise _WrongError(name_node, f"unknown field {name!r} in {what}", hint)
        if name in fields:
            raise _WrongError(name_node, f"the field {name!r} stands here twice", "keep one of them")
        fields[name] = value
    return fields


def _text(node: Node) -> str:
    if not isinstance(node, ScalarNode):
        raise _WrongError(node, "a text is wanted here", "put it in quotes")
    empty = node.style is None and node.value in ("", "~", "null")
    return "" if empty else str(node.value)


def _one_of(node: Node, known: Sequence[str], what: str) -> str:
    text = _text(node)
    if text not in known:
        raise _WrongError(node, f"unknown {what} {text!r}", did_you_mean(text, known) or f"one of {', '.join(known)}")
    return text


def _language(node: Node) -> str:
    text = _text(node)
    try:
        check_locale(text)
    except UsageError as error:
        raise _WrongError(node, f"unknown language {text!r}", error.hint) from error
    return text


def _locator(node: Node) -> Locator:
    text = _text(node).strip()
    found = parse_locator(text)
    if found is None:
        raise _WrongError(node, f"{text!r} is no locator", f"write 'p. 12' or another label: {', '.join(LABELS[:6])} …")
    return found


# --- parts as data -----------------------------------------------------------------------------------------


def _parts(node: Node) -> tuple[Part, ...]:
    if not isinstance(node, SequenceNode):
        raise _WrongError(node, "parts are a list", 'write ["words ", {omission: words}, " words"]')
    parts = joined(_part(one) for one in node.value)
    if not parts:
        raise _WrongError(node, "an empty quotation", "write what the source says")
    return parts


def _part(node: Node) -> Part:
    if isinstance(node, ScalarNode):
        return str(node.value)
    if not isinstance(node, MappingNode) or not node.value:
        raise _WrongError(node, "a part is a text or a mapping", f"one of {', '.join(_MAKERS)}")
    what = str(node.value[0][0].value)
    if what not in _MAKERS:
        hint = did_you_mean(what, _MAKERS) or f"one of {', '.join(_MAKERS)}"
        raise _WrongError(node.value[0][0], f"unknown part {what!r}", hint)
    more, make = _MAKERS[what]
    fields = _fields(node, (what, *more), "the part")
    return make(fields[what], fields)


_Make: TypeAlias = Callable[[Node, Mapping[str, Node]], Part]


def _words(node: Node) -> str:
    text = _text(node)
    if not text.strip():
        raise _WrongError(node, "brackets without words", "write what stands in them")
    return text


def _given(fields: Mapping[str, Node], name: str) -> str:
    return _text(fields[name]) if name in fields else ""


def _whole(node: Node) -> int:
    text = _text(node)
    if not text.isascii() or not text.isdigit() or len(text) > 3:
        raise _WrongError(node, f"{text!r} is no number of steps", "write 1, 2 …")
    return int(text)


def _capital(node: Node, fields: Mapping[str, Node]) -> Capital:
    return Capital(_text(node), _given(fields, "original") or _text(node).swapcase())


def _emphasis(node: Node, fields: Mapping[str, Node]) -> Emphasis:
    added = "added" in fields and _one_of(fields["added"], ("true", "false"), "value") == "true"
    return Emphasis(_parts(node), added)


def _broken(node: Node, fields: Mapping[str, Node]) -> Break:
    kind = cast("Any", _one_of(node, _BREAKS, "break"))
    return Break(kind, _whole(fields["indent"]) if "indent" in fields else 0)


_MAKERS: Mapping[str, tuple[tuple[str, ...], _Make]] = {
    "omission": ((), lambda node, _: Omission(cast("Any", _one_of(node, _EXTENTS, "extent")))),
    "insertion": ((), lambda node, _: Insertion(_words(node))),
    "substitution": (("original",), lambda node, fields: Substitution(_words(node), _given(fields, "original"))),
    "capital": (("original",), _capital),
    "final-stop": (("original",), lambda node, fields: FinalStop(_text(node), _given(fields, "original"))),
    "sic": ((), lambda node, _: Sic("" if _text(node) == "true" else _text(node))),
    "emphasis": (("added",), _emphasis),
    "quoted": ((), lambda node, _: Quoted(_parts(node))),
    "break": (("indent",), _broken),
    "turn": ((), lambda node, _: Turn(_text(node))),
}


def as_data(quotation: Quotation) -> dict[str, Any]:
    """Return *quotation* as JSON members: ``text`` in markup, ``parts`` as data, and what else is said of it."""
    cite = quotation.cite
    members = {
        "text": markup_of(quotation.parts, quotation.kind),
        "parts": [_part_as_data(part) for part in quotation.parts],
        "language": quotation.language,
        "kind": quotation.kind,
        "key": cite.key if cite else None,
        "locator": {"label": cite.locator.label, "value": cite.locator.value} if cite and cite.locator else None,
        "speaker": quotation.speaker or None,
        "epigraph": quotation.epigraph or None,
    }
    return {name: value for name, value in members.items() if value is not None}


def _part_as_data(part: Part) -> Any:  # noqa: PLR0911 - one for each kind
    match part:
        case str():
            return part
        case Omission():
            return {"omission": part.extent}
        case Insertion():
            return {"insertion": part.text}
        case Substitution():
            return {"substitution": part.text, "original": part.original}
        case Capital():
            return {"capital": part.text, "original": part.original}
        case FinalStop():
            return {"final-stop": part.text} | ({"original": part.original} if part.original else {})
        case Sic():
            return {"sic": part.reading or True}
        case Emphasis():
            inner = [_part_as_data(one) for one in part.parts]
            return {"emphasis": inner} | ({"added": True} if part.added else {})
        case Quoted():
            return {"quoted": [_part_as_data(one) for one in part.parts]}
        case Break():
            return {"break": part.kind} | ({"indent": part.indent} if part.indent else {})
        case Turn():
            return {"turn": part.speaker}
