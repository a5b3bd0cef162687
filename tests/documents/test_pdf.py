"""PDF files: marks by size and place, footnotes and endnotes, pages; what cannot be read is told."""

from __future__ import annotations

import random
import sys
import zlib

import pytest

from citekit import documents
from citekit.documents import pdf
from citekit.documents.manuscript import Manuscript, Place, Setting
from citekit.errors import CitekitError, UnreadableError, UsageError
from citekit.model import Citation
from citekit.richtext import concat, plain
from tests.documents.pdfmaking import Run, lines, pdf_of, stream

PROSE = [
    "The plan was adopted in July 1928.^11^ It was said",
    "that “nothing of the kind” had hap-",
    "pened.^12^ He left.",
]


def read(*pages: list[Run]) -> Manuscript:
    return pdf.read("m.pdf", pdf_of(pages))


def shown(one: Manuscript, place: Place) -> str:
    return one.parts[place.part].text[place.start : place.end]


def notes_of(one: Manuscript) -> list[tuple[str, str, list[str]]]:
    """Return number, text and parts of the marks of each note."""
    said = [[part for part in note.parts if not isinstance(part, Citation)] for note in one.notes]
    return [
        (note.number, plain(concat(*parts)), [mark.part for mark in note.marks])
        for note, parts in zip(one.notes, said, strict=True)
    ]


def page(*notes: str, y: float = 500) -> list[Run]:
    return [*lines(50, y, 10, *PROSE), *lines(50, 100, 8, *notes)]


def test_raised_figures_are_marks_and_small_type_at_the_foot_is_notes() -> None:
    one = read(page("^11^ Cohen, Bukharin,", "290.", "^12^ Ibid., 3."))
    assert notes_of(one) == [("11", "Cohen, Bukharin, 290.", ["page 1"]), ("12", "Ibid., 3.", ["page 1"])]
    assert [shown(one, mark) for note in one.notes for mark in note.marks] == ["11", "12"]
    assert [shown(one, note.body) for note in one.notes] == ["Cohen, Bukharin, 290.", "Ibid., 3."]
    text = one.parts["page 1"].text
    assert text.startswith(
        "The plan was adopted in July 1928.11 It was said that “nothing of the kind” had happened.12 He"
    )
    assert not one.findings
    assert one.format == "pdf"


def test_numbers_of_notes_need_not_be_raised() -> None:
    assert notes_of(read(page("11. Cohen, 290.", "12. Ibid., 3."))) == [
        ("11", "Cohen, 290.", ["page 1"]),
        ("12", "Ibid., 3.", ["page 1"]),
    ]


def test_figures_of_the_text_are_no_marks() -> None:
    one = read([*lines(50, 500, 10, "In 1928 he had 12 books.^1^ It was 3 o'clock."), *lines(50, 100, 8, "^1^ Cohen.")])
    assert notes_of(one) == [("1", "Cohen.", ["page 1"])]


def test_powers_and_ordinals_are_no_marks() -> None:
    one = read(
        [*lines(50, 500, 10, "On 2 km^2^ x^2^ and the 2^nd^ of 10^6^ he sat.^2^ So"), *lines(50, 100, 8, "^2^ Cohen.")]
    )
    (note,) = one.notes
    (mark,) = note.marks
    text = one.parts["page 1"].text
    assert text[: mark.start].endswith("he sat.")
    assert not one.findings


def test_notes_in_the_type_of_the_text_have_numbers_that_are_marks_above() -> None:
    one = read([*lines(50, 500, 10, *PROSE), *lines(50, 100, 10, "^11^ Cohen, 290.", "^12^ Ibid., 3.")])
    assert notes_of(one) == [("11", "Cohen, 290.", ["page 1"]), ("12", "Ibid., 3.", ["page 1"])]


def test_of_a_book_most_may_be_notes() -> None:
    one = read(page("^11^ Cohen, 290.", *["and so it goes on and on"] * 12, "^12^ Ibid., 3."))
    assert [number for number, _, _ in notes_of(one)] == ["11", "12"]


def test_a_note_goes_on_over_the_page() -> None:
    first = page("^11^ Cohen, 290.", "^12^ Ibid., where it says")
    second = [*lines(50, 500, 10, "The next page has no mark."), *lines(50, 100, 8, "that nothing of it is true.")]
    one = read(first, second)
    assert notes_of(one)[1] == ("12", "Ibid., where it says that nothing of it is true.", ["page 1"])
    assert shown(one, one.notes[1].body) == "Ibid., where it says"


def test_running_heads_and_numbers_of_pages_are_left_out() -> None:
    pages = [
        [
            *lines(50, 580, 9, f"{n} The History of the Plan"),
            *page(f"^11^ Cohen, {n}."),
            *lines(190, 20, 10, f"– {n} –"),
        ]
        for n in range(7, 11)
    ]
    one = read(*pages)
    assert [text for _, text, _ in notes_of(one)] == ["Cohen, 7.", "Cohen, 8.", "Cohen, 9.", "Cohen, 10."]
    assert all("History" not in part.text and "–" not in part.text for part in one.parts.values())
    assert [note.run for note in one.notes] == [0, 1, 2, 3]
    assert len({note.identity for note in one.notes}) == 4


def test_columns_are_read_one_after_the_other() -> None:
    left = lines(20, 500, 10, *[f"left line number {n} of the text" for n in range(1, 9)])
    right = lines(210, 500, 10, *[f"right line number {n} of the text" for n in range(1, 9)])
    mixed = [run for pair in zip(left, right, strict=True) for run in pair]
    text = read(mixed).parts["page 1"].text
    assert text.index("left line number 8") < text.index("right line number 1")


def test_endnotes_below_their_heading() -> None:
    text = lines(50, 500, 10, *PROSE)
    notes = [*lines(50, 550, 10, "Notes"), *lines(50, 500, 8, "^11^ Cohen, Bukharin, 290.", "^12^ Ibid., 3.", pitch=2)]
    one = read(text, notes)
    assert notes_of(one) == [("11", "Cohen, Bukharin, 290.", ["page 1"]), ("12", "Ibid., 3.", ["page 1"])]
    assert {(note.kind, note.body.part) for note in one.notes} == {("endnote", "page 2")}
    assert not one.findings


def test_what_leads_nowhere_is_told_with_its_page() -> None:
    one = read(page("^11^ Cohen, 290."), page("^11^ Cohen, 290.", "^12^ Cohen, 291.", "^13^ Lost."))
    assert [(found.rule, found.where.path) for found in one.findings] == [
        ("unmarked-note", "m.pdf, page 2"),
        ("missing-note", "m.pdf, page 1"),
    ]


def test_ligatures_are_undone() -> None:
    from citekit.documents.pdffile.lines import Glyph, lines_of  # noqa: PLC0415 - beside what it tests

    (line,) = lines_of([Glyph("o", 0, 0, 5, 10), Glyph("ﬃ", 5, 0, 10, 10), Glyph("ce", 10, 0, 20, 10)])
    assert line.text == "office"


def test_it_is_known_by_its_beginning_and_not_written() -> None:
    data = pdf_of([page("^11^ Cohen.")])
    one = documents.read("m.docx", data)
    assert one.format == "pdf"
    with pytest.raises(UsageError, match="not written in place"):
        documents.rewrite(one, Setting())


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("citekit.documents.pdffile.glyphs")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("citekit.documents.pdffile.glyphs", raising=False)
    for name in ("pdfminer", "pdfminer.pdfdevice"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError) as raised:
        read(page())
    assert "pip install 'citekit[pdf]'" in raised.value.hint


def refusal(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as raised:
        pdf.read("m.pdf", data)
    assert raised.value.hint
    return raised.value


def test_pictures_alone_are_told() -> None:
    assert "no text in 2 pages" in refusal(pdf_of([[], []])).message


def test_an_encrypted_file_is_told() -> None:
    encrypt = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"11" * 32, b"22" * 32)
    assert refusal(pdf_of([page()], extra=encrypt)).message == "an encrypted PDF file"


@pytest.mark.parametrize("data", [b"", b"%PDF-", b"%PDF-1.7\n", b"PK\x03\x04", b"%PDF-1.4\ntrailer<</Root 1 0 R>>"])
def test_what_is_no_such_file_is_told(data: bytes) -> None:
    refusal(data)


@pytest.mark.parametrize("times", [1, 2])
def test_streams_that_unpack_to_too_much_are_refused(times: int) -> None:
    data = bytes(100_000_000)
    for _ in range(times - 1):
        data = zlib.compress(data)
    assert "unpacks to too much" in refusal(b"%PDF-1.4\n1 0 obj" + stream(data) + b" endobj").message


def test_a_page_that_draws_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citekit.documents.pdffile.glyphs.MOST_GLYPHS", 100)
    assert "draws more" in refusal(pdf_of([lines(50, 500, 10, "x" * 101)])).message


WIDE = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 2000000000 500]/FontDescriptor<</FontName/X>>>>"
MANY = stream(b"1 beginbfrange\n<00000000> <FFFFFFFF> <0000>\nendbfrange")


@pytest.mark.parametrize(
    ("font", "more"),
    [
        (b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>", WIDE),
        (b"<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 6 0 R>>", MANY),
    ],
    ids=["widths", "ranges"],
)
def test_fonts_of_more_characters_than_there_are_are_refused(font: bytes, more: bytes) -> None:
    data = pdf_of([page()], own_font=font, more=[more])
    assert "more characters than there are" in refusal(data).message


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citekit.documents.pdffile.glyphs.MOST_PAGES", 2)
    assert "more than 2 pages" in refusal(pdf_of([page()] * 3)).message


def test_damage_is_an_error_or_a_manuscript() -> None:
    good = pdf_of([page("^11^ Cohen, 290.", "^12^ Ibid.")])
    chance = random.Random(7)  # noqa: S311 - the same bytes each time
    for number in range(120):
        data = bytearray(good[: chance.randrange(len(good))] if number % 3 == 0 else good)
        for _ in range(number % 3 * 4):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            pdf.read("m.pdf", bytes(data))
        except CitekitError as error:
            refused: CitekitError = error
            assert_hinted(refused)


def assert_hinted(error: CitekitError) -> None:
    assert error.hint
