"""What every processor answers: whether it is there, how it is run, and which texts its output holds."""

from __future__ import annotations

import json
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.workload import Workload


class Missing(Exception):  # noqa: N818 - reads as what it is
    """A processor that is not installed; the message says what is lacking."""


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its arguments; *stdin* is the file it reads, *environment* comes on top of our own."""

    argv: tuple[str, ...]
    stdin: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Texts:
    """What was set, as HTML: citations in document order, entries as (id, text) in list order.

    An id is empty where the output does not tell it; both are empty for a run that sets nothing.
    """

    citations: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()


class Peer(ABC):
    """A citation processor, run as a program. *largest* is the largest size that it is asked to do."""

    name: str
    largest: int | None = None
    remark = ""
    """What a reader of its figures has to know."""
    only_baseline = False
    """True for a run that sets no citations: what the program needs for the rest of the document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def available(self) -> str | None:
        """Return why this processor cannot run, or None when it can."""
        try:
            _ = self.version
        except Missing as missing:
            return str(missing)
        return None

    @cached_property
    def version(self) -> str:
        """Name and version. Raises: Missing where it is not installed."""
        return self._version()

    @abstractmethod
    def _version(self) -> str: ...

    @abstractmethod
    def command(self, workload: Workload, style: str) -> Command:
        """Return what sets *workload* in *style*, HTML on its standard output; files it reads are written here."""

    @abstractmethod
    def texts(self, output: str) -> Texts:
        """Return what the command's standard output says."""

    @property
    def _python(self) -> str:
        return str(self._folder / "venv" / "bin" / "python")


def said(*command: str) -> str:
    """Return what a command prints, stripped. Raises: Missing if it cannot run or fails."""
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise Missing(f"{command[0]} is not there") from None
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        raise Missing(f"{command[0]}: {last}") from None
    return done.stdout.strip()


def texts_of_result(output: str) -> Texts:
    """Return the texts of a result of ``citekit process``, whose shape our drivers write too."""
    result = json.loads(output)
    entries = (result.get("bibliography") or {}).get("entries", ())
    return Texts(
        tuple(str(one["text"]) for one in result["citations"]),
        tuple((str(one["id"]), str(one["text"])) for one in entries),
    )
