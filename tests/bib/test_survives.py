"""What survives in which format: the table of docs/convert.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citekit.bib import exact, reader_named, writer_named
from citekit.bib.entries.check import alike
from citekit.bib.formats import READERS, READERS_BY_NAME, WRITERS, WRITERS_BY_NAME
from citekit.bib.variables import TEXTS, TYPES
from citekit.findings import Source
from citekit.model import Date, Key, Library, Name, Reference
from citekit.richtext import BOLD, ITALIC, PROTECTED, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, Link, Styled

PAGE = (Path(__file__).parent.parent.parent / "docs" / "convert.md").read_text(encoding="utf-8")
FORMATS = ("csl-json", "csl-yaml", "biblatex", "bibtex")
YES, BESIDE, LOST = "yes", "beside", "lost"


def of_title(*runs: Inlines) -> list[Reference]:
    return [Reference(Key("k"), "book", {"title": text}) for text in runs]


def of_author(*names: Name) -> list[Reference]:
    return [Reference(Key("k"), "book", names={"author": (name,)}) for name in names]


def of_date(*dates: Date) -> list[Reference]:
    return [Reference(Key("k"), "book", dates={"issued": date}) for date in dates]


FORMATTED = [(Styled(("a",), one),) for one in (ITALIC, BOLD, SMALL_CAPS, SUPERSCRIPT, SUBSCRIPT, PROTECTED)]
# Row of the page -> what it says of each of FORMATS, and references that it is about.
ROWS: dict[str, tuple[str, list[Reference]]] = {
    "types": ("yes yes yes yes", [Reference(Key("k"), kind) for kind in sorted(TYPES - {"entry"})]),
    "text variables": (
        "yes yes yes yes",
        [Reference(Key("k"), "book", {name: ("x",)}) for name in sorted(TEXTS - {"event", "jurisdiction"})],
    ),
    "italic, bold": ("yes yes yes yes", of_title(*FORMATTED)),
    "links and underlining": (
        "beside yes yes yes",
        of_title((Link(("a",), "https://x.y"),), (Styled(("a",), Format(decoration="underline")),)),
    ),
    "two formats on one run": (
        "beside beside beside lost",
        of_title((Styled(("a",), Format(style="italic", weight="bold")),)),
    ),
    "names with a particle that drops": ("yes yes yes yes", of_author(Name("Beethoven", "Ludwig", "van"))),
    "names with a particle that does not": ("yes yes yes lost", of_author(Name("Berg", "Jan", "", "van"))),
    "both particles": ("yes yes beside lost", of_author(Name("Fontaine", "Jean", "de", "La"))),
    "a comma before the suffix": (
        "yes yes beside lost",
        of_author(Name("King", "M.", suffix="Jr.", comma_suffix=True), Name("Mao", "Zedong", static_ordering=True)),
    ),
    '"and others"': (
        "yes yes yes yes",
        [Reference(Key("k"), "book", names={"author": (Name("A", "B"), Name(literal="others"))})],
    ),
    "people that CSL has no variable for": (
        "yes yes yes yes",
        [Reference(Key("k"), "book", names={role: (Name("A", "B"),)}) for role in ("annotator", "foreword", "holder")],
    ),
    "ranges, open ends": (
        "yes yes yes yes",
        of_date(
            Date((1929,), (1930, 2)), Date((1929,), ()), Date((), (1929,)), Date((1929,), season=2),
            Date((1929,), circa=True), Date((-44, 3, 15)), Date((1929,), (1930, 23), 2),
        ),
    ),
    "dates in words": ("yes yes yes yes", of_date(Date(literal="in two parts"))),
    "fields with no home": ("yes yes yes yes", [Reference(Key("k"), "book", extra={"usera": "x & y"})]),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_what_survives(row: str) -> None:
    assert row in PAGE
    said, references = ROWS[row]
    for name, outcome in zip(FORMATS, said.split(), strict=True):
        for reference in references:
            text, findings = writer_named(name).write(Library({reference.key: reference}))
            (read,) = reader_named(name).read(Source("a", text)).references.values()
            same = read.type == reference.type and not list(exact.different(reference, read, alike))
            found = LOST if not same else BESIDE if re.search(r"citekit\W", text) else YES
            assert (name, found, bool(findings)) == (name, outcome, outcome == LOST), text


def test_the_page_has_every_format() -> None:
    for name in {*READERS_BY_NAME, *WRITERS_BY_NAME}:
        (row,) = re.findall(rf"^\| [^|]*\| `{name}` \|.*$", PAGE, re.MULTILINE)
        assert [cell.strip() for cell in row.split("|")[3:5]] == [
            "yes" if name in READERS_BY_NAME else "",
            "yes" if name in WRITERS_BY_NAME else "",
        ]
    for suffix in {*READERS, *WRITERS}:
        assert f"`{suffix}`" in PAGE
