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
from collections.abc import Iterator
from typing import Literal

from citekit.model import Citation, Cite, Key, Locator, NotePart
from citekit.nearest import nearest
from citekit.notes.locators import known_labels, label_for, split_locator
from citekit.notes.prose import parse_prose
from citekit.values import dataclass, replace

CITE = re.compile(r"(?<![\w\\])(?P<minus>-?)@(?:\{(?P<braced>[^{}]+)\}|(?P<key>\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*))")
_SENTENCE_END = re.compile(r"(?:[.?!…][”’»\"')\]]*)\s+(?=[“‘«\"'(\[]*[A-ZÀ-ÞА-ЯЁ])")
_GOES_ON = re.compile(r"(?:['’]s)?\s+[^\W\d_]|['’]s\b")
_STOPPED = re.compile(r"[.?!…][”’»\"')\]]*\s+(?:$|(?=[“‘«\"'(\[]*[A-ZÀ-ÞА-ЯЁ]))")  # before words, or the next cite
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


def has_cite(text: str) -> bool:
    """Is there a cite in *text*?"""
    return CITE.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Prose, or the cites of one ``@key […]`` or ``[… @key …]``."""

    text: str = ""
    cites: tuple[Cite, ...] = ()
    bracketed: bool = False


class _Reader:
    """Walks one note's text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._brackets = brackets(text)
        self.problems: list[Problem] = []

    def parts(self) -> Iterator[NotePart]:
        """Yield prose and citations; neighbouring cites joined as the module says."""
        pieces = list(self._pieces())
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

    def _pieces(self) -> Iterator[_Piece]:
        position = start = 0
        text = self._text
        while position < len(text):
            piece, end = None, position
            if text[position] == "\\":
                position += 2
                continue
            if text[position] == "[":
                piece, end = self._bracketed(position)
            elif match := CITE.match(text, position):
                piece, end = self._bare(match)
            if piece is None:
                position += 1
                continue
            if start < position:
                yield _Piece(text[start:position])
            yield piece
            start = position = end
        if start < len(text):
            yield _Piece(text[start:])

    def _bracketed(self, start: int) -> tuple[_Piece | None, int]:
        """Read ``[see @key, pp. 3; @other]``; any other bracket is prose."""
        end = self._brackets.get(start)
        if end is None or not has_cite(self._text[start:end]):
            return None, start
        cites: list[Cite] = []
        for part_start, part_end in self._stretches(start + 1, end):
            match = CITE.search(self._text, part_start, part_end)
            if match is None:
                return None, start
            prefix = parse_prose(self._text[part_start : match.start()].lstrip())
            locator, suffix = self._tail(match.end(), part_end)
            cites.append(replace(_cite(match, locator, suffix), prefix=prefix))
        return _Piece(cites=tuple(cites), bracketed=True), end + 1

    def _bare(self, match: re.Match[str]) -> tuple[_Piece, int]:
        """Read ``@key`` and the locator in brackets after it."""
        bracket = re.compile(r"\s?\[").match(self._text, match.end())
        end = self._brackets.get(bracket.end() - 1) if bracket else None
        if bracket is None or end is None:
            return _Piece(cites=(_cite(match, None, ""),)), match.end()
        first, *others = self._stretches(bracket.end(), end, first=True)
        if CITE.search(self._text, *first):  # "@a [see @b]": a citation of its own follows
            return _Piece(cites=(_cite(match, None, ""),)), match.end()
        locator, suffix = self._tail(*first)
        cites = [_cite(match, locator, suffix)]
        for start, stop in others:  # "@a [p. 3; @b, p. 4]"
            if found := CITE.search(self._text, start, stop):
                other_locator, other_suffix = self._tail(found.end(), stop)
                prefix = parse_prose(self._text[start : found.start()].lstrip())
                cites.append(replace(_cite(found, other_locator, other_suffix), prefix=prefix))
        return _Piece(cites=tuple(cites)), end + 1

    def _stretches(self, start: int, end: int, *, first: bool = False) -> list[tuple[int, int]]:
        """Return the stretches of ``text[start:end]`` that semicolons part, each with a cite of its own.

        What has none is more of the suffix before, or else of the prefix that follows; the *first* may have none.
        """
        stretches: list[tuple[int, int]] = []
        cited = first  # does the last of them have its cite?
        for begin, stop in _split_at(self._text, start, end):
            cites = CITE.search(self._text, begin, stop) is not None
            if stretches and not (cites and cited):
                stretches[-1] = (stretches[-1][0], stop)
            else:
                stretches.append((begin, stop))
            cited = cited or cites
        return stretches

    def _tail(self, start: int, end: int) -> tuple[Locator | None, str]:
        """Return the locator and the suffix in ``text[start:end]``, which follows a key."""
        tail = self._text[start:end].rstrip()
        body = re.sub(r"^\s*,?\s*", "", tail)
        if explicit := re.match(r"\{([^{}]*)\}", body):  # "{pp. iv, vi}": all of it is the locator
            locator, rest = split_locator(explicit.group(1))
            if locator:
                locator = Locator(locator.label, f"{locator.value}{rest.rstrip()}", locator.labelled)
            return locator, body[explicit.end() :]
        locator, suffix = split_locator(body)
        if locator is None:
            self._report_label(tail, start)
            return None, tail if tail.lstrip()[:1] in ",;:" else f", {body}" if body else ""
        return locator, suffix

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


def _cite(match: re.Match[str], locator: Locator | None, suffix: str) -> Cite:
    form: Literal["full", "suppress-author"] = "suppress-author" if match["minus"] else "full"
    return Cite(Key(match["braced"] or match["key"]), locator, suffix=parse_prose(suffix), form=form)


def brackets(text: str, start: int = 0, end: int | None = None) -> dict[int, int]:
    r"""Return where each bracket of ``text[start:end]`` is closed, by where it opens; ``\[`` and ``\]`` are none.

    >>> brackets("a [b [c] \\] [d")
    {5: 7}
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    for sign in _BRACKET.finditer(text, start, len(text) if end is None else end):
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
