"""citeproc-py's tree of a style, with a few things of CSL that it leaves out put right while loading.

* ``initialize="false"`` (CSL 1.0.2, Name): given names that are to stay whole.
* cs:substitute (CSL 1.0.2, Substitute): the short ``<names variable="editor"/>`` at any depth, and the rule that
  names printed as a substitute are not printed a second time.
* ``is-numeric`` on locators, lists and ranges, and labels of variables that are not there.
* ``near-note-distance`` (CSL 1.0.2, Note Distance) and ``text-case`` on text that was put together: it trips
  over both, and one style in thirty could not be used at all.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import citeproc
from citeproc import model
from citeproc.string import MixedString, String
from lxml import etree

CSL = "http://purl.org/net/xbiblio/csl"


# citeproc-py empties ``layout.repressed`` before every cite, entry and sort key; what is used up lives there.
_USED_NAMES = "used names"
_OPEN_SUBSTITUTES = "open substitutes"


class _Names(model.Names):  # type: ignore[misc] # citeproc-py is untyped
    """cs:names that stays silent about a variable which a cs:substitute has printed already."""

    def process(self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any) -> Any:
        """Set the names of every role that is still free; raises VariableError when none is."""
        layout = (context if context is not None else self).get_layout()
        used = layout.repressed.setdefault(_USED_NAMES, set())
        roles = self.get("variable").split()
        if used.intersection(roles):
            raise model.VariableError
        text = super().process(item, names_context=names_context, context=context, **kwargs)
        if text and self.find(f"{{{CSL}}}substitute") is None:
            printed = {role for role in roles if role in item.reference}
            for substitute in layout.repressed.get(_OPEN_SUBSTITUTES, ()):
                substitute.update(printed)
        return text


class _Substitute(model.Substitute):  # type: ignore[misc] # citeproc-py is untyped
    """cs:substitute that tells the layout which names it printed."""

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Set the first alternative that is not empty."""
        layout = (context if context is not None else self).get_layout()
        printed: set[str] = set()
        layout.repressed.setdefault(_OPEN_SUBSTITUTES, []).append(printed)
        try:
            return super().render(item, context=context, **kwargs)
        finally:
            layout.repressed[_OPEN_SUBSTITUTES].pop()
            layout.repressed.setdefault(_USED_NAMES, set()).update(printed)


class _Style(model.Style):  # type: ignore[misc] # citeproc-py is untyped
    """cs:style that answers for the one option of cs:citation which citeproc-py asks it for."""

    def get_option(self, name: str) -> Any:
        """Return the value of a global option."""
        if name == "near-note-distance":
            return int(self.citation.get(name, "5"))
        return super().get_option(name)


def _cased(element: Any) -> Any:
    """Return *element* with methods that take any text, plain strings and numbers too."""

    def case(self: Any, text: Any, language: str | None = None) -> Any:
        cased = element.case(self, _string(text), language) if text not in (None, "") else text
        return str(cased) if element is model.Name_Part and cased is not None else cased

    def strip_periods(self: Any, text: Any) -> Any:
        return element.strip_periods(self, _string(text))

    methods: dict[str, Any] = {"case": case}
    if hasattr(element, "strip_periods"):
        methods["strip_periods"] = strip_periods
    return type(element.__name__, (element,), methods)


def _string(text: Any) -> Any:
    """Return *text* as one of citeproc-py's own strings, which know ``words`` and ``capitalize_first``."""
    if isinstance(text, MixedString):
        return MixedString([part if isinstance(part, String) else String(part) for part in text])
    return text if isinstance(text, String) else String(text)


class _Label(model.Label):  # type: ignore[misc] # citeproc-py is untyped
    """cs:label that is empty where its variable is (CSL 1.0.2, Label)."""

    def process(self, item: Any, variable: str | None = None, plural: Any = None, **kwargs: Any) -> Any:
        """Return the term; *variable* is given for the role of a cs:names."""
        asked = self.get("variable")
        if variable is None and asked and not _has(item, asked):
            return None
        return super().process(item, variable=variable, plural=plural, **kwargs)


# CSL 1.0.2, Choose (is-numeric): numbers, with letters before or after, in lists and ranges.
_NUMERIC = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:\s*[,&–-]\s*[A-Za-z]*\d+[A-Za-z]*)*")


def _tested(element: Any) -> Any:
    """Return cs:if or cs:else-if with an ``is-numeric`` that knows locators, lists and ranges."""

    def _is_numeric(self: Any, item: Any) -> list[bool]:
        return [
            _has(item, name) and _NUMERIC.fullmatch(str(_value(item, name)).strip()) is not None
            for name in self.get("is-numeric").split()
        ]

    return type(element.__name__, (element,), {"_is_numeric": _is_numeric})


def _has(item: Any, variable: str) -> bool:
    return bool(item.has_locator) if variable == "locator" else variable in item.reference


def _value(item: Any, variable: str) -> Any:
    return item.locator.identifier if variable == "locator" else item.reference[variable]


_REPAIRED = (
    {"names": _Names, "substitute": _Substitute, "style": _Style}
    | {
        element.__name__.replace("_", "-").lower(): _cased(element)
        for element in (model.Text, model.Number, model.Date_Part, model.Name_Part)
    }
    | {"if": _tested(model.If), "else-if": _tested(model.Else_If), "label": _cased(_Label)}
)


class StyleTree(citeproc.CitationStylesStyle):  # type: ignore[misc] # citeproc-py is untyped
    """A style file, loaded for one language (BCP 47)."""

    def __init__(self, path: str, language: str) -> None:
        lookup = etree.ElementNamespaceClassLookup()
        classes = lookup.get_namespace(CSL)
        classes[None] = model.CitationStylesElement
        for element in model.CitationStylesElement.__subclasses__():
            classes[element.__name__.replace("_", "-").lower()] = element
        classes.update(_REPAIRED)
        parser = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False, huge_tree=False)
        parser.set_element_class_lookup(lookup)
        self.xml: Any = etree.parse(path, parser)  # its elements carry citeproc-py's methods
        root: Any = self.xml.getroot()
        self.root = root
        _read_instructions(root, parser)
        _expand_substitutes(root)
        _spell_out_initials(root)
        _answer_disambiguate(root)
        root.set_locale_list(language, validate=False)


def _read_instructions(root: Any, parser: etree.XMLParser) -> None:
    """Put the element that a processing instruction ``<?citekit text variable="…"?>`` holds in its place.

    So a style can print what CSL 1.0.2 has no variable for, and stay valid. Instructions of others go.
    """
    for instruction in list(root.iter(etree.ProcessingInstruction)):
        if instruction.target == "citekit":
            element = etree.fromstring(f'<{instruction.text} xmlns="{CSL}"/>', parser)
            element.tail = instruction.tail
            instruction.getparent().replace(instruction, element)
        else:
            instruction.getparent().remove(instruction)


def _expand_substitutes(root: Any) -> None:
    """Give ``<names variable="editor"/>`` inside a cs:substitute the name and label it stands for.

    The short form takes over the children of the cs:names that holds the cs:substitute. citeproc-py knows this
    for direct children of cs:substitute alone, not below a cs:choose.
    """
    for substitute in root.iter(f"{{{CSL}}}substitute"):
        own = [child for child in substitute.getparent() if child.tag != substitute.tag]
        for names in substitute.iter(f"{{{CSL}}}names"):
            if len(names) == 0 and names.getparent() is not substitute:
                names.extend(deepcopy(child) for child in own)


def _spell_out_initials(root: Any) -> None:
    """Move ``initialize-with`` from the style down to the names that are to be initialised.

    citeproc-py does not know ``initialize="false"`` and would shorten every given name as soon as the style has
    ``initialize-with`` at its root, as the Chicago styles do.
    """
    mark = root.get("initialize-with")
    if mark is None or not root.xpath("//cs:name[@initialize='false']", namespaces={"cs": CSL}):
        return
    for names in root.iter(f"{{{CSL}}}names"):
        name = names.find(f"{{{CSL}}}name")
        if name is None and names.getparent().tag != f"{{{CSL}}}substitute":
            name = names.makeelement(f"{{{CSL}}}name")
            names.insert(0, name)
        if name is not None and name.get("initialize") != "false" and name.get("initialize-with") is None:
            name.set("initialize-with", mark)
    del root.attrib["initialize-with"]


def _answer_disambiguate(root: Any) -> None:
    """Make ``disambiguate="true"`` (CSL 1.0.2, Choose) a test that fails: citeproc-py does not disambiguate.

    It passes over the test, so that a branch with no other test would always be taken. A variable that no
    reference has says the same in terms it knows, under every ``match``.
    """
    for branch in root.xpath("//*[@disambiguate='true']"):
        variables = branch.get("variable", "")
        branch.set("variable", f"{variables} citekit-disambiguated".strip())
