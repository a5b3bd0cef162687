"""The end of a quotation: its own stop, the sentence's, the closing mark, the note's mark and what is in parentheses.

Sources: CMOS 18, 6.9 (stops and commas before the closing mark), 12.69 and 13.17 (a citation in parentheses before
the stop of a sentence, behind that of a block); New Hart's Rules, 9.2.3; RAE, Ortografía (2010), comillas; Мильчин,
Чельцова; Duden, Anführungszeichen. Where note marks stand is in ``notes/placement/customs.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from citekit.model import NoteReference
from citekit.notes.placement.clusters import is_cut_short
from citekit.notes.placement.customs import Custom
from citekit.quotations.marks import NARROW, NO_BREAK, Marks, Pair
from citekit.quotations.quotation import Emphasis, Part, Quoted, joined
from citekit.richtext import Inline, Inlines, concat, plain
from citekit.richtext import part as stretch
from citekit.values import dataclass, replace

_FULL = ".。．"
_ENDERS = "?!…？！"
_DASHES = "—–―"
_STOPS = _FULL + _ENDERS + ",;:、，；："
_SPACES = " " + NO_BREAK + NARROW
_CLOSING = "”’»“‘›‹«\"'」』)]" + _SPACES
_OPENING = "“„‘‚«»‹›\"'「『" + _SPACES
_REPEATED = frozenset(("de", "es"))
"""Languages that ask twice where a question ends with a question (Duden, Fragezeichen; RAE, Ortografía)."""
_NO_COMMA = frozenset(("en", "fr"))  # languages without a comma behind ? and ! of a quotation


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows the words of a quotation.

    *after* is the stop of the sentence around; ``None`` for a quotation that ends it with its own. *mark* refers to a
    note, or is raised text that cites; *custom* says where it stands among the signs. *cited* is text in parentheses or
    brackets that cites.
    """

    after: str | None = None
    mark: NoteReference | Inline | None = None
    custom: Custom | None = None
    cited: Inlines = ()


def final_stop(text: str) -> tuple[int, str]:
    """Return the place of the stop that ends *text* and the stop, seen through marks that close; "" for none.

    A row of ? and ! is one stop, and so are the dots of an ellipsis, with the space that is set before them. What
    stands in brackets within a sentence, such as [sic!], does not end that.

    >>> final_stop("He said, ‘Go!’"), final_stop("no end"), final_stop("lost . . ."), final_stop("lost […]")
    ((12, '!'), (6, ''), (4, ' . . .'), (8, ''))
    """
    body = text.rstrip(_CLOSING)
    if body[-1:] not in {*_STOPS} or _is_aside(text, len(body)):
        return len(text), ""
    rest = body.rstrip(_ENDERS)
    if rest == body:
        rest = body.rstrip("." + _SPACES)
        rest = rest if body.count(".", len(rest)) > 2 else body[:-1]
    stop = body[len(rest) :]
    place = len(rest) if len(stop) == 1 and stop in _FULL + ",、，" else len(rest.rstrip(_SPACES))
    return place, body[place:]


def _is_aside(text: str, place: int) -> bool:
    """Tell whether a bracket closes behind *place* that stands in a sentence: its stop ends nothing else."""
    closing = next((char for char in text[place:] if char in ")]"), "")
    opened = text.rfind({")": "(", "]": "["}[closing], 0, place) if closing else -1
    before = text[: max(opened, 0)].rstrip(_CLOSING)
    return opened >= 0 and before.strip(_OPENING) != "" and (closing == "]" or before[-1] not in _FULL + _ENDERS)


def _is_ellipsis(stop: str) -> bool:
    return stop.strip(_SPACES) == "…" or stop.count(".") > 2


def _kept(own: str) -> str:
    """Return the stop *own* where no other can stand for it: that of a question, a cry, an ellipsis."""
    return own if own[-1:] in {*_ENDERS} or _is_ellipsis(own) else ""


def stops_of(own: str, after: str | None, marks: Marks, *, whole: bool) -> tuple[str, str]:
    """Return the stops before and behind the closing mark.

    *own* is the quotation's, *after* the sentence's as in Tail; *whole* is a quotation that is a sentence itself.

    >>> from citekit.quotations.marks import marks_of
    >>> stops_of(".", ",", marks_of("en-US"), whole=True), stops_of(".", ",", marks_of("de"), whole=True)
    ((',', ''), ('', ','))
    >>> stops_of("?", ".", marks_of("es"), whole=True), stops_of(".", None, marks_of("en-GB"), whole=False)
    (('?', '.'), ('', '.'))
    """
    keeps = _kept(own)
    if after is None:
        return _own_stop(own, keeps, marks, whole=whole)
    base = marks.language.partition("-")[0]
    if after not in {".", ","}:
        return keeps, "" if after and after in keeps and base not in _REPEATED else after
    if marks.stops == "inside":
        return keeps or after, ""
    if keeps:
        comma = after == "," and base not in _NO_COMMA
        return keeps, after if comma or marks.stops == "always" else ""
    return (".", "") if marks.stops == "own" and whole and after == "." and own in _FULL else ("", after)


def _own_stop(own: str, keeps: str, marks: Marks, *, whole: bool) -> tuple[str, str]:
    """Return the stops of a quotation that ends the sentence by its own stop."""
    if keeps:
        return own, "." if marks.stops == "always" else ""
    outside = marks.stops in {"outside", "always"} or (marks.stops == "own" and not whole)
    return ("", own) if own and own in _FULL and outside else (own, "")


def ended(content: Inlines, pair: Pair | None, marks: Marks, tail: Tail) -> tuple[Inline | NoteReference, ...]:
    """Return *content* with its stops, *pair*'s closing mark and the *tail*, in the order of the tradition.

    ``pair=None`` is a block, which has no marks and keeps its own stop.
    """
    text = plain(content)
    place, own = final_stop(text)
    if pair is None:
        if tail.cited:
            return concat(content, (" ",), tail.cited)
        return (
            _marked(_cut(content, place), [own, text[place + len(own) :]], tail) if own else _with_mark(content, tail)
        )
    shortened = own == "." and is_cut_short(text, place)  # the stop is the word's, too
    bare = _changed(content, place, place + len(own)) if own and not shortened else content
    place += shortened
    if tail.cited:
        keeps = _kept(own)
        after = tail.after if tail.after is not None else ("." if own else "")
        return concat(_changed(bare, place, place, keeps), (pair[1], " "), tail.cited, (after,) if after else ())
    inside, outside = stops_of(own, tail.after, marks, whole=_is_sentence(text, own))
    if inside == "." and text[:place].endswith("."):
        inside = ""  # the abbreviation has one
    if inside and not own:
        place = len(plain(bare).rstrip("”’»“‘›‹«\"'」』" + NO_BREAK + NARROW)) if marks.stops == "inside" else len(text)
    rest = plain(bare)[place:]
    bracket = max(rest.rfind(")"), rest.rfind("]")) + 1
    if bracket:  # a mark stands in a bracket only where it is about what stands there
        said = concat(_cut(bare, place), (inside + rest[:bracket],))
        return _marked(said, [rest[bracket:] + pair[1], outside], tail)
    return _marked(_cut(bare, place), [inside, rest + pair[1], outside], tail)


def punctuated(parts: Sequence[Part], marks: Marks) -> tuple[Part, ...]:
    """Return *parts* with the stops at the end of quotations within them where *marks* have them.

    >>> from citekit.quotations.marks import marks_of
    >>> punctuated((Quoted(("yes",)), ", he said"), marks_of("en-US"))
    (Quoted(parts=('yes,',)), ' he said')
    """
    result: list[Part] = []
    for part in parts:
        match part:
            case Quoted() | Emphasis():
                inner = punctuated(part.parts, marks)
                result.append(replace(part, parts=inner))
                if isinstance(part, Quoted) and marks.stops in {"outside", "always"} and _ends_with(inner, _FULL):
                    kept, stop = _parted(inner)
                    result[-1] = Quoted(kept)
                    result.append(stop)
            case str() if result and isinstance(before := result[-1], Quoted) and marks.stops == "inside":
                moved = part[:1] if part[:1] in {".", ","} and not _ends_with(before.parts, _STOPS) else ""
                result[-1] = Quoted(joined((*before.parts, moved)))
                result.append(part[len(moved) :])
            case str() if part[:1] in {*_STOPS} and len(result) > 1 and result[-1] in {*_FULL}:
                result[-1] = part  # one stop is enough
            case _:
                result.append(part)
    return joined(result)


def _ends_with(parts: Sequence[Part], signs: str) -> bool:
    last = parts[-1] if parts else ""
    return isinstance(last, str) and last[-1:] in {*signs}


def _parted(parts: Sequence[Part]) -> tuple[tuple[Part, ...], str]:
    """Return *parts*, which end with a text, without its last character, and that."""
    last = parts[-1]
    assert isinstance(last, str)  # noqa: S101 - as the caller has seen
    return joined((*parts[:-1], last[:-1])), last[-1]


def _marked(content: Inlines, signs: Sequence[str], tail: Tail) -> tuple[Inline | NoteReference, ...]:
    """Return *content* and the *signs* behind it, with the note's mark among them."""
    if tail.mark is None:
        return concat(content, ("".join(signs),))
    place = len(signs)
    while place and signs[place - 1][:1] in {*_DASHES}:
        place -= 1  # all agree that a mark precedes a dash
    if (custom := tail.custom) is not None:
        while place and (not signs[place - 1] or _kind(signs[place - 1]) in custom.before):
            place -= 1
        quote = next((at for at, sign in enumerate(signs) if sign and _kind(sign) == "quote"), None)
        if "quotation" in custom.also and "quote" not in custom.before and quote is not None:
            place = quote + 1  # the mark is about the quotation
    before, behind = "".join(signs[:place]), "".join(signs[place:])
    return (*concat(content, (before,)), tail.mark, *((behind,) if behind else ()))


def _kind(sign: str) -> str:
    if _is_ellipsis(sign):
        return "ender"
    last = sign.strip(NARROW + NO_BREAK)[-1:]
    return "stop" if last in ".,;:。、" else "ender" if last in _ENDERS else "quote"


def _with_mark(content: Inlines, tail: Tail) -> tuple[Inline | NoteReference, ...]:
    return (*content, tail.mark) if tail.mark is not None else content


def _is_sentence(text: str, own: str) -> bool:
    first = next((char for char in text if char.isalpha()), "")
    return own[-1:] in {*_FULL, *_ENDERS} and not first.islower()


def _cut(content: Inlines, place: int) -> Inlines:
    return stretch(content, 0, place)


def _changed(content: Inlines, start: int, end: int, text: str = "") -> Inlines:
    """Return *content* with *text* for its characters *start* to *end*."""
    return concat(stretch(content, 0, start), (text,), stretch(content, end, len(plain(content))))
