"""The rule CK312."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule


@told_rule("CK312", "title-not-taken-over", tells=("crossref-title",))
def title_not_taken_over(told: Told) -> Iterator[Found]:
    """A parent whose title the child does not take over, since their types do not go together.

    biblatex hands the title of a book on to its parts, and that of a thesis to none (manual, appendix B).

    Wrong::

        @incollection{lee1990, author = {Lee, Ann}, title = {Tides}, pages = {3--9}, crossref = {kay1990}}
        @thesis{kay1990, author = {Kay, Bo}, title = {Seas}, date = {1990}, institution = {Quay}, type = {phdthesis}}

    Right::

        @inbook{lee1990, author = {Lee, Ann}, title = {Tides}, pages = {3--9}, crossref = {kay1990}}
        @book{kay1990, author = {Kay, Bo}, title = {Seas}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
