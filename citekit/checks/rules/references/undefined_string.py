"""The rule CK307."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK307", "undefined-string", tells=("undefined-string",), severity=Severity.ERROR)
def undefined_string(told: Told) -> Iterator[Found]:
    """A word without braces that no @string defines: it is printed as it stands.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = jhs, volume = 3, date = {1990},
          pages = {3--9}}

    Right::

        @string{jhs = {Journal of Harbour Studies}}
        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = jhs, volume = 3, date = {1990},
          pages = {3--9}}
    """
    yield told.passed_on()
