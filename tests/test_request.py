"""Where something stands in a request's text."""

from __future__ import annotations

from collections import OrderedDict

import pytest

from citekit.findings import Source
from citekit.request import RequestError, checked, member, place

TEXT = '{"a": [1, {"b" : "x\\"y", "c": null}],\n "a2": {}, "d": [\n  true , -5]}'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("a", 0), "1"),
        (("a", 1, "b"), 'x\\"y'),
        (("a", 1, "c"), "null"),
        (("d", 1), "-5"),
        (("a2",), "{}"),
        (("a2", "missing"), "{}"),  # the nearest around it
        (("d", 7), "["),
        (("a", "no index"), '[1, {"b" : "x\\"y", "c": null}]'),
    ],
)
def test_a_path_leads_to_its_place(path: tuple[str | int, ...], expected: str) -> None:
    where = place(Source("r.json", TEXT), path)
    line = TEXT.splitlines()[where.line - 1]
    assert line[where.column - 1 : where.end_column - 1] == expected


def test_of_equal_keys_the_last_counts() -> None:
    assert place(Source("r.json", '{"a": 1, "a": 2}'), ("a",)).column == 15


@pytest.mark.parametrize("value", [True, 1.5, [], "1"])
def test_only_the_kinds_that_are_asked_for(value: object) -> None:
    with pytest.raises(RequestError, match="x has to be a number, and is"):
        checked(value, (int,), "x", ("x",))
    assert checked(1, (int,), "x", ("x",)) == 1
    assert checked(OrderedDict(), (dict,), "x", ("x",)) == {}


def test_nothing_and_null_are_the_default() -> None:
    assert member({}, "x", (str,), "y") == "y"
    assert member({"x": None}, "x", (str,), "y") == "y"
