"""Is a file a good CSL style? What is wrong in it, and where.

Three steps, each only if the one before found nothing that stops it: well-formed XML without a DTD; the RELAX NG
schema of CSL 1.0.2, which citeproc-py ships; and what a schema cannot say (macros that are called and not there,
never called, or call themselves; a parent that is not there).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from citekit.csl import catalogue
from citekit.csl.parse import parse_style
from citekit.csl.xmltree import Element, read_tree
from citekit.errors import StyleError
from citekit.findings import Finding, Severity, Span
from citekit.nearest import did_you_mean

_RULE = "style"
_MOST = 3


def validate(xml: bytes, path: str) -> tuple[Finding, ...]:
    """Return what is wrong with the style in *xml*, in the order of the file; () for a good one."""
    try:
        root = read_tree(xml, path)
    except StyleError as error:
        return error.findings()
    if root.tag != "style":
        return (_finding(root, path, f"no CSL style: the root element is {root.tag!r}"),)
    spelled = list(_spelling(root, path)) or list(_values(root, xml, path))
    findings = [*(spelled or _schema(xml, path)), *_macros(root, path), *_parent(root, path)]
    return tuple(sorted(findings, key=lambda finding: (finding.where.line, finding.where.column)))


def _finding(element: Element, path: str, message: str, severity: Severity = Severity.ERROR, hint: str = "") -> Finding:
    where = Span(path, element.line, element.column, element.column + len(element.tag) + 1)
    return Finding(_RULE, message, where, severity, hint)


# The schema


@lru_cache
def _relax_ng() -> Any:
    """Return the schema; lxml has no types."""
    from lxml import etree  # noqa: PLC0415 - heavy, and only for checking

    folder = catalogue.package_folder("citeproc") / "data" / "schema" / "schemas" / "styles"
    return etree.RelaxNG(etree.parse(str(folder / "csl.rng")))


def _schema(xml: bytes, path: str) -> Iterator[Finding]:
    from lxml import etree  # noqa: PLC0415 - heavy, and only for checking

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    schema = _relax_ng()
    if schema.validate(etree.fromstring(xml, parser)):
        return
    lines = xml.decode("utf-8", "replace").splitlines()
    seen: set[tuple[int, str]] = set()
    errors = [error for error in schema.error_log if error.line > 1] or list(schema.error_log)
    for error in errors[-_MOST:]:  # the outermost come first, and say least
        message, hint = _said(error.message)
        if (error.line, message) in seen:
            continue
        seen.add((error.line, message))
        line = lines[error.line - 1] if 0 < error.line <= len(lines) else ""
        column, end = _place(line, error.message)
        yield Finding(_RULE, message, Span(path, error.line, column, end), Severity.ERROR, hint)


def _place(line: str, message: str) -> tuple[int, int]:
    """Return the columns of the attribute or element that *message* names, else of the line's tag."""
    for name in re.findall(r"(?:attribute|Element|element) ([\w:-]+)", message):
        if found := re.search(rf"(?<=[\s</]){re.escape(name)}(?=[\s=/>])", line):
            return found.start() + 1, found.end() + 1
    start = len(line) - len(line.lstrip())
    return start + 1, len(line) + 1


_SENTENCES = (
    (r"Invalid attribute ([\w:-]+) for element (\w+)", r"cs:\2 may not have the attribute \1, or not with this value"),
    (r"Expecting an element (\w*), got nothing", r"an element cs:\1 is missing"),
    (r"Expecting element (\w+), got (\w+)", r"cs:\2 stands where cs:\1 is wanted"),
    (r"Element (\w+) has extra content: (\w+)", r"cs:\2 cannot stand in cs:\1, or not at this place"),
    (r"Did not expect element (\w+) there", r"cs:\1 cannot stand here"),
    (r"Element (\w+) failed to validate attributes", r"cs:\1 has a wrong attribute, or lacks one"),
    (r"Element (\w+) failed to validate content", r"what stands in cs:\1 is wrong"),
    (r"Expecting element (\w+) to be empty", r"cs:\1 has to be empty"),
    (r"Element (\w+) is missing attribute ([\w:-]+)|Missing attribute ([\w:-]+)", r"an attribute is missing: \2\3"),
)


def _said(message: str) -> tuple[str, str]:
    """Return the schema's *message* as a sentence about CSL, and a hint."""
    for pattern, sentence in _SENTENCES:
        if found := re.match(pattern, message):
            return found.expand(sentence), "CSL 1.0.2 lists what each element may have"
    return message[:1].lower() + message[1:], ""


# Spelling: a wrong name fails the schema at a place that tells little, so names are looked at before it

_AFFIXES = "prefix suffix"
_FONT = "font-style font-variant font-weight text-decoration vertical-align"
_NAME_OPTIONS = (
    "and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first et-al-subsequent-min "
    "et-al-subsequent-use-first et-al-use-last initialize initialize-with name-as-sort-order sort-separator"
)
_INHERITABLE = f"{_NAME_OPTIONS} name-form name-delimiter names-delimiter"
_TESTS = "disambiguate is-numeric is-uncertain-date locator position type variable match"
_ALLOWED = {
    "style": f"class version lang default-locale {_INHERITABLE} demote-non-dropping-particle initialize-with-hyphen "
    "page-range-format",
    "citation": f"{_INHERITABLE} cite-group-delimiter collapse year-suffix-delimiter after-collapse-delimiter "
    "near-note-distance disambiguate-add-names disambiguate-add-givenname givenname-disambiguation-rule "
    "disambiguate-add-year-suffix",
    "bibliography": f"{_INHERITABLE} hanging-indent second-field-align line-spacing entry-spacing "
    "subsequent-author-substitute subsequent-author-substitute-rule",
    "macro": "name",
    "layout": f"{_AFFIXES} {_FONT} delimiter",
    "sort": "",
    "key": "variable macro sort names-min names-use-first names-use-last",
    "text": f"variable macro term value form plural {_AFFIXES} {_FONT} display quotes strip-periods text-case",
    "number": f"variable form {_AFFIXES} {_FONT} display text-case",
    "label": f"variable form plural {_AFFIXES} {_FONT} strip-periods text-case",
    "date": f"variable form date-parts delimiter {_AFFIXES} {_FONT} display text-case",
    "date-part": f"name form range-delimiter strip-periods {_AFFIXES} {_FONT} text-case",
    "names": f"variable delimiter {_AFFIXES} {_FONT} display",
    "name": f"{_NAME_OPTIONS} delimiter form {_AFFIXES} {_FONT}",
    "name-part": f"name {_AFFIXES} {_FONT} text-case",
    "et-al": f"term {_FONT}",
    "substitute": "",
    "group": f"delimiter {_AFFIXES} {_FONT} display",
    "choose": "",
    "if": _TESTS,
    "else-if": _TESTS,
    "else": "",
}


def _spelling(element: Element, path: str, *, within: bool = False) -> Iterator[Finding]:
    """Yield elements that CSL does not have and attributes that an element cannot have.

    *within* is true in the parts that render; ``cs:info`` and ``cs:locale`` are left to the schema.
    """
    within = within or element.tag in ("macro", "citation", "bibliography")
    if within and element.tag not in _ALLOWED:
        hint = did_you_mean(element.tag, _ALLOWED)
        yield _finding(element, path, f"CSL has no element cs:{element.tag} that renders", hint=hint)
    elif within or element.tag == "style":
        allowed = _ALLOWED[element.tag].split()
        for name in element.attributes:
            if name not in allowed:
                hint = did_you_mean(name, allowed) or (f"it may have: {', '.join(allowed)}" if allowed else "")
                yield _finding(element, path, f"cs:{element.tag} has no attribute {name!r}", hint=hint)
    for child in element.children:
        yield from _spelling(child, path, within=within)


def _values(root: Element, xml: bytes, path: str) -> Iterator[Finding]:
    """Yield attribute values that mean nothing, as reading the style finds them; macros are looked at elsewhere."""
    if root.find("citation") is None:
        return  # a dependent style has nothing to read
    try:
        _, findings = parse_style(xml, path)
    except StyleError as error:
        yield from error.findings()
        return
    for finding in findings:
        if not finding.message.startswith("the macro"):
            yield replace(finding, severity=Severity.ERROR)


# Beyond the schema


def _macros(root: Element, path: str) -> Iterator[Finding]:
    defined = {macro.attributes.get("name", ""): macro for macro in root.all("macro")}
    calls: dict[str, list[str]] = {name: [call for call, _ in _calls(macro)] for name, macro in defined.items()}
    used: set[str] = set()
    for section in root.children:
        for name, element in _calls(section):
            if name not in defined:
                message = f"the macro {name!r} is called and not defined"
                yield _finding(element, path, message, hint=did_you_mean(name, defined))
        if section.tag in ("citation", "bibliography"):
            used |= _reached([name for name, _ in _calls(section)], calls)
    for name, macro in defined.items():
        if name in _reached(calls[name], calls):
            yield _finding(macro, path, f"the macro {name!r} calls itself", hint="what it prints there is left out")
        elif name not in used:
            yield _finding(macro, path, f"the macro {name!r} is never called", Severity.WARNING)


def _calls(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield the macros that *element* and its children call, and where."""
    if "macro" in element.attributes and element.tag in ("text", "key"):
        yield element.attributes["macro"], element
    for child in element.children:
        yield from _calls(child)


def _reached(names: list[str], calls: dict[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += calls.get(name, [])
    return reached


def _parent(root: Element, path: str) -> Iterator[Finding]:
    info = root.find("info")
    links = [link for link in info.all("link") if link.attributes.get("rel") == "independent-parent"] if info else []
    if root.find("citation") is None and not links:
        message = "the style has no cs:citation, and no link to a parent either"
        yield _finding(root, path, message)
    for link in links:
        name = link.attributes.get("href", "").rpartition("/")[2]
        if name not in catalogue.names():
            message = f"the parent {name!r} is not among the installed styles"
            yield _finding(link, path, message, Severity.WARNING, did_you_mean(name, catalogue.names()))
