"""Formatted text and bibliography entries in WordprocessingML, for any part of any Word file.

Sources: ECMA-376 Part 1, 17.3.1 (paragraphs), 17.3.2 (runs; the order of properties is that of the schema, Annex A),
17.3.3 (what a run holds), 17.16 (fields; a link as a HYPERLINK field needs no relationship, as a ``w:hyperlink``
would); Unicode UAX #9 (which stretches run from right to left).
All elements have the prefix ``w``, which the part must bind to `NAMESPACE`. Style ids are those of Word itself; a file
without such a style shows the text as it shows all other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import accumulate, groupby
from types import MappingProxyType

from citekit.model import BibliographyEntry
from citekit.output import entries
from citekit.output.characters import clean
from citekit.output.entries import EntryLook
from citekit.output.layout import LIGHT, UNDERLINE, Feature, flat
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

LINK = "Hyperlink"
BIBLIOGRAPHY = "Bibliography"
ANNOTATION = "Annotation"

_RUN_PROPERTIES = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
).split()
_PARAGRAPH_PROPERTIES = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()

Properties = Mapping[str, str]
"""Properties of a run or paragraph: the element's name without prefix, and the element: ``{"b": "<w:b/>"}``."""
NONE: Properties = MappingProxyType({})

_LOOKS: Mapping[Feature, Properties] = {
    ITALIC: {"i": "<w:i/>", "iCs": "<w:iCs/>"},
    BOLD: {"b": "<w:b/>", "bCs": "<w:bCs/>"},
    LIGHT: {"b": '<w:b w:val="0"/>', "bCs": '<w:bCs w:val="0"/>'},
    SMALL_CAPS: {"smallCaps": "<w:smallCaps/>"},
    UNDERLINE: {"u": '<w:u w:val="single"/>'},
    SUPERSCRIPT: {"vertAlign": '<w:vertAlign w:val="superscript"/>'},
    SUBSCRIPT: {"vertAlign": '<w:vertAlign w:val="subscript"/>'},
}
_HYPHENS = {"\u00ad": "<w:softHyphen/>", "\u2011": "<w:noBreakHyphen/>"}
_SPECIAL = re.compile("([\u00ad\u2011])")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DIRECTIONS = {"L": False, "R": True, "AL": True, "AN": True}


def runs(content: Inlines, *, around: Properties = NONE, link_style: str = LINK, right_to_left: bool = False) -> str:
    """Return *content* as ``w:r`` elements; links are fields of several runs.

    *around* are properties that all runs have, where the content says nothing else. *right_to_left* is the direction
    of the paragraph. *link_style* "" gives links no style.

    >>> from citekit.richtext import Styled
    >>> runs((Styled(("R&D",), BOLD),))
    '<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">R&amp;D</w:t></w:r>'
    """
    written = []
    for target, group in groupby(flat(content), key=lambda run: _target(run[1])):
        own = {**around, "rStyle": f'<w:rStyle w:val="{attribute(link_style)}"/>'} if target and link_style else around
        parts = [_run(text, features, own, right_to_left=right_to_left) for text, features in group]
        written.append(field(_hyperlink(target), "".join(parts), around) if target else "".join(parts))
    return "".join(written)


def text_run(text: str, look: Properties = NONE, *, right_to_left: bool = False) -> str:
    """Return plain *text* as runs with the properties *look*: several where its direction changes."""
    stretches = _stretches(clean(text), right_to_left=right_to_left)
    return "".join(run(characters(part), _directed(look, rtl=rtl)) for rtl, part in stretches)


def run(inner: str, look: Properties = NONE) -> str:
    """Return a run of the elements *inner* (``<w:tab/>``)."""
    return f"<w:r>{_block('w:rPr', look, _RUN_PROPERTIES)}{inner}</w:r>"


def field(instruction: str, result: str, look: Properties = NONE) -> str:
    """Return a field of the runs *result*, which a program may set anew (ECMA-376 Part 1, 17.16.18)."""
    marks = [run(f'<w:fldChar w:fldCharType="{kind}"/>', look) for kind in ("begin", "separate", "end")]
    code = run(f'<w:instrText xml:space="preserve"> {escape(instruction, quote=False)} </w:instrText>', look)
    return f"{marks[0]}{code}{marks[1]}{result}{marks[2]}"


def paragraph(inner: str, look: Properties = NONE) -> str:
    """Return a paragraph of the runs *inner*."""
    return f"<w:p>{paragraph_properties(look)}{inner}</w:p>"


def paragraph_properties(look: Properties) -> str:
    """Return a ``w:pPr`` with *look* in the order of the schema; nothing for nothing."""
    return _block("w:pPr", look, _PARAGRAPH_PROPERTIES)


def run_properties(look: Properties) -> str:
    """Return a ``w:rPr`` with *look* in the order of the schema; nothing for nothing."""
    return _block("w:rPr", look, _RUN_PROPERTIES)


def styled(style: str, look: Properties = NONE) -> Properties:
    """Return the properties of a paragraph of a style, which stand before its own."""
    return {"pStyle": f'<w:pStyle w:val="{attribute(style)}"/>', **look}


def attribute(text: str) -> str:
    """Return *text* for an attribute's value."""
    return escape(clean(text))


def whitespace(look: EntryLook) -> Properties:
    """Return the properties of a paragraph that stands as *look* says (17.3.1.12, 17.3.1.33, 17.3.1.37)."""
    hanging = f' w:hanging="{look.hanging}"' if look.hanging else ' w:firstLine="0"'
    properties = {
        "spacing": f'<w:spacing w:after="{look.after}" w:line="{look.line}" w:lineRule="auto"/>',
        "ind": f'<w:ind w:left="{look.left}"{hanging}/>',
    }
    if look.labelled:
        properties["tabs"] = f'<w:tabs><w:tab w:val="left" w:pos="{look.left}"/></w:tabs>'
    return properties


def entry_paragraphs(
    entry: BibliographyEntry,
    look: EntryLook,
    *,
    style: str = BIBLIOGRAPHY,
    annotation_style: str = ANNOTATION,
    of_style: EntryLook | None = None,
    start: str = "",
    end: str = "",
    right_to_left: bool = False,
) -> str:
    """Return an entry as paragraphs: one for each of its lines, and one for its annotation.

    A paragraph says what whitespace it has, unless it has that *of_style*. *start* and *end* are put around the runs
    of the entry: bookmarks, the marks of a field.
    """
    written = []
    for index, one in enumerate(paragraphs := list(entries.entry_paragraphs(entry, look))):
        last = index == len(paragraphs) - 1 or paragraphs[index + 1].annotation
        properties = dict(NONE if one.look == of_style and not one.annotation else whitespace(one.look))
        if one.kept:
            properties["keepNext"] = "<w:keepNext/>"
        if right_to_left:
            properties |= RIGHT_TO_LEFT
        inner = runs(one.content, right_to_left=right_to_left)
        if one.first and look.labelled:
            inner = runs(one.label, right_to_left=right_to_left) + run("<w:tab/>") + inner
        if not one.annotation:
            inner = (start if one.first else "") + inner + (end if last else "")
        written.append(paragraph(inner, styled(annotation_style if one.annotation else style, properties)))
    return "".join(written)


RIGHT_TO_LEFT: Properties = MappingProxyType({"bidi": "<w:bidi/>"})
"""What makes a paragraph run from right to left."""


def _target(features: Sequence[Feature]) -> str:
    return next((feature for feature in features if isinstance(feature, str)), "")


def _run(text: str, features: Sequence[Feature], around: Properties, *, right_to_left: bool) -> str:
    look = dict(around)
    for feature in features:
        if isinstance(feature, Format):
            look.update(_LOOKS[feature])
    return text_run(text, look, right_to_left=right_to_left)


def _hyperlink(target: str) -> str:
    r"""Return the instruction of a link; ``\`` and ``"`` mean something else in one."""
    address = clean(target).replace("\\", "%5C").replace('"', "%22")
    return f'HYPERLINK "{address}"'


def characters(text: str) -> str:
    """Return clean *text* as what a run holds: ``w:t``, and hyphens that are elements (17.3.3.18, 17.3.3.29)."""
    return "".join(
        _HYPHENS.get(part) or f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>'
        for part in _SPECIAL.split(text)
        if part
    )


def _block(tag: str, look: Properties, order: Sequence[str]) -> str:
    inner = "".join(look[name] for name in sorted(look, key=order.index))
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def _directed(look: Properties, *, rtl: bool) -> Properties:
    return {**look, "rtl": "<w:rtl/>"} if rtl else look


def _stretches(text: str, *, right_to_left: bool) -> Iterable[tuple[bool, str]]:
    """Cut *text* where its direction changes: does each stretch run from right to left?

    After UAX #9, in short: numbers go with the letters before them, other characters with the letters on both sides
    or, where these differ, with the paragraph.
    """
    if not right_to_left and not _RIGHT_TO_LEFT.search(text):
        return [(False, text)] if text else []
    strong = _strong(text, right_to_left=right_to_left)
    before = list(accumulate(strong, _latest, initial=right_to_left))[1:]
    after = list(accumulate(reversed(strong), _latest, initial=right_to_left))[:0:-1]
    directions = [
        one if one is not None else left if left == right else right_to_left
        for one, left, right in zip(strong, before, after, strict=True)
    ]
    pairs = zip(directions, text, strict=True)
    return [(rtl, "".join(char for _, char in group)) for rtl, group in groupby(pairs, key=lambda pair: pair[0])]


def _strong(text: str, *, right_to_left: bool) -> list[bool | None]:
    """Tell of each character whether it runs from right to left; ``None`` where that depends on its neighbours."""
    found: list[bool | None] = []
    latest = right_to_left
    for char in text:
        kind = unicodedata.bidirectional(char)
        own = latest if kind == "EN" else _DIRECTIONS.get(kind)
        latest = latest if own is None else own
        found.append(own)
    return found


def _latest(before: bool, one: bool | None) -> bool:
    return before if one is None else one
