"""Large libraries, kept on disk as they were read and loaded entry by entry.

A file of the user's cache folder is named by a digest of everything that decides what reading gives: the content of
the library's files, their suffixes and order, and the code that reads them. What has another digest is another file,
so nothing kept is out of date. ``keeping.py`` tells how a file appears there whole; nobody changes it afterwards, and
any number of runs read it without locks.

A file that is damaged in whatever way is removed, and the library read from its sources (``kept.py``). Where nothing
can be kept, they are read as if there were no cache.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from citekit.aliases import add_aliases
from citekit.bib.storage import packed
from citekit.bib.storage.kept import SCHEMA, Damaged, KeptFile, KeptReferences, checksum
from citekit.errors import UnreadableError
from citekit.files import STDIN, cache_folder
from citekit.findings import Finding, Span
from citekit.model import Key, Library, Reference

Entry: TypeAlias = tuple[Key, Reference]
Each: TypeAlias = Callable[[Sequence[str], list[Finding]], Iterable[Entry]]

# Below this many bytes (some 600 entries) reading takes a tenth of a second, and a cache would save nothing.
LARGE = 256 * 1024
# What all libraries and indexes in the cache folder may take together; the least recently used give way.
ROOM = 500 * 1024 * 1024
PREFIXES = ("library-", "words-")

_FORM = 1  # of the file
_READ_WITH = ("pylatexenc", "rispy", "ruamel.yaml")
_MODULES = (".py", ".so", ".pyd")
_CHUNK = 1 << 16


class _CannotKeep(Exception):  # noqa: N818 - never gets out; then there is no cache
    """There is no room, no SQLite, or something that cannot be kept."""


def open_library(files: Sequence[str], each: Each) -> Library:
    """Return the references in *files* as one library, from the cache if it has them.

    *each* reads files entry by entry, and adds what is wrong to the findings it is given. A large library is kept for
    the next run; its references are loaded when they are asked for.

    Raises: UnreadableError, and what *each* raises.
    """
    if not _is_large(files):
        return _read(files, each)
    try:
        digest = digest_of(files)
    except OSError:  # a file that cannot be read, which is said there; or citekit lies in an archive
        return _read(files, each)
    path = Path(cache_folder()) / f"library-{digest}.sqlite"
    return _opened(path, digest, files, each) or _kept(path, digest, files, each) or _read(files, each)


def _is_large(files: Sequence[str]) -> bool:
    """Tell if the files are worth a cache; standard input and pipes can be read once only, and are not."""
    from stat import S_ISREG  # noqa: PLC0415 - one function of a small module

    try:
        found = [Path(file).stat() for file in files if file != STDIN]
    except (OSError, ValueError):
        return False  # whoever reads it says what is wrong
    regular = len(found) == len(files) and all(S_ISREG(status.st_mode) for status in found)
    return regular and sum(status.st_size for status in found) >= LARGE


def _read(files: Sequence[str], each: Each) -> Library:
    findings: list[Finding] = []
    references = dict(each(files, findings))
    return Library(references, tuple(findings))


# --- digests ------------------------------------------------------------------------------------------------


def digest_of(files: Sequence[str]) -> str:
    """Return a name for what reading *files* gives: their content and suffixes, in order, and the code there is.

    Raises: OSError.
    """
    import hashlib  # noqa: PLC0415 - loads OpenSSL, and small libraries do without

    kinds = [f"{Path(file).suffix.lower()} {_digest_of_content(file)}" for file in files]
    parts = (str(_FORM), str(sys.hexversion), *_code(), *kinds)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _digest_of_content(path: str) -> str:
    import hashlib  # noqa: PLC0415 - as above

    found = hashlib.sha256()
    chunk = bytearray(_CHUNK)
    view = memoryview(chunk)
    with Path(path).open("rb", buffering=0) as stream:
        while size := stream.readinto(chunk):
            found.update(view[:size])
    return found.hexdigest()


def _code() -> Iterator[str]:
    """Yield the names, sizes and times of the modules that decide what reading gives."""
    from importlib.util import find_spec  # noqa: PLC0415 - as above

    bib = Path(__file__).parent.parent
    folders = [str(bib.parent), *(folder for folder, _, _ in os.walk(bib))]
    yield from sorted(stamp for folder in folders for stamp in _modules(folder))
    for package in _READ_WITH:
        with suppress(ImportError, OSError, ValueError):
            found = find_spec(package)
            if found and found.origin:
                yield _stamp(package, Path(found.origin).stat())


def _modules(folder: str) -> Iterator[str]:
    """Yield the stamps of the modules in *folder*."""
    name = Path(folder).name
    with os.scandir(folder) as files:
        yield from (_stamp(f"{name} {file.name}", file.stat()) for file in files if file.name.endswith(_MODULES))


def _stamp(name: str, status: os.stat_result) -> str:
    return f"{name} {status.st_size} {status.st_mtime_ns}"


# --- a kept library -----------------------------------------------------------------------------------------


def _opened(path: Path, digest: str, files: Sequence[str], each: Each) -> Library | None:
    """Return the library that *path* keeps, or ``None``: there is none, or it was damaged, and is now gone."""
    if not path.exists():
        return None
    from citekit.keeping import remove, used  # noqa: PLC0415 - large libraries only

    try:
        kept = KeptFile(path, digest, files)
        findings = kept.findings()
    except ImportError:  # Python can be built without SQLite
        return None
    except Damaged:
        remove(path)
        return None
    used(path)
    return Library(KeptReferences(kept, digest, lambda: _again(path, digest, files, each)), findings)


def _kept(path: Path, digest: str, files: Sequence[str], each: Each) -> Library | None:
    """Read *files* and keep what they hold; ``None`` where that cannot be kept, or not be found again."""
    from citekit.keeping import making, prune  # noqa: PLC0415 - as above

    try:
        with making(path) as temporary:
            _write(temporary, digest, files, each)
            if not _are_still(files, digest):  # else it would be kept under the name of something else
                raise _CannotKeep
    except (_CannotKeep, ImportError, OSError):
        return None
    prune(PREFIXES, ROOM, path)
    return _opened(path, digest, files, each)


def _again(path: Path, digest: str, files: Sequence[str], each: Each) -> Mapping[Key, Reference]:
    """Return the references of *files*, whose kept form turned out damaged while it was in use.

    Raises: UnreadableError if they are no longer what they were.
    """
    from citekit.keeping import remove  # noqa: PLC0415 - as above

    remove(path)
    references = _read(files, each).references
    if not _are_still(files, digest):
        raise UnreadableError("changed while it was in use", where=Span(files[0]), hint="run the command again")
    return references


def _are_still(files: Sequence[str], digest: str) -> bool:
    with suppress(OSError):
        return digest_of(files) == digest
    return False


def _write(path: Path, digest: str, files: Sequence[str], each: Each) -> None:
    """Write what *files* hold to the empty file *path*, entry by entry: none is held longer than it takes.

    Raises: _CannotKeep.
    """
    import sqlite3  # noqa: PLC0415 - large libraries only

    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # a file that is not finished is thrown away
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for statement in SCHEMA[:2]:
            connection.execute(statement)
        numbers = {file: number for number, file in enumerate(files)}
        findings: list[Finding] = []
        keys: list[Key] = []
        aliases: dict[Key, Key] = {}
        rows = _rows(each(files, findings), keys, aliases, numbers)
        connection.executemany("INSERT INTO reference VALUES (?, ?, ?, ?)", rows)
        connection.execute(SCHEMA[2])  # one sort is faster than as many insertions
        told = packed.packed_findings(findings, numbers)
        about = {"digest": digest, "number": len(keys), "keys": keys, "aliases": aliases, "findings": told}
        for name, value in about.items():
            content = packed.to_bytes(value)
            connection.execute("INSERT INTO about VALUES (?, ?, ?)", (name, content, zlib.crc32(content)))
        connection.execute("COMMIT")
    except sqlite3.Error as error:  # a full disk, two entries with one key
        raise _CannotKeep from error
    finally:
        connection.close()


def _rows(
    entries: Iterable[Entry], keys: list[Key], aliases: dict[Key, Key], numbers: Mapping[str, int]
) -> Iterator[tuple[int, bytes, bytes, int]]:
    """Yield the row of every entry, and add its key to *keys*."""
    for key, reference in entries:
        keys.append(key)
        add_aliases(key, reference, aliases)
        try:
            name, content = packed.key_bytes(key), packed.pack(reference, numbers)
        except (TypeError, ValueError, RecursionError) as error:
            raise _CannotKeep from error
        yield len(keys), name, content, checksum(len(keys), name, content)
