r"""Formulas of chemistry as mhchem writes them (``\ce{H2O}``) -> Inlines.

Source: mhchem's manual: figures after a letter or a bracket are lowered, charges and ``^`` are raised, arrows are
typed as ``->`` and ``<=>``. A part in dollars is mathematics.
"""

from __future__ import annotations

from collections.abc import Callable

from citekit.patterns import pattern
from citekit.richtext import SUBSCRIPT, SUPERSCRIPT, Inline, Inlines, Styled, concat

_CHEMICAL = pattern(
    r"(?P<arrow> *(?:<=>>?|<<=>|<-->|<->|->|<-) *)|(?P<sup>\^(?:\{[^{}]*\}|\d*[-+]*|.))|(?P<sub>_(?:\{[^{}]*\}|.))"
    r"|(?<=[A-Za-z)\]}])(?P<count>\d+)|(?<=[A-Za-z0-9)\]])(?P<charge>[-+])(?=$|[ )\]])|(?P<math>\$[^$]*\$)"
    r"|(?P<brace>[{}])"
)
_CHEMICAL_ARROWS = {"<=>": "⇌", "<=>>": "⇌", "<<=>": "⇌", "->": "→", "<-": "←", "<->": "↔", "<-->": "⇄"}


def chemistry(source: str, text: Callable[[str], Inlines]) -> Inlines:
    r"""Return a formula as mhchem's ``\ce`` writes it: ``H2O``, ``SO4^2-``, ``A -> B``.

    >>> from citekit.markup import to_markup
    >>> to_markup(chemistry("2H2 + O2 -> 2H2O", lambda text: (text,)))
    '2H<sub>2</sub> + O<sub>2</sub> → 2H<sub>2</sub>O'
    """
    parts: list[Inline] = []
    end = 0
    for match in _CHEMICAL.finditer(source):
        parts += text(source[end : match.start()])
        end = match.end()
        content = match.group().strip("^_{}").replace("-", "−")
        match match.lastgroup:
            case "arrow":
                parts.append(f" {_CHEMICAL_ARROWS[match.group().strip()]} ")
            case "sup" | "charge":
                parts += (Styled((content,), SUPERSCRIPT),) if content else ()
            case "sub" | "count":
                parts += (Styled((content,), SUBSCRIPT),) if content else ()
            case "math":
                parts += text(match.group())
    return concat(parts, text(source[end:]))
