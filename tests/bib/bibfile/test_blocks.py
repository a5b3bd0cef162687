"""Entries with their values put together; what is wrong is a finding with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.bibfile.blocks import RawEntry, RawField, read_blocks
from citekit.findings import Finding, Severity, Source, Span

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def values(text: str) -> dict[str, dict[str, str]]:
    """Return the values of the fields of each entry, by its key."""
    blocks = read_blocks(Source("a.bib", text))
    return {entry.key: {name: one.value for name, one in entry.fields.items()} for entry in blocks.entries}


def findings(text: str) -> list[Finding]:
    return read_blocks(Source("a.bib", text)).findings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("@book{a, f = {x}}", "x"),
        ('@book{a, f = "x"}', "x"),
        ("@book{a, f = 12}", "12"),
        ("@book{a, f = { x\n y }}", " x\n y "),
        ('@book{a, f = "a" # { b } # 3}', "a b 3"),
        ("@book{a, f = {}}", ""),
        ("@book{a, f = , g = 1}", ""),
        ("@book{a, f = {x \\} y}}", "x \\} y"),
        ('@book{a, f = "x \\"y\\" z"}', 'x \\"y\\" z'),
        # strings
        ('@string{s = "S"}\n@book{a, f = s}', "S"),
        ('@string{s = "S"}\n@book{a, f = S}', "S"),
        ('@string(s = "S")\n@STRING{t = s # { T}}\n@book{a, f = t # "!"}', "S T!"),
        ('@string{s = "S", t = "T"}\n@book{a, f = s # t}', "ST"),
        ('@string{s = "S"}\n@string{S = "later"}\n@book{a, f = s}', "later"),
        ("@book{a, f = mar}", "mar"),
        ('@string{mar = "März"}\n@book{a, f = mar}', "März"),
        ('@book{a, f = "15~" # aug}', "15~aug"),
    ],
)
def test_values(text: str, value: str) -> None:
    assert values(text)["a"]["f"] == value


def test_a_month_is_a_month_whatever_its_string_says() -> None:
    assert values('@string{jan = "Januar"}\n@book{a, month = jan}')["a"]["month"] == "jan"


def test_a_string_holds_from_where_it_stands_and_in_the_files_behind() -> None:
    text = '@string{s = "1"}\n@book{a, f = s}\n@string{s = "2"}\n@book{b, f = s}'
    assert [one["f"] for one in values(text).values()] == ["1", "2"]
    first = read_blocks(Source("a.bib", text))
    then = read_blocks(Source("b.bib", "@book{c, f = S}"), first.strings)
    assert (then.entries[0].fields["f"].value, then.findings) == ("2", [])


def test_types_and_names_are_in_lower_case_and_keys_as_they_are() -> None:
    (entry,) = read_blocks(Source("a.bib", "@BOOK{Key, TITLE = {T}}")).entries
    assert (entry.type, entry.key, list(entry.fields)) == ("book", "Key", ["title"])


def test_places_are_worked_out_when_asked() -> None:
    (entry,) = read_blocks(Source("a.bib", "\n\n@book{ key,\n  Title = {T}}")).entries
    assert entry.where == Span("a.bib", 3, 8, 11)
    assert entry.fields["title"].where == Span("a.bib", 4, 3, 8)
    assert RawField("title", "T").where == Span("")
    assert RawEntry("book", "a", {}).where == Span("")


@pytest.mark.parametrize(
    ("text", "rule", "severity", "place", "words"),
    [
        ("@book{a, f = zz}", "undefined-string", ERROR, (1, 14, 16), "the string 'zz' is not defined"),
        ("@string{knopf = {K}}\n@book{a, f = knpof}", "undefined-string", ERROR, (2, 14, 19), "'knpof'"),
        ("@book{a, f = 1999/2000}", "unquoted-text", WARNING, (1, 14, 23), "'1999/2000' has no braces"),
        ("@book{a, f = {x},\n f = {y}}", "duplicate-field", ERROR, (2, 2, 3), "the one in line 1 is left out"),
        ("@book{a, f = {x  y},\n F = {x y}}", "duplicate-field", WARNING, (2, 2, 3), "with the same value"),
        ("@book{a}\n@article{a}", "duplicate-key", ERROR, (2, 10, 11), "used again; first in line 1"),
        ("@book{a, f={x}}\n@book{a, f={y}}", "duplicate-key", ERROR, (2, 7, 8), "used again"),
        ("@book{a, f={x}}\n@book{a, f={x}}", "duplicate-key", WARNING, (2, 7, 8), "stands twice"),
        ("@book{a}\n@book{A}", "key-case", WARNING, (2, 7, 8), "'A' and 'a' differ only in capitals"),
        ("@book{a, f={x}\n g={y}}", "missing-comma", WARNING, (1, 15, 15), "before 'g'"),
        ("@book{a f={x}}", "missing-comma-behind-key", WARNING, (1, 8, 9), "after the key 'a'"),
        ("@book{a, f {x}}", "missing-equals", WARNING, (1, 11, 12), "after 'f'"),
        ("@book{f={x}}", "missing-key", ERROR, (1, 6, 7), "without a key"),
        ("@book{a, f={x},\n@book{b}", "unclosed-entry", ERROR, (1, 6, 7), "the entry 'a' is never closed"),
        ("@book{a, f={x\n@book{b}", "unclosed-brace", ERROR, (1, 12, 13), "in the entry 'a' is never closed"),
        ('@book{a, f="x}\n@book{b}', "unclosed-quote", ERROR, (1, 12, 13), "in the entry 'a' is never closed"),
        ('@book{a, f="x}"}', "brace-in-quotes", ERROR, (1, 12, 16), "do not match"),
        ("@book{a, f={x} y z}", "stray-text", ERROR, (1, 16, 19), "'y z' in the entry 'a'"),
        ("@book{a}\nprose", "text-between", WARNING, (2, 1, 6), "'prose'"),
        ("book{a, f={x}}", "lost-entry", ERROR, (1, 6, 7), "looks like the entry 'a'"),
        ('"book(a\n, f\t=\tjan)', "lost-entry", ERROR, (1, 7, 8), "looks like the entry 'a'"),
        ("@book{a, f={x\x01y}}", "control-character", WARNING, (1, 14, 15), "U+0001"),
        ("@book{a, f={x\0y}}", "control-character", WARNING, (1, 14, 15), "U+0000"),
        ("@book{a, f={x\ufffdy}}", "control-character", WARNING, (1, 14, 15), "a character was lost"),
        ("@book{a,\r\n f={x},\r\n}\n", "mixed-line-ends", WARNING, (3, 2, 2), "does not end in CR LF"),
    ],
)  # fmt: skip
def test_findings(text: str, rule: str, severity: Severity, place: tuple[int, int, int], words: str) -> None:
    found = [one for one in findings(text) if one.rule == rule]
    assert [(one.severity, one.where) for one in found] == [(severity, Span("a.bib", *place))]
    assert words in found[0].message
    assert found[0].hint


@pytest.mark.parametrize("text", ["@book{a, f={x\n@book{b}", '@book{a, f={y}, g="x\n', "@book{a, f={x"])
def test_one_thing_left_open_is_one_error(text: str) -> None:
    assert [one.rule for one in findings(text) if one.severity is ERROR] in (["unclosed-brace"], ["unclosed-quote"])


def test_line_ends_of_one_kind_are_no_matter() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert findings(f"@book{{a,{end} f = {{x}},{end}}}{end}") == []


def test_lines_are_counted_whatever_ends_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        (finding,) = findings(f"@book{{a,{end} f = zz,{end}}}{end}")
        assert (finding.where.line, finding.where.column) == (2, 6)


def test_a_byte_order_mark_is_reported() -> None:
    (finding,) = read_blocks(Source("a.bib", "@book{a}", "utf-8", b"\xef\xbb\xbf")).findings
    assert (finding.rule, finding.severity) == ("byte-order-mark", WARNING)


def test_of_a_field_that_stands_twice_the_later_holds() -> None:
    assert values("@book{a, f = {x}, f = {y}}") == {"a": {"f": "y"}}


def test_of_an_entry_that_stands_twice_the_first_holds() -> None:
    assert values("@book{a, f = {x}}\n@book{a, f = {y}}") == {"a": {"f": "x"}}


def test_findings_get_the_key_of_the_entry_they_stand_in() -> None:
    text = "@book{a,\n f = {x}}\nprose\n@book{b, f = zz}\n@book{c,\n g = {y}}\n"
    blocks = read_blocks(Source("a.bib", text))
    places = [Span("a.bib", line, 2, 3) for line in range(1, 7)]
    found = [Finding("any", "thing", where) for where in (*places, Span("a.bib"), Span("b.bib", 1, 2, 3))]
    assert [one.key for one in blocks.attributed(found)] == ["a", "a", "", "b", "c", "c", "", ""]


@given(st.text(alphabet='@book{}()a,= "#\n%\\\t1-comentsrigp\0\r\ufeff', max_size=100))
def test_any_text_gives_blocks(text: str) -> None:
    blocks = read_blocks(Source("a.bib", text))
    assert len({entry.key for entry in blocks.entries}) == len(blocks.entries)
    for finding in blocks.findings:
        assert finding.message
        assert finding.where.line
