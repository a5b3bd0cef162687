"""The engine's table of contents: a style compiled once, and the passes that set a document in it.

    register    references become items
    number      the bibliography's order, and citation numbers
    tell apart  ambiguous cites get hints
    order       cites within each citation
    place       first, subsequent, ibid
    render      each cite, joined and collapsed to citations
    list        the bibliography

Source: CSL 1.0.2. Each pass is a function of values and stands in the module named beside it in ``set_document``.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

from citekit.csl import bibliography as listing
from citekit.csl import nodes
from citekit.csl.affixes import after_cite, before_cite, before_cites, begins_sentence
from citekit.csl.collapse import Collapsing, SetCite, join, names_of
from citekit.csl.compile import Program
from citekit.csl.conditions import Facts
from citekit.csl.context import Context
from citekit.csl.disambiguate import Methods, Seen, Shown, disambiguate, given_levels
from citekit.csl.dress import Wearing
from citekit.csl.fieldtext import STRAIGHT_ONLY, quote_marks, tokens_of
from citekit.csl.finish import Quotes, finish, quotes_of
from citekit.csl.item import Hints, Item, Person
from citekit.csl.locales import Locale
from citekit.csl.locator import read_locator
from citekit.csl.output import NAMES, NAMES_END, Open, Token, Tokens, as_tokens, find, text_of
from citekit.csl.position import POSITIONS, Position, beginnings, positions
from citekit.csl.sorting import Sorting
from citekit.markup import parse_markup
from citekit.model import Bibliography, Citation, Cite, Key, Name, Reference
from citekit.richtext import Inlines
from citekit.values import NamedTuple, dataclass, field


class CompiledStyle:
    """A style in a language, ready for any number of documents."""

    def __init__(
        self, style: nodes.StyleNode, locale: Locale, facts: Facts | None = None, *, placeholder: str = ""
    ) -> None:
        """Prepare *style*; rendering functions are made when their facts first come up. *facts* may be kept ones.

        *placeholder* stands for the first cite of a citation where the style prints nothing of it.
        """
        self.style = style
        self.placeholder: list[Token] = [placeholder] if placeholder else []
        self.locale = locale
        self.facts = facts or Facts(style)
        self.citation = Program(style, style.citation, self.facts, locale)
        self.citation_sort = Sorting(style, style.citation, self.facts, locale)
        self.bibliography: Program | None = None
        self.bibliography_sort: Sorting | None = None
        if style.bibliography is not None:
            self.bibliography = Program(style, style.bibliography, self.facts, locale)
            self.bibliography_sort = Sorting(style, style.bibliography, self.facts, locale)
        self.quotes: Quotes = quotes_of(locale)
        self.quote_marks = quote_marks(self.quotes.outer, self.quotes.inner)
        options = style.citation.options
        self.near_note_distance = nodes.whole_number(options, "near-note-distance", 5)
        self.methods = Methods(
            names=options.get("disambiguate-add-names") == "true",
            given=options.get("disambiguate-add-givenname") == "true",
            rule=options.get("givenname-disambiguation-rule", "by-cite"),
            conditions=len(self.facts.disambiguating),
            year_suffix=options.get("disambiguate-add-year-suffix") == "true",
        )
        self.tracks_positions = any(self.facts.known("position", value) for value in POSITIONS)
        self.prints_number = self.prints("citation-number") or bool(style.citation.options.get("collapse"))
        self.prints_first_note = self.prints("first-reference-note-number")
        self.tells_by_notes = self.prints_first_note and self.methods.conditions > 0
        self.collapsing = _collapsing(style.citation, note=style.note)
        dress = style.citation.dress
        self.layout = Wearing(dress, layout=True)
        self.layout_stop = dress.suffix.endswith(".")
        self.layout_unstopped = Wearing(dress._replace(suffix=dress.suffix.removesuffix(".")), layout=True)

    @cached_property
    def naming(self) -> tuple[Program, Facts]:
        """Return what names an author in running text, for cites that do not; and the facts it depends on."""
        substitutes = (nodes.Names(("editor",)), nodes.Names(("translator",)), nodes.Variable("title", "short"))
        names = nodes.Names(("author",), nodes.NameNode({"form": "short"}), substitute=substitutes)
        usual = {"and": "text", "et-al-min": "3", "et-al-use-first": "1"}
        options = {**usual, **self.style.options, **self.style.citation.options}
        section = nodes.Section((names,), options=options)
        style = self.style._replace(citation=section, bibliography=None, macros={})
        facts = Facts(style)
        facts.person_styles = self.facts.person_styles  # names keep their forms by these numbers
        return Program(style, section, facts, self.locale), facts

    def item_facts(self, item: Item) -> int:
        """Return the facts of *item* as it is told apart from others."""
        return item.facts | self.facts.of_conditions(item.hints.conditions) if item.hints else item.facts

    def prints(self, variable: str) -> bool:
        """Tell if the style has a place for *variable*."""
        return bool(self.facts.known("variable", variable))


def _collapsing(section: nodes.Section, *, note: bool) -> Collapsing:
    options = section.options
    mode = options.get("collapse", "")
    group_delimiter = options.get("cite-group-delimiter", ", " if mode and not note else section.delimiter)
    return Collapsing(
        mode=mode,
        delimiter=section.delimiter,
        groups=(mode.startswith("year") or "cite-group-delimiter" in options),
        regroups=bool(section.sort),
        group_delimiter=group_delimiter,
        year_suffix_delimiter=options.get(
            "year-suffix-delimiter", options.get("cite-group-delimiter", section.delimiter)
        ),
        after_collapse=options.get("after-collapse-delimiter", section.delimiter),
        after_locator=options.get("after-collapse-delimiter", group_delimiter),
    )


Mode: TypeAlias = Literal["", "composite", "author-only", "suppress-author"]
MODES: tuple[Mode, ...] = ("", "composite", "author-only", "suppress-author")


class CiteInput(NamedTuple):
    """A cite as the engine takes it: texts as tokens, *label* a locator label; *position* if it is not to be found."""

    key: str
    locator: str | Tokens = ""
    label: str = "page"
    prefix: Tokens = ()
    suffix: Tokens = ()
    form: str = "full"
    position: Position | None = None

    @property
    def place(self) -> Hashable:
        """Return what makes two locators the same."""
        return (self.label.replace(" ", "-"), self.locator) if self.locator else None


class CitationInput(NamedTuple):
    """The cites of one citation; *note* is 0 in the text and ``None`` apart from the sequence of citations.

    *in_order* keeps the cites as they are given, whatever the style sorts by. Positions start anew where *chapter*
    changes; "" goes on with the chapter before. *after_cut* and *continues* as in the model's Citation. *mode* is
    "composite" ("Smith (2000)", *infix* between author and the rest), "author-only" or "suppress-author", of the first
    cite; in a note style the note is set as a whole.
    """

    cites: tuple[CiteInput, ...]
    note: int | None = 0
    in_order: bool = False
    chapter: Hashable = ""
    mode: Mode = ""
    infix: Tokens = ()
    after_cut: bool = False
    continues: bool = False


def citation_input(citation: Citation) -> CitationInput:
    """Return a citation of the model as the engine takes it; cites joined by words ("printed in") keep their order."""
    joined = any(cite.prefix for cite in citation.cites[1:])
    cites = tuple(_cite_input(cite) for cite in citation.cites)
    infix = as_tokens(tokens_of(citation.infix, STRAIGHT_ONLY))
    return CitationInput(
        cites,
        citation.note,
        joined,
        citation.chapter,
        citation.mode,
        infix,
        citation.after_cut,
        citation.continues,
    )


def _cite_input(cite: Cite) -> CiteInput:
    return CiteInput(
        cite.key,
        tokens_of(parse_markup(cite.locator.value)) if cite.locator else "",
        cite.locator.label if cite.locator else "page",
        as_tokens(tokens_of(cite.prefix, STRAIGHT_ONLY)),
        as_tokens(tokens_of(cite.suffix, STRAIGHT_ONLY)),
        cite.form,
    )


@dataclass(slots=True)
class Registry:
    """The items of a document, in the order in which they came up, and its people.

    *given_levels* is what disambiguation adds to names everywhere. *situation* and *seen* are what it was worked out
    for, and how cites looked then, so that an edit repeats only what it changes.
    """

    items: dict[str, Item] = field(default_factory=dict)
    people: dict[Name, Person] = field(default_factory=dict)
    given_levels: dict[tuple[int, Person], int] = field(default_factory=dict)
    situation: Hashable = None
    seen: dict[tuple[str, Hashable, int], Seen] = field(default_factory=dict)
    looked_at_repeats: bool = False

    def add(self, keys: Iterable[str], references: Mapping[Key, Reference], style: CompiledStyle) -> None:
        """Make items of references that are not there yet."""
        for key in keys:
            if key not in self.items:
                item = Item(references[Key(key)], self.people, style.quote_marks, style.style.default_locale)
                item.facts = style.facts.of_item(item)
                self.items[key] = item

    def keep(self, keys: Iterable[str]) -> None:
        """Put the items in the order of *keys*; forget all others, whose references may change until they return."""
        before, self.items = self.items, {key: self.items[key] for key in keys}
        if not before.keys() <= self.items.keys():
            self.seen = {asked: found for asked, found in self.seen.items() if asked[0] in self.items}


def register(style: CompiledStyle, registry: Registry) -> list[Item]:
    """Give every item its citation number; return the items in the order of the bibliography."""
    items = list(registry.items.values())
    for number, item in enumerate(items, start=1):
        item.citation_number = number
    if style.bibliography_sort:
        items = style.bibliography_sort.order_items(items, lambda item: Context(item, item.facts))
        for number, item in enumerate(items, start=1):
            item.citation_number = number
    return items


def tell_apart(
    style: CompiledStyle, registry: Registry, items: Sequence[Item], citations: Sequence[CitationInput]
) -> None:
    """Give hints to the items whose cites in *citations* would be ambiguous."""
    methods = style.methods
    if not methods.any():
        return
    again = repeats(citations)
    mates = note_mates(citations) if style.tells_by_notes else {}
    situation = (tuple(item.key for item in items), again, tuple(pair for pair in mates.items() if pair[0] != pair[1]))
    if registry.situation == situation:
        return  # nothing that the answer depends on has changed
    registry.situation = situation
    for item in items:
        item.hints = None
    before, registry.given_levels = registry.given_levels, {}
    if methods.given and methods.rule != "by-cite":
        registry.given_levels = given_levels(_names_shown(style, items), methods.rule)
    if before != registry.given_levels or registry.looked_at_repeats != again:
        registry.seen.clear()
    registry.looked_at_repeats = again

    looks = _Looks(style, registry, mates, again=again)
    hints = disambiguate(items, methods, looks.plain, looks.with_note)
    for key, found in hints.items():
        registry.items[key].hints = found


class _Looks:
    """How cites look that are compared: each in the shortest form that the document has, rendered once.

    *mates* are those of ``note_mates``; *again* says that the document cites something again.
    """

    def __init__(self, style: CompiledStyle, registry: Registry, mates: Mapping[str, str], *, again: bool) -> None:
        self._style = style
        self._registry = registry
        self._mates = mates
        self._again = again

    def plain(self, item: Item, hints: Hints) -> Seen:
        """Return how a cite of *item* looks, without the number of the note where it was cited first."""
        return self._seen(item, hints, 0)

    def with_note(self, item: Item, hints: Hints) -> Seen:
        """Return how it looks with a number that stands for that note."""
        mate = self._mates.get(item.key)
        return self._seen(item, hints, self._registry.items[mate].citation_number if mate and self._again else 0)

    def _seen(self, item: Item, hints: Hints, note: int) -> Seen:
        asked = (item.key, hints.key(), note)
        found = self._registry.seen.get(asked)
        if found is None:
            found = self._registry.seen[asked] = self._rendered(item, hints, note)
        return found

    def _rendered(self, item: Item, hints: Hints, note: int) -> Seen:
        position = Position(("subsequent",), note) if self._again else Position()
        ctx = _context(self._style, self._registry, item, CiteInput(item.key), position)
        ctx.hints = hints
        ctx.facts |= self._style.facts.of_conditions(hints.conditions)
        ctx.looking = True
        ctx.subsequent = True
        tokens = self._style.citation.render(ctx)
        return Seen(text_of(tokens), tuple(ctx.names_shown))


def repeats(citations: Sequence[CitationInput]) -> bool:
    """Tell if a document cites anything again within a chapter, or has cites that stand apart from any sequence."""
    seen: set[str] = set()
    begins = beginnings(citation.chapter for citation in citations)
    for index, citation in enumerate(citations):
        if citation.note is None:
            return True
        if index in begins:
            seen.clear()
        for cite in citation.cites:
            if cite.key in seen or (cite.position is not None and cite.position.subsequent):
                return True
            seen.add(cite.key)
    return False


def note_mates(citations: Iterable[CitationInput]) -> dict[str, str]:
    """Return, for every key that is cited in a note, the key that is cited first in the note where it is first."""
    heads: dict[int, str] = {}
    mates: dict[str, str] = {}
    for citation in citations:
        for cite in citation.cites:
            if citation.note and cite.key not in mates:
                mates[cite.key] = heads.setdefault(citation.note, cite.key)
    return mates


def _names_shown(style: CompiledStyle, items: Sequence[Item]) -> list[Shown]:
    shown: list[Shown] = []
    positions_ = ("first", "subsequent") if style.tracks_positions else ("first",)
    for position in positions_:
        bit = style.facts.known("position", position)
        for item in items:
            ctx = Context(item, item.facts | bit)
            ctx.seen = shown
            style.citation.render(ctx)
    return shown


def _context(style: CompiledStyle, registry: Registry, item: Item, cite: CiteInput, position: Position) -> Context:
    """Return the context of one cite in its citation."""
    facts = style.item_facts(item)
    for value in position.holds:
        facts |= style.facts.known("position", value)
    if position.first_note:
        facts |= style.facts.known("variable", "first-reference-note-number")
    label, locator = "page", cite.locator
    if locator:
        label, locator = read_locator(cite.label, locator)
        facts |= style.facts.of_locator(label, locator)
    ctx = Context(item, facts)
    ctx.locator, ctx.label = locator, label
    ctx.first_note = position.first_note
    ctx.subsequent = position.subsequent
    ctx.given_levels = registry.given_levels
    ctx.primary_only = style.methods.rule.startswith("primary")
    return ctx


def order_cites(style: CompiledStyle, registry: Registry, citation: CitationInput) -> CitationInput:
    """Return *citation* with its cites sorted."""
    if citation.in_order or len(citation.cites) < 2 or not style.citation_sort:
        return citation
    first = Position()
    ordered = style.citation_sort.order(
        citation.cites, lambda cite: _context(style, registry, registry.items[cite.key], cite, first)
    )
    return citation._replace(cites=tuple(ordered))


def render_citation(
    style: CompiledStyle,
    registry: Registry,
    citation: CitationInput,
    placed: Sequence[Position],
    *,
    stopped: bool = True,
) -> Inlines:
    """Return one citation, set; ``stopped=False`` leaves out a full stop that the layout ends with."""
    if citation.mode == "author-only":
        return author_in_text(style, registry, citation, placed)
    composite = citation.mode == "composite" and citation.cites and not style.style.note
    if composite:  # the author is the first cite's, and its prefix leads up to the author
        first, *others = citation.cites
        citation = citation._replace(cites=(first._replace(prefix=()), *others), mode="suppress-author")
    cites = [
        _render_cite(
            style,
            registry,
            cite,
            cite.position or position,
            first=index == 0,
            opens=index == 0 and not citation.continues,
            hides=index == 0 and citation.mode == "suppress-author" and not style.style.note,
        )
        for index, (cite, position) in enumerate(zip(citation.cites, placed, strict=True))
    ]
    tokens = join(cites, style.collapsing)
    if tokens and not all(cite.form == "author-only" for cite in citation.cites):
        layout = style.layout if stopped else style.layout_unstopped
        layout.put_on(tokens, 0, style.locale.language)
    if composite:
        author = [
            *before_cite(first.prefix),
            *_author(style, registry, first, placed[0]),
            *before_cites(citation.infix),
        ]
        blank = () if tokens and _is_raised(tokens[0]) else (" ",)  # "Adams¹", as in print
        tokens = [*author, *blank, *tokens] if author and tokens else author or tokens
    return finish(tokens, style.quotes) if tokens else ()


def _is_raised(token: Token) -> bool:
    return isinstance(token, Open) and token.format.align == "sup"


def author_in_text(
    style: CompiledStyle, registry: Registry, citation: CitationInput, placed: Sequence[Position]
) -> Inlines:
    """Return the author of a citation's first cite as running text names it, and the citation's infix."""
    if not citation.cites:
        return ()
    infix = before_cites(citation.infix) if citation.mode == "composite" else []
    return finish([*_author(style, registry, citation.cites[0], placed[0]), *infix], style.quotes)


def _author(style: CompiledStyle, registry: Registry, cite: CiteInput, position: Position) -> list[Token]:
    """Return a cite's author: its first names, or what stands for them.

    Of a cite that prints none (a number, "ibid.") it is the family names.
    """
    item = registry.items[cite.key]
    ctx = _context(style, registry, item, cite, cite.position or position)
    ctx.author = []
    style.citation.render(ctx)
    if ctx.author:
        return _bare_names(ctx.author)
    program, facts = style.naming
    return program.render(Context(item, facts.of_item(item)))


def _render_cite(
    style: CompiledStyle,
    registry: Registry,
    cite: CiteInput,
    position: Position,
    *,
    first: bool,
    opens: bool,
    hides: bool,
) -> SetCite:
    """Render a cite; *opens* says that it begins a note, *hides* leaves out its author, named elsewhere."""
    item = registry.items[cite.key]

    def context() -> Context:
        ctx = _context(style, registry, item, cite, position)
        ctx.sentence_start = style.style.note and (begins_sentence(cite.prefix) if cite.prefix else opens)
        return ctx

    def without_names() -> list[Token]:
        ctx = context()
        ctx.hide_names = True
        return style.citation.render(ctx)

    hides = hides or cite.form == "suppress-author"
    tokens = [] if hides and not style.collapsing.groups else style.citation.render(context())
    names = names_of(tokens)  # cites are grouped by the names they would have
    if hides:
        tokens = without_names()
    elif cite.form == "author-only":
        tokens = _author(style, registry, cite, position)
    return SetCite(
        item=item,
        tokens=tokens or (list(style.placeholder) if first and not cite.prefix else []),
        prefix=before_cite(cite.prefix),
        suffix=after_cite(cite.suffix),
        names=names,
        locator=bool(cite.locator),
        without_names=without_names,
    )


def _bare_names(tokens: list[Token]) -> list[Token]:
    """Return names without the affixes that ``cs:names`` gives them."""
    found = find(tokens, NAMES, NAMES_END)
    return tokens[found[0] : found[1] + 1] if found else tokens


class Rendered(NamedTuple):
    """A document, set: its citations in the order given, and its bibliography.

    *authors* are for the running text: in a note style, the author of a composite citation, by the citation's index.
    """

    citations: tuple[Inlines, ...]
    bibliography: Bibliography
    authors: Mapping[int, Inlines] = {}


def set_document(
    style: CompiledStyle,
    references: Mapping[Key, Reference],
    citations: Sequence[Citation | CitationInput],
    uncited: Sequence[str] = (),
    *,
    stopped: bool = True,
    listed: Collection[str] | None = None,
) -> Rendered:
    """Set a whole document: every pass, once; *stopped* as in ``render_citation``.

    *listed* are the keys that the bibliography has, of those cited; ``None`` is all of them.
    """
    registry = Registry()
    given = [one if isinstance(one, CitationInput) else citation_input(one) for one in citations]
    cited = [cite.key for citation in given for cite in citation.cites]
    registry.add([*cited, *uncited], references, style)
    items = register(style, registry)
    tell_apart(style, registry, items, given)
    ordered = [order_cites(style, registry, citation) for citation in given]
    places = positions(
        [(citation.note, citation.cites) for citation in ordered],
        style.near_note_distance,
        beginnings(citation.chapter for citation in ordered),
        {index for index, citation in enumerate(ordered) if citation.after_cut},
    )
    texts: list[Inlines] = []
    authors: dict[int, Inlines] = {}
    for index, (citation, placed) in enumerate(zip(ordered, places, strict=True)):
        texts.append(render_citation(style, registry, citation, placed, stopped=stopped))
        if citation.mode == "composite" and style.style.note:
            authors[index] = author_in_text(style, registry, citation, placed)
    entries = items if listed is None else [item for item in items if item.key in listed]
    return Rendered(tuple(texts), listing.bibliography(style, registry.given_levels, entries), authors)
