"""citeproc-py behind the engine interface: what citekit adds to it, and how its failures come out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from citekit import engines
from citekit.csl.catalogue import Style, find_style
from citekit.csl.punctuation import add_stop
from citekit.engines import SetDocument
from citekit.errors import EngineError, StyleError, UsageError
from citekit.model import Citation, Cite, Date, Key, Locator, Name, Reference
from citekit.richtext import PROTECTED, Format, Link, Styled, plain

COHEN = Reference(
    Key("Cohen1973"),
    "book",
    texts={"title": ("bukharin and the ", Styled(("BOLSHEVIK",), PROTECTED), " revolution"), "publisher": ("Knopf",)},
    names={"author": (Name("Cohen", "Stephen F."),)},
    dates={"issued": Date((1973,))},
)
DANILOV = Reference(
    Key("danilov"),
    "book",
    texts={"title": ("Kak lomali NEP",), "translated-title": ("How NEP was broken",), "language": ("ru",)},
    names={"editor": (Name("Danilov", "Viktor P."), Name("Khlevniuk", "Oleg V."))},
    numbers={"number-of-volumes": "5"},
    dates={"issued": Date((2000,))},
)
ARTICLE = Reference(
    Key("art"),
    "article-journal",
    texts={"title": ("The Vote",), "container-title": ("Slavic Review",), "URL": ("https://example.org/a.",)},
    numbers={"volume": "12", "issue": "2", "page": "321–325"},
    names={"author": (Name("Art", "Ann"),)},
    dates={"issued": Date((1999, 5))},
)
LIBRARY = {one.key: one for one in (COHEN, DANILOV, ARTICLE)}


def cite(key: str, page: str = "", prefix: str = "", suffix: str = "") -> Cite:
    locator = Locator("page", page) if page else None
    return Cite(Key(key), locator, (prefix,) if prefix else (), (suffix,) if suffix else ())


def in_style(style: str | Style, *citations: Citation, locale: str = "") -> SetDocument:
    chosen = find_style(style) if isinstance(style, str) else style
    return engines.load("citeproc-py").set_document(chosen, LIBRARY, citations, locale=locale)


def notes(style: str, *clusters: tuple[Cite, ...]) -> list[str]:
    citations = [Citation(cluster, number) for number, cluster in enumerate(clusters, 1)]
    return [plain(add_stop(one.content, one.stop, in_quote=True)) for one in in_style(style, *citations).citations]


CHICAGO = "chicago-notes-bibliography-17th-edition"


def test_full_then_short_notes() -> None:
    clusters = [(cite("Cohen1973", "290-91"),), (cite("Cohen1973", "300"),)]
    first, second = notes("chicago-notes-bibliography", *clusters)
    assert first == "Stephen F. Cohen, Bukharin and the BOLSHEVIK Revolution (Knopf, 1973), 290–91."
    assert second == "Cohen, Bukharin and the BOLSHEVIK Revolution, 300."


def test_cites_keep_the_order_they_are_given_in() -> None:
    _, second = notes(CHICAGO, (cite("Cohen1973"),), (cite("art"), cite("Cohen1973")))
    assert second.index("Art") < second.index("Cohen")


def test_affixes_are_parted_by_a_blank() -> None:
    (note,) = notes(CHICAGO, (cite("Cohen1973", "3", "see", "with care"), cite("art", "5", "cf. ", ", passim")))
    assert note.startswith("see Stephen F. Cohen")
    assert ", 3 with care; cf. Ann Art" in note
    assert note.endswith(", passim.")


def test_stops_stand_inside_quotation_marks_in_american_english_alone() -> None:
    citation = Citation((cite("art"),), 1)
    american, british = (in_style(CHICAGO, citation, locale=locale) for locale in ("en-US", "en-GB"))
    assert "“The Vote,” " in plain(american.citations[0].content)
    assert "‘The Vote’, " in plain(british.citations[0].content)


def test_editors_who_stand_for_an_author_are_named_once() -> None:
    (note,) = notes(CHICAGO, (cite("danilov"),))
    assert note.startswith("Viktor P. Danilov and Oleg V. Khlevniuk, eds., Kak lomali NEP")
    assert note.count("Danilov") == 1


def test_a_translated_title_follows_in_roman_brackets() -> None:
    document = in_style(CHICAGO, Citation((cite("danilov"),), 1), Citation((cite("danilov"),), 2))
    assert Styled(("[How NEP was broken]",), Format(style="normal")) in _styled(document)
    assert "[" not in plain(document.citations[1].content)


def _styled(document: SetDocument) -> list[Styled]:
    found: list[Styled] = []
    pending = list(document.citations[0].content)
    while pending:
        run = pending.pop()
        if not isinstance(run, str):
            pending += run.children
            if isinstance(run, Styled):
                found.append(run)
    return found


def test_a_style_that_prints_translations_gets_the_bare_title() -> None:
    own = find_style(str(Path(__file__).parents[2] / "styles" / "excerpt-notes.csl"))
    document = in_style(own, Citation((cite("danilov"),), 1))
    assert plain(document.citations[0].content).count("How NEP was broken") == 1


def test_a_citation_outside_the_notes_is_always_a_first() -> None:
    document = in_style(CHICAGO, Citation((cite("Cohen1973"),), 1), Citation((cite("Cohen1973"),), None))
    assert document.citations[0] == document.citations[1]


def test_ibid_needs_the_same_locator() -> None:
    style = "chicago-notes-bibliography-subsequent-ibid-17th-edition"
    clusters = [(cite("Cohen1973", "3"),), (cite("Cohen1973", "3"),), (cite("Cohen1973", "4"),)]
    assert notes(style, *clusters)[1:] == ["Ibid.", "Ibid., 4."]


def test_keys_that_differ_in_case_alone_are_two() -> None:
    other = Reference(Key("cohen1973"), "book", texts={"title": ("Another",)})
    document = engines.load().set_document(
        find_style(CHICAGO), {**LIBRARY, other.key: other}, [Citation((cite("Cohen1973"), cite("cohen1973")), 1)]
    )
    assert [entry.key for entry in document.bibliography.entries] == ["cohen1973", "Cohen1973"]


def test_the_bibliography_is_sorted_and_complete() -> None:
    document = in_style(CHICAGO, Citation((cite("danilov"), cite("art"), cite("Cohen1973")), 1))
    assert [entry.key for entry in document.bibliography.entries] == ["art", "Cohen1973", "danilov"]
    assert document.bibliography.hanging_indent


def test_a_printed_url_leads_somewhere_without_the_stop() -> None:
    document = in_style("apa", Citation((cite("art"),), 1))
    links = [run for entry in document.bibliography.entries for run in entry.content if isinstance(run, Link)]
    assert [link.target for link in links] == ["https://example.org/a"]


def test_numbers_of_a_numeric_style_stand_in_a_margin() -> None:
    document = in_style("ieee", Citation((cite("Cohen1973"),), 1))
    number, entry = document.bibliography.entries[0].content
    assert isinstance(number, Styled)
    assert (plain(number.children), number.format.display) == ("[1]", "left-margin")
    assert isinstance(entry, Styled)
    assert entry.format.display == "right-inline"


def test_a_style_without_a_bibliography_says_so() -> None:
    document = in_style("chicago-notes", Citation((cite("Cohen1973"),), 1))
    assert document.bibliography.entries == ()
    assert [finding.rule for finding in document.findings] == ["no-bibliography"]


def test_terms_are_in_the_language_asked_for() -> None:
    document = in_style("apa", Citation((cite("danilov"),), 1), locale="de-DE")
    assert document.language == "de-DE"
    assert "Hrsg." in plain(document.bibliography.entries[0].content)


def test_rendering_twice_gives_the_same() -> None:
    citation = Citation((cite("Cohen1973", "3"), cite("danilov")), 1)
    assert in_style("chicago-author-date", citation) == in_style("chicago-author-date", citation)


def test_what_the_engine_cannot_do_is_one_error() -> None:
    author_alone = Citation((Cite(Key("Cohen1973"), form="author-only"),), 1)
    with pytest.raises(EngineError, match="cannot set an author alone"):
        in_style(CHICAGO, author_alone)


def test_an_author_in_running_text_is_refused_where_the_style_cites_in_the_text() -> None:
    in_text = Citation((Cite(Key("Cohen1973")),), 1, mode="composite")
    with pytest.raises(EngineError, match="cannot name an author in the text"):
        in_style("apa", in_text)
    whole = in_style(CHICAGO, replace(in_text, mode=""))
    assert in_style(CHICAGO, in_text) == whole


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", "no cs:citation"),
        ("<citation/>", "no cs:citation with a cs:layout"),
        ('<citation><layout><text macro="missing"/></layout></citation>', "citeproc-py cannot set the reference"),
    ],
)
def test_a_style_that_does_not_work_is_one_error(tmp_path: Path, body: str, error: str) -> None:
    path = tmp_path / "broken.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
        f"<info><title>t</title></info>{body}</style>"
    )
    with pytest.raises((EngineError, StyleError), match=error):
        in_style(str(path), Citation((cite("Cohen1973"),), 1))


def test_xml_that_breaks_off_below_the_head_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "broken.csl"
    path.write_text('<style xmlns="http://purl.org/net/xbiblio/csl"><info><title>t</title></info>\n<citation>\n')
    with pytest.raises(StyleError, match="not well-formed XML") as caught:
        in_style(str(path), Citation((cite("Cohen1973"),), 1))
    assert caught.value.where is not None
    assert caught.value.where.line >= 2


def test_engines_are_found_by_name() -> None:
    assert engines.names() == ("citekit", "citeproc-py")
    with pytest.raises(UsageError, match="unknown engine 'citeproc'"):
        engines.load("citeproc")
