"""A note written in pandoc's citation syntax, such as ``See @cohen1973 [pp. 290–91]; cf. @deutscher1959``.

Source: the Pandoc User's Guide, Citation syntax. In a note every ``@key`` is a full cite; the text around it is
prose. What belongs to a cite rather than to the prose is settled here:

* ``@key [pp. 3–4, suffix]`` and ``[see @key, pp. 3–4, suffix; @other]``: locator and suffix of the cite.
* cites parted by a text that starts with a semicolon are one citation; that text is the prefix of the next.
* the words that lead up to a cite, from the last end of a sentence on, are its prefix, so that a style knows
  whether the cite opens the note.
* ``@key`` whose sentence goes on ("As @key [p. 3] shows") stands in running text: a style that cites in the text
  names the author there, "As Cohen (1973, 3) shows". So do later cites of that sentence.

Text outside cites is prose with the markup of ``prose.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from citekit.model import Citation, Cite, Key, Locator, NotePart
from citekit.nearest import nearest
from citekit.notes.locators import known_labels, label_for, split_locator
from citekit.notes.prose import parse_prose
from citekit.richtext import Inlines, part, plain
from citekit.values import dataclass, replace

CITE = re.compile(r"(?<![\w\\])(?P<minus>-?)@(?:\{(?P<braced>[^{}]+)\}|(?P<key>\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*))")
_SENTENCE_END = re.compile(r"(?:[.?!…][”’»\"')\]]*)\s+(?=[“‘«\"'(\[]*[A-ZÀ-ÞА-ЯЁ])")
_GOES_ON = re.compile(r"(?:['’]s)?\s+[^\W\d_]|['’]s\b")
_STOPPED = re.compile(r"[.?!…][”’»\"')\]]*\s+(?:$|(?=[“‘«\"'(\[]*[A-ZÀ-ÞА-ЯЁ]))")  # before words, or the next cite
_BEGUN = re.compile(r"\\.|\[|(?<![\w\\])-?@", re.DOTALL)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_SEMICOLON = re.compile(r"(?<![\w\\])-?@\{[^{}]+\}|;")
_LABEL_LIKE = re.compile(r"\s*,?\s*(?P<word>[^\W\d_]+\.?)\s*\d")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a note's text; ``text[start:end]`` is the place."""

    rule: str
    message: str
    start: int
    end: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """The parts of a note, in reading order, and the problems met."""

    parts: tuple[NotePart, ...]
    problems: tuple[Problem, ...] = ()


def parse_note(text: str) -> ParsedNote:
    """Return *text* as prose and citations.

    >>> [type(part).__name__ for part in parse_note("See @a [p. 1]; cf. @b. The rest is lost.").parts]
    ['Citation', 'tuple']
    """
    reader = _Reader(text)
    return ParsedNote(tuple(reader.parts()), tuple(reader.problems))


def with_leads(parts: Sequence[NotePart]) -> tuple[NotePart, ...]:
    """Return the parts of a note with citations as ``parse_note`` has them that name the author in the text.

    What leads up to such a citation is the prefix of its first cite; one whose sentence does not go on is no such.
    """
    result: list[NotePart] = []
    for place, piece in enumerate(parts):
        if not isinstance(piece, Citation) or piece.mode != "composite" or not piece.cites:
            result.append(piece)
            continue
        after = parts[place + 1] if place + 1 < len(parts) else ()
        if isinstance(after, Citation) or not _GOES_ON.match(plain(after)):
            result.append(replace(piece, mode=""))
            continue
        first, *others = piece.cites
        before = result[-1] if result else ()
        if before and not isinstance(before, Citation) and not first.prefix:
            result.pop()
            prose, _ = _split_lead(plain(before), continues=bool(result))
            result += [part(before, 0, len(prose))] if prose else []
            first = replace(first, prefix=part(before, len(prose), len(plain(before))))
        result.append(replace(piece, cites=(first, *others)))
    return tuple(result)


@dataclass(frozen=True, slots=True)
class PlacedCitation:
    """A citation that ``text[start:end]`` is; *keys* has the place of each of its cites."""

    citation: Citation
    start: int
    end: int
    keys: tuple[tuple[int, int], ...]


def citations(
    text: str, start: int, end: int, *, seen: str, prose: Callable[[str], str]
) -> tuple[list[PlacedCitation], list[Problem]]:
    """Return the citations in ``text[start:end]`` with their places, as pandoc reads them, and the problems met.

    Each ``@key […]`` and ``[… @key …]`` is a citation of its own, without the words that lead up to it; ``@key`` names
    the author in the text. *seen* is *text* with other signs where no citation can stand. *prose* undoes what a
    document's text has beyond the markup of ``prose.py``.
    """
    if seen.find("@", start, end) == -1:
        return [], []
    reader = _Reader(text, start, end, seen, prose)
    found = [
        PlacedCitation(
            Citation(piece.cites, mode="composite" if not piece.bracketed and piece.cites[0].form == "full" else ""),
            piece.start,
            piece.end,
            piece.keys,
        )
        for piece in reader.pieces()
        if piece.cites
    ]
    return found, reader.problems


def has_cite(text: str) -> bool:
    """Is there a cite in *text*?"""
    return CITE.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Prose, or the cites of one ``@key […]`` or ``[… @key …]``, which is ``text[start:end]``."""

    text: str = ""
    cites: tuple[Cite, ...] = ()
    bracketed: bool = False
    start: int = 0
    end: int = 0
    keys: tuple[tuple[int, int], ...] = ()


class _Reader:
    """Walks one note's text from left to right; with *prose* as pandoc does, where that differs."""

    def __init__(
        self,
        text: str,
        start: int = 0,
        end: int | None = None,
        seen: str = "",
        prose: Callable[[str], str] | None = None,
    ) -> None:
        self._text = text
        self._start, self._end = start, len(text) if end is None else end
        self._seen = seen or text
        self._brackets = brackets(self._seen, start, end)
        self._cites = [found.start() for found in CITE.finditer(self._seen, start, self._end)]
        self._as_pandoc = prose is not None
        self._prose = prose or str
        self.problems: list[Problem] = []

    def parts(self) -> Iterator[NotePart]:
        """Yield prose and citations; neighbouring cites joined as the module says."""
        pieces = list(self.pieces())
        position = 0
        running = False  # the sentence has a cite that stands among its words
        while position < len(pieces):
            piece = pieces[position]
            follower = pieces[position + 1] if position + 1 < len(pieces) else None
            if piece.cites:
                cites = list(piece.cites)
                while (joined := self._joined(pieces, position)) is not None:
                    cites += joined
                    position += 2
                after = pieces[position + 1].text if position + 1 < len(pieces) else ""
                named = not piece.bracketed and cites[0].form == "full" and (running or bool(_GOES_ON.match(after)))
                running = (running or named) and not _STOPPED.search(after)
                yield Citation(tuple(cites), mode="composite" if named else "")
            elif follower and follower.cites and not follower.bracketed:
                prose, lead = _split_lead(piece.text, continues=position > 0)
                if prose:
                    yield parse_prose(prose)
                first, *rest = follower.cites
                pieces[position + 1] = replace(follower, cites=(replace(first, prefix=parse_prose(lead)), *rest))
            else:
                yield parse_prose(piece.text)
            position += 1

    @staticmethod
    def _joined(pieces: list[_Piece], position: int) -> tuple[Cite, ...] | None:
        """Return the cites that a semicolon joins to the piece at *position*, ``None`` when none does."""
        if position + 2 >= len(pieces) or not pieces[position + 2].cites:
            return None
        between = pieces[position + 1].text
        if not re.match(r"\s*;", between) or _SENTENCE_END.search(between):
            return None
        first, *rest = pieces[position + 2].cites
        prefix = parse_prose(between.lstrip().removeprefix(";").lstrip())
        return (replace(first, prefix=prefix or first.prefix), *rest)

    def pieces(self) -> Iterator[_Piece]:
        """Yield the pieces of the text in order; together they are all of it."""
        position = start = self._start
        while found := _BEGUN.search(self._seen, position, self._end):
            begin, position = found.span()
            piece: _Piece | None = None
            if found[0] == "[":
                piece = self._bracketed(begin)
            elif match := CITE.match(self._seen, begin, self._end):
                piece = self._bare(match)
            if piece is None:
                continue
            if start < begin:
                yield _Piece(self._text[start:begin])
            yield piece
            start = position = piece.end
        if start < self._end:
            yield _Piece(self._text[start : self._end])

    def _has_cite(self, start: int, end: int) -> bool:
        index = bisect_left(self._cites, start)
        return index < len(self._cites) and self._cites[index] < end

    def _bracketed(self, start: int) -> _Piece | None:
        """Read ``[see @key, pp. 3; @other]``; any other bracket is prose."""
        end = self._brackets.get(start)
        if end is None or not self._has_cite(start, end):
            return None
        cites: list[Cite] = []
        keys: list[tuple[int, int]] = []
        for part_start, part_end in self._stretches(start + 1, end):
            match = CITE.search(self._seen, part_start, part_end)
            if match is None:
                return None
            cites.append(self._cite_in(match, part_start, part_end))
            keys.append(match.span())
        return _Piece("", tuple(cites), True, start, end + 1, tuple(keys))

    def _cite_in(self, match: re.Match[str], start: int, end: int) -> Cite:
        """Return the cite of one stretch in brackets, with what stands before and behind its key."""
        locator, suffix = self._tail(match.end(), end, bare=False)
        prefix = parse_prose(self._prose(self._text[start : match.start()].lstrip()))
        return _cite(match, locator, suffix, prefix)

    def _bare(self, match: re.Match[str]) -> _Piece:
        """Read ``@key`` and the locator in brackets after it."""
        bracket = re.compile(r"[ \t]*\r?\n?[ \t]*\[" if self._as_pandoc else r"\s?\[").match(
            self._seen, match.end(), self._end
        )
        end = self._brackets.get(bracket.end() - 1) if bracket else None
        alone = _Piece("", (_cite(match, None, ()),), False, match.start(), match.end(), (match.span(),))
        if bracket is None or end is None:
            return alone
        first, *others = self._stretches(bracket.end(), end, first=True)
        cites, keys = [alone.cites[0]], [match.span()]
        if self._has_cite(*first):  # "@a [see @b]": a citation of its own follows, to pandoc more of this one
            if not self._as_pandoc:
                return alone
            others.insert(0, first)
        else:
            locator, suffix = self._tail(*first, bare=True)
            cites = [_cite(match, locator, suffix)]
        for start, stop in others:  # "@a [p. 3; @b, p. 4]"
            if found := CITE.search(self._seen, start, stop):
                cites.append(self._cite_in(found, start, stop))
                keys.append(found.span())
        return _Piece("", tuple(cites), False, match.start(), end + 1, tuple(keys))

    def _stretches(self, start: int, end: int, *, first: bool = False) -> list[tuple[int, int]]:
        """Return the stretches of ``text[start:end]`` that semicolons part, each with a cite of its own.

        What has none is more of the suffix before, or else of the prefix that follows; the *first* may have none.
        """
        stretches: list[tuple[int, int]] = []
        cited = first  # does the last of them have its cite?
        for begin, stop in _split_at(self._seen, start, end):
            cites = self._has_cite(begin, stop)
            if stretches and not (cites and cited):
                stretches[-1] = (stretches[-1][0], stop)
            else:
                stretches.append((begin, stop))
            cited = cited or cites
        return stretches

    def _tail(self, start: int, end: int, *, bare: bool) -> tuple[Locator | None, Inlines]:
        """Return the locator and the suffix in ``text[start:end]``, which follows a key."""
        tail = split_tail(self._prose(self._text[start:end].rstrip()))
        suffix = tail.suffix
        if tail.locator is None and tail.is_text:
            self._report_label(self._text[start:end].rstrip(), start)
            if not suffix.startswith((",", ";", ":")):
                suffix = f" {suffix}" if self._as_pandoc and not bare else f", {suffix}"
        return tail.locator, parse_prose(suffix)

    def _report_label(self, tail: str, start: int) -> None:
        """A suffix that begins like a mistyped label is reported: its number would be lost to every style."""
        match = _LABEL_LIKE.match(tail)
        if match is None:
            return
        word = match["word"]
        near = nearest(word, known_labels())
        if near or word.endswith("."):
            label = label_for(near[0]) if near else None
            hint = f"did you mean {label!r}?" if label else "labels are 'pp.', 'chap.', 'vol.', 'fol.' and the like"
            begin = start + match.start("word")
            self.problems.append(
                Problem("unknown-locator-label", f"unknown locator label {word!r}", begin, begin + len(word), hint)
            )


def _cite(match: re.Match[str], locator: Locator | None, suffix: Inlines, prefix: Inlines = ()) -> Cite:
    form: Literal["full", "suppress-author"] = "suppress-author" if match["minus"] else "full"
    return Cite(Key(match["braced"] or match["key"]), locator, prefix, suffix, form)


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a key: its locator and a *suffix*; *is_text* where no locator was even asked for, in braces."""

    locator: Locator | None
    suffix: str
    is_text: bool = False


def split_tail(text: str) -> Tail:
    """Split what follows a key, without brackets, in locator and suffix, which is the end of *text*.

    >>> split_tail(", pp. 3–4, so")
    Tail(locator=Locator(label='page', value='3–4'), suffix=', so', is_text=False)
    """
    body = re.sub(r"\A\s*,?\s*", "", text)
    if explicit := re.match(r"\{([^{}]*)\}", body):  # "{pp. iv, vi}": all of it is the locator
        locator, rest = split_locator(explicit.group(1))
        if locator:
            locator = Locator(locator.label, f"{locator.value}{rest.rstrip()}", locator.labelled)
        return Tail(locator, body[explicit.end() :])
    locator, suffix = split_locator(body)
    if locator is None:
        return Tail(None, text if text.lstrip()[:1] in (",", ";", ":") else body, bool(body))
    return Tail(locator, suffix)


def brackets(text: str, start: int = 0, end: int | None = None) -> dict[int, int]:
    r"""Return where each bracket of ``text[start:end]`` is closed, by where it opens; ``\[`` and ``\]`` are none.

    >>> brackets("a [b [c] \\] [d")
    {5: 7}
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    end = len(text) if end is None else end
    first = text.find("[", start, end)
    if first == -1:
        return found
    while first > start and text[first - 1] == "\\":  # it may be escaped
        first -= 1
    start = first
    for sign in _BRACKET.finditer(text, start, end):
        if sign[0] == "[":
            opened.append(sign.start())
        elif sign[0] == "]" and opened:
            found[opened.pop()] = sign.start()
    return found


def _split_at(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of ``text[start:end]`` between semicolons; one within a key in braces is the key's."""
    cuts = [match.start() for match in _SEMICOLON.finditer(text, start, end) if match[0] == ";"]
    return list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))


def _split_lead(text: str, *, continues: bool) -> tuple[str, str]:
    """Split prose before a cite into what is the note's and the words that lead up to the cite.

    *continues* says that a cite stands before *text*: then a sentence goes on, and only what follows its last
    semicolon leads up to the next cite.
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    cut = ends[-1] if ends else 0
    if continues and not ends:
        cut = len(text) if ";" not in text else text.rindex(";") + 1
        cut += len(text[cut:]) - len(text[cut:].lstrip())
    if not text[cut:].strip():
        return text, ""
    return text[:cut], text[cut:]
