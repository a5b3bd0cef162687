"""Technical texts: notes on software and the like, where words end in numbers that are their own ("utf8", "ua1").

Told by the signs of code, counted against the length of the text.
"""

from __future__ import annotations

import re

_CODE = re.compile(
    r"`|(?<![\w.])@\w|(?<!\S)--\w|\w\(\)|\w::\w|[^\W_]_[^\W_]|(?<![\w&])#\d|(?<!\S)[.\w-]*[a-z]/[a-z_.][\w./-]*|"
    r"[a-z][A-Z][a-z]\w*|^[ \t]*[-+*] ",
    re.MULTILINE,
)
_DENSE = 4.0
"""Signs of code to a thousand characters, from which a text is technical; a scientific article has one or two."""

_LEAST = 4
_HINTS = ("`", "@", "_", "#", "()", "::", "--", "/", "\n- ", "\n* ", "\n+ ")


def is_technical(text: str) -> bool:
    """Tell whether *text* is about code."""
    hints = sum(map(text.count, _HINTS))
    if hints < _LEAST or 1000 * hints < _DENSE / 2 * len(text):
        return False
    count = sum(1 for _ in _CODE.finditer(text))
    return count >= _LEAST and 1000 * count >= _DENSE * len(text)
