"""citeproc-py behind the engine interface.

citeproc-py walks the style's XML for every cite. This module feeds it references, asks it for one cite at a
time, and turns what comes back into Inlines. It goes round ``Layout.render_citation``, which would reorder the
cites of a note after the bibliography and glue affixes without a blank; all else is citeproc-py's own work.

What citeproc-py cannot do is listed in docs/engines.md; nothing of it is hidden here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import citeproc
from citeproc.source import (
    Citation as _CiteprocCitation,
)
from citeproc.source import (
    CitationItem,
    DateRange,
    LiteralDate,
    VariableError,
)
from citeproc.source import (
    Date as _CiteprocDate,
)
from citeproc.source import (
    Name as _CiteprocName,
)
from citeproc.source import (
    Reference as _CiteprocReference,
)
from citeproc.string import MixedString, NoCase, String
from lxml import etree

from citekit.csl.catalogue import Style
from citekit.engines import SetCitation, SetDocument
from citekit.engines._citeproc_tree import CSL, StyleTree
from citekit.errors import EngineError, StyleError
from citekit.findings import Finding, Severity, Span
from citekit.model import Bibliography, BibliographyEntry, Citation, Cite, Date, Key, Name, Reference
from citekit.richtext import PROTECTED, Format, Inline, Inlines, Link, Styled, concat, plain

NAME = "citeproc-py"

# --- formatted text through a processor that knows strings only ------------------------------------------
# Formats travel as characters of a private-use plane: one opens each format, one closes any of them.

_CLOSE = "\U000fff00"
_FORMATS: tuple[Format, ...] = (
    Format(style="italic"),
    Format(style="oblique"),
    Format(style="normal"),
    Format(weight="bold"),
    Format(weight="light"),
    Format(weight="normal"),
    Format(variant="small-caps"),
    Format(variant="normal"),
    Format(decoration="underline"),
    Format(align="sup"),
    Format(align="sub"),
)
_OPEN = {format_: chr(0xFFE00 + number) for number, format_ in enumerate(_FORMATS)}
_FORMAT_OF = {opener: format_ for format_, opener in _OPEN.items()}
_MARKERS = f"[{min(_FORMAT_OF)}-{max(_FORMAT_OF)}{_CLOSE}]"


class _Formatter:
    """The formatter object citeproc-py calls; every method takes and gives marked strings."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def _wrapper(format_: Format) -> Any:  # citeproc-py's formatters are untyped callables
        opener = _OPEN[format_]
        return staticmethod(lambda text: f"{opener}{text}{_CLOSE}")

    Italic = _wrapper(Format(style="italic"))
    Oblique = _wrapper(Format(style="oblique"))
    Bold = _wrapper(Format(weight="bold"))
    Light = _wrapper(Format(weight="light"))
    Underline = _wrapper(Format(decoration="underline"))
    Superscript = _wrapper(Format(align="sup"))
    Subscript = _wrapper(Format(align="sub"))
    SmallCaps = _wrapper(Format(variant="small-caps"))


class _PlainFormatter(_Formatter):
    """Leaves formats out: for sort keys, where an opening mark would sort after every letter."""

    Italic = Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(str)


def _to_marked(inlines: Inlines) -> str:
    """Return *inlines* as a marked string; link targets are left out (a style prints a URL of its own accord)."""
    result = []
    for run in inlines:
        if isinstance(run, str):
            result.append(re.sub(_MARKERS, "", run).translate(_QUOTE_MARKS))
        elif isinstance(run, Styled) and run.format in _OPEN:
            result.append(f"{_OPEN[run.format]}{_to_marked(run.children)}{_CLOSE}")
        else:
            result.append(_to_marked(run.children))
    return "".join(result)


def _to_mixed(inlines: Inlines) -> MixedString:
    """Return *inlines* as citeproc-py's string: protected runs keep their capitals under any text-case.

    A protected run takes the rest of the words it stands in with it: citeproc-py parts strings by blanks.
    """
    parts: list[str] = []
    for run in inlines:
        text = _to_marked((run,))
        protected = isinstance(run, Styled) and run.format == PROTECTED
        if protected and parts and not isinstance(parts[-1], NoCase):
            before, _, word = _at_last_blank(parts[-1])
            parts[-1:] = [String(before)] if before else []
            text = word + text
        elif not protected and parts and isinstance(parts[-1], NoCase):
            word, blank, text = _at_first_blank(text)
            parts[-1] = NoCase(parts[-1] + word)
            text = blank + text
        if protected and parts and isinstance(parts[-1], NoCase):
            parts[-1] = NoCase(f"{parts[-1]}{text}")
        elif text:
            parts.append(NoCase(text) if protected else String(text))
    return MixedString(parts)


def _at_last_blank(text: str) -> tuple[str, str, str]:
    cut = text.rfind(" ") + 1
    return text[:cut], "", text[cut:]


def _at_first_blank(text: str) -> tuple[str, str, str]:
    word, blank, rest = text.partition(" ")
    return word, blank, rest


def _from_marked(text: str) -> Inlines:
    """Return a marked string as Inlines."""
    stack: list[tuple[Format | None, list[Inline]]] = [(None, [])]
    for piece in re.split(f"({_MARKERS})", text):
        if piece == _CLOSE:
            if len(stack) > 1:
                format_, children = stack.pop()
                if children and format_:
                    stack[-1][1].append(Styled(tuple(children), format_))
        elif piece in _FORMAT_OF:
            stack.append((_FORMAT_OF[piece], []))
        elif piece:
            stack[-1][1].append(piece)
    while len(stack) > 1:  # a style that cut a closing mark off: its text is kept
        format_, children = stack.pop()
        stack[-1][1].append(Styled(tuple(children), format_ or Format()))
    return tuple(stack[0][1])


# What two affixes leave behind where they meet; markers between the characters do not count.
_M = f"({_MARKERS}*)"
_SEAMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<!\.)\.{_M}\.(?!\.)"), r".\1"),
    (re.compile(rf",{_M},"), r",\1"),
    (re.compile(rf";{_M};"), r";\1"),
    (re.compile(rf"([?!]){_M}\.(?!\.)"), r"\1\2"),
    (re.compile(rf"([?!.][”’]+){_M}\."), r"\1\2"),
    (re.compile(rf" {_M} +"), r" \1"),
    (re.compile(rf" {_M}([,.;])(?![.\w])"), r"\1\2"),
)
_QUOTE_SEAM = re.compile(rf"{_M}([”’]+){_M}([.,])")


def _tidy(text: str, *, in_quote: bool) -> str:
    """Merge doubled marks, and put stops and commas inside closing quotation marks where the locale wants it."""
    for pattern, replacement in _SEAMS:
        text = pattern.sub(replacement, text)
    if in_quote:
        text = _QUOTE_SEAM.sub(r"\4\1\2\3", text)
        text = re.sub(r"([.?!])[.,](?=[”’])", r"\1", text)
    return text


# Quotation marks of fields travel as characters of their own: a German style closes with the mark that English opens
# with. They become the locale's when all is put together.
_QUOTE_MARKS = str.maketrans("“”", "\U000fff10\U000fff11")
_FIELD_OPENS, _FIELD_CLOSES = "\U000fff10", "\U000fff11"
_QUOTE_TERMS = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")


def _nest_quotes(text: str, quotes: tuple[str, ...]) -> str:
    """Set the quotation marks of fields as the locale's, and inside others as its inner ones.

    *quotes* are outer and inner marks, opening and closing. CSL 1.0.2, Quotes: they alternate with the level.
    """
    outer_open, outer_close, inner_open, inner_close = quotes if all(quotes) else ("“", "”", "‘", "’")
    marks = sorted((outer_open, outer_close, _FIELD_OPENS, _FIELD_CLOSES), key=len, reverse=True)
    depth = 0

    def level(match: re.Match[str]) -> str:
        nonlocal depth
        mark = match.group()
        if mark in (_FIELD_OPENS, outer_open):
            depth += 1
            return outer_open if depth % 2 else inner_open
        inside_word = text[match.end() : match.end() + 1].isalnum()
        if mark == outer_close and (depth == 0 or (mark == "’" and inside_word)):  # an apostrophe
            return mark
        depth = max(depth - 1, 0)
        return inner_close if depth % 2 else outer_close

    return re.sub("|".join(re.escape(mark) for mark in marks), level, text)


# --- references ------------------------------------------------------------------------------------------


def _reference(reference: Reference, key: str, *, bracket_translation: bool) -> Any:
    """Return *reference* as citeproc-py's; variables under both spellings, since it looks up either."""
    values: dict[str, Any] = {name: _to_mixed(text) for name, text in reference.texts.items()}
    translation = reference.texts.get("translated-title", ())
    if translation and bracket_translation and "title" in values:
        values.setdefault("title-short", values["title"])  # later notes do without the translation
        values["title"] = _to_mixed(concat(reference.texts["title"], _bracketed(translation)))
    values |= {name: MixedString([String(value)]) for name, value in reference.numbers.items()}
    for name in ("page", "language"):
        if name in values:
            values[name] = str(values[name])
    values |= {name: [_name(one) for one in people] for name, people in reference.names.items()}
    values |= {name: _date(date) for name, date in reference.dates.items()}
    values |= {name.replace("-", "_"): value for name, value in values.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every variable of CSL 1.0.2 that it has not heard of
        return _CiteprocReference(key, reference.type, **values)


def _bracketed(translation: Inlines) -> Inlines:
    """Return the translated title as it follows a title: in brackets, not italic (CMOS 18, 13.101)."""
    return (" ", Styled(("[", *translation, "]"), Format(style="normal")))


def _name(name: Name) -> Any:
    if name.literal:
        return _CiteprocName(literal=name.literal)
    parts = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping_particle,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
    }
    return _CiteprocName(**{part: value for part, value in parts.items() if value})


def _date(date: Date) -> Any:
    if not date.start:
        return LiteralDate(date.literal, circa=date.circa)
    start = _single_date(date.start, date.season, circa=date.circa)
    if date.end is None:
        return start
    end = _single_date(date.end, None, circa=date.circa) if date.end else _CiteprocDate(year=0)
    return DateRange(begin=start, end=end, circa=date.circa)


def _single_date(parts: tuple[int, ...], season: int | None, *, circa: bool) -> Any:
    values = dict(zip(("year", "month", "day"), parts, strict=False))
    if season is not None and "month" not in values:
        values["season"] = season
    return _CiteprocDate(circa=circa, **values)


@dataclass(frozen=True, slots=True)
class _Locator:
    """citeproc-py compares locators to tell "ibid" from "ibid with locator"; its own have no equality."""

    label: str
    identifier: str


# --- the document ----------------------------------------------------------------------------------------


def set_document(
    style: Style,
    references: Mapping[Key, Reference],
    citations: Sequence[Citation],
    *,
    uncited: Sequence[Key] = (),
    locale: str = "",
) -> SetDocument:
    """Set *citations* and the bibliography with citeproc-py; see ``Engine.set_document``."""
    return _Session(style, references, locale).run(citations, uncited)


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
        self._document = citeproc.CitationStylesBibliography(self._loaded, {}, _Formatter)
        self._quotes = tuple(str(root.get_single_term(name) or "") for name in _QUOTE_TERMS)

    def run(self, citations: Sequence[Citation], uncited: Sequence[Key]) -> SetDocument:
        cited = [cite.key for citation in citations for cite in citation.cites]
        for key in dict.fromkeys([*cited, *uncited]):
            self._register(key)
        if self._loaded.has_bibliography():
            with self._blaming(None), self._without_formats():
                self._document.sort()
        done = tuple(self._citation(citation) for citation in citations)
        return SetDocument(done, self._bibliography(), self._language, self._in_quote, self._findings())

    def _register(self, key: Key) -> None:
        number = f"r{len(self._numbers)}"  # citeproc-py folds the case of keys; two may differ in case alone
        self._numbers[key] = number
        self._document.source[number] = _reference(
            self._references[key], number, bracket_translation=not self._prints_translation
        )
        item = self._citation_item(number, {})
        _CiteprocCitation([item])
        item.citation.bibliography = self._document
        self._document.keys.append(number)
        self._document.items.append(item)

    def _citation(self, citation: Citation) -> SetCitation:
        layout = self._loaded.root.citation.layout
        element = layout.getparent()
        items = [self._item(cite) for cite in citation.cites]
        cluster = _CiteprocCitation(items)
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
            options["locator"] = _Locator(cite.locator.label, cite.locator.value)
        if cite.form == "author-only":
            raise EngineError(
                "citeproc-py cannot set an author alone", where=cite.where, hint="name the author in the prose"
            )
        return self._citation_item(self._numbers[cite.key], options)

    def _citation_item(self, number: str, options: Mapping[str, Any]) -> Any:
        item = CitationItem(number, **options)
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
        prefix, suffix = _to_marked(cite.prefix), _to_marked(cite.suffix)
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

    def _bibliography(self) -> Bibliography:
        if not self._loaded.has_bibliography():
            return Bibliography()
        element = self._loaded.root.bibliography
        layout = element.layout
        keys = {number: key for key, number in self._numbers.items()}
        entries = []
        for item in self._document.items:
            _begin(layout)
            key = keys[item.key]
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
        nested = _nest_quotes(str(text or ""), self._quotes)
        return _from_marked(_tidy(nested, in_quote=self._in_quote))

    def _findings(self) -> tuple[Finding, ...]:
        if self._loaded.has_bibliography():
            return ()
        message = f"the style {self._style.info.name!r} has no bibliography"
        return (Finding("no-bibliography", message, Span(self._style.info.path), Severity.WARNING),)

    @contextmanager
    def _without_formats(self) -> Iterator[None]:
        root = self._loaded.root
        root.formatter = _PlainFormatter
        try:
            yield
        finally:
            root.formatter = _Formatter

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
    except VariableError:  # its way of saying that a variable is empty
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
