"""The parts of a new Word file around its text: content types, relationships, settings, footnotes, properties.

Sources: ECMA-376 Part 1, 11.3 (parts), 15.2.12 (core properties), 17.6.17 (the section; its page in twentieths of a
point), 17.11 (footnotes), 17.15 (settings); Part 2, 9 and 10. Nothing says when the file was made, so that the same
text gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from citekit.output import wordml, wordstyles
from citekit.output.characters import clean
from citekit.output.layout import is_right_to_left
from citekit.output.pages import language_tag, paper
from citekit.output.wordml import NAMESPACE
from citekit.values import dataclass

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MARGIN = 1440
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


@dataclass(frozen=True, slots=True)
class Parts:
    """What is in a file: the paragraphs of its *body*, its *styles* part, its *footnotes* and where they begin."""

    body: str
    styles: str
    footnotes: Sequence[str]
    first_number: int


def members(parts: Parts, title: str, language: str) -> dict[str, bytes]:
    """Return the members of the archive, in the order that Word writes them in."""
    about = {
        "styles": parts.styles,
        "settings": _settings(parts, language),
        **({"footnotes": _footnotes(parts.footnotes, language)} if parts.footnotes else {}),
        "footer": _FOOTER,
    }
    package = [("document", f"{_RELATIONS}/officeDocument", "word/document.xml"), ("core", _CORE, "docProps/core.xml")]
    xml = {
        "[Content_Types].xml": _content_types(about),
        "_rels/.rels": _relationships(package),
        "word/document.xml": _document(parts, language),
        "word/_rels/document.xml.rels": _relationships([(one, f"{_RELATIONS}/{one}", f"{one}.xml") for one in about]),
        **{f"word/{one}.xml": text for one, text in about.items()},
        "docProps/core.xml": _core(title, language),
    }
    return {name: f"{_DECLARATION}{text}\n".encode() for name, text in xml.items()}


def _content_types(about: Iterable[str]) -> str:
    main = ("/word/document.xml", f"{_WORD_TYPE}.document.main+xml")
    types = [main, *((f"/word/{one}.xml", f"{_WORD_TYPE}.{one}+xml") for one in about)]
    types.append(("/docProps/core.xml", _CORE_TYPE))
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: Iterable[tuple[str, str, str]]) -> str:
    """Return relationships: the id, type and target of each."""
    inner = "".join(
        f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>' for identity, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _core(title: str, language: str) -> str:
    named = f"<dc:title>{escape(clean(title), quote=False)}</dc:title>" if title else ""
    tag = language_tag(language)
    spoken = f"<dc:language>{tag}</dc:language>" if tag else ""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{named}{spoken}</cp:coreProperties>'
    )


def _settings(parts: Parts, language: str) -> str:
    separators = "".join(f'<w:footnote w:id="{identity}"/>' for _, identity in _SEPARATORS)
    notes = f"<w:footnotePr>{_numbering(parts)}{separators}</w:footnotePr>" if parts.footnotes else ""
    compatible = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
    )
    spoken = wordstyles.language_element(language, "w:themeFontLang")
    return f'<w:settings xmlns:w="{NAMESPACE}"><w:defaultTabStop w:val="720"/>{notes}{compatible}{spoken}</w:settings>'


def _numbering(parts: Parts) -> str:
    return f'<w:numFmt w:val="decimal"/><w:numStart w:val="{parts.first_number}"/>'


def _footnotes(notes: Sequence[str], language: str) -> str:
    """Return the footnotes, after the two lines that Word draws above them (17.11.1, 17.11.23)."""
    tight = {"spacing": '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'}
    if is_right_to_left(language):
        tight |= wordml.RIGHT_TO_LEFT
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{identity}">'
        f"{wordml.paragraph(wordml.run(f'<w:{kind}/>'), tight)}</w:footnote>"
        for kind, identity in _SEPARATORS
    )
    return f'<w:footnotes xmlns:w="{NAMESPACE}" {_LATER_WORD}>{lines}{"".join(notes)}</w:footnotes>'


_LATER_WORD = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15"'
)


def own_mark(inner: str) -> str:
    """Return *inner*, the mark of a note that is not counted, as only Word reads it (Part 3, 7.5: alternate content).

    In Word's files such a mark is text of the note, and a reader is to print it as such. LibreOffice, pandoc and
    others print the mark of the reference before the note by themselves, and would print both.
    """
    return f'<mc:AlternateContent><mc:Choice Requires="w15">{inner}</mc:Choice><mc:Fallback/></mc:AlternateContent>'


_PAGE_NUMBER = wordml.field("PAGE", wordml.text_run("1"))
_FOOTER = f'<w:ftr xmlns:w="{NAMESPACE}">{wordml.paragraph(_PAGE_NUMBER, wordml.styled(wordstyles.FOOTER))}</w:ftr>'


def _document(parts: Parts, language: str) -> str:
    return (
        f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_RELATIONS}"><w:body>{parts.body}{_section(parts, language)}'
        "</w:body></w:document>"
    )


def _section(parts: Parts, language: str) -> str:
    """Return the properties of the only section; its page is that of the language's territory."""
    width, height = (round(side / 25.4 * 1440) for side in paper(language))
    numbering = f"<w:footnotePr>{_numbering(parts)}</w:footnotePr>" if parts.footnotes else ""
    sides = "".join(f' w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    direction = "<w:bidi/>" if is_right_to_left(language) else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="footer"/>{numbering}'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar{sides} w:header="720" w:footer="720" w:gutter="0"/>'
        f"{direction}</w:sectPr>"
    )
