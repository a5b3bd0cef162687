"""An index of the words of a library, and what is found in it.

SQLite's FTS5 keeps the words and ranks what is found (bm25: a rare word and a short field count more), by the weight of
its column too. Words are folded before they get there (``words.py``), so its own tokenizer has nothing left to do but
part them at blanks, and no version of it makes a difference. A query becomes an expression of quoted words: no sign
that somebody types means anything to SQLite.

The index of a library that is kept (``storage/store.py``) is made when it is first searched, and kept beside it under
the same digest; others are indexed in memory. A checksum over all of a kept index is looked at before any of it is
believed, since what is damaged there would show in nothing but references that are not found.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from citekit.bib.search.columns import COLUMNS, FIELDS, GAP, WEIGHTS, columns, years
from citekit.bib.search.query import Term, Words, Years
from citekit.bib.storage.kept import KeptReferences, connect
from citekit.bib.storage.packed import key_bytes, key_of
from citekit.bib.storage.store import PREFIXES, ROOM
from citekit.files import cache_folder
from citekit.model import Key, Reference
from citekit.nearest import nearest
from citekit.values import NamedTuple

if TYPE_CHECKING:
    import sqlite3

_SCHEMA = (
    # Only the index, not the texts: they are in the library.
    f"CREATE VIRTUAL TABLE words USING fts5({', '.join(COLUMNS)}, content='', tokenize='ascii')",
    "CREATE TABLE reference (number INTEGER PRIMARY KEY, key BLOB)",
    "CREATE TABLE years (number INTEGER, first INTEGER, last INTEGER)",
)
_KNOWN = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.known USING fts5vocab('main', 'words', 'col')"
_ISSUED = "reference.number IN (SELECT number FROM years WHERE first <= ? AND last >= ?)"
_MARK = b"citekit words 1\n"  # stands at the end of a kept index, before its checksum
_CHUNK = 1 << 18


class Hit(NamedTuple):
    """A reference that has what was asked for; the higher the *score*, the better."""

    key: Key
    score: float


class Found(NamedTuple):
    """The best hits, best first, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class Index(Protocol):
    """The words of a library."""

    def find(self, terms: Sequence[Term], limit: int = 0) -> Found:
        """Return what has all *terms*; 0 is no limit. Equally good hits are in the library's order."""
        ...

    def near(self, word: str, field: str = "") -> tuple[str, ...]:
        """Return words like *word*, likeliest first, that a field has, "" for any of FIELDS."""
        ...


def index_of(references: Mapping[Key, Reference]) -> Index:
    """Return the index of *references*: a kept one, or one made now."""
    if not _has_fts5():
        from citekit.bib.search.scan import Scan  # noqa: PLC0415 - hardly a Python is without FTS5

        return Scan(references)
    return _kept(references) or WordIndex(_written(":memory:", references))


def _has_fts5() -> bool:
    try:
        import sqlite3  # noqa: PLC0415 - only who searches needs it
    except ImportError:
        return False
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return True


# --- making and keeping -------------------------------------------------------------------------------------


def _kept(references: Mapping[Key, Reference]) -> Index | None:
    """Return the index kept for *references*, made if there is none; ``None`` if it cannot be kept."""
    import sqlite3  # noqa: PLC0415 - as above

    from citekit.keeping import making, prune, remove, used  # noqa: PLC0415 - as above

    if not isinstance(references, KeptReferences):
        return None
    path = Path(cache_folder()) / f"words-{references.digest}.sqlite"
    try:
        if not path.exists() or not _is_whole(path, references.digest):
            remove(path)
            with making(path) as temporary:
                _written(str(temporary), references).close()
                _seal(temporary, references.digest)
            prune(PREFIXES, ROOM, path)
        used(path)
        return WordIndex(connect(path))
    except (OSError, sqlite3.Error):  # no room, or removed by another run meanwhile
        return None


def _written(path: str, references: Mapping[Key, Reference]) -> sqlite3.Connection:
    """Return a new index of *references* in the file *path*, or in ":memory:". Raises: sqlite3.Error."""
    import sqlite3  # noqa: PLC0415 - as above

    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # a file that is not finished is thrown away
        connection.execute("PRAGMA synchronous = OFF")
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute("BEGIN")
        places = ", ".join("?" * (len(COLUMNS) + 1))
        statement = f"INSERT INTO words(rowid, {', '.join(COLUMNS)}) VALUES ({places})"  # noqa: S608 - our own names
        for number, (key, reference) in enumerate(references.items(), start=1):
            connection.execute(statement, (number, *columns(key, reference)))
            connection.execute("INSERT INTO reference VALUES (?, ?)", (number, key_bytes(key)))
            connection.executemany("INSERT INTO years VALUES (?, ?, ?)", ((number, *pair) for pair in years(reference)))
        connection.execute("INSERT INTO words(words) VALUES ('optimize')")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _seal(path: Path, digest: str) -> None:
    """Write a mark and a checksum behind the pages of a database; SQLite knows how many there are."""
    with path.open("ab") as stream:
        stream.write(_MARK + _checksum(path, path.stat().st_size, digest))


def _is_whole(path: Path, digest: str) -> bool:
    with path.open("rb") as stream:
        size = path.stat().st_size - len(_MARK) - 4
        stream.seek(max(size, 0))
        return stream.read() == _MARK + _checksum(path, size, digest)


def _checksum(path: Path, size: int, digest: str) -> bytes:
    """Return the checksum of the first *size* bytes and of what the library is called."""
    found = zlib.crc32(digest.encode())
    with path.open("rb") as stream:
        while size > 0 and (chunk := stream.read(min(size, _CHUNK))):
            found = zlib.crc32(chunk, found)
            size -= len(chunk)
    return found.to_bytes(4, "big")


# --- finding ------------------------------------------------------------------------------------------------


class WordIndex:
    """An index in SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __del__(self) -> None:
        self._connection.close()

    def find(self, terms: Sequence[Term], limit: int = 0) -> Found:
        """Return what has all *terms*, as ``Index.find`` says."""
        asked = [term for term in terms if isinstance(term, Words)]
        periods = [term for term in terms if isinstance(term, Years)]
        where = [_ISSUED] * len(periods)
        values: list[Any] = [year for period in periods for year in (period.last, period.first)]
        tables, score = "reference", "0.0"
        if asked:
            tables = "words JOIN reference ON reference.number = words.rowid"
            score = f"-bm25(words, {', '.join(str(weight) for weight in WEIGHTS.values())})"
            where.append("words MATCH ?")
            values.append(" AND ".join(map(_expression, asked)))
        selected = f"FROM {tables} WHERE {' AND '.join(where) or 'TRUE'}"
        rows = self._connection.execute(  # the words asked for are values, the rest is our own
            f"SELECT reference.key, {score} AS score {selected} ORDER BY score DESC, number LIMIT ?",
            (*values, limit or -1),
        )
        hits = tuple(Hit(key_of(key), found) for key, found in rows)
        if not limit or len(hits) < limit:
            return Found(hits, len(hits))
        return Found(hits, self._connection.execute(f"SELECT count(*) {selected}", values).fetchone()[0])

    def near(self, word: str, field: str = "") -> tuple[str, ...]:
        """Return words like *word*, as ``Index.near`` says."""
        chosen = (field,) if field else FIELDS
        self._connection.execute(_KNOWN)
        # A word without figures is not meant to have some, and there are as many keys and DOIs as words.
        figures = any(map(str.isdigit, word))
        rows = self._connection.execute(
            "SELECT term, col FROM temp.known WHERE ? OR NOT term GLOB '*[0-9]*'", (figures,)
        )
        return nearest(word, [known for known, column in rows if column in chosen and known != GAP.strip()])


def _expression(term: Words) -> str:
    """Return FTS5's expression: words in quotes, and the last one open, in one column or in those of FIELDS."""
    phrases = [f'"{" ".join(form)}"' for form in term.forms]
    if term.open:  # and the word itself, so that it counts twice where it is whole
        phrases += [f"{phrase} *" for phrase in phrases]
    return f"{{{term.field or ' '.join(FIELDS)}}} : ({' OR '.join(phrases)})"
