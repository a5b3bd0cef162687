"""The note ledger: what it says, and what is said of a wrong one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.findings import Source
from citekit.model import Citation, Cite, Key, Ledger, Locator
from citekit.notes.ledger.reading import read_ledger

HEAD = "citekit-ledger: 1\nnotes:\n"


def read(text: str) -> Ledger:
    return read_ledger(Source("notes.yaml", text))


def parts(note: str) -> tuple[Any, ...]:  # prose and citations: each test knows which
    ledger = read(HEAD + note)
    assert ledger.findings == ()
    return ledger.notes[0].parts


def test_the_short_form() -> None:
    assert parts("  11: See @a [p. 3].") == (
        Citation((Cite(Key("a"), Locator("page", "3"), ("See ",)),)),
        (".",),
    )


def test_the_long_form() -> None:
    note = """\
  12:
    before: It was kept from the press
    cites:
      - key: a
        locator: chap. 3
        prefix: see
        suffix: with *care*
        suppress-author: true
      - key: b
        locator: {label: folio, value: 12}
      - key: c
        locator: {section: 4}
      - "@d [p. 5]"
    after: It was printed in 1990.
"""
    before, citation, after = parts(note)
    assert before == ("It was kept from the press ",)
    first, *others = citation.cites
    assert (first.key, first.locator, first.prefix) == ("a", Locator("chapter", "3"), ("see",))
    assert first.form == "suppress-author"
    assert [cite.locator for cite in others] == [Locator("folio", "12"), Locator("section", "4"), Locator("page", "5")]
    assert after == (". It was printed in 1990.",)


def test_a_list_of_pieces_is_a_list_of_sentences() -> None:
    note = "  1:\n    - See @a\n    - cites: [{key: b}]\n      after: who doubts it\n"
    first, stop, second, after = parts(note)
    assert (first.cites[0].key, stop, second.cites[0].key, after) == ("a", (". ",), "b", (" who doubts it",))


def test_cites_know_their_place_in_any_quoting() -> None:
    ledger = read(HEAD + '  1: "see\n    @a"\n  2: >-\n    See\n    @b; @b.\n')
    places = [
        (cite.key, cite.where.line, cite.where.column)
        for note in ledger.notes
        for part in note.parts
        if isinstance(part, Citation)
        for cite in part.cites
        if cite.where
    ]
    assert places == [("a", 4, 5), ("b", 7, 5), ("b", 7, 9)]


def test_source_and_passage() -> None:
    ledger = read('citekit-ledger: 1\npassage: p.txt\nsource: "@book [p. 3]"\nnotes:\n  1: "@a"\n')
    assert ledger.findings == ()
    assert ledger.passage == "p.txt"
    assert ledger.source is not None
    assert ledger.source.cites[0].key == "book"


def test_notes_may_be_signs() -> None:
    ledger = read(HEAD + '  "*": See @a.\n  †: See @b.\n')
    assert [note.number for note in ledger.notes] == ["*", "†"]


def test_numbers_may_begin_again_with_a_chapter() -> None:
    ledger = read(HEAD + "  - chapter: The Break\n    1: See @a.\n    2: See @b.\n  - 1: See @c.\n")
    assert ledger.findings == ()
    assert ledger.chapters == ("The Break", "")
    assert [(note.run, note.number) for note in ledger.notes] == [(0, "1"), (0, "2"), (1, "1")]


def test_a_tag_says_what_nobody_has_confirmed() -> None:
    ledger = read(
        HEAD + '  1: !proposed "@a [p. 3]"\n  2: !unsure who knows\n  3: !proposed [See @a, See @b]\n  4: See @c'
    )
    assert ledger.findings == ()
    assert [note.status for note in ledger.notes] == ["proposed", "unsure", "proposed", ""]
    assert [cite.key for cite in ledger.cites] == ["a", "a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("", "notes.yaml", "the ledger is empty", "docs/ledger.md"),
        ("[1]", "notes.yaml:1:1", "a ledger is a mapping", "citekit-ledger: 1"),
        ("notes: {}", "notes.yaml:1:1", "the format's version is missing", "citekit-ledger: 1"),
        ("citekit-ledger: 9\nnotes: {}", "notes.yaml:1:17", "unknown version '9'", "version 1"),
        ("citekit-ledger: 1", "notes.yaml:1:1", "the ledger has no notes", "notes:"),
        ("citekit-ledger: 1\nnotes: 1", "notes.yaml:2:8", "'notes' is a mapping", "11: See"),
        ("citekit-ledger: 1\nnotes: [1]", "notes.yaml:2:9", "a run of notes is a mapping", "- chapter:"),
        (HEAD + "  - 1: '@a'\n    1: '@b'", "notes.yaml:4:5", "note 1 stands here twice", "is a list"),
        (HEAD + "  1: !sure '@a'", "notes.yaml:3:6", "unknown tag !sure", "!proposed"),
        ("citekit-ledger: 1\nnote: {}\nnotes: {}", "notes.yaml:2:1", "unknown field 'note'", "did you mean 'notes'?"),
        (HEAD + "  11: @a", "notes.yaml:3:7", "not valid YAML", "in quotes"),
        (HEAD + "  11: See: that", "notes.yaml:3:10", "not valid YAML", "quotes"),
        (HEAD + "\t11: See", "notes.yaml:3:1", "not valid YAML", "tabs"),
        (HEAD + "  11: See @a\n  11: See @b", "notes.yaml:4:3", "note 11 stands here twice", "join"),
        (HEAD + "  eleven: See @a", "notes.yaml:3:3", "not a note number: 'eleven'", "numbered"),
        (HEAD + "  11: {cites: [{kye: a}]}", "notes.yaml:3:17", "unknown field 'kye'", "did you mean 'key'?"),
        (HEAD + "  11: {cites: [{key: a, key: b}]}", "notes.yaml:3:25", "stands here twice", "keep one"),
        (HEAD + "  11: {cites: {key: a}}", "notes.yaml:3:15", "the cites of note 11 are a list", "- key:"),
        (HEAD + "  11: {cites: [cohen]}", "notes.yaml:3:16", "not a cite: 'cohen'", "@key"),
        (HEAD + "  11: {cites: [{key: a, locator: pgae 3}]}", "notes.yaml:3:34", "label 'pgae'", "did you mean 'page'"),
        (HEAD + "  11: {cites: [{key: a, locator: {pgae: 3}}]}", "notes.yaml:3:35", "label 'pgae'", "'page'"),
        (HEAD + "  11: See @a [foo. 12].", "notes.yaml:3:15", "unknown locator label 'foo.'", "folio"),
        (HEAD + "  11: {before: see @a}", "notes.yaml:3:16", "a cite in 'before'", "short form"),
        (HEAD + "  11: [[See @a]]", "notes.yaml:3:8", "a list within the list", "one list"),
        (HEAD + "  11: {cites: [{key: a, suppress-author: maybe}]}", "notes.yaml:3:42", "not true or false", "true"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, place: str, message: str, hint: str) -> None:
    findings = [finding for finding in read(text).findings if message in finding.message]
    assert findings, [finding.message for finding in read(text).findings]
    assert str(findings[0].where) == place
    assert hint in findings[0].hint


def test_what_is_right_is_read_beside_what_is_wrong() -> None:
    ledger = read(HEAD + "  11: See @a [foo. 12].\n  12: See @b.\n  x y: 3\n")
    assert [note.number for note in ledger.notes] == ["11", "12"]
    assert [finding.where.line for finding in ledger.findings] == [3, 5]


def test_a_ledger_that_contains_itself_is_refused() -> None:
    assert read(HEAD + "  11: &x [*x]\n").findings


@given(st.text(alphabet="ab1:@[]{}&*-\"' \n\t#>|", max_size=80))
def test_any_text_gives_a_ledger_or_findings(text: str) -> None:
    ledger = read(HEAD + text)
    for finding in ledger.findings:
        assert finding.where.line >= 0


def test_a_note_without_a_text_is_still_to_be_filled_in() -> None:
    read = read_ledger(Source("notes.yaml", HEAD + '  11:\n  12: ""\n'))
    assert read.findings == ()
    assert [note.parts for note in read.notes] == [(), ()]


def test_characters_that_json_writes_as_pairs() -> None:
    assert parts('  1: "\\ud83d\\ude00 \\ud83d"') == (("\U0001f600 \ud83d",),)


def test_a_cite_is_of_its_author_or_without() -> None:
    (citation,) = parts("  1: {cites: [{key: a, author-only: true}, {key: b, author-only: false}]}")
    assert [cite.form for cite in citation.cites] == ["author-only", "full"]
    ledger = read(HEAD + "  1: {cites: [{key: a, author-only: true, suppress-author: true}]}")
    assert [finding.rule for finding in ledger.findings] == ["ledger-shape"]
