"""All that a rendering element may read of the cite it prints, and what the cite has used up so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citekit.csl.item import Hints, Item, Person
from citekit.csl.output import Token, Tokens, after_number, text_of

IN_LISTS = -1
"""Stands for a person style in ``Context.given_levels``, for names in the bibliography."""


class Context:
    """One cite, or one bibliography entry, being rendered. Made anew for each; nothing outlives it.

    *facts* are the bits of ``conditions`` that hold. *used* are variables that ``cs:substitute`` printed, and
    that therefore print nothing more. *given_levels* says how much of given names disambiguation adds
    everywhere (by person style and person), *hints* what it adds in this item. *author* receives the first names,
    or what stands for them, where it is a list.
    """

    __slots__ = (
        "author",
        "citation_number",
        "facts",
        "first_names",
        "first_note",
        "given_levels",
        "hide_names",
        "hints",
        "item",
        "label",
        "listing",
        "locator",
        "looking",
        "name_lists",
        "names_counted",
        "names_shown",
        "primary_only",
        "rendered_names",
        "seen",
        "sentence_start",
        "subsequent",
        "substitute_all",
        "substitute_names",
        "substitute_text",
        "substituting",
        "used",
        "year_suffix_printed",
    )

    def __init__(self, item: Item, facts: int) -> None:
        self.item = item
        self.facts = facts
        self.hints: Hints | None = item.hints
        self.locator: str | Tokens = ""
        self.label = "page"
        self.looking = False  # only to compare: dates of access and the like do not tell works apart
        self.first_note = 0
        self.citation_number = item.citation_number
        self.subsequent = False
        self.used: set[str] = set()
        self.substituting = False
        self.hide_names = False
        self.author: list[Token] | None = None
        self.sentence_start = False
        self.given_levels: Mapping[tuple[int, Person], int] = {}
        self.primary_only = False
        self.listing = False  # an entry of the bibliography
        self.name_lists = 0
        self.names_counted = 0
        self.names_shown: list[tuple[int, int, bool]] = []
        self.rendered_names: list[str] | None = []  # of names their full forms, however they are set
        self.first_names: list[str] = []
        self.substitute_names = 0
        self.substitute_all = False
        self.substitute_text = ""
        self.seen: list[tuple[Any, Person, bool]] | None = None  # NameLists, whose module needs this one
        self.year_suffix_printed = False

    def look_for_head(self, out: list[Token]) -> None:
        """Let names that follow *out* pass without a substitute, if they do not head the entry.

        What repeats is told by its place at the left edge; only a number may stand before it (citeproc-js, pandoc).
        """
        if self.rendered_names is not None and text_of(after_number(out)):
            self.rendered_names = None
            self.substitute_names = 0
