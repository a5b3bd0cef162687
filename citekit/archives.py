"""Archives that may be hostile: opened within bounds, nothing of them ever written to a folder.

DOCX, ODT and EPUB are ZIP files. Refused are those that are damaged or cut off, encrypted, of more members or more
bytes than any manuscript has, of members that unpack to far more than they are or share their bytes, that are packed in
a way that none of the three may use, of names that lead out of the archive or come twice, and files that two programs
may read as two different archives. Sources: ECMA-376 Part 2 (Open Packaging Conventions), Annex A and C; EPUB OCF 3.3,
4.2; PKWARE APPNOTE 6.3, 4.3 and 4.4.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

from citekit.errors import UnreadableError
from citekit.findings import Span

SIGNATURE = b"PK\x03\x04"
_LISTED, _END = b"PK\x01\x02", b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0"
_HEADER = 30  # bytes before each member, its name apart

LARGEST_TEXT = 64_000_000  # bytes of a member that is read
MOST_READ = 256_000_000  # of all of them
LARGEST_MEMBER = 200_000_000  # bytes, unpacked
LARGEST_ARCHIVE = 1_000_000_000
MOST_MEMBERS = 20_000
_DENSE = 20_000_000
_DENSEST = 250
"""Bytes of a member, and how many of them one byte of the file may make where there are more than a few."""


class Archive:
    """A ZIP file in memory: its members by name, read when asked for."""

    def __init__(self, path: str, data: bytes, kind: str) -> None:
        """Open *data*; *kind* ("Word file") names what it should be in messages.

        Raises: UnreadableError.
        """
        self.where = Span(path)
        self.kind = kind
        self._check_file(data)
        with self._damage_told():
            self._file = zipfile.ZipFile(BytesIO(data))
        self._members = {one.filename: one for one in self._file.infolist()}
        self._read: dict[str, int] = {}
        self._check(self._file.infolist())
        self._check_places(data)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, in the order of the archive."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return a member, unpacked.

        Raises: UnreadableError for one that is not there or damaged.
        """
        member = self._members.get(name)
        if member is None:
            raise UnreadableError(
                f"a damaged {self.kind}: it has no {name}", where=self.where, hint="open it and save it again"
            )
        self._read[name] = member.file_size
        if member.file_size > LARGEST_TEXT or sum(self._read.values()) > MOST_READ:
            raise self._refused(f"{name} is too large to be read")
        return self._unpacked(member)

    def _unpacked(self, member: zipfile.ZipInfo) -> bytes:
        with self._damage_told(), self._file.open(member) as stream:
            data = stream.read(member.file_size + 1)
        if len(data) != member.file_size:
            raise self._damaged(f"{member.filename} is not as long as it says")
        return data

    def rewritten(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the archive with the members *changed*; all others have the bytes, order and dates they had.

        Members of *changed* that the archive does not have come last.
        """
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as written:
            for name, member in self._members.items():
                copy = zipfile.ZipInfo(name, member.date_time)
                copy.compress_type = member.compress_type
                copy.external_attr, copy.create_system = member.external_attr, member.create_system
                copy.comment = member.comment
                written.writestr(copy, changed[name] if name in changed else self._unpacked(member))
            for name, data in changed.items():
                if name not in self._members:
                    written.writestr(new_member(name), data)
            written.comment = self._file.comment
        return buffer.getvalue()

    def _check_file(self, data: bytes) -> None:
        """Refuse what need not be opened to be seen; a list of members is checked before it takes any memory."""
        if data.startswith(_OLE):
            hint = "open it where it was made, and save it in today's format without a password"
            raise UnreadableError(f"an old or encrypted file, and no {self.kind}", where=self.where, hint=hint)
        if not data.startswith((SIGNATURE, _END)):
            raise UnreadableError(f"no {self.kind}: it is no ZIP archive", where=self.where, hint="see what it is")
        if (members := data.count(_LISTED)) > MOST_MEMBERS:
            raise self._refused(f"it has {members} members")

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if len(self._members) < len(members):
            raise self._refused("two of its members have one name")
        if sum(one.file_size for one in members) > LARGEST_ARCHIVE:
            raise self._refused("it is too large when unpacked")
        for one in members:
            if _leads_out(one.orig_filename):
                raise self._refused(f"its member {one.orig_filename!r} leads out of it")
            dense = one.file_size > _DENSE and one.file_size > _DENSEST * one.compress_size
            if one.file_size > LARGEST_MEMBER or dense:
                raise self._refused(f"{one.filename} is too large when unpacked")
            if one.flag_bits & _ENCRYPTED:
                message = f"an encrypted {self.kind}"
                raise UnreadableError(message, where=self.where, hint="save it without a password")
            # What unpacks the others does not stop at a length, and none of the formats has them.
            if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self._refused(f"{one.filename} is packed in another way than DEFLATE")

    def _check_places(self, data: bytes) -> None:
        """Refuse members that lie over each other, and more than one end: which one counts, readers disagree on."""
        listed = self._file.start_dir
        if data.count(_END, listed) > 1:
            raise self._refused("it has two lists of members")
        end = 0
        members = sorted(self._members.values(), key=lambda one: one.header_offset)
        if members and members[0].header_offset:
            raise self._refused("something else stands before it in the file")
        for one in members:
            if one.header_offset < end:
                raise self._refused(f"{one.filename} lies over another of its members")
            end = one.header_offset + _HEADER + one.compress_size
        if end > listed:
            raise self._damaged("its members do not end before the list of them")

    def _refused(self, why: str) -> UnreadableError:
        return UnreadableError(
            f"no {self.kind} that is safe to open: {why}", where=self.where, hint="is it a manuscript?"
        )

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        try:
            yield
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            ValueError,
            LookupError,
        ) as error:
            raise self._damaged(error) from None
        except RuntimeError as error:  # encrypted, whatever its flags say
            raise self._damaged(error) from None

    def _damaged(self, error: Exception | str) -> UnreadableError:
        message = f"a damaged {self.kind}: {error}"
        return UnreadableError(message, where=self.where, hint="open it where it was made, and save it again")


_ENCRYPTED = 0x1 | 0x40 | 0x2000
"""Flags of a member: encrypted, strongly, and its entry in the list masked."""


def _leads_out(name: str) -> bool:
    """Tell whether a name is none that a member may have: absolute, with a drive, with "..", or cut at a NUL."""
    parts = name.replace("\\", "/").split("/")
    return not name or not parts[0] or ".." in parts or parts[0].endswith(":") or "\0" in name


def new_member(name: str) -> zipfile.ZipInfo:
    """Return the entry of a member that is the same whenever it is written."""
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def archive_of(members: Mapping[str, bytes], *, first: str = "") -> bytes:
    """Return a new archive with *members* in their order.

    *first* is stored as it is, as ODF and EPUB want their "mimetype".
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name, data in members.items():
            member = new_member(name)
            if name == first:
                member.compress_type = zipfile.ZIP_STORED
            written.writestr(member, data)
    return buffer.getvalue()
