"""Other keys by which a reference may be cited: those of biblatex's field ``ids`` (biblatex manual, 2.2.3).

A reference keeps them in *extra*. A key that is a reference's own never means another, and of two references with one
alias the first has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, runtime_checkable

from citekit.model import Citation, Key, Ledger, Library, Note, Reference
from citekit.values import replace


def own_keys(keys: Iterable[Key], library: Library) -> dict[Key, Key]:
    """Return the keys of the references that *keys* mean, for those of *keys* that are aliases.

    A key that is neither a reference's own nor an alias is not among them. The library is looked through only where
    one of *keys* is no reference's own.
    """
    wanted = {key for key in keys if key not in library.references}
    if not wanted:
        return {}
    known = library.references.aliases() if isinstance(library.references, Aliased) else aliases_of(library.references)
    return {key: known[key] for key in wanted if key in known}


@runtime_checkable
class Aliased(Protocol):
    """References that know their aliases without being looked through."""

    def aliases(self) -> Mapping[Key, Key]:
        """Return every alias with the key of the reference that has it, as ``aliases_of`` does."""
        ...


def aliases_of(references: Mapping[Key, Reference]) -> dict[Key, Key]:
    """Return every alias with the key of the reference that has it."""
    found: dict[Key, Key] = {}
    for own, reference in references.items():
        add_aliases(own, reference, found)
    return found


def add_aliases(own: Key, reference: Reference, found: dict[Key, Key]) -> None:
    """Add the aliases of *reference* to *found*, where no other has them."""
    for alias in reference.extra.get("ids", "").split(","):
        if alias.strip():
            found.setdefault(Key(alias.strip()), own)


def with_own_keys(ledger: Ledger, library: Library) -> Ledger:
    """Return *ledger* with the references' own keys in the place of aliases."""
    own = own_keys((cite.key for cite in ledger.cites), library)
    return with_keys(ledger, own) if own else ledger


def with_keys(ledger: Ledger, keys: Mapping[Key, Key]) -> Ledger:
    """Return *ledger* with each key that *keys* has as it says, and the others as they are."""
    notes = tuple(_note(note, keys) for note in ledger.notes)
    return replace(ledger, notes=notes, source=with_citation_keys(ledger.source, keys) if ledger.source else None)


def _note(note: Note, keys: Mapping[Key, Key]) -> Note:
    parts = tuple(with_citation_keys(part, keys) if isinstance(part, Citation) else part for part in note.parts)
    return replace(note, parts=parts)


def with_citation_keys(citation: Citation, keys: Mapping[Key, Key]) -> Citation:
    """Return *citation* with each key that *keys* has as it says."""
    return replace(citation, cites=tuple(replace(cite, key=keys.get(cite.key, cite.key)) for cite in citation.cites))
