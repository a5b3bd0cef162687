"""What is a note, a citation and a look in JATS; see ``documents/jats.py``."""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript
from citekit.documents.scholarly import reading
from citekit.documents.scholarly.jats_references import references
from citekit.documents.scholarly.reading import Customs, keys, words
from citekit.documents.xmltree import Element
from citekit.model import Cite
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format

_LOOKS = {"italic": ITALIC, "bold": BOLD, "sub": SUBSCRIPT, "sup": SUPERSCRIPT, "sc": SMALL_CAPS}
_SKIPPED = frozenset("front article-meta ref-list tex-math math inline-formula disp-formula code preformat".split())
_BLOCKS = frozenset(
    "p title sec body back fn fn-group list list-item disp-quote td th caption table table-wrap".split()
)
_APART = frozenset(("front", "article-meta", "author-notes", "journal-meta"))
_XLINK = "{http://www.w3.org/1999/xlink}href"


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError.
    """
    return reading.read(path, data, _CUSTOMS)


def _is_note(element: Element) -> bool:
    return element.name == "fn" and not any(one.name in _APART for one in element.ancestors())


def _targets(element: Element) -> list[str]:
    if element.name == "xref" and element.get("ref-type") in ("fn", "table-fn"):
        return element.get("rid").split()
    return []


def _cites(element: Element) -> list[Cite]:
    if element.name == "xref" and element.get("ref-type") == "bibr":
        return [Cite(key) for key in keys(element.get("rid"))]
    return []


def _number(note: Element) -> str:
    return words(note.child("label")) or note.get("symbol")


def look(element: Element) -> Format | str | None:
    """Return the dress of an element's text."""
    if element.name in ("ext-link", "uri") and element.get(_XLINK).startswith(("http://", "https://")):
        return element.get(_XLINK)
    return _LOOKS.get(element.name)


_CUSTOMS = Customs(
    "jats",
    _is_note,
    _targets,
    _cites,
    _number,
    look,
    lambda root: references(root, look),
    "label",
    "title",
    _SKIPPED,
    _BLOCKS,
)
