"""Where an archive or library keeps a source: the levels of its finding aids as one text.

An archive's holdings form a tree, and a source is cited by the way down: "f. 17, op. 3, d. 724, l. 5" in a Russian
archive, "box 3, folder 7" in an American one. CSL has the archive, its place, the collection and one location within
it; so the collection is the part that has a name, and all levels that have numbers are the location.

Sources: CSL 1.0.2, Appendix IV (``archive``, ``archive_collection``, ``archive_location``, ``archive-place``,
``call-number``); CMOS 17, 14.221–231 (Manuscript Collections). The abbreviations are those of each country's archives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citekit.bib.draft import Draft, joined
from citekit.bib.mapping.pages import ranged
from citekit.patterns import pattern
from citekit.richtext import Inlines, concat, map_text, plain
from citekit.values import NamedTuple


class _Level(NamedTuple):
    """One level: the *fields* that name it, its label before one number, and before several."""

    fields: tuple[str, ...]
    label: str
    plural: str


# From the largest to the smallest.
_LEVELS = (
    _Level(("recordgroup", "record_group"), "RG", "RG"),
    _Level(("fond",), "f.", "f."),
    _Level(("fonds",), "fonds", "fonds"),
    _Level(("bestand",), "Bestand", "Bestände"),
    _Level(("zespol",), "zesp.", "zesp."),
    _Level(("series", "archiveseries"), "series", "series"),
    _Level(("subseries",), "subseries", "subseries"),
    _Level(("opis",), "op.", "op."),
    _Level(("reel",), "reel", "reels"),
    _Level(("box",), "box", "boxes"),
    _Level(("carton",), "carton", "cartons"),
    _Level(("legajo",), "leg.", "legs."),
    _Level(("busta",), "b.", "bb."),
    _Level(("liasse",), "liasse", "liasses"),
    _Level(("akte",), "Akte", "Akten"),
    _Level(("delo",), "d.", "d."),
    _Level(("sprava",), "spr.", "spr."),
    _Level(("folder",), "folder", "folders"),
    _Level(("dossier",), "dossier", "dossiers"),
    _Level(("fascicolo",), "fasc.", "fascc."),
    _Level(("expediente",), "exp.", "exps."),
    _Level(("item",), "item", "items"),
    _Level(("piece",), "pièce", "pièces"),
)
# Within one item, after its shelfmark.
_LEAVES = (
    _Level(("list",), "l.", "ll."),
    _Level(("folio", "folios", "leaf"), "fol.", "fols."),
    _Level(("blatt",), "Bl.", "Bl."),
    _Level(("karta",), "k.", "k."),
)
# The label that a level has where the archive's name is in Cyrillic.
_CYRILLIC: dict[str, str] = {
    "f.": "ф.", "op.": "оп.", "d.": "д.", "spr.": "спр.", "l.": "л.", "ll.": "лл.", "folder": "папка", "box": "к.",
}  # fmt: skip
_NAMED = frozenset(("fond", "fonds", "bestand", "zespol", "recordgroup", "record_group"))  # may have a name instead

_ARCHIVES = ("archive", "repository", "archiv")
_PLACES = ("archiveplace", "archive-place", "archive_place", "archivecity", "repositoryplace")
_COLLECTIONS = ("archive_collection", "archivecollection", "archive-collection", "collection")
_LOCATIONS = ("archive_location", "archivelocation", "archive-location")
_SHELFMARKS = ("shelfmark", "signature", "signatur", "cote", "callnumber", "call-number", "call_number")
# What means something else in an entry that no archive holds.
_ONLY_HELD = frozenset("series item list collection box folder reel carton piece folio folios leaf blatt karta".split())
_HOLDERS = frozenset((*_ARCHIVES, *_PLACES, *_COLLECTIONS, *_LOCATIONS)) - {"collection"}

_LEVEL_FIELDS = tuple(name for level in (*_LEVELS, *_LEAVES) for name in level.fields)
FIELDS = frozenset(
    {*_ARCHIVES, *_PLACES, *_COLLECTIONS, *_LOCATIONS, *_SHELFMARKS, "library", *_LEVEL_FIELDS} - {"series"}
)
# Those that no published work has: beside them "series" is one of an archive.
_ARCHIVAL = _HOLDERS.union(_LEVEL_FIELDS) - {"series", "item", "list"}

# Kinds of sources that are in one place alone: their library is the archive.
_UNPUBLISHED = frozenset("manuscript personal_communication collection interview speech graphic".split())
# Those whose place is that of their archive; a letter's is where it was written.
_KEPT_WHERE_THEY_ARE = frozenset(("manuscript", "collection", "graphic"))

_COUNTED = pattern(r"\d|[IVXLCDM]+\b(?!\.)|[A-Za-z]-?\d|[A-Za-z]$")
_NUMBER = pattern(r"\d|\b[IVXLCDM]+\b")
_SEVERAL = pattern(r"\d\S*\s*(?:[-–,;]|and|und|et|и)\s*\d")
_CYRILLIC_LETTER = pattern(r"[\u0400-\u04ff]")


def read_archive(draft: Draft) -> None:
    """Read the fields of archives and libraries."""
    texts = draft.texts
    held = draft.kind in _UNPUBLISHED or not _HOLDERS.isdisjoint(draft.entry.fields)
    if archive := draft.first(_ARCHIVES) or (draft.inlines("library") if draft.kind in _UNPUBLISHED else ()):
        texts["archive"] = archive
    place = draft.first(_PLACES)
    if not place and "archive" in texts and draft.kind in _KEPT_WHERE_THEY_ARE and not draft.has("publisher"):
        place = joined((place for name in ("location", "address") for place in draft.items(name)), "; ")
    if place:
        texts["archive-place"] = place
    if held and (collection := draft.first(_COLLECTIONS)):
        texts["archive_collection"] = collection
    location = list(_levels(draft, _LEVELS, held=held))
    location += [value for name in _LOCATIONS if (value := draft.inlines(name))]
    shelfmarks = [value for name in ("library", *_SHELFMARKS) if (value := draft.inlines(name))]
    if held and shelfmarks:
        location += shelfmarks
    elif shelfmarks:
        texts["call-number"] = joined(shelfmarks, ", ")
    location += (map_text(leaf, ranged) for leaf in _levels(draft, _LEAVES, held=held))
    if location:
        texts["archive_location"] = joined(location, ", ")


def _levels(draft: Draft, levels: Iterable[_Level], *, held: bool) -> Iterator[Inlines]:
    """Yield each level with its label; a name on the highest level becomes the collection."""
    cyrillic = _CYRILLIC_LETTER.search(plain(draft.texts.get("archive", ()))) is not None
    for level in levels:
        for name in level.fields:
            if name not in draft.left or (name in _ONLY_HELD and not held):
                continue
            if name == "series" and _ARCHIVAL.isdisjoint(draft.entry.fields):
                continue
            value = draft.inlines(name)
            written = plain(value)
            if not written:
                continue
            if not _COUNTED.match(written):
                if name in _NAMED and not _NUMBER.search(written) and "archive_collection" not in draft.texts:
                    draft.texts["archive_collection"] = value
                else:  # it has its label
                    yield value
                continue
            label = level.plural if _SEVERAL.search(written) else level.label
            yield concat((f"{_CYRILLIC.get(label, label) if cyrillic else label} ",), value)
