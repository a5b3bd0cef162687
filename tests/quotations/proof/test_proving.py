"""Verdicts: what may be changed, what shows, and what may not be."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from citekit.findings import Source
from citekit.notes.locators import parse_locator
from citekit.quotations.proof.claims import Claim
from citekit.quotations.proof.plaintext import read_text
from citekit.quotations.proof.proving import verify
from citekit.quotations.proof.verdict import Proof, Segment, Verdict
from citekit.quotations.quotation import FinalStop, Omission, Part, Substitution
from citekit.quotations.reading import read_markup, understood
from citekit.quotations.rules import RULES

SOURCE = (
    "He did not go to the co-operative on 11 July 1928.14 The treasurer, Sokolov, had 3.5 million roubles and 1,000 "
    "men; the workers’ delegates cannot wait. “I won’t,” he said—twice. Why did he go? Nobody asked Petrov, who had "
    "met Sokolov in 1905. It was self-\nevident, as Marx wrote, that they saw teh end of it all."
)


def proof(
    quoted: str | tuple[Part, ...],
    *,
    rules: str = "chicago",
    source: str = SOURCE,
    locator: str = "",
    language: str = "en",
) -> Proof:
    parts = understood(quoted, language) if isinstance(quoted, str) else quoted
    claim = Claim(parts, language, "a", parse_locator(locator) if locator else None)
    text = read_text("a.txt", Source("a.txt", source))
    return verify([claim], {"a": [text]}, RULES[rules])[0]


def kinds(one: Proof) -> list[str]:
    return [change.kind for change in one.errors]


@pytest.mark.parametrize(
    "quoted",
    [
        "He did not go",
        "the workers’ delegates cannot wait",
        "‘I won’t,’ he said—twice.",
        "Why did he go",
        "saw teh [sic] end",
        "3.5 million roubles and 1,000",
        "go to the co-operative on\n11 July",
    ],
)
def test_verified(quoted: str) -> None:
    assert proof(quoted).verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("quoted", "changes"),
    [
        ("Did not go to the co-operative", ("capital",)),
        ("on 11 July 1928. The treasurer", ("note-marks",)),
        ("had 3.5 million roubles.", ("final-stop",)),
        ("delegates cannot wait,", ("final-stop",)),
        ("the workers' delegates", ("marks",)),
        ("“I won't”, he said – twice", ("spelling", "marks", "dashes")),
        ("It was self-evident, as Marx", ("hyphens",)),
        ("It was selfevident, as Marx", ("hyphens",)),
        ("He did not go . . . on 11 July", ("omission",)),
        ("He [Sokolov] did not go", ("bracket",)),
        ("who had met [him] in 1905", ("bracket",)),
        ("[D]id not go", ("capital",)),
        ("delegate[s] cannot", ("bracket",)),
        ("The treasurer, Sok[olov], had", ("bracket",)),
    ],
)
def test_verified_with_changes(quoted: str, changes: tuple[str, ...]) -> None:
    found = proof(quoted)
    assert (found.verdict, found.silent) == (Verdict.PERMITTED, changes)


@pytest.mark.parametrize(
    ("quoted", "kind"),
    [
        ("He did go to the co-operative", "negation-lost"),
        ("the workers’ delegates can wait", "negation-lost"),
        ("The treasurer, Sokolov, had not 3.5 million", "negation-added"),
        ("go to the co-operative on 12 July 1928", "number"),
        ("had 3.6 million roubles and", "number"),
        ("had 3 million roubles and 1,000", "number"),
        ("had 35 million roubles and 1,000", "joined"),
        ("The treasurer, Petrov, had 3.5", "name"),
        ("asked Sokolov, who had met Petrov in", "swapped"),
        ("The treasurer had 3.5 million roubles", "left-out"),
        ("had 3.5 million good roubles and", "added"),
        ("the workers’ leaders cannot wait", "word"),
        ("The tresaurer, Sokolov, had", "respelled"),
        ("delegates cannot wait, ‘I won’t,’ he said", "merged"),
        ("roubles and 1,000 men, the workers’ delegates", "punctuation"),
        ("the workers delegates cannot wait", "marks-lost"),
        ("I won’t, he said—twice", "marks-lost"),
        ("he said: twice. Why", "punctuation"),
        ("The Treasurer, Sokolov, had 3.5", "case"),
        ("Why did he go.", "end-changed"),
        ("wait!", "end-changed"),
        ("to the cooperative on 11 July", "joined"),
        ("He [went] to the co-operative", "negation-lost"),
        ("[He did] go to the co-operative", "negation-lost"),
        ("He did … go to the co-operative", "negation-lost"),
        ("He did [go there]", "negation-lost"),
        ("they saw the end of it", "word"),
        ("they saw the [sic] end of it", "word"),
        ("they saw [sic] end of it all", "left-out"),
    ],
)
def test_altered(quoted: str, kind: str) -> None:
    found = proof(quoted)
    assert found.verdict is Verdict.ALTERED
    assert kinds(found)[0] == kind


@pytest.mark.parametrize(
    ("rules", "quoted", "verdict"),
    [
        ("chicago", "Did not go", Verdict.PERMITTED),
        ("apa", "Did not go", Verdict.PERMITTED),
        ("mla", "Did not go", Verdict.ALTERED),
        ("bluebook", "Did not go", Verdict.ALTERED),
        ("mla", "[D]id not go", Verdict.PERMITTED),
        ("chicago", "July 1928. The treasurer", Verdict.PERMITTED),
        ("bluebook", "July 1928. The treasurer", Verdict.ALTERED),
    ],
)
def test_what_may_be_silent_is_the_rule_sets(rules: str, quoted: str, verdict: Verdict) -> None:
    assert proof(quoted, rules=rules).verdict is verdict


def test_capitals_may_change_at_the_beginning_alone() -> None:
    assert kinds(proof("go to The co-operative")) == ["case"]


@pytest.mark.parametrize(
    ("source", "quoted", "language", "lost"),
    [
        ("Er hat das nie so gesagt.", "Er hat das so gesagt", "de", "nie"),
        ("Il ne l’a jamais dit ainsi.", "Il ne l’a dit ainsi", "fr", "jamais"),
        ("Он не знал об этом ничего.", "Он знал об этом", "ru", "не"),
        ("No lo sabía en aquel tiempo.", "lo sabía en aquel tiempo", "es", ""),
        ("Non lo sapeva mai per certo.", "Non lo sapeva per certo", "it", "mai"),
    ],
)
def test_negations_are_known_by_language(source: str, quoted: str, language: str, lost: str) -> None:
    found = proof(quoted, source=source, language=language)
    assert [one.source for one in found.errors] == ([lost] if lost else [])
    assert all(one.kind == "negation-lost" for one in found.errors)


def test_words_of_data_are_compared_by_what_they_stand_for() -> None:
    assert proof(("met ", Substitution("the treasurer", "Sokolov"), " in 1905")).verdict is Verdict.VERIFIED
    assert kinds(proof(("met ", Substitution("the treasurer", "Petrov"), " in 1905"))) == ["name"]
    assert proof(read_markup("Nobody asked [Petrov -> him], who had")).verdict is Verdict.VERIFIED
    assert proof(("cannot wait", FinalStop("!", ""))).verdict is Verdict.VERIFIED


def test_omissions_are_bounded_and_long_ones_are_told() -> None:
    def source(count: int) -> str:
        return "one two three " + " ".join(f"w{number}" for number in range(count)) + " four five six"

    quoted = "one two three . . . four five six"
    near = proof(quoted, source=source(500))
    assert near.verdict is Verdict.PERMITTED
    assert "long-omission" in [change.kind for change in near.changes]
    assert not proof(quoted, source=source(6000)).verdict.is_proved
    assert not proof("four five six . . . one two three", source=source(5)).verdict.is_proved


def test_an_omission_of_nothing_is_told() -> None:
    found = proof("He did not . . . go to")
    assert found.verdict is Verdict.VERIFIED
    assert [change.kind for change in found.changes] == ["empty-omission"]


def test_a_negation_that_is_left_out_with_more_is_told() -> None:
    found = proof("He . . . on 11 July 1928")
    assert found.verdict is Verdict.PERMITTED
    assert "negation-omitted" in [change.kind for change in found.changes]


@pytest.mark.parametrize(
    ("quoted", "told"), [("go to the co-operative", True), ("He did", True), ("The treasurer", False)]
)
def test_a_negation_beside_the_words_is_told(quoted: str, told: bool) -> None:
    found = proof(quoted)
    assert found.verdict is Verdict.VERIFIED
    assert ("negation-omitted" in [change.kind for change in found.changes]) is told


def test_misread_sources_prove_nothing() -> None:
    found = proof("The modern age of steam", source="The rnodern age of steam began.")
    assert (found.verdict, kinds(found)) == (Verdict.ALTERED, ["misread"])


def test_a_decimal_is_no_note_mark() -> None:
    assert kinds(proof("It cost 3 million", source="It cost 3.5 million in all.")) != []
    assert kinds(proof("about 10 men", source="It was about 10² men in all.")) == ["number"]


def test_what_is_not_there() -> None:
    found = proof("the quick brown foxes of the north were never heard of")
    assert found.verdict is Verdict.NOT_FOUND
    assert proof("xyzzy plugh").places == ()


def test_no_source_and_no_words() -> None:
    claim = Claim(("words",), key="b")
    assert verify([claim], {}, RULES["chicago"])[0].verdict is Verdict.NO_SOURCE
    assert kinds(proof("…")) == ["empty"]


def test_the_difference_is_shown() -> None:
    found = proof("on 12 July 1928. The treasurer, Sokolov, had")
    assert found.difference == (
        Segment("=", "on"), Segment("-", "11"), Segment("+", "12"),
        Segment("=", "July 1928.14 The treasurer, Sokolov, had"),
    )  # fmt: skip
    [change] = found.errors
    assert str(change.where) == "a.txt:1:38"


PAGED = (
    "[p. 290]\nIt was a good year for the party and for nobody in the whole\n[p. 291]\ncountry, said Lenin. The "
    "refrain comes here.\n\n[p. 292]\nThe refrain comes here. Something new is told.\n"
)


@pytest.mark.parametrize(
    ("quoted", "locator", "verdict", "kind"),
    [
        ("a good year for the party", "290", Verdict.VERIFIED, ""),
        ("a good year for the party", "289–91", Verdict.VERIFIED, ""),
        ("a good year for the party", "291", Verdict.ALTERED, "wrong-page"),
        ("a good year for the party", "999", Verdict.ALTERED, "no-such-page"),
        ("the whole country, said Lenin", "290–91", Verdict.VERIFIED, ""),
        ("the whole country, said Lenin", "290, 291", Verdict.VERIFIED, ""),
        ("the whole country, said Lenin", "290f.", Verdict.VERIFIED, ""),
        ("the whole country, said Lenin", "290", Verdict.VERIFIED, "goes-on"),
        ("Something new is told", "chap. 3", Verdict.VERIFIED, "unchecked-locator"),
        ("The refrain comes here", "", Verdict.AMBIGUOUS, "repeated"),
        ("The refrain comes here", "292", Verdict.VERIFIED, ""),
        ("The refrain comes here", "290", Verdict.ALTERED, "wrong-page"),
        ("the", "", Verdict.AMBIGUOUS, "repeated"),
    ],
)
def test_locators(quoted: str, locator: str, verdict: Verdict, kind: str) -> None:
    found = proof(quoted, source=PAGED, locator=locator)
    assert found.verdict is verdict
    assert [change.kind for change in found.changes if change.kind not in ("final-stop", "capital")] == (
        [kind] if kind else []
    )


def test_a_locator_of_a_source_without_pages_is_not_checked() -> None:
    found = proof("He did not go", locator="12")
    assert (found.verdict, [one.kind for one in found.changes]) == (Verdict.VERIFIED, ["unchecked-locator"])


def test_wrong_pages_are_told_in_words() -> None:
    [change] = proof("Something new is told", source=PAGED, locator="290").errors
    assert change.message == "wrong page: it stands on p. 292, the locator says p. 290"


def test_all_sources_of_a_key_are_searched() -> None:
    texts = [read_text(f"{name}.txt", Source(name, f"The words of {name} stand here.")) for name in ("one", "two")]
    [found] = verify([Claim(("words of two",), key="a")], {"a": texts}, RULES["chicago"])
    assert (found.verdict, found.places[0].path) == (Verdict.VERIFIED, "two.txt")


WORDS = ("one", "two,", "three", "Four", "five.", "Six", "not", "“seven”", "1928", "eight–nine")
Prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40)


@given(Prose, st.data())
def test_what_stands_there_is_proved(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    found = proof((" ".join(words[start:end]),), source=" ".join(words))
    assert found.verdict.is_proved or found.verdict is Verdict.AMBIGUOUS


@given(Prose, st.data())
def test_a_word_that_stands_nowhere_is_never_proved(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words)))
    kept = data.draw(st.integers(place, len(words)))
    quoted = [*words[:place], "other", *words[kept:]]
    found = proof((" ".join(quoted),), source=" ".join(words))
    assert not found.verdict.is_proved
    assert found.verdict is not Verdict.AMBIGUOUS


@given(Prose, st.data())
def test_a_word_left_out_without_an_ellipsis_is_never_proved(words: list[str], data: st.DataObject) -> None:
    numbered = [f"{word}x{place}" if word.isalpha() else f"w{place}" for place, word in enumerate(words)]
    assume(len(numbered) > 2)
    place = data.draw(st.integers(1, len(numbered) - 2))
    found = proof((" ".join(numbered[:place] + numbered[place + 1 :]),), source=" ".join(numbered))
    assert not found.verdict.is_proved
    shown = proof((" ".join(numbered[:place]), Omission(), " ".join(numbered[place + 1 :])), source=" ".join(numbered))
    assert shown.verdict is Verdict.PERMITTED


@given(st.text(max_size=80), st.text(max_size=200))
def test_whatever_is_said_there_is_a_verdict(quoted: str, source: str) -> None:
    first, second = proof(quoted, source=source), proof(quoted, source=source)
    assert first == second


@pytest.mark.parametrize(
    ("quoted", "proved"),
    [
        ("wrote teh [sic] word [in 1928] here", True),
        ("wrote teh [sic] word [in 1929] here", False),
        ("wrote teh word [in 1928] here", False),
        ("word [then] here", False),
    ],
)
def test_brackets_of_the_source_are_its_words(quoted: str, proved: bool) -> None:
    assert proof(quoted, source="He wrote teh [sic] word [in 1928] here.").verdict.is_proved is proved


@pytest.mark.parametrize(
    "quoted", ["They were reelected", "They wree re-elected", "Tney were re-elected", "They were re-elected!"]
)
def test_a_short_quotation_with_words_spelled_otherwise_is_altered(quoted: str) -> None:
    assert proof(quoted, source="They were re-elected.").verdict is Verdict.ALTERED


def test_a_clause_that_is_swallowed_before_the_last_words_is_told_as_one() -> None:
    source = "It was not until June that the text, which the editors had cut by half, became known abroad."
    found = proof("It was not until June that the text became known abroad", source=source)
    assert [(one.kind, one.source) for one in found.errors] == [("left-out", "which the editors had cut by half")]


HIDDEN = [
    # what an omission hides, and whether it turns the sense
    ("en", "She was never, in those years, alone.", "She was . . . alone", True),
    ("en", "He would, as he put it, not serve.", "He would . . . serve", True),
    ("en", "They had little money and no hope.", "They had . . . hope", True),
    ("en", "The text, which nobody had seen, was known.", "The text . . . was known", False),
    ("en", "He went home. He was not seen again. They left.", "He went home. . . . They left", False),
    ("en", "He spoke, not for the first time, of peace.", "He spoke . . . of peace", False),
    ("de", "Er hat die Sache überhaupt nicht verstanden.", "Er hat […] verstanden", True),
    ("de", "Er war nie, in all den Jahren, allein.", "Er war […] allein", True),
    ("ru", "Он никогда в жизни не сдавался.", "Он … сдавался", True),
    ("ru", "За двадцать лет не написал ни слова.", "За … написал ни слова", True),
    ("ru", "Через Верхний Лог никто не проезжал.", "Через … не проезжал", False),
    ("fr", "Il ne fut pas, dit-on, content.", "Il ne fut […] content", False),  # "ne" still stands there
]


@pytest.mark.parametrize(("language", "source", "quoted", "turned"), HIDDEN)
def test_an_omission_hides_no_negation_of_what_is_kept(language: str, source: str, quoted: str, turned: bool) -> None:
    found = proof(quoted, source=source, language=language)
    assert (found.verdict is Verdict.ALTERED) is turned
    assert (kinds(found) == ["negation-lost"]) is turned
