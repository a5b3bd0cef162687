"""Ledgers to be filled in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citekit.findings import Source
from citekit.model import Passage
from citekit.notes.ledger.filling import new_ledger, with_new_marks
from citekit.notes.ledger.pairing import notes_of_marks
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.marks.recognise import read_marks
from tests.notes.ledger.sample import source

BOOK = """Preface, 1999.

Chapter One: Before

It was so.1 He said “no.”2
They left.3

Chapter Two

It rained.1 So it was.2 And then.3
"""


def passage(text: str) -> Passage:
    return read_marks(Source("book.txt", text))


def test_a_line_for_each_note_below_its_words() -> None:
    text = new_ledger(passage("She left in 1928.11 He stayed.12 They met: “so.”13\n"), "p.txt", "@a [p. 3]")
    assert text == (
        'citekit-ledger: 1\npassage: p.txt\nsource: "@a [p. 3]"\nnotes:\n  # She left in 1928.\n  11:\n'
        "  # She left in 1928.11 He stayed.\n  12:\n  # She left in 1928.11 He stayed.12 They met: “so.”\n  13:\n"
    )


def test_chapters_have_the_headings_of_the_text() -> None:
    read = read_ledger(source(new_ledger(passage(BOOK), "")))
    assert read.findings == ()
    assert read.chapters == ("Chapter One: Before", "Chapter Two")
    untitled = (
        BOOK.replace("Chapter Two\n\n", "").replace("Chapter One: Before\n\n", "").replace("Preface, 1999.\n", "")
    )
    assert read_ledger(source(new_ledger(passage(untitled), ""))).chapters == ("", "")


def test_new_marks_are_added_and_what_is_there_stays() -> None:
    text = 'citekit-ledger: 1\nnotes:\n  # mine\n  12: "@a"\n'
    found = passage("She left in 1928.11 He stayed.12 They met.13\n")
    after, count = with_new_marks(source(text), read_ledger(source(text)), found)
    assert count == 2
    assert '  # mine\n  12: "@a"\n' in after
    assert [note.number for note in read_ledger(source(after)).notes] == ["11", "12", "13"]
    assert with_new_marks(source(after), read_ledger(source(after)), found) == (after, 0)


@given(
    st.lists(st.sampled_from(["He left.", "“So.”", " Then she came", "\n\n", "1", "2", "3", "*", " # : ", "Two\n\n"]))
)
def test_every_mark_finds_its_note(pieces: list[str]) -> None:
    found = passage("".join(pieces))
    ledger = read_ledger(source(new_ledger(found, "")))
    assert ledger.findings == ()
    assert None not in notes_of_marks(found, ledger)
