"""What a style prints of works: enough to find them, and in their language."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.catalogue import rule_named
from citekit.checks.styling import lacking, printed
from citekit.csl.catalogue import find_style
from tests.checks.cases import check
from tests.checks.style.styles import ALL, ONLINE, TEXT, found, style

TITLE = '<text variable="title"/>'
AUTHOR = '<names variable="author"/>'
WHOLE = '<text variable="container-title"/>'
ARTICLE = (
    "@article{lee2010, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {2010}, "
    "pages = {3--9}}\n"
)
BOOK = "@book{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010}, publisher = {Quay}, location = {Bristol}}\n"
LETTER = (
    "@unpublished{lee2010, author = {Lee, Ann}, title = {Diary}, date = {1910}, archive = {Port Library}, "
    "archive_location = {box 3}}\n"
)
DATA = "@dataset{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010}, doi = {10.5555/12345678}}\n"


def bare(entry: str, name: str) -> str:
    """Return an entry without a field."""
    start = entry.index(f", {name} = {{")
    return entry[:start] + entry[entry.index("}", start) + 1 :]


@pytest.mark.parametrize(
    ("layout", "library", "lacks"),
    [
        (ALL, ONLINE, ""),
        (TITLE, ONLINE, "address of a work of the type webpage"),
        (TITLE, bare(ONLINE, "url"), ""),  # it has no address
        (TITLE, BOOK, ""),
        (AUTHOR, BOOK, ""),
        ('<date variable="issued"><date-part name="year"/></date>', BOOK, "title or author of a work of the type book"),
        (TITLE, ARTICLE, "title of the whole of a work of the type article-journal"),
        (TITLE + WHOLE, ARTICLE, ""),
        (f'{AUTHOR}{WHOLE}<text variable="volume"/><text variable="page"/>', ARTICLE, ""),  # as physicists have them
        (TITLE + '<text variable="DOI"/>', ARTICLE.replace("pages", "doi = {10.5555/12345678}, pages"), ""),
        (TITLE, bare(ARTICLE, "journaltitle"), ""),
        (TITLE, LETTER, "archive of a work of the type manuscript"),
        (TITLE + '<text variable="archive"/>', LETTER, ""),
        (TITLE + '<text variable="archive_location"/>', LETTER, ""),
        (TITLE, bare(bare(LETTER, "archive"), "archive_location"), ""),
        (TITLE, DATA, "address or publisher of a work of the type dataset"),
        (TITLE + '<text variable="publisher"/>', DATA, ""),
        (TITLE + '<text variable="DOI"/>', DATA, ""),
        (TITLE + '<text variable="URL"/>', DATA, "address or publisher of a work of the type dataset"),  # it has a DOI
        (TITLE + '<text variable="DOI"/>', ONLINE, "address of a work of the type webpage"),
    ],
)
def test_what_must_be_printed(tmp_path: Path, layout: str, library: str, lacks: str) -> None:
    problems = found(tmp_path, "CK501", style(layout), library)
    assert [one.message for one in problems] == ([f"the style style prints no {lacks}"] if lacks else [])


def test_the_bibliography_counts_too(tmp_path: Path) -> None:
    assert found(tmp_path, "CK501", style(TITLE, entries=ALL)) == []


def test_the_address_of_a_link_counts_too(tmp_path: Path) -> None:
    pages = '<choose><if type="webpage"><text variable="URL"/></if><else><text variable="title"/></else></choose>'
    assert found(tmp_path, "CK501", style(TITLE + pages)) == []


def test_an_address_that_is_printed_where_a_page_was_visited(tmp_path: Path) -> None:
    visited = f'{TITLE}<choose><if variable="accessed"><text variable="URL"/></if></choose>'
    assert found(tmp_path, "CK501", style(visited)) == []


def test_each_type_is_told_once_where_it_is_cited_first(tmp_path: Path) -> None:
    library = ONLINE + ONLINE.replace("lee2010", "kay2011") + BOOK.replace("lee2010", "low2012")
    text = "It froze.[^1]\n\n[^1]: See [@low2012; @kay2011; @lee2010].\n\n[^2]: [@kay2011].\n\nIt thawed.[^2]\n"
    [one] = found(tmp_path, "CK501", style(TITLE), library, text)
    assert (one.where.path, one.where.line) == ("text.md", 3)
    assert text.splitlines()[2][one.where.column - 1 : one.where.end_column - 1].strip("@") == "kay2011"


def test_what_is_not_cited_is_not_told(tmp_path: Path) -> None:
    assert found(tmp_path, "CK501", style(TITLE), ONLINE.replace("lee2010", "kay2011") + BOOK) == []


def test_without_a_style_nothing_is_told(tmp_path: Path) -> None:
    files = {"library.bib": ONLINE, "text.md": TEXT}
    for name in ("CK501", "CK502", "CK503", "CK505", "CK506"):
        assert check(tmp_path, files, only=rule_named(name)) == []


@pytest.mark.parametrize(
    "name",
    [
        "chicago-notes-bibliography", "chicago-author-date", "apa", "modern-language-association", "oscola",
        "harvard-cite-them-right", "iso690-author-date-en", "science", "nature", "the-lancet", "plos", "ieee",
        "elsevier-harvard", "american-chemical-society", "gost-r-7-0-5-2008", "din-1505-2-numeric",
        "cambridge-university-press-author-date", "springer-basic-author-date", "bmj", "infoclio-de",
    ],
)  # fmt: skip
def test_styles_as_they_are(name: str) -> None:
    """They print the address of a page, and what an article or chapter is part of."""
    own = find_style(name)
    assert printed(own, "en-US", "webpage", ("URL",)) & {"URL"}
    for kind in ("article-journal", "chapter"):
        assert printed(own, "en-US", kind) & {"container-title"}
    for kind in ("book", "thesis", "report"):
        assert printed(own, "en-US", kind) & {"title"}
    for locale in ("en-US", "en-GB", "de-DE", "ru-RU"):
        assert list(lacking(own, locale)) == []


def test_what_styles_leave_out_indeed() -> None:
    assert not printed(find_style("american-institute-of-physics"), "en-US", "webpage", ("URL",)) & {"URL", "DOI"}
    assert not printed(find_style("bmj"), "en-US", "software", ("URL",)) & {"URL", "publisher"}


TERM = f'{ALL}<text term="appendix" prefix=" "/>'
OWN = '<locale xml:lang="ms"><terms><term name="appendix">lampiran</term></terms></locale>'


@pytest.mark.parametrize(
    ("csl", "locale", "hints"),
    [
        (style(TERM), "ms-MY", ["'appendix' is printed"]),
        (style(TERM), "de-DE", []),
        (style(TERM), "en-GB", []),
        (style(TERM), "", []),
        (style(ALL), "ms-MY", []),
        (style(TERM, more=OWN), "ms-MY", []),
        (style(f'{ALL}<text term="tidemark"/>'), "en-US", ["nothing is printed"]),
        (style(f'{ALL}<text term="tidemark"/>'), "de-DE", ["nothing is printed"]),
        (style(f'{ALL}<text macro="m"/>', more=f'<macro name="m">{TERM}</macro>'), "ms-MY", ["'appendix' is printed"]),
        (style(f"{TERM}{TERM}"), "ms-MY", ["'appendix' is printed"]),
    ],
)
def test_terms_that_a_language_lacks(tmp_path: Path, csl: str, locale: str, hints: list[str]) -> None:
    problems = found(tmp_path, "CK502", csl, locale=locale)
    assert [one.hint.partition("; ")[2] for one in problems] == [f"{one} now" for one in hints]
    assert all(one.where.path == "citekit.toml" for one in problems)


@pytest.mark.parametrize(
    ("own", "locale", "is_told"),
    [
        ("fr-FR", "en-US", True),
        ("fr-FR", "fr-CA", False),
        ("en-GB", "en-US", False),
        ("", "de-DE", False),
        ("fr-FR", "", False),
    ],
)
def test_a_style_of_another_language(tmp_path: Path, own: str, locale: str, *, is_told: bool) -> None:
    attributes = f' default-locale="{own}"' if own else ""
    problems = found(tmp_path, "CK506", style(attributes=attributes), locale=locale)
    assert [one.message for one in problems] == [
        f"the style style is for {own}, and the project is in {locale}"
    ] * is_told


@pytest.mark.parametrize(
    ("csl", "why"),
    [
        (style(title="Small (deprecated)"), "says that it is deprecated"),
        (style(title="Small (Superseded by Large)"), "says that it is superseded"),
        (
            style(links='<link href="http://example.org/large" rel="successor"/>'),
            "names another that has taken its place: http://example.org/large",
        ),
        (style(), ""),
        (style(links='<link href="http://example.org/large" rel="template"/>'), ""),
        (style(title="Journal of Superconductors"), ""),
    ],
)
def test_a_style_that_should_not_be_used_any_longer(tmp_path: Path, csl: str, why: str) -> None:
    problems = found(tmp_path, "CK503", csl)
    assert [one.message for one in problems] == ([f"the style style {why}"] if why else [])


NOCITE = "---\nnocite: |\n  @kay2011\n---\n\n" + TEXT
BOTH = ONLINE + ONLINE.replace("lee2010", "kay2011")


@pytest.mark.parametrize(
    ("csl", "text", "count"),
    [
        (style(), NOCITE, 1),
        (style(), TEXT, 0),
        (style(entries=ALL), NOCITE, 0),
        (style(), NOCITE.replace("@kay2011", "@*"), 1),
    ],
)
def test_a_list_that_the_style_does_not_have(tmp_path: Path, csl: str, text: str, count: int) -> None:
    assert len(found(tmp_path, "CK505", csl, BOTH, text)) == count


@pytest.mark.parametrize(
    ("broken", "line", "said"),
    [
        ("<citation><layuot/></citation>", 1, "layuot"),
        ('<citation><layout><text macro="none"/></layout></citation>', 1, "none"),
        ('<citation><layout><text variabel="title"/></layout></citation>', 1, "variabel"),
        ("<citation><layout></citation>", 1, ""),
        ("", 0, "citation"),
    ],
)
def test_a_style_file_that_is_broken(tmp_path: Path, broken: str, line: int, said: str) -> None:
    csl = style()
    start, end = csl.index("<citation>"), csl.index("</citation>") + len("</citation>")
    problems = check(tmp_path, {"other/style.csl": csl[:start] + broken + csl[end:]}, hints=True)
    assert {one.code for one in problems} == {"CK504"}
    assert said in " ".join(one.message for one in problems)
    if line:
        assert problems[0].where.line == csl[:start].count("\n") + line


def test_a_style_file_that_is_right(tmp_path: Path) -> None:
    assert check(tmp_path, {"other/style.csl": style()}, hints=True) == []
