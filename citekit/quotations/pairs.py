"""Placeholder until the reader of marks is here."""

from __future__ import annotations

import re

from citekit.values import NamedTuple


class Pair(NamedTuple):
    start: int
    inner_start: int
    inner_end: int
    end: int


_CL = {
    "“": "”",
    "„": "“”",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "”": "”",
    "’": "’",
    "'": "'",
}


def pairs_in(text: str, language: str) -> list[Pair]:
    stack: list[tuple[int, int, str]] = []
    out = []
    for m in re.finditer("[“”„‘‚«»‹›\"'’「」『』]", text):
        i, c = m.start(), m.group()
        nxt, prv = text[i + 1 : i + 2], text[i - 1 : i] if i else ""
        if stack and c in stack[-1][2] and not (c in "’'" and nxt.isalpha()) and not (c in "“‘" and nxt.isalpha()):
            s = stack.pop()
            a = i
            if prv in ("\u00a0", "\u202f"):
                a -= 1
            out.append(Pair(s[0], s[1], a, i + 1))
        elif c in _CL and not (c in "’'\"”" and prv and not prv.isspace() and prv not in "([—“‘„«‚"):
            e = i + 1 + (nxt in ("\u00a0", "\u202f"))
            stack.append((i, e, _CL[c]))
    return sorted(out)
