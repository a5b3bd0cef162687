"""citeproc-py behind the engine interface.

citeproc-py walks the style's XML for every cite. This module feeds it references, asks it for one cite at a
time, and turns what comes back into Inlines. It goes round ``Layout.render_citation``, which would reorder the
cites of a note after the bibliography and glue affixes without a blank; all else is citeproc-py's own work.

What citeproc-py cannot do is listed in docs/engines.md; nothing of it is hidden here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal

import citeproc
from citeproc import source
from lxml import etree

from citekit.csl.catalogue import Style
from citekit.engines import SetCitation, SetDocument
from citekit.engines._citeproc_items import ComparableLocator, reference_for
from citekit.engines._citeproc_text import QUOTE_TERMS, Formatter, PlainFormatter, finished, to_marked
from citekit.engines._citeproc_tree import CSL, StyleTree
from citekit.engines._shared import with_translation, without_bibliography
from citekit.errors import EngineError, StyleError
from citekit.findings import Finding, Span
from citekit.model import Bibliography, BibliographyEntry, Citation, Cite, Key, Reference
from citekit.richtext import Format, Inline, Inlines, Link, Styled, plain

NAME = "citeproc-py"


def set_document(
    style: Style,
    references: Mapping[Key, Reference],
    citations: Sequence[Citation],
    *,
    uncited: Sequence[Key] = (),
    locale: str = "",
    listed: Collection[Key] | None = None,
) -> SetDocument:
    """Set *citations* and the bibliography with citeproc-py; see ``Engine.set_document``."""
    return _Session(style, references, locale).run(citations, uncited, listed)


class _Session:
    """One style, loaded, and one document set in it. citeproc-py keeps its state in the style's XML tree."""

    def __init__(self, style: Style, references: Mapping[Key, Reference], locale: str) -> None:
        self._style = style
        self._language = locale or style.default_locale or "en-US"
        self._loaded = _load(style, self._language)
        root = self._loaded.root
        self._references = references
        self._numbers: dict[Key, str] = {}
        self._in_quote = _option(root, "punctuation-in-quote")
        xml = etree.tostring(root, encoding="unicode")
        self._prints_translation = 'variable="translated-title"' in xml
        self._document = citeproc.CitationStylesBibliography(self._loaded, {}, Formatter)
        self._quotes = tuple(str(root.get_single_term(name) or "") for name in QUOTE_TERMS)

    def run(
        self, citations: Sequence[Citation], uncited: Sequence[Key], listed: Collection[Key] | None = None
    ) -> SetDocument:
        if any(citation.after_cut for citation in citations):
            hint = "set it with the scope 'excerpt', or choose the engine citekit"
            raise EngineError("citeproc-py cannot set an excerpt in the forms of the whole book", hint=hint)
        cited = [cite.key for citation in citations for cite in citation.cites]
        for key in dict.fromkeys([*cited, *uncited]):
            self._register(key)
        if self._loaded.has_bibliography():
            with self._blaming(None), self._without_formats():
                self._document.sort()
        done = tuple(self._citation(citation) for citation in citations)
        return SetDocument(done, self._bibliography(listed), self._language, self._in_quote, findings=self._findings())

    def _register(self, key: Key) -> None:
        number = f"r{len(self._numbers)}"  # citeproc-py folds the case of keys; two may differ in case alone
        self._numbers[key] = number
        reference = self._references[key]
        if not self._prints_translation:
            reference = with_translation(reference)
        self._document.source[number] = reference_for(reference, number)
        item = self._citation_item(number, {})
        source.Citation([item])
        item.citation.bibliography = self._document
        self._document.keys.append(number)
        self._document.items.append(item)

    def _halved(self, citation: Citation) -> Citation:
        """Return *citation* as its mode wants it; a note is set as a whole."""
        mode = citation.mode
        if self._loaded.root.get("class") == "note" and mode != "author-only":
            return citation
        if mode in ("composite", "author-only"):
            raise EngineError(
                "citeproc-py cannot name an author in the text",
                where=citation.cites[0].where,
                hint="name the author in the prose and cite with '-@key', or choose the engine citekit",
            )
        first, *others = citation.cites
        return replace(citation, cites=(replace(first, form="suppress-author"), *others))

    def _citation(self, citation: Citation) -> SetCitation:
        if citation.mode and citation.cites:
            citation = self._halved(citation)
        layout = self._loaded.root.citation.layout
        element = layout.getparent()
        items = [self._item(cite) for cite in citation.cites]
        cluster = source.Citation(items)
        cluster.bibliography = self._document
        # A citation outside any note is no antecedent of the notes' "ibid.", and has none.
        element.cites = self._document._cites if citation.note is not None else []
        # By identity: citeproc-py's items compare equal when their options do.
        by_item = {id(item): cite for item, cite in zip(items, citation.cites, strict=True)}
        # Deviation: cites joined by words ("printed in") keep their order, whatever the style sorts by.
        joined = any(cite.prefix for cite in citation.cites[1:])
        if element.sort is not None and len(items) > 1 and not joined:
            with self._blaming(citation.cites[0].key), self._without_formats():
                items = element.sort.sort(items, layout)
        pieces = [self._cite(layout, item, by_item[id(item)]) for item in items]
        text = layout.get("prefix", "") + layout.get("delimiter", "").join(filter(None, pieces))
        suffix = layout.get("suffix", "")
        stop = "." if suffix.endswith(".") else ""
        text += suffix[: len(suffix) - len(stop)]
        if citation.note is not None and not citation.cites[0].prefix:
            text = self._capitalised(text)
        return SetCitation(self._finished(layout.format(text)), stop)

    def _capitalised(self, text: str) -> str:
        """Return a note with a capital where it opens with "ibid.": a term, which styles leave to the processor."""
        ibid = str(self._loaded.root.get_single_term("ibid") or "")
        return text[:1].upper() + text[1:] if ibid and text.startswith(ibid) else text

    def _item(self, cite: Cite) -> Any:
        options: dict[str, Any] = {}
        if cite.locator:
            options["locator"] = ComparableLocator(cite.locator.label, cite.locator.value)
        if cite.form == "author-only":
            raise EngineError(
                "citeproc-py cannot set an author alone", where=cite.where, hint="name the author in the prose"
            )
        return self._citation_item(self._numbers[cite.key], options)

    def _citation_item(self, number: str, options: Mapping[str, Any]) -> Any:
        item = source.CitationItem(number, **options)
        for variable in ("number-of-pages", "number-of-volumes"):  # its labels look for these in the item
            if str(self._document.source[number].get(variable, "")).isdecimal():
                item[variable] = str(self._document.source[number][variable])
        return item

    def _cite(self, layout: Any, item: Any, cite: Cite) -> str:
        _begin(layout)
        with self._blaming(cite.key), self._without_author(cite):
            text = layout.render_children(item)
            layout.getparent().cites.append(item)
        if text is None:
            text = ""
        prefix, suffix = to_marked(cite.prefix), to_marked(cite.suffix)
        if prefix and prefix[-1] not in " (['’‘“\u00a0":
            prefix += " "
        if suffix and (suffix[0].isalnum() or suffix[0] in "(["):
            suffix = " " + suffix
        return f"{prefix}{text}{suffix}"

    @contextmanager
    def _without_author(self, cite: Cite) -> Iterator[None]:
        reference = self._document.source[self._numbers[cite.key]]
        if cite.form != "suppress-author" or "author" not in reference:
            yield
            return
        kept = reference["author"]
        reference["author"] = []  # present and empty: the style must not substitute the editor
        try:
            yield
        finally:
            reference["author"] = kept

    def _bibliography(self, listed: Collection[Key] | None) -> Bibliography:
        if not self._loaded.has_bibliography():
            return Bibliography()
        element = self._loaded.root.bibliography
        layout = element.layout
        keys = {number: key for key, number in self._numbers.items()}
        entries = []
        for item in self._document.items:
            key = keys[item.key]
            if listed is not None and key not in listed:
                continue
            _begin(layout)
            with self._blaming(key):
                content = self._entry(element, layout, item)
            if plain(content).strip():
                entries.append(BibliographyEntry(key, _linked(content)))
        return Bibliography(
            tuple(entries),
            hanging_indent=element.get("hanging-indent") == "true",
            second_field_align=_alignment(element.get("second-field-align")),
            line_spacing=int(element.get("line-spacing", "1")),
            entry_spacing=int(element.get("entry-spacing", "1")),
        )

    def _entry(self, element: Any, layout: Any, item: Any) -> Inlines:
        """Return one entry; with second-field-align, its first field and the rest as two displayed runs."""
        if element.get("second-field-align") is None:
            text = layout.format(layout.wrap(layout.render_children(item) or ""))
            return self._finished(text)
        fields = [field for child in layout.iterchildren() if (field := _rendered(child, item))]
        first, rest = "".join(fields[:1]), "".join(fields[1:])
        left = self._finished(layout.format(layout.get("prefix", "") + first.rstrip()))
        right = self._finished(layout.format(rest + layout.get("suffix", "")))
        return (Styled(left, Format(display="left-margin")), Styled(right, Format(display="right-inline")))

    def _finished(self, text: object) -> Inlines:
        return finished(text, self._quotes, in_quote=self._in_quote)

    def _findings(self) -> tuple[Finding, ...]:
        return () if self._loaded.has_bibliography() else (without_bibliography(self._style),)

    @contextmanager
    def _without_formats(self) -> Iterator[None]:
        root = self._loaded.root
        root.formatter = PlainFormatter
        try:
            yield
        finally:
            root.formatter = Formatter

    @contextmanager
    def _blaming(self, key: Key | None) -> Iterator[None]:
        """Turn whatever citeproc-py trips over into one error that names the style and the reference."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        except EngineError:
            raise
        except Exception as error:  # its failures on valid styles are of every class
            what = f"the reference {key!r}" if key else "this document"
            reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            raise EngineError(
                f"citeproc-py cannot set {what} in the style {self._style.info.name!r} ({reason})",
                where=Span(self._style.path),
                hint="choose another style; docs/engines.md lists what citeproc-py lacks",
            ) from error


def _begin(layout: Any) -> None:
    """Forget what the cite or entry before has used up (CSL 1.0.2, Substitute)."""
    layout.repressed = {}


def _rendered(child: Any, item: Any) -> str:
    """Return what one child of a layout prints, "" for nothing."""
    try:
        return str(child.render(item) or "")
    except source.VariableError:  # its way of saying that a variable is empty
        return ""


def _load(style: Style, language: str) -> Any:
    try:
        loaded = StyleTree(style.path, language)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise StyleError(
            f"not well-formed XML: {error.msg}", where=Span(style.path, line, column, column + 1)
        ) from None
    except (AttributeError, KeyError, ValueError, TypeError, OSError) as error:
        raise EngineError(
            f"citeproc-py cannot load the style {style.info.name!r} ({type(error).__name__}: {error})",
            where=Span(style.path),
        ) from error
    root: Any = loaded.root
    if getattr(root, "citation", None) is None or root.citation.layout is None:
        raise StyleError("the style has no cs:citation with a cs:layout", where=Span(style.path))
    return loaded


def _option(root: Any, name: str) -> bool:
    """Return a locale option; the first locale in fallback order that states it decides."""
    for locale in root.locales:
        options = locale.find(f"{{{CSL}}}style-options")
        if options is not None and options.get(name) is not None:
            return bool(options.get(name) == "true")
    return False


def _alignment(value: str | None) -> Literal["flush", "margin"] | None:
    if value == "flush":
        return "flush"
    return "margin" if value == "margin" else None


_URL = re.compile(r"https?://[^\s<>“”]+[^\s<>“”.,;:!?)\]]")


def _linked(inlines: Inlines) -> Inlines:
    """Make printed URLs lead somewhere."""
    result: list[Inline] = []
    for run in inlines:
        if isinstance(run, Styled):
            result.append(Styled(_linked(run.children), run.format))
        elif isinstance(run, Link):
            result.append(run)
        else:
            position = 0
            for match in _URL.finditer(run):
                result += [run[position : match.start()], Link((match.group(),), match.group())]
                position = match.end()
            result.append(run[position:])
    return tuple(run for run in result if run != "")
