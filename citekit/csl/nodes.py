"""A style as data: one frozen value per CSL element, nothing of XML left.

Source: CSL 1.0.2, Style Structure and Rendering Elements. ``parse`` makes these values, ``compile`` turns them
into what renders. They are compared and kept on disk, so they hold only plain data. Named tuples, because a large
style has two thousand of them, and these are read back five times as fast as dataclasses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from citekit.richtext import Format
from citekit.values import NamedTuple

TextCase: TypeAlias = Literal["lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title"]
TermForm: TypeAlias = Literal["long", "short", "verb", "verb-short", "symbol"]

_NONE: Mapping[str, str] = {}


def whole_number(options: Mapping[str, str], name: str, default: int) -> int:
    """Return the attribute *name* as a number, *default* where it is missing or none."""
    value = options.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else default


class Dress(NamedTuple):
    """What most rendering elements may carry (CSL 1.0.2, Formatting, Affixes, Quotes, Strip Periods, Text Case).

    Affixes stand outside *format* and quotation marks.
    """

    prefix: str = ""
    suffix: str = ""
    format: Format | None = None
    text_case: TextCase | None = None
    quotes: bool = False
    strip_periods: bool = False


PLAIN = Dress()


class Variable(NamedTuple):
    """``cs:text variable``: the text of a standard variable."""

    name: str
    form: Literal["long", "short"] = "long"
    dress: Dress = PLAIN


class Term(NamedTuple):
    """``cs:text term``."""

    name: str
    form: TermForm = "long"
    plural: bool = False
    dress: Dress = PLAIN


class Value(NamedTuple):
    """``cs:text value``."""

    text: str
    dress: Dress = PLAIN


class MacroCall(NamedTuple):
    """``cs:text macro``."""

    name: str
    dress: Dress = PLAIN


class Number(NamedTuple):
    """``cs:number``."""

    variable: str
    form: Literal["numeric", "ordinal", "long-ordinal", "roman"] = "numeric"
    dress: Dress = PLAIN


class Label(NamedTuple):
    """``cs:label``, alone or in ``cs:names`` (where *variable* is empty)."""

    variable: str = ""
    form: TermForm = "long"
    plural: Literal["contextual", "always", "never"] = "contextual"
    dress: Dress = PLAIN


class DatePart(NamedTuple):
    """``cs:date-part``. An empty *form* is the part's default, so that a localized format can be overridden."""

    name: Literal["day", "month", "year"]
    form: str = ""
    range_delimiter: str = ""
    dress: Dress = PLAIN


class DateNode(NamedTuple):
    """``cs:date``. *form* names a localized format; *limit* is its ``date-parts``."""

    variable: str
    form: Literal["", "numeric", "text"] = ""
    limit: Literal["year-month-day", "year-month", "year"] = "year-month-day"
    parts: tuple[DatePart, ...] = ()
    delimiter: str = ""
    dress: Dress = PLAIN


class Group(NamedTuple):
    """``cs:group``."""

    children: tuple[Node, ...]
    delimiter: str = ""
    dress: Dress = PLAIN


Kind: TypeAlias = Literal[
    "type", "variable", "is-numeric", "is-uncertain-date", "locator", "position", "disambiguate", "never"
]


class Branch(NamedTuple):
    """``cs:if``, ``cs:else-if`` or (without tests) ``cs:else``.

    *tests* are single facts, such as ``("type", "book")`` or ``("variable", "DOI")``, joined by *match*.
    """

    tests: tuple[tuple[Kind, str], ...]
    match: Literal["all", "any", "none"]
    children: tuple[Node, ...]


class Choose(NamedTuple):
    """``cs:choose``."""

    branches: tuple[Branch, ...]


class NameNode(NamedTuple):
    """``cs:name``: its attributes as written (inherited ones are added by ``compile``), and its name parts."""

    attributes: Mapping[str, str] = _NONE
    family: Dress = PLAIN
    given: Dress = PLAIN
    dress: Dress = PLAIN


class EtAl(NamedTuple):
    """``cs:et-al``."""

    term: str = "et-al"
    dress: Dress = PLAIN


class Names(NamedTuple):
    """``cs:names``. Absent children are ``None``: in ``cs:substitute`` they come from the ``cs:names`` around it."""

    variables: tuple[str, ...]
    name: NameNode | None = None
    et_al: EtAl | None = None
    label: Label | None = None
    label_first: bool = False
    substitute: tuple[Node, ...] = ()
    delimiter: str | None = None
    dress: Dress = PLAIN


Node: TypeAlias = "Variable | Term | Value | MacroCall | Number | Label | DateNode | Group | Choose | Names"


class SortKey(NamedTuple):
    """``cs:key``: exactly one of *variable* and *macro*."""

    variable: str = ""
    macro: str = ""
    descending: bool = False
    names: Mapping[str, str] = _NONE


class Section(NamedTuple):
    """``cs:citation`` or ``cs:bibliography``: sorting, layout, and its attributes as written."""

    children: tuple[Node, ...]
    delimiter: str = ""
    dress: Dress = PLAIN
    sort: tuple[SortKey, ...] = ()
    options: Mapping[str, str] = _NONE


class TermText(NamedTuple):
    """A term's texts. *match* is of ordinals; *gender* of what may be counted."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


class LocaleNode(NamedTuple):
    """``cs:locale`` of a style or a locale file.

    Terms are by (name, form, gender-form); dates by form; *language* is empty where the element does not say.
    """

    language: str = ""
    terms: Mapping[tuple[str, str, str], TermText] = {}
    dates: Mapping[str, DateNode] = {}
    options: Mapping[str, str] = _NONE


class StyleNode(NamedTuple):
    """A whole independent style."""

    note: bool
    citation: Section
    bibliography: Section | None = None
    default_locale: str = ""
    macros: Mapping[str, tuple[Node, ...]] = {}
    locales: tuple[LocaleNode, ...] = ()
    options: Mapping[str, str] = _NONE


def without_periods(node: Node) -> Node:
    """Return *node* with ``strip-periods`` on all that it prints; affixes and delimiters keep theirs."""
    if isinstance(node, Group):
        return node._replace(children=tuple(map(without_periods, node.children)))
    if isinstance(node, Choose):
        branches = (one._replace(children=tuple(map(without_periods, one.children))) for one in node.branches)
        return Choose(tuple(branches))
    if isinstance(node, DateNode):
        return node._replace(parts=tuple(part._replace(dress=_stripped(part.dress)) for part in node.parts))
    if isinstance(node, Names):
        name = node.name or NameNode()
        return node._replace(
            name=name._replace(family=_stripped(name.family), given=_stripped(name.given)),
            et_al=(et_al := node.et_al or EtAl())._replace(dress=_stripped(et_al.dress)),
            label=node.label and node.label._replace(dress=_stripped(node.label.dress)),
            substitute=tuple(map(without_periods, node.substitute)),
        )
    return node._replace(dress=_stripped(node.dress))


def _stripped(dress: Dress) -> Dress:
    return dress._replace(strip_periods=True)


def walk(children: Iterable[Node]) -> Iterator[Node]:
    """Yield *children* and every element inside them, in the order of the style; macros are not entered."""
    for node in children:
        yield node
        if isinstance(node, Group):
            yield from walk(node.children)
        elif isinstance(node, Names):
            yield from walk(node.substitute)
        elif isinstance(node, Choose):
            for branch in node.branches:
                yield from walk(branch.children)


def every_element(style: StyleNode) -> Iterator[Node]:
    """Yield every element of a style's layouts and macros, each once."""
    yield from walk(style.citation.children)
    if style.bibliography is not None:
        yield from walk(style.bibliography.children)
    for children in style.macros.values():
        yield from walk(children)


def shared(style: StyleNode) -> StyleNode:
    """Return *style* with equal parts made one: half the size, and read back from the cache in a third of the time."""
    known: dict[object, Any] = {}

    def one(value: Any) -> Any:
        """Return the first value that was equal; parts are the first of their kind already, and told by identity."""
        if isinstance(value, tuple):
            parts = [one(part) for part in value]
            key: object = (type(value), *map(id, parts))
            made: Any = tuple(parts) if type(value) is tuple else type(value)(*parts)
        elif isinstance(value, Mapping):
            made = {name: one(part) for name, part in value.items()}
            key = (dict, *made, *map(id, made.values()))
        else:
            made, key = value, (type(value), value)
        return known.setdefault(key, made)

    shared_style: StyleNode = one(style)
    return shared_style
