"""Styles of the installed collection: every fortieth loads and sets references of every type."""

from __future__ import annotations

from tests.style_sweep import sample_failures


def test_styles_set_references_of_every_type() -> None:
    assert {style: wrong for style, wrong in sample_failures(every=40) if wrong} == {}
