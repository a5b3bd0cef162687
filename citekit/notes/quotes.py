"""Quotations of a text by their marks: pairs in any order and to any depth, and marks that nothing closes.

What a mark may be by its neighbours is in ``quotesigns.py``; here is what it does with the quotations open at the
moment. A paragraph that opens anew with the marks still open goes on the running quotation, as one does in Spanish
with ». Closing marks without an opening one are left alone: flattened text has too many of them. Time is linear.
"""

from __future__ import annotations

from citekit.findings import Finding, Severity, Source
from citekit.notes.quotesigns import CLOSERS, SINGLES, SPACES, Sign, is_letter, signs
from citekit.values import NamedTuple, dataclass, field

_WITHIN_ITSELF = "„«»‹›「『﹁﹃"
"""Marks that stand within their own kind, as Russian and French books have them; others never do."""


_DEEPEST = 100
"""Quotations within quotations are never nested so deep; what looks so is not closed."""


class Quote(NamedTuple):
    """``text[start:end]`` is a quotation with its marks, ``text[inner_start:inner_end]`` what they enclose.

    Spaces that belong to the marks are not in the inner text. *reopened* are the places of marks that stand again at
    the beginning of a paragraph of it.
    """

    start: int
    inner_start: int
    inner_end: int
    end: int
    mark: str
    closer: str
    reopened: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenMark:
    """An opening mark at *place* that nothing closes; *closers* would have.

    *late* is the place of a mark that would have closed it, but stands in or behind another quotation which begins or
    ends within this one: they cross. -1 where there is none.
    """

    place: int
    mark: str
    closers: str
    late: int = -1
    reopened: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotations of a text that are *closed*, and the marks left *open*; each in the order of their opening."""

    closed: tuple[Quote, ...]
    open: tuple[OpenMark, ...]


@dataclass(slots=True)
class _Open:
    place: int
    mark: str
    closers: str
    paragraph: int
    late: int = -1
    shared: int = -1
    reopened: list[int] = field(default_factory=list)


def read_quotes(text: str, language: str = "") -> Quotes:
    """Return the quotations of *text*; *language* (BCP 47) decides where the text itself leaves a doubt.

    >>> [text[one.inner_start : one.inner_end] for text in ["“a ‘b’” «c"] for one in read_quotes(text).closed]
    ['a ‘b’', 'b']
    """
    reader = _Reader(text, language)
    for sign in signs(text, language):
        reader.read(sign)
    reader.lose(0)
    reader.lost.sort(key=lambda mark: mark.place)
    return Quotes(tuple(sorted(reader.closed)), tuple(map(reader.as_open, reader.lost)))


def unclosed(text: str) -> tuple[OpenMark, ...]:
    """Return the quotation marks of *text* that are never closed, in order."""
    return read_quotes(text).open


def told(source: Source, mark: OpenMark) -> Finding:
    """Return what is wrong with a mark of the text in *source*: nothing closes it, or it crosses another quotation."""
    where = source.span(mark.place, mark.place + 1)
    if mark.late == -1:
        hint = f"close it with {mark.closers[0]}, or check whether text is lost"
        message = f"the quotation mark {mark.mark} is never closed"
        return Finding("unclosed-quotation", message, where, Severity.WARNING, hint)
    late = source.span(mark.late)
    message = f"the quotation that {mark.mark} opens crosses another: its {source.text[mark.late]} stands beyond"
    hint = f"close the inner one first; the mark is in line {late.line}, column {late.column}"
    return Finding("crossed-quotation", message, where, Severity.WARNING, hint)


class _Reader:
    """One pass over the marks of a text, with the quotations open at the moment."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.closed: list[Quote] = []
        self.lost: list[_Open] = []
        self._stack: list[_Open] = []
        self._depths: dict[str, list[int]] = {}  # by what closes them, and by the mark with a "<" before
        self._torn: dict[str, _Open] = {}  # lost in this paragraph, when what encloses them was closed
        self._nordic = language.partition("-")[0].lower() in ("sv", "fi")
        self._closers = {**CLOSERS, "«": "»", "‹": "›", "»": "«", "›": "‹"}
        for left, right in ("«»", "‹›"):
            if left not in text:
                self._closers[right] = right
        self._paragraph = 0
        self._reopened = 0
        self._fresh = 0  # where the paragraph begins, behind marks that stand there again; -1 when words have come

    def read(self, sign: Sign) -> None:
        if sign.mark == "\n":
            self._paragraph += 1
            self._reopened = 0
            self._torn.clear()
            self._fresh = sign.place + 1
            return
        at_start = self._at_start(sign.place)
        if at_start and self._goes_on(sign):
            self._stack[self._reopened].reopened.append(sign.place)
            self._stack[self._reopened].paragraph = self._paragraph
            self._reopened += 1
            self._fresh = sign.place + 1
        elif not (sign.closes and self._close(sign)) and self._may_open(sign):
            self._open(sign)

    def _at_start(self, place: int) -> bool:
        """Tell whether only marks that stand there again come before *place* in its paragraph."""
        if self._fresh != -1 and self.text[self._fresh : place].strip(f"{SPACES}>"):
            self._fresh = -1
        return self._fresh != -1

    def _goes_on(self, sign: Sign) -> bool:
        """Tell whether a mark at the beginning of a paragraph says that the running quotation goes on."""
        if self._reopened >= len(self._stack):
            return False
        running = self._stack[self._reopened]
        if running.paragraph == self._paragraph:
            return False
        if sign.opens and running.mark == sign.mark:
            return True
        after = sign.place + 1
        word = is_letter(self.text, after) or (
            self.text[after : after + 1] in SPACES and is_letter(self.text, after + 1)
        )
        return sign.mark in "»›" and sign.mark in running.closers and word

    def _may_open(self, sign: Sign) -> bool:
        if sign.mark == "’":  # opens within ”Swedish ones” alone
            return sign.opens and (self._nordic or (bool(self._stack) and self._stack[-1].mark == "”"))
        return sign.opens

    def _close(self, sign: Sign) -> bool:
        """Close what the mark closes; inner quotations left open are lost. Tell whether there was any."""
        depths = self._depths.get(sign.mark)
        if not depths:
            self._tell_torn(sign)
            return False
        depth = depths[-1]
        mark = self._stack[depth]
        if sign.mark in SINGLES and depth != len(self._stack) - 1:
            if mark.late == -1 and not sign.doubtful:
                mark.late = sign.place
            return False
        for torn in self._stack[depth + 1 :]:
            self._torn.update(dict.fromkeys(torn.closers, torn))
        self.lose(depth + 1)
        self._pop()
        self.closed.append(self._quote(mark, sign.place))
        if self._stack and self._stack[-1].mark == mark.mark:
            self._stack[-1].shared = sign.place
        return True

    def _tell_torn(self, sign: Sign) -> None:
        """Note a mark that closes what another quotation has torn; an apostrophe does not."""
        torn = self._torn.pop(sign.mark, None)
        if torn is not None and not sign.doubtful and torn.late == -1:
            torn.late = sign.place

    def _open(self, sign: Sign) -> None:
        mark = sign.mark
        same = self._depths.get(f"<{mark}")
        stale = self._reopened
        if same and stale < len(self._stack) and stale <= same[-1] and self._is_stale(same[-1]):
            self.lose(stale)
        elif self._stack and self._stack[-1].mark == mark and mark not in _WITHIN_ITSELF:
            self.lose(len(self._stack) - 1)
        elif len(self._stack) >= _DEEPEST:
            self.lose(0)
        one = _Open(sign.place, mark, self._closers[mark], self._paragraph)
        for key in (*one.closers, f"<{mark}"):
            self._depths.setdefault(key, []).append(len(self._stack))
            self._torn.pop(key, None)
        self._stack.append(one)

    def _is_stale(self, depth: int) -> bool:
        return self._stack[depth].paragraph < self._paragraph

    def lose(self, depth: int) -> None:
        """Give up the quotations from *depth* on; one that its inner one closes at a paragraph's end is closed."""
        while len(self._stack) > depth:
            mark = self._pop()
            if mark.shared != -1 and self._ends_there(mark.shared):
                self.closed.append(self._quote(mark, mark.shared)._replace(inner_end=mark.shared + 1))
            else:
                self.lost.append(mark)

    def _pop(self) -> _Open:
        mark = self._stack.pop()
        for key in (*mark.closers, f"<{mark.mark}"):
            self._depths[key].pop()
        self._reopened = min(self._reopened, len(self._stack))
        return mark

    def _ends_there(self, place: int) -> bool:
        """Tell whether a paragraph ends with the closing mark at *place* and stops."""
        stop = place + 1
        while stop < min(place + 5, len(self.text)) and self.text[stop] in f".,;:!?…{SPACES}":
            stop += 1
        return stop == len(self.text) or self.text[stop] == "\n"

    def _quote(self, mark: _Open, place: int) -> Quote:
        start, end = mark.place + 1, place
        while start < end and self.text[start] in SPACES:
            start += 1
        while end > start and self.text[end - 1] in SPACES:
            end -= 1
        return Quote(mark.place, start, end, place + 1, mark.mark, self.text[place], tuple(mark.reopened))

    def as_open(self, mark: _Open) -> OpenMark:
        """Return what is told of a mark that was lost."""
        return OpenMark(mark.place, mark.mark, mark.closers, mark.late, tuple(mark.reopened))
