"""The chapters of a book, read: passages with their marks, and manuscripts with their notes and citations.

What was read is kept in the folder for what citekit can make again, under a digest of the file and of citekit's own
code, so that a chapter is read once however often the book is built.
"""

from __future__ import annotations

import os
import pickle
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from citekit import documents
from citekit.book.state import digest
from citekit.documents.manuscript import Manuscript
from citekit.errors import UnreadableError
from citekit.files import cache_folder, text_source
from citekit.keeping import making, prune, used
from citekit.model import Passage
from citekit.values import NamedTuple, replace

Read: TypeAlias = "Passage | Manuscript"

_PREFIX = "chapter-"
_ROOM = 300_000_000  # bytes


class Asked(NamedTuple):
    """A chapter to be read: its file and what is in it. A passage is a text whose notes a ledger has: but marks."""

    path: str
    data: bytes
    is_passage: bool

    @property
    def size(self) -> int:
        """The bytes that are to be read."""
        return len(self.data)

    def kept(self) -> Path:
        """Return where the chapter is kept once it was read."""
        name = digest(f"{self.path}\0{self.is_passage}\0{code()}", [self.data])[:32]
        return Path(cache_folder()) / f"{_PREFIX}{name}.pickle"


def kept_chapter(asked: Asked) -> Read | None:
    """Return a chapter that was read before, as it was then; ``None`` where it is not kept."""
    found = _kept(asked.kept())
    return replace(found, data=asked.data) if isinstance(found, Manuscript) else found


def read_chapter(asked: Asked) -> Read:
    """Read a chapter, and keep it.

    Raises: UnreadableError.
    """
    found = _passage(asked) if asked.is_passage else documents.read(asked.path, asked.data)
    _keep(asked.kept(), found)
    return found


def _passage(asked: Asked) -> Passage:
    from citekit.notes.marks.recognise import read_marks  # noqa: PLC0415 - not needed for manuscripts

    return read_marks(text_source(asked.path, asked.data))


def is_text(path: str, data: bytes) -> bool:
    """Is the file a plain text, whatever it is called?"""
    try:
        return documents.format_of(path, data).NAME == "text"
    except UnreadableError:
        return True


def _kept(path: Path) -> Read | None:
    """Return what *path* keeps, ``None`` if there is nothing yet or the file is damaged in whatever way."""
    try:
        found = pickle.loads(path.read_bytes())  # noqa: S301 - our own, in the user's folder
    except Exception:
        return None
    used(path)
    return found if isinstance(found, Passage | Manuscript) else None


def _keep(path: Path, read: Read) -> None:
    lean = replace(read, data=b"") if isinstance(read, Manuscript) else read
    try:
        with making(path) as part:
            part.write_bytes(pickle.dumps(lean, pickle.HIGHEST_PROTOCOL))
        prune((_PREFIX,), _ROOM, path)
    except OSError:
        pass  # nowhere to keep it: the next run reads it again


@lru_cache(maxsize=1)
def code() -> str:
    """Return what tells one state of citekit's code from another."""
    root = os.path.dirname(documents.__file__).rpartition(os.sep)[0]  # noqa: PTH120
    newest, count = 0, 0
    for folder, _, files in os.walk(root):
        for file in files:
            if file.endswith(".py"):
                newest = max(newest, os.stat(os.path.join(folder, file)).st_mtime_ns)  # noqa: PTH116, PTH118
                count += 1
    return f"{count} {newest}"
