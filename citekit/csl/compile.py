"""Nodes -> functions that print: the style specialised to what is known of a cite.

Source: CSL 1.0.2, Rendering Elements; Group and Choose for the flags. ``conditions`` tells which facts hold for a
cite. With them every ``cs:choose`` is decided and every empty variable known, so what remains of a style of
thousands of elements is a handful of functions that append tokens. They are kept by the facts they depend on:
cites with the same facts share them.

A *Render* appends to the stream and returns flags: CALLED if a variable was called, RENDERED if one was not empty
(CSL 1.0.2, Group). Appending nothing is how an element says that it is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from citekit.csl import nodes
from citekit.csl.conditions import Facts, short_form
from citekit.csl.context import Context
from citekit.csl.date import DateElement
from citekit.csl.dress import Wearing
from citekit.csl.fieldtext import tokens_of
from citekit.csl.item import change
from citekit.csl.locales import Locale
from citekit.csl.names import ListStyle, NameList, NamesElement, RoleLabel, list_style
from citekit.csl.nodes import PLAIN, Dress, Node
from citekit.csl.numbering import number_text
from citekit.csl.output import CALLED, Token, Tokens, after_number, as_tokens, text_of
from citekit.csl.rendering import (
    LINKS,
    SPECIAL,
    Render,
    append,
    called,
    counts_more,
    delimited,
    grouped,
    in_turn,
    link,
    locator_text,
    number_variable,
    print_nothing,
    sorted_date,
    sorted_number,
    split_address,
    substituted,
    used,
    year_suffix,
)
from citekit.markup import parse_markup
from citekit.model import NUMBER_VARIABLES

Built: TypeAlias = "tuple[Render | None, int]"

_EMPTY: Built = (None, CALLED)
_NOTHING: Built = (None, 0)
_INHERITED = (
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "et-al-use-last",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
)


class Program:
    """One section of a style (citation or bibliography) in one locale, compiled as its facts come up."""

    def __init__(
        self,
        style: nodes.StyleNode,
        section: nodes.Section,
        facts: Facts,
        locale: Locale,
        overrides: Mapping[str, str] | None = None,
        *,
        sorting: bool = False,
    ) -> None:
        """Prepare to render *section*.

        *overrides* replace name options and *sorting* renders dates and numbers as they sort, for a sort key's
        macro (CSL 1.0.2, Sorting).
        """
        self.style = style
        self.section = section
        self.facts = facts
        self.locale = locale
        self.default_language = style.default_locale or "en"
        self._names = _inherited_names(style.options, section.options, overrides or {})
        self._overrides = overrides or {}
        self._names_delimiter = section.options.get("names-delimiter", style.options.get("names-delimiter", ""))
        self._hyphen = style.options.get("initialize-with-hyphen", "true")
        demotion = style.options.get("demote-non-dropping-particle", "display-and-sort")
        self._demotion = "display-and-sort" if sorting and demotion == "sort-only" else demotion
        self._sorting = sorting
        self._page_format = style.options.get("page-range-format", "")
        self._suffix_is_explicit = facts.places_year_suffix
        self._layouts: dict[int, Render] = {}
        self._fields: dict[int, list[Render]] = {}
        self._macros: dict[tuple[str, bool, int, int], Built] = {}
        self._settling: set[Render] = set()
        self._scopes: dict[int, nodes.Names | None] = {}
        self._lists: dict[ListStyle, NameList] = {}
        self._builders: dict[type, Callable[[Any, int, nodes.Names | None], Built]] = {
            nodes.Variable: self._variable,
            nodes.Term: self._term,
            nodes.Value: self._value,
            nodes.MacroCall: self._macro_call,
            nodes.Number: self._number,
            nodes.Label: self._label,
            nodes.DateNode: self._date,
            nodes.Group: self._group,
            nodes.Names: self._names_element,
        }

    def render(self, ctx: Context) -> list[Token]:
        """Return the tokens of one cite or entry, without the layout's own affixes."""
        layout = self._layouts.get(ctx.facts)
        if layout is None:
            layout = self._layouts[ctx.facts] = self.children(self.section.children, ctx.facts)
        out: list[Token] = []
        layout(ctx, out)
        return out

    def macro(self, name: str, facts: int) -> Render:
        """Return what prints a macro, for a sort key."""
        return self._macro(name, facts, None)[0] or print_nothing

    def children(self, children: Iterable[Node], facts: int) -> Render:
        """Return what prints *children* one after the other."""
        return self._sequence(children, facts, None)[0] or print_nothing

    def fields(self, facts: int) -> list[Render]:
        """Return what prints each child of the layout alone (CSL 1.0.2, second-field-align)."""
        fields = self._fields.get(facts)
        if fields is None:
            built = [self._build(node, facts, None) for node in self._chosen(self.section.children, facts)]
            fields = self._fields[facts] = [render for render, _ in built if render is not None]
        return fields

    # Structure

    def _chosen(self, children: Iterable[Node], facts: int) -> Iterator[Node]:
        """Yield *children* with every ``cs:choose`` replaced by the branch that *facts* choose."""
        for node in children:
            if isinstance(node, nodes.Choose):
                yield from self._chosen(self._branch(node, facts), facts)
            else:
                yield node

    def _branch(self, choose: nodes.Choose, facts: int) -> tuple[Node, ...]:
        for tests, types, match, children in self.facts.choices(choose):
            if match == "all":
                chosen = facts & tests == tests and (not types or bool(facts & types))
            else:
                chosen = bool(facts & (tests | types)) == (match == "any")
            if chosen or not tests | types:
                return children
        return ()

    def _build(self, node: Node, facts: int, scope: nodes.Names | None) -> Built:
        return self._builders[type(node)](node, facts, scope)

    def _sequence(self, children: Iterable[Node], facts: int, scope: nodes.Names | None, delimiter: str = "") -> Built:
        renders: list[Render] = []
        flags = 0
        for node in self._chosen(children, facts):
            render, flag = self._build(node, facts, scope)
            flags |= flag
            if render is not None:
                renders.append(render)
        if not renders:
            return None, flags
        if len(renders) == 1 and not flags:
            return renders[0], 0
        return (delimited(renders, delimiter, flags) if delimiter else in_turn(renders, flags)), 0

    def _group(self, node: nodes.Group, facts: int, scope: nodes.Names | None) -> Built:
        render, flags = self._sequence(node.children, facts, scope, node.delimiter)
        if render is None:
            return None, flags
        if node.dress == PLAIN:
            return self._settled(render, grouped), 0
        return grouped(render, Wearing(node.dress)), 0

    def _macro_call(self, node: nodes.MacroCall, facts: int, scope: nodes.Names | None) -> Built:
        render, flags = self._macro(node.name, facts, scope, stripped=node.dress.strip_periods)
        if render is None:
            return None, flags
        dress = node.dress._replace(strip_periods=False) if node.dress.strip_periods else node.dress
        if dress == PLAIN:
            return self._settled(render, called), 0
        return called(render, Wearing(dress)), 0

    def _settled(self, render: Render, settling: Callable[[Render, None], Render]) -> Render:
        """Return *render* as a group or macro call; one that is one already needs no other around it."""
        if render not in self._settling:
            render = settling(render, None)
            self._settling.add(render)
        return render

    def _macro(self, name: str, facts: int, scope: nodes.Names | None, *, stripped: bool = False) -> Built:
        """Return what prints a macro; *stripped* is ``strip-periods`` of the call, for all that is in it."""
        key = (name, stripped, facts & self.facts.of_macro(name), id(scope))
        built = self._macros.get(key)
        if built is None:
            self._scopes[id(scope)] = scope  # kept alive, so that its id stays its own
            self._macros[key] = _NOTHING  # a macro that calls itself prints nothing there
            children = self.style.macros.get(name, ())
            if stripped:
                children = tuple(map(nodes.without_periods, children))
            built = self._macros[key] = self._sequence(children, facts, scope)
        return built

    # Text

    def _variable(self, node: nodes.Variable, facts: int, _scope: nodes.Names | None) -> Built:
        name = node.name
        if name in SPECIAL:
            return self._dressed(SPECIAL[name], node.dress)
        if name == "year-suffix":
            return self._dressed(year_suffix, node.dress)
        if name == "locator":
            if not facts & self.facts.bit("variable", name):
                return _EMPTY
            return self._dressed(locator_text(self.locale, self._page_format), node.dress)
        if node.form == "short" and facts & self.facts.bit("variable", short_form(name)):
            name = short_form(name)
        elif not facts & self.facts.bit("variable", name):
            return _EMPTY
        return self._text(name, node.dress)

    def _text(self, name: str, dress: Dress) -> Built:
        if name in NUMBER_VARIABLES:
            return self._dressed(number_variable(self.locale, self._page_format, name), dress)
        if name in LINKS:
            before, address = ("", "") if dress.format else split_address(dress.prefix)
            return self._dressed(link(name, address), dress._replace(prefix=before) if address else dress)
        if dress.text_case and not dress.strip_periods:
            case = dress.text_case

            def cased(ctx: Context, out: list[Token]) -> int:
                if name in ctx.used:
                    return CALLED
                append(out, ctx.item.cased(name, case))
                return used(ctx, name)

            return self._dressed(cased, dress._replace(text_case=None))

        def plain(ctx: Context, out: list[Token]) -> int:
            if name in ctx.used:
                return CALLED
            append(out, ctx.item.texts[name])
            return used(ctx, name)

        return self._dressed(plain, dress)

    def _term(self, node: nodes.Term, _facts: int, _scope: nodes.Names | None) -> Built:
        text = (self.locale.term(node.name, node.form, plural=node.plural) or "").replace("'", "’")
        return self._fixed((text,) if text else (), node.dress, term=True)

    def _value(self, node: nodes.Value, _facts: int, _scope: nodes.Names | None) -> Built:
        return self._fixed(as_tokens(tokens_of(parse_markup(node.text))), node.dress, term=False)

    def _fixed(self, text: Tokens, dress: Dress, *, term: bool) -> Built:
        if not text:
            return _NOTHING
        tokens: list[Token] = list(text)
        if dress.text_case and term:
            changed = change(text, dress.text_case, "en")
            tokens = [changed] if isinstance(changed, str) else list(changed)
            dress = dress._replace(text_case=None)
        if dress != PLAIN and not dress.text_case:
            Wearing(dress).put_on(tokens, 0, self.default_language)
            dress = PLAIN
        fixed = tuple(tokens)
        opening = _capitalized(fixed) if term else fixed

        def render(ctx: Context, out: list[Token]) -> int:
            begins = ctx.sentence_start and not text_of(after_number(out))
            out += opening if begins else fixed
            return 0

        return self._dressed(render, dress)

    def _dressed(self, render: Render, dress: Dress) -> Built:
        if dress == PLAIN:
            return render, 0
        put_on = Wearing(dress).put_on

        def dressed(ctx: Context, out: list[Token]) -> int:
            start = len(out)
            flags = render(ctx, out)
            if len(out) > start:
                put_on(out, start, ctx.item.language)
            return flags

        return dressed, 0

    # Numbers and labels

    def _number(self, node: nodes.Number, facts: int, _scope: nodes.Names | None) -> Built:
        name = node.variable
        if name in SPECIAL:
            return self._dressed(SPECIAL[name], node.dress)
        if not facts & self.facts.bit("variable", name):
            return _EMPTY
        locale, form, pages = self.locale, node.form, self._page_format
        if self._sorting:
            return sorted_number(name), 0

        def render(ctx: Context, out: list[Token]) -> int:
            if name in ctx.used:
                return CALLED
            text = text_of(as_tokens(ctx.locator)) if name == "locator" else ctx.item.plain(name)
            set_ = number_text(text, form, name, locale, pages)
            if set_:
                out.append(set_)
            return used(ctx, name)

        return self._dressed(render, node.dress)

    def _label(self, node: nodes.Label, facts: int, _scope: nodes.Names | None) -> Built:
        name = node.variable
        if not facts & self.facts.bit("variable", name) and name not in SPECIAL:
            return _EMPTY
        locale, form, plural = self.locale, node.form, node.plural

        def render(ctx: Context, out: list[Token]) -> int:
            term = ctx.label if name == "locator" else name
            if plural == "contextual":
                text = text_of(as_tokens(ctx.locator)) if name == "locator" else ctx.item.plain(name)
                many = counts_more(name, text)
            else:
                many = plural == "always"
            label = locale.term(term, form, plural=many)
            if label:
                out.append(label)
            return 0

        return self._dressed(render, node.dress)

    # Dates and names

    def _date(self, node: nodes.DateNode, facts: int, _scope: nodes.Names | None) -> Built:
        if not facts & self.facts.bit("variable", node.variable):
            return _EMPTY
        if self._sorting:
            return sorted_date(node), 0
        implicit = not self._suffix_is_explicit and node.variable != "accessed"
        return DateElement(node, self.locale, implicit_suffix=implicit).emit, 0

    def _names_element(self, node: nodes.Names, facts: int, scope: nodes.Names | None) -> Built:
        present = tuple(name for name in node.variables if facts & self.facts.bit("variable", name))
        if not present and not node.substitute:
            return _EMPTY
        merged = _in_scope(node, scope)
        emit: Render | None = (
            NamesElement(
                present, self._list(merged), self._role_label(merged, present), self._delimiter(merged), merged.dress
            ).emit
            if present
            else None
        )
        substitutes = self._substitutes(merged, facts)
        if emit is None and not substitutes:
            return _EMPTY
        return (substituted(emit, substitutes) if substitutes else emit), 0

    def _list(self, node: nodes.Names) -> NameList:
        name = node.name or nodes.NameNode()
        inherited = {**self._names, "initialize-with-hyphen": self._hyphen}
        given = {key: value for key, value in name.attributes.items() if key not in self._overrides}
        name = nodes.NameNode(given, name.family, name.given, name.dress)
        style = list_style(
            name, inherited, node.et_al or nodes.EtAl(), self.locale, self._demotion, sorting=self._sorting
        )
        found = self._lists.get(style)
        if found is None:
            persons = self.facts.person_styles  # shared: a person's forms are kept by these numbers
            number = persons.setdefault(style.person, len(persons))
            found = self._lists[style] = NameList(style, number)
        return found

    def _delimiter(self, node: nodes.Names) -> str:
        return self._names_delimiter if node.delimiter is None else node.delimiter

    def _role_label(self, node: nodes.Names, present: tuple[str, ...]) -> RoleLabel | None:
        label = node.label
        if label is None or self._sorting:
            return None
        terms = {
            name: (
                self.locale.term(name, label.form) or "",
                self.locale.term(name, label.form, plural=True) or "",
            )
            for name in (*present, "editortranslator")
        }
        return RoleLabel(terms, label.plural, Wearing(label.dress), node.label_first)

    def _substitutes(self, node: nodes.Names, facts: int) -> list[Render]:
        renders = []
        for child in self._chosen(node.substitute, facts):
            render, _ = self._build(child, facts, node)
            if render is not None:
                renders.append(render)
        return renders


def _inherited_names(*layers: Mapping[str, str]) -> dict[str, str]:
    """Return the name options that ``cs:name`` inherits (CSL 1.0.2, Inheritable Name Options)."""
    result: dict[str, str] = {}
    for layer in layers:
        result.update({name: layer[name] for name in _INHERITED if name in layer})
        if "name-form" in layer:
            result["form"] = layer["name-form"]
        if "name-delimiter" in layer:
            result["delimiter"] = layer["name-delimiter"]
    return result


def _in_scope(node: nodes.Names, scope: nodes.Names | None) -> nodes.Names:
    """Return a ``cs:names`` in ``cs:substitute`` with what it takes over (CSL 1.0.2, Substitute)."""
    if scope is None:
        return node
    delimiter = node.delimiter if node.delimiter is not None else scope.delimiter
    if node.name or node.et_al or node.label or node.substitute:
        return node._replace(name=node.name or scope.name, et_al=node.et_al or scope.et_al, delimiter=delimiter)
    return node._replace(
        name=scope.name,
        et_al=scope.et_al,
        label=scope.label,
        label_first=scope.label_first,
        delimiter=delimiter,
        dress=node.dress._replace(
            prefix=scope.dress.prefix + node.dress.prefix,
            suffix=node.dress.suffix + scope.dress.suffix,
            format=node.dress.format or scope.dress.format,
        ),
    )


def _capitalized(tokens: Tokens) -> Tokens:
    """Return a term as it stands where a sentence begins (CSL 1.0.2, Citation: a note to processor developers)."""
    changed = change(tokens, "capitalize-first", "en")
    return as_tokens(changed)
