"""The parts of a new ODF text around its content: the list of members, styles, properties.

Sources: ODF 1.3 Part 2 (packages: "mimetype" first and stored, the manifest), Part 3, 3 (documents), 16 (styles),
16.29.3 (``text:notes-configuration``), 20 (properties). Styles have the names that LibreOffice gives its own, so that
its list of styles and templates fit; "Quotation Attribution" and "Annotation" are citekit's. Nothing says when the file
was made, so that the same text gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Literal

from citekit.output.blocks import DEEPEST
from citekit.output.characters import clean
from citekit.output.entries import EntryLook
from citekit.output.layout import is_right_to_left
from citekit.output.odf import NAMESPACES
from citekit.output.pages import language_tag, paper

MIMETYPE = "application/vnd.oasis.opendocument.text"

TITLE = "Title"
HEADING = "Heading_20_1"
QUOTE = "Quotations"
ATTRIBUTION = "Quotation_20_Attribution"
NOTE_TEXT = "Footnote"
NOTE_SIGN = "Footnote_20_Symbol"
NOTE_MARK = "Footnote_20_anchor"
BIBLIOGRAPHY = "Bibliography_20_1"
ANNOTATION = "Annotation"
TABLE_TEXT = "Table_20_Contents"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FONT = "Times New Roman"
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})
_RAISED = 'style:text-position="super 58%"'
_PARTS = ("content.xml", "styles.xml", "meta.xml")


def members(content: str, first_number: int, title: str, language: str, entries: EntryLook) -> dict[str, bytes]:
    """Return the members of the archive, in their order.

    *content* is what ``content.xml`` has in its root, *entries* how those of a bibliography stand.
    """
    xml = {
        "content.xml": _document("document-content", content),
        "styles.xml": _document("document-styles", "".join(_styles(first_number, language, entries))),
        "meta.xml": _document("document-meta", _meta(title, language)),
        "META-INF/manifest.xml": _manifest(),
    }
    return {"mimetype": MIMETYPE.encode(), **{name: f"{_DECLARATION}{text}\n".encode() for name, text in xml.items()}}


def _document(kind: str, inner: str) -> str:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "manifest")
    return f'<office:{kind} {names} office:version="1.3">{inner}</office:{kind}>'


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>' for part in _PARTS
    )
    return (
        f'<manifest:manifest xmlns:manifest="{NAMESPACES["manifest"]}" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
        f"{entries}</manifest:manifest>"
    )


def _meta(title: str, language: str) -> str:
    named = f"<dc:title>{escape(clean(title), quote=False)}</dc:title>" if title else ""
    tag = language_tag(language)
    spoken = f"<dc:language>{tag}</dc:language>" if tag else ""
    return f"<office:meta><meta:generator>citekit</meta:generator>{named}{spoken}</office:meta>"


def _styles(first_number: int, language: str, entries: EntryLook) -> Iterator[str]:
    yield (
        f'<office:font-face-decls><style:font-face style:name="{_FONT}" svg:font-family="&apos;{_FONT}&apos;" '
        'style:font-family-generic="roman" style:font-pitch="variable"/></office:font-face-decls>'
    )
    named = "".join(_named_styles(entries, language))
    yield f"<office:styles>{_defaults(language)}{named}{_notes(first_number)}</office:styles>"
    yield (
        f"<office:automatic-styles>{_page(language)}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">'
        '<style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current">1'
        "</text:page-number></text:p></style:footer></style:master-page></office:master-styles>"
    )


def _defaults(language: str) -> str:
    fonts = " ".join(f'style:font-name{kind}="{_FONT}"' for kind in ("", "-asian", "-complex"))
    sizes = _size(12)
    return (
        '<style:default-style style:family="paragraph">'
        f'<style:paragraph-properties fo:orphans="2" fo:widows="2" style:tab-stop-distance="0.5in" '
        f'fo:text-align="{side(language)}" style:writing-mode="{_writing_mode(language)}"/>'
        f"<style:text-properties {fonts} {sizes}{_language(language)}/></style:default-style>"
    )


def _language(language: str) -> str:
    """Return the attributes that say what language text is in: another set for each kind of script (ODF 1.3, 20.2)."""
    if not language_tag(language):
        return ""
    name, *subtags = language.split("-")
    kind = "-complex" if is_right_to_left(language) else "-asian" if name.lower() in _EAST_ASIAN else ""
    prefix = "style" if kind else "fo"
    country = next((one.upper() for one in subtags if len(one) == 2), "none")
    return f' {prefix}:language{kind}="{name.lower()}" {prefix}:country{kind}="{country}"'


def side(language: str, where: Literal["start", "end"] = "start") -> Literal["left", "right"]:
    """Return the side where lines start or end, by name: LibreOffice takes "start" for the left in any language."""
    return "right" if is_right_to_left(language) == (where == "start") else "left"


def _writing_mode(language: str) -> str:
    return "rl-tb" if is_right_to_left(language) else "lr-tb"


def _named_styles(entries: EntryLook, language: str) -> Iterator[str]:
    body = 'fo:margin-top="0in" fo:margin-bottom="6pt" fo:line-height="115%"'
    yield '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    yield _paragraph("Text_20_body", body)
    yield _paragraph(TITLE, 'fo:margin-bottom="12pt" fo:keep-with-next="always"', _bold(16), following="Text_20_body")
    heading = 'fo:margin-top="18pt" fo:margin-bottom="6pt" fo:keep-with-next="always"'
    yield _paragraph(HEADING, heading, _bold(13), following="Text_20_body", outline=1)
    yield _paragraph(QUOTE, f'{body} fo:margin-left="24pt" fo:margin-right="24pt"')
    source = f'{body} fo:margin-left="24pt" fo:margin-right="24pt" fo:text-align="{side(language, "end")}"'
    yield _paragraph(ATTRIBUTION, source, following="Text_20_body")
    yield _paragraph(NOTE_TEXT, 'fo:margin-bottom="3pt"', _size(10))
    yield _paragraph(BIBLIOGRAPHY, whitespace(entries), inner=tab_stops(entries))
    yield _paragraph(ANNOTATION, 'fo:margin-left="48pt" fo:margin-bottom="6pt"', _size(11))
    yield _paragraph(TABLE_TEXT, 'fo:margin-bottom="1pt"')
    yield _paragraph("Footer", 'fo:text-align="center"', _size(10))
    for name in (NOTE_SIGN, NOTE_MARK):
        yield _character(name, _RAISED)
    link = 'fo:color="#0563c1" style:text-underline-style="solid" style:text-underline-width="auto"'
    yield _character("Internet_20_link", f'{link} style:text-underline-color="font-color"')


def block_style(name: str, role: str, language: str, around: str) -> str:
    """Return the automatic style of paragraphs of a quotation set apart, which stands further in than the passage.

    *language* is its own, "" for that of the text *around*. Verse has tab stops for its indents.
    """
    own = language or around
    look = 'fo:margin-left="48pt" fo:margin-right="48pt"'
    if is_right_to_left(own) != is_right_to_left(around):
        look += f' fo:text-align="{side(own)}" style:writing-mode="{_writing_mode(own)}"'
    if role == "attribution":
        look += f' fo:text-align="{side(own, "end")}"'
    steps = range(1, DEEPEST + 1) if role == "verse" else ()
    stops = "".join(f'<style:tab-stop style:position="{18 * step}pt"/>' for step in steps)
    letters = f"<style:text-properties{_language(language)}/>" if _language(language) else ""
    inner = f"<style:tab-stops>{stops}</style:tab-stops>" if stops else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{QUOTE}">'
        f"<style:paragraph-properties {look}>{inner}</style:paragraph-properties>{letters}</style:style>"
    )


def whitespace(look: EntryLook) -> str:
    """Return the attributes of a paragraph that stands as *look* says."""
    return (
        f'fo:margin-left="{_points(look.left)}" fo:margin-right="0pt" fo:text-indent="{_points(-look.hanging)}" '
        f'fo:margin-top="0pt" fo:margin-bottom="{_points(look.after)}" fo:line-height="{look.line * 100 // 240}%"'
    )


def tab_stops(look: EntryLook) -> str:
    """Return the tab stop behind a label: at the left edge of the text, from which LibreOffice measures it."""
    return '<style:tab-stops><style:tab-stop style:position="0pt"/></style:tab-stops>' if look.labelled else ""


def _points(twips: int) -> str:
    return f"{twips / 20:g}pt"


def _size(points: int) -> str:
    return " ".join(f'{prefix}:font-size{kind}="{points}pt"' for prefix, kind in _KINDS)


def _bold(points: int) -> str:
    return f"{_size(points)} " + " ".join(f'{prefix}:font-weight{kind}="bold"' for prefix, kind in _KINDS)


_KINDS = (("fo", ""), ("style", "-asian"), ("style", "-complex"))


def _paragraph(name: str, look: str, text: str = "", *, following: str = "", outline: int = 0, inner: str = "") -> str:
    then = f' style:next-style-name="{following}"' if following else ""
    level = f' style:default-outline-level="{outline}"' if outline else ""
    letters = f"<style:text-properties {text}/>" if text else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{_shown(name)}" style:family="paragraph" '
        f'style:parent-style-name="Standard"{then}{level}>'
        f"<style:paragraph-properties {look}>{inner}</style:paragraph-properties>{letters}</style:style>"
    )


def _character(name: str, look: str) -> str:
    return (
        f'<style:style style:name="{name}" style:display-name="{_shown(name)}" style:family="text">'
        f"<style:text-properties {look}/></style:style>"
    )


def _shown(name: str) -> str:
    return name.replace("_20_", " ")


def _notes(first_number: int) -> str:
    """Return how notes are numbered: LibreOffice adds one to the start (16.29.3 leaves that open)."""
    return (
        '<text:notes-configuration text:note-class="footnote" '
        f'text:citation-style-name="{NOTE_SIGN}" text:citation-body-style-name="{NOTE_MARK}" '
        f'text:default-style-name="{NOTE_TEXT}" style:num-format="1" text:start-value="{first_number - 1}" '
        'text:footnotes-position="page" text:start-numbering-at="document"/>'
    )


def _page(language: str) -> str:
    width, height = paper(language)
    return (
        '<style:page-layout style:name="page"><style:page-layout-properties '
        f'fo:page-width="{width:g}mm" fo:page-height="{height:g}mm" fo:margin-top="1in" fo:margin-bottom="0.6in" '
        f'fo:margin-left="1in" fo:margin-right="1in" style:writing-mode="{_writing_mode(language)}">'
        '<style:footnote-sep style:width="0.5pt" style:rel-width="25%" style:color="#000000" '
        f'style:adjustment="{side(language)}" style:distance-before-sep="4pt" style:distance-after-sep="4pt"/>'
        "</style:page-layout-properties><style:header-style/><style:footer-style><style:header-footer-properties "
        'fo:min-height="0.3in" fo:margin-top="0.2in"/></style:footer-style></style:page-layout>'
    )
