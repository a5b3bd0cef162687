"""Text case: what ``text-case`` does to words.

Source: CSL 1.0.2, Text Case, Title Case Conversion, Sentence Case Conversion. Works on runs, since markup may split
a title; formatting is not its matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from citekit.csl.nodes import TextCase
from citekit.patterns import pattern

STOP_WORDS = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet "
    "about above across after against al along amid among anti before behind below beneath beside besides between "
    "beyond c ca considering d de despite during e.g. ed et etc except excepting excluding following inside like "
    "minus near off opposite outside past per plus regarding round save since than through toward towards under "
    "underneath unlike until upon v van versus von vs within without".split()
)
_WORD = pattern(r"[^\s\-–—/\u00a0]+")
_SPACED = pattern(r"\S+")
_PARTS = pattern(r"\w(?:\w|[’'](?=\w))*")
_ELIDED = pattern(r"\w[’']\w")
_ABBREVIATION = pattern(r"[^\W\d_]+\.[^\W\d_]")  # "e.g."
_ENDS_SENTENCE = (":", "?", "!", ".”")
_OPENING = "\"'“‘„«([{¿¡"


def change_case(runs: Sequence[tuple[str, bool]], case: TextCase) -> list[str]:
    """Return the texts of *runs* in another case; a run is a text and whether its case is protected.

    Protected runs come back as they are, but are words among words: what follows them is no beginning.
    """
    if case == "lowercase":
        return [text if shield else text.lower() for text, shield in runs]
    if case == "uppercase":
        return [text if shield else text.upper() for text, shield in runs]
    if case == "capitalize-all":
        return [text if shield else _each_word(text) for text, shield in runs]
    if case in ("capitalize-first", "sentence"):
        return _first_word(runs, sentence=case == "sentence")
    return _title(runs)


def change(text: str, case: TextCase) -> str:
    """Return a plain *text* in another case.

    >>> change("the ring of the king", "title")
    'The Ring of the King'
    """
    return change_case([(text, False)], case)[0]


def _each_word(text: str) -> str:
    """Return *text* with every word begun with a capital that has none; parts of compounds are words too."""
    return _SPACED.sub(lambda match: _PARTS.sub(_started, match[0]) if match[0] == match[0].lower() else match[0], text)


def _started(match: re.Match[str]) -> str:
    return match[0][0].upper() + match[0][1:]


def _capital(word: str) -> str:
    """Return a lower-case word with its first letter in upper case, whatever opens it; "iPhone" stays."""
    if word != word.lower():
        return word
    for index, letter in enumerate(word):
        if letter.isalnum():
            return word[:index] + letter.upper() + word[index + 1 :]
    return word


def _first_word(runs: Sequence[tuple[str, bool]], *, sentence: bool) -> list[str]:
    everything = "".join([text for text, _ in runs])
    shouting = everything.isupper()
    result = []
    seen = False
    for text, shield in runs:
        if shield:
            result.append(text)
        else:
            changed = _sentence(text, shouting=shouting) if sentence else text
            result.append(changed if seen else _WORD.sub(lambda match: _capital(match.group()), changed, count=1))
        seen = seen or any(letter.isalnum() for letter in text)
    return result


def _sentence(text: str, *, shouting: bool) -> str:
    if shouting:
        return text.lower()
    return re.sub(r"[^\s]+", lambda match: _uncapital(match.group()), text)


def _uncapital(word: str) -> str:
    """Return a word in lower case if only its first letter is a capital."""
    letters = word.lstrip(_OPENING)
    return word.lower() if letters[:1].isupper() and letters[1:] == letters[1:].lower() else word


def _title(runs: Sequence[tuple[str, bool]]) -> list[str]:
    everything = "".join(text for text, _ in runs)
    shouting = everything.isupper()
    begins = list(accumulate([len(text) for text, _ in runs], initial=0))
    words: list[tuple[int, int, int]] = []  # run, start, end
    for number, (text, _) in enumerate(runs):
        words += [(number, match.start(), match.end()) for match in _WORD.finditer(text)]
    texts = [list(text.lower() if shouting and not shield else text) for text, shield in runs]
    for index, (number, start, end) in enumerate(words):
        if runs[number][1]:
            continue
        word = "".join(texts[number][start:end])
        last = index == len(words) - 1
        before = everything[: begins[number] + start]
        if start == 0 and before and not before[-1].isspace() and before[-1] not in "-–—/" + _OPENING:
            continue  # the rest of a word that markup splits
        texts[number][start:end] = _titled(word, before, last=last)
    return ["".join(text) for text in texts]


def _titled(word: str, before: str, *, last: bool) -> str:
    bare = word.strip(_OPENING + "”’»)]}.,;:!?\"'")
    if bare != bare.lower():
        return word  # has capitals of its own
    if before.endswith("-") and not before[:-1][-1:].isalpha():
        return word  # the "x" of "07-x"
    alone = len(bare) == 1 or _ELIDED.match(bare) or _ABBREVIATION.match(bare)
    if (alone or (bare in STOP_WORDS and not last)) and not _ends_sentence(before):
        return word  # Deviation: letters alone, "l’art" and "e.g." stay, as citeproc-js and pandoc have it
    return _capital(word)


def _ends_sentence(before: str) -> bool:
    """Tell if what follows *before* is the first word of all, or of a sentence."""
    before = before.rstrip()
    return not before or before.endswith(_ENDS_SENTENCE)
