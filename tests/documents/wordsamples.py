"""Word files for tests, made by hand as Word, Zotero and Mendeley write them."""

from __future__ import annotations

import base64
import json
from html import escape
from typing import Any

from citekit.archives import archive_of

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

COHEN: dict[str, Any] = {
    "type": "book",
    "title": "Bukharin and the Bolshevik Revolution",
    "author": [{"family": "Cohen", "given": "Stephen F."}],
    "issued": {"date-parts": [["1973"]]},
    "publisher": "Knopf",
    "publisher-place": "New York",
    "citation-key": "cohen1973",
}
WARD: dict[str, Any] = {
    "type": "article-journal",
    "title": "The <i>Pravda</i> Letters",
    "author": [{"family": "Ward", "given": "Chris"}],
    "container-title": "Slavic Review",
    "issued": {"date-parts": [[1999, 3]]},
    "page": "1-20",
}
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Funotentext"><w:name w:val="footnote text"/></w:style>'
    '<w:style w:type="character" w:styleId="Funotenzeichen"><w:name w:val="footnote reference"/></w:style>'
)


def word(body: str, **parts: str) -> bytes:
    """Return a Word file; *parts* are the insides of others ("footnotes"), *custom* of the custom properties."""
    custom = parts.pop("custom", "")
    members = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": f"<w:{name} {NAMESPACES}>{inner}</w:{name}>" for name, inner in parts.items()},
    }
    overrides = f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>' + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}+xml"/>' for name in parts
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts, 1)
    )
    package = f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    if custom:
        members["docProps/custom.xml"] = (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
            f"{custom}</Properties>"
        )
        package += f'<Relationship Id="rId2" Type="{_RELATIONS}/custom-properties" Target="docProps/custom.xml"/>'
        kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        overrides += f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/>'
    head = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{package}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
    }
    return archive_of({name: (_XML + text).encode() for name, text in (head | members).items()})


def prop(name: str, text: str) -> str:
    return f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{escape(text)}</vt:lpwstr></property>'  # noqa: E501 - one element


def run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", look: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{style}{look}</w:pPr>" if style or look else ""
    return f'<w:p w:rsidR="00A1">{properties}{"".join(runs)}</w:p>'


def to(identity: int, kind: str = "footnote", more: str = "", sign: str = "") -> str:
    sign = f"<w:t>{sign}</w:t>" if sign else ""
    look = f'<w:rPr><w:rStyle w:val="{kind.title()}Reference"/></w:rPr>'
    return f'<w:r>{look}<w:{kind}Reference w:id="{identity}"{more}/>{sign}</w:r>'


def note(identity: int, *runs: str, kind: str = "footnote") -> str:
    own = f'<w:r><w:rPr><w:rStyle w:val="Funotenzeichen"/></w:rPr><w:{kind}Ref/></w:r>'
    return f'<w:{kind} w:id="{identity}">{paragraph(own, *runs, style="Funotentext")}</w:{kind}>'


def item(data: dict[str, Any], identity: str = "ABCD2345", **more: Any) -> dict[str, Any]:
    uris = [f"http://zotero.org/users/123/items/{identity}"]
    return {"id": 7, "uris": uris, "itemData": {"id": 7, **data}, **more}


def citation(*items: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {
        "citationID": "x1",
        "properties": {"formattedCitation": "old", "plainCitation": "old", "noteIndex": 0, **properties},
        "citationItems": list(items),
        "schema": "https://github.com/citation-style-language/schema/raw/master/csl-citation.json",
    }


def code(*items: dict[str, Any], **properties: Any) -> str:
    return f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(citation(*items, **properties))} "


def mark(kind: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, *result: str, look: str = "", cuts: int = 1) -> str:
    """Return a field whose instruction stands in so many runs."""
    size = max(len(instruction) // cuts, 1)
    pieces = [instruction[start : start + size] for start in range(0, len(instruction), size)]
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(one, quote=False)}</w:instrText></w:r>' for one in pieces
    )
    return mark("begin", look) + runs + mark("separate") + "".join(result) + mark("end")


def simple(instruction: str, *result: str) -> str:
    return f'<w:fldSimple w:instr="{escape(instruction)}">{"".join(result)}</w:fldSimple>'


def control(tag: str, inner: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def mendeley_tag(*items: dict[str, Any]) -> str:
    data = {"citationID": "MENDELEY_CITATION_1", "properties": {"noteIndex": 0}, "citationItems": list(items)}
    return "MENDELEY_CITATION_v3_" + base64.b64encode(json.dumps(data).encode()).decode()
