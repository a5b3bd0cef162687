"""Quotations with their citations, ready for a writer: what ``citekit quote`` does.

A style of notes cites in a note, whose mark stands where the language has it; another in parentheses. An epigraph has
its source in a line below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from citekit import engines
from citekit.csl.punctuation import add_stop, insert
from citekit.engines import SetCitation, SetDocument
from citekit.errors import raise_errors
from citekit.excerpt import headings, unknown_keys
from citekit.findings import Finding, Span
from citekit.model import (
    BlockQuotation,
    Citation,
    Excerpt,
    Library,
    Name,
    NoteReference,
    Paragraph,
    Reference,
    SetNote,
)
from citekit.notes.placement.customs import CUSTOMS, custom_of
from citekit.project import Project
from citekit.quotations.length import Form
from citekit.quotations.quotation import Quotation
from citekit.quotations.rules import Rules, rules_of
from citekit.quotations.setting import SetQuotation, remarks_of, set_quotation
from citekit.quotations.stops import Tail
from citekit.richtext import ITALIC, Inlines, Styled, concat, plain
from citekit.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Quoting:
    """How quotations are set. *rules* "" are those of the settings, else of the language.

    *after* is the stop of the sentence around, as in Tail; *number* that of the first note. *attributed* puts the
    citation into a line below a block. *marks* is the custom for note marks, as for excerpts.
    """

    rules: str = ""
    form: Form | Literal["auto"] = "auto"
    after: str | None = None
    number: int = 1
    attributed: bool = False
    marks: str = "auto"


@dataclass(frozen=True, slots=True)
class QuotedExcerpt:
    """Quotations as an excerpt that writers print, how each was set, and what was found."""

    excerpt: Excerpt
    quotations: tuple[SetQuotation, ...] = ()
    findings: tuple[Finding, ...] = ()


def quote(quotations: Sequence[Quotation], project: Project, quoting: Quoting | None = None) -> QuotedExcerpt:
    """Return *quotations* set one after the other, with their citations in the project's style.

    Raises: UsageError for an unknown rule set; InvalidInputError for an unknown key and errors in what is cited.
    """
    quoting = quoting or Quoting()
    settings = project.settings
    rules = project.rules(quoting.rules) or rules_of(settings.locale)
    cited = [one for one in quotations if one.cite is not None]
    library = project.library() if cited else Library()
    raise_errors(unknown_keys([(one.cite.key, one.cite.where or Span("")) for one in cited if one.cite], library))
    style = project.style()
    in_notes = style.info.kind == "note"
    citations = [
        Citation((one.cite,), note=place if in_notes else None) for place, one in enumerate(cited, start=1) if one.cite
    ]
    engine = engines.load(settings.engine or engines.DEFAULT)
    locale = settings.locale or rules.language
    document = engine.set_document(style, library.references, citations, locale=locale)
    setter = _Setter(rules, quoting, document, library, in_notes=in_notes)
    for one in quotations:
        setter.add(one)
    excerpt = Excerpt(
        tuple(setter.paragraphs),
        tuple(setter.notes),
        language=document.language,
        headings=headings(document.language),
        style=style.info.name,
        style_kind=style.info.kind,
    )
    return QuotedExcerpt(excerpt, tuple(setter.made), document.findings)


class _Setter:
    """Sets quotations one after the other; notes are counted."""

    def __init__(
        self, rules: Rules, quoting: Quoting, document: SetDocument, library: Library, *, in_notes: bool
    ) -> None:
        self._rules = rules
        self._quoting = quoting
        self._document = document
        self._library = library
        self._in_notes = in_notes
        self._citations = iter(document.citations)
        self.paragraphs: list[Paragraph | BlockQuotation] = []
        self.notes: list[SetNote] = []
        self.made: list[SetQuotation] = []

    def add(self, quotation: Quotation) -> None:
        made = self._set(quotation)
        self.made.append(made)
        self.paragraphs += [made.block] if made.block else made.paragraphs

    def _set(self, quotation: Quotation) -> SetQuotation:
        language = self._document.language
        quoting = self._quoting
        custom = custom_of(language) if quoting.marks == "auto" else CUSTOMS.get(quoting.marks)
        tail = Tail(quoting.after, custom=custom)
        attribution: Inlines = (quotation.speaker,) if quotation.speaker else ()
        given = next(self._citations) if quotation.cite is not None else None
        form = quoting.form
        if quotation.epigraph and quotation.cite is not None:
            attribution = _source_line(quotation, self._library.references[quotation.cite.key])
        elif given is not None and quoting.attributed:
            form = "block" if form == "auto" else form
            attribution = concat(attribution, (", ",) if attribution else (), given.content)
        elif given is not None:
            return self._noted(quotation, given, tail, attribution)
        return set_quotation(quotation, self._rules, language, form=form, tail=tail, attribution=attribution)

    def _noted(self, quotation: Quotation, given: SetCitation, tail: Tail, attribution: Inlines) -> SetQuotation:
        """Return *quotation* with its citation in a note or in parentheses, and what has to be said behind that."""
        said = "; ".join(remarks_of(quotation, self._rules))
        raised: Inlines = ()
        if self._in_notes:
            number = str(self._quoting.number + len(self.notes))
            content = concat(given.content, (f" ({said})",) if said else ())
            content = add_stop(content, given.stop, in_quote=self._document.punctuation_in_quote)
            self.notes.append(SetNote(number, number, content))
            tail = replace(tail, mark=NoteReference(number, number))
        elif _is_raised(given.content):
            raised = (f" ({said})",) if said else ()
            tail = replace(tail, mark=given.content[0])
        else:
            tail = replace(tail, cited=_remarked(given.content, said))
        language, form = self._document.language, self._quoting.form
        made = set_quotation(quotation, self._rules, language, form=form, tail=tail, attribution=attribution)
        return _followed(made, raised) if raised else made


def _is_raised(content: Inlines) -> bool:
    first = content[0] if len(content) == 1 else ""
    return isinstance(first, Styled) and first.format.align == "sup"


def _remarked(content: Inlines, said: str) -> Inlines:
    """Return a citation in the text with a remark, within its parentheses where it has such (CMOS 17, 13.62)."""
    if not said:
        return content
    text = plain(content)
    return insert(content, len(text) - 1, f"; {said}") if text.endswith(")") else concat(content, (f" ({said})",))


def _followed(made: SetQuotation, content: Inlines) -> SetQuotation:
    """Return a quotation with *content* behind its last word."""
    if made.block is None:
        return replace(made, paragraphs=(*made.paragraphs[:-1], (*made.paragraphs[-1], *content)))
    *before, last = made.block.paragraphs
    lines = (*last.lines[:-1], (*last.lines[-1], *content))
    return replace(made, block=replace(made.block, paragraphs=(*before, replace(last, lines=lines))))


def _source_line(quotation: Quotation, reference: Reference) -> Inlines:
    """Return who says an epigraph and where: speaker or authors, and the title (CMOS 17, 13.36)."""
    who = quotation.speaker or ", ".join(map(_spoken, reference.names.get("author", ())))
    title = reference.texts.get("title", ())
    return concat((who,) if who else (), (", ",) if who and title else (), (Styled(title, ITALIC),) if title else ())


def _spoken(name: Name) -> str:
    parts = (name.given, name.dropping_particle, name.non_dropping_particle, name.family, name.suffix)
    return name.literal or " ".join(one for one in parts if one)
