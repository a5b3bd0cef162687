"""What is a note, a citation and a look in TEI; see ``documents/tei.py``."""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript
from citekit.documents.scholarly import reading
from citekit.documents.scholarly.reading import Customs, keys, words
from citekit.documents.scholarly.tei_references import references
from citekit.documents.xmltree import Element
from citekit.model import Cite, Locator
from citekit.notes.locators import label_for, parse_locator
from citekit.patterns import pattern
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format

_SKIPPED = frozenset("teiHeader listBibl biblStruct biblFull formula facsimile egXML code".split())
_BLOCKS = frozenset(
    "p ab head div div1 div2 div3 div4 body back front list item l lg q quote cell row table figure".split()
)
_BESIDE = frozenset("margin left right inline interlinear".split())
_LOOKS = (
    (pattern(r"(?i)italic|\bi\b"), ITALIC),
    (pattern(r"(?i)bold|\bb\b"), BOLD),
    (pattern(r"(?i)sup"), SUPERSCRIPT),
    (pattern(r"(?i)\bsub"), SUBSCRIPT),
    (pattern(r"(?i)small-?caps|\bsc\b"), SMALL_CAPS),
)


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError.
    """
    return reading.read(path, data, _CUSTOMS)


def _is_note(element: Element) -> bool:
    if element.name != "note" or not _BESIDE.isdisjoint(element.get("place").split()):
        return False
    return not any(one.name in _SKIPPED or one.name == "bibl" for one in element.ancestors())


def _cites(element: Element) -> list[Cite]:
    if element.name in ("ref", "ptr") and element.get("type") in ("bibr", "cit", "bibl", "citation"):
        found = [Cite(key) for key in keys(element.get("target"))]
    elif element.name == "bibl" and (element.get("corresp") or element.get("sameAs")):
        found = [Cite(key) for key in keys(element.get("corresp") or element.get("sameAs"))]
    else:
        return []
    ranges = [one for one in element.walk() if isinstance(one, Element) and one.name == "citedRange"]
    if found and ranges:
        found[-1] = Cite(found[-1].key, _locator(ranges[0]))
    return found


def _locator(cited: Element) -> Locator | None:
    value = words(cited) or "–".join(filter(None, (cited.get("from"), cited.get("to"))))
    label = label_for(cited.get("unit")) if cited.get("unit") else None
    if not value:
        return None
    read = parse_locator(value)
    if label is not None and (read is None or not read.labelled):
        return Locator(label, read.value if read is not None else value)
    return read or Locator("page", value)


def _targets(element: Element) -> list[str]:
    if element.name in ("ref", "ptr") and not _cites(element):
        return [one.removeprefix("#") for one in element.get("target").split() if one.startswith("#")]
    return []


def look(element: Element) -> Format | str | None:
    """Return the dress of an element's text (TEI 1.3.1.1.3: ``rend``, ``rendition``)."""
    if element.name == "ref" and element.get("target").startswith(("http://", "https://")):
        return element.get("target")
    if element.name in ("emph", "title", "foreign") and not element.get("rend") and element.get("level") != "a":
        return ITALIC
    said = f"{element.get('rend')} {element.get('rendition')}"
    return next((found for sign, found in _LOOKS if sign.search(said)), None)


_CUSTOMS = Customs(
    "tei",
    _is_note,
    _targets,
    _cites,
    lambda note: note.get("n") or words(note.child("{http://www.tei-c.org/ns/1.0}label")),
    look,
    references,
    "label",
    "head",
    _SKIPPED,
    _BLOCKS,
)
