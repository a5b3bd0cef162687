"""The rule CK317."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity

_ASKED = frozenset(
    "article book inbook incollection collection inproceedings conference report techreport thesis phdthesis "
    "mastersthesis manual booklet unpublished".split()
)
_PEOPLE = (
    "author editor translator organization institution publisher editora editorb editorc holder shortauthor "
    "shorteditor bookauthor namea nameb namec annotator commentator introduction compiler sortname key label "
    "school journaltitle journal".split()
)
_DATES = "date year issued origdate eventdate pubstate urldate origyear month howpublished note volume".split()


@entry_rule("CK317", "missing-author-or-date", severity=Severity.WARNING)
def missing_author_or_date(entry: Entry) -> Iterator[Found]:
    """A work that has neither a date nor an author, editor or body responsible for it.

    biblatex asks for both (manual, 2.1). That one of them is missing may be a fact: many works are anonymous, many
    have no date. Where both are, the entry is more likely not finished.

    Wrong::

        @book{tides, title = {Tides}, location = {Bristol}}

    Right::

        @book{tides, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990}}
    """
    if entry.type in _ASKED and not entry.has(*_PEOPLE) and not entry.has(*_DATES):
        hint = "add who is responsible for it, or when it was made"
        yield entry.found(f"a work of type @{entry.type} without author and date", hint=hint)
