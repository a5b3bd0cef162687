"""The rule CK318."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity

_PLACE_IN_JOURNAL = tuple("pages volume number eid issue doi url eprint date+day pubstate entrysubtype".split())
_ADDRESS = ("url", "doi", "eprint")
_PAGES = ("pages", "chapter", "eid", *_ADDRESS)
_PUBLISHER = ("publisher", "institution", "organization", "howpublished", *_ADDRESS)
_BODY = ("institution", "school", "organization", "publisher", *_ADDRESS)
_KEPT_IN = tuple("library archive location note howpublished eventtitle collection url doi eprint institution".split())
_EXPECTED = {
    "article": (_PLACE_IN_JOURNAL,),
    **dict.fromkeys(("inbook", "incollection", "inproceedings", "conference"), (_PAGES,)),
    **dict.fromkeys(("book", "collection", "proceedings"), (_PUBLISHER,)),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis", "report", "techreport"), (_BODY,)),
    "unpublished": (_KEPT_IN,),
}


@entry_rule("CK318", "expected-field", severity=Severity.HINT)
def expected_field(entry: Entry) -> Iterator[Found]:
    """A field that works of this type usually have, so that readers find them.

    Asked for: a volume, number, pages or address of an article; the pages of a part of a book; the publisher of a
    book; the school of a thesis and the institution of a report; the place in an archive of what is not published.

    Wrong::

        @thesis{lee1990, author = {Lee, Ann}, title = {Tides}, type = {phdthesis}, date = {1990}}

    Right::

        @thesis{lee1990, author = {Lee, Ann}, title = {Tides}, type = {phdthesis}, date = {1990},
          institution = {University of Bristol}}
    """
    for wanted in _EXPECTED.get(entry.type, ()):
        if not entry.has(*wanted):
            others = f", or {', '.join(wanted[1:4])}" if len(wanted) > 1 else ""
            yield entry.found(f"a work of type @{entry.type} usually has {wanted[0]}", hint=f"add {wanted[0]}{others}")
