"""Footnotes of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.findings import Source
from citekit.notes.endnotes import footnotes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x[^1] y[^2]\n\n[^1]: Ward.\n[^2]: Ibid.\nlazy line\n\nProse.\n", ["1 Ward.", "2 Ibid. lazy line"]),
        ("x[^1]\n\n[^1]: Ward.\n\n    Second.\n\n\tThird.\n\nProse.\n", ["1 Ward. Second. Third."]),
        ("x[^1]\n\n```\n[^9]: code\n```\n\n[^1]: Ward.\n", ["1 Ward."]),
        ("x^[Ward, 3.] y[^a] z^[See [Reed](https://example.org) [sic].]\n\n[^a]: Ibid.\n",
         ["1 Ward, 3.", "2 Ibid.", "3 See [Reed](https://example.org) [sic]."]),
        ("x^[not closed\n\ny^[Ward.]\n", ["1 Ward."]),
        ("x^[12]^ y[^a]\n\n[^a]: Ward.\n", ["1 Ward."]),
        ("x[^b] y[^3]\n\n[^3]: Three.\n[^b]: B.\n[^none]: Unused.\n", ["1 B.", "2 Three.", "3 Unused."]),
    ],
)  # fmt: skip
def test_notes(text: str, found: list[str]) -> None:
    assert [f"{note.number} {note.text}" for note in footnotes.read(Source("n.md", text)).notes] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x[^1] y[^7] z[^7]\n\n[^1]: Ward.\n", [(1, "note 7 is not there")]),
        ("x[^1]\n\n[^1]: Ward.\n[^1]: Reed.\n", [(4, "note 1 is there twice")]),
        ("x[^1]\n\n[^1]:\n", [(3, "note 1 has no text")]),
        ("x `[^2]` \\[^2] y[^1]\n\n[^1]: Ward `[^3]`.\n", []),
    ],
)
def test_what_is_odd(text: str, found: list[tuple[int, str]]) -> None:
    read = footnotes.read(Source("n.md", text))
    assert [(finding.where.line, finding.message) for finding in read.findings] == found


@given(st.text(alphabet="[]^:1a \n`~\\", max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    read = footnotes.read(Source("n.md", text))
    assert all("\n" not in note.text for note in read.notes)
