"""Markup and print read into parts."""

import pytest
from hypothesis import given

from citekit.quotations.markup import markup_of
from citekit.quotations.quotation import (
    Break,
    Capital,
    Emphasis,
    FinalStop,
    Insertion,
    Kind,
    Omission,
    Part,
    Quotation,
    Quoted,
    Sic,
    Substitution,
    Turn,
    original,
)
from citekit.quotations.reading import flaws, read_markup, understood
from tests.quotations.strategies import quotations

Parts = tuple[Part, ...]

BOTH: list[tuple[str, Parts]] = [
    ("all was lost", ("all was lost",)),
    ("one [...] two", ("one ", Omission(), " two")),
    ("one […] two", ("one ", Omission(), " two")),
    ("one [ . . . ] two", ("one ", Omission(), " two")),
    ("one [...]. Two", ("one ", Omission("end"), " Two")),
    ("One. [...] Two", ("One. ", Omission("sentences"), " Two")),
    ("One? [...] Two", ("One? ", Omission("sentences"), " Two")),
    ("“One.” [...] Two", (Quoted(("One.",)), " ", Omission("sentences"), " Two")),
    ("One.\n\n[...]\n\nTwo.", ("One.", Break(), Omission("paragraphs"), Break(), "Two.")),
    ("[T]he end", (Capital("T", "t"), "he end")),
    ("[é]tat", (Capital("é", "É"), "tat")),
    ("a[n] end", ("a", Insertion("n"), " end")),
    ("[A] man", (Insertion("A"), " man")),
    ("[Stalin] left", (Insertion("Stalin"), " left")),
    ("he [sic] left", ("he", Sic(), " left")),
    ("he [sic!] left", ("he", Sic(), " left")),
    ("he[sic, recte she] left", ("he", Sic("she"), " left")),
    ("lost[,]", ("lost", FinalStop(","))),
    ("a “b ‘c “d”’” e", ("a ", Quoted(("b ", Quoted(("c ", Quoted(("d",)))))), " e")),
    (
        "„a ‚b‘“ »c ›d‹« «e „f“»",
        (Quoted(("a ", Quoted(("b",)))), " ", Quoted(("c ", Quoted(("d",)))), " ", Quoted(("e ", Quoted(("f",))))),
    ),
    ("«\u202fa “b”\u202f»", (Quoted(("a ", Quoted(("b",)))),)),
    ("the workers’ own rock ’n’ roll", ("the workers’ own rock ’n’ roll",)),
    ("one\ntwo", ("one two",)),
]


@pytest.mark.parametrize(("text", "parts"), BOTH)
def test_brackets_and_marks_are_read(text: str, parts: Parts) -> None:
    assert read_markup(text) == parts
    assert understood(text) == parts


MARKUP: list[tuple[str, Parts]] = [
    ("[he -> Stalin] left", (Substitution("Stalin", "he"), " left")),
    ("[he → Stalin] left", (Substitution("Stalin", "he"), " left")),
    ("[t -> T]he", (Capital("T", "t"), "he")),
    ("lost[. -> ,]", ("lost", FinalStop(",", "."))),
    ("*so*", (Emphasis(("so",)),)),
    ("*so*[emphasis added]", (Emphasis(("so",), added=True),)),
    ("*so* [italics mine] it", (Emphasis(("so",), added=True), " it")),
    ("*so “it*” is", ("*so ", Quoted(("it*",)), " is")),
    ("*a *b* c*", (Emphasis(("a ", Emphasis(("b",)), " c")),)),
    ("*a *b**", (Emphasis(("a ", Emphasis(("b",)))),)),
    ("*a**b*", (Emphasis(("a",)), Emphasis(("b",)))),
    ("**a**", ("**a**",)),
    (r"\[a\] \*b\* \“c", ("[a] *b* “c",)),
    ("2 * 3 * 4", ("2 * 3 * 4",)),
    ("wait ... and . . . go…", ("wait ... and . . . go…",)),
    ("[emphasis added]", (Insertion("emphasis added"),)),
    ("a ] b [ c", ("a ] b [ c",)),
]


@pytest.mark.parametrize(("text", "parts"), MARKUP)
def test_markup_says_what_was_changed(text: str, parts: Parts) -> None:
    assert read_markup(text) == parts


PRINTED: list[tuple[str, Parts]] = [
    ("one . . . two", ("one ", Omission(), " two")),
    ("one\u00a0.\u00a0.\u00a0. two", ("one\u00a0", Omission(), " two")),
    ("one... two", ("one", Omission(), " two")),
    ("one… two", ("one", Omission(), " two")),
    ("one. . . . Two", ("one", Omission("end"), " Two")),
    ("one? . . . Two", ("one? ", Omission("sentences"), " Two")),
    ("один <…> два", ("один ", Omission(), " два")),
    ("un (...) deux", ("un ", Omission(), " deux")),
    ("*so*", ("*so*",)),
    (r"a \ b", (r"a \ b",)),
    ("in 1928. He", ("in 1928. He",)),
]


@pytest.mark.parametrize(("text", "parts"), PRINTED)
def test_ellipses_of_print_are_omissions(text: str, parts: Parts) -> None:
    assert understood(text) == parts


OTHERS: list[tuple[Kind, str, Parts]] = [
    ("verse", "a b\n  c\n\nd", ("a b", Break("line", 1), "c", Break("stanza"), "d")),
    ("verse", "  a\nb", (Break("line", 1), "a", Break("line"), "b")),
    ("verse", "a b / c // d", ("a b", Break("line"), "c", Break("stanza"), "d")),
    ("verse", "a\n[...]\nb\n", ("a", Break("line"), Omission("lines"), Break("line"), "b")),
    ("dialogue", "KENT: My lord!\nLEAR: Who?", (Turn("KENT"), "My lord!", Turn("LEAR"), "Who?")),
    ("dialogue", "— Go!\n— Why?", (Turn(""), "Go!", Turn(""), "Why?")),
    ("prose", "a / b", ("a / b",)),
    ("prose", "KENT: no speech", ("KENT: no speech",)),
]


@pytest.mark.parametrize(("kind", "text", "parts"), OTHERS)
def test_verse_and_dialogue_have_their_breaks(kind: Kind, text: str, parts: Parts) -> None:
    assert read_markup(text, kind=kind) == parts


@given(quotations())
def test_what_is_written_as_markup_is_read_the_same(quotation: Quotation) -> None:
    assert read_markup(markup_of(quotation.parts, quotation.kind), kind=quotation.kind) == quotation.parts


def test_the_words_of_the_source_are_told() -> None:
    parts = read_markup("[T]he *party* [he -> Stalin] “[really] left[. -> ,]” [...] [sic]")
    assert original(parts) == "the party he “ left.” …".replace("“", "").replace("”", "")


FLAWS = [
    ("he said “no", [(8, "the quotation mark “ is never closed")]),
    ("he [said no", [(3, "the bracket [ is never closed")]),
    ("he said] no", [(7, "the bracket ] is never opened")]),
    ("2 * 3 is 6", []),
    ("*a “b* c” d", [(0, "the stress that * begins is never closed")]),
    ("he *said no", [(3, "the stress that * begins is never closed")]),
    ("“a [b” c]", [(0, "the quotation mark “ is never closed")]),
    ("a [] b", [(2, "the bracket holds nothing")]),
    ("a [he -> ] b", [(2, "the bracket [he -> ] puts nothing for words")]),
    ("“[...] […].”", [(1, "everything is left out")]),
    ("[...] [is]", []),
    (r"a \“b \[c \*d", []),
    ("a “b ‘c’” [d “e]", []),
]


@pytest.mark.parametrize(("text", "told"), FLAWS)
def test_what_is_never_closed_is_told_with_its_place(text: str, told: list[tuple[int, str]]) -> None:
    found = flaws(text, markup=True)
    assert [(flaw.start, flaw.message) for flaw in found] == told
    assert all(flaw.hint for flaw in found)


def test_stars_are_no_markup_in_print() -> None:
    assert flaws("he *said no", markup=False) == ()
