"""Quotations of passages, with the notes that cover them."""

from __future__ import annotations

from citekit.model import Citation, Cite, Key, Ledger, Locator, Note, Passage
from citekit.notes.marks.recognise import find_marks
from citekit.quotations.proof.claims import Claim
from citekit.quotations.proof.passages import Claimed, claims_of

TEXT = (
    "He wrote that “the party had ‘no’ choice.”1 She called it “a night of frost,2 and of fear.”3 A “word” of his own. "
    "And then he fell silent.\n\n“What now?” she asked.4\n"
)
P12 = Locator("page", "12")


def claimed(ledger: Ledger | None) -> Claimed:
    return claims_of(Passage("p.txt", TEXT, find_marks(TEXT)), ledger, "en-US")


def note(number: str, *cites: Cite) -> Note:
    return Note(number, (Citation(cites),))


LEDGER = Ledger((
    note("1", Cite(Key("cohen"), P12)), note("2", Cite(Key("carr"))), note("3", Cite(Key("a")), Cite(Key("b"), P12)),
    note("4", Cite(Key("carr"), P12)),
))  # fmt: skip


def shown(claim: Claim) -> tuple[str, str, bool]:
    return claim.printed, claim.key, claim.locator is not None


def test_each_quotation_claims_what_its_notes_cite() -> None:
    found = claimed(LEDGER)
    assert [[shown(claim) for claim in each] for each in found.claims] == [
        [("the party had ‘no’ choice.", "cohen", True)],
        [("a night of frost, and of fear.", "a", False), ("a night of frost, and of fear.", "b", True)],
        [("What now?", "carr", True)],
    ]
    assert found.uncovered == 1
    where = found.claims[2][0].where
    assert where is not None
    assert (where.line, where.column) == (3, 1)


def test_without_a_ledger_every_quotation_is_claimed() -> None:
    found = claimed(None)
    assert [[shown(claim) for claim in each] for each in found.claims][2] == [("word", "", False)]
    assert (len(found.claims), found.uncovered) == (4, 0)
