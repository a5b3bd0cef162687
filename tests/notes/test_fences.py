"""What of a Markdown text is not read as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.notes.fences import blanked, fenced, regions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n```\nb\n```\nc", ["fence:```\nb\n```"]),
        ("~~~ md\n```\n~~~~\nc", ["fence:~~~ md\n```\n~~~~"]),
        ("````\n```\n````\n", ["fence:````\n```\n````"]),
        ("```\nnever closed\n", ["fence:```\nnever closed\n"]),
        ("``` a`b\nc", []),
        ("> ```\n> b\n> ```\nc", ["fence:> ```\n> b\n> ```"]),
        ("> ```\n> b\n\nc @d", ["fence:> ```\n> b\n"]),
        ("- ```\n  b\n  ```\nc", ["fence:- ```\n  b\n  ```"]),
        ("```\r\nb\r\n```\r\nc", ["fence:```\r\nb\r\n```"]),
        ("a <!-- b\n\nc --> d", ["comment:<!-- b\n\nc -->"]),
        ("a \\<!-- b --> `<!--` c -->", []),
        ("<!-- never closed", []),
        ("<PRE>\n@a\n</pre> b", ["raw:<PRE>\n@a\n</pre>"]),
        ("\\begin{verse}\n@a\n\\end{verse}\nb", ["raw:\\begin{verse}\n@a\n\\end{verse}"]),
        ("a `x ``` y` \n``` not closed` b", []),
        ("```\n<!--\n```\n-->", ["fence:```\n<!--\n```"]),
    ],
)
def test_regions(text: str, found: list[str]) -> None:
    assert [f"{one.kind}:{text[one.start : one.end]}" for one in regions(text)] == found


@given(st.lists(st.sampled_from("```|~~~|\n|<!--|-->|<pre>|</pre>|\\begin{a}|\\end{a}|> |`|a".split("|"))).map("".join))
def test_regions_are_in_order_and_apart(text: str) -> None:
    end = 0
    for one in regions(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


def test_blanked_keeps_lines_and_length() -> None:
    text = "a\r\n```\r\nbcd\r\n```\r\ne"
    assert blanked(text, fenced(text)) == "a\r\n   \r\n   \r\n   \r\ne"
