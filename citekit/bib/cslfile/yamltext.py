r"""Plain values -> YAML text: mappings, lists and texts, each text in the plainest style that says it.

Source: YAML 1.2.2, 5.1 (Character Set), 7.3 (Flow Scalar Styles); texts that YAML 1.1 reads as truth values, numbers
or dates are quoted, since many programs still do.

>>> print(to_yaml({"id": "a", "title": "Why? Because: no", "volume": "3", "pages": ["1", "04"]}), end="")
id: a
title: "Why? Because: no"
volume: 3
pages:
- 1
- "04"
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from citekit.patterns import pattern

# A text that starts with a letter and has nothing that YAML gives a meaning; and whole numbers as everyone writes them.
_PLAIN = pattern(
    r"(?:[^\W\d_][^\x00-\x1f\x7f#:]*(?:(?::|(?<!\s)#)(?=[^\s#:])[^\x00-\x1f\x7f#:]*)*(?<!\s)|0|[1-9]\d{0,8})\Z"
)
_WORDS = frozenset("true false yes no on off null y n".split())
_UNPRINTABLE = pattern(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\x85\u2028\u2029]")
_NOT_ASCII = pattern(r"[^\x00-\x7e]")


def to_yaml(value: dict[str, Any] | list[Any], *, ascii_only: bool = False) -> str:
    """Return a mapping or list as YAML; an empty one in it is ``{}`` or ``[]``."""
    return "".join(f"{line}\n" for line in _lines(value, ascii_only=ascii_only))


def _lines(value: Any, *, ascii_only: bool) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _member(f"{_scalar(name, ascii_only=ascii_only)}:", one, ascii_only=ascii_only)
    else:
        for one in value:
            if not one or not isinstance(one, dict | list):
                yield f"- {_scalar(one, ascii_only=ascii_only)}"
            else:
                for number, line in enumerate(_lines(one, ascii_only=ascii_only)):
                    yield f"{'  ' if number else '- '}{line}"


def _member(name: str, value: Any, *, ascii_only: bool) -> Iterator[str]:
    if not value or not isinstance(value, dict | list):
        yield f"{name} {_scalar(value, ascii_only=ascii_only)}"
        return
    yield name
    indent = "  " if isinstance(value, dict) else ""
    for line in _lines(value, ascii_only=ascii_only):
        yield f"{indent}{line}"


def _scalar(value: Any, *, ascii_only: bool) -> str:
    if not isinstance(value, str):
        return json.dumps(value)  # true, 3, [], {}
    unwritable = _NOT_ASCII if ascii_only else _UNPRINTABLE
    if _PLAIN.match(value) and value.lower() not in _WORDS and not unwritable.search(value):
        return value
    return unwritable.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(character: re.Match[str]) -> str:
    code = ord(character[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
