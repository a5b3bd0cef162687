"""The package of an EPUB: its metadata, table of contents and archive, the same bytes for the same book.

Sources: EPUB 3.3, 4.2 (the archive), 5.5 (metadata, dcterms:modified), 5.7 (spine), 7 (navigation); EPUB Accessibility
1.1, 2 (metadata for discovery); schema.org's accessibility vocabulary; reproducible-builds.org, SOURCE_DATE_EPOCH.
No conformance is claimed (``dcterms:conformsTo``): that is for whoever has evaluated the finished book.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from citekit.archives import archive_of
from citekit.errors import UsageError
from citekit.output.characters import clean
from citekit.output.hypertext import attribute, language, text
from citekit.output.layout import is_right_to_left
from citekit.output.pages import language_tag
from citekit.values import dataclass

_UNDATED = "1980-01-01T00:00:00Z"  # as the members of an archive that are the same whenever it is written
_FOLDER = "EPUB"
_CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="{_FOLDER}/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_VERSE = ' epub:prefix="z3998: http://www.daisy.org/z3998/2012/vocab/structure/#"'
_NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
_ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
)
_SUMMARY = (
    "All content is text in reading order, with headings. Notes are linked from their marks and back, and have roles "
    "of DPUB-ARIA. There are no images, sounds, scripts or flashes; colours, fonts and sizes are the reader's."
)


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What the metadata say: *language* is BCP 47, *contents* the word above the table of contents."""

    title: str
    language: str
    contents: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """One document of a book. *kind* is its place among the landmarks."""

    file: str
    title: str
    data: bytes
    kind: str = "bodymatter"


def document(title: str, tag: str, body: Sequence[str]) -> bytes:
    """Return an XHTML document in the language *tag*."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE html>",
        f"<html {_NAMESPACES}{_VERSE if any('z3998:' in one for one in body) else ''}{language(tag, xml=True)}>",
        "<head>",
        '<meta charset="utf-8"/>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
        f"<title>{text(title)}</title>",
        '<link rel="stylesheet" href="style.css"/>',
        "</head>",
        "<body>",
        "<main>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def package(facts: BookFacts, contents: Sequence[Content], styles: str) -> bytes:
    """Return the archive with *styles* as its stylesheet.

    Its identifier is made of all that it says, so that another text is another book.

    Raises: UsageError for a SOURCE_DATE_EPOCH that is no time.
    """
    members = {
        "nav.xhtml": document(facts.title, facts.language, list(_navigation(facts, contents))),
        **{one.file: one.data for one in contents},
        "style.css": styles.encode(),
    }
    metadata = "\n".join([*_metadata(facts, _identifier(facts, members), _modified())])
    described = "\n".join([metadata, *_manifest(contents), *_spine(facts, contents), "</package>", ""])
    return archive_of(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": _CONTAINER.encode(),
            f"{_FOLDER}/package.opf": described.encode(),
            **{f"{_FOLDER}/{name}": data for name, data in members.items()},
        },
        first="mimetype",
    )


def _identifier(facts: BookFacts, members: dict[str, bytes]) -> str:
    from uuid import UUID  # noqa: PLC0415 - not cheap, and only books need it

    digest = hashlib.sha256(facts.source.encode())
    for name, data in members.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"urn:uuid:{UUID(bytes=digest.digest()[:16], version=5)}"


def _modified() -> str:
    """Return the date that a build gives its files; the clock is never asked."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return _UNDATED
    try:
        return datetime.fromtimestamp(int(given), UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    except (ValueError, OverflowError, OSError):
        hint = "give seconds since 1970, or unset it"
        raise UsageError(f"SOURCE_DATE_EPOCH is no time: {given[:40]!r}", hint=hint) from None


def _metadata(facts: BookFacts, identifier: str, modified: str) -> Iterator[str]:
    tag = language_tag(facts.language) or "und"
    direction = "rtl" if is_right_to_left(facts.language) else "ltr"
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{attribute(tag)}" dir="{direction}">'
    )
    yield '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    yield f'<dc:identifier id="id">{identifier}</dc:identifier>'
    yield f"<dc:title>{text(facts.title)}</dc:title>"
    yield f"<dc:language>{text(tag)}</dc:language>"
    if facts.source:
        yield f"<dc:source>{text(facts.source)}</dc:source>"
    yield f'<meta property="dcterms:modified">{modified}</meta>'
    for name, value in _ACCESSIBILITY:
        yield f'<meta property="schema:{name}">{value}</meta>'
    yield f'<meta property="schema:accessibilitySummary" xml:lang="en" dir="ltr">{_SUMMARY}</meta>'
    yield "</metadata>"


def _manifest(contents: Sequence[Content]) -> Iterator[str]:
    yield "<manifest>"
    yield '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    for place, one in enumerate(contents, start=1):
        yield f'<item id="item-{place}" href="{one.file}" media-type="application/xhtml+xml"/>'
    yield '<item id="style" href="style.css" media-type="text/css"/>'
    yield "</manifest>"


def _spine(facts: BookFacts, contents: Sequence[Content]) -> Iterator[str]:
    """Yield the reading order."""
    direction = "rtl" if is_right_to_left(facts.language) else "ltr"
    yield f'<spine page-progression-direction="{direction}">'
    if _is_listed(contents):
        yield '<itemref idref="nav"/>'
    for place, _ in enumerate(contents, start=1):
        yield f'<itemref idref="item-{place}"/>'
    yield "</spine>"


def _is_listed(contents: Sequence[Content]) -> bool:
    """Tell whether the table of contents is read with the book: where there is something to choose from."""
    return len(contents) > 1


def _navigation(facts: BookFacts, contents: Sequence[Content]) -> Iterator[str]:
    word = text(clean(facts.contents))
    yield '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">'
    yield f'<h1 id="contents">{word}</h1>'
    yield "<ol>"
    for one in contents:
        yield f'<li><a href="{one.file}">{text(one.title)}</a></li>'
    yield "</ol>"
    yield "</nav>"
    yield '<nav epub:type="landmarks" hidden="hidden">'
    yield "<ol>"
    if _is_listed(contents):
        yield f'<li><a epub:type="toc" href="nav.xhtml">{word}</a></li>'
    firsts = {one.kind: one for one in reversed(contents)}
    for one in contents:
        if firsts[one.kind] is one:
            yield f'<li><a epub:type="{one.kind}" href="{one.file}">{text(one.title)}</a></li>'
    yield "</ol>"
    yield "</nav>"
