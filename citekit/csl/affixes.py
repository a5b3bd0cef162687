"""What a writer puts around cites, with the blanks that have to stand between.

Not the affixes of a style's elements (``dress``): those say all of their blanks themselves.
"""

from __future__ import annotations

from citekit.csl.output import Token, Tokens, text_of


def begins_sentence(prefix: Tokens) -> bool:
    """Tell if what follows *prefix* begins a sentence: the prefix is one itself."""
    text = text_of(prefix)
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and letters[0].isupper() and text.rstrip().rstrip("”’\"'").endswith((".", "!", "?"))


def before_cites(infix: Tokens) -> list[Token]:
    """Return what stands between author and cites, with the blank that has to stand before it."""
    text = text_of(infix)
    return [" ", *infix] if text and not text[0].isspace() and text[0] not in ",.:;!?’'" else list(infix)


def before_cite(prefix: Tokens) -> list[Token]:
    """Return a cite's prefix with the blank that has to follow it."""
    text = text_of(prefix)
    needs_blank = bool(text) and (text[-1].isalnum() or text[-1] in ".,:;!?")
    return [*prefix, " "] if needs_blank else list(prefix)


def after_cite(suffix: Tokens) -> list[Token]:
    """Return a cite's suffix with the blank that has to stand before it."""
    text = text_of(suffix)
    needs_blank = bool(text) and (text[0].isalnum() or text[0] in "([“‘\"'")
    return [" ", *suffix] if needs_blank else list(suffix)
