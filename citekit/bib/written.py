"""What a writer of reference files returns."""

from __future__ import annotations

from citekit.findings import Finding
from citekit.values import NamedTuple


class Written(NamedTuple):
    """The text of a file, and as warnings what of the library it does not say."""

    text: str
    findings: tuple[Finding, ...] = ()
