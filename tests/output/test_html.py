from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import UsageError
from citekit.model import Bibliography, Excerpt, Headings, NoteReference, SetNote
from citekit.output import html
from citekit.output.characters import clean
from citekit.output.hypertext import told_apart
from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inlines,
    Link,
    Styled,
    plain,
)
from citekit.values import replace
from tests.output import samples
from tests.output.markup import Element, read, squeezed


def page(excerpt: Excerpt) -> Element:
    return read(html.write(excerpt).decode())


def note_page(number: str, *, linked: bool = True) -> Element:
    notes = (SetNote(number, number, ("Note.",)),) if linked else ()
    return page(Excerpt((("Text.", NoteReference(number, number, linked=linked)),), notes))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("a < b & c > d",), "a &lt; b &amp; c &gt; d"),
        ((Styled(("a",), ITALIC),), "<i>a</i>"),
        ((Styled(("a",), BOLD),), "<b>a</b>"),
        ((Styled(("a",), SUPERSCRIPT),), "<sup>a</sup>"),
        ((Styled(("a",), SUBSCRIPT),), "<sub>a</sub>"),
        ((Styled(("a",), SMALL_CAPS),), '<span style="font-variant: small-caps">a</span>'),
        ((Styled(("a",), samples.UNDERLINE),), "<u>a</u>"),
        ((Styled(("NATO",), PROTECTED),), "NATO"),
        ((Styled(("a", Styled(("b",), Format(style="normal"))), ITALIC),), "<i>a</i>b"),
        (
            (Link(("a",), "https://example.org/?a=1&b='2'"),),
            '<a href="https://example.org/?a=1&amp;b=&#x27;2&#x27;">a</a>',
        ),
        ((Link(("a",), "javascript:alert(1)"),), "a"),
        (
            (Link(("a",), "https://example.org/{é}[1]%zz%C3#a#b"),),
            '<a href="https://example.org/%7B%C3%A9%7D%5B1%5D%25zz%C3#a%23b">a</a>',
        ),
        ((Link(("a",), "http://[::1]/"),), '<a href="http://[::1]/">a</a>'),
    ],
)
def test_inlines(content: Inlines, expected: str) -> None:
    assert html.inlines(content) == expected


@given(samples.inlines)
@settings(max_examples=60)
def test_text_survives_the_browser(content: Inlines) -> None:
    assert read(html.inlines(content)).text() == clean(plain(content))


@given(samples.excerpts())
@settings(max_examples=40)
def test_excerpt_survives_the_browser(excerpt: Excerpt) -> None:
    root = page(excerpt)
    expected = samples.printed(excerpt, lambda mark: mark.number, attributed=False)
    found = [each.text() for quotation in root.all("blockquote")[:1] for each in quotation.all("p")]
    assert [squeezed(text) for text in found] == [squeezed(clean(text)) for text in expected]
    notes = [each.text() for section in root.all(role="doc-endnotes") for each in section.all("li")]
    expected = [plain(note.content) for note in excerpt.notes]
    assert [squeezed(text.removesuffix("↩\ufe0e")) for text in notes] == [squeezed(clean(text)) for text in expected]


@given(samples.excerpts())
@settings(max_examples=40)
def test_links_lead_to_ids_that_exist_once(excerpt: Excerpt) -> None:
    everything = page(excerpt).all()
    ids = [element.attributes["id"] for element in everything if "id" in element.attributes]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", name) for name in ids)
    targets = [element.attributes.get("href", "") for element in everything if element.tag == "a"]
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    labels = {element.attributes.get("aria-labelledby", "") for element in everything}
    assert labels - {""} <= set(ids)


@given(samples.inlines)
@settings(max_examples=60)
def test_only_web_addresses_become_links(content: Inlines) -> None:
    for link in read(html.inlines(content)).all("a"):
        assert re.match("https?://|mailto:", link.attributes["href"], re.IGNORECASE)


def test_mark_and_note_lead_to_each_other() -> None:
    root = note_page("11")
    mark, back = root.one(role="doc-noteref"), root.one(role="doc-backlink")
    assert mark.attributes["href"] == f"#{root.one('li').attributes['id']}"
    assert back.attributes["href"] == f"#{mark.attributes['id']}"
    assert mark.attributes["aria-label"] == "Note 11"
    assert back.attributes["aria-label"] == "Back to text: Note 11"
    assert root.one("li").attributes["value"] == "11"


def test_mark_without_a_note_leads_nowhere() -> None:
    root = note_page("11", linked=False)
    assert root.all("a") == []
    assert root.one("sup").text() == "11"


def test_note_without_a_mark_has_no_way_back() -> None:
    root = page(Excerpt((("Text.",),), (SetNote("11", "11", ("Note.",)),)))
    assert root.all("a") == []
    assert root.one("li").text() == "Note."


@pytest.mark.parametrize(
    ("number", "style"),
    [
        ("*", 'list-style-type: "* "'),
        ("12a", 'list-style-type: "12a. "'),
        ("007", 'list-style-type: "007. "'),
        ('"\\', r'list-style-type: "\"\\ "'),
        ("9999999999", 'list-style-type: "9999999999. "'),
    ],
)
def test_number_that_is_no_ordinal_is_printed_as_it_is(number: str, style: str) -> None:
    item = note_page(number).one("li")
    assert item.attributes["style"] == style
    assert "value" not in item.attributes


@pytest.mark.parametrize(
    ("excerpt", "title"),
    [
        (Excerpt(title="Lamps & Ledgers"), "Lamps & Ledgers"),
        (Excerpt((("Text.",),), attribution=("Reed, ", Styled(("Lights",), ITALIC))), "Reed, Lights"),
        (Excerpt((("Some words " * 20,),)), "Some words " * 7 + "Some…"),
        (Excerpt(), "citekit"),
    ],
)
def test_page_always_has_a_title(excerpt: Excerpt, title: str) -> None:
    root = page(excerpt)
    assert root.one("title").text() == title.replace("words Some…", "words…")
    assert [heading.text() for heading in root.all("h1")] == ([excerpt.title] if excerpt.title else [])


def test_headings_start_at_the_first_level() -> None:
    untitled = Excerpt(notes=(SetNote("1", "1", ("Note.",)),))
    assert [element.tag for element in page(untitled).all() if re.fullmatch("h[1-6]", element.tag)] == ["h1"]
    titled = page(samples.LIGHTHOUSE)
    assert [element.tag for element in titled.all() if re.fullmatch("h[1-6]", element.tag)] == ["h1", "h2", "h2"]


@pytest.mark.parametrize(("language", "direction"), [("en-US", None), ("he", "rtl"), ("ar-EG", "rtl"), ("de", None)])
def test_language_and_direction(language: str, direction: str | None) -> None:
    attributes = page(Excerpt(language=language)).one("html").attributes
    assert attributes["lang"] == language
    assert attributes.get("dir") == direction


def test_attribution_stands_outside_the_quotation() -> None:
    figure = page(samples.LIGHTHOUSE).one("figure")
    assert figure.one("figcaption").text() == "— Tom Reed, Harbour Lights (York: Beacon, 1999), 7"
    assert figure.one("blockquote").all("figcaption") == []


def entries(bibliography: Bibliography) -> Element:
    return read(html.bibliographies([bibliography], Headings(), "en").decode()).one(role="doc-bibliography").one("ul")


def test_bibliography_follows_the_style() -> None:
    one = (samples.entry("a", "A."),)
    assert entries(Bibliography(one)).attributes == {"class": "entries"}
    assert entries(Bibliography(one, hanging_indent=True)).attributes["class"] == "entries hanging"
    spaced = entries(Bibliography(one, line_spacing=2, entry_spacing=0))
    assert spaced.attributes["style"] == "--lines: 2; --gap: 0"


def test_labels_stand_in_a_column_of_their_own() -> None:
    listed = entries(samples.NUMBERED)
    assert listed.attributes["class"] == "entries labelled"
    assert "--label: 4ch" in listed.attributes["style"]
    label, body = listed.all("li")[1].children
    assert isinstance(label, Element)
    assert isinstance(body, Element)
    assert (label.tag, label.text()) == ("span", "[10]")
    assert body.text() == "П. Ильин, Маяки, 1971.Annotated."
    assert body.one("span").attributes["class"] == "line indented"


def test_page_fetches_and_runs_nothing() -> None:
    source = html.write(samples.LIGHTHOUSE).decode()
    assert not re.search(r"<(?:script|link|img|iframe)|@import|url\(", source)


HEBREW = replace(samples.LIGHTHOUSE, language="he", title="המגדלור")


def check_ids(pages: dict[str, Element]) -> None:
    """Fail if an id of a chapter is twice in the book, or a link or a label leads nowhere."""
    ids = [
        f"{name}#{one.attributes['id']}" for name, root in pages.items() for one in root.all() if "id" in one.attributes
    ]
    own = [name.split("#")[1] for name in ids]
    assert len(own) == len(set(own))
    for name, root in pages.items():
        for one in root.all():
            labels = one.attributes.get("aria-labelledby", "").split()
            assert {f"{name}#{label}" for label in labels} <= set(ids)
            target = one.attributes.get("href", "#")
            if one.tag == "a" and not re.match("https?:|mailto:", target, re.IGNORECASE):
                assert (f"{name}{target}" if target[0] == "#" else target) in {*ids, *pages}


@given(st.lists(samples.excerpts(), min_size=1, max_size=2), st.sampled_from(["chapter", "book"]))
@settings(max_examples=20)
def test_ids_are_unique_in_a_book(chapters: list[Excerpt], notes: str) -> None:
    root = read(html.book(chapters, "Book", notes="book" if notes == "book" else "chapter").decode())
    check_ids({"": root})
    expected = [squeezed(clean(plain(note.content))) for each in chapters for note in each.notes]
    found = [each.text() for section in root.all(role="doc-endnotes") for each in section.all("li")]
    assert [squeezed(text.removesuffix("↩\ufe0e")) for text in found] == expected
    check_ids({name: read(data.decode()) for name, data in html.pages(chapters, "Book").items()})


def test_book_has_contents_and_headings_in_order() -> None:
    root = read(html.book([samples.LIGHTHOUSE, HEBREW], "Lamps & more", "en-GB").decode())
    links = [(one.attributes["href"], one.text()) for one in root.one("nav").all("a")]
    assert links == [("#c1", "The Third Lamp"), ("#c2", "המגדלור")]
    assert root.one("h1").text() == "Lamps & more"
    chapters = root.all(role="doc-chapter")
    assert [(one.attributes.get("lang"), one.attributes.get("dir")) for one in chapters] == [
        (None, None),
        ("he", "rtl"),
    ]
    assert [one.tag for one in root.all() if re.fullmatch("h[1-6]", one.tag)] == "h1 h2 h2 h3 h3 h2 h3 h3".split()


def test_chapters_of_one_title_are_told_apart() -> None:
    told = [("1. The Third Lamp", "The Third Lamp"), ("2. The Third Lamp", "The Third Lamp")]
    written = html.book([samples.LIGHTHOUSE, samples.LIGHTHOUSE], "Book").decode()
    headings = re.findall(r'<h2 id="c\d" aria-label="([^"]*)">([^<]*)</h2>', written)
    assert headings == told


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["A", "B"], ["A", "B"]),
        (["A", "B", " a"], ["1. A", "B", "3.  a"]),
        (["A", "A", "1. A"], ["1. A", "2. A", "3. 1. A"]),
    ],
)
def test_names_of_chapters(titles: list[str], names: list[str]) -> None:
    assert told_apart(titles) == names


def test_notes_of_a_book_stand_at_its_end_when_asked() -> None:
    root = read(html.book([samples.LIGHTHOUSE, HEBREW], "Lamps", notes="book").decode())
    notes = root.one(role="doc-endnotes")
    assert [one.text() for one in notes.all("h3")] == ["The Third Lamp", "המגדלור"]
    assert [one.attributes.get("dir") for one in notes.all("div")] == [None, "rtl"]


def test_pages_of_a_book() -> None:
    pages = html.pages([samples.LIGHTHOUSE, HEBREW], "Lamps")
    assert list(pages) == ["index.html", "chapter-1.html", "chapter-2.html"]
    second = read(pages["chapter-2.html"].decode())
    assert second.one("html").attributes == {"lang": "he", "dir": "rtl"}
    assert second.one("nav").one("a").attributes["href"] == "index.html"
    assert second.one("title").text() == "המגדלור – Lamps"


def test_a_book_without_chapters_is_refused() -> None:
    with pytest.raises(UsageError, match="a book needs a chapter"):
        html.book([], "Lamps")
    with pytest.raises(UsageError, match="a book needs a chapter"):
        html.pages([], "Lamps")
