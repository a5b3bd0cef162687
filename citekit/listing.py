"""Which works a bibliography lists, what it says of them, and lists of abbreviations.

A document may have several bibliographies: of sources and of literature, by type or keyword, one for each chapter.
Each is set by itself, so that an author who is repeated from entry to entry is repeated within one list alone.

Sources: biblatex manual, 3.8.2 (printbibliography: type, keyword, notkeyword), 3.8.3 (printbiblist: shorthand);
CMOS 17, 14.62 (annotated bibliographies), 14.63 (divided bibliographies), 14.60 (lists of abbreviations).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from citekit.bib.mapping.entry_types import TYPES
from citekit.documents.manuscript import Selection
from citekit.model import Bibliography, BibliographyEntry, Key, Reference
from citekit.notes.prose import parse_prose
from citekit.richtext import Format, Inlines, Styled, plain
from citekit.values import replace

_LABEL = Format(display="left-margin")
_MEANING = Format(display="right-inline")


class Lister:
    """Makes the lists of a document: of *whole*, its bibliography, or of a part, which *set_part* sets anew."""

    def __init__(
        self,
        whole: Bibliography,
        references: Mapping[Key, Reference],
        set_part: Callable[[Sequence[Key]], Bibliography],
    ) -> None:
        """See the class."""
        self.whole = whole
        self._references = references
        self._set_part = set_part
        self._keys = [entry.key for entry in whole.entries]

    def listed(self, selection: Selection, chapters: Mapping[str, Collection[Key]] | None = None) -> Bibliography:
        """Return the list that a *selection* asks for; *chapters* as in ``selected``."""
        chosen = selected(self._keys, self._references, selection, chapters)
        own = self.whole if len(chosen) == len(self._keys) else self._set_part(chosen)
        if selection.abbreviations:
            return abbreviations(own, self._references, selection.title)
        own = replace(own, title=selection.title) if selection.title else own
        return annotated(own, self._references) if selection.annotated else own

    def all(self, selections: Sequence[Selection]) -> tuple[Bibliography, ...]:
        """Return a list for each selection, or the whole where there is none; empty ones are left out."""
        if not selections:
            return (self.whole,) if self._keys else ()
        made = (self.listed(one) for one in selections)
        return tuple(one for one in made if one.entries)


def selected(
    keys: Iterable[Key],
    references: Mapping[Key, Reference],
    selection: Selection,
    chapters: Mapping[str, Collection[Key]] | None = None,
) -> tuple[Key, ...]:
    """Return those of *keys* that a *selection* lists; *chapters* has what is cited in each chapter, by its title."""
    types = _types(selection.types)
    not_types = _types(selection.not_types)
    wanted = {word.casefold() for word in selection.keywords}
    unwanted = {word.casefold() for word in selection.without}
    cited = (chapters or {}).get(selection.chapter, ()) if selection.chapter else None
    found = []
    for key in keys:
        kind, words = references[key].type, keywords(references[key])
        if (types and kind not in types) or kind in not_types:
            continue
        if (wanted and not wanted & words) or unwanted & words:
            continue
        if (selection.keys and key not in selection.keys) or (cited is not None and key not in cited):
            continue
        found.append(key)
    return tuple(found)


def keywords(reference: Reference) -> frozenset[str]:
    """Return the keywords of a reference, in lower case; commas or semicolons part them."""
    text = plain(reference.texts.get("keyword", ())).replace(";", ",")
    return frozenset(word.strip().casefold() for word in text.split(",") if word.strip())


def _types(names: Sequence[str]) -> frozenset[str]:
    """Return the CSL types that *names* are, or that entry types of these names have."""
    return frozenset((*names, *(TYPES[name] for name in names if name in TYPES)))


TYPE_NAMES = frozenset((*TYPES, *TYPES.values()))
"""The types of CSL, and the entry types of BibTeX and biblatex."""


def annotated(bibliography: Bibliography, references: Mapping[Key, Reference]) -> Bibliography:
    """Return *bibliography* with what each reference's ``annote`` says of the work; *italic* in it is set so."""
    entries = tuple(replace(entry, annotation=_annotation(references[entry.key])) for entry in bibliography.entries)
    return replace(bibliography, entries=entries)


def _annotation(reference: Reference) -> Inlines:
    own = reference.texts.get("annote", ())
    return parse_prose(own[0]) if len(own) == 1 and isinstance(own[0], str) else own


def abbreviations(
    bibliography: Bibliography, references: Mapping[Key, Reference], title: str, also: Iterable[Key] = ()
) -> Bibliography:
    """Return the list of abbreviations that *bibliography* calls for, in their order.

    Each shorthand of a work (biblatex's ``shorthand``, CSL's ``citation-label``) stands for its entry, each short title
    of a journal or series for the long one. *also* are works whose short titles count though they are not listed.
    """
    meanings: dict[str, tuple[Key, Inlines]] = {}
    for entry in bibliography.entries:
        if short := plain(references[entry.key].texts.get("citation-label", ())).strip():
            meanings.setdefault(short, (entry.key, entry.content))
    for key in dict.fromkeys((*(entry.key for entry in bibliography.entries), *also)):
        texts = references[key].texts
        for variable in ("container-title", "collection-title"):
            short = plain(texts.get(f"{variable}-short", ())).strip()
            if short and short != plain(texts.get(variable, ())).strip() and texts.get(variable):
                meanings.setdefault(short, (key, texts[variable]))
    ordered = sorted(meanings.items(), key=lambda pair: (pair[0].casefold(), pair[0]))
    entries = tuple(
        BibliographyEntry(key, (Styled((short,), _LABEL), Styled(meaning, _MEANING)))
        for short, (key, meaning) in ordered
    )
    return Bibliography(entries, second_field_align="flush", entry_spacing=0, title=title)
