"""The rule CK354."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS, name_lists
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

# "(Ed)" is what friends call him.
_BESIDE = pattern(
    r"\((?:eds?\.?|Eds?\.|[Hh]rsg\.?|[Hh]g\.?|comps?\.|trans(?:l)?\.|[ée]ds?\.|dir\.|red\.|ред\.)\)"
    r"|,?\s+(?:eds?|Eds|[Hh]rsg|[Hh]g|éds?)\.(?=\s*(?:$|,| and ))"
    r"|[\w.+-]+@[\w-]+\.[\w.]+|,\s*1[4-9]\d\d-(?:1[4-9]\d\d|20\d\d)?(?!\d)"
    r"|(?<=[^\W\d_])[*†‡§¶¹²³]+|(?<=[^\W\d_])\$\^\{?\d+\}?\$"
)


@entry_rule("CK354", "words-beside-name", fields=NAME_FIELDS, severity=Severity.WARNING)
def words_beside_name(entry: Entry) -> Iterator[Found]:
    """What is no part of a name in a list of names: a role ("(ed.)", "Hrsg."), an address, years, a mark of a note.

    Wrong::

        @book{lee1990, author = {Lee, Ann (ed.)}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, editor = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for name, names in name_lists(entry):
        for found in _BESIDE.finditer(names):
            message = f"{found[0].strip(' ,')!r} is no part of a name"
            yield entry.found(message, name, *found.span(), hint="take it out; roles have fields of their own")
