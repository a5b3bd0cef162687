"""Citations of manuscripts set in styles: in the text, in their notes, in new notes."""

from __future__ import annotations

import pytest

from citekit.csl.catalogue import find_style
from citekit.documents.manuscript import Asked, ListPlace, Place, Selection
from citekit.errors import InvalidInputError
from citekit.findings import Source
from citekit.model import Date, Key, Library, Name, Reference
from citekit.notes.ledger.reading import read_ledger
from citekit.reading_order import Chapter
from citekit.richtext import plain
from citekit.typesetting import typeset
from citekit.values import replace
from tests.manuscripts import manuscript


def work(key: str, family: str, title: str, **more: str) -> Reference:
    texts = {"title": (title,), "publisher": ("Press",), **{name: (text,) for name, text in more.items()}}
    names = {"author": (Name(family, "Ann"),)}
    return Reference(Key(key), "book", texts, names=names, dates={"issued": Date((1970,))})


LIBRARY = Library({
    Key("a"): work("a", "Adams", "Alpha", keyword="primary, letters"),
    Key("b"): work("b", "Brown", "Beta", annote="On *bees*."),
    Key("c"): work("c", "Adams", "Gamma"),
})  # fmt: skip
CHICAGO = find_style("chicago-notes-bibliography")
APA = find_style("apa")


def set_texts(text: str, style: str = "chicago-notes-bibliography") -> list[tuple[str | None, str | None]]:
    made = typeset([Chapter(manuscript(text))], LIBRARY, find_style(style)).settings[0]
    return [
        (None if one.text is None else plain(one.text), None if one.note is None else plain(one.note))
        for one in made.cited
    ]


def test_an_author_date_style_sets_citations_where_they_stand() -> None:
    assert set_texts("So it was [see @a, p. 3; @b]. As @c says.", "apa") == [
        ("(see Adams, 1970a, p. 3; Brown, 1970)", None),
        ("Adams (1970b)", None),
    ]


def test_a_note_style_makes_notes_of_citations_in_the_text() -> None:
    assert set_texts("So it was [@a, 3]. And so [@a, 4].^1{Not here.} As @b says.") == [
        ("", "Ann Adams, Alpha (Press, 1970), 3."),
        ("", "Adams, Alpha, 4."),
        ("Ann Brown", "Ann Brown, Beta (Press, 1970)."),
    ]


def test_words_that_lead_up_to_a_new_note_begin_with_a_capital() -> None:
    assert set_texts("So it was [see @a, 3]. ^1{And see @b.}") == [
        ("", "See Ann Adams, Alpha (Press, 1970), 3."),
        ("Ann Brown, Beta (Press, 1970)", None),
    ]


def test_a_citation_in_a_note_stays_there_and_takes_the_stop_of_the_words_behind_it() -> None:
    assert set_texts("^1{@a [3]}^2{See @b.}^3{@c [5]; so it says. See also @a, too.}") == [
        ("Ann Adams, Alpha (Press, 1970), 3.", None),
        ("Ann Brown, Beta (Press, 1970)", None),
        ("Ann Adams, Gamma (Press, 1970), 5", None),
        ("Adams, Alpha", None),
    ]


def test_ibid_has_a_capital_only_where_a_sentence_begins() -> None:
    style = "chicago-notes-bibliography-subsequent-ibid"
    texts = [text for text, _ in set_texts("^1{@a [3]}^2{@a [4]}^3{See @a [5]}^4{So it was. @a [6]}", style)]
    assert texts[1:] == ["Ibid., 4.", "ibid., 5.", "Ibid., 6."]


def test_a_manuscript_without_new_notes_keeps_the_numbers_that_styles_print() -> None:
    texts = [text for text, _ in set_texts("^11{@a [3]}^12{@b}^14{@a [4]}", "oscola")]
    assert "(n 11)" in str(texts[2])


def test_own_notes_of_an_author_date_style_are_not_bracketed() -> None:
    one = manuscript("So [@a, p. 3].")
    one = replace(one, cited=tuple(replace(each, own_note=True) for each in one.cited))
    (set_cited,) = typeset([Chapter(one)], LIBRARY, APA).settings[0].cited
    assert set_cited.note is not None
    assert plain(set_cited.note) == "Adams, 1970, p. 3."


def test_a_ledger_takes_the_place_of_notes_that_it_says_something_of() -> None:
    ledger = read_ledger(
        Source("n.yaml", 'citekit-ledger: 1\nnotes:\n  1: "See @b [7]."\n  2: Not cited.\n  9: "@a"\n')
    )
    one = manuscript("^1{@a}^2{@a [2]}")
    made = typeset([Chapter(one, ledger)], LIBRARY, CHICAGO)
    assert {name: plain(text) for name, text in made.settings[0].notes.items()} == {
        "1": "See Ann Brown, Beta (Press, 1970), 7."
    }
    assert [one.text and plain(one.text) for one in made.settings[0].cited] == [
        None,
        "Ann Adams, Alpha (Press, 1970), 2.",
    ]
    assert [one.message for one in made.findings] == ["note 9 of the ledger is not in m.txt"]


def test_chapters_are_one_document_or_begin_anew() -> None:
    chapters = [Chapter(manuscript(f"^1{{@{key} [3]}}^2{{@a [4]}}"), title=key) for key in "ab"]
    through = typeset(chapters, LIBRARY, CHICAGO)
    anew = typeset(chapters, LIBRARY, CHICAGO, restart=True)
    assert [plain(made.settings[1].cited[1].text or ()) for made in (through, anew)] == [
        "Adams, Alpha, 4.",
        "Ann Adams, Alpha (Press, 1970), 4.",
    ]


@pytest.mark.parametrize(
    ("selection", "keys"),
    [
        (Selection(), "abc"),
        (Selection(keywords=("Primary",)), "a"),
        (Selection(without=("primary",)), "bc"),
        (Selection(types=("book",)), "abc"),
        (Selection(types=("article",)), ""),
        (Selection(not_types=("mvbook",)), ""),
        (Selection(keys=(Key("c"), Key("b"))), "bc"),
    ],
)
def test_bibliographies_list_what_they_select(selection: Selection, keys: str) -> None:
    one = manuscript("@a @b @c", lists=(ListPlace(Place(0, 0), selection),))
    (made,) = typeset([Chapter(one)], LIBRARY, CHICAGO).settings[0].lists
    assert "".join(sorted(entry.key for entry in made.entries)) == keys


def test_a_repeated_author_is_repeated_within_one_list_alone() -> None:
    places = tuple(ListPlace(Place(0, 0), Selection(keys=(Key(key),))) for key in "ac")
    style = find_style("chicago-author-date")
    made = typeset([Chapter(manuscript("@a @c", lists=places))], LIBRARY, style).settings[0]
    assert all(plain(each.entries[0].content).startswith("Adams") for each in made.lists)


def test_bibliographies_of_chapters_and_annotations() -> None:
    place = Place(0, 0)
    chapters = [
        Chapter(manuscript(f"^1{{@{key}}}", lists=(ListPlace(place, selection),)), title=key)
        for key, selection in ((key, Selection("Works", chapter=key, annotated=True)) for key in "ab")
    ]
    lists = [setting.lists[0] for setting in typeset(chapters, LIBRARY, CHICAGO).settings]
    assert [[entry.key for entry in each.entries] for each in lists] == [["a"], ["b"]]
    assert [each.title for each in lists] == ["Works", "Works"]
    assert plain(lists[1].entries[0].annotation) == "On bees."


@pytest.mark.parametrize(
    ("asked", "references", "listed", "count"),
    [
        (Asked(), Library(), None, 1),
        (Asked(listed=False), Library(), None, 0),
        (Asked(listed=False), Library(), True, 1),
        (Asked(), Library(), False, 0),
        (Asked(), LIBRARY, None, 0),
    ],
)
def test_a_bibliography_stands_at_the_end_unless_nobody_wants_it(
    asked: Asked, references: Library, listed: bool | None, count: int
) -> None:
    one = manuscript("@a", asked=asked, references=references)
    assert len(typeset([Chapter(one)], LIBRARY, CHICAGO, listed=listed).settings[0].lists) == count


def test_works_that_are_listed_uncited() -> None:
    one = manuscript("@a", asked=Asked(uncited=("c",)))
    assert len(typeset([Chapter(one)], LIBRARY, CHICAGO).settings[0].lists[0].entries) == 2
    every = manuscript("@a", asked=Asked(uncited=("*",)))
    assert len(typeset([Chapter(every)], LIBRARY, CHICAGO).settings[0].lists[0].entries) == 3


def test_a_manuscript_brings_its_works_along() -> None:
    own = Library({Key("own"): work("own", "Own", "Mine"), Key("a"): work("a", "Other", "Not this")})
    one = manuscript("^1{@own}^2{@a}", references=own)
    texts = [plain(each.text or ()) for each in typeset([Chapter(one)], LIBRARY, CHICAGO).settings[0].cited]
    assert texts == ["Ann Own, Mine (Press, 1970).", "Ann Adams, Alpha (Press, 1970)."]


def test_unknown_keys_are_errors_with_the_manuscripts_name() -> None:
    with pytest.raises(InvalidInputError) as caught:
        typeset([Chapter(manuscript("So [@nobody]."))], LIBRARY, CHICAGO)
    (finding,) = caught.value.findings()
    assert "nobody" in finding.message
    assert finding.where.path == "m.txt"
