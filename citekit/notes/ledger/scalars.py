"""A text as a scalar of YAML, so that whoever reads the ledger finds the text again.

Source: YAML 1.2.2, 5.7 (Escaped Characters), 7.3.1 (Double-Quoted Style), 7.3.3 (Plain Style).
"""

from __future__ import annotations

import re

from citekit.patterns import pattern

# A plain scalar that begins and ends with a sign of its own, and holds nothing that YAML reads as more than a text.
_PLAIN = pattern(r"[^\W_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff:#]|:(?=\S)|(?<=\S)#)*")
_WORDS = frozenset("null true false yes no on off y n".split())
_ESCAPED = pattern(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')


def as_scalar(text: str) -> str:
    """Return *text* on one line as YAML writes it: plain where that says the same, else in double quotes.

    >>> as_scalar("See @cohen1973 [pp. 290–91]."), as_scalar("@cohen1973, “so: there”")
    ('See @cohen1973 [pp. 290–91].', '"@cohen1973, “so: there”"')
    """
    plain = _PLAIN.fullmatch(text) and text.rstrip() == text and text.casefold() not in _WORDS and text[-1] != ":"
    return text if plain else f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return f"\\{sign}" if sign in '"\\' else f"\\u{ord(sign):04x}"
