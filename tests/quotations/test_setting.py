"""Quotations set by a rule set in a language."""

import pytest

from citekit.model import BlockQuotation, NoteReference, Paragraph
from citekit.notes.placement.customs import custom_of
from citekit.quotations.quotation import Break, Capital, FinalStop, Kind, Omission, Part, Quotation, Turn
from citekit.quotations.reading import read_markup
from citekit.quotations.rules import RULES, SPACED
from citekit.quotations.setting import SetQuotation, set_quotation
from citekit.quotations.stops import Tail
from citekit.richtext import ITALIC, Styled, plain

TEXT = "[t]he *party*[emphasis added] [he -> Stalin] led [...] “won”[...]. He [sic] left. [...] All was “lost.”"


def shown(paragraph: Paragraph) -> str:
    """Return a paragraph as one text: marks of notes as ^1^, italics in slashes, spaces that do not break as _."""
    pieces = []
    for part in paragraph:
        if isinstance(part, NoteReference):
            pieces.append(f"^{part.number}^")
        elif isinstance(part, str):
            pieces.append(part)
        else:
            pieces.append(f"/{plain((part,))}/")
    return "".join(pieces).replace("\u202f", "_").replace("\u00a0", "_")


def run_in(
    text: str, rules: str = "chicago", language: str = "", tail: Tail | None = None, kind: Kind = "prose"
) -> str:
    quotation = Quotation(read_markup(text, kind=kind), kind=kind)
    made = set_quotation(quotation, RULES[rules], language or RULES[rules].language, form="run-in", tail=tail)
    return "\n".join(map(shown, made.paragraphs))


def block_of(made: SetQuotation) -> BlockQuotation:
    assert made.block is not None
    return made.block


SET = [
    ("chicago", "“the /party/ [Stalin] led_._._. ‘won’._._._. He [/sic/] left._._._. All was ‘lost.’”"),
    ("mla", "“[t]he /party/ [Stalin] led_._._. ‘won’._._._. He [/sic/] left._._._. All was ‘lost.’”"),
    ("apa", "“the /party/ [emphasis added] [Stalin] led_._._. ‘won’._._._. He [/sic/] left._._._. All was ‘lost.’”"),
    (
        "german",
        "„[t]he /party/ [Hervorhebung hinzugefügt] [Stalin] led […] ‚won‘ […]. He [/sic!/] left. […] All was ‚lost‘“.",
    ),
    ("french", "«_[t]he /party/ [Stalin] led […] “won” […]. He [/sic/] left. […] All was “lost”_»."),
    ("russian", "«the /party/ [Stalin] led… „won“ <…>. He [/sic!/] left. <…> All was „lost“»."),
]


@pytest.mark.parametrize(("rules", "expected"), SET)
def test_changes_are_printed_as_the_rules_have_them(rules: str, expected: str) -> None:
    assert run_in(TEXT, rules) == expected


def note(language: str) -> Tail:
    return Tail(mark=NoteReference("7", "7"), custom=custom_of(language))


ENDS = [
    # language, a fragment and a sentence: with a note, in the middle of a sentence, with a citation in parentheses
    ("en-US", "“lost.”^7^", "“lost,”", "“lost” (C 3)."),
    ("en-GB", "‘lost’.^7^", "‘lost’,", "‘lost’ (C 3)."),
    ("de", "„lost“^7^.", "„lost“,", "„lost“ (C 3)."),
    ("fr", "«_lost^7^_».", "«_lost_»,", "«_lost_» (C 3)."),
    ("es", "«lost»^7^.", "«lost»,", "«lost» (C 3)."),
    ("ru", "«lost»^7^.", "«lost»,", "«lost» (C 3)."),
    ("it", "«lost»^7^.", "«lost»,", "«lost» (C 3)."),
    ("pl", "„lost”^7^.", "„lost”,", "„lost” (C 3)."),
    ("sv", "”lost”^7^.", "”lost”,", "”lost” (C 3)."),
]


@pytest.mark.parametrize(("language", "noted", "comma", "cited"), ENDS)
def test_stop_mark_and_note_stand_in_the_order_of_the_language(
    language: str, noted: str, comma: str, cited: str
) -> None:
    assert run_in("lost.", language=language, tail=note(language)) == noted
    assert run_in("lost.", language=language, tail=Tail(",")) == comma
    assert run_in("lost.", language=language, tail=Tail(cited=("(C 3)",))) == cited


SENTENCES = [
    ("en-US", "“All was lost.”^7^", "“Why?”^7^", "“Why?”"),
    ("en-GB", "‘All was lost.’^7^", "‘Why?’^7^", "‘Why?’"),
    ("de", "„All was lost.“^7^", "„Why?“^7^", "„Why?“,"),
    ("fr", "«_All was lost^7^._»", "«_Why^7^?_»", "«_Why?_»"),
    ("es", "«All was lost»^7^.", "«Why?»^7^.", "«Why?»,"),
    ("ru", "«All was lost»^7^.", "«Why?»^7^", "«Why?»,"),
]


@pytest.mark.parametrize(("language", "stated", "asked", "comma"), SENTENCES)
def test_a_sentence_keeps_its_stop_where_the_language_lets_it(
    language: str, stated: str, asked: str, comma: str
) -> None:
    assert run_in("All was lost.", language=language, tail=note(language)) == stated
    assert run_in("Why?", language=language, tail=note(language)) == asked
    assert run_in("Why?", language=language, tail=Tail(",")) == comma


def test_semicolons_stand_behind_american_marks() -> None:
    assert run_in("All was lost.", tail=Tail(";", NoteReference("7", "7"), custom_of("en-US"))) == "“All was lost”;^7^"


def test_a_stop_joins_the_innermost_quotation() -> None:
    assert run_in("he cried “lost”", language="en-US", tail=Tail(".")) == "“he cried ‘lost.’”"
    assert run_in("he cried “lost”", language="de", tail=Tail(".")) == "„he cried ‚lost‘“."


def test_raised_citations_stand_as_note_marks_do() -> None:
    raised = Styled(("3",), ITALIC)
    assert run_in("lost.", language="en-US", tail=Tail(mark=raised, custom=custom_of("en-US"))) == "“lost.”/3/"


PLACES = [
    # what is left out at the beginning and at the end
    ("chicago", "[...] it was [...].", "“it was.”"),
    ("mla", "[...] it was [...].", "“it was._._._.”"),
    ("german", "[...] it was [...].", "„it was“."),
    ("french", "[...] it was [...].", "«_[…] it was […]_»."),
    ("russian", "[...] it was [...].", "«…it was <…>»."),
    ("chicago", "it was [...]", "“it was_._._.”"),
    ("chicago", "it was, [...], and “[...] so [...]” on", "“it was,_._._._, and ‘._._. so_._._.’ on”"),
    ("chicago", "[...], and so", "“and so”"),
    ("chicago", "so it was, [...].", "“so it was.”"),
    ("german", "it was [...], and", "„it was […], and“"),
]


@pytest.mark.parametrize(("rules", "text", "expected"), PLACES)
def test_omissions_at_the_ends_are_printed_where_the_rules_want_it(rules: str, text: str, expected: str) -> None:
    language = RULES[rules].language or "en-US"
    assert run_in(text, rules, language) == expected


def test_omissions_are_in_brackets_where_the_source_has_ellipses() -> None:
    assert run_in(
        "I must . . . well [...] go…", "chicago", "en-US"
    ) == f"“I must {SPACED} well [{SPACED}] go{SPACED}”".replace("\u00a0", "_")


def test_a_source_ellipsis_is_spelled_as_the_rules_have_it() -> None:
    assert run_in("the fact of . . .", "german") == "„the fact of …“"


def test_paragraphs_run_in_begin_with_open_marks() -> None:
    assert run_in("One “two\n\nthree” four.", language="en-US") == "“One ‘two\n“‘three’ four.”"


def test_verse_runs_in_with_slashes() -> None:
    text = "Tyger tyger\n  burning\n\nbright"
    assert run_in(text, kind="verse", language="en-US") == "“Tyger tyger_/ burning_// bright”"


def test_a_changed_stop_shows_only_where_the_rules_want_it() -> None:
    strict = RULES["chicago"].__class__("strict", "", silent=frozenset())
    quotation = Quotation(("lost", FinalStop(",", ".")))
    assert shown(set_quotation(quotation, strict, "de").paragraphs[0]) == "„lost[,]“"
    assert shown(set_quotation(quotation, RULES["chicago"], "de").paragraphs[0]) == "„lost,“"


# --- blocks ------------------------------------------------------------------------------------------------


def test_a_block_has_no_marks_and_those_within_are_outer_ones() -> None:
    quotation = Quotation(read_markup("He said “yes.”\n\nThen [...] no."))
    made = block_of(set_quotation(quotation, RULES["chicago"], "en-US", tail=note("en-US")))
    assert [shown(one.lines[0]) for one in made.paragraphs] == ["He said “yes.”", "Then_._._. no.^7^"]


@pytest.mark.parametrize(
    ("language", "noted", "cited"),
    [("en-US", "All was lost.^7^", "All was lost. (C 3)"), ("fr", "All was lost^7^.", "All was lost. (C 3)")],
)
def test_a_block_ends_with_its_own_stop(language: str, noted: str, cited: str) -> None:
    def ended(tail: Tail) -> str:
        made = set_quotation(Quotation(("All was lost.",)), RULES["mla"], language, form="block", tail=tail)
        return shown(block_of(made).paragraphs[0].lines[0])

    assert ended(note(language)) == noted
    assert ended(Tail(cited=("(C 3)",))) == cited


def test_verse_keeps_lines_stanzas_and_indents() -> None:
    parts: tuple[Part, ...] = ("a b", Break("line", 1), "c", Break("line"), Omission("lines"), Break("stanza"), "d")
    made = block_of(set_quotation(Quotation(parts, kind="verse"), RULES["chicago"], "en-US"))
    assert [[shown(line) for line in one.lines] for one in made.paragraphs] == [["a b", "c", "._._."], ["d"]]
    assert [one.indents for one in made.paragraphs] == [(0, 1, 0), ()]


def test_paragraphs_left_out_are_told_where_the_rules_have_it() -> None:
    parts: tuple[Part, ...] = ("One.", Break(), Omission("paragraphs"), Break(), "Two.")

    def set_by(rules: str) -> list[str]:
        made = block_of(set_quotation(Quotation(parts), RULES[rules], form="block"))
        return [shown(one.lines[0]) for one in made.paragraphs]

    assert set_by("chicago") == ["One._._._.", "Two."]
    assert set_by("french") == ["One.", "[…]", "Two."]


def test_a_play_has_its_speakers() -> None:
    quotation = Quotation((Turn("KENT"), "My lord!", Turn("LEAR"), "Who is it?"), kind="dialogue")
    made = block_of(set_quotation(quotation, RULES["chicago"], "en-US"))
    assert [(one.speaker, shown(one.lines[0])) for one in made.paragraphs] == [
        ("KENT", "My lord!"),
        ("LEAR", "Who is it?"),
    ]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en-US", ["“Go!”", "“Why?”"]),
        ("fr", ["— Go!", "— Why?"]),
        ("ru", ["— Go!", "— Why?"]),
        ("de", ["„Go!“", "„Why?“"]),
    ],
)
def test_speeches_without_speakers_are_as_the_language_prints_dialogue(language: str, lines: list[str]) -> None:
    quotation = Quotation((Turn(""), "Go!", Turn(""), "Why?"), kind="dialogue")
    made = block_of(set_quotation(quotation, RULES["chicago"], language, form="block"))
    assert [shown(one.lines[0]) for one in made.paragraphs] == lines


def test_an_epigraph_has_its_source_below() -> None:
    quotation = Quotation(("All flows.",), "en-GB", epigraph=True)
    made = block_of(set_quotation(quotation, RULES["chicago"], "en-US", attribution=("Heraclitus",)))
    assert (made.epigraph, made.attribution, made.language) == (True, ("Heraclitus",), "en-GB")


def test_a_capital_is_in_brackets_where_the_rules_show_it() -> None:
    quotation = Quotation((Capital("T", "t"), "he end"))
    assert [
        shown(set_quotation(quotation, RULES[name], "en-US").paragraphs[0]) for name in ("chicago", "bluebook")
    ] == [
        "“The end”",
        "“[T]he end”",
    ]


STOPPED = [
    # language, text, the stop of the sentence around, and how it is set
    ("en-US", "lost [...]", ",", "“lost_._._.”"),
    ("en-US", "lost [...]", "?", "“lost_._._.”?"),
    ("en-US", "lost. . . .", ";", "“lost. ._._.”;"),
    ("en-US", "books, etc.", ",", "“books, etc.,”"),
    ("en-US", "books, etc.", ".", "“books, etc.”"),
    ("en-US", "books, etc., ", ".", "“books, etc.”"),
    ("en-US", "lost [...] ", None, "“lost_._._.”"),
    ("en-US", "the U.S.", "?", "“the U.S.”?"),
    ("en-GB", "books, etc.", ",", "‘books, etc.’,"),
    ("de", "books usw.", ".", "„books usw.“."),
    ("es", "books, etc.", None, "«books, etc.»."),
    ("en-US", "Why?", "?", "“Why?”"),
    ("fr", "Why?", "?", "«_Why?_»"),
    ("de", "Why?", "?", "„Why?“?"),
    ("es", "Why?", "?", "«Why?»?"),
    ("en-US", "Why?", "!", "“Why?”!"),
    ("en-US", "lost (really?)", ".", "“lost (really?).”"),
    ("en-US", "Gone. (Really?)", ".", "“Gone. (Really?)”"),
    ("en-US", "(Really?)", ".", "“(Really?)”"),
    ("en-US", "lost [who?]", ",", "“lost [who?],”"),
    ("fr", "lost\u202f;", ",", "«_lost_»,"),
]


@pytest.mark.parametrize(("language", "text", "after", "expected"), STOPPED)
def test_ellipses_abbreviations_and_questions_keep_their_signs(
    language: str, text: str, after: str | None, expected: str
) -> None:
    assert run_in(text, language=language, tail=Tail(after)) == expected


def test_the_cry_of_sic_ends_no_sentence() -> None:
    assert run_in("lost [sic]", "german", "de", tail=Tail(".")) == "„lost [/sic!/]“."


NOTED = [
    ("lost [...]", "«_lost^7^_._._._»"),
    ("Why?!", "«_Why^7^?!_»"),
    ("Why\u202f?", "«_Why^7^_?_»"),
    ("(Lost.)", "«_(Lost.)^7^_»"),
]


@pytest.mark.parametrize(("text", "expected"), NOTED)
def test_a_french_note_mark_parts_no_stop(text: str, expected: str) -> None:
    assert run_in(text, language="fr", tail=note("fr")) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("books, etc.", "“books, etc.” (C 3)."), ("so [...]", "“so_._._.” (C 3).")]
)
def test_a_citation_in_parentheses_leaves_an_abbreviation_whole(text: str, expected: str) -> None:
    assert run_in(text, language="en-US", tail=Tail(cited=("(C 3)",))) == expected


def test_stress_within_stress_stands_upright() -> None:
    assert run_in("*all *is* lost*", language="en-US") == "“/all /is/ lost/”"


def test_a_speech_begins_behind_closed_marks() -> None:
    assert run_in("Night.\nKENT: Go!", language="en-US", kind="dialogue") == "“Night.”\nKENT: “Go!”"


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("mla", "“it was_._._.” (C 3)."),
        ("bluebook", "“it was_._._.” (C 3)."),
        ("chicago", "“it was” (C 3)."),
        ("french", "«_it was […]_» (C 3)."),
    ],
)
def test_the_stop_of_an_omission_at_the_end_stands_behind_the_citation(rules: str, expected: str) -> None:
    made = run_in("it was [...].", rules, RULES[rules].language or "en-US", Tail(cited=("(C 3)",)))
    assert made == expected
