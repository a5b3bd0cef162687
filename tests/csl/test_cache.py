"""Styles kept on disk: what comes back is what was put there."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.csl import cache
from citekit.csl.catalogue import find_style
from citekit.process import process
from tests.sample import citations, references

STYLES = ("acta-pharmaceutica", "apa", "chicago-notes-bibliography", "ieee")


@pytest.mark.parametrize("name", STYLES)
def test_a_kept_style_sets_what_a_fresh_one_does(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path))
    items = references()
    request = {"style": name, "references": items, "citations": citations(items)}
    results = []
    for _ in range(2):
        cache.compiled_file.cache_clear()
        results.append(process(request))
    assert list(tmp_path.glob("style-*.pickle"))
    assert results[0] == results[1]


def test_a_damaged_file_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path))
    path = find_style("apa").path
    cache.compiled_file.cache_clear()
    cache.compiled_file(path)
    kept = next(tmp_path.glob("style-*.pickle"))
    kept.write_bytes(b"no pickle")
    cache.compiled_file.cache_clear()
    assert cache.compiled_file(path).style.bibliography is not None
    assert kept.read_bytes() != b"no pickle"
