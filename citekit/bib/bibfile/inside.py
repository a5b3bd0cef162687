"""The inside of an entry, a string or a preamble that is not plain: its fields, and what is wrong with them.

Source: what biber and BibTeX take for a field ("Tame the BeaST", section 4; biber 2.18 run as a black box). Where
they stop with an error, the reading goes on, and a flaw says how: a missing comma or ``=`` is put in, a quotation mark
inside quotes is one of the text, a value that is never closed ends where the next line looks like a field.
"""

from __future__ import annotations

from citekit.bib.bibfile.landmarks import Landmarks, Wary
from citekit.bib.bibfile.syntax import (
    CONTINUES,
    HEAD,
    LEFT_OPEN,
    NAME,
    SPACE,
    SPACES,
    Field,
    Flaw,
    Form,
    Piece,
    form_of,
)
from citekit.patterns import pattern
from citekit.values import dataclass, field

# Flaws after which a reading may be wrong altogether.
_SERIOUS = LEFT_OPEN | {"unclosed-entry", "stray-text", "brace-in-quotes"}

_FIELD_NAME = pattern(rf"({NAME}){SPACE}")
_FIELD_START = pattern(rf"{NAME}{SPACE}=")
_BARE = pattern(NAME)
_BARE_TEXT = pattern(r"[^\n\r,{}\"#%@=]*+")
_IN_QUOTES = pattern(r"[\"{}]")
# What may stand behind a closing quotation mark; else it is one inside the text.
_BEHIND_QUOTE = pattern(rf"\s*+(?:[,#}})%]|\Z|{NAME}\s*+=|@{SPACE}{NAME}{SPACE}[{{(])")
_BEHIND_VALUE = pattern(r"\s*+(?:[,#})%]|\Z)")
_ESCAPED_OR_BRACE = pattern(r"\\.|[{}]", 16)  # re.DOTALL
# How far an escaped brace, in characters, and how many quotation marks inside a text are followed up.
_NEAR, _MANY = 300, 20
_LAST_QUOTE = pattern(r"\"(?=[ \t]*+(?:[,#})]|\Z))")
_LINE = pattern(r"[^\n\r]*+")
_LAST_THING = pattern(r"\s*+(?:@|\Z)")


@dataclass(slots=True)
class Reading:
    """One way to read a block's inside. *close* is the place of the closing delimiter, or -1; *end* is behind it."""

    fields: list[Field] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    close: int = -1
    end: int = 0

    def doubtful(self) -> bool:
        """Tell whether another way to read it may be better."""
        return any(flaw.kind in _SERIOUS for flaw in self.flaws)


class Inside:
    """Reads the inside of the block that the delimiter at *opened* opens.

    Nothing at *limit* or behind belongs to it. A *wary* reading ends values before lines that look like fields, if a
    comma stands before them; one that is wary of all, before everything that looks like a field.
    """

    def __init__(self, text: str, landmarks: Landmarks, opened: int, limit: int, *, wary: Wary) -> None:
        self._text = text
        self._opened = opened
        self._limit = limit
        self._landmarks = landmarks
        self._closing = landmarks.closing
        self._window = landmarks.window(opened)
        self._wary: Wary = wary
        self._reading = Reading(end=opened + 1)

    def fields(self, position: int) -> Reading:
        """Read fields from *position* to the closing delimiter."""
        reading = self._reading
        reading.end = max(reading.end, position)
        saved: tuple[int, int, int] | None = None  # where the block ended before a delimiter too many
        while True:
            position = self._skip(position)
            if position >= self._limit or self._at_head(position):
                if saved is None:
                    reading.flaws.append(Flaw("unclosed-entry", self._opened, self._opened + 1))
                    return reading
                reading.close = saved[0]
                del reading.fields[saved[1] :], reading.flaws[saved[2] :]
                reading.end = reading.close + 1
                return reading
            if not self._closes(position):
                position = self._step(position)
                reading.end = position
                continue
            self._check_delimiter(position)
            if not (CONTINUES.match(self._text, position + 1) and position < self._window):
                reading.close = position
                reading.end = position + 1
                return reading
            saved = (position, len(reading.fields), len(reading.flaws))
            self._limit = min(self._limit, self._window)
            self._flaw("extra-delimiter", position, position + 1)
            position = self._skip(position + 1)
            position += self._text[position] == ","

    def value(self, position: int) -> Reading:
        """Read one value without a name, as a preamble has it."""
        start = self._skip(position)
        if start < self._limit and not self._closes(start) and not self._at_head(start):
            position = self._value(start, start, start)
        return self.fields(position)

    # --- small steps ---

    def _skip(self, position: int) -> int:
        return SPACES.match(self._text, position).end()  # type: ignore[union-attr]  # it matches nothing, too

    def _flaw(self, kind: str, start: int, end: int, word: str = "") -> None:
        self._reading.flaws.append(Flaw(kind, start, end, word))

    def _at_head(self, position: int) -> bool:
        return self._text[position] == "@" and HEAD.match(self._text, position) is not None

    def _closes(self, position: int) -> bool:
        """Tell whether the block ends at *position*; biber takes either delimiter for the other."""
        character = self._text[position]
        if character == "}":
            return True
        if character != ")":
            return False
        return self._text[self._opened] == "(" or _LAST_THING.match(self._text, position + 1) is not None

    def _check_delimiter(self, position: int) -> None:
        if (self._text[self._opened] == "{") != (self._text[position] == "}"):
            self._flaw("other-delimiter", position, position + 1)

    def _step(self, position: int) -> int:
        """Read one field, or what stands in the place of one, and return where it ends."""
        if self._text[position] == ",":
            self._flaw("extra-comma", position, position + 1)
            return position + 1
        name = _FIELD_NAME.match(self._text, position)
        if name is not None and name.end() < self._limit:
            following = self._text[name.end()]
            if following == "=":
                return self._value(*name.span(1), self._skip(name.end() + 1))
            if following in '{"':
                self._flaw("missing-equals", name.end(1), name.end(1) + 1, name[1])
                return self._value(*name.span(1), name.end())
        return self._stray(position)

    def _stray(self, start: int) -> int:
        position = end = start
        text = self._text
        while position < self._limit:
            character = text[position]
            if character == "," or (position > start and self._ends_stray(position)):
                break
            if character == "{":
                end = max(self._closing(position, self._limit), position) + 1
            else:
                word = _BARE.match(text, position)
                end = word.end() if word else position + 1
            position = self._skip(end)
        self._flaw("stray-text", start, end)
        return position + 1 if position < self._limit and text[position] == "," else end

    def _ends_stray(self, position: int) -> bool:
        return self._closes(position) or self._at_head(position) or _FIELD_START.match(self._text, position) is not None

    # --- values ---

    def _value(self, name_start: int, name_end: int, start: int) -> int:
        """Read the value at *start* and the comma behind it; return where the field ends."""
        pieces = self._pieces(start)
        value_end = pieces[-1].end if pieces else name_end
        value_start = pieces[0].start if pieces else name_end
        word = self._text[name_start:name_end]
        if not pieces:
            value_start = value_end = self._before_space(start)
            self._flaw("empty-value", name_start, name_end, word)
        position = self._skip(value_end)
        if pieces and position < self._limit and self._text[position] == "#":  # nothing follows it
            position = self._skip(position + 1)
        comma = position if position < self._limit and self._text[position] == "," else -1
        if comma < 0 and position < self._limit and pieces:
            following = _FIELD_NAME.match(self._text, position)
            if following is not None and self._text[following.end() : following.end() + 1] == "=":
                self._flaw("missing-comma", value_end, value_end + 1, following[1])
        form: Form = "empty" if not pieces else "joined" if len(pieces) > 1 else pieces[0].form
        joined = pieces if len(pieces) > 1 else ()
        self._reading.fields.append(Field(name_start, name_end, value_start, value_end, comma, form, joined))
        return comma + 1 if comma >= 0 else value_end

    def _before_space(self, position: int) -> int:
        while position and self._text[position - 1].isspace():
            position -= 1
        return position

    def _pieces(self, start: int) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        position = start
        while True:
            end = self._piece_end(position)
            if end < 0:
                if pieces:
                    self._flaw("missing-piece", pieces[-1].end, pieces[-1].end + 1)
                break
            pieces.append(Piece(form_of(self._text[position:end]), position, end))
            position = self._skip(end)
            if position >= self._limit or self._text[position] != "#":
                break
            position = self._skip(position + 1)
        return tuple(pieces)

    def _piece_end(self, start: int) -> int:
        """Return where the piece at *start* ends; -1 where there is none."""
        if start >= self._limit:
            return -1
        character = self._text[start]
        if character == "{":
            return self._brace_end(start)
        return self._quote_end(start) if character == '"' else self._bare_end(start)

    def _bare_end(self, start: int) -> int:
        word = _BARE.match(self._text, start)
        if word is None:
            return -1
        position = self._skip(word.end())
        if position >= self._limit or self._text[position] in ",#})@" or _FIELD_START.match(self._text, position):
            return word.end()
        end = self._before_space(_BARE_TEXT.match(self._text, start, self._limit).end())  # type: ignore[union-attr]
        if end <= word.end():
            return word.end()
        self._flaw("unquoted-text", start, end)
        return end

    def _brace_end(self, start: int) -> int:
        close = self._closing(start, self._limit)
        wary = self._wary != "no"
        if close >= 0 and not (wary and (self._field_after(start) < close or self._has_escaped(start, close))):
            return self._behind_escaped(start, close)
        end = min(self._open_end(start, self._limit), close + 1 or self._limit)
        escaped = self._escaped_closing(start, end)
        if escaped >= 0 and _BEHIND_VALUE.match(self._text, escaped + 1, self._limit):
            self._flaw("escaped-brace", start, escaped + 1)
            return escaped + 1
        if close >= 0 and self._field_after(start) >= close:
            return close + 1
        self._flaw("unclosed-brace", start, start + 1)
        return end

    def _has_escaped(self, start: int, end: int) -> bool:
        return self._text.find("\\{", start, end) >= 0 or self._text.find("\\}", start, end) >= 0

    def _behind_escaped(self, start: int, close: int) -> int:
        r"""Return where a value ends whose closing brace may be an escaped one, as in ``{a \} b}``."""
        if self._text[close - 1] == "\\" and not _BEHIND_VALUE.match(self._text, close + 1, self._limit):
            later = self._escaped_closing(start, min(close + _NEAR, self._limit))
            if later > close and _BEHIND_VALUE.match(self._text, later + 1, self._limit):
                self._flaw("escaped-brace", start, later + 1)
                return later + 1
        return close + 1

    def _escaped_closing(self, start: int, end: int) -> int:
        """Return where the brace at *start* is closed if escaped braces do not count; -1 if not before *end*."""
        depth = 0
        for found in _ESCAPED_OR_BRACE.finditer(self._text, start, end):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if depth == 0 and found[0] == "}":
                return found.start()
        return -1

    def _open_end(self, start: int, limit: int) -> int:
        """Return where a value ends that is never closed."""
        end = self._field_after(start)
        return end if end < limit else max(self._before_space(limit), start + 1)

    def _field_after(self, start: int) -> int:
        return min(self._landmarks.field(start, self._wary), self._limit)

    def _quote_end(self, start: int) -> int:
        text = self._text
        position = start + 1
        limit = self._limit if self._wary == "no" else self._field_after(start)
        inner: list[int] = []
        while True:
            found = _IN_QUOTES.search(text, position, limit)
            if found is None or found[0] == "}":
                return self._open_quote(start, found.start() if found else limit, inner)
            place = found.start()
            if found[0] == "{":
                close = self._closing(place, limit)
                if close < 0:
                    return self._open_quote(start, limit, inner)
                position = close + 1
            elif len(inner) == _MANY:
                return self._open_quote(start, limit, inner)
            elif _BEHIND_QUOTE.match(text, place + 1, self._limit):
                for one in inner:
                    self._flaw("inner-quote", one, one + 1)
                return place + 1
            else:
                inner.append(place)
                position = place + 1
                limit = min(limit, self._field_after(start))

    def _open_quote(self, start: int, limit: int, inner: list[int]) -> int:
        """Return where a quoted value ends whose braces are not balanced, or that is never closed before *limit*."""
        end = self._open_end(start, limit)
        line_end = _LINE.match(self._text, start, min(start + _NEAR, self._limit)).end()  # type: ignore[union-attr]
        quote = _LAST_QUOTE.search(self._text, start + 1, line_end)
        if quote is not None:
            unbalanced = not inner or quote.start() != inner[0]
            self._flaw("brace-in-quotes" if unbalanced else "stray-text", start, quote.end())
            return quote.end()
        self._flaw("unclosed-quote", start, start + 1)
        return end
