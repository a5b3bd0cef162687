"""Rules of entries: how they are written, what they lack, what they name."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.findings import Severity
from tests.checks.references.libraries import entry, mended, places, problems

FULL = "author = {Ann Lee}, title = {Tides}, date = {1990}"


# --- syntax ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@book{a, title = {T} year = {1990}}\n", "@book{a, title = {T}, year = {1990}}\n"),
        ("@book{a\n title = {T}, year = {1990}}\n", "@book{a,\n title = {T}, year = {1990}}\n"),
        ("@book{a, title {T}, year = {1990}}\n", "@book{a, title = {T}, year = {1990}}\n"),
        ("@book{a, title = {T},, year = {1990}}\n", "@book{a, title = {T}, year = {1990}}\n"),
        ("@book{a, title = {T}}, year = {1990}}\n", "@book{a, title = {T}, year = {1990}}\n"),
        ("@book{a, title = {T}, year = {1990})\n", "@book{a, title = {T}, year = {1990}}\n"),
        ("@book(a, title = {T}, year = {1990}}\n", "@book(a, title = {T}, year = {1990})\n"),
        ("@book{a, title = , year = {1990}}\n", "@book{a, year = {1990}}\n"),
        ("@book{a, year = {1990}, title =\n}\n", "@book{a, year = {1990}, }\n"),
        ("@book{a, title = Tides of May, year = {1990}}\n", "@book{a, title = {Tides of May}, year = {1990}}\n"),
        ("@book{a, pages = 12--13, year = {1990}}\n", "@book{a, pages = {12--13}, year = {1990}}\n"),
    ],
)
def test_syntax_is_mended_as_it_was_read(tmp_path: Path, text: str, expected: str) -> None:
    assert len(problems(tmp_path, text, "repaired-syntax")) == 1
    assert mended(tmp_path, text, "repaired-syntax") == expected


@pytest.mark.parametrize(
    "text",
    [
        '@book{a, title = "so "they" say", year = {1990}}\n',
        "@book{a, title = {a \\{ b}, year = {1990}}\n",
        "@book{a b, title = {T}, year = {1990}}\n",
        "@comment{ never closed\n@book{a, year = {1990}}\n",
        "@comment @book{a, year = {1990}}\n",
        "@book{a, title = {T} #, year = {1990}}\n",
    ],
)
def test_what_may_mean_this_or_that_is_told_and_left(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text, "repaired-syntax")
    assert mended(tmp_path, text, "repaired-syntax") == text


@pytest.mark.parametrize(
    ("rule", "text", "expected", "severity"),
    [
        ("broken-entry", "@book{a, title = {T\n", ["{"], Severity.ERROR),
        ("broken-entry", "@book{a, title = {T} publisher}\n", ["publisher"], Severity.ERROR),
        ("text-between-entries", "@book{a, year=1}\nhello\n@book{b, year=1}\n", ["hello"], Severity.HINT),
        ("repeated-field", "@book{a, year = 1990, year = {1990}}\n", ["year"], Severity.WARNING),
        ("repeated-field", "@book{a, year = 1990, year = {1991}}\n", ["year"], Severity.ERROR),
        ("repeated-field", "@book{a, Year = 1990, YEAR = {1991}}\n", ["YEAR"], Severity.ERROR),
        ("duplicate-key", "@book{a, year = 1}\n@book{a, year = 2}\n", ["a"], Severity.ERROR),
        ("duplicate-key", "@book{a, year = 1}\n@book{a, year = 1}\n", ["a"], Severity.WARNING),
        ("key-case", "@book{a, year = 1}\n@book{A, year = 2}\n", ["A"], Severity.WARNING),
        ("undefined-string", "@book{a, publisher = oup}\n", ["oup"], Severity.ERROR),
        ("undefined-string", '@book{a, publisher = oup # " and others"}\n', ["oup"], Severity.ERROR),
        ("undefined-string", "@string{oup = {OUP}}\n@book{a, publisher = oup, month = jan}\n", [], Severity.ERROR),
        ("unknown-type", "@bok{a, year = 1}\n", ["a"], Severity.WARNING),
        ("unknown-type", "@blog-post{a, year = 1}\n@oralhistory{b, year = 1}\n", [], Severity.WARNING),
        ("control-character", "@book{a, title = {T\x01}}\n", ["\x01"], Severity.WARNING),
        ("control-character", "@book{a, title = {T\ufffd}}\n", ["\ufffd"], Severity.WARNING),
        ("file-encoding", "% Encoding: latin1\n@book{a, title = {Tür}}\n", ["ü"], Severity.WARNING),
        ("file-encoding", "% Encoding: latin1\n@book{a, title = {Tor}}\n", [], Severity.WARNING),
        ("mixed-line-ends", "@book{a,\n year = 1,\r\n month = 2\n}\n", ["\r"], Severity.HINT),
        ("mixed-line-ends", "@book{a,\r\n year = 1\r\n}\r\n", [], Severity.HINT),
    ],
)
def test_what_the_reader_finds_is_told_at_its_place(
    tmp_path: Path, rule: str, text: str, expected: list[str], severity: Severity
) -> None:
    found = problems(tmp_path, text, rule)
    assert [(one.code[:2], one.severity) for one in found] == [("CK", severity)] * len(expected)
    if rule != "mixed-line-ends":
        assert places(tmp_path, text, rule) == expected


def test_a_control_character_is_taken_out_and_a_lost_one_left(tmp_path: Path) -> None:
    text = "@book{a, title = {T\x01i\ufffdes}}\n"
    assert mended(tmp_path, text, "control-character") == "@book{a, title = {Ti\ufffdes}}\n"


@pytest.mark.parametrize(
    ("name", "text", "severity"),
    [
        ("a.json", "{", Severity.ERROR),
        ("a.json", '[{"type": "book"}]', Severity.ERROR),
        ("a.json", '[{"id": "a", "type": "book", "author": "Ann Lee"}]', Severity.WARNING),
        ("a.yaml", "references:\n- type: book\n  title: Tides\n", Severity.ERROR),
        ("a.yaml", "references:\n- id: a\n\t type: book\n", Severity.ERROR),
        ("a.ris", "AU  - Lee, Ann\nER  - \n", Severity.WARNING),
        ("a.ris", "TY  - BOOK\nAU  - Lee, Ann\nPY  - 19999/45\nER  - \n", Severity.WARNING),
        ("a.ris", "TY  - BOOK\nAU  - Lee, Ann\nQQ  - 3\nER  - \n", Severity.HINT),
    ],
)
def test_other_formats_are_told_of_as_well(tmp_path: Path, name: str, text: str, severity: Severity) -> None:
    assert {one.severity for one in problems(tmp_path, text, "unreadable-reference", name=name)} == {severity}


@pytest.mark.parametrize(("text", "count"), [("nothing\n", 1), ("% a comment\n", 1), ("@string{a = {b}}\n", 0)])
def test_a_file_without_references(tmp_path: Path, text: str, count: int) -> None:
    assert len(problems(tmp_path, text, "no-references")) == count


# --- parents and links ---


@pytest.mark.parametrize(
    ("fields", "rule", "expected"),
    [
        ("crossref = {b}", "unresolved-parent", ["crossref"]),
        ("xdata = {b}", "unresolved-parent", ["xdata"]),
        ("crossref = {a}", "unresolved-parent", ["crossref"]),
        ("crossref = {whole}", "unresolved-parent", []),
        ("crossref = {WHOLE}", "unresolved-parent", []),
        ("crossref = {other}", "unresolved-parent", []),
        ("related = {b}", "unresolved-link", ["b"]),
        ("related = {whole, b,other}", "unresolved-link", ["b"]),
        ("xref = {whole}", "unresolved-link", []),
        ("entryset = {whole,other}", "unresolved-link", []),
        ("entryset = {ole, whole}", "unresolved-link", ["ole"]),
    ],
)
def test_what_an_entry_names(tmp_path: Path, fields: str, rule: str, expected: list[str]) -> None:
    whole = "@collection{whole,\n  editor = {Bo Kay}, title = {Seas}, date = {1990}, ids = {other}\n}\n"
    assert places(tmp_path, f"{entry(fields)}{whole}", rule) == expected


def test_a_title_that_is_not_taken_over(tmp_path: Path) -> None:
    text = "@incollection{a,\n  title = {T}, crossref = {b}\n}\n@article{b,\n  title = {W}, date = {1990}\n}\n"
    assert places(tmp_path, text, "title-not-taken-over") == ["crossref"]


# --- fields ---


@pytest.mark.parametrize(
    ("kind", "fields", "missing"),
    [
        ("article", FULL, ["journaltitle"]),
        ("article", f"{FULL}, journal = {{Seas}}", []),
        ("article", f"{FULL}, journal = {{}}", ["journaltitle"]),
        ("article", "author = {Ann Lee}, date = {1990}, journaltitle = {Seas}", ["title"]),
        ("article", f"{FULL}, eprint = {{1706.03762}}, eprinttype = {{arxiv}}", []),
        ("book", "author = {Ann Lee}, date = {1990}", ["title"]),
        ("mvbook", "author = {Ann Lee}, maintitle = {Tides}", []),
        ("incollection", FULL, ["booktitle"]),
        ("incollection", f"{FULL}, crossref = {{lost}}", []),
        ("inproceedings", f"{FULL}, eventtitle = {{Days of the Sea}}", []),
        ("online", FULL, ["url"]),
        ("online", f"{FULL}, doi = {{10.1000/182}}", []),
        ("thesis", "author = {Ann Lee}", ["title"]),
        ("misc", "author = {Ann Lee}", []),
        ("letter", "author = {Ann Lee}", []),
        ("unpublished", FULL, []),
        ("shelfmark", "author = {Ann Lee}", []),
    ],
)
def test_what_a_work_cannot_be_printed_without(tmp_path: Path, kind: str, fields: str, missing: list[str]) -> None:
    found = problems(tmp_path, entry(fields, kind), "missing-field")
    assert [one.message.rpartition(" ")[2] for one in found] == missing


@pytest.mark.parametrize(
    ("kind", "count"), [("article", 0), ("webpage", 1), ("article-journal", 1), ("chapter", 1), ("book", 0)]
)
def test_what_works_of_csl_cannot_be_printed_without(tmp_path: Path, kind: str, count: int) -> None:
    text = f'[{{"id": "a", "type": "{kind}", "title": "Tides"}}]'
    assert len(problems(tmp_path, text, "missing-field", name="a.json")) == count


def test_what_is_taken_over_is_not_missing(tmp_path: Path) -> None:
    text = "@incollection{a,\n  author = {Ann Lee}, title = {T}, crossref = {b}\n}\n@collection{b,\n  title = {W}\n}\n"
    assert problems(tmp_path, text, "missing-field") == []


@pytest.mark.parametrize(
    ("kind", "fields", "count"),
    [
        ("book", "title = {Tides}", 1),
        ("book", "title = {Tides}, date = {1990}", 0),
        ("book", "title = {Tides}, date = {n.d.}", 0),
        ("book", "title = {Tides}, editor = {Ann Lee}", 0),
        ("article", "title = {Tides}, journaltitle = {The Times}", 0),
        ("misc", "title = {Tides}", 0),
    ],
)
def test_who_and_when(tmp_path: Path, kind: str, fields: str, count: int) -> None:
    assert len(problems(tmp_path, entry(fields, kind), "missing-author-or-date")) == count


@pytest.mark.parametrize(
    ("kind", "fields", "count"),
    [
        ("article", f"{FULL}, journaltitle = {{Seas}}", 1),
        ("article", f"{FULL}, journaltitle = {{Seas}}, volume = 3", 0),
        ("incollection", f"{FULL}, booktitle = {{Seas}}", 1),
        ("incollection", f"{FULL}, booktitle = {{Seas}}, pages = {{3--9}}", 0),
        ("book", FULL, 1),
        ("book", f"{FULL}, publisher = {{Quay}}", 0),
        ("thesis", FULL, 1),
        ("thesis", f"{FULL}, school = {{Leeds}}", 0),
        ("misc", FULL, 0),
    ],
)
def test_what_works_usually_have(tmp_path: Path, kind: str, fields: str, count: int) -> None:
    assert len(problems(tmp_path, entry(fields, kind), "expected-field")) == count


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("pubisher", "publisher"), ("jounal", "journal"), ("journaltilte", "journaltitle"), ("voulme", "volume"),
        ("auther", "author"), ("editoor", "editor"), ("locatoin", "location"), ("addres", "address"),
        ("publisher", ""), ("Publisher", ""), ("abstract", ""), ("file", ""), ("timestamp", ""), ("bdsk-url-1", ""),
        ("mendeley-tags", ""), ("shelfmark", ""), ("notes", ""), ("date-added", ""), ("usera", ""), ("fond", ""),
        ("opis", ""), ("author+an", ""), ("adsurl", ""), ("__markedentry", ""), ("read", ""), ("myfield", ""),
    ],
)  # fmt: skip
def test_misspelt_names_of_fields(tmp_path: Path, name: str, meant: str) -> None:
    text = entry(f"{name} = {{x}}")
    found = problems(tmp_path, text, "misspelt-field")
    assert [one.hint for one in found] == ([f"did you mean {meant!r}?"] if meant else [])
    assert places(tmp_path, text, "misspelt-field") == ([name] if meant else [])
    assert mended(tmp_path, text, "misspelt-field") == text  # it may be the user's own
    assert mended(tmp_path, text, "misspelt-field", "unsafe") == entry(f"{meant or name} = {{x}}")


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("book", f"{FULL}, journaltitle = {{Seas}}", ["Seas"]),
        ("article", f"{FULL}, booktitle = {{Seas}}", ["Seas"]),
        ("collection", f"{FULL}, booktitle = {{Seas}}", []),
        ("thesis", f"{FULL}, chapter = {{3}}", ["3"]),
        ("article", f"{FULL}, journal = {{Seas}}", []),
        ("book", f"{FULL}, journal = {{}}", []),
    ],
)
def test_fields_out_of_place(tmp_path: Path, kind: str, fields: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(fields, kind), "misplaced-field") == expected


@pytest.mark.parametrize(
    ("fields", "count"), [("note = {}", 1), ("note = { }", 1), ('note = ""', 1), ("note = {x}, title = {{}}", 0)]
)
def test_fields_with_nothing_in_them(tmp_path: Path, fields: str, count: int) -> None:
    assert len(problems(tmp_path, entry(fields), "empty-field")) == count


@pytest.mark.parametrize(
    ("kind", "fields", "count"),
    [
        ("book", "author = {Ann Lee}, title = {Tides}", 1),
        ("book", "author = {Ann Lee}, title = {Tides}, year = {}", 1),
        ("book", "author = {Ann Lee}, title = {Tides}, year = {o. J.}", 0),
        ("book", "author = {Ann Lee}, title = {Tides}, pubstate = {forthcoming}", 0),
        ("mvbook", "author = {Ann Lee}, title = {Tides}", 0),
        ("misc", "author = {Ann Lee}, title = {Tides}", 0),
        ("incollection", "author = {Ann Lee}, title = {Tides}, crossref = {b}", 0),
    ],
)
def test_works_without_a_date(tmp_path: Path, kind: str, fields: str, count: int) -> None:
    assert len(problems(tmp_path, entry(fields, kind), "missing-date")) == count
