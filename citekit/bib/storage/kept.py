"""The file that keeps a large library, and the references that are loaded from it.

Nothing in the file is believed unseen. A row carries a checksum over its number, key and content; the list of keys
and the findings have one each. A key is unknown only when the checked list does not have it. Whatever SQLite, a
checksum or the form of a row objects to is ``Damaged``, and then the sources are read instead.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from citekit.aliases import aliases_of
from citekit.bib.storage import packed
from citekit.findings import Finding
from citekit.model import Key, Reference

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

SCHEMA = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, content BLOB, checksum INTEGER)",
    "CREATE TABLE reference (number INTEGER PRIMARY KEY, key BLOB, content BLOB, checksum INTEGER)",
    "CREATE UNIQUE INDEX reference_key ON reference (key)",
)


# What SQLite's pages and JSON's texts may come to when they are not what was written.
_OBJECTIONS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


class Damaged(Exception):  # noqa: N818 - never gets out of a library; what it tells is a state
    """A kept file is not what it should be."""


def checksum(number: int, key: bytes, content: bytes) -> int:
    """Return the checksum of a row."""
    return zlib.crc32(b"%d %b %b" % (number, key, content))


def connect(path: Path) -> sqlite3.Connection:
    """Return *path* open for reading; it is taken to never change. Raises: sqlite3.Error."""
    import sqlite3  # noqa: PLC0415 - large libraries only

    name = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    # One thread after another may ask: SQLite itself keeps calls apart.
    connection = sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def believing_nothing() -> Iterator[None]:
    """Turn whatever comes of a damaged file into ``Damaged``."""
    import sqlite3  # noqa: PLC0415 - as above

    try:
        yield
    except (sqlite3.Error, *_OBJECTIONS) as error:
        raise Damaged from error


class KeptFile:
    """A kept library, open; every method raises Damaged. *paths* are shown as the places of entries."""

    def __init__(self, path: Path, digest: str, paths: Sequence[str]) -> None:
        self._paths = paths
        self._keys: dict[Key, int] | None = None
        with believing_nothing():
            self._connection = connect(path)
            schema = {sql for (sql,) in self._connection.execute("SELECT sql FROM sqlite_master") if sql}
            if schema != set(SCHEMA) or self._about("digest") != digest:
                raise Damaged

    def __del__(self) -> None:
        if hasattr(self, "_connection"):
            self._connection.close()

    def _about(self, name: str) -> Any:
        row = self._connection.execute("SELECT content, checksum FROM about WHERE name = ?", (name,)).fetchone()
        if row is None or zlib.crc32(row[0]) != row[1]:
            raise Damaged
        return packed.of_bytes(row[0])

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found wrong when the library was read."""
        with believing_nothing():
            return packed.findings_of(self._about("findings"), self._paths)

    def keys(self) -> dict[Key, int]:
        """Return every key with its number, in the library's order."""
        if self._keys is None:
            with believing_nothing():
                self._keys = dict(zip(self._about("keys"), count(1)))
        return self._keys

    def number(self) -> int:
        """Return how many references there are; the keys need not be read for that."""
        with believing_nothing():
            return int(self._about("number"))

    def aliases(self) -> dict[Key, Key]:
        """Return every alias with the key of the reference that has it."""
        with believing_nothing():
            return dict(self._about("aliases"))

    def reference(self, key: Key) -> Reference:
        """Return one reference. Raises: KeyError for a key that the library does not have."""
        with believing_nothing():
            row = self._connection.execute(
                "SELECT number, key, content, checksum FROM reference WHERE key = ?", (packed.key_bytes(key),)
            ).fetchone()
            if row is not None:
                return self._checked(key, row)
        if key in self.keys():
            raise Damaged
        raise KeyError(key)

    def entries(self) -> Iterator[tuple[Key, Reference]]:
        """Yield every reference under its key, in order."""
        with believing_nothing():
            rows = self._connection.execute("SELECT number, key, content, checksum FROM reference ORDER BY number")
            for key, number in self.keys().items():
                row = next(rows, None)
                if row is None or row[0] != number:
                    raise Damaged
                yield key, self._checked(key, row)

    def _checked(self, key: Key, row: tuple[int, bytes, bytes, int]) -> Reference:
        number, name, content, expected = row
        if name != packed.key_bytes(key) or checksum(number, name, content) != expected:
            raise Damaged
        return packed.unpack(content, self._paths)


class KeptReferences(Mapping[Key, Reference]):
    """The references of a kept library, in its order; each is loaded when it is asked for.

    *digest* names them (``store.digest_of``); *again* reads the sources, should the kept file turn out damaged.
    """

    def __init__(self, kept: KeptFile, digest: str, again: Callable[[], Mapping[Key, Reference]]) -> None:
        self.digest = digest
        self._kept = kept
        self._again = again
        self._loaded: dict[Key, Reference] = {}
        self._whole: Mapping[Key, Reference] | None = None

    def _asked(self, of_kept: Callable[[KeptFile], T], of_sources: Callable[[Mapping[Key, Reference]], T]) -> T:
        """Return what the kept file says, or else the sources."""
        if self._whole is None:
            try:
                return of_kept(self._kept)
            except Damaged:
                self._whole = self._again()
        return of_sources(self._whole)

    def __getitem__(self, key: Key) -> Reference:
        found = self._loaded.get(key)
        if found is None:
            if not isinstance(key, str):
                raise KeyError(key)
            found = self._asked(lambda kept: kept.reference(key), lambda whole: whole[key])
            self._loaded[key] = found
        return found

    def __contains__(self, key: object) -> bool:
        try:
            self[key]  # type: ignore[index]  # what is no key is not there
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[Key]:
        return self._asked(lambda kept: iter(kept.keys()), iter)

    def __len__(self) -> int:
        return self._asked(KeptFile.number, len)

    def aliases(self) -> Mapping[Key, Key]:
        """Return every alias with the key of the reference that has it."""
        return self._asked(KeptFile.aliases, aliases_of)

    def items(self) -> ItemsView[Key, Reference]:
        """Return keys and references, read one after the other when they are iterated."""
        return _Entries(self)

    def values(self) -> ValuesView[Reference]:
        """Return the references, read one after the other when they are iterated."""
        return _Values(self)

    def each(self) -> Iterator[tuple[Key, Reference]]:
        """Yield keys and references, in order; what was not loaded before is not held."""
        done = 0
        if self._whole is None:
            try:
                for entry in self._kept.entries():
                    done += 1
                    yield entry
            except Damaged:
                self._whole = self._again()
            else:
                return
        yield from islice(self._whole.items(), done, None)

    def __repr__(self) -> str:
        return f"<{len(self)} references, loaded when they are asked for>"

    def __reduce__(self) -> tuple[type[dict[Key, Reference]], tuple[dict[Key, Reference]]]:
        return dict, (dict(self.each()),)


class _Entries(ItemsView[Key, Reference]):
    _mapping: KeptReferences

    def __iter__(self) -> Iterator[tuple[Key, Reference]]:
        return self._mapping.each()


class _Values(ValuesView[Reference]):
    _mapping: KeptReferences

    def __iter__(self) -> Iterator[Reference]:
        return (reference for _, reference in self._mapping.each())
