"""EPUB books as manuscripts: the package, its documents in order as one tree; see ``documents/epub.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from citekit.archives import Archive
from citekit.documents.manuscript import Asked, Manuscript, Setting
from citekit.documents.pages.htmlfile import page_source
from citekit.documents.pages.reading import Pages, read_pages
from citekit.documents.pages.tree import Node, parse
from citekit.documents.splicing import encoded, spliced
from citekit.documents.xmltree import MOST_TAGS, Element
from citekit.documents.xmltree import parse as parse_xml
from citekit.errors import UnreadableError
from citekit.findings import Source
from citekit.patterns import pattern
from citekit.values import NamedTuple

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_C = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ENC = "{http://www.w3.org/2001/04/xmlenc#}"
# Ways of making a font unusable outside its book; whatever else is encrypted is so that nobody reads it.
_OBFUSCATED = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_DOCUMENTS = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_MOST_DOCUMENTS = 5_000
_SAVE = "open it where it was made, and save it again"
_ENTITY = pattern(r"<!DOCTYPE[^\[>]*\[[^\]]{0,2000}?<!ENTITY\s+(%\s*)?(\S{1,60})", re.IGNORECASE)


class _Book(NamedTuple):
    root: Node
    pages: Mapping[str, Node]


def read(path: str, data: bytes) -> Manuscript:
    """Return the book in *data*.

    Raises: UnreadableError for what is damaged, hostile, encrypted or no EPUB.
    """
    archive = Archive(path, data, "EPUB")
    package_name = _package_name(path, archive)
    package = _xml(path, archive, package_name)
    _check_readable(path, archive)
    sources = {name: _page(path, archive, name) for name in _spine(package, package_name, archive)}
    if sum(max(one.text.count("<"), one.text.count("&")) for one in sources.values()) > MOST_TAGS:
        raise UnreadableError(f"an EPUB of more than {MOST_TAGS} tags", where=archive.where, hint=_SAVE)
    if not sources:
        raise UnreadableError("an EPUB without text: no document is in its spine", where=archive.where, hint=_SAVE)
    found = _taken_apart(sources)[1]
    notes = tuple(one.note for one in found.notes)
    asked = Asked(language=_language(package))
    return Manuscript(path, "epub", sources, notes, found.cited, found.lists, asked, findings=found.findings, data=data)


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the book with what *setting* puts into it; the same bytes where that is nothing."""
    from citekit.documents.pages.writing import Writer  # noqa: PLC0415 - a book that is only read needs none of it

    book, found = _taken_apart(manuscript.parts)
    changes = Writer(manuscript, setting, book.pages, found, in_book=True).changes()
    if not changes:
        return manuscript.data
    changed = {name: encoded(manuscript.parts[name], text) for name, text in spliced(manuscript, changes).items()}
    return Archive(manuscript.path, manuscript.data, "EPUB").rewritten(changed)


def _package_name(path: str, archive: Archive) -> str:
    container = _xml(path, archive, _CONTAINER)
    for one in container.all(f"{_C}rootfile", "rootfile"):
        if name := one.get("full-path"):
            return normpath(name)
    raise UnreadableError("a damaged EPUB: its container names no package", where=archive.where, hint=_SAVE)


def _xml(path: str, archive: Archive, name: str) -> Element:
    source = page_source(f"{path}:{name}", archive.read(name))
    try:
        return parse_xml(source)
    except UnreadableError as error:
        message = f"a damaged EPUB: {name}: {error.message}"
        raise UnreadableError(message, where=archive.where, hint=error.hint) from None


def _page(path: str, archive: Archive, name: str) -> Source:
    """Return a document; one that declares entities is refused (XML 1.0, 4.2), as no reader of books has them."""
    source = page_source(path, archive.read(name))
    declared = _ENTITY.search(source.text, 0, 10_000)
    if declared:
        message = f"an EPUB that is not safe to read: {name} declares an entity, {declared[2]!r}"
        raise UnreadableError(message, where=archive.where, hint="is it a manuscript?")
    return source


def _check_readable(path: str, archive: Archive) -> None:
    """Refuse a book whose text is encrypted; fonts may be."""
    if _ENCRYPTION not in archive:
        return
    for one in _xml(path, archive, _ENCRYPTION).all(f"{_ENC}EncryptedData"):
        method = one.first(f"{_ENC}EncryptionMethod")
        if method is None or method.get("Algorithm") not in _OBFUSCATED:
            hint = "only a book without DRM can be read"
            raise UnreadableError("an encrypted EPUB", where=archive.where, hint=hint)


def _spine(package: Element, package_name: str, archive: Archive) -> Iterator[str]:
    """Yield the names of the documents of the spine, in their order; navigation is none of the text."""
    items = {one.get("id"): one for one in package.all(f"{_OPF}item", "item")}
    seen: set[str] = set()
    for reference in package.all(f"{_OPF}itemref", "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _DOCUMENTS or "nav" in item.get("properties").split():
            continue
        name = _resolved(package_name, item.get("href"))
        if name not in seen and name in archive:
            seen.add(name)
            yield name
        if len(seen) > _MOST_DOCUMENTS:
            raise UnreadableError(f"an EPUB of more than {_MOST_DOCUMENTS} documents", where=archive.where, hint=_SAVE)


def _resolved(base: str, href: str) -> str:
    path = unquote(href.partition("#")[0])
    return normpath(join(dirname(base), path)) if path else base


def _language(package: Element) -> str:
    found = package.first(f"{_DC}language")
    return found.texts().strip() if found is not None else ""


def _taken_apart(sources: Mapping[str, Source]) -> tuple[_Book, Pages]:
    """Return the pages of a book as one tree, whose ids and links within it have the names of files before them."""
    root = Node("", {}, 0, 0, None)
    pages: dict[str, Node] = {}
    for name, source in sources.items():
        page = parse(source.text, xml=True)
        page.parent = root
        root.children.append(page)
        pages[name] = page
        for element in page.iter():
            element.part = name
            _qualify(element, name, sources)
    return _Book(root, pages), read_pages(root, pages, sources)


def _qualify(element: Node, name: str, sources: Mapping[str, Source]) -> None:
    own = dict(element.attributes)
    for attribute in ("id", "name") if element.tag == "a" else ("id",):
        if own.get(attribute):
            own[attribute] = f"{name}#{own[attribute]}"
    href = own.get("href", "")
    if "#" in href and ":" not in href.partition("#")[0] and element.tag == "a":
        target = _resolved(name, href)
        own["href"] = f"#{target}#{unquote(href.partition('#')[2])}" if target in sources else ""
    element.attributes = own
