"""Passages of our own in the manner of printed books, and what must hold for any text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.findings import Source
from citekit.notes.marks.candidates import SUPERSCRIPTS
from citekit.notes.marks.recognise import Mode, find_marks, read_marks
from tests import marks as scoring

_ROOT = Path(__file__).parents[3]
_SEED = _ROOT / "examples" / "politburo-1929" / "passage.txt"


def _numbers(text: str) -> list[str]:
    return [mark.number for mark in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(
            "The decree was signed on March 3, 1918.61 Lenin did not read it.62 “We have no army,” he said.63",
            ["61", "62", "63"],
            id="after a year",
        ),
        pytest.param(
            "In 191861 the harvest failed. Prices rose.62 By then 2,84063 families had left the district.",
            ["61", "62", "63"],
            id="merged with a year and with thousands",
        ),
        pytest.param(
            "The congress met in secret.7 Of 412 delegates, 37 abstained; the rest voted.8 It took 3.5 hours.",
            ["7", "8"],
            id="numbers of the sentence are left",
        ),
        pytest.param(
            "Der Reichstag wurde aufgelöst.4 Brüning, der am 30. Mai 1932 zurücktrat,5 schwieg dazu. "
            "„Das Volk“6 hatte andere Sorgen.",
            ["4", "5", "6"],
            id="German",
        ),
        pytest.param(
            "Le ministre refusa3. Dans une lettre du 12 mai, il parle d’« une erreur »4, puis se tait. "
            "La Chambre vota la loi par 312 voix contre 2015.",
            ["3", "4"],
            id="French: before the stop",
        ),
        pytest.param(
            "Совещание открылось 3 января 1929 г.14 Бухарин молчал15. «Ни слова», — записал Томский16.",
            ["14", "15", "16"],
            id="Russian",
        ),
        pytest.param(
            "A câmara rejeitou o projeto1. O ministro, porém, insistiu2, e em 1934 a lei foi aprovada3.",
            ["1", "2", "3"],
            id="Portuguese",
        ),
        pytest.param(
            "He sailed at once.[12] The consul, who knew nothing,[13] had gone to bed.[14]",
            ["12", "13", "14"],
            id="brackets",
        ),
        pytest.param(
            "He sailed at once.(12) The consul, who knew nothing,(13) had gone to bed.(14)",
            ["12", "13", "14"],
            id="parentheses",
        ),
        pytest.param("He sailed at once.¹² The consul,¹³ alone, slept on.", ["12", "13"], id="superscripts"),
        pytest.param("He sailed at once.* The consul,† alone, slept on.‡", ["*", "†", "‡"], id="signs"),
        pytest.param(
            "He sailed at once. 12 The consul, 13 who was alone, slept on.\n14 and nobody woke him.15",
            ["12", "13", "14", "15"],
            id="OCR spaces and line breaks",
        ),
        pytest.param(
            "He sailed at once.1 The consul slept.2 Nobody woke him.1 The port was shut.2 It rained.3",
            ["1", "2", "1", "2", "3"],
            id="numbered by page",
        ),
        pytest.param(
            "So the first chapter closed.57 Nobody wept.58\nII\nThe second begins in spring.1 It is short.2",
            ["57", "58", "1", "2"],
            id="numbered by chapter",
        ),
        pytest.param(
            "The sales fell. Henry Ford’s Model T cost $360 in 1916.112 The NKVD113 counted 1,575 men.114 “There is "
            "no bread,” he wrote on May 5, 1933.115 Kaganovich (1893–1991) disagreed.116 On page 14 he says so.117",
            ["112", "113", "114", "115", "116", "117"],
            id="among names and dates",
        ),
        pytest.param(
            "Nel 1922 Mussolini andò al potere.1 Secondo De Felice,2 il partito contava 300.000 iscritti.3",
            ["1", "2", "3"],
            id="Italian",
        ),
        pytest.param(
            "L’octroi rapportait 40 000 livres 1. Le maire 2, qui l’ignorait, fit 3 voyages. On le blâma 3. « Rien, "
            "dit-il, n’est perdu 4 » ; mais les échevins 5 le quittèrent. La ville fut prise 6.",
            ["1", "2", "3", "4", "5", "6"],
            id="apart from the word everywhere",
        ),
        pytest.param(
            "The fever spread (4). Of 60 patients, 12 died (5), most of them (9 of 12) within a week (6).",
            ["4", "5", "6"],
            id="in parentheses everywhere",
        ),
        pytest.param("It rained.10 Everyone left.1112 The band played.13", ["10", "11", "12", "13"], id="two at once"),
    ],
)
def test_marks_are_found(text: str, numbers: list[str]) -> None:
    assert _numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(
            "In 1929 the plan foresaw 12.5 million tons, of which 3.1 were delivered by May 11, 1930.", id="year"
        ),
        pytest.param(
            "See chapter 3, pp. 12–14, and vol. 2, p. 7. Section 4.2 has Table 1 and Figure 2.", id="locators"
        ),
        pytest.param("1. Wheat\n2. Barley\n3. Oats\nOf these, 2 were exported.", id="numbered items"),
        pytest.param("The union had (1) a fund, (2) a hall, and (3) a band.", id="items in parentheses"),
        pytest.param("Four kinds are named: 1, dreams, 2, bells, 3, voices, 4, fevers, 5, visions.", id="counted off"),
        pytest.param("The skulls FMNH PR 2500, FMNH PR 2501 and UA 2502 were scanned.", id="catalogue numbers"),
        pytest.param("Version 3.11 needs Python 3.9; 3.8 was dropped in 2.0.4.", id="versions"),
        pytest.param("The score was 4:2 at 12:30; water is H2O, and the area 12 km2 or 5 m².", id="times and units"),
        pytest.param("As Braudel (1949) and Bloch (1924) argue, the sea joins (Febvre 1922).", id="author and year"),
        pytest.param("1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6 5. O-O Be7", id="chess"),
        pytest.param("1914 War begins.\n1915 Italy enters.\n1916 Verdun.\n1917 Revolution.", id="years in a column"),
        pytest.param("12. Ibid., p. 45.\n13. Trotsky, My Life, 312–14.\n14. Pravda, May 3, 1929, 2.", id="the notes"),
        pytest.param("1 Introduction 3\n2 The Fall 45\n3 The Rise 99\n4 Conclusion 180", id="contents"),
        pytest.param("Art. 5 (1) and Art. 6 (2) GG; § 12 Abs. 3 BGB; BVerfGE 7, 198 (203).", id="law"),
        pytest.param("Arsenal won 3–1. In 1961, they won 66 points. Greaves scored 41. Smith 28.", id="sport"),
        pytest.param("Am 3.12. kam er, am 4.12.1929 ging er. Um 12.30 Uhr aß er.", id="German dates"),
        pytest.param("Year Wheat Rye\n1913 22.7 18.9\n1914 16.7 20.1\n1915 22.7 23.0", id="table"),
        pytest.param("This is *very* important.\n* one\n* two\n\n* * *\nKarl (†1923) and Otto (*1890).", id="signs"),
        pytest.param("On the 1st and 2nd of May, 20th-century men of the 1920s marched.", id="ordinals"),
    ],
)
def test_other_numbers_are_no_marks(text: str) -> None:
    assert _numbers(text) == []


def test_the_seed_passage() -> None:
    passage = read_marks(Source("passage.txt", _SEED.read_text(encoding="utf-8")))
    assert [mark.number for mark in passage.marks] == ["11", "12", "14"]
    assert [(finding.rule, finding.where.line, finding.where.column) for finding in passage.findings] == [
        ("unclosed-quotation", 1, 369),
        ("unclosed-quotation", 1, 533),
        ("broken-line", 3, 1),
        ("missing-note", 4, 416),
        ("broken-line", 4, 659),
    ]
    assert all(mark.confidence > 0.9 for mark in passage.marks)


def test_evidence_is_for_readers() -> None:
    first, second = find_marks("He left in 1928.11 She stayed.12")
    assert first.evidence[:2] == ("after a year and a full stop", "between two sentences")
    assert second.evidence[0] == "continues 11"


_PIECES = st.sampled_from(
    [
        "word",
        "Word ",
        ".",
        ",",
        " ",
        "\n",
        "”",
        "“",
        "(",
        ")",
        "[",
        "]",
        "1",
        "2",
        "12",
        "1928",
        "¹",
        "²³",
        "*",
        "†",
        "–",
        "٣",
    ]
)
_MODES: tuple[Mode, ...] = ("auto", "prose", "science")
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=60).map("".join))


@given(_TEXTS, st.sampled_from(_MODES))
def test_marks_are_in_order_and_apart(text: str, mode: Mode) -> None:
    end = 0
    for mark in find_marks(text, mode=mode):
        assert end <= mark.start < mark.end <= len(text)
        end = mark.end


@given(_TEXTS)
def test_a_mark_says_its_number(text: str) -> None:
    for mark in find_marks(text):
        assert text[mark.start : mark.end].translate(SUPERSCRIPTS) == mark.number
        assert 0 <= mark.confidence <= 1
        assert mark.evidence


@given(_TEXTS, st.sampled_from(_MODES))
def test_any_text_is_read_in_any_mode(text: str, mode: Mode) -> None:
    find_marks(text, mode=mode)
    read_marks(Source("any.txt", text))


@given(_TEXTS)
def test_marks_taken_out_and_put_back_give_the_text(text: str) -> None:
    marks = find_marks(text)
    edges = [0, *(place for mark in marks for place in (mark.start, mark.end)), len(text)]
    pieces = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    signs = [text[mark.start : mark.end] for mark in marks] + [""]
    assert "".join(piece + sign for piece, sign in zip(pieces, signs, strict=True)) == text


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(20, 90), min_size=2, max_size=12, unique=True).map(sorted), st.data())
def test_rising_numbers_after_sentences_are_found(lengths: list[int], data: st.DataObject) -> None:
    first = data.draw(st.integers(1, 400))
    sentences = [f"{'The town was quiet ' * (length // 10)}again.{first + at} " for at, length in enumerate(lengths)]
    assert _numbers("".join(sentences)) == [str(first + at) for at in range(len(lengths))]


def test_a_long_book_is_read_whole() -> None:
    sentence = "The committee met in {} and heard 12 speakers, of whom 3 were new.{} Nobody answered, "
    text = "".join(sentence.format(1900 + at % 90, at % 400 + 1) for at in range(6_000))
    assert len(find_marks(text)) == 6_000


def test_the_corpus_ratchet() -> None:
    """Floors on a sample of the shared corpus; raise them when the recogniser gets better."""
    folder = Path(os.environ.get("CITEKIT_SHARED", _ROOT.parent / "shared")) / "notes-corpus"
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}")
    sample = [passage for at, passage in enumerate(scoring.passages(folder / "dev.jsonl")) if at % 4 == 0]
    scores = scoring.score(sample)
    assert scores.tally("group", "with notes").f1 > 0.98
    assert scores.tally("group", "without notes").share_exact > 0.96
    for variant in ("source", "gap", "restart", "chapter", "perpage", "bracket", "paren", "sup", "sym"):
        assert scores.tally("variant", variant).f1 > 0.985, variant
    for variant in ("ocr_before", "ocr_glued", "ocr_mixed", "ocr_newline", "ocr_space", "sci_bracket"):
        assert scores.tally("variant", variant).f1 > 0.95, variant
