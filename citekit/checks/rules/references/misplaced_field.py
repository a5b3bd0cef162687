"""The rule CK336."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity

_WHOLE_BOOKS = "book mvbook collection mvcollection reference mvreference proceedings mvproceedings booklet".split()
_THESES = "thesis phdthesis mastersthesis".split()
# Field -> types that have no place for it.
_OUT_OF_PLACE: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("journaltitle", "journal"), frozenset((*_WHOLE_BOOKS, *_THESES, "incollection", "inbook"))),
    "booktitle": frozenset(("article", *_THESES, "online")),
    "school": frozenset(("article", *_WHOLE_BOOKS, "incollection", "inbook", "online")),
    "chapter": frozenset(("article", "online", *_THESES)),
    "issn": frozenset(("thesis", "phdthesis", "mastersthesis")),
    "isbn": frozenset(("article",)),
}


@entry_rule("CK336", "misplaced-field", fields=_OUT_OF_PLACE, severity=Severity.HINT)
def misplaced_field(entry: Entry) -> Iterator[Found]:
    """A field that entries of this type have no place for, so that styles leave it out.

    The journal of a book, the book of an article: the type is another, or the field is. Source: biblatex manual, 2.1.1.
    A collection may have a ``booktitle`` for those who take it over.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, publisher = {Quay}, date = {1990}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, number = {3}, date = {1990}}
    """
    for name, types in _OUT_OF_PLACE.items():
        if entry.type in types and entry.value(name).strip():
            hint = "change the type of the entry, or take the field out"
            yield entry.found(f"@{entry.type} has no place for {name!r}", name, hint=hint)
