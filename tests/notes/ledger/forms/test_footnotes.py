"""Ledgers as footnotes of Markdown, and the footnotes of other documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.findings import Severity, Source
from citekit.model import Citation, Ledger, Locator
from citekit.notes.ledger.forms import footnotes, footnotes_writing
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.writing import same, write_ledger
from citekit.richtext import plain
from tests.notes.ledger.strategies import ledgers, short_forms

YAML = """citekit-ledger: 1
passage: chapter.txt
source: "@kotkin [p. 3]"
notes:
  - chapter: "The #1 *Break*"
    1: See @cohen [pp. 290–91]; cf. *Pravda* 3 * 3 -- so.
    2: !proposed "@danilov [vol. 4]"
    "*": !unsure
  - 1:
      - Lost.
      - cites: [{key: cohen, prefix: see, suffix: with care}]
"""
MARKDOWN = r"""---
citekit-ledger: 1
passage: chapter.txt
source: "@kotkin [p. 3]"
---

# The \#1 \*Break\*

[^1]: See @cohen [pp. 290–91]; cf. *Pravda* 3 \* 3 -\- so.

[^2]: <!-- proposed --> @danilov [vol. 4]

[^*]: <!-- unsure -->

* * *

[^1]: Lost.

    see @cohen [with care] <!-- exactly: {"cites": [{"key": "cohen", "prefix": "see", "suffix": "with care"}]} -->
"""
HEAD = "---\ncitekit-ledger: 1\n---\n\n"


def read(text: str) -> Ledger:
    return footnotes.read(Source("notes.md", text))


def yaml(text: str) -> Ledger:
    ledger = read_ledger(Source("notes.yaml", text))
    assert ledger.findings == ()
    return ledger


def said(ledger: Ledger) -> list[tuple[str, str]]:
    """Return the number of each note and its text, a cite as its key."""
    texts = []
    for note in ledger.notes:
        pieces = ["+".join(c.key for c in p.cites) if isinstance(p, Citation) else plain(p) for p in note.parts]
        texts.append((note.number, "|".join(pieces)))
    return texts


def test_what_is_written_is_read() -> None:
    assert footnotes_writing.write(yaml(YAML)) == MARKDOWN
    assert same(read(MARKDOWN), yaml(YAML))


@settings(max_examples=200, deadline=None)
@given(ledgers)
def test_every_ledger_comes_back(ledger: Ledger) -> None:
    text = footnotes_writing.write(ledger)
    again = read(text)
    assert again.findings == ()
    assert again.notes == ledger.notes
    assert (again.chapters, again.source, again.passage) == (ledger.chapters, ledger.source, ledger.passage)


@given(
    st.lists(
        st.one_of(
            short_forms,
            st.sampled_from(["[^1]: ", "[^a]", "\n\n", "\n", "    ", "^[", "# T", "```\n", "<!--", "-->", "--"]),
        ),
        max_size=12,
    ).map("".join)
)
def test_what_any_document_says_can_be_written(text: str) -> None:
    ledger = read(text)
    if not any(finding.severity is Severity.ERROR for finding in ledger.findings):
        assert same(yaml(write_ledger(ledger)), ledger)


def test_an_edit_wins_over_what_a_comment_says_exactly() -> None:
    edited = read(MARKDOWN.replace("see @cohen [with care]", "see @cohen [with joy]"))
    *_, citation = edited.notes[-1].parts
    assert isinstance(citation, Citation)
    assert (citation.cites[0].prefix, citation.cites[0].suffix) == (("see ",), (", with joy",))
    wrapped = read(MARKDOWN.replace("see @cohen [", "see\n    @cohen ["))
    assert same(wrapped, yaml(YAML))


@pytest.mark.parametrize(
    ("body", "line", "column", "rule"),
    [
        ("[^first]: @a", 5, 3, "note-number"),
        ("[^1]: @a\n[^1]: @b", 6, 3, "duplicate-note"),
        ("[^1]: See\n  @a [pgs. 3].", 6, 7, "unknown-locator-label"),
        ("[^1] See @a.", 5, 1, "ledger-shape"),
        ("[^1]: @a <!-- exactly: {nonsense} -->", 5, 7, "ledger-shape"),
    ],
)
def test_what_is_wrong_has_its_place(body: str, line: int, column: int, rule: str) -> None:
    (finding,) = read(HEAD + body).findings
    assert (finding.where.line, finding.where.column, finding.rule) == (line, column, rule)


@pytest.mark.parametrize(
    ("front", "line", "column", "rule"),
    [
        ("citekit-ledger: 2\n", 2, 17, "ledger-version"),
        ("title: T\ncitekit-ledger: 1\nsource: no cite\n", 4, 9, "ledger-shape"),
        ("citekit-ledger: 1\nnotes:\n  1: x\n", 3, 1, "ledger-shape"),
        ("citekit-ledger: 1\npassage: a: b\n", 3, 11, "yaml"),
    ],
)
def test_what_is_wrong_above_the_notes_has_its_place(front: str, line: int, column: int, rule: str) -> None:
    finding = read(f"---\n{front}---\n\n[^1]: @a\n").findings[0]
    assert (finding.where.line, finding.where.column, finding.rule) == (line, column, rule)


def test_fields_of_the_document_are_passed_over() -> None:
    ledger = read("---\ntitle: T\nauthor:\n- A\ncitekit-ledger: 1\npassage: p.txt\nbibliography: [a]\n---\n[^1]: @a\n")
    assert (ledger.findings, ledger.passage, said(ledger)) == ((), "p.txt", [("1", "a")])


def test_cites_and_notes_know_their_place() -> None:
    ledger = read(HEAD + "[^1]: See @a,\n   and @{b c}.\n")
    assert [(cite.where.line, cite.where.column) for cite in ledger.cites if cite.where] == [(5, 11), (6, 8)]
    assert ledger.notes[0].where is not None
    assert (ledger.notes[0].where.line, ledger.notes[0].where.column) == (5, 3)


DOCUMENT = r"""---
title: Of collectivization
---

Chapter
=======

It began early.[^early] Nobody^[Apart from @b [p. 3--4]...] knew,[^1] mail a@b.org, `[^code]` and \[^no].

As @smith said [@b].

    Code[^nowhere] @c

```
[^1]: code
```

<!--
[^1]: a comment
-->

[^1]: See @a [pp. 3--4]
*so*.

    More &amp; @b.

Text again.[^lost]

[^early]: @c\ says.
[^late]: Never.
"""


def test_notes_of_a_document_are_counted_as_pandoc_does() -> None:
    ledger = read(DOCUMENT)
    assert said(ledger) == [("1", "c|\xa0says."), ("2", "b|…"), ("3", "a| so.| |b|."), ("4", "Never.")]
    assert ledger.chapters == ("",)
    assert [(f.rule, f.where.line, f.where.column, f.severity) for f in ledger.findings] == [
        ("cite-outside-notes", 10, 4, Severity.WARNING),
        ("undefined-note", 27, 14, Severity.WARNING),
    ]
    (_, citation, *_) = ledger.notes[1].parts[:1] + ledger.notes[1].parts[:1]
    assert isinstance(citation, Citation)
    assert citation.cites[0].locator == Locator("page", "3–4")


def test_formats_that_a_ledger_has_no_signs_for_are_told() -> None:
    note = "The 2^nd^ [Ring]{.smallcaps}, ~~so~~ H~2~O, 3\\^2, `^c^`\n  and @{a^b^c} [p. 3^a^].\n"
    ledger = read(f"T[^1].\n\n[^1]: {note}")
    (cite,) = ledger.cites
    assert (plain(cite.prefix), cite.key) == ("The 2nd Ring, so H2O, 3^2, `^c^` and ", "a^b^c")
    told = [(one.where.line, one.where.column, one.where.end_column) for one in ledger.findings]
    assert told == [(3, 12, 16), (3, 17, 35), (3, 37, 43), (3, 45, 48), (4, 21, 24)]
    assert {(one.rule, one.severity) for one in ledger.findings} == {("left-out", Severity.WARNING)}


def test_labels_that_are_all_numbers_are_the_notes_own() -> None:
    ledger = read("Text[^12] and[^11].\n\n[^11]: @a\n\n[^12]: @b\n")
    assert (said(ledger), ledger.findings) == ([("11", "a"), ("12", "b")], ())


def test_numbers_that_come_again_begin_a_chapter() -> None:
    ledger = read("# One\n\n## A part\n\n[^1]: @a\n[^2]: @b\n\nTwo\n---\n\nText.\n\n[^1]: @c\n")
    assert ledger.chapters == ("A part", "Two")
    assert [note.run for note in ledger.notes] == [0, 0, 1]


def test_a_document_without_notes_is_an_error() -> None:
    (finding,) = read("As @a says.\n").findings
    assert (finding.severity, finding.message) == (Severity.ERROR, "no footnote is defined here")


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 20000,
        "[^1]: " + "@a [" * 3000,
        "^[" * 20000,
        "`" * 40001,
        "[^a]: x\n\n" * 5000,
        "---\n" + "a: b\n" * 5000,
        "{" * 20000 + "\n===\n",
        "[^1]: x <!-- a -->" + "<!-- a -->" * 10000,
    ],
)
def test_odd_documents_are_read_to_their_end(text: str) -> None:
    assert isinstance(read(text), Ledger)
