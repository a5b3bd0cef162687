"""What is kept of documents and libraries for the rules that need both: cites, references, marks of suppression."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from citekit.findings import Span
from citekit.model import Key, Locator
from citekit.values import NamedTuple, dataclass, field

if TYPE_CHECKING:
    from citekit.csl.catalogue import Style


class CiteFact(NamedTuple):
    """A cite of a document at *where*. *note* is its note's number, "" in running text.

    *quoted* counts the words of the longest quotation that it covers directly; *mode* as in ``model.Citation``;
    *suffix* is what stands behind it in its citation, which is number *citation* of the document. *key_at* and
    *locator_at* are where key and locator begin in the text of their file (code points), -1 where they do not stand
    there so, or the file is no text; *located* is the locator's place, ``None`` where it is not known.
    """

    key: Key
    locator: Locator | None
    where: Span
    note: str = ""
    quoted: int = 0
    mode: str = ""
    suffix: str = ""
    citation: int = 0
    key_at: int = -1
    locator_at: int = -1
    located: Span | None = None

    @property
    def at_locator(self) -> Span:
        """The place of its locator, as near as it is known: else its own."""
        return self.located or self.where


class EntryFact(NamedTuple):
    """What other rules ask of a reference: *type* is biblatex's, *csl* CSL's; *fields* are those with something in.

    *pages*, *pagination*, *pagetotal* and *file* are its fields' texts.
    """

    key: Key
    type: str
    csl: str
    where: Span
    fields: frozenset[str] = frozenset()
    pages: str = ""
    pagination: str = ""
    pagetotal: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A cite and the reference that it cites, ``None`` for an unknown key; *known* has all references by their keys.

    *aliases* are other keys of references.
    """

    cite: CiteFact
    entry: EntryFact | None
    known: Mapping[Key, EntryFact]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """All that was checked: the cites of each document by its path, the references, the style.

    *complete* says that no document of the project was left out: only then is a work uncited that none of these cites.
    *settings* is the file that has the settings. *named* are keys that documents list uncited ("nocite"), "*" for all.
    """

    cites: Mapping[str, tuple[CiteFact, ...]]
    known: Mapping[Key, EntryFact]
    style: Style | None = None
    settings: str = ""
    locale: str = ""
    complete: bool = False
    named: frozenset[str] = frozenset()
    aliases: Mapping[Key, Key] = field(default_factory=dict)
