"""The rule CK316."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule

_TITLE = ("title", "maintitle", "booktitle", "shorttitle", "eventtitle", "titleaddon", "type", "howpublished", "note")
_JOURNAL = ("journaltitle", "journal", "eprint", "eprinttype", "pubstate", "series", "shortjournal", "crossref", "doi")
_BOOK = ("booktitle", "maintitle", "crossref", "xref", "eventtitle", "series", "xdata")
_ADDRESS = ("url", "doi", "eprint", "urlraw", "howpublished", "note", "titleaddon", "organization")
# By type, what there must be: one field of each row.
_MANDATORY = {
    **dict.fromkeys("book mvbook booklet collection mvcollection manual periodical proceedings".split(), (_TITLE,)),
    **dict.fromkeys("mvproceedings reference mvreference report techreport thesis phdthesis".split(), (_TITLE,)),
    **dict.fromkeys("mastersthesis dataset software patent".split(), (_TITLE,)),
    "article": (_TITLE, _JOURNAL),
    **dict.fromkeys("inbook incollection inproceedings conference bookinbook".split(), (_TITLE, _BOOK)),
    "online": (_TITLE, _ADDRESS),
}
_INSTEAD = ("entryset", "relatedtype")  # what it is made of is printed
_PREPRINT = "preprint"  # what CSL's "article" is written as: no page of the Web need be known of it


@entry_rule("CK316", "missing-field")
def missing_field(entry: Entry) -> Iterator[Found]:
    """A field without which a work of its type cannot be printed: its title, what it is part of, its address.

    Source: biblatex manual, 2.1 (mandatory fields); what is taken over by ``crossref`` and ``xdata`` counts. Types
    that biblatex asks nothing of ("misc") are left alone, and so are letters and the like without a title of their
    own.

    Wrong::

        @incollection{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, pages = {3--9}, publisher = {Quay}}

    Right::

        @incollection{lee1990, author = {Lee, Ann}, title = {Tides}, booktitle = {Seas}, date = {1990}, pages = {3--9},
          publisher = {Quay}, location = {Bristol}}
    """
    for wanted in _MANDATORY.get(entry.type, ()):
        if wanted is _ADDRESS and entry.value("entrysubtype") == _PREPRINT:
            continue
        if not entry.has(*wanted) and not entry.has(*_INSTEAD):
            others = f", or {', '.join(wanted[1:])}" if len(wanted) > 1 else ""
            yield entry.found(f"a work of type @{entry.type} without {wanted[0]}", hint=f"add {wanted[0]}{others}")
