"""Citation numbers of science, which come back: each mark leads to the one note of its number."""

from __future__ import annotations

import pytest

from citekit import output
from citekit.csl.catalogue import find_style
from citekit.excerpt import Composed, ExcerptOptions, compose
from citekit.findings import Source
from citekit.notes.ledger.filling import new_ledger
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.marks.recognise import read_marks
from tests.test_scope import LIBRARY

TEXT = "Grain is cut [1], [2]. It was shown before [2] that rain helps [3]. The first [1] says so, and [2, 3] agree."
LEDGER = 'citekit-ledger: 1\nnotes:\n  1: "@a [p. 1]"\n  2: "@b"\n  3: "@c"\n'


def composed(ledger: str = LEDGER, **given: str) -> Composed:
    passage = read_marks(Source("p.txt", TEXT), mode="science")
    assert passage.recurring
    options = ExcerptOptions(**given)  # type: ignore[arg-type]  # numbering alone
    return compose(passage, read_ledger(Source("n.yaml", ledger)), LIBRARY, find_style("apa"), options=options)


def test_every_mark_leads_to_its_note() -> None:
    done = composed()
    assert [note.number for note in done.excerpt.notes] == ["1", "2", "3"]
    assert not [one for one in done.findings if one.rule == "unmapped-mark"]


@pytest.mark.parametrize(("numbering", "count"), [("kept", 3), ("restarted", 3), ("concorded", 3)])
def test_they_are_numbered_once(numbering: str, count: int) -> None:
    done = composed(numbering=numbering)
    assert len(done.excerpt.notes) == count
    assert len(done.excerpt.concordance) == (count if numbering == "concorded" else 0)


def test_identities_stand_once_in_a_page_and_footnotes_once_in_latex() -> None:
    excerpt = composed().excerpt
    page = output.writer("html").write(excerpt).decode()
    assert page.count('id="fnref-2"') == 1
    assert page.count('href="#fn-2"') == 3
    latex = output.writer("latex").write(excerpt).decode()
    assert latex.count(r"\footnote[2]{") == 1
    assert latex.count(r"\footnotemark[2]") == 2


def test_a_note_that_is_missing_is_told_once() -> None:
    done = composed(LEDGER.replace('  2: "@b"\n', ""))
    assert [one.rule for one in done.findings if one.rule == "unmapped-mark"] == ["unmapped-mark"]


def test_a_new_ledger_has_each_number_once() -> None:
    text = new_ledger(read_marks(Source("p.txt", TEXT), mode="science"), "p.txt")
    read = read_ledger(Source("n.yaml", text))
    assert [note.number for note in read.notes] == ["1", "2", "3"]
    assert read.chapters == ("",)
