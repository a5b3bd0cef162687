"""Word's and OpenDocument's XML read back for tests: the characters a reader gets, and parts of archives."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping
from io import BytesIO

from citekit.output import odf, wordml

W = f"{{{wordml.NAMESPACE}}}"
TEXT = f"{{{odf.NAMESPACES['text']}}}"
_WORD_SIGNS = {f"{W}softHyphen": "\u00ad", f"{W}noBreakHyphen": "\u2011"}


def members(data: bytes) -> dict[str, str]:
    """Return the members of an archive as texts."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def xml(inner: str, namespaces: Mapping[str, str] | None = None) -> ET.Element:
    """Return *inner* within a root that binds the prefixes."""
    bound = {"w": wordml.NAMESPACE, **odf.NAMESPACES} if namespaces is None else namespaces
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in bound.items())
    return ET.fromstring(f"<root {names}>{inner}</root>")  # noqa: S314 - what our own writers made


def word_text(element: ET.Element) -> str:
    """Return the characters of runs."""
    return "".join((one.text or "") if one.tag == f"{W}t" else _WORD_SIGNS.get(one.tag, "") for one in element.iter())


def odf_text(paragraph: ET.Element) -> str:
    """Return the characters of a paragraph as ODF 1.3 Part 3, 6.1.2 has a reader see them."""
    raw = "".join(_odf_pieces(paragraph))
    collapsed = "".join(char for before, char in zip(" " + raw, raw, strict=False) if (before, char) != (" ", " "))
    return collapsed.removesuffix(" ").replace("\0", " ")


def _odf_pieces(element: ET.Element) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        pieces += ["\0"] if child.tag == f"{TEXT}s" else [] if child.tag == f"{TEXT}note" else _odf_pieces(child)
        pieces.append(child.tail or "")
    return pieces


def as_lines(parts: Mapping[str, str], *breaks: str) -> bytes:
    """Return members as one text for a golden file; *breaks* are tags that begin a line, for whoever reads it."""
    begins = re.compile(f"(?=<(?:{'|'.join(breaks)})[ >])")
    return "".join(f"=== {name}\n{begins.sub(chr(10), text)}" for name, text in parts.items()).encode()
