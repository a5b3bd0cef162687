"""Other keys by which a reference may be cited: those of biblatex's field ``ids`` (biblatex manual, 2.2.3).

A reference keeps them in *extra*. A key that is a reference's own never means another, and of two references with one
alias the first has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citekit.model import Citation, Key, Ledger, Library, Note
from citekit.values import replace


def own_keys(keys: Iterable[Key], library: Library) -> dict[Key, Key]:
    """Return the keys of the references that *keys* mean, for those of *keys* that are aliases.

    A key that is neither a reference's own nor an alias is not among them. The library is looked through only where
    one of *keys* is no reference's own.
    """
    wanted = {key for key in keys if key not in library.references}
    found: dict[Key, Key] = {}
    if wanted:
        for own, reference in library.references.items():
            for alias in reference.extra.get("ids", "").split(","):
                if (key := Key(alias.strip())) in wanted:
                    found.setdefault(key, own)
    return found


def with_own_keys(ledger: Ledger, library: Library) -> Ledger:
    """Return *ledger* with the references' own keys in the place of aliases."""
    citations = [part for note in ledger.notes.values() for part in note.parts if isinstance(part, Citation)]
    citations += [ledger.source] if ledger.source else []
    own = own_keys((cite.key for citation in citations for cite in citation.cites), library)
    if not own:
        return ledger
    notes = {number: _note(note, own) for number, note in ledger.notes.items()}
    return replace(ledger, notes=notes, source=_citation(ledger.source, own) if ledger.source else None)


def _note(note: Note, own: Mapping[Key, Key]) -> Note:
    parts = tuple(_citation(part, own) if isinstance(part, Citation) else part for part in note.parts)
    return replace(note, parts=parts)


def _citation(citation: Citation, own: Mapping[Key, Key]) -> Citation:
    return replace(citation, cites=tuple(replace(cite, key=own.get(cite.key, cite.key)) for cite in citation.cites))
