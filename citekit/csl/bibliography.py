"""The bibliography: entries, repeated authors, second-field-align, spacing.

Source: CSL 1.0.2, Bibliography-specific Options (Whitespace, Reference Grouping).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from citekit.csl.compile import Program
from citekit.csl.context import Context
from citekit.csl.dress import Wearing
from citekit.csl.finish import build, settle
from citekit.csl.item import Item, Person
from citekit.csl.nodes import Dress, whole_number
from citekit.csl.output import CLOSE, Open, OpenLink, Token, after_number, text_of
from citekit.model import Bibliography, BibliographyEntry, Key
from citekit.richtext import Format, Inlines

if TYPE_CHECKING:
    from citekit.csl.processor import CompiledStyle

_LEFT = Format(display="left-margin")
_RIGHT = Format(display="right-inline")


def bibliography(
    style: CompiledStyle, given_levels: Mapping[tuple[int, Person], int], items: Sequence[Item]
) -> Bibliography:
    """Return the entries of *items*, which are in their order; empty for a style without a bibliography."""
    if style.bibliography is None:
        return Bibliography()
    lister = _Lister(style, style.bibliography, given_levels)
    entries = []
    for item in items:
        content = lister.entry(item)
        if content:
            entries.append(BibliographyEntry(Key(item.key), content))
    options = style.bibliography.section.options
    align: Any = options.get("second-field-align")
    return Bibliography(
        tuple(entries),
        hanging_indent=options.get("hanging-indent") == "true",
        second_field_align=align if align in ("flush", "margin") else None,
        line_spacing=whole_number(options, "line-spacing", 1),
        entry_spacing=whole_number(options, "entry-spacing", 1),
    )


class _Lister:
    def __init__(self, style: CompiledStyle, program: Program, given_levels: Mapping[tuple[int, Person], int]) -> None:
        self._style = style
        self._program = program
        self._levels = given_levels
        self._layout = Wearing(self._program.section.dress, layout=True)
        options = self._program.section.options
        self._substitute = options.get("subsequent-author-substitute")
        self._rule = options.get("subsequent-author-substitute-rule", "complete-all")
        self._aligned = "second-field-align" in options
        self._before: list[str] = []

    def entry(self, item: Item) -> Inlines:
        ctx = self._context(item)
        tokens = self._render(ctx)
        names, self._before = self._before, ctx.first_names
        if self._substitute is not None and names and ctx.first_names:
            count = _repeated(names, ctx.first_names, self._rule)
            if count:
                ctx = self._context(item)
                ctx.substitute_names = count
                ctx.substitute_text = self._substitute
                ctx.substitute_all = self._rule == "complete-all"
                tokens = self._render(ctx)
        if not tokens:
            return ()
        return self._finished(tokens)

    def _context(self, item: Item) -> Context:
        ctx = Context(item, self._style.item_facts(item))
        ctx.given_levels = self._levels
        ctx.primary_only = self._style.methods.rule.startswith("primary")
        ctx.listing = True
        ctx.sentence_start = True
        return ctx

    def _render(self, ctx: Context) -> list[Token]:
        if not self._aligned:
            tokens = self._program.render(ctx)
            if tokens:
                blocks = _block_affixes(tokens, self._program.section.dress)
                layout = Wearing(blocks, layout=True) if blocks is not None else self._layout
                layout.put_on(tokens, 0, self._style.locale.language)
            return tokens
        fields: list[list[Token]] = []
        for render in self._program.fields(ctx.facts):
            out: list[Token] = []
            render(ctx, out)
            if out:
                fields.append(out)
                ctx.sentence_start = ctx.sentence_start and not text_of(after_number(out))  # a number is no beginning
        if not fields:
            return []
        dress = self._program.section.dress
        if not fields[1:]:  # a label alone
            return [Open(_LEFT), *([dress.prefix] if dress.prefix else []), *fields[0], CLOSE]
        right = [token for tokens in fields[1:] for token in tokens]
        left: list[Token] = [dress.prefix, *fields[0]] if dress.prefix else fields[0]
        return [Open(_LEFT), *left, CLOSE, Open(_RIGHT), *right, *([dress.suffix] if dress.suffix else []), CLOSE]

    def _finished(self, tokens: list[Token]) -> Inlines:
        quotes = self._style.quotes
        return build(settle(tokens, inside=quotes.punctuation_inside), quotes)


def _block_affixes(tokens: list[Token], dress: Dress) -> Dress | None:
    """Put the layout's affixes into the blocks that the entry begins and ends with; return what is left of *dress*.

    ``None`` if there are no such blocks, and all of it is left. Source: CSL 1.0.2, Display.
    """
    left = dress
    if dress.suffix and tokens[-1] is CLOSE and _is_block(tokens[_opening(tokens)]):
        tokens.insert(len(tokens) - 1, dress.suffix)
        left = left._replace(suffix="")
    if dress.prefix and _is_block(tokens[0]):
        tokens.insert(1, dress.prefix)
        left = left._replace(prefix="")
    return left if left != dress else None


def _is_block(token: Token) -> bool:
    return isinstance(token, Open) and token.format.display is not None


def _opening(tokens: list[Token]) -> int:
    """Return where what the last token closes was opened."""
    depth = 0
    for index in range(len(tokens) - 1, 0, -1):
        token = tokens[index]
        if token is CLOSE:
            depth += 1
        elif isinstance(token, Open | OpenLink):
            depth -= 1
            if not depth:
                return index
    return 0


def _repeated(before: list[str], names: list[str], rule: str) -> int:
    """Return how many of *names* the entry before had too, as ``subsequent-author-substitute-rule`` counts."""
    if rule in ("complete-all", "complete-each"):
        return len(names) if names == before else 0
    same = 0
    for first, second in zip(before, names, strict=False):
        if first != second:
            break
        same += 1
    return min(same, 1) if rule == "partial-first" else same
