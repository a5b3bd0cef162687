"""The text of a quotation read into parts: as markup, or as print has it.

In markup what was changed is said in full (docs/quotations.md); in print brackets, ellipses and quotation marks say it,
and not all: `[Stalin]` may stand for words of the source or be added, and ". . . ." hides whose stop is the first. What
brackets hold is read the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from citekit.notes.quotes import read_quotes
from citekit.quotations.marks import NARROW, NO_BREAK
from citekit.quotations.quotation import (
    Break,
    Capital,
    Emphasis,
    Extent,
    FinalStop,
    Insertion,
    Kind,
    Omission,
    Part,
    Quoted,
    Sic,
    Substitution,
    Turn,
    joined,
)
from citekit.quotations.rules import RULES
from citekit.values import NamedTuple

_DOTS = r"(?:…|\.[ \u00a0\u202f]?\.[ \u00a0\u202f]?\.)"
_BRACKETED_DOTS = re.compile(rf"\s*{_DOTS}\s*")
_SIC = re.compile(r"sic!?(?:[,:;]?\s+(?:recte|read|for)?\s*(?P<reading>\S.*))?\s*", re.IGNORECASE | re.DOTALL)
_STRESSED = re.compile(
    r"(?:emphasis|italics|stress)\s+(?:added|mine|ours|supplied)|(?:my|our)\s+(?:emphasis|italics)|"
    + "|".join(re.escape(rules.emphasis_added) for rules in RULES.values()),
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s*(?:->|→)\s*")
_STOPPED = re.compile(r"[.?!…。？！][”’»“‘›‹«\"'」』)\]\u00a0\u202f]*\s*\Z")
_SPEAKER = re.compile(r"(?P<speaker>[^\W\d_][^:\n.?!“”«»]{0,60}):\s+(?=\S)|(?P<dash>[—–-])\s+(?=\S)")
_LINE_BEFORE = re.compile(r"(?:\A|[\n\r])[ \t]*\Z")
_LINE_BEHIND = re.compile(r"[ \t]{0,80}(?:[\n\r]|\Z)")
_SLASH = r"[ \u00a0]{1,8}//?[ \u00a0]{1,8}"

_IN_MARKUP = re.compile(
    r"(?P<escape>\\[^\w\s])|\[(?P<bracket>[^\[\]]{0,2000})\]|(?P<star>\*)"
    rf"|(?P<break>[ \t]{{0,80}}(?:\r\n|[\n\r])(?>(?:[ \t]*[\n\r])*)[ \t]*)|(?P<slash>{_SLASH})"
)
_IN_PRINT = re.compile(
    rf"[\[(<⟨‹](?P<dots>\s*{_DOTS}\s*)[\])>⟩›]|\[(?P<bracket>[^\[\]]{{0,2000}})\]"
    r"|(?P<four>(?:\.[ \u00a0\u202f]?){3}\.(?![ \u00a0\u202f]?\.))"
    rf"|(?P<three>{_DOTS}(?!\.))|(?P<row>\.(?:[ \u00a0]?\.){{4,}})"
    rf"|(?P<break>[ \t]{{0,80}}(?:\r\n|[\n\r])(?>(?:[ \t]*[\n\r])*)[ \t]*)|(?P<slash>{_SLASH})"
)


_DEEPEST_STRESS = 4
"""Stress within stress is set off once; stars that go deeper are none, and are not all kept open."""


class _Event(NamedTuple):
    """Something that is no plain text, at ``text[start:end]``; *what* is its kind, *said* what it holds."""

    start: int
    end: int
    what: str
    said: str


Parts: TypeAlias = "list[Part]"


def read_markup(text: str, language: str = "en-US", kind: Kind = "prose") -> tuple[Part, ...]:
    """Return the parts of a quotation that is written in markup.

    >>> read_markup("[T]he party [...] had *won*[emphasis added]")  # doctest: +NORMALIZE_WHITESPACE
    (Capital(text='T', original='t'), 'he party ', Omission(extent='words'), ' had ',
     Emphasis(parts=('won',), added=True))
    """
    return _Reader(text, language, kind, markup=True).parts()


def understood(text: str, language: str = "en-US", kind: Kind = "prose") -> tuple[Part, ...]:
    """Return what a quotation says as it is printed, without the marks around it.

    >>> understood("He [Stalin] left. . . . “Why?”")
    ('He ', Insertion(text='Stalin'), ' left', Omission(extent='end'), ' ', Quoted(parts=('Why?',)))
    """
    return _Reader(text, language, kind, markup=False).parts()


class _Open(NamedTuple):
    """A quotation or stress that is open, the *parts* of it so far, and where a star begins it."""

    what: str
    parts: Parts
    place: int = -1


class _Reader:
    """Reads one text; events in order, quotations and stress as they nest."""

    def __init__(self, text: str, language: str, kind: Kind, *, markup: bool) -> None:
        self.text = text
        self.kind = kind
        self.markup = markup
        self.signs = list((_IN_MARKUP if markup else _IN_PRINT).finditer(text))
        self.bare = _bare(text, self.signs)
        self.quotes = read_quotes(self.bare, language)
        self.events = _merged(list(self._signs()), list(self._marks()))
        self.stack: list[_Open] = [_Open("", [])]
        self.lost: list[int] = []  # stars that begin stress which nothing ends
        self.place = 0
        self.last = len(text.rstrip())
        self.has_lines = "\n" in text or "\r" in text

    def parts(self) -> tuple[Part, ...]:
        self.begin()
        for event in self.events:
            if event.start < self.place:
                continue
            self.words(self.text[self.place : event.start])
            self.place = event.end
            self.read(event)
        self.words(self.text[self.place :])
        while len(self.stack) > 1:
            self.unclosed()
        return joined(self.stack[0].parts)

    # --- what stands in the text ---------------------------------------------------------------------------

    def _signs(self) -> Iterator[_Event]:
        for match in self.signs:
            what = match.lastgroup or ""
            if what == "slash" and self.kind != "verse":
                continue
            yield _Event(match.start(), match.end(), what, match[what])

    def _marks(self) -> Iterator[_Event]:
        """Yield the marks of quotations within, found where neither escapes nor brackets are."""
        for quote in self.quotes.closed:
            yield _Event(quote.start, quote.inner_start, "open", "")
            yield _Event(quote.inner_end, quote.end, "close", "")
            for place in quote.reopened:
                space = self.text[place + 1 : place + 2] in {NARROW, NO_BREAK}
                yield _Event(place, place + 1 + space, "again", "")

    # --- one event after the other ---------------------------------------------------------------------------

    @property
    def top(self) -> Parts:
        return self.stack[-1].parts

    def words(self, text: str) -> None:
        if text:
            self.top.append(text)

    def read(self, event: _Event) -> None:
        match event.what:
            case "escape":
                self.words(event.said[1:])
            case "open":
                self.stack.append(_Open("open", []))
            case "close":
                self.close("open")
            case "star":
                self.star(event)
            case "bracket":
                self.bracket(event)
            case "dots" | "three":
                self.omission(event)
            case "four":
                self.omit("end")
            case "row":
                self.omit("lines")
            case "break" | "slash":
                self.broken(event)

    def close(self, what: str) -> None:
        """Close the innermost quotation or stress of the kind *what*; what is open within it is none."""
        if not any(one.what == what for one in self.stack):
            return
        while self.stack[-1].what != what:
            self.unclosed()
        inner = joined(self.stack.pop().parts)
        self.top.append(Quoted(inner) if what == "open" else Emphasis(inner))

    def unclosed(self) -> None:
        one = self.stack.pop()
        if one.what == "star":
            self.lost.append(one.place)
            self.top.append("*")
        self.top.extend(one.parts)

    def star(self, event: _Event) -> None:
        before = self.text[event.start - 1 : event.start] if event.start else ""
        behind = self.text[event.end : event.end + 1]
        # A second star opens nothing, but behind one that closes.
        doubled = before == "*" and bool(self.top) and isinstance(last := self.top[-1], str) and last.endswith("*")
        opens = behind.strip() not in {"", "*"} and not doubled
        if self.stack[-1].what == "star" and not (opens and not before.strip()):
            self.close("star")
        elif opens and sum(one.what == "star" for one in self.stack) < _DEEPEST_STRESS:
            self.stack.append(_Open("star", [], event.start))
        else:
            self.words("*")

    def bracket(self, event: _Event) -> None:
        said = event.said.strip()
        if _BRACKETED_DOTS.fullmatch(said):
            self.omission(event)
        elif found := _SIC.fullmatch(said):
            self.blank_away()
            self.top.append(Sic((found["reading"] or "").strip()))
        elif _STRESSED.fullmatch(said) and (stressed := self.stressed()) is not None:
            self.top.append(Emphasis(stressed.parts, added=True))
        elif said:
            after = self.text[event.end : event.end + 1]
            before = self.text[event.start - 1 : event.start] if event.start else ""
            self.top.append(_changed(event.said, before, after, markup=self.markup))

    def stressed(self) -> Emphasis | None:
        """Take the stressed words away that stand last, where there are any."""
        kept = [part for part in self.top[-2:] if not isinstance(part, str) or part.strip()]
        if kept and isinstance(last := kept[-1], Emphasis):
            while self.top.pop() is not last:
                pass
            return last
        return None

    def blank_away(self) -> None:
        if self.top and isinstance(last := self.top[-1], str):
            self.top[-1] = last.rstrip()

    def before(self) -> str:
        """Return some of the text before the place that is read, back to the last break."""
        last = self.top[-1] if self.top else ""
        return last if isinstance(last, str) else "”" if isinstance(last, Quoted) else ""

    def omission(self, event: _Event) -> None:
        if self.alone(event):
            self.omit("lines" if self.kind == "verse" else "paragraphs")
        elif self.text.startswith(".", event.end) and event.what != "three":
            self.place += 1
            self.omit("end")
        elif self.stopped():
            self.omit("sentences")
        else:
            self.omit("words")

    def stopped(self) -> bool:
        last = self.top[-1] if self.top else ""
        if isinstance(last, Quoted) or (isinstance(last, str) and not last.strip() and len(self.top) > 1):
            quoted = last if isinstance(last, Quoted) else self.top[-2]
            inner = quoted.parts[-1] if isinstance(quoted, Quoted) and quoted.parts else ""
            return isinstance(inner, str) and _STOPPED.search(inner) is not None
        return isinstance(last, str) and _STOPPED.search(last[-20:]) is not None

    def alone(self, event: _Event) -> bool:
        """Tell whether nothing else stands in the line."""
        if not self.has_lines:
            return False
        return _LINE_BEFORE.search(self.text, max(event.start - 80, 0), event.start) is not None and (
            _LINE_BEHIND.match(self.text, event.end) is not None
        )

    def omit(self, extent: Extent) -> None:
        self.top.append(Omission(extent))

    def begin(self) -> None:
        blank = len(self.text) - len(self.text.lstrip("\r\n"))
        self.place = blank
        indent = len(self.text[blank:]) - len(self.text[blank:].lstrip(" \t"))
        if self.kind == "verse" and indent > 1:
            self.top.append(Break("line", _steps(self.text[blank : blank + indent])))
        self.place += indent
        self.turn()

    def broken(self, event: _Event) -> None:
        said = event.said
        if event.what == "slash":
            self.top.append(Break("stanza" if "//" in said else "line"))
            return
        lines = said.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if event.end >= self.last:
            return
        blank = len(lines) > 2
        if self.kind == "verse":
            self.top.append(Break("stanza" if blank else "line", _steps(lines[-1])))
        elif blank:
            if not (self.kind == "dialogue" and self.turn()):
                self.top.append(Break("paragraph"))
        elif not (self.kind == "dialogue" and self.turn()):
            self.words(" ")

    def turn(self) -> bool:
        if self.kind != "dialogue" or not (found := _SPEAKER.match(self.text, self.place)):
            return False
        self.place = found.end()
        self.top.append(Turn((found["speaker"] or "").strip()))
        return True


def _steps(blanks: str) -> int:
    return len(blanks.expandtabs(2)) // 2


def _changed(said: str, before: str, after: str, *, markup: bool) -> Part:
    """Return what a bracket says that holds words, a letter or a stop."""
    if markup and len(sides := _ARROW.split(said, maxsplit=1)) == 2:
        old, new = sides
        if len(old) <= 1 and len(new) == 1 and not new.isalnum():
            return FinalStop(new, old)
        if len(old) == len(new) == 1 and old != new and old.lower() == new.lower():
            return Capital(new, old)
        return Substitution(new, old)
    if said in {".", ",", ";", ":", "?", "!"}:
        return FinalStop(said)
    other = said.swapcase()
    if len(said) == len(other) == 1 and other != said and after.isalpha() and not before.isalpha():
        return Capital(said, other)
    return Insertion(said)


def _merged(signs: Sequence[_Event], marks: Sequence[_Event]) -> list[_Event]:
    return sorted([*signs, *marks], key=lambda event: (event.start, event.end))


# --- what is wrong with a text -----------------------------------------------------------------------------


class Flaw(NamedTuple):
    """Something wrong at the character *start* of a text."""

    start: int
    message: str
    hint: str


def flaws(text: str, *, markup: bool) -> tuple[Flaw, ...]:
    """Return what is opened in *text* and never closed: quotation marks, brackets, and stress in markup.

    >>> flaws("He said “no", markup=True)[0].message
    'the quotation mark “ is never closed'
    """
    reader = _Reader(text, "", "prose", markup=markup)
    found = [
        Flaw(one.place, f"the quotation mark {one.mark} is never closed", f"close it with {one.closers[0]}")
        for one in reader.quotes.open
    ]
    for place, char in enumerate(reader.bare):
        if char in "[]":
            other = "closed" if char == "[" else "opened"
            hint = "write \\" + char + " for a bracket of the source" if markup else "check what the bracket holds"
            found.append(Flaw(place, f"the bracket {char} is never {other}", hint))
    if markup:
        found += _without_words(text, reader.signs)
        reader.parts()
        hint = "close it within the same quotation, or write \\* for a star of the source"
        found += [Flaw(place, "the stress that * begins is never closed", hint) for place in reader.lost]
    return tuple(sorted(found))


def _without_words(text: str, signs: Iterable[re.Match[str]]) -> Iterator[Flaw]:
    """Yield the brackets that hold nothing or put nothing for words, and a text that is left out as a whole."""
    places: list[tuple[int, int]] = []
    for match in signs:
        if match.lastgroup != "bracket":
            continue
        said = match["bracket"]
        if _BRACKETED_DOTS.fullmatch(said):
            places.append(match.span())
        elif not said.strip():
            yield Flaw(match.start(), "the bracket holds nothing", "write [...] for words left out")
        elif said.rstrip().endswith(("->", "→")):
            yield Flaw(match.start(), f"the bracket [{said}] puts nothing for words", "write [...] for words left out")
    ends = [0, *(end for _, end in places)]
    starts = [*(start for start, _ in places), len(text)]
    if places and not any(char.isalnum() for end, start in zip(ends, starts, strict=True) for char in text[end:start]):
        yield Flaw(places[0][0], "everything is left out", "give the quotation words")


def _bare(text: str, signs: Iterable[re.Match[str]]) -> str:
    """Return *text*, as long as it is, with letters for escapes and brackets."""
    bare = list(text)
    for match in signs:
        if match.lastgroup in {"escape", "bracket", "dots"}:
            bare[match.start() : match.end()] = "a" * (match.end() - match.start())
    return "".join(bare)


def unwrapped(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return *parts* without the marks around all of them; a stop behind these is the quotation's, too.

    >>> unwrapped((Quoted(("It is",)), "."))
    ('It is', '.')
    """
    if not parts or not isinstance(first := parts[0], Quoted):
        return parts
    rest = parts[1:]
    ends = isinstance(last := first.parts[-1] if first.parts else "", str) and last.endswith(("?", "!", "…"))
    if rest and not (len(rest) == 1 and isinstance(stop := rest[0], str) and stop.strip() in {".", "。"}):
        return parts
    return first.parts if ends else (*first.parts, *(one.strip() if isinstance(one, str) else one for one in rest))
