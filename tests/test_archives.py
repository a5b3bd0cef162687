"""Archives that may be hostile."""

from __future__ import annotations

import struct
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit import archives
from citekit.archives import Archive, archive_of
from citekit.errors import UnreadableError

MEMBERS = {
    "mimetype": b"application/epub+zip",
    "a/b.xml": b"<a>" + b"text " * 500 + b"</a>",
    "c.png": bytes(range(256)),
}
GOOD = archive_of(MEMBERS, first="mimetype")


def opened(data: bytes) -> Archive:
    return Archive("a.epub", data, "EPUB")


def refusal(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as raised:
        read_all(data)
    assert raised.value.hint
    return raised.value


def read_all(data: bytes) -> dict[str, bytes]:
    archive = opened(data)
    return {name: archive.read(name) for name in archive.names}


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as written:
        for name, data in members:
            written.writestr(name, data)
    return buffer.getvalue()


def patched(data: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """Return *data* with *value* at *offset* behind the first *signature*."""
    place = data.index(signature) + offset
    return data[:place] + value + data[place + len(value) :]


def test_members_are_read_as_they_were_written() -> None:
    assert read_all(GOOD) == MEMBERS
    assert "c.png" in opened(GOOD)
    assert opened(GOOD).names == tuple(MEMBERS)


def test_an_archive_is_the_same_whenever_it_is_written() -> None:
    assert archive_of(MEMBERS, first="mimetype") == GOOD
    assert GOOD[30:58] == b"mimetypeapplication/epub+zip"


def test_only_what_changed_is_another() -> None:
    data = opened(GOOD).rewritten({"a/b.xml": b"<b/>", "new.xml": b"<c/>"})
    assert read_all(data) == {**MEMBERS, "a/b.xml": b"<b/>", "new.xml": b"<c/>"}
    before, after = (zipfile.ZipFile(BytesIO(each)).infolist() for each in (GOOD, data))
    for old, new in zip(before, after, strict=False):
        assert (old.filename, old.date_time, old.compress_type) == (new.filename, new.date_time, new.compress_type)


def test_a_member_that_is_not_there_is_named() -> None:
    with pytest.raises(UnreadableError, match=r"it has no word/document\.xml"):
        opened(GOOD).read("word/document.xml")


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/passwd", "\\x", "..\\x", "C:/x", "C:\\x", "a\0b"], ids=repr
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    data = zipped(("q" * len(name), b"1")).replace(b"q" * len(name), name.encode())
    assert "leads out of it" in refusal(data).message


def test_a_name_with_dots_leads_nowhere() -> None:
    assert read_all(zipped(("a..b/...x", b"1"))) == {"a..b/...x": b"1"}


def test_two_members_of_one_name_are_refused() -> None:
    data = zipped(("a.xml", b"1"), ("b.xml", b"2")).replace(b"b.xml", b"a.xml")
    assert "one name" in refusal(data).message


def test_encrypted_members_are_named_so() -> None:
    for flag in (0x1, 0x41):
        data = patched(zipped(("a.xml", b"1")), b"PK\x01\x02", 8, struct.pack("<H", flag))
        assert refusal(data).message == "an encrypted EPUB"


def test_files_of_old_programs_are_named_so() -> None:
    assert "old or encrypted" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)).message


@pytest.mark.parametrize("data", [b"", b"PK", b"\x89PNG\r\n\x1a\n", b"<html>", b"junk" + GOOD])
def test_what_is_no_archive_is_named_so(data: bytes) -> None:
    assert "no ZIP archive" in refusal(data).message


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_refused(method: int) -> None:
    assert "DEFLATE" in refusal(zipped(("a.xml", bytes(1000)), method=method)).message


def test_an_unknown_way_to_pack_is_refused() -> None:
    data = patched(zipped(("a.xml", b"1")), b"PK\x01\x02", 10, struct.pack("<H", 77))
    assert "DEFLATE" in refusal(data).message


def test_a_bomb_is_refused() -> None:
    data = zipped(("a.xml", bytes(archives.LARGEST_TEXT // 2)))
    assert len(data) < 50_000
    assert "too large" in refusal(data).message


def test_a_bomb_in_an_archive_is_only_a_member() -> None:
    inner = zipped(("a.xml", bytes(30_000_000)))
    assert read_all(zipped(("inner.zip", inner))) == {"inner.zip": inner}


def test_texts_that_are_too_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_READ", 2_000)
    archive = opened(zipped(("a.xml", b"a" * 1500), ("b.xml", b"b" * 1500)))
    assert archive.read("a.xml")
    assert archive.read("a.xml")
    with pytest.raises(UnreadableError, match=r"b\.xml is too large to be read"):
        archive.read("b.xml")


def test_a_large_picture_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_TEXT", 100)
    archive = opened(GOOD)
    with pytest.raises(UnreadableError, match=r"c\.png is too large to be read"):
        archive.read("c.png")
    assert zipfile.ZipFile(BytesIO(archive.rewritten({}))).read("c.png") == MEMBERS["c.png"]


def test_more_members_than_any_manuscript_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 50)
    assert "51 members" in refusal(zipped(*((f"{number}.xml", b"") for number in range(51)))).message


@pytest.mark.parametrize("size", [1, 10, 2_503, 3_000, 2**31, 2**32 - 1])
def test_sizes_that_lie_are_damage(size: int) -> None:
    entry = zipped(("a.xml", b"text " * 500))
    assert refusal(patched(entry, b"PK\x01\x02", 24, struct.pack("<I", size))).message.startswith(
        ("a damaged", "no EPUB")
    )


def test_a_size_that_lies_with_the_checksum_of_a_part_reads_that_part() -> None:
    """Not more is unpacked than the list says, whatever the stream has."""
    data = zipped(("a.xml", b"text " * 5000))
    data = patched(data, b"PK\x01\x02", 24, struct.pack("<I", 5))
    data = patched(data, b"PK\x01\x02", 16, struct.pack("<I", zlib.crc32(b"text ")))
    assert read_all(data) == {"a.xml": b"text "}


def test_members_that_lie_over_each_other_are_refused() -> None:
    data = bytearray(zipped(*((f"{number}.xml", b"1234567") for number in range(3)), method=zipfile.ZIP_STORED))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    assert "lies over another" in refusal(bytes(data)).message


def test_a_header_that_names_another_member_is_damage() -> None:
    assert "damaged" in refusal(patched(zipped(("a.xml", b"1")), b"PK\x03\x04", 30, b"b.xml")).message


def test_an_archive_in_the_comment_of_another_is_refused() -> None:
    inner = zipped(("a.xml", b"evil"))
    buffer = BytesIO(zipped(("a.xml", b"good")))
    with zipfile.ZipFile(buffer, "a") as written:
        written.comment = inner
    assert refusal(buffer.getvalue())


def test_a_comment_is_kept() -> None:
    buffer = BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as written:
        written.comment = b"made by hand"
    assert zipfile.ZipFile(BytesIO(opened(buffer.getvalue()).rewritten({}))).comment == b"made by hand"


def test_zip64_is_read() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as written, written.open("a.xml", "w", force_zip64=True) as stream:
        stream.write(b"<a/>")
    assert read_all(buffer.getvalue()) == {"a.xml": b"<a/>"}


@given(st.integers(0, len(GOOD) - 1))
def test_a_truncated_archive_is_refused(length: int) -> None:
    refusal(GOOD[:length])


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_changed_bytes_are_an_error_or_an_archive(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, value in changes:
        data[place] = value
    with suppress(UnreadableError):
        archive = opened(bytes(data))
        for name in archive.names:
            archive.read(name)
        archive.rewritten({"x": b""})
