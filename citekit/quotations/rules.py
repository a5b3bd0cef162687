"""Rule sets: what a manual asks of quotations, by name.

Marks are not among it: those are the language's (``marks.py``), whatever the manual. The rules were written down from
memory of the manuals; each names the place where a paragraph is known. What a manual leaves to the house is what most
books of the tradition do, and can be changed in the settings (``own``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, get_args

from citekit.errors import UsageError
from citekit.nearest import did_you_mean
from citekit.values import dataclass, field, replace

Silent: TypeAlias = Literal[
    "capital",  # the first letter's case
    "final-stop",  # the stop at the end
    "marks",  # outer and inner quotation marks changed for each other, and their spelling
    "note-marks",  # figures of the source's notes left out
    "dashes",  # spelling of dashes and the space around them
    "ellipses",  # spelling of ellipses
    "spelling",  # ligatures, the apostrophe, composed letters, spaces
    "hyphens",  # of words parted at the end of a line
]
"""Changes that a quotation may have and not show."""

SILENT: frozenset[str] = frozenset(get_args(Silent))

_USUAL: frozenset[Silent] = frozenset(
    {"final-stop", "marks", "note-marks", "dashes", "ellipses", "spelling", "hyphens"}
)

SPACED = ".\u00a0.\u00a0."
"""Three dots with spaces that do not break."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A rule set.

    A quotation is set apart that has at least *block_words* words, *block_paragraphs* paragraphs or *verse_lines* lines
    of verse, or runs over more than *block_lines* lines of *line_width* characters; 0 asks for none of it.

    *ellipsis* stands for words left out, in *brackets* (opening and closing, or ""), *long_ellipsis* for whole
    sentences, "" for the same. Of omissions at the very beginning and end, *at_ends* are printed; one in mid-sentence
    at the end, where a sentence is left incomplete on purpose, always is. *bracketed_capital* shows a changed letter.
    *emphasis_added* says that the stress is of whoever quotes, in brackets right there or *emphasis_after* the
    citation. *language* is that which the rule set is of, "" for whichever. *silent* changes need not be shown.
    """

    name: str
    title: str
    block_words: int = 0
    block_paragraphs: int = 2
    block_lines: int = 0
    line_width: int = 78
    verse_lines: int = 2
    ellipsis: str = SPACED
    long_ellipsis: str = ""
    brackets: str = ""
    at_ends: Literal["", "end", "both"] = ""
    bracketed_capital: bool = True
    sic: str = "sic"
    emphasis_added: str = "emphasis added"
    emphasis_after: bool = True
    language: str = ""
    silent: frozenset[Silent] = _USUAL
    source: str = ""


_ALL = (
    Rules(
        "chicago",
        "The Chicago Manual of Style, 18th edition",
        block_words=100,
        bracketed_capital=False,
        silent=_USUAL | {"capital"},
        source="CMOS 18, chapter 12 (CMOS 17: 13.7 permitted changes, 13.10 run-in or set off, 13.25 verse, 13.50-58 "
        "ellipses, 13.59 brackets where the source has ellipses itself, 13.62 italics added)",
    ),
    Rules(
        "mla",
        "MLA Handbook, 9th edition",
        block_lines=4,
        block_paragraphs=0,
        verse_lines=4,
        at_ends="end",
        source="MLA 9, 6.34-35 (prose of more than four lines), 6.37-38 (verse of more than three), 6.51-59",
    ),
    Rules(
        "apa",
        "Publication Manual of the American Psychological Association, 7th edition",
        block_words=40,
        block_paragraphs=0,
        verse_lines=0,
        bracketed_capital=False,
        emphasis_after=False,
        silent=_USUAL | {"capital"},
        source="APA 7, 8.26-27 (40 words), 8.30-31 (changes that need no, and that need explanation)",
    ),
    Rules(
        "bluebook",
        "The Bluebook, 21st edition",
        block_words=50,
        block_paragraphs=0,
        at_ends="end",
        silent=_USUAL - {"note-marks"},
        source="Bluebook, rules 5.1 (50 words), 5.2 (letters and words in brackets), 5.3 (omissions)",
    ),
    Rules(
        "german",
        "Deutsche wissenschaftliche Praxis",
        block_words=40,
        block_lines=3,
        ellipsis="…",
        brackets="[]",
        sic="sic!",
        emphasis_added="Hervorhebung hinzugefügt",
        emphasis_after=False,
        language="de-DE",
        source="Duden, Auslassungspunkte, Anführungszeichen; DIN 5008; set apart from 40 words or three lines",
    ),
    Rules(
        "french",
        "Usage français",
        block_lines=3,
        verse_lines=3,
        ellipsis="…",
        brackets="[]",
        at_ends="both",
        emphasis_added="nous soulignons",
        language="fr-FR",
        source="Lexique des règles typographiques (Imprimerie nationale), citations, coupures; set apart beyond three "
        "lines",
    ),
    Rules(
        "russian",
        "Русская издательская практика",
        block_lines=5,
        verse_lines=2,
        ellipsis="…",
        long_ellipsis="<…>",
        at_ends="both",
        bracketed_capital=False,
        sic="sic!",
        emphasis_added="курсив наш",
        language="ru-RU",
        silent=_USUAL | {"capital"},
        source="Мильчин, Чельцова, Справочник издателя и автора, цитаты: … for words, <…> for sentences",
    ),
)

RULES: Mapping[str, Rules] = {rules.name: rules for rules in _ALL}
"""The rule sets by name."""

DEFAULT = "chicago"
EXCERPTS = ("kept", "auto")
"""What may be asked of quotations in excerpts beside a rule set: as they are, or by that of the language."""

_OF_LANGUAGE: Mapping[str, str] = {"de": "german", "fr": "french", "ru": "russian"}


def rules_of(language: str) -> Rules:
    """Return the rule set that goes with *language*, Chicago's where there is none of its own.

    >>> rules_of("de-CH").name, rules_of("en-GB").name
    ('german', 'chicago')
    """
    return RULES[_OF_LANGUAGE.get(language.lower().partition("-")[0], DEFAULT)]


def rules_named(name: str, own: Mapping[str, Rules] | None = None) -> Rules:
    """Return the rule set called *name*; those of the user's *own* come first.

    Raises: UsageError for an unknown one.
    """
    known = {**RULES, **(own or {})}
    if name not in known:
        hint = did_you_mean(name, known) or f"rule sets: {', '.join(known)}"
        raise UsageError(f"there is no rule set {name!r}", hint=hint)
    return known[name]


# --- rule sets of the user ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chosen:
    """What settings say of quotations: the name of the rule set, "" for none, and rule sets of the user's own.

    *excerpts* is the one by which quotations in excerpts are set, ``"auto"`` for that of the language, "" for none.
    """

    rules: str = ""
    excerpts: str = ""
    own: Mapping[str, Rules] = field(default_factory=dict)


_OWN_FIELDS: Mapping[str, type] = {
    "block-words": int,
    "block-paragraphs": int,
    "block-lines": int,
    "line-width": int,
    "verse-lines": int,
    "ellipsis": str,
    "long-ellipsis": str,
    "brackets": str,
    "at-ends": str,
    "bracketed-capital": bool,
    "sic": str,
    "emphasis-added": str,
    "emphasis-after": bool,
    "language": str,
    "title": str,
}
_KINDS = {int: "a whole number, 0 for none", str: "a text", bool: "true or false"}
_CHOICES: Mapping[str, tuple[str, ...]] = {"at-ends": ("", "end", "both"), "brackets": ("", "[]", "()", "<>", "⟨⟩")}


def problems(table: object) -> list[tuple[str, str]]:
    """Return what is wrong with the table of settings for quotations: messages and hints."""
    if not isinstance(table, Mapping):
        return [("'quotations' is not a table", "write [tool.citekit.quotations]")]
    own = [name for name, value in table.items() if isinstance(value, Mapping)]
    found = []
    for name, value in table.items():
        if isinstance(value, Mapping):
            found += [(f"rule set {name!r}: {message}", hint) for message, hint in _own_problems(value)]
        elif name not in {"rules", "excerpts"}:
            hint = "the rule set that holds is 'rules'; rule sets of your own are tables"
            found.append((f"unknown setting {name!r} of quotations", did_you_mean(name, ("rules", "excerpts")) or hint))
        elif value not in (known := [*RULES, *own, *(EXCERPTS if name == "excerpts" else ())]):
            hint = did_you_mean(str(value), known) or f"rule sets: {', '.join(known)}"
            found.append((f"there is no rule set {value!r}", hint))
    return found


def _own_problems(table: Mapping[str, object]) -> list[tuple[str, str]]:
    found = []
    for name, value in table.items():
        if name == "base":
            if value not in RULES:
                found.append((f"unknown base {value!r}", f"one of {', '.join(RULES)}"))
        elif name == "silent":
            if not isinstance(value, list) or not {*map(str, value)} <= SILENT:
                found.append(("'silent' is no list of known changes", f"known are {', '.join(sorted(SILENT))}"))
        elif name not in _OWN_FIELDS:
            known = ("base", "silent", *_OWN_FIELDS)
            found.append((f"unknown field {name!r}", did_you_mean(name, known) or f"fields: {', '.join(known)}"))
        elif type(value) is not _OWN_FIELDS[name] or (isinstance(value, int) and value < 0):
            found.append((f"the field {name!r} is not {_KINDS[_OWN_FIELDS[name]]}", f"it is now {value!r}"))
        elif name == "line-width" and not value:
            found.append(("a line has no width", "write the characters of a line, such as 78"))
        elif name in _CHOICES and value not in _CHOICES[name]:
            choices = ", ".join(map(repr, _CHOICES[name]))
            found.append((f"unknown {name} {value!r}", f"one of {choices}"))
    return found


def chosen(table: Mapping[str, Any]) -> Chosen:
    """Return what a table says in which ``problems`` finds nothing."""
    own = {name: _own(name, value) for name, value in table.items() if isinstance(value, Mapping)}
    return Chosen(table.get("rules", ""), table.get("excerpts", ""), own)


def _own(name: str, table: Mapping[str, Any]) -> Rules:
    base = RULES[table.get("base", DEFAULT)]
    fields = {one.replace("-", "_"): value for one, value in table.items() if one not in {"base", "silent"}}
    silent = frozenset(table["silent"]) if "silent" in table else base.silent
    return replace(base, **{"title": f"{name}, after {base.name}", **fields}, name=name, silent=silent, source="")
