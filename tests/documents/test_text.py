"""Plain texts: marks, notes at the end, typed citations; written in place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit import documents
from citekit.documents.manuscript import Manuscript, Place, SetCited, Setting
from citekit.documents.text import read, rewrite
from citekit.errors import UnreadableError
from citekit.model import Bibliography, BibliographyEntry, Citation, Key
from citekit.richtext import SUPERSCRIPT, Styled, plain

WORDS = "The plan was adopted in July 1928.1 Bukharin objected to it.2 Then “nothing was said.”3 He left for good.\n"
NOTES = "\nNotes\n\n1. Cohen, Bukharin, 290.\n2. See [@b, pp. 7–8] and\nmore words here.\n3. Ibid.\n"


def manuscript(text: str) -> Manuscript:
    return read("m.txt", text.encode())


def shown(one: Manuscript, place: Place) -> str:
    return one.parts[""].text[place.start : place.end]


def test_marks_lead_to_notes() -> None:
    one = manuscript(WORDS + NOTES)
    assert [(note.number, [shown(one, mark) for mark in note.marks]) for note in one.notes] == [
        ("1", ["1"]),
        ("2", ["2"]),
        ("3", ["3"]),
    ]
    assert [shown(one, note.body) for note in one.notes] == [
        "Cohen, Bukharin, 290.",
        "See [@b, pp. 7–8] and\nmore words here.",
        "Ibid.",
    ]
    assert not one.findings


def test_citations_of_notes_are_theirs() -> None:
    one = manuscript(WORDS + NOTES)
    (cited,) = one.cited
    assert (cited.note, shown(one, cited.place), cited.before) == (one.notes[1].identity, "[@b, pp. 7–8]", "See ")
    prose, citation, rest = one.notes[1].parts
    assert isinstance(citation, Citation)
    assert not isinstance(prose, Citation)
    assert not isinstance(rest, Citation)
    assert (plain(prose), citation, plain(rest)) == ("See ", cited.citation, " and more words here.")


def test_numbers_that_begin_again_go_with_their_chapter() -> None:
    chapter = WORDS.replace("1928", "19{}8") + "\nNotes\n\n1. {} one.\n2. {} two.\n3. {} three.\n\n"
    text = "# One\n\n" + chapter.format(2, *"AAA") + "# Two\n\n" + chapter.format(3, *"BBB")
    one = manuscript(text)
    assert [(note.run, note.number, len(note.marks), shown(one, note.body)[0]) for note in one.notes] == [
        (run, number, 1, sign) for run, sign in enumerate("AB") for number in "123"
    ]
    assert len({note.identity for note in one.notes}) == 6


def test_marks_without_notes_have_empty_ones_at_the_end() -> None:
    one = manuscript(WORDS)
    assert [(note.number, note.body.start, note.body.end) for note in one.notes] == [
        (number, len(WORDS), len(WORDS)) for number in "123"
    ]
    data = rewrite(one, Setting((), {one.notes[0].identity: ("Cohen.",), one.notes[1].identity: ("See Adams.",)}))
    assert data.decode() == f"{WORDS}\nNotes\n\n1. Cohen.\n\n2. See Adams.\n"


def test_a_numbered_list_is_no_notes() -> None:
    one = manuscript("What is to be done:\n\n1. Read the file.\n2. Write the file.\n3. Go home.\n")
    assert not one.notes


def test_a_note_without_a_mark_is_told() -> None:
    one = manuscript(WORDS + NOTES + "4. Lost.\n")
    assert [finding.rule for finding in one.findings] == ["unmarked-note"]
    assert one.notes[-1].marks == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_only_what_is_set_changes(end: str, mark: bytes) -> None:
    text = (WORDS.replace("He left for good.", "He left [@a, p. 3], for good.") + NOTES).replace("\n", end)
    one = read("m.txt", mark + text.encode())
    set_ = Setting(
        (SetCited(("Brown, Beta, 7",)), SetCited((), ("Adams, Alpha, 3.",))), {one.notes[2].identity: ("Cohen.",)}
    )
    expected = (
        text.replace("[@b, pp. 7–8]", "Brown, Beta, 7")
        .replace(" [@a, p. 3],", ",⁴")
        .replace("3. Ibid.", f"3. Cohen.{end}4. Adams, Alpha, 3.")
    )
    assert rewrite(one, set_) == mark + expected.encode()


def test_new_notes_look_like_the_others() -> None:
    text = (
        WORDS.replace("He left", "He [@a] left")
        + "\nNotes\n\n[1] One.\n\n[2] Two.\n\n[3] Three.\n\nBibliography\n\nA book.\n"
    )
    data = rewrite(manuscript(text), Setting((SetCited((), ("Adams.",)),)))
    assert "[3] Three.\n\n[4] Adams.\n\nBibliography" in data.decode()
    assert "He⁴ left" in data.decode()


def test_a_citation_set_in_the_text_keeps_one_stop() -> None:
    one = manuscript("So it was [@a].\n")
    assert rewrite(one, Setting((SetCited(("(Adams et al.)",)),))) == b"So it was (Adams et al.).\n"
    assert rewrite(one, Setting((SetCited(("Adams et al.",)),))) == b"So it was Adams et al.\n"
    assert rewrite(one, Setting((SetCited((Styled(("1",), SUPERSCRIPT),)),))).decode() == "So it was¹.\n"


def test_a_bibliography_stands_at_the_end() -> None:
    one = manuscript("So it was [@a].")
    listed = Bibliography((BibliographyEntry(Key("a"), ("Adams, Alpha.",)),))
    data = rewrite(one, Setting((SetCited((), ("Adams.",)),), lists=(listed,)))
    assert data.decode() == "So it was.¹\n\nNotes\n\n1. Adams.\n\nBibliography\n\nAdams, Alpha.\n"


def test_what_is_no_text_is_refused() -> None:
    for data in (b"\x89PNG\r\n\x1a\n\0\0", b"caf\xe9", b"a\0b", b"\xff\xfea"):
        with pytest.raises(UnreadableError) as raised:
            documents.read("m.txt", data)
        assert raised.value.hint


def test_a_citation_does_not_go_on_over_its_note() -> None:
    one = manuscript("[ So.\n\nNotes\n\n1. [@a, p. 3]]\n2. So.\n")
    assert [(shown(one, cited.place), cited.note) for cited in one.cited] == [("[@a, p. 3]", "0:1")]


SIGNS = "He said so.1| Then.2|[@a, p. 3]| @b|\n|\r\n|\n\nNotes\n\n|1. |2. See |³|*|[|]|\f".split("|")
PIECES = st.lists(st.sampled_from([*SIGNS, "x" * 130]), max_size=30)


@given(PIECES)
def test_nothing_set_is_the_same_file(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    one = read("m.txt", data)
    assert rewrite(one, Setting()) == data
    assert rewrite(one, Setting(tuple(SetCited() for _ in one.cited))) == data


@settings(max_examples=300)
@given(PIECES)
def test_places_are_in_the_text_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    one = manuscript(text)
    ends = 0
    for note in sorted(one.notes, key=lambda note: note.body.start):
        assert ends <= note.body.start <= note.body.end <= len(text)
        ends = note.body.end
    assert len({note.identity for note in one.notes}) == len(one.notes)
    setting = Setting(
        tuple(SetCited((), ("N.",)) if not cited.note else SetCited(("T",)) for cited in one.cited),
        {note.identity: ("B.",) for note in one.notes[::2]},
    )
    assert rewrite(one, setting) or not text
