"""Pandoc, where it is installed, and its documents in a shape that can be compared."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

PANDOC = shutil.which("pandoc")
needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")


def pandoc(text: str, *options: str) -> str:
    done = subprocess.run([PANDOC or "", *options], input=text, capture_output=True, text=True, check=True)
    return done.stdout


def ast(text: str, source: str = "markdown-auto_identifiers") -> Any:
    return json.loads(pandoc(text, "-f", source, "-t", "json"))


def merged(node: Any) -> Any:
    """Return a document in which neighbouring words are one."""
    if isinstance(node, dict):
        return {name: merged(value) for name, value in node.items()}
    if not isinstance(node, list):
        return node
    result: list[Any] = []
    for one in map(merged, node):
        both = [result[-1] if result else None, one]
        if all(isinstance(each, dict) and each.get("t") == "Str" for each in both):
            result[-1] = {"t": "Str", "c": result[-1]["c"] + one["c"]}
        else:
            result.append(one)
    return result


def with_cites_as(node: Any, word: str) -> Any:
    """Return a document with *word* in the place of each citation."""
    if isinstance(node, dict):
        if node.get("t") == "Cite":
            return {"t": "Str", "c": word}
        return {name: with_cites_as(value, word) for name, value in node.items()}
    return [with_cites_as(one, word) for one in node] if isinstance(node, list) else node
