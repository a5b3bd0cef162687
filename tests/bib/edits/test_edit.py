"""Editing .bib files: the reader sees the change and nothing else, and no other byte differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from citekit.bib.bibfile.blocks import read_blocks
from citekit.bib.bibfile.tokens import tokenize
from citekit.bib.edits.edit import BibFile
from citekit.bib.entries.layout import learn
from citekit.errors import CitekitError, UnreadableError, UsageError
from citekit.findings import Source
from tests.shared import shared

_FILE = """% A file of ours.
@string{knopf = "Alfred A. Knopf"}

@Book{cohen1973,
  author    = {Cohen, Stephen F.},   % the editor's
  title     = "Bukharin and the {Bolshevik Revolution}",
  publisher = knopf # " and Co.",
  year      = 1973,
}

% about Deutscher
@book{deutscher1959, author = {Deutscher, Isaac}, title = {The Prophet Unarmed}, month = feb}
@article(nove1962,
\tAuthor = "Nove, Alec",
\tTitle = "Was Stalin Really Necessary?"
)
"""


def bib(text: str) -> BibFile:
    return BibFile(Source("a.bib", text))


def changed_lines(before: BibFile, after: BibFile) -> list[tuple[str, str]]:
    """Return the lines that differ, where no line was added or taken out."""
    pairs = list(zip(before.text.split("\n"), after.text.split("\n"), strict=True))
    return [pair for pair in pairs if pair[0] != pair[1]]


def seen(file: BibFile) -> dict[str, dict[str, str]]:
    """Return what the reader sees: the fields of each entry by key."""
    return {
        entry.key: {"@type": entry.type} | {name: field.value for name, field in entry.fields.items()}
        for entry in read_blocks(file.source).entries
    }


# --- fields -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "name", "value", "line"),
    [
        ("cohen1973", "author", "Cohen, S.", "  author    = {Cohen, S.},   % the editor's"),
        ("cohen1973", "TITLE", "Bukharin", '  title     = "Bukharin",'),
        ("cohen1973", "title", 'The "Old" Man', '  title     = {The "Old" Man},'),
        ("cohen1973", "title", '{"}Old{"}', '  title     = "{"}Old{"}",'),
        ("cohen1973", "publisher", "Vintage", '  publisher = "Vintage",'),
        ("cohen1973", "year", "1975", "  year      = 1975,"),
        ("cohen1973", "year", "ca. 1975", "  year      = {ca. 1975},"),
        ("nove1962", "Title", "A {B} C", '\tTitle = "A {B} C"'),
        ("nove1962", "author", "Ноув, А.", '\tAuthor = "Ноув, А.",'),
    ],
)
def test_a_value_is_set_in_the_delimiters_it_has(key: str, name: str, value: str, line: str) -> None:
    before = bib(_FILE)
    ((_, after),) = changed_lines(before, before.set_field(key, name, value))
    assert after == line


def test_a_name_of_a_string_stays_one() -> None:
    file = bib("@string{a = {A}} @string{b = {B}} @book{k, publisher = a, month = jan, note = a}")
    assert file.set_field("k", "publisher", "b").value("k", "publisher") == "b"
    assert file.set_field("k", "month", "feb").value("k", "month") == "feb"
    assert file.set_field("k", "note", "free").value("k", "note") == "{free}"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@book{k,\n  a = {x},\n  bcd = {y},\n}", "@book{k,\n  a = {x},\n  bcd = {y},\n  note = {n},\n}"),
        ("@book{k,\n  a   = {x},\n  bcd = {y}\n}", "@book{k,\n  a   = {x},\n  bcd = {y},\n  note = {n}\n}"),
        (
            "@book{k,\n  a    = {x},\n  bcde = {y},\n  f    = 1\n}",
            "@book{k,\n  a    = {x},\n  bcde = {y},\n  f    = 1,\n  note = {n}\n}",
        ),
        ("@book{k,\n  a =     {x},\n  bcd =   {y}\n}", "@book{k,\n  a =     {x},\n  bcd =   {y},\n  note =  {n}\n}"),
        ("@book{k, a={x}, b={y}}", "@book{k, a={x}, b={y}, note={n}}"),
        ("@book{k,a={x},b={y}}", "@book{k,a={x},b={y},note={n}}"),
        ("@book{k\n  , a = {x}\n  , b = {y}\n  }", "@book{k\n  , a = {x}\n  , b = {y}\n  , note = {n}\n  }"),
        ("@book{k,\r\n\ta = {x},\r\n\tb = {y},\r\n}", "@book{k,\r\n\ta = {x},\r\n\tb = {y},\r\n\tnote = {n},\r\n}"),
        ('@BOOK{k,\n AA = "x",\n B = "y"\n}', '@BOOK{k,\n AA = "x",\n B = "y",\n NOTE = "n"\n}'),
        ("@book{k,\n  Aa = {x},\n  Bb = {y}\n}", "@book{k,\n  Aa = {x},\n  Bb = {y},\n  Note = {n}\n}"),
        ("@book{k,\n    author = {x},\n      note2 = {y},\n        abc = {z}\n}", None),
        ("@book{k}", "@book{k,\n  note = {n}\n}"),
        ("@book{k,}", "@book{k,\n  note = {n}\n}"),
        ("@book(k, a = 1)", "@book(k, a = 1, note = {n})"),
        ("@book{k,\n  a = {x} % of a\n}", "@book{k,\n  a = {x}, % of a\n  note = {n}\n}"),
        ("@book{k,\n  a = {x}, % of a\n}", "@book{k,\n  a = {x}, % of a\n  note = {n},\n}"),
    ],
)
def test_a_new_field_looks_like_the_others(entry: str, expected: str | None) -> None:
    before = bib(f"{entry}\n")
    after = before.set_field("k", "note", "n")
    if expected is not None:
        assert after.text == f"{expected}\n"
    assert after.remove_field("k", "note").text == before.text or not before.entries[0].fields


def test_names_that_end_in_one_column_go_on_to() -> None:
    before = bib("@ARTICLE{k,\n   author = {x},\n    title = {y},\n  journal = {z},\n}\n")
    assert "\n     year = {1}," in before.set_field("k", "year", "1").text


def test_an_entry_with_one_field_takes_the_alignment_of_the_file() -> None:
    before = bib(
        "@book{a,\n  author    = {x},\n  publisher = {y},\n  year      = {1},\n}\n@book{k,\n  title     = {t},\n}\n"
    )
    assert "\n  note      = {n},\n" in before.set_field("k", "note", "n").text


@pytest.mark.parametrize(
    ("entry", "name", "expected"),
    [
        ("@book{k,\n  a = {x},\n  b = {y},\n}", "a", "@book{k,\n  b = {y},\n}"),
        ("@book{k,\n  a = {x},\n  b = {y},\n}", "b", "@book{k,\n  a = {x},\n}"),
        ("@book{k,\n  a = {x},\n  b = {y}\n}", "b", "@book{k,\n  a = {x}\n}"),
        ("@book{k,\r\n  a = {x},\r\n  b = {y}\r\n}", "a", "@book{k,\r\n  b = {y}\r\n}"),
        ("@book{k, a = {x}, b = {y}}", "a", "@book{k, b = {y}}"),
        ("@book{k, a = {x}, b = {y}}", "b", "@book{k, a = {x}}"),
        ("@book{k,\n  a = {x}, b = {y},\n  c = 1\n}", "a", "@book{k,\n  b = {y},\n  c = 1\n}"),
        ("@book{k\n , a = {x}\n , b = {y}\n , c = 1\n}", "b", "@book{k\n , a = {x}\n , c = 1\n}"),
        ("@book{k\n , a = {x}\n , b = {y}\n}", "a", "@book{k\n , b = {y}\n}"),
        ("@book{k,\n  a = {x}, % of a\n  b = {y}\n}", "a", "@book{k,\n  % of a\n  b = {y}\n}"),
        ("@book{k,\n  % above\n  a = {x},\n  b = {y}\n}", "a", "@book{k,\n  % above\n  b = {y}\n}"),
        ("@book{k, a = {x}, A = {y}, b = 1}", "a", "@book{k, b = 1}"),
    ],
)
def test_a_field_is_taken_out_with_its_line_and_without_comments(entry: str, name: str, expected: str) -> None:
    assert bib(f"{entry}\n").remove_field("k", name).text == f"{expected}\n"


@pytest.mark.parametrize(
    ("edit", "message", "hint"),
    [
        (lambda file: file.set_field("cohen73", "note", "x"), "no entry has the key 'cohen73'", "cohen1973"),
        (lambda file: file.set_field("cohen1973", "note", "a } b"), "unbalanced braces", "closes nothing"),
        (lambda file: file.set_field("cohen1973", "note", "a\\"), "a backslash ends 'a", "textbackslash"),
        (lambda file: file.set_field("cohen1973", "note", "a { b"), "unbalanced braces", "BibTeX counts"),
        (lambda file: file.set_field("cohen1973", "a b", "x"), "not the name of a field", ""),
        (lambda file: file.set_field("cohen1973", "date", "1973"), "'year', which is 'date'", "set 'year'"),
        (lambda file: file.remove_field("cohen1973", "tilte"), "no field 'tilte'", "title"),
        (lambda file: file.rename_entry("cohen1973", "nove1962"), "in use", ""),
        (lambda file: file.rename_entry("cohen1973", "a, b"), "not a key", "',' cannot stand"),
        (lambda file: file.rename_entry("cohen1973", ""), "not a key", "empty"),
        (lambda file: file.add_entry("book", "nove1962", {}), "in use", ""),
        (lambda file: file.add_entry("book", "x", {"a": "1"}, after="y"), "no entry has the key 'y'", ""),
        (lambda file: file.set_type("cohen1973", "string"), "cannot be a @string", ""),
    ],
)
def test_what_cannot_be_done_is_said(edit: object, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        edit(bib(_FILE))  # type: ignore[operator]
    assert message in caught.value.message
    assert hint.replace("closes nothing", "") in f"{caught.value.hint} {caught.value.message}"


def test_a_key_that_stands_twice_is_not_edited() -> None:
    file = bib("@book{a, title = {x}}\n@book{a, title = {y}}\n")
    with pytest.raises(UsageError, match="stands in lines 1 and 2"):
        file.set_field("a", "title", "z")


def test_an_entry_that_is_never_closed_is_not_edited() -> None:
    file = bib("@book{a, title = {x},\n\n@book{b, title = {y}}\n")
    with pytest.raises(UsageError, match="never closed"):
        file.set_field("a", "title", "z")
    assert seen(file.set_field("b", "title", "z"))["b"]["title"] == "z"


def test_the_later_of_two_fields_of_one_name_is_set_as_it_is_the_one_that_holds() -> None:
    file = bib("@book{a, title = {x}, title = {y}}").set_field("a", "title", "z")
    assert file.text == "@book{a, title = {x}, title = {z}}"


# --- entries ------------------------------------------------------------------------------------------------


def test_an_entry_is_added_as_the_others_are_written() -> None:
    file = bib("@Book{a,\n  author    = {x},\n  publisher = {y},\n}\n\n\n@Book{b,\n  title     = {z},\n}\n% end\n")
    added = file.add_entry("article", "c", {"author": "N", "title": "T", "journaltitle": "J"})
    assert added.text == file.text.replace(
        "\n% end", "\n\n\n@Article{c,\n  author    = {N},\n  title     = {T},\n  journaltitle = {J},\n}\n% end"
    )


def test_an_entry_is_added_behind_another_and_taken_out_again() -> None:
    file = bib(_FILE)
    added = file.add_entry("book", "new", {"title": "T", "month": "jan"}, after="cohen1973")
    assert list(seen(added)) == ["cohen1973", "new", "deutscher1959", "nove1962"]
    assert added.value("new", "month") == "jan"
    assert added.remove_entry("new").text == file.text


@pytest.mark.parametrize("text", ["", "% nothing yet\n", "\n", "@string{a = {b}}"])
def test_an_entry_is_added_to_a_file_without_entries(text: str) -> None:
    added = bib(text).add_entry("book", "a", {"title": "T"})
    assert added.text.startswith(text)
    assert seen(added) == {"a": {"@type": "book", "title": "T"}}
    assert added.text.endswith("}\n")


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("@book{a}\n\n@book{b}\n\n@book{c}\n", "b", "@book{a}\n\n@book{c}\n"),
        ("@book{a}\n\n@book{b}\n\n@book{c}\n", "c", "@book{a}\n\n@book{b}\n"),
        ("@book{a}\n\n@book{b}\n", "a", "@book{b}\n"),
        ("@book{a}\n", "a", ""),
        ("@book{a}\n% b's\n@book{b}\n\n@book{c}\n", "b", "@book{a}\n% b's\n\n@book{c}\n"),
        ("@book{a} @book{b} @book{c}", "b", "@book{a}  @book{c}"),
        ("@book{a}\n@book{b} % b's\n@book{c}\n", "b", "@book{a}\n % b's\n@book{c}\n"),
        ("@book{a}\r\n\r\n@book{b}\r\n\r\n@book{c}", "b", "@book{a}\r\n\r\n@book{c}"),
        ("@book{a}\n\n@book{b}", "b", "@book{a}"),
    ],
)
def test_an_entry_is_taken_out_with_its_blank_lines(text: str, key: str, expected: str) -> None:
    assert bib(text).remove_entry(key).text == expected


def test_a_type_keeps_its_capitals() -> None:
    file = bib("@BOOK{a}@Book{b}@book{c}")
    for key in "abc":
        file = file.set_type(key, "article")
    assert file.text == "@ARTICLE{a}@Article{b}@article{c}"


# --- encodings and the disk ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        "@book{a, title = {Ä}}\r\n".encode("latin-1"),
        b"\xef\xbb\xbf" + "@book{a, title = {Ä}}\n".encode(),
        b"\xff\xfe" + "@book{a, title = {Ä}}\n".encode("utf-16-le"),
        b"@book{a, title = {x}}",
        b"",
    ],
)
def test_bytes_stay_as_they_are(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(data)
    file = BibFile.read(path)
    assert file.bytes == data
    if data:
        edited = file.set_field("a", "title", "Ö")
        assert edited.set_field("a", "title", file.value("a", "title").strip("{}")).bytes == data  # type: ignore[union-attr]
        assert len(edited.bytes) == len(data) or b"{x}" in data


def test_a_character_that_the_encoding_does_not_have_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes("% é\n@book{a, title = {Ä}}\n".encode("latin-1"))
    with pytest.raises(UsageError, match="does not have 'ł'"):
        _ = BibFile.read(path).set_field("a", "title", "ł").bytes


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        BibFile.read(tmp_path / "none.bib")


# --- any file -----------------------------------------------------------------------------------------------

_TEXT = st.text(alphabet='ab Ä1{}"%@,=#\\\n\t', max_size=12)


@st.composite
def _values(draw: st.DrawFn) -> str:
    inner = draw(st.text(alphabet="ab Äß1,=@%\\'-", max_size=12))
    return draw(st.sampled_from((inner, f"{{{inner}}}", f"x {{{inner}}} y", f"\\emph{{{inner}}}")))


@st.composite
def files(draw: st.DrawFn) -> str:
    """Well formed .bib files of every layout."""
    end = draw(st.sampled_from(("\n", "\r\n")))
    blocks = []
    for number in range(draw(st.integers(1, 4))):
        between = draw(st.sampled_from((f",{end}  ", ", ", ",", f"{end}  , ", f",{end}\t")))
        gap = draw(st.sampled_from((" = ", "=", "   = ", " =\t")))
        fields = []
        for name in draw(st.lists(st.sampled_from(("title", "Author", "YEAR", "note", "x")), unique=True, max_size=4)):
            value = draw(_values())
            forms = [f"{{{value}}}", "1973", "jan", f'{{{value}}} # jan # "b"']
            forms += [f'"{value}"'] if '"' not in value else []
            fields.append(f"{name}{gap}{draw(st.sampled_from(forms))}")
        comma = draw(st.sampled_from(("", ",", f",{end}", end)))
        comment = draw(st.sampled_from(("", f"% a note{end}", f"@comment{{x}}{end}", f'@string{{s = "v"}}{end}')))
        space = draw(st.sampled_from((end, end * 2, "", f"{end}% by itself{end}{end}")))
        type_ = draw(st.sampled_from(("book", "Article")))
        body = "".join(between + one for one in fields)
        blocks.append(f"{comment}@{type_}{{k{number}{body}{comma}}}{space}")
    text = draw(st.sampled_from(("", f"% head{end}", "\ufeff"))) + "".join(blocks)
    assume(all(not getattr(block, "flaws", ()) for block in tokenize(text)))
    return text


@given(files(), st.data())
def test_setting_a_field_changes_that_field_alone(text: str, data: st.DataObject) -> None:
    file = bib(text)
    key = data.draw(st.sampled_from(file.keys()))
    name, value = data.draw(st.sampled_from(("title", "author", "year", "zzz"))), data.draw(_values())
    assume(not value.endswith("\\"))
    edited = file.set_field(key, name, value)
    expected = seen(file)
    expected[key][name] = value
    assert seen(edited) == expected
    old = file.value(key, name)
    back = edited.remove_field(key, name) if old is None else edited.set_raw(key, name, old)
    if old is not None or file.entry(key).fields:
        assert back.text == file.text
    assert edited.set_field(key, name, value).text == edited.text


@given(files(), st.data())
def test_taking_a_field_out_changes_that_field_alone(text: str, data: st.DataObject) -> None:
    file = bib(text)
    fields = [(key, name) for key, values in seen(file).items() for name in values if name != "@type"]
    assume(fields)
    key, name = data.draw(st.sampled_from(fields))
    expected = seen(file)
    del expected[key][name]
    assert seen(file.remove_field(key, name)) == expected


@given(files(), st.data())
def test_entries_come_and_go_alone(text: str, data: st.DataObject) -> None:
    file = bib(text)
    key = data.draw(st.sampled_from(file.keys()))
    expected = seen(file)
    assert seen(file.rename_entry(key, "other")) == {
        "other" if one == key else one: two for one, two in expected.items()
    }
    assert file.rename_entry(key, "other").rename_entry("other", key).text == text
    removed = seen(file.remove_entry(key))
    assert removed == {one: two for one, two in expected.items() if one != key}
    added = file.add_entry("misc", "new", [("title", data.draw(_values()).rstrip("\\"))], after=key)
    assert seen(added) | expected == seen(added)
    assert set(seen(added)) == {*expected, "new"}


@pytest.mark.parametrize(
    ("text", "left"),
    [("\ufeff@book{a}% a note\n@book{b}\n", "\ufeff % a note\n@book{b}\n"), ("x@book{a}y @book{b}", "x y @book{b}")],
)
def test_words_beside_an_entry_stay_apart_when_it_goes(text: str, left: str) -> None:
    assert bib(text).remove_entry("a").text == left


def test_no_field_is_added_behind_a_value_that_is_never_closed() -> None:
    file = bib('@book{a, title = {x}}\n1="}')
    with pytest.raises(UsageError, match="a value of the entry 'a' is never closed") as refused:
        file.set_field("a", "note", "")
    assert str(refused.value.where) == "a.bib:2:3"


@given(_TEXT, st.sampled_from(("title", "note")), _TEXT)
def test_any_text_at_all_is_edited_or_refused(text: str, name: str, value: str) -> None:
    file = bib(f"@book{{a, title = {{x}}}}\n{text}")
    try:
        edited = file.set_field("a", name, value)
    except CitekitError:
        return
    assert seen(edited)["a"][name] == value
    assert edited.text.endswith(text)


# --- the files that people have -----------------------------------------------------------------------------


def _cases() -> list[Path]:
    return sorted(shared("bib-cases").glob("*.bib"))


def test_every_case_is_written_as_it_was_read() -> None:
    for path in _cases():
        assert BibFile.read(path).bytes == path.read_bytes(), path


def test_every_field_of_the_cases_is_set_and_set_back() -> None:
    """Some thousand fields: the reader sees the new value, and the old file once it is set back."""
    done = 0
    for path in _cases():
        file = BibFile.read(path)
        before = seen(file)
        for entry in file.entries[:4]:
            key = file.key(entry)
            if entry.close < 0 or entry.flaws or file.keys().count(key) > 1:
                continue
            for one in entry.fields[:4]:
                name = file.text[one.name_start : one.name_end]
                edited = file.set_field(key, name, "New {value}")
                after = seen(edited)
                assert after[key].pop(name.lower()) == "New {value}"
                assert after == {
                    **before,
                    key: {field: text for field, text in before[key].items() if field != name.lower()},
                }
                assert edited.set_raw(key, name, file.value(key, name) or "").text == file.text
                done += 1
    assert done > 1000


def test_every_entry_of_the_cases_gains_and_loses_a_field() -> None:
    for path in _cases():
        file = BibFile.read(path)
        for entry in file.entries[:4]:
            key = file.key(entry)
            if entry.close >= 0 and file.keys().count(key) == 1:
                edited = file.set_field(key, "citekit-test", "x")
                assert edited.remove_field(key, "citekit-test").text == file.text, (path, key)


def test_every_layout_of_the_cases_is_learned() -> None:
    """An entry that is written again from what was learned of its file is mostly the same, character by character."""
    same = total = 0
    for path in _cases():
        file = BibFile.read(path)
        layout = learn(file.text, file.blocks)
        for entry in file.entries:
            fields = [
                (file.text[one.name_start : one.name_end], file.text[one.value_start : one.value_end])
                for one in entry.fields
            ]
            written = layout.entry(file.text[entry.type_start : entry.type_end], file.key(entry), fields)
            same += written == file.text[entry.start : entry.end]
            total += 1
    assert same / total > 0.55
