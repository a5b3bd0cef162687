"""Which works a bibliography lists, and lists of abbreviations."""

from __future__ import annotations

from citekit.documents.manuscript import Selection
from citekit.listing import TYPE_NAMES, abbreviations, annotated, keywords, selected
from citekit.model import Bibliography, BibliographyEntry, Headings, Key, Reference
from citekit.output import text
from citekit.richtext import ITALIC, Styled

WORKS = {
    Key("dzp"): Reference(Key("dzp"), "book", {"citation-label": ("DZP",), "keyword": ("Sources; Printed",)}),
    Key("art"): Reference(
        Key("art"),
        "article-journal",
        {"container-title": ("Journal of Bees",), "container-title-short": ("J. Bees",), "annote": ("See *there*.",)},
    ),
    Key("same"): Reference(
        Key("same"), "article-journal", {"container-title": ("Bees",), "container-title-short": ("Bees",)}
    ),
}
LISTED = Bibliography(tuple(BibliographyEntry(key, (f"Entry of {key}.",)) for key in WORKS))


def test_keywords_are_parted_by_commas_and_semicolons() -> None:
    assert keywords(WORKS[Key("dzp")]) == {"sources", "printed"}


def test_abbreviations_stand_for_entries_and_for_journals() -> None:
    made = abbreviations(LISTED, WORKS, "Abbreviations")
    assert [entry.key for entry in made.entries] == ["dzp", "art"]
    assert text.bibliographies([made], Headings(), "en").decode() == (
        "Abbreviations\n\nDZP Entry of dzp.\nJ. Bees Journal of Bees\n"
    )


def test_annotations_are_prose_with_marks_of_emphasis() -> None:
    made = annotated(LISTED, WORKS)
    assert [entry.annotation for entry in made.entries] == [(), ("See ", Styled(("there",), ITALIC), "."), ()]


def test_types_are_those_of_csl_or_of_the_file() -> None:
    assert selected(WORKS, WORKS, Selection(types=("article",))) == ("art", "same")
    assert selected(WORKS, WORKS, Selection(types=("article-journal",))) == ("art", "same")
    assert {"mvbook", "article-journal"} < TYPE_NAMES
