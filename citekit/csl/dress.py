"""What rendering elements wear: affixes, formatting, quotation marks, text case, stripped periods.

Source: CSL 1.0.2, Formatting, Affixes, Quotes, Strip Periods, Text Case. A dress is settled into a few tokens at
compile time; putting it on a run of tokens is then an insertion.
"""

from __future__ import annotations

from citekit.csl.item import change
from citekit.csl.nodes import Dress
from citekit.csl.output import CLOSE, QUOTE, UNQUOTE, Open, Token
from citekit.richtext import Format
from citekit.values import replace


class Wearing:
    """A dress ready to be put on tokens that stand in a stream from *start* on."""

    __slots__ = ("_after", "_before", "_case", "_strip")

    def __init__(self, dress: Dress, *, layout: bool = False) -> None:
        """Settle *dress*; a layout's affixes stand inside its format, those of a displayed block inside the block."""
        before: list[Token] = []
        after: list[Token] = []
        format_ = dress.format
        if format_ is not None and format_.display is not None:
            before.append(Open(Format(display=format_.display)))
            after.append(CLOSE)
            format_ = replace(format_, display=None)
        if dress.prefix:
            before.append(dress.prefix)
        if dress.suffix:
            after.insert(0, dress.suffix)
        if dress.quotes:
            before.append(QUOTE)
            after.insert(0, UNQUOTE)
        if format_ is not None and format_ != Format():
            before.insert(0 if layout else len(before), Open(format_))
            after.insert(len(after) if layout else 0, CLOSE)
        self._before = before
        self._after = after
        self._case = dress.text_case
        self._strip = dress.strip_periods

    def put_on(self, out: list[Token], start: int, language: str) -> None:
        """Dress the tokens ``out[start:]``, of which there is at least one."""
        if self._strip:
            out[start:] = [token.replace(".", "") if type(token) is str else token for token in out[start:]]
        if self._case:
            changed = change(tuple(out[start:]), self._case, language)
            out[start:] = (changed,) if isinstance(changed, str) else changed
        if self._before:
            out[start:start] = self._before
        out += self._after


def decorated(tokens: list[Token], dress: Dress, language: str = "en") -> list[Token]:
    """Return *tokens* in *dress*; nothing stays nothing."""
    result = list(tokens)
    if result:
        Wearing(dress).put_on(result, 0, language)
    return result
