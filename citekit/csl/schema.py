"""A style against the RELAX NG schema of CSL 1.0.2, which citeproc-py ships, with every fault explained.

lxml decides if a style keeps to the schema. Where it does not, the schema is read again here, element by element, for
what lxml leaves out: which name was meant, what is missing, what has to come before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from citekit.csl import catalogue
from citekit.csl.xmltree import CSL, Element, read_tree
from citekit.errors import StyleError
from citekit.findings import Finding, Severity, Span
from citekit.nearest import did_you_mean
from citekit.values import dataclass, field

_FEW = 30  # names that a hint can list
_INSTRUCTION = re.compile(r"<\?citekit\b.*?\?>", re.DOTALL)


def finding_at(
    path: str, element: Element, rule: str, message: str, hint: str = "", *, severity: Severity = Severity.ERROR
) -> Finding:
    """Return a finding at the tag of *element*."""
    where = Span(path, element.line, element.column, element.column + len(element.tag) + 1)
    return Finding(rule, message, where, severity, hint)


def against_schema(xml: bytes, path: str) -> Iterator[Finding]:
    """Yield what the schema refuses; lxml decides if there is anything.

    Raises: StyleError for what lxml cannot read though expat could (nesting without end).
    """
    from lxml import etree  # noqa: PLC0415 - heavy, and only for checking

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree: Any = etree.fromstring(xml, parser)  # the stubs do not know RelaxNG's trees
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = f"not well-formed XML: {str(error.msg).partition(', line ')[0]}"
        raise StyleError(message, where=Span(path, line, column, column + 1)) from None
    relax_ng, grammar = _grammar()
    if relax_ng.validate(tree):
        return
    lines = xml.decode("utf-8", "replace").splitlines()
    found = [*_foreign(tree, lines, path), *_explained(grammar, xml, path)]
    yield from found or [_as_lxml_says(relax_ng.error_log, lines, path)]


def parents(root: Element) -> list[Element]:
    """Return the links of a dependent style to its parent."""
    info = root.find("info")
    links = info.all("link") if info is not None else ()
    return [link for link in links if link.attributes.get("rel") == "independent-parent"]


def _foreign(tree: Any, lines: list[str], path: str) -> Iterator[Finding]:
    """Yield what is in another namespace than CSL's, which the small tree leaves out."""
    for element in tree.iter("*"):
        namespace, _, tag = element.tag.rpartition("}")
        if namespace != f"{{{CSL}":
            message = f"the element {tag!r} is not CSL's: it is in the namespace {namespace[1:] or 'of none'}"
            yield Finding("style-schema", message, _place(lines, element.sourceline, tag, path))
        elif "lang" in element.attrib:
            where = _place(lines, element.sourceline, tag, path)
            yield Finding("style-schema", f"cs:{tag} has no attribute 'lang'", where, hint="did you mean 'xml:lang'?")


def _place(lines: list[str], number: int, tag: str, path: str) -> Span:
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    found = re.search(rf"<(?:[\w.-]+:)?{re.escape(tag)}(?=[\s/>]|$)", line)
    start, end = found.span() if found else (0, 1)
    return Span(path, number, start + 1, end + 1)


def _as_lxml_says(log: Iterable[Any], lines: list[str], path: str) -> Finding:
    """Return the most telling of lxml's messages: the last in the file that is no mere consequence."""
    vague = ("Invalid sequence in interleave", "Expecting", "Did not expect", "Extra element")
    errors = sorted(log, key=lambda error: (not error.message.startswith(vague), error.line))
    named = re.search(r"[Ee]lement (\w[\w-]*)", errors[-1].message)
    message = f"not as the schema wants it: {errors[-1].message[:1].lower()}{errors[-1].message[1:]}"
    return Finding("style-schema", message, _place(lines, errors[-1].line, named[1] if named else "style", path))


@lru_cache
def _grammar() -> tuple[Any, _Grammar]:
    """Return the schema, for lxml and for us."""
    from lxml import etree  # noqa: PLC0415 - heavy, and only for checking

    tree: Any = etree.parse(f"{catalogue.package_folder('citeproc')}/data/schema/schemas/styles/csl.rng")
    return etree.RelaxNG(tree), _Grammar(tree)


_Pattern = Any  # an element of the schema, as lxml has it
_Rank = tuple[int, ...]  # where a child has to stand; children of one rank stand in any order
_ANY_ORDER = -1


@dataclass(slots=True)
class _Values:
    """What an attribute or a text may be: *words*, or of a data type with a pattern; anything if neither."""

    words: set[str] = field(default_factory=set)
    types: set[tuple[str, str]] = field(default_factory=set)
    listed: bool = False
    free: bool = False

    def wrong(self, value: str) -> str | None:
        """Return the first part of *value* that cannot be, ``None`` if all can."""
        if self.free:
            return None
        parts = value.split() if self.listed else [value.strip()]
        patterns = [pattern or _TYPES[name][0] for name, pattern in self.types]
        for part in parts or [""]:
            if part not in self.words and not any(re.fullmatch(pattern, part) for pattern in patterns):
                return part
        return None


_TYPES = {
    "boolean": (r"true|false|0|1", "true or false"),
    "integer": (r"[+-]?\d+", "a whole number"),
    "nonNegativeInteger": (r"\+?\d+", "a whole number"),
    "NMTOKEN": (r"[\w.:-]+", "a name without blanks"),
    "language": (r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", "a language like 'en-GB'"),
    "anyURI": (r"\S*", "an address without blanks"),
    "dateTime": (
        r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
        "a time like '2026-05-31T12:00:00+00:00'",
    ),
    "string": (r".*", "an ISSN like '1234-567X'"),
}


@dataclass(slots=True)
class _Shape:
    """What one definition of an element asks of it.

    *ways* are sets of attributes, of which one set is to be chosen, and what each set has to have; True where sets
    may be mixed.
    """

    attributes: dict[str, _Values] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    ways: list[tuple[list[tuple[set[str], set[str]]], bool]] = field(default_factory=list)
    children: dict[str, list[_Pattern]] = field(default_factory=dict)
    needed: list[set[str]] = field(default_factory=list)
    single: set[str] = field(default_factory=set)
    ranks: dict[str, _Rank] = field(default_factory=dict)
    text: _Values = field(default_factory=_Values)


class _Grammar:
    """The schema's definitions, read one element at a time."""

    def __init__(self, tree: Any) -> None:
        self._defines = {one.get("name"): one for one in tree.iter(f"{_RNG}define")}
        self._start = next(tree.iter(f"{_RNG}start"))
        self._shapes: dict[_Pattern, _Shape] = {}
        self.tags = {tag for one in tree.iter(f"{_RNG}element") if (tag := _name(one))}

    def roots(self) -> list[_Pattern]:
        """Return the definitions of cs:style."""
        return self._elements(self._start)["style"]

    def words(self, define: str) -> set[str]:
        """Return the words that a definition lists ("variables")."""
        values = _Values()
        self._values(self._defines[define], values)
        return values.words

    def shape(self, element: _Pattern) -> _Shape:
        """Return what the definition *element* asks."""
        if element not in self._shapes:
            shape = self._shapes[element] = _Shape()
            for rank, part in enumerate(element):
                self._read(part, shape, must=True, many=False, rank=(rank,))
        return self._shapes[element]

    def _read(self, pattern: _Pattern, shape: _Shape, *, must: bool, many: bool, rank: _Rank) -> None:
        kind = _kind(pattern)
        if kind == "attribute":
            name = _name(pattern)
            values = shape.attributes.setdefault(name, _Values())
            self._values(pattern, values)
            values.free = values.free or not (values.words or values.types)
            if must:
                shape.required.add(name)
        elif kind == "element":
            self._read_child(pattern, shape, must=must, many=many, rank=rank)
        elif kind in ("text", "data", "value", "list"):
            self._values(pattern, shape.text)
        elif kind == "choice":
            self._read_choice(pattern, shape, must=must, many=many, rank=rank)
        elif kind == "ref":
            self._read_parts(self._defines[pattern.get("name")], shape, must=must, many=many, rank=rank)
        elif kind not in ("name", "documentation"):
            must = must and kind not in ("optional", "zeroOrMore")
            many = many or kind in ("zeroOrMore", "oneOrMore")
            if (many or kind == "interleave") and _ANY_ORDER not in rank:
                rank = (*rank, _ANY_ORDER)
            self._read_parts(pattern, shape, must=must, many=many, rank=rank)

    def _read_parts(self, pattern: _Pattern, shape: _Shape, *, must: bool, many: bool, rank: _Rank) -> None:
        for step, part in enumerate(pattern):
            in_order = _kind(pattern) in ("group", "define") and _ANY_ORDER not in rank
            self._read(part, shape, must=must, many=many, rank=(*rank, step) if in_order else rank)

    def _read_child(self, pattern: _Pattern, shape: _Shape, *, must: bool, many: bool, rank: _Rank) -> None:
        tag = _name(pattern)
        shape.children.setdefault(tag, []).append(pattern)
        if must:
            shape.needed.append({tag})
        if not many:
            shape.single.add(tag)
        shape.ranks[tag] = rank

    def _read_choice(self, pattern: _Pattern, shape: _Shape, *, must: bool, many: bool, rank: _Rank) -> None:
        branches: list[_Shape] = []
        for part in pattern:
            own = _Shape()
            self._read(part, own, must=True, many=many, rank=rank)
            branches.append(own)
            self._read(part, shape, must=False, many=many, rank=rank)
        if must and all(own.required for own in branches):
            shape.ways.append(([(set(own.attributes), own.required) for own in branches], many))
        elif must and all(own.needed for own in branches):
            shape.needed.append({tag for own in branches for tag in own.children})

    def _values(self, pattern: _Pattern, into: _Values) -> None:
        kind = _kind(pattern)
        into.listed = into.listed or kind == "list"
        if kind == "value":
            into.words.add(pattern.text or "")
        elif kind == "data":
            into.types.add((pattern.get("type"), "".join(part.text for part in pattern.iter(f"{_RNG}param"))))
        elif kind == "text":
            into.free = True
        elif kind == "ref":
            self._values(self._defines[pattern.get("name")], into)
        elif kind not in ("name", "documentation"):
            for part in pattern:
                self._values(part, into)

    def _elements(self, pattern: _Pattern) -> dict[str, list[_Pattern]]:
        shape = _Shape()
        self._read_parts(pattern, shape, must=False, many=False, rank=(_ANY_ORDER,))
        return shape.children


_RNG = "{http://relaxng.org/ns/structure/1.0}"


def _kind(pattern: _Pattern) -> str:
    return str(pattern.tag).rpartition("}")[2] if isinstance(pattern.tag, str) else "documentation"


def _name(pattern: _Pattern) -> str:
    return next((str(part.text) for part in pattern if _kind(part) == "name"), "")


# What is wrong, in words


def _explained(grammar: _Grammar, xml: bytes, path: str) -> list[Finding]:
    """Return what the definitions say of every element; citekit's own instructions are passed over."""
    text = _INSTRUCTION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), xml.decode("utf-8", "replace"))
    try:
        root = read_tree(text if b"UTF-16" not in xml[:200].upper() else xml, path)
    except StyleError:  # neither UTF-8 nor UTF-16: instructions stay
        root = read_tree(xml, path)
    independent = root.find("citation") is not None or not parents(root)
    definitions = [one for one in grammar.roots() if ("citation" in grammar.shape(one).children) == independent]
    return _Explainer(grammar, path).best(root, definitions)


class _Explainer:
    """Compares elements with their definitions."""

    def __init__(self, grammar: _Grammar, path: str) -> None:
        self._grammar = grammar
        self._path = path
        self._kinds: Mapping[str, tuple[str, set[str]]] = {
            "variable": ("variable", grammar.words("variables")),
            "is-numeric": ("variable", grammar.words("variables")),
            "is-uncertain-date": ("variable", grammar.words("variables")),
            "type": ("type", grammar.words("item-types")),
            "term": ("term", grammar.words("terms")),
            "locator": ("locator", grammar.words("terms.locator")),
        }

    def best(self, element: Element, definitions: Iterable[_Pattern]) -> list[Finding]:
        """Return what is wrong by that of several *definitions* which is the nearest."""
        return min((list(self._all(element, one)) for one in definitions), key=len)

    def _all(self, element: Element, definition: _Pattern) -> Iterator[Finding]:
        shape = self._grammar.shape(definition)
        checks: tuple[Callable[[Element, _Shape], Iterator[Finding]], ...]
        checks = (self._attributes, self._ways, self._children, self._order, self._text)
        for check in checks:
            yield from check(element, shape)
        for child in element.children:
            if child.tag in shape.children:
                yield from self.best(child, shape.children[child.tag])

    def _say(self, element: Element, message: str, hint: str = "", rule: str = "style-schema") -> Finding:
        return finding_at(self._path, element, rule, message, hint)

    def _attributes(self, element: Element, shape: _Shape) -> Iterator[Finding]:
        for name, value in element.attributes.items():
            if name not in shape.attributes:
                hint = did_you_mean(name, shape.attributes) or _listed("it may have", shape.attributes)
                yield self._say(element, f"cs:{element.tag} has no attribute {name!r}", hint)
            elif (wrong := shape.attributes[name].wrong(value)) is not None:
                yield self._value(element, name, wrong, shape.attributes[name])
        for name in sorted(shape.required - element.attributes.keys()):
            near = [given for given in element.attributes if given not in shape.attributes]
            if not did_you_mean(name, near):  # else it is there, misspelled, and that has been said
                hint = _wanted(shape.attributes[name])
                yield self._say(element, f"cs:{element.tag} lacks the attribute {name!r}", hint)

    def _value(self, element: Element, name: str, wrong: str, values: _Values) -> Finding:
        if element.tag == "style" and name == "version":
            return self._version(element, wrong)
        kind, known = ("term", self._kinds["term"][1]) if element.tag == "term" else self._kinds.get(name, ("", set()))
        hint = did_you_mean(wrong, values.words) or _wanted(values)
        if kind and name in ("name", *self._kinds):
            if wrong in known:
                return self._say(element, f"cs:{element.tag} cannot have the {kind} {wrong!r}", _wanted(values))
            return self._say(element, f"CSL 1.0.2 has no {kind} {wrong!r}", hint)
        return self._say(element, f"cs:{element.tag} has {name}={wrong!r}, which means nothing", hint)

    def _version(self, element: Element, version: str) -> Finding:
        if version.startswith("0."):
            hint = "bring it to CSL 1.0; there is an upgrade script in the schema's repository"
            return self._say(element, f"CSL {version} is deprecated and not read any more", hint, "style-version")
        dialect = "m" in version
        hint = "CSL-M has more than CSL 1.0.2 knows" if dialect else 'write version="1.0", which 1.0.1 and 1.0.2 are'
        return self._say(element, f"the style is written in CSL {version!r}, not 1.0", hint, "style-version")

    def _ways(self, element: Element, shape: _Shape) -> Iterator[Finding]:
        given = element.attributes.keys()
        if given - shape.attributes.keys():
            return  # a misspelled one may have been the choice
        for branches, mixed in shape.ways:
            present = given & set().union(*(allowed for allowed, _ in branches))
            choices = " or ".join(dict.fromkeys(f'"{name}"' for _, required in branches for name in sorted(required)))
            if not present:
                message = f"cs:{element.tag} lacks an attribute that says what it is about"
                yield self._say(element, message, f"add {choices}")
            elif not mixed and not any(required <= present <= allowed for allowed, required in branches):
                together = " and ".join(repr(name) for name in sorted(present))
                yield self._say(element, f"cs:{element.tag} cannot have {together} together", f"choose: {choices}")

    def _children(self, element: Element, shape: _Shape) -> Iterator[Finding]:
        for child in element.children:
            if child.tag not in self._grammar.tags:
                hint = did_you_mean(child.tag, shape.children) or _listed(f"cs:{element.tag} may have", shape.children)
                yield self._say(child, f"CSL has no element cs:{child.tag}", hint)
            elif child.tag not in shape.children:
                hint = _listed("there may be", shape.children) or f"cs:{element.tag} has no elements in it"
                yield self._say(child, f"cs:{child.tag} cannot stand in cs:{element.tag}", hint)
        counts = Counter(child.tag for child in element.children)
        for child in element.children:
            if child.tag in shape.single and counts[child.tag] > 1:
                yield self._say(child, f"cs:{element.tag} has more than one cs:{child.tag}", "keep one of them")
                counts[child.tag] = 0  # once is enough
        if counts.keys() - self._grammar.tags:
            return  # a misspelled one may be the one that is missing
        for tags in shape.needed:
            if not tags & counts.keys():
                missing = " or ".join(f"cs:{tag}" for tag in sorted(tags))
                yield self._say(element, f"cs:{element.tag} lacks {missing}")

    def _order(self, element: Element, shape: _Shape) -> Iterator[Finding]:
        before = ""
        for child in element.children:
            rank = shape.ranks.get(child.tag)
            if rank is not None and before and rank < shape.ranks[before]:
                yield self._say(child, f"cs:{child.tag} has to come before cs:{before}")
            elif rank is not None:
                before = child.tag

    def _text(self, element: Element, shape: _Shape) -> Iterator[Finding]:
        text = " ".join(element.text.split())
        if shape.text.words or shape.text.types:
            if shape.text.wrong(text) is not None:
                yield self._say(
                    element, f"cs:{element.tag} has the text {text!r}, which means nothing", _wanted(shape.text)
                )
        elif text and not shape.text.free:
            yield self._say(element, f"cs:{element.tag} has the text {text!r}, where only elements can stand")


def _listed(lead: str, names: Iterable[str]) -> str:
    known = sorted(names)
    return f"{lead}: {', '.join(known)}" if 0 < len(known) <= _FEW else ""


def _wanted(values: _Values) -> str:
    """Return a hint with what can stand there, "" if that is too much."""
    if values.types:
        return f"it takes {' or '.join(sorted(_TYPES[name][1] for name, _ in values.types))}"
    return _listed("one of", values.words)
