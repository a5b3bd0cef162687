"""What the files of a book were made of, kept beside them, so that what is as it was is not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from citekit.errors import CitekitError
from citekit.files import write_file
from citekit.values import dataclass, field

_FILE = ".citekit-build.json"


@dataclass(frozen=True, slots=True)
class State:
    """*inputs* is a digest of all that a book was made of, "" where something was found in it, to be told again.

    *files* has for each file the digest of what it was made of, and its own.
    """

    inputs: str = ""
    files: Mapping[str, list[str]] = field(default_factory=dict)

    def stands(self, inputs: str) -> bool:
        """Tell whether the book that *inputs* make is there, and nobody has changed a file of it."""
        if not inputs or inputs != self.inputs or not self.files:
            return False
        return all(digest_of(path) == own for path, (_, own) in self.files.items())


def read_state(folder: str) -> State:
    """Return the state of the book in *folder*; an empty one where it is not known."""
    try:
        found = json.loads((Path(folder) / _FILE).read_text("utf-8"))
        files = {path: [made_of, own] for path, (made_of, own) in found["files"].items()}
        return State(str(found.get("inputs", "")), files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return State()


def keep_state(folder: str, state: State) -> None:
    """Keep *state* in *folder*; where it cannot be, the next run makes every file again."""
    text = json.dumps({"inputs": state.inputs, "files": dict(state.files)}, indent=1)
    with suppress(CitekitError):
        write_file(Path(folder) / _FILE, f"{text}\n".encode())


def digest(said: str, data: Iterable[bytes] = ()) -> str:
    """Return a digest of a text and of what is in files."""
    made = hashlib.sha256(said.encode("utf-8", "surrogatepass"))
    for one in data:
        made.update(len(one).to_bytes(8, "big") + one)
    return made.hexdigest()


def digest_of(path: str) -> str:
    """Return a digest of a file, "" where it cannot be read."""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
