"""Manuscripts in Markdown: what is read where, and what is put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit import documents
from citekit.documents import markdown
from citekit.documents.manuscript import Manuscript, Selection, SetCited, Setting
from citekit.errors import UnreadableError
from citekit.model import Bibliography, BibliographyEntry, Citation, Key
from citekit.richtext import ITALIC, SUPERSCRIPT, Inlines, Styled, plain


def read(text: str, path: str = "m.md") -> Manuscript:
    return markdown.read(path, text.encode())


def shown(citation: Citation) -> str:
    """Return a citation in few signs: its mode, and prefix, key, locator and suffix of each cite."""
    cites = [
        "|".join(
            (
                plain(cite.prefix),
                ("-" if cite.form == "suppress-author" else "") + cite.key,
                f"{cite.locator.label} {cite.locator.value}" if cite.locator else "",
                plain(cite.suffix),
            )
        )
        for cite in citation.cites
    ]
    return ("@" if citation.mode == "composite" else "") + " ; ".join(cites)


def found(text: str) -> list[tuple[str, str]]:
    one = read(text)
    return [(text[each.place.start : each.place.end], shown(each.citation)) for each in one.cited]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        (
            "See [see @key, pp. 3--4; -@other] so.",
            [("[see @key, pp. 3--4; -@other]", "see |key|page 3–4| ; |-other||")],
        ),
        ("@key [p. 3] and @key", [("@key [p. 3]", "@|key|page 3|"), ("@key", "@|key||")]),
        ("@{https://a.b/c} and -@key.", [("@{https://a.b/c}", "@|https://a.b/c||"), ("-@key", "|-key||")]),
        ("@a [p. 2; see @b, p. 4]", [("@a [p. 2; see @b, p. 4]", "@|a|page 2| ; see |b|page 4|")]),
        ("@a [see @b]", [("@a [see @b]", "@|a|| ; see |b||")]),
        ("[@a and more] @b [and more]", [("[@a and more]", "|a|| and more"), ("@b [and more]", "@|b||, and more")]),
        ("[@a, {iv, vi} so; @b, {} 99 y]", [("[@a, {iv, vi} so; @b, {} 99 y]", "|a|page iv, vi| so ; |b|| 99 y")]),
        ("[see [x] *very* @a [p. 3]]", [("[see [x] *very* @a [p. 3]]", "see [x] very |a|| [p. 3]")]),
        ("# Head [@a]\n\ntext", [("[@a]", "|a||")]),
        ("Head @a\n===\n\ntext", [("@a", "@|a||")]),
        ("| a | b |\n|---|---|\n| [@x] | @y |", [("[@x]", "|x||"), ("@y", "@|y||")]),
        ("- a\n\n    in it @a\n\n      code? @b", [("@a", "@|a||")]),
        ("[@a](http://a.b) ![@b](c.png)", [("@a", "@|a||"), ("@b", "@|b||")]),
        ("[so @a]{.x} and @b [p. 3](http://c)", [("@a", "@|a||"), ("@b", "@|b||")]),
        ('<div class="@no">\n@a\n</div>', [("@a", "@|a||")]),
        ("> quoted [@a,\n> p. 3]", [("[@a,\n> p. 3]", "|a|page 3|")]),
        ("*@a*, “@b” and (@c)", [("@a", "@|a||"), ("@b", "@|b||"), ("@c", "@|c||")]),
        ("@fig-one, [@tbl-two; @sec:x] and {#thm-x} @thm-x but @thm-y", [("@thm-y", "@|thm-y||")]),
        ("(@good) Example.\n\nAs (@good) and @good say, but [@good].", [("[@good]", "|good||")]),
        ("@smith. It begins so.\n\nAnd @smith", []),
        ("@a: b, @a.b. @a&b; @a--b", [(f"@{key}", f"@|{key}||") for key in ("a", "a.b", "a&b", "a")]),
    ],
)
def test_citations(text: str, citations: list[tuple[str, str]]) -> None:
    assert found(text) == citations


@pytest.mark.parametrize(
    "text",
    [
        "`@a` ``x ` @a`` and `[@a]`",
        "```\n@a\n```",
        "- x\n\n  ~~~\n  @a\n  ~~~",
        "text\n\n    @a is code\n\n    @b",
        "<!-- @a\n\n@b -->",
        "a <!-- @a --> b",
        "<pre>\n@a\n\n[@b]\n</pre>",
        "$x @a$ and $$\n@b\n$$",
        "\\begin{x}\n@a\n\\end{x}",
        "\\cite{@a}",
        "---\ntitle: On @a\nnocite: '@a'\n---\n",
        "a\n\n---\nabstract: by @a\n...\n",
        "[a](http://b/@c) <http://b/@c> http://b/@c",
        "[b]: http://x.y/@z",
        "me@b.org <me@b.org> \\@a \\[\\@a\\]",
        "::: {.box cite='@a'}\n:::",
        "[]{#x data-a='@a'}",
        "@ a, a@b, @, [@]",
    ],
)
def test_no_citations(text: str) -> None:
    assert found(text) == []


def test_quarto_has_more_cross_references_and_shortcodes() -> None:
    text = "@thm-a and @tip-b {{< include @c >}} @d"
    assert [len(read(text, path).cited) for path in ("m.md", "m.QMD")] == [3, 1]


def test_notes_are_counted_by_their_marks_unless_all_labels_are_numbers() -> None:
    one = read(
        "A.[^b] B^[In @x.] C[^a] D[^b]\n\n[^a]: Of @a,\nlazily.\n\n    More [@b].\n\n[^b]: B.\n[^c]: Unused @c.\n"
    )
    assert [(note.identity, note.number, len(note.marks)) for note in one.notes] == [
        ("b", "1", 2),
        ("^1", "2", 1),
        ("a", "3", 1),
        ("c", "4", 0),
    ]
    assert [(cited.note, cited.citation.cites[0].key) for cited in one.cited] == [
        ("^1", "x"),
        ("a", "a"),
        ("a", "b"),
        ("c", "c"),
    ]
    text = one.parts[""].text
    assert [text[note.body.start : note.body.end] for note in one.notes][1:3] == [
        "In @x.",
        "Of @a,\nlazily.\n\n    More [@b].",
    ]
    assert [text[mark.start : mark.end] for note in one.notes for mark in note.marks] == [
        "[^b]",
        "[^b]",
        "^[In @x.]",
        "[^a]",
    ]
    shown_parts = ["@" if isinstance(part, Citation) else plain(part) for part in one.notes[2].parts]
    assert shown_parts == ["Of ", "@", ", lazily.", " ", "More ", "@", "."]
    assert all(
        part in [cited.citation for cited in one.cited] for part in one.notes[2].parts if isinstance(part, Citation)
    )


def test_numbers_are_kept_and_begin_again_with_chapters() -> None:
    one = read("# I\n\nA.[^11] B.[^12]\n\n[^11]: @a\n[^12]: @b\n\n# II\n\nC.[^11]\n\n[^11]: @c\n")
    assert [(note.identity, note.number, note.run, note.chapter) for note in one.notes] == [
        ("11", "11", 0, "I"),
        ("12", "12", 0, "I"),
        ("11 2", "11", 1, "II"),
    ]
    assert [note.marks[0].start for note in one.notes] == [7, 15, 51]


def test_what_is_odd_is_told_with_its_place() -> None:
    one = read("A[^x] B[^a].\n\n[^a]: @a [pag. 3]\n[^a]: Again.\n\n+---+\n| @b |\n+---+\n")
    assert [(each.rule, each.where.line, each.where.column) for each in one.findings] == [
        ("undefined-note", 1, 2),
        ("duplicate-note", 4, 3),
        ("cite-in-table", 7, 3),
    ]
    assert [cite.where.column for cited in one.cited for cite in cited.citation.cites if cite.where] == [7]


def test_a_citation_with_a_note_in_it_is_left() -> None:
    one = read("So [see @a^[As @b] so] and [@c [^1]].\n\n[^1]: Note.\n")
    assert [cite.key for cited in one.cited for cite in cited.citation.cites] == ["b"]
    assert [(each.rule, each.where.column) for each in one.findings] == [("note-in-cite", 11), ("note-in-cite", 32)]


def test_a_simple_table_has_room_in_its_last_column() -> None:
    one = read("a    b\n---- ----\n@c   @d\n")
    assert [cite.key for cited in one.cited for cite in cited.citation.cites] == ["d"]


def test_metadata() -> None:
    one = read(
        "---\nbibliography: [a.bib, b.json]\ncsl: apa.csl\nlang: de-AT\nnocite: |\n  @x, @{y z}, @*\n"
        "suppress-bibliography: true\nreference-section-title: Works\n"
        "references:\n- id: own\n  title: Own *work*\n---\n"
        "\nText.\n\n---\nlang: fr\n---\n"
    )
    asked = one.asked
    assert (asked.bib, asked.style, asked.language) == (("a.bib", "b.json"), "apa.csl", "fr")
    assert (asked.uncited, asked.listed, asked.title) == (("*", "x", "y z"), False, "Works")
    assert plain(one.references.references[Key("own")].texts["title"]) == "Own work"
    assert read("---\nbibliography: one.bib\n---\n").asked.bib == ("one.bib",)


def test_metadata_that_is_no_yaml_is_an_error_at_its_place() -> None:
    (finding,) = read("---\ntitle: [a\n---\n").findings
    assert (finding.rule, finding.where.path, finding.severity.value) == ("yaml", "m.md", "error")


def test_metadata_that_goes_too_far() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + place)}: &{chr(98 + place)} [{','.join(['*' + chr(97 + place)] * 9)}]\n" for place in range(9)
    )
    assert "aliases make this text too large" in read(f"---\n{bomb}---\n").findings[0].message
    assert read("---\na: &a 1\nb: &a 2\nlang: *a\n---\n").asked.language == "2"
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read(f"---\na: {'[' * 3000}\n---\n")
    with pytest.raises(UnreadableError, match="metadata of more than 500,000 characters"):
        read(f"---\na: {'b' * 500_000}\n---\n")


@pytest.mark.parametrize(
    ("text", "selection"),
    [
        ("::: {#refs}\n:::\n", Selection()),
        ("::: {#refs-primary}\nold\n:::\n", Selection(keywords=("primary",))),
        ('::: {#refs-b type="book,thesis" notkeyword=x title="Books"}\n:::',
         Selection("Books", ("book", "thesis"), without=("x",))),
        ("<div id='refs-k' data-keys='a, b' annotated='true'></div>",
         Selection(keys=(Key("a"), Key("b")), annotated=True)),
        ('# I\n\n@a [@b]\n\n## x\n\n@c\n\n# II\n\n@d\n\n::: {#refs-c chapter="I"}\n:::',
         Selection(keys=(Key("a"), Key("b"), Key("c")))),
    ],
)  # fmt: skip
def test_places_of_bibliographies(text: str, selection: Selection) -> None:
    (place,) = read(text).lists
    assert place.selection == selection
    assert place.titled == bool(selection.title)
    assert text[place.place.start : place.place.end] in ("", "old\n")


def rewritten(text: str, *texts: Inlines | SetCited | None, lists: tuple[Bibliography, ...] = ()) -> str:
    one = read(text)
    cited = [each if isinstance(each, SetCited) else SetCited(each) for each in texts]
    assert len(cited) == len(one.cited)
    return markdown.rewrite(one, Setting(tuple(cited), lists=lists)).decode()


def note(text: str, words: str = "") -> SetCited:
    return SetCited((words,) if words else (), (text,))


def entries(*texts: str, title: str = "") -> Bibliography:
    return Bibliography(tuple(BibliographyEntry(Key(text), (text,)) for text in texts), title=title)


@pytest.mark.parametrize(
    ("text", "made", "result"),
    [
        ("So [@a, p. 3].\r\n\tEnd", [("(A 3)",)], "So (A 3).\r\n\tEnd"),
        ("So [@a], [@b]", [("A",), None], "So A, [@b]"),
        ("So [@a] on", [()], "So  on"),
        ("x [@a]", [("[1] @me *",)], "x \\[1\\] \\@me \\*"),
        ("x [@a].", [("A et al.",)], "x A et al."),
        ("x [@a]...", [("A et al.",)], "x A et al...."),
        ("x [@a] y", [(Styled(("1",), SUPERSCRIPT),)], "x<sup>1</sup> y"),
        ("x^[See [@a]]", [(Styled(("1",), SUPERSCRIPT),)], "x^[See<sup>1</sup>]"),
        ("[@a] shows", [("1. A",)], "1\\. A shows"),
        ("| [@a] | x |\n|--|--|\n| b | c |", [("a|b",)], "| a\\|b | x |\n|--|--|\n| b | c |"),
        ("x[@a]y", [(Styled(("A",), ITALIC),)], "x*A*y"),
    ],
)
def test_citations_are_set_where_they_stand(text: str, made: list[Inlines | None], result: str) -> None:
    assert rewritten(text, *made) == result


@pytest.mark.parametrize(
    ("text", "words", "result"),
    [
        ("So [@a]. On", "", "So.[^cite-1] On"),
        ("So [@a]", "", "So[^cite-1]"),
        ("“So [@a].” On", "", "“So.”[^cite-1] On"),
        ("So\n[@a], on", "", "So,[^cite-1] on"),
        ("> So\n> [@a] on", "", "> So[^cite-1] on"),
        ("- [@a] on", "", "- [^cite-1] on"),
        ("# H\n[@a] on", "", "# H\n[^cite-1] on"),
        ("[@a]: on", "", ":[^cite-1] on"),
        ("(see [@a]).", "", "(see).[^cite-1]"),
        ("[@a]’s view", "", "[^cite-1]’s view"),
        ("As @a says", "Ann", "As Ann[^cite-1] says"),
        ("As @a, so", "Ann", "As Ann,[^cite-1] so"),
        ("*So [@a]*.", "", "*So[^cite-1]*."),
    ],
)
def test_marks_of_new_notes_stand_behind_the_stop(text: str, words: str, result: str) -> None:
    assert rewritten(text, note("N.", words)) == f"{result}\n\n[^cite-1]: N.\n"


def test_notes_stay_before_stops_where_the_metadata_says_so() -> None:
    text = "---\nnotes-after-punctuation: false\n---\nSo [@a]. On\n"
    assert rewritten(text, note("N.")).splitlines()[3] == "So[^cite-1]. On"


def test_definitions_stand_before_the_bibliography_at_the_end_under_free_labels() -> None:
    text = "A [@a]. B [@b].[^cite-1]\r\n\r\n[^cite-1]: Old.\r\n\r\n# Works\r\n\r\n::: {#refs}\r\nold\r\n:::\r\n"
    result = rewritten(text, note("1. One"), note("Two"), lists=(entries("E1", "- E2"),))
    assert result == (
        "A.[^cite-2] B.[^cite-3][^cite-1]\r\n\r\n[^cite-1]: Old.\r\n\r\n"
        "[^cite-2]: 1\\. One\r\n\r\n[^cite-3]: Two\r\n\r\n"
        "# Works\r\n\r\n::: {#refs}\r\nE1\r\n\r\n\\- E2\r\n:::\r\n"
    )


def test_definitions_stand_before_all_bibliographies_at_the_end() -> None:
    lists = "# I\n\n::: {#refs-a}\n:::\n\n# II\n\n::: {#refs-b}\n:::\n"
    assert rewritten(f"A [@a].\n\n{lists}", note("N")) == f"A.[^cite-1]\n\n[^cite-1]: N\n\n{lists}"
    assert rewritten(f"{lists}\nA [@a].\n", note("N")) == f"{lists}\nA.[^cite-1]\n\n[^cite-1]: N\n"


def test_a_bibliography_without_a_place_stands_at_the_end() -> None:
    assert rewritten("## H\n\nx @a", ("A",), lists=(entries("E", title="Works"),)) == "## H\n\nx A\n\n## Works\n\nE\n"
    html = '<div id="refs"></div>\n\nx @a\n'
    assert rewritten(html, ("A",), lists=(entries("E"),)) == '<div id="refs">\n\nE\n\n</div>\n\nx A\n'


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("x @a\n", "x A[^c2-cite-1]\n\n[^c2-cite-1]: N\n\n# Bibliography\n\nE\n"),
        ("x @a\n\n# Works", "x A[^c2-cite-1]\n\n[^c2-cite-1]: N\n\n# Works\n\nE\n"),
        ("x @a\r\n\r\nWorks\r\n---\r\n", "x A[^c2-cite-1]\r\n\r\n[^c2-cite-1]: N\r\n\r\nWorks\r\n---\r\n\r\nE\r\n"),
        (
            "x @a[^1]\n\n## Works\n\n[^1]: Old.\n",
            "x A[^c2-cite-1][^1]\n\n## Works\n\nE\n\n\n[^1]: Old.\n\n[^c2-cite-1]: N\n",
        ),
        ("x @a\n\n# Works\n\nEnd\n", "x A[^c2-cite-1]\n\n# Works\n\nEnd\n\n[^c2-cite-1]: N\n\n# Bibliography\n\nE\n"),
        ("x @a\nWorks\n---", "x A[^c2-cite-1]\nWorks\n---\n\n[^c2-cite-1]: N\n\n## Bibliography\n\nE\n"),
        (
            "x @a\n\n# Works\n\n---\nreferences: []\n---\n",
            "x A[^c2-cite-1]\n\n# Works\n\nE\n\n\n---\nreferences: []\n---\n\n[^c2-cite-1]: N\n",
        ),
        ("x @a\n\n#\n", "x A[^c2-cite-1]\n\n#\n\n[^c2-cite-1]: N\n\n# Bibliography\n\nE\n"),
    ],
)
def test_the_heading_that_ends_a_manuscript_is_its_bibliographys(text: str, result: str) -> None:
    setting = Setting((SetCited(("A",), ("N",)),), lists=(entries("E"),), prefix="c2-")
    assert markdown.rewrite(read(text), setting).decode() == result


def test_a_bibliography_with_a_title_has_a_heading_of_its_own() -> None:
    lists = (entries("E", title="Sources"), entries("F", title="Literature"))
    result = "x A\n\n# Works\n\n# Sources\n\nE\n\n# Literature\n\nF\n"
    assert rewritten("x @a\n\n# Works\n", ("A",), lists=lists) == result
    result = "x A\n\n# Works\n\nE\n\n# Literature\n\nF\n"
    assert rewritten("x @a\n\n# Works\n", ("A",), lists=(entries("E"), lists[1])) == result
    assert rewritten("x @a\n\n# Works\n", ("A",), lists=(Bibliography(),)) == "x A\n\n# Works\n"
    result = "---\nreference-section-title: Read\n---\n\nx A\n\n# Works\n\n# Read\n\nE\n"
    text = "---\nreference-section-title: Read\n---\n\nx @a\n\n# Works\n"
    assert rewritten(text, ("A",), lists=(entries("E"),)) == result


def test_a_div_with_citations_in_it_keeps_them() -> None:
    text = "::: {#refs}\nAs @a.\n:::\n"
    assert rewritten(text, ("A",), lists=(entries("E"),)) == "::: {#refs}\nE\n\nAs A.\n:::\n"


def test_bodies_of_notes_are_put_in_whole() -> None:
    one = read("A[^1] b^[see @b]\n\n[^1]: See @a,\n    so.\n\n    More.\n\nText\n")
    setting = Setting((SetCited(), SetCited()), {"1": ("1. One",), "^1": ("[two]",)})
    assert markdown.rewrite(one, setting).decode() == "A[^1] b^[\\[two\\]]\n\n[^1]: 1\\. One\n\nText\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_stays(encoding: str) -> None:
    data = "Ünd [@a].\r\n".encode(encoding)
    one = markdown.read("m.md", data)
    assert markdown.rewrite(
        one,
        Setting(
            (
                SetCited(
                    ("Ä",),
                ),
            )
        ),
    ) == "Ünd Ä.\r\n".encode(encoding)


def test_suffixes_lead_here() -> None:
    assert documents.format_of("a.QMD", b"text").NAME == "markdown"


# --- properties ------------------------------------------------------------------------------------------

WORDS = "@a [@b] [ ] ( ) ^[ [^1] [^1]: ` ``` ~~~ $ $$ <!-- --> <a> \\ --- ::: {#refs} é x ; , * _ |".split()
SIGNS = st.sampled_from([*WORDS, " ", "\n", "\n\n", "    ", "> ", "- ", "# ", "\t", "\r\n"])
TEXTS = st.lists(SIGNS, max_size=30).map("".join)


@given(TEXTS | st.text(max_size=60))
def test_with_nothing_set_the_bytes_are_the_same(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        one = markdown.read("m.md", data)
    except UnreadableError:
        return
    assert markdown.rewrite(one, Setting()) == data
    assert markdown.rewrite(one, Setting(tuple(SetCited() for _ in one.cited))) == data


@given(TEXTS)
def test_only_citations_change(text: str) -> None:
    one = read(text)
    made = markdown.rewrite(one, Setting(tuple(SetCited(("\x00X",)) for _ in one.cited))).decode()
    pieces = re.split("X", made)
    place = 0
    for piece in pieces:
        kept = piece.lstrip(".") or piece
        assert text.find(kept.rstrip("\\"), place) != -1
        place = text.find(kept.rstrip("\\"), place)


@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableError):
        assert markdown.read("m.md", data).data == data


PIECES = st.sampled_from(
    [
        ("[@k1]", 1), ("[see @k1, p. 3; @k2]", 1), ("@k1", 1), ("@k1 [p. 3]", 1), ("-@k1", 1), ("@{k}", 1),
        ("^[As @k1]", 1), ("`@x`", 0), ("\\@x", 0), ("x@y.z", 0), ("$@x$", 0), ("*so*", 0), ("<http://a.b/@c>", 0),
        ("<!-- @x -->", 0),
    ]
)  # fmt: skip


@given(st.lists(st.lists(PIECES, min_size=1, max_size=5), max_size=5))
def test_citations_found_are_those_put_in(paragraphs: list[list[tuple[str, int]]]) -> None:
    text = "\n\n".join(f"So {' and '.join(piece for piece, _ in each)}, ." for each in paragraphs)
    assert len(read(text).cited) == sum(count for each in paragraphs for _, count in each)


# --- hostile texts ---------------------------------------------------------------------------------------


def hostile() -> Iterator[str]:
    yield from ("[", "]", "^[", "[@a", "[@a]", "@a ", "@a [", "**a ", "[^1]", "[^1]: x\n\n", "$a ", "`", "``a ", "<!--")
    yield from (
        "> ",
        "- ",
        "::: {#refs}\n",
        "---\na: b\n",
        "```\n",
        "<div id=refs>",
        "(@a) x\n\n",
        "{#",
        "\\begin{a}\n",
    )


@pytest.mark.parametrize("piece", list(hostile()))
def test_hostile_texts_are_read(piece: str) -> None:
    text = piece * 500
    assert markdown.rewrite(read(text), Setting()) == text.encode()
