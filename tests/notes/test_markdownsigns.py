"""The signs in a paragraph of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.notes.markdownsigns import signs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a[^1] b[^note]", ["mark:[^1]", "mark:[^note]"]),
        ("[^1]: is a definition", []),
        ("a\\[^1] `[^1]` ``a ` [^1]`` b", ["skipped:`[^1]`", "skipped:``a ` [^1]``"]),
        ("a^[see [b] and `c`] d", ["note:^[see [b] and `c`]", "skipped:`c`"]),
        ("a^[b ^[c] [^1]]", ["note:^[b ^[c] [^1]]", "skipped:[^1]"]),
        ("a^[never closed", []),
        ("costs $3 @a $4, but $x @a$ and $$ @a $$", ["skipped:$x @a$", "skipped:$$ @a $$"]),
        ("$ a$ b \\$c$ d", []),
        ('<a href="@b">c</a> < d', ['skipped:<a href="@b">', "skipped:</a>"]),
        ("<me@b.org> <https://a.b/@c>", ["skipped:<me@b.org>", "skipped:<https://a.b/@c>"]),
        ("at https://a.b/@c, @{https://a.b}", ["skipped:https://a.b/@c,"]),
        ("[a @b](c/@d) [e](f(g)h)", ["skipped:[", "skipped:](c/@d)", "skipped:[", "skipped:](f(g)h)"]),
        ("[a]{.smallcaps} b]{c}", ["skipped:[", "skipped:]{.smallcaps}"]),
        ("\\cite[@a]{b} \\emph", ["skipped:\\cite[@a]{b}"]),
        ("a <!-- @b --> c", ["skipped:<!-- @b -->"]),
        ("`unclosed and @a", []),
    ],
)
def test_signs(text: str, found: list[str]) -> None:
    assert [f"{one.kind}:{text[one.start : one.end]}" for one in signs(text, 0, len(text))] == found


@given(st.text(alphabet="[]^(){}`$<>!-\\@a \n\"'", max_size=80))
def test_signs_lie_within_the_paragraph(text: str) -> None:
    for one in signs(f"`[{text}]`", 2, len(text) + 2):
        assert 2 <= one.start < one.end <= len(text) + 2
