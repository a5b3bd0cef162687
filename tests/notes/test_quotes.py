from __future__ import annotations

import pytest

from citekit.notes.quotes import read_quotes, unclosed


def _lost(text: str) -> list[tuple[int, str]]:
    return [(mark.place, mark.mark) for mark in unclosed(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote, “the ‘old’ guard” had gone.",
        "Stalin’s men, the workers’ council, and the ’twenties.",
        "‘The workers’ council’ met at last.",
        "„Er kam“, sagte sie; ‚so‘ war es.",
        "»Er kam«, sagte sie, »›nie‹ wieder«.",
        "« Jamais », dit-il ; « jamais ‹ plus › ».",
        "”Aldrig”, sade han.",
        '"Never," he said. "Not once."',
        "He didn't say 'Never' to '20s men or 5'10\" ones.",
        "“A running quotation.\n“It goes on in a new paragraph.”",
        "“A quotation that runs on\nwithout a new mark” and ends.",
        "‘Tis an error that ‘em readers forgive.",
        "(“Sad as it is, I must report the fact of . . .”)",
        "",
    ],
)
def test_closed_quotations_are_no_finding(text: str) -> None:
    assert _lost(text) == []


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("He asked, “when they brought ‘How?—\nBukharin wrote “notes,” twice.", [(10, "“"), (29, "‘")]),
        ("“One ‘two” three", [(5, "‘")]),
        ("„Er kam", [(0, "„")]),
        ("« Jamais », dit-il ; « jamais", [(21, "«")]),
        ("»Nie«, »nie", [(7, "»")]),
        ('"Never" and "never', [(12, '"')]),
        ("“First “second” again", [(0, "“")]),
        ("“First.\nSecond “quotation” closes.", [(0, "“")]),
    ],
)
def test_an_open_quotation_is_placed_at_its_mark(text: str, lost: list[tuple[int, str]]) -> None:
    assert _lost(text) == lost


def test_many_marks_take_linear_time() -> None:
    assert len(_lost("“a\n" * 20_000)) <= 20_000


@pytest.mark.parametrize(
    ("text", "language", "pairs"),
    [
        ("“a ‘b “c” d’ e”", "en-US", ["“a ‘b “c” d’ e”", "‘b “c” d’", "“c”"]),
        ("‘The workers’ council’ met, and the peasants’ one", "en-GB", ["‘The workers’ council’"]),
        ("‘the workers’ of the town", "en", ["‘the workers’"]),
        ("‘goin’ home,’ he said", "en", ["‘goin’ home,’"]),
        ('"he is 5\'10" tall" and "in 1929"', "en", ['"he is 5\'10" tall"', '"in 1929"']),
        ("he said 'the boys' house' but 'tis don't", "en", ["'the boys' house'"]),
        ("„Er ‚kam‘“ und »ging ›weg‹«", "de", ["„Er ‚kam‘“", "‚kam‘", "»ging ›weg‹«", "›weg‹"]),
        ("«Er ‹kam›»", "de-CH", ["«Er ‹kam›»", "‹kam›"]),
        ("« Oui, « non » et “ si ” »", "fr", ["« Oui, « non » et “ si ” »", "« non »", "“ si ”"]),
        ("«Он сказал: «Нет».", "ru", ["«Он сказал: «Нет»", "«Нет»"]),
        ("”Han sade ’nej’ till mig”, ”Ja”", "sv", ["”Han sade ’nej’ till mig”", "’nej’", "”Ja”"]),
        ("»Ja», sade han, »nej»", "sv", ["»Ja»", "»nej»"]),
        ("„Ala «ma» kota”", "pl", ["„Ala «ma» kota”", "«ma»"]),
        ("他说“你好‘世界’吗”《书》", "zh", ["“你好‘世界’吗”", "‘世界’"]),
        ("「『好』」と", "ja", ["「『好』」", "『好』"]),
        ("dell'«Unità», l’“homme”", "it", ["«Unità»", "“homme”"]),
    ],
)
def test_pairs_of_each_tradition(text: str, language: str, pairs: list[str]) -> None:
    assert [text[one.start : one.end] for one in read_quotes(text, language).closed] == pairs


@pytest.mark.parametrize("text", ["“One\n“two\n“three” on", "«Uno\n»dos\n»tres» y", "« Un\n« deux\n« trois » et"])
def test_marks_repeated_at_paragraphs_are_no_new_ones(text: str) -> None:
    (one,) = read_quotes(text).closed
    assert (one.start, [text[place - 1] for place in one.reopened]) == (0, ["\n", "\n"])


@pytest.mark.parametrize(("text", "late"), [("“a ‘b” c’ d", 8), ("‘a “b’ c” d", 5), ("‘a “b” c", -1)])
def test_crossed_quotations_are_told(text: str, late: int) -> None:
    (mark,) = unclosed(text)
    assert (mark.mark, mark.late) == ("‘", late)


def test_spaces_belong_to_the_marks() -> None:
    text = "dit : «\u202foui\u00a0»"
    (one,) = read_quotes(text, "fr").closed
    assert text[one.inner_start : one.inner_end] == "oui"


NOTED = [
    ("en-US", "“so.”12 And “no”3 it", ["so.", "no"]),
    ("en-GB", "‘so.’12 And ‘no’3 in the ’90s, ‘it’", ["so.", "no", "it"]),
    ("en", "'so.'12 And 'no'3 at 6'2\", 'it'", ["so.", "no", "it"]),
    ("en", '"so."12 And "no"3 it', ["so.", "no"]),
    ("de", "„so.“12 Und ‚nein‘3, „da“4.", ["so.", "nein", "da"]),
    ("de", "„so.“¹² Und ‚nein‘³, „da“⁴.", ["so.", "nein", "da"]),
    ("de", "»so.«12 Und ›nein‹3, »da«4.", ["so.", "nein", "da"]),
    ("fr", "«\u202fso.\u202f»12 Et « non »3, «là»4.", ["so.", "non", "là"]),
    ("sv", "”so.”12 Och ’nej’3, ”då”4.", ["so.", "nej", "då"]),
    ("pl", "„so”12. I «nie»3, „tak”4.", ["so", "nie", "tak"]),
    ("ja", "「so」12と「no」3", ["so", "no"]),
]


@pytest.mark.parametrize(("language", "text", "quoted"), NOTED)
def test_a_mark_closes_before_the_figures_of_a_note(language: str, text: str, quoted: list[str]) -> None:
    found = read_quotes(text, language)
    assert [text[one.inner_start : one.inner_end] for one in found.closed] == quoted
    assert found.open == ()
