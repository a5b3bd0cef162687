r"""Titles in sentence case: "The Making of the English Working Class" -> "The making of the English working class".

A pass over a reference, for who wants it: CSL styles ask for title case where they need it, and no style can know the
proper names. What is protected stays, as biblatex's ``\MakeSentenceCase`` has it; so does a word that has capitals
inside ("NEP", "McDonald"), the pronoun "I", an initial, and a word that begins a sentence. The first word and one after
a colon get a capital.

Only English titles change, which are those of a reference whose language is English or not given.
Source: biblatex manual, 4.6.4 (``\MakeSentenceCase``); CSL 1.0.2, Text-case (``sentence``).
"""

from __future__ import annotations

from citekit.model import Reference
from citekit.patterns import pattern
from citekit.richtext import Inline, Inlines, Link, Styled, plain
from citekit.values import replace

_TITLES = ("title", "title-short", "volume-title", "part-title", "collection-title", "event-title")
# Types whose container is a book; the title of a journal is a name.
_IN_BOOKS = frozenset(("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"))
_NAMED_TITLES = frozenset(("periodical",))

_WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = pattern(r"[.?!:]['’\"”»)\]]*\s+\W*$")
_NEW_START = pattern(r"[?!:]['’\"”»)\]]*\s+\W*$")  # a full stop may be an abbreviation's


def sentence_cased(reference: Reference) -> Reference:
    """Return *reference* with its English titles in sentence case."""
    language = plain(reference.texts.get("language", ())).lower()
    if language and not language.startswith("en"):
        return reference
    names = [name for name in _TITLES if name != "title" or reference.type not in _NAMED_TITLES]
    names += ["container-title"] * (reference.type in _IN_BOOKS)
    changed = {name: cased(reference.texts[name]) for name in names if name in reference.texts}
    return replace(reference, texts={**reference.texts, **changed})


def cased(title: Inlines) -> Inlines:
    """Return one title in sentence case.

    >>> cased(("The Rise of the NEP: A Study of What I Saw",))
    ('The rise of the NEP: A study of what I saw',)
    """
    return _Sentence().read(title)


class _Sentence:
    """Reads a title from left to right; *_before* is what stands before the next word."""

    def __init__(self) -> None:
        self._before = ""
        self._started = False

    def read(self, inlines: Inlines) -> Inlines:
        result: list[Inline] = []
        for run in inlines:
            if isinstance(run, str):
                result.append(self._run(run))
            elif isinstance(run, Styled) and run.format.case == "protected":
                self._pass(plain(run.children))
                result.append(run)
            elif isinstance(run, Styled):
                result.append(Styled(self.read(run.children), run.format))
            else:
                result.append(Link(self.read(run.children), run.target))
        return tuple(result)

    def _run(self, text: str) -> str:
        pieces: list[str] = []
        end = 0
        for match in _WORD.finditer(text):
            between = text[end : match.start()]
            self._before += between
            end = match.end()
            word = match.group()
            pieces += [between, self._word(word, text[end : end + 1])]
            self._pass(word)
        self._before += text[end:]
        return "".join(pieces) + text[end:]

    def _pass(self, text: str) -> None:
        self._started = self._started or any(map(str.isalnum, text))
        self._before = text[-1:]

    def _word(self, word: str, after: str) -> str:
        if not self._started or _NEW_START.search(self._before):
            return word[0].title() + word[1:] if word.islower() else word
        if _SENTENCE_END.search(self._before) or _is_kept(word, after):
            return word
        return word[0].lower() + word[1:]


def _is_kept(word: str, after: str) -> bool:
    """Tell if the capitals of *word* are its own: of a name, an abbreviation, an initial, the pronoun."""
    if word.partition("'")[0].partition("’")[0] == "I":
        return True
    return (not word[1:].islower() and len(word) > 1) or (len(word) == 1 and after == ".")
