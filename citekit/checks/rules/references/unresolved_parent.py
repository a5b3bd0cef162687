"""The rule CK311."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK311", "unresolved-parent", tells=("unknown-crossref", "xdata", "crossref-cycle"), severity=Severity.ERROR)
def unresolved_parent(told: Told) -> Iterator[Found]:
    """An entry that takes over from one that is not there, or from itself.

    ``crossref`` and ``xdata`` name another entry, whose fields it lacks otherwise (biblatex manual, 2.4.1 and 3.14.6).

    Wrong::

        @incollection{lee1990, author = {Lee, Ann}, title = {Tides}, booktitle = {Seas}, date = {1990}, pages = {3--9},
          publisher = {Quay}, location = {Bristol}, crossref = {kay1990}}

    Right::

        @incollection{lee1990, author = {Lee, Ann}, title = {Tides}, pages = {3--9}, crossref = {kay1990}}
        @collection{kay1990, editor = {Kay, Bo}, title = {Seas}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    yield told.passed_on()
