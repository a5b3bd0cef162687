"""Quotations: formatted by the rules of a tradition, found in passages, and proved against their sources."""

from __future__ import annotations


def is_quotation_file(text: str) -> bool:
    """Tell whether *text* begins as a file of quotations does (``forms.py``, which loads what reads YAML)."""
    return "citekit-quotations" in text[:2000]
