"""Entries of a bibliography (CSL 1.0.2, Bibliography, Display)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from citekit.bib.csljson import references_of
from citekit.csl.locales import merged
from citekit.csl.parse import parse_style
from citekit.csl.processor import CompiledStyle, set_document
from citekit.output.fragment_html import fragment

NUMBER = '<text variable="citation-number" prefix="[" suffix="] "/>'


def listed(layout: str, items: Sequence[Mapping[str, Any]], **options: str) -> list[str]:
    """Return the entries of *items*; *options* are attributes of ``cs:bibliography``, but for two: ``style`` has those
    of the style, ``head`` its macros.
    """
    own, head = options.pop("style", ""), options.pop("head", "")
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in options.items())
    node, _ = parse_style(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" {own}><info><title/><id/>'
        f"<updated/></info>{head}<citation><layout/></citation><bibliography{attributes}>{layout}</bibliography></style>"
    )
    references = references_of([{"id": str(number), "type": "book", **item} for number, item in enumerate(items)])
    made = set_document(CompiledStyle(node, merged("en-US", ())), references, [], list(references)).bibliography
    return [fragment(entry.content) for entry in made.entries]


@pytest.mark.parametrize("options", [{}, {"second_field_align": "flush"}])
def test_a_term_after_the_number_begins_the_entry(options: dict[str, str]) -> None:
    layout = f'<layout>{NUMBER}<text term="no date" form="short"/></layout>'
    assert [text.removesuffix("</div>").split()[-1].split(">")[-1] for text in listed(layout, [{}], **options)] == [
        "N.d."
    ]


def test_a_term_after_a_repeated_author_does_not() -> None:
    layout = '<layout><names variable="author"/> <text term="no date" form="short" prefix=" "/></layout>'
    items = [{"author": [{"literal": "Doe"}]}] * 2
    assert listed(layout, items, subsequent_author_substitute="—") == ["Doe n.d.", "— n.d."]


def test_the_stop_of_an_entry_stands_in_the_block_that_ends_it() -> None:
    layout = f'<layout suffix=".">{NUMBER}<group display="right-inline"><text variable="title"/></group></layout>'
    assert listed(layout, [{"title": "One"}]) == ['[1] <div class="csl-right-inline">One.</div>']
    assert listed('<layout suffix="."><text variable="title" font-style="italic"/></layout>', [{"title": "One"}]) == [
        "<i>One</i>."
    ]


def test_page_ranges_are_set_in_any_case() -> None:
    layout = '<layout><text variable="page" text-case="lowercase"/></layout>'
    assert listed(layout, [{"page": "S1034-S1041"}], style='page-range-format="chicago"') == ["s1034–41"]


def test_one_name_and_a_title_sort_before_two_names() -> None:
    layout = (
        '<sort><key macro="all"/></sort><layout><names variable="author"/><text variable="title" prefix=" "/></layout>'
    )
    macro = '<macro name="all"><names variable="author"/><text variable="title" prefix=" "/></macro>'
    smith, jane = {"family": "Smith", "given": "John"}, {"family": "Smith", "given": "Jane"}
    items = [{"author": [smith, jane], "title": "A"}, {"author": [smith], "title": "The"}]
    assert listed(layout, items, head=macro) == ["John Smith The", "John Smith, Jane Smith A"]


def test_character_references_that_a_style_escapes_twice_are_read() -> None:
    layout = '<layout><names variable="author" suffix="&amp;#160;:"/></layout>'
    items = [{"author": [{"literal": "Doe"}]}] * 2
    assert listed(layout, items, subsequent_author_substitute="&amp;#8212;") == ["Doe\u00a0:", "—\u00a0:"]
