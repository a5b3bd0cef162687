"""Citations for programs of any language: one JSON object in, one out.

The object's shape is in docs/process.md. Texts use CSL-JSON's markup; results are fragments in one of five formats.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from citekit.bib.cslfile.items import references_of
from citekit.csl import cache, collation
from citekit.csl.catalogue import check_locale, find_style
from citekit.csl.fieldtext import STRAIGHT_ONLY, tokens_of
from citekit.csl.output import as_tokens
from citekit.csl.position import HOLDS, NEAR_NOTE, Position
from citekit.csl.processor import MODES, CitationInput, CiteInput, CompiledStyle, Mode, set_document
from citekit.errors import CitekitError, StyleError, UnreadableError, UsageError
from citekit.files import json_of, read_source
from citekit.findings import Source
from citekit.markup import parse_markup
from citekit.model import Bibliography, Key, Reference
from citekit.nearest import did_you_mean
from citekit.request import (
    FLAG,
    LIST,
    OBJECT,
    TEXT,
    WHOLE,
    Path,
    RequestError,
    check_cite,
    checked,
    identifier,
    member,
    place,
)
from citekit.richtext import Inlines, plain
from citekit.values import replace

FORMATS = {
    "html": ("citekit.output.fragment_html", "fragment"),
    "text": ("citekit.output.text", "inlines"),
    "markdown": ("citekit.output.markdown", "inlines"),
    "latex": ("citekit.output.latex", "inlines"),
    "rtf": ("citekit.output.fragment_rtf", "fragment"),
}
_KNOWN = frozenset("style styles locale format references citations bibliography uncited links abbreviations".split())


def answer(path: str) -> str:
    """Return the answer to the request in the file *path* ("-": standard input), as a line of JSON.

    Raises: as ``process_text`` does, and UnreadableError for what is no text.
    """
    source = read_source(path)
    return json.dumps(process_text(source.text, source.path), ensure_ascii=False) + "\n"


def process_text(text: str, path: str) -> dict[str, Any]:
    """Return the result for the request in *text*, a JSON object; *path* is for messages.

    Raises: UnreadableError for what is no JSON object, UsageError for a request that makes no sense, StyleError
    for a style that cannot be used (of several, the error is that style's result).
    """
    source = Source(path, text)
    request = json_of(source)
    if not isinstance(request, dict):
        hint = '{"style": …, "references": […], "citations": […]}'
        raise UnreadableError("not a JSON object", where=source.span(0), hint=hint)
    try:
        return process(request)
    except RequestError as error:
        error.where = place(source, error.path)
        raise


def process(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result for a decoded request; see ``process_text``."""
    names = member(request, "styles", LIST, None, hint='"styles": ["apa", "ieee"]')
    if names is None:
        style = member(request, "style", TEXT, "", hint='"style": "apa"')
        if not style:
            raise RequestError('the request names no style: "style" is missing', hint='"style": "apa"')
        prepared = _Request(request)
        try:
            return prepared.result(style)
        except StyleError as error:
            if error.where is not None and error.where.path:
                raise  # a style's file has places of its own
            line = f" (line {error.where.line} of the style)" if error.where else ""
            raise RequestError(f"{error.message}{line}", ("style",), hint=error.hint) from None
    for index, name in enumerate(names):
        checked(name, TEXT, "a style", ("styles", index))
    prepared = _Request(request)
    return {name: _or_error(prepared, name) for name in names}


def _or_error(prepared: _Request, name: str) -> dict[str, Any]:
    try:
        return prepared.result(name)
    except CitekitError as error:
        place = f"{error.where}: " if error.where else ""
        return {"error": f"{place}{error.message}", "hint": error.hint}


class _Request:
    """A request's references and citations, read once for all its styles."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self._warnings: list[str] = [
            f"unknown key {key!r} in the request; {did_you_mean(key, _KNOWN) or 'it is left alone'}"
            for key in request
            if key not in _KNOWN
        ]
        self._locale = member(request, "locale", TEXT, "")
        self._check_locale()
        format_ = member(request, "format", TEXT, "") or "html"
        self._write = _writer(format_, links=bool(member(request, "links", FLAG, False)))
        # In HTML an entry is a block of its own; the other formats leave that to whoever lists them.
        self._entry = '<div class="csl-entry">{}</div>' if format_ == "html" else "{}"
        self._collation = collation.in_use()
        self._references = abbreviated(_references(request), _abbreviations(request))
        self._names: list[str] = []
        self._citations = [
            self._citation(given, index) for index, given in enumerate(member(request, "citations", LIST, ()))
        ]
        self._uncited = [
            self._key(key, "uncited", ("uncited", index))
            for index, key in enumerate(member(request, "uncited", LIST, ()))
        ]
        self._wants_bibliography = bool(member(request, "bibliography", FLAG, True))
        if not self._citations and not self._uncited and self._wants_bibliography:
            self._uncited = list(self._references)

    def _check_locale(self) -> None:
        if self._locale:
            try:
                check_locale(self._locale)
            except UsageError as error:
                raise RequestError(error.message, ("locale",), hint=error.hint) from None

    def result(self, name: str) -> dict[str, Any]:
        style = compile_style(name, self._locale)
        rendered = set_document(style, self._references, self._citations, self._uncited)
        texts = [self._write(text) for text in rendered.citations]
        warnings = list(self._warnings)
        warnings += [
            f"citation {name!r} prints nothing" for name, text in zip(self._names, texts, strict=True) if not text
        ]
        citations = [{"id": name, "text": text} for name, text in zip(self._names, texts, strict=True)]
        for index, author in rendered.authors.items():
            citations[index]["author"] = self._write(author)
        result: dict[str, Any] = {"citations": citations}
        if self._wants_bibliography:
            if style.bibliography is None:
                warnings.append("the style has no bibliography")
            result["bibliography"] = self._listed(rendered.bibliography)
        result["warnings"] = warnings
        return result

    def _listed(self, made: Bibliography) -> dict[str, Any]:
        return {
            "entries": [
                {"id": entry.key, "text": self._entry.format(self._write(entry.content))} for entry in made.entries
            ],
            "options": {
                "hanging-indent": made.hanging_indent,
                "second-field-align": made.second_field_align,
                "line-spacing": made.line_spacing,
                "entry-spacing": made.entry_spacing,
                "collation": self._collation,
            },
        }

    def _citation(self, given: Any, index: int) -> CitationInput:
        path = ("citations", index)
        number = index + 1
        checked(given, OBJECT, f"citation {number}", path, hint='{"citationItems": [{"id": …}]}')
        items = member(given, "citationItems", LIST, None, path)
        if items is None:
            raise RequestError(f'citation {number} has no list "citationItems"', path)
        name = identifier(
            number if given.get("citationID") in (None, "") else given["citationID"], '"citationID"', path
        )
        self._names.append(name)
        properties = member(given, "properties", OBJECT, {}, path)
        both = (
            {**properties, **{key: value for key, value in given.items() if value is not None}} if properties else given
        )
        note = member(both, "noteIndex", WHOLE, number, path)
        if note < 0:
            raise RequestError(f"the noteIndex of citation {name!r} is negative: {note}", (*path, "noteIndex"))
        chapter = member(given, "chapter", (str, int), "", path)
        cites = tuple(self._cite(one, name, (*path, "citationItems", place)) for place, one in enumerate(items))
        mode = member(both, "mode", TEXT, "", path)
        if mode not in MODES:
            hint = did_you_mean(mode, MODES) or f"modes: {', '.join(MODES[1:])}"
            raise RequestError(f"citation {name!r} has an unknown mode {mode!r}", (*path, "mode"), hint=hint)
        infix = as_tokens(tokens_of(parse_markup(member(both, "infix", TEXT, "", path)), STRAIGHT_ONLY))
        return CitationInput(cites, note, False, chapter, cast("Mode", mode), infix)

    def _cite(self, given: Any, citation: str, path: Path) -> CiteInput:
        checked(given, OBJECT, f"an item of citation {citation!r}", path, hint='{"id": …}')
        if given.get("id") is None:
            raise RequestError(f"an item of citation {citation!r} has no id", path)
        check_cite(given, path)
        key = self._key(given["id"], f"citation {citation!r}", (*path, "id"))
        try:
            label = given.get("label") or self._references[key].paginated_by
            return cite_input({**given, "id": key, "label": label})
        except (TypeError, ValueError) as error:
            raise RequestError(f"an item of citation {citation!r} has a wrong value: {error}", path) from None

    def _key(self, given: Any, where: str, path: Path) -> Key:
        key = Key(identifier(given, f"an id in {where}", path))
        if key not in self._references:
            hint = did_you_mean(key, self._references) or '"references" has to hold every item that is cited'
            raise RequestError(f"{where} cites {key!r}, which no reference has as its id", path, hint=hint)
        return key


def cite_input(given: Mapping[str, Any]) -> CiteInput:
    """Return a CSL-JSON cite item, which has an ``id``, as the engine takes it.

    ``position`` (0 first to 3 ibid with locator) and ``near-note`` may fix what is otherwise found out.
    """
    position = None
    if given.get("position") is not None or given.get("near-note"):
        holds = HOLDS[min(int(given.get("position") or 0), 3)]
        near = (NEAR_NOTE,) if given.get("near-note") else ()
        position = Position((*holds, *near), int(given.get("first-reference-note-number") or 0))
    form = "suppress-author" if given.get("suppress-author") else "author-only" if given.get("author-only") else "full"
    locator = "" if given.get("locator") is None else str(given["locator"]).strip()  # 0 is one
    return CiteInput(
        str(given["id"]),
        tokens_of(parse_markup(locator)) if locator else "",
        str(given.get("label") or "page"),
        as_tokens(tokens_of(parse_markup(str(given.get("prefix") or "")), STRAIGHT_ONLY)),
        as_tokens(tokens_of(parse_markup(str(given.get("suffix") or "")), STRAIGHT_ONLY)),
        form,
        position,
    )


def _references(request: Mapping[str, Any]) -> dict[Key, Reference]:
    given = member(request, "references", LIST, ())
    for index, item in enumerate(given):
        checked(item, OBJECT, f"reference {index + 1}", ("references", index), hint='{"id": …, "type": …}')
        if item.get("id") in (None, ""):
            raise RequestError(f"reference {index + 1} has no id", ("references", index))
        identifier(item["id"], f"the id of reference {index + 1}", ("references", index, "id"))
    return references_of(given)


def abbreviated(
    references: Mapping[Key, Reference], abbreviations: Mapping[str, Mapping[str, str]]
) -> dict[Key, Reference]:
    """Return *references* with short forms added: *abbreviations* are by variable, then by the variable's text.

    A short form that a reference has already is kept.
    """
    result = {}
    for key, reference in references.items():
        short: dict[str, Inlines] = {}
        for variable, forms in abbreviations.items():
            found = forms.get(plain(reference.texts.get(variable, ())))
            if found and f"{variable}-short" not in reference.texts:
                short[f"{variable}-short"] = parse_markup(found)
        result[key] = replace(reference, texts={**reference.texts, **short}) if short else reference
    return result


def _abbreviations(request: Mapping[str, Any]) -> Mapping[str, Mapping[str, str]]:
    hint = '"abbreviations": {"container-title": {"Journal of Modern History": "JMH"}}'
    given = member(request, "abbreviations", OBJECT, {}, hint=hint)
    for variable, forms in given.items():
        path = ("abbreviations", variable)
        checked(forms, OBJECT, f'"{variable}"', path, hint=hint)
        for text, form in forms.items():
            checked(form, TEXT, f"the short form of {text!r}", (*path, text), hint=hint)
    return cast("Mapping[str, Mapping[str, str]]", given)


def compile_style(name: str, locale: str = "") -> CompiledStyle:
    """Return a style given by name, by path or as XML, in *locale* or else in its own language.

    Compile once, and use it for any number of documents (``set_document``, ``Document``).

    Raises: StyleError for an unknown style, or what is no style.
    """
    if name.lstrip("\ufeff \t\r\n").startswith("<"):
        return cache.compiled_text(name.lstrip("\ufeff \t\r\n").encode(), locale)
    style = find_style(name)
    return cache.compiled_file(style.path, locale or style.default_locale)


def _writer(name: str, *, links: bool) -> Callable[[Inlines], str]:
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"formats: {', '.join(FORMATS)}"
        raise RequestError(f"unknown format {name!r}", ("format",), hint=hint)
    module, function = FORMATS[name]
    write: Callable[..., str] = getattr(importlib.import_module(module), function)
    return (lambda content: write(content, links=links)) if name == "html" else write
