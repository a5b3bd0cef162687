"""Which root an XML file has, told by how it begins."""

from __future__ import annotations

from citekit.patterns import pattern


def begins_with(data: bytes, root: str) -> bool:
    """Tell whether *data* is XML whose root is an element of this name, with or without a prefix."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    head = data[:8000].decode("utf-16" if wide else "utf-8", "replace").removeprefix("\ufeff")
    found = _ROOT.match(head)
    return found is not None and found[1] == root


_ROOT = pattern(
    r"\s*(?:<\?.{0,2000}?\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^>\[]{0,2000}(?:\[[^\]]{0,2000}\]\s*)?>\s*)*"
    r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]",
    16,  # re.DOTALL
)
