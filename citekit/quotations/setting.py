"""Quotations set by a rule set and the marks of a language: run in, with marks, or set apart as a block.

A quotation that runs in may have paragraphs; each that follows begins with the marks that are open, as books have it.
Verse that runs in has its lines parted by a slash, its stanzas by two (CMOS 17, 13.29). A dialogue whose speakers are
not named has dashes in languages that print dialogue so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from citekit.model import BlockQuotation, Paragraph, QuotedParagraph
from citekit.quotations.ellipses import Dots, dotted, ellipsis_of, in_use, respelled
from citekit.quotations.length import Form, form_of
from citekit.quotations.marks import NO_BREAK, Marks, marks_of
from citekit.quotations.quotation import (
    Break,
    Capital,
    Emphasis,
    FinalStop,
    Insertion,
    Omission,
    Part,
    Quotation,
    Quoted,
    Sic,
    Substitution,
    Turn,
    walk,
)
from citekit.quotations.rules import Rules
from citekit.quotations.stops import Tail, ended, punctuated
from citekit.richtext import ITALIC, Inlines, Styled, concat
from citekit.values import dataclass, field, replace

_ENDED = re.compile(r"[.?!…。？！][”’»“‘›‹«\"'」』)\]\u00a0\u202f ]*\Z")
_BLANKS = " \u00a0\u202f\t\n"
_PAUSES = ",;:"
_CLOSING, _POINTS = tuple(")]”’»」』"), tuple(".,;:?!")
_SEEN = 20
_DASHED = frozenset("cs es fr it pl pt ru uk".split())
"""Languages whose dialogue begins its speeches with a dash."""


@dataclass(frozen=True, slots=True)
class SetQuotation:
    """A quotation ready for a writer: *paragraphs* that run in, or a *block*.

    *why* says why it is so; *remarks* is what has to be said behind the citation ("emphasis added").
    """

    form: Form
    paragraphs: tuple[Paragraph, ...] = ()
    block: BlockQuotation | None = None
    why: str = ""
    remarks: tuple[str, ...] = ()


def set_quotation(
    quotation: Quotation,
    rules: Rules,
    language: str = "",
    *,
    form: Form | Literal["auto"] = "auto",
    tail: Tail | None = None,
    marks: Marks | None = None,
    attribution: Inlines = (),
) -> SetQuotation:
    """Return *quotation* set by *rules* in a text in *language*; "" is that of the rule set, else of the quotation.

    *tail* is what follows it. *attribution* stands below a block. *marks* are other marks than the language's.
    """
    language = language or rules.language or quotation.language
    marks = marks or marks_of(language)
    tail = tail or Tail()
    chosen, why = form_of(quotation, rules) if form == "auto" else (form, "as asked for")
    run_in = chosen == "run-in"
    setter = _Setter(in_use(rules, quotation.parts), marks, quotation.kind, run_in=run_in)
    parts = _without_ends(quotation.parts, rules)
    if run_in and tail.cited and parts and parts[-1] == Omission("end"):
        # The stop stands behind the parentheses, and three dots before them (MLA 9, 6.56).
        parts = (*parts[:-1], Omission("words"))
        tail = replace(tail, after="." if tail.after is None else tail.after)
    setter.add_all(punctuated(parts, marks))
    setter.line.close_up()
    remarks = remarks_of(quotation, rules)
    if run_in:
        return SetQuotation("run-in", _run_in(setter, tail), why=why, remarks=remarks)
    own = quotation.language if quotation.language != language else ""
    blocks = _blocks(setter, tail, dashed=language.partition("-")[0] in _DASHED)
    block = BlockQuotation(blocks, quotation.kind, quotation.epigraph, attribution, own)
    return SetQuotation("block", block=block, why=why, remarks=remarks)


def remarks_of(quotation: Quotation, rules: Rules) -> tuple[str, ...]:
    """Return what has to be said behind the citation of *quotation*: that words are stressed."""
    added = any(isinstance(part, Emphasis) and part.added for part in walk(quotation.parts))
    return (rules.emphasis_added,) if added and rules.emphasis_after else ()


def _without_ends(parts: Sequence[Part], rules: Rules) -> tuple[Part, ...]:
    """Return *parts* without the omissions at the beginning and the end that *rules* do not print."""
    kept = list(parts)
    while kept and rules.at_ends != "both" and isinstance(kept[0], Omission):
        del kept[0]
        if kept and isinstance(kept[0], str):
            kept[0] = kept[0].lstrip(_BLANKS + _PAUSES)
    while kept and not rules.at_ends and isinstance(last := kept[-1], Omission) and last.extent != "words":
        del kept[-1]
        if kept and isinstance(text := kept[-1], str):
            ends = last.extent == "end" and not _ENDED.search(text)
            kept[-1] = text.rstrip(_BLANKS + _PAUSES) + "." if ends else text.rstrip(_BLANKS)
    return tuple(kept)


# --- the parts, one after the other ------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """Text with its stress, as it grows."""

    indent: int = 0
    runs: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)

    @property
    def tail(self) -> str:
        """Its last characters, enough to see how it ends."""
        text = ""
        for run, _ in reversed(self.runs):
            text = run[-_SEEN:] + text
            if len(text) >= _SEEN:
                break
        return text

    def add(self, text: str, *, italic: bool) -> None:
        if text:
            self.runs.append((text, italic))

    def close_up(self) -> None:
        """Take the blanks at the end away."""
        while self.runs:
            text, italic = self.runs.pop()
            if text := text.rstrip(_BLANKS):
                self.runs.append((text, italic))
                return

    def inlines(self) -> Inlines:
        return concat((Styled((text,), ITALIC) if italic else text) for text, italic in _merged(self.runs))


def _merged(runs: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    merged: list[tuple[str, bool]] = []
    for text, italic in runs:
        if merged and merged[-1][1] == italic:
            merged[-1] = (merged[-1][0] + text, italic)
        else:
            merged.append((text, italic))
    return merged


@dataclass(slots=True)
class _Speech:
    """A paragraph or stanza, and who speaks it; ``None`` where it is no speech."""

    speaker: str | None = None
    lines: list[_Line] = field(default_factory=lambda: [_Line()])


class _Setter:
    """Sets parts into paragraphs of lines, with the quotations that are open at the moment."""

    def __init__(self, rules: Rules, marks: Marks, kind: str, *, run_in: bool) -> None:
        self.rules = rules
        self.marks = marks
        self.verse = kind == "verse"
        self.run_in = run_in
        self.paragraphs = [_Speech()]
        self.open: list[str] = []  # opening marks of the quotations within, the outermost first
        self._behind: Dots | None = None  # the ellipsis that what comes next follows
        self._fresh = True  # nothing stands behind the opening mark, or in the line
        self._italic = False

    @property
    def line(self) -> _Line:
        return self.paragraphs[-1].lines[-1]

    def add_all(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.add(part)

    def add(self, part: Part) -> None:
        match part:
            case str():
                self.words(respelled(part, self.rules))
            case Insertion() | Substitution():
                self.words(f"[{part.text}]")
            case Capital():
                self.words(f"[{part.text}]" if self.rules.bracketed_capital else part.text)
            case FinalStop():
                self.words(part.text if "final-stop" in self.rules.silent else f"[{part.text}]")
            case Sic():
                self.sic(part)
            case Emphasis():
                self.emphasis(part)
            case Quoted():
                self.quoted(part)
            case Omission():
                self.omission(part)
            case Break():
                self.broken(part)
            case Turn():
                self.turn(part)

    def words(self, text: str) -> None:
        if self._fresh and self._behind is None:
            text = text.lstrip(_BLANKS)
        if not text:
            return
        if self._behind is not None:
            text = _behind(self._behind, text, first=self._fresh)
            self._behind = None
        self._fresh = False
        self.line.add(text, italic=self._italic)

    def sic(self, part: Sic) -> None:
        if not self._fresh:
            self.line.close_up()
        self.line.add("[" if self._fresh else " [", italic=self._italic)
        self._behind, self._fresh = None, False
        self.line.add(self.rules.sic, italic=not self._italic)
        self.line.add(f", recte {part.reading}]" if part.reading else "]", italic=self._italic)

    def emphasis(self, part: Emphasis) -> None:
        before, self._italic = self._italic, not self._italic  # stress within stress stands upright
        self.add_all(part.parts)
        self._italic = before
        if part.added and not self.rules.emphasis_after:
            self.line.add(f" [{self.rules.emphasis_added}]", italic=before)

    def quoted(self, part: Quoted) -> None:
        opening, closing = self.marks.at(len(self.open) + self.run_in)
        self.words(opening)
        self.open.append(opening)
        self._fresh = True
        self.add_all(part.parts)
        self.open.pop()
        self._behind, self._fresh = None, False
        self.line.add(closing, italic=self._italic)

    def omission(self, part: Omission) -> None:
        if part.extent == "lines" and self.verse and not self.run_in:
            self.missing_lines()
            return
        if part.extent == "paragraphs" and self._fresh and len(self.paragraphs) > 1 and not self.rules.brackets:
            self.paragraphs.pop()  # told at the end of the paragraph before
            self._fresh = False
        if not self._fresh:
            self.line.close_up()
        made = ellipsis_of(part.extent, self.rules, stopped=bool(_ENDED.search(self.line.tail)))
        space = "" if self._fresh or not made.spaced else NO_BREAK if made.sign.startswith(".") else " "
        self.line.add(made.before + space + made.sign + made.behind, italic=self._italic)
        self._behind = made

    def missing_lines(self) -> None:
        before = self.paragraphs[-1].lines
        if self.line.runs:
            before.append(_Line())
        length = len(before[-2].text) if len(before) > 1 else 0
        self.line.add(dotted(length, self.rules), italic=False)
        self._fresh = False

    def broken(self, part: Break) -> None:
        self._behind, self._fresh = None, True
        if not any(line.runs for line in self.paragraphs[-1].lines) and len(self.paragraphs) == 1:
            self.line.indent = part.indent
            return
        self.line.close_up()
        if part.kind == "line":
            self.paragraphs[-1].lines.append(_Line(part.indent))
        else:
            self.paragraphs.append(_Speech(lines=[_Line(part.indent)]))
            self.reopen()

    def reopen(self) -> None:
        for mark in self.open:
            self.line.add(mark, italic=False)

    def turn(self, part: Turn) -> None:
        if any(line.runs for line in self.paragraphs[-1].lines) or self.paragraphs[-1].speaker is not None:
            self.broken(Break())
        self.paragraphs[-1].speaker = part.speaker


def _behind(ellipsis: Dots, text: str, *, first: bool) -> str:
    """Return *text* as it follows an ellipsis, one at the beginning of a quotation if *first*."""
    text = text.lstrip(_BLANKS)
    if text.startswith(_CLOSING) or (not ellipsis.spaced and first):
        return text
    if text.startswith(_POINTS):
        return (NO_BREAK if ellipsis.sign.startswith(".") else "") + text
    return f" {text}"


# --- run in, and set apart ----------------------------------------------------------------------------------


def _run_in(setter: _Setter, tail: Tail) -> tuple[Paragraph, ...]:
    opening = setter.marks.at(0)[0]
    speeches = setter.paragraphs
    if setter.verse:
        slashed = [_slashed(speech) for speech in speeches]
        content = concat(*(([f"{NO_BREAK}// "] if at else []) + list(one) for at, one in enumerate(slashed)))
        return (ended(concat((opening,), content), setter.marks.at(0), setter.marks, tail),)
    paragraphs: list[Paragraph] = []
    for at, speech in enumerate(speeches):
        content = concat((opening,), speech.lines[0].inlines())
        if speech.speaker:
            content = concat((f"{speech.speaker}: ",), content)
        last = at == len(speeches) - 1
        closes = last or speeches[at + 1].speaker is not None
        if not closes:
            paragraphs.append(content)
            continue
        paragraphs.append(ended(content, setter.marks.at(0), setter.marks, tail if last else Tail()))
    return tuple(paragraphs)


def _slashed(speech: _Speech) -> Inlines:
    parts = [list(line.inlines()) for line in speech.lines]
    return concat(*(([f"{NO_BREAK}/ "] if at else []) + part for at, part in enumerate(parts)))


def _blocks(setter: _Setter, tail: Tail, *, dashed: bool) -> tuple[QuotedParagraph, ...]:
    made = []
    for at, speech in enumerate(setter.paragraphs):
        last = at == len(setter.paragraphs) - 1
        unnamed = speech.speaker == ""
        content: Paragraph
        if unnamed and not dashed:
            pair = setter.marks.at(0)
            said = concat((pair[0],), speech.lines[-1].inlines())
            content = ended(said, pair, setter.marks, tail if last else Tail())
        else:
            said = concat(("— ",) if unnamed else (), speech.lines[-1].inlines())
            content = ended(said, None, setter.marks, tail) if last else said
        indents = tuple(line.indent for line in speech.lines)
        given = (*(line.inlines() for line in speech.lines[:-1]), content)
        made.append(QuotedParagraph(given, speech.speaker or "", indents if any(indents) else ()))
    return tuple(made)
