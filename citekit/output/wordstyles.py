"""The styles of the Word files that citekit makes, under the ids and names that Word itself has for them.

Source: ECMA-376 Part 1, 17.7 (styles; the order of elements is that of CT_Style). Word finds its built-in styles by
their names, so that a template or another program's list of styles fits; "Quote Attribution", "Verse", "Block
Attribution" and "Annotation" are citekit's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from citekit.output import wordml
from citekit.output.blocks import DEEPEST
from citekit.output.entries import EntryLook
from citekit.output.layout import is_right_to_left
from citekit.output.pages import language_tag
from citekit.output.wordml import NAMESPACE, NONE, Properties, attribute

TITLE = "Title"
HEADING = "Heading1"
QUOTE = "Quote"
ATTRIBUTION = "QuoteAttribution"
NOTE_TEXT = "FootnoteText"
NOTE_MARK = "FootnoteReference"
FOOTER = "Footer"

BLOCK = "BlockText"
VERSE = "Verse"
BLOCK_ATTRIBUTION = "BlockAttribution"
PASSAGE: Mapping[str, str] = {"text": QUOTE, "block": BLOCK, "verse": VERSE, "attribution": BLOCK_ATTRIBUTION}
"""The styles of the passage and of quotations set apart in it, by their roles."""

_EAST_ASIAN = frozenset({"ja", "ko", "zh"})
_FONT = "Times New Roman"
_KEPT: Properties = {"keepNext": "<w:keepNext/>", "keepLines": "<w:keepLines/>"}


def styles(language: str, entries: EntryLook, apart: Collection[str] = ()) -> str:
    """Return ``word/styles.xml``; *entries* is how those of a bibliography stand.

    *apart* has the roles of paragraphs, for styles that are only there where they are used.
    """
    defined = "".join([*_styles(entries), *(style for role, style in _apart() if role in apart)])
    return f'<w:styles xmlns:w="{NAMESPACE}">{_defaults(language)}{defined}</w:styles>'


def _defaults(language: str) -> str:
    look = {
        "rFonts": f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>',
        "sz": '<w:sz w:val="24"/>',
        "szCs": '<w:szCs w:val="24"/>',
        "lang": language_element(language),
    }
    spacing = _spacing(after=120, line=276)
    return (
        f"<w:docDefaults><w:rPrDefault>{wordml.run_properties(look)}</w:rPrDefault>"
        f"<w:pPrDefault>{wordml.paragraph_properties(spacing)}</w:pPrDefault></w:docDefaults>"
    )


def language_element(language: str, tag: str = "w:lang") -> str:
    """Return the language of text, with the attribute for its kind of script; nothing for one that is none."""
    if not language_tag(language):
        return ""
    kind = "bidi" if is_right_to_left(language) else "eastAsia" if language[:2].lower() in _EAST_ASIAN else "val"
    return f'<{tag} w:{kind}="{attribute(language)}"/>'


def _styles(entries: EntryLook) -> Iterator[str]:
    yield _paragraph("Normal", "Normal", default=True)
    yield _style("character", "DefaultParagraphFont", "Default Paragraph Font", _DEFAULT_FONT, default=True)
    yield _style("table", "TableNormal", "Normal Table", _DEFAULT_TABLE, default=True)
    yield _style("numbering", "NoList", "No List", _DEFAULT_LIST, default=True)
    title = {**_KEPT, **_spacing(after=240, line=240)}
    yield _paragraph(TITLE, "Title", title, _size(32, bold=True), following="Normal")
    heading = {**_KEPT, **_spacing(before=360, after=120, line=240), "outlineLvl": '<w:outlineLvl w:val="0"/>'}
    yield _paragraph(HEADING, "heading 1", heading, _size(26, bold=True), following="Normal")
    yield _paragraph(QUOTE, "Quote", _indented(480, 480))
    source = {**_indented(480, 480), "jc": '<w:jc w:val="right"/>', "keepLines": "<w:keepLines/>"}
    yield _paragraph(ATTRIBUTION, "Quote Attribution", source, following="Normal", own=True)
    yield _paragraph(NOTE_TEXT, "footnote text", _spacing(after=60, line=240), _size(20))
    yield _character(NOTE_MARK, "footnote reference", {"vertAlign": '<w:vertAlign w:val="superscript"/>'})
    yield _paragraph(wordml.BIBLIOGRAPHY, "Bibliography", wordml.whitespace(entries))
    annotation = {**_spacing(after=120, line=240), **_indented(960, 0)}
    yield _paragraph(wordml.ANNOTATION, "Annotation", annotation, _size(22), own=True)
    link = {"color": '<w:color w:val="0563C1"/>', "u": '<w:u w:val="single"/>'}
    yield _character(wordml.LINK, "Hyperlink", link)
    footer = {**_spacing(after=0, line=240), "jc": '<w:jc w:val="center"/>'}
    yield _paragraph(FOOTER, "footer", footer, _size(20))


def _apart() -> Iterator[tuple[str, str]]:
    """Yield the styles of quotations set apart, which stand further in than the passage; verse has tab stops."""
    yield "block", _paragraph(BLOCK, "Block Text", _indented(960, 960))
    stops = "".join(f'<w:tab w:val="left" w:pos="{960 + 360 * step}"/>' for step in range(1, DEEPEST + 1))
    verse = {**_indented(960, 480), "tabs": f"<w:tabs>{stops}</w:tabs>", "keepLines": "<w:keepLines/>"}
    yield "verse", _paragraph(VERSE, "Verse", verse, own=True)
    source = {**_indented(960, 960), "jc": '<w:jc w:val="right"/>', "keepLines": "<w:keepLines/>"}
    yield "attribution", _paragraph(BLOCK_ATTRIBUTION, "Block Attribution", source, own=True)


_DEFAULT_FONT = '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>'
_DEFAULT_LIST = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
_DEFAULT_TABLE = (
    f'{_DEFAULT_LIST}<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)


def _paragraph(
    identity: str,
    name: str,
    look: Properties = NONE,
    text: Properties = NONE,
    *,
    following: str = "",
    default: bool = False,
    own: bool = False,
) -> str:
    head = "" if default else '<w:basedOn w:val="Normal"/>'
    head += f'<w:next w:val="{following}"/>' if following else ""
    inner = f"{head}<w:qFormat/>{wordml.paragraph_properties(look)}{wordml.run_properties(text)}"
    return _style("paragraph", identity, name, inner, default=default, own=own)


def _character(identity: str, name: str, look: Properties) -> str:
    inner = f'<w:basedOn w:val="DefaultParagraphFont"/>{wordml.run_properties(look)}'
    return _style("character", identity, name, inner)


def _style(kind: str, identity: str, name: str, inner: str, *, default: bool = False, own: bool = False) -> str:
    marks = (' w:default="1"' if default else "") + (' w:customStyle="1"' if own else "")
    return f'<w:style w:type="{kind}"{marks} w:styleId="{identity}"><w:name w:val="{name}"/>{inner}</w:style>'


def _spacing(*, after: int, line: int, before: int = 0) -> Properties:
    above = f' w:before="{before}"' if before else ""
    return {"spacing": f'<w:spacing{above} w:after="{after}" w:line="{line}" w:lineRule="auto"/>'}


def _indented(left: int, right: int) -> Properties:
    return {"ind": f'<w:ind w:left="{left}" w:right="{right}"/>'}


def _size(half_points: int, *, bold: bool = False) -> Properties:
    look = {"sz": f'<w:sz w:val="{half_points}"/>', "szCs": f'<w:szCs w:val="{half_points}"/>'}
    return {"b": "<w:b/>", "bCs": "<w:bCs/>", **look} if bold else look
