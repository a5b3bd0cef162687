"""In which order affixes, marks and formats are put on (CSL 1.0.2, Formatting, Affixes, Quotes, Strip Periods)."""

from __future__ import annotations

import pytest

from tests.csl.conftest import compiled, set_in

TITLE = {"id": "a", "title": "Ed. 2", "author": [{"family": "St. Poe", "given": "J. Q."}], "volume": "2"}


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ('<text variable="title" quotes="true" font-style="italic" prefix="(" suffix=")"/>', "(“<i>Ed. 2</i>”)"),
        ('<text variable="title" strip-periods="true" suffix="."/>', "Ed 2."),
        # the periods of a macro's texts go, those of its affixes and delimiters stay
        ('<text macro="m" strip-periods="true"/>', "Ed 2. J Q St Poe. vol 2."),
    ],
)
def test_order(layout: str, expected: str) -> None:
    macro = (
        '<macro name="m"><group delimiter=". " suffix="."><text variable="title"/>'
        '<names variable="author"><name initialize-with=". "/></names>'
        '<group delimiter=" "><label variable="volume" form="short"/><text variable="volume"/></group></group></macro>'
    )
    assert set_in(compiled(layout, head=macro), [TITLE]) == [expected]


def test_every_choice_in_a_stripped_macro_is_its_own_for_each_cite() -> None:
    types = ("book", "chapter", "map", "song") * 6
    choices = "".join(
        f'<group><choose><if type="{kind}"><text value="{kind}{place}."/></if></choose></group>'
        for place, kind in enumerate(types)
    )
    style = compiled('<text macro="m" strip-periods="true"/>', head=f'<macro name="m">{choices}</macro>')
    items = [{"id": kind, "type": kind} for kind in types[:4]]
    expected = ["".join(f"{other}{place}" for place, other in enumerate(types) if other == kind) for kind in types[:4]]
    assert set_in(style, items, [[{"id": kind}] for kind in types[:4]]) == expected


def test_a_stripped_macro_that_calls_itself_ends() -> None:
    macro = '<macro name="m"><text variable="title"/><text macro="m" strip-periods="true"/></macro>'
    assert set_in(compiled('<text macro="m" strip-periods="true"/>', head=macro), [TITLE]) == ["Ed 2"]


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("", "", "Roe"),
        ('prefix="["', "", "[Roe"),
        ('prefix="["', 'prefix="(" suffix=")"', "[(Roe)"),
        ("", 'font-style="italic"', "<i>Roe</i>"),
        ('font-weight="bold"', "", "<b>Roe</b>"),
    ],
)
def test_names_that_substitute_wear_what_both_have(outer: str, inner: str, expected: str) -> None:
    layout = f'<names variable="author" {outer}><substitute><names variable="editor" {inner}/></substitute></names>'
    assert set_in(compiled(layout), [{"id": "a", "editor": [{"family": "Roe"}]}]) == [expected]
