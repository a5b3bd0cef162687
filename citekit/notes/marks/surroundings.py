"""What stands around a candidate, as named grounds for or against its being a note mark.

One ground says where the number hangs (after a full stop, after a bare word, after a year …), one what follows it,
and further ones what is odd about it. ``grounds.py`` gives each name a weight and words for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.notes.marks.candidates import SIGNS, YEARS, Reading, Run
from citekit.notes.vocabulary import (
    ABBREVIATIONS,
    CONTRACTIONS,
    FUNCTION_WORDS,
    INTRODUCERS,
    MONTHS,
    NUMBER_NOUNS,
    ORDINAL_SUFFIXES,
    UNITS,
)

_SPACES = " \t\u00a0\u2002\u2003\u2009\u200a\u202f"
_WORD_BEFORE = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"\w\.\Z")
_CODE_BEFORE = re.compile(r"[_/\\@#]\Z|\w\.\Z")
_COMPOUND_NAME = re.compile(
    r"[A-ZÀ-Ý]{2,}s|(?:Mc|Mac|De|Di|Du|La|Le|Fitz|Van|O['’])[A-Z][a-zà-ÿ]+|[A-ZÀ-Ý]?[a-zà-ÿ]+(?:['’-][A-ZÀ-Ý]?[a-zà-ÿ]+)+"
)
_TITLE = re.compile(r"[^\n.?!,;:]{3,70}(?=\n|\Z)")
_SUBSCRIPT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2},\Z")
_VERSION = re.compile(r"\d\.\d+\.\Z")
_SECTION = re.compile(r"(?:^|\n)(?!\d{4})\d+(?:\.\d+)*\.\Z")
_ROMAN = re.compile(r"[IVXLC]{2,}")
_EMPHASIS = re.compile(r"(?<!\S)(\*+)(?=\w)[^*\n]*\1\Z")
_LINE = re.compile(rf"[{re.escape(''.join(SIGNS))} ]+(?=\n|\Z)")
_ORNAMENT = 40
_LEADER = re.compile(r"(?:\.\s?){4,}\Z")
_REACH = 40

_CLOSING_QUOTES = "”’»“›‹«\"'‘"
_SENTENCE_ENDED_APART = {"spaced-after-stop", "spaced-after-quote", "spaced-after-exclamation"}
_SENTENCE_STOPS = ".…"
_OPENING = "“‘„«‚‹([\"'¿¡—–"


def surroundings(text: str, run: Run, reading: Reading) -> Iterator[str]:
    """Yield the names of the grounds that *reading* of *run* has, each once."""
    hanging = _hanging(text, run) if reading.split in {"whole", "pair"} else reading.split
    if run.form in {"bracket", "paren"}:
        yield _wrapped(text, run, hanging)
    else:
        if run.form != "bare":
            yield run.form
        if run.form == "sign":
            yield from _decoration(text, run, hanging)
        yield hanging
        following = _following(text, run)
        yield following
        yield from _agreement(hanging, following)
    if reading.split == "pair":
        yield "pair" if not hanging.startswith(("spaced", "line", "paragraph")) else "pair-apart"
    if run.joint:
        yield "listed" if run.joint in {",", ";", " "} else "range"
    if run.form != "sign" and reading.values[0] in YEARS and len(run.digits) == 4:
        yield "like-a-year" if run.form != "paren" else "year-in-parentheses"


def _hanging(text: str, run: Run) -> str:
    """Name what the number hangs on, to its left."""
    place = run.list_start if run.joint or run.list_start != run.start else run.outer_start
    end = place
    while end and text[end - 1] in _SPACES and place - end < 3:
        end -= 1
    if end == 0 or text[end - 1] in "\n\r":
        return _line_start(text, end)
    glued = end == place
    last = text[end - 1]
    if last.isalnum():
        return _after_word(text, end, run.digits) if glued else _spaced_word(text, end)
    before = text[end - 2 : end - 1]
    if last in _SENTENCE_STOPS:
        return _after_stop(text, end, before, glued=glued)
    if last in ",;:" and glued and before.isdecimal():
        return "after-symbol" if last == ":" else f"after-{_number_before(text, end - 1)}-comma"
    kind = _punctuation(last, before)
    if kind == "after-comma" and glued and (short := _SUBSCRIPT.search(text, max(0, end - 4), end)):
        return kind if short[0][:-1].casefold() in FUNCTION_WORDS else "in-a-formula"
    return kind if glued else f"spaced-{kind}"


def _punctuation(last: str, before: str) -> str:  # noqa: PLR0911 (a table of cases)
    if last in "?!":
        return "after-exclamation"
    if last in ",;:":
        return "after-comma"
    if last in _CLOSING_QUOTES:
        closes = last in "»›" or (before and not before.isspace() and before not in "([")
        return "after-quote" if closes else "after-symbol"
    if last in ")]":
        return "after-bracket"
    if last == "%":
        return "after-percent"
    if last in SIGNS and last != "§":
        return "after-sign"
    return "after-dash" if last in "-–—−" else "after-symbol"


def _line_start(text: str, end: int) -> str:
    """A number that begins a line: of a paragraph, or thrown there by an OCR line break."""
    kept = end
    while kept and text[kept - 1] in _SPACES + "\n\r" and end - kept < 4:
        kept -= 1
    if kept == 0 or text.count("\n", kept, end) > 1:
        return "paragraph-start"
    return "line-after-sentence" if text[kept - 1] in ".?!…”’»\"'" else "line-after-text"


def _after_word(text: str, end: int, digits: str) -> str:  # noqa: PLR0911 (a table of cases, first that fits)
    match = _WORD_BEFORE.search(text, max(0, end - _REACH), end)
    word = match.group() if match else text[end - 1]
    if not word.isalpha() and any(map(str.isdigit, word)):
        return "after-code"
    if digits in {"2", "3"} and word.casefold() in UNITS:
        return "after-unit"
    if len(word) == 1:
        return "after-letter"
    if _CODE_BEFORE.search(text, max(0, end - len(word) - 2), end - len(word)):
        return "after-code"
    if word[1:].lower() != word[1:] and any(map(str.islower, word)) and not _COMPOUND_NAME.fullmatch(word):
        return "after-code"
    if word.isupper():
        return "after-roman" if _ROMAN.fullmatch(word) else "after-capitals"
    if word[0].isupper() and len(word) == 2:
        return "after-letters"
    if word[0].isupper():
        return "after-name" if len(word) > 4 else "after-short-name"
    known = len(word) > 2 or word in FUNCTION_WORDS
    return "after-word" if known else "after-short-word"


def _spaced_word(text: str, end: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, end - _REACH), end)
    word = match.group() if match else text[end - 1]
    folded = word.casefold()
    if word[-1].isdigit():
        return "spaced-after-number"
    if folded in MONTHS:
        return "spaced-after-month"
    if folded in INTRODUCERS or folded in ABBREVIATIONS or len(word) == 1:
        return "spaced-after-introducer"
    if word.isupper() and not _ROMAN.fullmatch(word):
        return "spaced-after-capitals"
    return "spaced-after-name" if word[0].isupper() else "spaced-after-word"


def _after_stop(text: str, end: int, before: str, *, glued: bool) -> str:  # noqa: PLR0911 (a table of cases)
    """A full stop ends a sentence, an abbreviation, or the whole part of a number."""
    if before in {".", " "} and _LEADER.search(text, max(0, end - 8), end):
        return "after-symbol"
    if text[end - 1] == "." and before.isdecimal():
        if glued and _SECTION.search(text, max(0, end - 12), end):
            return "after-section"
        if glued and _VERSION.search(text, max(0, end - 8), end):
            return "after-version"
        kind = _number_before(text, end - 1)
        return f"after-{kind}-stop" if glued else "spaced-after-stop"
    match = _WORD_BEFORE.search(text, max(0, end - 1 - _REACH), end - 1)
    word = match.group().casefold() if match else ""
    if match and len(word) > 1 and _DOTTED.search(text, max(0, match.start() - 2), match.start()):
        return "after-code"
    if word in CONTRACTIONS and glued:
        return "after-contraction"
    initials = match is not None and text[match.start() - 1 : match.start()] == "."
    if word in ABBREVIATIONS and text[end - 1] == "." and not initials:
        return "after-abbreviation"
    if len(word) == 1 and not initials:
        return "after-initial" if glued else "spaced-after-stop"
    return "after-stop" if glued else "spaced-after-stop"


def _number_before(text: str, end: int) -> str:
    """Tell a year from another number that ends at *end*, and one with a decimal part or hour from both."""
    start = end
    while start and text[start - 1].isdecimal() and end - start < 8:
        start -= 1
    digits = text[start:end]
    if text[start - 1 : start] in {".", ",", ":"} and text[start - 2 : start - 1].isdecimal():
        return "decimal"
    return "year" if len(digits) == 4 and digits.isascii() and int(digits) in YEARS else "number"


def _following(text: str, run: Run) -> str:  # noqa: PLR0911 (a table of cases, first that fits)
    """Name what comes after the number."""
    listed = run.joint or run.list_start != run.start or run.list_end != run.end
    start = run.list_end if listed else run.outer_end
    following = text[start : start + 1]
    if not following:
        return "before-end"
    if following.isalpha() or following in "ªº":
        return _before_letter(text, start)
    if following in ".,;:!?…)]":
        return _before_punctuation(text, start)
    if following in "%‰°′″/=×+<>^_\\@#*~€$£":
        return "before-unit"
    if following in "-–—":
        return "before-dash" if following != "—" and text[start + 1 : start + 2].isalnum() else "before-clause"
    if following in "”’»“›\"'":
        return "before-quote"
    return _before_space(text, start) if following.isspace() else "before-symbol"


def _before_letter(text: str, start: int) -> str:
    match = _WORD_AFTER.match(text, start, start + _REACH)
    word = match.group() if match else text[start]
    if word.casefold() in ORDINAL_SUFFIXES or len(word) == 1:
        return "before-suffix"
    return "glued-to-capital" if word[0].isupper() else "glued-to-word"


def _before_punctuation(text: str, start: int) -> str:
    after = text[start + 1 : start + 2]
    if after.isdecimal():
        return "before-decimal"
    return "before-closing" if text[start] in ")]" else "before-stop"


def _before_space(text: str, start: int) -> str:  # noqa: PLR0911 (a table of cases, first that fits)
    place = start
    while place < len(text) and text[place] in _SPACES and place - start < 3:
        place += 1
    following = text[place : place + 1]
    if not following or following in "\n\r":
        return "before-line" if following else "before-end"
    if following in _OPENING:
        return "before-opening"
    if following.isdecimal():
        return "before-number"
    match = _WORD_AFTER.match(text, place, place + _REACH)
    if not match:
        return "before-symbol"
    word = match.group()
    folded = word.casefold()
    if folded in MONTHS or folded in NUMBER_NOUNS:
        return "before-noun"
    if word[0].isupper():
        return "before-title" if _TITLE.match(text, place) else "before-capital"
    return "before-function-word" if folded in FUNCTION_WORDS else "before-word"


def _agreement(hanging: str, following: str) -> Iterator[str]:
    """Punctuation and what follows should tell the same story: a sentence ends, or it goes on."""
    ends = hanging in {"after-stop", "after-year-stop", "after-number-stop", "after-exclamation", "spaced-after-stop"}
    goes_on = following in {"before-word", "before-function-word", "before-noun", "glued-to-word"}
    begins = following in {
        "before-capital",
        "before-title",
        "before-opening",
        "before-line",
        "before-end",
        "glued-to-capital",
    }
    if ends and goes_on:
        yield "stop-before-lower-case"
    elif ends and begins:
        yield "sentence-break"
    if hanging.startswith(("spaced", "line")) and following in {"before-stop", "before-closing"}:
        yield "loose-before-stop"
    apart = hanging.startswith(("spaced", "line", "paragraph"))
    if hanging in {"after-word", "after-name", "after-short-word"} and following.startswith("glued"):
        yield "inside-a-word"
    if hanging == "after-comma" and following == "before-stop":
        yield "between-stops"
    elif hanging == "spaced-after-comma" and following == "before-stop":
        yield "counts-off"
    if following in {"before-line", "before-end"}:
        yield from _ends_line(hanging)
    if apart and following == "before-noun":
        yield "quantity"
    begins_item = {"paragraph-start", "line-after-sentence", *_SENTENCE_ENDED_APART}
    if (hanging in begins_item and following == "before-stop") or (apart and following == "before-closing"):
        yield "item-number"
    if hanging.startswith(("line", "paragraph")) and following == "before-title":
        yield "heading-number"
    if hanging == "after-abbreviation" and begins:
        yield "abbreviation-before-capital"


def _decoration(text: str, run: Run, hanging: str) -> Iterator[str]:
    """Signs that are bullets, ornaments between scenes, or emphasis in plain text."""
    if hanging.startswith(("line", "paragraph")):
        yield "bullet"
    elif hanging.startswith("spaced") and hanging != "spaced-after-sign" and text[run.end : run.end + 1].isspace():
        yield "bullet-in-line"
    line = _LINE.match(text, text.rfind("\n", max(0, run.start - _ORNAMENT), run.start) + 1)
    if line and line.start() >= run.start - _ORNAMENT and run.digits != line.group().strip():
        yield "ornament"
    if _EMPHASIS.search(text, max(0, run.start - _REACH * 3), run.end):
        yield "emphasis"


def _ends_line(hanging: str) -> Iterator[str]:
    """A number apart from the text that ends its line, or has the line for itself."""
    if hanging == "line-after-sentence" or hanging in _SENTENCE_ENDED_APART:
        yield "closes-paragraph"
    elif hanging == "line-after-text":
        yield "alone-in-mid-sentence"


def _wrapped(text: str, run: Run, hanging: str) -> str:
    """A number in brackets: hard by the word, apart from it, or counting off items."""
    glued = run.list_start == 0 or not text[run.list_start - 1].isspace()
    if hanging in {"after-dash", "after-symbol", "after-code", "after-letter", "after-letters"}:
        return f"{run.form}-in-formula"
    if glued:
        return run.form
    following = text[run.list_end : run.list_end + 2].lstrip()[:1]
    if run.form == "paren" and text[run.list_start + 1] == " " == text[run.list_end - 2]:
        return "paren-set-apart"
    if hanging in {"paragraph-start", "line-after-sentence", "line-after-text"}:
        return f"{run.form}-item"
    if run.form == "paren" and (hanging in {"spaced-after-comma", "spaced-after-introducer", "spaced-after-stop"}):
        return "paren-item" if hanging != "spaced-after-introducer" else "paren-in-formula"
    closes = not following or following in ".,;:\n"
    return f"{run.form}-apart-before-stop" if closes else f"{run.form}-apart"
