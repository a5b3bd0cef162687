"""Documents of pandoc's: what is read of their JSON, and what is put into it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit import documents
from citekit.documents import pandoc
from citekit.documents.manuscript import Manuscript, Selection, SetCited, Setting
from citekit.errors import UnreadableError
from citekit.model import Bibliography, BibliographyEntry, Citation, Cite, Key, Locator
from citekit.richtext import ITALIC, SUPERSCRIPT, Format, Inlines, Styled, plain
from citekit.values import replace

Node = dict[str, Any]


def words(text: str) -> list[Node]:
    found: list[Node] = []
    for index, word in enumerate(text.split(" ")):
        found += [{"t": "Space"}] if index else []
        found += [{"t": "Str", "c": word}] if word else []
    return found


def one_cite(key: str, mode: str = "NormalCitation", prefix: str = "", suffix: str = "") -> Node:
    return {
        "citationId": key,
        "citationPrefix": words(prefix),
        "citationSuffix": words(suffix),
        "citationMode": {"t": mode},
        "citationNoteNum": 1,
        "citationHash": 0,
    }


def cite(*citations: Node) -> Node:
    return {"t": "Cite", "c": [list(citations), words("[@…]")]}


def para(*nodes: Node | str) -> Node:
    return {"t": "Para", "c": [each for one in nodes for each in (words(one) if isinstance(one, str) else [one])]}


def note(*blocks: Node) -> Node:
    return {"t": "Note", "c": list(blocks)}


def refs(identity: str = "refs", *attributes: list[str]) -> Node:
    return {"t": "Div", "c": [[identity, ["own"], list(attributes)], [para("old")]]}


def document(*blocks: Node, **meta: Node) -> Node:
    return {"pandoc-api-version": [1, 22, 2, 1], "meta": meta, "blocks": list(blocks)}


def read(*blocks: Node, **meta: Node) -> Manuscript:
    return pandoc.read("d.ast", json.dumps(document(*blocks, **meta)).encode())


def rewritten(one: Manuscript, *made: SetCited, **more: Any) -> Node:
    written: Node = json.loads(pandoc.rewrite(one, Setting(made, **more)))
    return written


SHOWN: dict[str, Callable[[Any], str]] = {
    "Str": str,
    "Space": lambda _: " ",
    "Cite": lambda content: text_of(content[1]),
    "Note": lambda content: f"{{{text_of(content)}}}",
    "Div": lambda content: f"<{content[0][0]}{''.join(f'.{one}' for one in content[0][1])} {text_of(content[1])}>",
    "Span": lambda content: f"<{''.join(f'.{one}' for one in content[0][1])} {text_of(content[1])}>",
    "Header": lambda content: f"# {text_of(content[2])}\n",
    "Link": lambda content: f"<{content[2][0]} {text_of(content[1])}>",
    "Para": lambda content: f"{text_of(content)}\n",
    "Emph": lambda content: f"*{text_of(content)}*",
    "Superscript": lambda content: f"^{text_of(content)}^",
}


def text_of(node: Any) -> str:
    """Return what a document says, notes in braces and divs and spans in brackets, with their ids and classes."""
    if isinstance(node, list):
        return "".join(map(text_of, node))
    return text_of(node["blocks"]) if "blocks" in node else SHOWN.get(node["t"], text_of)(node.get("c"))


# --- read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "mode", "cites"),
    [
        (cite(one_cite("a", suffix=", pp. 3–4")), "", [Cite(Key("a"), Locator("page", "3–4"))]),
        (cite(one_cite("a", suffix=", p.\u00a03 so")), "", [Cite(Key("a"), Locator("page", "3"), suffix=(" so",))]),
        (cite(one_cite("a", "AuthorInText", suffix="p. 3")), "composite", [Cite(Key("a"), Locator("page", "3"))]),
        (cite(one_cite("a", "AuthorInText", suffix="and so")), "composite", [Cite(Key("a"), suffix=(", and so",))]),
        (cite(one_cite("a", suffix="{ii, iv} x")), "", [Cite(Key("a"), Locator("page", "ii, iv"), suffix=(" x",))]),
        (cite(one_cite("a", suffix=" and more")), "", [Cite(Key("a"), suffix=(" and more",))]),
        (
            cite(one_cite("a", prefix="see"), one_cite("b", "SuppressAuthor")),
            "",
            [Cite(Key("a"), prefix=("see ",)), Cite(Key("b"), form="suppress-author")],
        ),
    ],
)
def test_citations(node: Node, mode: str, cites: list[Cite]) -> None:
    (cited,) = read(para("So", node)).cited
    assert cited.citation == Citation(tuple(cites), mode=mode)  # type: ignore[arg-type] # one of the modes


def test_affixes_keep_their_formats() -> None:
    citation = one_cite("a")
    citation["citationSuffix"] = [*words(", p. 3, "), {"t": "Emph", "c": words("so")}, cite(one_cite("b"))]
    (cited,) = read(para(cite(citation))).cited
    assert cited.citation.cites[0].suffix == (", ", Styled(("so",), ITALIC), "[@…]")


def test_places_count_citations_notes_and_lists_in_the_order_of_reading() -> None:
    one = read(
        para("A ", cite(one_cite("a")), note(para("See ", cite(one_cite("b")), ".")), ", so"),
        {"t": "BulletList", "c": [[para(cite(one_cite("c")))], [refs()]]},
        title={"t": "MetaInlines", "c": [cite(one_cite("t"))]},
        nocite={"t": "MetaInlines", "c": [cite(one_cite("n"))]},
    )
    assert [(each.place.start, each.note, each.citation.cites[0].key) for each in one.cited] == [
        (0, "", "t"),
        (1, "", "a"),
        (3, "2", "b"),
        (4, "", "c"),
    ]
    (found,) = one.notes
    assert (found.identity, found.number, found.marks[0].start, found.body.start, found.body.end) == ("2", "1", 2, 3, 4)
    assert found.parts == (("See ",), one.cited[2].citation, (".",))
    assert [place.place.start for place in one.lists] == [5]
    assert [(each.before, each.after) for each in one.cited[1:3]] == [("A ", ", so"), ("See ", ".")]
    assert one.asked.uncited == ("n",)


def test_metadata() -> None:
    meta: dict[str, Node] = {
        "bibliography": {"t": "MetaList", "c": [
            {"t": "MetaString", "c": "a.bib"}, {"t": "MetaInlines", "c": words("b.bib")}
        ]},
        "csl": {"t": "MetaInlines", "c": words("apa.csl")},
        "lang": {"t": "MetaInlines", "c": words("de-AT")},
        "nocite": {"t": "MetaBlocks", "c": [para(cite(one_cite("x y")), ", ", cite(one_cite("*")))]},
        "suppress-bibliography": {"t": "MetaBool", "c": True},
        "references": {"t": "MetaList", "c": [{"t": "MetaMap", "c": {
            "id": {"t": "MetaInlines", "c": words("own")},
            "title": {"t": "MetaInlines", "c": [{"t": "Emph", "c": words("Own work")}]},
            "issued": {"t": "MetaInlines", "c": words("2003-04")},
            "author": {"t": "MetaList", "c": [{"t": "MetaMap", "c": {"family": {"t": "MetaString", "c": "Aa"}}}]},
        }}]},
    }  # fmt: skip
    one = read(para("x"), **meta)
    assert (one.asked.bib, one.asked.style, one.asked.language) == (("a.bib", "b.bib"), "apa.csl", "de-AT")
    assert (set(one.asked.uncited), one.asked.listed) == ({"*", "x y"}, False)
    own = one.references.references[Key("own")]
    assert own.texts["title"] == (Styled(("Own work",), ITALIC),)
    assert (own.dates["issued"].start, own.names["author"][0].family) == ((2003, 4), "Aa")


def test_cross_references_stay() -> None:
    one = read(para(cite(one_cite("fig-x")), cite(one_cite("a"))))
    assert [each.citation.cites[0].key for each in one.cited] == ["a"]
    assert text_of(rewritten(one, SetCited(("A",)))) == "[@…]A\n"


@pytest.mark.parametrize(
    ("identity", "attributes", "selection"),
    [
        ("refs", [], Selection()),
        ("refs-primary", [], Selection(keywords=("primary",))),
        ("refs-b", [["type", "book"], ["title", "Books"]], Selection("Books", ("book",))),
    ],
)
def test_places_of_bibliographies(identity: str, attributes: list[list[str]], selection: Selection) -> None:
    (place,) = read(refs(identity, *attributes)).lists
    assert place.selection == selection


# --- written ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "made", "result"),
    [
        ("So ", ". On", SetCited(("A 3",)), "So A 3. On"),
        ("So ", ". On", SetCited((), ("N.",)), "So.{N.\n} On"),
        ("So ", ".” On", SetCited((), ("N.",)), "So.”{N.\n} On"),
        ("So ", " on", SetCited((), ("N.",)), "So{N.\n} on"),
        ("So ", "’s", SetCited((), ("N.",)), "So{N.\n}’s"),
        ("As ", ", so", SetCited(("Ann",), ("N.",)), "As Ann,{N.\n} so"),
        ("As ", ". So", SetCited(("A al.",), ("N.",)), "As A al.{N.\n} So"),
        ("So ", ". On", SetCited(("A et al.",)), "So A et al. On"),
        ("So ", "... On", SetCited(("A al.",)), "So A al.... On"),
        ("So ", ". On", SetCited((Styled(("1",), SUPERSCRIPT),)), "So^1^. On"),
        ("So ", " on", SetCited((("A ", Styled(("B",), ITALIC))[0], Styled(("B",), ITALIC))), "So A *B* on"),
        ("So ", " on", SetCited(), "So [@…] on"),
        ("", ", on", SetCited((), ("N.",)), ",{N.\n} on"),
    ],
)
def test_citations_are_set_with_their_punctuation(before: str, after: str, made: SetCited, result: str) -> None:
    one = read(para(before, cite(one_cite("a")), after))
    assert text_of(rewritten(one, made)) == f"{result}\n"


def test_stops_stay_where_the_metadata_says_so() -> None:
    one = read(para("So ", cite(one_cite("a")), "."), **{"notes-after-punctuation": {"t": "MetaBool", "c": False}})
    assert text_of(rewritten(one, SetCited((), ("N.",)))["blocks"]) == "So{N.\n}.\n"


def test_neighbouring_citations() -> None:
    one = read(para("So ", cite(one_cite("a")), " ", cite(one_cite("b")), "."))
    assert text_of(rewritten(one, SetCited((), ("A",)), SetCited((), ("B",)))) == "So{A\n}.{B\n}\n"


def entries(*keys: str) -> Bibliography:
    return Bibliography(tuple(BibliographyEntry(Key(key), (key.upper(),)) for key in keys), hanging_indent=True)


def test_divs_are_filled() -> None:
    one = read(para(cite(one_cite("a"))), refs(), refs("refs-b", ["title", "Bs"]))
    made = rewritten(one, SetCited(("A",)), lists=(entries("a", "b"), replace(entries("b"), title="Bs")))
    assert text_of(made["blocks"][1:]) == (
        "<refs.own.references.csl-bib-body.hanging-indent <ref-a.csl-entry A\n><ref-b.csl-entry B\n>>"
        "<refs-b.own.references.csl-bib-body.hanging-indent # Bs\n<ref-b-2.csl-entry B\n>>"
    )


def test_a_div_with_citations_in_it_keeps_them() -> None:
    div = refs()
    div["c"][1] = [para("As ", cite(one_cite("a")))]
    made = rewritten(read(div), SetCited(("A",)), lists=(entries("e"),))
    assert text_of(made).endswith("<ref-e.csl-entry E\n>As A\n>")


def test_a_bibliography_without_a_place_is_appended_under_the_title_that_is_asked_for() -> None:
    cited = para(cite(one_cite("a")))
    made = rewritten(read(cited), SetCited(("A",)), lists=(entries("a"),))
    listed = "<refs.references.csl-bib-body.hanging-indent <ref-a.csl-entry A\n>>"
    assert text_of(made["blocks"]) == f"A\n{listed}"
    title = {"reference-section-title": {"t": "MetaInlines", "c": words("Works")}}
    assert (
        text_of(rewritten(read(cited, **title), SetCited(("A",)), lists=(entries("a"),))["blocks"])
        == f"A\n# Works\n{listed}"
    )


def test_margins_and_annotations_of_entries() -> None:
    content = (Styled(("[1]",), Format(display="left-margin")), Styled(("A.",), Format(display="right-inline")))
    bibliography = Bibliography((BibliographyEntry(Key("a"), content, ("On bees.",)),))
    made = rewritten(read(refs()), lists=(bibliography,))
    assert text_of(made).endswith("<.csl-left-margin [1] ><.csl-right-inline A.>\nOn bees.\n>>")


def test_single_citations_link_to_their_entries() -> None:
    link = {"link-citations": {"t": "MetaBool", "c": True}}
    one = read(para(cite(one_cite("a")), " ", cite(one_cite("a"), one_cite("b")), " ", cite(one_cite("c"))), **link)
    made = rewritten(one, *[SetCited((text,)) for text in ("A", "A; B", "C")], lists=(entries("a", "b"),))
    assert text_of(made["blocks"][0]) == "<#ref-a A> A; B C\n"


def test_bodies_of_notes_are_put_in_whole() -> None:
    one = read(para("So", note(para("See ", cite(one_cite("a"))), para("More"))))
    assert text_of(rewritten(one, SetCited(), notes={"0": ("New.",)})) == "So{New.\n}\n"


def without_cites(node: Any) -> Any:
    if isinstance(node, dict):
        return (
            {"t": "Cite"} if node.get("t") == "Cite" else {name: without_cites(value) for name, value in node.items()}
        )
    return [without_cites(one) for one in node] if isinstance(node, list) else node


def test_all_else_stays() -> None:
    whole = document(
        para("So ", cite(one_cite("a")), " on"), {"t": "HorizontalRule"}, x={"t": "MetaString", "c": "é\ud83d"[:1]}
    )
    before = copy.deepcopy(whole)
    one = pandoc.read("d.ast", json.dumps(whole).encode())
    made = rewritten(one, SetCited(("A",)))
    assert without_cites(made) == without_cites(before)
    assert made["blocks"][0]["c"][2]["c"][0] == before["blocks"][0]["c"][2]["c"][0]


# --- any and hostile input -------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["Str", "Cite", "a", "refs"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["t", "c", "citationId", "citationMode"]), inner, max_size=4)
    | st.builds(lambda name, content: {"t": name, "c": content}, st.sampled_from(
        ["Cite", "Note", "Div", "Para", "Str", "Quoted", "Link", "Span", "MetaMap", "MetaList", "MetaInlines", "Code"]
    ), inner),
    max_leaves=25,
)  # fmt: skip
META = st.dictionaries(st.sampled_from(["bibliography", "nocite", "references", "lang", "title"]), JSON, max_size=3)


@given(st.lists(JSON, max_size=4), META)
def test_whatever_it_holds_a_document_is_read(blocks: list[Any], meta: dict[str, Any]) -> None:
    data = json.dumps({"pandoc-api-version": [1, 23], "meta": meta, "blocks": blocks}).encode()
    one = pandoc.read("d.ast", data)
    assert pandoc.rewrite(one, Setting()) == data
    made = pandoc.rewrite(one, Setting(tuple(SetCited(("A.",), ("N",)) for _ in one.cited), lists=(entries("a"),)))
    assert isinstance(json.loads(made), dict)


@given(st.binary(max_size=100) | st.text(alphabet='{}[]",:tc1 ', max_size=60).map(str.encode))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableError):
        pandoc.read("d.ast", data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "nothing is in it"),
        (b"{}", "no 'pandoc-api-version'"),
        (b"[]", "no 'pandoc-api-version'"),
        (b'{"pandoc-api-version": [1, 17], "meta": {}, "blocks": []}', "a version that is not read: 1.17"),
        (b'{"pandoc-api-version": 3, "meta": {}, "blocks": []}', "a version that is not read: 3"),
        (b'{"pandoc-api-version": [1, 23], "blocks": {}}', "no 'meta' or no 'blocks'"),
        (b'{"pandoc-api-version": [1, 23], "meta": {}, "blocks": ' + b"[" * 100_000, "nested too deeply"),
        (
            b'{"pandoc-api-version": [1, 23], "meta": {}, "blocks": ' + b"[" * 500 + b"]" * 500 + b"}",
            "nested too deeply",
        ),
        (b'{"pandoc-api-version": [1, 23], "meta": {}, "blocks": [', "not valid JSON"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message.replace("[", r"\[")) as caught:
        pandoc.read("d.ast", data)
    assert caught.value.where is not None


def test_a_document_is_known_by_how_it_begins() -> None:
    data = json.dumps(document()).encode()
    assert documents.format_of("-", data).NAME == "pandoc"
    assert pandoc.fits(b'{"blocks":[],"pandoc-api-version":[1,22],"meta":{}}')
    assert not pandoc.fits(b'{"blocks":[]}')
    assert not pandoc.fits(b'[{"id": "a", "title": "pandoc-api-version"}]')


def test_texts_of_all_kinds() -> None:
    node = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, words("so")]}
    citation = one_cite("a")
    citation["citationPrefix"] = [
        node,
        {"t": "Code", "c": [["", [], []], "x"]},
        {"t": "Math", "c": [{"t": "InlineMath"}, "y"]},
    ]
    (cited,) = read(para(cite(citation))).cited
    made: Inlines = cited.citation.cites[0].prefix
    assert plain(made) == "“so”xy "
