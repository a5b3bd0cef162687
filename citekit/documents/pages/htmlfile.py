"""Pages as manuscripts: their encoding, what they ask for, notes and citations; see ``documents/html.py``."""

from __future__ import annotations

import codecs

from citekit.documents.manuscript import Asked, Manuscript, Setting
from citekit.documents.pages.reading import Pages, read_pages
from citekit.documents.pages.tree import Node, parse
from citekit.documents.splicing import encoded, spliced
from citekit.documents.xmltree import LONGEST, MOST_TAGS
from citekit.encodings import decode
from citekit.errors import UnreadableError
from citekit.findings import Source, Span
from citekit.patterns import pattern

_HEAD = 4096
_CHARSET = pattern(
    rb"(?i)<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.-]{1,40})"
)
# Source: Encoding Standard, 4.2: what pages mean by these names.
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
          "iso-8859-9": "cp1254", "x-sjis": "shift_jis", "gb2312": "gbk", "ks_c_5601-1987": "cp949"}  # fmt: skip
_XHTML = pattern(r"\s*<\?xml\b")


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError for what is no text, or larger than any page.
    """
    source = page_source(path, data)
    root, found = taken_apart(source)
    notes = tuple(one.note for one in found.notes)
    return Manuscript(
        path, "html", {"": source}, notes, found.cited, found.lists, _asked(root), findings=found.findings, data=data
    )


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the page with what *setting* puts into it; the same bytes where that is nothing."""
    from citekit.documents.pages.writing import Writer  # noqa: PLC0415 - a page that is only read needs none of it

    source = manuscript.parts[""]
    root, found = taken_apart(source)
    changes = Writer(manuscript, setting, {"": root}, found).changes()
    if not changes:
        return manuscript.data
    return encoded(source, spliced(manuscript, changes).get("", source.text))


def taken_apart(source: Source) -> tuple[Node, Pages]:
    """Return the tree of a page, and what it has."""
    root = parse(source.text, xml=_XHTML.match(source.text) is not None)
    return root, read_pages(root, {"": root}, {"": source})


def page_source(path: str, data: bytes) -> Source:
    """Return the text of a page: in the encoding of its mark, or that it says, or that it can be.

    Raises: UnreadableError.
    """
    if len(data) > LONGEST:
        raise UnreadableError(f"a page of more than {LONGEST} bytes", where=Span(path), hint="is it a manuscript?")
    said = _declared(data[:_HEAD])
    if said and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode(said)
            if text.encode(said) == data:
                return _text_only(Source(path, text, said))
        except (UnicodeError, LookupError):
            pass
    try:
        text, encoding, mark = decode(data)
    except UnicodeDecodeError as error:
        message = f"not {error.encoding.upper()} text, though it begins so: byte 0x{data[error.start]:02x}"
        raise UnreadableError(message, where=Span(path), hint="save the page as UTF-8") from None
    if not _can_be_written(text, encoding, mark, data):
        text, encoding, mark = data.decode("latin-1"), "latin-1", b""
    return _text_only(Source(path, text, encoding, mark))


def _can_be_written(text: str, encoding: str, mark: bytes, data: bytes) -> bool:
    try:
        return mark + text.encode(encoding) == data
    except (UnicodeError, LookupError):
        return False


def _declared(head: bytes) -> str:
    found = _CHARSET.search(head)
    if found is None:
        return ""
    name = (found[1] or found[2]).decode("ascii", "replace").casefold()
    try:
        encoding = codecs.lookup(_MEANT.get(name, name))
        "a".encode(encoding.name)
    except (LookupError, ValueError):
        return ""
    return "" if encoding.name.startswith(("utf-16", "utf-32", "utf-7")) else encoding.name


def _text_only(source: Source) -> Source:
    text = source.text
    if text.count("\0") * 100 > len(text):
        where = source.span(text.index("\0"))
        raise UnreadableError("not a page: it has NUL characters", where=where, hint="is it a picture or an archive?")
    if max(text.count("<"), text.count("&"), text.count("=")) > MOST_TAGS:
        message = f"a page of more than {MOST_TAGS} tags, attributes or references"
        raise UnreadableError(message, where=Span(source.path), hint="is it a manuscript?")
    return source


def _asked(root: Node) -> Asked:
    metas = {one.get("name").casefold(): one.get("content").strip() for one in root.iter("meta") if one.get("name")}

    def words(*names: str) -> tuple[str, ...]:
        text = next((metas[name] for name in names if metas.get(name)), "")
        return tuple(one.strip() for one in text.split(",") if one.strip())

    page = next(root.iter("html"), root)
    listed = metas.get("citekit-listed", "").casefold()
    return Asked(
        bib=words("citekit-bibliography", "bibliography"),
        style=metas.get("citekit-style", ""),
        language=page.get("lang") or page.get("xml:lang"),
        uncited=tuple(one.lstrip("@") for one in words("citekit-nocite", "nocite")),
        listed=None if not listed else listed not in ("no", "false"),
        title=metas.get("reference-section-title", ""),
    )
