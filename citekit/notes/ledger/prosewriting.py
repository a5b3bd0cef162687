r"""Prose as the markup that ``prose.py`` reads: ``*italic*``, ``**bold**``, ``[text](url)``, ``<url>`` and ``\*``.

What is written is read back before it counts; what no markup says, an italic text with ``*`` and ``_`` in it, is
``None``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from citekit.notes.citesyntax import has_cite
from citekit.notes.prose import parse_prose
from citekit.patterns import pattern
from citekit.richtext import BOLD, ITALIC, Inline, Inlines, Link, Styled

_ACTIVE = pattern(r"[\\*_\[\]{<]|(?<!\w)@")
_ENDS_IN_MINUS = pattern(r"(?<![\w\\])-\Z")

Escape = Callable[[str], str]
"""Plain text -> the same with what is active in it escaped; ``escaped`` or ``lightly_escaped``, or a form's own."""


def escaped(text: str) -> str:
    r"""Return plain *text* with a backslash before each sign that can be more than itself.

    >>> escaped("[sic] 3 * 3")
    '\\[sic\\] 3 \\* 3'
    """
    return _ACTIVE.sub(r"\\\g<0>", text)


def lightly_escaped(text: str) -> str:
    r"""Return plain *text* as it is where nothing in it is more than itself, else ``escaped``.

    >>> lightly_escaped("[sic] a_b"), lightly_escaped("*sic*")
    ('[sic] a_b', '\\*sic\\*')
    """
    return text if parse_prose(text) == (text,) and not has_cite(text) else escaped(text)


def as_markup(prose: Inlines, escape: Escape = lightly_escaped) -> str | None:
    r"""Return *prose* as markup, ``None`` where there is none that is read as this.

    >>> as_markup(("In ", Styled(("Pravda",), ITALIC), " *so*"))
    'In *Pravda* \\*so\\*'
    """
    for one in (escape, escaped) if escape is lightly_escaped else (escape,):
        text = _written(prose, one)
        if text is not None and parse_prose(text) == prose:
            return text
    return None


def before_cite(text: str) -> str:
    """Return markup that a cite follows: a minus at its end would be the cite's."""
    return _ENDS_IN_MINUS.sub(r"\\-", text)


_DEEPEST = 6  # formats within formats; no markup says more
_STARS, _UNDERSCORES = ("*", "_"), ("_", "*")
_ORDERS = ((_STARS, _STARS), (_STARS, _UNDERSCORES), (_UNDERSCORES, _UNDERSCORES), (_UNDERSCORES, _STARS))
"""Signs of italic texts, the preferred first: for all but the last of them, and for the last."""


_Order = tuple[tuple[str, str], tuple[str, str]]


def _written(prose: Inlines, escape: Escape, order: _Order = _ORDERS[0], depth: int = 0) -> str | None:
    """Return *prose* as markup, its italics in the signs of *order*."""
    pieces: list[str] = []
    for place, node in enumerate(prose):
        if isinstance(node, str):
            pieces.append(escape(node))
            continue
        before = pieces[-1][-1:] if pieces else ""
        after = next((escape(run)[:1] for run in prose[place + 1 : place + 2] if isinstance(run, str)), "")
        italic = order[place == len(prose) - 1]
        spellings = _spellings(node, escape, italic, depth) if depth < _DEEPEST else iter(())
        fitting = (text for text in spellings if _is_read(text, node, before, after))
        if before == "*":  # stars in a row may be read as others
            above = prose[place - 1]
            fitting = (text for text in fitting if parse_prose(pieces[-1] + text) == (above, node))
        written = next(fitting, None)
        if written is None:
            return None
        pieces.append(written)
    return "".join(pieces)


def _is_read(text: str, node: Inline, before: str, after: str) -> bool:
    """Tell whether *text* is read as *node*; underscores only where no letter stands beside them."""
    if text[0] == "_" and (_is_word(before) or _is_word(after)):
        return False
    return parse_prose(text) == (node,)


def _is_word(sign: str) -> bool:
    return re.fullmatch(r"\w", sign) is not None


def _spellings(node: Styled | Link, escape: Escape, italic: tuple[str, str], depth: int) -> Iterator[str]:
    """Yield what *node* could be written as, the usual first."""
    if isinstance(node, Link):
        if node.children == (node.target,):
            yield f"<{node.target}>"
        for inner in _inner(node, escape, depth):
            yield f"[{inner}]({node.target})"
        return
    signs = italic if node.format == ITALIC else ("**",) if node.format == BOLD else ()
    for sign in signs:
        for inner in _inner(node, escape, depth):
            yield f"{sign}{inner}{sign}"


def _inner(node: Styled | Link, escape: Escape, depth: int) -> Iterator[str]:
    """Yield the text within *node*, escaped and as it is: no sign can be escaped just before the end."""
    if all(isinstance(run, str) for run in node.children):
        text = "".join(run for run in node.children if isinstance(run, str))
        yield from dict.fromkeys(one(text) for one in (escape, escaped, str) if text)
        return
    escapes: tuple[Escape, ...] = (escape, escaped, str)
    for one in dict.fromkeys(escapes):
        for order in _ORDERS:
            if inner := _written(node.children, one, order, depth + 1):
                yield inner
