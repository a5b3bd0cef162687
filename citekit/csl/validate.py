"""Is a file a good CSL style? What is wrong in it, and where.

Well-formed XML without a DTD comes first, then the schema (``schema``), last what no schema can say: macros that are
called and not there, never called, or call themselves; a parent that nobody has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from citekit.csl import catalogue
from citekit.csl.schema import against_schema, finding_at, parents
from citekit.csl.xmltree import CSL, Element, read_tree
from citekit.errors import StyleError
from citekit.findings import Finding, Severity, Span
from citekit.nearest import did_you_mean

_FEW = 30  # names that a hint can list
_INSTRUCTION = re.compile(r"<\?citekit\b.*?\?>", re.DOTALL)
_ENCODING = re.compile(r"""\A(\s*<\?xml[^>]*?)\bencoding\s*=\s*["'][^"']*["']""")


def validate(xml: bytes | str, path: str) -> tuple[Finding, ...]:
    """Return what is wrong with the style in *xml*, in the order of the file; () for a good one.

    Rules: "style-xml", "style-schema", "style-version", "style-macro" and "style-parent". A macro that is never
    called and a parent that is not installed are warnings, all else is an error.
    """
    if isinstance(xml, str):  # a text has no encoding any more, whatever it says
        xml = _ENCODING.sub(lambda found: found[1] + " " * (len(found[0]) - len(found[1])), xml).encode()
    try:
        root = read_tree(xml, path)
    except StyleError as error:
        return (_unreadable(error),)
    if root.tag != "style":
        return (finding_at(path, root, "style-xml", f"no CSL style: the root element is {root.tag!r}"),)
    try:
        broken = tuple(against_schema(xml, path))
    except StyleError as error:
        return (_unreadable(error),)
    findings = [*broken, *_macros(root, path), *_parent(root, path)]
    return tuple(sorted(findings, key=lambda finding: (finding.where.line, finding.where.column)))


def _unreadable(error: StyleError) -> Finding:
    where = error.where or Span("")
    hint = error.hint
    if error.message.startswith("no CSL element"):
        where = Span(where.path, 1, 1, 2)
        hint = f'the root of a style is <style xmlns="{CSL}" …>'
    return Finding("style-xml", error.message, where, Severity.ERROR, hint)


# Beyond the schema


def _macros(root: Element, path: str) -> Iterator[Finding]:
    defined: dict[str, Element] = {}
    for macro in root.all("macro"):
        name = macro.attributes.get("name", "")
        if name in defined:
            hint = f"the other is on line {defined[name].line}"
            yield finding_at(path, macro, "style-macro", f"the macro {name!r} is defined twice", hint)
        defined[name] = macro
    calls = {name: [call for call, _ in _calls(macro)] for name, macro in defined.items()}
    used: set[str] = set()
    for section in root.children:
        for name, element in _calls(section):
            if name not in defined:
                hint = did_you_mean(name, defined)
                yield finding_at(path, element, "style-macro", f"the macro {name!r} is called and not defined", hint)
        if section.tag in ("citation", "bibliography"):
            used |= _reached([name for name, _ in _calls(section)], calls)
    for name, macro in defined.items():
        if name in _reached(calls[name], calls):
            hint = _circle(name, calls)
            yield finding_at(path, macro, "style-macro", f"the macro {name!r} calls itself", hint)
        elif name and name not in used:
            message = f"the macro {name!r} is never called"
            yield finding_at(path, macro, "style-macro", message, severity=Severity.WARNING)


def _calls(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield the macros that *element* and its children call, and where."""
    if "macro" in element.attributes and element.tag in ("text", "key"):
        yield element.attributes["macro"], element
    for child in element.children:
        yield from _calls(child)


def _reached(names: Iterable[str], calls: Mapping[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += calls.get(name, [])
    return reached


def _circle(name: str, calls: Mapping[str, list[str]]) -> str:
    """Return the way from a macro back to it, as a hint; a macro that calls itself at once needs none."""
    through = [call for call in calls[name] if call == name or name in _reached(calls.get(call, []), calls)]
    return "" if name in through else f"by way of {through[0]!r}"


def _parent(root: Element, path: str) -> Iterator[Finding]:
    links = parents(root)
    if root.find("citation") is None and not links:
        hint = 'add cs:citation, or for a dependent style a cs:link with rel="independent-parent"'
        yield finding_at(path, root, "style-parent", "the style has neither a cs:citation nor a parent", hint)
    for link in links:
        name = link.attributes.get("href", "").rstrip("/").rpartition("/")[2]
        folders = (Path(path).parent, *map(Path, catalogue.installed_folders()))
        if not any((folder / f"{name}.csl").is_file() for folder in folders):
            hint = did_you_mean(name, catalogue.names())
            message = f"the parent {name!r} is neither beside the style nor installed"
            yield finding_at(path, link, "style-parent", message, hint, severity=Severity.WARNING)
