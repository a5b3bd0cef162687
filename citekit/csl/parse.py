"""CSL XML -> nodes. The only module, with ``xmltree``, that knows how CSL is written down.

Source: CSL 1.0.2, Style Structure, Rendering Elements, Locale Files - Structure. What a style may not say is a
finding with its line and column; the rest of the style is used all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from citekit.csl import nodes
from citekit.csl.nodes import Dress
from citekit.csl.xmltree import Element, read_tree
from citekit.errors import StyleError
from citekit.findings import Finding, Severity, Span
from citekit.nearest import did_you_mean
from citekit.richtext import Format

_FORMAT_ATTRIBUTES = {
    "font-style": ("style", ("normal", "italic", "oblique")),
    "font-weight": ("weight", ("normal", "bold", "light")),
    "font-variant": ("variant", ("normal", "small-caps")),
    "text-decoration": ("decoration", ("none", "underline")),
    "vertical-align": ("align", ("baseline", "sup", "sub")),
    "display": ("display", ("block", "left-margin", "right-inline", "indent")),
}
_CASES = ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title")
_TESTS = ("type", "variable", "is-numeric", "is-uncertain-date", "locator", "position")
_NUMBER_FORMS = ("numeric", "ordinal", "long-ordinal", "roman")


def parse_style(xml: bytes | str, path: str = "") -> tuple[nodes.StyleNode, tuple[Finding, ...]]:
    """Return the independent style in *xml* and what is wrong in it.

    Raises: StyleError for what is not well-formed, is no style, or has no ``cs:citation`` with a layout.
    """
    root = read_tree(xml, path)
    if root.tag != "style":
        raise StyleError(f"no CSL style: the root element is {root.tag!r}", where=_span(root, path))
    parser = _Parser(path)
    return parser.style(root), tuple(parser.findings)


def parse_locale(xml: bytes | str, path: str = "") -> nodes.LocaleNode:
    """Return the locale file in *xml*.

    Raises: StyleError for what is not well-formed or no locale.
    """
    root = read_tree(xml, path)
    if root.tag != "locale":
        raise StyleError(f"no CSL locale: the root element is {root.tag!r}", where=_span(root, path))
    return _Parser(path).locale(root)


def _span(element: Element, path: str) -> Span:
    return Span(path, element.line, element.column, element.column + len(element.tag) + 1)


class _Parser:
    def __init__(self, path: str) -> None:
        self._path = path
        self.findings: list[Finding] = []
        self._disambiguations = 0
        self._readers: dict[str, Callable[[Element], nodes.Node | None]] = {
            "text": self._text,
            "date": self.date,
            "number": self._number,
            "names": self._names,
            "label": self._label,
            "group": self._group,
            "choose": self._choose,
        }

    def _odd(self, element: Element, message: str, hint: str = "") -> None:
        self.findings.append(Finding("style", message, _span(element, self._path), Severity.WARNING, hint))

    # Structure

    def style(self, root: Element) -> nodes.StyleNode:
        citation = root.find("citation")
        layout = citation.find("layout") if citation is not None else None
        if citation is None or layout is None:
            raise StyleError("the style has no cs:citation with a cs:layout", where=_span(root, self._path))
        bibliography = root.find("bibliography")
        listing = bibliography.find("layout") if bibliography is not None else None
        if bibliography is not None and listing is None:
            self._odd(bibliography, "cs:bibliography has no cs:layout")
        macros = {macro.attributes.get("name", ""): self._children(macro) for macro in root.all("macro")}
        style = nodes.StyleNode(
            note=root.attributes.get("class") == "note",
            citation=self._section(citation, layout),
            bibliography=self._section(bibliography, listing) if bibliography is not None and listing else None,
            default_locale=root.attributes.get("default-locale", ""),
            macros=macros,
            locales=tuple(self.locale(locale) for locale in root.all("locale")),
            options=root.attributes,
        )
        self._check_calls(root, macros)
        return style

    def _check_calls(self, element: Element, macros: dict[str, Any]) -> None:
        name = element.attributes.get("macro")
        if name is not None and name not in macros:
            self._odd(element, f"the macro {name!r} is not defined", did_you_mean(name, list(macros)))
        for child in element.children:
            self._check_calls(child, macros)

    def _section(self, element: Element, layout: Element) -> nodes.Section:
        sort = element.find("sort")
        return nodes.Section(
            children=self._children(layout),
            delimiter=layout.attributes.get("delimiter", ""),
            dress=self._dress(layout),
            sort=tuple(self._key(key) for key in sort.all("key")) if sort is not None else (),
            options=element.attributes,
        )

    def _key(self, element: Element) -> nodes.SortKey:
        given = element.attributes
        return nodes.SortKey(
            variable=given.get("variable", ""),
            macro=given.get("macro", ""),
            descending=given.get("sort") == "descending",
            names={f"et-al-{name[6:]}": value for name, value in given.items() if name.startswith("names-")},
        )

    def locale(self, element: Element) -> nodes.LocaleNode:
        terms: dict[tuple[str, str, str], nodes.TermText] = {}
        for group in element.all("terms"):
            for term in group.all("term"):
                given = term.attributes
                key = (given.get("name", ""), given.get("form", "long"), given.get("gender-form", ""))
                terms[key] = _term(term)
        options: dict[str, str] = {}
        for child in element.all("style-options"):
            options.update(child.attributes)
        dates = {child.attributes.get("form", "text"): self.date(child) for child in element.all("date")}
        return nodes.LocaleNode(element.attributes.get("lang", ""), terms, dates, options)

    # Rendering elements

    def _children(self, element: Element) -> tuple[nodes.Node, ...]:
        return tuple(self._rendering(element.children))

    def _rendering(self, elements: list[Element]) -> Iterator[nodes.Node]:
        for element in elements:
            read = self._readers.get(element.tag)
            if read is None:
                known = list(self._readers)
                self._odd(element, f"cs:{element.tag} cannot stand here", did_you_mean(element.tag, known))
            elif (node := read(element)) is not None:
                yield node

    def _text(self, element: Element) -> nodes.Node | None:
        given, dress = element.attributes, self._dress(element)
        form = self._one_of(element, "form", ("long", "short", "verb", "verb-short", "symbol"), "long")
        if "variable" in given:
            return nodes.Variable(given["variable"], "short" if form == "short" else "long", dress)
        if "macro" in given:
            return nodes.MacroCall(given["macro"], dress)
        if "term" in given:
            return nodes.Term(given["term"], cast("nodes.TermForm", form), given.get("plural") == "true", dress)
        if "value" in given:
            return nodes.Value(given["value"], dress)
        self._odd(element, "cs:text says not what to print", 'add "variable", "macro", "term" or "value"')
        return None

    def _number(self, element: Element) -> nodes.Node:
        form: Any = self._one_of(element, "form", _NUMBER_FORMS, "numeric")
        return nodes.Number(element.attributes.get("variable", ""), form, self._dress(element))

    def _label(self, element: Element) -> nodes.Label:
        form: Any = self._one_of(element, "form", ("long", "short", "verb", "verb-short", "symbol"), "long")
        plural: Any = self._one_of(element, "plural", ("contextual", "always", "never"), "contextual")
        return nodes.Label(element.attributes.get("variable", ""), form, plural, self._dress(element))

    def date(self, element: Element) -> nodes.DateNode:
        given = element.attributes
        form: Any = self._one_of(element, "form", ("numeric", "text"), "")
        limit: Any = self._one_of(element, "date-parts", ("year-month-day", "year-month", "year"), "year-month-day")
        parts = tuple(self._date_part(part) for part in element.all("date-part"))
        return nodes.DateNode(
            given.get("variable", ""), form, limit, parts, given.get("delimiter", ""), self._dress(element)
        )

    def _date_part(self, element: Element) -> nodes.DatePart:
        given = element.attributes
        name: Any = self._one_of(element, "name", ("day", "month", "year"), "year")
        return nodes.DatePart(name, given.get("form", ""), given.get("range-delimiter", ""), self._dress(element))

    def _group(self, element: Element) -> nodes.Node:
        return nodes.Group(self._children(element), element.attributes.get("delimiter", ""), self._dress(element))

    def _choose(self, element: Element) -> nodes.Node:
        return nodes.Choose(
            tuple(self._branch(child) for child in element.children if child.tag in ("if", "else-if", "else"))
        )

    def _branch(self, element: Element) -> nodes.Branch:
        given = element.attributes
        tests: list[tuple[Any, str]] = [
            (test, value) for test in _TESTS for value in given.get(test, "").split() if test in given
        ]
        if "disambiguate" in given:
            self._disambiguations += 1  # each is a test of its own, see ``conditions``
            wanted = given["disambiguate"] == "true"
            tests.append(("disambiguate", str(self._disambiguations)) if wanted else ("never", ""))
        if not tests and element.tag != "else":
            self._odd(element, f"cs:{element.tag} has no condition")
            tests.append(("never", ""))
        match: Any = self._one_of(element, "match", ("all", "any", "none"), "all")
        return nodes.Branch(tuple(tests), match, self._children(element))

    # Names

    def _names(self, element: Element) -> nodes.Names:
        given = element.attributes
        tags = [child.tag for child in element.children]
        name, et_al, label = element.find("name"), element.find("et-al"), element.find("label")
        substitute = element.find("substitute")
        return nodes.Names(
            variables=tuple(given.get("variable", "").split()),
            name=self._name(name) if name is not None else None,
            et_al=nodes.EtAl(et_al.attributes.get("term", "et-al"), self._dress(et_al)) if et_al else None,
            label=self._label(label) if label is not None else None,
            label_first="label" in tags and "name" in tags and tags.index("label") < tags.index("name"),
            substitute=self._children(substitute) if substitute is not None else (),
            delimiter=given.get("delimiter"),
            dress=self._dress(element),
        )

    def _name(self, element: Element) -> nodes.NameNode:
        parts = {part.attributes.get("name", ""): self._dress(part) for part in element.all("name-part")}
        return nodes.NameNode(
            element.attributes, parts.get("family", nodes.PLAIN), parts.get("given", nodes.PLAIN), self._dress(element)
        )

    # Attributes

    def _dress(self, element: Element) -> Dress:
        given = element.attributes
        case: Any = self._one_of(element, "text-case", _CASES, None)
        return Dress(
            prefix=given.get("prefix", ""),
            suffix=given.get("suffix", ""),
            format=self._format(element),
            text_case=case,
            quotes=given.get("quotes") == "true",
            strip_periods=given.get("strip-periods") == "true",
        )

    def _format(self, element: Element) -> Format | None:
        found: dict[str, Any] = {}
        for attribute, (name, values) in _FORMAT_ATTRIBUTES.items():
            if attribute in element.attributes and (value := self._one_of(element, attribute, values, None)):
                found[name] = value
        return Format(**found) if found else None

    def _one_of(self, element: Element, attribute: str, values: tuple[str, ...], default: str | None) -> Any:
        """Return an attribute's value, or *default* for none or a wrong one; the caller knows which Literal it is."""
        value = element.attributes.get(attribute)
        if value is None or value == "":
            return default
        if value not in values:
            hint = did_you_mean(value, values) or f"one of: {', '.join(values)}"
            self._odd(element, f"cs:{element.tag} has {attribute}={value!r}, which means nothing", hint)
            return default
        return value


def _term(element: Element) -> nodes.TermText:
    given = element.attributes
    single, multiple = element.find("single"), element.find("multiple")
    if single is None and multiple is None:
        one = many = element.text
    else:
        one = single.text if single is not None else ""
        many = multiple.text if multiple is not None else one
    return nodes.TermText(one, many, given.get("gender", ""), given.get("match", ""))
