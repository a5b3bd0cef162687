"""A passage, its ledger and references as an excerpt."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.catalogue import find_style
from citekit.errors import InvalidInputError
from citekit.excerpt import Composed, ExcerptOptions, compose, headings
from citekit.findings import Source
from citekit.model import BlockQuotation, Date, Key, Library, Name, NoteMark, NoteReference, Passage, Reference
from citekit.notes.ledger.reading import read_ledger
from citekit.output import layout
from citekit.quotations.rules import RULES
from citekit.richtext import plain
from citekit.values import replace

STYLE = find_style("chicago-notes-bibliography-17th-edition")
LIBRARY = Library(
    {
        Key(key): Reference(
            Key(key),
            "article-journal",
            texts={"title": (title,), "container-title": ("Review",)},
            names={"author": (Name(family, "Ann"),)},
            dates={"issued": Date((1990,))},
        )
        for key, title, family in (("a", "First Words", "Able"), ("b", "Who?", "Baker"), ("book", "Source", "Cole"))
    }
)


def passage(text: str, *numbers: str) -> Passage:
    marks = []
    position = 0
    for number in numbers:
        position = text.index(number, position)
        marks.append(NoteMark(position, position + len(number), number))
        position += len(number)
    return Passage("p.txt", text, tuple(marks))


def composed(text: Passage, notes: str, head: str = "", **given: Any) -> Composed:
    ledger = read_ledger(Source("notes.yaml", f"citekit-ledger: 1\n{head}notes:\n{notes}"))
    assert ledger.findings == ()
    return compose(text, ledger, LIBRARY, STYLE, **given)


def note(text: str, **given: Any) -> str:
    (one,) = composed(passage("Text.1", "1"), f"  1: {text}\n", **given).excerpt.notes
    return plain(one.content)


A = "Ann Able, “First Words,” Review, 1990"


@pytest.mark.parametrize(
    ("text", "set_note"),
    [
        ('"@a"', f"{A}."),
        ('"@a."', f"{A}."),
        ('"@a [p. 3]."', "Ann Able, “First Words,” Review, 1990, 3."),
        ("See @a; cf. @b.", f"See {A}; cf. Ann Baker, “Who?,” Review, 1990."),
        ("See @a. The rest is lost.", f"See {A}. The rest is lost."),
        ("As @a shows, it was close.", f"As {A} shows, it was close."),
        ("It was close. See @a", f"It was close. See {A}."),
        ("Lost.", "Lost."),
        ("{before: So, cites: [{key: a}], after: who doubts it.}", f"So {A} who doubts it."),
        ("[See @a, It was close.]", f"See {A}. It was close."),
    ],
)
def test_prose_and_citations_are_one_text(text: str, set_note: str) -> None:
    assert note(text).replace("?,”", "?”") == set_note.replace("?,”", "?”")


@pytest.mark.parametrize(
    ("cite", "where"),
    [
        ("@a [4]", "col. 4"),
        ("@a [p. 4]", "4"),
        ("@a [chap. 4]", "chap. 4"),
        ("@b [4]", "4"),
    ],
)
def test_a_bare_number_is_of_what_the_work_is_counted_in(cite: str, where: str) -> None:
    by_column = replace(LIBRARY.references[Key("a")], extra={"pagination": "column"})
    library = Library({**LIBRARY.references, Key("a"): by_column})
    ledger = read_ledger(Source("notes.yaml", f'citekit-ledger: 1\nnotes:\n  1: "{cite}"\n'))
    (one,) = compose(passage("Text.1", "1"), ledger, library, STYLE).excerpt.notes
    assert plain(one.content).endswith(f", 1990, {where}.")


def test_marks_become_references_and_the_text_stays() -> None:
    excerpt = composed(passage("One.11 Two, “three.”12 End", "11", "12"), '  11: "@a"\n  12: "@b"\n').excerpt
    assert excerpt.paragraphs == (
        ("One.", NoteReference("11", "11"), " Two, “three.”", NoteReference("12", "12"), " End"),
    )
    assert [(one.number, one.anchor) for one in excerpt.notes] == [("11", "11"), ("12", "12")]


def test_notes_can_be_numbered_anew() -> None:
    excerpt = composed(
        passage("One.11 Two.14", "11", "14"), '  11: "@a"\n  14: "@b"\n', options=ExcerptOptions("restarted")
    ).excerpt
    assert [one.number for one in excerpt.notes] == ["1", "2"]


def test_a_mark_without_an_entry_is_kept_and_reported() -> None:
    result = composed(passage("One.11 Two.12", "11", "12"), '  11: "@a"\n')
    assert list(layout.marks(result.excerpt))[-1] == NoteReference("12", "12", linked=False)
    (finding,) = result.findings
    assert (finding.rule, finding.where.line, finding.where.column) == ("unmapped-mark", 1, 12)


def test_an_entry_without_a_mark_is_reported() -> None:
    (finding,) = composed(passage("One.11", "11"), '  11: "@a"\n  13: "@b"\n').findings
    assert (finding.rule, str(finding.where)) == ("unmarked-note", "notes.yaml:4:3")


def test_what_nobody_has_confirmed_is_set_and_reported() -> None:
    result = composed(
        passage("One.1 Two.2 Three.3", "1", "2", "3"), '  1: !proposed "@a"\n  2: "@b"\n  3: !unsure Who?\n'
    )
    assert len(result.excerpt.notes) == 3
    assert [(finding.rule, str(finding.where)) for finding in result.findings] == [
        ("unconfirmed-note", "notes.yaml:3:3"),
        ("unconfirmed-note", "notes.yaml:5:3"),
    ]


def test_a_number_that_comes_again_has_its_note_once() -> None:
    result = composed(passage("One.1 Two.1", "1", "1"), '  1: "@a"\n')
    first, second = layout.marks(result.excerpt)
    assert (first.linked, second.linked) == (True, False)
    assert first.anchor != second.anchor
    assert [finding.rule for finding in result.findings] == ["unmapped-mark"]


def test_numbers_that_begin_again_have_their_own_notes() -> None:
    result = composed(passage("One.1 Two.2 Three.1", "1", "2", "1"), '  - {1: "@a", 2: "@b"}\n  - {1: See no one}\n')
    assert result.findings == ()
    assert [note.number for note in result.excerpt.notes] == ["1", "2", "1"]
    assert len({note.anchor for note in result.excerpt.notes}) == 3
    assert plain(result.excerpt.notes[2].content) == "See no one"


def test_ibid_does_not_reach_over_a_chapter() -> None:
    notes = '  - {chapter: A, 1: "@a", 2: "@a"}\n  - {chapter: B, 1: "@a"}\n'
    excerpt = composed(passage("One.1 Two.2 Three.1", "1", "2", "1"), notes).excerpt
    first, second, third = (plain(note.content) for note in excerpt.notes)
    assert first == third != second


def test_unknown_keys_are_refused_all_at_once() -> None:
    with pytest.raises(InvalidInputError) as caught:
        composed(passage("One.1", "1"), "  1: See @boook; @zzz.\n")
    first, second = caught.value.findings()
    assert (first.message, str(first.where)) == ("no reference has the key 'boook'", "notes.yaml:3:10")
    assert first.hint == "did you mean 'book'?"
    assert second.hint


def test_the_source_is_set_in_full_below_the_passage() -> None:
    excerpt = composed(passage("One.1", "1"), '  1: "@book"\n', head='source: "@book"\n').excerpt
    assert plain(excerpt.attribution) == plain(excerpt.notes[0].content)


def test_the_bibliography_has_what_is_cited_and_no_more() -> None:
    excerpt = composed(passage("One.1", "1"), '  1: "@b"\n', head='source: "@book"\n').excerpt
    assert {entry.key for entry in excerpt.bibliographies[0].entries} == {"b", "book"}


def test_lines_are_paragraphs_where_they_are_long() -> None:
    long = "word " * 40
    text = passage(f"{long}.1\nThus did opposition to\n{long}", "1")
    assert len(composed(text, '  1: "@a"\n').excerpt.paragraphs) == 3


def test_typed_lines_are_joined_and_blank_lines_part() -> None:
    excerpt = composed(passage("one\ntwo.1\n\nthree\r\n\r\nfour", "1"), '  1: "@a"\n').excerpt
    assert excerpt.paragraphs == (("one two.", NoteReference("1", "1")), ("three",), ("four",))


def test_brackets_of_a_mark_go_with_it() -> None:
    excerpt = composed(passage("One [1] two.", "1"), '  1: "@a"\n').excerpt
    ((before, _, after),) = layout.texts(excerpt)
    assert (before, after) == ("One ", " two.")


def test_headings_are_in_the_language() -> None:
    assert headings("de-AT").bibliography == "Literatur"
    assert headings("xx").bibliography == "Bibliography"


@given(st.text(alphabet="ab 1.\n“”é", max_size=200), st.data())
def test_nothing_of_the_text_is_lost(text: str, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(text) if character == "1"]
    chosen = sorted(data.draw(st.sets(st.sampled_from(places)))) if places else []
    marks = tuple(NoteMark(place, place + 1, "1") for place in chosen)
    excerpt = composed(Passage("p.txt", text, marks), "  2: none\n").excerpt
    pieces = [piece for paragraph in layout.texts(excerpt) for piece in paragraph]
    printed = "".join(piece.number if isinstance(piece, NoteReference) else plain((piece,)) for piece in pieces)
    assert "".join(printed.split()) == "".join(text.split())


def test_what_notes_are_set_from_is_told() -> None:
    placed = {key: replace(one, where=Source(f"{key}.bib", "x").span(0)) for key, one in LIBRARY.references.items()}
    head = 'source: "@book [p. 7]"\n'
    ledger = read_ledger(Source("notes.yaml", f"citekit-ledger: 1\n{head}notes:\n  1: See @a [p. 3].\n"))
    excerpt = compose(passage("Text.1", "1"), ledger, Library(placed), STYLE).excerpt
    assert [one.parts for one in excerpt.notes] == [ledger.notes[0].parts]
    assert excerpt.source == ledger.source
    assert excerpt.references == ("a.bib", "book.bib")
    assert (excerpt.style, excerpt.style_kind) == ("chicago-notes-bibliography-17th-edition", "note")


def test_quotations_stay_as_they_are_unless_asked_for() -> None:
    text = passage("He said “yes”.1", "1")
    (kept,) = layout.texts(composed(text, '  1: "@a"\n').excerpt)
    assert kept[0] == "He said “yes”."


def test_quotations_are_set_in_the_language_of_the_excerpt() -> None:
    options = ExcerptOptions(marks="auto", quotations="auto")
    result = composed(passage("He said “yes.”1", "1"), '  1: "@a"\n', locale="ru-RU", options=options)
    (made,) = layout.texts(result.excerpt)
    assert [getattr(part, "number", part) for part in made] == ["He said «yes»", "1", "."]


def test_long_quotations_are_set_apart_with_their_notes() -> None:
    long = "word " * 40
    text = passage(f"He wrote: “{long}end.”1 And left.2", "1", "2")
    options = ExcerptOptions("restarted", quotations=RULES["apa"])
    before, block, after = composed(text, '  1: "@a"\n  2: "@b"\n', options=options).excerpt.paragraphs
    assert before == ("He wrote:",)
    assert isinstance(block, BlockQuotation)
    assert isinstance(after, tuple)
    ((line,),) = (one.lines for one in block.paragraphs)
    assert [getattr(part, "number", part) for part in line] == [f"{long}end.", "1"]
    assert [getattr(part, "number", part) for part in after] == ["And left.", "2"]
