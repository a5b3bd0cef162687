"""The tokenizer: nothing of the text is lost, nothing raises, nothing hangs; what biber reads is read.

What biber makes of the texts in the tables was seen by running biber 2.18 (``biber --tool``) on each of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.bibfile.tokens import Comment, Entry, Preamble, String, Text, tokenize
from citekit.files import read_library_source
from tests.shared import shared

Fields = list[tuple[str, str]]


def entries(text: str) -> list[tuple[str, Fields]]:
    """Return the keys of the entries of *text*, and their fields with their values as they are written."""
    return [
        (
            text[block.key_start : block.key_end],
            [(text[one.name_start : one.name_end], text[one.value_start : one.value_end]) for one in block.fields],
        )
        for block in tokenize(text)
        if isinstance(block, Entry)
    ]


def flaws(text: str) -> list[tuple[str, str]]:
    """Return what is wrong in *text*: its kind, and what stands there."""
    return [(flaw.kind, text[flaw.start : flaw.end]) for block in tokenize(text) for flaw in block.flaws]


# --- what biber reads ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("@book{a, title = {T}}", [("a", [("title", "{T}")])]),
        ("@BOOK{a, TiTle = {T}}", [("a", [("TiTle", "{T}")])]),
        ('@book(a, title = {T (x)}, note = "z")', [("a", [("title", "{T (x)}"), ("note", '"z"')])]),
        ("@ book {a , title={T}}", [("a", [("title", "{T}")])]),
        ("@book\n{a,\ntitle\n=\n{T}\n}", [("a", [("title", "{T}")])]),
        ("@book{a,\r\n  title = {T},\r\n}", [("a", [("title", "{T}")])]),
        ("@book{a,\r  title = {T},\r}", [("a", [("title", "{T}")])]),
        ("@book{a}", [("a", [])]),
        ("@book{a,}", [("a", [])]),
        ('@book{a, title = {}, note = ""}', [("a", [("title", "{}"), ("note", '""')])]),
        ("@book{a, year = 1999, month = jan}", [("a", [("year", "1999"), ("month", "jan")])]),
        ("@book{a, note = {x {y {z {q {r {s}}}}}}}", [("a", [("note", "{x {y {z {q {r {s}}}}}}")])]),
        ('@book{a, note = "x {\\"o} {"} y"}', [("a", [("note", '"x {\\"o} {"} y"')])]),
        ('@book{a, note = "x" # y # {z}}', [("a", [("note", '"x" # y # {z}')])]),
        ("@book{a, x.y = {1}, no-te+a:b = {2}}", [("a", [("x.y", "{1}"), ("no-te+a:b", "{2}")])]),
        ("@2book{a, title={T}}@bo-ok:x{b, title={U}}", [("a", [("title", "{T}")]), ("b", [("title", "{U}")])]),
        ("@book{a}@book{b} @book{c}, @book{d}", [("a", []), ("b", []), ("c", []), ("d", [])]),
        ("x@book{a}", [("a", [])]),
        ("@book{a, note = {@book{x, y = {z}}}}", [("a", [("note", "{@book{x, y = {z}}}")])]),
        ("@book{a, note = {\n@book{x, y = {z}}\n}}", [("a", [("note", "{\n@book{x, y = {z}}\n}")])]),
    ],
)
def test_entries_and_fields(text: str, read: list[tuple[str, Fields]]) -> None:
    assert entries(text) == read
    assert all(kind == "text-between" for kind, _ in flaws(text))


@pytest.mark.parametrize(
    "key", ["a:b/c+d", "é.ü", "12", "12a", "a@b", "a&b!$*;<>?[]^_`|~", "DBLP:conf/x/Y", "назаренко2012"]
)
def test_keys(key: str) -> None:
    for text in (f"@book{{{key},}}", f"@book{{ {key} , title = {{T}}}}", f"@book({key})", f"@book{{{key}}}"):
        assert [found for found, _ in entries(text)] == [key]
        assert flaws(text) == []


@pytest.mark.parametrize("key", ["a'b", "a(b)", "a#b", 'a"b', "a\\b", "a b"])
def test_keys_that_biber_or_bibtex_cut_are_kept_whole_and_reported(key: str) -> None:
    text = f"@book{{{key}, title = {{T}}}}"
    assert entries(text) == [(key, [("title", "{T}")])]
    assert flaws(text) == [("odd-key", key)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("@book{a, title = {T} % c , year = 1\n, year = 2000}", [("title", "{T}"), ("year", "2000")]),
        ("@book{a, % x\n% title = {S},\n title = {T}}", [("title", "{T}")]),
        ("@book{a, title = {x} # % c\n{y}, note % d\n= % e\n{z}}", [("title", "{x} # % c\n{y}"), ("note", "{z}")]),
        ("@book % x\n{ % y\na % z\n, title={T}}", [("title", "{T}")]),
        ("@ % x\nbook{a , title={T}}", [("title", "{T}")]),
        ("@book{a, title = {x % y\nz}}", [("title", "{x % y\nz}")]),
        ('@book{a, title = "p % q\nr"}', [("title", '"p % q\nr"')]),
        ("@book{a, title = {T}, % last\n}", [("title", "{T}")]),
    ],
)
def test_comments_inside_entries(text: str, read: Fields) -> None:
    assert entries(text) == [("a", read)]
    assert flaws(text) == []


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("% @book{a, title={T}}\n@book{b}", ["b"]),
        ("some % @book{a, title={T}}\n@book{b}", ["b"]),
        ("@comment{@book{a, title={T}}}\n@book{b}", ["b"]),
        ("@Comment{\n@book{a,\n title={T}}\n@book{c}\n}\n@book{b}", ["b"]),
        ("@comment(@book{a, title={T}})\n@book{b}", ["b"]),
        ("@comment(a (b) { ) } c)\n@book{b}", ["b"]),
        ("@comment {jabref-meta: x:\\;y\\;z;}\n@book{b}", ["b"]),
        ("@comment @book{a, title={T}}\n@book{b}", ["b"]),
        ("@comment foo\n@book{b}", ["b"]),
        ("@comment\n@book{b}", ["b"]),
        ("write to me@example.org, or @home\n@book{b}", ["b"]),
        ('@string{s = "S"}\n@preamble{"p" # {q}}\n@book{b}', ["b"]),
    ],
)
def test_what_is_live(text: str, live: list[str]) -> None:
    assert [key for key, _ in entries(text)] == live


def test_an_entry_that_begins_behind_a_comment_without_braces_is_no_entry() -> None:
    text = "@comment @book{a,\n title = {T}}\n@book{b}"
    assert [key for key, _ in entries(text)] == ["b"]
    assert flaws(text) == [("comment-hides-entry", "@book{")]


def test_the_blocks_of_a_file() -> None:
    text = 'prose\n% note\n@comment{c}\n@string(s = "S" # t)\n@preamble{"p"}\n@misc{k, a = 1}\n'
    kinds = [type(block) for block in tokenize(text) if not isinstance(block, Text)]
    assert kinds == [Comment, String, Preamble, Entry]
    string = next(block for block in tokenize(text) if isinstance(block, String))
    (defined,) = string.fields
    assert text[defined.name_start : defined.name_end] == "s"
    assert [(piece.form, text[piece.start : piece.end]) for piece in defined.pieces] == [
        ("quoted", '"S"'),
        ("name", "t"),
    ]
    assert flaws(text) == []


def test_the_places_of_an_entry() -> None:
    text = '@book{key,\n  title = {T},\n  note = "a" # b % c\n}'
    (entry,) = tokenize(text)
    assert isinstance(entry, Entry)
    assert (text[entry.open], text[entry.close]) == ("{", "}")
    first, second = entry.fields
    assert (text[first.start : first.end], text[second.start : second.end]) == ("title = {T},", 'note = "a" # b')
    assert (first.form, second.form, second.comma) == ("braced", "joined", -1)


# --- what is broken -----------------------------------------------------------------------------------------

_NEXT = "\n@book{z, title = {Z}}\n"


@pytest.mark.parametrize(
    ("text", "read", "wrong"),
    [
        # a comma or "=" is missing, or there is one too many
        ("@book{a, title={U}\nyear = 2000}", [("title", "{U}"), ("year", "2000")], [("missing-comma", "\n")]),
        ("@book{a\n title = {T}}", [("title", "{T}")], [("missing-comma-behind-key", "\n")]),
        ("@book{a, title {U}, year = 1}", [("title", "{U}"), ("year", "1")], [("missing-equals", " ")]),
        ("@book{a,, title = {x},,}", [("title", "{x}")], [("extra-comma", ",")] * 2),
        ("@book{a, title = , note={z}}", [("title", ""), ("note", "{z}")], [("empty-value", "title")]),
        ("@book{a, title = {x} # , year = 1}", [("title", "{x}"), ("year", "1")], [("missing-piece", " ")]),
        # text that is no field
        ("@book{a, title = {a} {b}}", [("title", "{a}")], [("stray-text", "{b}")]),
        ("@book{a, , year 2000, note={z}}", [("note", "{z}")], [("extra-comma", ","), ("stray-text", "year 2000")]),
        ("@book{a, b, note={z}}", [("note", "{z}")], [("stray-text", "b")]),
        (
            "@book{a, title = two words, b={z}}",
            [("title", "two words"), ("b", "{z}")],
            [("unquoted-text", "two words")],
        ),
        # quotation marks
        ('@book{a, note = "A "b" c", b=1}', [("note", '"A "b" c"'), ("b", "1")], [("inner-quote", '"')] * 2),
        ('@book{a, title = "x \\"o y", b = 1}', [("title", '"x \\"o y"'), ("b", "1")], [("inner-quote", '"')]),
        ('@book{a, title = "x } y", b = 1}', [("title", '"x } y"'), ("b", "1")], [("brace-in-quotes", '"x } y"')]),
        ('@book{a, title = "{x", b = 1}', [("title", '"{x"'), ("b", "1")], [("brace-in-quotes", '"{x"')]),
        (
            '@book{a,\n note = "Foo,\n year = "2000",\n}',
            [("note", '"Foo'), ("year", '"2000"')],
            [("unclosed-quote", '"')],
        ),
        # braces
        (
            "@book{a,\n note = {F {o},\n b = {2000},\n}",
            [("note", "{F {o}"), ("b", "{2000}")],
            [("unclosed-brace", "{")],
        ),
        (
            "@book{a, note = {a \\} b}, b = {x}}",
            [("note", "{a \\} b}"), ("b", "{x}")],
            [("escaped-brace", "{a \\} b}")],
        ),
        (
            "@book{a, note = {a \\{ b}, b = {x}}",
            [("note", "{a \\{ b}"), ("b", "{x}")],
            [("escaped-brace", "{a \\{ b}")],
        ),
        ("@book{a, note = {a \\{ b}}", [("note", "{a \\{ b}")], [("escaped-brace", "{a \\{ b}")]),
        ("@book{a, title = {x}}, year = 2000}", [("title", "{x}"), ("year", "2000")], [("extra-delimiter", "}")]),
        ("@book{a, title = {x}} note = {z}}", [("title", "{x}"), ("note", "{z}")], [("extra-delimiter", "}")]),
        ("@book{a, title = {x})", [("title", "{x}")], [("other-delimiter", ")")]),
        ("@book(a, title = {x}}", [("title", "{x}")], [("other-delimiter", "}")]),
        ("@book{a, title = {x},", [("title", "{x}")], [("unclosed-entry", "{")]),
        ("@book{a, title={U, year = 2000}", [("title", "{U, year = 2000}")], [("unclosed-entry", "{")]),
        (
            "@book{a, title={U, year = {2000}",
            [("title", "{U"), ("year", "{2000}")],
            [("unclosed-brace", "{"), ("unclosed-entry", "{")],
        ),
        ("@book{a, title = {Foo", [("title", "{Foo")], [("unclosed-brace", "{"), ("unclosed-entry", "{")]),
        ('@book{a, title="U, year = 2000}', [("title", '"U, year = 2000')], [("unclosed-quote", '"')]),
    ],
)
def test_what_is_broken_is_told_and_what_can_be_read_is(
    text: str, read: Fields, wrong: Sequence[tuple[str, str]]
) -> None:
    assert entries(text + _NEXT) == [("a", read), ("z", [("title", "{Z}")])]
    assert flaws(text + _NEXT) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("@book{title = {T}}", ("missing-key", "{")),
        ("@book{, title = {T}}", ("missing-key", "{")),
        ("@book{}", ("missing-key", "{")),
    ],
)
def test_an_entry_without_a_key(text: str, wrong: tuple[str, str]) -> None:
    assert [key for key, _ in entries(text)] == [""]
    assert flaws(text) == [wrong]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("@book{y}\nThis is prose.", ("text-between", "This is prose.")),
        ("@book{y}\nbook{b, title = {T}}", ("lost-entry", "b")),
        ("@book{y}\n@book b, title = {T}}", ("lost-entry", "b")),
        ("@{b, title = {T}}", ("lost-entry", "b")),
        ("@book{y}}", ("text-like-data", "}")),
        ("title = {T}}", ("text-like-data", "title = {T}}")),
        ("@comment{foo {bar}", ("unclosed-comment", "@comment{foo {bar}")),
    ],
)
def test_what_stands_outside_of_entries(text: str, wrong: tuple[str, str]) -> None:
    assert flaws(text + _NEXT) == [wrong]
    assert entries(text + _NEXT)[-1] == ("z", [("title", "{Z}")])


@pytest.mark.parametrize("text", ["", "% c\n", "This file was made by hand.\n\nEncoding: Cp1252\n", "\ufeff"])
def test_what_may_stand_at_the_head_of_a_file(text: str) -> None:
    assert flaws(text + _NEXT) == []


def test_a_broken_entry_ends_where_the_next_begins_a_line() -> None:
    text = "@book{a, title={x\n@book{b, title={y}}\n  @book{c, title={z}}\n"
    assert [key for key, _ in entries(text)] == ["a", "b", "c"]


# --- any text -----------------------------------------------------------------------------------------------

_ODD = st.text(alphabet='@book{}()a,= "#\n%\\\t1-comentsrigp', max_size=120)


@given(st.one_of(st.text(), _ODD))
def test_the_blocks_cover_the_text(text: str) -> None:
    blocks = tokenize(text)
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert all(block.start < block.end for block in blocks)


@given(_ODD)
def test_places_stand_in_order(text: str) -> None:
    for block in tokenize(text):
        assert all(block.start <= flaw.start <= flaw.end <= len(text) for flaw in block.flaws)
        if not isinstance(block, Entry):
            continue
        places = [block.start, block.type_start, block.type_end, block.open, block.key_start, block.key_end]
        for one in block.fields:
            places += [one.name_start, one.name_end, one.value_start, one.value_end, one.end]
            pieces = [place for piece in one.pieces for place in (piece.start, piece.end)]
            assert pieces == sorted(pieces)
            assert not pieces or (pieces[0], pieces[-1]) == (one.value_start, one.value_end)
        places += [block.close] if block.close >= 0 else []
        assert places == sorted(places)
        assert places[-1] <= block.end


@pytest.mark.parametrize(
    "piece",
    [
        "{", "}", "@", '"', "@a{", "@a(", "@a{b,", "\n@a{b,", "@a{b,c={\n", '@a(b,c="\n', '@a{b,c="x}', '@a(b,c="{',
        "a=", "a={", "a=b,", 'a="x" y, ', "a={\\} x, ", "a={{{{{{x}}}}}},", ",", "},", "},a={x}", "a#", "{}#", "%@",
        "@%", "@\n%", " ", "\n", "%\n", "@comment{", "@comment(", "@comment ", "@string{a=", "a={x {,\nd={",
        "book{a,b=",
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["", "@a{b,", "@a{b,c={", '@a{b,c="'])
def test_no_text_takes_more_than_linear_time(piece: str, head: str) -> None:
    """A reader that takes time to the square would not be done with these before the day is over."""
    text = head + piece * 4000
    blocks = tokenize(text)
    assert blocks[-1].end == len(text)


# --- generated libraries ------------------------------------------------------------------------------------

_WORDS = st.lists(
    st.sampled_from(
        [
            "A",
            "b c",
            "x, y",
            '\\"{o}',
            "{Nested {deep}}",
            "see @home",
            "50\\% of",
            "a = b",
            "two\n   lines",
            "d'or",
            "% no",
        ]
    ),
    max_size=3,
).map(" ".join)
_VALUE = st.one_of(
    _WORDS.map("{{{}}}".format),
    _WORDS.map(lambda words: f'"{words.replace(chr(34), "")}"'),
    st.sampled_from(["1999", "jan", '"x" # jan # {y}', "{}"]),
)
_FIELDS = st.dictionaries(st.sampled_from("title author year note pages month".split()), _VALUE, max_size=4)


@st.composite
def an_entry(draw: st.DrawFn, key: str) -> tuple[str, Fields]:
    """Return an entry as it may be written, and its fields."""
    fields = list(draw(_FIELDS).items())
    opened, closed = draw(st.sampled_from([("{", "}"), ("(", ")")]))
    between, equals = draw(st.sampled_from([(",\n  ", " = "), (", ", "="), ("\n, ", "\t=\t"), (", % note\n", " = ")]))
    last = draw(st.sampled_from(["", "\n", ",\n"]))
    written = between.join([f"@book{opened}{key}", *(f"{name}{equals}{value}" for name, value in fields)])
    return f"{written}{last}{closed}\n", fields


_KEYS = ("k0", "k1", "k2", "k3")
_LIBRARY = st.tuples(*(an_entry(key) for key in _KEYS))


@given(_LIBRARY, st.sampled_from(["", "\n", "% comment\n", "@comment{ @book{x} }\n"]))
def test_every_entry_of_a_good_library_is_found(library: tuple[tuple[str, Fields], ...], between: str) -> None:
    text = between.join(written for written, _ in library)
    assert entries(text) == [(key, fields) for key, (_, fields) in zip(_KEYS, library, strict=True)]
    assert flaws(text) == []


@given(
    _LIBRARY,
    st.integers(0, 3),
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from(["", *'{}",@=()\n# a1\\'])), min_size=1, max_size=3),
)
def test_a_damaged_entry_harms_no_other(
    library: tuple[tuple[str, Fields], ...], chosen: int, edits: list[tuple[int, str]]
) -> None:
    texts = [written for written, _ in library]
    damaged = texts[chosen].rstrip("\n")
    for place, new in edits:
        at = place % len(damaged) if damaged else 0
        damaged = damaged[:at] + new + damaged[at + 1 :]
    texts[chosen] = f"{damaged}\n"
    read = entries("".join(texts))
    wanted = [(key, fields) for key, (_, fields) in zip(_KEYS, library, strict=True)]
    del wanted[chosen]
    assert all(entry in read for entry in wanted)
    rest = damaged.partition("%")[0]
    is_like_data = any(
        sign in rest for sign in "@{}"
    )  # parentheses and words alone may be prose, as at the head of files
    if len(read) < len(library) and library[chosen][1] and is_like_data and any(map(str.isalnum, rest)):
        assert flaws("".join(texts))


# --- what there is ------------------------------------------------------------------------------------------


def test_the_cases_are_covered_and_all_their_entries_found() -> None:
    cases = sorted(shared("bib-cases").glob("*.json"))
    assert cases
    for case in cases:
        text = read_library_source(case.with_suffix(".bib")).text
        assert "".join(text[block.start : block.end] for block in tokenize(text)) == text
        expected = json.loads(case.read_text("utf-8"))
        wanted = {item["id"] for item in expected.get("entries") or expected["csl"]}
        assert wanted <= {key for key, _ in entries(text)}, case.name
