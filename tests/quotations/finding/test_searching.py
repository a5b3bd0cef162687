from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import NoteMark
from citekit.quotations.finding.found import Found
from citekit.quotations.finding.language import guessed
from citekit.quotations.finding.searching import find_quotations

TRADITIONS = {
    "en-US": (("“", "”"), ("‘", "’")),
    "en-GB": (("‘", "’"), ("“", "”")),
    "de": (("„", "“"), ("‚", "‘")),
    "de-AT": (("»", "«"), ("›", "‹")),
    "de-CH": (("«", "»"), ("‹", "›")),
    "fr": (("«\u202f", "\u202f»"), ("“", "”")),
    "fr-CA": (("«\u00a0", "\u00a0»"), ("“", "”")),
    "ru": (("«", "»"), ("„", "“")),
    "pl": (("„", "”"), ("«", "»")),
    "cs": (("„", "“"), ("‚", "‘")),
    "es": (("«", "»"), ("“", "”"), ("‘", "’")),
    "sv": (("”", "”"), ("’", "’")),
    "fi": (("”", "”"), ("’", "’")),
    "ja": (("「", "」"), ("『", "』")),
    "zh": (("“", "”"), ("‘", "’")),
    "straight": (('"', '"'), ("'", "'")),
}
_WORDS = st.sampled_from(["men", "the old guard", "Moscow", "it’s so", "o’clock", "Stalin’s", "don’t go", "l’homme"])
_TREES = st.recursive(st.just(()), lambda inner: st.lists(inner, min_size=1, max_size=3).map(tuple), max_leaves=8)


class _Builder:
    """Writes a quotation for each branch of a tree, words between them, and notes the place and depth of each."""

    def __init__(self, pairs: tuple[tuple[str, str], ...], words: list[str]) -> None:
        self.pairs, self.words = pairs, words
        self.text = ""
        self.spans: list[tuple[int, int, int]] = []

    def build(self, tree: object, depth: int = 0) -> None:
        opener, closer = self.pairs[depth % len(self.pairs)]
        for branch in tree if isinstance(tree, tuple) else ():
            self.text += f"{self.words[len(self.text) % len(self.words)]} "
            start, index = len(self.text), len(self.spans)
            self.spans.append((start, 0, depth))
            self.text += f"{opener}{self.words[len(self.text) % len(self.words)]} "
            self.build(branch, depth + 1)
            self.text += f"so{closer}"
            self.spans[index] = (start, len(self.text), depth)
            self.text += " "
        self.text += "and then "


@given(_TREES, st.sampled_from(sorted(TRADITIONS)), st.lists(_WORDS, min_size=3, max_size=6))
def test_what_is_nested_is_found_as_it_was_built(tree: object, tradition: str, words: list[str]) -> None:
    builder = _Builder(TRADITIONS[tradition], ["men", "the guard"] if tradition == "straight" else words)
    builder.build(tree)
    text = builder.text
    found = find_quotations(text, "" if tradition == "straight" else tradition)
    assert [(one.start, one.end, one.depth) for one in found.quotations] == builder.spans, text
    assert found.findings == ()


@given(st.text(alphabet="ab S.,\n“”‘’„‚«»‹›\"'「」1", max_size=80), st.sampled_from(["", "en", "de", "fr", "sv", "ru"]))
def test_quotations_are_in_order_and_in_each_other(text: str, language: str) -> None:
    found = find_quotations(text, language).quotations
    for index, one in enumerate(found):
        assert 0 <= one.start <= one.inner_start <= one.inner_end <= one.end <= len(text)
        assert index == 0 or found[index - 1].start <= one.start
        if one.parent is None:
            assert one.depth == 0
        else:
            around = found[one.parent]
            assert one.parent < index
            assert around.depth == one.depth - 1
            assert around.start <= one.start
            assert one.end <= around.end
    for first, second in pairwise(found):
        assert second.start >= first.end or second.end <= first.end


def _spoken(text: str, language: str = "") -> list[tuple[str, str]]:
    """Return for each quotation its signal and speaker."""
    found = find_quotations(text, language).quotations
    return [(text[one.signal.start : one.signal.end] if one.signal else "", one.speaker) for one in found]


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("Stalin would ask, “How?”", "en", [("Stalin would ask", "Stalin")]),
        ("He wrote: “No.”", "en", [("He wrote", "")]),
        ("“No,” said Nikolai Bukharin.", "en", [("said Nikolai Bukharin", "Nikolai Bukharin")]),
        ("“Why?” Trotsky later asked.", "en", [("Trotsky later asked", "Trotsky")]),
        ("According to Cohen, “it was dead.”", "en", [("According to Cohen", "Cohen")]),
        ("As Tucker put it, “so be it.”", "en", [("Tucker put it", "Tucker")]),
        ("In Cohen’s words, “a right deviation.”", "en", [("In Cohen’s words", "Cohen")]),
        ("Alexei Balashov, who was there, would recall that “they came.”", "en", [("", "Alexei Balashov")]),
        ("The minister said, “We go.”", "en", [("The minister said", "")]),
        ("Lenin and Stalin said: “Both.”", "en", [("Stalin said", "")]),
        ("It was “the end,” wrote Her Majesty.", "en", [("wrote Her Majesty", "")]),
        ("a meeting in Moscow “of the old” party", "en", [("", "")]),
        ("„Ich weiß“, sagte Stalin.", "de", [("sagte Stalin", "Stalin")]),
        ("Später schrieb er: „Gut.“", "de", [("schrieb er", "")]),
        ("In Moskau schrieb Lenin: „Gut.“", "de", [("schrieb Lenin", "Lenin")]),
        ("« Je sais, dit-il, que tu pars. »", "fr", [("dit-il", "")]),
        ("« Oui », répondit Boukharine.", "fr", [("répondit Boukharine", "Boukharine")]),
        ("Selon Sartre, « oui ».", "fr", [("Selon Sartre", "Sartre")]),
        ("«Lo sé», dijo Bujarin.", "es", [("dijo Bujarin", "Bujarin")]),
        ("Secondo Trockij, «tutto è perduto».", "it", [("Secondo Trockij", "Trockij")]),
        ("Писал Сталин: «Нет».", "ru", [("Писал Сталин", "Сталин")]),
        ("«Я знаю, — сказал Сталин, — что это так».", "ru", [("сказал Сталин", "Сталин")]),
        ("”Ja”, sade han.", "sv", [("", "")]),
    ],
)
def test_who_speaks(text: str, language: str, spoken: list[tuple[str, str]]) -> None:
    found = _spoken(text, language)
    assert [speaker for _, speaker in found] == [speaker for _, speaker in spoken]
    for (signal, _), (wanted, _) in zip(found, spoken, strict=True):
        assert wanted in signal


def test_an_interrupted_quotation_goes_on() -> None:
    found = find_quotations("“I know,” Stalin said, “that it is.” He left. “No.”", "en").quotations
    assert [one.continues for one in found] == [None, 0, None]
    assert [one.speaker for one in found] == ["Stalin", "Stalin", ""]


def _covered(text: str) -> list[list[tuple[str, str]]]:
    """Return for each quotation its marks and how they cover it; a mark is a number between braces, which are gone."""
    marks: list[NoteMark] = []
    bare = ""
    for piece in text.split("{"):
        number, brace, rest = piece.rpartition("}")
        if brace:
            marks.append(NoteMark(len(bare), len(bare) + len(number), number))
            bare += number
        bare += rest
    found = find_quotations(bare, "en", marks).quotations
    return [[(marks[note.mark].number, note.how) for note in one.notes] for one in found]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("He said “no”{12}, and left.", [[("12", "direct")]]),
        ("He said “no.”{12} He left.", [[("12", "direct")]]),
        ("He said “no.{12}” He left.", [[("12", "direct")]]),
        ("He said “no”.{12} He left.", [[("12", "direct")]]),
        ("He said “no” {12}", [[("12", "direct")]]),
        ("He said “no.”{12}, {13} He left.", [[("12", "direct"), ("13", "direct")]]),
        ("He said “no” and “never” to them.{3} He left.{4}", [[("3", "sentence")], [("3", "sentence")]]),
        ("He said “no.” Then he left.{3} All.", [[("3", "paragraph")]]),
        ("He said “no.”\nThen he left.{3}", [[]]),
        ("“Why?” Stalin asked.{3} He left.", [[("3", "sentence")]]),
        ("He said “no ‘never’”{7} to Mr. Smith.{8}", [[("7", "direct")], [("7", "direct")]]),
    ],
)
def test_notes_that_cover(text: str, covered: list[list[tuple[str, str]]]) -> None:
    assert _covered(text) == covered


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("“a ‘b” c’ d", ["crossed-quotation"]),
        ("‘a “b’ c” d", ["crossed-quotation"]),
        ("He asked “when\nand then.", ["unclosed-quotation"]),
        ("“a ‘the workers’ b” d", []),
    ],
)
def test_what_is_wrong_with_marks(text: str, rules: list[str]) -> None:
    assert [one.rule for one in find_quotations(text, "en").findings] == rules


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("rock ’n’ roll, ’tis o’clock, the workers’ union, James’ book, ’90s", 0),
        ("5′ 10″ and 6'2\" men", 0),
        ("《书》 and the boys' house", 0),
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str, count: int) -> None:
    assert len(find_quotations(text, "en").quotations) == count


def _ends(found: Found, text: str) -> list[str]:
    return [text[one.start : one.end] for one in found.quotations]


def test_an_unclosed_quotation_ends_with_its_paragraph_or_before_its_like() -> None:
    text = "He “went ‘off\nand “came” or “went “away”"
    assert _ends(find_quotations(text, "en"), text) == ["“went ‘off", "‘off", "“came”", "“went", "“away”"]


def test_a_sentence_is_told_from_a_title_or_a_word() -> None:
    found = find_quotations("“We shall see.” The “notes,” and “Pravda.”", "en").quotations
    assert [(one.sentence, one.words) for one in found] == [(True, 3), (False, 1), (False, 1)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Er sagte, dass die Partei nicht mit ihm war.", "de"),
        ("Il a dit que les hommes étaient dans la ville.", "fr"),
        ("Он сказал, что это было не так.", "ru"),
        ("「はい」と言った", "ja"),
        ("他说“好”", "zh"),
        ("", ""),
    ],
)
def test_languages_are_guessed(text: str, language: str) -> None:
    assert guessed(text) == language
