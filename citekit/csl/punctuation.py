"""Punctuation where two pieces of set text meet.

Sources: CSL 1.0.2, Locale Options (``punctuation-in-quote``); CMOS 18, 6.9 (stops and commas inside closing
quotation marks), 6.131 (no doubled stops).
"""

from __future__ import annotations

from citekit.richtext import Inline, Inlines, Link, Styled, concat, map_text, plain


def add_stop(content: Inlines, stop: str, *, in_quote: bool) -> Inlines:
    """Return *content* ended by *stop*, unless it ends so already.

    *in_quote* moves a stop or comma before closing quotation marks, as American English wants it. A stop after
    ``?`` or ``!`` is left out, and so is one after an abbreviation's.

    >>> add_stop(("Ibid.",), ".", in_quote=True)
    ('Ibid.',)
    >>> add_stop(("“Moscow”",), ".", in_quote=True)
    ('“Moscow.”',)
    >>> add_stop(("“Moscow”",), ".", in_quote=False)
    ('“Moscow”.',)
    """
    text = plain(content).rstrip()
    if not text or not stop:
        return content
    body = text.rstrip("”’»")
    if body.endswith(("?", "!", ".")) and stop == "." and (body != text or text[-1] == "." or text[-1] in "?!"):
        return content
    if in_quote and body != text and stop in (".", ","):
        return insert(content, len(body), stop)
    return concat(content, (stop,))


def insert(inlines: Inlines, offset: int, text: str) -> Inlines:
    """Return *inlines* with *text* put in before character *offset*, in the run where that character stands.

    >>> insert(("ab", "cd"), 2, "-")
    ('ab', '-cd')
    """
    position = 0
    done = False

    def put(run: str) -> str:
        nonlocal position, done
        start, position = position, position + len(run)
        if done or not start <= offset < position:
            return run
        done = True
        return run[: offset - start] + text + run[offset - start :]

    changed = map_text(inlines, put)
    return changed if done else (*changed, text)


def join(first: Inlines, second: Inlines, *, in_quote: bool) -> Inlines:
    """Return *first* followed by *second*; the mark that *second* starts with is merged into *first*'s end.

    >>> join(("See Cohen, 290.",), (". The vote",), in_quote=True)
    ('See Cohen, 290. The vote',)
    """
    start = plain(second)[:1]
    if start in (".", ","):
        rest = _drop_first(second)
        return concat(add_stop(first, start, in_quote=in_quote), rest)
    return concat(first, second)


def _drop_first(inlines: Inlines) -> Inlines:
    """Return *inlines* without their first character."""
    for position, run in enumerate(inlines):
        if not plain((run,)):
            continue
        shorter: Inline
        if isinstance(run, str):
            shorter = run[1:]
        elif isinstance(run, Styled):
            shorter = Styled(_drop_first(run.children), run.format)
        else:
            shorter = Link(_drop_first(run.children), run.target)
        return tuple(kept for kept in (shorter, *inlines[position + 1 :]) if kept != "")
    return ()
