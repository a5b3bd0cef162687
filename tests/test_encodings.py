"""Files in whatever encoding: read, said what they are, and written back without a byte changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.encodings import MIXED, check_encoding, declared, decode, encode
from citekit.errors import UnreadableError, UsageError
from citekit.files import read_library_source
from citekit.findings import Severity, Source

MUELLER = "@book{a, author = {Müller}, title = {Café – „x“}}\n"
STALIN = "@book{a, author = {Сталин, Иосиф}, title = {Вопросы ленинизма}, note = {Как нас учит}}\n"


def source_of(data: bytes) -> Source:
    return Source("a.bib", *decode(data))


@pytest.mark.parametrize(
    ("text", "encoding", "read_as", "said"),
    [
        (MUELLER, "utf-8", "utf-8", ""),
        ("@book{a}", "ascii", "utf-8", ""),
        (MUELLER, "utf-8-sig", "utf-8", ""),
        (MUELLER, "utf-16", "utf-16-le", "the file is UTF-16"),
        (MUELLER, "utf-16-le", "utf-16-le", "the file is UTF-16"),
        (MUELLER, "utf-16-be", "utf-16-be", "the file is UTF-16"),
        (STALIN, "utf-16-be", "utf-16-be", "the file is UTF-16"),
        (MUELLER, "utf-32", "utf-32-le", "the file is UTF-32"),
        (MUELLER, "cp1252", "cp1252", "read as Windows-1252, which is a guess"),
        ("@book{a, author = {Müller}}", "latin-1", "cp1252", "read as Windows-1252, which is a guess"),
        ("% Encoding: ISO8859_1\n@book{a, author = {Müller}}", "latin-1", "iso8859-1", "Latin-1, which it says it is"),
        (f"% Encoding: Cp1252\n{MUELLER}", "cp1252", "cp1252", "Windows-1252, which it says it is"),
        (f"% Encoding: windows-1251\n{STALIN}", "cp1251", "cp1251", "Windows-1251, which it says it is"),
        (f"% Encoding: KOI8_R\n{STALIN}", "koi8-r", "koi8-r", "KOI8-R, which it says it is"),
        (f"This file was created with JabRef 2.3.\nEncoding: KOI8_R\n{STALIN}", "koi8-r", "koi8-r", "it says it is"),
        (f"% -*- coding: cp1251-unix -*-\n{STALIN}", "cp1251", "cp1251", "it says it is"),
        (STALIN, "cp1251", "cp1251", "Windows-1251, which is a guess"),
        (STALIN, "koi8-r", "koi8-r", "KOI8-R, which is a guess"),
        ("% Encoding: ISO8859_2\n@book{a, author = {Dvořák}}", "iso8859-2", "iso8859-2", "it says it is"),
        (
            f"%% Saved with string encoding Western (Mac OS Roman) \n{MUELLER}",
            "mac_roman",
            "mac_roman",
            "it says it is",
        ),
        (f"% Encoding: Cp1252\n{MUELLER}", "utf-8", "utf-8", "says that it is Windows-1252, and is UTF-8"),
    ],
)
def test_encodings(text: str, encoding: str, read_as: str, said: str) -> None:
    data = text.encode(encoding)
    source = source_of(data)
    assert (source.text, source.encoding) == (text, read_as)
    assert encode(source.text, source) == data
    found = check_encoding(source)
    assert [finding.severity for finding in found] == [Severity.WARNING] * bool(said)
    assert not said or said in found[0].message


def test_the_finding_stands_at_the_first_character_that_tells() -> None:
    (finding,) = check_encoding(source_of("@book{a,\n  author = {Müller}}".encode("cp1252")))
    assert (finding.where.line, finding.where.column) == (2, 14)


def test_utf_8_with_other_bytes_in_it_is_read_and_not_written_back() -> None:
    data = MUELLER.encode() + "% é\n".encode("latin-1")
    source = source_of(data)
    assert source.text == MUELLER + "% é\n"
    assert source.encoding == MIXED
    assert "not UTF-8 throughout" in check_encoding(source)[0].message
    with pytest.raises(UsageError, match="two encodings"):
        encode(source.text, source)


def test_what_an_encoding_does_not_have_is_not_written() -> None:
    source = source_of(MUELLER.encode("cp1252"))
    with pytest.raises(UsageError, match="Windows-1252, which does not have 'ł'"):
        encode("ł", source)


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("% Encoding: UTF-8", "utf-8"),
        ("% Encoding: UTF8", "utf-8"),
        ("% Encoding: MacRoman", "mac-roman"),
        ("% Encoding: x-MacCyrillic", "mac-cyrillic"),
        ("% !TEX encoding = IsoLatin9", "iso8859-15"),
        ("%% Saved with string encoding Unicode (UTF-8) ", "utf-8"),
        ("% Encoding: rot13", ""),
        ("% Encoding: cp99999", ""),
        ("% Encoding:", ""),
        ("@book{a, title = {Encoding: UTF-8}}", ""),
        ("x" * 5000 + "\n% Encoding: UTF-8", ""),
    ],
)
def test_what_a_file_claims(line: str, encoding: str) -> None:
    assert declared(line) == encoding


@given(st.binary(max_size=200))
def test_any_bytes_are_read_and_come_back(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnicodeDecodeError:
        return
    if decoded.encoding != MIXED:
        assert encode(decoded.text, Source("a", *decoded)) == data


def test_what_is_no_text_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"PK\x03\x04\0\0\0\0\x01")
    with pytest.raises(UnreadableError, match="not a text file"):
        read_library_source(path)
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    with pytest.raises(UnreadableError, match="not a text file"):
        read_library_source(path)
    path.write_bytes(b"\xff\xfe@\0b")
    with pytest.raises(UnreadableError, match="not UTF-16-LE text, though it begins so"):
        read_library_source(path)


def test_a_single_nul_is_left_to_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"@book{a, title = {x\0y}}" + b" " * 200)
    assert "\0" in read_library_source(path).text
