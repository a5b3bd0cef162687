"""Characters that no format can carry, and names made of safe ones.

Sources: XML 1.0, 2.2 (Characters), which HTML and DOCX follow; Namespaces in XML, 3 (NCName).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_BREAKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF) if chr(code) not in _BREAKS]
_CLEAN = str.maketrans({**dict.fromkeys(_BREAKS, " "), **{chr(code): None for code in _CONTROLS}})
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSAFE = re.compile(r"[^0-9A-Za-z_]+")


def clean(text: str) -> str:
    r"""Return *text* on one line: breaks and tabs as spaces, control characters gone, surrogates as U+FFFD.

    >>> clean("one\ntwo\x00")
    'one two'
    """
    return _SURROGATE.sub("\ufffd", text.translate(_CLEAN))


def identifiers(names: Iterable[str]) -> dict[str, str]:
    """Return a distinct ASCII identifier for each name, distinct also when case is ignored.

    Letters, digits and ``_`` stay, the rest becomes ``-``; a sign alone becomes its Unicode name. Put a letter
    before one to make an NCName.

    >>> identifiers(["11", "11:a", "11/A", "†"])
    {'11': '11', '11:a': '11-a', '11/A': '11-A-2', '†': 'dagger'}
    """
    taken: set[str] = set()
    result: dict[str, str] = {}
    for name in dict.fromkeys(names):
        base = _UNSAFE.sub("-", name).strip("-") or _spelled(name)
        candidate, count = base, 1
        while candidate.lower() in taken:
            count += 1
            candidate = f"{base}-{count}"
        taken.add(candidate.lower())
        result[name] = candidate
    return result


def _spelled(name: str) -> str:
    if len(name) == 1 and (sign := unicodedata.name(name, "")):
        return sign.lower().replace(" ", "-")
    return "-".join(f"u{ord(char):04x}" for char in name) or "empty"
