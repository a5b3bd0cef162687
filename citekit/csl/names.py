"""``cs:names``: lists of names, et al., labels, and what substitutes for missing names.

Source: CSL 1.0.2, Names, Name, Et-al, Substitute, Label in ``cs:names``, Inheritable Name Options. How a single
name is printed is the matter of ``person``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from citekit.csl import nodes
from citekit.csl.context import IN_LISTS, Context
from citekit.csl.dress import Wearing, decorated
from citekit.csl.item import Hints, Person
from citekit.csl.locales import Locale
from citekit.csl.nodes import PLAIN, Dress, whole_number
from citekit.csl.numbering import padded
from citekit.csl.output import CALLED, NAMES, NAMES_END, RENDERED, Token, Tokens
from citekit.csl.person import PersonStyle, printed
from citekit.model import OTHERS
from citekit.values import NamedTuple

Precedes = Literal["contextual", "after-inverted-name", "always", "never"]
_MANY = 1 << 30
_NO_HINTS = Hints()
# A symbol, for the collation passes over punctuation: what follows one name sorts before a second name.
_SORTED_DELIMITER = "| "


class ListStyle(NamedTuple):
    """How a list of names is set. *et_al* is (min, use-first); *et_al_subsequent* the same for later cites."""

    person: PersonStyle
    counts: bool = False
    and_: str = ""
    delimiter: str = ", "
    precedes_et_al: Precedes = "contextual"
    precedes_last: Precedes = "contextual"
    et_al: tuple[int, int] = (_MANY, 1)
    et_al_subsequent: tuple[int, int] = (_MANY, 1)
    use_last: bool = False
    inverted: Literal["", "first", "all"] = ""
    et_al_text: str = "et al."
    et_al_dress: Dress = PLAIN
    dress: Dress = PLAIN


def list_style(
    node: nodes.NameNode,
    inherited: Mapping[str, str],
    et_al: nodes.EtAl,
    locale: Locale,
    demotion: Any,
    *,
    sorting: bool = False,
) -> ListStyle:
    """Settle a ``cs:name`` with the options it inherits; *demotion* is the style's, one of its three values.

    Names that are sorted by have delimiters alone between them, and say nothing of others ("et al.").
    """
    given = {**inherited, **node.attributes}
    form = given.get("form", "long")
    person = PersonStyle(
        form="short" if form == "short" else "long",
        initialize_with=given.get("initialize-with"),
        initialize=given.get("initialize") != "false",
        initialize_with_hyphen=given.get("initialize-with-hyphen") != "false",
        sort_separator=given.get("sort-separator", ", "),
        demotion=demotion,
        family=node.family,
        given=node.given,
        sorting=sorting,
    )
    first = (whole_number(given, "et-al-min", _MANY), whole_number(given, "et-al-use-first", _MANY))
    inverted: Any = given.get("name-as-sort-order", "")
    return ListStyle(
        person=person,
        counts=form == "count",
        and_="" if sorting else _and(given.get("and", ""), locale),
        delimiter=_SORTED_DELIMITER if sorting else given.get("delimiter", ", "),
        precedes_et_al=_precedes(given, "delimiter-precedes-et-al"),
        precedes_last=_precedes(given, "delimiter-precedes-last"),
        et_al=first,
        et_al_subsequent=(
            whole_number(given, "et-al-subsequent-min", first[0]),
            whole_number(given, "et-al-subsequent-use-first", first[1]),
        ),
        use_last=given.get("et-al-use-last") == "true",
        inverted=inverted if inverted in ("first", "all") else "",
        et_al_text="" if sorting or not (term := locale.term(et_al.term)) or term.isspace() else term,
        et_al_dress=et_al.dress,
        dress=node.dress,
    )


def _precedes(given: Mapping[str, str], name: str) -> Any:
    """Return the option's value, one of ``Precedes``."""
    value = given.get(name, "")
    return value if value in ("after-inverted-name", "always", "never") else "contextual"


def _and(value: str, locale: Locale) -> str:
    if value not in ("text", "symbol"):
        return ""
    return (locale.term("and") or "and") if value == "text" else locale.ampersand


class NameList:
    """Prints the names of one variable in one ListStyle."""

    def __init__(self, style: ListStyle, number: int) -> None:
        """Make a list printer; *number* stands for the person style, the same for equal ones."""
        self.style = style
        self.number = number
        self._person = style.person
        self._looks = number if style.dress == PLAIN else (number, style.dress)
        self._et_al = Wearing(style.et_al_dress)

    def emit(self, ctx: Context, out: list[Token], people: tuple[Person, ...]) -> None:
        """Append the list to *out*."""
        place = ctx.name_lists
        ctx.name_lists += 1
        hints = ctx.hints or _NO_HINTS
        count = len(people)
        # Such a list ends in "et al.", and counts as one name longer than what it names.
        others = count > 1 and people[-1].name.literal == OTHERS
        if others:
            people = people[:-1]
        shown = min(self._shown(ctx, count, hints.shown.get(place, 0)), len(people))
        ctx.names_shown.append((len(people), shown, self.style.person.initialize_with is not None))
        if self.style.counts:
            ctx.names_counted += shown
            return
        forms = [self._form(ctx, person, place, index, hints) for index, person in enumerate(people[:shown])]
        last: Tokens = ()
        if shown < len(people) and self.style.use_last and shown <= len(people) - 2 and not others:
            last = self._form(ctx, people[-1], place, len(people) - 1, hints)
        if ctx.seen is not None:
            ctx.seen += [(self, person, index == 0) for index, person in enumerate(people)]
        if ctx.substitute_names and ctx.substitute_all:
            out.append(ctx.substitute_text)
            return
        if ctx.substitute_names:
            forms = [(ctx.substitute_text,) if n < ctx.substitute_names else form for n, form in enumerate(forms)]
        if ctx.rendered_names is not None:
            ctx.rendered_names += [person.full for person in people[:shown]]
        self._join(ctx, out, forms, last, people, et_al=others or shown < len(people))

    def _shown(self, ctx: Context, count: int, wanted: int) -> int:
        least, first = self.style.et_al_subsequent if ctx.subsequent else self.style.et_al
        if count < least or first >= count:
            return count
        return min(count, max(first, wanted))

    def _form(self, ctx: Context, person: Person, place: int, index: int, hints: Hints) -> Tokens:
        inverted = self.style.inverted == "all" or (self.style.inverted == "first" and index == 0)
        given = hints.given.get((place, index), 0) if hints.given else 0
        if ctx.given_levels and given < 2 and (index == 0 or not ctx.primary_only):
            given = max(given, ctx.given_levels.get((IN_LISTS if ctx.listing else self.number, person), 0))
        key = (self._looks, inverted, given)
        form = person.forms.get(key)
        if form is None:
            form = printed(person.name, self._person, inverted=inverted, given=given)
            if self.style.dress != PLAIN:
                form = tuple(decorated(list(form), self.style.dress))
            person.forms[key] = form
        return form

    def _join(
        self,
        ctx: Context,
        out: list[Token],
        forms: list[Tokens],
        last: Tokens,
        people: tuple[Person, ...],
        *,
        et_al: bool,
    ) -> None:
        style = self.style
        count = len(forms)
        for index, form in enumerate(forms):
            if index:
                if index == count - 1 and style.and_ and not et_al:
                    if self._precedes(style.precedes_last, count > 2, index, people):
                        out.append(style.delimiter if style.delimiter.endswith(" ") else f"{style.delimiter} ")
                        out.append(f"{style.and_} ")
                    else:  # a term that is a mark ("; ", "–") brings what blanks it wants
                        out.append(f" {style.and_} " if style.and_[0].isalnum() or style.and_ == "&" else style.and_)
                else:
                    out.append(style.delimiter)
            out += form
        if last:
            out += [style.delimiter, "… ", *last]
        elif et_al and style.et_al_text and count:
            if self._precedes(style.precedes_et_al, count > 1, count, people[:count]):
                out.append(style.delimiter)
            elif style.et_al_text < "\u2e80":  # Chinese and Japanese words take no blank
                out.append(" ")
            start = len(out)
            out.append(style.et_al_text)
            self._et_al.put_on(out, start, ctx.item.language)

    def _precedes(self, rule: Precedes, context: bool, index: int, people: tuple[Person, ...]) -> bool:
        """Tell if the delimiter stands before name *index* (or et al.)."""
        if rule == "contextual":
            return context
        if rule == "after-inverted-name":
            organisations = [person.name.literal for person in people[index - 1 : index + 1]]
            inverted = self.style.inverted == "all" or (self.style.inverted == "first" and index == 1)
            return inverted and not (len(organisations) == 2 and all(organisations))
        return rule == "always"


class RoleLabel(NamedTuple):
    """A label in ``cs:names``: its terms by variable, (single, multiple)."""

    terms: Mapping[str, tuple[str, str]]
    plural: Literal["contextual", "always", "never"]
    wearing: Wearing
    first: bool

    def emit(self, out: list[Token], variable: str, count: int) -> None:
        """Append the label for *count* names of *variable*."""
        single, multiple = self.terms[variable]
        many = self.plural == "always" or (self.plural == "contextual" and count > 1)
        text = multiple if many else single
        if text:
            start = len(out)
            out.append(text)
            self.wearing.put_on(out, start, "en")  # a term may be in title case in any language


class NamesElement:
    """Prints the name variables of one ``cs:names`` (without its substitutes)."""

    def __init__(
        self,
        variables: tuple[str, ...],
        names: NameList,
        label: RoleLabel | None,
        delimiter: str,
        dress: Dress,
    ) -> None:
        self._variables = variables
        self._names = names
        self._label = label
        self._delimiter = delimiter
        self._dress = Wearing(dress) if dress != PLAIN else None

    def emit(self, ctx: Context, out: list[Token]) -> int:
        """Append the names; return the group flags (see ``rendering``)."""
        lists = self._lists(ctx)
        if not lists:
            return CALLED
        if ctx.hide_names:
            ctx.hide_names = False
            return CALLED
        start = len(out)
        if start and ctx.listing:
            ctx.look_for_head(out)
        counted = ctx.names_counted
        ctx_first = ctx.rendered_names
        out.append(NAMES)
        for variable, people in lists:
            self._list(ctx, out, variable, people, first=len(out) == start + 1)
        if self._names.style.counts:
            number = ctx.names_counted - counted
            if number:
                out.append(padded(str(number)) if self._names.style.person.sorting else str(number))
        if len(out) == start + 1:
            del out[start:]
            return CALLED
        out.append(NAMES_END)
        if ctx.author == []:
            ctx.author = out[start:]
        if ctx_first is not None:  # only the first names of an entry are compared with the entry before
            ctx.first_names = ctx_first
            ctx.rendered_names = None
            ctx.substitute_names = 0
        if self._dress:
            self._dress.put_on(out, start, ctx.item.language)
        return CALLED | RENDERED

    def _lists(self, ctx: Context) -> list[tuple[str, tuple[Person, ...]]]:
        """Return what is to be printed, name variable by name variable; in a substitute they are used up."""
        lists = [
            (variable, people)
            for variable in self._variables
            if (people := ctx.item.names.get(variable)) and variable not in ctx.used
        ]
        if ctx.substituting:
            ctx.used.update(variable for variable, _ in lists)
        return self._merged(lists) if len(lists) == 2 and lists[0][1] == lists[1][1] else lists

    def _merged(self, lists: list[tuple[str, tuple[Person, ...]]]) -> list[tuple[str, tuple[Person, ...]]]:
        """Print an editor who is the translator too once, with the label of both."""
        if {variable for variable, _ in lists} != {"editor", "translator"}:
            return lists
        if self._label and not any(self._label.terms.get("editortranslator", ("", ""))):
            return lists
        return [("editortranslator", lists[0][1])]

    def _list(self, ctx: Context, out: list[Token], variable: str, people: tuple[Person, ...], *, first: bool) -> None:
        if not first and self._delimiter:
            out.append(self._delimiter)
        if self._label and self._label.first and not self._names.style.counts:
            self._label.emit(out, variable, len(people))
        self._names.emit(ctx, out, people)
        if self._label and not self._label.first and not self._names.style.counts:
            self._label.emit(out, variable, len(people))
