"""Bibliographies in LaTeX, with entries that are set."""

from __future__ import annotations

from collections.abc import Sequence

from citekit.model import Bibliography, Headings
from citekit.output.layout import Layout, laid_out, list_title
from citekit.output.texmarkup import block, heading
from citekit.richtext import Inlines


def set_lists(lists: Sequence[Bibliography], headings: Headings) -> list[str]:
    """Return the blocks of bibliographies: a heading and a list for each."""
    return [shown for each in lists for shown in set_list(each, headings)]


def set_list(bibliography: Bibliography, headings: Headings) -> list[str]:
    """Return the blocks of one bibliography; none where it is empty."""
    if not bibliography.entries:
        return []
    return [heading(list_title(bibliography, headings)), list_of(bibliography)]


def list_of(bibliography: Bibliography) -> str:
    """Return the entries of a bibliography as a list, without a heading; "" where there are none."""
    if not bibliography.entries:
        return ""
    layouts = [laid_out(entry.content) for entry in bibliography.entries]
    labelled = any(each.label for each in layouts)
    items = (
        _item(layout, entry.annotation, labelled=labelled)
        for layout, entry in zip(layouts, bibliography.entries, strict=True)
    )
    spread = rf"{{\linespread{{{bibliography.line_spacing}}}\selectfont" if bibliography.line_spacing > 1 else ""
    lines = [
        spread,
        rf"\begin{{list}}{{}}{{{_list_settings(bibliography, layouts)}}}",
        *items,
        r"\end{list}",
        "}" if spread else "",
    ]
    return "\n".join(line for line in lines if line)


def _list_settings(bibliography: Bibliography, layouts: Sequence[Layout]) -> str:
    labels = [block(layout.label) for layout in layouts]
    space = rf"\setlength\itemsep{{{bibliography.entry_spacing * 0.5:g}\baselineskip}}\setlength\parsep{{0pt}}"
    if any(labels):
        width = rf"\settowidth\labelwidth{{{max(labels, key=len)}}}\renewcommand\makelabel[1]{{#1\hfil}}"
        if bibliography.second_field_align == "margin":
            return rf"{width}\setlength\leftmargin{{0pt}}{space}"
        return rf"{width}\setlength\leftmargin{{\labelwidth}}\addtolength\leftmargin{{\labelsep}}{space}"
    indent = "1.5em" if bibliography.hanging_indent else "0pt"
    return rf"\setlength\leftmargin{{{indent}}}\setlength\itemindent{{-{indent}}}{space}"


def _item(layout: Layout, annotation: Inlines, *, labelled: bool) -> str:
    lines = [(r"\hspace*{1.5em}" if line.indented else "") + block(line.content) for line in layout.lines]
    lines += [said] if (said := block(annotation)) else []
    text = "\\par\n  ".join(lines)
    return rf"\item[{{{block(layout.label)}}}] {text}" if labelled else rf"\item {text}"
