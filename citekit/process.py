"""Citations for programs of any language: one JSON object in, one out.

The object's shape is in docs/process.md. Texts use CSL-JSON's markup; results are fragments in one of five formats.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from citekit.bib.csljson import references_of
from citekit.csl import cache, collation
from citekit.csl.catalogue import check_locale, find_style
from citekit.csl.fieldtext import STRAIGHT_ONLY, tokens_of
from citekit.csl.output import Tokens, as_tokens
from citekit.csl.position import HOLDS, NEAR_NOTE, Position
from citekit.csl.processor import MODES, CitationInput, CiteInput, CompiledStyle, Mode, set_document
from citekit.errors import CitekitError, UnreadableError, UsageError
from citekit.files import json_of, read_source
from citekit.findings import Source, Span
from citekit.markup import parse_markup
from citekit.model import Bibliography, Key, Reference
from citekit.nearest import did_you_mean
from citekit.richtext import Inlines, plain
from citekit.values import replace

FORMATS = {
    "html": ("citekit.output.fragment_html", "fragment"),
    "text": ("citekit.output.plain", "inlines"),
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
        error.where = _place(source, error.about)
        raise


class RequestError(UsageError):
    """A request that makes no sense; *about* is the word in it that is wrong, "" where none is."""

    def __init__(self, message: str, *, hint: str = "", about: str = "") -> None:
        super().__init__(message, hint=hint)
        self.about = about


def _place(source: Source, word: str) -> Span:
    """Return where *word* first stands in a request as a JSON string, or the request as a whole."""
    start = source.text.find(json.dumps(word, ensure_ascii=False)) if word else -1
    return Span(source.path) if start < 0 else source.span(start + 1, start + 1 + len(word))


def process(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result for a decoded request; see ``process_text``."""
    names = request.get("styles")
    if names is None:
        if "style" not in request:
            raise RequestError('the request names no style: "style" is missing', hint='"style": "apa"')
        return _Request(request).result(str(request["style"]))
    if not isinstance(names, list):
        raise RequestError('"styles" is no list', hint='"styles": ["apa", "ieee"]', about="styles")
    prepared = _Request(request)
    return {str(name): _or_error(prepared, str(name)) for name in names}


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
        self._locale = str(request.get("locale") or "")
        if self._locale:
            check_locale(self._locale)
        format_ = str(request.get("format") or "html")
        self._write = _writer(format_, links=bool(request.get("links")))
        # In HTML an entry is a block of its own; the other formats leave that to whoever lists them.
        self._entry = '<div class="csl-entry">{}</div>' if format_ == "html" else "{}"
        self._collation = collation.in_use()
        references = _references(request.get("references", []))
        self._references = abbreviated(references, _abbreviations(request.get("abbreviations") or {}))
        self._names: list[str] = []
        self._citations = [
            self._citation(given, number) for number, given in enumerate(_list(request, "citations"), start=1)
        ]
        self._uncited = [self._key(key, "uncited") for key in _list(request, "uncited")]
        self._wants_bibliography = bool(request.get("bibliography", True))
        if not self._citations and not self._uncited and self._wants_bibliography:
            self._uncited = list(self._references)

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

    def _citation(self, given: Any, number: int) -> CitationInput:
        if not isinstance(given, dict) or not isinstance(given.get("citationItems"), list):
            raise RequestError(f'citation {number} has no list "citationItems"')
        name = str(given.get("citationID") or number)
        self._names.append(name)
        properties = given.get("properties")
        note = given.get("noteIndex", (properties if isinstance(properties, dict) else {}).get("noteIndex", number))
        if isinstance(note, bool) or not isinstance(note, int):
            raise RequestError(f"the noteIndex of citation {name!r} is no whole number: {note!r}")
        chapter = "" if given.get("chapter") is None else given["chapter"]
        if isinstance(chapter, bool) or not isinstance(chapter, str | int):
            raise RequestError(f"the chapter of citation {name!r} is no name or number: {chapter!r}", about="chapter")
        cites = tuple(self._cite(one, name) for one in given["citationItems"])
        return CitationInput(cites, note, False, chapter, *self._mode(given, name))

    def _mode(self, given: Mapping[str, Any], citation: str) -> tuple[Mode, Tokens]:
        """Return a citation's mode and infix, which may stand in its ``properties`` as well."""
        properties = given.get("properties")
        both = {**(properties if isinstance(properties, dict) else {}), **given}
        mode: Any = both.get("mode") or ""
        if mode not in MODES:
            hint = did_you_mean(str(mode), MODES) or f"modes: {', '.join(MODES[1:])}"
            raise RequestError(f"citation {citation!r} has an unknown mode {mode!r}", hint=hint, about=str(mode))
        return mode, as_tokens(tokens_of(parse_markup(str(both.get("infix") or "")), STRAIGHT_ONLY))

    def _cite(self, given: Any, citation: str) -> CiteInput:
        if not isinstance(given, dict) or "id" not in given:
            raise RequestError(f"an item of citation {citation!r} has no id")
        key = self._key(given["id"], f"citation {citation!r}")
        try:
            return cite_input({**given, "id": key})
        except (TypeError, ValueError) as error:
            raise RequestError(f"an item of citation {citation!r} has a wrong value: {error}") from None

    def _key(self, given: Any, where: str) -> Key:
        key = Key(str(given))
        if key not in self._references:
            hint = did_you_mean(key, self._references) or '"references" has to hold every item that is cited'
            raise RequestError(f"{where} cites {key!r}, which no reference has as its id", hint=hint, about=key)
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
    locator = str(given.get("locator") or "").strip()
    return CiteInput(
        str(given["id"]),
        tokens_of(parse_markup(locator)) if locator else "",
        str(given.get("label") or "page"),
        as_tokens(tokens_of(parse_markup(str(given.get("prefix") or "")), STRAIGHT_ONLY)),
        as_tokens(tokens_of(parse_markup(str(given.get("suffix") or "")), STRAIGHT_ONLY)),
        form,
        position,
    )


def _references(given: Any) -> dict[Key, Reference]:
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise RequestError('"references" is no list of CSL-JSON items')
    try:
        return references_of(given)
    except ValueError as error:
        raise RequestError(f'"references": {error}') from None


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


def _abbreviations(given: Any) -> Mapping[str, Mapping[str, str]]:
    if not isinstance(given, dict) or not all(isinstance(forms, dict) for forms in given.values()):
        hint = '"abbreviations": {"container-title": {"Journal of Modern History": "JMH"}}'
        raise RequestError('"abbreviations" is no object of objects', hint=hint)
    return given


def _list(request: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = request.get(name) or []
    if not isinstance(value, list):
        raise RequestError(f'"{name}" is no list', about=name)
    return value


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
        raise RequestError(f"unknown format {name!r}", hint=hint, about=name)
    module, function = FORMATS[name]
    write: Callable[..., str] = getattr(importlib.import_module(module), function)
    return (lambda content: write(content, links=links)) if name == "html" else write
